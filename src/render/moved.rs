//! Whether a session moved, and from when: by what it replaces, or by what its `changes` plainly say.

use jiff::Zoned;
use jiff::tz::TimeZone;

use crate::handbook::Session;
use crate::handbook::session::{Meeting, When};
use crate::parse::change::{self, Moment};

use super::site::{Site, replaced_day};

/// A move to the date that the session has now.
#[derive(Debug)]
pub(super) struct Moved<'a> {
    /// From when, where that is known.
    pub from: Option<Moment>,
    /// The zone of that moment.
    pub zone: &'a TimeZone,
    /// The entry of `changes` that says so and nothing else.
    pub entry: Option<usize>,
}

/// How `session` moved, if it did.
pub(super) fn moved<'a>(site: &Site<'a>, session: &'a Session) -> Option<Moved<'a>> {
    if session.changes.is_empty() && session.occurrence_of.is_none() {
        return None;
    }
    let written = change::moved(session, site.words);
    let entry = written.filter(|moved| moved.alone).map(|moved| moved.entry);
    match written {
        Some(moved) if moved.from.is_some() => Some(Moved { from: moved.from, zone: site.book.zone(session), entry }),
        other => stood_in(site, session).or(other.map(|_| Moved { from: None, zone: site.book.zone(session), entry })),
    }
}

/// What stands for one day of a session that repeats has moved where it starts at another instant.
fn stood_in<'a>(site: &Site<'a>, session: &'a Session) -> Option<Moved<'a>> {
    let When::On(now) = &session.when.value else { return None };
    let of = site.book.session(&session.occurrence_of.as_ref()?.session.value)?;
    let When::On(usual) = &of.when.value else { return None };
    let (day, zone) = (replaced_day(session)?, site.book.zone(of));
    let start = |date, meeting: &Meeting, zone: &TimeZone| -> Option<Zoned> {
        jiff::civil::Date::to_datetime(date, meeting.times.start).to_zoned(zone.clone()).ok()
    };
    let (before, after) = (start(day, usual, zone)?, start(now.date, now, site.book.zone(session))?);
    let moment = Moment { date: day, time: Some(usual.times.start) };
    (before.timestamp() != after.timestamp()).then_some(Moved { from: Some(moment), zone, entry: None })
}
