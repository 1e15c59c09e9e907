//! Single events, and calendars that nobody would write.

use proptest::prelude::*;

use super::*;
use crate::calendar::read;
use crate::diagnostic::Severity;
use crate::parse::{self, Parsed};
use crate::public::Drafts;
use crate::source::Source;

fn settings() -> Settings {
    let day = |text: &str| text.parse().expect("a day");
    Settings { today: day("2026-11-22"), until: day("2027-11-22"), name: "Soup".to_owned() }
}

fn imported(text: &str) -> Import {
    import(&read(text.as_bytes()), Around { files: &[], book: None }, &settings())
}

/// A calendar of Halifax with these lines in its one event.
fn event(lines: &str) -> Import {
    imported(&format!(
        "BEGIN:VCALENDAR\nX-WR-TIMEZONE:America/Halifax\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"
    ))
}

/// The first session's file.
fn session(made: &Import) -> &str {
    made.files.iter().find(|file| file.path.starts_with("sessions/")).map_or("", |file| &file.text)
}

/// `date`, `time`, `length` and `timezone` of an event with this start and so on.
fn when(lines: &str) -> String {
    let made = event(&format!("UID:1\nSUMMARY:Soup\n{lines}"));
    let wanted = ["date: ", "time: ", "length: ", "timezone: "];
    let fields = session(&made).lines().filter(|line| wanted.iter().any(|name| line.starts_with(name)));
    fields.map(|line| line.split_once(": ").map_or("", |(_, value)| value)).collect::<Vec<_>>().join(" | ")
}

#[test]
fn times_of_every_sort_are_said() {
    let cases = [
        ("DTSTART:20261119T223000Z\nDTEND:20261120T003000Z", "2026-11-19 | 6:30 pm - 8:30 pm"),
        ("DTSTART:20261119T183000\nDTEND:20261119T203000", "2026-11-19 | 6:30 pm - 8:30 pm"),
        (
            "DTSTART;TZID=Europe/Berlin:20261119T183000\nDURATION:PT1H30M",
            "2026-11-19 | 6:30 pm - 8:00 pm | Europe/Berlin",
        ),
        ("DTSTART;TZID=America/Halifax:20261119T220000\nDURATION:PT4H", "2026-11-19 | 10:00 pm - 2:00 am"),
        ("DTSTART:20261119T100000\nDTEND:20261121T160000", "2026-11-19 | 10:00 am | 54 hours"),
        ("DTSTART;VALUE=DATE:20261119", "2026-11-19 | 12:00 am | 24 hours"),
        ("DTSTART;VALUE=DATE:20261119\nDTEND;VALUE=DATE:20261121", "2026-11-19 | 12:00 am | 48 hours"),
        // The clocks go back on that day, and it has 25 hours.
        ("DTSTART;VALUE=DATE:20261101", "2026-11-01 | 12:00 am | 25 hours"),
        ("DTSTART:20261119T183000", "2026-11-19 | 6:30 pm - 7:30 pm"),
        ("DTSTART:20261119T183000\nDTEND:20261119T173000", "2026-11-19 | 6:30 pm - 7:30 pm"),
        // The second of the two hours that come twice in Halifax that night, and a session that ends in it.
        ("DTSTART:20261101T053000Z\nDTEND:20261101T060000Z", "2026-11-01 | 5:30 am - 6:00 am | Etc/UTC"),
        ("DTSTART:20261101T033000Z\nDTEND:20261101T053000Z", "2026-11-01 | 12:30 am | 2 hours"),
        // A time that the clocks jump over is an hour later.
        ("DTSTART;TZID=America/Halifax:20270314T023000\nDURATION:PT1H", "2027-03-14 | 3:30 am - 4:30 am"),
        ("DTSTART:20261119T183059\nDURATION:P1W", "2026-11-19 | 6:30 pm | 168 hours"),
    ];
    for (lines, expected) in cases {
        assert_eq!(when(lines), expected, "{lines}");
    }
    for none in ["", "DTSTART:soup", "DTSTART:20261301T000000", "DTSTART:00000101T000000", "DTSTART:2026"] {
        let made = event(&format!("UID:1\n{none}"));
        assert_eq!((made.report.count(Kind::NoStart), made.files.len()), (1, 0), "{none}");
    }
}

#[test]
fn a_long_series_keeps_what_is_coming() {
    let made =
        event("UID:1\nSUMMARY:Soup\nDTSTART;TZID=America/Halifax:20100107T183000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY");
    assert!(session(&made).contains("date: 2024-01-25\n"), "{}", session(&made));
    assert!(session(&made).contains("repeats: {every: week, until: 2027-11-18}\n"), "{}", session(&made));
    let counts = [Kind::BeganEarlier, Kind::GoesOn].map(|kind| made.report.count(kind));
    assert_eq!((counts, made.report.repeating), ([1, 1], 1));

    let daily =
        event("UID:1\nSUMMARY:Soup\nDTSTART;TZID=America/Halifax:20261122T183000\nDURATION:PT1H\nRRULE:FREQ=DAILY");
    assert_eq!((daily.report.sessions, daily.report.series), (200, 1));
}

#[test]
fn a_rule_in_utc_stays_in_utc() {
    let made = event("UID:1\nSUMMARY:Soup\nDTSTART:20261119T223000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=30");
    assert!(session(&made).contains("time: 10:30 pm - 11:30 pm\ntimezone: Etc/UTC\n"), "{}", session(&made));
    assert!(session(&made).contains("until: 2027-06-10}"), "{}", session(&made));
    assert_eq!(made.report.count(Kind::UtcRule), 1);
}

#[test]
fn a_day_that_takes_the_place_of_none_is_a_session_of_its_own() {
    let made = imported(
        "BEGIN:VCALENDAR\nX-WR-TIMEZONE:America/Halifax\nBEGIN:VEVENT\nUID:1\nSUMMARY:Soup\nDTSTART:20261119T183000\n\
         DURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\nSUMMARY:Stew\n\
         RECURRENCE-ID:20261120T183000\nDTSTART:20261121T183000\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR",
    );
    let stew = made.files.iter().find(|file| file.path.contains("stew")).map_or("", |file| &file.text);
    assert!(!stew.contains("uid:") && !stew.contains("occurrence_of"), "{stew}");
    assert_eq!((made.report.count(Kind::Stray), made.report.sessions), (1, 2));
}

/// The errors and warnings of a handbook that is made of these files.
fn mistakes(made: &Import) -> Vec<String> {
    let sources = made.files.iter().map(|file| Source { path: file.path.as_str().into(), text: file.text.clone() });
    let parsed: Vec<Parsed> = sources.map(|source| parse::parse(&source)).collect();
    let paths = made.files.iter().map(|file| file.path.as_str().into()).collect();
    let (handbook, mut found) = parse::assemble(&parsed, paths);
    found.extend(handbook.iter().flat_map(|handbook| crate::check::check(handbook, Drafts::Shown)));
    found.retain(|found| found.severity >= Severity::Error);
    found.iter().map(|found| format!("{}: {}", found.code, found.message)).collect()
}

/// The titles of the handbook's sessions.
fn titles(made: &Import) -> Vec<String> {
    let sources = made.files.iter().map(|file| Source { path: file.path.as_str().into(), text: file.text.clone() });
    let parsed: Vec<Parsed> = sources.map(|source| parse::parse(&source)).collect();
    let (handbook, _) = parse::assemble(&parsed, Vec::new());
    handbook.iter().flat_map(|handbook| &handbook.book.sessions).map(|session| session.meta.title.clone()).collect()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace([',', ';'], "\\,").replace('\r', "")
}

#[test]
fn titles_come_through_as_they_were() {
    for title in [
        "no",
        "2026-11-19",
        "Who: gets # heard?",
        "“Quoted”",
        "\"x\"",
        "'x'",
        "- dash",
        "a - b",
        "{x}",
        "[x]",
        "*x* & <y>",
        "@home",
        "100%",
        "ja?",
        "~",
        "x: |",
        "BEGIN:VEVENT",
        "👩‍🏫 Zoë",
        "!x",
        "a\\b",
        "trailing -",
        "---",
        "null",
        "مرحبا",
    ] {
        let made = event(&format!("UID:1\nDTSTART:20261119T183000\nDURATION:PT1H\nSUMMARY:{}", escaped(title)));
        assert_eq!(titles(&made), [title], "{}", session(&made));
        assert_eq!(mistakes(&made), Vec::<String>::new(), "{}", session(&made));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever stands in texts, the handbook that comes of it has no errors.
    #[test]
    fn any_words_make_a_sound_handbook(
        title in "\\PC{0,40}",
        place in "(\\PC|\n){0,40}",
        told in "(\\PC|\n|<[a-z]{1,3}>|</[a-z]{1,3}>|\\[!facilitator\\]|#|-|> |`|<!--|&amp;|https://e.example/){0,120}",
        uid in "\\PC{0,30}",
    ) {
        let texts = [("SUMMARY", title), ("LOCATION", place), ("DESCRIPTION", told), ("UID", uid)];
        let lines = texts.map(|(name, text)| format!("{name}:{}", escaped(&text))).join("\n");
        let made = event(&format!("{lines}\nDTSTART:20261119T183000\nDURATION:PT1H"));
        prop_assert_eq!(made.report.sessions, 1);
        prop_assert_eq!(mistakes(&made), Vec::<String>::new(), "{:?}", made.files);
    }

    #[test]
    fn any_lines_are_survived(
        lines in prop::collection::vec(
            "(DTSTART|DTEND|DURATION|RRULE|EXDATE|RDATE|RECURRENCE-ID|UID|SUMMARY|LOCATION|DESCRIPTION|CLASS|STATUS|SEQUENCE)\
             (;TZID=(UTC|Europe/Berlin|Mars)|;VALUE=DATE)?:(2026[01][0-9][0-3][0-9]T[0-2][0-9]0000Z?|FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)\
             (;(COUNT|INTERVAL|BYDAY|BYMONTHDAY|BYSETPOS)=-?[0-9]{0,3}(MO|SU)?){0,3}|P[0-9]{0,9}[DWTHM][0-9]*[HMS]?|\\PC{0,20})",
            0..14
        )
    ) {
        let half = lines.len() / 2;
        let made = imported(&format!(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\n{}\nEND:VEVENT\nBEGIN:VEVENT\n{}\nEND:VEVENT\nEND:VCALENDAR",
            lines[..half].join("\n"), lines[half..].join("\n")
        ));
        if !made.files.is_empty() {
            prop_assert_eq!(mistakes(&made), Vec::<String>::new(), "{:?}", made.files);
        }
    }
}
