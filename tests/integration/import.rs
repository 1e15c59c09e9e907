//! Imports calendars of other programs: the handbook has no errors, and its feed keeps each UID, start and end.

use std::path::Path;

use crate::support;
use crate::support::{Folder, Ran, TODAY, repository, run};
use handbound::calendar::read;
use handbound::calendar::reader::Component;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// Imports `file` into `folder`.
fn import(file: &Path, folder: &Folder) -> Ran {
    run(&[Path::new("import"), file, &folder.root()])
}

fn foreign(name: &str) -> std::path::PathBuf {
    repository(&format!("tests/calendars/{name}.ics"))
}

/// Returns a new handbook out of one of the foreign calendars, which must pass its check.
fn brought_in(name: &str) -> Folder {
    let folder = Folder::new(&[]);
    import(&foreign(name), &folder).well();
    checked(&folder);
    folder
}

#[track_caller]
fn checked(folder: &Folder) {
    let ran = run(&[Path::new("check"), &folder.root()]).well();
    assert!(!ran.stdout.contains("error[") && !ran.stdout.contains("warning["), "{}", ran.stdout);
}

/// Returns the events of a feed, a line each: UID, start and end in UTC, and what repeats.
fn events(feed: &[u8]) -> Vec<String> {
    let read = read(feed);
    assert_eq!(read.problems, []);
    let mut lines: Vec<String> = read.events.iter().map(line).collect();
    lines.sort();
    lines
}

fn line(event: &Component) -> String {
    let raw = |name: &str| event.get(name).map(|field| field.raw.clone()).unwrap_or_default();
    let mut line = format!("{} {} - {}", raw("UID"), utc(event, "DTSTART"), utc(event, "DTEND"));
    for name in ["RRULE", "EXDATE", "RECURRENCE-ID", "STATUS"] {
        let value = raw(name);
        if !value.is_empty() && value != "CONFIRMED" {
            line += &format!(" {value}");
        }
    }
    line
}

fn utc(event: &Component, name: &str) -> String {
    let field = event.get(name).unwrap_or_else(|| panic!("{name}: {event:?}"));
    let zone = field.param("TZID").map_or(TimeZone::UTC, |tzid| TimeZone::get(tzid).expect("a zone"));
    let local: DateTime = field.raw.trim_end_matches('Z').parse().expect("a time");
    zone.to_zoned(local).expect("a moment").with_time_zone(TimeZone::UTC).strftime("%Y-%m-%d %H:%M").to_string()
}

/// Returns the feed that a handbook's build writes.
fn feed(folder: &Folder) -> Vec<u8> {
    folder.build().well();
    folder.site().remove("calendar.ics").expect("the feed")
}

#[track_caller]
fn keeps(name: &str, expected: &[&str]) -> Folder {
    let folder = brought_in(name);
    assert_eq!(events(&feed(&folder)), expected, "{name}");
    folder
}

#[test]
fn google() {
    let folder = keeps(
        "google",
        &[
            "4p2v8n0k1q@google.com 2026-12-03 22:30 - 2026-12-04 00:30",
            "6r0s2t4u8w@google.com 2026-12-08 22:30 - 2026-12-09 00:00 FREQ=WEEKLY;INTERVAL=2;UNTIL=20270330T213000Z 20261222T183000",
            "6r0s2t4u8w@google.com 2027-01-07 23:00 - 2027-01-08 00:30 20270105T183000",
            "7weekend@google.com 2027-02-13 04:00 - 2027-02-15 04:00",
        ],
    );
    assert_eq!(folder.read("community.yml"), "name: Harbour Reading Circle\ntimezone: America/Halifax\n");
    assert_eq!(
        folder.read("sessions/2026-12-03-first-evening-who-reads-what.md"),
        "---\ntitle: \"First evening: who reads what?\"\ndate: 2026-12-03\ntime: 6:30 pm - 8:30 pm\n\
         where: [harbour-library, online]\njoin: \"https://meet.google.com/abc-defg-hij\"\n\
         uid: \"4p2v8n0k1q@google.com\"\nsequence: 3\nupdated: 2026-11-19\n---\n\
         **First evening**\\\nWe read *chapter 1* of [The Kelp Forest](https://books.example/kelp).\n\n\
         - Bring tea\n- Ask … for a lift\n\n\
         > [!facilitator]\n> Join with Google Meet: <https://meet.google.com/abc-defg-hij>\\\n\
         > Or dial: (CA) +1 647-733-1234 PIN: 123456789#\\\n\
         > More phone numbers: <https://tel.meet/abc-defg-hij?pin=123>\n"
    );
    // Nothing of how to join, and nobody's name or address, is published.
    for (path, bytes) in folder.site() {
        let text = String::from_utf8_lossy(&bytes);
        for secret in ["abc-defg-hij", "123456789#", "ottoline", "Ottoline", "ben@", "mail.example", "c_188harbour"] {
            assert!(!text.contains(secret), "{path}: {secret}");
        }
    }
    for (path, bytes) in support::tree(&folder.root().join("sessions")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("ttoline") && !text.contains("mail.example"), "{path}");
    }
    let said = String::from_utf8(feed(&folder)).expect("UTF-8");
    // One more than the calendar's own count, since the day of the last change begins before its stamp.
    assert!(said.contains("SEQUENCE:3\r\n"), "{said}");
}

#[test]
fn outlook() {
    let folder = keeps(
        "outlook",
        &[
            "040000008200E00074C5B7101A82E00800000000B0C1D2E3F4A5DA01000000000000000010000000AABBCCDDEEFF00112233445566778899 \
             2026-12-17 17:30 - 2026-12-17 19:00 FREQ=MONTHLY;BYDAY=3TH;UNTIL=20270617T163000Z",
            "2027-02-02-arbeitswoche@practice-circle 2027-02-02 08:00 - 2027-02-02 11:00",
            "2027-02-03-arbeitswoche@practice-circle 2027-02-03 08:00 - 2027-02-03 11:00",
            "2027-02-04-arbeitswoche@practice-circle 2027-02-04 08:00 - 2027-02-04 11:00",
            "2027-02-05-arbeitswoche@practice-circle 2027-02-05 08:00 - 2027-02-05 11:00",
            "outlook-cancelled-1 2026-12-10 14:00 - 2026-12-10 15:00 CANCELLED",
            "outlook-custom-1 2027-01-14 18:00 - 2027-01-14 19:30",
            "outlook-days-1 2027-02-01 08:00 - 2027-02-01 11:00",
        ],
    );
    assert!(folder.read("sessions/2026-12-10-kuchen.md").contains("title: Kuchen\n"));
    for (path, bytes) in folder.site() {
        let text = String::from_utf8_lossy(&bytes);
        for secret in ["Kw9xZq", "meetup-join", "Zahnarzt", "Marktplatz", "312 445"] {
            assert!(!text.contains(secret), "{path}: {secret}");
        }
    }
}

#[test]
fn apple() {
    let folder = keeps(
        "apple",
        &[
            "1D2C3B4A-0000-4000-8000-000000000001 2026-12-25 12:00 - 2026-12-25 15:00",
            "2026-12-26-shared-lunch@neighbourhood-kitchen 2026-12-26 12:00 - 2026-12-26 15:00",
            "5B0B6F0E-9C57-4B6F-8C0C-0D5E3F0A9D11 2026-12-11 22:00 - 2026-12-12 01:00",
        ],
    );
    assert_eq!(
        folder.read("venues/st-aidans-hall.md"),
        "---\nname: St Aidan's Hall\naddress: Church Lane, York, England\n---\n"
    );
}

#[test]
fn thunderbird() {
    let folder = keeps("thunderbird", &["0f0d6d1a-5c0b-4c2b-9a39-tb 2026-11-27 16:00 - 2026-11-27 18:00"]);
    let page = folder.site().remove("sessions/2026-11-27-werkstatt-offen-frei.html").expect("the page");
    let page = String::from_utf8(page).expect("UTF-8").replace('\u{2060}', "");
    for shown in
        ["# kein Titel<br", "- keine Liste<br", "1. nicht nummeriert<br", "&gt; kein Zitat<br", "[!facilitator] &lt;b"]
    {
        assert!(page.contains(shown), "{shown}\n{page}");
    }
}

#[test]
fn nextcloud() {
    let days = ["2027-02-01 17:00", "2027-03-01 17:00", "2027-04-01 16:00", "2027-11-01 17:00"];
    let folder = brought_in("nextcloud");
    let events = events(&feed(&folder));
    assert!(events.contains(&"8a0c4b8e-nc-1 2026-12-05 09:00 - 2026-12-05 10:30".to_owned()), "{events:?}");
    assert!(events.contains(&"8a0c4b8e-nc-2 2027-01-01 17:00 - 2027-01-01 18:00".to_owned()), "{events:?}");
    for day in days {
        assert!(events.iter().any(|event| event.contains(&format!(" {day} - "))), "{day}: {events:?}");
    }
    assert_eq!(events.len(), 12);
}

#[test]
fn meetup_and_pretalx() {
    keeps("meetup", &["event_312233445@meetup.com 2026-12-16 01:00 - 2026-12-16 03:00"]);
    keeps(
        "pretalx",
        &[
            "pretalx-tidal-days-AB3CD@talks.example 2027-03-20 08:30 - 2027-03-20 09:00",
            "pretalx-tidal-days-XY9ZZ@talks.example 2027-03-20 08:30 - 2027-03-20 09:00",
        ],
    );
}

/// Holds that a calendar that Handbound publishes is imported as it was.
#[test]
fn the_examples_own_calendar_goes_round() {
    let example = Folder::copy_of(&repository("example-community"));
    let before = feed(&example);
    std::fs::write(example.beside("example.ics"), &before).expect("the folder is ours");
    // Advice for a whole season asks for these.
    let community = "name: Tidepool\ntimezone: America/Halifax\ncontact: {email: us@example.org}\n";
    let folder = Folder::new(&[("community.yml", community), ("values.md", "## Curiosity\nWe ask.\n")]);
    import(&example.beside("example.ics"), &folder).well();
    checked(&folder);
    assert_eq!(events(&feed(&folder)), events(&before));
}

/// Holds that a calendar goes into an existing handbook; a second time there is nothing left to import.
#[test]
fn a_second_import_changes_nothing() {
    let folder = Folder::new(support::SMALLEST);
    import(&foreign("meetup"), &folder).well();
    checked(&folder);
    assert!(folder.read("sessions/2026-12-15-stories-by-lantern-light.md").contains("timezone: America/Vancouver\n"));
    let before = support::tree(&folder.root());
    let ran = import(&foreign("meetup"), &folder).well();
    assert!(ran.stdout.contains("1 event is in the handbook already and was left alone."), "{}", ran.stdout);
    assert_eq!(support::tree(&folder.root()), before);
}

/// Holds the same without an identity in the calendar.
#[test]
fn a_second_import_knows_events_without_a_uid_again() {
    let folder = Folder::new(support::SMALLEST);
    let file = folder.beside("paper.ics");
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Soup\r\nDTSTART:20261203T180000Z\r\nDURATION:PT1H\r\n\
                RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=5\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    std::fs::write(&file, text).expect("the folder is ours");
    import(&file, &folder).well();
    let before = support::tree(&folder.root());
    let ran = import(&file, &folder).well();
    assert!(ran.stdout.contains("1 event is in the handbook already and was left alone."), "{}", ran.stdout);
    assert_eq!(support::tree(&folder.root()), before);
}

#[test]
fn what_is_no_calendar_is_refused() {
    let folder = Folder::new(support::SMALLEST);
    let before = support::tree(&folder.root());
    let files: [(&str, &[u8], &str); 4] = [
        ("empty.ics", b"", "is empty"),
        (
            "page.ics",
            b"<!DOCTYPE html>\n<html><body>Sign in</body></html>",
            "is a web page, perhaps the one that asks you to sign in",
        ),
        ("picture.ics", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "is not a calendar"),
        ("notes.ics", b"BEGIN: soup\n", "is not a calendar"),
    ];
    for (name, bytes, said) in files {
        std::fs::write(folder.beside(name), bytes).expect("the folder is ours");
        let ran = import(&folder.beside(name), &folder).with(2);
        assert!(ran.stdout.contains(&format!("{name}` {said}. Export the calendar again")), "{}", ran.stdout);
    }
    let ran = import(&folder.beside("not-there.ics"), &folder).with(2);
    assert!(ran.stdout.contains("There is no file `") && !ran.stdout.contains("os error"), "{}", ran.stdout);
    std::fs::write(folder.beside("none.ics"), "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n").expect("ours");
    let ran = import(&folder.beside("none.ics"), &folder).well();
    assert!(ran.stdout.contains("The calendar holds no events. Nothing was written."), "{}", ran.stdout);
    assert_eq!(support::tree(&folder.root()), before);

    let other = Folder::new(&[("letters/one.md", "Dear all")]);
    let ran = import(&foreign("meetup"), &other).with(2);
    assert!(ran.stdout.contains("There is no `community.yml` in"), "{}", ran.stdout);
}

#[test]
fn ten_thousand_events_come_in() {
    let event = |number: usize| {
        format!(
            "BEGIN:VEVENT\r\nUID:{number}\r\nDTSTART:20261203T180000Z\r\nSUMMARY:Soup\r\nLOCATION:Hall {number}\r\nEND:VEVENT\r\n"
        )
    };
    let text = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", (0..10_000).map(event).collect::<String>());
    let settings = handbound::import::ImportSettings {
        today: TODAY.parse().expect("a day"),
        until: "2027-11-22".parse().expect("a day"),
        name: "Soup".to_owned(),
    };
    let around = handbound::import::ExistingFiles { files: &[], book: None };
    let made = handbound::import::import(&read(text.as_bytes()), around, &settings);
    assert_eq!((made.report.sessions, made.report.venues, made.files.len()), (10_000, 10_000, 20_001));
}
