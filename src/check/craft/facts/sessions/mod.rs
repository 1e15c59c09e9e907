//! Checks of a session before it begins and after it is over.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use crate::check::craft::{Check, Context, SessionPlan, count, days, is_drop_in, words};
use crate::diagnostic::Diagnostic;
use crate::handbook::records::{Period, records};
use crate::handbook::schedule::sittings;
use crate::handbook::{Role, Session};

pub fn purpose_missing(plan: &SessionPlan, _: &Context, check: &Check) -> Option<Diagnostic> {
    let session = plan.session;
    let may_say = |role| !matches!(role, Some(Role::Agenda | Role::Bring | Role::WhatHappened));
    let mut before = session.body.sections.iter().take_while(|section| section.role != Some(Role::Agenda));
    // A question for a title tells the purpose of the session.
    let has_purpose = session.meta.title.trim_end().ends_with('?')
        || !session.body.summary.plain().trim().is_empty()
        || !plan.agenda.intro.is_empty()
        || session.body.section(Role::Purpose).is_some()
        || before.any(|section| may_say(section.role) && !section.prose.is_empty());
    if has_purpose || is_drop_in(session) || !plan.is_finished() {
        return None;
    }
    let mend = "Begin the page with one line that says what the session is for.";
    Some(check.say(&session.meta.span, "This session has no opening line and no `## Purpose`.", mend))
}

/// The days before a session in which people make up their minds.
const WEEK: i32 = 7;

pub fn outline_empty(session: &Session, context: &Context, check: &Check) -> Option<Diagnostic> {
    let has_agenda = |session: &Session| session.agenda.as_ref().is_some_and(|agenda| !agenda.segments.is_empty());
    let day = session.day().filter(|day| (0..=WEEK).contains(&days(context.today, *day)))?;
    let is_planned = has_agenda(session)
        || is_drop_in(session)
        || !(session.notes.is_empty() && session.slides.is_empty())
        || session.body.sections.iter().any(|section| section.role.is_none_or(|role| role == Role::Agenda));
    // A group that has never written an agenda does not need one now.
    let has_met = || context.sessions.iter().any(|session| session.day().is_some_and(|day| day < context.today));
    if is_planned || (has_met() && !context.sessions.iter().any(|session| has_agenda(session))) {
        return None;
    }
    let seen = format!("This session is on {} and has no `## Agenda`.", words(day));
    let mend =
        "Write three lines below `## Agenda`, such as `- 10 min: Check-in [everyone]`; you can still change them.";
    Some(check.say(&session.meta.span, &seen, mend))
}

pub fn doors_open_early(session: &Session, context: &Context, check: &Check) -> Option<Diagnostic> {
    let least = context.numbers.doors_minutes;
    let doors = session.doors_open.as_ref().filter(|_| session.place.as_ref().is_some_and(|place| place.online))?;
    let first = sittings(session, context.book.zone(session)).into_iter().next()?;
    let before = first.start.timestamp().duration_since(first.doors.timestamp());
    let minutes = u32::try_from(before.as_mins()).ok()?;
    let seen = match minutes {
        minutes if minutes >= least => return None,
        0 => "The online room opens only when the session starts.".to_owned(),
        minutes => format!("The online room opens {} before the start.", count(minutes, "minute")),
    };
    Some(check.say(&doors.span, &seen, format!("Open it earlier: `doors_open: {least} minutes before`.")))
}

/// The days that are time enough to write down what happened.
const TIME: i32 = 7;
/// The days after which nobody remembers.
const LATE: i32 = 70;

/// Returns the sessions that are over, with how many days ago they were; without those that repeat.
fn past<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a Session, i32)> {
    let over = context.sessions.iter().copied().filter(|session| !is_drop_in(session));
    let ago = over.filter_map(|session| Some((session, days(dates(session).max()?, context.today))));
    ago.filter(|(_, ago)| *ago > TIME)
}

/// Returns the days on which a session is offered, where they are decided.
fn dates(session: &Session) -> impl Iterator<Item = Date> {
    session.day().into_iter().chain(session.also_offered.iter().map(|meeting| meeting.value.date))
}

pub fn no_summary(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let lacks = |session: &Session| {
        session.body.section(Role::WhatHappened).is_none()
            && session.notes.is_empty()
            && session.slides.is_empty()
            && session.recording.is_empty()
    };
    let say = |(session, ago): (&Session, i32)| {
        let seen = format!("This session was {ago} days ago and has no `## What happened`.");
        check.say(&session.meta.span, &seen, "Add it with a few lines that name nobody, or link `notes`.")
    };
    past(context).filter(|(session, ago)| *ago <= LATE && lacks(session)).map(say).collect()
}

pub fn records_missing(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let needs = context.book.community.funder.iter().flat_map(|funder| &funder.needs);
    if !needs.into_iter().any(|need| need.to_lowercase().contains("attendance")) {
        return Vec::new();
    }
    let records = records(context.handbook, Period::default(), context.today);
    let listed: FxHashSet<&str> =
        records.held.iter().filter(|held| held.marks.is_some()).map(|held| &*held.session).collect();
    let has = |session: &Session| listed.contains(&*session.meta.id);
    let say = |(session, _): (&Session, i32)| {
        let mend = "Add a column for it to `private/records/attendance.csv`, or put the report of your meeting program into \
                    `private/records/attendance/`.";
        check.say(&session.meta.span, "No list says who came to this session.", mend)
    };
    past(context).filter(|(session, _)| !has(session)).map(say).collect()
}

#[cfg(test)]
mod tests;
