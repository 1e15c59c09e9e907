//! Rules of repeating (RFC 5545 §3.3.10): those that a session's `repeats` can express, and the days of all others.
//!
//! Only dates are counted here: every occurrence starts at the same time of the wall clock.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::handbook::schedule::nth_of_month;

use super::values::nth_weekday;

/// The days, months or years for which a rule is followed, and no further.
const STEPS: usize = 40_000;

/// A rule that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecurrenceRule {
    pub every: Frequency,
    pub interval: i32,
    pub count: Option<usize>,
    /// As written.
    pub until: Option<String>,
    pub by_day: Vec<(Option<i8>, Weekday)>,
    pub by_month_day: Vec<i8>,
    pub by_month: Vec<i8>,
    by_set_pos: Vec<i32>,
    week_start: Weekday,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    Day,
    Week,
    Month,
    Year,
}

/// Reads the rule in `text`. `None` for one that is none, or whose days cannot be counted: it goes by hours, by numbers
/// of weeks, or by weekdays counted through a whole year.
pub fn rule(text: &str) -> Option<RecurrenceRule> {
    let through_year =
        |rule: &RecurrenceRule| rule.every == Frequency::Year && rule.by_month.is_empty() && !rule.by_day.is_empty();
    parts(text).filter(|rule| !through_year(rule))
}

/// Reads the parts of a rule.
pub fn parts(text: &str) -> Option<RecurrenceRule> {
    let mut rule = RecurrenceRule {
        every: Frequency::Day,
        interval: 1,
        count: None,
        until: None,
        by_day: Vec::new(),
        by_month_day: Vec::new(),
        by_month: Vec::new(),
        by_set_pos: Vec::new(),
        week_start: Weekday::Monday,
    };
    let mut every = None;
    for part in text.split(';').filter(|part| !part.trim().is_empty()) {
        let (name, value) = part.split_once('=')?;
        let value = value.trim();
        match name.trim().to_ascii_uppercase().as_str() {
            "FREQ" => {
                every = Some(match value.to_ascii_uppercase().as_str() {
                    "DAILY" => Frequency::Day,
                    "WEEKLY" => Frequency::Week,
                    "MONTHLY" => Frequency::Month,
                    "YEARLY" => Frequency::Year,
                    _ => return None,
                });
            }
            "INTERVAL" => rule.interval = value.parse().ok().filter(|step| (1..=1_000).contains(step))?,
            // Some programs write -1 for "without end".
            "COUNT" if value == "-1" => {}
            "COUNT" => rule.count = Some(value.parse().ok().filter(|count| *count > 0)?),
            "UNTIL" => rule.until = Some(value.to_owned()),
            "BYDAY" => rule.by_day = each(value, nth_weekday)?,
            "BYMONTHDAY" => rule.by_month_day = each(value, |day| number(day, -31, 31))?,
            "BYMONTH" => rule.by_month = each(value, |month| number(month, 1, 12))?,
            "BYSETPOS" => rule.by_set_pos = each(value, |place| number(place, -366, 366))?,
            "WKST" => rule.week_start = nth_weekday(value)?.1,
            // What belongs to the start anyway, and what is made for one program alone.
            "BYHOUR" | "BYMINUTE" | "BYSECOND" if !value.contains(',') => {}
            name if name.starts_with("X-") => {}
            _ => return None,
        }
    }
    rule.every = every?;
    Some(rule)
}

fn each<T>(list: &str, one: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    list.split(',').map(|part| one(part.trim())).collect()
}

/// Reads a number within bounds that is not 0.
fn number<T: TryFrom<i32>>(text: &str, least: i32, most: i32) -> Option<T> {
    let number = text.parse().ok().filter(|number| (least..=most).contains(number) && *number != 0)?;
    T::try_from(number).ok()
}

impl RecurrenceRule {
    /// Returns the value of a session's `repeats`, if it can express the rule: so many weeks, or the same weekday of so
    /// many months.
    pub fn repeats(&self, first: Date) -> Option<String> {
        if !self.by_month.is_empty() || !self.by_month_day.is_empty() || self.interval > 52 {
            return None;
        }
        let every = |unit: &str| match self.interval {
            1 => unit.to_owned(),
            several => format!("{several} {unit}s"),
        };
        let own = |day: Weekday| day == first.weekday();
        match (self.every, self.by_day.as_slice(), self.by_set_pos.as_slice()) {
            (Frequency::Week, [], []) => Some(every("week")),
            (Frequency::Week, [(None, day)], []) if own(*day) => Some(every("week")),
            (Frequency::Month, [(Some(nth), day)], []) if own(*day) => monthly(first, i32::from(*nth), every),
            (Frequency::Month, [(None, day)], [nth]) if own(*day) => monthly(first, *nth, every),
            _ => None,
        }
    }

    /// Returns every day that the rule gives from `first` on, which counts whatever the rule gives, to `until`.
    pub fn days(&self, first: Date, until: Date) -> Vec<Date> {
        let mut found = vec![first];
        let most = self.count.unwrap_or(usize::MAX);
        for step in 0..STEPS {
            let Some(period) = i32::try_from(step).ok().and_then(|step| self.period(first, step)) else { break };
            if period > until || found.len() >= most {
                break;
            }
            let later = self.within(period, first).into_iter().filter(|day| *day > first && *day <= until);
            found.extend(later.take(most - found.len()));
        }
        found
    }

    /// Returns the first day of the period that is `step` intervals after that of `first`.
    fn period(&self, first: Date, step: i32) -> Option<Date> {
        let steps = step.checked_mul(self.interval)?;
        let span = jiff::Span::new();
        match self.every {
            Frequency::Day => first.checked_add(span.try_days(steps).ok()?).ok(),
            Frequency::Week => {
                let week = first.checked_sub(i32::from(self.place_in_week(first.weekday())).days()).ok()?;
                week.checked_add(span.try_weeks(steps).ok()?).ok()
            }
            Frequency::Month => first.first_of_month().checked_add(span.try_months(steps).ok()?).ok(),
            Frequency::Year => Date::new(first.year(), 1, 1).ok()?.checked_add(span.try_years(steps).ok()?).ok(),
        }
    }

    fn place_in_week(&self, day: Weekday) -> i8 {
        (day.to_monday_zero_offset() - self.week_start.to_monday_zero_offset()).rem_euclid(7)
    }

    /// Returns the days of one period, in their order.
    fn within(&self, period: Date, first: Date) -> Vec<Date> {
        let mut days = match self.every {
            Frequency::Day => vec![period],
            Frequency::Week => {
                let of_first = [(None, first.weekday())];
                let days = if self.by_day.is_empty() { &of_first[..] } else { &self.by_day };
                let place = |(_, day): &(Option<i8>, Weekday)| i32::from(self.place_in_week(*day)).days();
                days.iter().filter_map(|day| period.checked_add(place(day)).ok()).collect()
            }
            Frequency::Month => self.in_month(period, first),
            Frequency::Year => {
                let own = [first.month()];
                let all: Vec<i8> = (1..=12).collect();
                let months = match (self.by_month.as_slice(), self.by_month_day.as_slice()) {
                    ([], []) => &own[..],
                    ([], _) => &all,
                    (months, _) => months,
                };
                let month = |month: &i8| Date::new(period.year(), *month, 1).ok();
                months.iter().filter_map(month).flat_map(|month| self.in_month(month, first)).collect()
            }
        };
        if !self.by_month.is_empty() {
            days.retain(|day| self.by_month.contains(&day.month()));
        }
        if self.every == Frequency::Day {
            days.retain(|day| self.is_month_day(*day) && self.is_weekday(*day));
        }
        days.sort_unstable();
        days.dedup();
        self.chosen(days)
    }

    fn in_month(&self, month: Date, first: Date) -> Vec<Date> {
        let last = month.days_in_month();
        let all = (1..=last).filter_map(|day| Date::new(month.year(), month.month(), day).ok());
        match (self.by_month_day.is_empty(), self.by_day.is_empty()) {
            (true, true) => all.filter(|day| day.day() == first.day()).collect(),
            (false, _) => all.filter(|day| self.is_month_day(*day) && self.is_weekday(*day)).collect(),
            (true, false) => {
                let counted = |day: &Date, nth: i8| {
                    if nth > 0 { nth_of_month(*day) == nth } else { (last - day.day()) / 7 + 1 == -nth }
                };
                let fits = |day: &Date| {
                    let mut each = self.by_day.iter();
                    each.any(|(nth, weekday)| *weekday == day.weekday() && nth.is_none_or(|nth| counted(day, nth)))
                };
                all.filter(fits).collect()
            }
        }
    }

    fn is_month_day(&self, day: Date) -> bool {
        let from_end = day.day() - day.days_in_month() - 1;
        self.by_month_day.is_empty() || self.by_month_day.iter().any(|at| *at == day.day() || *at == from_end)
    }

    fn is_weekday(&self, day: Date) -> bool {
        self.by_day.is_empty() || self.by_day.iter().any(|(_, weekday)| *weekday == day.weekday())
    }

    /// Returns those that BYSETPOS names, counted from the end where it is negative.
    fn chosen(&self, days: Vec<Date>) -> Vec<Date> {
        if self.by_set_pos.is_empty() {
            return days;
        }
        let length = i32::try_from(days.len()).unwrap_or(0);
        let is_chosen = |at: i32| self.by_set_pos.iter().any(|place| *place == at + 1 || *place == at - length);
        (0..).zip(days).filter(|(at, _)| is_chosen(*at)).map(|(_, day)| day).collect()
    }
}

/// Returns the value for a rule by the month; none for a fifth weekday, which most months do not have.
fn monthly(first: Date, nth: i32, every: impl Fn(&str) -> String) -> Option<String> {
    (nth == i32::from(nth_of_month(first)) && nth < 5).then(|| every("month"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn days(rule_text: &str, first: &str, until: &str) -> String {
        let days = rule(rule_text).expect("a rule").days(day(first), day(until));
        days.iter().map(|day| day.strftime("%m-%d").to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn days_are_counted_as_the_standard_says() {
        let cases = [
            ("FREQ=DAILY;COUNT=3", "2026-11-30", "11-30 12-01 12-02"),
            ("FREQ=DAILY;INTERVAL=10;COUNT=-1", "2026-12-01", "12-01 12-11 12-21 12-31"),
            ("FREQ=DAILY;INTERVAL=10;UNTIL=20261231", "2026-12-01", "12-01 12-11 12-21 12-31"),
            ("FREQ=DAILY;BYDAY=SA,SU", "2026-12-19", "12-19 12-20 12-26 12-27"),
            ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4", "2026-11-24", "11-24 11-26 12-01 12-03"),
            // The example of RFC 5545 §3.3.10, moved: the week's first day decides.
            ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05", "08-05 08-10 08-19 08-24"),
            ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05", "08-05 08-17 08-19 08-31"),
            ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-08-31", "08-31 10-31 12-31"),
            ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-09-30", "09-30 10-31 11-30 12-31"),
            ("FREQ=MONTHLY;BYDAY=-1FR", "2026-10-30", "10-30 11-27 12-25"),
            ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-10-30", "10-30 11-30 12-31"),
            ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2026-02-13", "02-13 03-13 11-13"),
            ("FREQ=MONTHLY", "2026-08-31", "08-31 10-31 12-31"),
            ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "2026-11-26", "11-26"),
            ("FREQ=YEARLY;BYMONTH=1,7", "2026-01-05", "01-05 07-05"),
        ];
        for (rule, first, expected) in cases {
            let until = if first.starts_with("19") { "1997-12-31" } else { "2026-12-31" };
            let until = if rule.contains("SA,SU") { "2026-12-30" } else { until };
            assert_eq!(days(rule, first, until), expected, "{rule}");
        }
        assert_eq!(rule("FREQ=YEARLY").map(|rule| rule.days(day("2024-02-29"), day("2030-01-01")).len()), Some(2));
    }

    #[test]
    fn repeats_says_what_it_can() {
        let cases = [
            ("FREQ=WEEKLY", "2026-11-26", Some("week")),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;WKST=SU", "2026-11-26", Some("2 weeks")),
            ("FREQ=MONTHLY;BYDAY=4TH", "2026-11-26", Some("month")),
            ("FREQ=MONTHLY;INTERVAL=3;BYDAY=TH;BYSETPOS=4", "2026-11-26", Some("3 months")),
            ("FREQ=MONTHLY;BYDAY=5MO", "2026-11-30", None),
            ("FREQ=MONTHLY;BYDAY=-1TH", "2026-11-26", None),
            ("FREQ=MONTHLY;BYDAY=3TH", "2026-11-26", None),
            ("FREQ=MONTHLY", "2026-11-26", None),
            ("FREQ=WEEKLY;BYDAY=TU,TH", "2026-11-26", None),
            ("FREQ=WEEKLY;BYDAY=FR", "2026-11-26", None),
            ("FREQ=WEEKLY;BYMONTH=11", "2026-11-26", None),
            ("FREQ=DAILY", "2026-11-26", None),
        ];
        for (text, first, expected) in cases {
            assert_eq!(rule(text).and_then(|rule| rule.repeats(day(first))).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_rule_is_none() {
        for text in [
            "",
            "FREQ=HOURLY",
            "FREQ=WEEKLY;BYWEEKNO=3",
            "INTERVAL=2",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;COUNT=0",
            "FREQ=DAILY;BYDAY=XX",
            "FREQ=DAILY;BYMONTH=13",
            "FREQ",
            "FREQ=DAILY;BYHOUR=9,17",
            "FREQ=YEARLY;BYDAY=20MO",
        ] {
            assert_eq!(rule(text), None, "{text}");
        }
    }
}
