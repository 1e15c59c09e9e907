//! Minutes that add up, and that people can sit through.

use super::reading::{Outline, Reading};
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::schedule::sittings;

pub const AGENDA_ADDS_UP: Check = Check {
    id: "agenda-adds-up",
    level: Severity::Warning,
    subject: Subject::Agenda,
    rule: "The minutes of an agenda add up to the length of its session. More is a warning, 5 or more too few a nudge.",
    silent: "The session has no time yet, no part has a length, or minutes are missing that would fill the rest. \
             Lengths that are about right (`20-30 min`) may be 5 too many, and are a nudge.",
    why: "People can give themselves to a meeting that starts and ends when it was said to",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(agenda_adds_up),
};

pub const MISSING_MINUTES: Check = Check {
    id: "missing-minutes",
    level: Severity::Warning,
    subject: Subject::Agenda,
    rule: "Where one part of an agenda has a length, each has.",
    silent: "No part has one and no line holds a number, or a method lends its minutes.",
    why: "Without a length the times after it cannot be worked out",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Elsewhere,
};

/// Fewer minutes than this too few, or, of lengths that are about right, too many, are nothing to tell.
const SOME: u32 = 5;

fn agenda_adds_up(reading: &Reading) -> Vec<Diagnostic> {
    reading.outlines.iter().filter_map(|outline| adds_up(outline, reading)).collect()
}

fn adds_up(outline: &Outline, reading: &Reading) -> Option<Diagnostic> {
    let (total, planned) = (outline.laid.total, outline.planned?);
    let is_about = outline.laid.segments.iter().any(|timed| timed.about);
    let span = &outline.agenda.span;
    if total > planned {
        let over = total - planned;
        let level = match is_about {
            true if over < SOME => return None,
            true => Severity::Nudge,
            false => Severity::Warning,
        };
        let end = end(outline, reading).map_or(String::new(), |end| format!(" and would end at {end}"));
        let seen = format!("This agenda takes {total} minutes, {over} more than planned{end}.");
        let mend = format!("Take {} out of it, or plan a longer session.", minutes(over));
        return Some(AGENDA_ADDS_UP.say_as(level, span, &seen, mend));
    }
    let under = planned - total;
    if under < SOME || total == 0 || outline.laid.incomplete {
        return None;
    }
    let seen = format!("This agenda fills {total} of {planned} minutes, so {under} are left over.");
    let mend = format!("Give the {under} minutes to a part that needs them, or plan a shorter session.");
    Some(AGENDA_ADDS_UP.say_as(Severity::Nudge, span, &seen, mend))
}

/// When an agenda would end by the wall clock.
fn end(outline: &Outline, reading: &Reading) -> Option<String> {
    let sitting = sittings(outline.session, reading.book.zone(outline.session)).into_iter().next()?;
    let end = sitting.start.checked_add(jiff::SignedDuration::from_mins(i64::from(outline.laid.total))).ok()?;
    Some(reading.clock(end.time()))
}

fn minutes(count: u32) -> String {
    if count == 1 { "1 minute".to_owned() } else { format!("{count} minutes") }
}
