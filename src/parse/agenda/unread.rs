//! What of an agenda could not be read: lengths that are missing, and lines that are no list.

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::Diagnostic;
use crate::handbook::{Agenda, Segment, Spelling};
use crate::parse::markdown::{Piece, Walk};

use super::{Hours, blocks, title};

/// Says what of `agenda`, which was read from `pieces`, is not understood.
pub fn say(walk: &mut Walk<'_>, pieces: &[Piece<'_>], agenda: &Agenda, hours: Option<Hours>) {
    warn_of_missing_minutes(walk, agenda, hours);
    if agenda.segments.is_empty() {
        warn_of_plain_lines(walk, pieces, agenda);
    }
}

/// A segment without minutes stops the clock for all that follow, unless nothing is timed at all. One that uses a
/// method borrows the method's.
fn warn_of_missing_minutes(walk: &mut Walk<'_>, agenda: &Agenda, hours: Option<Hours>) {
    let (how, example) = match agenda.spelling {
        Spelling::List => ("Begin the line with its minutes, such as", "10 min: "),
        Spelling::Headings => ("Begin the heading with its minutes, such as", "### 10 min - "),
        Spelling::Table => ("Write its minutes into the column for them, such as", "10"),
    };
    let help = format!("{how} `{example}`.");
    if agenda.segments.iter().all(|segment| segment.minutes.is_none()) {
        if holds_numbers(agenda) {
            let message = "No line of this agenda has a length that can be read, so its times cannot be worked out.";
            walk.diagnostics.push(Diagnostic::warning("missing-minutes", agenda.span.clone(), message).help(help));
        }
        return;
    }
    let mut without = agenda.segments.iter().filter(|segment| segment.minutes.is_none() && segment.method.is_none());
    let Some(first) = without.next() else { return };
    let others: Vec<&Segment> = without.collect();
    let title = first.title.plain();
    let (seen, help) = match others.len() {
        0 => (
            format!("“{title}” has no length"),
            match left_over(agenda, hours) {
                Some(left) => {
                    let example = example.replace("10", &left.to_string());
                    format!("{how} `{example}`: so much of the session is left.")
                }
                None => help,
            },
        ),
        1 => (format!("“{title}” and one more part of this agenda have no length"), help),
        more => (format!("“{title}” and {more} more parts of this agenda have no length"), help),
    };
    let message = format!("{seen} that can be read, so the times after it cannot be worked out.");
    let mut said = Diagnostic::warning("missing-minutes", first.span.clone(), message).help(help);
    for other in others.into_iter().take(MOST_SHOWN) {
        said = said.also(other.span.clone(), "and this one");
    }
    walk.diagnostics.push(said);
}

/// So many further parts without a length are shown.
const MOST_SHOWN: usize = 4;

/// The minutes of the session that the one part without a length may take: none where more than one has none, or where
/// the others fill the session.
fn left_over(agenda: &Agenda, hours: Option<Hours>) -> Option<u32> {
    let lengths = agenda.segments.iter().map(|segment| segment.minutes.map(|minutes| minutes.value));
    if lengths.clone().filter(Option::is_none).count() != 1 {
        return None;
    }
    let known = lengths.flatten().try_fold(0_u32, u32::checked_add)?;
    hours?.minutes().checked_sub(known).filter(|left| *left > 0)
}

/// Whether most lines of an agenda hold a number, which may have been meant as their length.
fn holds_numbers(agenda: &Agenda) -> bool {
    let number = |segment: &&Segment| {
        segment.method.is_none() && segment.title.plain().bytes().any(|byte| byte.is_ascii_digit())
    };
    agenda.segments.iter().filter(number).count() * 2 > agenda.segments.len()
}

/// Lines with lengths that are no list, as they come out of a word processor, are read as one paragraph.
fn warn_of_plain_lines(walk: &mut Walk<'_>, pieces: &[Piece<'_>], agenda: &Agenda) {
    let paragraphs = blocks(pieces).filter(|block| matches!(block.first(), Some((Event::Start(Tag::Paragraph), _))));
    let timed = paragraphs
        .flatten()
        .filter(|(event, _)| matches!(event, Event::Text(text) if title::find(text).minutes.is_some()));
    if timed.count() < 2 {
        return;
    }
    let message = "This agenda is plain text and no list, so its parts and their times cannot be told apart.";
    let help = "Begin the line of each part with `- `, such as `- 10 min: Check-in`.";
    walk.diagnostics.push(Diagnostic::warning("missing-minutes", agenda.span.clone(), message).help(help));
}
