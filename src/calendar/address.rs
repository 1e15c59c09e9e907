//! The addresses of the feeds in the site. A subscriber's calendar asks at the same address for ever, so a feed stays
//! at every address that it ever had.

use crate::handbook::links::{address_name, earlier_address};
use crate::handbook::private::Secret;
use crate::handbook::{Meta, Series, Session};

use super::property::encoded_path;

/// The feed of all sessions.
pub const FEED: &str = "calendar.ics";

/// The page that lists the feeds.
pub const PAGE: &str = "calendar.html";

/// The folder of the series' feeds, and of the members' one.
pub const FEEDS: &str = "calendar";

/// The beginning of the file name of the members' feed.
const MEMBERS: &str = "members-";

/// Returns the whole address of a page at `path` of the site at `website`, which has no slash at its end.
#[must_use]
pub fn page_address(website: &str, path: &str) -> String {
    format!("{website}/{}", encoded_path(path))
}

/// Returns the path of a session's own feed in the site: its page's, with `.ics`.
#[must_use]
pub fn session_feed_address(session: &Session) -> String {
    with_ics(&session.meta.address)
}

/// Returns the paths that a session's own feed had under its earlier names, oldest first.
#[must_use]
pub fn earlier_session_feeds(session: &Session) -> Vec<String> {
    earlier(&session.meta).map(|page| with_ics(&page)).collect()
}

/// Returns the path of a series' feed in the site: `calendar/autumn.ics` for `sessions/autumn/`.
#[must_use]
pub fn series_feed_address(series: &Series) -> String {
    of_series(&series.meta.id)
}

/// Returns the paths that a series' feed had under its earlier names, oldest first.
#[must_use]
pub fn earlier_series_feeds(series: &Series) -> Vec<String> {
    series.meta.was.iter().map(|was| of_series(&was.value)).collect()
}

/// Returns the path of the members' feed. The secret's own letters stand in it: to know the address is to know the
/// secret, which serves for nothing else, so that a fingerprint in its place would hide nothing.
#[must_use]
pub fn members_feed_address(secret: &Secret) -> String {
    format!("{FEEDS}/{MEMBERS}{}.ics", secret.letters())
}

/// Returns whether `path` has the form of a members' feed's, so that no published list may name it.
#[must_use]
pub fn is_members_feed(path: &str) -> bool {
    let name = path.strip_prefix(FEEDS).and_then(|rest| rest.strip_prefix('/'));
    let letters = name.and_then(|name| name.strip_prefix(MEMBERS)?.strip_suffix(".ics"));
    letters.is_some_and(|letters| Secret::new(letters).is_ok())
}

fn of_series(id: &str) -> String {
    format!("{FEEDS}/{}.ics", address_name(id))
}

fn earlier(meta: &Meta) -> impl Iterator<Item = String> {
    meta.was.iter().map(|was| earlier_address(meta, &was.value))
}

fn with_ics(page: &str) -> String {
    format!("{}.ics", page.strip_suffix(".html").unwrap_or(page))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::fixture;
    use crate::handbook::private::LEAST;

    #[test]
    fn feeds_stand_beside_their_pages_and_series_in_a_folder_of_their_own() {
        let mut session = fixture::session("01 first");
        session.meta.was = vec![fixture::located("old first".into(), &"a".into())];
        assert_eq!(session_feed_address(&session), "sessions/01-first.ics");
        assert_eq!(earlier_session_feeds(&session), ["sessions/old-first.ics"]);
        let mut series = fixture::series("Autumn 2026");
        series.meta.was = vec![fixture::located("fall".into(), &"a".into())];
        assert_eq!(series_feed_address(&series), "calendar/Autumn-2026.ics");
        assert_eq!(earlier_series_feeds(&series), ["calendar/fall.ics"]);
    }

    #[test]
    fn the_members_address_is_known_by_its_form() {
        let address = members_feed_address(&Secret::from_random([10; LEAST]));
        assert_eq!(address, format!("calendar/members-{}.ics", "a".repeat(LEAST)));
        assert!(is_members_feed(&address));
        for other in ["calendar/members-only.ics", "calendar/autumn.ics", "calendar.ics", "members-a.ics"] {
            assert!(!is_members_feed(other), "{other}");
        }
    }
}
