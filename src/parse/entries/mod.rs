//! The kinds of entry, one file each: which fields it has, and where it goes.

mod checks;
mod community;
mod guidance;
mod method;
mod person;
mod reading;
mod scenario;
mod series;
mod session;
#[cfg(test)]
mod tests;
mod values;
mod venue;
mod when;

use std::borrow::Cow;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::handbook::{Audience, Body, EntryKind, Id, Meta};
use crate::source::{Located, Source, Span};

use super::Parsed;
use super::fields::{FieldReader, Fields, IsBroken};
use super::front_matter::{front_matter, whole_file};
use super::markdown::{self, MarkdownText, RenderedText};
use super::yaml::{Node, Tree};

pub use community::community;

/// One entry before it is read: its fields and its text.
struct RawEntry<'a> {
    id: Id,
    fields: Fields<'a>,
    text: MarkdownText<'a>,
    /// The folders between the kind's folder and the file.
    folders: &'a [String],
}

/// Reads a Markdown file that holds one entry, or the values.
#[must_use]
pub fn markdown_file(source: &Source, kind: EntryKind, folders: &[String]) -> Parsed {
    let reader = FieldReader::new(source);
    let mut parsed = Parsed::default();
    let head = front_matter(source, &reader);
    let place = reader.span(head.fence.clone().unwrap_or(0..0));
    let broken = if head.broken { IsBroken::Yes } else { IsBroken::No };
    let fields = Fields::new(&reader, &head.pairs, kind.row().singular, place, broken);
    let text = MarkdownText::rest(source, head.body.min(source.text.len()));
    let id = match folders {
        // A series is its folder.
        [series, ..] if kind == EntryKind::Series => series,
        _ => stem(&source.path),
    };
    let item = RawEntry { id: id.into(), fields, text, folders };
    entry(kind, item, &mut parsed);
    parsed.diagnostics.extend(reader.finish());
    parsed
}

/// Reads a YAML file that holds a list of entries, or the values.
#[must_use]
pub fn collection(source: &Source, kind: EntryKind) -> Parsed {
    let reader = FieldReader::new(source);
    let mut parsed = Parsed::default();
    if let (Some(node), _) = whole_file(source, &reader) {
        if kind.is_single() {
            values::list(kind, &node, &reader, &mut parsed);
        } else if let Tree::List(items) = &node.tree {
            for item in items {
                list_item(kind, item, &reader, &mut parsed);
            }
        } else {
            reader.wrong(&node, stem(&source.path), "a list, each item beginning with a hyphen", "- id: a-name");
        }
    }
    parsed.diagnostics.extend(reader.finish());
    parsed
}

fn list_item(kind: EntryKind, item: &Node, reader: &FieldReader<'_>, parsed: &mut Parsed) {
    let Tree::Map(pairs) = &item.tree else {
        reader.wrong(item, kind.row().singular, "a group of fields", "- id: a-name");
        return;
    };
    let start = item.range.start;
    let place = pairs.first().map_or(start..start, |pair| pair.name_range.clone());
    let mut fields = Fields::new(reader, pairs, kind.row().singular, reader.span(place), IsBroken::No);
    let written = fields.id("id");
    let plain = |id: &str| !id.starts_with('.') && !id.contains(['/', '\\', '#', '?', '<', '>', '"']);
    let id = match written {
        Some(id) if plain(&id.value) => id.value,
        Some(id) => {
            reader.report(
                Diagnostic::error("wrong-type", id.span, "An `id` should be a plain name without signs such as `/`.")
                    .help("Use letters, digits and hyphens: `id: bellwood-library`."),
            );
            slug(&id.value).into()
        }
        None => {
            if !fields.is_written("id") {
                fields.miss("id");
            }
            return skip(kind, fields);
        }
    };
    let text = text_of(&mut fields, reader);
    entry(kind, RawEntry { id, fields, text, folders: &[] }, parsed);
}

/// Skips an item without a name, which cannot be an entry; its fields are still looked at, so that one run reports all.
fn skip(kind: EntryKind, fields: Fields<'_>) {
    let mut aside = Parsed::default();
    let mut fields = fields;
    let _ = fields.take("text");
    let text = no_text(fields.reader);
    entry(kind, RawEntry { id: "".into(), fields, text, folders: &[] }, &mut aside);
}

/// Reads the Markdown under `text:`.
fn text_of<'a>(fields: &mut Fields<'a>, reader: &'a FieldReader<'a>) -> MarkdownText<'a> {
    let node = fields.take("text");
    if let Some((node, scalar)) = node.and_then(|node| Some((node, node.scalar()?))) {
        return MarkdownText {
            file: reader.file.clone(),
            text: Cow::Borrowed(scalar.text.as_str()),
            places: node.runs(),
        };
    }
    if let Some(node) = node {
        reader.wrong(node, "text", "a text", "text: some words");
    }
    no_text(reader)
}

fn no_text<'a>(reader: &FieldReader<'_>) -> MarkdownText<'a> {
    MarkdownText { file: reader.file.clone(), text: Cow::Borrowed(""), places: vec![(0, 0)] }
}

/// Reads one entry of that kind.
fn entry(kind: EntryKind, item: RawEntry<'_>, parsed: &mut Parsed) {
    let read = match kind {
        EntryKind::Values | EntryKind::Agreements => return values::file(kind, item, parsed),
        EntryKind::Session => session::session(item, parsed),
        EntryKind::Series => series::series(item, parsed),
        EntryKind::Person => person::person(item, parsed),
        EntryKind::Venue => venue::venue(item, parsed),
        EntryKind::Reading => reading::reading(item, parsed),
        EntryKind::Scenario => scenario::scenario(item, parsed),
        EntryKind::Method => method::method(item, parsed),
        EntryKind::Guidance => guidance::guidance(item, parsed),
        EntryKind::Page => guidance::page(item, parsed),
    };
    parsed.entries.push(read);
}

/// Reads the part that all kinds share. Asks for the fields that every kind may carry.
fn meta(fields: &mut Fields<'_>, kind: EntryKind, id: Id, title: Located<String>) -> Meta {
    for (name, value) in [("draft", "yes"), ("audience", "facilitators")] {
        if let Some(span) = fields.name_span(name).filter(|_| !fields.is_written(name)) {
            let message = format!("`{name}` has no value, so this would be published.");
            let help = format!("Write `{name}: {value}`, or take the line out.");
            fields.reader.report(Diagnostic::error("wrong-type", span, message).help(help));
        }
    }
    Meta {
        kind,
        address: if kind.is_single() { kind.row().list.to_owned() } else { address(kind, &[], &id) },
        file: fields.reader.file.clone(),
        span: title.span,
        title: title.value,
        was: fields.ids("was").unwrap_or_default(),
        draft: fields.yes_no("draft"),
        audience: fields
            .choice(
                "audience",
                &[
                    ("facilitators", Audience::Facilitators),
                    ("everyone", Audience::Everyone),
                    ("all", Audience::Everyone),
                ],
            )
            .unwrap_or_default(),
        updated: fields.date("updated").map(|date| date.value),
        owner: fields.text("owner"),
        review_by: fields.date("review_by"),
        ignore: fields.reasons("ignore"),
        anchors: Vec::new(),
        id,
    }
}

/// Reads a title that must be written. Where none is, the entry's name stands in.
fn required_title(fields: &mut Fields<'_>, name: &'static str, id: &str) -> Located<String> {
    let mut title = fields.required_text(name);
    if title.value.is_empty() {
        title.value = readable(id);
    }
    title
}

/// Reads a title that may be written. Where none is, the entry's name stands in.
fn title(fields: &mut Fields<'_>, id: &str) -> Located<String> {
    fields.text("title").unwrap_or_else(|| Located::new(readable(id), Span::whole(&fields.reader.file)))
}

/// Reads a title that may be written in the header, or as a level-1 heading with which the text begins.
fn title_or_heading(fields: &mut Fields<'_>, id: &str, body: &Body) -> Located<String> {
    let heading = body.sections.first().map(|section| &section.heading).filter(|heading| heading.level == 1);
    match heading.filter(|heading| body.summary.is_empty() && !heading.text.is_empty()) {
        Some(heading) => {
            fields.text("title").unwrap_or_else(|| Located::new(heading.text.clone(), heading.span.clone()))
        }
        None => title(fields, id),
    }
}

/// Takes over what was found in a body, whose title the page shows already.
fn keep(written: &mut RenderedText, meta: &mut Meta, parsed: &mut Parsed) {
    parsed.diagnostics.append(&mut written.diagnostics);
    parsed.callouts.extend(written.callouts.drain(..).map(Arc::new));
    meta.anchors = std::mem::take(&mut written.anchors);
    markdown::without_title(&mut written.body, &meta.title);
}

/// Returns `guidance/hosts/first-night.html`: the folder of its kind, those between, and the id with its blanks as hyphens.
fn address(kind: EntryKind, folders: &[String], id: &str) -> String {
    let mut path = kind.row().pages.to_owned();
    for part in folders.iter().map(String::as_str).chain([id]) {
        path.push('/');
        path.push_str(&hyphens(part));
    }
    path + ".html"
}

/// Writes blanks as hyphens.
fn hyphens(id: &str) -> String {
    id.trim().replace(char::is_whitespace, "-")
}

/// Makes a name out of any text: letters and digits, everything else a hyphen.
fn slug(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for letter in text.to_lowercase().chars() {
        if letter.is_alphanumeric() {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.trim_end_matches('-').to_owned()
}

/// Makes a title out of a name: `brave-space` is "Brave space".
fn readable(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Returns the name of a file without its folders and its ending.
#[must_use]
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim()
}
