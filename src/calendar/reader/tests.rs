//! Tests of calendars as programs really write them, and of bytes that nobody wrote.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use proptest::prelude::*;

use super::*;

/// The time that the slowest and busiest machine may take.
const LIMIT: Duration = Duration::from_secs(600);

/// Reads an event with these lines in it, as a whole calendar.
fn event(lines: &str) -> CalendarFile {
    let lines = lines.replace('\n', "\r\n");
    read(format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n").as_bytes())
}

/// Reads the one property between `BEGIN:VEVENT` and `END:VEVENT`.
fn one(line: &str) -> Field {
    let read = event(line);
    assert_eq!(read.problems, [], "{line}");
    assert_eq!((read.events.len(), read.events[0].properties.len()), (1, 1), "{line}");
    read.events[0].properties[0].clone()
}

fn said(read: &CalendarFile) -> Vec<(usize, &str)> {
    read.problems.iter().map(|problem| (problem.line, problem.message.as_str())).collect()
}

#[test]
fn a_calendar_comes_apart() {
    let read = read(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Tide\\, pool\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n\
        BEGIN:STANDARD\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\n\
        END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    );
    assert_eq!(said(&read), []);
    assert!(read.is_calendar);
    assert_eq!(read.get("X-WR-CALNAME").map(Field::text).as_deref(), Some("Tide, pool"));
    assert_eq!(
        read.events.iter().map(|event| (event.line, event.get("UID").map(Field::text))).collect::<Vec<_>>(),
        [(13, Some("1".to_owned())), (16, Some("2".to_owned()))]
    );
    let zone = &read.zones[0];
    assert_eq!(zone.get("TZID").map(Field::text).as_deref(), Some("Europe/Berlin"));
    let offset = |part: &[Component]| part[0].get("TZOFFSETTO").map(|field| field.raw.clone());
    assert_eq!((offset(&zone.standard), offset(&zone.daylight)), (Some("+0100".into()), Some("+0200".into())));
}

/// Tests defects R1 and R2 of the crate's reader.
#[test]
fn a_value_keeps_its_colons_and_its_blanks_at_folds() {
    assert_eq!(one("SUMMARY::::)").raw, ":::)");
    assert_eq!(one("SUMMARY:").raw, "");
    assert_eq!(one("SUMMARY:one \n  two\n\tthree").raw, "one  twothree");
    assert_eq!(one("DESCRIPTION;LANGUAGE=en:: a").raw, ": a");
}

/// Tests defect R3.
#[test]
fn unknown_components_cost_nothing() {
    let read = event(
        "UID:1\nBEGIN:VALARM\nUID:alarm\nTRIGGER:-PT5M\nEND:VALARM\nBEGIN:PARTICIPANT\nUID:p\nBEGIN:VLOCATION\nUID:l\n\
        END:VLOCATION\nEND:PARTICIPANT\nSUMMARY:Soup\nEND:VEVENT\nBEGIN:VTODO\nUID:todo\nEND:VTODO\nBEGIN:X-ROOM\nX-A:1\n\
        END:X-ROOM\nBEGIN:VAVAILABILITY\nBEGIN:AVAILABLE\nEND:AVAILABLE\nEND:VAVAILABILITY\nBEGIN:VEVENT\nUID:2",
    );
    assert_eq!(said(&read), []);
    let uids: Vec<_> = read.events.iter().flat_map(|event| event.all("UID")).map(Field::text).collect();
    assert_eq!(uids, ["1", "2"]);
    assert_eq!(read.events[0].get("SUMMARY").map(Field::text).as_deref(), Some("Soup"));
    assert_eq!(read.events[0].inner.get("VALARM"), Some(&1));
    let others: Vec<_> = read.others.iter().map(|(name, number)| (name.as_str(), *number)).collect();
    let expected = ["AVAILABLE", "PARTICIPANT", "VALARM", "VAVAILABILITY", "VLOCATION", "VTODO", "X-ROOM"];
    assert_eq!(others, expected.map(|name| (name, 1)));
}

#[test]
fn begin_and_end_may_be_in_any_case_and_need_not_match() {
    let small = read(b"begin:vcalendar\r\nbegin:vevent\r\nuid:1\r\nend:vevent\r\nend:vcalendar");
    assert_eq!((said(&small), small.events.len(), small.events[0].get("UID").is_some()), (vec![], 1, true));

    let broken =
        event("UID:1\nBEGIN:VALARM\nTRIGGER:x\nEND:VEVENT\nEND:VTODO\nBEGIN:VEVENT\nUID:2\nBEGIN:VEVENT\nUID:3");
    assert_eq!(
        said(&broken),
        [
            (6, "`END:VALARM` is missing before `END:VEVENT`."),
            (7, "`END:VTODO` has no `BEGIN:` before it."),
            (10, "`END:VEVENT` is missing before `BEGIN:VEVENT`."),
        ]
    );
    assert_eq!(broken.events.iter().map(|event| event.properties.len()).collect::<Vec<_>>(), [1, 1, 1]);
    assert_eq!(broken.events[0].inner.get("VALARM"), Some(&1));

    let cut = read(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMM");
    assert_eq!(
        said(&cut),
        [
            (4, "This line is not a calendar property."),
            (2, "`END:VEVENT` is missing: the part that begins here never ends."),
            (1, "`END:VCALENDAR` is missing: the part that begins here never ends."),
        ]
    );
    assert_eq!(cut.events.len(), 1);
}

#[test]
fn any_encoding_and_any_line_end_will_do() {
    let plain = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Über\r\n  Fluß\r\n\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let wide =
        |bytes: fn(u16) -> [u8; 2]| format!("\u{feff}{plain}").encode_utf16().flat_map(bytes).collect::<Vec<_>>();
    let split = plain.as_bytes().to_vec();
    let at = plain.find('ß').expect("there") + 1;
    let split = [&split[..at], b"\r\n ", &split[at..]].concat();
    let right = [
        plain.as_bytes().to_vec(),
        plain.replace("\r\n", "\n").into_bytes(),
        plain.replace("\r\n", "\r").into_bytes(),
        plain.replace("\r\n", "\r\r\n").into_bytes(),
        format!("\u{feff}{plain}").into_bytes(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
        // A fold inside of a letter.
        split,
    ];
    for bytes in right {
        let read = read(&bytes);
        assert_eq!(said(&read), [], "{bytes:?}");
        assert_eq!(read.events[0].get("SUMMARY").map(Field::text).as_deref(), Some("Über Fluß"), "{bytes:?}");
    }
    let old = read(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:\x93Caf\xe9\x94\nLOCATION:\xe9\nEND:VEVENT\nEND:VCALENDAR");
    assert_eq!(old.events[0].get("SUMMARY").map(Field::text).as_deref(), Some("“Café”"));
    assert_eq!(
        said(&old),
        [(3, "This line is not in UTF-8. Handbound read it as Windows-1252, so check letters with accents.")]
    );
}

/// Tests defect R4, and what else programs do with parameters.
#[test]
fn parameters_are_decoded() {
    let member = (1..=25).map(|n| format!("\"mailto:{n}@example.org\"")).collect::<Vec<_>>().join(",");
    let field =
        one(&format!("ATTENDEE;MEMBER={member};CN=\"Doe, Jane: ^'J^'^nB ^^ ^x\";rsvp=TRUE:mailto:j@example.org"));
    assert_eq!(field.raw, "mailto:j@example.org");
    assert_eq!(field.params[0].1.len(), 25);
    assert_eq!(field.params[0].1[24], "mailto:25@example.org");
    assert_eq!(field.param("CN"), Some("Doe, Jane: \"J\"\nB ^ ^x"));
    assert_eq!(field.param("RSVP"), Some("TRUE"));

    let zones = [
        ("DTSTART;TZID=\"(UTC+01:00) Amsterdam, Berlin\":20260101T100000", "(UTC+01:00) Amsterdam, Berlin"),
        ("DTSTART;TZID=(UTC+01:00) Amsterdam:20260101T100000", "(UTC+01:00) Amsterdam"),
        ("DTSTART;VALUE=DATE-TIME;TZID=Europe/Zürich:20260101T100000", "Europe/Zürich"),
    ];
    for (line, zone) in zones {
        let field = one(line);
        assert_eq!((field.param("TZID"), field.raw.as_str()), (Some(zone), "20260101T100000"), "{line}");
    }
    assert_eq!(
        one("X-A;B=;C;=d;E=e:v").params,
        [
            ("B".to_owned(), vec![String::new()]),
            ("C".to_owned(), vec![String::new()]),
            ("E".to_owned(), vec!["e".to_owned()]),
        ]
    );
    assert_eq!(one("ATTENDEE;CN=\"Half:mailto:x").raw, "mailto:x");
}

#[test]
fn texts_are_unescaped() {
    let text = |line: &str| one(line).text();
    assert_eq!(text(r"SUMMARY:a\, b\; c\\n d\ne\Nf \: \C \"), "a, b; c\\n d\ne\nf : \\C \\");
    assert_eq!(one(r"CATEGORIES:a\,b,c\\,d").texts(), ["a,b", "c\\", "d"]);
    assert_eq!(one("CATEGORIES:").texts(), [""]);
}

#[test]
fn a_line_that_is_none_costs_itself_alone() {
    let read = event("DESCRIPTION:Bring\nsoup\nand tea\nUID:1\nwhat\n:x\nLOCATION\nEND:VEVENT\nEND:VCALENDAR\nbye");
    assert_eq!(read.events[0].get("DESCRIPTION").map(Field::text).as_deref(), Some("Bring\nsoup\nand tea"));
    let lines: Vec<usize> = read.problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [4, 5, 7, 8, 9, 12, 13, 14], "{:?}", read.problems);
    assert_eq!(
        read.problems[5].message,
        "From here on, the text is outside any calendar, so Handbound did not read it."
    );
}

#[test]
fn what_is_no_calendar_gives_none() {
    for bytes in
        [&b""[..], b"<!DOCTYPE html>\n<html><p>Sign in: please</p>\n", b"\x00\xff\xfe\x80\r\n", b"\xef\xbb\xbf", b" "]
    {
        let read = read(bytes);
        assert!(!read.is_calendar && read.events.is_empty(), "{bytes:?}");
    }
    let read = read("x\n".repeat(1000).as_bytes());
    assert_eq!((read.problems.len(), read.unsaid), (1, 0));
    let read = event(&"x y\n".repeat(1000));
    assert_eq!((read.problems.len(), read.unsaid), (100, 900));
}

/// Reads shapes in which a careless reader takes the square of the size: it would be at it for hours.
#[test]
fn megabytes_are_read_to_their_end() {
    let fill = |piece: &str| piece.repeat(1_000_000 / piece.len());
    let shapes = [
        fill("BEGIN:A\n") + &fill("END:B\n"),
        fill("BEGIN:VEVENT\n"),
        fill("END:VEVENT\n"),
        fill("UID:1\n"),
        "DESCRIPTION:x\n".to_owned() + &fill(" y\n"),
        format!("X{}:1", fill(";A=1")),
        fill(&format!("X{}:1\n", ";A=\"1\"".repeat(1_000))),
        format!("X;A={}:1", fill("\"1\",")),
        fill("\""),
        fill(";"),
        fill(":"),
        fill("a\r"),
        "\u{e9}".repeat(500_000),
    ];
    for shape in shapes {
        let begins = shape.get(..40).unwrap_or("").to_owned();
        let (done, is_done) = mpsc::channel();
        thread::spawn(move || done.send(event(&shape).events.len()));
        assert!(is_done.recv_timeout(LIMIT).is_ok(), "no end of {begins}");
    }
}

const SAMPLE: &str = "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Europe/Berlin\r\nBEGIN:VTIMEZONE\r\nTZID:A\r\nBEGIN:STANDARD\r\n\
    TZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nATTENDEE;CN=\"Zoë, J\";MEMBER=\"a\",\"b\":mailto:x\r\n\
    DESCRIPTION:Über\\n\r\n  den 🌊\\, Fluß\r\nBEGIN:VALARM\r\nTRIGGER:-PT1M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

/// Asks everything that can be asked of what was read.
fn look_at(read: &CalendarFile) {
    let zones = read
        .zones
        .iter()
        .flat_map(|zone| zone.properties.iter().chain(zone.standard.iter().flat_map(|it| &it.properties)));
    let events = read.events.iter().flat_map(|event| &event.properties);
    for field in read.properties.iter().chain(zones).chain(events) {
        assert!(!field.name.is_empty() && field.line > 0);
        assert!(!field.text().contains(['\r', '\0']));
        assert_eq!(field.texts().concat().is_empty(), field.texts().iter().all(String::is_empty));
    }
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        look_at(&read(&bytes));
    }

    #[test]
    fn any_text_in_an_event_is_survived(text in "(BEGIN:|END:|VEVENT|[\\PC\r\n \";:=,^\\\\]){0,200}") {
        look_at(&event(&text));
    }

    #[test]
    fn a_damaged_calendar_is_survived(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..20_usize, prop::collection::vec(any::<u8>(), 0..6)), 1..8)
    ) {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        for (at, length, with) in cuts {
            let from = at.index(bytes.len().max(1)).min(bytes.len());
            let to = (from + length).min(bytes.len());
            bytes.splice(from..to, with);
        }
        look_at(&read(&bytes));
    }
}
