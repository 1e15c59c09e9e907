//! A reading's fields, and its reference made from them in the style of the American Psychological Association
//! (7th edition, chapter 9).

use std::sync::Arc;

use crate::handbook::{EntryKind, Reading};
use crate::parse::fields::Fields;
use crate::parse::markdown;
use crate::parse::{Entry, Parsed};
use crate::source::Located;

use super::{RawEntry, hyphens, keep, meta, readable};

pub(super) fn reading(item: RawEntry<'_>, parsed: &mut Parsed) -> Entry {
    let RawEntry { id, mut fields, text, .. } = item;
    let cite = fields.text("cite");
    let title = fields.text("title");
    if cite.is_none() && title.is_none() {
        fields.miss("cite");
    }
    let mut parts = CitationParts {
        authors: fields.things("authors"),
        year: fields.words("year"),
        title: title.as_ref().map(|title| title.value.clone()),
        publisher: fields.words("publisher"),
        pages: fields.words("pages"),
        doi: fields.words("doi"),
    };
    if parts.authors.is_empty() {
        parts.authors = fields.things("author");
    }
    let shown = shown_title(&fields, cite.as_ref(), title, &id);
    let mut meta = meta(&mut fields, EntryKind::Reading, id, shown);
    if text.text.trim().is_empty() {
        meta.address = format!("{}#{}", meta.kind.row().list, hyphens(&meta.id));
    }
    let mut written = markdown::body(&text, markdown::no_roles, None);
    keep(&mut written, &mut meta, parsed);
    let reading = Reading {
        meta,
        citation: cite.map_or_else(|| citation(&parts), |cite| cite.value),
        title: parts.title,
        authors: parts.authors,
        year: parts.year,
        publisher: parts.publisher,
        pages: parts.pages,
        doi: parts.doi,
        isbn: fields.words("isbn"),
        kind: fields.words("kind"),
        link: fields.address("link"),
        access: fields.words("access"),
        time_to_read: fields.words("time_to_read"),
        body: written.body,
    };
    fields.finish();
    Entry::Reading(Arc::new(reading))
}

/// Returns the title as written, or as it stands in the pasted reference.
fn shown_title(
    fields: &Fields<'_>,
    cite: Option<&Located<String>>,
    title: Option<Located<String>>,
    id: &str,
) -> Located<String> {
    match (title, cite) {
        (Some(title), _) => title,
        (None, Some(cite)) => Located::new(title_in(&cite.value).to_owned(), cite.span.clone()),
        (None, None) => Located::new(readable(id), fields.place().clone()),
    }
}

/// Finds the title inside a reference: what follows the year in brackets, up to the next full stop. The whole of it
/// where it is written otherwise.
fn title_in(cite: &str) -> &str {
    let after_year = cite.split_once("). ").map_or(cite, |(_, rest)| rest);
    if after_year.len() == cite.len() {
        return cite;
    }
    let end = after_year.match_indices(['.', '?', '!']).find(|(at, _)| {
        let rest = after_year.get(at + 1..).unwrap_or_default();
        rest.is_empty() || rest.starts_with(' ')
    });
    match end {
        Some((at, ".")) => after_year.get(..at).unwrap_or(after_year),
        Some((at, _)) => after_year.get(..=at).unwrap_or(after_year),
        None => after_year,
    }
}

/// The parts of a reference.
#[derive(Default)]
struct CitationParts {
    authors: Vec<String>,
    year: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    pages: Option<String>,
    doi: Option<String>,
}

/// Writes `Pelo, A., & Carter, M. (2018). From teaching to thinking. Exchange Press.`
fn citation(parts: &CitationParts) -> String {
    let year = format!("({}).", parts.year.as_deref().unwrap_or("n.d."));
    let title = parts.title.as_deref().unwrap_or_default();
    let title = match &parts.pages {
        Some(pages) if pages.starts_with('p') => format!("{} ({pages}).", title.trim_end_matches('.')),
        Some(pages) => format!("{} (pp. {}).", title.trim_end_matches('.'), pages.replace('-', "–")),
        None => stopped(title),
    };
    // Without an author, the title comes first.
    let mut pieces = match parts.authors.as_slice() {
        [] => vec![title, year],
        authors => vec![stopped(&joined(authors)), year, title],
    };
    pieces.extend(parts.publisher.as_deref().map(stopped));
    pieces.extend(parts.doi.as_deref().map(|doi| {
        let number = doi.trim_start_matches("https://doi.org/").trim_start_matches("doi:").trim();
        format!("https://doi.org/{number}")
    }));
    pieces.retain(|piece| !piece.is_empty());
    pieces.join(" ")
}

fn joined(authors: &[String]) -> String {
    match authors {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{}, & {last}", most.join(", ")),
    }
}

/// Returns the text with one full stop at its end.
fn stopped(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_from_its_fields() {
        let parts = CitationParts {
            authors: vec!["Pelo, A.".into(), "Carter, M.".into()],
            year: Some("2018".into()),
            title: Some("From teaching to thinking".into()),
            publisher: Some("Exchange Press".into()),
            pages: Some("12-20".into()),
            doi: Some("10.1000/1".into()),
        };
        assert_eq!(
            citation(&parts),
            "Pelo, A., & Carter, M. (2018). From teaching to thinking (pp. 12–20). Exchange Press. https://doi.org/10.1000/1"
        );
        let bare = CitationParts { title: Some("Who gets heard?".into()), ..CitationParts::default() };
        assert_eq!(citation(&bare), "Who gets heard? (n.d.).");
    }

    #[test]
    fn the_title_inside_a_reference() {
        let cite = "Pelo, A., & Carter, M. (2018). From teaching to thinking: A pedagogy. Exchange Press.";
        assert_eq!(title_in(cite), "From teaching to thinking: A pedagogy");
        assert_eq!(title_in("A. B. (2001). Why? C."), "Why?");
        assert_eq!(title_in("Some notes"), "Some notes");
    }
}
