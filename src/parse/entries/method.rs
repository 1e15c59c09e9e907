//! A method card's fields.

use std::sync::Arc;

use crate::handbook::{EntryKind, Grouping, Method, Minutes, SegmentKind};
use crate::parse::agenda::{kinds, unknown_kind};
use crate::parse::fields::Fields;
use crate::parse::markdown;
use crate::parse::{Entry, Parsed, time};

use super::{RawEntry, keep, meta, title};

pub(super) fn method(item: RawEntry<'_>, parsed: &mut Parsed) -> Entry {
    let RawEntry { id, mut fields, text, .. } = item;
    let title = title(&mut fields, &id);
    let mut meta = meta(&mut fields, EntryKind::Method, id, title);
    let mut written = markdown::body(&text, markdown::method_roles, None);
    keep(&mut written, &mut meta, parsed);
    let (kind, of_kind) = kind(&mut fields);
    let (in_person, online) = works(&mut fields);
    let method = Method {
        meta,
        kind,
        minutes: minutes(&mut fields),
        group: group(&mut fields).or(of_kind),
        in_person,
        online,
        body: written.body,
    };
    fields.finish();
    Entry::Method(Arc::new(method))
}

/// Reads `works`: whether in person, and whether online.
fn works(fields: &mut Fields<'_>) -> (bool, bool) {
    let Some(node) = fields.take("works") else { return (false, false) };
    let said = fields.reader.texts(node, "works", &[',', ';']);
    let mut works = (false, false);
    for text in said.iter().flat_map(|text| text.split(" and ")) {
        match text.trim().to_lowercase().replace('-', " ").as_str() {
            "in person" | "person" => works.0 = true,
            "online" => works.1 = true,
            "both" | "anywhere" | "hybrid" | "either" => works = (true, true),
            _ => fields.reader.wrong(node, "works", "`in person`, `online` or both", "works: [in person, online]"),
        }
    }
    works
}

/// Reads a kind of segment, and the grouping it brings (`groups of 4`). An unknown one is a warning, as in an agenda.
fn kind(fields: &mut Fields<'_>) -> (Option<SegmentKind>, Option<Grouping>) {
    let Some(node) = fields.take("kind") else { return (None, None) };
    let reader = fields.reader;
    let Some(text) = reader.text(node, "kind") else { return (None, None) };
    let group = kinds::group(&text.value);
    let kind = kinds::kind(&text.value).or(group.map(|_| SegmentKind::Groups));
    if kind.is_none() {
        reader.report(unknown_kind(&text.value, text.span));
    }
    (kind, group)
}

fn group(fields: &mut Fields<'_>) -> Option<Grouping> {
    let node = fields.take("group")?;
    let text = node.scalar().map(|scalar| scalar.text.trim().to_lowercase()).unwrap_or_default();
    let group = match text.as_str() {
        "whole group" | "whole" | "everyone" => Some(Grouping::Whole),
        other => kinds::group(other),
    };
    if group.is_none() {
        fields.reader.wrong(node, "group", "`whole group`, `pairs` or `groups of` a number", "group: groups of 4");
    }
    group
}

fn minutes(fields: &mut Fields<'_>) -> Option<Minutes> {
    let node = fields.take("minutes")?;
    let text = node.scalar().map_or("", |scalar| scalar.text.trim());
    let minutes = time::length(text).or_else(|| Some(Minutes { value: text.parse().ok()?, about: false }));
    if minutes.is_none() {
        fields.reader.wrong(node, "minutes", "a number of minutes", "minutes: 15");
    }
    minutes
}
