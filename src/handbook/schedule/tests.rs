//! Wall clock to instants: clock changes, midnight, doors, repeats.

use jiff::Timestamp;
use jiff::civil::{date, time};
use jiff::tz::TimeZoneDatabase;

use super::*;
use crate::handbook::fixture;
use crate::handbook::session::{Every, Place, Repeats};
use crate::source::Located;

fn here<T>(value: T) -> Located<T> {
    fixture::located(value, &"test.md".into())
}

fn meeting(day: Date, (hour, minute): (i8, i8), end: (i8, i8)) -> Meeting {
    fixture::meeting(day, time(hour, minute, 0, 0), time(end.0, end.1, 0, 0))
}

/// Returns a session with nothing but an id and a date.
fn session(id: &str, when: Meeting) -> Session {
    let mut session = fixture::session(id);
    session.when = here(When::On(when));
    session
}

fn zone(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).expect("a zone of the bundle")
}

fn only(when: Meeting, zone_name: &str) -> Sitting {
    sittings(&session("one", when), &zone(zone_name)).remove(0)
}

fn utc(text: &str) -> Timestamp {
    text.parse().expect("a timestamp")
}

#[test]
fn local_times_become_the_instants_of_current_zone_data() {
    let points = [
        ("America/Vancouver", date(2026, 12, 15), (18, 0), "2026-12-16T01:00:00Z"),
        ("America/Edmonton", date(2026, 12, 15), (18, 0), "2026-12-16T00:00:00Z"),
        ("America/Winnipeg", date(2026, 12, 15), (18, 0), "2026-12-15T23:00:00Z"),
        ("Africa/Casablanca", date(2026, 12, 15), (18, 0), "2026-12-15T18:00:00Z"),
        ("Europe/Dublin", date(2026, 7, 15), (18, 0), "2026-07-15T17:00:00Z"),
        ("Australia/Lord_Howe", date(2026, 12, 15), (18, 0), "2026-12-15T07:00:00Z"),
        ("Australia/Lord_Howe", date(2026, 7, 15), (18, 0), "2026-07-15T07:30:00Z"),
        ("Asia/Kathmandu", date(2026, 12, 15), (18, 0), "2026-12-15T12:15:00Z"),
        ("America/Halifax", date(2026, 9, 17), (18, 30), "2026-09-17T21:30:00Z"),
        ("America/Halifax", date(2026, 11, 19), (18, 30), "2026-11-19T22:30:00Z"),
        ("America/Halifax", date(2027, 3, 18), (18, 30), "2027-03-18T21:30:00Z"),
        ("Europe/Chisinau", date(2026, 10, 25), (2, 30), "2026-10-24T23:30:00Z"),
    ];
    for (zone, day, start, instant) in points {
        let sitting = only(meeting(day, start, (23, 0)), zone);
        assert_eq!((sitting.start.timestamp(), sitting.surprise), (utc(instant), None), "{zone} {day}");
    }
}

#[test]
fn a_skipped_and_a_repeated_local_time_are_told() {
    let surprise = |zone, day, at| only(meeting(day, at, (23, 0)), zone).surprise;
    assert_eq!(surprise("America/Halifax", date(2027, 3, 14), (2, 30)), Some(ClockProblem::Skipped));
    assert_eq!(surprise("America/Halifax", date(2026, 11, 1), (1, 30)), Some(ClockProblem::Twice));
    assert_eq!(surprise("America/Vancouver", date(2026, 11, 1), (1, 30)), None);
    assert_eq!(surprise("Europe/Chisinau", date(2026, 10, 25), (3, 30)), Some(ClockProblem::Twice));

    let twice = only(meeting(date(2026, 11, 1), (1, 30), (4, 0)), "America/Halifax");
    assert_eq!(twice.start.timestamp(), utc("2026-11-01T04:30:00Z"), "the earlier of the two");
    let end = only(meeting(date(2027, 3, 14), (1, 0), (2, 30)), "America/Halifax");
    assert_eq!(end.surprise, Some(ClockProblem::Skipped), "an end counts as well");
}

#[test]
fn ends_are_by_the_wall_clock_and_lengths_elapse() {
    let night = only(meeting(date(2026, 11, 1), (0, 30), (2, 30)), "America/Halifax");
    assert_eq!(night.minutes(), 180);
    let over_midnight = only(meeting(date(2026, 12, 31), (22, 0), (1, 0)), "America/Halifax");
    assert_eq!((over_midnight.minutes(), over_midnight.end.date()), (180, date(2027, 1, 1)));

    let mut by_length = meeting(date(2026, 11, 1), (0, 30), (0, 0));
    by_length.times.end = End::After(180);
    let end = only(by_length, "America/Halifax").end;
    assert_eq!(end.time(), time(2, 30, 0, 0));
}

#[test]
fn doors_open_ten_minutes_before_online_and_fifteen_elsewhere() {
    let mut session = session("doors", meeting(date(2026, 11, 19), (18, 30), (20, 0)));
    let doors = |session: &Session| sittings(session, &TimeZone::UTC).remove(0).doors.time();
    assert_eq!(doors(&session), time(18, 15, 0, 0));
    session.place = Some(Place { venue: None, online: true });
    assert_eq!(doors(&session), time(18, 20, 0, 0));
    session.place = Some(Place { venue: Some(here("hall".into())), online: true });
    assert_eq!(doors(&session), time(18, 15, 0, 0));
    session.doors_open = Some(here(DoorsOpen::Before(40)));
    assert_eq!(doors(&session), time(17, 50, 0, 0));
    session.doors_open = Some(here(DoorsOpen::At(time(17, 0, 0, 0))));
    assert_eq!(doors(&session), time(17, 0, 0, 0));

    session.when = here(When::On(meeting(date(2026, 11, 19), (0, 10), (2, 0))));
    session.doors_open = Some(here(DoorsOpen::At(time(23, 50, 0, 0))));
    assert_eq!(sittings(&session, &TimeZone::UTC)[0].doors.date(), date(2026, 11, 18));
}

#[test]
fn further_sittings_are_numbered_from_two() {
    let mut session = session("two", meeting(date(2026, 11, 19), (18, 30), (20, 0)));
    session.also_offered.push(here(meeting(date(2026, 11, 21), (10, 0), (11, 30))));
    let numbers: Vec<_> =
        sittings(&session, &TimeZone::UTC).iter().map(|sitting| (sitting.number, sitting.start.date())).collect();
    assert_eq!(numbers, [(1, date(2026, 11, 19)), (2, date(2026, 11, 21))]);
    session.when = here(When::Undecided { times: None });
    assert!(sittings(&session, &TimeZone::UTC).is_empty());
}

#[test]
fn doors_of_further_sittings_open_as_long_before_as_those_of_the_first() {
    let mut session = session("two", meeting(date(2026, 11, 19), (18, 30), (20, 0)));
    session.doors_open = Some(here(DoorsOpen::At(time(18, 10, 0, 0))));
    session.also_offered.push(here(meeting(date(2026, 11, 21), (10, 0), (11, 30))));
    session.also_offered.push(here(meeting(date(2026, 11, 22), (21, 0), (22, 0))));
    let doors: Vec<_> = sittings(&session, &TimeZone::UTC).iter().map(|sitting| sitting.doors.datetime()).collect();
    let at = |day, hour, minute| date(2026, 11, day).at(hour, minute, 0, 0);
    assert_eq!(doors, [at(19, 18, 10), at(21, 9, 40), at(22, 20, 40)]);
}

#[test]
fn doors_are_by_the_wall_clock_on_the_night_of_a_change() {
    // At 2 am on 1 November the clocks of Halifax go back to 1 am.
    let mut session = session("night", meeting(date(2026, 11, 1), (2, 15), (4, 0)));
    let minutes_before = |session: &Session| {
        let sitting = sittings(session, &zone("America/Halifax")).remove(0);
        (sitting.doors.time(), sitting.start.duration_since(&sitting.doors).as_mins())
    };
    session.doors_open = Some(here(DoorsOpen::At(time(0, 45, 0, 0))));
    assert_eq!(minutes_before(&session), (time(0, 45, 0, 0), 150));
    session.doors_open = Some(here(DoorsOpen::Before(90)));
    assert_eq!(minutes_before(&session), (time(1, 45, 0, 0), 90));
}

#[test]
fn repeats_by_weeks_leave_exceptions_out() {
    let mut session = session("weekly", meeting(date(2026, 11, 12), (18, 30), (20, 0)));
    let except = vec![here(date(2026, 11, 26))];
    session.repeats = Some(here(Repeats { every: Every::Weeks(2), until: date(2026, 12, 24), except }));
    assert_eq!(occurrences(&session), [date(2026, 11, 12), date(2026, 12, 10), date(2026, 12, 24)]);
}

#[test]
fn repeats_by_months_keep_the_weekday() {
    let mut session = session("monthly", meeting(date(2026, 11, 19), (18, 30), (20, 0)));
    let repeats = |every, until| Some(here(Repeats { every, until, except: Vec::new() }));
    session.repeats = repeats(Every::Months(1), date(2027, 2, 18));
    let third_thursdays = [date(2026, 11, 19), date(2026, 12, 17), date(2027, 1, 21), date(2027, 2, 18)];
    assert_eq!(occurrences(&session), third_thursdays);

    session.when = here(When::On(meeting(date(2026, 10, 29), (18, 30), (20, 0))));
    session.repeats = repeats(Every::Months(1), date(2027, 1, 31));
    assert_eq!(occurrences(&session), [date(2026, 10, 29), date(2026, 12, 31)], "months with a fifth one");
}

#[test]
fn repeats_end_somewhere() {
    let mut session = session("long", meeting(date(2026, 11, 19), (18, 30), (20, 0)));
    for every in [Every::Weeks(1), Every::Months(1), Every::Weeks(u32::MAX), Every::Months(u32::MAX)] {
        session.repeats = Some(here(Repeats { every, until: Date::MAX, except: Vec::new() }));
        assert!((1..=OCCURRENCES_AT_MOST).contains(&occurrences(&session).len()));
    }
}

#[test]
fn coming_until_the_last_day_is_over() {
    let mut session = session("coming", meeting(date(2026, 11, 19), (18, 30), (20, 0)));
    assert!(is_coming(&session, date(2026, 11, 19)));
    assert!(!is_coming(&session, date(2026, 11, 20)));
    session.also_offered.push(here(meeting(date(2026, 11, 21), (10, 0), (11, 30))));
    assert!(is_coming(&session, date(2026, 11, 21)));
    session.repeats = Some(here(Repeats { every: Every::Weeks(1), until: date(2026, 12, 12), except: Vec::new() }));
    assert!(is_coming(&session, date(2026, 12, 10)));
    assert!(!is_coming(&session, date(2026, 12, 11)));
    session.when = here(When::WeekOf { date: date(2026, 11, 16), times: None });
    assert!(is_coming(&session, date(2026, 11, 22)));
    assert!(!is_coming(&session, date(2026, 11, 23)));
    session.when = here(When::Undecided { times: None });
    assert!(is_coming(&session, date(2030, 1, 1)));
}
