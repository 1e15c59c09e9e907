//! Tests of home, season, journey, scenarios, and what readers take along.

use std::sync::Arc;

use jiff::civil::{Date, date, time};

use super::{prose, section, seen, site};
use crate::handbook::session::{Every, Repeats, Session, Status, When};
use crate::handbook::{Body, Role, Section, fixture};

fn body(sections: Vec<Section>) -> Body {
    Body { sections, ..Body::default() }
}

fn on(id: &str, day: Date) -> Session {
    fixture::session_on(id, day)
}

fn weekly(id: &str, first: Date, until: Date) -> Session {
    let mut session = on(id, first);
    let file = Arc::clone(&session.meta.file);
    session.repeats = Some(fixture::located(Repeats { every: Every::Weeks(1), until, except: Vec::new() }, &file));
    session
}

fn count(text: &str, part: &str) -> usize {
    text.matches(part).count()
}

#[test]
fn home_carries_what_a_later_reader_needs() {
    // Today is 10 November 2026.
    let mut off = on("02", date(2026, 11, 26));
    off.status = Status::Cancelled;
    let book = fixture::book(vec![weekly("01", date(2026, 11, 5), date(2026, 12, 3)), off]);
    let home = site(book).remove("index.html").expect("a page");
    assert!(home.contains(r#"<section class="next card" data-over="2026-11-13T04:00:00Z">"#), "{home}");
    // Each later day of the one that repeats is there, hidden, with its part of the page; of the cancelled
    // one there is a line and nothing more.
    assert_eq!(count(&home, r#"T04:00:00Z" hidden>"#), 3);
    assert_eq!(count(&home, "<template><h2>"), 3);
    assert!(home.contains(r#"<li class="cancelled" data-over="2026-11-27T04:00:00Z">"#));
    assert!(home.contains("The next session is not planned yet"));
}

#[test]
fn home_says_of_a_long_season_only_what_is_planned_next() {
    let sessions = (0..30)
        .map(|n| on(&format!("{n:02}"), date(2026, 11, 12).checked_add(jiff::Span::new().weeks(n)).expect("a day")));
    let home = site(fixture::book(sessions.collect())).remove("index.html").expect("a page");
    assert_eq!((count(&home, "<template><h2>"), count(&home, "hidden>") - 1), (16, 12));
    // There are more than the page carries, so that it must not say that there are none.
    assert!(!home.contains("not planned yet"));
}

#[test]
fn the_season_has_a_row_for_each_meeting_under_its_month() {
    let mut week = on("03", date(2026, 12, 7));
    week.when.value = When::WeekOf { date: date(2026, 12, 7), times: None };
    let mut open = on("04", date(2026, 12, 7));
    open.when.value = When::Undecided { times: None };
    let prepare = section(Role::Prepare, "prepare", "- Read page 3\n- Breathe");
    let mut first = on("01", date(2026, 10, 1));
    first.body = body(vec![prepare]);
    let book = fixture::book(vec![first, weekly("02", date(2026, 11, 26), date(2026, 12, 3)), week, open]);
    let season = site(book).remove("season.html").expect("a page");
    let words = season.split(['<', '>']).map(str::trim);
    let told: Vec<&str> = words
        .skip_while(|word| *word != r#"div class="season""#)
        .filter(|word| {
            ["Thu ", "Week of ", "2026", "0", "Read", "No day"].iter().any(|start| word.starts_with(start))
                || word.ends_with(" 2026")
        })
        .collect();
    let rows = [
        "October 2026",
        "Thu 1",
        "01",
        "Read page 3",
        "November 2026",
        "Thu 26",
        "02",
        "December 2026",
        "Thu 3",
        "02",
        "Week of Mon 7",
        "03",
        "No day yet",
        "04",
    ];
    assert_eq!(told, rows);
}

#[test]
fn a_series_has_a_season_of_its_own() {
    let mut inside = on("01", date(2026, 11, 12));
    inside.series = Some("circle".into());
    let mut book = fixture::book(vec![inside, on("02", date(2026, 11, 13))]);
    let mut series = fixture::series("circle");
    series.meta.was = vec![fixture::reference("old-circle", &series.meta.file)];
    book.series.push(Arc::new(series));
    let site = site(fixture::indexed(book));
    let season = &site["season/circle.html"];
    assert!(season.contains(">01</a>") && !season.contains(">02</a>"));
    assert!(site["season/old-circle.html"].contains("refresh"));
    assert!(site["season.html"].contains("season/circle.html"));
}

#[test]
fn the_journey_begins_when_something_has_been() {
    let coming = fixture::book(vec![on("01", date(2026, 11, 12))]);
    assert!(!site(coming).contains_key("journey.html"));
    let mut off = on("02", date(2026, 11, 2));
    off.status = Status::Cancelled;
    assert!(!site(fixture::book(vec![off])).contains_key("journey.html"));
}

#[test]
fn the_journey_tells_what_happened_and_gathers_the_themes() {
    let themes = |items: &str| Section {
        heading: section(Role::Themes, "themes", "").heading,
        ..section(Role::Themes, "themes", items)
    };
    let happened = |items: &str| Section {
        parts: vec![themes(items)],
        ..section(Role::WhatHappened, "what-happened", "### There {#here}\n\nIt rained[^fn].\n\n[^fn]: A lot.")
    };
    let mut one = on("01", date(2026, 10, 1));
    let asked = section(Role::BetweenSessions, "between", "Watch.");
    one.body = body(vec![asked, happened("- Somewhere to go.\n- Noise")]);
    let mut two = on("02", date(2026, 11, 5));
    two.body = body(vec![happened("- noise")]);
    let journey = site(fixture::book(vec![one, two])).remove("journey.html").expect("a page");
    let at = |part: &str| journey.find(part).unwrap_or_else(|| panic!("{part} in {journey}"));
    assert!(at(">01</a></h3>") < at(r#"rained<sup class="footnote-reference"><a href="sessions/01.html#fn-fn""#));
    assert!(at("rained") < at("<p>Watch.</p>") && at("<p>Watch.</p>") < at(">02</a></h3>"));
    assert!(!journey.contains(r#"id="here""#) && !journey.contains(r#"id="themes""#));
    // What came up twice comes first.
    let places = r#"<a href="sessions/01.html#themes">01</a>, <a href="sessions/02.html#themes">02</a>"#;
    assert!(at("<li>Noise") < at(places) && at(places) < at("<li>Somewhere to go "));
}

#[test]
fn of_a_long_journey_the_earlier_sessions_are_named_and_the_later_ones_told() {
    let session = |number: i16| {
        let mut session = on(&format!("{number:02}"), date(1900 + number, 10, 1));
        session.body = body(vec![section(Role::WhatHappened, "what-happened", &format!("Told {number}."))]);
        session
    };
    let journey = site(fixture::book((1..=52).map(session).collect())).remove("journey.html").expect("a page");
    let earlier = journey.split("id=\"_sessions\"").next().expect("the first part");
    assert!(earlier.contains(">01</a> ") && earlier.contains(">02</a> ") && !earlier.contains(">03</a> "));
    assert!(!journey.contains("Told 2.") && journey.contains("Told 3.") && journey.contains("Told 52."));
    assert!(journey.contains("id=\"_session-2\"") && journey.contains("id=\"_session-52\""));
}

#[test]
fn a_scenario_is_a_thread_of_rounds_with_its_answer_folded() {
    let mut scenario = fixture::scenario("hall");
    scenario.body = body(vec![
        section(Role::Story, "story", "A hall & a stage."),
        section(Role::Question, "question", "What could moving look like?"),
        section(Role::Asks, "asks", "1. One\n2. Two"),
        section(Role::Response, "response", "Tape roads."),
        section(Role::Summary(1), "summary-1", "Eleven."),
        section(Role::RoundQuestion(2), "round-2", "Choose."),
        section(Role::HowToAnswer, "how", "By Friday."),
    ]);
    scenario.body.summary = prose("Before.");
    scenario.closes = Some(fixture::located(date(2026, 11, 12), &scenario.meta.file));
    let mut book = fixture::book(vec![on("01", date(2026, 11, 12))]);
    book.scenarios.push(Arc::new(scenario));
    let mut site = site(book);
    let page = site.remove("scenarios/hall.html").expect("a page");
    let at = |part: &str| page.find(part).unwrap_or_else(|| panic!("{part} in {page}"));
    assert!(at("<details><summary><h2 id=\"response\">") < at("<p>Tape roads.</p>"));
    assert!(at("<p>By Friday.</p>") < at(r##"Round 1: <a href="#question">question</a>"##));
    assert!(at("<p>Eleven.</p>") < at("Round 2</p>") && at("Round 2</p>") < at("<p>Choose.</p>"));
    // From the second round on, the post asks the newest question.
    let post = "hall\n\nBefore.\n\nA hall & a stage.\n\nsummary-1\n\nEleven.\n\nround-2\n\nChoose.\n\nhow\n\nBy Friday.\n\n\
                Open until 12 November 2026\n";
    assert_eq!(site["scenarios/hall.txt"], post);
    assert!(page.contains(seen(&post.replace('&', "&amp;")).trim()), "{page}");
}

#[test]
fn two_files_hold_the_references_of_all_readings() {
    let mut book = fixture::book(vec![on("01", date(2026, 11, 12))]);
    let mut reading = fixture::reading("holmes-2015");
    reading.citation = "Holmes, A. (2015). Why talk? Press.".into();
    book.readings.push(Arc::new(reading));
    let site = site(book);
    let one = "@misc{holmes-2015,\n  author = {Holmes, A.},\n  title = {{Why talk?}},\n  year = {2015},\n  note = {Press}\n}\n";
    assert_eq!(site["readings.bib"], one);
    assert!(site["readings.ris"].starts_with("TY  - GEN\r\nID  - holmes-2015\r\nAU  - Holmes, A.\r\n"));
    assert!(site["readings/index.html"].contains(r#"href="../readings.bib""#));
    let is_reference = |path: &&String| crate::handbook::index::ends_in(path, &[".bib", ".ris"]);
    assert_eq!(site.keys().filter(is_reference).count(), 2);
}

#[test]
fn an_agenda_is_drawn_to_scale_with_its_breaks() {
    use crate::handbook::{Agenda, RichText, SegmentKind, Spelling};
    let mut session = on("01", date(2026, 11, 19));
    let segments = vec![
        super::segment("Welcome", 9, SegmentKind::Welcome),
        super::segment("Soup", 36, SegmentKind::Break),
        super::segment("Check-in", 45, SegmentKind::Everyone),
    ];
    let span = fixture::at(&session.meta.file, 0);
    let agenda = Agenda {
        spelling: Spelling::List,
        intro: RichText::default(),
        segments,
        outro: RichText::default(),
        zero: None,
        span,
    };
    session.agenda = Some(agenda);
    session.when.value = When::On(fixture::meeting(date(2026, 11, 19), time(18, 30, 0, 0), time(20, 0, 0, 0)));
    let page = site(fixture::book(vec![session])).remove("sessions/01.html").expect("a page");
    for part in [
        r#"<rect class="voice-facilitator" x="0%" y="18" width="10%" height="30"/>"#,
        r#"<line x1="10%" y1="33" x2="50%" y2="33"/>"#,
        r#"<circle cx="50%" cy="33" r="5"/>"#,
        r#"<text class="start" x="0%" y="66">6:30 pm</text>"#,
        r#"<text class="middle" x="33.3%" y="66">7:00 pm</text>"#,
        r#"<text class="end" x="100%" y="66">8:00 pm</text>"#,
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[test]
fn home_tells_what_there_is_to_do_until_the_next_session() {
    let mut past = on("01", date(2026, 11, 5));
    past.body = body(vec![section(Role::BetweenSessions, "between", "Watch one corner[^n].\n\n[^n]: Of the room.")]);
    let scenario = |id: &str, opens: Date| {
        let mut scenario = fixture::scenario(id);
        scenario.opens = Some(fixture::located(opens, &scenario.meta.file));
        Arc::new(scenario)
    };
    let mut book = fixture::book(vec![past.clone(), on("02", date(2026, 11, 12))]);
    book.scenarios = vec![scenario("boots", date(2026, 11, 6)), scenario("later", date(2026, 12, 6))];
    let home = site(book).remove("index.html").expect("a page");
    assert!(
        home.contains("Until we meet")
            && home.contains(r#"<p>Watch one corner<sup class="footnote-reference"><a href="sessions/01.html#fn-n""#),
        "{home}"
    );
    assert!(home.contains(r#"<a href="scenarios/boots.html">boots</a>"#) && !home.contains("later.html"), "{home}");
    // Where nothing was asked and nothing is open, or nobody meets again, there is no such part.
    for book in [fixture::book(vec![past]), fixture::book(vec![on("02", date(2026, 11, 12))])] {
        assert!(!site(book).remove("index.html").expect("a page").contains("Until we meet"));
    }
}

#[test]
fn a_first_session_shows_what_was_agreed_and_an_online_one_what_to_try() {
    use crate::handbook::session::Place;
    let place = |venue: bool| {
        let file = "sessions/01.md".into();
        Some(Place { venue: venue.then(|| fixture::located("hall".into(), &file)), online: !venue })
    };
    let mut three = [12, 19, 26].map(|day| on(&format!("0{}", day / 7), date(2026, 11, day)));
    for (session, venue) in three.iter_mut().zip([true, false, false]) {
        session.place = place(venue);
    }
    let mut book = fixture::book(three.into());
    let mut agreements = fixture::values(&["Cameras and microphones", "What is said stays"]);
    agreements.meta.address = "agreements.html".into();
    book.agreements = Some(Arc::new(agreements));
    let hall = fixture::venue("hall");
    book.venues.push(Arc::new(hall));
    let site = site(fixture::indexed(book));
    let [first, second, third] = ["01", "02", "03"].map(|id| &site[&format!("sessions/{id}.html")]);
    assert!(first.contains("The first time we meet<"), "{first}");
    assert!(first.contains(r#"<a href="../agreements.html#Cameras-and-microphones">Cameras and microphones</a>"#));
    assert!(!first.contains("Before you join"));
    assert!(second.contains("Before you join") && second.contains("write in the chat"), "{second}");
    assert!(second.contains("The first time we meet online<") && second.contains("#Cameras-and-microphones"));
    assert!(third.contains("Before you join") && !third.contains("The first time we meet"));
}

#[test]
fn signing_up_ends_with_its_day() {
    let page = |until: Date| {
        let mut session = on("01", date(2026, 11, 26));
        let link = |url: &str| crate::handbook::session::Link {
            title: None,
            url: fixture::located(url.into(), &session.meta.file),
        };
        let sign_up = crate::handbook::session::SignUp {
            link: link("https://example.org/form"),
            until: Some(until),
            places: Some(16),
        };
        let notes = link("https://pad.example/1");
        session.sign_up = Some(sign_up);
        session.live_notes = vec![notes];
        session.ways_to_take_part = Some("Ring in, or write.".into());
        site(fixture::book(vec![session])).remove("sessions/01.html").expect("a page")
    };
    let open = page(date(2026, 11, 10));
    assert!(
        open.contains(r#"<a href="https://example.org/form">"#) && open.contains("until 10 November 2026"),
        "{open}"
    );
    assert!(open.contains("16 places") && open.contains("https://pad.example/1"), "{open}");
    assert!(open.contains("Ways to take part:</strong> Ring in, or write."), "{open}");
    assert!(!page(date(2026, 11, 9)).contains("example.org/form"));
}

#[test]
fn the_prompt_stands_in_the_first_quiet_part_and_what_each_needs_is_counted() {
    use crate::handbook::community::GroupSize;
    use crate::handbook::{Agenda, RichText, Segment, SegmentKind, Spelling};
    let mut session = on("01", date(2026, 11, 19));
    let bring = |segment: Segment, things: &[&str]| Segment {
        bring: things.iter().map(|thing| (*thing).to_owned()).collect(),
        ..segment
    };
    let agenda = Agenda {
        spelling: Spelling::List,
        intro: RichText::default(),
        segments: vec![
            bring(super::segment("Write", 9, SegmentKind::Reflection), &["a journal each", "peach"]),
            super::segment("Write more", 9, SegmentKind::Reflection),
        ],
        outro: RichText::default(),
        zero: None,
        span: fixture::at(&session.meta.file, 0),
    };
    session.agenda = Some(agenda);
    session.body = body(vec![section(Role::JournalPrompt, "prompt", "When did you wait?[^n]\n\n[^n]: Long.")]);
    let mut book = fixture::book(vec![session]);
    let mut community = book.community.as_ref().clone();
    community.group_size = Some(GroupSize { least: 12, most: 16 });
    book.community = Arc::new(community);
    let page = site(book).remove("sessions/01.html").expect("a page");
    assert_eq!(count(&page, "href=\"#prompt\""), 1, "{page}");
    let inside = "<div class=\"journal card\"><h4 id=\"prompt\">prompt</h4><p>When did you wait?<sup class=\"footnote-reference\">\
                  <a id=\"fnref-n\" href=\"#fn-n\" role=\"doc-noteref\">1</a></sup></p></div>";
    assert_eq!((count(&page, inside), count(&page, "When did you wait?")), (1, 1), "{page}");
    assert!(page.contains("a journal each (16)") && page.contains("<li>peach <span"), "{page}");
}

#[test]
fn home_says_how_often_we_meet_where_that_is_true() {
    let home = |sessions: Vec<Session>| site(fixture::book(sessions)).remove("index.html").expect("a page");
    let third = [(date(2026, 10, 15)), (date(2026, 11, 19)), (date(2026, 12, 17))];
    let monthly = |days: &[Date]| days.iter().map(|day| on(&day.to_string(), *day)).collect::<Vec<_>>();
    let said = home(monthly(&third));
    assert!(said.contains("<p>We meet every third Thursday of the month, 6:30–8:00 pm.</p>"), "{said}");
    let moved = home(monthly(&[third.as_slice(), &[date(2027, 1, 14)]].concat()));
    assert!(moved.contains("<p>We usually meet every third Thursday of the month, 6:30–8:00 pm.</p>"), "{moved}");
    let repeats = home(vec![weekly("01", date(2026, 11, 5), date(2026, 12, 3))]);
    assert!(repeats.contains("<p>We meet every Thursday, 6:30–8:00 pm.</p>"), "{repeats}");
    // Of two, each is named; what has no rhythm is not mentioned, nor is a season that is over.
    let two = home([monthly(&third), vec![weekly("tea", date(2026, 11, 3), date(2026, 12, 29))]].concat());
    assert!(two.contains(r#"<li><a href="sessions/tea.html">tea</a>: <span>every Tuesday, 6:30–8:00 pm</span></li>"#));
    assert!(!two.contains("We meet") && !two.contains("third Thursday"), "{two}");
    let odd = [date(2026, 10, 15), date(2026, 11, 20), date(2026, 12, 1)];
    let over = [date(2026, 8, 20), date(2026, 9, 17), date(2026, 10, 15)];
    for days in [odd, over] {
        assert!(!home(monthly(&days)).contains("We meet"), "{days:?}");
    }
}

#[test]
fn what_there_is_between_sessions_has_a_page() {
    let mut past = on("01", date(2026, 11, 5));
    let due = |day| fixture::due(day, "Send a photo");
    let asked = section(Role::BetweenSessions, "between", "");
    let tried = Section {
        parts: vec![section(Role::WeTried, "tried", "Standing up.")],
        ..section(Role::WhatHappened, "what", "")
    };
    past.body = body(vec![Section { prose: due(date(2026, 11, 20)), ..asked.clone() }, tried]);
    let mut late = on("00", date(2026, 11, 4));
    late.body = body(vec![Section { prose: due(date(2026, 11, 9)), ..asked.clone() }]);
    let mut coming = on("02", date(2026, 11, 26));
    coming.body = body(vec![Section { prose: due(date(2026, 12, 1)), ..asked }]);
    let mut scenario = fixture::scenario("boots");
    let day = |day| Some(fixture::located(day, &"scenarios/boots.md".into()));
    (scenario.opens, scenario.closes) = (day(date(2026, 11, 6)), day(date(2026, 11, 12)));
    scenario.body = body(vec![section(Role::Question, "question", "Whose boots?")]);
    let mut book = fixture::book(vec![late, past, coming]);
    book.scenarios.push(Arc::new(scenario));
    let mut site = site(book);
    let page = site.remove("between.html").expect("a page");
    let at = |part: &str| page.find(part).unwrap_or_else(|| panic!("{part} in {page}"));
    assert!(at(r#"<a href="sessions/02.html">02</a>"#) < at("By 12 November 2026:"));
    assert!(at("By 12 November 2026:") < at("By 20 November 2026:"), "the earliest first");
    assert!(!page.contains("By 1 December 2026"), "nobody was asked for it yet");
    assert!(!page.contains("By 9 November 2026"), "what is over is not due, and only the last session's is open");
    assert!(at("Whose boots?") < at("<p>Standing up.</p>") && at("Open until 12 November 2026") < at("Whose boots?"));
    assert!(!page.contains("id=\"tried\"") && site["index.html"].contains("between.html"));
    // Nothing asked, nothing open, nothing tried: no page.
    let bare = super::site(fixture::book(vec![on("01", date(2026, 11, 5)), on("02", date(2026, 11, 26))]));
    assert!(!bare.contains_key("between.html") && !bare["index.html"].contains("between.html"));
}

#[test]
fn a_session_shows_the_room_the_faces_the_guide_and_whose_turn_it_is() {
    use crate::handbook::session::Place;
    let in_room = |id: &str, day: Date| {
        let mut session = on(id, day);
        session.place = Some(Place { venue: Some(fixture::reference("hall", &session.meta.file)), online: false });
        session
    };
    let mut first = in_room("01", date(2026, 11, 12));
    first.facilitators = Some(vec![fixture::reference("ana", &first.meta.file)]);
    first.guidance = vec![fixture::reference("brave", &first.meta.file)];
    first.doors_words = Some("say hello".into());
    let mut off = in_room("02", date(2026, 11, 19));
    off.status = Status::Cancelled;
    let online = on("03", date(2026, 11, 26));
    let mut book =
        fixture::book(vec![first, off, online, in_room("04", date(2026, 12, 3)), in_room("05", date(2026, 12, 10))]);
    let mut hall = fixture::venue("hall");
    hall.room = Some("Chairs in a circle".into());
    hall.body.summary = prose("A kettle in the corner[^x].\n\n[^x]: The warm one.");
    book.venues.push(Arc::new(hall));
    let mut ana = fixture::person("ana", "Ana");
    ana.photo = Some(fixture::located("https://a.example/ana.png".into(), &ana.meta.file));
    book.people.push(Arc::new(ana));
    book.guidance.push(Arc::new(fixture::guidance("brave")));
    let mut community = book.community.as_ref().clone();
    community.snack_rota = vec!["the red table".into(), "the blue table".into()];
    let link = crate::handbook::session::Link {
        title: Some("Gannet Head".into()),
        url: fixture::located("https://b.example/".into(), &"community.yml".into()),
    };
    community.sister_calendars = vec![link];
    book.community = Arc::new(community);
    let site = site(fixture::indexed(book));
    let page = &site["sessions/01.html"];
    let room = "<dt>The room</dt><dd>Chairs in a circle<p>A kettle in the corner<sup class=\"footnote-reference\">\
                <a href=\"../venues/hall.html#fn-x\" role=\"doc-noteref\">1</a></sup>.</p></dd>";
    for part in [
        room,
        r#"<img class="avatar" src="https://a.example/ana.png" alt="" width="32" height="32"> <a href="../people/ana.html">Ana</a>"#,
        r#"<li><a href="../guidance/brave.html">brave</a></li>"#,
        "6:15 pm<br>say hello</dd>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let turns = ["01", "02", "03", "04", "05"].map(|id| {
        let page = &site[&format!("sessions/{id}.html")];
        page.split("This time from:</span> ")
            .nth(1)
            .and_then(|rest| rest.split('<').next())
            .unwrap_or_default()
            .to_owned()
    });
    assert_eq!(turns, ["the red table", "", "", "the blue table", "the red table"]);
    assert!(site["calendar.html"].contains(r#"<li><a href="https://b.example/">Gannet Head</a></li>"#));
}

#[test]
fn a_season_tells_what_each_session_is_for_and_who_speaks_in_all() {
    use crate::handbook::{Agenda, RichText, SegmentKind, Spelling};
    let planned = |id: &str, day: Date, kind: SegmentKind, minutes: u32| {
        let mut session = on(id, day);
        session.agenda = Some(Agenda {
            spelling: Spelling::List,
            intro: RichText::default(),
            segments: vec![super::segment("Talk", minutes, kind)],
            outro: RichText::default(),
            zero: None,
            span: fixture::at(&session.meta.file, 0),
        });
        session.body = body(vec![
            section(Role::Purpose, "purpose", "Hear one story."),
            section(Role::BetweenSessions, "between", "- Ask a family."),
        ]);
        session
    };
    let first = planned("01", date(2026, 11, 12), SegmentKind::Talk, 30);
    let season = site(fixture::book(vec![first.clone(), planned("02", date(2026, 11, 19), SegmentKind::Everyone, 90)]));
    let season = &season["season.html"];
    assert!(season.contains("Hear one story.<br><b>To try:</b> Ask a family."), "{season}");
    assert!(season.contains("aria-label=\"Who speaks: Everyone in turn 75 %, Facilitator 25 %\""), "{season}");
    // One agenda has its bar on its own page.
    assert!(!site(fixture::book(vec![first, on("02", date(2026, 11, 19))]))["season.html"].contains("Who speaks"));
}
