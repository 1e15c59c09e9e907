//! Inline Markdown as plain text: for titles, anchors and picture descriptions.

use pulldown_cmark::{Event, Tag};

use super::MarkdownEvent;

/// Returns the text of a run of inline pieces, without any markup.
pub fn plain(pieces: &[MarkdownEvent<'_>]) -> String {
    let mut out = String::new();
    for (event, _) in pieces {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

/// Returns the text from which a heading's anchor is made: as typed, so that a dash made of two hyphens counts as two.
pub fn typed(pieces: &[MarkdownEvent<'_>], source: &str) -> String {
    let mut out = String::new();
    for (event, range) in pieces {
        match event {
            Event::Text(text) if matches!(&**text, "–" | "—") => out.push_str(&source[range.clone()]),
            Event::Text(text) | Event::Code(text) => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

/// Returns the index of the `End` that belongs to the `Start` at `start`, or the end of `pieces`.
pub fn end_of(pieces: &[MarkdownEvent<'_>], start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, (event, _)) in pieces.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
            _ => {}
        }
    }
    pieces.len()
}

/// Returns whether `event` belongs to a line of text and is no block.
pub fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::End(end) => matches!(
            end,
            pulldown_cmark::TagEnd::Emphasis
                | pulldown_cmark::TagEnd::Strong
                | pulldown_cmark::TagEnd::Strikethrough
                | pulldown_cmark::TagEnd::Link
                | pulldown_cmark::TagEnd::Image
        ),
        Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}
