//! The meetings of a session, each on its own day: its date, its further sittings, the days of one that repeats.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::handbook::Session;
use crate::handbook::session::{Meeting, When};

use super::site::Site;

/// Returns every dated meeting of `session`, the earliest first; none while its date is open.
pub(super) fn meetings(site: &Site<'_>, session: &Session) -> Vec<Meeting> {
    let When::On(first) = session.when.value else { return Vec::new() };
    let further = session.also_offered.iter().map(|meeting| meeting.value);
    let mut all: Vec<Meeting> = match session.repeats {
        Some(_) => site.days(session).into_iter().map(|date| Meeting { date, ..first }).collect(),
        None => vec![first],
    };
    all.extend(further);
    all.sort_by_key(|meeting| (meeting.date, meeting.times.start));
    all
}

/// Returns the last day of the date of `session`: of a week, its seventh; none while the date is open.
pub(super) fn last_day(session: &Session, meeting: Option<Meeting>) -> Option<Date> {
    match (meeting, &session.when.value) {
        (Some(meeting), _) => Some(meeting.date),
        (None, When::WeekOf { date, .. }) => date.checked_add(6.days()).ok(),
        (None, When::On(_) | When::Undecided { .. }) => None,
    }
}

/// Returns the instant at which `day` is over in `zone`, for a script to compare with the reader's clock: a session is
/// coming until then. In UTC, since that is the same in every browser.
pub(super) fn over(day: Date, zone: &TimeZone) -> Option<String> {
    let midnight = day.tomorrow().ok()?.to_zoned(zone.clone()).ok()?;
    Some(midnight.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_over_at_midnight_in_its_own_zone() {
        let over = |day, zone| over(day, &TimeZone::get(zone).expect("a zone"));
        let day = date(2026, 11, 19);
        assert_eq!(over(day, "America/Halifax").as_deref(), Some("2026-11-20T04:00:00Z"));
        assert_eq!(over(day, "Asia/Kathmandu").as_deref(), Some("2026-11-19T18:15:00Z"));
        // The night that has no midnight: clocks go from 23:59:59 to 1:00.
        assert_eq!(over(date(2026, 4, 23), "Africa/Cairo").as_deref(), Some("2026-04-23T22:00:00Z"));
    }
}
