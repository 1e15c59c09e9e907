//! Dates, clock times and time zones in words, by the string table.

#[cfg(test)]
mod tests;

use jiff::Zoned;
use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};

use super::community::Clock;
use super::{Community, Words};

/// How clock times are shown: as `clock` says, otherwise as readers of the language are used to.
#[must_use]
pub fn clock(community: &Community, words: &Words) -> Clock {
    let usual = if words.get("clock_hours") == "24" { Clock::TwentyFour } else { Clock::Twelve };
    community.clock.unwrap_or(usual)
}

/// "Thursday 19 November 2026".
#[must_use]
pub fn long_date(date: Date, words: &Words) -> String {
    written_date(date, "date_long", ["weekday_", "month_"], words)
}

/// "19 November 2026".
#[must_use]
pub fn date(date: Date, words: &Words) -> String {
    written_date(date, "date_plain", ["weekday_", "month_"], words)
}

/// "Thursday 19 November".
#[must_use]
pub fn date_of_year(date: Date, words: &Words) -> String {
    written_date(date, "date_of_year", ["weekday_", "month_"], words)
}

/// "Thu 19 Nov".
#[must_use]
pub fn short_date(date: Date, words: &Words) -> String {
    written_date(date, "date_short", ["weekday_short_", "month_short_"], words)
}

/// "By 12 November 2026:".
#[must_use]
pub fn due(day: Date, words: &Words) -> String {
    words.fill("due_by", &[("date", &date(day, words))])
}

/// "12 November", where the year is known.
#[must_use]
pub fn day(date: Date, words: &Words) -> String {
    written_date(date, "day_of_year", ["weekday_", "month_"], words)
}

/// "Thu 19", under the name of its month.
#[must_use]
pub fn day_of_month(date: Date, words: &Words) -> String {
    written_date(date, "day_of_month", ["weekday_short_", "month_"], words)
}

/// "November 2026".
#[must_use]
pub fn month(date: Date, words: &Words) -> String {
    written_date(date, "month_of_year", ["weekday_", "month_"], words)
}

fn written_date(date: Date, pattern: &str, [weekdays, months]: [&str; 2], words: &Words) -> String {
    let weekday = format!("{weekdays}{}", date.weekday().to_monday_one_offset());
    let month = format!("{months}{}", date.month());
    let (day, year) = (date.day().to_string(), date.year().to_string());
    let values = [("weekday", words.get(&weekday)), ("day", &day), ("month", words.get(&month)), ("year", &year)];
    words.fill(pattern, &values)
}

/// "6:30 pm" or "18:30"; on a clock of twelve hours, "noon" and "midnight".
#[must_use]
pub fn clock_time(time: Time, clock: Clock, words: &Words) -> String {
    match (clock, time.hour(), time.minute()) {
        (Clock::TwentyFour, ..) => hours_24(time),
        (Clock::Twelve, 12, 0) => words.get("noon").to_owned(),
        (Clock::Twelve, 0, 0) => words.get("midnight").to_owned(),
        (Clock::Twelve, ..) => hours_12(time, words),
    }
}

/// "6:30–8:00 pm", "11:30 am – 1:00 pm" or "18:30–20:00".
#[must_use]
pub fn clock_range(start: Time, end: Time, clock: Clock, words: &Words) -> String {
    if clock == Clock::TwentyFour {
        return words.fill("clock_24_range", &[("start", &hours_24(start)), ("end", &hours_24(end))]);
    }
    // Past midnight, "10:00–1:00 am" would hide which of the two is in the evening; so it does the other way
    // round, where one half of the day stands for an end that lies before its start.
    if half(start) == half(end) && start <= end {
        let values = [("start", face_12(start)), ("end", face_12(end)), ("half", words.get(half(end)).to_owned())];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        return words.fill("clock_12_range_same_half", &values);
    }
    words.fill("clock_12_range", &[("start", &hours_12(start, words)), ("end", &hours_12(end, words))])
}

/// "1 hour 30 minutes".
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

/// The zone of an instant: "Halifax time (AST)", "Kathmandu time (UTC+05:45)", "UTC".
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

/// A zone at no instant in particular: "Halifax time"; for a zone that is no place, its name.
#[must_use]
pub fn zone_name(zone: &TimeZone, words: &Words) -> String {
    match city(zone) {
        Some(place) => words.fill("zone_time", &[("place", &place)]),
        None => zone.iana_name().unwrap_or("UTC").to_owned(),
    }
}

/// The place in a zone's name: the "New York" of `America/New_York`. Names such as `Etc/GMT+5` have none.
fn city(zone: &TimeZone) -> Option<String> {
    let (area, place) = zone.iana_name()?.split_once('/')?;
    let place = place.rsplit('/').next().unwrap_or(place);
    let name = match place {
        // Names of zones are without full stops and apostrophes.
        "St_Johns" => "St. John’s".to_owned(),
        _ => place.replace('_', " ").replace("St ", "St. "),
    };
    (area != "Etc").then_some(name)
}

/// "UTC", "UTC+05:45", "UTC−03:00" (with a true minus).
fn offset(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '\u{2212}' } else { '+' };
    match minutes.unsigned_abs() {
        0 => "UTC".to_owned(),
        minutes => format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60),
    }
}

fn hours_24(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn hours_12(time: Time, words: &Words) -> String {
    let hour = hour_12(time).to_string();
    let minute = format!("{:02}", time.minute());
    words.fill("clock_12", &[("hour", &hour), ("minute", &minute), ("half", words.get(half(time)))])
}

/// "6:30" of 18:30, for a range that says its half of the day once.
fn face_12(time: Time) -> String {
    format!("{}:{:02}", hour_12(time), time.minute())
}

fn hour_12(time: Time) -> i8 {
    match time.hour() % 12 {
        0 => 12,
        hour => hour,
    }
}

/// The key of the half of the day.
fn half(time: Time) -> &'static str {
    if time.hour() < 12 { "am" } else { "pm" }
}
