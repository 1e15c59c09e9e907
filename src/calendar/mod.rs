//! From a public book to iCalendar (RFC 5545): the feed of the whole handbook, and one file a session.
//!
//! ```text
//! almanac(public) ──▶ events(session) ──▶ session_feed(session, its events)
//!                              └─ all of them ──▶ feed(events)
//! ```
//!
//! Each event is written once and stands byte for byte the same in both. No clock, host name or zone data of the
//! machine reaches a byte: time stamps come from what authors wrote, zones from bundled data, the day is an input.

mod almanac;
mod description;
mod emit;
mod event;
mod property;
mod recurrence;
#[cfg(test)]
mod tests;
mod timezone;

use std::collections::BTreeMap;

use ical::property::Property;
use jiff::Timestamp;

use crate::handbook::Session;
use property::{encoded_path, plain, text, uri, utc, with};

pub use almanac::{Almanac, almanac};
pub use event::{Event, events, has_events};

/// Bytes of a calendar's head, roughly.
const HEAD: usize = 1024;

/// How often readers are asked to look again. Most keep to their own rhythm.
const REFRESH: &str = "PT12H";

/// The feed of the whole handbook, `calendar.ics`, from the events of all sessions. A handbook without any gives a
/// valid feed that holds its time zone alone.
#[must_use]
pub fn feed(mut events: Vec<Event>, almanac: &Almanac) -> String {
    events.sort_unstable_by(|a, b| (a.start, &a.uid, a.end).cmp(&(b.start, &b.uid, b.end)));
    let community = almanac.community();
    let about = almanac.words.fill("calendar_about", &[("community", &community.name)]);
    let head = head(&community.name, &about, ["calendar.ics", "sessions/index.html"], &events, almanac);
    let (zones, size) = (zones(&events, almanac), size(&events));
    // Each event is let go as it is copied, so that a long feed is not held twice.
    calendar(&head, &zones, size, events.into_iter().map(|event| event.text))
}

/// The feed of one session, `sessions/ID.ics`, from its own events; `None` where it has none (no date yet, or
/// cancelled long ago).
#[must_use]
pub fn session_feed(session: &Session, events: &[Event], almanac: &Almanac) -> Option<String> {
    if events.is_empty() {
        return None;
    }
    let title = &session.meta.title;
    let values = [("title", title.as_str()), ("community", &almanac.community().name)];
    let name = almanac.words.fill("session_calendar_name", &values);
    let head = head(&name, title, [&session_feed_address(session), &session.meta.address], events, almanac);
    let texts = events.iter().map(|event| event.text.as_str());
    Some(calendar(&head, &zones(events, almanac), size(events), texts))
}

/// The path of a session's own feed in the site: its page's, with `.ics`.
#[must_use]
pub fn session_feed_address(session: &Session) -> String {
    let address = &session.meta.address;
    format!("{}.ics", address.strip_suffix(".html").unwrap_or(address))
}

/// The properties of a calendar: its name, where it comes from, how often to look again.
fn head(name: &str, about: &str, [source, page]: [&str; 2], events: &[Event], almanac: &Almanac) -> Vec<Property> {
    let mut head = vec![
        plain("VERSION", "2.0"),
        plain("PRODID", "-//Handbound//Handbook calendar//EN"),
        plain("CALSCALE", "GREGORIAN"),
        // Readers know the names with X-, the standard those without (RFC 7986 §5).
        text("NAME", name),
        text("X-WR-CALNAME", name),
        text("DESCRIPTION", about),
        text("X-WR-CALDESC", about),
    ];
    head.extend(almanac.community().timezone.value.iana_name().map(|zone| text("X-WR-TIMEZONE", zone)));
    head.push(with(plain("REFRESH-INTERVAL", REFRESH), "VALUE", "DURATION"));
    head.push(plain("X-PUBLISHED-TTL", REFRESH));
    if let Some(website) = &almanac.website {
        let address = |path| format!("{website}/{}", encoded_path(path));
        head.extend(uri("SOURCE", &address(source)).map(|source| with(source, "VALUE", "URI")));
        head.extend(uri("URL", &address(page)));
    }
    head.extend(events.iter().map(|event| event.stamp).max().map(|newest| utc("LAST-MODIFIED", newest)));
    head
}

/// A VCALENDAR: its zones, then its events, which take up about `size` bytes.
fn calendar(head: &[Property], zones: &str, size: usize, events: impl Iterator<Item: AsRef<str>>) -> String {
    let mut out = String::with_capacity(HEAD + zones.len() + size);
    emit::component("VCALENDAR", head, &mut out, |out| {
        out.push_str(zones);
        events.for_each(|event| out.push_str(event.as_ref()));
    });
    out
}

fn size(events: &[Event]) -> usize {
    events.iter().map(|event| event.text.len()).sum()
}

/// The zones that events name, as VTIMEZONEs; without events the community's own, since a calendar holds at least one
/// component (RFC 5545 §3.6).
fn zones(events: &[Event], almanac: &Almanac) -> String {
    if events.is_empty() {
        return almanac.home_timezone().unwrap_or_default();
    }
    let mut out = String::new();
    for (tzid, (from, to)) in days_of_zones(events) {
        if let Some(zone) = almanac.zone(tzid) {
            emit::timezone(&zone.vtimezone(from, to), &mut out);
        }
    }
    out
}

/// The zones that events name, each with its first and last moment.
fn days_of_zones(events: &[Event]) -> BTreeMap<&str, (Timestamp, Timestamp)> {
    let mut zones: BTreeMap<&str, (Timestamp, Timestamp)> = BTreeMap::new();
    for event in events {
        for tzid in &event.zones {
            let days = zones.entry(tzid).or_insert((event.start, event.end));
            *days = (days.0.min(event.start), days.1.max(event.end));
        }
    }
    zones
}
