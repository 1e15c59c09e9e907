//! Tests that read a VTIMEZONE back as a calendar program does, from its text alone, beside the zone itself.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Weekday, date};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};

use crate::calendar::timezone::ZoneHistory;

/// The years in which onsets are followed, to some time after the last event.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2031;

/// One change of the clocks as the text has it.
#[derive(Debug, Clone, Copy)]
struct Onset {
    at: Timestamp,
    /// By the offset that ends.
    local: DateTime,
    to: Offset,
}

/// Returns all onsets of a VTIMEZONE in their order.
fn onsets(text: &str) -> Vec<Onset> {
    let mut onsets = Vec::new();
    for part in text.split("BEGIN:").skip(2) {
        let lines: BTreeMap<&str, &str> = part.split("\r\n").filter_map(|line| line.split_once(':')).collect();
        let known = ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "RRULE", "END"];
        assert!(lines.keys().all(|name| known.contains(name)), "{part}");
        let (from, to) = (offset(lines["TZOFFSETFROM"]), offset(lines["TZOFFSETTO"]));
        let first = local(lines["DTSTART"]);
        let onset = |local: DateTime| Onset { at: from.to_timestamp(local).expect("a moment"), local, to };
        match lines.get("RRULE") {
            Some(rule) => {
                onsets.extend(repeated(first, rule).into_iter().map(onset).filter(|it| !is_over(rule, it.at)));
            }
            None => onsets.push(onset(first)),
        }
    }
    onsets.sort_by_key(|onset| onset.at);
    onsets
}

/// Returns every year from `first` on: a rule must begin with its own first day, as readers expect.
fn repeated(first: DateTime, rule: &str) -> Vec<DateTime> {
    let parts: BTreeMap<&str, &str> = rule.split(';').filter_map(|part| part.split_once('=')).collect();
    assert_eq!(parts["FREQ"], "YEARLY");
    let month: i8 = parts["BYMONTH"].parse().expect("a month");
    let (nth, day) = parts["BYDAY"].split_at(parts["BYDAY"].len() - 2);
    let day = match day {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        _ => Weekday::Sunday,
    };
    let nth: i8 = nth.parse().expect("a number");
    let of_year = |year| date(year, month, 1).nth_weekday_of_month(nth, day).expect("a day").to_datetime(first.time());
    let all: Vec<_> = YEARS.map(of_year).filter(|onset| *onset >= first).collect();
    assert_eq!(all[0], first, "{rule}");
    all
}

fn is_over(rule: &str, at: Timestamp) -> bool {
    let until = rule.split_once("UNTIL=").map(|(_, until)| local(until.strip_suffix('Z').expect("in UTC")));
    until.is_some_and(|until| at > Offset::UTC.to_timestamp(until).expect("a moment"))
}

fn local(text: &str) -> DateTime {
    let number = |range: std::ops::Range<usize>| text[range].parse::<i16>().expect("digits");
    let two = |at: usize| i8::try_from(number(at..at + 2)).expect("small");
    date(number(0..4), two(4), two(6)).at(two(9), two(11), two(13), 0)
}

fn offset(text: &str) -> Offset {
    let two = |at: usize| text.get(at..at + 2).map_or(0, |digits| digits.parse::<i32>().expect("digits"));
    let seconds = two(1) * 3600 + two(3) * 60 + two(5);
    Offset::from_seconds(if text.starts_with('-') { -seconds } else { seconds }).expect("an offset")
}

/// Returns the offset in force at a moment: that of the latest onset that is not after it.
fn offset_at(onsets: &[Onset], at: Timestamp) -> Offset {
    onsets[onsets.partition_point(|onset| onset.at <= at) - 1].to
}

/// Returns the offset in force at a wall clock time, as most programs decide it: by the wall clock times of the onsets.
fn offset_at_local(onsets: &[Onset], local: DateTime) -> Offset {
    onsets[onsets.partition_point(|onset| onset.local <= local) - 1].to
}

/// Checks that the text gives the same as the zone: at every hour around every change, and now and then in between.
fn agrees(zone: &TimeZone, first: Date, last: Date) {
    let Some(history) = ZoneHistory::new(zone, first, last) else { return };
    let edge = |date: Date| date.to_zoned(zone.clone()).expect("a day").timestamp();
    let (from, to) = (edge(first), edge(last.tomorrow().expect("a day")));
    let text = history.text([from, to]);
    let onsets = onsets(&text);
    let hour = SignedDuration::from_hours(1);
    let mut moments: Vec<Timestamp> = Vec::new();
    for change in zone.following(from).take_while(|change| change.timestamp() <= to) {
        moments.extend((-36..=36).map(|hours| change.timestamp() + hour * hours));
    }
    let hours = i32::try_from(to.duration_since(from).as_hours()).expect("a few years");
    moments.extend((0..hours).step_by(131).map(|hours| from + hour * hours));
    for at in moments.into_iter().filter(|at| (from..to).contains(at)) {
        let expected = zone.to_offset(at);
        assert_eq!(offset_at(&onsets, at), expected, "{at} {text}");
        let local = expected.to_datetime(at);
        if let AmbiguousOffset::Unambiguous { offset } = zone.to_ambiguous_timestamp(local).offset() {
            assert_eq!(offset_at_local(&onsets, local), offset, "{local} {text}");
        }
    }
}

/// Returns every zone that is named after a place.
fn zones() -> Vec<TimeZone> {
    let bundled = TimeZoneDatabase::bundled();
    let names = bundled.available();
    let zones: Vec<_> =
        names.filter(|name| name.as_str().contains('/')).map(|name| super::zone(name.as_str())).collect();
    assert!(zones.len() > 500);
    zones
}

#[test]
fn every_zone_is_told_truly_for_four_years() {
    for zone in zones() {
        agrees(&zone, date(2026, 1, 1), date(2029, 12, 31));
    }
}

#[test]
fn every_zone_is_told_truly_for_a_season() {
    for zone in zones() {
        agrees(&zone, date(2026, 9, 17), date(2027, 4, 15));
        agrees(&zone, date(2027, 3, 14), date(2027, 3, 14));
    }
}

/// Checks MS-OXCICAL 2.1.3.1.1.19.3. Only where a law changed the same clock twice in one year can it not be held; a
/// single event is in UTC there.
#[test]
fn observances_of_one_kind_begin_in_different_years() {
    let mut twice = Vec::new();
    for zone in zones() {
        let name = zone.iana_name().expect("a name");
        for (first, last) in [("2026-01-01", "2029-12-31"), ("2026-09-17", "2027-04-15")] {
            let mut begun = super::observances(&super::text(name, first, last));
            for part in &mut begun {
                part.truncate("STANDARD DTSTART:2026".len());
            }
            let all = begun.len();
            begun.sort();
            begun.dedup();
            if begun.len() < all {
                twice.push(format!("{name} {first}"));
            }
        }
    }
    assert_eq!(twice, ["Africa/Casablanca 2026-01-01", "Africa/El_Aaiun 2026-01-01"]);
}

#[test]
fn the_reader_reads_what_is_written() {
    let of = |text: &str| onsets(text).iter().map(|onset| onset.at.to_string()).collect::<Vec<_>>();
    let text = "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:20281029T030000\r\nTZOFFSETFROM:+0200\r\n\
                TZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20301027T010000Z\r\nEND:STANDARD\r\n\
                END:VTIMEZONE\r\n";
    assert_eq!(of(text), ["2028-10-29T01:00:00Z", "2029-10-28T01:00:00Z", "2030-10-27T01:00:00Z"]);
    assert_eq!(offset("-033015").seconds(), -12_615);
}
