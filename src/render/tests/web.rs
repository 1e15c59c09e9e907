//! Tests of what other programs read of a site: the sitemap, the feed of what changed, the tags of a shared link.

use std::sync::Arc;

use jiff::civil::{Date, date};

use super::{files_with, fixture, section, site};
use crate::handbook::session::{Meeting, When};
use crate::handbook::{Book, Community, Role, Session};
use crate::redact::Drafts;
use crate::source::Located;

fn online(book: Book) -> Book {
    let mut community = Community::clone(&book.community);
    community.website = Some(Located::new("https://tide.example/circle".into(), community.span.clone()));
    Book { community: Arc::new(community), ..book }
}

fn on(id: &str, day: Date) -> Session {
    let mut session = fixture::session(id);
    if let When::On(meeting) = session.when.value {
        session.when.value = When::On(Meeting { date: day, ..meeting });
    }
    session
}

fn titles(feed: &str) -> Vec<&str> {
    feed.split("<entry>").skip(1).filter_map(|entry| entry.split("<title>").nth(1)?.split("</title>").next()).collect()
}

#[test]
fn the_feed_tells_what_has_a_day_and_waits_for_what_is_to_come() {
    let mut past = on("past", date(2026, 11, 5));
    past.meta.title = "Tides & time".into();
    past.meta.updated = Some(date(2026, 11, 7));
    past.changes =
        vec![fixture::change(date(2026, 10, 2), "now in the hall"), fixture::change(date(2026, 12, 1), "not yet")];
    past.body.sections.push(section(Role::WhatHappened, "h", "We *met*."));
    let mut draft = on("draft", date(2026, 11, 6));
    draft.meta.draft = true;
    let soon = on("soon", date(2026, 11, 24));
    let later = on("later", date(2026, 11, 25));
    let book = online(fixture::indexed(fixture::book(vec![past, draft, soon, later])));
    let site = files_with(book, Vec::new(), Drafts::Shown).expect("a site");
    let feed = &site["changes.xml"];
    let expected = [
        "Coming up: soon",
        "What happened: Tides &amp; time",
        "Coming up: Tides &amp; time",
        "Changed: Tides &amp; time",
    ];
    let expected = expected.map(|title| title.replace("soon", titles(feed)[0].trim_start_matches("Coming up: ")));
    assert_eq!(titles(feed), expected);
    assert!(feed.contains("<summary>We met.</summary>") && feed.contains("<summary>Now in the hall</summary>"));
    assert!(feed.contains("<updated>2026-10-02T00:00:00-03:00</updated>"), "{feed}");
    assert!(feed.contains("href=\"https://tide.example/circle/sessions/past.html\""), "{feed}");
    assert_eq!(
        feed.matches("<updated>2026-11-10T00:00:00-04:00</updated>").count(),
        2,
        "its own, and the newest entry's"
    );
    let map = &site["sitemap.xml"];
    assert!(map.contains("<loc>https://tide.example/circle/sessions/past.html</loc><lastmod>2026-11-07</lastmod>"));
    assert!(!map.contains("draft") && !map.contains("404") && !map.contains("circle/calendar/"), "{map}");
}

#[test]
fn an_id_outlives_titles_addresses_and_websites() {
    let ids = |title: &str, website: &str| {
        let mut session = on("01", date(2026, 11, 12));
        session.meta.title = title.into();
        session.changes = (0..2).map(|_| fixture::change(date(2026, 11, 1), title)).collect();
        let mut book = online(fixture::book(vec![session]));
        let mut community = Community::clone(&book.community);
        community.website = Some(Located::new(website.into(), community.span.clone()));
        book.community = Arc::new(community);
        let feed = site(book).remove("changes.xml").expect("a feed");
        feed.split("<id>").skip(1).map(|rest| rest.split('<').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let before = ids("One", "https://a.example");
    assert_eq!(before.len(), 4);
    assert_eq!(before, ids("Another", "https://b.example/c"));
    let mut apart = before.clone();
    apart.sort();
    apart.dedup();
    assert_eq!(apart.len(), 4, "{before:?}");
    // RFC 9562 §5.8: version 8, variant 10.
    assert!(
        before.iter().all(|id| id.len() == 45 && id.as_bytes()[23] == b'8' && b"89ab".contains(&id.as_bytes()[28]))
    );
}

#[test]
fn without_an_address_there_is_no_sitemap_no_feed_and_no_link_to_one() {
    let site = site(fixture::book(vec![fixture::session("01")]));
    assert!(!site.contains_key("changes.xml") && !site.contains_key("sitemap.xml"));
    assert_eq!(site["robots.txt"], "User-agent: *\nDisallow:\n");
    let page = &site["sessions/01.html"];
    assert!(page.contains("<meta property=\"og:title\""));
    for absent in ["atom+xml", "og:image", "og:url", "canonical", "twitter"] {
        assert!(!page.contains(absent), "{absent}");
    }
}
