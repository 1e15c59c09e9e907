//! Dates that can be kept and are still probably a slip: another weekday, another order, the same evening twice.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::check::craft::Check;
use crate::check::craft::context::{Context, SEASON, day, is_drop_in, words};
use crate::diagnostic::Diagnostic;
use crate::handbook::Session;
use crate::handbook::schedule::{Sitting, is_coming, sittings};
use crate::handbook::session::{Meeting, When};

/// Returns the sessions of each season that have a day of their own, in order. Sessions beside the series are no season.
pub fn seasons<'a>(context: &Context<'a>) -> Vec<Vec<(&'a Session, &'a Meeting)>> {
    let mut places: FxHashMap<Option<&str>, usize> = FxHashMap::default();
    let mut seasons: Vec<Vec<(&Session, &Meeting)>> = Vec::new();
    for session in context.sessions.iter().copied().filter(|session| !is_drop_in(session)) {
        let series = session.series.as_deref();
        if let When::On(meeting) = &session.when.value
            && (series.is_some() || context.book.series.is_empty())
        {
            let place = *places.entry(series).or_insert(seasons.len());
            if place == seasons.len() {
                seasons.push(Vec::new());
            }
            seasons[place].push((session, meeting));
        }
    }
    seasons
}

/// So many on the same weekday are a rhythm.
const RHYTHM: usize = 4;
/// One in so many may be a slip.
const ONE_IN: usize = 5;
const REASON: &str = "give the reason: `ignore: {odd-weekday: \"...\"}`";
/// What is more minutes apart is meant to be another time of day.
const OTHER_TIME: i64 = 60;

pub fn odd_weekday(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for season in seasons(context) {
        let mut counts = [0_usize; 7];
        for (_, meeting) in &season {
            counts[weekday(meeting.date)] += 1;
        }
        let Some((usual, most)) = counts.iter().copied().enumerate().max_by_key(|(_, count)| *count) else { continue };
        let odd = season.len() - most;
        if most < RHYTHM || odd == 0 || odd * ONE_IN > season.len() {
            continue;
        }
        let Some((_, like)) = season.iter().find(|(_, meeting)| weekday(meeting.date) == usual) else { continue };
        let usual_day = like.date.strftime("%A").to_string();
        for (session, meeting) in season.iter().filter(|(_, meeting)| weekday(meeting.date) != usual) {
            let day = meeting.date.strftime("%A").to_string();
            let apart = like.times.start.duration_until(meeting.times.start).as_mins().abs();
            let is_meant = apart > OTHER_TIME || !session.changes.is_empty();
            if is_meant || !is_coming(session, context.today) {
                continue;
            }
            let seen = format!(
                "{} is a {day}; the other {most} sessions of this season are on {usual_day}s.",
                words(meeting.date)
            );
            let mend = format!("If a {usual_day} is meant, correct the date; if not, {REASON}.");
            told.push(check.say(&session.when.span, &seen, mend));
        }
    }
    told
}

fn weekday(date: Date) -> usize {
    usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0)
}

pub fn numbers_in_order(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for season in seasons(context) {
        let mut numbered: Vec<(u32, &Session, Date)> = season
            .iter()
            .filter_map(|(session, meeting)| Some((number(&session.meta.id)?, *session, meeting.date)))
            .collect();
        if numbered.len() < SEASON {
            continue;
        }
        numbered.sort_by_key(|(number, ..)| *number);
        let mut pairs = numbered.iter().zip(numbered.iter().skip(1));
        // A session that has the wrong month is before many others; once is enough.
        let wrong = pairs.find(|((one, first, early), (two, second, late))| {
            one < two
                && early > late
                && first.changes.is_empty()
                && second.changes.is_empty()
                && (*early >= context.today || *late >= context.today)
        });
        let Some(((one, first, early), (two, second, late))) = wrong else { continue };
        let seen =
            format!("Session {two} of this season is on {}, before session {one} on {}.", words(*late), words(*early));
        let mend = "Look at the two dates again, their years too; if they are right, number the files in their order.";
        let told_here = check.say(&second.when.span, &seen, mend);
        told.push(told_here.also(first.when.span.clone(), "the other one"));
    }
    told
}

/// Returns the number at the beginning of an id: `3` of `03-bodies`, and not a year.
fn number(id: &str) -> Option<u32> {
    let digits = id.find(|c: char| !c.is_ascii_digit()).unwrap_or(id.len());
    let (number, rest) = id.split_at(digits);
    let is_date = rest.starts_with(['-', '_', '.']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    (!is_date && (1..=3).contains(&digits)).then(|| number.parse().ok()).flatten()
}

pub fn two_at_once(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for season in seasons(context) {
        let coming = season.iter().filter(|(session, _)| is_coming(session, context.today));
        let at = |session: &'_ Session| sittings(session, context.book.zone(session)).into_iter().next();
        let mut before: Option<(&Session, Sitting)> = None;
        for (session, _) in coming {
            let Some(sitting) = at(session) else { continue };
            if let Some((first, other)) = &before
                && day(first) == day(session)
                && sitting.start < other.end
                && same_place(first, session)
            {
                let seen = format!(
                    "“{}” is at the same time in the same place as “{}”.",
                    session.meta.title, first.meta.title
                );
                let mend = "Give one of them its own date; if it is one session, keep one file; if they are in two rooms, write \
                            each into `where`.";
                told.push(check.say(&session.when.span, &seen, mend).also(first.when.span.clone(), "the other one"));
            }
            before = Some((session, sitting));
        }
    }
    told
}

/// Returns whether nothing is written that would keep two sessions apart.
fn same_place(first: &Session, second: &Session) -> bool {
    let place = |session: &Session| {
        let place = session.place.as_ref()?;
        Some((place.venue.as_ref().map(|venue| venue.value.to_lowercase()), place.online))
    };
    place(first) == place(second)
}

#[cfg(test)]
mod tests;
