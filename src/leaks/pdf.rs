//! The text of a PDF, where it is plainly there (ISO 32000-1 §9.4.3): strings that a page shows, compressed or not.

use crate::handbook::alike::Alike;

use super::written::{Escapes, find, text};

/// A number between two pieces of a line that moves the next piece so far (in thousandths of the letters' size) that a
/// reader sees a blank.
const BLANK: i32 = -150;

/// The data of each stream in a PDF, with the dictionary before it.
pub(super) fn streams(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let found = at + find(bytes.get(at..)?, b"stream")?;
            let mut start = found + b"stream".len();
            if bytes[..found].ends_with(b"end") {
                at = start;
                continue;
            }
            start += match bytes.get(start..)? {
                [b'\r', b'\n', ..] => 2,
                [b'\r' | b'\n', ..] => 1,
                _ => 0,
            };
            let end = start + find(bytes.get(start..)?, b"endstream").unwrap_or(bytes.len() - start);
            at = end;
            return Some((&bytes[found.saturating_sub(500)..found], &bytes[start..end]));
        }
    })
}

/// Whether a stream shows text.
pub(super) fn shows_text(stream: &[u8]) -> bool {
    find(stream, b"Tj").is_some()
}

/// Whether `part` names a font whose letters are numbered (ISO 32000-1 §9.7): what strings in it say is in no text.
pub(super) fn numbers_letters(part: &[u8]) -> bool {
    find(part, b"/Type0").is_some() || find(part, b"/Identity-H").is_some()
}

/// Adds the strings that `stream` shows.
pub(super) fn shown(stream: &[u8], out: &mut Alike) {
    let mut at = 0;
    let mut in_line = false;
    while let Some(byte) = stream.get(at) {
        match byte {
            b'(' => at += string(&stream[at..], out),
            b'[' => in_line = true,
            b']' => {
                in_line = false;
                out.gap();
            }
            b'-' | b'0'..=b'9' if in_line => {
                let end = stream[at..].iter().position(|byte| !matches!(byte, b'-' | b'.' | b'0'..=b'9'));
                let number = &stream[at..end.map_or(stream.len(), |end| at + end)];
                let whole = number.split(|byte| *byte == b'.').next().unwrap_or_default();
                let moved: Option<i32> = std::str::from_utf8(whole).ok().and_then(|number| number.parse().ok());
                if moved.is_some_and(|moved| moved < BLANK) {
                    out.gap();
                }
                at += number.len();
                continue;
            }
            _ if !in_line => out.gap(),
            _ => {}
        }
        at += 1;
    }
}

/// Adds the strings outside of streams: titles, authors, notes, form fields, often as UTF-16 or in hexadecimal digits.
pub(super) fn aside(bytes: &[u8], out: &mut Alike) {
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        at += match rest {
            [b'(', ..] => string(rest, out) + 1,
            [b'<', b'<', ..] => 2,
            [b'<', ..] => hexadecimal(rest, out),
            [b'e', b'n', b'd', b's', b't', b'r', b'e', b'a', b'm', ..] => b"endstream".len(),
            [b's', b't', b'r', b'e', b'a', b'm', ..] => find(rest, b"endstream").unwrap_or(rest.len()),
            _ => 1,
        };
        out.gap();
    }
}

/// Adds the string at the start of `bytes` and gives the place of its closing bracket (ISO 32000-1 §7.3.4.2).
fn string(bytes: &[u8], out: &mut Alike) -> usize {
    let mut written = Vec::new();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            b'\\' => {
                let octal = bytes[at + 1..].iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
                if octal > 0 {
                    let digits = std::str::from_utf8(&bytes[at + 1..=at + octal]).unwrap_or_default();
                    let code = u16::from_str_radix(digits, 8).unwrap_or_default();
                    written.push(u8::try_from(code & 0xFF).unwrap_or_default());
                    at += octal;
                } else {
                    match bytes.get(at + 1) {
                        Some(b'n' | b'r' | b't' | b'b' | b'f') => written.push(b' '),
                        Some(b'\r' | b'\n') | None => {}
                        Some(other) => written.push(*other),
                    }
                    at += 1;
                }
                at += 1;
                continue;
            }
            _ => {}
        }
        if at > 0 {
            written.push(*byte);
        }
        at += 1;
    }
    say(written, out);
    at
}

/// Adds the string of hexadecimal digits at the start of `bytes` and gives its length (ISO 32000-1 §7.3.4.3).
fn hexadecimal(bytes: &[u8], out: &mut Alike) -> usize {
    let inside = |byte: &&u8| byte.is_ascii_hexdigit() || byte.is_ascii_whitespace();
    let length = bytes[1..].iter().take_while(inside).count();
    if bytes.get(1 + length) != Some(&b'>') {
        return 1 + length;
    }
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let digits: Vec<u8> = bytes[1..=length].iter().filter_map(digit).collect();
    say(digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect(), out);
    length + 2
}

/// Adds a string: UTF-16 where it says so (ISO 32000-1 §7.9.2.2), or else a byte a letter.
fn say(written: Vec<u8>, out: &mut Alike) {
    if let [0xFE, 0xFF, units @ ..] = written.as_slice() {
        let units = units.as_chunks::<2>().0.iter().map(|unit| u16::from_be_bytes(*unit));
        char::decode_utf16(units).for_each(|letter| out.character(letter.unwrap_or(' ')));
        return;
    }
    let written: Vec<u8> = written.into_iter().filter(|byte| *byte != 0).map(plain).collect();
    text(&written, Escapes::Usual, out);
}

/// Quotes and dashes of the encodings that PDFs use stand between words; `%` and `&` are no escapes here.
fn plain(byte: u8) -> u8 {
    match byte {
        0x80..=0x9F | b'%' | b'&' => b' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(stream: &[u8]) -> String {
        let mut out = Alike::default();
        shown(stream, &mut out);
        String::from_utf8_lossy(out.bytes()).trim().to_owned()
    }

    #[test]
    fn strings_and_their_kerning() {
        let page = b"BT /F1 12 Tf 72 700 Td (Two left) Tj T* [(to) -20 (ge) 15.5 (ther) -250 (up\\163et)] TJ (a\\(b\\) c) Tj ET";
        assert_eq!(words(page), "two left together upset a b c");
    }

    #[test]
    fn strings_beside_the_pages() {
        let mut out = Alike::default();
        let body = b"1 0 obj<</Author<FEFF0041006E00E1 0020>/T(\\376\\377\\000B\\000o)/K<4361 74>/ID<zz>>>stream\n(no(endstream <44>";
        aside(body, &mut out);
        out.gap();
        assert_eq!(String::from_utf8_lossy(out.bytes()).trim(), "ana bo cat d");
    }

    #[test]
    fn what_is_broken_is_no_panic() {
        for broken in [
            "(",
            "(\\",
            "(\\7",
            "[(a",
            ")",
            "]",
            "[-",
            "(a(b)",
            "<",
            "<f",
            "<f>",
            "<>",
            "<feff0>",
            "stream",
            "endstream",
        ] {
            let _ = words(broken.as_bytes());
            aside(broken.as_bytes(), &mut Alike::default());
            let _ = streams(broken.as_bytes()).count();
        }
        assert_eq!(streams(b"<< /Length 3 >>\nstream\nabc\nendstream\nendobj stream\r\nd").count(), 2);
        assert_eq!(streams(b"stream").count(), 1);
    }
}
