//! Bytes into content lines: unfolded (RFC 5545 §3.1), decoded, each with the number of the line it began on.

use std::borrow::Cow;

/// An unfolded line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    /// Without control characters but the tab.
    pub text: Cow<'a, str>,
    /// Counted from 1.
    pub number: usize,
    /// Whether the encoding had to be guessed.
    pub guessed: bool,
}

/// The lines of a file, blank ones left out. Lines end in CRLF, LF or CR; one that begins with a blank or a tab goes on
/// with the line before. Joined as bytes, since some programs break a letter in two.
pub fn lines(bytes: &[u8]) -> impl Iterator<Item = Line<'_>> {
    let text = from_utf16(bytes).map_or(Cow::Borrowed(bytes), |text| Cow::Owned(text.into_bytes()));
    let mut found = Vec::new();
    let mut current: Option<(Vec<u8>, usize)> = None;
    let body = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
    for (number, line) in physical(body) {
        match (line, &mut current) {
            ([], _) => {}
            ([b' ' | b'\t', rest @ ..], Some((joined, _))) => joined.extend_from_slice(rest),
            (line, _) => {
                found.extend(current.replace((line.to_vec(), number)).map(decoded));
            }
        }
    }
    found.extend(current.map(decoded));
    found.into_iter()
}

/// Lines as they stand in the file, with their numbers.
fn physical(mut rest: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut number = 0;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        number += 1;
        let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        rest = after.strip_prefix(b"\r\n").or_else(|| after.get(1..)).unwrap_or_default();
        Some((number, line))
    })
}

fn decoded((bytes, number): (Vec<u8>, usize)) -> Line<'static> {
    let (text, guessed) = match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(error) => (error.as_bytes().iter().copied().map(windows_1252).collect(), true),
    };
    let plain = |character: char| !character.is_control() || character == '\t';
    let text = if text.chars().all(plain) { text } else { text.chars().filter(|c| plain(*c)).collect() };
    Line { text: Cow::Owned(text), number, guessed }
}

/// The text of a file that says by its first two bytes that it is UTF-16, as some desktop programs save.
fn from_utf16(bytes: &[u8]) -> Option<String> {
    let (mark, rest) = bytes.split_at_checked(2)?;
    let unit: fn([u8; 2]) -> u16 = match mark {
        b"\xff\xfe" => u16::from_le_bytes,
        b"\xfe\xff" => u16::from_be_bytes,
        _ => return None,
    };
    let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    Some(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

/// The character of a byte in Windows-1252, which agrees with Latin-1 in all its letters.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}
