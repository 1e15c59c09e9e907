//! The agenda's three spellings into one model. Called by [`markdown`](super::markdown) for the section under an
//! Agenda heading.

mod clocks;
mod details;
pub mod kinds;
mod line;
mod table;
#[cfg(test)]
mod tests;
mod title;
mod unread;
pub mod unseen;

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::handbook::{Agenda, KindSource, Prose, Segment, Spelling};
use crate::source::Span;

use super::duration;
use super::markdown::{Chunk, Piece, Walk, cut, end_of, inner, is_inline, own_id, plain};
use clocks::Clock;
pub use clocks::Hours;
use line::lines;
pub use title::unknown_kind;

use title::Title;

/// Reads an agenda from what stands under its heading. `heading` is where messages about the whole point.
pub(super) fn read<'t>(walk: &mut Walk<'t>, pieces: &[Piece<'t>], heading: Span, hours: Option<Hours>) -> Agenda {
    let level = shallowest(pieces);
    let (before, chunks) = cut(pieces, |found| Some(found) == level);
    let spelling = spelling(pieces, &chunks);
    let mut agenda = Agenda {
        spelling,
        intro: Prose::default(),
        segments: Vec::new(),
        outro: Prose::default(),
        zero: hours.map(|hours| hours.starts),
        span: heading.clone(),
    };
    if spelling == Spelling::Headings {
        agenda.intro = walk.prose(&pieces[before.clone()]);
        agenda.segments.extend(chunks.iter().map(|chunk| under_heading(walk, pieces, chunk)));
        let clock = |chunk: &Chunk| clocks::of(&plain(&pieces[inner(chunk)]));
        let mut clocks: Vec<_> = chunks.iter().map(clock).collect();
        leave_out_the_end(&mut agenda, &mut clocks, hours);
        clocks::fill(&mut agenda.segments, &clocks, hours);
    } else {
        read_blocks(walk, pieces, hours, &mut agenda);
    }
    let others = match spelling {
        Spelling::Headings => blocks(&pieces[before]).any(|block| is_table(block) || is_timed_list(block)),
        Spelling::Table => blocks(pieces).any(is_timed_list),
        Spelling::List => false,
    };
    if others {
        let (won, lost) = match spelling {
            Spelling::Headings => ("headings", "the list or table before them"),
            _ => ("table", "the list beside it"),
        };
        walk.diagnostics.push(
            Diagnostic::note(
                "mixed-agenda",
                heading,
                format!("This agenda is written in two ways; the {won} were read, {lost} is shown as text."),
            )
            .help("Write the whole agenda in one way: as a list, as headings or as a table."),
        );
    }
    walk.diagnostics.extend(details::nearly_known(walk.text, pieces));
    unread::say(walk, pieces, &agenda, hours);
    // Moved into a list of just their number: shrinking in place leaves the allocator's block as large as it was.
    let mut segments = Vec::with_capacity(agenda.segments.len());
    segments.append(&mut agenda.segments);
    agenda.segments = segments;
    agenda
}

/// How an agenda is written. Headings win over tables and tables over lists; headings that only group timed lists
/// or tables are none.
fn spelling(pieces: &[Piece<'_>], chunks: &[Chunk]) -> Spelling {
    let timed_heading = |chunk: &Chunk| {
        let found = title::find(&plain(&pieces[inner(chunk)]));
        found.minutes.is_some() || found.bracket.is_some()
    };
    let table = blocks(pieces).any(is_table);
    let nothing_else = || !(table || blocks(pieces).any(is_timed_list));
    if !chunks.is_empty() && (chunks.iter().any(timed_heading) || nothing_else()) {
        Spelling::Headings
    } else if table {
        Spelling::Table
    } else {
        Spelling::List
    }
}

/// The blocks of `pieces`, each from its start to its end.
fn blocks<'p, 't>(pieces: &'p [Piece<'t>]) -> impl Iterator<Item = &'p [Piece<'t>]> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        at = block_end(pieces, at)?;
        Some(&pieces[start..at])
    })
}

/// Where the block at `at` ends; none after the last.
fn block_end(pieces: &[Piece<'_>], at: usize) -> Option<usize> {
    match pieces.get(at)? {
        (Event::Start(_), _) => Some((end_of(pieces, at) + 1).min(pieces.len())),
        _ => Some(at + 1),
    }
}

fn is_list(block: &[Piece<'_>]) -> bool {
    matches!(block.first(), Some((Event::Start(Tag::List(_)), _)))
}

fn is_table(block: &[Piece<'_>]) -> bool {
    matches!(block.first(), Some((Event::Start(Tag::Table(_)), _))) && table::is_agenda(block)
}

fn is_timed_list(block: &[Piece<'_>]) -> bool {
    is_list(block) && items(block).any(|item| title::find(&plain(opening(item).0)).minutes.is_some())
}

/// Whether an agenda is written as paragraphs of their own that each begin with a time, and neither as a list nor as a
/// table.
fn are_paragraphs(pieces: &[Piece<'_>]) -> bool {
    !blocks(pieces).any(is_list) && blocks(pieces).filter(|block| is_timed_paragraph(block)).count() >= 2
}

/// `**7:10-7:25** Check-in`, `10 min: Check-in` on one line.
fn is_timed_paragraph(block: &[Piece<'_>]) -> bool {
    let is_timed = |line: &[Piece<'_>]| {
        let text = plain(line);
        clocks::leading(&text).is_some() || duration::leading(text.trim_start()).is_some()
    };
    let is_paragraph = matches!(block.first(), Some((Event::Start(Tag::Paragraph), _)));
    let lines = if is_paragraph { lines(opening(block).0) } else { Vec::new() };
    lines.split_first().is_some_and(|(first, more)| is_timed(first) && !more.iter().any(|line| is_timed(line)))
}

/// The insides of a list's items.
fn items<'p, 't>(list: &'p [Piece<'t>]) -> impl Iterator<Item = &'p [Piece<'t>]> {
    let inside = &list[1..list.len().saturating_sub(1).max(1)];
    blocks(inside).map(|item| &item[1..item.len().saturating_sub(1).max(1)])
}

/// The text with which a list item opens, and what follows it.
fn opening<'p, 't>(item: &'p [Piece<'t>]) -> (&'p [Piece<'t>], &'p [Piece<'t>]) {
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

fn shallowest(pieces: &[Piece<'_>]) -> Option<u8> {
    blocks(pieces)
        .filter_map(|block| match block.first() {
            Some((Event::Start(Tag::Heading { level, .. }), _)) => Some(*level as u8),
            _ => None,
        })
        .min()
}

/// Lists or tables become segments; whatever stands around them goes before or after.
fn read_blocks<'t>(walk: &mut Walk<'t>, pieces: &[Piece<'t>], hours: Option<Hours>, agenda: &mut Agenda) {
    let mut clocks: Vec<Option<Clock>> = Vec::new();
    let paragraphs = agenda.spelling == Spelling::List && are_paragraphs(pieces);
    let mut rest: Range<usize> = 0..0;
    let mut at = 0;
    while let Some(end) = block_end(pieces, at) {
        let block = &pieces[at..end];
        let counts = match agenda.spelling {
            Spelling::Table => is_table(block),
            _ if paragraphs => is_timed_paragraph(block),
            _ => is_list(block),
        };
        if counts {
            around(walk, &pieces[rest.clone()], agenda);
            if agenda.spelling == Spelling::Table {
                table::read(walk, block, hours, agenda);
            } else if paragraphs {
                list_item(walk, block, agenda);
                clocks.resize(agenda.segments.len(), clocks::leading(&plain(opening(block).0)));
            } else {
                for item in items(block) {
                    list_item(walk, item, agenda);
                    clocks.resize(agenda.segments.len(), clocks::of(&plain(opening(item).0)));
                }
            }
            rest = end..end;
        } else {
            rest.end = end;
        }
        at = end;
    }
    around(walk, &pieces[rest], agenda);
    leave_out_the_end(agenda, &mut clocks, hours);
    clocks::fill(&mut agenda.segments, &clocks, hours);
}

/// `12:00 Done` as the last line takes none of the session's time: it is told below the agenda.
fn leave_out_the_end(agenda: &mut Agenda, clocks: &mut Vec<Option<Clock>>, hours: Option<Hours>) {
    let is_end = |last: &Segment| last.minutes.is_none() && last.details.is_empty();
    let is_after = clocks::is_after_the_end(clocks.last().copied().flatten(), hours);
    if agenda.segments.len() < 2 || clocks.len() != agenda.segments.len() || !is_after {
        return;
    }
    if let Some(last) = agenda.segments.pop_if(|last| is_end(last)) {
        clocks.pop();
        let mut end = Prose { html: "<p>".to_owned(), ..Prose::default() };
        end.append(last.title);
        end.append(Prose { html: "</p>\n".to_owned(), ..Prose::default() });
        end.append(std::mem::take(&mut agenda.outro));
        agenda.outro = end;
    }
}

fn around<'t>(walk: &mut Walk<'t>, pieces: &[Piece<'t>], agenda: &mut Agenda) {
    let prose = walk.prose(pieces);
    if agenda.segments.is_empty() {
        agenda.intro.append(prose);
    } else {
        agenda.outro.append(prose);
    }
}

fn list_item<'t>(walk: &mut Walk<'t>, item: &[Piece<'t>], agenda: &mut Agenda) {
    let (opening, rest) = opening(item);
    if opening.is_empty() {
        // Only a callout or the like: nothing that happens.
        around(walk, rest, agenda);
        return;
    }
    let lines = lines(opening);
    let mut scratch = Segment::at(walk.text.span(0..0));
    // The title may be wrapped over lines; it ends where the first detail line begins.
    let detail = lines[1..].iter().position(|line| details::take(walk.text, line, &mut scratch));
    let title_lines = detail.map_or(lines.len(), |n| n + 1);
    let length = |lines: &[&[Piece<'t>]]| lines.iter().map(|line| line.len() + 1).sum::<usize>();
    let title_end = length(&lines[..title_lines]).saturating_sub(1);
    let mut segment = segment(title::read(walk, &opening[..title_end]));
    let mut taken = title_lines;
    while let Some(line) = lines.get(taken)
        && details::take(walk.text, line, &mut segment)
    {
        taken += 1;
    }
    if taken < lines.len() {
        let left = &opening[length(&lines[..taken])..];
        let place = left.first().map_or(0..0, |(_, range)| range.clone());
        let mut paragraph = vec![(Event::Start(Tag::Paragraph), place.clone())];
        paragraph.extend_from_slice(left);
        paragraph.push((Event::End(TagEnd::Paragraph), place));
        segment.details = walk.prose(&paragraph);
    }
    let rest = details::take_blocks(walk.text, rest, &mut segment);
    let more = walk.prose(&rest);
    segment.details.append(more);
    agenda.segments.push(segment);
}

fn under_heading<'t>(walk: &mut Walk<'t>, pieces: &[Piece<'t>], chunk: &Chunk) -> Segment {
    let mut segment = segment(title::read(walk, &pieces[inner(chunk)]));
    segment.id = Some(walk.anchor(own_id(pieces, chunk), &pieces[inner(chunk)]));
    let rest = details::take_blocks(walk.text, &pieces[chunk.content.clone()], &mut segment);
    segment.details = walk.prose(&rest);
    segment
}

/// A segment of which only the title is known.
fn segment(title: Title) -> Segment {
    Segment {
        title: title.prose,
        minutes: title.minutes,
        kind: title.kind,
        kind_source: title.kind.map(|_| KindSource::Bracket),
        phrase: title.phrase,
        group: title.group,
        leads: title.leads,
        ..Segment::at(title.span)
    }
}
