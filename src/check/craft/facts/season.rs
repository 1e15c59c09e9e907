//! The weeks between two sessions of a season.

use jiff::civil::Date;

use super::dates::seasons;
use super::scenarios::shown;
use crate::check::craft::Check;
use crate::check::craft::context::{Context, SEASON, day, days};
use crate::diagnostic::Diagnostic;
use crate::handbook::schedule::{is_coming, occurrences};
use crate::handbook::{Role, Scenario, Session};

/// A gap of so many weeks ends a season.
const PAUSE: i32 = 18;

pub fn rhythm_gap(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let scenarios: Vec<_> = shown(context).collect();
    let most = i32::try_from(context.numbers.gap_weeks).unwrap_or(PAUSE).saturating_mul(7);
    // When anybody meets at all; sorted, so that one look finds a meeting in between.
    let mut meetings: Vec<Date> = context.sessions.iter().flat_map(|session| occurrences(session)).collect();
    meetings.sort_unstable();
    let find = |before: &Session, next: &Session| {
        let (first, second) = (day(before)?, day(next)?);
        let gap = days(first, second);
        let is_met = meetings.get(meetings.partition_point(|day| *day <= first)).is_some_and(|day| *day < second);
        let gives =
            [Role::BetweenSessions, Role::JournalPrompt].iter().any(|role| before.body.section(*role).is_some());
        if !is_coming(next, context.today) || gap <= most || gap > PAUSE * 7 || is_met || gives {
            return None;
        }
        if is_scenario_open(&scenarios, first, second) {
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
    // One gap of each season is enough.
    let seasons = seasons(context).into_iter().filter(|season| season.len() >= SEASON);
    seasons.filter_map(|season| season.windows(2).find_map(|pair| find(pair[0].0, pair[1].0))).collect()
}

/// Returns whether some scenario is open at some time after `first` and before `second`.
fn is_scenario_open(scenarios: &[&Scenario], first: Date, second: Date) -> bool {
    scenarios.iter().any(|scenario| {
        let opens = scenario.opens.as_ref().map(|day| day.value);
        let closes = scenario.closes.as_ref().map(|day| day.value);
        (opens.is_some() || closes.is_some())
            && opens.is_none_or(|day| day < second)
            && closes.is_none_or(|day| day > first)
    })
}

#[cfg(test)]
mod tests;
