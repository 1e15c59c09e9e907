//! A method card's fields.

use crate::diagnostic::Diagnostic;
use crate::handbook::{EntryKind, Group, Method, Minutes, SegmentKind};
use crate::parse::fields::{Fields, shortened};
use crate::parse::markdown;
use crate::parse::{Entry, Parsed, duration};
use crate::suggest::nearest;

use super::{Item, address, keep, meta, title};

const KINDS: [(&str, SegmentKind); 14] = [
    ("welcome", SegmentKind::Welcome),
    ("everyone", SegmentKind::Everyone),
    ("pairs", SegmentKind::Pairs),
    ("breakout", SegmentKind::Breakout),
    ("discussion", SegmentKind::Discussion),
    ("talk", SegmentKind::Talk),
    ("reading", SegmentKind::Reading),
    ("reflection", SegmentKind::Reflection),
    ("share back", SegmentKind::ShareBack),
    ("values", SegmentKind::Values),
    ("practice", SegmentKind::Practice),
    ("break", SegmentKind::Break),
    ("close", SegmentKind::Close),
    ("tech", SegmentKind::Tech),
];

pub(super) fn method(item: Item<'_>, parsed: &mut Parsed) -> Entry {
    let Item { id, mut fields, text, .. } = item;
    let title = title(&mut fields, &id);
    let mut meta = meta(&mut fields, EntryKind::Method, id.clone(), address("methods", &id), title);
    let mut written = markdown::body(&text, markdown::method_roles, None);
    keep(&mut written, &mut meta, parsed);
    let (kind, of_kind) = kind(&mut fields);
    let works = fields.texts("works").join(" ").to_lowercase();
    let works_with = |words: &[&str]| words.iter().any(|word| works.contains(word));
    let both = works_with(&["both", "anywhere"]);
    let method = Method {
        meta,
        kind,
        minutes: minutes(&mut fields),
        group: group(&mut fields).or(of_kind),
        in_person: both || works_with(&["person"]),
        online: both || works_with(&["online"]),
        body: written.body,
    };
    fields.finish();
    Entry::Method(Box::new(method))
}

/// A kind of segment, and the grouping it brings (`groups of 4`). An unknown one is a warning, as in an agenda.
fn kind(fields: &mut Fields<'_>) -> (Option<SegmentKind>, Option<Group>) {
    let Some(node) = fields.take("kind") else { return (None, None) };
    let reader = fields.reader;
    let Some(text) = reader.text(node, "kind") else { return (None, None) };
    let folded = text.value.to_lowercase().replace(['-', '_'], " ");
    if let Some((_, kind)) = KINDS.iter().find(|(word, _)| *word == folded) {
        return (Some(*kind), (*kind == SegmentKind::Pairs).then_some(Group::Pairs));
    }
    if let Some(size) = groups_of(&folded) {
        return (Some(SegmentKind::Groups), Some(size));
    }
    let words = KINDS.iter().map(|(word, _)| *word).chain(["groups of 4"]);
    let near = nearest(&folded, words.clone()).map_or_else(String::new, |near| format!(" Did you mean `{near}`?"));
    let known: Vec<&str> = words.collect();
    reader.say(
        Diagnostic::warning("unknown-kind", text.span, format!("There is no kind `{}`.{near}", shortened(&text.value)))
            .help(format!("Use one of these: {}.", known.join(", "))),
    );
    (None, None)
}

/// `groups of 4`.
fn groups_of(text: &str) -> Option<Group> {
    let size = text.trim().strip_prefix("groups of ").or_else(|| text.trim().strip_prefix("group of "))?;
    size.trim().parse().ok().filter(|size| *size > 0).map(Group::Of)
}

fn group(fields: &mut Fields<'_>) -> Option<Group> {
    let node = fields.take("group")?;
    let text = node.scalar().map(|scalar| scalar.text.trim().to_lowercase()).unwrap_or_default();
    let group = match text.as_str() {
        "whole group" | "whole" | "everyone" => Some(Group::Whole),
        "pairs" | "pair" => Some(Group::Pairs),
        "trios" => Some(Group::Of(3)),
        _ => groups_of(&text),
    };
    if group.is_none() {
        fields.reader.wrong(node, "group", "`whole group`, `pairs` or `groups of` a number", "group: groups of 4");
    }
    group
}

fn minutes(fields: &mut Fields<'_>) -> Option<Minutes> {
    let node = fields.take("minutes")?;
    let text = node.scalar().map_or("", |scalar| scalar.text.trim());
    let minutes = duration::whole(text).or_else(|| Some(Minutes { value: text.parse().ok()?, about: false }));
    if minutes.is_none() {
        fields.reader.wrong(node, "minutes", "a number of minutes", "minutes: 15");
    }
    minutes
}
