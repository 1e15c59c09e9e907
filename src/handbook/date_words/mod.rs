//! Dates, clock times and time zones in words, by the string table.

#[cfg(test)]
mod tests;

use jiff::Zoned;
use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};

use super::community::ClockFormat;
use super::session::{Change, Moment, WhatChanged, When};
use super::words::filled;
use super::{Community, Session, Words};

/// Returns how clock times are shown: as `clock` says, otherwise as readers of the language are used to.
#[must_use]
pub fn clock(community: &Community, words: &Words) -> ClockFormat {
    let usual = if words.get("clock_hours") == "24" { ClockFormat::TwentyFour } else { ClockFormat::Twelve };
    community.clock.unwrap_or(usual)
}

/// Returns "Thursday 19 November 2026".
#[must_use]
pub fn long_date(date: Date, words: &Words) -> String {
    written_date(date, "date_long", words)
}

/// Returns "19 November 2026".
#[must_use]
pub fn date(date: Date, words: &Words) -> String {
    written_date(date, "date_plain", words)
}

/// Returns "Thursday 19 November".
#[must_use]
pub fn date_of_year(date: Date, words: &Words) -> String {
    written_date(date, "date_of_year", words)
}

/// Returns "Thu 19 Nov".
#[must_use]
pub fn short_date(date: Date, words: &Words) -> String {
    written_date(date, "date_short", words)
}

/// Returns "By 12 November 2026:".
#[must_use]
pub fn due(day: Date, words: &Words) -> String {
    words.fill("due_by", &[("date", &date(day, words))])
}

/// Returns "12 November", for where the year is known.
#[must_use]
pub fn day(date: Date, words: &Words) -> String {
    written_date(date, "day_of_year", words)
}

/// Returns "Thu 19", for a place under the name of its month.
#[must_use]
pub fn day_of_month(date: Date, words: &Words) -> String {
    written_date(date, "day_of_month", words)
}

/// Returns "November 2026".
#[must_use]
pub fn month(date: Date, words: &Words) -> String {
    written_date(date, "month_of_year", words)
}

fn written_date(date: Date, pattern: &str, words: &Words) -> String {
    let (weekday, month) = (date.weekday().to_monday_one_offset(), date.month());
    filled(words.date(pattern), |place| match place {
        "day" => Some(number(date.day().into(), 1, words).into()),
        "day_2" => Some(number(date.day().into(), 2, words).into()),
        "month_number" => Some(number(month.into(), 1, words).into()),
        "month_2" => Some(number(month.into(), 2, words).into()),
        "year" => Some(number(date.year(), 1, words).into()),
        _ if place.starts_with("weekday") => Some(words.date(&format!("{place}_{weekday}")).to_owned().into()),
        _ if place.starts_with("month") => Some(words.date(&format!("{place}_{month}")).to_owned().into()),
        _ => None,
    })
}

/// Returns the name of the day's weekday where it stands alone: "Tuesday".
#[must_use]
pub fn weekday(date: Date, words: &Words) -> String {
    let number = date.weekday().to_monday_one_offset();
    let alone = words.dates.get(&format!("weekday_alone_{number}"));
    alone.map_or_else(|| words.date(&format!("weekday_{number}")).to_owned(), String::clone)
}

/// Returns an entry of the session's `changes` as a part of a sentence: "moved from Thursday 12 November", or the words
/// of its author.
#[must_use]
pub fn change(change: &Change, session: &Session, clock: ClockFormat, words: &Words) -> String {
    match &change.what {
        WhatChanged::InWords(text) => text.trim().to_owned(),
        WhatChanged::Moved { from, why } => {
            let now = if let When::On(now) = &session.when.value { Some(now.date) } else { None };
            let when = moment(*from, now, clock, words);
            match why {
                Some(why) => words.fill("change_moved_why", &[("when", &when), ("why", why)]),
                None => words.fill("change_moved", &[("when", &when)]),
            }
        }
    }
}

/// Returns "Thursday 12 November, 6:30 pm": with the year where it is not that of the day `now`.
#[must_use]
pub fn moment(Moment { date, time }: Moment, now: Option<Date>, clock: ClockFormat, words: &Words) -> String {
    let is_same_year = now.is_some_and(|now| now.year() == date.year());
    let day = if is_same_year { date_of_year(date, words) } else { long_date(date, words) };
    match time.map(|time| clock_time(time, clock, words)) {
        Some(time) => words.fill("date_and_time", &[("date", &day), ("time", &time)]),
        None => day,
    }
}

/// Returns "6:30 pm" or "18:30"; on a clock of twelve hours, "noon" and "midnight" where the language has words for
/// them.
#[must_use]
pub fn clock_time(time: Time, clock: ClockFormat, words: &Words) -> String {
    let said = match (clock, time.hour(), time.minute()) {
        (ClockFormat::Twelve, 12, 0) => "noon",
        (ClockFormat::Twelve, 0, 0) => "midnight",
        (ClockFormat::Twelve, ..) => return written_time(time, "clock_12", Some(half(time)), words),
        (ClockFormat::TwentyFour, ..) => return written_time(time, "clock_24", None, words),
    };
    if words.dates.is_empty() {
        return words.get(said).to_owned();
    }
    written_time(time, "clock_12", Some(half(time)), words)
}

/// Returns "6:30–8:00 pm", "11:30 am – 1:00 pm" or "18:30–20:00".
#[must_use]
pub fn clock_range(start: Time, end: Time, clock: ClockFormat, words: &Words) -> String {
    let (pattern, ends) = match clock {
        ClockFormat::TwentyFour => {
            ("clock_24_range", [start, end].map(|time| written_time(time, "clock_24", None, words)))
        }
        // Past midnight, "10:00–1:00 am" would hide which of the two is in the evening; and so would an end before its
        // start within one half of the day.
        ClockFormat::Twelve if half(start) == half(end) && start <= end => {
            let face = |time| written_time(time, "clock_12", None, words).trim().to_owned();
            ("clock_12_range_same_half", [start, end].map(face))
        }
        ClockFormat::Twelve => {
            let whole = |time| written_time(time, "clock_12", Some(half(time)), words);
            ("clock_12_range", [start, end].map(whole))
        }
    };
    let (half, [start, end]) = (words.date(half(end)), &ends);
    filled(words.date(pattern), |place| match place {
        "start" => Some(start.into()),
        "end" => Some(end.into()),
        "half" => Some(half.into()),
        _ => None,
    })
}

/// Returns "1 hour 30 minutes".
#[must_use]
pub fn duration(minutes: u32, words: &Words) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => words.count("minutes", minutes),
        (hours, 0) => words.count("hours", hours),
        (hours, minutes) => {
            let (hours, minutes) = (words.count("hours", hours), words.count("minutes", minutes));
            words.fill("hours_and_minutes", &[("hours", &hours), ("minutes", &minutes)])
        }
    }
}

/// Returns the zone of an instant: "Halifax time (AST)", "Kathmandu time (UTC+05:45)", "UTC".
#[must_use]
pub fn zone(at: &Zoned, words: &Words) -> String {
    let info = at.time_zone().to_offset_info(at.timestamp());
    let short = if info.abbreviation().bytes().all(|byte| byte.is_ascii_alphabetic()) {
        info.abbreviation().to_owned()
    } else {
        offset(info.offset())
    };
    match city(at.time_zone()) {
        Some(place) => words.fill("zone_time_with_name", &[("place", &place), ("zone", &short)]),
        None => short,
    }
}

/// Returns the name of a zone at no instant in particular: "Halifax time"; for a zone that is no place, its IANA name.
#[must_use]
pub fn zone_name(zone: &TimeZone, words: &Words) -> String {
    match city(zone) {
        Some(place) => words.fill("zone_time", &[("place", &place)]),
        None => zone.iana_name().unwrap_or("UTC").to_owned(),
    }
}

/// Returns the place in a zone's name: the "New York" of `America/New_York`. Names such as `Etc/GMT+5` have none.
fn city(zone: &TimeZone) -> Option<String> {
    let (area, place) = zone.iana_name()?.split_once('/')?;
    let place = place.rsplit('/').next().unwrap_or(place);
    let name = match place {
        // The names of zones have no full stops and apostrophes.
        "St_Johns" => "St. John’s".to_owned(),
        _ => place.replace('_', " ").replace("St ", "St. "),
    };
    (area != "Etc").then_some(name)
}

/// Returns "UTC", "UTC+05:45", "UTC−03:00" (with a true minus).
fn offset(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '\u{2212}' } else { '+' };
    match minutes.unsigned_abs() {
        0 => "UTC".to_owned(),
        minutes => format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60),
    }
}

/// Writes a clock time by its pattern, with the half of the day where one is given.
fn written_time(time: Time, pattern: &str, half: Option<&str>, words: &Words) -> String {
    let hour = match time.hour() % 12 {
        _ if pattern == "clock_24" => time.hour(),
        0 => 12,
        hour => hour,
    };
    filled(words.date(pattern), |place| match place {
        "hour" => Some(number(hour.into(), 1, words).into()),
        "hour_2" => Some(number(hour.into(), 2, words).into()),
        "minute" => Some(number(time.minute().into(), 2, words).into()),
        "half" => Some(half.map_or("", |half| words.date(half)).into()),
        _ => None,
    })
}

/// Returns `number` with at least `width` digits, in those of the language.
#[must_use]
pub fn number(number: i16, width: usize, words: &Words) -> String {
    let plain = format!("{number:0width$}");
    let Some(digits) = words.dates.get("digits") else { return plain };
    let own = |digit: char| digit.to_digit(10).and_then(|digit| digits.chars().nth(digit as usize)).unwrap_or(digit);
    plain.chars().map(own).collect()
}

/// Returns the key of the half of the day.
fn half(time: Time) -> &'static str {
    if time.hour() < 12 { "am" } else { "pm" }
}
