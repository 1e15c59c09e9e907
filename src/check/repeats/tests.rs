//! Diagnostics of sessions that repeat.

use jiff::civil::date;

use super::*;
use crate::check::fixture::texts;
use crate::handbook::fixture;
use crate::handbook::session::OccurrenceOf;
use crate::source::FilePath;

fn repeating(first: Date, every: Every, until: Date, except: &[Date]) -> Session {
    let file: FilePath = "sessions/drop-in.md".into();
    let mut session = fixture::session_on("drop-in", first);
    let except = except.iter().map(|day| Located::new(*day, fixture::at(&file, 30))).collect();
    session.repeats = Some(fixture::located(Repeats { every, until, except }, &file));
    session
}

fn said(session: Session) -> Vec<String> {
    texts(repeats(&fixture::handbook(fixture::book(vec![session])), Drafts::Left))
}

#[test]
fn a_rule_that_makes_sense_is_fine() {
    let first = date(2026, 11, 19);
    assert!(said(repeating(first, Every::Weeks(2), date(2026, 12, 18), &[date(2026, 12, 3)])).is_empty());
    assert!(said(repeating(first, Every::Months(1), first, &[])).is_empty());
    assert!(said(repeating(date(2026, 1, 1), Every::Weeks(1), date(2029, 10, 25), &[])).is_empty(), "200 times");
}

#[test]
fn a_rule_ends_after_it_begins() {
    assert_eq!(
        said(repeating(date(2026, 11, 19), Every::Weeks(1), date(2025, 12, 18), &[])),
        [
            "sessions/drop-in.md:20 error[dates-in-order]: The session stops repeating on 18 December 2025, before it begins on 19 \
          November 2026. / Check `until` and `date`, and their years too: one of them is wrong."
        ]
    );
}

#[test]
fn a_fifth_weekday_is_in_few_months() {
    assert_eq!(
        said(repeating(date(2026, 10, 29), Every::Months(1), date(2027, 6, 1), &[])),
        [
            "sessions/drop-in.md:20 error[fifth-weekday]: 29 October 2026 is the fifth Thursday of its month, and most months \
          have no fifth Thursday. / Begin on one of the first four, or write each session as a file of its own."
        ]
    );
}

#[test]
fn two_hundred_times_are_enough() {
    assert_eq!(
        said(repeating(date(2026, 1, 1), Every::Weeks(1), date(2029, 11, 1), &[])),
        [
            "sessions/drop-in.md:20 error[too-many-occurrences]: This session would take place more than 200 times. / Set `until` to the end of the season, and write the next season as a session of its own."
        ]
    );
    let months = |until| said(repeating(date(2026, 1, 1), Every::Months(1), until, &[])).len();
    // The 200th first Thursday is the one of August 2042.
    assert_eq!((months(date(2042, 8, 7)), months(date(2042, 9, 3)), months(date(2042, 9, 4))), (0, 0, 1));
}

#[test]
fn an_exception_falls_on_an_occurrence() {
    assert_eq!(
        said(repeating(
            date(2026, 11, 19),
            Every::Weeks(2),
            date(2026, 12, 18),
            &[date(2026, 11, 26), date(2027, 5, 1)]
        )),
        [
            "sessions/drop-in.md:30 warning[except-unused]: The session does not take place on 26 November 2026 anyway. / Did you mean 19 November 2026? If not, take this day out.",
            "sessions/drop-in.md:30 warning[except-unused]: The session does not take place on 1 May 2027 anyway. / Take it out of \
             `except`.",
        ]
    );
}

fn said_of(original: Session, moved: Option<Date>) -> Vec<String> {
    let file: FilePath = "sessions/special.md".into();
    let mut special = fixture::session_on("special", date(2026, 12, 4));
    special.occurrence_of = Some(OccurrenceOf { session: fixture::reference("drop-in", &file), date: moved });
    texts(occurrences_of(&fixture::handbook(fixture::book(vec![original, special])), Drafts::Left))
}

#[test]
fn what_stands_for_an_occurrence_names_one() {
    let weekly = |except: &[Date]| repeating(date(2026, 11, 19), Every::Weeks(2), date(2026, 12, 18), except);
    assert!(said_of(weekly(&[]), Some(date(2026, 12, 3))).is_empty());
    assert!(said_of(weekly(&[date(2026, 12, 3)]), Some(date(2026, 12, 3))).is_empty());
    assert_eq!(
        said_of(weekly(&[]), None),
        [
            "sessions/special.md:50 error[no-such-occurrence]: `drop-in` does not take place on 4 December 2026. / Name the day that \
          it replaces: `occurrence_of: {id: drop-in, date: 2026-12-03}`."
        ]
    );
    assert_eq!(
        said_of(fixture::session("drop-in"), None),
        [
            "sessions/special.md:50 error[no-such-occurrence]: `drop-in` does not repeat, so no session can replace one of its days. / Give `drop-in` a `repeats`, or take `occurrence_of` out."
        ]
    );
}
