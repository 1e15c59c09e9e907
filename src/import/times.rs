//! The time of an event: values of date and time as calendars write them (RFC 5545 §3.3.4 to §3.3.6).

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};

use crate::calendar::reader::{Component, Field};

use super::report::{ImportReport, ReportKind};
use super::zones::{ZoneMeaning, Zones};

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

/// A date or a time, before its zone is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TimeValue {
    Day(Date),
    Local(DateTime),
    Utc(DateTime),
}

/// Returns when `event` takes place; `None` where its start cannot be read.
pub fn meeting(event: &Component, title: &str, zones: &mut Zones<'_>, report: &mut ImportReport) -> Option<EventTime> {
    let field = event.get("DTSTART")?;
    let value = stated(field, zones)?;
    let start = moment(field, value, zones)?;
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
    let clock = clock_of(field, value, zones);
    let minutes = match end(event, value, &clock, &start, zones) {
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

fn end(event: &Component, start: TimeValue, clock: &ZoneMeaning, from: &Zoned, zones: &mut Zones<'_>) -> Option<Zoned> {
    if let Some(field) = event.get("DTEND") {
        let value = stated(field, zones)?;
        // An end without a zone is on the clock of its start.
        let end = match value {
            TimeValue::Local(local) if field.param("TZID").is_none() => clock.moment(local, &zones.home)?,
            _ => moment(field, value, zones)?,
        };
        return Some(without_seconds(end));
    }
    let (days, rest) = duration(&event.get("DURATION")?.raw)?;
    // Days are days of the calendar, whatever the clocks do; hours are elapsed time (RFC 5545 §3.3.6).
    let later =
        if let TimeValue::Day(_) = start { after_days(from, days)? } else { from.checked_add(days.days()).ok()? };
    later.checked_add(rest).ok()
}

fn after_days(from: &Zoned, days: i64) -> Option<Zoned> {
    let day = from.date().checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    from.time_zone().to_zoned(day.at(0, 0, 0, 0)).ok()
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

/// Returns the moment of a date or time: in its zone where it has one with a name, otherwise at home.
fn moment(field: &Field, value: TimeValue, zones: &mut Zones<'_>) -> Option<Zoned> {
    let home = zones.home.clone();
    match value {
        TimeValue::Day(day) => home.to_zoned(day.at(0, 0, 0, 0)).ok(),
        TimeValue::Utc(utc) => Some(TimeZone::UTC.to_zoned(utc).ok()?.with_time_zone(home)),
        TimeValue::Local(local) => clock_of(field, value, zones).moment(local, &home),
    }
}

/// Returns the clock that shows `value`.
fn clock_of(field: &Field, value: TimeValue, zones: &mut Zones<'_>) -> ZoneMeaning {
    match (value, field.param("TZID")) {
        (TimeValue::Day(_), _) => ZoneMeaning::Zone(zones.home.clone()),
        (TimeValue::Utc(_), _) => ZoneMeaning::Zone(utc()),
        (TimeValue::Local(_), Some(tzid)) => zones.meant(tzid),
        (TimeValue::Local(_), None) => ZoneMeaning::Zone(zones.floating()),
    }
}

/// Returns the zone of UTC, by its name.
pub fn utc() -> TimeZone {
    TimeZone::get("Etc/UTC").unwrap_or(TimeZone::UTC)
}

/// Reads the value of a property. A time that has both a zone and the `Z` of UTC is read on the clock of its zone, as
/// most programs do.
fn stated(field: &Field, zones: &mut Zones<'_>) -> Option<TimeValue> {
    part_of(field, &field.raw, zones)
}

fn part_of(field: &Field, text: &str, zones: &mut Zones<'_>) -> Option<TimeValue> {
    Some(match value(text)? {
        TimeValue::Utc(at)
            if field.param("TZID").is_some_and(|tzid| !matches!(zones.meant(tzid), ZoneMeaning::Unknown)) =>
        {
            TimeValue::Local(at)
        }
        value => value,
    })
}

/// Returns the clock by which `event` counts its days.
pub fn counted(event: &Component, zones: &mut Zones<'_>) -> Option<Counted> {
    let field = event.get("DTSTART")?;
    let value = stated(field, zones)?;
    let (first, whole_days) = match value {
        TimeValue::Day(day) => (day.at(0, 0, 0, 0), true),
        TimeValue::Local(at) | TimeValue::Utc(at) => (at.with().second(0).build().ok()?, false),
    };
    Some(Counted { clock: clock_of(field, value, zones), first, whole_days })
}

/// Returns the days that a property names (EXDATE, RECURRENCE-ID), for an event whose days are `counted`.
pub fn named(field: &Field, counted: &Counted, zone: &TimeZone, zones: &mut Zones<'_>) -> Vec<RecurrenceId> {
    let mut found = Vec::new();
    for part in field.raw.split(',').take(2_000) {
        let Some(value) = part_of(field, part, zones) else { continue };
        found.extend(match value {
            TimeValue::Day(day) => Some(RecurrenceId::On(day)),
            TimeValue::Local(at) if counted.whole_days => Some(RecurrenceId::On(at.date())),
            TimeValue::Utc(at) if counted.whole_days => nearest_midnight(at).map(RecurrenceId::On),
            _ => moment(field, value, zones).map(without_seconds).map(|at| {
                let at = at.with_time_zone(zone.clone());
                RecurrenceId::At(at.timestamp(), at.date())
            }),
        });
    }
    found
}

/// Returns the day whose midnight, on a clock that nobody names, is `utc`.
fn nearest_midnight(utc: DateTime) -> Option<Date> {
    if utc.hour() >= 12 { utc.date().tomorrow().ok() } else { Some(utc.date()) }
}

/// Returns the further starts that RDATE lists, each with its minutes where it is a period.
pub fn further(field: &Field, counted: &Counted, zones: &mut Zones<'_>) -> Vec<(Date, Zoned, Option<i64>)> {
    let home = zones.home.clone();
    let mut found = Vec::new();
    for part in field.raw.split(',').take(2_000) {
        let (start, end) = part.split_once('/').map_or((part, None), |(start, end)| (start, Some(end)));
        let Some(value) = part_of(field, start, zones) else { continue };
        let (day, start) = match value {
            TimeValue::Day(day) => (day, counted.clock.moment(day.to_datetime(counted.first.time()), &home)),
            TimeValue::Local(at) if counted.whole_days => (at.date(), home.to_zoned(at.date().at(0, 0, 0, 0)).ok()),
            TimeValue::Local(at) | TimeValue::Utc(at) => (at.date(), moment(field, value, zones)),
        };
        let Some(start) = start.map(without_seconds) else { continue };
        let minutes = end.and_then(|end| {
            let end = match duration(end) {
                Some((days, rest)) => start.checked_add(days.days()).ok()?.checked_add(rest).ok()?,
                None => part_of(field, end, zones).and_then(|value| moment(field, value, zones))?,
            };
            Some(end.duration_since(&start).as_mins()).filter(|minutes| (1..=LONGEST).contains(minutes))
        });
        found.push((day, start, minutes));
    }
    found
}

fn value(text: &str) -> Option<TimeValue> {
    let text = text.trim();
    let (text, utc) = match text.strip_suffix(['Z', 'z']) {
        Some(text) => (text, true),
        None => (text, false),
    };
    let Some((day, time)) = text.split_once(['T', 't']) else {
        return Some(TimeValue::Day(date(text)?));
    };
    let at = date(day)?.to_datetime(clock(time)?);
    Some(if utc { TimeValue::Utc(at) } else { TimeValue::Local(at) })
}

/// Reads a date or a time as it stands, whatever its zone; a day is its midnight.
pub fn local(text: &str) -> Option<DateTime> {
    Some(match value(text)? {
        TimeValue::Day(day) => day.at(0, 0, 0, 0),
        TimeValue::Local(at) | TimeValue::Utc(at) => at,
    })
}

/// Returns whether UNTIL lets in the day `local` of what is `counted`, which is the moment `start`. `None` where it
/// cannot be read.
pub fn lets_in(until: &str, counted: &Counted, local: DateTime, start: &Zoned) -> Option<bool> {
    Some(match value(until)? {
        TimeValue::Day(day) => local.date() <= day,
        // The midnight of the last day, on a clock that nobody names; or the last second before the next.
        TimeValue::Utc(at) if counted.whole_days && at.second() == 59 => {
            let next = at.checked_add(1.second()).ok()?;
            local.date() < nearest_midnight(next)?
        }
        TimeValue::Utc(at) if counted.whole_days => local.date() <= nearest_midnight(at)?,
        TimeValue::Local(at) => local <= at,
        TimeValue::Utc(at) => start.timestamp() <= TimeZone::UTC.to_timestamp(at).ok()?,
    })
}

fn date(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?).ok()
}

fn clock(text: &str) -> Option<Time> {
    if !(4..=6).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let second: i8 = text.get(4..6).map_or(Some(0), |second| second.parse().ok())?;
    // A leap second.
    Time::new(text[..2].parse().ok()?, text[2..4].parse().ok()?, second.min(59), 0).ok()
}

/// Reads `P1DT2H30M`, `PT90M`, `P2W`: days, and what comes on top.
fn duration(text: &str) -> Option<(i64, SignedDuration)> {
    let text = text.trim().to_ascii_uppercase();
    let text = text.strip_prefix('+').unwrap_or(&text).strip_prefix('P')?;
    let (mut days, mut seconds, mut number) = (0_i64, 0_i64, String::new());
    for letter in text.chars() {
        if letter.is_ascii_digit() && number.len() < 7 {
            number.push(letter);
            continue;
        }
        if letter == 'T' && number.is_empty() {
            continue;
        }
        let count: i64 = std::mem::take(&mut number).parse().ok()?;
        match letter {
            'W' => days += count * 7,
            'D' => days += count,
            'H' => seconds += count * 3600,
            'M' => seconds += count * 60,
            'S' => seconds += count,
            _ => return None,
        }
    }
    (number.is_empty() && days <= 20_000).then(|| (days, SignedDuration::from_secs(seconds)))
}

/// Reads `2SU`, `-1FR`, `TH`.
pub fn nth_weekday(text: &str) -> Option<(Option<i8>, Weekday)> {
    let text = text.trim();
    let (nth, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let weekday = match day.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    };
    let nth =
        if nth.is_empty() { None } else { Some(nth.parse().ok().filter(|nth| (-5..=5).contains(nth) && *nth != 0)?) };
    Some((nth, weekday))
}
