//! Clock times and dates as people write them: `6.30 pm`, `18:30 to 20:30`, `6:30-8:00 pm`, `noon`.

use jiff::civil::{Date, Time};

/// A clock time: `18:30`, `6.30 pm`, `7 p.m.`, `noon`, `18h30`.
#[must_use]
pub fn time(text: &str) -> Option<Time> {
    let _ = text;
    None
}

/// A start and, where it is given, an end: `6:30-8:00 pm` (one am/pm goes for both ends unless the start would
/// then come after the end), `18:30 to 20:30`, `18:30`.
#[must_use]
pub fn range(text: &str) -> Option<(Time, Option<Time>)> {
    let _ = text;
    None
}

/// Why a date cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateProblem {
    /// It is no date at all.
    NotADate,
    /// It looks like a date, but that day does not exist; the last day of that month where the month exists.
    NoSuchDay { last_of_month: Option<Date> },
}

/// `2026-11-19`, the one form for dates.
///
/// # Errors
///
/// Says what is wrong with it.
pub fn date(text: &str) -> Result<Date, DateProblem> {
    let _ = text;
    Err(DateProblem::NotADate)
}
