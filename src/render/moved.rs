//! What has changed about a session: whether it moved and from when, and how its page and the lists say so.

use jiff::Zoned;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::handbook::session::{Meeting, Status, When};
use crate::handbook::{Session, date_words};
use crate::parse::change::{self, Moment};

use super::at::At;
use super::site::{Site, replaced_day};

/// A move to the date that the session has now.
#[derive(Debug)]
pub(super) struct Moved<'a> {
    /// From when, where that is known.
    pub from: Option<Moment>,
    /// The zone of that moment.
    pub zone: &'a TimeZone,
    told: Told,
}

/// Where a move is told.
#[derive(Debug, PartialEq, Eq)]
enum Told {
    /// That entry of `changes` tells it and nothing else.
    Entry(usize),
    /// An entry tells it, among other things.
    Among,
    /// The session stands for an occurrence that would start at another time.
    Occurrence,
}

/// How `session` moved, if it did.
pub(super) fn moved<'a>(site: &Site<'a>, session: &'a Session) -> Option<Moved<'a>> {
    if session.changes.is_empty() && session.occurrence_of.is_none() {
        return None;
    }
    let written = change::moved(session, site.words).map(|moved| Moved {
        from: moved.from,
        zone: site.book.zone(session),
        told: if moved.alone { Told::Entry(moved.entry) } else { Told::Among },
    });
    match written {
        Some(moved) if moved.from.is_some() => Some(moved),
        other => stood_in(site, session).or(other),
    }
}

/// What stands for one day of a session that repeats has moved where it starts at another instant.
fn stood_in<'a>(site: &Site<'a>, session: &'a Session) -> Option<Moved<'a>> {
    let When::On(now) = session.when.value else { return None };
    let of = site.book.session(&session.occurrence_of.as_ref()?.session.value)?;
    let When::On(usual) = of.when.value else { return None };
    let (date, zone) = (replaced_day(session)?, site.book.zone(of));
    let start = |meeting: Meeting, zone: &TimeZone| -> Option<Zoned> {
        meeting.date.to_datetime(meeting.times.start).to_zoned(zone.clone()).ok()
    };
    let (before, after) = (start(Meeting { date, ..usual }, zone)?, start(now, site.book.zone(session))?);
    let from = Some(Moment { date, time: Some(usual.times.start) });
    (before.timestamp() != after.timestamp()).then_some(Moved { from, zone, told: Told::Occurrence })
}

/// What a list must say of a session beside its date: that it is cancelled, or while it is coming, that it moved or
/// changed.
pub(super) fn badge<'a>(site: &Site<'a>, session: &'a Session) -> Option<&'a str> {
    let key = if session.status == Status::Cancelled {
        "cancelled"
    } else if !site.is_coming(session) {
        return None;
    } else if moved(site, session).is_some() {
        "moved"
    } else if session.changes.is_empty() {
        return None;
    } else {
        "changed"
    };
    Some(site.words.get(key))
}

/// A line about what has changed.
#[derive(Debug, Serialize)]
pub(super) struct Changed {
    pub text: String,
    /// "Changed on 2 November 2026".
    pub date: Option<String>,
}

/// What has changed, the newest first: as the author wrote it, or where that only says from when the session moved,
/// with the weekday. Of what stands for an occurrence, first from when.
pub(super) fn changes<'a>(at: &At<'a>, session: &'a Session) -> Vec<Changed> {
    let (site, words) = (at.site, at.site.words);
    let moved = moved(site, session);
    let from = || moved.as_ref().and_then(|moved| moved_from(at, session, moved));
    let line = |(entry, change): (usize, &crate::handbook::session::Change)| {
        let told_here = moved.as_ref().is_some_and(|moved| moved.told == Told::Entry(entry));
        let said = from().filter(|_| told_here);
        let date = words.fill("changed_on", &[("date", &date_words::date(change.date, words))]);
        Changed { text: said.unwrap_or_else(|| sentence(&change.text)), date: Some(date) }
    };
    let by_occurrence = moved.as_ref().filter(|moved| moved.told == Told::Occurrence).and_then(|_| from());
    let first = by_occurrence.map(|text| Changed { text, date: None });
    first.into_iter().chain(session.changes.iter().enumerate().rev().map(line)).collect()
}

/// What an author wrote, to stand for itself: with a capital at its beginning.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "Moved from Thursday 12 November": with the year or the time where they are not as now.
fn moved_from(at: &At<'_>, session: &Session, moved: &Moved<'_>) -> Option<String> {
    let words = at.site.words;
    let (from, When::On(now)) = (moved.from?, &session.when.value) else { return None };
    let same_year = from.date.year() == now.date.year();
    let date = if same_year { date_words::date_of_year } else { date_words::long_date }(from.date, words);
    let time = from.time.filter(|time| moved.told != Told::Occurrence || *time != now.times.start);
    let when = match time {
        Some(time) => {
            let time = date_words::clock_time(time, at.site.clock, words);
            words.fill("date_and_time", &[("date", &date), ("time", &time)])
        }
        None => date,
    };
    Some(words.fill("moved_from", &[("when", &when)]))
}
