//! The feeds, read back by the `ical` crate and line by line.

use std::collections::{BTreeMap, BTreeSet};

use crate::support;
use crate::support::{Folder, ending, repository};
use ical::IcalParser;
use ical::parser::ical::component::{IcalCalendar, IcalEvent};

/// Returns every feed of the handbook with everything.
fn feeds() -> BTreeMap<String, String> {
    let folder = Folder::copy_of(&repository("tests/communities/everything"));
    folder.build().well();
    let feeds = folder.site().into_iter().filter(|(path, _)| ending(path) == "ics");
    feeds.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("a feed is UTF-8"))).collect()
}

fn calendar(text: &str) -> IcalCalendar {
    let mut calendars: Vec<_> = IcalParser::new(text.as_bytes()).map(|read| read.expect("a sound feed")).collect();
    assert_eq!(calendars.len(), 1, "one calendar a feed");
    calendars.remove(0)
}

fn property<'a>(event: &'a IcalEvent, name: &str) -> Option<&'a str> {
    event.properties.iter().find(|property| property.name == name)?.value.as_deref()
}

fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "").replace("\r\n\t", "")
}

#[test]
fn lines_are_as_the_standard_asks() {
    for (path, text) in feeds() {
        assert!(text.ends_with("\r\n"), "{path}");
        let content = text.strip_suffix("\r\n").unwrap_or(&text);
        for line in content.split("\r\n") {
            assert!(line.len() <= 75, "{path}: {} octets (RFC 5545 3.1): {line}", line.len());
            assert!(!line.contains(['\r', '\n']), "{path}: a bare line end: {line:?}");
            assert!(!line.is_empty(), "{path}: an empty line");
            assert!(!line.chars().any(|c| c.is_control() && c != '\t'), "{path}: a control character: {line:?}");
        }
        let unfolded = unfolded(content);
        for line in unfolded.split("\r\n") {
            let name = line.split([':', ';']).next().unwrap_or_default();
            let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
            assert!(!name.is_empty() && name.chars().all(plain) && line.contains(':'), "{path}: no property: {line}");
        }
        assert!(unfolded.starts_with("BEGIN:VCALENDAR\r\n") && unfolded.ends_with("\r\nEND:VCALENDAR"), "{path}");
        assert_eq!(unfolded.matches("\r\nVERSION:2.0\r\n").count(), 1, "{path}");
        assert_eq!(unfolded.matches("\r\nPRODID:").count(), 1, "{path}");
    }
}

#[test]
fn events_are_the_dated_sessions() {
    let feeds = feeds();
    let whole = calendar(&feeds["calendar.ics"]);
    let mut found: Vec<(String, String)> = whole
        .events
        .iter()
        .map(|event| {
            let text = |name| property(event, name).unwrap_or_default().to_owned();
            (text("DTSTART"), text("SUMMARY"))
        })
        .collect();
    found.sort();
    let starts: Vec<&str> = found.iter().map(|(start, _)| start.as_str()).collect();
    assert_eq!(
        starts,
        [
            "20260910T183000",
            "20261126T183000",
            "20261128T100000",
            "20261201T183000",
            "20261216T183000",
            "20270114T183000",
        ],
        "{found:?}"
    );
    let summaries: String = found.iter().map(|(_, summary)| summary.as_str()).collect();
    for absent in ["Bread", "The last table", "Not yet", "Planning"] {
        assert!(!summaries.contains(absent), "{absent} has no date or is not public");
    }
}

#[test]
fn every_event_is_whole() {
    for (path, text) in feeds() {
        let calendar = calendar(&text);
        let zones: BTreeSet<&str> = calendar
            .timezones
            .iter()
            .filter_map(|zone| zone.properties.iter().find(|property| property.name == "TZID")?.value.as_deref())
            .collect();
        for event in &calendar.events {
            for name in ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"] {
                let count = event.properties.iter().filter(|property| property.name == name).count();
                let least = usize::from(name != "SEQUENCE");
                assert!((least..=1).contains(&count), "{path}: {count} times {name} in {event:?}");
            }
            let named = event.properties.iter().filter_map(|property| property.params.as_ref());
            for (name, values) in named.flatten() {
                if name == "TZID" {
                    let known = values.iter().all(|zone| zones.contains(zone.as_str()));
                    assert!(known, "{path}: {values:?} has no VTIMEZONE");
                }
            }
        }
    }
}

/// Returns the identities of the events for a calendar program: UID, and the occurrence that is replaced.
fn identities(text: &str) -> Vec<(String, Option<String>)> {
    let own = |event: &IcalEvent, name: &str| property(event, name).map(str::to_owned);
    calendar(text)
        .events
        .iter()
        .map(|event| (own(event, "UID").unwrap_or_default(), own(event, "RECURRENCE-ID")))
        .collect()
}

#[test]
fn uids_are_unique_and_the_same_in_every_feed() {
    let feeds = feeds();
    let whole = identities(&feeds["calendar.ics"]);
    let distinct: BTreeSet<_> = whole.iter().collect();
    assert_eq!(distinct.len(), whole.len(), "{whole:?}");
    for (path, text) in &feeds {
        for identity in identities(text) {
            // Alone in a feed, a stand-in for an occurrence must not be taken for the repeating event.
            let by_itself = path.starts_with("sessions/") && whole.iter().all(|(uid, _)| *uid != identity.0);
            let is_known = whole.contains(&identity) || by_itself && identities(text).len() == 1;
            assert!(is_known, "{path}: {identity:?} is not in calendar.ics");
        }
    }
    let uids: BTreeSet<&str> = whole.iter().map(|(uid, _)| uid.as_str()).collect();
    // The first of the earlier names stays, so that a subscriber's copy is the same event.
    for known in ["00-first@harbour-table", "02-soup@harbour-table", "02-soup-2@harbour-table"] {
        assert!(uids.iter().any(|uid| uid.starts_with(known)), "{known} in {uids:?}");
    }
}

#[test]
fn a_feed_does_not_change_with_time_or_text_around_it() {
    let folder = Folder::copy_of(&repository("tests/communities/everything"));
    folder.build().well();
    let before = folder.site();
    // A word on another page, and a rename that says what it was.
    folder.write("pages/new.md", "---\ntitle: New\n---\nWords.\n");
    let text = folder.read("sessions/07-cancelled.md");
    folder.remove("sessions/07-cancelled.md");
    folder.write("sessions/07-jam.md", text.replace("status:", "was: [07-cancelled]\nstatus:"));
    folder.build().well();
    let after = folder.site();
    let old = String::from_utf8_lossy(&before["calendar.ics"]).into_owned();
    let new = String::from_utf8_lossy(&after["calendar.ics"]).into_owned();
    assert_eq!(identities(&old), identities(&new));
    assert!(!old.contains("secret-room") && !unfolded(&old).contains("4411"), "how to join is sent by mail");
}

/// Returns the lines of each event from its first to its last.
fn events_as_written(text: &str) -> BTreeSet<&str> {
    text.split("BEGIN:VEVENT\r\n").skip(1).filter_map(|event| event.split("END:VEVENT").next()).collect()
}

#[test]
fn a_series_has_a_feed_with_the_same_events() {
    let folder = Folder::copy_of(&repository("tests/communities/everything"));
    folder.write("sessions/spring/series.md", "---\ntitle: Spring, not yet planned\nwas: [winter]\n---\n");
    // It stands in for an evening of the autumn from another place.
    folder.write(
        "sessions/spring/late-kitchen.md",
        "---\ntitle: Late kitchen\ndate: 2027-01-13\ntime: 6:30 pm - 8:30 pm\noccurrence_of: { id: 03-open-kitchen, date: 2027-01-12 }\n---\n",
    );
    folder.build().well();
    let site = folder.site();
    let feed = |path: &str| String::from_utf8_lossy(&site[path]).into_owned();
    let (whole, autumn, spring) = (feed("calendar.ics"), feed("calendar/autumn.ics"), feed("calendar/spring.ics"));
    assert!(events_as_written(&autumn).is_subset(&events_as_written(&whole)));
    assert!(events_as_written(&spring).is_subset(&events_as_written(&autumn)), "it moves an evening of the autumn");
    // A repeating session brings its stand-ins along.
    let of_autumn = ["02-soup", "03-open-kitchen"];
    let own: Vec<String> = of_autumn
        .iter()
        .filter_map(|id| site.get(&format!("sessions/{id}.ics")))
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    assert_eq!(own.iter().flat_map(|own| events_as_written(own)).collect::<BTreeSet<_>>(), events_as_written(&autumn));
    assert_eq!(spring, feed("calendar/winter.ics"), "who subscribed under its earlier name stays subscribed");
    let named = unfolded(&autumn);
    for line in [
        "NAME:Autumn tables (The Harbour Table)",
        "SOURCE;VALUE=URI:https://harbour.example.org/table/calendar/autumn.ics",
    ] {
        assert!(named.contains(&format!("\r\n{line}\r\n")), "{line} in {named}");
    }
}

#[test]
fn a_series_without_dates_gives_a_valid_feed() {
    let folder = Folder::new(support::SMALLEST);
    folder.write("sessions/spring/series.md", "---\ntitle: Spring\n---\n");
    folder.build().well();
    let text = String::from_utf8_lossy(&folder.site()["calendar/spring.ics"]).into_owned();
    let calendar = calendar(&text);
    assert_eq!((calendar.events.len(), calendar.timezones.len()), (0, 1), "{text}");
}

#[test]
fn a_renamed_session_keeps_its_feed_at_the_old_address() {
    let folder = Folder::new(support::SMALLEST);
    folder.build().well();
    let before = folder.site();
    let text = folder.read("sessions/01-first-evening.md");
    folder.remove("sessions/01-first-evening.md");
    folder.write("sessions/01-lanterns.md", text.replacen("---\n", "---\nwas: [01-first-evening]\n", 1));
    folder.build().well();
    let after = folder.site();
    let feed = |site: &BTreeMap<String, Vec<u8>>, path: &str| String::from_utf8_lossy(&site[path]).into_owned();
    let (old, new) = ("sessions/01-first-evening.ics", "sessions/01-lanterns.ics");
    assert_eq!(feed(&after, old), feed(&after, new));
    assert_eq!(identities(&feed(&before, old)), identities(&feed(&after, new)));
}

/// Holds every property of a calendar, in this order, before its first component.
#[test]
fn a_calendar_says_what_it_is() {
    let folder = Folder::new(&[(
        "community.yml",
        "name: Nobody, yet\nid: nobody\ntimezone: Asia/Kathmandu\nwebsite: https://nobody.example\ntheme:\n  colour: Harbour\n",
    )]);
    folder.build().well();
    let text = String::from_utf8_lossy(&folder.site()["calendar.ics"]).into_owned();
    let expected = "BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Handbound//Handbook calendar//EN
CALSCALE:GREGORIAN
NAME:Nobody\\, yet
X-WR-CALNAME:Nobody\\, yet
DESCRIPTION:The sessions of Nobody\\, yet
X-WR-CALDESC:The sessions of Nobody\\, yet
COLOR:steelblue
X-WR-TIMEZONE:Asia/Kathmandu
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
SOURCE;VALUE=URI:https://nobody.example/calendar.ics
URL:https://nobody.example/calendar.html
LAST-MODIFIED:20200101T000000Z
BEGIN:VTIMEZONE
TZID:Asia/Kathmandu
BEGIN:STANDARD
DTSTART:19860101T000000
TZOFFSETFROM:+0530
TZOFFSETTO:+0545
TZNAME:+0545
END:STANDARD
END:VTIMEZONE
END:VCALENDAR
";
    assert_eq!(text, expected.replace('\n', "\r\n"));
}
