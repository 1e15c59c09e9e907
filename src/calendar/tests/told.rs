//! Tests of the words of an event: places, how to join, the description.

use std::sync::Arc;

use jiff::civil::{date, time};

use super::{TODAY, event_line, feed_of, feed_on, feed_with, file, here, session, set};
use crate::handbook::community::Contact;
use crate::handbook::private::Join;
use crate::handbook::session::{End, Place, ReadingUse, ShowJoinLink, Status, When};
use crate::handbook::{Agenda, Body, Handbook, Minutes, Private, RichText, Segment, Session, Spelling, fixture};
use crate::redact::{Drafts, redact};
use crate::source::Span;

#[test]
fn places_in_words() {
    let location = |venue: bool, online| {
        let mut at = session("at");
        at.place = Some(Place { venue: venue.then(|| here("library".into())), online });
        let mut book = fixture::book(vec![at]);
        let mut venue = fixture::venue("library");
        venue.meta.title = "Bellwood Library".into();
        venue.room = Some("Lamps, and chairs in a circle".into());
        venue.address = "1 Quay Road,\nPort Arden".into();
        book.venues.push(Arc::new(venue));
        event_line(&feed_of(book), "LOCATION")
    };
    let library = "LOCATION:Bellwood Library\\, 1 Quay Road\\, Port Arden";
    assert_eq!(location(true, false), library);
    assert_eq!(location(true, true), format!("{library} (also online)"));
    assert_eq!(location(false, true), "LOCATION:Online");
}

#[test]
fn how_to_join_is_told_only_where_it_is_shown() {
    let feed = |show| {
        let mut online = session("online");
        online.place = Some(Place { venue: None, online: true });
        online.show_join_link = Some(show);
        let id = online.meta.id.clone();
        let join = Join { link: Some(here("https://meet.example/xyz".into())), dial_in: Some(here("555 0100".into())) };
        let book = fixture::indexed(fixture::book(vec![online]));
        let private = Private { joins: [(id, join)].into(), ..Private::default() };
        feed_on(&redact(&Handbook { book, private }, Drafts::Left), TODAY)
    };
    let shown = feed(ShowJoinLink::Public);
    assert_eq!(event_line(&shown, "CONFERENCE"), "CONFERENCE;VALUE=URI:https://meet.example/xyz");
    assert_eq!(event_line(&shown, "LOCATION"), "LOCATION:Online: https://meet.example/xyz");
    assert!(event_line(&shown, "DESCRIPTION").contains("Join: https://meet.example/xyz\\nDial in: 555 0100"));
    for hidden in [feed(ShowJoinLink::Mail), feed(ShowJoinLink::Members)] {
        assert!(!hidden.contains("meet.example") && !hidden.contains("555"));
    }
}

#[test]
fn the_description_says_what_a_member_needs() {
    let mut full = session("full");
    full.body.summary = fixture::prose("We meet & talk.");
    full.bring = vec!["a mug".into(), "a story".into()];
    full.readings = vec![ReadingUse { reading: here("holmes".into()), part: Some("chapter 1".into()) }];
    full.series = Some("season".into());
    let mut book = fixture::book(vec![full]);
    let mut reading = fixture::reading("holmes");
    reading.citation = "Holmes, J. (2015). Calm.".into();
    reading.link = Some(here("https://example.org/holmes".into()));
    book.readings.push(Arc::new(reading));
    let mut series = fixture::series("season");
    series.meta.title = "Season one, autumn".into();
    book.series.push(Arc::new(series));
    book.values = Some(Arc::new(fixture::values(&["Curiosity", "Care"])));
    let contact = Contact { name: Some("Marisol".into()), email: Some("m@example.org".into()), phone: None };
    set(&mut book, |community| community.contact = Some(contact));
    let feed = feed_of(book);
    let expected = "DESCRIPTION:We meet & talk.\\n\\nTo bring\\n- a mug\\n- a story\\n\\n\
        Doors open at 6:15 pm (Halifax time)\\n\\n\
        To read\\n- Holmes\\, J. (2015). Calm. (chapter 1) https://example.org/holmes\\n\\n\
        What we value\\n- Curiosity\\n- Care\\n\\nQuestions: Marisol\\, m@example.org";
    assert_eq!(event_line(&feed, "DESCRIPTION"), expected);
    assert_eq!(event_line(&feed, "CATEGORIES"), "CATEGORIES:Season one\\, autumn");
    assert_eq!(event_line(&feed, "CONTACT"), "CONTACT:Marisol\\, m@example.org");
}

#[test]
fn the_description_names_who_facilitates_and_how_to_get_in() {
    let mut full = session("full");
    full.facilitators = Some(vec![here("tobias".into()), here("wren".into())]);
    full.tech_help = Some(here("wren".into()));
    full.snack = vec!["soup".into(), "bread".into()];
    full.place = Some(Place { venue: Some(here("library".into())), online: true });
    let feed = |status| {
        let mut full = full.clone();
        full.status = status;
        let mut book = fixture::book(vec![full]);
        book.people = vec![
            Arc::new(fixture::person("tobias", "Tobias Achterberg")),
            Arc::new(fixture::person("wren", "Wren Halloran")),
        ];
        let mut venue = fixture::venue("library");
        venue.getting_in = Some("Ring twice".into());
        venue.accessible = Some("Ramp at the side".into());
        book.venues.push(Arc::new(venue));
        event_line(&feed_of(fixture::indexed(book)), "DESCRIPTION")
    };
    let told = feed(Status::Planned);
    assert!(told.contains("Facilitated by Tobias Achterberg\\, Wren Halloran\\n"), "{told}");
    assert!(told.contains("Help with the technology: Wren Halloran"), "{told}");
    assert!(told.contains("To eat and drink: soup\\, bread"), "{told}");
    assert!(told.contains("Getting in: Ring twice\\nAccess: Ramp at the side"), "{told}");
    // A cancelled one needs no help and no soup.
    let told = feed(Status::Cancelled);
    assert!(told.contains("Facilitated by") && !told.contains("technology") && !told.contains("soup"), "{told}");
}

#[test]
fn a_long_description_is_cut_between_lines() {
    for text in ["潮だまりの会は毎月\n\n".repeat(800), "word ".repeat(3000), "長".repeat(5000)] {
        let mut long = session("long");
        long.body = Body { summary: fixture::prose(&text), ..Body::default() };
        let mut book = fixture::book(vec![long]);
        set(&mut book, |community| community.website = Some(here("https://tidepool.example.org".into())));
        let told = event_line(&feed_of(book), "DESCRIPTION");
        assert!(told.len() < 9_000 && told.len() > 4_000, "{}", told.len());
        assert!(told.ends_with(
            "There is more on the page.\\n\\nEverything about it: https://tidepool.example.org/sessions/long.html"
        ));
    }
}

fn agenda(segments: &[(Option<u32>, &str)]) -> Agenda {
    let segment = |(minutes, title): &(Option<u32>, &str)| Segment {
        title: RichText::words(title),
        minutes: minutes.map(|value| Minutes { value, about: value == 30 }),
        ..Segment::at(Span::whole(&file()))
    };
    Agenda {
        spelling: Spelling::List,
        intro: RichText::default(),
        segments: segments.iter().map(segment).collect(),
        outro: RichText::default(),
        zero: None,
        span: Span::whole(&file()),
    }
}

#[test]
fn the_agenda_is_in_clock_times() {
    let mut evening = session("evening");
    evening.agenda =
        Some(agenda(&[(Some(12), "Check-in & tea"), (Some(30), "Talk"), (None, "Open end"), (Some(5), "Close")]));
    assert_eq!(
        event_line(&feed_with(vec![evening]), "DESCRIPTION"),
        "DESCRIPTION:Agenda (Halifax time)\\n6:15 pm  Doors open\\n6:30 pm  Check-in & tea (12 min)\\n\
         6:42 pm  Talk (about 30 min)\\n7:12 pm  Open end\\nClose (5 min)\\n8:00 pm  End"
    );
}

#[test]
fn the_agenda_follows_the_clocks_when_they_change() {
    let mut night = session("night");
    night.place = Some(Place { venue: None, online: true });
    let mut times = fixture::meeting(date(2026, 11, 1), time(0, 30, 0, 0), time(0, 0, 0, 0));
    times.times.end = End::After(180);
    night.when = here(When::On(times));
    night.agenda = Some(agenda(&[(Some(90), "One"), (Some(60), "Two"), (Some(30), "Three")]));
    assert_eq!(
        event_line(&feed_with(vec![night]), "DESCRIPTION"),
        "DESCRIPTION:Agenda (Halifax time)\\n12:20 am  The online room opens\\n12:30 am  One (90 min)\\n\
         1:00 am  Two (60 min)\\n2:00 am  Three (about 30 min)\\n2:30 am  End"
    );
}

#[test]
fn what_changed_stands_first_and_a_cancelled_session_sends_nobody_there() {
    let mut off = session("off");
    off.changes = vec![
        fixture::moved_from(date(2026, 11, 12), None, None),
        fixture::change(date(2026, 11, 2), "in the library now"),
    ];
    off.bring = vec!["a mug".into()];
    off.place = Some(Place { venue: None, online: true });
    off.show_join_link = Some(ShowJoinLink::Public);
    off.body.summary = fixture::prose("We meet.");
    let feed = |session: &Session| {
        let join = Join { link: Some(here("https://meet.example/xyz".into())), dial_in: None };
        let private = Private { joins: [(session.meta.id.clone(), join)].into(), ..Private::default() };
        let book = fixture::indexed(fixture::book(vec![session.clone()]));
        feed_on(&redact(&Handbook { book, private }, Drafts::Left), TODAY)
    };
    let changes = "Changed on 2 November 2026: in the library now\\n\
                   Changed on 2 November 2026: moved from Thursday 12 November\\n\\n";
    let told = event_line(&feed(&off), "DESCRIPTION");
    assert!(
        told.starts_with(&format!("DESCRIPTION:{changes}Join: https://meet.example/xyz\\n\\nWe meet.\\n\\nTo bring")),
        "{told}"
    );
    off.status = Status::Cancelled;
    let cancelled = feed(&off);
    assert_eq!(
        event_line(&cancelled, "DESCRIPTION"),
        format!("DESCRIPTION:This session is cancelled.\\n\\n{changes}We meet.")
    );
    assert!(!cancelled.contains("meet.example"));
}

#[test]
fn links_within_the_handbook_are_told_in_full() {
    let mut linked = session("linked");
    linked.body.summary = fixture::prose("See [here](venues/library.md).");
    let mut book = fixture::book(vec![linked]);
    book.venues.push(Arc::new(fixture::venue("library")));
    let mut book = fixture::indexed(book);
    assert!(event_line(&feed_of(book.clone()), "DESCRIPTION").starts_with("DESCRIPTION:See here.\\n"));
    set(&mut book, |community| community.website = Some(here("https://tidepool.example.org/".into())));
    let told = event_line(&feed_of(book), "DESCRIPTION");
    assert!(told.starts_with("DESCRIPTION:See here (https://tidepool.example.org/venues/library.html).\\n"), "{told}");
}

#[test]
fn what_we_said_we_would_try_stands_in_the_next_entry_with_its_day() {
    use crate::handbook::{Heading, Role, Section};
    let mut first = session("a");
    first.when.value = When::On(fixture::meeting(date(2026, 11, 5), time(18, 30, 0, 0), time(20, 0, 0, 0)));
    let span = first.meta.span.clone();
    let heading = Heading { level: 2, prose: RichText::default(), text: "Between".into(), id: "between".into(), span };
    let prose = fixture::due(date(2026, 11, 12), "Answer");
    let section = Section { heading, role: Some(Role::BetweenSessions), prose, parts: Vec::new() };
    first.body.sections.push(section);
    let mut second = session("b");
    second.doors_words = Some("say hello".into());
    second.place = Some(Place { venue: Some(here("hall".into())), online: false });
    let mut book = fixture::book(vec![first, second]);
    book.venues.push(Arc::new(fixture::venue("hall")));
    let mut community = book.community.as_ref().clone();
    community.snack_rota = vec!["the red table".into()];
    book.community = Arc::new(community);
    let feed = feed_of(book).replace("\r\n ", "");
    let told = "What we said we would try\\n- By 12 November 2026: Answer";
    assert_eq!(feed.matches(told).count(), 1, "{feed}");
    assert!(feed.contains("Doors open at 6:15 pm (Halifax time): say hello"), "{feed}");
    assert_eq!(feed.matches("This time something to eat from: the red table").count(), 1, "{feed}");
}
