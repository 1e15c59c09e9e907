//! Values and agreements: a Markdown file with a heading for each, or a YAML list.

use std::borrow::Cow;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::handbook::values::ValuesStatus;
use crate::handbook::{EntryKind, Value, Values};
use crate::parse::fields::{FieldReader, Fields, IsBroken};
use crate::parse::markdown::{self, MarkdownText, WrittenValues};
use crate::parse::yaml::{KeyValue, Node, Tree};
use crate::parse::{Entry, Parsed};

use super::{RawEntry, keep, meta, slug, stem, text_of, title};

const STATUS: [(&str, ValuesStatus); 2] = [("draft", ValuesStatus::Draft), ("agreed", ValuesStatus::Agreed)];

/// Reads `values.md`.
pub(super) fn file(kind: EntryKind, item: RawEntry<'_>, parsed: &mut Parsed) {
    let written = markdown::values(&item.text);
    finish(kind, item.fields, written, parsed);
}

/// Reads `values.yml`: a list of `{title, text}`, or fields with that list under `items`.
pub(super) fn list(kind: EntryKind, node: &Node, reader: &FieldReader<'_>, parsed: &mut Parsed) {
    let start = node.range.start;
    let nothing: &[KeyValue] = &[];
    let pairs = match &node.tree {
        Tree::Map(pairs) => pairs.as_slice(),
        Tree::List(_) | Tree::Scalar(_) => nothing,
    };
    let mut fields = Fields::new(reader, pairs, kind.row().singular, reader.span(start..start), IsBroken::No);
    let list = match &node.tree {
        Tree::Map(_) => fields.require("items"),
        Tree::List(_) | Tree::Scalar(_) => Some(node),
    };
    let mut written = WrittenValues::default();
    match list.map(|list| (&list.tree, list)) {
        Some((Tree::List(items), _)) => {
            for item in items {
                one(item, reader, &mut written);
            }
        }
        Some((_, other)) => {
            reader.wrong(other, "items", "a list of `title` and `text`", "- title: Curiosity before judgement");
        }
        None => {}
    }
    finish(kind, fields, written, parsed);
}

fn one(item: &Node, reader: &FieldReader<'_>, written: &mut WrittenValues) {
    let place = reader.span(item.range.clone());
    let empty =
        || MarkdownText { file: reader.file.clone(), text: Cow::Borrowed(""), places: vec![(0, item.range.start)] };
    let (title, id, prose) = match (&item.tree, in_short(item)) {
        (_, Some((title, value))) => {
            let text = value.scalar().filter(|_| !value.is_empty()).map_or("", |scalar| scalar.text.as_str());
            let text = MarkdownText { file: reader.file.clone(), text: Cow::Borrowed(text), places: value.runs() };
            (title.to_owned(), None, markdown::value_text(&text))
        }
        (Tree::Scalar(scalar), _) => {
            let title = scalar.text.trim().to_owned();
            (title, None, markdown::value_text(&empty()))
        }
        (Tree::Map(pairs), _) => {
            let mut fields = Fields::new(reader, pairs, "value", place, IsBroken::No);
            let title = fields.required_text("title").value;
            let id = fields.words("id");
            let text = text_of(&mut fields, reader);
            fields.finish();
            (title, id, markdown::value_text(&text))
        }
        (Tree::List(_), _) => {
            reader.wrong(item, "items", "a list of `title` and `text`", "- title: Curiosity before judgement");
            return;
        }
    };
    let (long_form, rest, diagnostics, callouts) = prose;
    let name = id.map_or_else(|| slug(&title), |id| slug(&id));
    let mut anchor = name.clone();
    let mut number = 1;
    while written.anchors.contains(&anchor) {
        anchor = format!("{name}-{number}");
        number += 1;
    }
    written.anchors.push(anchor.clone());
    written.diagnostics.extend(diagnostics);
    written.callouts.extend(callouts);
    written.items.push(Value { id: anchor, title, long_form, rest });
}

/// Returns the title and the text of a value in short: `- Curiosity: We ask one more question.`
fn in_short(item: &Node) -> Option<(&str, &Node)> {
    let Tree::Map(pairs) = &item.tree else { return None };
    let [KeyValue { name, value, .. }] = pairs.as_slice() else { return None };
    let is_field = ["title", "text", "id"].iter().any(|field| name.trim().eq_ignore_ascii_case(field));
    (!is_field && value.scalar().is_some()).then_some((name.trim(), value))
}

fn finish(kind: EntryKind, mut fields: Fields<'_>, written: WrittenValues, parsed: &mut Parsed) {
    let file = fields.reader.file.clone();
    let id = stem(&file);
    let title = title(&mut fields, id);
    let mut meta = meta(&mut fields, kind, id.into(), title);
    let WrittenValues { opening, intro, items, footnotes, diagnostics, callouts, anchors } = written;
    let mut aside = markdown::RenderedText { diagnostics, callouts, anchors, ..markdown::RenderedText::default() };
    if kind == EntryKind::Values && items.is_empty() && (opening.is_some() || !intro.is_empty()) {
        let message = "Handbound found no value here, because none has a heading of its own. So no session shows any.";
        let help = "Write each value as a heading, such as `## Care`, and what it means below it.";
        parsed.diagnostics.push(Diagnostic::warning("values-unseen", fields.place().clone(), message).help(help));
    }
    keep(&mut aside, &mut meta, parsed);
    let intro = match opening {
        Some(heading) => markdown::opened(heading, intro, &meta.title),
        None => intro,
    };
    let values = Arc::new(Values {
        meta,
        status: fields.choice("status", &STATUS),
        agreed_on: fields.date("agreed_on"),
        agreed_at: fields.id("agreed_at"),
        revisit_on: fields.date("revisit_on"),
        intro,
        items,
        footnotes,
    });
    fields.finish();
    parsed.entries.push(Entry::Values(values));
}
