//! What an event says in words: places, how to join, the description.

use std::sync::Arc;

use super::{TODAY, event_line, feed_of, feed_on, here, session, set};
use crate::handbook::community::Contact;
use crate::handbook::private::Join;
use crate::handbook::session::{Place, ReadingUse, ShowJoinLink};
use crate::handbook::{Body, Handbook, Private, Prose, fixture};
use crate::public::{Drafts, public};

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
        feed_on(&public(&Handbook { book, private }, Drafts::Left), TODAY)
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
    full.body.summary = Prose { html: "<p>We meet &amp; talk.</p>".into(), holes: Vec::new() };
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
fn a_long_description_is_cut_between_lines() {
    for html in ["<p>潮だまりの会は毎月</p>\n".repeat(800), "word ".repeat(3000), "長".repeat(5000)] {
        let mut long = session("long");
        long.body = Body { summary: Prose { html, holes: Vec::new() }, ..Body::default() };
        let mut book = fixture::book(vec![long]);
        set(&mut book, |community| community.website = Some(here("https://tidepool.example.org".into())));
        let told = event_line(&feed_of(book), "DESCRIPTION");
        assert!(told.len() < 9_000 && told.len() > 4_000, "{}", told.len());
        assert!(told.ends_with(
            "There is more on the page.\\n\\nEverything about it: https://tidepool.example.org/sessions/long.html"
        ));
    }
}
