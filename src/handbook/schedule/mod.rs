//! The start and end of a session's sittings, as instants: wall clock, zone, clock changes and midnight put together.

mod occurrences;
#[cfg(test)]
mod tests;

use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, ToSpan, Zoned};

use super::Session;
use super::session::{DoorsOpen, End, Meeting, When};

pub use occurrences::{OCCURRENCES_AT_MOST, nth_of_month, occurrences, rule_dates};

/// Minutes that the room opens before an online session, where nothing is written.
const DOORS_ONLINE: u32 = 10;
/// The same for a session in person, or both.
const DOORS_IN_PERSON: u32 = 15;

/// One sitting of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// 1 for the session itself, 2 and up for `also_offered`.
    pub number: u32,
    pub start: Zoned,
    pub end: Zoned,
    /// The instant at which the room opens, written or by default (online 10 minutes before, otherwise 15).
    pub doors: Zoned,
    /// Set where a local time was skipped or came twice.
    pub surprise: Option<ClockProblem>,
}

/// A local time that does not stand for exactly one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockProblem {
    /// A time that the clocks jump over: an error.
    Skipped,
    /// A time that comes twice; the first was taken: a warning.
    Twice,
}

impl Sitting {
    /// Returns how long it lasts, in elapsed minutes.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        let minutes = self.end.timestamp().duration_since(self.start.timestamp()).as_mins();
        u32::try_from(minutes).unwrap_or(0)
    }
}

/// Returns the dated sittings of a session in their order; none while the date is undecided. Sessions that repeat give
/// their first occurrence only; see [`occurrences`].
#[must_use]
pub fn sittings(session: &Session, zone: &TimeZone) -> Vec<Sitting> {
    let When::On(first) = &session.when.value else {
        return Vec::new();
    };
    let further = session.also_offered.iter().map(|meeting| &meeting.value);
    let all = std::iter::once(first).chain(further);
    (1..).zip(all).filter_map(|(number, meeting)| sitting(meeting, session, number, zone)).collect()
}

/// Returns one meeting as instants in `zone`. `None` only for a date at the very edge of what a calendar can hold.
///
/// An end is by the wall clock, on the next day where it lies before the start; a length is elapsed minutes. A
/// local time that comes twice is taken the first time, one that is skipped is moved on by as much as the clocks.
#[must_use]
pub fn sitting(meeting: &Meeting, session: &Session, number: u32, zone: &TimeZone) -> Option<Sitting> {
    let at = meeting.date.to_datetime(meeting.times.start);
    let (start, odd_start) = instant(at, zone)?;
    let (end, odd_end) = match meeting.times.end {
        End::After(minutes) => (later(&start, minutes)?, None),
        End::At(time) => {
            let next_day = time < meeting.times.start;
            let day = if next_day { meeting.date.tomorrow().ok()? } else { meeting.date };
            instant(day.to_datetime(time), zone)?
        }
    };
    let doors = doors(&start, meeting, session, number, zone)?;
    let surprise = match (odd_start, odd_end) {
        (Some(ClockProblem::Skipped), _) | (_, Some(ClockProblem::Skipped)) => Some(ClockProblem::Skipped),
        (odd_start, odd_end) => odd_start.or(odd_end),
    };
    Some(Sitting { number, start, end, doors, surprise })
}

/// Returns when the room opens, if at a clock time: on the day before, where that time would come after the start.
#[must_use]
pub fn doors_on_the_clock(meeting: &Meeting, doors: DoorsOpen) -> Option<DateTime> {
    let DoorsOpen::At(time) = doors else { return None };
    let day_before = time > meeting.times.start;
    let day = if day_before { meeting.date.yesterday().ok()? } else { meeting.date };
    Some(day.to_datetime(time))
}

/// Returns when the room opens. A clock time is that of the first sitting; further ones open as long before their own
/// start.
fn doors(start: &Zoned, meeting: &Meeting, session: &Session, number: u32, zone: &TimeZone) -> Option<Zoned> {
    match (session.doors_open.as_ref().map(|doors| doors.value), &session.when.value) {
        (Some(at @ DoorsOpen::At(_)), When::On(first)) if number > 1 => {
            let opens = doors_on_the_clock(first, at)?;
            let before = opens.duration_until(first.date.to_datetime(first.times.start));
            start.checked_sub(before).ok()
        }
        (Some(at @ DoorsOpen::At(_)), _) => Some(instant(doors_on_the_clock(meeting, at)?, zone)?.0),
        (Some(DoorsOpen::Before(minutes)), _) => earlier(start, minutes),
        (None, _) => earlier(start, default_doors(session)),
    }
}

/// Returns whether a session is coming: until the day of its last sitting or occurrence is over in its own zone. A
/// session without a date is coming; one of a week until that week is over.
#[must_use]
pub fn is_coming(session: &Session, today: Date) -> bool {
    match &session.when.value {
        When::On(meeting) => {
            meeting.date >= today
                || session.also_offered.iter().any(|further| further.value.date >= today)
                || (session.repeats.is_some() && occurrences(session).last().is_some_and(|last| *last >= today))
        }
        When::WeekOf { date, .. } => date.checked_add(6.days()).unwrap_or(Date::MAX) >= today,
        When::Undecided { .. } => true,
    }
}

/// Converts a wall clock time into an instant, the earlier one where it comes twice, and what was odd about it.
fn instant(local: DateTime, zone: &TimeZone) -> Option<(Zoned, Option<ClockProblem>)> {
    let found = zone.to_ambiguous_zoned(local);
    let surprise = match found.offset() {
        AmbiguousOffset::Unambiguous { .. } => None,
        AmbiguousOffset::Gap { .. } => Some(ClockProblem::Skipped),
        AmbiguousOffset::Fold { .. } => Some(ClockProblem::Twice),
    };
    Some((found.compatible().ok()?, surprise))
}

fn later(from: &Zoned, minutes: u32) -> Option<Zoned> {
    from.checked_add(SignedDuration::from_mins(i64::from(minutes))).ok()
}

fn earlier(from: &Zoned, minutes: u32) -> Option<Zoned> {
    from.checked_sub(SignedDuration::from_mins(i64::from(minutes))).ok()
}

fn default_doors(session: &Session) -> u32 {
    match &session.place {
        Some(place) if place.is_only_online() => DOORS_ONLINE,
        _ => DOORS_IN_PERSON,
    }
}
