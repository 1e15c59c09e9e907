//! A scenario's fields.

use std::sync::Arc;

use crate::handbook::{EntryKind, Scenario};
use crate::parse::markdown;
use crate::parse::{Entry, Parsed};

use super::{RawEntry, keep, meta, required_title};

pub(super) fn scenario(item: RawEntry<'_>, parsed: &mut Parsed) -> Entry {
    let RawEntry { id, mut fields, text, .. } = item;
    let title = required_title(&mut fields, "title", &id);
    let mut meta = meta(&mut fields, EntryKind::Scenario, id, title);
    let (mut written, asks, rounds) = markdown::scenario(&text);
    keep(&mut written, &mut meta, parsed);
    let scenario = Scenario {
        meta,
        opens: fields.date("opens"),
        closes: fields.date("closes"),
        place: fields.words("where"),
        for_session: fields.id("for_session"),
        seeded_by: fields.people("seeded_by").unwrap_or_default(),
        reply_within: fields.text("reply_within"),
        asks,
        rounds,
        body: written.body,
    };
    fields.finish();
    Entry::Scenario(Arc::new(scenario))
}
