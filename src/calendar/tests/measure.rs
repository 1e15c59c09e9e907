//! How long feeds take.

use jiff::civil::date;

use super::{TODAY, almanac, door, english, events, feed, here, meeting, session, session_feed};
use crate::handbook::session::When;
use crate::handbook::{Prose, fixture};

/// How long ten thousand events take; `cargo test --release -- --ignored ten_thousand` prints it.
#[test]
#[ignore = "a measurement"]
fn ten_thousand_events() {
    let sessions = (0..10_000).map(|number| {
        let mut session = session(&format!("s{number}"));
        session.when = here(When::On(meeting(date(2024, 1, 1).saturating_add(jiff::Span::new().days(number / 8)))));
        session.body.summary =
            Prose { html: format!("<p>{}</p>", "We read together, and talk about it. ".repeat(30)), holes: Vec::new() };
        session
    });
    let public = door(fixture::book(sessions.collect()));
    let words = english();
    let begin = std::time::Instant::now();
    let almanac = almanac(&public, &words, TODAY);
    let per_session: Vec<_> = public.book().sessions.iter().map(|session| events(session, &almanac)).collect();
    let made = begin.elapsed();
    let begin = std::time::Instant::now();
    let all = public.book().sessions.iter().zip(&per_session);
    let octets: usize =
        all.filter_map(|(session, events)| session_feed(session, events, &almanac)).map(|feed| feed.len()).sum();
    let own = begin.elapsed();
    let begin = std::time::Instant::now();
    let feed = feed(per_session.into_iter().flatten().collect(), &almanac);
    println!("events {made:?}, session feeds {own:?} ({octets}), feed {:?} ({})", begin.elapsed(), feed.len());
}
