//! Diagnostics of the parts of an agenda that could not be read.

use crate::diagnostic::Diagnostic;
use crate::handbook::timeline::{Placed, layout};
use crate::handbook::{Agenda, Segment, Spelling};
use crate::parse::markdown::{MarkdownEvent, ProseReader, plain};
use crate::parse::time;

use super::blocks::{Block, blocks, inside, items, kind_of};
use super::line::lines;
use super::list::{is_lettered, literal_lines};
use super::written::Hours;
use super::{detect, title};

/// The most further parts without a length that are shown.
const MOST_SHOWN: usize = 4;

/// Reports what is not understood of `agenda`, which was read from `pieces`. `is_mixed` means that a list beside its
/// table is shown as text.
pub fn report(
    reader: &mut ProseReader<'_>,
    pieces: &[MarkdownEvent<'_>],
    agenda: &Agenda,
    is_mixed: bool,
    hours: Option<Hours>,
) {
    if is_mixed {
        let message = "This agenda is a table and a list; the table was read, and the list is shown as text.";
        let note = Diagnostic::note("mixed-agenda", agenda.span.clone(), message);
        reader.diagnostics.push(note.help("Write the whole agenda as a table, or as a list."));
    }
    warn_of_missing_minutes(reader, agenda, hours);
    if agenda.segments.iter().all(|segment| segment.minutes.is_none() && segment.start.is_none()) {
        warn_of_unread_blocks(reader, pieces, agenda, hours);
    }
}

/// Reports parts without minutes, which stop the clock for all that follow, unless nothing is timed at all. One that
/// uses a method borrows the method's.
fn warn_of_missing_minutes(reader: &mut ProseReader<'_>, agenda: &Agenda, hours: Option<Hours>) {
    let (how, example) = match agenda.spelling {
        Spelling::List => ("Begin the line with its minutes, such as", "10 min: "),
        Spelling::Headings => ("Begin the heading with its minutes, such as", "### 10 min - "),
        Spelling::Table => ("Write its minutes into the column for them, such as", "10"),
    };
    let help = format!("{how} `{example}`.");
    let has_time = |segment: &Segment| segment.minutes.is_some() || segment.start.is_some();
    if !agenda.segments.iter().any(has_time) {
        if seems_timed(agenda) {
            let message = "No line of this agenda has a length that can be read, so its times cannot be worked out.";
            reader.diagnostics.push(Diagnostic::warning("missing-minutes", agenda.span.clone(), message).help(help));
        }
        return;
    }
    let placed =
        layout(&agenda.segments, hours.and_then(|hours| hours.minutes), |minute| minute, |segment| segment.minutes);
    let is_missing = |(segment, placed): &(&Segment, Placed)| {
        segment.method.is_none() && !has_time(segment) && placed.minutes().is_none()
    };
    let mut without = std::iter::zip(&agenda.segments, placed).filter(is_missing).map(|(segment, _)| segment);
    let Some(first) = without.next() else { return };
    let others: Vec<&Segment> = without.collect();
    let title = match first.title.plain() {
        title if title.trim().is_empty() => "A part without a title".to_owned(),
        title => format!("“{title}”"),
    };
    let seen = match others.len() {
        0 => format!("{title} has no length"),
        1 => format!("{title} and one more part of this agenda have no length"),
        more => format!("{title} and {more} more parts of this agenda have no length"),
    };
    let help = left_over(agenda, hours).map_or(help, |left| {
        let example = example.replace("10", &left.to_string());
        format!("{how} `{example}`, which is the time that is left.")
    });
    let message = format!("{seen} that can be read, so the times after it cannot be worked out.");
    let mut said = Diagnostic::warning("missing-minutes", first.span.clone(), message).help(help);
    for other in others.into_iter().take(MOST_SHOWN) {
        said = said.also(other.span.clone(), "and this one");
    }
    reader.diagnostics.push(said);
}

/// Returns the minutes of the session that the one part without a length may take: none where more than one has none,
/// or where the others fill the session.
fn left_over(agenda: &Agenda, hours: Option<Hours>) -> Option<u32> {
    let lengths = agenda.segments.iter().map(|segment| segment.minutes.map(|minutes| minutes.value));
    if lengths.clone().filter(Option::is_none).count() != 1 {
        return None;
    }
    let known = lengths.flatten().try_fold(0_u32, u32::checked_add)?;
    hours?.minutes?.checked_sub(known).filter(|left| *left > 0)
}

/// Returns whether most lines of an agenda hold a number where people write a time: before a colon, a word or a sign of
/// time, or a round one at the end.
fn seems_timed(agenda: &Agenda) -> bool {
    let words = ["min", "hour", "std", "heure", "hora", "'", "’", ":"];
    let is_timed = |segment: &&Segment| {
        let title = segment.title.plain().to_lowercase();
        let mut numbers = title.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
        let is_time = |number: &str| {
            let rest = title.split_once(number).map_or("", |(_, rest)| rest.trim_start());
            // `45 - Lecture`: no place in a list has so high a number.
            let is_first = title.starts_with(number) && number.len() >= 2 && rest.starts_with(['-', '–', '—', '|']);
            let is_round = number.len() <= 3 && number.ends_with(['0', '5']) && matches!(rest, "" | ")" | "]");
            is_round || is_first || words.iter().any(|word| rest.starts_with(word))
        };
        segment.method.is_none() && numbers.any(is_time)
    };
    let count = agenda.segments.iter().filter(is_timed).count();
    count * 2 > agenda.segments.len()
}

/// Returns whether a number is alone in brackets: `Data dive (22)`.
fn has_bare_number(line: &str) -> bool {
    let mut inside = line.split('(').skip(1).filter_map(|rest| rest.split_once(')')).map(|(inside, _)| inside.trim());
    inside.any(|inside| (1..=3).contains(&inside.len()) && inside.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Reports lines in a quote, and others with times that are neither points of a list nor rows with a column of times: they
/// cannot be told apart.
fn warn_of_unread_blocks(
    reader: &mut ProseReader<'_>,
    pieces: &[MarkdownEvent<'_>],
    agenda: &Agenda,
    hours: Option<Hours>,
) {
    if let Some(unseen) = detect::unseen(reader, pieces, hours) {
        reader.tell_unseen(unseen);
        return;
    }
    if !agenda.segments.is_empty() {
        return;
    }
    let is_clock = |word: &str| time::whole(word).is_some_and(|one| one.clock.is_some());
    let is_timed = |line: &str| title::says_a_time(line) || line.split_whitespace().any(is_clock);
    let timed = |block: &[MarkdownEvent<'_>]| match kind_of(block) {
        Block::Code => literal_lines(block).iter().filter(|(line, _)| is_timed(line)).count(),
        // Its times are beside each other.
        Block::Table => blocks(inside(block))
            .next()
            .map_or(0, |head| items(head).filter(|cell| title::says_a_time(&plain(cell))).count().saturating_sub(1)),
        Block::Paragraph | Block::Label => {
            let is_part = |line: &&[MarkdownEvent<'_>]| {
                title::says_a_time(&plain(line)) || has_bare_number(&plain(line)) || is_lettered(line)
            };
            lines(inside(block)).iter().filter(|line| is_part(line)).count()
        }
        _ => 0,
    };
    if blocks(pieces).map(timed).sum::<usize>() < 2 {
        return;
    }
    let message =
        "The lines of this agenda are no list and no table with a column of times, so its parts cannot be told apart.";
    let help = "Write each part as a line of a list, such as `- 10 min: Check-in`.";
    reader.diagnostics.push(Diagnostic::warning("missing-minutes", agenda.span.clone(), message).help(help));
}
