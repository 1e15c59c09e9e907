//! Minutes that add up, and that people can sit through.

use super::reading::{Outline, Reading};
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::schedule::sittings;
use crate::handbook::timeline::Timed;
use crate::handbook::{Segment, SegmentKind};

pub const AGENDA_ADDS_UP: Check = Check {
    id: "agenda-adds-up",
    level: Severity::Warning,
    subject: Subject::Agenda,
    rule: "The minutes of an agenda add up to the length of its session. More is a warning, 5 or more too few a nudge.",
    silent: "The session has no time yet, the agenda is still a sketch, or minutes are missing that would fill the rest. \
             Lengths that are about right (`20-30 min`) may be 5 too many, and are a nudge.",
    why: "People can give themselves to a meeting that starts and ends when it was said to",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(agenda_adds_up),
};

pub const LONG_SITTING: Check = Check {
    id: "long-sitting",
    level: Severity::Nudge,
    subject: Subject::Agenda,
    rule: "Nobody sits for more than 90 minutes (`sitting_minutes`) without a break.",
    silent: "People practise, a part in between has no length, or a title or its details speak of a pause, of food or of moving about.",
    why: "A snack and a stretch are part of being looked after",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(long_sitting),
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
        let end = end(outline, reading).map_or(String::new(), |end| format!(", and would end at {end}"));
        let seen = format!("This agenda takes {total} minutes, {over} more than planned{end}.");
        let mend = match outline.tech_first().filter(|(_, minutes)| over <= *minutes) {
            Some((tech, _)) => format!(
                "Leave “{}” out of the agenda, which begins with the session: `doors_open: 10 minutes before` is for that.",
                tech.title.plain()
            ),
            None => format!("Take {} out of it, or plan a longer session.", minutes(over)),
        };
        return Some(AGENDA_ADDS_UP.say_as(level, span, &seen, mend));
    }
    let under = planned - total;
    if under < SOME || outline.laid.incomplete || !outline.is_finished() {
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

/// What lets people rest or move, in other words than those that are read as a break.
const REST: &[&str] = &[
    "break",
    "stretch",
    "snack",
    "tea",
    "coffee",
    "soup",
    "lunch",
    "supper",
    "dinner",
    "meal",
    "pause",
    "potluck",
    "food",
    "eat",
    "pizza",
    "sandwich",
    "bread",
    "biscuit",
    "fruit",
    "fika",
    "drink",
    "cake",
    "walk",
    "mov",
    "outdoor",
    "outside",
    "energi",
    "danc",
    "gallery",
    "stand",
    "tour",
    "kettle",
    "scone",
    "cookie",
    "butties",
    "picnic",
    "barbecue",
    "elevenses",
    "refresh",
    "recess",
    "nap",
    "kaffe",
    "kuchen",
    "imbiss",
    "koffie",
    "café",
    "tisane",
    "collation",
    "goûter",
    "apéro",
    "merienda",
];

/// Whether nobody just sits and listens: a break, or something to do.
fn is_resting(timed: &Timed) -> bool {
    matches!(timed.kind, Some(SegmentKind::Break | SegmentKind::Practice))
}

/// The longest time without a break: the first part of it, and its minutes. `has_rest` tells of further breaks.
fn longest<'a>(outline: &Outline<'a>, has_rest: impl Fn(usize) -> bool) -> Option<(&'a Segment, u32)> {
    // Since the last break.
    let mut sitting: Option<(&Segment, u32)> = None;
    let mut longest = sitting;
    for (place, (segment, timed)) in outline.parts().enumerate() {
        sitting = match timed.minutes {
            Some(minutes) if !is_resting(timed) && !has_rest(place) => {
                let (first, before) = sitting.unwrap_or((segment, 0));
                Some((first, before.saturating_add(minutes)))
            }
            _ => None,
        };
        if sitting.map(|(_, minutes)| minutes) > longest.map(|(_, minutes)| minutes) {
            longest = sitting;
        }
    }
    longest
}

fn long_sitting(reading: &Reading) -> Vec<Diagnostic> {
    let most = reading.numbers.sitting_minutes;
    let tell = |outline: &Outline| {
        // Words are looked at only where kinds alone tell of a long one, which is seldom.
        let is_long = |(_, minutes): &(&Segment, u32)| *minutes > most;
        longest(outline, |_| false).filter(is_long)?;
        let (first, minutes) = longest(outline, |place| outline.mentions_at(place, REST)).filter(is_long)?;
        let seen = format!("From “{}” on there are {minutes} minutes without a break.", first.title.plain());
        let line = outline.line(10, "Tea and a stretch", "break");
        Some(LONG_SITTING.say(&first.span, &seen, format!("Put a break near the middle: {line}.")))
    };
    reading.outlines.iter().filter_map(tell).collect()
}

#[cfg(test)]
mod tests;
