//! The events of a session: one VEVENT a sitting, written once for every feed that holds it.

use ical::parser::ical::component::IcalEvent;
use ical::property::Property;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

use super::almanac::Almanac;
use super::property::{encoded_path, local_text, plain, text, texts, uri, utc, utc_text, with, zoned};
use super::recurrence::{Recurrence, Replaced, recurrence, replaced};
use super::{description, emit};
use crate::handbook::Session;
use crate::handbook::schedule::{Sitting, sittings};
use crate::handbook::session::{Status, When};

/// The stamp of an entry in which no date is written: fixed, since the day of the build would change every feed
/// every day.
const UNDATED: Date = jiff::civil::date(2020, 1, 1);

/// How many days a cancelled session stays in the feeds.
const CANCELLED_DAYS: i32 = 30;

/// Years in which every wall clock time is an instant, and its day has a next and a last.
const ORDINARY: std::ops::Range<i16> = 1..9999;

/// One event, as it stands in every feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub uid: String,
    pub start: Timestamp,
    /// The end of the last occurrence.
    pub end: Timestamp,
    /// When its session was last changed, as far as its author says.
    pub(super) stamp: Timestamp,
    /// The zones that it names.
    pub(super) zones: Vec<String>,
    /// `BEGIN:VEVENT` to `END:VEVENT`.
    pub(super) text: String,
}

/// The events of a session: none while its date is undecided, otherwise one a sitting. A cancelled one is left out
/// thirty days after its day; but never a stand-in for an occurrence, which would come back.
#[must_use]
pub fn events(session: &Session, almanac: &Almanac) -> Vec<Event> {
    drafts(session, almanac).map(|draft| draft.event()).collect()
}

/// Whether [`events`] gives any, without making them.
#[must_use]
pub fn has_events(session: &Session, almanac: &Almanac) -> bool {
    let is_plain = session.repeats.is_none() && session.status != Status::Cancelled;
    match &session.when.value {
        When::WeekOf { .. } | When::Undecided { .. } => false,
        // Only at the edge of what a calendar can hold is there a date without an instant.
        When::On(meeting) if is_plain && ORDINARY.contains(&meeting.date.year()) => true,
        When::On(_) => drafts(session, almanac).next().is_some(),
    }
}

fn drafts<'a>(session: &'a Session, almanac: &'a Almanac<'a>) -> impl Iterator<Item = Draft<'a>> {
    let book = almanac.book;
    let zone = book.zone(session);
    let drafts = sittings(session, zone).into_iter().filter_map(move |sitting| {
        let main = sitting.number == 1;
        let recurrence = if main { recurrence(session, zone) } else { None };
        if main && session.repeats.is_some() && recurrence.is_none() {
            return None;
        }
        let replaced = if main { replaced(session, book) } else { None };
        Some(Draft { session, sitting, zone, recurrence, replaced, almanac })
    });
    drafts.filter(|draft| !draft.is_long_cancelled())
}

/// What one event is made from.
struct Draft<'a> {
    session: &'a Session,
    sitting: Sitting,
    zone: &'a TimeZone,
    recurrence: Option<Recurrence>,
    replaced: Option<Replaced<'a>>,
    almanac: &'a Almanac<'a>,
}

impl Draft<'_> {
    fn event(&self) -> Event {
        let uid = self.uid();
        let stamp = midnight(stamp(self.session));
        let mut zones = Vec::new();
        let mut properties = vec![text("UID", &uid), utc("DTSTAMP", stamp)];
        self.times(&mut properties, &mut zones);
        self.facts(stamp, &mut properties);
        let mut event = IcalEvent::new();
        event.properties = properties;
        let mut text = String::with_capacity(4096);
        emit::event(&event, &mut text);
        // A copy, since shrinking in place leaves the allocator's block as large as it was.
        let text = text.as_str().to_owned();
        let (start, end) = self.first_and_last();
        Event { uid, start, end, stamp, zones, text }
    }

    /// The oldest name of the session, so that renaming and moving change nothing; a stand-in bears the UID of what
    /// repeats.
    fn uid(&self) -> String {
        if let Some(replaced) = &self.replaced {
            return uid_of(replaced.of, 1, self.almanac);
        }
        uid_of(self.session, self.sitting.number, self.almanac)
    }

    fn times(&self, properties: &mut Vec<Property>, zones: &mut Vec<String>) {
        let lasting = self.recurrence.is_some() || self.replaced.is_some();
        let tzid = if lasting { self.almanac.tzid_of_many(self.zone) } else { self.almanac.tzid_of_one(self.zone) };
        zones.extend(tzid.map(str::to_owned));
        properties.push(at("DTSTART", &self.sitting.start, tzid));
        properties.push(at("DTEND", &self.sitting.end, tzid));
        if let Some(recurrence) = &self.recurrence {
            properties.push(plain("RRULE", recurrence.rule.as_str()));
            let exceptions = recurrence.exceptions.iter();
            properties.extend(exceptions.filter_map(|local| at_local("EXDATE", *local, self.zone, tzid)));
        }
        if let Some(replaced) = &self.replaced {
            let tzid = self.almanac.tzid_of_many(replaced.zone);
            zones.extend(tzid.map(str::to_owned));
            properties.extend(at_local("RECURRENCE-ID", replaced.start, replaced.zone, tzid));
        }
    }

    fn facts(&self, stamp: Timestamp, properties: &mut Vec<Property>) {
        let session = self.session;
        let words = self.almanac.words;
        let cancelled = session.status == Status::Cancelled;
        properties.push(plain("SEQUENCE", sequence(session).to_string()));
        properties.push(utc("LAST-MODIFIED", stamp));
        properties.push(plain("STATUS", if cancelled { "CANCELLED" } else { "CONFIRMED" }));
        properties.push(plain("TRANSP", if cancelled { "TRANSPARENT" } else { "OPAQUE" }));
        let title = session.meta.title.as_str();
        if cancelled {
            properties.push(text("SUMMARY", &words.fill("cancelled_title", &[("title", title)])));
        } else {
            properties.push(text("SUMMARY", title));
        }
        properties.extend(description::location(session, self.almanac).map(|place| text("LOCATION", &place)));
        let page = self.page();
        properties.extend(page.as_deref().and_then(|page| uri("URL", page)));
        let series = session.series.as_deref().and_then(|id| self.almanac.book.series(id));
        properties.extend(series.map(|series| texts("CATEGORIES", [series.meta.title.as_str()])));
        properties.extend(self.almanac.contact.as_ref().map(|contact| text("CONTACT", contact)));
        let join = self.almanac.join(&session.meta.id).and_then(|join| join.link.as_ref());
        let conference = join.and_then(|link| uri("CONFERENCE", &link.value));
        properties.extend(conference.map(|conference| with(conference, "VALUE", "URI")));
        let told = description::description(session, &self.sitting, page.as_deref(), self.almanac);
        if !told.is_empty() {
            properties.push(text("DESCRIPTION", &told));
        }
    }

    /// The address of the session's page, where the site's is known.
    fn page(&self) -> Option<String> {
        let website = self.almanac.website?;
        Some(format!("{website}/{}", encoded_path(&self.session.meta.address)))
    }

    /// From the start of the first occurrence to the end of the last; the replaced one counts.
    fn first_and_last(&self) -> (Timestamp, Timestamp) {
        let Sitting { start, end, .. } = &self.sitting;
        let (start, end) = (start.timestamp(), end.timestamp());
        if let Some(recurrence) = &self.recurrence {
            let length = end.duration_since(start);
            return (start, recurrence.last.saturating_add(length).unwrap_or(recurrence.last));
        }
        let replaced = self.replaced.as_ref().and_then(|it| it.zone.to_zoned(it.start).ok());
        let usual = replaced.map_or(start, |usual| usual.timestamp());
        (start.min(usual), end.max(usual))
    }

    fn is_long_cancelled(&self) -> bool {
        let last = self.first_and_last().1.to_zoned(self.zone.clone()).date();
        let until = last.saturating_add(CANCELLED_DAYS.days());
        self.session.status == Status::Cancelled && self.replaced.is_none() && self.almanac.today > until
    }
}

/// `ID@COMMUNITY`, and for further sittings `ID-2@COMMUNITY`; or the UID that subscribers already have.
fn uid_of(session: &Session, number: u32, almanac: &Almanac) -> String {
    let meta = &session.meta;
    let id = meta.was.first().map_or(&meta.id, |oldest| &oldest.value);
    let community = &almanac.community().id;
    match (&session.uid, number) {
        (Some(uid), 1) => uid.clone(),
        (None, 1) => format!("{id}@{community}"),
        (_, number) => format!("{id}-{number}@{community}"),
    }
}

/// How often time, place or status changed: the entries of `changes`, on top of those that a session was brought in
/// with. A cancelled session is at least at its first.
fn sequence(session: &Session) -> usize {
    let least = usize::from(session.status == Status::Cancelled);
    session.changes.len().max(least) + usize::try_from(session.sequence).unwrap_or(0)
}

/// The newest date that an author wrote about their changes.
fn stamp(session: &Session) -> Date {
    let changes = session.changes.iter().map(|change| change.date);
    changes.chain(session.meta.updated).max().unwrap_or(UNDATED)
}

/// The stamp of what nobody dated.
pub(super) fn undated() -> Timestamp {
    midnight(UNDATED)
}

fn midnight(date: Date) -> Timestamp {
    let midnight = date.at(0, 0, 0, 0).to_zoned(TimeZone::UTC);
    midnight.map_or(Timestamp::UNIX_EPOCH, |midnight| midnight.timestamp())
}

/// A moment at the wall clock of `tzid`, or else in UTC; in UTC also the second of two moments that show the same
/// wall clock time, which stands for the first (RFC 5545 §3.3.5).
fn at(name: &str, moment: &Zoned, tzid: Option<&str>) -> Property {
    let local = moment.datetime();
    let is_first = |first| first == moment.timestamp();
    match tzid {
        Some(tzid) if moment.time_zone().to_timestamp(local).is_ok_and(is_first) => zoned(name, local, tzid),
        _ => utc(name, moment.timestamp()),
    }
}

/// The same for a wall clock time.
fn at_local(name: &str, local: DateTime, zone: &TimeZone, tzid: Option<&str>) -> Option<Property> {
    match tzid {
        Some(tzid) => Some(with(plain(name, local_text(local)), "TZID", tzid)),
        None => Some(plain(name, utc_text(zone.to_zoned(local).ok()?.timestamp()))),
    }
}
