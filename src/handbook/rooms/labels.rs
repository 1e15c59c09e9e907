//! Numbers and passcodes, by the words that stand before them, as the invitations of a dozen languages have them.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::WayIn;
use crate::text::entities;

/// Words before the number of a meeting.
const NUMBERS: &[&str] = &[
    "meeting id",
    "meeting-id",
    "meetingid",
    "meeting number",
    "meeting no",
    "meeting code",
    "webinar id",
    "webinar-id",
    "webinar number",
    "conference id",
    "conference number",
    "event number",
    "zoom id",
    "zoom-id",
    "zoom number",
    "meeting-nummer",
    "meetingnummer",
    "meeting-kennnummer",
    "konferenz-id",
    "konferenznummer",
    "besprechungs-id",
    "id de réunion",
    "id de la réunion",
    "id réunion",
    "numéro de réunion",
    "numéro de la réunion",
    "id de reunión",
    "id de la reunión",
    "id. de reunión",
    "número de reunión",
    "id riunione",
    "id della riunione",
    "numero riunione",
    "vergader-id",
    "vergadering-id",
    "vergadernummer",
    "id da reunião",
    "id de reunião",
    "número da reunião",
    "mötes-id",
    "møde-id",
    "møte-id",
    "kokouksen tunnus",
    "identyfikator spotkania",
    "id spotkania",
    "toplantı kimliği",
    "toplantı id",
    "идентификатор конференции",
    "id schůzky",
    "ミーティングid",
    "ミーティング id",
    "会议号",
    "会议 id",
    "회의 id",
];

/// Words before a passcode of a meeting.
const PASSCODES: &[&str] = &[
    "passcode",
    "pass code",
    "pass-code",
    "access code",
    "meeting password",
    "zoom password",
    "webinar password",
    "host key",
    "kenncode",
    "zugangscode",
    "meeting-passwort",
    "meeting-kennwort",
    "code secret",
    "code d'accès",
    "code d’accès",
    "código de acceso",
    "clave de acceso",
    "codice di accesso",
    "codice d'accesso",
    "toegangscode",
    "código de acesso",
    "senha de acesso",
    "lösenkod",
    "adgangskode",
    "tilgangskode",
    "pääsykoodi",
    "kod dostępu",
    "код доступа",
    "přístupový kód",
    "geçiş kodu",
    "erişim kodu",
    "パスコード",
    "密码",
    "密碼",
    "암호",
];

/// Words before a passcode, or before that of anything else; these need their colon.
const PASSWORDS: &[&str] = &[
    "password",
    "pin",
    "passwort",
    "kennwort",
    "mot de passe",
    "contraseña",
    "wachtwoord",
    "senha",
    "lösenord",
    "passord",
    "salasana",
    "hasło",
    "пароль",
    "heslo",
    "şifre",
    "parola",
];

/// Words before a number to dial.
const DIALS: &[&str] = &[
    "dial",
    "dial in",
    "dial-in",
    "dial by your location",
    "one tap mobile",
    "one-tap mobile",
    "call in",
    "call-in",
    "join by phone",
    "join by telephone",
    "join from phone",
    "by phone",
    "phone one-tap",
    "einwahl",
    "einwahlnummer",
    "telefoneinwahl",
    "schnelleinwahl mobil",
    "numéro d'appel",
    "composez",
    "marcar",
    "número de acceso",
    "numero di accesso",
    "inbelnummer",
    "ring in",
];

/// Words before the number of a meeting, or before anything else; the number has to look like that of a meeting.
const NAMES: &[&str] = &["id", "webex", "zoom", "zoom call", "zoom meeting", "zoom room"];

/// Words before a password that opens no meeting.
const OTHERS: &[&str] = &["wi-fi", "wifi", "wlan", "network", "door", "gate", "key box", "key safe", "film", "video"];

/// Words that say that a passcode is given elsewhere, or that there is none.
const ELSEWHERE: &[&str] = &[
    "above",
    "as",
    "ask",
    "below",
    "by",
    "comes",
    "from",
    "in",
    "is",
    "emailed",
    "given",
    "keine",
    "keiner",
    "later",
    "mailed",
    "n/a",
    "needed",
    "no",
    "none",
    "not",
    "on",
    "protected",
    "required",
    "same",
    "see",
    "sent",
    "shared",
    "tba",
    "tbd",
    "the",
    "through",
    "to",
    "unchanged",
    "via",
    "we",
    "will",
    "with",
    "you",
    "your",
];

/// Returns the words before a meeting's number, a passcode or a password.
pub fn labels() -> impl Iterator<Item = &'static str> {
    [NUMBERS, PASSCODES, PASSWORDS].into_iter().flatten().copied()
}

/// Returns whether a field of that name gives a way in: `Passcode`, `meeting_id`, `PIN`.
#[must_use]
pub fn is_label(name: &str) -> bool {
    let name = name.trim().to_lowercase().replace('_', " ");
    let known = [NUMBERS, PASSCODES, PASSWORDS, DIALS, &["dial in number", "local numbers"]];
    let of = |known: &&str| *known == name || known.replace('-', " ") == name;
    known.iter().any(|words| words.iter().any(of))
        || ["passcode", "password", "meeting id"].iter().any(|word| name.ends_with(&format!(" {word}")))
}

/// Finds the numbers, the passcodes and the numbers to dial in `text`.
pub(super) fn ways_in(text: &str) -> Vec<(WayIn, Range<usize>)> {
    let mut found = Vec::new();
    // What the end of the line before asks for, and the columns of a table.
    let mut open: Option<WayIn> = None;
    let mut columns: Vec<Option<WayIn>> = Vec::new();
    let mut at = 0;
    for whole in text.split_inclusive(['\n', '\r', '\u{2028}']) {
        let place = at..at + whole.trim_end().len();
        at += whole.len();
        if open.is_none() && columns.is_empty() && is_ordinary(whole) {
            continue;
        }
        let line = LabelLine::new(whole);
        if line.folded.trim_matches(MARKS).is_empty() {
            // A rule below the head of a table.
            continue;
        }
        let mut labels = line.labels();
        let is_table = line.folded.contains('|');
        let mut said = labels.iter().filter_map(|label| label.value(&line)).collect::<Vec<_>>();
        if let Some(kind) = open.take().filter(|_| labels.is_empty()) {
            let rest = line.folded.trim_start_matches(MARKS);
            let fits = match kind {
                WayIn::Passcode => {
                    is_code(rest) && rest.contains(|c: char| c.is_ascii_digit()) && word_count(rest) == 1
                }
                _ => digits(rest) >= 7,
            };
            if fits {
                said.push(kind);
                // Lists of numbers to dial continue.
                open = (kind == WayIn::DialIn).then_some(kind);
            }
        }
        if is_table && labels.is_empty() {
            let cells = line.cells().zip(&columns);
            said.extend(cells.filter_map(|(cell, kind)| {
                let cell = cell.trim_matches(MARKS);
                match (*kind)? {
                    WayIn::Passcode => is_code(cell).then_some(WayIn::Passcode),
                    kind => (digits(cell) >= 6).then_some(kind),
                }
            }));
        } else if is_table && said.is_empty() {
            columns = line.cells().map(|cell| LabelLine::new(cell).labels().first().map(|label| label.kind)).collect();
        } else if !is_table {
            columns.clear();
        }
        if line.is_one_tap() || line.is_phone_with_code() {
            said.push(WayIn::DialIn);
        }
        if let Some(last) = labels.pop().filter(|last| said.is_empty() && last.ends(&line)) {
            open = Some(last.kind);
        }
        said.sort_unstable();
        said.dedup();
        found.extend(said.into_iter().map(|kind| (kind, place.clone())));
    }
    found
}

/// Returns whether a line holds no label and no number, and has nothing that its folded copy would lack or have otherwise,
/// so that it needs no copy to be read. Most lines are such.
fn is_ordinary(line: &str) -> bool {
    let line = line.trim();
    let (mut digits, mut before) = (0, 0);
    for byte in line.bytes() {
        match byte {
            b' ' | b'*' | b'_' if byte == before => return false,
            b'&' | b'\\' | 0x7F | ..b' ' => return false,
            b'0'..=b'9' => digits += 1,
            _ => {}
        }
        before = byte;
    }
    let is_kept = |c: char| c.is_ascii() || !c.is_whitespace() && !super::is_ignored(c) && small(c) == c;
    digits < 7
        && (line.is_ascii() || line.chars().all(is_kept))
        && !LABELS.find_overlapping_iter(line).any(|found| is_alone(line, found.range()))
}

/// Returns whether the words at `place` in `line` are no part of a longer word; in scripts without blanks, one may follow.
fn is_alone(line: &str, place: Range<usize>) -> bool {
    let (before, word, after) = (&line[..place.start], &line[place.clone()], &line[place.end..]);
    let goes_on = word.is_ascii() && after.starts_with(char::is_alphanumeric);
    !goes_on && !before.ends_with(char::is_alphanumeric)
}

/// Returns the small form of a character, unless that is longer: all places after it would move.
fn small(c: char) -> char {
    c.to_lowercase().next().filter(|small| small.len_utf8() == c.len_utf8()).unwrap_or(c)
}

/// Signs around words, of Markdown and of tables.
const MARKS: &[char] = &[
    ' ', '\t', '\n', '\r', '\u{a0}', '\u{202f}', '*', '_', '`', '|', ':', '=', '-', '–', '—', '>', '"', '“', '”', '•',
    '：', '~', '#',
];

fn word_count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Counts the digits of the number at the start of `text`; blanks, hyphens, brackets and points may part its groups.
fn digits(text: &str) -> usize {
    let mut number = 0;
    let mut gap = 0;
    for c in text.trim_start_matches(MARKS).chars() {
        match c {
            '0'..='9' => (number, gap) = (number + 1, 0),
            ' ' | '-' | '.' | '(' | ')' | '+' | '\u{a0}' | '\u{202f}' | '\u{2011}' | '–' | '/' if gap < 3 => gap += 1,
            _ => break,
        }
    }
    number
}

/// Returns whether `text` begins with what can be a passcode.
fn is_code(text: &str) -> bool {
    let text = text.trim_start_matches(|c| MARKS.contains(&c) && c != '#');
    let end = text.find(|c: char| c.is_whitespace() || "|<,;)]".contains(c)).unwrap_or(text.len());
    let (word, after) = text.split_at(end);
    let word = word.trim_matches(['*', '_', '`', '"', '“', '”', '\'', '.']);
    let is_parted = after.starts_with([',', ';', ')', ']']);
    if word.chars().count() < 2 || ELSEWHERE.contains(&word.to_lowercase().as_str()) {
        return false;
    }
    let after = after.trim_matches(|c: char| MARKS.contains(&c) || ".,;)]<".contains(c));
    let is_coined = word.contains(|c: char| c.is_ascii_digit() || "!@$%^&+?".contains(c))
        || word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase);
    is_coined || is_parted || after.is_empty()
}

/// One line, and the same in small letters with single blanks, of which no byte needs a place.
struct LabelLine {
    folded: String,
    /// The line as it was written, for passcodes.
    written: String,
}

/// The number of characters in which an announced value must follow; a line of a program may have millions.
const MOST_AFTER: usize = 200;

/// Words that announce a number or a passcode.
struct Label {
    kind: WayIn,
    /// Whether a value needs its colon.
    is_weak: bool,
    start: usize,
    end: usize,
}

/// The lists, what their words announce, and whether these are weak.
const LISTS: [(WayIn, &[&str], bool); 5] = [
    (WayIn::Number, NUMBERS, false),
    (WayIn::Number, NAMES, true),
    (WayIn::Passcode, PASSCODES, false),
    (WayIn::Passcode, PASSWORDS, true),
    (WayIn::DialIn, DIALS, false),
];

/// Finds the words of all lists, in capitals as well where these are ASCII.
static LABELS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = LISTS.into_iter().flat_map(|(_, words, _)| words);
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .ascii_case_insensitive(true)
        .build(words)
        .expect("the words fit")
});

impl LabelLine {
    fn new(line: &str) -> LabelLine {
        // Most lines hold none of these signs, and need no copy.
        let plain = if line.contains(['&', '*', '_', '\u{200b}']) {
            let plain = entities(line).replace("**", "").replace("__", "").replace('\u{200b}', "");
            Cow::Owned(plain)
        } else {
            Cow::Borrowed(line)
        };
        let mut written = String::with_capacity(plain.len());
        for c in plain.trim().chars().filter(|c| !super::is_ignored(*c)) {
            let c = if c.is_whitespace() { ' ' } else { c };
            if !(c == ' ' && written.ends_with(' ')) {
                written.push(c);
            }
        }
        let folded =
            if written.is_ascii() { written.to_ascii_lowercase() } else { written.chars().map(small).collect() };
        LabelLine { folded, written }
    }

    fn cells(&self) -> impl Iterator<Item = &str> {
        self.written.trim().trim_matches('|').split('|')
    }

    fn labels(&self) -> Vec<Label> {
        let mut labels: Vec<Label> = Vec::new();
        let list_of = |mut pattern: usize| {
            LISTS.into_iter().find_map(|(kind, words, is_weak)| match pattern.checked_sub(words.len()) {
                Some(further) => {
                    pattern = further;
                    None
                }
                None => Some((kind, is_weak)),
            })
        };
        for found in LABELS.find_overlapping_iter(&self.folded) {
            let Some((kind, is_weak)) = list_of(found.pattern().as_usize()) else { continue };
            let label = Label { kind, is_weak, start: found.start(), end: found.end() };
            // A name without a number announces nothing.
            if is_alone(&self.folded, found.range())
                && (kind != WayIn::Number || !is_weak || label.value(self).is_some())
            {
                labels.push(label);
            }
        }
        labels.sort_by_key(|label| (label.start, std::cmp::Reverse(label.end)));
        labels.dedup_by(|next, last| next.start < last.end);
        labels
    }

    /// Returns whether it is `+13126266799,,81234567890#`.
    fn is_one_tap(&self) -> bool {
        self.folded.match_indices(',').any(|(at, _)| {
            let number = self.folded[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
            let rest = self.folded[at..].trim_start_matches(',');
            let more = rest.bytes().take_while(u8::is_ascii_digit).count();
            let is_keyed = self.folded[at..].starts_with(",,") || rest[more..].starts_with(['#', '%']);
            number >= 7 && more >= 3 && is_keyed
        })
    }

    /// Returns whether it is a telephone number and a code: `+1 902 555 0147, code 4711`, `01 555 0100 123 456 789#`.
    fn is_phone_with_code(&self) -> bool {
        ["code", "pin", "id", "passcode"].iter().any(|word| {
            self.folded.match_indices(word).any(|(at, _)| {
                let before = self.folded[..at].trim_end_matches([' ', ',', ';', '(', '/', '-', '–']);
                let number = before.rsplit(|c: char| c.is_alphabetic() || ":,;".contains(c)).next().unwrap_or_default();
                let number = number.find(['+', '(']).map_or(number.trim_start_matches(MARKS), |at| &number[at..]);
                let is_word = self.folded[..at].ends_with([' ', ',', '(', ';', '/']);
                let after = self.folded[at + word.len()..].trim_start_matches([':', ' ', '#', '=', '*']);
                is_word && number.starts_with(['+', '(', '0']) && digits(number) >= 7 && digits(after) >= 3
            })
        })
    }
}

impl Label {
    /// Returns what the label announces, if it stands behind it.
    fn value(&self, line: &LabelLine) -> Option<WayIn> {
        let after = &line.written[self.end..];
        let after = after.char_indices().nth(MOST_AFTER).map_or(after, |(end, _)| &after[..end]);
        // "Meeting number (access code): 2556 ...", "Meeting ID is 812 ...".
        let after = match after.trim_start().strip_prefix('(').and_then(|inner| inner.split_once(')')) {
            Some((inner, rest)) if !inner.contains(|c: char| c.is_ascii_digit()) => rest,
            _ => after,
        };
        let joined = after.trim_start_matches(['*', '_', '`', ' ', '"', ')', ']']);
        let is_told = joined.starts_with([':', '=', '|', '：', '–', '—']) || joined.starts_with("- ");
        let rest = joined.strip_prefix("is ").unwrap_or(joined);
        let rest = rest.strip_prefix("number").unwrap_or(rest).trim_start_matches([':', ' ']);
        match self.kind {
            WayIn::Passcode if self.is_weak => {
                let before = line.folded.get(..self.start).unwrap_or_default();
                let before: String = before.chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect();
                let is_other = OTHERS.iter().any(|other| before.contains(other));
                let value = rest.trim_start_matches(['*', '_', '`', '"', '“']);
                let word: &str = value.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
                let has_digit = word.contains(|c: char| c.is_ascii_digit());
                // "The password is soup2026", "password `soup2026`", "PIN 48291".
                let is_said = has_digit
                    && (joined.starts_with("is ") || after.trim_start().starts_with(['`', '"', '“']))
                    || &line.written[self.start..self.end] == "PIN" && word.len() > 3 && digits(word) == word.len();
                (!is_other && (is_told && is_code(rest) || is_said)).then_some(WayIn::Passcode)
            }
            WayIn::Passcode => {
                let has_digit =
                    rest.split_whitespace().next().is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()));
                (is_code(rest) && (is_told || has_digit)).then_some(WayIn::Passcode)
            }
            WayIn::DialIn => {
                let number = rest.find(|c: char| c.is_ascii_digit()).map_or("", |at| &rest[at..]);
                let words = rest.find(|c: char| c.is_ascii_digit()).map_or("", |at| &rest[..at]);
                (digits(number) >= 7 && word_count(words) <= 6).then_some(WayIn::DialIn)
            }
            WayIn::Number if self.is_weak => {
                let number = rest.trim_start_matches(['(', ' ']);
                let first = number.bytes().take_while(u8::is_ascii_digit).count();
                let before = line.folded[..self.start].trim_end_matches([' ', '-', '–']);
                // "Charity ID: 123 456 789" is none, and neither is a day.
                let is_anothers = line.folded[self.start..self.end] == *"id" && before.ends_with(char::is_alphabetic);
                let is_meetings = (9..12).contains(&digits(number)) && (first == 3 || first > 8);
                (is_meetings && !is_anothers).then_some(WayIn::Number)
            }
            kind => (digits(rest) >= 6).then_some(kind),
        }
    }

    /// Returns whether the line ends with it.
    fn ends(&self, line: &LabelLine) -> bool {
        line.folded[self.end..].trim_matches(MARKS).is_empty()
    }
}
