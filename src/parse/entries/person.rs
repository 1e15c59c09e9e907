//! A person's fields.

use crate::handbook::{EntryKind, Person};
use crate::parse::markdown;
use crate::parse::{Entry, Parsed};

use super::{Item, address, keep, meta, required_title};

pub(super) fn person(item: Item<'_>, parsed: &mut Parsed) -> Entry {
    let Item { id, mut fields, text, .. } = item;
    let name = required_title(&mut fields, "name", &id);
    let role = fields.required_text("role").value;
    let mut meta = meta(&mut fields, EntryKind::Person, id.clone(), address("people", &id), name);
    let mut written = markdown::body(&text, markdown::no_roles, None);
    keep(&mut written, &mut meta, parsed);
    let person = Person {
        meta,
        role,
        pronouns: fields.words("pronouns"),
        photo: fields.address("photo"),
        photo_description: fields.words("photo_description"),
        email: fields.words("email"),
        links: fields.links("links"),
        body: written.body,
    };
    fields.finish();
    Entry::Person(Box::new(person))
}
