//! Checks of dates and times that do not fit together.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};

use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::schedule::{doors_on_the_clock, occurrences};
use crate::handbook::session::{Change, DoorsOpen, End, Meeting, WhatChanged, When};
use crate::handbook::{Handbook, Session};
use crate::parse::time;
use crate::redact::Drafts;
use crate::source::{Located, Span};

/// Reports sessions that begin, end or open their doors at a time that the clocks jump over; one that comes twice is
/// worth knowing.
pub fn clock_changes(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let book = &handbook.book;
    let mut diagnostics = Vec::new();
    for session in &book.sessions {
        let When::On(first) = &session.when.value else { continue };
        let zone = book.zone(session);
        let doors = session.doors_open.as_ref();
        let on_days = occurrences(session).into_iter().map(|date| Meeting { date, ..*first });
        // Of a repeating session one mistake is enough: the same time mends them all. But an error may come in spring,
        // after the warning of an autumn.
        let odd: Vec<Diagnostic> =
            on_days.filter_map(|meeting| odd_time(&meeting, doors, zone, &session.when.span)).collect();
        let worst = odd.iter().position(|odd| odd.severity == Severity::Error).unwrap_or(0);
        diagnostics.extend(odd.into_iter().nth(worst));
        // The doors' time is that of the first sitting; the others keep their distance.
        let further = session.also_offered.iter();
        diagnostics.extend(further.filter_map(|meeting| odd_time(&meeting.value, None, zone, &meeting.span)));
    }
    diagnostics
}

/// Reports what is odd about the times of one meeting: one thing at most, since moving it moves its end and its doors.
fn odd_time(meeting: &Meeting, doors: Option<&Located<DoorsOpen>>, zone: &TimeZone, span: &Span) -> Option<Diagnostic> {
    let start = meeting.date.to_datetime(meeting.times.start);
    let end = match meeting.times.end {
        End::At(time) if time < meeting.times.start => meeting.date.tomorrow().ok().map(|day| day.to_datetime(time)),
        End::At(time) => Some(meeting.date.to_datetime(time)),
        End::After(_) => None,
    };
    let odd = |local: DateTime| odd_local_time(local, zone, span);
    let odd_doors = || {
        let doors = doors?;
        odd_local_time(doors_on_the_clock(meeting, doors.value)?, zone, &doors.span)
    };
    odd(start).or_else(|| odd(end?)).or_else(odd_doors)
}

fn odd_local_time(local: DateTime, zone: &TimeZone, span: &Span) -> Option<Diagnostic> {
    let (time, day, place) = (clock(local.time()), words(local.date()), zone.iana_name().unwrap_or("this time zone"));
    match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { .. } => None,
        AmbiguousOffset::Gap { .. } => {
            let message =
                format!("The time {time} does not exist on {day} in {place}, because the clocks go forward past it.");
            let help = "Choose a time before or after the change.";
            Some(Diagnostic::error("time-skipped", span.clone(), message).help(help))
        }
        AmbiguousOffset::Fold { .. } => {
            let message = format!(
                "{time} comes twice on {day} in {place}, because the clocks go back. Handbound uses the first one."
            );
            let help = "If the second is meant, choose a time outside that hour.";
            Some(Diagnostic::warning("time-twice", span.clone(), message).help(help))
        }
    }
}

/// Reports further sittings at the same date and time as another.
pub fn sittings_twice(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for session in &handbook.book.sessions {
        let When::On(first) = &session.when.value else { continue };
        let mut known = vec![(first, &session.when.span)];
        for meeting in &session.also_offered {
            if let Some((_, span)) = known.iter().find(|(other, _)| **other == meeting.value) {
                let message = "This sitting is at the same time as another one of the same session.";
                let help = "Give it its own date and time, or take it out.";
                let diagnostic = Diagnostic::error("dates-in-order", meeting.span.clone(), message).help(help);
                diagnostics.push(diagnostic.also((*span).clone(), "the other one"));
            } else {
                known.push((&meeting.value, &meeting.span));
            }
        }
    }
    diagnostics
}

/// Reports `changes` that are not written newest last: calendars learn from their number and their order.
pub fn changes_in_order(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let late = |session: &Session| {
        let pairs = session.changes.iter().zip(session.changes.iter().skip(1));
        let wrong = pairs.filter(|(earlier, later)| later.date < earlier.date);
        let say = |(earlier, later): (&Change, &Change)| {
            let message =
                format!("The change of {} is listed after the one of {}.", words(later.date), words(earlier.date));
            let help = "Write the changes in the order in which they were made, the newest last.";
            Diagnostic::error("dates-in-order", later.span.clone(), message).help(help)
        };
        wrong.map(say).next()
    };
    handbook.book.sessions.iter().filter_map(|session| late(session)).collect()
}

/// Reports a move in words alone: it is shown as it is written, but lists and search engines learn of it from
/// `moved_from`.
pub fn moves_in_words(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let in_words = |session: &Session, change: &Change| {
        let WhatChanged::InWords(text) = &change.what else { return None };
        let rest = text.trim().get(11..).filter(|_| text.trim().to_ascii_lowercase().starts_with("moved from "))?;
        let (day, rest) = time::day_at_start(rest, session.only_meeting()?.date)?;
        let why = rest.trim_start_matches([',', '.', ':', ';', ' ']).replace(['"', '\\'], "'");
        let why = if why.is_empty() { why } else { format!(", why: \"{why}\"") };
        let message =
            format!("Pages show `{}` as you wrote it, but lists do not mark the session as moved.", text.trim());
        let help = format!(
            "Write `- {}: {{moved_from: {day}{why}}}` in its place; the old time may follow the day, as in `{day} 18:30`.",
            change.date
        );
        Some(Diagnostic::note("move-in-words", change.span.clone(), message).help(help))
    };
    let sessions = handbook.book.sessions.iter();
    sessions.flat_map(|session| session.changes.iter().filter_map(|change| in_words(session, change))).collect()
}

/// Reports scenarios that close before they open, and values that are looked at again before they were agreed.
pub fn spans_in_order(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let book = &handbook.book;
    let scenarios = book
        .scenarios
        .iter()
        .filter_map(|scenario| backwards(("opens", scenario.opens.as_ref()?), ("closes", scenario.closes.as_ref()?)));
    let values = book.values.iter().chain(&book.agreements).filter_map(|values| {
        backwards(("agreed_on", values.agreed_on.as_ref()?), ("revisit_on", values.revisit_on.as_ref()?))
    });
    scenarios.chain(values).collect()
}

fn backwards((early, first): (&str, &Located<Date>), (late, second): (&str, &Located<Date>)) -> Option<Diagnostic> {
    if second.value >= first.value {
        return None;
    }
    let (day, other) = (words(second.value), words(first.value));
    let message = format!("`{late}` is {day}, before `{early}`, which is {other}.");
    let help = "Check the two dates, and their years too: one of them is wrong.";
    let diagnostic = Diagnostic::error("dates-in-order", second.span.clone(), message).help(help);
    Some(diagnostic.also(first.span.clone(), "the other one"))
}

/// Writes a day as a message does: `19 November 2026`.
pub(super) fn words(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

#[cfg(test)]
mod tests;
