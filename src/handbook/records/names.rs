//! Which member a name in a list or a report is. Never by a likeness of spelling: Ana and Anna may be two people.

use rustc_hash::FxHashMap;

use crate::handbook::Book;
use crate::handbook::normalize::NormalizedText;
use crate::handbook::private::Member;

/// The person whom a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedPerson {
    /// The place of a member in the roster.
    Member(usize),
    /// The same, by a first name or an initial that no other member has: somebody should look at it.
    ReadAs(usize),
    /// Somebody of `people/`: a facilitator or a guest.
    OfPeople,
    Unknown,
}

/// The members by every name and address that is theirs alone.
#[derive(Debug)]
pub struct MemberNames {
    whole: FxHashMap<Vec<u8>, Option<usize>>,
    short: FxHashMap<Vec<u8>, Option<usize>>,
    addresses: FxHashMap<String, Option<usize>>,
    people: Vec<Vec<u8>>,
}

impl MemberNames {
    /// Gathers the names of a roster, and of those who have a page.
    #[must_use]
    pub fn of(roster: &[Member], book: &Book) -> MemberNames {
        let mut names = MemberNames {
            whole: FxHashMap::default(),
            short: FxHashMap::default(),
            addresses: FxHashMap::default(),
            people: book.people.iter().map(|person| NormalizedText::of(&person.meta.title)).collect(),
        };
        for (place, member) in roster.iter().enumerate() {
            for address in member.email.iter().chain(member.also.iter().filter(|also| also.contains('@'))) {
                add(&mut names.addresses, address.trim().to_lowercase(), place);
            }
            for name in [&member.name]
                .into_iter()
                .chain(&member.call)
                .chain(member.also.iter().filter(|also| !also.contains('@')))
            {
                add(&mut names.whole, NormalizedText::of(&turned(name)), place);
            }
            for short in shortened(&turned(&member.name)) {
                add(&mut names.short, NormalizedText::of(&short), place);
            }
        }
        names
    }

    /// Finds the person who is called `name`, or has the address `email`.
    #[must_use]
    pub fn person(&self, name: &str, email: Option<&str>) -> NamedPerson {
        let by_address = email.and_then(|email| self.addresses.get(&email.trim().to_lowercase()).copied().flatten());
        if let Some(place) = by_address {
            return NamedPerson::Member(place);
        }
        let forms = forms(name);
        let keys: Vec<Vec<u8>> = forms.iter().map(|form| NormalizedText::of(form)).collect();
        if let Some(found) = one(&self.whole, &keys) {
            return NamedPerson::Member(found);
        }
        if keys.iter().any(|key| self.people.contains(key)) {
            return NamedPerson::OfPeople;
        }
        one(&self.short, &keys).map_or(NamedPerson::Unknown, NamedPerson::ReadAs)
    }
}

/// Adds a name; one that two members have is nobody's.
fn add<K: std::hash::Hash + Eq>(names: &mut FxHashMap<K, Option<usize>>, key: K, place: usize) {
    names.entry(key).and_modify(|held| *held = held.filter(|held| *held == place)).or_insert(Some(place));
}

/// Returns the one member whom any of the forms stands for.
fn one(names: &FxHashMap<Vec<u8>, Option<usize>>, keys: &[Vec<u8>]) -> Option<usize> {
    let mut found: Vec<Option<usize>> = keys.iter().filter_map(|key| names.get(key)).copied().collect();
    found.sort_unstable();
    found.dedup();
    if let [Some(place)] = found.as_slice() { Some(*place) } else { None }
}

/// Returns the given and the family name of `Ferrão, Ana`; `None` where no comma parts them. `Ana Berg, RN` is a name with
/// what its bearer has learnt.
#[must_use]
pub fn given_and_family(name: &str) -> Option<(&str, &str)> {
    let (family, given) = name.split_once(',').map(|(family, given)| (family.trim(), given.trim()))?;
    let is_written_small = |part: &str| part.contains(char::is_lowercase);
    let is_title = given.contains('.')
        || (is_written_small(family) && given.contains(char::is_uppercase) && !is_written_small(given));
    (!given.is_empty() && !given.contains(',') && !is_title && given != "PhD").then_some((given, family))
}

/// Returns `Ana Ferrão` for `Ferrão, Ana`.
fn turned(name: &str) -> String {
    given_and_family(name).map_or_else(|| name.to_owned(), |(given, family)| format!("{given} {family}"))
}

/// Returns the ways in which a name may be meant: as it is, without what stands in brackets or behind a dash or a bar
/// (pronouns, a place of work), and what stands in brackets, where a program keeps the name that it was first given.
fn forms(name: &str) -> Vec<String> {
    let mut forms = vec![turned(name)];
    let bare = match (name.find(['(', '[']), name.rfind([')', ']'])) {
        (Some(open), Some(close)) if open < close => {
            forms.push(turned(name[open + 1..close].trim()));
            format!("{} {}", &name[..open], &name[close + 1..])
        }
        _ => name.to_owned(),
    };
    forms.push(turned(bare.trim()));
    let before =
        [" - ", " – ", " — ", "|", "/", " @ "].iter().filter_map(|mark| bare.split_once(mark)).map(|(name, _)| name);
    forms.extend(before.map(|name| turned(name.trim())));
    forms.retain(|form| form.contains(char::is_alphanumeric));
    forms
}

/// Returns the first name alone, and with the initial of the last one.
fn shortened(name: &str) -> Vec<String> {
    let mut words = name.split_whitespace();
    let Some(first) = words.next() else { return Vec::new() };
    let initial = words.last().and_then(|last| last.chars().next());
    std::iter::once(first.to_owned()).chain(initial.map(|letter| format!("{first} {letter}"))).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::handbook::fixture;

    fn member(name: &str, email: &str, also: &[&str]) -> Member {
        let email = (!email.is_empty()).then(|| email.to_owned());
        Member {
            name: name.into(),
            email,
            also: also.iter().map(|also| (*also).to_owned()).collect(),
            ..Member::default()
        }
    }

    #[test]
    fn a_name_is_a_member_s_or_nobody_s() {
        let roster = [
            member("Ana-Luisa Ferrão", "ana@example.org", &[]),
            member("Brian Smith", "", &["Bee", "bee@work.example"]),
            member("Anna Lind", "", &[]),
            member("Mei-Lin Tsao", "", &[]),
            member("Brian Okafor", "", &[]),
            member("Jo Hart", "", &[]),
            member("Jo Hart", "jo@example.org", &[]),
        ];
        let mut book = fixture::book(Vec::new());
        book.people = vec![Arc::new(fixture::person("zoe", "Zoë Amble"))];
        let names = MemberNames::of(&roster, &book);
        let found = |name: &str, email: &str| names.person(name, Some(email).filter(|email| !email.is_empty()));
        for (name, email, person) in [
            ("ana luisa ferrao", "", NamedPerson::Member(0)),
            ("Ferrão, Ana-Luisa", "", NamedPerson::Member(0)),
            ("A. F.", "ANA@example.org ", NamedPerson::Member(0)),
            ("Ana F. (Ana-Luisa Ferrão)", "", NamedPerson::Member(0)),
            ("iPhone (Brian Smith)", "", NamedPerson::Member(1)),
            ("Brian Smith (he/him)", "", NamedPerson::Member(1)),
            ("Brian Smith | Quay Nursery", "", NamedPerson::Member(1)),
            ("bee", "", NamedPerson::Member(1)),
            ("whoever", "bee@work.example", NamedPerson::Member(1)),
            ("Mei-Lin", "", NamedPerson::ReadAs(3)),
            ("Brian", "", NamedPerson::Unknown),
            ("Brian S.", "", NamedPerson::ReadAs(1)),
            ("Ana", "", NamedPerson::Unknown),
            ("Ann Lind", "", NamedPerson::Unknown),
            ("Jo Hart", "", NamedPerson::Unknown),
            ("Jo Hart", "jo@example.org", NamedPerson::Member(6)),
            ("Zoe Amble (host)", "", NamedPerson::OfPeople),
            ("iPhone", "", NamedPerson::Unknown),
            ("", "", NamedPerson::Unknown),
        ] {
            assert_eq!(found(name, email), person, "{name} {email}");
        }
    }
}
