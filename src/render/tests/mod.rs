//! Tests of pages of small books: what is there is shown, what is not leaves no trace.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use jiff::civil::{date, time};

use super::{Pictures, RenderSettings, Renderer, Stopped, render};
use crate::handbook::community::{CommunityStatus, ThemeChoice};
use crate::handbook::fixture::{self, prose};
use crate::handbook::page::GuidanceFor;
use crate::handbook::prose::Heading;
use crate::handbook::session::{End, Every, Meeting, OccurrenceOf, Repeats, Status, Times, When};
use crate::handbook::{Agenda, Body, Book, Grouping, Minutes, RichText, Role, Section, Segment, SegmentKind, Spelling};
use crate::redact::{Drafts, redact};
use crate::source::{Located, Source};
use crate::{parse, theme};

mod calendar;
mod changes;
mod lists;
mod pages;
mod web;

fn files(book: Book, own: Vec<Source>) -> Result<BTreeMap<String, String>, Vec<String>> {
    files_with(book, own, Drafts::Left)
}

fn files_with(book: Book, own: Vec<Source>, drafts: Drafts) -> Result<BTreeMap<String, String>, Vec<String>> {
    let theme = theme::theme(&ThemeChoice::default(), own, Vec::new()).map_err(|_| vec!["no theme".to_owned()])?;
    let public = Arc::new(redact(&fixture::handbook(book), drafts));
    let settings = RenderSettings {
        today: date(2026, 11, 10),
        words: parse::words::words("en").0,
        pictures: Pictures::default(),
        totals: None,
    };
    let taken = Mutex::new(BTreeMap::new());
    let renderer = Renderer::new(public, Arc::new(theme), settings).map_err(|_| vec!["no press".to_owned()])?;
    let done = render(&renderer, &|output| {
        let text = String::from_utf8_lossy(&output.bytes);
        let text =
            if crate::handbook::index::ends_in(&output.path, &[".html"]) { seen(&text) } else { text.into_owned() };
        taken.lock().map(|mut taken| taken.insert(output.path, text)).ok();
        Ok(())
    });
    match done {
        Ok(()) => Ok(taken.into_inner().unwrap_or_default()),
        Err(Stopped::Mistakes(found)) => Err(found.into_iter().map(|mistake| mistake.message).collect()),
        Err(Stopped::Taker(error)) => Err(vec![error.to_string()]),
    }
}

/// Returns a page with its white space as people see it: none at the end of an element or before a new line, else one
/// space.
fn seen(page: &str) -> String {
    let folded = page.split_ascii_whitespace().collect::<Vec<&str>>().join(" ");
    folded.replace(" </", "</").replace(" <br>", "<br>")
}

fn site(book: Book) -> BTreeMap<String, String> {
    files(book, Vec::new()).expect("a site")
}

fn section(role: Role, id: &str, markdown: &str) -> Section {
    let span = fixture::at(&"sessions/01.md".into(), 0);
    let heading = Heading { level: 2, prose: RichText::words(id), text: id.into(), id: id.into(), span };
    Section { heading, role: Some(role), prose: prose(markdown), parts: Vec::new() }
}

fn segment(title: &str, minutes: u32, kind: SegmentKind) -> Segment {
    Segment {
        title: RichText::words(title),
        minutes: Some(Minutes { value: minutes, about: false }),
        kind: Some(kind),
        ..Segment::at(fixture::at(&"sessions/01.md".into(), 0))
    }
}

#[test]
fn the_smallest_handbook_is_a_home_a_list_a_calendar_a_session_an_index_and_a_404() {
    let site = site(fixture::book(vec![fixture::session("01")]));
    let paths: Vec<&str> = site.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "404.html",
            "_headers",
            "a-to-z.html",
            "calendar.html",
            "calendar.ics",
            "calendar/index.html",
            "index.html",
            "print.html",
            "print/sessions.html",
            "robots.txt",
            "sessions/01.html",
            "sessions/01.ics",
            "sessions/index.html"
        ]
    );
    let home = &site["index.html"];
    assert!(home.contains("Next session"));
    assert!(home.contains("Thursday 19 November 2026, <span class=\"hours\">6:30–8:00 pm"));
    for absent in ["Who facilitates", "We value", "Where we talk", "People</a>"] {
        assert!(!home.contains(absent), "{absent}");
    }
    assert!(site["sessions/01.html"].contains("To be announced"));
}

#[test]
fn navigation_says_where_the_reader_is() {
    let site = site(fixture::book(vec![fixture::session("01")]));
    assert!(site["sessions/index.html"].contains(r#"<a href="../sessions/index.html" aria-current="page">"#));
    assert!(site["sessions/01.html"].contains(r#"<a href="../sessions/index.html" aria-current="true">"#));
    assert!(!site["sessions/01.html"].contains("<li>01</li>"), "the title stands below, and once is enough");
}

#[test]
fn an_agenda_has_clock_times_the_first_voice_and_its_bar() {
    let mut session = fixture::session("01");
    session.agenda = Some(Agenda {
        spelling: Spelling::List,
        intro: RichText::default(),
        segments: vec![segment("Welcome", 5, SegmentKind::Welcome), segment("Check-in", 15, SegmentKind::Everyone)],
        outro: RichText::default(),
        zero: None,
        span: fixture::at(&"sessions/01.md".into(), 0),
    });
    session.agenda.as_mut().expect("an agenda").segments[0].id = Some("5-min---welcome".into());
    let page = site(fixture::book(vec![session])).remove("sessions/01.html").expect("a page");
    assert!(page.contains("<strong>6:35 pm</strong>"));
    assert!(page.contains(r#"<h3 id="5-min---welcome">Welcome</h3>"#));
    assert!(page.contains("<h3>Check-in</h3>"));
    assert!(page.contains("Everyone speaks from minute 5"));
    assert!(page.contains(r#"<rect class="voice-everyone" x="0" y="0" width="750" height="24"/>"#));
    assert!(page.contains(r#"aria-label="Who speaks: Everyone in turn 75 %, Facilitator 25 %""#));
}

#[test]
fn the_sum_of_an_agenda_stands_beside_the_planned_length_where_they_differ() {
    let altogether = |minutes| {
        let mut session = fixture::session("01");
        let span = fixture::at(&"sessions/01.md".into(), 0);
        let (intro, outro) = (RichText::default(), RichText::default());
        let segments = vec![segment("Story circle", minutes, SegmentKind::Everyone)];
        session.agenda = Some(Agenda { spelling: Spelling::List, intro, segments, outro, zero: None, span });
        let page = site(fixture::book(vec![session])).remove("sessions/01.html").expect("a page");
        let from = page.find("Altogether").expect("a sum");
        page[from..].split('<').next().map(str::to_owned).expect("its words")
    };
    assert_eq!(altogether(90), "Altogether 1 hour 30 minutes");
    assert_eq!(altogether(135), "Altogether 2 hours 15 minutes of 1 hour 30 minutes planned");
    assert_eq!(altogether(45), "Altogether 45 minutes of 1 hour 30 minutes planned");
}

#[test]
fn what_a_session_asked_for_is_carried_to_the_next_one_that_meets() {
    let mut first = fixture::session_on("01", date(2026, 11, 5));
    first.body =
        Body { sections: vec![section(Role::BetweenSessions, "homework", "Look up once.")], ..Body::default() };
    let mut cancelled = fixture::session_on("02", date(2026, 11, 12));
    cancelled.status = Status::Cancelled;
    cancelled.body =
        Body { sections: vec![section(Role::BetweenSessions, "homework", "Never asked.")], ..Body::default() };
    let third = fixture::session_on("03", date(2026, 11, 19));
    let site = site(fixture::book(vec![first, cancelled, third]));
    let page = &site["sessions/03.html"];
    assert!(page.contains("What we said we would try"));
    assert!(page.contains("Look up once.") && !page.contains("Never asked."));
    assert!(page.contains(r#"rel="prev" href="02.html""#));
    assert!(!site["sessions/01.html"].contains("What we said we would try"));
}

#[test]
fn a_session_that_repeats_shows_its_next_day() {
    let mut session = fixture::session_on("kettle", date(2026, 10, 1));
    let repeats = Repeats { every: Every::Weeks(2), until: date(2026, 12, 31), except: Vec::new() };
    session.repeats = Some(Located::new(repeats, session.when.span.clone()));
    let site = site(fixture::book(vec![session, fixture::session_on("later", date(2026, 11, 20))]));
    assert!(site["index.html"].contains("Thursday 12 November 2026"));
    assert!(site["sessions/kettle.html"].contains("every second Thursday until 31 December<"));
}

#[test]
fn a_day_for_which_another_session_stands_is_not_the_next_one() {
    let mut usual = fixture::session_on("kettle", date(2026, 11, 5));
    let repeats = Repeats { every: Every::Weeks(2), until: date(2026, 12, 3), except: Vec::new() };
    usual.repeats = Some(Located::new(repeats, usual.when.span.clone()));
    let mut beach = fixture::session_on("beach", date(2026, 11, 20));
    let kettle = fixture::reference("kettle", &beach.meta.file);
    beach.occurrence_of = Some(OccurrenceOf { session: kettle, date: Some(date(2026, 11, 19)) });
    let site = site(fixture::book(vec![usual, beach]));
    assert!(site["sessions/kettle.html"].contains("Thursday 3 December 2026"));
    assert!(site["sessions/kettle.html"].contains(r#"On 19 November 2026: <a href="beach.html">"#));
    let home = &site["index.html"];
    assert!(home.find("Friday 20 November 2026") < home.find("Thursday 3 December 2026"));
    assert!(!home.contains("19 November"));
}

#[test]
fn of_two_sittings_the_one_still_to_come_is_next() {
    let mut session = fixture::session_on("01", date(2026, 11, 1));
    let times = Times { start: time(13, 0, 0, 0), end: End::After(60) };
    let second = Meeting { date: date(2026, 11, 29), times };
    session.also_offered = vec![Located::new(second, session.when.span.clone())];
    let site = site(fixture::book(vec![session]));
    assert!(site["index.html"].contains("Sunday 29 November 2026, <span class=\"hours\">1:00–2:00 pm"));
    assert!(site["sessions/index.html"].contains("Sunday 29 November 2026</time> <span>1:00–2:00 pm</span>"));
}

#[test]
fn a_list_names_the_place_whose_clock_it_is_where_that_is_another() {
    let mut session = fixture::session("01");
    let zone = jiff::tz::TimeZone::get("Asia/Kathmandu").expect("a zone");
    session.timezone = Some(Located::new(zone, session.when.span.clone()));
    let site = site(fixture::book(vec![session, fixture::session("02")]));
    let list = &site["sessions/index.html"];
    assert!(list.contains("<span>6:30–8:00 pm Kathmandu time</span>"));
    assert!(list.contains("<span>6:30–8:00 pm</span>"));
}

#[test]
fn groups_of_so_many_are_named_once() {
    let mut session = fixture::session("01");
    let mut groups = segment("Retell", 20, SegmentKind::Groups);
    groups.group = Some(Grouping::Of(4));
    let span = fixture::at(&"sessions/01.md".into(), 0);
    let (intro, outro) = (RichText::default(), RichText::default());
    session.agenda = Some(Agenda { spelling: Spelling::List, intro, segments: vec![groups], outro, zero: None, span });
    let page = site(fixture::book(vec![session])).remove("sessions/01.html").expect("a page");
    assert!(page.contains(r#"<span class="kind">groups of 4</span></p>"#), "{page}");
}

#[test]
fn the_contents_of_a_session_name_the_theme_s_own_headings() {
    let mut first = fixture::session_on("01", date(2026, 11, 5));
    first.body = Body { sections: vec![section(Role::BetweenSessions, "homework", "Look up.")], ..Body::default() };
    let mut second = fixture::session_on("02", date(2026, 11, 19));
    second.bring = vec!["a mug".into()];
    second.body = Body { sections: vec![section(Role::Purpose, "purpose", "To look.")], ..Body::default() };
    let page = site(fixture::book(vec![first, second])).remove("sessions/02.html").expect("a page");
    let places: Vec<_> = ["#purpose", "#_carried", "#_bring"].map(|id| page.find(&format!(r#"href="{id}""#))).into();
    assert!(places.is_sorted() && places[0].is_some(), "{places:?}");
}

#[test]
fn a_cancelled_session_and_one_that_is_over_do_not_ask_anyone_in() {
    let mut cancelled = fixture::session_on("02", date(2026, 11, 19));
    cancelled.status = Status::Cancelled;
    let over = fixture::session_on("01", date(2026, 11, 5));
    let site = site(fixture::book(vec![over, cancelled, fixture::session_on("03", date(2026, 11, 26))]));
    assert!(!site["sessions/01.html"].contains("Add this session"));
    assert!(!site["sessions/02.html"].contains("Add this session"));
    assert!(!site["sessions/02.html"].contains("Doors open"));
    assert!(site["sessions/03.html"].contains("Add this session"));
    assert!(site["sessions/03.html"].contains("<dt>Doors open</dt>"));
}

#[test]
fn a_community_that_meets_says_so_when_nothing_is_planned() {
    let past = || fixture::book(vec![fixture::session_on("01", date(2026, 11, 5))]);
    assert!(site(past())["index.html"].contains("The next session is not planned yet."));
    let mut closed = past();
    Arc::make_mut(&mut closed.community).status = CommunityStatus::Closed;
    assert!(!site(closed)["index.html"].contains("not planned yet"));
}

#[test]
fn guidance_is_turned_over_in_the_order_of_its_list() {
    let guide = |id: &str, readers, group: &[&str]| {
        let mut guide = fixture::guidance(id);
        guide.readers = readers;
        guide.group = group.iter().map(|folder| (*folder).to_owned()).collect();
        Arc::new(guide)
    };
    let mut book = fixture::book(vec![fixture::session("01")]);
    book.guidance = vec![
        guide("a", Some(GuidanceFor::Organizers), &[]),
        guide("b", Some(GuidanceFor::Members), &["online"]),
        guide("c", Some(GuidanceFor::Members), &[]),
    ];
    let site = site(book);
    assert!(site["guidance/c.html"].contains(r#"rel="next" href="b.html""#));
    assert!(!site["guidance/c.html"].contains(r#"rel="prev""#));
    assert!(site["guidance/b.html"].contains(r#"rel="next" href="a.html""#));
}

#[test]
fn words_of_an_interface_in_another_language_are_marked() {
    let english = site(fixture::book(vec![fixture::session("01")]));
    assert!(english["index.html"].contains("<h2>Next session</h2>"));
    let mut book = fixture::book(vec![fixture::session("01")]);
    Arc::make_mut(&mut book.community).language.value = "ar".into();
    let arabic = site(book);
    assert!(arabic["index.html"].contains(r#"<html lang="ar" dir="rtl""#));
    assert!(arabic["index.html"].contains(r#"<h2 lang="en">Next session</h2>"#));
    assert!(arabic["sessions/01.html"].contains(r#"<dt lang="en">Where</dt>"#));
}

#[test]
fn of_two_meetings_on_one_day_the_earlier_one_is_next() {
    let mut evenings = fixture::session_on("evenings", date(2026, 10, 1));
    let repeats = Repeats { every: Every::Weeks(1), until: date(2026, 12, 31), except: Vec::new() };
    evenings.repeats = Some(Located::new(repeats, evenings.when.span.clone()));
    let mut noon = fixture::session("noon");
    let times = Times { start: time(12, 0, 0, 0), end: End::After(60) };
    noon.when.value = When::On(Meeting { date: date(2026, 11, 12), times });
    let home = site(fixture::book(vec![evenings, noon])).remove("index.html").expect("a page");
    assert!(home.contains(r#"<p class="title"><a href="sessions/noon.html">"#));
}

#[test]
fn drafts_are_marked_wherever_they_are_listed() {
    let mut session = fixture::session("01");
    session.meta.draft = true;
    let mut book = fixture::book(vec![session]);
    let mut person = fixture::person("wren", "Wren Halloran");
    person.meta.draft = true;
    book.people = vec![Arc::new(person)];
    let site = files_with(book, Vec::new(), Drafts::Shown).expect("a site");
    for (page, marks) in [
        ("index.html", 1),
        ("sessions/index.html", 1),
        ("sessions/01.html", 1),
        ("people/index.html", 1),
        ("a-to-z.html", 2),
    ] {
        assert_eq!(site[page].matches(r#"<span class="badge draft">Draft</span>"#).count(), marks, "{page}");
    }
}

#[test]
fn a_list_of_three_parts_has_contents() {
    let past = || fixture::session_on("01", date(2026, 11, 5));
    // The second part is the calendar.
    let two = site(fixture::book(vec![past()]));
    assert!(!two["sessions/index.html"].contains("On this page"));
    let three = site(fixture::book(vec![past(), fixture::session_on("02", date(2026, 11, 19))]));
    assert!(three["sessions/index.html"].contains(r##"<a href="#_calendar">Calendar</a>"##));
    assert!(three["sessions/index.html"].contains(r##"<a href="#_past">Past</a>"##));
    assert!(three["sessions/index.html"].contains(r#"<h2 id="_past">Past</h2>"#));
}

#[test]
fn a_session_without_a_date_has_a_page_and_no_feed() {
    let mut session = fixture::session("01");
    session.when.value = When::Undecided { times: None };
    let site = site(fixture::book(vec![session]));
    assert!(!site.contains_key("sessions/01.ics"));
    assert!(site["sessions/01.html"].contains("To be decided"));
    assert!(!site["sessions/01.html"].contains("01.ics") && !site["sessions/01.html"].contains("(a copy)"));
}

#[test]
fn an_earlier_address_leads_on() {
    let mut session = fixture::session("01");
    session.meta.was = vec![fixture::reference("first evening", &session.meta.file)];
    let site = site(fixture::book(vec![session]));
    let page = &site["sessions/first-evening.html"];
    assert!(page.contains(r#"<meta http-equiv="refresh" content="0; url=01.html">"#));
}

#[test]
fn the_404_page_counts_from_the_path_of_the_website() {
    let mut book = fixture::book(vec![fixture::session("01")]);
    let community = Arc::make_mut(&mut book.community);
    community.website = Some(fixture::located("https://a.example/circle".into(), &"community.yml".into()));
    let site = site(book);
    assert!(site["404.html"].contains(r#"href="/circle/sessions/index.html""#));
    assert!(site["404.html"].contains(r#"href="/circle/assets/hearth."#));
    assert!(
        site["sessions/01.html"].contains(r#"<link rel="canonical" href="https://a.example/circle/sessions/01.html">"#)
    );
}

#[test]
fn the_community_s_own_words_are_on_its_pages() {
    let mut book = fixture::book(vec![fixture::session("01")]);
    Arc::make_mut(&mut book.community).words.session = Some("gathering".into());
    let site = site(book);
    assert!(site["index.html"].contains("Next gathering"));
    assert!(site["index.html"].contains(">Gatherings</a>"));
}

#[test]
fn titles_are_escaped() {
    let mut session = fixture::session("01");
    session.meta.title = "Us & <them>".into();
    let site = site(fixture::book(vec![session]));
    assert!(site["sessions/01.html"].contains("<h1>Us &amp; &lt;them&gt;</h1>"));
    assert!(site.values().filter(|text| text.starts_with("<!doctype")).all(|page| !page.contains("<them>")));
}

#[test]
fn an_undefined_value_is_shown_where_it_stands_and_once() {
    let text = r#"{% extends "hearth/session.html" %}{% block main %}<p>{{ page.titel }}</p>{% endblock %}"#;
    let own = vec![Source { path: "theme/session.html".into(), text: text.into() }];
    let book = fixture::book(vec![fixture::session("01"), fixture::session("02")]);
    let found = files(book, own).expect_err("a mistake");
    assert_eq!(found.len(), 1);
    let start =
        "The template `theme/session.html` does not work: Field `titel` is not defined. Available fields: agenda,";
    assert!(found[0].starts_with(start), "{}", found[0]);
}

#[test]
fn a_page_of_the_community_s_own_making_is_a_title_on_paper() {
    let own = vec![Source { path: "theme/session.html".into(), text: "<p>{{ here.title }}</p>".into() }];
    let site = files(fixture::book(vec![fixture::session("01")]), own).expect("a site");
    let paper = &site["print/sessions.html"];
    assert!(paper.contains(r#"id="sessions/01""#) && paper.contains(r#"<header class="page-head"><h2>"#), "{paper}");
}
