//! From a public book to iCalendar (RFC 5545): the whole handbook's feed and one a session.

use jiff::civil::Date;

use crate::handbook::{Session, Words};
use crate::public::Public;

/// The feed of the whole handbook, `calendar.ics`. `today` decides only how long a cancelled session stays.
#[must_use]
pub fn feed(public: &Public, words: &Words, today: Date) -> String {
    let _ = (public, words, today);
    String::new()
}

/// The feed of one session, `sessions/ID.ics`; `None` while it has no date.
#[must_use]
pub fn session_feed(public: &Public, session: &Session, words: &Words) -> Option<String> {
    let _ = (public, session, words);
    None
}
