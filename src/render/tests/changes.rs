//! Tests that what has moved, was cancelled or repeats is seen at once, on its page and in every list.

use jiff::civil::{Date, date, time};

use super::site;
use crate::handbook::fixture;
use crate::handbook::session::{Every, OccurrenceOf, Repeats, Session, Status};

fn changed(mut session: Session, texts: &[&str]) -> Session {
    session.changes = texts.iter().map(|text| fixture::change(date(2026, 11, 2), text)).collect();
    session
}

/// Returns `session`, moved from a day in 2026.
fn moved(mut session: Session, month: i8, day: i8, why: Option<&str>) -> Session {
    session.changes.push(fixture::moved_from(date(2026, month, day), None, why));
    session
}

fn every_second_week(id: &str, first: Date, until: Date, except: &[Date]) -> Session {
    let mut session = fixture::session_on(id, first);
    let except = except.iter().map(|day| fixture::located(*day, &session.meta.file)).collect();
    let repeats = Repeats { every: Every::Weeks(2), until, except };
    session.repeats = Some(fixture::located(repeats, &session.meta.file));
    session
}

/// Returns the part of the page from `start` to the next `end`.
fn part<'p>(page: &'p str, start: &str, end: &str) -> &'p str {
    let from = page.find(start).unwrap_or_else(|| panic!("{start} on {page}"));
    let rest = &page[from..];
    &rest[..rest.find(end).unwrap_or(rest.len())]
}

#[test]
fn a_session_that_moved_says_so_above_its_facts_and_in_every_list() {
    // It meets on 19 November; today is the 10th.
    let site = site(fixture::book(vec![moved(changed(fixture::session("01"), &["in the hall"]), 11, 12, None)]));
    let page = &site["sessions/01.html"];
    let notice = part(page, r#"<div class="notice""#, "</div>");
    assert!(notice.contains("<strong>Moved from Thursday 12 November</strong>"), "{notice}");
    assert!(notice.contains("Changed on 2 November 2026") && notice.contains("<p>In the hall "), "{notice}");
    assert!(page.find("class=\"notice\"") < page.find("class=\"facts card\""));
    for list in ["index.html", "sessions/index.html"] {
        assert!(site[list].contains(r#"<span class="badge warning">Moved</span>"#), "{list}");
    }
}

#[test]
fn what_an_author_says_of_a_change_is_shown_as_written() {
    let page = |session: Session| {
        let mut site = site(fixture::book(vec![session]));
        (site.remove("sessions/01.html").unwrap_or_default(), site.remove("sessions/index.html").unwrap_or_default())
    };
    let (told, list) = page(moved(fixture::session("01"), 11, 12, Some("<the library> is closed")));
    assert!(told.contains("<strong>Moved from Thursday 12 November: &lt;the library&gt; is closed</strong>"), "{told}");
    assert!(list.contains(">Moved</span>"));
    for words in ["moved to the church hall", "moved from 12 November"] {
        let (told, list) = page(changed(fixture::session("01"), &[words]));
        assert!(told.contains(&format!("<strong>M{}</strong>", &words[1..])), "{told}");
        assert!(list.contains(">Changed</span>"));
    }
    // Of two dates either may be meant.
    let mut twice = moved(fixture::session("01"), 11, 12, None);
    let further = fixture::meeting(date(2026, 11, 21), time(10, 0, 0, 0), time(11, 0, 0, 0));
    twice.also_offered.push(fixture::located(further, &twice.meta.file));
    assert!(page(twice).1.contains(">Changed</span>"));
    assert!(page(moved(fixture::session("01"), 11, 19, None)).1.contains(">Changed</span>"), "the date it has");
}

#[test]
fn once_it_is_over_a_change_is_told_quietly() {
    let over = fixture::session_on("01", date(2026, 11, 5));
    let site = site(fixture::book(vec![moved(over, 10, 29, None)]));
    let page = &site["sessions/01.html"];
    assert!(!page.contains("class=\"notice\""));
    assert!(page.contains(r#"<p class="muted">Moved from Thursday 29 October <span"#), "{page}");
    assert!(!site["sessions/index.html"].contains("badge"));
}

#[test]
fn a_cancelled_session_says_so_first_and_home_shows_it_before_the_next_one() {
    let mut cancelled = changed(fixture::session_on("jam", date(2026, 11, 12)), &["no fruit this year"]);
    cancelled.status = Status::Cancelled;
    let mut late = fixture::session_on("late", date(2026, 12, 3));
    late.status = Status::Cancelled;
    let site = site(fixture::book(vec![cancelled, fixture::session("01"), late]));
    let page = &site["sessions/jam.html"];
    let notice = part(page, r#"<div class="notice""#, "</div>");
    assert!(notice.contains("<strong>This session is cancelled.</strong><br>No fruit this year"), "{notice}");
    assert!(page.contains("<s><time datetime=\"2026-11-12T18:30-04:00\" data-end="));
    assert!(page.contains(r#"<meta name="description" content="Cancelled: Thursday 12 November 2026, 6:30–8:00 pm">"#));

    let home = &site["index.html"];
    let card = home.find("class=\"next card\"").expect("the next session");
    let (before, after) = home.split_at(card);
    assert!(before.contains("sessions/jam.html") && before.contains(">Cancelled</span>"), "{before}");
    assert!(after.contains("sessions/01.html") && after.contains("sessions/late.html"));
    assert!(part(after, "class=\"next card\"", "</section>").contains("sessions/01.html"));
}

#[test]
fn a_session_that_repeats_lists_each_day_of_its_rule() {
    let usual = every_second_week("kettle", date(2026, 10, 29), date(2027, 1, 7), &[date(2026, 11, 26)]);
    let stand_in = |id: &str, on: Date, of: Date| {
        let mut session = fixture::session_on(id, on);
        let kettle = fixture::reference("kettle", &session.meta.file);
        session.occurrence_of = Some(OccurrenceOf { session: kettle, date: Some(of) });
        session
    };
    let beach = stand_in("beach", date(2026, 12, 10), date(2026, 12, 10));
    let moved = stand_in("moved", date(2026, 12, 22), date(2026, 12, 24));
    let mut storm = stand_in("storm", date(2027, 1, 7), date(2027, 1, 7));
    storm.status = Status::Cancelled;
    let site = site(fixture::book(vec![usual, beach, moved, storm]));
    let page = &site["sessions/kettle.html"];
    assert!(page.contains(">every second Thursday until 7 January 2027, except 26 November 2026</span>"), "{page}");
    // Three by the rule itself, one on the beach, one moved; one is left out and one cancelled.
    let days: Vec<&str> = part(page, "<details class=\"packing\">", "</details>").split("<li>").skip(1).collect();
    let expected = [
        ("29 October 2026</time> <span class=\"muted\">over</span>", false),
        ("Thursday 12 November 2026</time></li>", false),
        ("26 November 2026</time></s> <span class=\"muted\">not this time</span>", true),
        ("10 December 2026</time>: <a href=\"beach.html\">beach</a></li>", false),
        ("24 December 2026</time></s>: <a href=\"moved.html\">moved</a> <span class=\"muted\">now on Tuesday 22", true),
        ("7 January 2027</time></s>: <a href=\"storm.html\">storm</a> <span class=\"muted\">Cancelled</span>", true),
    ];
    assert_eq!(days.len(), expected.len(), "{days:?}");
    for (day, (shown, off)) in days.iter().zip(expected) {
        assert!(day.contains(shown) && day.starts_with("<s>") == off, "{day}\nshould say {shown}");
    }
    assert!(page.contains("<summary>4 dates</summary>"));
    let moved = &site["sessions/moved.html"];
    assert!(moved.contains("<strong>Moved from Thursday 24 December</strong>"), "{moved}");
    assert!(!site["sessions/beach.html"].contains("class=\"notice\""));
    let list = &site["sessions/index.html"];
    assert!(list.contains("<span>every second Thursday</span>"));
    assert_eq!((list.matches(">Moved</span>").count(), list.matches(">Cancelled</span>").count()), (1, 1));
}

#[test]
fn a_stand_in_at_another_hour_says_the_hour_too() {
    let usual = every_second_week("kettle", date(2026, 11, 12), date(2026, 12, 24), &[]);
    let mut late = fixture::session_on("late", date(2026, 11, 26));
    late.occurrence_of = Some(OccurrenceOf { session: fixture::reference("kettle", &late.meta.file), date: None });
    late.when.value =
        crate::handbook::session::When::On(fixture::meeting(date(2026, 11, 26), time(20, 0, 0, 0), time(21, 0, 0, 0)));
    let site = site(fixture::book(vec![usual, late]));
    assert!(site["sessions/late.html"].contains("<strong>Moved from Thursday 26 November, 6:30 pm</strong>"));
}
