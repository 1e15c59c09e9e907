//! A venue's fields.

use std::sync::Arc;

use crate::handbook::{EntryKind, Venue};
use crate::parse::markdown;
use crate::parse::{Entry, Parsed};

use super::{RawEntry, keep, meta, required_title};

pub(super) fn venue(item: RawEntry<'_>, parsed: &mut Parsed) -> Entry {
    let RawEntry { id, mut fields, text, .. } = item;
    let name = required_title(&mut fields, "name", &id);
    let street = fields.required_text("address").value;
    let mut meta = meta(&mut fields, EntryKind::Venue, id, name);
    let mut written = markdown::body(&text, markdown::no_roles, None);
    keep(&mut written, &mut meta, parsed);
    let venue = Venue {
        meta,
        address: street,
        parking: fields.words("parking"),
        getting_in: fields.words("getting_in"),
        accessible: fields.words("accessible"),
        room: fields.words("room"),
        map: fields.link("map"),
        body: written.body,
    };
    fields.finish();
    Entry::Venue(Arc::new(venue))
}
