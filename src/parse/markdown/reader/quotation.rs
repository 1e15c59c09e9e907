//! The source of a quotation: its last line, where that begins with a dash (`> — Pelo and Carter, page 29`). It stands
//! outside of what is quoted (HTML 4.4.4, `blockquote`).

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::handbook::prose::ProseElement;

use super::builder::ProseBuilder;
use super::{MarkdownEvent, ProseReader, end_of};

/// The place of the line: its pieces, and whether it is a paragraph of its own.
pub(super) struct QuotationSource {
    line: Range<usize>,
    is_paragraph: bool,
}

/// Returns the line that names the source of the quote at `at`; `None` where it has none, or where a dash begins a line
/// before it as well, which is talk.
pub(super) fn source(pieces: &[MarkdownEvent<'_>], at: usize) -> Option<QuotationSource> {
    let end = end_of(pieces, at);
    if !matches!(pieces.get(end.checked_sub(1)?)?.0, Event::End(TagEnd::Paragraph)) {
        return None;
    }
    let inside = at + 1..end - 1;
    let is_start = |event: &Event<'_>| matches!(event, Event::Start(Tag::Paragraph));
    let is_line = |event: &Event<'_>| is_start(event) || matches!(event, Event::SoftBreak | Event::HardBreak);
    let before = inside.clone().rev().find(|place| is_line(&pieces[*place].0))?;
    let begins_with_dash = |place: usize| match pieces.get(place + 1) {
        Some((Event::Text(text), _)) => text.starts_with(['—', '–']) && text.trim() != "",
        _ => false,
    };
    let mut lines = inside.start..before;
    let is_talk = lines.any(|place| is_line(&pieces[place].0) && begins_with_dash(place));
    let is_first = before == inside.start;
    let found = begins_with_dash(before) && !is_talk && !is_first;
    found.then(|| QuotationSource { line: before + 1..end - 1, is_paragraph: is_start(&pieces[before].0) })
}

impl<'t> ProseReader<'t> {
    /// Writes the quote at `at` and its source below it; returns the index of the next piece.
    pub(super) fn quotation(
        &mut self,
        pieces: &[MarkdownEvent<'t>],
        at: usize,
        source: &QuotationSource,
        builder: &mut ProseBuilder,
    ) -> usize {
        builder.open(ProseElement::Figure);
        builder.open(ProseElement::Quote);
        let quoted = &pieces[..source.line.start - 1];
        let mut place = at + 1;
        while place < quoted.len() {
            place = self.piece(quoted, place, builder);
        }
        if !source.is_paragraph {
            builder.close_paragraph();
        }
        builder.close();
        builder.open(ProseElement::Caption);
        let line = &pieces[..source.line.end];
        let mut place = source.line.start;
        while place < line.len() {
            place = self.piece(line, place, builder);
        }
        builder.close();
        builder.close();
        source.line.end + 2
    }
}
