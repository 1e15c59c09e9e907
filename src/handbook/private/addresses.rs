//! E-mail addresses in private files, wherever in them they stand.

use rustc_hash::FxHashSet;

use crate::source::FilePath;

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
    fn each_once_with_its_line() {
        let text =
            "a, <ana.p@b.example>!\nx@y mailto:dale@c.example? @d.example\n\"e@f.example\";ana.p@b.example.\na@@b.c";
        let found = addresses(&"private/notes.md".into(), text);
        let found: Vec<_> = found.iter().map(|found| (found.address.as_str(), found.line)).collect();
        assert_eq!(found, [("ana.p@b.example", 1), ("dale@c.example", 2), ("e@f.example", 3)]);
    }
}
