//! Decodes bytes into text: UTF-8 without its byte order mark and with its accents composed, or a guess at what else
//! the file may be.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::diagnostic::Diagnostic;
use crate::source::{FilePath, Span, nfc};

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Returns the text of `bytes`.
///
/// # Errors
///
/// A diagnostic at the first byte that is no UTF-8.
pub(super) fn decode(file: &FilePath, bytes: Vec<u8>) -> Result<String, Box<Diagnostic>> {
    let mut bytes = if is_private_table(file) { table_bytes(bytes) } else { bytes };
    if bytes.starts_with(BYTE_ORDER_MARK) {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
    if is_utf16(&bytes) {
        let message = "This file is saved as UTF-16, not as UTF-8, so its text cannot be read.";
        return Err(Box::new(not_utf8(Span::whole(file), message)));
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = composed(text);
            let Some(at) = text.find('\0') else { return Ok(text) };
            let message =
                "There is a zero byte here, which a text never has. The file may be damaged, or may not be a text.";
            let help = "Restore the file from a backup, or write it again.";
            let span = Span::new(file, at..at + 1);
            Err(Box::new(Diagnostic::error("unreadable-file", span, message).help(help)))
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let meant = error.as_bytes().get(at).copied().and_then(windows_1252);
            let message = meant.map_or_else(
                || "This file is not saved as UTF-8: the character here cannot be read.".to_owned(),
                |meant| {
                    format!(
                        "This file is not saved as UTF-8: the character here was probably `{meant}`, saved in the \
                         older encoding Windows-1252 (also called ANSI or Western), as Word and Notepad may do."
                    )
                },
            );
            Err(Box::new(not_utf8(Span::new(file, at..at + 1), message)))
        }
    }
}

/// Returns whether a file is a table that a spreadsheet or a meeting program may have written.
fn is_private_table(file: &FilePath) -> bool {
    let path = file.to_lowercase();
    path.starts_with("private/") && [".csv", ".tsv", ".txt"].iter().any(|ending| path.ends_with(ending))
}

/// Returns the bytes of a table as UTF-8. Excel saves tables in Windows-1252 and as UTF-16, Teams its reports as UTF-16:
/// nobody chose that, and nobody can be asked to change it.
fn table_bytes(bytes: Vec<u8>) -> Vec<u8> {
    let encoding = if is_utf16(&bytes) {
        // In a table of plain letters the zero stands second, where the smaller byte comes first.
        let first_is_zero =
            !bytes.starts_with(b"\xff\xfe") && (bytes.starts_with(b"\xfe\xff") || bytes.first() == Some(&0));
        if first_is_zero { UTF_16BE } else { UTF_16LE }
    } else if std::str::from_utf8(&bytes).is_err() {
        WINDOWS_1252
    } else {
        return bytes;
    };
    encoding.decode_with_bom_removal(&bytes).0.into_owned().into_bytes()
}

/// Returns the text of `bytes` with everything replaced that cannot be read; places before the first replacement stay.
pub(super) fn lossy(mut bytes: Vec<u8>) -> String {
    if bytes.starts_with(BYTE_ORDER_MARK) {
        bytes.drain(..BYTE_ORDER_MARK.len());
    }
    if is_utf16(&bytes) {
        // Plain letters remain.
        bytes.retain(|byte| *byte != 0);
    }
    match String::from_utf8(bytes) {
        // Composed as it was parsed, so that places in it are the same.
        Ok(text) => composed(text),
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    }
}

/// Returns `text` with its accents composed and no carriage return alone at a line's end, as old editors write it.
fn composed(text: String) -> String {
    let text = with_line_feeds(text);
    match nfc(&text) {
        Cow::Owned(composed) => composed,
        Cow::Borrowed(_) => text,
    }
}

/// Returns `text` with a line feed for each carriage return that has none behind it: a line end in Markdown and YAML
/// alike. No place moves.
fn with_line_feeds(text: String) -> String {
    let is_alone = |at: usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    let alone: Vec<usize> = text.match_indices('\r').map(|(at, _)| at).filter(|at| is_alone(*at)).collect();
    if alone.is_empty() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for at in alone {
        out.push_str(&text[done..at]);
        out.push('\n');
        done = at + 1;
    }
    out + &text[done..]
}

fn not_utf8(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("not-utf8", span, message).help(
        "Open the file in the program it was written with and save it again with the encoding UTF-8 (in Word: Save \
         As, Plain Text, then \"Unicode (UTF-8)\").",
    )
}

/// Returns whether there is a byte order mark of UTF-16, or a zero byte in every place where plain letters would have
/// one.
fn is_utf16(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(64)).unwrap_or_default();
    let zeros = |from: usize| start.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    start.starts_with(b"\xff\xfe")
        || start.starts_with(b"\xfe\xff")
        || (start.len() >= 4 && zeros(0).max(zeros(1)) * 4 >= start.len())
}

/// Returns the character that a byte above ASCII is in Windows-1252.
fn windows_1252(byte: u8) -> Option<char> {
    WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().filter(|character| !character.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_table_is_read_as_programs_save_it() {
        let text = |path: &str, bytes: &[u8]| decode(&FilePath::from(path), bytes.to_vec()).ok();
        let utf16 = |order: fn(u16) -> [u8; 2], mark: bool| {
            let text = if mark { "\u{feff}Zoë\t1" } else { "Zoë\t1" };
            text.encode_utf16().flat_map(order).collect::<Vec<u8>>()
        };
        let all = [
            b"Zo\xeb\t1".to_vec(),
            "\u{feff}Zoë\t1".as_bytes().to_vec(),
            utf16(u16::to_le_bytes, true),
            utf16(u16::to_be_bytes, true),
            utf16(u16::to_le_bytes, false),
            utf16(u16::to_be_bytes, false),
        ];
        for bytes in &all {
            assert_eq!(text("private/records/attendance/a.CSV", bytes).as_deref(), Some("Zoë\t1"), "{bytes:?}");
        }
        // A session in such an encoding is asked about: its author wrote it, and can save it anew.
        assert_eq!(text("sessions/a.md", &all[0]), None);
        assert_eq!(text("private/debriefs/a.md", &all[2]), None);
    }

    #[test]
    fn a_carriage_return_alone_ends_a_line() {
        let text = |bytes: &str| decode(&FilePath::from("a.md"), bytes.as_bytes().to_vec()).unwrap();
        assert_eq!(text("---\rtitle: é\r---\r\rText\r"), "---\ntitle: é\n---\n\nText\n");
        assert_eq!(text("a\r\nb\rc\n"), "a\r\nb\nc\n");
        assert_eq!(lossy(b"a\rb".to_vec()), "a\nb");
    }
}
