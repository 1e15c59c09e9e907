//! The subscription to a feed: its address, in the form that each calendar program takes.

use serde::Serialize;

use crate::calendar::FEED;
use crate::handbook::links;

use super::context::PageContext;

/// The addresses where Microsoft's two calendars on the web take that of a feed: private accounts, then those of work
/// and school. Their makers describe neither, so that pages also explain the way by hand.
const OUTLOOK: [&str; 2] = ["https://outlook.live.com/calendar/0", "https://outlook.office.com/calendar/0"];

/// A feed.
#[derive(Debug, Serialize)]
pub(super) struct FeedView<'a> {
    pub title: &'a str,
    /// The file itself, from the page, and the words of its link. Whoever opens it has a copy.
    pub file: String,
    pub file_title: String,
    /// `None` where the community has not given its site's address: only a complete address can be subscribed to.
    pub subscribe: Option<Subscribe>,
}

/// The address of a feed in the forms that calendar programs take.
#[derive(Debug, Serialize)]
pub(super) struct Subscribe {
    /// The plain address, which always works when pasted.
    pub address: String,
    /// The same for programs that take it when it is opened: Apple's, Thunderbird.
    pub webcal: String,
    pub outlook: String,
    pub outlook_work: String,
}

/// Returns the feed of all sessions.
pub(super) fn all<'a>(at: &PageContext<'a>) -> FeedView<'a> {
    let words = at.site.words;
    FeedView {
        title: words.get("calendar_of_all"),
        file: at.href(FEED),
        file_title: words.get("calendar_file").to_owned(),
        subscribe: subscribe(at, FEED, &at.site.book.community.name),
    }
}

/// Returns the feed of the series at `place` in the book; `None` where it would be a copy of nothing.
pub(super) fn series<'a>(at: &PageContext<'a>, place: usize) -> Option<FeedView<'a>> {
    let (site, words) = (at.site, at.site.words);
    let (title, community) = (site.book.series.get(place)?.meta.title.as_str(), &site.book.community.name);
    let path = site.series_feed(place)?;
    let name = words.fill("series_calendar_name", &[("title", title), ("community", community)]);
    let subscribe = subscribe(at, &path, &name);
    let sessions = site.uses.series.get(place)?;
    let is_empty = !sessions.iter().any(|session| site.feed(*session).is_some());
    (subscribe.is_some() || !is_empty).then(|| FeedView {
        title,
        file: at.href(&path),
        file_title: words.fill("calendar_series_file", &[("title", title)]),
        subscribe,
    })
}

/// Returns how to subscribe to the feed at `path`, which programs that ask for a name call `name`.
fn subscribe(at: &PageContext<'_>, path: &str, name: &str) -> Option<Subscribe> {
    let website = &at.site.book.community.website.as_ref()?.value;
    let address = format!("{website}/{}", links::relative("index.html", path));
    let bare = address.split_once("://").map_or(address.as_str(), |(_, bare)| bare);
    let query = format!("url={}&name={}", links::query_value(&address), links::query_value(name));
    let [outlook, outlook_work] = OUTLOOK.map(|base| format!("{base}/addfromweb?{query}"));
    Some(Subscribe { webcal: format!("webcal://{bare}"), address, outlook, outlook_work })
}
