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

use super::fields::{FieldReader, Fields, IsBroken};
use super::front_matter::{front_matter, whole_file};
use super::markdown::{self, MarkdownText, RenderedText};
use super::yaml::{Node, Tree};
use super::{FileKind, Parsed};

pub use community::community;

/// One entry before it is read: its fields and its text.
struct RawEntry<'a> {
    id: Id,
    fields: Fields<'a>,
    text: MarkdownText<'a>,
    /// The folders between the kind's folder and the file.
    group: &'a [String],
    series: Option<Id>,
}

/// Reads a Markdown file that holds one entry, or the values.
#[must_use]
pub fn markdown_file(source: &Source, kind: &FileKind) -> Parsed {
    let reader = FieldReader::new(source);
    let mut parsed = Parsed::default();
    let head = front_matter(source, &reader);
    let place = reader.span(head.fence.clone().unwrap_or(0..0));
    let broken = if head.broken { IsBroken::Yes } else { IsBroken::No };
    let fields = Fields::new(&reader, &head.pairs, thing(kind), place, broken);
    let text = MarkdownText::rest(source, head.body.min(source.text.len()));
    let id = match kind {
        FileKind::Series { id } => id.clone(),
        _ => stem(&source.path).into(),
    };
    let item = RawEntry { id, fields, text, group: group(kind), series: series_of(kind) };
    entry(kind, item, &mut parsed);
    parsed.diagnostics.extend(reader.finish());
    parsed
}

/// Reads a YAML file that holds a list of entries, or the values.
#[must_use]
pub fn collection(source: &Source, kind: &FileKind) -> Parsed {
    let reader = FieldReader::new(source);
    let mut parsed = Parsed::default();
    if let (Some(node), _) = whole_file(source, &reader) {
        if matches!(kind, FileKind::Values | FileKind::Agreements) {
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

fn list_item(kind: &FileKind, item: &Node, reader: &FieldReader<'_>, parsed: &mut Parsed) {
    let Tree::Map(pairs) = &item.tree else {
        reader.wrong(item, thing(kind), "a group of fields", "- id: a-name");
        return;
    };
    let start = item.range.start;
    let place = pairs.first().map_or(start..start, |pair| pair.name_range.clone());
    let mut fields = Fields::new(reader, pairs, thing(kind), reader.span(place), IsBroken::No);
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
    entry(kind, RawEntry { id, fields, text, group: &[], series: None }, parsed);
}

/// Skips an item without a name, which cannot be an entry; its fields are still looked at, so that one run reports all.
fn skip(kind: &FileKind, fields: Fields<'_>) {
    let mut aside = Parsed::default();
    let mut fields = fields;
    let _ = fields.take("text");
    let text = no_text(fields.reader);
    entry(kind, RawEntry { id: "".into(), fields, text, group: &[], series: None }, &mut aside);
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
fn entry(kind: &FileKind, item: RawEntry<'_>, parsed: &mut Parsed) {
    let read = match kind {
        FileKind::Values | FileKind::Agreements => return values::file(kind, item, parsed),
        FileKind::Session { .. } => session::session(item, parsed),
        FileKind::Series { .. } => series::series(item, parsed),
        FileKind::People => person::person(item, parsed),
        FileKind::Venues => venue::venue(item, parsed),
        FileKind::Readings => reading::reading(item, parsed),
        FileKind::Scenarios => scenario::scenario(item, parsed),
        FileKind::Methods => method::method(item, parsed),
        FileKind::Guidance { .. } => guidance::guidance(item, parsed),
        FileKind::Pages { .. } => guidance::page(item, parsed),
        FileKind::Community | FileKind::Private | FileKind::Theme | FileKind::Other | FileKind::Misplaced => return,
    };
    parsed.entries.push(read);
}

/// Reads the part that all kinds share. Asks for the fields that every kind may carry.
fn meta(fields: &mut Fields<'_>, kind: EntryKind, id: Id, address: String, title: Located<String>) -> Meta {
    for (name, value) in [("draft", "yes"), ("audience", "facilitators")] {
        if let Some(span) = fields.name_span(name).filter(|_| !fields.is_written(name)) {
            let message = format!("`{name}` has no value, so this would be published.");
            let help = format!("Write `{name}: {value}`, or take the line out.");
            fields.reader.report(Diagnostic::error("wrong-type", span, message).help(help));
        }
    }
    Meta {
        kind,
        address,
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

/// Returns `sessions/01-finding-each-other.html`: the folder, and the id with its blanks as hyphens.
fn address(folder: &str, id: &str) -> String {
    format!("{folder}/{}.html", hyphens(id))
}

/// Returns the same with the folders between.
fn grouped_address(folder: &str, group: &[String], id: &str) -> String {
    let mut path = folder.to_owned();
    for part in group {
        path.push('/');
        path.push_str(&hyphens(part));
    }
    address(&path, id)
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

fn group(kind: &FileKind) -> &[String] {
    match kind {
        FileKind::Guidance { group } | FileKind::Pages { group } => group,
        _ => &[],
    }
}

fn series_of(kind: &FileKind) -> Option<Id> {
    match kind {
        FileKind::Session { series } => series.clone(),
        _ => None,
    }
}

/// Returns the name of a kind in messages.
fn thing(kind: &FileKind) -> &'static str {
    match kind {
        FileKind::Values => "values file",
        FileKind::Agreements => "agreements file",
        FileKind::Session { .. } => "session",
        FileKind::Series { .. } => "series",
        FileKind::People => "person",
        FileKind::Venues => "venue",
        FileKind::Readings => "reading",
        FileKind::Scenarios => "scenario",
        FileKind::Methods => "method",
        FileKind::Guidance { .. } => "guidance page",
        FileKind::Pages { .. } => "page",
        FileKind::Community => "community",
        FileKind::Private | FileKind::Theme | FileKind::Other | FileKind::Misplaced => "file",
    }
}
