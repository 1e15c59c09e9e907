//! Ways to join online, wherever a calendar has them; and mail addresses, which are not for a public page.

use crate::handbook::rooms::{is_telling, labels, numbers, passwords, ways_in};
use crate::text::percent;

use super::markdown::{address_at, address_length};

pub use crate::handbook::rooms::is_room;

/// Beginnings of lines that let in whoever reads them, beside the labels that the privacy scan knows.
const KEYS: [&str; 21] = [
    "for organizers:",
    "phone conference id",
    "dial by",
    "dial in",
    "dial-in",
    "one tap mobile",
    "join zoom",
    "join with google meet",
    "join microsoft teams",
    "join the meeting",
    "or dial",
    "find a local number",
    "find your local number",
    "more phone numbers",
    "video call link",
    "join on your",
    "join by",
    "join from",
    "join:",
    "more joining options",
    "microsoft teams meeting",
];

/// Words before a code or a number that lets in, wherever they stand in a line, beside those labels: here they may be
/// taken for one too often, since all that comes of it is a line in a note.
const CODES: [&str; 17] = [
    "pin code",
    "code",
    "toll-free",
    "toll free",
    "one-tap",
    "dial-in",
    "dial in",
    "sip",
    "h.323",
    "einwahl",
    "código",
    "clave",
    "senha de acesso",
    "palavra-passe",
    "codice",
    "パスワード",
    "비밀번호",
];

/// Phrases that programs write before an invitation: who invites is nobody's business but the facilitators'.
const INVITING: [&str; 12] = [
    "is inviting you",
    "has invited you to",
    "invites you to a zoom",
    "lädt sie zu",
    "vous invite à une réunion",
    "le invita a una reunión",
    "le está invitando",
    "está convidando você",
    "ti sta invitando",
    "nodigt u uit",
    "zaprasza cię na",
    "приглашает вас на",
];

/// Lines that a program wrote around its own part of a description.
const FRAMES: [&str; 4] = [
    "please do not edit this section",
    "view your event at https://",
    "learn more about meet at",
    "learn more | meeting options",
];

/// Words for a place that is none.
const ONLINE: [&str; 28] = [
    "línea",
    "linea",
    "ligne",
    "visio",
    "visioconférence",
    "videokonferenz",
    "virtuell",
    "webkonferenz",
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

/// Words that may stand with those, and have no meaning by themselves.
const LINKING: [&str; 35] = [
    "réunion",
    "reunión",
    "reunião",
    "riunione",
    "besprechung",
    "en",
    "em",
    "join",
    "us",
    "de",
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

/// Returns the addresses of the web in `text`.
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

/// Returns where a code that lets in begins in `line`: a word for one, and after it a sign or a few digits.
fn code_at(line: &str) -> Option<usize> {
    let parted = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    let begins = line.char_indices().map(|(at, _)| at).filter(|at| parted(line[..*at].chars().next_back()));
    let is_code = |at: &usize| {
        labels().chain(CODES).any(|code| {
            let Some(rest) = without_prefix(&line[*at..], code) else { return false };
            let is_ascii = code.is_ascii();
            if is_ascii && !parted(rest.chars().next()) {
                return false;
            }
            let value = rest.trim_start();
            let said = value.starts_with([':', '：', '=']);
            let value = value.trim_start_matches([':', '：', '=', '#', '-', ' ', '(', '+', '\u{a0}']);
            let value = ["is ", "ist ", "est ", "es ", "lautet "]
                .iter()
                .find_map(|is| without_prefix(value, is))
                .unwrap_or(value);
            let number = value.split(|letter: char| letter.is_alphabetic()).next().unwrap_or_default();
            let digits = number.bytes().filter(u8::is_ascii_digit).count();
            let word = value.split_whitespace().next().unwrap_or_default();
            let mixed = word.len() >= 4 && word.bytes().any(|byte| byte.is_ascii_digit());
            digits >= 4 || mixed || said && !value.is_empty() && !["code", "código", "codice"].contains(&code)
        })
    };
    begins.into_iter().find(is_code)
}

/// Returns `text` after `prefix`, whatever the case of both.
fn without_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for wanted in prefix.chars() {
        let letter = rest.next()?;
        if letter != wanted && !letter.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// Returns `text` without rooms and codes, for a title or a place; and whether anything was taken out.
pub fn without_keys(text: &str, secrets: &[String]) -> (String, bool) {
    let rooms: Vec<&str> = addresses(text).into_iter().filter(|address| is_room(address)).collect();
    let mut kept = rooms.iter().fold(text.to_owned(), |text, room| text.replace(room, " "));
    if let Some(at) = code_at(&kept) {
        kept.truncate(at);
    }
    if let Some((_, way_in)) = ways_in(&kept).first() {
        kept = kept.get(..way_in.start).unwrap_or_default().to_owned();
    }
    if holds(&kept, secrets) {
        kept = kept.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    }
    if kept == text {
        return (kept, false);
    }
    (kept.trim().trim_end_matches(['(', '[', '-', '–', '—', ':', ',', ';', '/', '|', '<', ' ']).to_owned(), true)
}

/// Returns what of the address of a room would let in wherever it stands: itself, its numbers and its password. The
/// privacy scan looks for the same.
pub fn secrets(address: &str) -> Vec<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let mut found = Vec::new();
    if rest.split_once(['/', '?', '#']).is_some_and(|(_, way)| way.contains(char::is_alphanumeric)) {
        found.push(rest.to_lowercase());
    }
    found.extend(passwords(rest).map(str::to_lowercase));
    found.extend(numbers(rest).filter(|groups| is_telling(groups)).map(|groups| groups.concat()));
    found
}

/// Returns whether `line` holds one of `secrets`, however its digits are grouped.
pub fn holds(line: &str, secrets: &[String]) -> bool {
    if secrets.is_empty() {
        return false;
    }
    let folded = line.to_lowercase();
    let digits: Vec<String> = numbers(line).map(|groups| groups.concat()).collect();
    secrets.iter().any(|secret| {
        let is_number = secret.bytes().all(|byte| byte.is_ascii_digit());
        folded.contains(secret) || is_number && digits.iter().any(|digits| digits.contains(secret))
    })
}

/// Returns whether a line of a description has how to join.
pub fn is_key(line: &str) -> bool {
    let folded = line.trim().trim_start_matches(['*', '-', '•', '>', '<']).trim_start().to_lowercase();
    let number = folded.starts_with('+')
        && folded.bytes().filter(u8::is_ascii_digit).count() >= 8
        && folded.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    let address = folded.split(' ').next().is_some_and(|first| first.parse::<std::net::Ipv4Addr>().is_ok());
    let invites = INVITING.iter().any(|words| folded.contains(words));
    number
        || address
        || invites
        || code_at(line).is_some()
        || KEYS.iter().any(|key| folded.starts_with(key))
        || labels()
            .filter_map(|label| folded.strip_prefix(label))
            .any(|rest| rest.is_empty() || rest.starts_with([':', '：']))
        || !ways_in(line).is_empty()
}

/// Returns whether a line is a frame that a program drew around its own part.
pub fn is_frame(line: &str) -> bool {
    let line = line.trim();
    let folded = line.to_lowercase();
    let drawn = line.len() >= 10 && line.bytes().all(|byte| b"-_:~=*.".contains(&byte));
    drawn || FRAMES.iter().any(|frame| folded.starts_with(frame))
}

/// Returns whether a line beside how to join is nothing but what was drawn around it, or left of it.
pub fn is_rest(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric)
}

/// Returns whether a line is the frame that Google Calendar or Outlook draws around how to join; all that is inside is
/// theirs.
pub fn is_programs_frame(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("-::~:~") || (line.len() >= 20 && line.bytes().all(|byte| byte == b'_'))
}

/// Returns whether the words of a place mean no more than that a meeting is online.
pub fn is_nowhere(place: &str) -> bool {
    let folded = place.to_lowercase();
    let words = || folded.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words().all(|word| ONLINE.contains(&word) || LINKING.contains(&word)) && words().any(|word| ONLINE.contains(&word))
}

/// Returns `text` without mail addresses, and how many there were.
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

/// Returns the address inside of one that a mail program or a search engine wrapped around it.
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
    inner.map(percent::decode).filter(|inner| address_at(inner) == Some(0)).unwrap_or_else(|| address.to_owned())
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
            "We read on. Zoom passcode: 482913",
            "The passcode is 482913",
            "Use passcode 482913 to enter.",
            "Participant passcode: 482913",
            "Toll-free: (866) 555-0123",
            "PIN 48291 (telephone)",
            "Code d’accès : 482913",
            "(Passcode: 482913)",
            "Zugangscode: 482913",
            "Contraseña: arena7",
            "Hasło: 482913",
            "パスコード: 482913",
            "密码：482913",
            "Alex Morgan is inviting you to a scheduled Zoom meeting.",
            "203.0.113.11 (US West)",
            "SIP: 82100000123@zoomcrc.com",
            "https://bbb.example.org/b/ale-abc-def-ghi",
        ];
        for line in keys {
            assert!(is_key(line), "{line}");
        }
        for line in [
            "We zoom in on soup.",
            "Bring pins, 2026 of them",
            "Our code of conduct: be kind",
            "A password manager",
            "Code Week 12",
            "https://zoom.us.example.org/x",
            "+ bring soup",
            "See https://example.org",
        ] {
            assert!(!is_key(line), "{line}");
        }
        assert!(is_frame("-::~:~::~:~:~:~::~:~::-") && is_frame("________________________") && !is_frame("-----"));
    }

    #[test]
    fn places_that_are_none_are_known() {
        for place in [
            "Online",
            "Réunion Microsoft Teams",
            "Microsoft Teams-Besprechung",
            "En línea",
            "Join us via Google Meet.",
            "Zoom",
            "via Zoom",
            "Microsoft Teams Meeting",
            "Online (see link below)",
            "Google Meet",
        ] {
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
