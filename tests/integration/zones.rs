//! Times in zones whose clocks are easily got wrong, worked out by hand, from a folder to the feed. The feed is read
//! without the program: the offset by the text of the VTIMEZONE, without any table of zones.

use crate::support::Folder;

/// Zone, date, start, and the same moment in UTC. By hand, from the laws of 2026 (IANA 2026f): British Columbia stays
/// on UTC-7 for good, Alberta on UTC-6 and Manitoba on UTC-5, and Morocco is on UTC+0 since 20 September 2026; Lord
/// Howe turns its clocks by half an hour; Brazil has had no summer time since 2019.
const MOMENTS: [(&str, &str, &str, &str); 18] = [
    ("America/Vancouver", "2026-12-15", "18:00", "20261216T010000Z"),
    ("America/Vancouver", "2026-02-15", "18:00", "20260216T020000Z"),
    ("America/Edmonton", "2026-12-15", "18:00", "20261216T000000Z"),
    ("America/Winnipeg", "2026-12-15", "18:00", "20261215T230000Z"),
    ("Africa/Casablanca", "2026-12-15", "18:00", "20261215T180000Z"),
    ("Africa/Casablanca", "2026-07-15", "18:00", "20260715T170000Z"),
    ("Europe/Dublin", "2026-07-15", "18:00", "20260715T170000Z"),
    ("Europe/Dublin", "2026-12-15", "18:00", "20261215T180000Z"),
    ("Australia/Lord_Howe", "2026-12-15", "18:00", "20261215T070000Z"),
    ("Australia/Lord_Howe", "2026-07-15", "18:00", "20260715T073000Z"),
    ("Asia/Kathmandu", "2026-12-15", "18:00", "20261215T121500Z"),
    ("America/Sao_Paulo", "2026-12-15", "18:00", "20261215T210000Z"),
    ("America/Sao_Paulo", "2026-07-15", "18:00", "20260715T210000Z"),
    ("America/Halifax", "2026-09-17", "18:30", "20260917T213000Z"),
    ("America/Halifax", "2026-11-19", "18:30", "20261119T223000Z"),
    ("America/Halifax", "2027-03-18", "18:30", "20270318T213000Z"),
    ("Europe/Chisinau", "2026-10-25", "02:30", "20261024T233000Z"),
    ("America/Vancouver", "2026-11-01", "01:30", "20261101T083000Z"),
];

/// Returns a folder with one session of an hour in a zone.
fn one_session(zone: &str, date: &str, start: &str, more: &str) -> Folder {
    let community = format!("name: The Lantern Circle\ntimezone: {zone}\n{more}");
    let session = format!("---\ntitle: Evening\ndate: {date}\ntime: \"{start}\"\nlength: 30 minutes\n---\nWe meet.\n");
    Folder::new(&[("community.yml", &community), ("sessions/01-evening.md", &session)])
}

fn feed(folder: &Folder) -> String {
    folder.build().well();
    String::from_utf8(folder.site()["calendar.ics"].clone()).expect("a feed is UTF-8").replace("\r\n ", "")
}

/// Returns a content line's parameters and value, where its name is `name`.
fn line<'a>(text: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    text.lines().find_map(|line| line.strip_prefix(name)?.split_once(':'))
}

/// Returns days since 1 January 1970 (civil date to day number, proleptic Gregorian).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let before = |year: i64| 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let leap = i64::from((year % 4 == 0 && year % 100 != 0) || year % 400 == 0);
    let months = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let index = usize::try_from(month - 1).expect("a month");
    before(year - 1) - before(1969) + months[index] + i64::from(month > 2) * leap + day - 1
}

/// Returns seconds since 1970 of `20261215T180000`, as if it were UTC.
fn seconds(text: &str) -> i64 {
    let part = |from: usize, to: usize| -> i64 { text[from..to].parse().expect("digits") };
    let time = part(9, 11) * 3600 + part(11, 13) * 60 + part(13, 15);
    days(part(0, 4), part(4, 6), part(6, 8)) * 86_400 + time
}

/// Returns the seconds of `-0330`.
fn offset(text: &str) -> i64 {
    let part = |from: usize, to: usize| -> i64 { text[from..to].parse().expect("digits") };
    let size = part(1, 3) * 3600 + part(3, 5) * 60;
    if text.starts_with('-') { -size } else { size }
}

/// Returns the last of the onsets of an observance up to `wall`: its DTSTART, and the nth weekday of a month of each
/// later year.
fn last_onset(observance: &str, wall: i64) -> Option<i64> {
    let start = line(observance, "DTSTART")?.1;
    let mut last = Some(seconds(start)).filter(|onset| *onset <= wall)?;
    let Some((_, rule)) = line(observance, "RRULE") else { return Some(last) };
    let part = |name: &str| rule.split(';').find_map(|part| part.strip_prefix(name));
    let month: i64 = part("BYMONTH=").expect("a month").parse().expect("a number");
    let (nth, weekday) = part("BYDAY=").map(|day| day.split_at(day.len() - 2)).expect("a day");
    let weekday = ["TH", "FR", "SA", "SU", "MO", "TU", "WE"].iter().position(|day| *day == weekday).expect("a day");
    let weekday = i64::try_from(weekday).expect("small");
    let until = part("UNTIL=").map(|until| seconds(until) + offset(line(observance, "TZOFFSETFROM").expect("one").1));
    for year in start[..4].parse::<i64>().expect("a year") + 1..2031 {
        let first = days(year, month, 1);
        // 1 January 1970 was a Thursday.
        let day = match nth.parse::<i64>().expect("a number") {
            -1 => {
                let next = if month == 12 { days(year + 1, 1, 1) } else { days(year, month + 1, 1) };
                next - 1 - (next - 1 - weekday).rem_euclid(7)
            }
            nth => first + (weekday - first).rem_euclid(7) + 7 * (nth - 1),
        };
        let onset = day * 86_400 + seconds(start).rem_euclid(86_400);
        if onset <= wall && until.is_none_or(|until| onset <= until) {
            last = onset;
        }
    }
    Some(last)
}

/// Returns DTSTART of the only event in seconds UTC, by the feed's own words.
fn start(feed: &str) -> i64 {
    let (_, event) = feed.split_once("BEGIN:VEVENT").expect("an event");
    let (parameters, value) = line(event, "DTSTART").expect("a start");
    if let Some(utc) = value.strip_suffix('Z') {
        assert_eq!(parameters, "");
        return seconds(utc);
    }
    let tzid = parameters.strip_prefix(";TZID=").expect("no time floats");
    let (_, zone) = feed.split_once(&format!("BEGIN:VTIMEZONE\r\nTZID:{tzid}\r\n")).expect("the zone is described");
    let (zone, _) = zone.split_once("END:VTIMEZONE").expect("an end");
    let wall = seconds(value);
    let in_force = zone.split("BEGIN:").filter_map(|observance| Some((last_onset(observance, wall)?, observance)));
    let (_, observance) = in_force.max_by_key(|(onset, _)| *onset).expect("something in force");
    wall - offset(line(observance, "TZOFFSETTO").expect("an offset").1)
}

#[test]
fn each_moment_is_the_one_worked_out_by_hand() {
    for (zone, date, time, utc) in MOMENTS {
        for more in ["", "calendar: {times: utc}\n"] {
            let feed = feed(&one_session(zone, date, time, more));
            let expected = seconds(utc.trim_end_matches('Z'));
            assert_eq!(start(&feed), expected, "{zone} {date} {time}, {more:?}:\n{feed}");
            if !more.is_empty() {
                assert!(feed.contains(&format!("DTSTART:{utc}\r\n")), "{feed}");
            }
        }
    }
}

#[test]
fn a_week_of_meetings_keeps_its_hour_when_the_clocks_change() {
    // Every second Thursday at 18:30, across 1 November 2026: the rule keeps the wall clock.
    let folder = one_session("America/Halifax", "2026-10-22", "18:30", "");
    let text = folder.read("sessions/01-evening.md");
    folder.write(
        "sessions/01-evening.md",
        text.replace("length", "repeats: {every: 2 weeks, until: 2026-11-19}\nlength"),
    );
    let feed = feed(&folder);
    assert!(feed.contains("DTSTART;TZID=America/Halifax:20261022T183000\r\n"), "{feed}");
    assert!(feed.contains("RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20261119T223000Z\r\n"), "{feed}");
}

#[test]
fn a_time_that_is_jumped_over_is_refused() {
    let ran = one_session("America/Halifax", "2027-03-14", "02:30", "").build();
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let said = format!("{}{}", ran.stdout, ran.stderr);
    assert!(said.contains("error[time-skipped]"), "{said}");
    assert!(said.contains("sessions/01-evening.md:3:"), "{said}");
}

#[test]
fn a_time_that_comes_twice_is_the_first_in_every_reader() {
    for (zone, date, time, utc) in [
        ("America/Halifax", "2026-11-01", "01:30", "20261101T043000Z"),
        ("Europe/Chisinau", "2026-10-25", "03:30", "20261025T003000Z"),
    ] {
        let folder = one_session(zone, date, time, "");
        let ran = folder.build().well();
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(said.contains("warning[time-twice]"), "{said}");
        let feed = feed(&folder);
        assert!(feed.contains(&format!("DTSTART:{utc}\r\n")), "{feed}");
    }
    // By the law of 2025 this hour would come twice; it does not.
    let ran = one_session("America/Vancouver", "2026-11-01", "01:30", "").build().well();
    assert!(!format!("{}{}", ran.stdout, ran.stderr).contains("time-twice"), "{ran:?}");
}
