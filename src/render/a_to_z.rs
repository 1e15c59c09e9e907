//! The index of everything, A to Z.

use deunicode::deunicode;
use serde::Serialize;

use crate::handbook::{EntryKind, Value};

use super::context::PageContext;
use super::page::Ready;
use super::page_meta::PageMeta;
use super::sections::SiteSection;

/// The fields that `a-to-z.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct AToZPage<'a> {
    pub letters: Vec<Letter<'a>>,
}

/// All entries that begin with one letter.
#[derive(Debug, Serialize)]
pub(super) struct Letter<'a> {
    /// A capital, or `#` for digits and signs.
    pub name: String,
    /// Its anchor.
    pub id: String,
    pub entries: Vec<IndexEntry<'a>>,
}

/// An entry.
#[derive(Debug, Serialize)]
pub(super) struct IndexEntry<'a> {
    pub title: &'a str,
    pub url: String,
    pub kind: &'a str,
    pub draft: bool,
}

/// Makes the index.
pub(super) fn page<'a>(at: PageContext<'a>) -> Ready<'a> {
    let mut all: Vec<(String, IndexEntry<'a>)> = Vec::new();
    for (kind, title, address, draft) in entries(&at) {
        let line = IndexEntry { title, url: at.href(&address), kind: at.site.words.get(kind.row().word), draft };
        all.push((sort_key(title), line));
    }
    all.sort_by(|a, b| (&a.0, a.1.title, &a.1.url).cmp(&(&b.0, b.1.title, &b.1.url)));

    let mut letters: Vec<Letter<'a>> = Vec::new();
    for (key, line) in all {
        let letter = key.chars().next().filter(char::is_ascii_lowercase);
        let shown = letter.map_or_else(|| "#".to_owned(), |letter| letter.to_ascii_uppercase().to_string());
        match letters.last_mut() {
            Some(last) if last.name == shown => last.entries.push(line),
            _ => {
                let id = letter.map_or_else(|| "signs".to_owned(), |letter| format!("letter-{letter}"));
                letters.push(Letter { name: shown, id, entries: vec![line] });
            }
        }
    }
    Ready::new("a-to-z.html", PageMeta::page(&at, SiteSection::AToZ.title(at.site.words)), &AToZPage { letters })
}

/// Returns everything that has an address, in the book's order.
fn entries<'a>(at: &PageContext<'a>) -> Vec<(EntryKind, &'a str, String, bool)> {
    let book = at.site.book;
    let mut all = Vec::new();
    book.each_entry(&mut |meta, _| {
        if !meta.kind.is_single() {
            all.push((meta.kind, meta.title.as_str(), meta.address.clone(), meta.draft));
        }
    });
    for values in book.values.iter().chain(&book.agreements) {
        let meta = &values.meta;
        let of_item =
            |item: &'a Value| (meta.kind, item.title.as_str(), format!("{}#{}", meta.address, item.id), meta.draft);
        all.extend(values.items.iter().map(of_item));
    }
    all
}

/// Returns the letters without their marks, signs before the first letter left out, so that "É" stands with "E".
fn sort_key(title: &str) -> String {
    let plain = deunicode(title).to_ascii_lowercase();
    plain.trim_start_matches(|letter: char| !letter.is_ascii_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_signs_do_not_part_what_belongs_together() {
        assert_eq!(sort_key("Écoute"), "ecoute");
        assert_eq!(sort_key("“Who?”"), "who?\"");
        assert_eq!(sort_key("08"), "08");
    }
}
