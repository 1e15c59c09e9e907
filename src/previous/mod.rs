//! What is published today beside what would be published now: whether members' calendars and bookmarks will follow.
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
mod owners;
mod rule;
mod told;
mod vanished;
mod words;

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::calendar;
use crate::diagnostic::Diagnostic;
use crate::handbook::{Handbook, Words};
use crate::public::Public;

use event::Event;
use owners::Owners;
use told::Told;

/// What the program calls itself in its feeds.
const OWN: &str = "-//Handbound//";

/// What is published today.
#[derive(Debug, Clone)]
pub struct Previous {
    events: Vec<Event>,
    maker: Maker,
    /// The paths of all files of the site; `None` where only its calendar is at hand.
    addresses: Option<BTreeSet<String>>,
}

/// Who wrote a calendar. The numbers and stamps of another program follow its own rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Maker {
    Handbound,
    Other,
}

/// What would be published now.
pub struct Now<'a> {
    /// All of it, drafts too.
    pub handbook: &'a Handbook,
    pub public: &'a Public,
    /// The bytes of the feed of all sessions.
    pub feed: &'a [u8],
    /// The paths of all files of the site.
    pub addresses: &'a BTreeSet<String>,
    pub today: Date,
    /// In the community's own vocabulary.
    pub words: &'a Words,
}

/// Reads a published calendar, and takes the paths of the published site with it where they are known. `None` where
/// `calendar` is none.
#[must_use]
pub fn read(calendar: &[u8], addresses: Option<Vec<String>>) -> Option<Previous> {
    let read = calendar::read(calendar);
    if !read.is_calendar {
        return None;
    }
    let home = read.get("X-WR-TIMEZONE").and_then(|zone| event::zone(&zone.text())).unwrap_or(TimeZone::UTC);
    let is_own = read.get("PRODID").is_some_and(|maker| maker.text().starts_with(OWN));
    let mut events: Vec<Event> = read.events.iter().filter_map(|found| event::event(found, &home)).collect();
    events.sort_by(|a, b| order(a).cmp(&order(b)));
    events.dedup_by(|a, b| (&a.uid, a.replaces) == (&b.uid, b.replaces));
    Some(Previous {
        events,
        maker: if is_own { Maker::Handbound } else { Maker::Other },
        addresses: addresses.map(BTreeSet::from_iter),
    })
}

fn order(event: &Event) -> (&str, Option<Date>) {
    (&event.uid, event.replaces)
}

/// What subscribers and readers of `previous` would lose, or not be told, if the handbook were published as it is.
#[must_use]
pub fn compare(previous: &Previous, now: &Now<'_>) -> Vec<Diagnostic> {
    let Some(present) = read(now.feed, None) else { return Vec::new() };
    let owners = Owners::new(now);
    let mut told = Told::default();
    let known = identity::of_one_handbook(previous, &present, now, &mut told);
    let pairs = identity::pairs(&known, &present);
    let gone = vanished::gone(&known, &present, &pairs, now.today);
    vanished::tell(&gone, &known, &present, &owners, now, &mut told);
    changes::tell(&pairs, previous.maker, &owners, now, &mut told);
    if let Some(addresses) = &previous.addresses {
        addresses::tell(addresses, now, &mut told);
    }
    told.diagnostics
}
