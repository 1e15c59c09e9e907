//! People whom a field calls by their name, or by a part of it that nobody else bears: the field holds their id from
//! here on.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::handbook::community::Mentor;
use crate::handbook::references::OutgoingReference;
use crate::handbook::{Book, EntryKind, Id, Reference};

/// Replaces names by ids.
pub fn by_id(book: &mut Book) {
    let called = called(book);
    if called.is_empty() {
        return;
    }
    let mend = |reference: &mut Reference| {
        if let Some(id) = called.get(&reference.value) {
            reference.value = Arc::clone(id);
        }
    };
    let community = Arc::make_mut(&mut book.community);
    community.facilitators.iter_mut().for_each(mend);
    if let Mentor::Person(person) = &mut community.mentor {
        mend(person);
    }
    for series in &mut book.series {
        Arc::make_mut(series).facilitators.iter_mut().flatten().for_each(mend);
    }
    for session in &mut book.sessions {
        let session = Arc::make_mut(session);
        let people = session.facilitators.iter_mut().flatten().chain(&mut session.guests).chain(&mut session.tech_help);
        people.for_each(mend);
    }
    for scenario in &mut book.scenarios {
        Arc::make_mut(scenario).seeded_by.iter_mut().for_each(mend);
    }
}

/// Returns the names by which fields call people, each with that person's id.
fn called(book: &Book) -> FxHashMap<Id, Id> {
    let mut called = FxHashMap::default();
    book.each_part(&mut |_, part| {
        if let OutgoingReference::Reference(EntryKind::Person, reference) = part
            && book.person(&reference.value).is_none()
            && let Some(person) = book.who(&reference.value)
        {
            called.insert(Arc::clone(&reference.value), Arc::clone(&person.meta.id));
        }
    });
    called
}
