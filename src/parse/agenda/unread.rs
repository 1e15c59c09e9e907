//! What of an agenda could not be read: lengths that are missing, and lines that are no list.

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::Diagnostic;
use crate::handbook::{Agenda, Segment, Spelling};
use crate::parse::markdown::{Piece, Walk};

use super::{blocks, title};

/// Says what of `agenda`, which was read from `pieces`, is not understood.
pub fn say(walk: &mut Walk<'_>, pieces: &[Piece<'_>], agenda: &Agenda) {
    warn_of_missing_minutes(walk, agenda);
    if agenda.segments.is_empty() {
        warn_of_plain_lines(walk, pieces, agenda);
    }
}

/// A segment without minutes stops the clock for all that follow, unless nothing is timed at all. One that uses a
/// method borrows the method's.
fn warn_of_missing_minutes(walk: &mut Walk<'_>, agenda: &Agenda) {
    let help = match agenda.spelling {
        Spelling::List => "Begin the line with its minutes, such as `10 min: `.",
        Spelling::Headings => "Begin the heading with its minutes, such as `### 10 min - `.",
        Spelling::Table => "Write its minutes into the column for them, such as `10`.",
    };
    if agenda.segments.iter().all(|segment| segment.minutes.is_none()) {
        if holds_numbers(agenda) {
            let message = "No line of this agenda has a length that can be read, so its times cannot be worked out.";
            walk.diagnostics.push(Diagnostic::warning("missing-minutes", agenda.span.clone(), message).help(help));
        }
        return;
    }
    for segment in agenda.segments.iter().filter(|segment| segment.minutes.is_none() && segment.method.is_none()) {
        let title = segment.title.plain();
        walk.diagnostics.push(
            Diagnostic::warning(
                "missing-minutes",
                segment.span.clone(),
                format!("“{title}” has no length that can be read, so the times after it cannot be worked out."),
            )
            .help(help),
        );
    }
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
