//! The calendar feeds: one for all sessions, and one a session.

use crate::calendar;
use crate::handbook::{Session, schedule};

use super::site::Site;
use super::Output;

/// Where the feed of all sessions stands.
pub(super) const ALL: &str = "calendar.ics";

/// Where the feed of one session stands.
pub(super) fn path(session: &Session) -> String {
    let address = session.meta.address.as_str();
    format!("{}.ics", address.strip_suffix(".html").unwrap_or(address))
}

/// Whether a session has a date, and with it a feed.
pub(super) fn has_feed(site: &Site<'_>, session: &Session) -> bool {
    !schedule::sittings(session, site.book.zone(session)).is_empty()
}

/// The feed of all sessions.
pub(super) fn all(site: &Site<'_>) -> Output {
    Output { path: ALL.to_owned(), bytes: calendar::feed(site.public, site.words, site.today).into_bytes() }
}

/// The feed of one session.
pub(super) fn one(site: &Site<'_>, session: &Session) -> Option<Output> {
    let text = calendar::session_feed(site.public, session, site.words)?;
    Some(Output { path: path(session), bytes: text.into_bytes() })
}
