//! The calendar feeds: one for all sessions, and one a session, from events that are written once.

use rayon::prelude::*;

use crate::calendar::{self, Almanac, Event};
use crate::handbook::Book;

use super::{Output, Stopped, Take};

/// Where the feed of all sessions stands.
pub(super) const ALL: &str = "calendar.ics";

/// The events of each session, in the order of the book.
pub(super) fn events(book: &Book, almanac: &Almanac<'_>) -> Vec<Vec<Event>> {
    book.sessions.par_iter().map(|session| calendar::events(session, almanac)).collect()
}

/// Hands over the feed of each session that has one.
///
/// # Errors
///
/// When `take` fails.
pub(super) fn each(book: &Book, events: &[Vec<Event>], almanac: &Almanac<'_>, take: Take<'_>) -> Result<(), Stopped> {
    let feed = |(session, events): (&std::sync::Arc<crate::handbook::Session>, &Vec<Event>)| {
        let Some(text) = calendar::session_feed(session, events, almanac) else { return Ok(()) };
        take(Output { path: calendar::session_feed_address(session), bytes: text.into_bytes() })
    };
    book.sessions.par_iter().zip(events).try_for_each(feed).map_err(Stopped::Taker)
}

/// Hands over the feed of all sessions.
///
/// # Errors
///
/// When `take` fails.
pub(super) fn all(events: Vec<Vec<Event>>, almanac: &Almanac<'_>, take: Take<'_>) -> Result<(), Stopped> {
    let text = calendar::feed(events.into_iter().flatten().collect(), almanac);
    take(Output { path: ALL.to_owned(), bytes: text.into_bytes() }).map_err(Stopped::Taker)
}
