//! How to join online, wherever a calendar says it; and mail addresses, which are not for a public page.

use crate::handbook::rooms::ways_in;

use super::markdown::{address_at, address_length};

pub use crate::handbook::rooms::is_room;

/// How lines begin that let in whoever reads them.
const KEYS: [&str; 31] = [
    "for organizers:",
    "meeting id",
    "passcode",
    "password",
    "phone conference id",
    "conference id",
    "dial in",
    "dial-in",
    "dial by",
    "one tap mobile",
    "join zoom",
    "join with google meet",
    "join microsoft teams",
    "join the meeting",
    "or dial",
    "find a local number",
    "find your local number",
    "pin:",
    "more phone numbers",
    "meeting password",
    "access code",
    "video call link",
    "webinar id",
    "join on your",
    "join by",
    "join from",
    "join:",
    "more joining options",
    "meeting number",
    "microsoft teams meeting",
    "kenncode",
];

/// Lines that a program wrote around its own part of a description.
const FRAMES: [&str; 4] = [
    "please do not edit this section",
    "view your event at https://",
    "learn more about meet at",
    "learn more | meeting options",
];

/// Words that say of a place that it is none.
const ONLINE: [&str; 20] = [
    "online",
    "zoom",
    "teams",
    "meet",
    "virtual",
    "video",
    "webinar",
    "skype",
    "jitsi",
    "hangouts",
    "hangout",
    "webex",
    "bigbluebutton",
    "bbb",
    "videocall",
    "internet",
    "remote",
    "gotomeeting",
    "conference",
    "call",
];

/// Words that may stand with those, and say nothing by themselves.
const LINKING: [&str; 25] = [
    "via",
    "on",
    "meeting",
    "microsoft",
    "google",
    "meets",
    "web",
    "event",
    "link",
    "in",
    "the",
    "description",
    "below",
    "see",
    "room",
    "cisco",
    "only",
    "by",
    "at",
    "our",
    "a",
    "session",
    "details",
    "for",
    "is",
];

/// The addresses of the web in `text`.
pub fn addresses(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = address_at(rest) {
        let (address, after) = rest[at..].split_at(address_length(&rest[at..]));
        found.push(address);
        rest = after;
    }
    found
}

/// Whether a line of a description says how to join.
pub fn is_key(line: &str) -> bool {
    let folded = line.trim().trim_start_matches(['*', '-', '•', '>', '<']).trim_start().to_lowercase();
    let number = folded.starts_with('+')
        && folded.bytes().filter(u8::is_ascii_digit).count() >= 8
        && folded.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    number || KEYS.iter().any(|key| folded.starts_with(key)) || !ways_in(line).is_empty()
}

/// Whether a line is a frame that a program drew around its own part.
pub fn is_frame(line: &str) -> bool {
    let line = line.trim();
    let folded = line.to_lowercase();
    let drawn = line.len() >= 10 && line.bytes().all(|byte| b"-_:~=*.".contains(&byte));
    drawn || FRAMES.iter().any(|frame| folded.starts_with(frame))
}

/// Whether a line is the frame that Google Calendar or Outlook draws around how to join; all that is inside is theirs.
pub fn is_programs_frame(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("-::~:~") || (line.len() >= 20 && line.bytes().all(|byte| byte == b'_'))
}

/// Whether a place says no more than that a meeting is online.
pub fn is_nowhere(place: &str) -> bool {
    let folded = place.to_lowercase();
    let words = || folded.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words().all(|word| ONLINE.contains(&word) || LINKING.contains(&word)) && words().any(|word| ONLINE.contains(&word))
}

/// `text` without mail addresses, and how many there were.
pub fn without_mail(text: &str) -> (String, usize) {
    let part = |character: char| character.is_alphanumeric() || matches!(character, '.' | '_' | '%' | '+' | '-');
    let (mut out, mut found, mut done) = (String::new(), 0, 0);
    for (at, _) in text.match_indices('@') {
        let before = &text[done.min(at)..at];
        let name = before.len() - before.trim_end_matches(part).len();
        let rest = &text[at + 1..];
        let host = &rest[..rest.find(|character| !part(character) || character == '_').unwrap_or(rest.len())];
        let host = host.trim_end_matches(['.', '-']);
        if at < done || name == 0 || !host.contains('.') || host.starts_with('.') {
            continue;
        }
        let start = at - name;
        // Some rooms have such a sign in their address.
        let word = before.rfind(|character: char| character.is_whitespace() || "\"'<>(".contains(character));
        if is_room(&before[word.map_or(0, |word| word + 1)..]) {
            continue;
        }
        // `mailto:` goes with what it stands before.
        let kept = text[done..start].strip_suffix("mailto:").unwrap_or(&text[done..start]);
        out.push_str(kept);
        out.push('…');
        done = at + 1 + host.len();
        found += 1;
    }
    out.push_str(&text[done..]);
    (out, found)
}

/// The address inside of one that a mail program or a search engine wrapped around it.
pub fn unwrapped(address: &str) -> String {
    let folded = address.to_ascii_lowercase();
    let key = if folded.starts_with("https://www.google.com/url?") {
        ["q=", "url="]
    } else if folded.contains(".safelinks.protection.outlook.com/") {
        ["url=", "url="]
    } else {
        return address.to_owned();
    };
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let inner = key.iter().find_map(|key| query.split('&').find_map(|part| part.strip_prefix(key)));
    inner.and_then(decoded).filter(|inner| address_at(inner) == Some(0)).unwrap_or_else(|| address.to_owned())
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            bytes.push(u8::try_from(digit()? * 16 + digit()?).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_let_people_in_are_known() {
        let keys = [
            "Join Zoom Meeting",
            "https://us02web.zoom.us/j/123?pwd=x",
            "Passcode: 1234",
            "+13126266799,,123# US",
            "Video call link: https://meet.google.com/abc-defg-hij",
            "• Meeting ID: 1",
            "Password: soup",
        ];
        for line in keys {
            assert!(is_key(line), "{line}");
        }
        for line in ["We zoom in on soup.", "https://zoom.us.example.org/x", "+ bring soup", "See https://example.org"]
        {
            assert!(!is_key(line), "{line}");
        }
        assert!(is_frame("-::~:~::~:~:~:~::~:~::-") && is_frame("________________________") && !is_frame("-----"));
    }

    #[test]
    fn places_that_are_none_are_known() {
        for place in ["Online", "Zoom", "via Zoom", "Microsoft Teams Meeting", "Online (see link below)", "Google Meet"]
        {
            assert!(is_nowhere(place), "{place}");
        }
        for place in ["Meeting room", "Zoom Street 5", "The Link", "", "Call Centre", "Room 5"] {
            assert!(!is_nowhere(place), "{place}");
        }
    }

    #[test]
    fn mail_addresses_are_left_out() {
        let cases = [
            ("Ask ann.o'x@example.org.", "Ask ann.o'….", 1),
            ("<mailto:a@b.example>, c+d@e.f.example", "<…>, …", 2),
            ("@home a@ @b.c soup@noon", "@home a@ @b.c soup@noon", 0),
            ("ü@ß.example@x.y", "…@x.y", 1),
        ];
        for (text, expected, number) in cases {
            assert_eq!(without_mail(text), (expected.to_owned(), number), "{text}");
        }
    }

    #[test]
    fn wrapped_addresses_are_unwrapped() {
        let outlook = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fx&data=05";
        assert_eq!(unwrapped(outlook), "https://example.org/x");
        assert_eq!(unwrapped("https://www.google.com/url?q=%zz"), "https://www.google.com/url?q=%zz");
    }
}
