//! Values of date and time, durations and weekdays as calendars write them (RFC 5545 §3.3.4 to §3.3.6, §3.3.10).

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan, Zoned};

/// A date or a time, before its zone is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeValue {
    Day(Date),
    Local(DateTime),
    Utc(DateTime),
}

/// Reads a date or a time.
pub fn value(text: &str) -> Option<TimeValue> {
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

/// Returns whether UNTIL lets in the day `local`, which is the moment `start`, of what takes whole days or not. `None`
/// where it cannot be read.
pub fn lets_in(until: &str, whole_days: bool, local: DateTime, start: &Zoned) -> Option<bool> {
    Some(match value(until)? {
        TimeValue::Day(day) => local.date() <= day,
        // The midnight of the last day, on a clock that nobody names; or the last second before the next.
        TimeValue::Utc(at) if whole_days && at.second() == 59 => {
            let next = at.checked_add(1.second()).ok()?;
            local.date() < nearest_midnight(next)?
        }
        TimeValue::Utc(at) if whole_days => local.date() <= nearest_midnight(at)?,
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
pub fn duration(text: &str) -> Option<(i64, SignedDuration)> {
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

/// Returns the end of what begins at `start`, or is whole days from then on, and lasts as long as `duration` says: days
/// are days of the calendar, whatever the clocks do; hours are elapsed time (RFC 5545 §3.3.6).
pub fn later(start: &Zoned, duration: &str, whole_days: bool) -> Option<Zoned> {
    let (days, rest) = self::duration(duration)?;
    let day = if whole_days { after_days(start, days)? } else { start.checked_add(days.days()).ok()? };
    day.checked_add(rest).ok()
}

/// Returns the beginning of the day so many days after that of `from`.
pub fn after_days(from: &Zoned, days: i64) -> Option<Zoned> {
    let day = from.date().checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    from.time_zone().to_zoned(day.at(0, 0, 0, 0)).ok()
}

/// Returns the day whose midnight, on a clock that nobody names, is `utc`.
pub fn nearest_midnight(utc: DateTime) -> Option<Date> {
    if utc.hour() >= 12 { utc.date().tomorrow().ok() } else { Some(utc.date()) }
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
