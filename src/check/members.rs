//! Finds names of members in what everyone can read.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::diagnostic::Diagnostic;
use crate::handbook::Handbook;
use crate::handbook::normalize::NormalizedText;
use crate::handbook::private::Guarded;
use crate::redact::{Drafts, hidden};
use crate::source::{FilePath, Span};

/// The most further places of one name that are shown.
const MOST_PLACES: usize = 4;

/// The places of guarded names in the files of public entries.
#[derive(Debug, Default)]
pub struct NamedMembers {
    /// One message for each name, with its place in its table.
    pub told: Vec<((FilePath, u64), Diagnostic)>,
    /// The places of names that occur there in small letters only and are everyday words: nobody is named.
    pub words: BTreeSet<(FilePath, u64)>,
}

/// Finds the guarded `names` in the files of public entries.
///
/// The files are read again, which takes a while, so this is asked for only once a name was found in what is published:
/// that decides whether a name is public at all.
#[must_use]
pub fn member_named(
    handbook: &Handbook,
    drafts: Drafts,
    names: &[Guarded],
    text: &dyn Fn(&FilePath) -> Option<String>,
) -> NamedMembers {
    let book = &handbook.book;
    let mut files = vec![book.community.span.file.clone()];
    let mut seen: FxHashSet<FilePath> = files.iter().cloned().collect();
    book.each_entry(&mut |meta, _| {
        if !hidden(book, meta, drafts) && seen.insert(meta.file.clone()) {
            files.push(meta.file.clone());
        }
    });
    files.sort_unstable();
    let mut places: Vec<Vec<Span>> = vec![Vec::new(); names.len()];
    let mut words = BTreeSet::new();
    for file in files {
        let Some(text) = text(&file) else { continue };
        let private = private_parts(handbook, &file, &text);
        let (alike, origins) = with_places(&text);
        for (name, places) in names.iter().zip(&mut places) {
            for found in positions(&alike, &name.alike) {
                // The blanks around a name belong to nobody.
                let (first, last) = (found + 1, found + name.alike.len() - 2);
                let (Some(start), Some(end)) = (origins.get(first), origins.get(last)) else { continue };
                let end = end + text.get(*end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                if private.iter().any(|part| part.contains(start)) {
                    continue;
                }
                let is_small = text.get(*start..end).is_some_and(|found| !found.contains(char::is_uppercase));
                if is_small && name.may_be_words() {
                    words.insert(name.place.clone());
                } else {
                    places.push(Span::new(&file, *start..end));
                }
            }
        }
    }
    // The ways to write one name follow each other, and are one name.
    let mut by_place: BTreeMap<&(FilePath, u64), Vec<Span>> = BTreeMap::new();
    for (name, places) in names.iter().zip(places) {
        by_place.entry(&name.place).or_default().extend(places);
    }
    for places in by_place.values_mut() {
        places.sort_unstable();
    }
    let told: Vec<_> = by_place.iter().filter_map(|(place, found)| Some(((*place).clone(), message(found)?))).collect();
    words.retain(|place| told.iter().all(|(other, _)| other != place));
    NamedMembers { told, words }
}

fn message(places: &[Span]) -> Option<Diagnostic> {
    let (first, further) = places.split_first()?;
    let words = "This is a member's name from a private list, and everyone could read it here.";
    let help =
        "Write \"one of us\" or \"a colleague\" instead. If this member wants to be named, make a page in `people/`.";
    let mut said = Diagnostic::error("member-named", first.clone(), words).help(help);
    for place in further.iter().take(MOST_PLACES) {
        said = said.also(place.clone(), "and here");
    }
    Some(said)
}

/// Returns the parts of a file that are not published: callouts for facilitators and comments.
fn private_parts(handbook: &Handbook, file: &FilePath, text: &str) -> Vec<Range<usize>> {
    let callouts = handbook.private.callouts.iter().filter(|callout| callout.span.file == *file);
    let mut parts: Vec<Range<usize>> = callouts.map(|callout| callout.span.range()).collect();
    for (open, close) in [("<!--", "-->"), ("%%", "%%")] {
        let mut at = 0;
        while let Some(start) = text.get(at..).and_then(|rest| rest.find(open)).map(|start| at + start) {
            let inner = start + open.len();
            at =
                text.get(inner..).and_then(|rest| rest.find(close)).map_or(text.len(), |end| inner + end + close.len());
            parts.push(start..at);
        }
    }
    parts
}

/// Returns a text normalized, and for each of its bytes the place that it comes from.
fn with_places(text: &str) -> (Vec<u8>, Vec<usize>) {
    let mut alike = NormalizedText::default();
    let mut places = vec![0];
    for (place, character) in text.char_indices() {
        alike.character(character);
        places.resize(alike.bytes().len(), place);
    }
    alike.gap();
    places.resize(alike.bytes().len(), text.len());
    (alike.bytes().to_vec(), places)
}

/// Returns the places where `words` begins in `text`; the blank after one may be the blank before the next.
fn positions(text: &[u8], words: &[u8]) -> Vec<usize> {
    let begins = |(at, pair): (usize, &[u8])| (pair == &words[..2] && text[at..].starts_with(words)).then_some(at);
    text.windows(2).enumerate().filter_map(begins).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::texts;
    use crate::handbook::private::Callout;
    use crate::handbook::{Audience, RichText, fixture};
    use std::sync::Arc;

    fn said(text: &str, private: Option<Range<usize>>) -> Vec<String> {
        let mut hidden = fixture::guidance("hosting");
        hidden.meta.audience = Audience::Facilitators;
        let mut book = fixture::book(vec![fixture::session("01")]);
        book.guidance.push(Arc::new(hidden));
        let mut handbook = fixture::handbook(book);
        let file: FilePath = "sessions/01.md".into();
        handbook.private.callouts.extend(
            private.map(|place| Arc::new(Callout { prose: RichText::default(), span: Span::new(&file, place) })),
        );
        let names = ["Priya Nambiar", "Ana-Luisa Ferrão"]
            .map(|name| Guarded { alike: NormalizedText::of(name), place: ("private/roster.csv".into(), 7) });
        // The same words for facilitators are nobody's business.
        let texts_of = |asked: &FilePath| (**asked == *file || asked.contains("hosting")).then(|| text.to_owned());
        let found = member_named(&handbook, Drafts::Left, &names, &texts_of).told;
        assert!(found.iter().all(|((_, line), _)| *line == 7));
        let found: Vec<Diagnostic> = found.into_iter().map(|(_, diagnostic)| diagnostic).collect();
        let places = |d: &Diagnostic| {
            let all = d.span.iter().chain(d.related.iter().map(|(span, _)| span));
            all.map(|span| text[span.range()].to_owned()).collect::<Vec<_>>().join("|")
        };
        assert!(texts(found.clone()).iter().all(|said| said.contains("error[member-named]: This is a member's name")));
        found.iter().map(places).collect()
    }

    #[test]
    fn whole_names_across_lines_case_and_spellings_are_pointed_at() {
        assert_eq!(said("With (PRIYA\n nambiar), Priya Nambiars, Supriya Nambiar", None), ["PRIYA\n nambiar"]);
        assert_eq!(
            said("Ana\u{2011}luisa Ferra\u{303}o! Ana-Luisa\u{a0}Ferrão.", None),
            ["Ana\u{2011}luisa Ferra\u{303}o|Ana-Luisa\u{a0}Ferrão"]
        );
        assert_eq!(said("Priya and Nambiar, Ana Ferrão, Luisa Ferrão", None), [""; 0]);
    }

    #[test]
    fn everyday_words_in_small_letters_are_no_name() {
        let handbook = fixture::handbook(fixture::book(vec![fixture::session("01")]));
        let names = [("Will Young", 2), ("Ana Ray", 3)].map(|(name, line)| Guarded {
            alike: NormalizedText::of(name),
            place: ("private/roster.csv".into(), line),
        });
        let both = |text: &'static str| {
            let text_of = |asked: &FilePath| asked.starts_with("sessions").then(|| text.to_owned());
            let NamedMembers { told, words } = member_named(&handbook, Drafts::Left, &names, &text_of);
            let told: Vec<u64> = told.into_iter().map(|((_, line), _)| line).collect();
            (told, words.into_iter().map(|(_, line)| line).collect::<Vec<u64>>())
        };
        assert_eq!(both("How will young children see it?"), (vec![], vec![2]));
        assert_eq!(both("How will young children see Will Young?"), (vec![2], vec![]));
        assert_eq!(both("ana ray"), (vec![3], vec![]));
    }

    #[test]
    fn callouts_and_comments_are_not_what_everyone_reads() {
        let text = "Priya Nambiar <!-- Priya Nambiar --> %% Priya Nambiar %% <!-- Priya Nambiar";
        assert_eq!(said(text, None), ["Priya Nambiar"]);
        assert_eq!(said(text, Some(0..13)), [""; 0]);
    }
}
