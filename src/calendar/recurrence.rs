//! Sessions that repeat, and sessions that stand in for one occurrence of another.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::property::utc_text;
use super::timezone::weekday;
use crate::handbook::schedule::{nth_of_month, occurrences, rule_dates};
use crate::handbook::session::{Every, Repeats, When};
use crate::handbook::{Book, Session};

/// How a session's first sitting comes again.
pub struct Recurrence {
    /// The value of RRULE, always with an end.
    pub rule: String,
    /// The wall clock times that are left out.
    pub exceptions: Vec<DateTime>,
    /// When the last one starts.
    pub last: Timestamp,
}

/// The recurrence of a session that repeats. `None` for any other, and where no occurrence is left.
pub fn recurrence(session: &Session, zone: &TimeZone) -> Option<Recurrence> {
    let (When::On(meeting), Some(repeats)) = (&session.when.value, &session.repeats) else {
        return None;
    };
    let dates = rule_dates(meeting.date, &repeats.value);
    let start = |date: Date| date.to_datetime(meeting.times.start);
    let last = zone.to_zoned(start(*dates.last()?)).ok()?.timestamp();
    let excepted = |date: &&Date| repeats.value.except.iter().any(|exception| exception.value == **date);
    let exceptions: Vec<_> = dates.iter().filter(excepted).map(|date| start(*date)).collect();
    (exceptions.len() < dates.len()).then(|| Recurrence {
        rule: rule(meeting.date, &repeats.value, last),
        exceptions,
        last,
    })
}

/// `FREQ=WEEKLY;INTERVAL=2;UNTIL=20261218T223000Z` (RFC 5545 §3.3.10; UNTIL is in UTC beside a zoned DTSTART).
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

/// The occurrence that a session stands in for.
pub struct Replaced<'a> {
    /// The session that repeats.
    pub of: &'a Session,
    pub zone: &'a TimeZone,
    /// When the occurrence would have started, by the wall clock of that zone.
    pub start: DateTime,
}

/// What `occurrence_of` replaces. `None` where nothing is written, and where the date is no occurrence: then the
/// session is an event like any other.
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
