//! The dates on which a repeating session falls.

use jiff::Span;
use jiff::civil::Date;

use crate::handbook::Session;
use crate::handbook::session::{Every, Repeats, When};

/// A repeating session has no more occurrences than this, whatever its `until` says.
pub const OCCURRENCES_AT_MOST: usize = 200;

/// Returns the dates of a session in their order, exceptions left out: every occurrence of a session that repeats, the
/// single date of one that does not, none while the date is undecided. Further sittings (`also_offered`) are not among
/// them.
#[must_use]
pub fn occurrences(session: &Session) -> Vec<Date> {
    let When::On(meeting) = &session.when.value else {
        return Vec::new();
    };
    let Some(repeats) = &session.repeats else {
        return vec![meeting.date];
    };
    let mut dates = rule_dates(meeting.date, &repeats.value);
    dates.retain(|date| !repeats.value.except.iter().any(|exception| exception.value == *date));
    dates
}

/// Returns every date that the rule gives from `first` on, exceptions among them.
#[must_use]
pub fn rule_dates(first: Date, repeats: &Repeats) -> Vec<Date> {
    match repeats.every {
        Every::Weeks(weeks) => by_weeks(first, weeks.max(1), repeats.until),
        Every::Months(months) => by_months(first, months.max(1), repeats.until),
    }
}

fn by_weeks(first: Date, weeks: u32, until: Date) -> Vec<Date> {
    let Ok(step) = Span::new().try_weeks(weeks) else {
        return vec![first];
    };
    std::iter::successors(Some(first), |date| date.checked_add(step).ok())
        .take_while(|date| *date <= until)
        .take(OCCURRENCES_AT_MOST)
        .collect()
}

/// Returns the same weekday of each month: a third Thursday stays a third Thursday. A month without a fifth one is
/// passed over, as RFC 5545 §3.3.10 does with `BYDAY=5TH`.
fn by_months(first: Date, months: u32, until: Date) -> Vec<Date> {
    let nth = nth_of_month(first);
    let Ok(step) = Span::new().try_months(months) else {
        return vec![first];
    };
    std::iter::successors(Some(first.first_of_month()), |month| month.checked_add(step).ok())
        .take_while(|month| *month <= until)
        .filter_map(|month| month.nth_weekday_of_month(nth, first.weekday()).ok())
        .take_while(|date| *date <= until)
        .take(OCCURRENCES_AT_MOST)
        .collect()
}

/// Returns which of its month's Mondays, Tuesdays ... a date is: 1 to 5.
#[must_use]
pub fn nth_of_month(date: Date) -> i8 {
    (date.day() - 1) / 7 + 1
}
