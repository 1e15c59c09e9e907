//! Tests of sessions that repeat by night, when the clocks change meanwhile.

use jiff::civil::Time;

use super::*;

/// Returns the feed of a session that repeats every week at night, from `first` to `until`, when Halifax turns its
/// clocks back on 1 November 2026 at 2:00 and on on 14 March 2027.
fn nightly([first, until]: [Date; 2], from: Time, to: Time) -> String {
    let mut weekly = session("weekly");
    weekly.when = here(When::On(fixture::meeting(first, from, to)));
    weekly.repeats = Some(here(Repeats { every: Every::Weeks(1), until, except: Vec::new() }));
    feed_with(vec![weekly])
}

#[test]
fn an_occurrence_in_which_the_clocks_change_says_its_own_end() {
    let feed = nightly([date(2026, 10, 25), date(2026, 11, 8)], time(0, 30, 0, 0), time(4, 0, 0, 0));
    let zoned = "DTSTART;TZID=America/Halifax";
    assert_eq!(event_line(&feed, "DTSTART"), format!("{zoned}:20261025T003000|{zoned}:20261101T003000"));
    let zoned = "DTEND;TZID=America/Halifax";
    assert_eq!(event_line(&feed, "DTEND"), format!("{zoned}:20261025T040000|{zoned}:20261101T040000"));
    assert_eq!(event_line(&feed, "RECURRENCE-ID"), "RECURRENCE-ID;TZID=America/Halifax:20261101T003000");
    assert_eq!(event_line(&feed, "SEQUENCE"), "SEQUENCE:0|SEQUENCE:0");
}

#[test]
fn an_occurrence_in_an_hour_that_comes_twice_is_told_in_utc() {
    let feed = nightly([date(2026, 10, 25), date(2026, 11, 1)], time(1, 15, 0, 0), time(1, 45, 0, 0));
    assert_eq!(event_line(&feed, "DTSTART"), "DTSTART;TZID=America/Halifax:20261025T011500|DTSTART:20261101T041500Z");
    // Readers that take the second hour find their last occurrence too.
    assert_eq!(event_line(&feed, "RRULE"), "RRULE:FREQ=WEEKLY;UNTIL=20261101T051500Z");
}

#[test]
fn a_first_occurrence_in_which_the_clocks_change_leaves_the_others_their_length() {
    let march = [date(2027, 3, 14), date(2027, 3, 28)];
    let feed = nightly(march, time(0, 30, 0, 0), time(4, 0, 0, 0));
    // Three and a half hours after 4:30 UTC, as in the weeks to come; that night itself is an hour shorter.
    assert_eq!(event_line(&feed, "DTEND"), "DTEND:20270314T080000Z|DTEND;TZID=America/Halifax:20270314T040000");
    let november = [date(2026, 11, 1), date(2026, 11, 15)];
    let feed = nightly(november, time(1, 30, 0, 0), time(3, 0, 0, 0));
    assert_eq!(event_line(&feed, "DURATION"), "DURATION:PT90M");
}
