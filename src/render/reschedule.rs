//! Changes of a session: whether it moved and from when, and the words for it on its page and in lists.

use jiff::Zoned;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::handbook::session::{Change, Meeting, Moment, Status, WhatChanged, When};
use crate::handbook::{Session, date_words};

use super::context::PageContext;
use super::site::{Site, replaced_day};

/// A move to the date that the session has now.
#[derive(Debug)]
pub(super) struct RescheduleView<'a> {
    pub from: Moment,
    /// The zone of that moment.
    pub zone: &'a TimeZone,
    /// Whether the session stands for an occurrence that would start then, and no entry of `changes` says so.
    is_stand_in: bool,
}

/// Returns how `session` moved, if it did.
pub(super) fn reschedule<'a>(site: &Site<'a>, session: &'a Session) -> Option<RescheduleView<'a>> {
    written(site, session).or_else(|| stood_in(site, session))
}

/// Returns the last move in `changes`; of several dates, any may be meant.
fn written<'a>(site: &Site<'a>, session: &'a Session) -> Option<RescheduleView<'a>> {
    let from = session.changes.iter().rev().find_map(|change| match change.what {
        WhatChanged::Moved { from, .. } => Some(from),
        WhatChanged::InWords(_) => None,
    })?;
    let now = session.only_meeting()?;
    let is_now = from.date == now.date && from.time.is_none_or(|time| time == now.times.start);
    (!is_now).then(|| RescheduleView { from, zone: site.book.zone(session), is_stand_in: false })
}

/// Returns the move of a session that stands for one day of another that repeats, where it starts at another instant.
fn stood_in<'a>(site: &Site<'a>, session: &'a Session) -> Option<RescheduleView<'a>> {
    let of = site.book.session(&session.occurrence_of.as_ref()?.session.value)?;
    let (When::On(now), When::On(usual)) = (&session.when.value, &of.when.value) else { return None };
    let (date, zone) = (replaced_day(session)?, site.book.zone(of));
    let start = |meeting: Meeting, zone: &TimeZone| -> Option<Zoned> {
        meeting.date.to_datetime(meeting.times.start).to_zoned(zone.clone()).ok()
    };
    let (before, after) = (start(Meeting { date, ..*usual }, zone)?, start(*now, site.book.zone(session))?);
    let from = Moment { date, time: Some(usual.times.start) };
    (before.timestamp() != after.timestamp()).then_some(RescheduleView { from, zone, is_stand_in: true })
}

/// Returns what a list shows of a session beside its date: that it is cancelled, or while it is coming, that it moved
/// or changed.
pub(super) fn badge<'a>(site: &Site<'a>, session: &'a Session) -> Option<&'a str> {
    let key = if session.status == Status::Cancelled {
        "cancelled"
    } else if !site.is_coming(session) {
        return None;
    } else if reschedule(site, session).is_some() {
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
pub(super) struct ChangeView {
    pub text: String,
    /// "Changed on 2 November 2026".
    pub date: Option<String>,
}

/// Returns the changes, the newest first. Of what stands for an occurrence, first from when.
pub(super) fn changes<'a>(at: &PageContext<'a>, session: &'a Session) -> Vec<ChangeView> {
    let (site, words) = (at.site, at.site.words);
    let line = |change: &Change| {
        let date = words.fill("changed_on", &[("date", &date_words::date(change.date, words))]);
        ChangeView { text: sentence(&date_words::change(change, session, site.clock, words)), date: Some(date) }
    };
    let by_occurrence = reschedule(site, session).filter(|moved| moved.is_stand_in).and_then(|moved| {
        let When::On(now) = session.when.value else { return None };
        let from = Moment { time: moved.from.time.filter(|time| *time != now.times.start), ..moved.from };
        let when = date_words::moment(from, Some(now.date), site.clock, words);
        Some(ChangeView { text: sentence(&words.fill("change_moved", &[("when", &when)])), date: None })
    });
    by_occurrence.into_iter().chain(session.changes.iter().rev().map(line)).collect()
}

/// Returns `text` as a sentence: with a capital at its beginning.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
