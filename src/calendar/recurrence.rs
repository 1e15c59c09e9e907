//! Sessions that repeat, and sessions that stand in for one occurrence of another.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::property::utc_text;
use super::timezone::weekday;
use crate::handbook::schedule::{Sitting, nth_of_month, occurrences, rule_dates, sitting};
use crate::handbook::session::{End, Every, Meeting, Repeats, Times, When};
use crate::handbook::{Book, Session};

/// The recurrence of a session's first sitting.
pub struct Recurrence {
    /// The value of RRULE, always with an end.
    pub rule: String,
    /// The wall clock times that are left out.
    pub exceptions: Vec<DateTime>,
    /// The start of the last one.
    pub last: Timestamp,
    /// Its length wherever the clocks do not change meanwhile.
    pub minutes: u32,
}

/// Returns the recurrence of a session that repeats. `None` for any other, and where no occurrence is left.
pub fn recurrence(session: &Session, zone: &TimeZone) -> Option<Recurrence> {
    let (When::On(meeting), Some(repeats)) = (&session.when.value, &session.repeats) else {
        return None;
    };
    let dates = rule_dates(meeting.date, &repeats.value);
    let start = |date: Date| date.to_datetime(meeting.times.start);
    let last = zone.to_ambiguous_zoned(start(*dates.last()?));
    // Of an hour that comes twice, readers may take the second.
    let until = last.clone().later().ok()?.timestamp();
    let last = last.compatible().ok()?.timestamp();
    let excepted = |date: &&Date| repeats.value.except.iter().any(|exception| exception.value == **date);
    let exceptions: Vec<_> = dates.iter().filter(excepted).map(|date| start(*date)).collect();
    (exceptions.len() < dates.len()).then(|| Recurrence {
        rule: rule(meeting.date, &repeats.value, until),
        exceptions,
        last,
        minutes: minutes(meeting.times),
    })
}

/// Returns the rule: `FREQ=WEEKLY;INTERVAL=2;UNTIL=20261218T223000Z` (RFC 5545 §3.3.10; UNTIL is in UTC beside a zoned
/// DTSTART).
fn rule(first: Date, repeats: &Repeats, last: Timestamp) -> String {
    let until = utc_text(last);
    let interval = |step: u32| if step > 1 { format!(";INTERVAL={step}") } else { String::new() };
    match repeats.every {
        Every::Weeks(step) => format!("FREQ=WEEKLY{};UNTIL={until}", interval(step)),
        Every::Months(step) => {
            let (nth, day) = (nth_of_month(first), weekday(first.weekday()));
            format!("FREQ=MONTHLY{};BYDAY={nth}{day};UNTIL={until}", interval(step))
        }
    }
}

/// Returns the minutes between the two ends of a sitting by the clock on the wall.
fn minutes(times: Times) -> u32 {
    match times.end {
        End::After(minutes) => minutes,
        End::At(end) => {
            let minutes = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
            u32::try_from((minutes(end) - minutes(times.start)).rem_euclid(24 * 60)).unwrap_or(0)
        }
    }
}

/// Returns the occurrences that need an event of their own, since the clocks change while they last, or come back to
/// their start or end. Of those, readers make different things out of a rule: some add the length of the first to the
/// clock on the wall, some to the time that passes, and of an hour that comes twice some take the second.
pub fn unlike(session: &Session, book: &Book) -> Vec<Sitting> {
    let When::On(meeting) = &session.when.value else {
        return Vec::new();
    };
    let zone = book.zone(session);
    let on = |date| sitting(&Meeting { date, ..*meeting }, session, 1, zone);
    let stands_in = |other: &Session, date| {
        replaced(other, book).is_some_and(|it| it.of.meta.id == session.meta.id && it.start.date() == date)
    };
    let is_free = |sitting: &Sitting| {
        let date = sitting.start.date();
        book.sessions.iter().all(|other| !stands_in(other, date))
    };
    occurrences(session).into_iter().filter_map(on).filter(is_unlike).filter(is_free).collect()
}

/// Returns whether the clocks change while a sitting lasts, or come back to its start or end.
pub fn is_unlike(sitting: &Sitting) -> bool {
    let Sitting { start, end, .. } = sitting;
    start.offset() != end.offset() || !comes_once(start) || !comes_once(end)
}

/// Returns whether the clock on the wall shows this time only once.
pub fn comes_once(moment: &Zoned) -> bool {
    !moment.time_zone().to_ambiguous_zoned(moment.datetime()).is_ambiguous()
}

/// The occurrence that a session stands in for.
pub struct Replaced<'a> {
    /// The session that repeats.
    pub of: &'a Session,
    pub zone: &'a TimeZone,
    /// The start that the occurrence would have had, by the wall clock of that zone.
    pub start: DateTime,
}

/// Returns what `occurrence_of` replaces. `None` where nothing is written, and where the date is no occurrence: then
/// the session is an event like any other.
pub fn replaced<'a>(session: &Session, book: &'a Book) -> Option<Replaced<'a>> {
    let (When::On(meeting), Some(replaces)) = (&session.when.value, &session.occurrence_of) else {
        return None;
    };
    let of = book.session(&replaces.session.value).filter(|of| of.repeats.is_some())?;
    let When::On(usual) = &of.when.value else {
        return None;
    };
    let date = replaces.date.unwrap_or(meeting.date);
    let start = date.to_datetime(usual.times.start);
    occurrences(of).contains(&date).then(|| Replaced { of, zone: book.zone(of), start })
}
