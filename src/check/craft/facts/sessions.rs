//! A session before it begins and after it is over.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use crate::check::craft::Check;
use crate::check::craft::context::{Context, day, days, is_drop_in, say_by_season};
use crate::diagnostic::Diagnostic;
use crate::handbook::schedule::sittings;
use crate::handbook::session::DoorsOpen;
use crate::handbook::{Role, Session};

pub fn purpose_missing(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let lacks = |session: &Session| {
        let is_other = |role| !matches!(role, Some(Role::Agenda | Role::Bring | Role::WhatHappened));
        let before = session.body.sections.iter().take_while(|section| section.role != Some(Role::Agenda));
        session.body.summary.plain().trim().is_empty()
            && session.body.section(Role::Purpose).is_none()
            && !before.into_iter().any(|section| is_other(section.role) && !section.prose.is_empty())
            && session.agenda.as_ref().is_none_or(|agenda| agenda.intro.is_empty())
    };
    let sessions = context.finished().map(|plan| plan.session);
    let lacking: Vec<&Session> = sessions.filter(|session| !is_drop_in(session) && lacks(session)).collect();
    let one = |_: &Session| "This session has no opening line and no `## Purpose`.".to_owned();
    let several = "{count} coming sessions of this season have no opening line and no `## Purpose`.";
    say_by_season(check, &lacking, one, several, "Begin the page with one line that says what the session is for.")
}

/// So many days before a session people make up their minds.
const WEEK: i32 = 7;

pub fn outline_empty(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let has_agenda = |session: &Session| session.agenda.as_ref().is_some_and(|agenda| !agenda.segments.is_empty());
    let has_met = context.sessions.iter().any(|session| day(session).is_some_and(|day| day < context.today));
    // A group that has never written an agenda does not need one now.
    if has_met && !context.sessions.iter().any(|session| has_agenda(session)) {
        return Vec::new();
    }
    let find = |session: &Session| {
        let left = days(context.today, day(session)?);
        let is_planned = has_agenda(session)
            || is_drop_in(session)
            || !(session.notes.is_empty() && session.slides.is_empty())
            || session.body.sections.iter().any(|section| section.role.is_none() || section.role == Some(Role::Agenda));
        let when = match left {
            _ if is_planned => return None,
            0 => "is today".to_owned(),
            1 => "is tomorrow".to_owned(),
            left if (2..=WEEK).contains(&left) => format!("is in {left} days"),
            _ => return None,
        };
        let mend =
            "Write three lines below `## Agenda`, such as `- 10 min: Check-in [everyone]`; you can still change them.";
        Some(check.say(&session.meta.span, &format!("This session {when} and has no `## Agenda`."), mend))
    };
    context.coming().filter_map(find).collect()
}

pub fn doors_open_early(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let least = context.numbers.doors_minutes;
    let find = |session: &Session| {
        let doors = session.doors_open.as_ref().filter(|_| session.place.as_ref().is_some_and(|place| place.online))?;
        let minutes = match doors.value {
            DoorsOpen::Before(minutes) => minutes,
            DoorsOpen::At(_) => {
                let first = sittings(session, context.book.zone(session)).into_iter().next()?;
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
        Some(check.say(&doors.span, &seen, format!("Open it earlier: `doors_open: {least} minutes before`.")))
    };
    context.coming().filter_map(find).collect()
}

/// So many days are time enough to write down what happened.
const TIME: i32 = 7;
/// So many days later nobody remembers.
const LATE: i32 = 70;

/// Returns the sessions that are over, with how many days ago they were; without those that repeat.
fn past<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a Session, i32)> {
    let today = context.today;
    let over = context.sessions.iter().copied().filter(|session| !is_drop_in(session));
    over.filter_map(move |session| {
        let further = session.also_offered.iter().map(|meeting| meeting.value.date).max();
        let last = day(session)?.max(further.unwrap_or(Date::MIN));
        Some((session, days(last, today)))
    })
    .filter(|(_, ago)| *ago > TIME)
}

pub fn no_summary(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let lacks = |session: &Session| {
        session.body.section(Role::WhatHappened).is_none()
            && session.notes.is_empty()
            && session.slides.is_empty()
            && session.recording.is_empty()
    };
    let recent = past(context).filter(|(session, ago)| *ago <= LATE && lacks(session));
    let lacking: Vec<&Session> = recent.map(|(session, _)| session).collect();
    let one = |session: &Session| {
        let ago = day(session).map_or(0, |day| days(day, context.today));
        format!("This session was {ago} days ago and has no `## What happened`.")
    };
    let several = "{count} sessions of the last weeks, beginning with this one, have no `## What happened`.";
    say_by_season(check, &lacking, one, several, "Add it with a few lines that name nobody, or link `notes`.")
}

pub fn records_missing(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let funder = context.book.community.funder.as_ref();
    if !funder.is_some_and(|funder| funder.needs.iter().any(|need| need.to_lowercase().contains("attendance"))) {
        return Vec::new();
    }
    // The list names a session by its id or by its day.
    let rows = &context.handbook.private.attendance;
    let named: FxHashSet<String> = rows.iter().map(|row| row.session.value.to_lowercase()).collect();
    let has = |session: &Session| {
        let further = session.also_offered.iter().map(|meeting| meeting.value.date);
        let mut days = day(session).into_iter().chain(further);
        named.contains(&session.meta.id.to_lowercase())
            || session.meta.was.iter().any(|was| named.contains(&was.value.to_lowercase()))
            || days.any(|day| named.contains(&day.to_string()))
    };
    let lacking: Vec<&Session> = past(context).map(|(session, _)| session).filter(|session| !has(session)).collect();
    let one = |_: &Session| "The attendance list has no column for this session.".to_owned();
    let several = "The attendance list has no column for {count} sessions, beginning with this one.";
    let mend = "Add a column for each session to `private/records/attendance.csv`.";
    say_by_season(check, &lacking, one, several, mend)
}

#[cfg(test)]
mod tests;
