//! Tests of single events, and of calendars that nobody would write.

use proptest::prelude::*;

use super::*;
use crate::calendar::read;
use crate::diagnostic::Severity;
use crate::parse::{self, Parsed};
use crate::redact::Drafts;
use crate::source::Source;

fn settings() -> ImportSettings {
    let day = |text: &str| text.parse().expect("a day");
    ImportSettings { today: day("2026-11-22"), until: day("2027-11-22"), name: "Soup".to_owned() }
}

fn imported(text: &str) -> Import {
    import(&read(text.as_bytes()), ExistingFiles { files: &[], book: None }, &settings())
}

/// Imports a calendar of Halifax with these lines in its one event.
fn event(lines: &str) -> Import {
    imported(&format!(
        "BEGIN:VCALENDAR\nX-WR-TIMEZONE:America/Halifax\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"
    ))
}

/// Returns the first session's file.
fn session(made: &Import) -> &str {
    made.files.iter().find(|file| file.path.starts_with("sessions/")).map_or("", |file| &file.text)
}

/// Returns `date`, `time`, `length` and `timezone` of an event with this start and so on.
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
        assert_eq!((made.report.count(ReportKind::NoStart), made.files.len()), (1, 0), "{none}");
    }
}

#[test]
fn a_long_series_keeps_what_is_coming() {
    let made =
        event("UID:1\nSUMMARY:Soup\nDTSTART;TZID=America/Halifax:20100107T183000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY");
    assert!(session(&made).contains("date: 2024-01-25\n"), "{}", session(&made));
    assert!(session(&made).contains("repeats: {every: week, until: 2027-11-18}\n"), "{}", session(&made));
    let counts = [ReportKind::BeganEarlier, ReportKind::GoesOn].map(|kind| made.report.count(kind));
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
    assert_eq!(made.report.count(ReportKind::UtcRule), 1);
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
    assert_eq!((made.report.count(ReportKind::Stray), made.report.sessions), (1, 2));
}

/// Returns this field of each session of a calendar with one event, in a community of `zone`.
fn fields(zone: &str, calendar: &str, event: &str, name: &str) -> Vec<String> {
    let community = Source { path: "community.yml".into(), text: format!("name: Soup\ntimezone: {zone}\n") };
    let (handbook, _) = parse::assemble(&[parse::parse(&community)], vec!["community.yml".into()]);
    let book = handbook.as_ref().map(|handbook| &handbook.book);
    let text =
        format!("BEGIN:VCALENDAR\n{calendar}BEGIN:VEVENT\nUID:1\nSUMMARY:Soup\n{event}\nEND:VEVENT\nEND:VCALENDAR\n");
    let made = import(&read(text.as_bytes()), ExistingFiles { files: &[], book }, &settings());
    let prefix = format!("{name}: ");
    let lines = made.files.iter().filter(|file| file.path.starts_with("sessions/")).flat_map(|file| file.text.lines());
    lines.filter_map(|line| line.strip_prefix(&prefix)).map(str::to_owned).collect()
}

#[test]
fn a_rule_in_utc_counts_days_in_utc() {
    let weekly = "DTSTART:20270104T193000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=4";
    assert_eq!(fields("Asia/Kolkata", "", weekly, "date"), ["2027-01-05"]);
    assert_eq!(fields("Asia/Kolkata", "", weekly, "repeats"), ["{every: week, until: 2027-01-26}"]);
    let monthly = "DTSTART:20270105T010000Z\nDURATION:PT1H\nRRULE:FREQ=MONTHLY;BYDAY=1TU;COUNT=4";
    assert_eq!(
        fields("America/Phoenix", "", monthly, "date"),
        ["2027-01-04", "2027-02-01", "2027-03-01", "2027-04-05"]
    );
}

#[test]
fn a_further_day_keeps_its_hour_and_its_length() {
    let event = "DTSTART;TZID=Europe/Berlin:20270111T180000\nDURATION:PT1H\n\
                 RDATE;TZID=Europe/Berlin:20270118T100000,20270111T150000\n\
                 RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20270125T180000/PT3H";
    assert_eq!(
        fields("Europe/Berlin", "", event, "time"),
        ["3:00 pm - 4:00 pm", "6:00 pm - 7:00 pm", "10:00 am - 11:00 am", "6:00 pm - 9:00 pm"]
    );
}

/// Returns a VTIMEZONE with summer time, its two changes given by rule.
fn defined(tzid: &str, winter: &str, summer: &str, back: &str, forth: &str) -> String {
    format!(
        "BEGIN:VTIMEZONE\nTZID:{tzid}\nBEGIN:STANDARD\nDTSTART:{back}\nTZOFFSETFROM:{summer}\nTZOFFSETTO:{winter}\n\
         END:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:{forth}\nTZOFFSETFROM:{winter}\nTZOFFSETTO:{summer}\nEND:DAYLIGHT\n\
         END:VTIMEZONE\n"
    )
}

#[test]
fn a_zone_that_the_calendar_defines_beats_a_name_without_a_place() {
    let back = "20071104T020000\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU";
    let forth = "20070311T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU";
    let eastern = defined("US-Eastern", "-0500", "-0400", back, forth);
    let weekly = "DTSTART;TZID=US-Eastern:20270301T183000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=6";
    assert_eq!(fields("Europe/Berlin", &eastern, weekly, "timezone"), ["America/New_York"]);
    assert_eq!(fields("Europe/Berlin", &eastern, weekly, "repeats"), ["{every: week, until: 2027-04-05}"]);

    let back = "19961027T020000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU";
    let forth = "19810329T010000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU";
    let british = defined("GMT", "+0000", "+0100", back, forth);
    let summer = "DTSTART;TZID=GMT:20270723T102000\nDURATION:PT1H";
    assert_eq!(fields("Europe/London", &british, summer, "time"), ["10:20 am - 11:20 am"]);
    assert!(fields("Europe/London", &british, summer, "timezone").is_empty());
    assert_eq!(fields("Europe/London", "", summer, "timezone"), ["Etc/UTC"]);

    let back = "20080406T030000\nRRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU";
    let forth = "20081005T020000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU";
    let sydney = defined("Customized Time Zone", "+1000", "+1100", back, forth);
    let days = "DTSTART;TZID=Customized Time Zone:20270104T093000\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=6";
    assert_eq!(fields("Etc/UTC", &sydney, days, "timezone")[..1], ["Australia/Sydney"]);
    assert_eq!(fields("Etc/UTC", &sydney, days, "date").last().map(String::as_str), Some("2027-01-11"));
}

#[test]
fn this_and_all_after_it_are_moved() {
    let event = "DTSTART:20270104T180000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\n\
                 SUMMARY:Soup\nRECURRENCE-ID;RANGE=THISANDFUTURE:20270118T180000\nDTSTART:20270118T190000\nDURATION:PT1H";
    let times = fields("Europe/Berlin", "", event, "time");
    let (early, late) = ("6:00 pm - 7:00 pm", "7:00 pm - 8:00 pm");
    assert_eq!(times, [early, early, late, late]);
}

#[test]
fn what_has_ended_or_is_taken_out_is_told_as_that() {
    let ended = event("UID:1\nSUMMARY:Soup\nDTSTART:20270120T180000\nRRULE:FREQ=WEEKLY;UNTIL=20270119T225959Z");
    assert_eq!((ended.report.count(ReportKind::Ended), ended.report.sessions), (1, 0));
    let out = event(
        "UID:1\nSUMMARY:Soup\nDTSTART:20270120T180000\nRRULE:FREQ=WEEKLY;COUNT=2\nEXDATE:20270120T180000,20270127T180000",
    );
    assert_eq!((out.report.count(ReportKind::AllTakenOut), out.report.count(ReportKind::NoStart)), (1, 0));
    assert_eq!(when("DTSTART;VALUE=DATE:20270501\nDTEND;VALUE=DATE:20270511"), "2027-05-01 | 12:00 am | 168 hours");
}

#[test]
fn whole_days_of_exchange_are_taken_as_written() {
    let event = "DTSTART;VALUE=DATE:20270107\nRRULE:FREQ=WEEKLY;UNTIL=20270203T230000Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\n\
                 SUMMARY:Stew\nRECURRENCE-ID;TZID=W. Europe Standard Time:20270121T000000\nDTSTART;VALUE=DATE:20270122";
    assert_eq!(fields("America/New_York", "", event, "repeats"), ["{every: week, until: 2027-02-04}"]);
    assert_eq!(fields("America/New_York", "", event, "date"), ["2027-01-07", "2027-01-22"]);
}

#[test]
fn a_whole_day_has_the_hours_that_its_clocks_give_it() {
    let weekly = "DTSTART;VALUE=DATE:20270314\nRRULE:FREQ=WEEKLY;COUNT=4";
    assert_eq!(fields("Europe/Berlin", "", weekly, "length"), ["24 hours", "23 hours"]);
    let of = fields("Europe/Berlin", "", weekly, "occurrence_of");
    assert_eq!(of, ["{id: 2027-03-14-soup, date: 2027-03-28}"]);
    let yearly = "DTSTART;VALUE=DATE:20261025\nRRULE:FREQ=YEARLY;COUNT=2";
    assert_eq!(fields("Europe/Berlin", "", yearly, "length"), ["25 hours", "24 hours"]);
}

#[test]
fn an_end_that_the_clocks_skip_on_one_day_is_told_as_a_length() {
    let weekly = "DTSTART;TZID=Europe/Berlin:20270313T220000\nDURATION:PT4H\nRRULE:FREQ=WEEKLY;COUNT=4";
    let told = |zone: &str| ["time", "length"].map(|name| fields(zone, "", weekly, name).concat());
    assert_eq!(told("Europe/Berlin"), ["10:00 pm", "4 hours"]);
    let earlier = weekly.replace("0313", "0227");
    assert_eq!(fields("Europe/Berlin", "", &earlier, "time"), ["10:00 pm - 2:00 am"]);
}

#[test]
fn minus_one_counts_without_end() {
    let event = "DTSTART:20270104T180000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;UNTIL=20270118T180000;COUNT=-1";
    assert_eq!(fields("Europe/Berlin", "", event, "repeats"), ["{every: week, until: 2027-01-18}"]);
}

#[test]
fn a_stamp_does_not_go_back_without_a_count_that_goes_on() {
    let stamped = |stamp: &str| {
        let lines = format!("DTSTART:20270104T180000\nDURATION:PT1H\nSEQUENCE:7\nLAST-MODIFIED:{stamp}");
        ["sequence", "updated"].map(|name| fields("Europe/Berlin", "", &lines, name).concat())
    };
    assert_eq!(stamped("20261101T153000Z"), ["8", "2026-11-01"]);
    assert_eq!(stamped("20261101T000000Z"), ["7", "2026-11-01"]);
    // Later than the day of the import, and as old as what this program writes itself.
    assert_eq!(stamped("20300101T000000Z"), ["8", "2026-11-22"]);
    assert_eq!(stamped("20200101T000000Z"), ["7", ""]);
    let seconds = "DTSTART:20270104T180000\nDURATION:PT1H\nSEQUENCE:1767225600\nLAST-MODIFIED:20261101T000000Z";
    assert_eq!(fields("Europe/Berlin", "", seconds, "sequence"), ["1767225600"]);
}

#[test]
fn somebody_s_home_is_no_public_venue() {
    let made = event(
        "UID:1\nSUMMARY:Circle\nDTSTART:20270119T090000\nDURATION:PT1H\nLOCATION:12 Rosemary Lane (Deirdre's house)\n\
         DESCRIPTION:We read.\\nMeet at 12 Rosemary Lane (Deirdre's house) by the door.",
    );
    assert!(made.files.iter().all(|file| !file.path.starts_with("venues/")));
    let text = session(&made);
    assert!(
        text.ends_with(
            "---\nWe read.\n\n> [!facilitator]\n> Meet at 12 Rosemary Lane (Deirdre's house) by the door.\\\n\
         > 12 Rosemary Lane (Deirdre's house)\n"
        ),
        "{text}"
    );
    assert!(!text.contains("where:"), "{text}");
    assert_eq!((made.report.count(ReportKind::Home), made.report.count(ReportKind::Join)), (1, 0));
}

#[test]
fn lines_of_an_agenda_become_its_list() {
    let made = event(
        "UID:1\nSUMMARY:Circle\nDTSTART:20270119T190000\nDURATION:PT2H\n\
         DESCRIPTION:Come along<br><br><b>Agenda</b><br>19:00 Welcome<br>bring your cup<br>20:00 Tea &amp\\; talk<br><br>No fee.",
    );
    let body = session(&made).rsplit("---\n").next().unwrap_or_default();
    assert_eq!(
        body,
        "Come along\n\n## Agenda\n\n- 19:00 Welcome\\\n    bring your cup\n- 20:00 Tea & talk\n\nNo fee.\n"
    );
    for other in ["Agenda<br>19:00 Welcome", "Agenda<br>soup<br>19:00 Tea<br>20:00 Talk", "Hours<br>19:00 a<br>20:00 b"]
    {
        let made = event(&format!("UID:1\nSUMMARY:Circle\nDTSTART:20270119T190000\nDESCRIPTION:{other}"));
        assert!(!session(&made).contains("##"), "{other}: {}", session(&made));
    }
}

#[test]
fn events_without_a_uid_are_known_again() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Soup\nDTSTART:20270119T190000\nEND:VEVENT\nBEGIN:VEVENT\n\
                SUMMARY:Soup\nDTSTART:20270119T190000\nLOCATION:Hall\nEND:VEVENT\nBEGIN:VEVENT\nUID: \nSUMMARY:Stew\n\
                DTSTART;VALUE=DATE:20270119\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\nEND:VCALENDAR";
    let made = imported(text);
    assert_eq!(made.report.sessions, 5);
    let sources = made.files.iter().map(|file| Source { path: file.path.as_str().into(), text: file.text.clone() });
    let parsed: Vec<Parsed> = sources.map(|source| parse::parse(&source)).collect();
    let files: Vec<crate::source::FilePath> = made.files.iter().map(|file| file.path.as_str().into()).collect();
    let (handbook, _) = parse::assemble(&parsed, files.clone());
    let book = handbook.as_ref().map(|handbook| &handbook.book);
    let again = import(&read(text.as_bytes()), ExistingFiles { files: &files, book }, &settings());
    assert_eq!((again.files.len(), again.report.count(ReportKind::AlreadyHere)), (0, 3), "{:?}", again.files);
}

#[test]
fn a_midnight_that_the_clocks_skip_still_makes_a_handbook() {
    let event = "DTSTART;VALUE=DATE:20270314\nRRULE:FREQ=WEEKLY;COUNT=4";
    assert_eq!(fields("Asia/Beirut", "", event, "time").len(), 4);
}

#[test]
fn ends_and_starts_of_two_kinds_are_read_as_most_programs_do() {
    let float = "DTSTART;TZID=America/New_York:20270119T090000\nDTEND:20270119T100000";
    assert_eq!(fields("America/Los_Angeles", "", float, "time"), ["9:00 am - 10:00 am"]);
    let both = "DTSTART;TZID=America/New_York:20270119T170000Z\nDURATION:PT1H";
    assert_eq!(fields("America/New_York", "", both, "time"), ["5:00 pm - 6:00 pm"]);
    let calendars = "DTSTART:20270119T090000\nDURATION:PT1H";
    assert_eq!(
        fields("Europe/Berlin", "X-WR-TIMEZONE:America/New_York\n", calendars, "timezone"),
        ["America/New_York"]
    );
}

#[test]
fn a_series_called_private_has_a_folder_that_is_published() {
    let made =
        event("UID:1\nSUMMARY:Private\nDTSTART:20270119T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3");
    assert!(made.files.iter().any(|file| file.path == "sessions/private-series/series.md"));
    assert_eq!(mistakes(&made), Vec::<String>::new());
}

#[test]
fn no_way_in_is_left_where_everybody_reads() {
    let room = "https://us02web.zoom.us/j/82100000123?pwd=QUJDREVGRzEyMzQ1.1";
    let told = [
        "We read chapter 2.\\n\\nZoom passcode: 482913",
        "We read chapter 2.\\nID de réunion: 821 0000 0123\\nCode d’accès : 482913",
        "We read chapter 2.\\nOr iPhone one-tap (US Toll): +16465588656\\,82100000123#",
        "We read chapter 2.\\nAlex Morgan is inviting you to a scheduled Zoom meeting.\\n---\\nThe passcode is 482913",
    ];
    for told in told {
        let made = event(&format!(
            "UID:1\nSUMMARY:Circle {room}\nDTSTART:20270119T090000\nDURATION:PT1H\nLOCATION:{room}\nDESCRIPTION:{told}"
        ));
        let text = session(&made);
        let open: Vec<&str> =
            text.lines().filter(|line| !line.starts_with('>') && !line.starts_with("join: ")).collect();
        let open = open.join("\n");
        assert!(open.contains("title: Circle\n") && open.contains("We read chapter 2"), "{text}");
        for secret in ["482913", "82100000123", "821 0000 0123", "QUJD", "Alex", "---\nWe read chapter 2.\n\n---"] {
            assert!(!open.contains(secret), "{secret}: {text}");
        }
        assert!(text.contains(&format!("join: \"{room}\"\n")), "{text}");
    }
    let page = event(
        "UID:1\nSUMMARY:Circle\nDTSTART:20270119T090000\nLOCATION:https://events.example.org/circle/42\n\
         DESCRIPTION:More: https://events.example.org/circle/42",
    );
    assert!(!session(&page).contains("join:"), "{}", session(&page));
    let place = event("UID:1\nSUMMARY:Circle\nDTSTART:20270119T090000\nLOCATION:Bellwood Hall\\, passcode 482913");
    assert!(place.files.iter().all(|file| !file.path.starts_with("venues/") || !file.text.contains("482913")));
}

/// Returns the errors and warnings of a handbook that is made of these files.
fn mistakes(made: &Import) -> Vec<String> {
    let sources = made.files.iter().map(|file| Source { path: file.path.as_str().into(), text: file.text.clone() });
    let parsed: Vec<Parsed> = sources.map(|source| parse::parse(&source)).collect();
    let paths = made.files.iter().map(|file| file.path.as_str().into()).collect();
    let (handbook, mut found) = parse::assemble(&parsed, paths);
    found.extend(handbook.iter().flat_map(|handbook| crate::check::check(handbook, Drafts::Shown)));
    found.retain(|found| found.severity >= Severity::Error);
    found.iter().map(|found| format!("{}: {}", found.code, found.message)).collect()
}

/// Returns the titles of the handbook's sessions.
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

    /// Checks that, whatever stands in texts, the handbook that comes of it has no errors.
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
