//! Diagnostics of dates and times.

use std::sync::Arc;

use jiff::civil::{date, time};

use super::*;
use crate::check::fixture::texts;
use crate::handbook::fixture;
use crate::handbook::session::{Every, Repeats};
use crate::source::Located;

fn with(session: Session) -> Handbook {
    fixture::handbook(fixture::book(vec![session]))
}

fn session(day: Date, start: Time, end: Time) -> Session {
    let mut session = fixture::session("01");
    session.when.value = When::On(fixture::meeting(day, start, end));
    session
}

#[test]
fn a_time_that_the_clocks_jump_over_is_an_error() {
    let night = session(date(2026, 3, 8), time(2, 30, 0, 0), time(4, 0, 0, 0));
    assert_eq!(
        texts(clock_changes(&with(night), Drafts::Left)),
        [
            "sessions/01.md:10 error[time-skipped]: The time 02:30 does not exist on 8 March 2026 in America/Halifax, because the clocks go forward past it. / Choose a time before or after the change."
        ]
    );
}

#[test]
fn an_end_after_midnight_is_looked_at_on_its_own_day() {
    let night = session(date(2026, 3, 7), time(23, 0, 0, 0), time(2, 30, 0, 0));
    assert_eq!(clock_changes(&with(night), Drafts::Left).len(), 1);
    let evening = session(date(2026, 3, 8), time(23, 0, 0, 0), time(2, 30, 0, 0));
    assert!(clock_changes(&with(evening), Drafts::Left).is_empty());
}

#[test]
fn a_time_that_comes_twice_is_a_warning() {
    let night = session(date(2026, 11, 1), time(1, 15, 0, 0), time(4, 0, 0, 0));
    assert_eq!(
        texts(clock_changes(&with(night), Drafts::Left)),
        [
            "sessions/01.md:10 warning[time-twice]: 01:15 comes twice on 1 November 2026 in America/Halifax, because the clocks go back. Handbound uses the first one. / If the second is meant, choose a time outside that hour."
        ]
    );
}

#[test]
fn every_occurrence_and_every_sitting_is_looked_at() {
    let mut weekly = session(date(2026, 3, 1), time(2, 30, 0, 0), time(4, 0, 0, 0));
    let repeats = Repeats { every: Every::Weeks(1), until: date(2026, 3, 29), except: Vec::new() };
    weekly.repeats = Some(fixture::located(repeats, &"sessions/01.md".into()));
    assert_eq!(clock_changes(&with(weekly), Drafts::Left).len(), 1);
    let mut twice = fixture::session("01");
    let meeting = fixture::meeting(date(2026, 3, 8), time(2, 30, 0, 0), time(4, 0, 0, 0));
    twice.also_offered = vec![fixture::located(meeting, &"sessions/01.md".into())];
    let said = texts(clock_changes(&with(twice), Drafts::Left));
    assert!(said[0].starts_with("sessions/01.md:20 error[time-skipped]"), "{said:?}");
}

#[test]
fn doors_at_an_odd_clock_time_are_told_where_they_are_written() {
    let mut night = session(date(2026, 3, 8), time(3, 30, 0, 0), time(5, 0, 0, 0));
    let doors = |at| Some(Located::new(at, fixture::at(&"sessions/01.md".into(), 30)));
    night.doors_open = doors(DoorsOpen::At(time(2, 45, 0, 0)));
    let said = texts(clock_changes(&with(night.clone()), Drafts::Left));
    assert_eq!(said.len(), 1);
    assert!(
        said[0].starts_with("sessions/01.md:30 error[time-skipped]: The time 02:45 does not exist on 8 March"),
        "{said:?}"
    );
    // Minutes before the start are never odd, and a start that must move takes its doors along.
    night.doors_open = doors(DoorsOpen::Before(45));
    assert_eq!(texts(clock_changes(&with(night.clone()), Drafts::Left)), [""; 0]);
    night.when.value = When::On(fixture::meeting(date(2026, 3, 8), time(2, 50, 0, 0), time(5, 0, 0, 0)));
    night.doors_open = doors(DoorsOpen::At(time(2, 45, 0, 0)));
    let said = texts(clock_changes(&with(night), Drafts::Left));
    assert!(said.len() == 1 && said[0].starts_with("sessions/01.md:10 error[time-skipped]"), "{said:?}");

    let mut autumn = session(date(2026, 11, 1), time(2, 15, 0, 0), time(4, 0, 0, 0));
    autumn.doors_open = doors(DoorsOpen::At(time(1, 45, 0, 0)));
    let said = texts(clock_changes(&with(autumn), Drafts::Left));
    assert!(said.len() == 1 && said[0].starts_with("sessions/01.md:30 warning[time-twice]: 01:45"), "{said:?}");
}

#[test]
fn the_warning_of_an_autumn_does_not_hide_the_error_of_a_spring() {
    // 01:30 comes twice on 1 November 2026; there is no 02:30 on 14 March 2027.
    let mut weekly = session(date(2026, 10, 25), time(1, 30, 0, 0), time(2, 30, 0, 0));
    let repeats = |except| Repeats { every: Every::Weeks(1), until: date(2027, 3, 28), except };
    weekly.repeats = Some(fixture::located(repeats(Vec::new()), &"sessions/01.md".into()));
    let said = texts(clock_changes(&with(weekly.clone()), Drafts::Left));
    assert!(
        said.len() == 1 && said[0].contains("error[time-skipped]: The time 02:30 does not exist on 14 March 2027"),
        "{said:?}"
    );
    // Left out, the day does no harm.
    let spring = fixture::located(date(2027, 3, 14), &"sessions/01.md".into());
    weekly.repeats = Some(fixture::located(repeats(vec![spring]), &"sessions/01.md".into()));
    let said = texts(clock_changes(&with(weekly), Drafts::Left));
    assert!(said.len() == 1 && said[0].contains("warning[time-twice]: 01:30"), "{said:?}");
}

#[test]
fn the_zone_of_the_session_counts_before_that_of_its_series_and_of_the_community() {
    // Halifax goes forward at 2 am on 8 March 2026, Dublin at 1 am on 29 March, Lord Howe by half an hour on 4 October.
    let at = |day, start, own: Option<&str>, of_series: Option<&str>| {
        let zone = |name: &str| fixture::located(fixture::zone(name), &"sessions/01.md".into());
        let mut session = session(day, start, time(9, 0, 0, 0));
        (session.timezone, session.series) = (own.map(zone), Some("autumn".into()));
        let mut book = fixture::book(vec![session]);
        let mut series = fixture::series("autumn");
        series.timezone = of_series.map(zone);
        book.series.push(Arc::new(series));
        texts(clock_changes(&fixture::handbook(book), Drafts::Left)).len()
    };
    let (halifax, dublin, lord_howe) = (date(2026, 3, 8), date(2026, 3, 29), date(2026, 10, 4));
    assert_eq!(at(halifax, time(2, 30, 0, 0), None, None), 1);
    assert_eq!(at(halifax, time(2, 30, 0, 0), None, Some("Europe/Dublin")), 0);
    assert_eq!(at(dublin, time(1, 30, 0, 0), None, Some("Europe/Dublin")), 1);
    assert_eq!(at(dublin, time(1, 30, 0, 0), Some("America/Halifax"), Some("Europe/Dublin")), 0);
    assert_eq!(at(lord_howe, time(2, 15, 0, 0), Some("Australia/Lord_Howe"), Some("Europe/Dublin")), 1);
    assert_eq!(at(lord_howe, time(2, 30, 0, 0), Some("Australia/Lord_Howe"), None), 0);
}

#[test]
fn two_sittings_are_not_the_same() {
    let mut session = fixture::session("01");
    let meeting = fixture::meeting(date(2026, 11, 19), time(18, 30, 0, 0), time(20, 0, 0, 0));
    session.also_offered = vec![fixture::located(meeting, &"sessions/01.md".into())];
    assert_eq!(
        texts(sittings_twice(&with(session), Drafts::Left)),
        [
            "sessions/01.md:20 error[dates-in-order]: This sitting is at the same time as another one of the same session. / \
          Give it its own date and time, or take it out."
        ]
    );
}

#[test]
fn changes_are_newest_last() {
    let mut session = fixture::session("01");
    let change = |day, at| Change { span: fixture::at(&"sessions/01.md".into(), at), ..fixture::change(day, "") };
    session.changes = vec![change(date(2026, 11, 2), 1), change(date(2026, 11, 2), 2), change(date(2026, 10, 30), 3)];
    assert_eq!(
        texts(changes_in_order(&with(session), Drafts::Left)),
        [
            "sessions/01.md:3 error[dates-in-order]: The change of 30 October 2026 is listed after the one of 2 November 2026. / \
          Write the changes in the order in which they were made, the newest last."
        ]
    );
}

#[test]
fn what_opens_closes_later_and_what_was_agreed_is_revisited_later() {
    let mut book = fixture::book(Vec::new());
    let mut scenario = fixture::scenario("new-boots");
    let on = |file: &str, day, place| {
        let file = file.into();
        Some(Located::new(day, fixture::at(&file, place)))
    };
    scenario.opens = on("scenarios/new-boots.md", date(2026, 11, 2), 30);
    scenario.closes = on("scenarios/new-boots.md", date(2025, 11, 20), 50);
    book.scenarios.push(Arc::new(scenario));
    let mut values = fixture::values(&[]);
    values.agreed_on = on("values.md", date(2026, 9, 17), 20);
    values.revisit_on = on("values.md", date(2026, 4, 15), 40);
    book.values = Some(Arc::new(values));
    let help = "Check the two dates, and their years too: one of them is wrong.";
    assert_eq!(
        texts(spans_in_order(&fixture::handbook(book), Drafts::Left)),
        [
            format!(
                "scenarios/new-boots.md:50 error[dates-in-order]: `closes` is 20 November 2025, before `opens`, which is 2 \
                 November 2026. / {help}"
            ),
            format!(
                "values.md:40 error[dates-in-order]: `revisit_on` is 15 April 2026, before `agreed_on`, which is 17 \
                 September 2026. / {help}"
            ),
        ]
    );
}

#[test]
fn a_length_has_no_end_by_the_clock() {
    let mut night = fixture::session("01");
    let mut meeting = fixture::meeting(date(2026, 3, 8), time(0, 30, 0, 0), time(0, 0, 0, 0));
    meeting.times.end = End::After(120);
    night.when = Located::new(When::On(meeting), night.when.span);
    assert!(clock_changes(&with(night), Drafts::Left).is_empty());
}

#[test]
fn a_move_in_words_is_told_with_the_line_to_write() {
    let offered = |words: &str| {
        let mut session = fixture::session("01");
        session.changes = vec![fixture::change(date(2026, 11, 2), words)];
        let found = moves_in_words(&fixture::handbook(fixture::book(vec![session])), Drafts::Left);
        found.into_iter().next().map(|found| {
            let help = found.help.unwrap_or_default();
            help.split('`').nth(1).unwrap_or_default().to_owned()
        })
    };
    for (words, line) in [
        ("moved from 12 November", "- 2026-11-02: {moved_from: 2026-11-12}"),
        ("Moved from Thursday 12 November 2026.", "- 2026-11-02: {moved_from: 2026-11-12}"),
        (
            "moved from 12 November, 6:30 pm: \"the hall\" is closed",
            "- 2026-11-02: {moved_from: 2026-11-12, why: \"6:30 pm: 'the hall' is closed\"}",
        ),
    ] {
        assert_eq!(offered(words).as_deref(), Some(line), "{words}");
    }
    for words in ["moved from the library", "moved", "moved to 12 November", "in the hall, moved from 12 November", "é"]
    {
        assert_eq!(offered(words), None, "{words}");
    }
}
