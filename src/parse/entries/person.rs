//! A person's fields.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::handbook::{EntryKind, Person};
use crate::parse::fields::Fields;
use crate::parse::markdown;
use crate::parse::{Entry, Parsed};
use crate::source::Located;

use super::{RawEntry, keep, meta, required_title};

pub(super) fn person(item: RawEntry<'_>, parsed: &mut Parsed) -> Entry {
    let RawEntry { id, mut fields, text, .. } = item;
    let name = required_title(&mut fields, "name", &id);
    let role = fields.required_text("role").value;
    let mut meta = meta(&mut fields, EntryKind::Person, id, name);
    let mut written = markdown::body(&text, markdown::no_roles, None);
    keep(&mut written, &mut meta, parsed);
    let (photo, photo_description) = photo(&mut fields);
    let person = Person {
        meta,
        role,
        pronouns: fields.words("pronouns"),
        photo,
        photo_description,
        email: fields.words("email"),
        links: fields.links("links"),
        body: written.body,
    };
    fields.finish();
    Entry::Person(Arc::new(person))
}

/// Reads the photo with its description, which is empty where the photo says nothing.
fn photo(fields: &mut Fields<'_>) -> (Option<Located<String>>, Option<String>) {
    let photo = fields.address("photo");
    let description = fields.words("photo_description");
    if let (Some(photo), None) = (&photo, &description) {
        fields.reader.report(
            Diagnostic::warning(
                "picture-described",
                photo.span.clone(),
                "This photo has no description, so people who cannot see it learn nothing from it.",
            )
            .help("Add a line `photo_description: ...` that says what it shows, or `decorative` if it says nothing."),
        );
    }
    (photo, description.map(|words| if words.eq_ignore_ascii_case("decorative") { String::new() } else { words }))
}
