//! The days and minutes before a session: a reminder, an outline, an open room.

use super::reading::{Reading, day, days, is_drop_in, speaks_of};
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::Session;
use crate::handbook::community::CommunityStatus;
use crate::handbook::schedule::sittings;
use crate::handbook::session::DoorsOpen;
use crate::public::hidden;

pub const DOORS_OPEN_EARLY: Check = Check {
    id: "doors-open-early",
    level: Severity::Nudge,
    subject: Subject::Session,
    rule: "An online room opens at least 10 minutes (`doors_minutes`) before the start.",
    silent: "Nothing is written down about it, since rooms open 10 minutes before anyway, or nobody joins online.",
    why: "Whoever has trouble with a link or a camera can find help before the others begin",
    guide: Guide::Online,
    part: None,
    look: Looked::Here(doors_open_early),
};

pub const REMINDER_TWO_DAYS: Check = Check {
    id: "reminder-two-days",
    level: Severity::Warning,
    subject: Subject::Community,
    rule: "The first reminder goes out 2 days (`reminder_days`) before a session at the latest.",
    silent: "No reminders are written down, one of them is early enough, or the community rests.",
    why: "People arrange lifts, cover and care for their own children before they can come",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(reminder_two_days),
};

pub const OUTLINE_EMPTY: Check = Check {
    id: "outline-empty",
    level: Severity::Nudge,
    subject: Subject::Session,
    rule: "A week before a session its agenda is there, if only as a sketch.",
    silent: "It repeats, its page or a link on it tells of a plan in other words, or a group that has met before writes no agendas.",
    why: "Members who know what is planned can think about it on the way",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(outline_empty),
};

fn doors_open_early(reading: &Reading) -> Vec<Diagnostic> {
    let least = reading.numbers.doors_minutes;
    let tell = |session: &Session| {
        let doors = session.doors_open.as_ref().filter(|_| session.place.as_ref().is_some_and(|place| place.online))?;
        let minutes = match doors.value {
            DoorsOpen::Before(minutes) => minutes,
            DoorsOpen::At(_) => {
                let first = sittings(session, reading.book.zone(session)).into_iter().next()?;
                let before = first.start.timestamp().duration_since(first.doors.timestamp());
                u32::try_from(before.as_mins()).ok()?
            }
        };
        let seen = match minutes {
            minutes if minutes >= least => return None,
            0 => "The online room opens only when the session starts.".to_owned(),
            1 => "The online room opens 1 minute before the start.".to_owned(),
            minutes => format!("The online room opens {minutes} minutes before the start."),
        };
        Some(DOORS_OPEN_EARLY.say(
            &doors.span,
            &seen,
            format!("Open it earlier: `doors_open: {least} minutes before`."),
        ))
    };
    reading.coming().filter_map(tell).collect()
}

fn reminder_two_days(reading: &Reading) -> Vec<Diagnostic> {
    let (least, community) = (reading.numbers.reminder_days, &reading.book.community);
    let first = community.calendar.reminders.iter().max_by_key(|reminder| reminder.value);
    let late = first.filter(|first| first.value < least && community.status == CommunityStatus::Active);
    let tell = |reminder: &crate::source::Located<u32>| {
        let seen = match reminder.value {
            0 => "Members are reminded only on the day of a session.".to_owned(),
            1 => "Members are first reminded 1 day before a session.".to_owned(),
            days => format!("Members are first reminded {days} days before a session."),
        };
        let mend = format!("Write `reminders: [7 days, {least} days]` below `calendar:`, and send them then.");
        REMINDER_TWO_DAYS.say(&reminder.span, &seen, mend)
    };
    late.map(tell).into_iter().collect()
}

/// So many days before a session people make up their minds.
const WEEK: i32 = 7;

/// What tells of a plan that is written down in another way.
const PLAN: &[&str] = &["agenda", "plan", "outline", "program", "schedule"];

/// Whether a list or a table of some length stands below a heading without a meaning, which may be the plan under another
/// name.
fn has_list(session: &Session) -> bool {
    const SOME: usize = 3;
    let entries = |html: &str| html.matches("<li").count().max(html.matches("<tr").count());
    session.body.sections.iter().any(|section| section.role.is_none() && entries(&section.prose.html) >= SOME)
}

fn outline_empty(reading: &Reading) -> Vec<Diagnostic> {
    let has_agenda = |session: &Session| session.agenda.as_ref().is_some_and(|agenda| !agenda.segments.is_empty());
    let has_met = reading.sessions.iter().any(|session| day(session).is_some_and(|day| day < reading.today));
    if has_met && !reading.sessions.iter().any(|session| has_agenda(session)) {
        return Vec::new();
    }
    let tell = |session: &Session| {
        let left = days(reading.today, day(session)?);
        let is_told = has_agenda(session)
            || is_drop_in(session)
            || !(session.notes.is_empty() && session.slides.is_empty())
            || hidden(reading.book, &session.meta, reading.drafts)
            || has_list(session)
            || speaks_of(session, PLAN);
        let seen = match left {
            _ if is_told => return None,
            0 => "This session is today, and has no agenda yet.".to_owned(),
            1 => "This session is tomorrow, and has no agenda yet.".to_owned(),
            left if (2..=WEEK).contains(&left) => format!("This session is in {left} days, and has no agenda yet."),
            _ => return None,
        };
        let mend =
            "Write three lines below `## Agenda`, such as `- 10 min: Check-in [everyone]`; they may still change.";
        Some(OUTLINE_EMPTY.say(&session.meta.span, &seen, mend))
    };
    reading.coming().filter_map(tell).collect()
}

#[cfg(test)]
mod tests;
