//! Which entries of `changes:` are plainly moves, and which are not.

use jiff::civil::{date, time};

use super::*;
use crate::handbook::fixture;
use crate::parse::words::words;

/// What a session on Thursday 19 November 2026, 6:30 pm, has moved from, by an entry of 2 November.
fn of(text: &str) -> Option<Moved> {
    on(date(2026, 11, 2), text)
}

fn on(day: Date, text: &str) -> Option<Moved> {
    let mut session = fixture::session("01");
    let span = fixture::at(&session.meta.file, 0);
    session.changes.push(Change { date: day, text: text.into(), span });
    moved(&session, &words("en").0)
}

fn from(text: &str) -> Option<(Date, Option<Time>)> {
    of(text).and_then(|moved| moved.from).map(|from| (from.date, from.time))
}

#[test]
fn a_day_and_a_month_or_a_whole_date_are_read() {
    let twelfth = Some((date(2026, 11, 12), None));
    for text in [
        "moved from 12 November",
        "Moved from Thursday 12 November.",
        "moved from Thursday, November 12th, 2026",
        "rescheduled from the 12th of November",
        "postponed from Thu 12 Nov",
        "moved from 2026-11-12",
        "moved from 12 November: the library is closed",
        "moved from 12 November because of snow",
        "moved from 12 November, to stay clear of the winter concerts",
        "moved to 19 November from 12 November",
        "moved from 12 November to Thursday 19 November",
        "date moved from 12 November",
    ] {
        assert_eq!(from(text), twelfth, "{text}");
    }
}

#[test]
fn a_time_is_read_where_it_is_clear() {
    let at = |hour, minute| Some((date(2026, 11, 12), Some(time(hour, minute, 0, 0))));
    assert_eq!(from("moved from Thursday 12 November 6:30 pm"), at(18, 30));
    assert_eq!(from("moved from 12 November, at 7 pm"), at(19, 0));
    assert_eq!(from("moved from 2026-11-12 18:30"), at(18, 30));
    assert_eq!(from("moved from 12 November, 6:30-8:00 pm"), at(18, 30));
    assert_eq!(from("moved from 12 November at noon, in the library"), at(12, 0));
    // Half past six in the morning is not what anybody means.
    assert_eq!(from("moved from 12 November 6:30"), Some((date(2026, 11, 12), None)));
    // Of whose clock?
    assert_eq!(from("moved from 12 November, 6:30–8:00 pm Berlin time"), Some((date(2026, 11, 12), None)));
    assert_eq!(from("moved from 12 November 6:30 pm to 19 November"), at(18, 30));
    // An earlier hour of the same day.
    assert_eq!(from("moved from 19 November, 5 pm"), Some((date(2026, 11, 19), Some(time(17, 0, 0, 0)))));
}

#[test]
fn what_the_check_against_the_published_site_offers_is_understood() {
    let words = words("en").0;
    for when in ["Thursday 12 November", "Thursday 12 November 2026, 6:30–8:00 pm", "Thursday 12 November, 18:30–20:00"]
    {
        let line = words.fill("change_moved", &[("when", when)]);
        assert!(of(&line).is_some_and(|moved| moved.alone && moved.from.is_some()), "{line}");
    }
}

#[test]
fn what_may_mean_something_else_is_left_alone() {
    for text in [
        "moved to the church hall",
        "moved from the library to the church hall",
        "moved from Thursday to Friday",
        "moved from November",
        "moved from 12.11.",
        "moved from 11/12",
        "moved the reading from 12 November here",
        "everything from 12 November moved",
        "now on Zoom, as on 12 November",
        "moved from 31 November",
        // A Friday it was not; the date it has; another date than it has.
        "moved from Friday 12 November",
        "moved from 19 November",
        "moved from 12 November to 26 November",
        "moved: from 12 November on, we meet upstairs",
        "moved",
        "",
    ] {
        assert_eq!(of(text), None, "{text}");
    }
}

#[test]
fn the_year_is_the_one_that_was_still_to_come() {
    let year = |day, text| on(day, text).and_then(|moved| moved.from).map(|from| from.date.year());
    assert_eq!(year(date(2026, 11, 13), "moved from 12 November"), Some(2026), "written down a day late");
    assert_eq!(year(date(2026, 11, 2), "moved from 14 January"), Some(2027));
    assert_eq!(year(date(2026, 1, 5), "moved from 30 December"), Some(2025));
    assert_eq!(year(date(2026, 5, 1), "moved from 1 December"), Some(2026));
    assert_eq!(year(date(2026, 5, 1), "moved from 1 December 2025"), Some(2025));
    assert_eq!(year(Date::MIN, "moved from 1 December"), Some(-9999));
    assert_eq!(year(Date::MAX, "moved from 1 December"), None);
}

#[test]
fn a_move_to_the_date_it_has_needs_no_old_date() {
    assert_eq!(of("moved to 19 November"), Some(Moved { from: None, entry: 0, alone: true }));
    assert_eq!(of("moved to 19 November 7 pm"), None);
}

#[test]
fn an_entry_is_alone_where_it_says_nothing_else() {
    let alone = |text| of(text).is_some_and(|moved| moved.alone);
    assert!(alone("moved from Thursday 12 November, 6:30 pm."));
    assert!(!alone("moved from 12 November: the library is closed"));
    assert!(!alone("date moved from 12 November"));
    assert!(!alone("moved from 12 November 6:30"));
}

#[test]
fn the_newest_move_counts_and_only_where_there_is_one_date() {
    let mut session = fixture::session("01");
    let entry = |day, text: &str| Change { date: day, text: text.into(), span: fixture::at(&"s.md".into(), 0) };
    session.changes = vec![
        entry(date(2026, 10, 1), "moved from 5 November"),
        entry(date(2026, 11, 2), "moved from 12 November"),
        entry(date(2026, 11, 3), "in the hall now"),
    ];
    let words = words("en").0;
    let from = |session: &Session| moved(session, &words).map(|moved| (moved.entry, moved.from));
    assert_eq!(from(&session), Some((1, Some(Moment { date: date(2026, 11, 12), time: None }))));
    let further = fixture::meeting(date(2026, 11, 21), time(10, 0, 0, 0), time(11, 0, 0, 0));
    session.also_offered.push(fixture::located(further, &"s.md".into()));
    assert_eq!(from(&session), None);
}

proptest::proptest! {
    #[test]
    fn any_text_is_survived(text in "(moved from )?[0-9a-zA-Z é.,:-]{0,40}", before in "\\PC{0,12}") {
        of(&text);
        of(&format!("{before} moved from 12 {before} November {text}"));
    }
}
