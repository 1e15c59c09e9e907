//! When an event takes place: values of date and time as calendars write them (RFC 5545 §3.3.4 to §3.3.6).

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan, Zoned};

use crate::calendar::reader::{Component, Field};

use super::report::{Kind, Report};
use super::zones::{Meant, Zones};

/// Minutes of an event that has no end.
const USUAL: i64 = 60;

/// No session lasts longer than so many minutes: a week is what `length` can say.
const LONGEST: i64 = 7 * 24 * 60;

/// When an event takes place.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting {
    /// In the zone whose clock it keeps.
    pub start: Zoned,
    /// Elapsed minutes.
    pub minutes: i64,
}

/// A date or a time, before its zone is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    Day(Date),
    Local(DateTime),
    Utc(DateTime),
}

/// When `event` takes place; `None` where its start cannot be read.
pub fn meeting(event: &Component, title: &str, zones: &mut Zones<'_>, report: &mut Report) -> Option<Meeting> {
    let field = event.get("DTSTART")?;
    let value = value(&field.raw)?;
    let start = moment(field, value, zones)?;
    if !(1..=9998).contains(&start.year()) {
        return None;
    }
    match value {
        Value::Day(_) => report.note(Kind::AllDay, title),
        Value::Local(_) => match field.param("TZID").map(|tzid| (tzid, zones.meant(tzid))) {
            Some((tzid, Meant::Unknown)) => report.note(Kind::UnknownZone, tzid),
            Some((tzid, Meant::Own(_))) => report.note(Kind::OwnZone, tzid),
            Some(_) => {}
            None => report.note(Kind::Floating, title),
        },
        Value::Utc(_) => {}
    }
    let start = without_seconds(start);
    let minutes = match end(event, value, &start, zones) {
        Some(end) => end.duration_since(&start).as_mins(),
        None if matches!(value, Value::Day(_)) => after_days(&start, 1)?.duration_since(&start).as_mins(),
        None => 0,
    };
    let minutes = if (1..=LONGEST).contains(&minutes) {
        minutes
    } else {
        report.note(Kind::NoEnd, title);
        USUAL
    };
    Some(Meeting { start, minutes })
}

fn end(event: &Component, start: Value, from: &Zoned, zones: &mut Zones<'_>) -> Option<Zoned> {
    if let Some(field) = event.get("DTEND") {
        return moment(field, value(&field.raw)?, zones).map(without_seconds);
    }
    let (days, rest) = duration(&event.get("DURATION")?.raw)?;
    // Days are days of the calendar, whatever the clocks do; hours are elapsed time (RFC 5545 §3.3.6).
    let later = if let Value::Day(_) = start { after_days(from, days)? } else { from.checked_add(days.days()).ok()? };
    later.checked_add(rest).ok()
}

fn after_days(from: &Zoned, days: i64) -> Option<Zoned> {
    let day = from.date().checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    from.time_zone().to_zoned(day.at(0, 0, 0, 0)).ok()
}

fn without_seconds(moment: Zoned) -> Zoned {
    let whole = moment.datetime().with().second(0).subsec_nanosecond(0).build();
    whole
        .ok()
        .and_then(|whole| moment.time_zone().to_zoned(whole).ok())
        .filter(|_| moment.second() != 0)
        .unwrap_or(moment)
}

/// The moment of a date or time: in its zone where it has one with a name, otherwise at home.
fn moment(field: &Field, value: Value, zones: &mut Zones<'_>) -> Option<Zoned> {
    let home = zones.home.clone();
    match value {
        Value::Day(day) => home.to_zoned(day.at(0, 0, 0, 0)).ok(),
        Value::Utc(utc) => Some(TimeZone::UTC.to_zoned(utc).ok()?.with_time_zone(home)),
        Value::Local(local) => match field.param("TZID") {
            Some(tzid) => zones.meant(tzid).moment(local, &home),
            None => home.to_zoned(local).ok(),
        },
    }
}

/// Whether a start is written in UTC.
pub fn is_utc(field: &Field) -> bool {
    matches!(value(&field.raw), Some(Value::Utc(_)))
}

/// The days, on the clock of `zone`, that a property lists (EXDATE, RDATE) or names (RECURRENCE-ID).
pub fn days(field: &Field, zone: &TimeZone, zones: &mut Zones<'_>) -> Vec<Date> {
    let each = field.raw.split(',').filter_map(|part| value(part.split('/').next().unwrap_or(part)));
    let each: Vec<Value> = each.take(2_000).collect();
    each.into_iter()
        .filter_map(|value| match value {
            Value::Day(day) => Some(day),
            _ => Some(moment(field, value, zones)?.with_time_zone(zone.clone()).date()),
        })
        .collect()
}

fn value(text: &str) -> Option<Value> {
    let text = text.trim();
    let (text, utc) = match text.strip_suffix(['Z', 'z']) {
        Some(text) => (text, true),
        None => (text, false),
    };
    let Some((day, time)) = text.split_once(['T', 't']) else {
        return Some(Value::Day(date(text)?));
    };
    let at = date(day)?.to_datetime(clock(time)?);
    Some(if utc { Value::Utc(at) } else { Value::Local(at) })
}

/// A date or a time as it stands, whatever its zone; a day is its midnight.
pub fn local(text: &str) -> Option<DateTime> {
    Some(match value(text)? {
        Value::Day(day) => day.at(0, 0, 0, 0),
        Value::Local(at) | Value::Utc(at) => at,
    })
}

/// The last day that UNTIL lets in, on the clock of `zone`, for what starts at `time`.
pub fn until(text: &str, time: Time, zone: &TimeZone) -> Option<Date> {
    match value(text)? {
        Value::Day(day) => Some(day),
        Value::Local(at) => {
            if at.time() < time {
                at.date().yesterday().ok()
            } else {
                Some(at.date())
            }
        }
        Value::Utc(at) => {
            let last = TimeZone::UTC.to_zoned(at).ok()?.with_time_zone(zone.clone());
            if last.time() < time { last.date().yesterday().ok() } else { Some(last.date()) }
        }
    }
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

/// `P1DT2H30M`, `PT90M`, `P2W`: days, and what comes on top.
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

/// `2SU`, `-1FR`, `TH`.
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
