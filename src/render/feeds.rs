//! The calendar feeds: one for all sessions, one a series, one a session, from events that are written once.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::calendar::{self, Event, FeedContext};
use crate::handbook::{Book, Series, Session};
use crate::parse::words as tables;
use crate::redact::Members;

use super::{Output, RenderSettings, Stopped, TakeOutput};

/// Returns the events of each session, in the order of the book.
pub(super) fn events(book: &Book, feed_context: &FeedContext<'_>) -> Vec<Vec<Event>> {
    book.sessions.par_iter().map(|session| calendar::events(session, feed_context)).collect()
}

/// Hands over the feed of each session that has one.
///
/// # Errors
///
/// When `take` fails.
pub(super) fn each(
    book: &Book,
    events: &[Vec<Event>],
    feed_context: &FeedContext<'_>,
    take: TakeOutput<'_>,
) -> Result<(), Stopped> {
    let own =
        |session: &Arc<Session>| (calendar::session_feed_address(session), calendar::earlier_session_feeds(session));
    let paths = shared_out(book.sessions.iter().map(own));
    let feed = |((session, events), paths): ((&Arc<Session>, &Vec<Event>), Vec<String>)| {
        let Some(text) = calendar::session_feed(session, events, feed_context) else { return Ok(()) };
        at_all(paths, text, take)
    };
    book.sessions.par_iter().zip(events).zip(paths).try_for_each(feed).map_err(Stopped::Taker)
}

/// Hands over the feed of each series; one without events is a valid calendar all the same, since somebody may
/// subscribe before the first date is fixed.
///
/// # Errors
///
/// When `take` fails.
pub(super) fn series(
    book: &Book,
    events: &[Vec<Event>],
    feed_context: &FeedContext<'_>,
    take: TakeOutput<'_>,
) -> Result<(), Stopped> {
    let mut of_series: FxHashMap<&str, Vec<&Event>> = FxHashMap::default();
    for (session, events) in book.sessions.iter().zip(events) {
        for id in calendar::series_of(session, book) {
            of_series.entry(id).or_default().extend(events);
        }
    }
    let own = |series: &Arc<Series>| (calendar::series_feed_address(series), calendar::earlier_series_feeds(series));
    let paths = shared_out(book.series.iter().map(own));
    let feed = |(series, paths): (&Arc<Series>, Vec<String>)| {
        let events = of_series.get(&*series.meta.id).cloned().unwrap_or_default();
        let text = calendar::series_feed(series, events, feed_context);
        at_all(paths, text, take)
    };
    book.series.par_iter().zip(paths).try_for_each(feed).map_err(Stopped::Taker)
}

/// Assigns each feed its paths, from its address and its earlier ones. A path that two want, which is a mistake, goes
/// to the first whose address it is, or else to the first whose address it was: the preview shows what a build refuses,
/// and must not show it by chance.
fn shared_out(feeds: impl Iterator<Item = (String, Vec<String>)>) -> Vec<Vec<String>> {
    let (addresses, earlier): (Vec<String>, Vec<Vec<String>>) = feeds.unzip();
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut paths: Vec<Vec<String>> =
        addresses.into_iter().map(|path| if taken.insert(path.clone()) { vec![path] } else { Vec::new() }).collect();
    for (paths, earlier) in paths.iter_mut().zip(earlier) {
        paths.extend(earlier.into_iter().filter(|path| taken.insert(path.clone())));
    }
    paths
}

/// Hands over the same feed at its address and at every earlier one: a calendar that subscribed to it follows no
/// redirect page.
fn at_all(mut paths: Vec<String>, text: String, take: TakeOutput<'_>) -> std::io::Result<()> {
    // Nearly all have one address alone, and that one needs no copy.
    let Some(last) = paths.pop() else { return Ok(()) };
    paths.into_iter().try_for_each(|path| take(Output { path, bytes: text.as_bytes().to_vec() }))?;
    take(Output { path: last, bytes: text.into_bytes() })
}

/// Hands over the feed of all sessions.
///
/// # Errors
///
/// When `take` fails.
pub(super) fn all(
    events: Vec<Vec<Event>>,
    feed_context: &FeedContext<'_>,
    take: TakeOutput<'_>,
) -> Result<(), Stopped> {
    let text = calendar::feed(events.into_iter().flatten().collect(), feed_context);
    take(Output { path: calendar::FEED.to_owned(), bytes: text.into_bytes() }).map_err(Stopped::Taker)
}

/// Returns the members' feed. It is made apart from everything that [`render`](super::render) makes, which is only ever
/// given what is public.
#[must_use]
pub fn members_feed(members: &Members, settings: &RenderSettings) -> Output {
    let words = tables::house(settings.words.clone(), &members.book().community.words);
    let text = calendar::members_feed(members, &words, settings.today);
    Output { path: calendar::members_feed_address(members.secret()), bytes: text.into_bytes() }
}
