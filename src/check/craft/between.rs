//! The weeks between two sessions: something to try, something to answer, a word from each other.

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::reading::{Outline, Reading, SEASON, day, days, is_drop_in, stands_in};
use super::scenarios::shown;
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::schedule::{is_coming, occurrences};
use crate::handbook::{Role, Scenario, Session};

pub const NOTHING_BETWEEN_SESSIONS: Check = Check {
    id: "nothing-between-sessions",
    level: Severity::Nudge,
    subject: Subject::Session,
    rule: "A session that another one follows gives something to try or to think about until then: homework, or a \
           question for the journal. Where three or more of a season give nothing, it is told once.",
    silent: "The agenda is still a sketch, it is the last of its season or one that repeats, a scenario is open in between, \
             the agenda or what stands below it speaks of what people will try, of homework or of next time, or a heading \
             below the agenda has none of the usual names, and is not about the place, the people or things to bring.",
    why: "What a group learns together takes hold in the days in between",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(nothing_between_sessions),
};

pub const RHYTHM_GAP: Check = Check {
    id: "rhythm-gap",
    level: Severity::Note,
    subject: Subject::Season,
    rule: "Between two sessions of a season that are more than 6 weeks (`gap_weeks`) apart the group hears of each other.",
    silent: "There is homework or a question for the journal, a scenario or another session in between, \
             the season has fewer than three sessions, or the gap is so \
             long that a new one begins. Of each season one gap is told.",
    why: "A group that does not hear of each other for long has to begin anew",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(rhythm_gap),
};

/// What in an agenda sends people home with something.
const TO_TRY: &[&str] = &[
    "homework",
    "will you try",
    "will we try",
    "to try",
    "try before",
    "try this",
    "next time",
    "before we meet",
    "until",
    "between",
    "one small",
    "one thing",
    "experiment",
    "next step",
    "commit",
    "action",
    "take away",
    "takeaway",
    "take home",
    "take with",
    "take back",
];

/// What, below an agenda, sends people home with something: homework in other words, or a time that lies ahead.
const AHEAD: &[&str] = &[
    "homework",
    "to try",
    "try ",
    "todo",
    "to do",
    "to-do",
    "until",
    "next time",
    "next week",
    "next month",
    "next session",
    "next meeting",
    "again",
    "ahead",
    "meanwhile",
    "meantime",
    "take home",
    "at home",
    "this week",
    "before we meet",
    "before you come",
    "january",
    "february",
    "for march",
    "before march",
    "april",
    "for may",
    "before may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What a heading below an agenda is about, where it is not homework.
const OTHER_THINGS: &[&str] = &[
    "access",
    "about",
    "address",
    "bring",
    "change",
    "contact",
    "cost",
    "credit",
    "direction",
    "equipment",
    "facilitat",
    "find",
    "food",
    "getting",
    "handout",
    "host",
    "how to",
    "join",
    "kit",
    "link",
    "logistic",
    "map",
    "material",
    "parking",
    "photo",
    "picture",
    "place",
    "practical",
    "prepar",
    "read",
    "resource",
    "room",
    "set-up",
    "set up",
    "setup",
    "snack",
    "source",
    "thank",
    "tech",
    "venue",
    "where",
    "who ",
    "zoom",
];

/// Whether something stands below the agenda under a heading that is not known (`Over Christmas`, `Para casa`): that is the
/// place for what to do at home, in whatever words, and in whatever language.
fn may_send_home(session: &Session) -> bool {
    let below = session.body.sections.iter().skip_while(|section| section.role != Some(Role::Agenda));
    let mut own = below.filter(|section| section.role.is_none() && !section.prose.is_empty());
    own.any(|section| !stands_in(&section.heading.text.to_lowercase(), OTHER_THINGS))
}

/// Whether a session sends people home with something, in whatever words.
fn sends_home_with(outline: &Outline) -> bool {
    outline.mentions(TO_TRY) || outline.mentions_below(AHEAD) || may_send_home(outline.session)
}

/// The session after each of a season, by its id. What repeats has a rhythm of its own.
fn followers<'a>(reading: &Reading<'a>) -> FxHashMap<&'a str, &'a Session> {
    let mut followers = FxHashMap::default();
    let mut last: FxHashMap<Option<&str>, &'a Session> = FxHashMap::default();
    for session in reading.sessions.iter().copied().filter(|session| !is_drop_in(session)) {
        let series = session.series.as_deref();
        if series.is_none() && !reading.book.series.is_empty() {
            continue;
        }
        if let Some(before) = last.insert(series, session) {
            followers.insert(&*before.meta.id, session);
        }
    }
    followers
}

/// Whether a session gives something to take along.
fn gives(session: &Session) -> bool {
    [Role::BetweenSessions, Role::JournalPrompt].iter().any(|role| session.body.section(*role).is_some())
}

/// Whether some scenario that readers see is open at some time after `first` and before `second`.
fn is_scenario_open(scenarios: &[&Scenario], first: Date, second: Date) -> bool {
    scenarios.iter().any(|scenario| {
        let opens = scenario.opens.as_ref().map(|day| day.value);
        let closes = scenario.closes.as_ref().map(|day| day.value);
        (opens.is_some() || closes.is_some())
            && opens.is_none_or(|day| day < second)
            && closes.is_none_or(|day| day > first)
    })
}

fn nothing_between_sessions(reading: &Reading) -> Vec<Diagnostic> {
    let (followers, scenarios): (_, Vec<_>) = (followers(reading), shown(reading).collect());
    let lacking: Vec<&Session> = reading
        .outlines
        .iter()
        // What it gives stands below its agenda, so that this need not be wholly read.
        .filter(|outline| outline.is_finished() || (!outline.is_read && outline.agenda.segments.len() > 2))
        .filter_map(|outline| {
            let session = outline.session;
            let next = followers.get(&*session.meta.id)?;
            let in_between = || Some(is_scenario_open(&scenarios, day(session)?, day(next)?));
            let lacks = !gives(session) && !sends_home_with(outline) && in_between() != Some(true);
            lacks.then_some(session)
        })
        .collect();
    let seen = |_: &Session, count| match count {
        1 => "This session gives nothing to try until the next one.".to_owned(),
        count => format!("{count} coming sessions of this season give nothing to try until the next one."),
    };
    let mend = "Add `## Between sessions` with one small thing to try, or `## Journal prompt` with a question.";
    NOTHING_BETWEEN_SESSIONS.say_by_season(&lacking, seen, mend)
}

/// A gap of so many weeks ends a season.
const PAUSE: i32 = 18;

fn rhythm_gap(reading: &Reading) -> Vec<Diagnostic> {
    let (followers, scenarios): (_, Vec<_>) = (followers(reading), shown(reading).collect());
    let most = i32::try_from(reading.numbers.gap_weeks).unwrap_or(PAUSE).saturating_mul(7);
    let mut sizes: FxHashMap<Option<&str>, usize> = FxHashMap::default();
    for session in reading.sessions.iter().filter(|session| !is_drop_in(session)) {
        *sizes.entry(session.series.as_deref()).or_default() += 1;
    }
    // When anybody meets at all; sorted, so that one look tells whether somebody does in between.
    let mut meetings: Vec<Date> = reading.sessions.iter().flat_map(|session| occurrences(session)).collect();
    meetings.sort_unstable();
    let gives_more = |session: &Session| {
        let mut outlines = reading.outlines.iter().filter(|outline| outline.session.meta.id == session.meta.id);
        gives(session) || outlines.any(|outline| sends_home_with(outline))
    };
    let tell = |session: &Session| {
        let next = followers.get(&*session.meta.id).filter(|next| is_coming(next, reading.today))?;
        if sizes.get(&session.series.as_deref()).is_none_or(|size| *size < SEASON) {
            return None;
        }
        let (first, second) = (day(session)?, day(next)?);
        let gap = days(first, second);
        let between = meetings.get(meetings.partition_point(|day| *day <= first)).is_some_and(|day| *day < second);
        if gap <= most
            || gap > PAUSE * 7
            || between
            || is_scenario_open(&scenarios, first, second)
            || gives_more(session)
        {
            return None;
        }
        let seen = format!("Between the session before and this one {} weeks pass with nothing in them.", gap / 7);
        let mend =
            "Open a scenario in these weeks, or write something to try into the session before: `## Between sessions`.";
        Some(RHYTHM_GAP.say(&next.when.span, &seen, mend))
    };
    // Where all are that far apart, one word is enough.
    let mut seasons: FxHashSet<Option<&str>> = FxHashSet::default();
    let mut told = Vec::new();
    for session in &reading.sessions {
        if !seasons.contains(&session.series.as_deref())
            && let Some(gap) = tell(session)
        {
            seasons.insert(session.series.as_deref());
            told.push(gap);
        }
    }
    told
}

#[cfg(test)]
mod tests;
