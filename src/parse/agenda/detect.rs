//! Finds the agenda of a session that no heading announces, and lines in a quote that look like one.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};
use rustc_hash::FxHashSet;

use crate::diagnostic::Diagnostic;
use crate::parse::markdown::{Chunk, MarkdownEvent, ProseReader, is_private, plain};
use crate::parse::time::{self, Expression, is_day};
use crate::source::Span;

use super::blocks::{self, Block, blocks, kind_of};
use super::written::{self, DAY, EARLIEST, HALF_A_DAY, Hours, WrittenTimes};
use super::{AgendaItem, line, list, parts, table, title};

/// The fewest lines with times that are an agenda.
const LINES: usize = 3;

/// So many lines whose lengths come near to that of the session are its agenda.
const CERTAIN: usize = 4;

/// The most words of a line; a longer one is text, of which each sentence may say a time.
const LONGEST: usize = 14;

/// The most minutes after its session at which an agenda begins, and the fewest that an agenda lasts where the session
/// has no hours.
const LATE: i32 = 45;

/// Lines that look like an agenda and are not read as one.
pub struct Unseen {
    /// Their texts, as written.
    pub lines: Vec<String>,
    pub place: Span,
    pub why: Why,
}

/// The reason that lines that look like an agenda are not read as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// They are in a quote, where nothing is read.
    Quoted,
    /// No heading says so, and their times leave a doubt.
    Unnamed,
    /// Their order alone suggests an agenda.
    Possible,
    /// They stand below the heading of the agenda, and what of them its parts are is not certain.
    Unsure,
}

impl Unseen {
    /// Returns the note that names them.
    #[must_use]
    pub fn note(&self) -> Diagnostic {
        let short = |line: Option<&String>| {
            let line = line.map_or("", |line| line.trim());
            line.char_indices().nth(40).map_or_else(|| line.to_owned(), |(end, _)| format!("{}...", &line[..end]))
        };
        let (first, last) = (short(self.lines.first()), short(self.lines.last()));
        if self.why == Why::Possible {
            let message = format!(
                "No agenda was found in this session; {} lines (“{first}” to “{last}”) may be one, and are shown as text.",
                self.lines.len()
            );
            let help = "If they are the agenda, put them below `## Agenda`, each as a line of a list, such as `- 10 min: Check-in`.";
            return Diagnostic::note("agenda-unseen", self.place.clone(), message).help(help);
        }
        if self.why == Why::Unsure {
            let message = if let [_] = &*self.lines {
                format!("A line of this agenda (“{first}”) cannot be read with certainty, so it is shown as text.")
            } else {
                let count = self.lines.len();
                format!(
                    "{count} lines of this agenda (“{first}” to “{last}”) cannot be read with certainty, so they are shown as text."
                )
            };
            let help = "If they are parts, write each as a line of a list of its own, such as `- 10 min: Check-in`.";
            return Diagnostic::note("agenda-unseen", self.place.clone(), message).help(help);
        }
        let (why, help) = if self.why == Why::Quoted {
            let help = "Write each as a line of a list below `## Agenda`, such as `- 10 min: Check-in`.";
            ("they stand in a quote", help)
        } else {
            ("no heading says so", "Write `## Agenda` above them if they are.")
        };
        let message = format!(
            "{} lines look like the agenda of this session (“{first}” to “{last}”), but {why}, so they are shown as text.",
            self.lines.len(),
        );
        Diagnostic::note("agenda-unseen", self.place.clone(), message).help(help)
    }
}

/// The place of an agenda that no heading announces.
pub enum Implicit {
    /// Below the heading of that chunk.
    Section(usize),
    /// From one chunk to another, whose headings are parts or days of it.
    Run(Range<usize>),
    /// Before the first heading, from that piece on.
    Before(usize),
}

/// The degree to which lines look like the agenda of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    None,
    /// From the minute at which the session begins on, and then over a small part of it only: enough for headings, and
    /// too little for a list, which may be one of buses.
    Short,
    /// Worth a note.
    Near,
    /// Beyond doubt.
    Sure,
}

/// Looks for the agenda of a session in a page without such a heading: three or more lines that say when they begin,
/// from the start of the session on and over half of it at least or each where the one before ends, or lines that say
/// how long they last, together about as long as it. Sections that follow each other are tried first, then each of
/// them, and then the text before the first heading. A session without hours has the headings whose clock times follow
/// each other. `before` is the text before the first heading, `chunks` are the sections in order; those that are taken
/// for something else are not free.
///
/// # Errors
///
/// Returns the lines that come near to an agenda, where there is none.
pub fn implicit<'t>(
    reader: &mut ProseReader<'t>,
    pieces: &[MarkdownEvent<'t>],
    before: &Range<usize>,
    chunks: &[(Chunk, bool)],
    hours: Option<Hours>,
) -> Result<Implicit, Option<Unseen>> {
    let is_free = |place: &usize| chunks[*place].1;
    let mut near = None;
    let mut is_agenda = |reader: &mut ProseReader<'t>, range: Range<usize>, is_run: bool| {
        let parts = parts_in(reader, &pieces[range], hours);
        let likeness = if parts.are_timed() { likeness(&parts.times, hours) } else { Likeness::None };
        // What no heading announces is published as a whole, or not at all.
        let likeness = if parts.is_unsure { likeness.min(Likeness::Near) } else { likeness };
        if likeness == Likeness::Near && near.is_none() {
            near = Some(Unseen { lines: parts.lines, place: reader.text.span(parts.place), why: Why::Unnamed });
        }
        likeness == Likeness::Sure || (is_run && likeness == Likeness::Short)
    };
    // Several sections that follow each other: parts, days, halves of a day.
    let count = |reader: &mut ProseReader<'t>, pieces| parts_in(reader, pieces, hours).lines.len();
    let mut is_timed = |place: &usize| {
        let chunk = &chunks[*place].0;
        let content = &pieces[chunk.content.clone()];
        // A single line is a part where it is alone.
        let least = if blocks(content).count() == 1 { 1 } else { 2 };
        count(reader, &pieces[chunk.heading.clone()]) > 0 || count(reader, content) >= least
    };
    let timed: Vec<usize> = (0..chunks.len()).filter(is_free).filter(|place| is_timed(place)).collect();
    let all = timed.first().zip(timed.last()).map(|(first, last)| *first..last + 1);
    let run = all.filter(|run| run.len() > 1 && run.clone().all(|place| is_free(&place)));
    if let Some(run) = run
        && is_agenda(reader, chunks[run.start].0.heading.start..chunks[run.end - 1].0.content.end, true)
    {
        return Ok(Implicit::Run(run));
    }
    if let Some(place) = timed.iter().copied().find(|place| is_agenda(reader, chunks[*place].0.content.clone(), false))
    {
        return Ok(Implicit::Section(place));
    }
    // What stands before the line that begins with the session may be about something else.
    let begins = |at: usize| begins_with_session(&pieces[at..before.end], hours);
    let mut starts = vec![before.start];
    let mut at = before.start;
    while let Some(block) = blocks(&pieces[at..before.end]).next().filter(|block| !is_day(&plain(block))) {
        starts.extend(Some(at).filter(|at| begins(*at)));
        at += block.len();
    }
    let before =
        starts.into_iter().map(|start| start..before.end).find(|range| is_agenda(reader, range.clone(), false));
    if let Some(before) = before {
        let first = parts_in(reader, &pieces[before.clone()], hours).place.start;
        let mut ahead: Vec<_> =
            blocks(&pieces[before.clone()]).take_while(|block| blocks::place_of(block).end <= first).collect();
        // The day of the first line is its own.
        ahead.pop_if(|block| is_day(&plain(block)));
        return Ok(Implicit::Before(before.start + ahead.into_iter().map(<[_]>::len).sum::<usize>()));
    }
    Err(near)
}

/// Returns whether the first line of `pieces` begins with the clock time at which the session begins.
fn begins_with_session(pieces: &[MarkdownEvent<'_>], hours: Option<Hours>) -> bool {
    let Some(block) = blocks(pieces).next().filter(|block| kind_of(block) == Block::Paragraph) else { return false };
    if !list::begins_part(&line::lines(blocks::inside(block))) {
        return false;
    }
    let clock = time::leading(&plain(blocks::first_line(block))).and_then(|(one, _)| one.clock);
    let is_then = |start: i32, hours: Hours| (start - written::minute_of(hours.starts)).rem_euclid(HALF_A_DAY) == 0;
    clock.zip(hours).is_some_and(|((start, _), hours)| is_then(start.minutes(), hours))
}

/// Returns what would be read as the agenda in `pieces`, without diagnostics.
fn items_in<'p, 't>(
    reader: &mut ProseReader<'t>,
    pieces: &'p [MarkdownEvent<'t>],
    hours: Option<Hours>,
) -> Vec<AgendaItem<'p, 't>> {
    let said = reader.diagnostics.len();
    let items = parts::parts(reader, pieces, hours).items;
    reader.diagnostics.truncate(said);
    items
}

/// Returns whether anything in `pieces` would be read as a part.
pub fn has_parts<'t>(reader: &mut ProseReader<'t>, pieces: &[MarkdownEvent<'t>], hours: Option<Hours>) -> bool {
    // A list, a heading with a time or a table of times under an agenda's heading is one; to read it here would be to
    // read it twice.
    let is_sure = |block: &[MarkdownEvent<'t>]| match kind_of(block) {
        Block::List { .. } => true,
        Block::Heading(_) | Block::Label => title::says_a_time(&plain(block)),
        Block::Table => table::open(block, hours).is_some(),
        _ => false,
    };
    blocks(pieces).any(is_sure) || super::parts_of(&items_in(reader, pieces, hours)).next().is_some()
}

/// The lines that would be read as parts.
#[derive(Default)]
struct LinesFound {
    times: Vec<WrittenTimes>,
    /// The lines that say when they are.
    lines: Vec<String>,
    place: Range<usize>,
    /// The number of lines, rows of tables without a time left out.
    count: usize,
    /// Whether any of them would not be published.
    is_unsure: bool,
}

impl LinesFound {
    /// Returns whether most of them say when they are. Where few do, they are about something else.
    fn are_timed(&self) -> bool {
        self.lines.len() * 3 >= self.count * 2
    }
}

fn parts_in<'t>(reader: &mut ProseReader<'t>, pieces: &[MarkdownEvent<'t>], hours: Option<Hours>) -> LinesFound {
    let mut found = LinesFound::default();
    let has_digit = |(event, _): &MarkdownEvent<'_>| match event {
        Event::Text(text) | Event::Code(text) | Event::Html(text) => text.contains(|c: char| c.is_ascii_digit()),
        _ => false,
    };
    if !pieces.iter().any(has_digit) {
        return found;
    }
    let items = items_in(reader, pieces, hours);
    found.times = super::written_of(&items, hours.and_then(|hours| hours.date));
    let nameless = super::parts_of(&items).filter(|part| part.is_nameless()).count();
    found.is_unsure = super::parts_of(&items).any(super::Part::holds_another)
        || nameless * 3 > found.times.len()
        || written::resolve(&found.times, hours).contradicts_itself(&found.times, hours);
    found.count = super::parts_of(&items).filter(|part| part.is_timed() || part.row.is_none()).count();
    // A list of evenings is no plan of one of them, and neither is a chat.
    let is_other =
        |part: &&super::Part| is_day(&plain(&part.title)) || (part.row.is_none() && has_seconds(&plain(&part.title)));
    if super::parts_of(&items).filter(is_other).count() * 2 > found.count {
        return LinesFound::default();
    }
    for part in super::parts_of(&items).filter(|part| part.is_timed()) {
        let text = part.as_text();
        let place = blocks::place_of(&text);
        let is_first = found.lines.is_empty();
        found.place = if is_first { place } else { found.place.start..place.end.max(found.place.end) };
        found.lines.push(plain(&text));
    }
    found
}

/// Looks for an agenda in the quotes of `pieces`.
#[must_use]
pub fn unseen(reader: &ProseReader<'_>, pieces: &[MarkdownEvent<'_>], hours: Option<Hours>) -> Option<Unseen> {
    let hours = hours?;
    blocks(pieces).find_map(|block| {
        let (Event::Start(Tag::BlockQuote(_)), range) = block.first()? else { return None };
        let (lines, _) = lines_like(blocks::inside(block), hours).filter(|_| !is_private(&reader.text.text, range))?;
        Some(Unseen { lines, place: reader.text.span(range.clone()), why: Why::Quoted })
    })
}

/// Returns the lines and sentences that hold a time, where they look like an agenda. Those of another day are left out.
pub fn lines_like(pieces: &[MarkdownEvent<'_>], hours: Hours) -> Option<(Vec<String>, Vec<written::PartTimes>)> {
    // A callout in a quote may be private.
    let mut quotes = 0_usize;
    let text = pieces.iter().map(|(event, _)| match event {
        Event::Start(Tag::BlockQuote(_)) => {
            quotes += 1;
            ""
        }
        Event::End(TagEnd::BlockQuote(_)) => {
            quotes = quotes.saturating_sub(1);
            ""
        }
        _ if quotes > 0 => "",
        Event::Text(part) | Event::Code(part) => part,
        Event::SoftBreak
        | Event::HardBreak
        | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell) => "\n",
        _ => "",
    });
    let text: String = text.collect();
    let lines = text.lines().flat_map(sentences).map(str::trim).filter(|line| line.contains(char::is_alphabetic));
    // `00:23:18 Ada: See you at noon`: a chat, or chapters of a recording.
    let lines = lines.filter(|line| !has_seconds(line));
    let told = lines.filter_map(|line| {
        let mut expressions: Vec<_> = title::find(line).expressions().collect();
        expressions.extend(expressions.is_empty().then(|| clock_inside(line)).flatten());
        (!expressions.is_empty()).then(|| (line.to_owned(), WrittenTimes { expressions, ..WrittenTimes::default() }))
    });
    let told: Vec<(String, WrittenTimes)> = told.collect();
    let times: Vec<WrittenTimes> = told.iter().map(|(_, times)| times.clone()).collect();
    let planned = hours.end().unwrap_or(HALF_A_DAY);
    let is_of_day = |times: &written::PartTimes| times.start.is_none_or(|start| (-EARLIEST..=planned).contains(&start));
    let of_day = written::resolve(&times, Some(hours)).parts;
    let of_day = told.into_iter().zip(of_day).filter(|(_, times)| is_of_day(times));
    let (told, of_day): (Vec<(String, WrittenTimes)>, Vec<_>) = of_day.unzip();
    let (lines, times): (Vec<String>, Vec<WrittenTimes>) = told.into_iter().unzip();
    (likeness(&times, Some(hours)) >= Likeness::Near).then_some((lines, of_day))
}

/// Returns whether a word of `line` is a time with seconds.
fn has_seconds(line: &str) -> bool {
    let is_number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    line.split_whitespace().any(|word| word.split(':').count() == 3 && word.split(':').all(is_number))
}

/// Returns the sentences of a line of many words.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    let sign = if line.split_whitespace().count() > LONGEST { ". " } else { "\n" };
    line.split_inclusive(sign)
}

/// Returns the first clock time among the words of a sentence.
fn clock_inside(line: &str) -> Option<Expression> {
    let mut words = line.match_indices(' ').map(|(at, _)| at + 1);
    words.find_map(|at| {
        time::leading(&line[at..]).map(|(one, _)| one).filter(|one| one.clock.is_some() && one.length.is_none())
    })
}

/// Returns whether the lines are of two days and more, some three of each, and follow each other.
fn are_full_days(resolved: &[written::PartTimes], hours: Hours) -> bool {
    let starts: Option<Vec<i32>> = resolved.iter().map(|times| times.start).collect();
    let Some(starts) = starts.filter(|starts| starts.is_sorted()) else { return false };
    let days: FxHashSet<i32> = starts.iter().map(|start| day_of(*start, hours)).collect();
    days.len() >= 2 && starts.len() >= LINES * days.len()
}

/// Returns the number of midnights between the session's beginning and a minute of a later day; 0 within its hours.
fn day_of(minute: i32, hours: Hours) -> i32 {
    let is_later = minute > hours.end().unwrap_or(HALF_A_DAY);
    if is_later { (minute + written::minute_of(hours.starts)).div_euclid(DAY) } else { 0 }
}

/// Returns how far parts with those times fill a session of those `hours` as an agenda does.
fn likeness(times: &[WrittenTimes], hours: Option<Hours>) -> Likeness {
    let written::Resolved { parts: resolved, is_elapsed, .. } = written::resolve(times, hours);
    let count = resolved.iter().filter(|times| times.start.is_some() || times.minutes.is_some()).count();
    // Further days may have other hours.
    let is_later =
        |times: &written::PartTimes| times.start.zip(hours).is_some_and(|(start, hours)| day_of(start, hours) > 0);
    let later_days = resolved.iter().position(is_later).unwrap_or(times.len());
    let starts: Vec<i32> = resolved[..later_days].iter().filter_map(|times| times.start).collect();
    let last = starts.iter().copied().max().unwrap_or(0);
    let Some(hours) = hours else {
        let is_long = last - starts.first().copied().unwrap_or(last) >= LATE;
        return if starts.len() >= LINES && starts.is_sorted() && is_long { Likeness::Short } else { Likeness::None };
    };
    let is_within = |minute: &i32| (-EARLIEST..=hours.end().unwrap_or(HALF_A_DAY)).contains(minute);
    // One slip, such as midnight as `12:00pm`, makes no other plan of it.
    let outside = starts.iter().filter(|start| !is_within(start)).count();
    if count < 2 || outside * 8 > starts.len() {
        return Likeness::None;
    }
    let filled = i64::from(written::minutes_of(&resolved, Some(hours)));
    // Buses do not begin where another one ends.
    let follows = |pair: &[written::PartTimes]| pair[0].end.is_some() && pair[0].end == pair[1].start;
    if resolved.windows(2).filter(|pair| follows(pair)).count() >= LINES && starts.is_sorted() {
        return Likeness::Sure;
    }
    if are_full_days(&resolved, hours) {
        return Likeness::Sure;
    }
    // A session without an end lasts as long as its lines do.
    let planned = i64::from(hours.end().unwrap_or(last));
    if starts.len() >= 2 {
        // Chapters of a recording count from its start, too, and do not say when they end.
        let has_end =
            |times: &written::PartTimes| times.start.is_none() || times.end.is_some() || times.minutes.is_some();
        if is_elapsed && !resolved.iter().all(has_end) {
            return Likeness::None;
        }
        let inside = starts.iter().filter(|start| **start >= 0).count();
        // Buses that come before the session begins, or talks of its last half hour, are other things.
        let first = starts.first().copied().unwrap_or(0);
        let is_spread = i64::from(last) * 3 >= planned && first <= LATE;
        if filled.max(i64::from(last - first)) * 2 < planned || !(is_spread || first == 0) || inside < 2 {
            return Likeness::None;
        }
        let is_enough = inside + (times.len() - later_days) >= LINES;
        return match starts.is_sorted() && is_enough && outside == 0 {
            true if is_spread => Likeness::Sure,
            true => Likeness::Short,
            false if is_spread && count >= LINES => Likeness::Near,
            false => Likeness::None,
        };
    }
    // Lengths alone may be those of anything: songs, loaves, recordings. They are those of the session where they fill
    // it.
    let off = (filled - planned).abs();
    if count > LINES && filled * 2 >= planned && filled < planned && off * 5 > planned {
        return Likeness::Short;
    }
    if off == 0 || (off * 10 <= planned && count > CERTAIN) {
        Likeness::Sure
    } else if off * 5 <= planned && count >= LINES {
        Likeness::Near
    } else {
        Likeness::None
    }
}
