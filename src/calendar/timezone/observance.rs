//! From single changes of the clocks to observances: a change that comes back every year becomes one rule.

use jiff::civil::Weekday;
use jiff::{SignedDuration, Timestamp};

use super::{ClockChange, ClockSeason, YEARS_AHEAD};
use crate::calendar::property::utc_text;

/// The days beyond the last event for which single changes are listed.
const DAYS_BEYOND: i64 = 400;
/// The years beyond which a rule is taken to hold for ever.
const FOR_EVER: i64 = 25;
const HOURS_A_YEAR: i64 = 8766;
/// The weeks after which the same weekday of the same month comes back at the earliest.
const WEEKS_TO_AGAIN: i64 = 51;

/// A STANDARD or DAYLIGHT part: a change, and how it comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observance<'a> {
    pub season: ClockSeason,
    pub first: &'a ClockChange,
    /// The last change of a yearly run, and the weekday of the month that they all are: 1 to 4, or -1 for the last.
    pub run: Option<(&'a ClockChange, i8)>,
}

impl Observance<'_> {
    /// Returns `FREQ=YEARLY;BYMONTH=3;BYDAY=2SU`, with UNTIL where the rule ends.
    pub fn rule(&self) -> Option<String> {
        let (last, nth) = self.run?;
        let (month, day) = (self.first.local.month(), weekday(self.first.weekday));
        let rule = format!("FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{day}");
        let years = i64::from(last.local.year()) - i64::from(self.first.local.year());
        Some(if years > FOR_EVER { rule } else { format!("{rule};UNTIL={}", utc_text(last.at)) })
    }
}

/// Returns the observances that hold from the first of `changes` until after `last_event`.
pub fn observances(changes: &[ClockChange], last_event: Timestamp) -> Vec<Observance<'_>> {
    let after = |hours| last_event.saturating_add(SignedDuration::from_hours(hours)).unwrap_or(last_event);
    let horizon = after(YEARS_AHEAD * HOURS_A_YEAR);
    let beyond = after(DAYS_BEYOND * 24);
    let changes = &changes[..changes.partition_point(|change| change.at <= horizon)];
    let mut told = vec![false; changes.len()];
    let mut observances = Vec::new();
    for (place, first) in changes.iter().enumerate() {
        if first.at > beyond {
            break;
        }
        if !told[place] {
            let run = run(changes, place, &mut told);
            observances.push(Observance { season: first.season, first, run });
        }
    }
    ensure_standard(&mut observances);
    observances
}

/// Returns whether one of several comes to its end so long before `last_event` that a reader who takes it for yearly
/// has it come back by then, at an hour that is not that of the others.
pub fn end_before(observances: &[Observance<'_>], last_event: Timestamp) -> bool {
    let offset = |observance: &Observance<'_>| observance.first.to;
    let differ = observances.windows(2).any(|pair| offset(&pair[0]) != offset(&pair[1]));
    let end = |observance: &Observance<'_>| observance.run.map_or(observance.first, |(last, _)| last).at;
    let again = |end: Timestamp| end.checked_add(SignedDuration::from_hours(WEEKS_TO_AGAIN * 7 * 24)).ok();
    differ && observances.iter().map(end).min().and_then(again).is_some_and(|again| again <= last_event)
}

/// Returns the last of the yearly changes that begin with the one at `place`, and which weekday of the month they all
/// are; marks them in `told`. `None` where it does not come back the year after.
fn run<'a>(changes: &'a [ClockChange], place: usize, told: &mut [bool]) -> Option<(&'a ClockChange, i8)> {
    let first = &changes[place];
    let mut nths = nths(first);
    let mut last = None;
    let mut year = first.local.year();
    for (further, change) in changes.iter().enumerate().skip(place + 1) {
        if change.local.year() > year + 1 {
            break;
        }
        if change.local.year() == year || !alike(first, change) {
            continue;
        }
        let common = nths.map(|nth| nth.filter(|nth| self::nths(change).contains(&Some(*nth))));
        if common == [None, None] {
            break;
        }
        nths = common;
        year = change.local.year();
        told[further] = true;
        last = Some(change);
    }
    Some((last?, nths.into_iter().flatten().next()?))
}

/// Returns whether two changes could follow one yearly rule.
fn alike(one: &ClockChange, other: &ClockChange) -> bool {
    let of_day = |change: &ClockChange| (change.local.month(), change.weekday, change.local.time());
    of_day(one) == of_day(other)
        && (one.from, one.to, one.season, &one.name) == (other.from, other.to, other.season, &other.name)
}

/// Returns which of its month's Sundays (or whatever day it is) a change falls on: counted from the start unless it is
/// the fifth, and from the end if it is the last.
fn nths(change: &ClockChange) -> [Option<i8>; 2] {
    let day = change.local.day();
    let from_start = (day - 1) / 7 + 1;
    let is_last = day + 7 > change.local.days_in_month();
    [(from_start <= 4).then_some(from_start), is_last.then_some(-1)]
}

/// Gives a zone standard time: readers take no offset at all from a zone without it, so the smallest offset is called
/// that where the law knows only daylight time.
fn ensure_standard(observances: &mut [Observance]) {
    if observances.iter().all(|observance| observance.season == ClockSeason::Daylight)
        && let Some(smallest) = observances.iter().map(|observance| observance.first.to).min()
    {
        for observance in observances.iter_mut().filter(|observance| observance.first.to == smallest) {
            observance.season = ClockSeason::Standard;
        }
    }
}

/// Returns the name of a weekday in a rule (RFC 5545 §3.3.10).
pub fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}
