//! The blocks of an agenda's section: their kinds, and their contents.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::parse::markdown::{MarkdownEvent, end_of, is_inline, plain};

use super::line::lines;

/// Returns the blocks of `pieces`, each from its start to its end.
pub fn blocks<'p, 't>(pieces: &'p [MarkdownEvent<'t>]) -> impl Iterator<Item = &'p [MarkdownEvent<'t>]> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        at = block_end(pieces, at)?;
        Some(&pieces[start..at])
    })
}

/// Returns where the block at `at` ends; none after the last.
fn block_end(pieces: &[MarkdownEvent<'_>], at: usize) -> Option<usize> {
    match pieces.get(at)? {
        (Event::Start(_), _) => Some((end_of(pieces, at) + 1).min(pieces.len())),
        _ => Some(at + 1),
    }
}

/// The kind of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    Heading(u8),
    /// A paragraph that is bold as a whole or ends with a colon, and so stands for a heading.
    Label,
    List {
        is_ordered: bool,
    },
    Table,
    Paragraph,
    /// Code or HTML.
    Code,
    Other,
}

/// Returns the kind of `block`.
#[must_use]
pub fn kind_of(block: &[MarkdownEvent<'_>]) -> Block {
    match block.first() {
        Some((Event::Start(Tag::Heading { level, .. }), _)) => Block::Heading(*level as u8),
        Some((Event::Start(Tag::List(number)), _)) => Block::List { is_ordered: number.is_some() },
        Some((Event::Start(Tag::Table(_)), _)) => Block::Table,
        Some((Event::Start(Tag::Paragraph), _)) if is_label(inside(block)) => Block::Label,
        Some((Event::Start(Tag::Paragraph), _)) => Block::Paragraph,
        Some((Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock), _)) => Block::Code,
        _ => Block::Other,
    }
}

/// Returns whether a paragraph of these pieces stands for a heading: one line that is bold, or a few words with a
/// colon.
pub fn is_label(inside: &[MarkdownEvent<'_>]) -> bool {
    let text = plain(inside);
    let is_short = is_line(inside) && text.split_whitespace().count() <= 8 && text.contains(char::is_alphanumeric);
    is_short && (covered(inside, |tag| matches!(tag, Tag::Strong)) || text.trim_end().ends_with(':'))
}

/// Returns whether all text of an inline run is inside one tag that `is_meant` takes.
pub fn covered(pieces: &[MarkdownEvent<'_>], is_meant: impl Fn(&Tag<'_>) -> bool) -> bool {
    let is_text = |piece: &MarkdownEvent<'_>| !matches!(&piece.0, Event::Text(text) if matches!(text.trim(), "" | ":"));
    let from = pieces.iter().position(is_text).unwrap_or(0);
    let to = pieces.iter().rposition(is_text).map_or(0, |at| at + 1);
    match pieces.get(from) {
        Some((Event::Start(tag), _)) if is_meant(tag) => end_of(pieces, from) + 1 >= to,
        _ => false,
    }
}

/// Returns the pieces between a block's start and its end.
pub fn inside<'p, 't>(block: &'p [MarkdownEvent<'t>]) -> &'p [MarkdownEvent<'t>] {
    match block.first() {
        Some((Event::Start(_), _)) => &block[1..block.len().saturating_sub(1).max(1)],
        _ => block,
    }
}

/// Returns the place of `pieces` in the file.
pub fn place_of(pieces: &[MarkdownEvent<'_>]) -> Range<usize> {
    let start = pieces.first().map_or(0, |(_, range)| range.start);
    start..pieces.last().map_or(start, |(_, range)| range.end.max(start))
}

/// Returns `words` as a paragraph of their own.
pub fn paragraph<'t>(words: &[MarkdownEvent<'t>]) -> Vec<MarkdownEvent<'t>> {
    let place = words.first().map_or(0..0, |(_, range)| range.clone());
    let (start, end) = (Event::Start(Tag::Paragraph), Event::End(TagEnd::Paragraph));
    [&[(start, place.clone())], words, &[(end, place)]].concat()
}

/// Returns the first line of a paragraph.
pub fn first_line<'p, 't>(paragraph: &'p [MarkdownEvent<'t>]) -> &'p [MarkdownEvent<'t>] {
    lines(inside(paragraph)).first().copied().unwrap_or_default()
}

/// Returns whether pieces of text are on one line.
fn is_line(pieces: &[MarkdownEvent<'_>]) -> bool {
    !pieces.iter().any(|(event, _)| matches!(event, Event::SoftBreak | Event::HardBreak))
}

/// Returns the insides of a list's items.
pub fn items<'p, 't>(list: &'p [MarkdownEvent<'t>]) -> impl Iterator<Item = &'p [MarkdownEvent<'t>]> {
    blocks(inside(list)).map(inside)
}

/// Returns the text with which a list item opens, and what follows it.
pub fn opening<'p, 't>(item: &'p [MarkdownEvent<'t>]) -> (&'p [MarkdownEvent<'t>], &'p [MarkdownEvent<'t>]) {
    if let Some((Event::Start(Tag::Paragraph), _)) = item.first() {
        let end = end_of(item, 0);
        return (&item[1..end], &item[(end + 1).min(item.len())..]);
    }
    let mut at = 0;
    while let Some((event, _)) = item.get(at)
        && is_inline(event)
    {
        at = block_end(item, at).unwrap_or(item.len());
    }
    item.split_at(at)
}

/// A heading, and the content below it up to the next heading of its level or above, as places in a list of pieces.
#[derive(Debug, Clone)]
pub struct Headed {
    pub level: u8,
    pub heading: Range<usize>,
    pub content: Range<usize>,
}

impl Headed {
    /// Returns the place of the words of the heading.
    #[must_use]
    pub fn words(&self) -> Range<usize> {
        self.heading.start + 1..self.heading.end.saturating_sub(1).max(self.heading.start + 1)
    }
}

/// The level of a line that stands for a heading: below all others.
pub const LABEL: u8 = 7;

/// Returns whether a paragraph is one short line above another whose first line is nothing but a time.
fn is_above_a_time(block: &[MarkdownEvent<'_>], rest: &[MarkdownEvent<'_>]) -> bool {
    let text = plain(block);
    let is_short = is_line(block) && text.split_whitespace().count() <= 8;
    let next = blocks(rest).next().filter(|next| kind_of(next) == Block::Paragraph);
    is_short
        && text.contains(char::is_alphabetic)
        && !text.contains(|c: char| c.is_ascii_digit())
        && next.is_some_and(|next| super::details::times_of_line(&plain(first_line(next))).is_some())
}

/// Returns whether a paragraph is a short line that ends with a length: `GAMES (about 18 minutes)`.
fn ends_with_length(block: &[MarkdownEvent<'_>]) -> bool {
    if kind_of(block) != Block::Paragraph || !is_line(inside(block)) {
        return false;
    }
    let text = plain(block);
    let found = super::title::find(text.trim());
    let is_length = |time: &super::title::TimeFound| {
        time.expression.clock.is_none()
            && time.expression.length.is_some()
            && time.cuts.iter().any(|cut| cut.start > 0 && cut.end == text.trim().len())
    };
    text.split_whitespace().count() <= SHORT && found.times.iter().any(is_length)
}

/// The most words of a line that stands for a heading and is not bold.
const SHORT: usize = 12;

/// Whether times and lines stand by turns and a line is the last, so that each time may belong to the line above it or to
/// the one below it.
fn is_beside_times(pieces: &[MarkdownEvent<'_>]) -> bool {
    let all: Vec<_> = blocks(pieces).collect();
    let is_paragraph = |block: &[MarkdownEvent<'_>]| kind_of(block) == Block::Paragraph && is_line(inside(block));
    let times: Vec<usize> = (0..all.len()).filter(|n| is_paragraph(all[*n]) && is_time(all[*n])).collect();
    let Some(last) = times.last() else { return false };
    let by_turns = times.windows(2).filter(|pair| pair[1] - pair[0] == 2).count();
    let is_followed = all.get(last + 1).is_some_and(|next| is_paragraph(next));
    times.len() >= 3 && by_turns * 2 >= times.len() && is_followed
}

/// Whether a paragraph is nothing but a time.
fn is_time(paragraph: &[MarkdownEvent<'_>]) -> bool {
    super::details::times_of_line(&plain(paragraph)).is_some()
}

/// Makes nothing of the tags around what is only a time: `<kbd>8:45</kbd>`.
pub fn untag_times(pieces: &mut [MarkdownEvent<'_>]) {
    for at in 2..pieces.len() {
        let [(Event::InlineHtml(open), _), (Event::Text(text), _), (Event::InlineHtml(close), _)] =
            &pieces[at - 2..=at]
        else {
            continue;
        };
        if !open.starts_with("</") && close.starts_with("</") && super::details::times_of_line(text).is_some() {
            (pieces[at - 2].0, pieces[at].0) = (Event::InlineHtml("".into()), Event::InlineHtml("".into()));
        }
    }
}

/// Returns all headings among the blocks of `pieces`.
pub fn headings(pieces: &[MarkdownEvent<'_>]) -> Vec<Headed> {
    let mut all: Vec<Headed> = Vec::new();
    let is_unclear = is_beside_times(pieces);
    // `GAMES (about 18 minutes)` on a line of its own, three times and more.
    let are_timed = blocks(pieces).filter(|block| ends_with_length(block)).count() >= 3;
    let mut at = 0;
    while let Some(end) = block_end(pieces, at) {
        let level = match kind_of(&pieces[at..end]) {
            Block::Heading(level) => Some(level),
            Block::Label => Some(LABEL),
            Block::Paragraph if are_timed && ends_with_length(&pieces[at..end]) => Some(LABEL),
            Block::Paragraph if !is_unclear && is_above_a_time(&pieces[at..end], &pieces[end..]) => Some(LABEL),
            _ => None,
        };
        if let Some(level) = level {
            let open = all.iter_mut().filter(|before| before.content.end == pieces.len() && before.level >= level);
            open.for_each(|before| before.content.end = at);
            all.push(Headed { level, heading: at..end, content: end..pieces.len() });
        }
        at = end;
    }
    all
}
