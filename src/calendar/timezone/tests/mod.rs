//! Tests that VTIMEZONE texts are as few and as true as they should be.

mod by_text;

use jiff::civil::date;
use jiff::tz::TimeZoneDatabase;

use super::*;

fn zone(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).expect("a zone")
}

fn noon(day: &str) -> Timestamp {
    format!("{day}T12:00:00Z").parse().expect("a day")
}

fn history(name: &str) -> ZoneHistory {
    ZoneHistory::new(&zone(name), date(2026, 1, 1), date(2029, 12, 31)).expect("a named zone")
}

fn text(name: &str, first: &str, last: &str) -> String {
    history(name).text([noon(first), noon(last)])
}

/// Returns the lines of each observance that differ from zone to zone.
fn observances(text: &str) -> Vec<String> {
    let part = |part: &str| part.lines().take_while(|line| !line.starts_with("END")).collect::<Vec<_>>().join(" ");
    text.split("BEGIN:").skip(2).map(part).collect()
}

/// Counts octets, every CRLF included: each line of a zone, from BEGIN to END.
#[test]
fn sizes_and_numbers_of_observances() {
    let expected = [
        ("America/Vancouver", 3, 371),
        ("Europe/Dublin", 2, 343),
        ("Africa/Casablanca", 4, 476),
        ("Asia/Kathmandu", 1, 160),
        ("America/Sao_Paulo", 1, 161),
        ("Australia/Lord_Howe", 2, 349),
        ("Pacific/Auckland", 2, 346),
        ("America/Halifax", 2, 343),
    ];
    for (name, number, octets) in expected {
        let text = text(name, "2026-01-01", "2029-12-31");
        assert_eq!((observances(&text).len(), text.len()), (number, octets), "{text}");
    }
}

#[test]
fn every_zone_is_small_and_has_standard_time() {
    let (mut zones, mut all, mut octets) = (0, 0, 0);
    for name in TimeZoneDatabase::bundled().available() {
        if !name.as_str().contains('/') {
            continue;
        }
        let text = text(name.as_str(), "2026-01-01", "2029-12-31");
        let number = observances(&text).len();
        assert!(number <= 5 && text.len() < 800, "{text}");
        assert!(text.contains("BEGIN:STANDARD") && !text.contains("RDATE"), "{text}");
        (zones, all, octets) = (zones + 1, all + number, octets + text.len());
    }
    assert!(zones > 500);
    assert!(all * 10 < zones * 15, "1.4 observances a zone");
    assert!(octets < zones * 235, "230 octets a zone");
}

#[test]
fn a_rule_that_goes_on_has_no_end() {
    let expected = [
        "DAYLIGHT DTSTART:20260308T020000 TZOFFSETFROM:-0400 TZOFFSETTO:-0300 TZNAME:ADT \
         RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "STANDARD DTSTART:20261101T020000 TZOFFSETFROM:-0300 TZOFFSETTO:-0400 TZNAME:AST \
         RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
    ];
    assert_eq!(observances(&text("America/Halifax", "2026-09-17", "2027-03-18")), expected);
}

#[test]
fn one_off_changes_stand_alone() {
    let expected = [
        "STANDARD DTSTART:20251102T020000 TZOFFSETFROM:-0700 TZOFFSETTO:-0800 TZNAME:PST",
        "DAYLIGHT DTSTART:20260308T020000 TZOFFSETFROM:-0800 TZOFFSETTO:-0700 TZNAME:PDT",
        "STANDARD DTSTART:20261101T020000 TZOFFSETFROM:-0700 TZOFFSETTO:-0700 TZNAME:MST",
    ];
    assert_eq!(observances(&text("America/Vancouver", "2026-01-10", "2026-12-15")), expected);
    assert_eq!(observances(&text("America/Vancouver", "2027-01-10", "2027-12-15")), expected[2..]);
}

#[test]
fn daylight_time_is_the_larger_offset() {
    let dublin = observances(&text("Europe/Dublin", "2026-01-01", "2026-12-31"));
    assert!(dublin[0].starts_with("STANDARD") && dublin[0].contains("TZNAME:GMT"));
    assert!(dublin[1].starts_with("DAYLIGHT") && dublin[1].contains("TZNAME:IST"));
    let casablanca = observances(&text("Africa/Casablanca", "2026-01-01", "2026-12-31"));
    let seasons: Vec<_> = casablanca.iter().map(|observance| &observance[..8]).collect();
    assert_eq!(seasons, ["DAYLIGHT", "STANDARD", "DAYLIGHT", "STANDARD"]);
}

#[test]
fn a_zone_that_never_changed_starts_in_1970() {
    let only = observances(&text("Etc/GMT+5", "2026-01-01", "2026-12-31"));
    assert_eq!(only, ["STANDARD DTSTART:19700101T000000 TZOFFSETFROM:-0500 TZOFFSETTO:-0500 TZNAME:-05"]);
}

#[test]
fn zones_that_change_their_rules_are_known() {
    let changes = |name, from, to| history(name).changes_its_rules(noon(from), noon(to));
    assert!(changes("America/Vancouver", "2026-01-10", "2026-12-15"));
    assert!(!changes("America/Vancouver", "2027-01-10", "2027-12-15"));
    assert!(changes("Africa/Casablanca", "2026-01-10", "2026-12-15"));
    // One of each, but summer time came for the last time: taken for yearly, it would come again in March 2027.
    assert!(!changes("Africa/Casablanca", "2026-06-10", "2026-12-15"));
    assert!(changes("Africa/Casablanca", "2026-09-10", "2027-06-15"));
    assert!(!changes("Africa/Casablanca", "2026-10-10", "2029-12-15"));
    // The same offset all the time, under two names.
    assert!(!changes("America/Vancouver", "2026-09-10", "2027-06-15"));
    assert!(!changes("America/Halifax", "2026-01-10", "2029-12-15"));
    assert!(!changes("Asia/Kathmandu", "2026-01-10", "2029-12-15"));
}
