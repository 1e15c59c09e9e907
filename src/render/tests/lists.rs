//! Tests of the lists of venues and of scenarios: their lines, and their contents.

use std::sync::Arc;

use jiff::civil::{Date, date, time};

use super::site;
use crate::handbook::fixture;
use crate::handbook::session::{End, Meeting, Times, When};

#[test]
fn places_and_scenarios_have_contents_from_three_on() {
    let pages = |count: usize| {
        let mut book = fixture::book(vec![fixture::session("01")]);
        for id in ["attic", "barn", "cellar"].into_iter().take(count) {
            book.venues.push(Arc::new(fixture::venue(id)));
            book.scenarios.push(Arc::new(fixture::scenario(id)));
        }
        let mut site = site(book);
        ["venues/index.html", "scenarios/index.html"].map(|path| site.remove(path).expect("a page"))
    };
    for page in pages(2) {
        assert!(!page.contains("On this page"));
    }
    for (page, name) in pages(3).iter().zip(["venue", "scenario"]) {
        assert!(page.contains(&format!(r##"<a href="#_{name}-3">cellar</a>"##)), "{page}");
        assert!(page.contains(&format!(r#"<h2 id="_{name}-3"><a href="cellar.html">cellar</a></h2>"#)), "{page}");
    }
}

#[test]
fn a_scenario_says_when_it_opens_and_closes() {
    let shown = |opens: Date, closes: Option<Date>| {
        let mut scenario = fixture::scenario("new-boots");
        let located = |day| fixture::located(day, &scenario.meta.file);
        let (opens, closes) = (Some(located(opens)), closes.map(located));
        (scenario.opens, scenario.closes) = (opens, closes);
        let mut book = fixture::book(vec![fixture::session("01")]);
        book.scenarios.push(Arc::new(scenario));
        let page = site(book).remove("scenarios/new-boots.html").expect("a page");
        let from = page.find("<dt>When</dt><dd>").expect("its days") + "<dt>When</dt><dd>".len();
        page[from..].split('<').next().map(str::to_owned).expect("words")
    };
    let end = Some(date(2026, 12, 20));
    assert_eq!(shown(date(2026, 11, 20), end), "Opens 20 November 2026, closes 20 December 2026");
    assert_eq!(shown(date(2026, 11, 20), None), "Opens 20 November 2026");
    assert_eq!(shown(date(2026, 11, 1), end), "Open until 20 December 2026");
}

#[test]
fn a_document_for_paper_holds_the_sessions_nearest_to_today_where_there_are_too_many() {
    let dated = |number: i16| {
        let mut session = fixture::session(&format!("s{number:03}"));
        // One a month, far into the past.
        let day = date(2026, 12, 1).checked_sub(jiff::Span::new().months(number)).expect("a day");
        let times = Times { start: time(18, 0, 0, 0), end: End::At(time(20, 0, 0, 0)) };
        session.when.value = When::On(Meeting { date: day, times });
        session
    };
    let sessions = |count: i16| {
        let mut all: Vec<_> = (0..count).map(dated).collect();
        all.reverse();
        site(fixture::book(all)).remove("print/sessions.html").expect("a document")
    };
    let all = sessions(200);
    assert!(all.contains(r#"id="sessions/s199""#) && !all.contains("of 200 sessions"));
    let some = sessions(201);
    assert!(some.contains("Here are 13 of 201 sessions"), "those of the last year, and one to come");
    assert!(some.contains(r#"id="sessions/s012""#) && !some.contains(r#"id="sessions/s013""#));
}
