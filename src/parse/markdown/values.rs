//! Values and agreements: each level-2 heading is one item.

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::Diagnostic;
use crate::handbook::private::Callout;
use crate::handbook::{RichText, Value};

use super::comments::without_comments;
use super::plain::end_of;
use super::reader::ProseReader;
use super::sections::{Chunk, cut};
use super::word_cleanup::as_meant;
use super::{MarkdownEvent, MarkdownText, WrittenValues, start};

/// Writes values or agreements.
#[must_use]
pub fn values(text: &MarkdownText<'_>) -> WrittenValues {
    let text = as_meant(text);
    let (text, unclosed) = without_comments(&text);
    let (mut reader, pieces) = start(&text, unclosed);
    let (before, chunks) = cut(&pieces, |level| level <= 2);
    let mut intro = reader.prose(&pieces[before]);
    let mut items = Vec::with_capacity(chunks.len());
    let mut chunks = chunks.as_slice();
    let mut opening = None;
    // A heading above all others is the page's, and no value.
    if let [first, others @ ..] = chunks
        && intro.is_empty()
        && level(&pieces, first) == 1
        && others.iter().any(|chunk| level(&pieces, chunk) == 2)
    {
        opening = Some(reader.heading_of(&pieces, first, None));
        intro = reader.prose(&pieces[first.content.clone()]);
        chunks = others;
    }
    for chunk in chunks {
        let heading = reader.heading_of(&pieces, chunk, None);
        let (long_form, rest) = long_form(&mut reader, &pieces[chunk.content.clone()]);
        items.push(Value { id: heading.id, title: heading.text, long_form, rest });
    }
    let footnotes = reader.endnotes(&pieces);
    WrittenValues {
        opening,
        intro,
        items,
        footnotes,
        diagnostics: reader.diagnostics,
        callouts: reader.callouts,
        anchors: reader.anchors,
    }
}

fn level(pieces: &[MarkdownEvent<'_>], chunk: &Chunk) -> u8 {
    match pieces.get(chunk.heading.start) {
        Some((Event::Start(Tag::Heading { level, .. }), _)) => *level as u8,
        _ => 2,
    }
}

/// Writes a single run of Markdown without headings (an item of `values.yml`): the first paragraph and the rest, which
/// ends with the footnotes.
#[must_use]
pub fn value_text(text: &MarkdownText<'_>) -> (RichText, RichText, Vec<Diagnostic>, Vec<Callout>) {
    let text = as_meant(text);
    let (text, unclosed) = without_comments(&text);
    let (mut reader, pieces) = start(&text, unclosed);
    let (long_form, mut rest) = long_form(&mut reader, &pieces);
    rest.append(reader.endnotes(&pieces));
    (long_form, rest, reader.diagnostics, reader.callouts)
}

/// Writes the first paragraph and what follows it; without one all is the rest.
fn long_form<'t>(reader: &mut ProseReader<'t>, pieces: &[MarkdownEvent<'t>]) -> (RichText, RichText) {
    let end = match pieces.first() {
        Some((Event::Start(Tag::Paragraph), _)) => (end_of(pieces, 0) + 1).min(pieces.len()),
        _ => 0,
    };
    (reader.prose(&pieces[..end]), reader.prose(&pieces[end..]))
}
