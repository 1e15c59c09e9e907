//! From a public book to iCalendar (RFC 5545): the feed of the whole handbook, one a series, and one file a session.
//!
//! ```text
//! feed_context(public) ──▶ events(session) ──┬─▶ session_feed(session, its events)
//!                                            ├─▶ series_feed(series, the events of its sessions)
//!                                            └─▶ feed(the events of all)
//! members ──▶ members_feed
//! ```
//!
//! Each event is written once and stands byte for byte the same in all three, but for what stands in for an occurrence:
//! in a file of its own it is an event by itself. The members' feed has the same events with how to join them; it is
//! made apart, so that nothing of it can reach the others. No clock, host name or zone data of the machine reaches a
//! byte: time stamps come from what authors wrote, zones from bundled data, the day is an input.

mod address;
mod colour;
mod component_writer;
mod context;
mod description;
mod event;
mod notes;
mod phrases;
mod property;
pub mod reader;
mod recurrence;
mod tasks;
#[cfg(test)]
mod tests;
mod timezone;

use std::collections::BTreeMap;

use jiff::Timestamp;

use jiff::civil::Date;

use crate::handbook::{Book, Id, Series, Session, Words};
use crate::redact::Members;
use component_writer::ComponentWriter;
use property::{encoded_path, push_utc};

pub use address::{
    FEED, FEEDS, PAGE, earlier_series_feeds, earlier_session_feeds, is_members_feed, members_feed_address,
    page_address, series_feed_address, session_feed_address,
};
pub use context::{FeedContext, feed_context, mail_context};
pub use description::plain;
pub use event::{Event, events, has_events};
pub use notes::notes;
pub use reader::{CalendarFile, read};
pub use tasks::{task_title, tasks_feed};

/// Bytes of a calendar's head, roughly.
const HEAD: usize = 1024;

/// The interval at which readers are asked to look again. Most keep to their own rhythm.
const REFRESH: &str = "PT12H";

/// The description of one calendar.
struct FeedInfo<'a> {
    name: &'a str,
    description: &'a str,
    /// Its own path in the site.
    source: &'a str,
    /// The path of the page that shows the same.
    page: &'a str,
}

/// Returns the feed of the whole handbook, [`FEED`], from the events of all sessions. A handbook without any gives a
/// valid feed that holds its time zone alone.
#[must_use]
pub fn feed(events: Vec<Event>, context: &FeedContext) -> String {
    let name = context.community().name.as_str();
    let description = &context.words.fill("calendar_about", &[("community", name)]);
    whole(&FeedInfo { name, description, source: FEED, page: PAGE }, events, context)
}

/// Returns the members' feed: every session, with how to join it where members may know that. Its path is made by
/// [`members_feed_address`], which nothing that is published may name.
#[must_use]
pub fn members_feed(members: &Members, words: &Words, today: Date) -> String {
    let context = &context::members_context(members, words, today);
    let events = members.book().sessions.iter().flat_map(|session| events(session, context)).collect();
    let community = [("community", context.community().name.as_str())];
    let name = &words.fill("members_calendar_name", &community);
    let description = &words.fill("members_calendar_about", &community);
    let source = &members_feed_address(members.secret());
    whole(&FeedInfo { name, description, source, page: PAGE }, events, context)
}

/// Returns a calendar of every session.
fn whole(about: &FeedInfo, mut events: Vec<Event>, context: &FeedContext) -> String {
    events.sort_unstable_by(in_order);
    let shown: Vec<&Event> = events.iter().collect();
    let (newest, zones, size) = (newest(&shown), zones(&shown, context), size(&shown));
    // Each event is dropped as it is copied, so that a long feed is not held twice.
    calendar(|lines| head(lines, about, newest, context), &zones, size, events.into_iter().map(|event| event.text))
}

/// Returns the feed of one series, from the events of the sessions that [`are in it`](series_of).
#[must_use]
pub fn series_feed(series: &Series, mut events: Vec<&Event>, context: &FeedContext) -> String {
    events.sort_unstable_by(|a, b| in_order(a, b));
    let title = series.meta.title.as_str();
    let words = context.words;
    let name = &words.fill("series_calendar_name", &[("title", title), ("community", &context.community().name)]);
    let description = &words.fill("series_calendar_about", &[("title", title)]);
    let about = FeedInfo { name, description, source: &series_feed_address(series), page: &series.meta.address };
    let texts = events.iter().map(|event| event.text.as_str());
    let head = |lines: &mut ComponentWriter<'_>| head(lines, &about, newest(&events), context);
    calendar(head, &zones(&events, context), size(&events), texts)
}

/// Returns the series whose feeds hold a session: its own, and that of the session for an occurrence of which it stands
/// in, where it shows when that one is held instead.
pub fn series_of<'a>(session: &'a Session, book: &'a Book) -> impl Iterator<Item = &'a Id> {
    let own = session.series.as_ref();
    let usual = recurrence::replaced(session, book).and_then(|replaced| replaced.of.series.as_ref());
    own.into_iter().chain(usual.filter(|usual| Some(*usual) != own))
}

/// Compares events by their order in a feed, whatever the order of the sessions.
fn in_order(a: &Event, b: &Event) -> std::cmp::Ordering {
    // What repeats ends later than what stands in for its first occurrence, and comes before it.
    (a.start, &a.uid, b.end, &a.text).cmp(&(b.start, &b.uid, a.end, &b.text))
}

/// Returns the file of one session, `sessions/ID.ics`, from its own events; `None` where it has none (no date yet, or
/// cancelled long ago). What repeats brings along what stands in for its occurrences: without, the usual one would be
/// seen there. It is there to be added once, as a copy: with a calendar's name, Outlook would open it as a calendar of
/// its own (MS-OXCICAL 2.1.3.1.1.17).
#[must_use]
pub fn session_feed(session: &Session, events: &[Event], context: &FeedContext) -> Option<String> {
    if events.is_empty() {
        return None;
    }
    let by_itself = event::by_itself(session, context);
    let stand_ins = context.stand_ins(session);
    let own = by_itself.iter().chain(events.iter().skip(usize::from(by_itself.is_some())));
    let mut events: Vec<&Event> = own.chain(&stand_ins).collect();
    events.sort_unstable_by(|a, b| in_order(a, b));
    let texts = events.iter().map(|event| event.text.as_str());
    Some(calendar(format, &zones(&events, context), size(&events), texts))
}

/// Writes the properties that every calendar begins with.
fn format(lines: &mut ComponentWriter<'_>) {
    lines.plain("VERSION", "2.0");
    lines.plain("PRODID", "-//Handbound//Handbook calendar//EN");
    lines.plain("CALSCALE", "GREGORIAN");
}

/// Writes the properties of a calendar: its name, where it comes from, how often to look again.
fn head(lines: &mut ComponentWriter<'_>, about: &FeedInfo, newest: Option<Timestamp>, context: &FeedContext) {
    let FeedInfo { name, description, source, page } = about;
    format(lines);
    // Readers know the names with X-, the standard those without (RFC 7986 §5).
    lines.text("NAME", name);
    lines.text("X-WR-CALNAME", name);
    lines.text("DESCRIPTION", description);
    lines.text("X-WR-CALDESC", description);
    lines.plain("COLOR", context.colour);
    if let Some(zone) = context.community().timezone.value.iana_name() {
        lines.text("X-WR-TIMEZONE", zone);
    }
    lines.write_with("REFRESH-INTERVAL", ("VALUE", "DURATION"), |line| line.push_str(REFRESH));
    lines.plain("X-PUBLISHED-TTL", REFRESH);
    if let Some(website) = &context.website {
        let address = |path| format!("{website}/{}", encoded_path(path));
        lines.uri_with("SOURCE", ("VALUE", "URI"), &address(source));
        lines.uri("URL", &address(page));
    }
    lines.write("LAST-MODIFIED", |line| push_utc(newest.unwrap_or_else(event::undated), line));
}

/// Returns a VCALENDAR: its head, its zones, then its events, which take up about `size` bytes.
fn calendar(
    head: impl FnOnce(&mut ComponentWriter<'_>),
    zones: &str,
    size: usize,
    events: impl Iterator<Item: AsRef<str>>,
) -> String {
    let mut out = String::with_capacity(HEAD + zones.len() + size);
    let mut lines = ComponentWriter::new(&mut out);
    lines.begin("VCALENDAR");
    head(&mut lines);
    lines.written(zones);
    events.for_each(|event| lines.written(event.as_ref()));
    lines.end("VCALENDAR");
    out
}

/// Returns the time of the newest change of `events`.
fn newest(events: &[&Event]) -> Option<Timestamp> {
    events.iter().map(|event| event.stamp).max()
}

fn size(events: &[&Event]) -> usize {
    events.iter().map(|event| event.text.len()).sum()
}

/// Returns the zones that events name, as VTIMEZONEs; without events the community's own, since a calendar holds at
/// least one component (RFC 5545 §3.6).
fn zones(events: &[&Event], context: &FeedContext) -> String {
    if events.is_empty() {
        return context.home_timezone().unwrap_or_default();
    }
    let mut out = String::new();
    for (tzid, (from, to)) in days_of_zones(events) {
        context.timezone(tzid, [from, to], &mut out);
    }
    out
}

/// Returns the zones that events name, each with its first and last moment.
fn days_of_zones<'a>(events: &[&'a Event]) -> BTreeMap<&'a str, (Timestamp, Timestamp)> {
    let mut zones: BTreeMap<&'a str, (Timestamp, Timestamp)> = BTreeMap::new();
    for event in events {
        for tzid in &event.zones {
            let days = zones.entry(tzid).or_insert((event.start, event.end));
            *days = (days.0.min(event.start), days.1.max(event.end));
        }
    }
    zones
}
