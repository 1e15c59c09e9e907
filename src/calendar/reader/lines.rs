//! Bytes into content lines: unfolded (RFC 5545 §3.1), decoded, each with the number of the line it began on.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// An unfolded line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentLine<'a> {
    /// Without control characters but the tab.
    pub text: Cow<'a, str>,
    /// Counted from 1.
    pub number: usize,
    /// Whether the encoding had to be guessed.
    pub guessed: bool,
}

/// Returns the lines of a file, blank ones left out. Lines end in CRLF, LF or CR; one that begins with a blank or a tab
/// goes on with the line before. Joined as bytes, since some programs break a letter in two.
pub fn lines(bytes: &[u8]) -> impl Iterator<Item = ContentLine<'_>> {
    // The first bytes of a file show that it is UTF-16, as some desktop programs save.
    let text = match Encoding::for_bom(bytes) {
        Some((wide, mark)) if wide != UTF_8 => {
            let text = wide.decode_without_bom_handling(&bytes[mark..]).0;
            Cow::Owned(text.into_owned().into_bytes())
        }
        _ => Cow::Borrowed(bytes),
    };
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

/// Returns lines as they stand in the file, with their numbers.
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

fn decoded((bytes, number): (Vec<u8>, usize)) -> ContentLine<'static> {
    let (text, guessed) = match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(error) => (WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned(), true),
    };
    let plain = |character: char| !character.is_control() || character == '\t';
    let text = if text.chars().all(plain) { text } else { text.chars().filter(|c| plain(*c)).collect() };
    ContentLine { text: Cow::Owned(text), number, guessed }
}
