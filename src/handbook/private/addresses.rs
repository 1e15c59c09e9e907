//! E-mail addresses in private files, wherever in them they stand.

use rustc_hash::FxHashSet;

use crate::source::FilePath;

/// The most letters of an address (RFC 5321 §4.5.3.1.3).
const LONGEST: usize = 254;

/// An e-mail address in a private file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateAddress {
    pub address: String,
    pub file: FilePath,
    /// Its line, from 1.
    pub line: u64,
}

/// Finds what looks like an e-mail address in `text`, the text of `file`; each once.
#[must_use]
pub fn addresses(file: &FilePath, text: &str) -> Vec<PrivateAddress> {
    let mut seen = FxHashSet::default();
    let lines = text.lines().zip(1..).filter(|(line, _)| line.contains('@'));
    let all = lines.flat_map(|(line, number)| emails(line).map(move |address| (address, number)));
    all.filter(|(address, _)| seen.insert(*address))
        .map(|(address, line)| PrivateAddress { address: address.to_owned(), file: file.clone(), line })
        .collect()
}

/// Returns `text` without blanks where it is one address that a mail's head can hold as it is (RFC 5322 §3.4.1).
#[must_use]
pub fn mail_address(text: &str) -> Option<&str> {
    let text = text.trim();
    let fits = text.is_ascii() && text.len() <= LONGEST && !text.contains(char::is_control);
    (fits && emails(text).eq([text])).then_some(text)
}

fn emails(text: &str) -> impl Iterator<Item = &str> {
    let parts = |letter: char| letter.is_whitespace() || "<>()[]{}\"',;:|*`".contains(letter);
    let words = text.split(parts).map(|word| word.trim_matches(['.', '!', '?', '…']));
    words.filter(|word| {
        word.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && !host.contains('@')
                && host.split('.').count() > 1
                && host.split('.').all(|part| !part.is_empty())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_mail_cannot_be_sent_to_is_no_address() {
        assert_eq!(mail_address(" ana.p+circle@b.example "), Some("ana.p+circle@b.example"));
        let others =
            ["ana", "a@b", "a@b.c, d@e.f", "Ana <a@b.c>", "a@b.c\r\nBcc: d@e.f", "ä@b.c", "a b@c.d", "a@b.c\0"];
        assert_eq!(others.map(mail_address), [None; 8]);
    }

    #[test]
    fn each_once_with_its_line() {
        let text =
            "a, <ana.p@b.example>!\nx@y mailto:dale@c.example? @d.example\n\"e@f.example\";ana.p@b.example.\na@@b.c";
        let found = addresses(&"private/notes.md".into(), text);
        let found: Vec<_> = found.iter().map(|found| (found.address.as_str(), found.line)).collect();
        assert_eq!(found, [("ana.p@b.example", 1), ("dale@c.example", 2), ("e@f.example", 3)]);
    }
}
