//! A series: what its sessions inherit.

use std::sync::Arc;

use crate::handbook::{EntryKind, Series};
use crate::parse::markdown;
use crate::parse::{Entry, Parsed};

use super::{RawEntry, keep, meta, title};

pub(super) fn series(item: RawEntry<'_>, parsed: &mut Parsed) -> Entry {
    let RawEntry { id, mut fields, text, .. } = item;
    let title = title(&mut fields, &id);
    let mut meta = meta(&mut fields, EntryKind::Series, id, title);
    let mut written = markdown::body(&text, markdown::no_roles, None);
    keep(&mut written, &mut meta, parsed);
    let series = Series {
        meta,
        facilitators: fields.people("facilitators"),
        timezone: fields.zone("timezone"),
        snack_rota: Some(fields.things("snack_rota")).filter(|rota| !rota.is_empty()),
        order: fields.order(),
        body: written.body,
    };
    fields.finish();
    Entry::Series(Arc::new(series))
}
