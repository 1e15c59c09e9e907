//! The rhythm in which a group meets, found from the days on which it does.

use jiff::civil::{Date, Weekday};

use super::schedule::nth_of_month;
use super::session::{Every, Meeting, Times};

/// A rhythm of a group's days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// A day of it, which gives its weekday and the number of that in its month.
    pub day: Date,
    pub every: Every,
    /// The hours, where they are nearly always the same.
    pub times: Option<Times>,
    /// Whether no day differs.
    pub is_always: bool,
}

/// The fewest days that show a rhythm.
const FEWEST: usize = 3;

/// The steps that are looked for: a rhythm of every first Thursday and every four weeks is named by its month.
const STEPS: [Every; 6] =
    [Every::Weeks(1), Every::Weeks(2), Every::Weeks(3), Every::Months(1), Every::Months(2), Every::Months(3)];

/// Returns the rhythm of `meetings`, which are in order: one that three quarters of the days and of the steps between
/// them keep. `None` where there is none.
#[must_use]
pub fn rhythm(meetings: &[Meeting]) -> Option<Rhythm> {
    if meetings.len() < FEWEST {
        return None;
    }
    let days: Vec<Date> = meetings.iter().map(|meeting| meeting.date).collect();
    let times = most(meetings.iter().map(|meeting| meeting.times));
    let times = times.filter(|(_, count)| is_usual(*count, meetings.len())).map(|(times, _)| times);
    STEPS.into_iter().find_map(|every| {
        let (place, fits) = most(days.iter().map(|day| place(*day, every)))?;
        let steps = days.windows(2).filter(|pair| is_step(pair[0], pair[1], every)).count();
        // Hardly any month has a fifth one.
        let is_rhythm = is_usual(fits, days.len()) && is_usual(steps, days.len() - 1) && place.1 <= 4;
        let day = days.iter().find(|day| self::place(**day, every) == place)?;
        let is_always = fits == days.len() && steps == days.len() - 1;
        is_rhythm.then_some(Rhythm { day: *day, every, times, is_always })
    })
}

/// Returns whether `count` of `all` are three quarters at least.
fn is_usual(count: usize, all: usize) -> bool {
    count * 4 >= all * 3
}

/// Returns what a day and the others of its rhythm have in common.
fn place(day: Date, every: Every) -> (Weekday, i8) {
    match every {
        Every::Weeks(_) => (day.weekday(), 0),
        Every::Months(_) => (day.weekday(), nth_of_month(day)),
    }
}

fn is_step(from: Date, to: Date, every: Every) -> bool {
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    match every {
        Every::Weeks(weeks) => i64::from((to - from).get_days()) == i64::from(weeks) * 7,
        Every::Months(step) => i64::from(months(to) - months(from)) == i64::from(step),
    }
}

/// Returns the most frequent one, the earliest of several, and how often it is there.
pub fn most<T: Copy + PartialEq>(all: impl Iterator<Item = T>) -> Option<(T, usize)> {
    let mut counted: Vec<(T, usize)> = Vec::new();
    for one in all {
        match counted.iter_mut().find(|(known, _)| *known == one) {
            Some((_, count)) => *count += 1,
            None => counted.push((one, 1)),
        }
    }
    counted.into_iter().rev().max_by_key(|(_, count)| *count)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::handbook::fixture;

    fn of(days: &[(i16, i8, i8)]) -> Option<(Every, Date, bool)> {
        let meeting = |(year, month, day): &(i16, i8, i8)| {
            fixture::meeting(date(*year, *month, *day), time(18, 30, 0, 0), time(20, 0, 0, 0))
        };
        let rhythm = rhythm(&days.iter().map(meeting).collect::<Vec<_>>())?;
        assert!(rhythm.times.is_some());
        Some((rhythm.every, rhythm.day, rhythm.is_always))
    }

    #[test]
    fn weeks_and_months_are_told_apart() {
        let weekly = of(&[(2026, 11, 5), (2026, 11, 12), (2026, 11, 19), (2026, 11, 26)]);
        assert_eq!(weekly, Some((Every::Weeks(1), date(2026, 11, 5), true)));
        let third = of(&[(2026, 9, 17), (2026, 10, 15), (2026, 11, 19)]);
        assert_eq!(third, Some((Every::Months(1), date(2026, 9, 17), true)));
        // Four weeks apart, and the first Thursday each time.
        let first = of(&[(2027, 1, 7), (2027, 2, 4), (2027, 3, 4)]);
        assert_eq!(first, Some((Every::Months(1), date(2027, 1, 7), true)));
    }

    #[test]
    fn one_day_in_four_may_differ() {
        let moved = of(&[(2026, 9, 17), (2026, 10, 15), (2026, 11, 19), (2026, 12, 10)]);
        assert_eq!(moved, Some((Every::Months(1), date(2026, 9, 17), false)));
        assert_eq!(of(&[(2026, 9, 17), (2026, 10, 15), (2026, 11, 12), (2026, 12, 10)]), None);
    }

    #[test]
    fn what_has_no_rhythm_has_none() {
        assert_eq!(of(&[(2026, 9, 17), (2026, 10, 15)]), None);
        assert_eq!(of(&[(2026, 9, 17), (2026, 9, 29), (2026, 11, 3), (2027, 1, 20)]), None);
        // Always a Thursday, at any distance.
        assert_eq!(of(&[(2026, 9, 3), (2026, 9, 10), (2026, 10, 1), (2026, 12, 3)]), None);
        // The fifth of a month.
        assert_eq!(of(&[(2026, 10, 29), (2026, 12, 31), (2027, 1, 28)]), None);
    }
}
