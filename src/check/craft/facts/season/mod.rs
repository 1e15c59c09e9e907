//! The dates of a season: those that are probably a slip, and long gaps between two of them.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use crate::check::craft::{Check, Context, SEASON, days, is_drop_in, words};
use crate::diagnostic::Diagnostic;
use crate::handbook::schedule::{Sitting, is_coming, occurrences, sittings};
use crate::handbook::session::{Meeting, When};
use crate::handbook::{Role, Session};

/// The sessions of a season that have a day of their own, in order.
type SeasonSessions<'a> = Vec<(&'a Session, &'a Meeting)>;

/// Returns the seasons. Sessions beside the series are no season.
fn seasons<'a>(context: &Context<'a>) -> Vec<SeasonSessions<'a>> {
    let mut seasons: BTreeMap<Option<&str>, SeasonSessions> = BTreeMap::new();
    for session in context.sessions.iter().copied().filter(|session| !is_drop_in(session)) {
        let series = session.series.as_deref();
        if let When::On(meeting) = &session.when.value
            && (series.is_some() || context.book.series.is_empty())
        {
            seasons.entry(series).or_default().push((session, meeting));
        }
    }
    seasons.into_values().collect()
}

/// The fewest sessions on the same weekday that are a rhythm.
const RHYTHM: usize = 4;
/// The largest share of sessions that may be a slip: one in this many.
const ONE_IN: usize = 5;
/// The minutes from which on another time of day is meant.
const OTHER_TIME: i64 = 60;

pub fn odd_weekday(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for season in seasons(context) {
        let on = |weekday| season.iter().filter(move |(_, meeting)| meeting.date.weekday() == weekday);
        let weekdays = Weekday::Monday.cycle_forward().take(7);
        let Some(weekday) = weekdays.max_by_key(|weekday| on(*weekday).count()) else { continue };
        let (Some((_, usual)), most) = (on(weekday).next(), on(weekday).count()) else { continue };
        if most < RHYTHM || (season.len() - most) * ONE_IN > season.len() {
            continue;
        }
        for (session, meeting) in season.iter().filter(|(_, meeting)| meeting.date.weekday() != weekday) {
            let apart = usual.times.start.duration_until(meeting.times.start).as_mins().abs();
            let is_meant = apart > OTHER_TIME || !session.changes.is_empty();
            if is_meant || !is_coming(session, context.today) {
                continue;
            }
            let (usual, day) = (usual.date.strftime("%A"), meeting.date.strftime("%A"));
            let date = words(meeting.date);
            let seen = format!("{date} is a {day}; the other {most} sessions of this season are on {usual}s.");
            let mend = format!(
                "If a {usual} is meant, correct the date; if not, give the reason: `ignore: {{odd-weekday: \"...\"}}`."
            );
            found.push(check.say(&session.when.span, &seen, mend));
        }
    }
    found
}

pub fn numbers_in_order(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let find = |season: SeasonSessions| {
        let numbered = season.iter().filter_map(|(session, it)| Some((number(&session.meta.id)?, *session, it.date)));
        let mut numbered: Vec<(u32, &Session, Date)> = numbered.collect();
        if numbered.len() < SEASON {
            return None;
        }
        numbered.sort_by_key(|(number, ..)| *number);
        // A session that has the wrong month is before many others; once is enough.
        numbered.windows(2).find_map(|pair| {
            let [(one, first, early), (two, second, late)] = pair else { return None };
            let is_meant = !first.changes.is_empty() || !second.changes.is_empty();
            if one == two || early <= late || is_meant || *early < context.today {
                return None;
            }
            let (early, late) = (words(*early), words(*late));
            let seen = format!("Session {two} of this season is on {late}, before session {one} on {early}.");
            let mend =
                "Look at the two dates again, their years too; if they are right, number the files in their order.";
            Some(check.say(&second.when.span, &seen, mend).also(first.when.span.clone(), "the other one"))
        })
    };
    seasons(context).into_iter().filter_map(find).collect()
}

/// Returns the number at the beginning of an id: `3` of `03-bodies`, and not a year.
fn number(id: &str) -> Option<u32> {
    let digits = id.find(|c: char| !c.is_ascii_digit()).unwrap_or(id.len());
    let (number, rest) = id.split_at(digits);
    let is_date = rest.starts_with(['-', '_', '.']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    (!is_date && (1..=3).contains(&digits)).then(|| number.parse().ok()).flatten()
}

pub fn two_at_once(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let find = |pair: &[(&Session, Sitting)]| {
        let [(first, before), (second, after)] = pair else { return None };
        if after.start >= before.end || place(first) != place(second) {
            return None;
        }
        let (one, two) = (&first.meta.title, &second.meta.title);
        let seen = format!("“{two}” is at the same time in the same place as “{one}”.");
        let mend = "Give one of them its own date; if it is one session, keep one file; if they are in two rooms, write \
                    each into `where`.";
        Some(check.say(&second.when.span, &seen, mend).also(first.when.span.clone(), "the other one"))
    };
    let in_season = |season: SeasonSessions| {
        let coming = season.iter().filter(|(session, _)| is_coming(session, context.today));
        let sitting = |session| sittings(session, context.book.zone(session)).into_iter().next();
        let timed: Vec<_> = coming.filter_map(|(session, _)| Some((*session, sitting(session)?))).collect();
        timed.windows(2).filter_map(find).collect::<Vec<_>>()
    };
    seasons(context).into_iter().flat_map(in_season).collect()
}

/// Returns the written place, and whatever else may keep two sessions apart.
fn place(session: &Session) -> Option<(Option<String>, bool)> {
    let place = session.place.as_ref()?;
    Some((place.venue.as_ref().map(|venue| venue.value.to_lowercase()), place.online))
}

/// The weeks of a gap that ends a season.
const PAUSE: i32 = 18;

/// Reports one gap of each season, which is enough.
pub fn rhythm_gap(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let most = i32::try_from(context.numbers.gap_weeks).unwrap_or(PAUSE).saturating_mul(7);
    let is_met = |first: Date, second: Date| {
        let mut meetings = context.sessions.iter().flat_map(|session| occurrences(session));
        meetings.any(|day| first < day && day < second)
    };
    let is_scenario_open = |first: Date, second: Date| {
        context.scenarios().any(|scenario| {
            let (opens, closes) = (scenario.opens.as_ref(), scenario.closes.as_ref());
            (opens.is_some() || closes.is_some())
                && opens.is_none_or(|day| day.value < second)
                && closes.is_none_or(|day| day.value > first)
        })
    };
    let find = |(before, earlier): (&Session, &Meeting), (next, later): (&Session, &Meeting)| {
        let (first, second) = (earlier.date, later.date);
        let gap = days(first, second);
        let gives = |role: Role| before.body.section(role).is_some();
        let is_gap = is_coming(next, context.today) && gap > most && gap <= PAUSE * 7 && !is_met(first, second);
        if !is_gap || gives(Role::BetweenSessions) || gives(Role::JournalPrompt) || is_scenario_open(first, second) {
            return None;
        }
        let seen = format!(
            "{} weeks lie between “{}” and this session, without another session, a scenario or `## Between sessions`.",
            gap / 7,
            before.meta.title
        );
        let mend = "Open a scenario in these weeks, or add `## Between sessions` to the session before.";
        Some(check.say(&next.when.span, &seen, mend))
    };
    let seasons = seasons(context).into_iter().filter(|season| season.len() >= SEASON);
    seasons.filter_map(|season| season.windows(2).find_map(|pair| find(pair[0], pair[1]))).collect()
}

#[cfg(test)]
mod tests;
