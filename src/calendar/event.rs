//! The events of a session: one VEVENT a sitting, written once for every feed that holds it.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};

use super::address::page_address;
use super::component_writer::ComponentWriter;
use super::context::FeedContext;
use super::description;
use super::property::{push_encoded_uri, push_local, push_utc};
use super::recurrence::{Recurrence, Replaced, comes_once, is_unlike, recurrence, replaced, unlike};
use crate::handbook::Session;
use crate::handbook::identity::uid;
use crate::handbook::links::scheme;
use crate::handbook::schedule::{Sitting, sittings};
use crate::handbook::session::{Status, When};

/// The stamp of an entry in which no date is written: fixed, since the day of the build would change every feed
/// every day.
const UNDATED: Date = jiff::civil::date(2020, 1, 1);

/// The days that a cancelled session stays in the feeds.
const CANCELLED_DAYS: i32 = 30;

/// The years in which every wall clock time is an instant, and its day has a next and a last.
const ORDINARY: std::ops::Range<i16> = 1..9999;

/// One event, as it stands in every feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub uid: String,
    pub start: Timestamp,
    /// The end of the last occurrence.
    pub end: Timestamp,
    /// The time when its session was last changed, as far as its author wrote it.
    pub(super) stamp: Timestamp,
    /// The zones that it names.
    pub(super) zones: Vec<String>,
    /// `BEGIN:VEVENT` to `END:VEVENT`.
    pub(super) text: String,
}

/// Returns the events of a session: none while its date is undecided, otherwise one a sitting, and one more for each
/// occurrence that a change of the clocks makes unlike the others. A cancelled one is left out thirty days after its
/// day; but never a stand-in for an occurrence, which would come back.
#[must_use]
pub fn events(session: &Session, context: &FeedContext) -> Vec<Event> {
    let mut events = Vec::new();
    for draft in drafts(session, context) {
        events.push(draft.event());
        let unlike = if draft.recurrence.is_some() { unlike(session, context.book) } else { Vec::new() };
        events.extend(unlike.into_iter().map(|sitting| {
            let zone = draft.zone;
            let replaced = Some(Replaced { of: session, zone, start: sitting.start.datetime() });
            Draft { session, sitting, zone, recurrence: None, replaced, context }.event()
        }));
    }
    events
}

/// Returns a stand-in for an occurrence of another session as an event by itself: programs refuse or hide one that
/// belongs to a series that they do not have, and with the UID of that series it would replace it. `None` for all
/// others.
pub(super) fn by_itself(session: &Session, context: &FeedContext) -> Option<Event> {
    let draft = drafts(session, context).next().filter(|draft| draft.series().is_some())?;
    Some(Draft { replaced: None, ..draft }.event())
}

/// Returns whether [`events`] gives any, without making them.
#[must_use]
pub fn has_events(session: &Session, context: &FeedContext) -> bool {
    let is_plain = session.repeats.is_none() && session.status != Status::Cancelled;
    match &session.when.value {
        When::WeekOf { .. } | When::Undecided { .. } => false,
        // Only at the edge of what a calendar can hold is there a date without an instant.
        When::On(meeting) if is_plain && ORDINARY.contains(&meeting.date.year()) => true,
        When::On(_) => drafts(session, context).next().is_some(),
    }
}

fn drafts<'a>(session: &'a Session, context: &'a FeedContext<'a>) -> impl Iterator<Item = Draft<'a>> {
    let book = context.book;
    let zone = book.zone(session);
    let drafts = sittings(session, zone).into_iter().filter_map(move |sitting| {
        let main = sitting.number == 1;
        let replaced = if main { replaced(session, book) } else { None };
        // What stands for one occurrence does not repeat itself; the checks report it.
        let repeats = main && replaced.is_none() && session.repeats.is_some();
        let recurrence = if repeats { recurrence(session, zone) } else { None };
        if repeats && recurrence.is_none() {
            return None;
        }
        Some(Draft { session, sitting, zone, recurrence, replaced, context })
    });
    drafts.filter(|draft| !draft.is_long_cancelled())
}

/// The parts that one event is made from.
struct Draft<'a> {
    session: &'a Session,
    sitting: Sitting,
    zone: &'a TimeZone,
    recurrence: Option<Recurrence>,
    replaced: Option<Replaced<'a>>,
    context: &'a FeedContext<'a>,
}

impl Draft<'_> {
    fn event(&self) -> Event {
        let uid = self.uid();
        let stamp = midnight(self.stamp());
        let mut zones = Vec::new();
        let mut text = String::with_capacity(4096);
        let mut lines = ComponentWriter::new(&mut text);
        lines.begin("VEVENT");
        lines.text("UID", &uid);
        lines.write("DTSTAMP", |out| push_utc(stamp, out));
        self.times(&mut lines, &mut zones);
        self.facts(stamp, &mut lines);
        lines.end("VEVENT");
        // A copy, since shrinking in place leaves the allocator's block as large as it was.
        let text = text.as_str().to_owned();
        let (start, end) = self.first_and_last();
        Event { uid, start, end, stamp, zones, text }
    }

    /// Returns the UID. A stand-in bears the UID of what repeats.
    fn uid(&self) -> String {
        let community = self.context.community();
        match &self.replaced {
            Some(replaced) => uid(replaced.of, 1, community),
            None => uid(self.session, self.sitting.number, community),
        }
    }

    /// Returns the other session that this one stands in for.
    fn series(&self) -> Option<&Session> {
        self.replaced.as_ref().map(|replaced| replaced.of).filter(|of| of.meta.id != self.session.meta.id)
    }

    /// Returns the newest date that its author wrote about changes. Whatever changes what repeats changes its stand-ins
    /// too.
    fn stamp(&self) -> Date {
        let replaced = self.series().map(stamp);
        replaced.into_iter().fold(stamp(self.session), Date::max)
    }

    /// Returns the sequence number, counted on from what repeats, so that a stand-in is never older than the series it
    /// belongs to: readers may take such a one for overtaken (RFC 5546 §2.1.5).
    fn sequence(&self) -> usize {
        self.series().map_or(0, sequence) + sequence(self.session)
    }

    fn times(&self, lines: &mut ComponentWriter, zones: &mut Vec<String>) {
        let lasting = self.recurrence.is_some() || self.replaced.is_some();
        let tzid = if lasting { self.context.tzid_of_many(self.zone) } else { self.context.tzid_of_one(self.zone) };
        let Sitting { start, end, .. } = &self.sitting;
        // Readers differ over which of two hours a wall clock time means, and over a start and an end of two kinds.
        let tzid = tzid.filter(|_| self.recurrence.is_some() || comes_once(start) && comes_once(end));
        zones.extend(tzid.map(str::to_owned));
        at("DTSTART", start, tzid, lines);
        match self.recurrence.as_ref().filter(|_| is_unlike(&self.sitting)) {
            None => at("DTEND", end, tzid, lines),
            // The first has an event of its own; its length here is the one that the others have.
            Some(recurrence) => usual_end(start, recurrence.minutes, lines),
        }
        if let Some(recurrence) = &self.recurrence {
            lines.plain("RRULE", &recurrence.rule);
            for local in &recurrence.exceptions {
                at_local("EXDATE", *local, self.zone, tzid, lines);
            }
        }
        if let Some(replaced) = &self.replaced {
            let tzid = self.context.tzid_of_many(replaced.zone);
            zones.extend(tzid.map(str::to_owned));
            at_local("RECURRENCE-ID", replaced.start, replaced.zone, tzid, lines);
        }
    }

    fn facts(&self, stamp: Timestamp, lines: &mut ComponentWriter) {
        let (session, context) = (self.session, self.context);
        let cancelled = session.status == Status::Cancelled;
        lines.plain("SEQUENCE", &self.sequence().to_string());
        lines.write("LAST-MODIFIED", |out| push_utc(stamp, out));
        lines.plain("STATUS", if cancelled { "CANCELLED" } else { "CONFIRMED" });
        lines.plain("TRANSP", if cancelled { "TRANSPARENT" } else { "OPAQUE" });
        let title = session.meta.title.as_str();
        if cancelled {
            lines.text("SUMMARY", &context.phrases.cancelled_title.fill(&[("title", title)]));
        } else {
            lines.text("SUMMARY", title);
        }
        if let Some(place) = description::location(session, context) {
            lines.text("LOCATION", &place);
        }
        let page = self.page();
        if let Some(page) = &page {
            lines.uri("URL", page);
        }
        if let Some(series) = session.series.as_deref().and_then(|id| context.book.series(id)) {
            lines.text("CATEGORIES", &series.meta.title);
        }
        if let Some(contact) = &context.contact {
            lines.text("CONTACT", contact);
        }
        let join = context.join(&session.meta.id).and_then(|join| join.link.as_ref());
        if let Some(link) = join.filter(|link| !cancelled && scheme(link.value.trim()).is_some()) {
            lines.write_with("CONFERENCE", ("VALUE", "URI"), |out| _ = push_encoded_uri(&link.value, out));
        }
        let told = description::description(session, &self.sitting, page.as_deref(), context);
        if !told.is_empty() {
            lines.text("DESCRIPTION", &told);
        }
    }

    /// Returns the address of the session's page, where the site's is known.
    fn page(&self) -> Option<String> {
        Some(page_address(self.context.website?, &self.session.meta.address))
    }

    /// Returns the start of the first occurrence and the end of the last; the replaced one counts.
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
        self.session.status == Status::Cancelled && self.replaced.is_none() && self.context.today > until
    }
}

/// Returns how often time, place or status changed: the entries of `changes`, on top of those that a session was
/// brought in with. A cancelled session is at least at its first.
fn sequence(session: &Session) -> usize {
    let least = usize::from(session.status == Status::Cancelled);
    session.changes.len().max(least) + usize::try_from(session.sequence).unwrap_or(0)
}

/// Returns the newest date that an author wrote about their changes.
fn stamp(session: &Session) -> Date {
    let changes = session.changes.iter().map(|change| change.date);
    changes.chain(session.meta.updated).max().unwrap_or(UNDATED)
}

/// Returns the stamp and the sequence number of a session, for what depends on it.
pub(super) fn stamp_and_sequence(session: &Session) -> (Timestamp, usize) {
    (midnight(stamp(session)), sequence(session))
}

/// Returns the stamp of what nobody dated.
pub(super) fn undated() -> Timestamp {
    midnight(UNDATED)
}

fn midnight(date: Date) -> Timestamp {
    let midnight = date.at(0, 0, 0, 0).to_zoned(TimeZone::UTC);
    midnight.map_or(Timestamp::UNIX_EPOCH, |midnight| midnight.timestamp())
}

/// Writes a moment at the wall clock of `tzid`, or else in UTC.
fn at(name: &str, moment: &Zoned, tzid: Option<&str>, lines: &mut ComponentWriter) {
    match tzid {
        Some(tzid) => lines.write_with(name, ("TZID", tzid), |out| push_local(moment.datetime(), out)),
        None => lines.write(name, |out| push_utc(moment.timestamp(), out)),
    }
}

/// Writes a wall clock time in the same way.
fn at_local(name: &str, local: DateTime, zone: &TimeZone, tzid: Option<&str>, lines: &mut ComponentWriter) {
    match (tzid, zone.to_timestamp(local)) {
        (Some(tzid), _) => lines.write_with(name, ("TZID", tzid), |out| push_local(local, out)),
        (None, Ok(at)) => lines.write(name, |out| push_utc(at, out)),
        (None, Err(_)) => {}
    }
}

/// Writes an end `minutes` after `start` in all readers, whatever the clocks do meanwhile: in UTC, since some add a
/// DURATION to the clock on the wall. Where they differ over the start itself, a DURATION does better.
fn usual_end(start: &Zoned, minutes: u32, lines: &mut ComponentWriter) {
    let length = SignedDuration::from_mins(i64::from(minutes));
    match start.timestamp().checked_add(length) {
        Ok(end) if comes_once(start) => lines.write("DTEND", |out| push_utc(end, out)),
        _ => lines.plain("DURATION", &format!("PT{minutes}M")),
    }
}
