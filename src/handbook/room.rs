//! Ways into an online room: its address, its number, its passcode, the telephone. What lets in whoever reads it is found
//! here in any text, for import and for the check of what would be published.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::percent;

/// What lets people into an online room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WayIn {
    Link,
    Number,
    Passcode,
    DialIn,
}

/// Where the rooms of a service are: a host ends in the first, and below it begins the path of a room with one of the
/// others. Help pages, blogs and downloads of the same companies have other paths.
const SERVICES: [(&str, &[&str]); 18] = [
    ("zoom.us", ZOOM),
    ("zoom.com", ZOOM),
    ("zoomgov.com", ZOOM),
    ("teams.microsoft.com", &["l/meetup-join/", "meet/", "l/meeting/", "v2/?meetingjoin"]),
    ("teams.microsoft.us", &["l/meetup-join/", "meet/"]),
    ("teams.live.com", &["meet/", "l/meetup-join/"]),
    ("webex.com", &["meet/", "join/", "m/", "webappng/sites/", "wbxmjs/joinservice/"]),
    ("gotomeeting.com", &["join/"]),
    ("gotomeet.me", &[""]),
    ("meet.goto.com", &[""]),
    ("meet.jit.si", &[""]),
    ("8x8.vc", &[""]),
    ("bluejeans.com", &["a2m/"]),
    ("join.skype.com", &[""]),
    ("meet.lync.com", &[""]),
    ("senfcall.de", &[""]),
    ("ringcentral.com", &["join/", "j/"]),
    ("fairmeeting.net", &[""]),
];

const ZOOM: &[&str] = &["j/", "w/", "s/", "my/", "wc/", "wc/join/", "meeting/join/"];

/// Pages of Whereby that are no rooms.
const WHEREBY: [&str; 12] =
    ["information", "blog", "user", "pricing", "login", "sign", "legal", "help", "support", "about", "embedded", "org"];

/// How hosts of rooms of one's own begin: `bbb.example.org`, `meet.example.org`.
const OWN_HOSTS: [&str; 7] = ["bbb", "bigbluebutton", "jitsi", "meet", "webconf", "webroom", "videoconf"];

/// Words before the number of a meeting, in the languages of invitations.
const NUMBERS: &[&str] = &[
    "meeting id",
    "meeting-id",
    "webinar id",
    "webinar-id",
    "conference id",
    "meeting number",
    "besprechungs-id",
    "konferenz-id",
    "id de réunion",
    "id de la réunion",
    "numéro de réunion",
    "id de reunión",
    "id de la reunión",
    "id da reunião",
    "id riunione",
    "vergadering-id",
    "vergaderings-id",
    "mötes-id",
    "møde-id",
    "møte-id",
    "spotkania",
];

/// Words before the passcode of one.
const PASSCODES: &[&str] = &[
    "passcode",
    "kenncode",
    "zugangscode",
    "code d'accès",
    "code d’accès",
    "code secret",
    "código de acceso",
    "codigo de acceso",
    "clave de acceso",
    "código de acesso",
    "senha de acesso",
    "codice d'accesso",
    "toegangscode",
    "lösenkod",
    "adgangskode",
    "kod dostępu",
    "participant code",
    "host key",
    "meeting password",
    "meeting-passwort",
];

/// Words before one that may as well belong to a door or a network: they count beside another way in.
const MAYBE_PASSCODES: &[&str] =
    &["password", "passwort", "kennwort", "mot de passe", "contraseña", "senha", "wachtwoord", "access code", "pin"];

/// So many lines away another way in is one of the same invitation.
const NEAR: usize = 6;

/// Whether an address is that of a room for meetings.
#[must_use]
pub fn is_room(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (host, path) = rest.split_once(['/', '?', '#']).unwrap_or((rest, ""));
    let host = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let path = path.to_ascii_lowercase();
    let is_of =
        |service: &str| host.strip_suffix(service).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    let first = path.split(['/', '?', '#', '&']).next().unwrap_or_default();
    if is_of("meet.google.com") {
        return first == "lookup" || is_in_parts(first, &[3, 4, 3]);
    }
    if is_of("whereby.com") {
        return !first.is_empty() && !WHEREBY.contains(&first) && (host == "whereby.com" || host.contains('.'));
    }
    if is_of("bluejeans.com") && first.len() >= 6 && first.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    if let Some((_, starts)) = SERVICES.iter().find(|(service, _)| is_of(service)) {
        let is_start =
            |start: &&str| path.strip_prefix(*start).is_some_and(|room| room.contains(char::is_alphanumeric));
        return starts.iter().any(is_start) || path.contains("j.php?mtid=");
    }
    // BigBlueButton's own front page for rooms: `/b/ale-abc-def-ghi`, `/rooms/abc-def-ghi-jkl/join`.
    let name = ["b/", "rooms/"].iter().find_map(|start| path.rsplit_once(start).map(|(_, name)| name));
    let name = name.map(|name| name.split(['/', '?', '#']).next().unwrap_or_default());
    if name.is_some_and(|name| is_in_parts(name, &[3, 3, 3, 3])) {
        return true;
    }
    let (label, domain) = host.split_once('.').unwrap_or((&host, ""));
    OWN_HOSTS.contains(&label) && domain.contains('.') && !path.trim_matches('/').is_empty() && !path.contains('.')
}

/// Whether `name` is in parts of so many letters or digits, with hyphens between.
fn is_in_parts(name: &str, lengths: &[usize]) -> bool {
    let parts: Vec<&str> = name.split('-').collect();
    parts.len() == lengths.len()
        && parts
            .iter()
            .zip(lengths)
            .all(|(part, length)| part.len() == *length && part.chars().all(char::is_alphanumeric))
}

/// Returns the comments in `text`, those that never end to the end.
#[must_use]
pub fn commented(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    for (open, close) in [("<!--", "-->"), ("%%", "%%")] {
        let mut at = 0;
        while let Some(start) = text.get(at..).and_then(|rest| rest.find(open)).map(|start| at + start) {
            let inner = start + open.len();
            at =
                text.get(inner..).and_then(|rest| rest.find(close)).map_or(text.len(), |end| inner + end + close.len());
            parts.push(start..at);
        }
    }
    parts
}

/// The words before numbers and codes, all at once; a longer one wins.
static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let all = [NUMBERS, PASSCODES, MAYBE_PASSCODES].concat();
    AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).build(all).ok()
});

/// Returns every way into a room that stands in `text`, in order, with the bytes it stands at.
#[must_use]
pub fn ways_in(text: &str) -> Vec<(WayIn, Range<usize>)> {
    let mut found = Vec::new();
    addresses(text, &mut found);
    let mut maybe = Vec::new();
    for word in WORDS.iter().flat_map(|words| words.find_iter(text)) {
        let line_ends = text[word.end()..].find('\n').map_or(text.len(), |length| word.end() + length);
        let is_of_number = word.pattern().as_usize() < NUMBERS.len();
        let is_sure = word.pattern().as_usize() < NUMBERS.len() + PASSCODES.len();
        let before = text[..word.start()].chars().next_back();
        let rest = &text[word.end()..line_ends];
        if before.is_some_and(char::is_alphanumeric) || rest.starts_with(char::is_alphanumeric) {
            continue;
        }
        let Some(length) = value_behind(rest, if is_of_number { number } else { passcode }) else { continue };
        let way = if is_of_number { WayIn::Number } else { WayIn::Passcode };
        (if is_sure { &mut found } else { &mut maybe }).push((way, word.start()..word.end() + length));
    }
    for (at, _) in text.match_indices('+') {
        match dial_in(&text[at..]) {
            Some((length, true)) => found.push((WayIn::DialIn, at..at + length)),
            Some((length, false)) => maybe.push((WayIn::DialIn, at..at + length)),
            None => {}
        }
    }
    let line_of = |at: usize| text[..at].bytes().filter(|byte| *byte == b'\n').count();
    if !maybe.is_empty() {
        let sure: Vec<usize> = found.iter().map(|(_, range)| line_of(range.start)).collect();
        let is_near = |range: &Range<usize>| sure.iter().any(|line| line.abs_diff(line_of(range.start)) <= NEAR);
        found.extend(maybe.into_iter().filter(|(_, range)| is_near(range)));
    }
    found.sort_by_key(|(_, range)| (range.start, range.end));
    found.dedup_by(|later, earlier| later.1.start < earlier.1.end);
    found
}

/// Finds the addresses of rooms, also those without `https://` and those inside another address.
fn addresses(text: &str, found: &mut Vec<(WayIn, Range<usize>)>) {
    let signs = |c: char| c.is_whitespace() || "()<>[]{}\"'`|,;*\\".contains(c);
    let mut at = 0;
    for (sign, _) in text.match_indices(['/', '%']) {
        // The word around it, once.
        if sign < at {
            continue;
        }
        let from = text[at..sign]
            .char_indices()
            .rev()
            .find(|(_, c)| signs(*c))
            .map_or(at, |(place, c)| at + place + c.len_utf8());
        let to = text[sign..].find(signs).map_or(text.len(), |length| sign + length);
        at = to;
        let word = &text[from..to];
        // `join:https://...`, `url=https%3A%2F%2F...`.
        let decoded = if word.contains('%') { Cow::Owned(percent::decode(word)) } else { Cow::Borrowed(word) };
        let mut inner = decoded.match_indices("://").map(|(sign, _)| &decoded[sign + 3..]);
        let is_bare = word.contains('.') && !word.contains("://");
        if inner.any(is_room) || (is_bare && is_room(word)) {
            found.push((WayIn::Link, from..to));
        }
    }
}

/// How far a value that `length_of` takes reaches behind the word before it, in what is left of the line.
fn value_behind(rest: &str, length_of: fn(&str, bool) -> Option<usize>) -> Option<usize> {
    let sign = |c: char| c.is_whitespace() || "*_`\"'()#:=–—-：|".contains(c);
    let value = rest.trim_start_matches(sign);
    let linking = ["is ", "ist ", "lautet ", "est ", "es ", "é ", "code ", "number "];
    let linked = linking.iter().find_map(|word| value.strip_prefix(word)).unwrap_or(value).trim_start_matches(sign);
    let has_sign = rest[..rest.len() - value.len()].contains([':', '=', '：', '|']);
    Some(rest.len() - linked.len() + length_of(linked, has_sign)?)
}

/// How long the number of a meeting is with which `value` begins: eight digits and more, in groups.
fn number(value: &str, _has_sign: bool) -> Option<usize> {
    let is_of_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-\u{a0}".contains(c);
    let number = value[..value.find(|c| !is_of_number(c)).unwrap_or(value.len())].trim_end();
    (digits(number) >= 8).then_some(number.len())
}

/// How long the passcode is with which `value` begins: a word with three digits and more; or, behind a colon, any word that
/// ends the line.
fn passcode(value: &str, has_sign: bool) -> Option<usize> {
    let length = value.find(|c: char| c.is_whitespace() || ",;)*|`".contains(c)).unwrap_or(value.len());
    let word = value[..length].trim_end_matches(['.', '"', '\'']);
    let ends_line = value[length..].trim_matches(|c: char| c.is_whitespace() || "*|`)".contains(c)).is_empty();
    (digits(word) >= 3 || (has_sign && ends_line && word.len() >= 3)).then_some(word.len())
}

/// How long the telephone number is with which `text` begins, and whether it leads into a meeting beyond doubt:
/// `+16465588656,,92100000123#` does, a number alone may be anybody's.
fn dial_in(text: &str) -> Option<(usize, bool)> {
    let behind =
        text.strip_prefix('+').filter(|behind| behind.starts_with(|c: char| c.is_ascii_digit() || c == '('))?;
    let is_of_number = |c: char| c.is_ascii_digit() || " -().\u{a0}".contains(c);
    let length = 1 + behind.find(|c| !is_of_number(c)).unwrap_or(behind.len());
    if digits(&text[..length]) < 8 {
        return None;
    }
    let code = text[length..]
        .strip_prefix(",,")
        .map_or(0, |code| 2 + code.find(|c: char| !(c.is_ascii_digit() || ",*#".contains(c))).unwrap_or(code.len()));
    Some((text[..length + code].trim_end().len(), code > 2))
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::{WayIn, is_room, ways_in};

    fn found(text: &str) -> Vec<(WayIn, &str)> {
        ways_in(text).into_iter().map(|(way, range)| (way, &text[range])).collect()
    }

    #[test]
    fn rooms_are_told_from_other_pages_of_their_companies() {
        for room in [
            "https://us02web.zoom.us/j/82100000123?pwd=abc",
            "https://zoom.us/my/alex.morgan",
            "https://example.zoom.us/w/82100000123",
            "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0",
            "https://teams.live.com/meet/9312345678901",
            "https://meet.google.com/abc-defg-hij",
            "https://example.webex.com/meet/alex",
            "https://example.webex.com/example/j.php?MTID=m0123456789",
            "https://meet.jit.si/QuietCircleThursday",
            "https://whereby.com/quiet-circle",
            "https://circle.whereby.com/room",
            "https://bbb.example.org/b/ale-abc-def-ghi",
            "https://learn.example.org/rooms/abc-def-ghi-jkl/join",
            "https://meet.example.org/QuietCircle",
            "https://meet.goto.com/123456789",
            "https://bluejeans.com/123456789",
        ] {
            assert!(is_room(room), "{room}");
        }
        for page in [
            "https://zoom.us",
            "https://zoom.us/download",
            "https://support.zoom.us/hc/en-us/articles/201362033",
            "https://blog.zoom.us/joining",
            "https://us02web.zoom.us/webinar/register/WN_abc",
            "https://www.microsoft.com/microsoft-teams/join-a-meeting",
            "https://teams.microsoft.com/downloads",
            "https://meet.google.com/",
            "https://support.google.com/meet/answer/9303069",
            "https://whereby.com/information/tos",
            "https://www.webex.com/downloads.html",
            "https://help.webex.com/article/n62wi3c",
            "https://jitsi.org/downloads/",
            "https://bigbluebutton.org/schools/",
            "https://meet.example.org/",
            "https://zoom.us.example.org/j/1",
            "https://example.org/b/two-six-ten",
            "https://meetup.com/quiet-circle",
        ] {
            assert!(!is_room(page), "{page}");
        }
    }

    #[test]
    fn an_invitation_is_found_in_all_its_parts() {
        let text = "Alex is inviting you.\nJoin: us02web.zoom.us/j/82100000123\nMeeting ID: 821 0000 0123\nPasscode: 4711\n\
                    +16465588656,,82100000123# US\n+1 646 558 8656 US (New York)\nPassword: soup";
        let ways = [WayIn::Link, WayIn::Number, WayIn::Passcode, WayIn::DialIn, WayIn::DialIn, WayIn::Passcode];
        assert_eq!(found(text).into_iter().map(|(way, _)| way).collect::<Vec<_>>(), ways);
        assert_eq!(found("[the room](https://meet.google.com/abc-defg-hij), or <https://meet.jit.si/Quiet>.").len(), 2);
        assert_eq!(found("https://www.google.com/url?q=https%3A%2F%2Fzoom.us%2Fj%2F82100000123&sa=D").len(), 1);
        for text in [
            "The passcode is 482913",
            "Use passcode 482913 to enter.",
            "Participant passcode: 482913",
            "Code d’accès : 482913",
            "Zugangscode: 482913",
            "**Passcode:** aB3xYz",
            "| Passcode | 482913 |",
            "ID de réunion: 821 0000 0123",
            "Besprechungs-ID: 821 0000 0123",
        ] {
            assert_eq!(found(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn what_lets_nobody_in_is_left_alone() {
        for text in [
            "The passcode comes by mail.",
            "Passcode: we send it by mail.",
            "Wifi: Bakery, password: soup4711",
            "Call Ana on +353 86 123 4567.",
            "The meeting ID is in your mail.",
            "Meeting IDs are short.",
            "The pin: 4711 of the door",
            "Read https://support.zoom.us/hc/en-us/articles/201362033 first.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
