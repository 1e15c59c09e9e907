//! Tests of the page of the calendar, and how sessions and series lead to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;

use super::site;
use crate::handbook::community::{CommunityStatus, HouseWords};
use crate::handbook::session::Place;
use crate::handbook::{Book, fixture};
use crate::source::Located;

/// Returns the pages of a site.
fn pages(site: &BTreeMap<String, String>) -> impl Iterator<Item = (&String, &String)> {
    site.iter().filter(|(_, text)| text.starts_with("<!doctype html>"))
}

/// Returns a book whose site stands at `website`.
fn at(website: &str, mut book: Book) -> Book {
    let community = Arc::make_mut(&mut book.community);
    community.website = Some(fixture::located(website.into(), &"community.yml".into()));
    book
}

fn one_session() -> Book {
    fixture::book(vec![fixture::session("01")])
}

#[test]
fn the_address_comes_first_and_then_the_ways_from_it() {
    let page = &site(at("https://a.example/circle", one_session()))["calendar.html"];
    let order = [
        r#"<code class="address">https://a.example/circle/calendar.ics</code>"#,
        r#"href="webcal://a.example/circle/calendar.ics""#,
        r#"href="https://calendar.google.com/calendar/u/0/r/settings/addbyurl""#,
        r#"href="https://outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2Fa.example%2Fcircle%2Fcalendar.ics&amp;name="#,
        r#"href="https://outlook.office.com/calendar/0/addfromweb?url=https%3A%2F%2Fa.example%2Fcircle%2Fcalendar.ics&amp;name="#,
        "id=\"_delays\"",
        "id=\"_copy\"",
    ];
    let places: Vec<_> =
        order.iter().map(|part| page.find(part).unwrap_or_else(|| panic!("no {part} in {page}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(page.contains("We meet by Halifax time (America/Halifax)."));
}

#[test]
fn without_a_website_nothing_promises_to_stay_up_to_date() {
    let site = site(one_session());
    for (path, text) in pages(&site) {
        for absent in ["webcal:", "Subscribe (", "addfromweb", "class=\"address\""] {
            assert!(!text.contains(absent), "{path} has {absent}");
        }
    }
    let page = &site["calendar.html"];
    assert!(page.contains(r#"<a class="button" href="calendar.ics">All sessions as a file (a copy)</a>"#));
    assert!(page.contains("write its address on the web into community.yml, as “website: https://…”"));
}

#[test]
fn an_empty_handbook_has_a_calendar_to_subscribe_to() {
    let with = site(at("https://a.example", fixture::book(Vec::new())));
    assert!(with["calendar.html"].contains("webcal://a.example/calendar.ics"));
    assert!(with["sessions/index.html"].contains("webcal://a.example/calendar.ics"));
    let without = site(fixture::book(Vec::new()));
    assert!(without["calendar.html"].contains("There are no sessions yet."));
    for (path, text) in pages(&with).chain(pages(&without)) {
        assert!(!text.contains("(a copy)</a>"), "{path} offers a copy of nothing");
    }
}

#[test]
fn a_series_has_a_feed_of_its_own_and_its_own_clock() {
    let mut session = fixture::session("01");
    session.series = Some("book club".into());
    let mut book = at("https://a.example", fixture::book(vec![session]));
    let mut series = fixture::series("book club");
    series.meta.title = "Books & <Bread>".into();
    series.timezone = Some(fixture::located(fixture::zone("America/St_Johns"), &series.meta.file));
    book.series.push(Arc::new(series));
    let site = site(book);
    let page = &site["calendar.html"];
    assert!(
        page.contains("<h3><a href=\"sessions/series/book-club.html\">Books &amp; &lt;Bread&gt;</a></h3>"),
        "{page}"
    );
    assert!(page.contains("Meets by St. John’s time."));
    assert!(page.contains("&amp;name=Books%20%26%20%3CBread%3E%20%28"));
    for path in ["calendar.html", "sessions/series/book-club.html"] {
        assert!(
            site[path].contains("<code class=\"address\">https://a.example/calendar/book-club.ics</code>"),
            "{path}"
        );
        assert!(site[path].contains("href=\"webcal://a.example/calendar/book-club.ics\""), "{path}");
    }
    let alternate = r#"<link rel="alternate" type="text/calendar" href="../../calendar/book-club.ics" title="Books &amp; &lt;Bread&gt;">"#;
    assert!(site["sessions/series/book-club.html"].contains(alternate));
}

#[test]
fn a_session_offers_a_copy_and_the_way_to_subscribe() {
    let mut session = fixture::session("01");
    session.meta.title = "Soup & salt".into();
    session.place = Some(Place { venue: None, online: true });
    let page = site(at("https://a.example", fixture::book(vec![session]))).remove("sessions/01.html").expect("a page");
    assert!(page.contains(r#"<a href="01.ics">Add this session (a copy)</a>"#));
    assert!(page.contains(r#"<a href="../calendar.html">Subscribe (stays up to date)</a>"#));
    let google = "https://calendar.google.com/calendar/render?action=TEMPLATE&amp;text=Soup%20%26%20salt\
                  &amp;dates=20261119T223000Z%2F20261120T000000Z&amp;details=https%3A%2F%2Fa.example%2Fsessions%2F01.html\
                  &amp;location=Online&amp;ctz=America%2FHalifax";
    assert!(page.contains(&format!("<a href=\"{google}\">Google Calendar</a>")), "{page}");
    for host in ["outlook.live.com", "outlook.office.com"] {
        let form = format!(
            "https://{host}/calendar/0/deeplink/compose?rru=addevent&amp;startdt=2026-11-19T22%3A30%3A00Z\
             &amp;enddt=2026-11-20T00%3A00%3A00Z&amp;subject=Soup%20%26%20salt\
             &amp;body=https%3A%2F%2Fa.example%2Fsessions%2F01.html&amp;location=Online"
        );
        assert!(page.contains(&format!("<a href=\"{form}\">")), "{host}");
    }
    assert!(page.contains(r#"<link rel="alternate" type="text/calendar" href="01.ics" title="Soup &amp; salt">"#));
}

#[test]
fn a_form_is_filled_in_only_where_one_entry_is_the_whole_session() {
    let mut twice = fixture::session("01");
    let further = fixture::meeting(date(2026, 11, 20), jiff::civil::time(9, 0, 0, 0), jiff::civil::time(10, 0, 0, 0));
    twice.also_offered.push(fixture::located(further, &twice.meta.file));
    let page = &site(fixture::book(vec![twice]))["sessions/01.html"];
    assert!(page.contains("01.ics\">Add this session (a copy)") && !page.contains("Google"));
}

#[test]
fn a_community_s_own_words_and_habits_are_told() {
    let mut book = at("https://a.example", one_session());
    let community = Arc::make_mut(&mut book.community);
    community.words = HouseWords { session: Some("circle".into()), ..HouseWords::default() };
    community.calendar.reminders = [7, 1].map(|days| Located::new(days, community.span.clone())).to_vec();
    community.status = CommunityStatus::Resting;
    let site: BTreeMap<_, _> = site(book);
    let page = &site["calendar.html"];
    assert!(
        page.contains("All circles as a file (a copy)")
            && ![" session", ">Session"].iter().any(|word| page.contains(word)),
        "{page}"
    );
    assert!(page.contains("Members also get a mail before each circle (7 days, 1 day)."));
    assert!(page.contains("We are taking a rest."));
    assert!(site["sessions/01.html"].contains("Add this circle (a copy)"));
    assert!(!super::site(one_session())["calendar.html"].contains("get a mail"), "nobody said so");
}
