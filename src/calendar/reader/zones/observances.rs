//! A zone that a calendar made itself: its offset at a wall clock time, by its own rules (RFC 5545 §3.6.5).

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::Offset;

use crate::calendar::reader::rule::{Frequency, parts};
use crate::calendar::reader::{Component, TimezoneComponent, values};
use crate::handbook::schedule::nth_of_month;

/// The start of an offset from UTC, and that offset.
#[derive(Debug, Clone)]
pub struct ImportedObservance {
    start: DateTime,
    from: Offset,
    to: Offset,
    /// The day on which it comes back each year.
    yearly: Option<Yearly>,
}

#[derive(Debug, Clone, Copy)]
struct Yearly {
    month: i8,
    /// From the end where it is negative.
    nth: i8,
    weekday: Weekday,
    /// The last day of the last one.
    until: Date,
}

/// Returns the observances of `zone` that can be read.
pub fn observances(zone: &TimezoneComponent) -> Vec<ImportedObservance> {
    zone.standard.iter().chain(&zone.daylight).filter_map(observance).collect()
}

fn observance(component: &Component) -> Option<ImportedObservance> {
    let raw = |name: &str| component.get(name).map(|field| field.raw.trim());
    let start = values::local(raw("DTSTART")?)?;
    let to = offset(raw("TZOFFSETTO")?)?;
    let from = raw("TZOFFSETFROM").and_then(offset).unwrap_or(to);
    Some(ImportedObservance { start, from, to, yearly: raw("RRULE").and_then(|rule| yearly(rule, start.date())) })
}

/// Reads `+0530`, `-033000`.
pub(super) fn offset(text: &str) -> Option<Offset> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => (1, text),
    };
    let number = |range: std::ops::Range<usize>| digits.get(range).map_or(Some(0), |part| part.parse::<i32>().ok());
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Offset::from_seconds(sign * (number(0..2)? * 3600 + number(2..4)? * 60 + number(4..6)?)).ok()
}

fn yearly(rule: &str, start: Date) -> Option<Yearly> {
    let rule = parts(rule).filter(|rule| rule.every == Frequency::Year)?;
    let (nth, weekday) = match rule.by_day.first() {
        Some((Some(nth), weekday)) => (*nth, *weekday),
        // Days of the month from which the weekday is chosen: the second week is 8 to 14.
        Some((None, weekday)) => {
            let first = rule.by_month_day.first().filter(|day| (1..=28).contains(*day));
            (first.map_or(1, |day| (day + 5) / 7 + 1), *weekday)
        }
        None => (nth_of_month(start), start.weekday()),
    };
    let month = rule.by_month.first().copied().unwrap_or(start.month());
    let until = rule.until.as_deref().and_then(values::local).map_or(Date::MAX, DateTime::date);
    Some(Yearly { month, nth, weekday, until })
}

impl ImportedObservance {
    /// Returns clocks that never change.
    pub(super) fn always(to: Offset) -> Self {
        ImportedObservance { start: DateTime::MIN, from: to, to, yearly: None }
    }

    /// Returns when it last began at or before `local`.
    fn onset(&self, local: DateTime) -> Option<DateTime> {
        let first = (self.start <= local).then_some(self.start);
        let Some(yearly) = self.yearly else { return first };
        let of_year = |year: i16| {
            let day = Date::new(year, yearly.month, 1).ok()?.nth_weekday_of_month(yearly.nth, yearly.weekday).ok()?;
            let onset = day.to_datetime(self.start.time());
            (onset <= local && onset >= self.start && day <= yearly.until).then_some(onset)
        };
        let last = yearly.until.year().min(local.year());
        of_year(last).or_else(|| of_year(last - 1)).or(first)
    }
}

/// Returns the moment at which clocks show `local`.
pub fn moment(all: &[ImportedObservance], local: DateTime) -> Option<Timestamp> {
    let in_force = all.iter().filter_map(|one| Some((one.onset(local)?, one.to))).max_by_key(|(onset, _)| *onset);
    let offset = match in_force {
        Some((_, offset)) => offset,
        None => all.iter().min_by_key(|one| one.start)?.from,
    };
    offset.to_timestamp(local).ok()
}
