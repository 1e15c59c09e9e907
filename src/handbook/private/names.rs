//! The names that are guarded: those of members who are named nowhere on purpose, where a name is not also a word.

use rustc_hash::FxHashSet;

use crate::handbook::Handbook;
use crate::handbook::alike::Alike;

/// A name that may stand in nothing that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guarded {
    /// As [`alike`](crate::handbook::alike) makes it: a blank before, after and between its words.
    pub alike: Vec<u8>,
    /// Its line in the roster.
    pub line: u64,
}

/// The guarded names of `handbook`, each once: two words or more, so that Hope and May do not stop a build, and neither an
/// entry in `people/` nor the community's contact bears it: those are published by their author's own hand. "Family name,
/// given name" is guarded the other way round as well.
#[must_use]
pub fn guarded(handbook: &Handbook) -> Vec<Guarded> {
    let people = handbook.book.people.iter().map(|person| &person.meta.title);
    let contact = handbook.book.community.contact.iter().filter_map(|contact| contact.name.as_ref());
    let borne: FxHashSet<Vec<u8>> = people.chain(contact).map(|name| Alike::of(name)).collect();
    let mut seen = FxHashSet::default();
    let mut names = Vec::new();
    for member in &handbook.private.roster {
        let words = member.name.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        let turned = match member.name.split_once(',') {
            Some((family, given)) if !given.contains(',') => Some(format!("{given} {family}")),
            _ => None,
        };
        let spellings: Vec<Vec<u8>> =
            [Some(&member.name), turned.as_ref()].into_iter().flatten().map(|name| Alike::of(name)).collect();
        if words < 2 || spellings.iter().any(|name| borne.contains(name)) {
            continue;
        }
        for alike in spellings {
            if seen.insert(alike.clone()) {
                names.push(Guarded { alike, line: member.line });
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::handbook::fixture;
    use crate::handbook::private::Member;

    #[test]
    fn two_words_that_nobody_in_people_bears() {
        let mut book = fixture::book(Vec::new());
        book.people = vec![Arc::new(fixture::person("zoe", "Zoë Amble"))];
        let mut handbook = fixture::handbook(book);
        let names = ["Hope", "May", "Priya Nambiar", "ZOE  AMBLE", "priya nambiar", "Ferrão, Ana-Luisa", "– Hope", ""];
        for (name, line) in names.into_iter().zip(2..) {
            handbook.private.roster.push(Member { name: name.into(), line, ..Member::default() });
        }
        let names = guarded(&handbook);
        let names: Vec<_> =
            names.iter().map(|name| (String::from_utf8_lossy(&name.alike).into_owned(), name.line)).collect();
        assert_eq!(
            names,
            [(" priya nambiar ".into(), 4), (" ferrao ana luisa ".into(), 7), (" ana luisa ferrao ".into(), 7)]
        );
    }
}
