//! The values of content lines, each escaped by its type, so that no author's text becomes a line of the file.

use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::text::percent::{self, AsciiSet, staying};

/// Writes a point in time in UTC: `20261119T223000Z` (RFC 5545 §3.3.5, form 2).
pub fn utc_text(at: Timestamp) -> String {
    let mut text = String::with_capacity("20261119T223000Z".len());
    push_utc(at, &mut text);
    text
}

/// Appends a point in time in UTC.
pub fn push_utc(at: Timestamp, out: &mut String) {
    push_local(jiff::tz::Offset::UTC.to_datetime(at), out);
    out.push('Z');
}

/// Appends a wall clock time.
pub fn push_local(at: DateTime, out: &mut String) {
    // A calendar has four digits for a year; no date of a handbook lies before the year 1.
    let year = at.year().unsigned_abs();
    for pair in [year / 100, year % 100, two(at.month()), two(at.day())] {
        push_two(pair, out);
    }
    out.push('T');
    for pair in [at.hour(), at.minute(), at.second()] {
        push_two(two(pair), out);
    }
}

fn two(number: i8) -> u16 {
    u16::from(number.unsigned_abs())
}

fn push_two(number: u16, out: &mut String) {
    for digit in [number / 10 % 10, number % 10] {
        out.push(char::from(b'0' + u8::try_from(digit).unwrap_or_default()));
    }
}

/// Appends TEXT (RFC 5545 §3.3.11) without what could end its line: line breaks of every kind become `\n`, other control characters but
/// the tab are dropped, and white space at the ends, which some readers trim, is trimmed here for all.
pub fn escape(value: &str, out: &mut String) {
    let value = value.trim();
    let bytes = value.as_bytes();
    let start = out.len();
    // What was not yet copied begins here.
    let mut from = 0;
    let mut at = 0;
    while let Some(ahead) = bytes.get(at..).and_then(next_special) {
        at += ahead;
        let next = |ahead: usize| bytes.get(at + ahead).copied().unwrap_or_default();
        let (length, written) = match bytes[at] {
            b'\\' => (1, Some("\\\\")),
            b';' => (1, Some("\\;")),
            b',' => (1, Some("\\,")),
            b'\r' if next(1) == b'\n' => (2, Some("\\n")),
            b'\r' | b'\n' => (1, Some("\\n")),
            b'\t' => (1, None),
            0..0x20 | 0x7f => (1, Some("")),
            // U+0080 to U+009F, control characters too.
            0xc2 if next(1) < 0xa0 => (2, Some("")),
            // The line and paragraph separators, U+2028 and U+2029.
            0xe2 if next(1) == 0x80 && matches!(next(2), 0xa8 | 0xa9) => (3, Some("\\n")),
            _ => (1, None),
        };
        if let Some(written) = written {
            out.push_str(&value[from..at]);
            out.push_str(written);
            from = at + length;
        }
        at += length;
    }
    out.push_str(&value[from..]);
    // What was dropped may have stood before white space.
    out.truncate(start + out[start..].trim_end().len());
}

/// Returns where the first byte stands that may begin something that TEXT does not hold as it is. Most pieces of eight
/// bytes hold none, which is seen at one look.
fn next_special(bytes: &[u8]) -> Option<usize> {
    let (pieces, _) = bytes.as_chunks::<8>();
    let passed = pieces.iter().take_while(|piece| !may_be_special(**piece)).count() * 8;
    bytes[passed..].iter().position(|byte| is_special(*byte)).map(|ahead| passed + ahead)
}

fn is_special(byte: u8) -> bool {
    matches!(byte, b'\\' | b';' | b',' | 0..0x20 | 0x7f | 0xc2 | 0xe2)
}

/// Returns whether any of eight bytes is special; sometimes also true of a piece where none is.
fn may_be_special(piece: [u8; 8]) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let bytes = u64::from_le_bytes(piece);
    // The highest bit of a byte is set where the byte was below `limit`, at most 128.
    let below = |bytes: u64, limit: u64| bytes.wrapping_sub(EACH * limit) & !bytes;
    let is = |byte: u8| below(bytes ^ (EACH * u64::from(byte)), 1);
    let found = below(bytes, 0x20) | is(b'\\') | is(b';') | is(b',') | is(0x7f) | is(0xc2) | is(0xe2);
    found & (EACH * 0x80) != 0
}

/// Appends the address (RFC 5545 §3.3.13), everything percent-encoded that no address may hold. Returns `false`, and appends nothing,
/// where it has no scheme (RFC 3986 §3.1).
pub fn push_encoded_uri(address: &str, out: &mut String) -> bool {
    let address = address.trim();
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    let scheme_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    if !scheme.starts_with(|first: char| first.is_ascii_alphabetic()) || !scheme.bytes().all(scheme_byte) {
        return false;
    }
    percent::encode(address, &IN_URI, out);
    true
}

/// Returns a path inside the site as it stands in an address: `sessions/Été.html` becomes
/// `sessions/%C3%89t%C3%A9.html`.
pub fn encoded_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    percent::encode(path, &IN_PATH, &mut out);
    out
}

/// The bytes that stand in an address as they are (RFC 3986 §2); below, those in a path.
static IN_URI: AsciiSet = staying(b"-._~:/?#[]@!$&'()*+,;=%");
static IN_PATH: AsciiSet = staying(b"-._~/!$&'()*+,;=:@");

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(value: &str) -> String {
        let mut out = String::new();
        escape(value, &mut out);
        out
    }

    #[test]
    fn text_is_escaped_and_cannot_end_its_line() {
        assert_eq!(escaped("Who gets heard? Soup; bread, and \\o/"), "Who gets heard? Soup\\; bread\\, and \\\\o/");
        assert_eq!(escaped("one\r\ntwo\rthree\nfour\u{2028}five"), "one\\ntwo\\nthree\\nfour\\nfive");
        assert_eq!(escaped("a\u{0}b\u{7f}c\u{85}d\te\u{b}"), "abcd\te");
        assert_eq!(escaped("  \u{a0}plain\n"), "plain");
        assert_eq!(escaped("plain \u{0}"), "plain");
        assert_eq!(escaped("x\r\nBEGIN:VEVENT"), "x\\nBEGIN:VEVENT");
    }

    #[test]
    fn addresses_keep_to_what_an_address_may_hold() {
        let value = |address| {
            let mut out = String::new();
            push_encoded_uri(address, &mut out).then_some(out)
        };
        assert_eq!(value("https://example.org/a?b=c&d#e").as_deref(), Some("https://example.org/a?b=c&d#e"));
        assert_eq!(value("https://example.org/a b\r\nX:é").as_deref(), Some("https://example.org/a%20b%0D%0AX:%C3%A9"));
        assert_eq!(value("sessions/one.html"), None);
        assert_eq!(value("1x:y"), None);
        assert_eq!(encoded_path("sessions/what? now #2.html"), "sessions/what%3F%20now%20%232.html");
    }

    #[test]
    fn what_is_special_is_found_wherever_it_stands() {
        for byte in 0..=u8::MAX {
            for place in 0..24 {
                let mut bytes = [b'a'; 24];
                bytes[place] = byte;
                assert_eq!(next_special(&bytes), is_special(byte).then_some(place), "{byte} at {place}");
            }
        }
    }

    #[test]
    fn times_are_written_in_the_basic_format() {
        let at: Timestamp = "2026-11-19T22:30:00Z".parse().expect("a timestamp");
        assert_eq!(utc_text(at), "20261119T223000Z");
        let mut local = String::new();
        push_local(jiff::civil::date(2026, 3, 8).at(2, 0, 0, 0), &mut local);
        assert_eq!(local, "20260308T020000");
    }
}
