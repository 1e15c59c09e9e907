//! The time of an event as a session can have it, and the days that its calendar names.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};

use crate::calendar::reader::values::{self, TimeValue, after_days, nearest_midnight};
use crate::calendar::reader::zones::{ZoneMeaning, Zones};
use crate::calendar::reader::{Component, Field};

use super::report::{ImportReport, ReportKind};

/// The minutes of an event that has no end.
const USUAL: i64 = 60;

/// The most minutes that a session lasts: a week is the most that `length` can hold.
const LONGEST: i64 = 7 * 24 * 60;

/// The time of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventTime {
    /// In the zone whose clock it keeps.
    pub start: Zoned,
    /// Elapsed minutes.
    pub minutes: i64,
}

/// The clock by which an event counts its days, and the day and time from which it counts them.
#[derive(Debug, Clone)]
pub struct Counted {
    pub clock: ZoneMeaning,
    pub first: DateTime,
    pub whole_days: bool,
}

/// A day of a series as EXDATE or RECURRENCE-ID names it: by its start, or by its date alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecurrenceId {
    At(Timestamp, Date),
    On(Date),
}

/// Returns when `event` takes place; `None` where its start cannot be read.
pub fn meeting(event: &Component, title: &str, zones: &mut Zones<'_>, report: &mut ImportReport) -> Option<EventTime> {
    let field = event.get("DTSTART")?;
    let value = zones.value(field, &field.raw)?;
    let start = zones.moment(field, value)?;
    if !(1..=9998).contains(&start.year()) {
        return None;
    }
    match value {
        TimeValue::Day(_) => report.note(ReportKind::AllDay, title),
        TimeValue::Local(_) => match field.param("TZID").map(|tzid| (tzid, zones.meant(tzid))) {
            Some((tzid, ZoneMeaning::Unknown)) => report.note(ReportKind::UnknownZone, tzid),
            Some((tzid, ZoneMeaning::Own(_))) => report.note(ReportKind::OwnZone, tzid),
            Some(_) => {}
            None => report.note(ReportKind::Floating, title),
        },
        TimeValue::Utc(_) => {}
    }
    if field.param("TZID").is_some() && field.raw.trim().ends_with(['Z', 'z']) && matches!(value, TimeValue::Local(_)) {
        report.note(ReportKind::TwoZones, title);
    }
    let start = without_seconds(start);
    let minutes = match zones.end(event, &start).map(without_seconds) {
        Some(end) => end.duration_since(&start).as_mins(),
        None if matches!(value, TimeValue::Day(_)) => after_days(&start, 1)?.duration_since(&start).as_mins(),
        None => 0,
    };
    let minutes = if minutes > LONGEST {
        report.note(ReportKind::TooLong, title);
        LONGEST
    } else if minutes > 0 {
        minutes
    } else {
        report.note(ReportKind::NoEnd, title);
        USUAL
    };
    Some(EventTime { start, minutes })
}

/// Returns how many minutes the whole days of `meeting` have when they begin at `start`.
pub fn whole_days(start: &Zoned, meeting: &EventTime) -> i64 {
    let end = |from: &Zoned| {
        let end = meeting.start.checked_add(SignedDuration::from_mins(meeting.minutes)).ok()?;
        let days = meeting.start.date().until(end.date()).ok()?.get_days();
        Some(after_days(from, i64::from(days))?.duration_since(from).as_mins())
    };
    end(start).filter(|minutes| (1..=LONGEST).contains(minutes)).unwrap_or(meeting.minutes)
}

fn without_seconds(moment: Zoned) -> Zoned {
    let whole = moment.datetime().with().second(0).subsec_nanosecond(0).build();
    whole
        .ok()
        .and_then(|whole| moment.time_zone().to_zoned(whole).ok())
        .filter(|_| moment.second() != 0)
        .unwrap_or(moment)
}

/// Returns the clock by which `event` counts its days.
pub fn counted(event: &Component, zones: &mut Zones<'_>) -> Option<Counted> {
    let field = event.get("DTSTART")?;
    let value = zones.value(field, &field.raw)?;
    let (first, whole_days) = match value {
        TimeValue::Day(day) => (day.at(0, 0, 0, 0), true),
        TimeValue::Local(at) | TimeValue::Utc(at) => (at.with().second(0).build().ok()?, false),
    };
    Some(Counted { clock: zones.clock(field, value), first, whole_days })
}

/// Returns the days that a property names (EXDATE, RECURRENCE-ID), for an event whose days are `counted`.
pub fn named(field: &Field, counted: &Counted, zone: &TimeZone, zones: &mut Zones<'_>) -> Vec<RecurrenceId> {
    let mut found = Vec::new();
    for part in field.raw.split(',').take(2_000) {
        let Some(value) = zones.value(field, part) else { continue };
        found.extend(match value {
            TimeValue::Day(day) => Some(RecurrenceId::On(day)),
            TimeValue::Local(at) if counted.whole_days => Some(RecurrenceId::On(at.date())),
            TimeValue::Utc(at) if counted.whole_days => nearest_midnight(at).map(RecurrenceId::On),
            _ => zones.moment(field, value).map(without_seconds).map(|at| {
                let at = at.with_time_zone(zone.clone());
                RecurrenceId::At(at.timestamp(), at.date())
            }),
        });
    }
    found
}

/// Returns the further starts that RDATE lists, each with its minutes where it is a period.
pub fn further(field: &Field, counted: &Counted, zones: &mut Zones<'_>) -> Vec<(Date, Zoned, Option<i64>)> {
    let home = zones.home.clone();
    let mut found = Vec::new();
    for part in field.raw.split(',').take(2_000) {
        let (start, end) = part.split_once('/').map_or((part, None), |(start, end)| (start, Some(end)));
        let Some(value) = zones.value(field, start) else { continue };
        let (day, start) = match value {
            TimeValue::Day(day) => (day, counted.clock.moment(day.to_datetime(counted.first.time()), &home)),
            TimeValue::Local(at) if counted.whole_days => (at.date(), home.to_zoned(at.date().at(0, 0, 0, 0)).ok()),
            TimeValue::Local(at) | TimeValue::Utc(at) => (at.date(), zones.moment(field, value)),
        };
        let Some(start) = start.map(without_seconds) else { continue };
        let minutes = end.and_then(|end| {
            let end = match values::duration(end) {
                Some(_) => values::later(&start, end, false)?,
                None => zones.value(field, end).and_then(|value| zones.moment(field, value))?,
            };
            Some(end.duration_since(&start).as_mins()).filter(|minutes| (1..=LONGEST).contains(minutes))
        });
        found.push((day, start, minutes));
    }
    found
}
