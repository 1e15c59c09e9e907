//! Reads the agenda in any of its spellings into one model. Called by [`markdown`](super::markdown) for the section
//! under an Agenda heading, or for one that is found without such a heading (`detect`).
//!
//! First it is found out which lines, rows or headings are the parts (`parts`), then what their times mean when they
//! are seen together (`written`), and only then is anything written, so that a title loses what was understood and
//! nothing else.

mod blocks;
mod details;
mod detect;
mod diagnostics;
pub mod kinds;
mod line;
mod list;
mod parts;
mod possible;
mod segment;
mod table;
#[cfg(test)]
mod tests;
mod title;
mod written;

use std::borrow::Cow;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::handbook::{Agenda, RichText, Segment};
use crate::source::Span;

use super::markdown::{MarkdownEvent, ProseReader, plain};
use super::time::{Expression, day_named, day_within, is_day};
use details::Below;
use title::TitleMarks;
use written::{HALF_A_DAY, PartTimes, WrittenTimes};

pub use blocks::{is_label, untag_times};
pub use details::things;
pub use detect::{Implicit, Unseen, has_parts, implicit, unseen};
pub use line::{WordList, lines, start_of};
pub use possible::{ONLY_AGENDAS, possible};
pub use segment::unknown_kind;
pub use title::says_a_time;
pub use written::Hours;

/// The items of an agenda, in order.
enum AgendaItem<'p, 't> {
    Part(Box<Part<'p, 't>>),
    /// Text between parts.
    Between(Cow<'p, [MarkdownEvent<'t>]>),
    /// A sub-heading, and whether it names a day.
    Heading(Cow<'p, [MarkdownEvent<'t>]>, bool),
}

/// One part, before it is known what its times mean.
struct Part<'p, 't> {
    title: Cow<'p, [MarkdownEvent<'t>]>,
    found: TitleMarks,
    /// The values of its detail lines or columns.
    below: Below,
    nested: Option<crate::handbook::Minutes>,
    /// The content to be shown below the title.
    rest: Cow<'p, [MarkdownEvent<'t>]>,
    /// The heading that is its title.
    heading: Option<&'p [MarkdownEvent<'t>]>,
    /// The cells of one that is the row of a table.
    row: Option<table::Cells<'p, 't>>,
}

impl<'p, 't> Part<'p, 't> {
    fn new(title: Cow<'p, [MarkdownEvent<'t>]>, below: Below, rest: Cow<'p, [MarkdownEvent<'t>]>) -> Self {
        Part { found: title::find(&plain(&title)), title, below, nested: None, rest, heading: None, row: None }
    }

    /// Returns the expressions of time in its title and in the lines below it, in order.
    fn expressions(&self) -> impl Iterator<Item = Expression> + '_ {
        self.found.expressions().chain(self.below.times.iter().copied())
    }

    /// Returns its times as written.
    fn written(&self, days: i32) -> WrittenTimes {
        let is_certain = !self.below.times.is_empty();
        WrittenTimes {
            expressions: self.expressions().collect(),
            nested: self.nested,
            days,
            is_headed: false,
            is_certain,
        }
    }

    /// Returns whether anything of it says when it begins or how long it lasts.
    fn is_timed(&self) -> bool {
        self.nested.is_some() || self.expressions().next().is_some()
    }

    fn has_plain_clock(&self) -> bool {
        self.expressions().any(|one| one.clock.is_some() && one.length.is_none())
    }

    /// Returns the part as a line of text.
    fn as_text(&self) -> Cow<'p, [MarkdownEvent<'t>]> {
        Cow::Owned(self.row.as_ref().map_or_else(|| blocks::paragraph(&self.title), table::told))
    }
}

/// Reads an agenda from the pieces under its heading. `heading` is the place of messages about the whole.
pub(super) fn read<'t>(
    reader: &mut ProseReader<'t>,
    pieces: &[MarkdownEvent<'t>],
    heading: Span,
    hours: Option<Hours>,
) -> Agenda {
    let parts::AgendaParts { spelling, items, is_mixed, unsure } = parts::parts(reader, pieces, hours);
    let written = written_of(&items, hours.and_then(|hours| hours.date));
    let resolved = written::resolve(&written, hours);
    let unsure = unsure.or_else(|| {
        let is_uncertain = resolved.contradicts_itself(&written, hours);
        let all = || parts_of(&items).map(|part| plain(&part.as_text()).trim().to_owned()).collect();
        is_uncertain.then(all).or_else(|| not_understood(&items, pieces, hours?))
    });
    if let Some(lines) = unsure {
        let agenda = Agenda {
            spelling,
            intro: reader.prose(pieces),
            segments: Vec::new(),
            outro: RichText::default(),
            zero: None,
            span: heading.clone(),
        };
        reader.tell_unseen(Unseen { lines, place: heading, why: detect::Why::Unsure });
        return agenda;
    }
    let aside = if resolved.are_chapters {
        (0..resolved.parts.len()).collect()
    } else {
        aside(&items, &written, &resolved.parts, hours)
    };
    let mut agenda = Agenda {
        spelling,
        intro: RichText::default(),
        segments: Vec::with_capacity(resolved.parts.len()),
        outro: RichText::default(),
        zero: resolved.zero,
        span: heading,
    };
    // Written at once: whether a line belongs to the note above it is seen only where both are together.
    let mut between: Vec<MarkdownEvent<'t>> = Vec::new();
    let mut heading = None;
    let mut times = resolved.parts.iter().enumerate();
    let mut unread: Vec<(String, Span)> = Vec::new();
    for item in &items {
        let part = match item {
            AgendaItem::Between(pieces) => {
                unread.extend(timed_lines(reader, pieces));
                between.extend_from_slice(pieces);
                continue;
            }
            AgendaItem::Heading(pieces, _) => {
                heading = Some(plain(pieces).trim().to_owned()).filter(|text| !text.is_empty());
                between.extend_from_slice(pieces);
                continue;
            }
            AgendaItem::Part(part) => part,
        };
        let Some((place, times)) = times.next() else { continue };
        let is_unsure = part.is_nameless() || part.holds_another();
        if is_unsure {
            unread.push((plain(&part.as_text()).trim().to_owned(), reader.text.span(blocks::place_of(&part.title))));
        }
        if is_unsure || aside.contains(&place) {
            between.extend_from_slice(&part.as_text());
            between.extend_from_slice(&part.rest);
            let open = agenda.segments.last_mut().filter(|before| before.end.is_none() && before.minutes.is_none());
            if let Some(before) = open {
                before.end = times.start.filter(|end| before.start.is_some_and(|start| start < *end));
            }
            continue;
        }
        let before = reader.prose(&std::mem::take(&mut between));
        let mut segment = Segment { heading: heading.take(), ..segment::segment(reader, part, times) };
        *(if agenda.segments.is_empty() { &mut agenda.intro } else { &mut segment.before }) = before;
        agenda.segments.push(segment);
    }
    let rest = reader.prose(&between);
    *(if agenda.segments.is_empty() { &mut agenda.intro } else { &mut agenda.outro }) = rest;
    reader.diagnostics.extend(details::nearly_known(reader.text, pieces));
    // An agenda of chapters belongs to a recording: nobody has to mend it.
    if !resolved.are_chapters {
        diagnostics::report(reader, pieces, &agenda, is_mixed, hours);
        // One message says enough of an agenda.
        let is_told = |said: &Diagnostic| ["missing-minutes", "mixed-agenda", "agenda-unseen"].contains(&said.code);
        let is_new = !agenda.segments.is_empty() && !reader.diagnostics.iter().any(is_told);
        if let Some((_, place)) = unread.first().filter(|_| is_new) {
            let place = place.clone();
            let lines = unread.into_iter().map(|(line, _)| line).collect();
            reader.tell_unseen(Unseen { lines, place, why: detect::Why::Unsure });
        }
    }
    agenda
}

/// Returns the lines with clock times that were not understood, where those are read as parts without any time.
fn not_understood(items: &[AgendaItem<'_, '_>], pieces: &[MarkdownEvent<'_>], hours: Hours) -> Option<Vec<String>> {
    if parts_of(items).next().is_none() || parts_of(items).any(Part::is_timed) {
        return None;
    }
    let (lines, times) = detect::lines_like(pieces, hours)?;
    times.iter().any(|times| times.start.is_some()).then_some(lines)
}

impl Part<'_, '_> {
    /// Returns whether its title has no words: it is nothing but a time. A method lends it its own.
    fn is_nameless(&self) -> bool {
        let words = self.found.words(&plain(&self.title));
        let has_digit = words.contains(|c: char| c.is_ascii_digit());
        let letters = words.chars().filter(|c| c.is_alphabetic()).count();
        let has_method = self.below.segment.method.is_some();
        letters <= usize::from(has_digit && self.is_timed()) && self.found.bracket.is_none() && !has_method
    }

    /// Returns whether its title holds a second time from when to when that is not the same by another clock: one that
    /// takes longer, or begins when the first ends.
    fn holds_another(&self) -> bool {
        let range = |one: Expression| one.clock.and_then(|(start, end)| Some((start.minutes(), end?.minutes())));
        let mut ranges = self.found.expressions().filter_map(range);
        let first = ranges.next();
        let length = |(start, end): (i32, i32)| (end - start).rem_euclid(HALF_A_DAY);
        let is_another =
            |(start, end)| first.is_some_and(|first| length(first) != length((start, end)) || first.1 == start);
        // `Opening 5 minutes |`: a row of a broken table.
        let words = self.found.words(&plain(&self.title));
        let cell = words.trim_end().strip_suffix('|').filter(|_| self.row.is_none());
        let is_of_row = cell.is_some_and(|cell| title::find(cell).times.iter().any(|time| !time.cuts.is_empty()));
        self.is_timed() && (is_of_row || ranges.any(is_another) || title::holds_range(&words))
    }
}

/// Returns the lines of text between the parts that say when they are.
fn timed_lines(reader: &ProseReader<'_>, pieces: &[MarkdownEvent<'_>]) -> Vec<(String, Span)> {
    let is_text = |block: &&[MarkdownEvent<'_>]| {
        matches!(
            blocks::kind_of(block),
            blocks::Block::Paragraph | blocks::Block::Label | blocks::Block::Heading(_) | blocks::Block::List { .. }
        )
    };
    let texts = blocks::blocks(pieces).filter(is_text).flat_map(|block| match blocks::kind_of(block) {
        blocks::Block::List { .. } => blocks::items(block).map(|item| blocks::opening(item).0).collect(),
        _ => line::lines(blocks::inside(block)),
    });
    // `Meetings are mostly one hour.` is a sentence about all of it.
    let is_sentence =
        |text: &str| text.trim_end().ends_with('.') && title::find(text).expressions().all(|one| one.clock.is_none());
    let is_part = |text: &str| !list::is_fact(text) && title::says_a_time(text) && !is_sentence(text);
    let timed = texts.filter(|line| is_part(&plain(line)));
    timed.map(|line| (plain(line).trim().to_owned(), reader.text.span(blocks::place_of(line)))).collect()
}

/// Returns the parts among `items`.
fn parts_of<'a, 'p, 't>(items: &'a [AgendaItem<'p, 't>]) -> impl Iterator<Item = &'a Part<'p, 't>> {
    items.iter().filter_map(|item| if let AgendaItem::Part(part) = item { Some(&**part) } else { None })
}

/// The most days between the first and the last one of a session.
const MOST_DAYS: i32 = 31;

/// Returns the times of all parts as written, in order; `date` is the day on which the session begins.
fn written_of<'a, 'p: 'a, 't: 'p>(
    items: impl IntoIterator<Item = &'a AgendaItem<'p, 't>>,
    date: Option<Date>,
) -> Vec<WrittenTimes> {
    // The day of the session of the part before, and that of the next one.
    let (mut today, mut next) = (0, 0);
    let (mut name, mut is_begun, mut is_headed) = (String::new(), false, false);
    let mut written = Vec::new();
    let is_weekday = |name: &str| name.split(' ').next().is_some_and(is_day);
    for item in items {
        is_headed |= matches!(item, AgendaItem::Heading(..));
        match item {
            // `Saturday morning` and `Saturday afternoon` are one day; of `Sunday` above `Monday` and the first time,
            // Sunday has none.
            AgendaItem::Heading(words, true) => {
                let new = day_named(&plain(words));
                let dated = date.and_then(|date| Some((day_within(&new, date)? - date).get_days()));
                let is_other = new.is_empty() || new != name;
                let is_after = is_begun || (is_weekday(&new) && is_weekday(&name));
                next = match dated {
                    Some(dated) => Some(dated).filter(|dated| (next..=MOST_DAYS).contains(dated)).unwrap_or(next),
                    None => next + i32::from(is_other && is_after),
                };
                (name, is_begun) = (new, false);
            }
            AgendaItem::Part(part) => {
                written.push(WrittenTimes { is_headed: std::mem::take(&mut is_headed), ..part.written(next - today) });
                is_begun |= part.is_timed();
                today = next;
            }
            AgendaItem::Heading(..) | AgendaItem::Between(_) => {}
        }
    }
    written
}

/// Returns the parts that take no time: a last one, of the session or of one of its days, that only says when it ends
/// (`8:00 Adjourn`).
fn aside(
    items: &[AgendaItem<'_, '_>],
    written: &[WrittenTimes],
    times: &[PartTimes],
    hours: Option<Hours>,
) -> Vec<usize> {
    let mut aside = Vec::new();
    let end = hours.and_then(Hours::end);
    for (place, (part, times)) in parts_of(items).zip(times).enumerate().skip(1) {
        let is_last = written.get(place + 1).is_none_or(|next| next.days > 0);
        let is_open = times.end.is_none() && times.minutes.is_none() && part.rest.is_empty();
        let is_at_the_end = times.start.is_some() && times.start == end && written.len() == place + 1;
        if is_last && is_open && times.start.is_some() && (is_at_the_end || part.found.is_end(&plain(&part.title))) {
            aside.push(place);
        }
    }
    aside
}
