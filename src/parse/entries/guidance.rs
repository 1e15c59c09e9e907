//! Guidance and free pages: their fields.

use std::sync::Arc;

use crate::handbook::page::GuidanceFor;
use crate::handbook::{EntryKind, Guidance, Page};
use crate::parse::markdown;
use crate::parse::{Entry, Parsed};

use super::{RawEntry, address, keep, meta, title_or_heading};

const READERS: [(&str, GuidanceFor); 5] = [
    ("facilitators", GuidanceFor::Facilitators),
    ("members", GuidanceFor::Members),
    ("mentors", GuidanceFor::Mentors),
    ("organizers", GuidanceFor::Organizers),
    ("organisers", GuidanceFor::Organizers),
];

pub(super) fn guidance(item: RawEntry<'_>, parsed: &mut Parsed) -> Entry {
    let RawEntry { id, mut fields, text, folders } = item;
    let mut written = markdown::body(&text, markdown::no_roles, None);
    let title = title_or_heading(&mut fields, &id, &written.body);
    let mut meta = meta(&mut fields, EntryKind::Guidance, id, title);
    meta.address = address(EntryKind::Guidance, folders, &meta.id);
    keep(&mut written, &mut meta, parsed);
    let guidance = Guidance {
        meta,
        readers: fields.choice("for", &READERS),
        group: folders.to_vec(),
        order: fields.order(),
        body: written.body,
    };
    fields.finish();
    Entry::Guidance(Arc::new(guidance))
}

pub(super) fn page(item: RawEntry<'_>, parsed: &mut Parsed) -> Entry {
    let RawEntry { id, mut fields, text, folders } = item;
    let mut written = markdown::body(&text, markdown::no_roles, None);
    let title = title_or_heading(&mut fields, &id, &written.body);
    let mut meta = meta(&mut fields, EntryKind::Page, id, title);
    meta.address = address(EntryKind::Page, folders, &meta.id);
    keep(&mut written, &mut meta, parsed);
    let page = Page { meta, group: folders.to_vec(), order: fields.order(), body: written.body };
    fields.finish();
    Entry::Page(Arc::new(page))
}
