//! Dates, clock times and zones in English words.

use jiff::civil::{date as day, time};
use jiff::tz::TimeZoneDatabase;

use super::*;

/// Reads the English table as far as these tests need: `key: value`, one a line.
pub(crate) fn english() -> Words {
    let text = include_str!("../../../themes/words/en.yml");
    let lines = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "));
    Words {
        table: lines.map(|(key, value)| (key.to_owned(), value.trim_matches('"').to_owned())).collect(),
        ..Words::default()
    }
}

#[test]
fn dates_in_all_lengths() {
    let words = english();
    assert_eq!(long_date(day(2026, 11, 19), &words), "Thursday 19 November 2026");
    assert_eq!(date(day(2026, 11, 19), &words), "19 November 2026");
    assert_eq!(short_date(day(2026, 11, 19), &words), "Thu 19 Nov");
    assert_eq!(super::day(day(2026, 11, 19), &words), "19 November");
}

#[test]
fn clock_times_in_both_clocks() {
    let words = english();
    let twelve = |hour, minute| clock_time(time(hour, minute, 0, 0), ClockFormat::Twelve, &words);
    assert_eq!(twelve(18, 30), "6:30 pm");
    assert_eq!(twelve(9, 5), "9:05 am");
    assert_eq!(twelve(0, 30), "12:30 am");
    assert_eq!(twelve(12, 0), "noon");
    assert_eq!(twelve(0, 0), "midnight");
    assert_eq!(clock_time(time(9, 5, 0, 0), ClockFormat::TwentyFour, &words), "09:05");
    assert_eq!(clock_time(time(0, 0, 0, 0), ClockFormat::TwentyFour, &words), "00:00");
}

#[test]
fn ranges_say_am_or_pm_once_where_that_is_clear() {
    let words = english();
    let twelve = |from: (i8, i8), to: (i8, i8)| {
        clock_range(time(from.0, from.1, 0, 0), time(to.0, to.1, 0, 0), ClockFormat::Twelve, &words)
    };
    assert_eq!(twelve((18, 30), (20, 0)), "6:30–8:00 pm");
    assert_eq!(twelve((11, 30), (13, 0)), "11:30 am – 1:00 pm");
    assert_eq!(twelve((12, 0), (13, 0)), "12:00–1:00 pm");
    assert_eq!(twelve((22, 0), (1, 0)), "10:00 pm – 1:00 am");
    assert_eq!(twelve((23, 0), (22, 30)), "11:00 pm – 10:30 pm");
    let range = clock_range(time(18, 30, 0, 0), time(20, 0, 0, 0), ClockFormat::TwentyFour, &words);
    assert_eq!(range, "18:30–20:00");
}

#[test]
fn durations_in_hours_and_minutes() {
    let words = english();
    assert_eq!(duration(1, &words), "1 minute");
    assert_eq!(duration(0, &words), "0 minutes");
    assert_eq!(duration(60, &words), "1 hour");
    assert_eq!(duration(90, &words), "1 hour 30 minutes");
    assert_eq!(duration(121, &words), "2 hours 1 minute");
}

#[test]
fn zones_by_their_city() {
    let words = english();
    let named = |name: &str, month| {
        let zone = TimeZoneDatabase::bundled().get(name).expect("a zone");
        super::zone(&day(2026, month, 19).at(18, 30, 0, 0).to_zoned(zone).expect("in range"), &words)
    };
    assert_eq!(named("America/Halifax", 11), "Halifax time (AST)");
    assert_eq!(named("America/Halifax", 7), "Halifax time (ADT)");
    assert_eq!(named("America/St_Johns", 11), "St. John’s time (NST)");
    assert_eq!(named("America/Argentina/Buenos_Aires", 11), "Buenos Aires time (UTC−03:00)");
    assert_eq!(named("Asia/Kathmandu", 11), "Kathmandu time (UTC+05:45)");
    assert_eq!(named("Etc/GMT+5", 11), "UTC−05:00");
    assert_eq!(named("UTC", 11), "UTC");
    let halifax = TimeZoneDatabase::bundled().get("America/Halifax").expect("a zone");
    assert_eq!(zone_name(&halifax, &words), "Halifax time");
    assert_eq!(zone_name(&TimeZone::UTC, &words), "UTC");
}
