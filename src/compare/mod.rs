//! Compares the published site with what would be published now: whether members' calendars and bookmarks will follow.
//!
//! ```text
//! published calendar ──read──▶ Previous ─┐
//! the pages beside it ───────▶           ├─compare──▶ Diagnostics
//! the feed and the paths made now ─▶ Now ┘
//! ```
//!
//! Both sides are read from the bytes of a feed, by the same reader, so that what is compared is what a calendar
//! program sees. Each message points at the session's file, found by the UID that it gives to its events.

mod addresses;
mod changes;
mod event;
mod identity;
mod matching;
mod removed;
mod report;
mod words;

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::calendar;
use crate::calendar::reader::zones::Zones;
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::{Handbook, Words};
use crate::redact::Public;

use event::PublishedEvent;
use matching::Owners;
use report::ChangeReport;

/// The name of the program in its feeds.
const OWN: &str = "-//Handbound//";

/// The site as it is published today.
#[derive(Debug, Clone)]
pub struct Previous {
    events: Vec<PublishedEvent>,
    maker: Maker,
    /// The paths of all files of the site; `None` where only its calendar is at hand.
    addresses: Option<BTreeSet<String>>,
}

/// The program that wrote a calendar. The numbers and stamps of another program follow its own rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Maker {
    Handbound,
    Other,
}

/// The site that would be published now.
pub struct SiteToPublish<'a> {
    /// The whole handbook, drafts too.
    pub handbook: &'a Handbook,
    pub public: &'a Public,
    /// The bytes of the feed of all sessions.
    pub feed: &'a [u8],
    /// The paths of all files of the site.
    pub addresses: &'a BTreeSet<String>,
    pub today: Date,
    /// The words in the community's own vocabulary.
    pub words: &'a Words,
}

/// Reads a published calendar on the day `today`, and takes the paths of the published site with it where they are
/// known. `None` where `calendar` is none.
#[must_use]
pub fn read(calendar: &[u8], addresses: Option<Vec<String>>, today: Date) -> Option<Previous> {
    let read = calendar::read(calendar);
    if !read.is_calendar {
        return None;
    }
    let home = Zones::new(&read, TimeZone::UTC, today).floating();
    let mut zones = Zones::new(&read, home, today);
    let is_own = read.get("PRODID").is_some_and(|maker| maker.text().starts_with(OWN));
    let mut events: Vec<PublishedEvent> =
        read.events.iter().filter_map(|found| event::event(found, &mut zones)).collect();
    events.sort_by(|a, b| order(a).cmp(&order(b)));
    events.dedup_by(|a, b| (&a.uid, a.replaces) == (&b.uid, b.replaces));
    Some(Previous {
        events,
        maker: if is_own { Maker::Handbound } else { Maker::Other },
        addresses: addresses.map(BTreeSet::from_iter),
    })
}

fn order(event: &PublishedEvent) -> (&str, Option<Date>) {
    (&event.uid, event.replaces)
}

/// Returns what subscribers and readers of `previous` would lose, or not be told, if the handbook were published as it
/// is.
#[must_use]
pub fn compare(previous: &Previous, now: &SiteToPublish<'_>) -> Vec<Diagnostic> {
    let Some(present) = read(now.feed, None, now.today) else { return Vec::new() };
    let owners = Owners::new(now);
    let mut told = ChangeReport::default();
    let known = identity::of_one_handbook(previous, &present, now, &mut told);
    let pairs = identity::pairs(&known, &present);
    let gone = removed::gone(&known, &present, &pairs, now.today);
    removed::tell(&gone, &known, &present, &owners, now, &mut told);
    changes::tell(&pairs, previous.maker, &owners, now, &mut told);
    if let Some(addresses) = &previous.addresses {
        addresses::tell(addresses, now, &mut told);
    }
    told.diagnostics
}

/// Returns the part of [`compare`]'s diagnostics that members would not learn of, about sessions that they have in
/// their calendars: as warnings, for whoever builds before they publish.
#[must_use]
pub fn untold(previous: &Previous, now: &SiteToPublish<'_>) -> Vec<Diagnostic> {
    let mut found = compare(previous, now);
    found.retain(|found| changes::CODES.contains(&found.code));
    for found in &mut found {
        found.severity = Severity::Warning;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        /// Holds that any published calendar is read without a panic.
        #[test]
        fn any_calendar_is_read(lines in proptest::collection::vec(
            proptest::sample::select(vec![
                "BEGIN:VEVENT", "END:VEVENT", "UID:a@b", "UID:a-2@b", "UID:é", "DTSTART:20261119T183000", "DTSTART:99991231",
                "DTSTART;TZID=America/Halifax:20261119T183000", "DTSTART;TZID=é/é/é:00010101T000000", "DTEND:20261119T193000Z",
                "DURATION:PT1H", "DURATION:-P9999Y", "RRULE:FREQ=WEEKLY", "RRULE:FREQ=MONTHLY;BYDAY=3TH;INTERVAL=4294967295",
                "RRULE:FREQ=WEEKLY;COUNT=0", "RRULE:é=é", "EXDATE:20261119T223000Z,x", "RDATE:20261120", "SEQUENCE:99999999999",
                "RECURRENCE-ID:20261119T183000", "STATUS:cancelled", "URL:/sessions/%C3.html", "CATEGORIES:", "DTSTAMP:0",
            ]),
            0..24,
        )) {
            let text = format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{}\r\n", lines.join("\r\n"));
            let day = jiff::civil::date(2026, 11, 19);
            let previous = read(text.as_bytes(), None, day).expect("a calendar");
            for event in &previous.events {
                let _ = (event.is_coming(day), event.on(day), event.coming(day).count());
            }
            let _ = identity::pairs(&previous.events, &previous);
        }
    }

    #[test]
    fn what_is_no_calendar_is_none() {
        let read = |bytes: &[u8]| read(bytes, None, jiff::civil::date(2026, 11, 19));
        assert!(read(b"<!doctype html>").is_none() && read(b"").is_none() && read(&[0xff; 9]).is_none());
        assert!(read(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n").is_some_and(|previous| previous.events.is_empty()));
    }
}
