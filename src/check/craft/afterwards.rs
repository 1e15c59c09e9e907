//! What is left of a session when it is over: a few lines for everyone, a list for those who pay.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::reading::{Reading, day, days, is_drop_in};
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::{Role, Session};

pub const NO_SUMMARY: Check = Check {
    id: "no-summary",
    level: Severity::Note,
    subject: Subject::Session,
    rule: "A week after a session its page says what happened. Where three or more of a season say nothing, it is told once.",
    silent: "It is more than ten weeks ago, it repeats, or notes, slides or a recording are linked.",
    why: "A group that writes down its way can see how far it has come, and those who were away can follow",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(no_summary),
};

pub const RECORDS_MISSING: Check = Check {
    id: "records-missing",
    level: Severity::Nudge,
    subject: Subject::Privacy,
    rule: "Where the funder needs to know who came, the private records say it of each session that is over.",
    silent: "It was within the last week, it repeats, or `funder` asks for no attendance. Only those who run `check` read it.",
    why: "What a funder will ask is easily written down in the same week and hard to find out in a year",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(records_missing),
};

/// So many days are time enough to write it down.
const TIME: i32 = 7;
/// So many days later nobody remembers.
const LATE: i32 = 70;

/// The sessions that are over, with how many days ago they were; without those that repeat.
fn past<'a>(reading: &Reading<'a>) -> impl Iterator<Item = (&'a Session, i32)> {
    let today = reading.today;
    let over = reading.sessions.iter().copied().filter(|session| !is_drop_in(session));
    over.filter_map(move |session| {
        let further = session.also_offered.iter().map(|meeting| meeting.value.date).max();
        let last = day(session)?.max(further.unwrap_or(Date::MIN));
        Some((session, days(last, today)))
    })
    .filter(|(_, ago)| *ago > TIME)
}

fn no_summary(reading: &Reading) -> Vec<Diagnostic> {
    let lacks = |session: &Session| {
        session.body.section(Role::WhatHappened).is_none()
            && session.notes.is_empty()
            && session.slides.is_empty()
            && session.recording.is_empty()
    };
    let recent = past(reading).filter(|(session, ago)| *ago <= LATE && lacks(session));
    let lacking: Vec<&Session> = recent.map(|(session, _)| session).collect();
    let seen = |session: &Session, count| match count {
        1 => {
            let ago = day(session).map_or(0, |day| days(day, reading.today));
            format!("This session was {ago} days ago, and nothing tells what happened.")
        }
        count => format!("Of {count} sessions of the last weeks nothing tells what happened, beginning with this one."),
    };
    NO_SUMMARY.say_by_season(&lacking, seen, "Add `## What happened` with a few lines that name nobody.")
}

fn records_missing(reading: &Reading) -> Vec<Diagnostic> {
    let funder = reading.book.community.funder.as_ref();
    let asks = |need: &String| {
        let need = need.to_lowercase();
        need.contains("attendance") || need.contains("participa") || need.contains("who came")
    };
    if !funder.is_some_and(|funder| funder.needs.iter().any(asks)) {
        return Vec::new();
    }
    // The list names a session by its id or by its day.
    let rows = &reading.handbook.private.attendance;
    let named: FxHashSet<String> = rows.iter().map(|row| row.session.value.to_lowercase()).collect();
    let has = |session: &Session| {
        let further = session.also_offered.iter().map(|meeting| meeting.value.date);
        let mut days = day(session).into_iter().chain(further);
        named.contains(&session.meta.id.to_lowercase())
            || session.meta.was.iter().any(|was| named.contains(&was.value.to_lowercase()))
            || days.any(|day| named.contains(&day.to_string()))
    };
    let lacking: Vec<&Session> = past(reading).map(|(session, _)| session).filter(|session| !has(session)).collect();
    let seen = |_: &Session, count| match count {
        1 => "Nobody has written down who came to this session.".to_owned(),
        count => format!("Nobody has written down who came to {count} sessions, beginning with this one."),
    };
    let mend = "Write it into `private/records/attendance.csv`, a column for each session.";
    RECORDS_MISSING.say_by_season(&lacking, seen, mend)
}

#[cfg(test)]
mod tests;
