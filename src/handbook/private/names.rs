//! The names that are guarded: those of members who are named nowhere on purpose, where a name is not also a word.

use rustc_hash::FxHashSet;

use crate::handbook::Handbook;
use crate::handbook::normalize::{NormalizedText, word_count};
use crate::source::FilePath;

/// A name that may stand in nothing that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guarded {
    /// The name as [`normalize`](crate::handbook::normalize) gives it: a blank before, after and between its words.
    pub alike: Vec<u8>,
    /// The table that holds it, and its line there.
    pub place: (FilePath, u64),
}

/// Given names that are everyday words as well: "how will young children" is not about Will Young.
#[rustfmt::skip]
const EVERYDAY: &[&str] = &[
    "amber", "angel", "art", "ash", "autumn", "basil", "bill", "bob", "carol", "chance", "charity", "chase", "clay",
    "cliff", "daisy", "dawn", "dean", "drew", "faith", "forest", "frank", "gene", "ginger", "grace", "grant", "guy",
    "harmony", "hazel", "heather", "holly", "honor", "hope", "iris", "ivy", "jack", "joy", "justice", "lance", "lane",
    "lily", "mark", "max", "may", "melody", "mercy", "merry", "miles", "nick", "olive", "page", "pat", "patience",
    "pearl", "penny", "pierce", "ray", "reed", "rich", "river", "rob", "robin", "rose", "rosemary", "ruby", "rusty",
    "sage", "sandy", "skip", "sky", "star", "sue", "summer", "sunny", "true", "van", "violet", "wade", "will", "wren",
    "young",
];

impl Guarded {
    /// Returns whether the name, written in small letters, is more likely none: it begins with an everyday word.
    #[must_use]
    pub fn may_be_words(&self) -> bool {
        let first = self.alike.split(|byte| *byte == b' ').find(|word| !word.is_empty()).unwrap_or_default();
        EVERYDAY.iter().any(|word| word.as_bytes() == first)
    }
}

/// Returns the guarded names of `handbook`, each once: two words or more, so that Hope and May do not stop a build, and
/// neither an entry in `people/` nor the community's contact bears it: those are published by their author's own hand.
/// A family name that stands last, or before a comma, is guarded the other way round as well, as lists are sorted by
/// it.
#[must_use]
pub fn guarded(handbook: &Handbook) -> Vec<Guarded> {
    let people = handbook.book.people.iter().map(|person| &person.meta.title);
    let contact = handbook.book.community.contact.iter().filter_map(|contact| contact.name.as_ref());
    let borne: FxHashSet<Vec<u8>> = people.chain(contact).map(|name| NormalizedText::of(name)).collect();
    let mut seen = FxHashSet::default();
    let mut names = Vec::new();
    let private = &handbook.private;
    for member in private.roster.iter().chain(&private.listed) {
        let place = (member.file.clone(), member.line);
        let whole = Guarded { alike: NormalizedText::of(&member.name), place: place.clone() };
        let turned = turned(&member.name).filter(|_| !whole.may_be_words());
        let turned = turned.map(|name| Guarded { alike: NormalizedText::of(&name), place: place.clone() });
        let spellings: Vec<Guarded> = [Some(whole), turned].into_iter().flatten().collect();
        if words(&member.name) < 2 || spellings.iter().any(|name| borne.contains(&name.alike)) {
            continue;
        }
        names.extend(spellings.into_iter().filter(|name| seen.insert(name.alike.clone())));
    }
    names
}

/// Returns `Nambiar Priya` for `Priya Nambiar`, `Ana Ferrão` for `Ferrão, Ana`.
fn turned(name: &str) -> Option<String> {
    match name.split_once(',') {
        Some((family, given)) if !given.contains(',') => Some(format!("{given} {family}")),
        Some(_) => None,
        None => name.trim().rsplit_once(char::is_whitespace).map(|(given, family)| format!("{family} {given}")),
    }
}

/// Counts the words of a name. In Chinese and Japanese it is written without blanks, a character a word.
fn words(name: &str) -> usize {
    let is_han = |letter: char| matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}');
    if name.contains(is_han) {
        return word_count(name);
    }
    name.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::handbook::community::Contact;
    use crate::handbook::fixture;
    use crate::handbook::private::Member;

    #[test]
    fn two_words_that_nobody_in_people_bears() {
        let mut book = fixture::book(Vec::new());
        book.people = vec![Arc::new(fixture::person("zoe", "Zoë Amble"))];
        let contact = Contact { name: Some("Mara Lind".into()), email: None, phone: None };
        Arc::make_mut(&mut book.community).contact = Some(contact);
        let mut handbook = fixture::handbook(book);
        let names = [
            "Hope",
            "May",
            "Priya Nambiar",
            "ZOE  AMBLE",
            "priya nambiar",
            "Ferrão, Ana-Luisa",
            "– Hope",
            "",
            "Mara Lind",
            "Will Young",
            "王小明",
            "さくら",
        ];
        for (name, line) in names.into_iter().zip(2..) {
            handbook.private.roster.push(Member { name: name.into(), line, ..Member::default() });
        }
        let names = guarded(&handbook);
        let names: Vec<_> =
            names.iter().map(|name| (String::from_utf8_lossy(&name.alike).into_owned(), name.place.1)).collect();
        let expected = [
            (" priya nambiar ", 4),
            (" nambiar priya ", 4),
            (" ferrao ana luisa ", 7),
            (" ana luisa ferrao ", 7),
            (" will young ", 11),
            (" 王 小 明 ", 12),
        ];
        assert_eq!(names, expected.map(|(name, line)| (name.to_owned(), line)));
    }
}
