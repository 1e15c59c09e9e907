//! The agenda of a session that no heading announces, and what looks like one in a quote or in code.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::Diagnostic;
use crate::handbook::timeline::layout;
use crate::handbook::Segment;
use crate::parse::markdown::{Chunk, Piece, Walk, is_private};
use crate::source::Span;

use super::blocks::{self, blocks};
use super::written::{self, EARLIEST, Hours, Written};
use super::{Item, parts, title};

/// So many lines with times are an agenda.
const LINES: usize = 3;

/// An agenda begins at most so many minutes after its session.
const LATE: i32 = 45;

/// Lines in a quote or in code that look like an agenda, where nothing is read.
pub struct Unseen {
    /// Their texts, as written.
    pub lines: Vec<String>,
    pub place: Span,
}

impl Unseen {
    /// The note that names them.
    #[must_use]
    pub fn note(&self) -> Diagnostic {
        let short = |line: Option<&String>| {
            let line = line.map_or("", |line| line.trim());
            let end = line.char_indices().nth(40).map_or(line.len(), |(at, _)| at);
            if end < line.len() { format!("{}...", &line[..end]) } else { line.to_owned() }
        };
        let message = format!(
            "{} lines look like the agenda of this session (“{}” to “{}”), but they stand in a quote, in code or in HTML, so they \
             are shown as text.",
            self.lines.len(),
            short(self.lines.first()),
            short(self.lines.last())
        );
        Diagnostic::note("agenda-unseen", self.place.clone(), message)
            .help("Write each as a line of a list below `## Agenda`, such as `- 10 min: Check-in`.")
    }
}

/// Where an agenda stands that no heading announces.
pub enum Implicit {
    /// Below the heading of that chunk.
    Section(usize),
    /// From one chunk to another, whose headings are parts or days of it.
    Run(Range<usize>),
    /// Before the first heading, from that piece on.
    Before(usize),
}

/// Looks for the agenda of a session in a page without such a heading: three or more lines that say when they begin, from
/// the start of the session on and over half of it at least, or how long they last, together as long as it. `before` is
/// what stands before the first heading, `chunks` are the sections in order; those that are taken for something else are
/// not `free`.
pub fn implicit<'t>(
    walk: &mut Walk<'t>,
    pieces: &[Piece<'t>],
    before: &Range<usize>,
    chunks: &[(Chunk, bool)],
    hours: Option<Hours>,
) -> Option<Implicit> {
    let hours = hours?;
    let free = |place: &usize| chunks.get(*place).is_some_and(|(_, is_free)| *is_free);
    let mut is_agenda = |range: Range<usize>| looks_like_one(&times_in(walk, &pieces[range], hours), hours);
    if let Some(place) = (0..chunks.len()).filter(free).find(|place| is_agenda(chunks[*place].0.content.clone())) {
        return Some(Implicit::Section(place));
    }
    if is_agenda(before.clone()) {
        let mut at = before.start;
        let first = blocks(&pieces[before.clone()]).position(|block| {
            let is_timed = !times_in(walk, block, hours).is_empty();
            at += if is_timed { 0 } else { block.len() };
            is_timed
        });
        return first.map(|_| Implicit::Before(at));
    }
    let mut is_timed = |place: &usize| {
        let chunk = &chunks[*place].0;
        !times_in(walk, &pieces[chunk.heading.start..chunk.content.end], hours).is_empty()
    };
    let timed: Vec<usize> = (0..chunks.len()).filter(free).filter(|place| is_timed(place)).collect();
    let (first, last) = (*timed.first()?, *timed.last()?);
    let run = chunks[first].0.heading.start..chunks[last].0.content.end;
    let is_run = (first..=last).all(|place| free(&place)) && looks_like_one(&times_in(walk, &pieces[run], hours), hours);
    is_run.then_some(Implicit::Run(first..last + 1))
}

/// The times of the parts that would be read from `pieces`.
fn times_in<'t>(walk: &mut Walk<'t>, pieces: &[Piece<'t>], hours: Hours) -> Vec<Written> {
    if !pieces.iter().any(|(event, _)| matches!(event, Event::Text(text) | Event::Code(text) if text.contains(|c: char| c.is_ascii_digit()))) {
        return Vec::new();
    }
    // Nothing is said of what is not read.
    let said = walk.diagnostics.len();
    let items = parts::parts(walk, pieces, Some(hours)).items;
    walk.diagnostics.truncate(said);
    let mut is_timed = items.iter().filter_map(|item| if let Item::Part(part) = item { Some(part.is_timed()) } else { None });
    let written = super::written_of(&items);
    written.into_iter().filter(|_| is_timed.next().unwrap_or(false)).collect()
}

/// Looks for an agenda in the quotes and the code of `pieces`.
pub fn unseen(walk: &Walk<'_>, pieces: &[Piece<'_>], hours: Option<Hours>) -> Option<Unseen> {
    blocks(pieces).find_map(|block| quoted(walk, block, hours?))
}

/// Looks for an agenda in a quote or in code.
pub fn quoted(walk: &Walk<'_>, block: &[Piece<'_>], hours: Hours) -> Option<Unseen> {
    let (_, range) = block.first()?;
    let is_meant = matches!(block.first(), Some((Event::Start(Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::HtmlBlock), _)));
    if !is_meant || is_private(&walk.text.text, range) {
        return None;
    }
    let mut text = String::new();
    for (event, _) in blocks::inside(block) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::Html(part) | Event::InlineHtml(part) => text.push_str(&without_tags(part)),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => text.push('\n'),
            _ => {}
        }
    }
    let lines: Vec<&str> = text.lines().filter(|line| line.contains(char::is_alphabetic)).collect();
    let written = |line: &&str| {
        let expressions = title::find(line.trim()).times.iter().map(|time| time.expression).collect::<Vec<_>>();
        (!expressions.is_empty()).then(|| Written { expressions, ..Written::default() })
    };
    let (lines, times): (Vec<&str>, Vec<Written>) =
        lines.into_iter().filter_map(|line| Some((line, written(&line)?))).unzip();
    looks_like_one(&times, hours).then(|| Unseen {
        lines: lines.into_iter().map(str::to_owned).collect(),
        place: walk.text.span(range.clone()),
    })
}

/// HTML without its tags; what stood in cells of its own is parted by spaces.
fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(text);
        let (_, after) = tag.split_once('>').unwrap_or(("", ""));
        out.push(' ');
        rest = after;
    }
    out + rest
}

/// Whether parts with those times fill a session of those `hours` as an agenda does.
fn looks_like_one(times: &[Written], hours: Hours) -> bool {
    let resolved = written::resolve(times, Some(hours)).parts;
    let planned = i32::try_from(hours.minutes()).unwrap_or(i32::MAX);
    let timed = resolved.iter().filter(|times| times.start.is_some() || times.minutes.is_some()).count();
    let starts: Vec<i32> = resolved.iter().filter_map(|times| times.start).collect();
    // The days of a session have the same hours.
    let is_within = |minute: &i32| (-EARLIEST..=planned).contains(&if *minute < 0 { *minute } else { minute.rem_euclid(24 * 60) });
    if timed < LINES || !starts.iter().all(is_within) {
        return false;
    }
    let segments: Vec<Segment> = resolved
        .iter()
        .map(|times| Segment { start: times.start, end: times.end, minutes: times.minutes, ..Segment::at(Span::whole(&"".into())) })
        .collect();
    let placed = layout(&segments, Some(hours.minutes()), |minute| minute, |segment| segment.minutes);
    let filled = placed.iter().map(|placed| i64::from(placed.fresh)).sum::<i64>();
    let planned = i64::from(planned);
    if starts.len() >= 2 {
        let is_in_order = starts.is_sorted() && starts.first().is_some_and(|first| *first <= LATE);
        return is_in_order && filled * 2 >= planned;
    }
    // Lengths alone may be those of anything: songs, loaves, recordings.
    (filled - planned).abs() * 10 <= planned
}
