//! Tests of whole feeds of small books, as a subscriber's calendar gets them.

mod kept;
mod nights;
mod told;

use std::sync::Arc;

use ical::IcalParser;
use ical::parser::ical::component::IcalCalendar;
use jiff::civil::{Date, date, time};

use super::*;
use crate::handbook::community::{FeedTimes, HouseWords};
use crate::handbook::fixture;
use crate::handbook::session::{Every, Meeting, OccurrenceOf, Place, Repeats, Status, When};
use crate::handbook::{Book, Community, Words};
use crate::parse::words::{house, words};
use crate::redact::{Drafts, Public, redact};
use crate::source::{FilePath, Located};

const TODAY: Date = date(2026, 11, 1);

fn english() -> Words {
    house(words("en").0, &HouseWords::default())
}

fn file() -> FilePath {
    "sessions/test.md".into()
}

fn here<T>(value: T) -> Located<T> {
    fixture::located(value, &file())
}

fn session(id: &str) -> Session {
    let mut session = fixture::session(id);
    session.meta.title = format!("Meeting {id}");
    session
}

fn set(book: &mut Book, change: impl FnOnce(&mut Community)) {
    let mut community = book.community.as_ref().clone();
    change(&mut community);
    book.community = Arc::new(community);
}

fn door(book: Book) -> Public {
    redact(&fixture::handbook(book), Drafts::Left)
}

/// Returns the whole feed on `day`, held to agree with each session's own.
fn feed_on(public: &Public, day: Date) -> String {
    let words = english();
    let context = feed_context(public, &words, day);
    let mut all = Vec::new();
    let mut own = Vec::new();
    for session in &public.book().sessions {
        let events = events(session, &context);
        own.extend(session_feed(session, &events, &context));
        all.extend(events);
    }
    let blocks: Vec<_> = all.iter().map(|event| event.text.clone()).collect();
    let whole = feed(all, &context);
    for block in blocks {
        // What stands in for an occurrence is an event by itself in its own file.
        let has_its_own = block.contains("\r\nRECURRENCE-ID") || own.iter().any(|own| own.contains(&block));
        assert!(whole.contains(&block) && has_its_own);
    }
    for calendar in own.iter().chain([&whole]) {
        read(calendar);
        assert!(calendar.lines().all(|line| line.len() <= 75 && !line.ends_with(' ')), "{calendar}");
        assert!(!calendar.contains("\r\nMETHOD") && !calendar.contains("\r\nBEGIN:VALARM"));
        for tzid in calendar.split(";TZID=").skip(1).filter_map(|rest| rest.split(':').next()) {
            assert!(calendar.contains(&format!("BEGIN:VTIMEZONE\r\nTZID:{tzid}\r\n")), "{tzid}");
        }
    }
    whole
}

fn feed_of(book: Book) -> String {
    feed_on(&door(book), TODAY)
}

fn feed_with(sessions: Vec<Session>) -> String {
    feed_of(fixture::book(sessions))
}

fn read(calendar: &str) -> IcalCalendar {
    IcalParser::new(calendar.as_bytes()).next().expect("a calendar").expect("readable")
}

/// Returns the lines of the first event (or of the calendar) with that name, unfolded.
fn lines<'a>(unfolded: &'a str, name: &str) -> Vec<&'a str> {
    let named = |line: &&str| line.split([':', ';']).next() == Some(name);
    unfolded.split("\r\n").filter(named).collect()
}

fn unfolded(calendar: &str) -> String {
    calendar.replace("\r\n ", "")
}

fn event_line(calendar: &str, name: &str) -> String {
    let calendar = unfolded(calendar);
    let events = calendar.split_once("BEGIN:VEVENT").map_or("", |(_, events)| events);
    lines(events, name).join("|")
}

#[test]
fn a_feed_whole() {
    let mut first = session("01 first");
    first.meta.title = "Who gets heard?: voices, and silence".into();
    let mut book = fixture::book(vec![first]);
    set(&mut book, |community| community.website = Some(here("https://tidepool.example.org".into())));
    let expected = "BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Handbound//Handbook calendar//EN
CALSCALE:GREGORIAN
NAME:The Tidepool Circle
X-WR-CALNAME:The Tidepool Circle
DESCRIPTION:The sessions of The Tidepool Circle
X-WR-CALDESC:The sessions of The Tidepool Circle
COLOR:teal
X-WR-TIMEZONE:America/Halifax
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
SOURCE;VALUE=URI:https://tidepool.example.org/calendar.ics
URL:https://tidepool.example.org/calendar.html
LAST-MODIFIED:20200101T000000Z
BEGIN:VTIMEZONE
TZID:America/Halifax
BEGIN:STANDARD
DTSTART:20261101T020000
TZOFFSETFROM:-0300
TZOFFSETTO:-0400
TZNAME:AST
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20270314T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0300
TZNAME:ADT
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:01 first@tidepool-circle
DTSTAMP:20200101T000000Z
DTSTART;TZID=America/Halifax:20261119T183000
DTEND;TZID=America/Halifax:20261119T200000
SEQUENCE:0
LAST-MODIFIED:20200101T000000Z
STATUS:CONFIRMED
TRANSP:OPAQUE
SUMMARY:Who gets heard?: voices\\, and silence
URL:https://tidepool.example.org/sessions/01-first.html
DESCRIPTION:Doors open at 6:15 pm (Halifax time)\\n\\nEverything about it: ht
 tps://tidepool.example.org/sessions/01-first.html
END:VEVENT
END:VCALENDAR
";
    assert_eq!(feed_of(book), expected.replace('\n', "\r\n"));
}

#[test]
fn a_session_online_has_no_doors() {
    let told = |venue| {
        let mut online = session("01");
        online.place = Some(Place { venue, online: true });
        event_line(&feed_with(vec![online]), "DESCRIPTION")
    };
    assert_eq!(told(None), "DESCRIPTION:The online room opens at 6:20 pm (Halifax time)");
    assert_eq!(told(Some(here("library".into()))), "DESCRIPTION:Doors open at 6:15 pm (Halifax time)");
}

#[test]
fn an_empty_handbook_gives_its_zone() {
    let mut undecided = session("open");
    undecided.when = here(When::Undecided { times: None });
    let calendar = read(&feed_with(vec![undecided]));
    assert_eq!((calendar.events.len(), calendar.timezones.len()), (0, 1));

    let mut book = fixture::book(Vec::new());
    set(&mut book, |community| community.timezone = here(jiff::tz::TimeZone::UTC));
    assert!(feed_of(book).contains("BEGIN:VTIMEZONE\r\nTZID:UTC\r\n"));
}

#[test]
fn a_session_keeps_its_oldest_name() {
    let mut renamed = session("new");
    renamed.meta.was = vec![here("oldest".into()), here("old".into())];
    renamed.also_offered.push(here(fixture::meeting(date(2026, 11, 21), time(10, 0, 0, 0), time(11, 30, 0, 0))));
    let feed = feed_with(vec![renamed.clone()]);
    assert_eq!(event_line(&feed, "UID"), "UID:oldest@tidepool-circle|UID:oldest-2@tidepool-circle");
    renamed.uid = Some(here("{5F3A}".into()));
    let feed = feed_with(vec![renamed]);
    assert_eq!(event_line(&feed, "UID"), "UID:{5F3A}|UID:oldest-2@tidepool-circle");
}

#[test]
fn changes_and_updates_move_the_stamp() {
    let mut moved = session("moved");
    let change = |day| fixture::change(day, "moved");
    moved.changes = vec![change(date(2026, 10, 1)), change(date(2026, 11, 2))];
    moved.meta.updated = Some(date(2026, 10, 15));
    let feed = feed_with(vec![moved]);
    assert_eq!(event_line(&feed, "SEQUENCE"), "SEQUENCE:2");
    assert_eq!(event_line(&feed, "DTSTAMP"), "DTSTAMP:20261102T000000Z");
    assert_eq!(lines(&unfolded(&feed), "LAST-MODIFIED"), ["LAST-MODIFIED:20261102T000000Z"; 2]);
}

#[test]
fn a_cancelled_session_stays_for_thirty_days() {
    let mut cancelled = session("off");
    cancelled.status = Status::Cancelled;
    let public = door(fixture::book(vec![cancelled]));
    let feed = feed_on(&public, date(2026, 12, 19));
    let told = ["STATUS", "TRANSP", "SUMMARY", "SEQUENCE"].map(|name| event_line(&feed, name));
    assert_eq!(told, ["STATUS:CANCELLED", "TRANSP:TRANSPARENT", "SUMMARY:Cancelled: Meeting off", "SEQUENCE:1"]);
    assert!(!feed_on(&public, date(2026, 12, 20)).contains("VEVENT"));
}

#[test]
fn utc_where_it_was_asked_for_or_where_rules_change() {
    let mut book = fixture::book(vec![session("one")]);
    set(&mut book, |community| community.calendar.times = FeedTimes::Utc);
    let feed = feed_of(book);
    assert_eq!(event_line(&feed, "DTSTART"), "DTSTART:20261119T223000Z");
    assert!(!feed.contains("VTIMEZONE"));

    let mut west = session("west");
    west.timezone = Some(here(fixture::zone("America/Vancouver")));
    let mut before = west.clone();
    before.meta.id = "before".into();
    before.when = here(When::On(meeting(date(2026, 2, 5))));
    let feed = feed_with(vec![west.clone(), before]);
    assert_eq!(event_line(&feed, "DTSTART"), "DTSTART:20260206T023000Z|DTSTART:20261120T013000Z");

    let weekly = Repeats { every: Every::Weeks(1), until: date(2026, 12, 31), except: Vec::new() };
    west.when = here(When::On(meeting(date(2026, 2, 5))));
    west.repeats = Some(here(weekly));
    let mut moved = session("moved");
    moved.when = here(When::On(meeting(date(2026, 2, 13))));
    moved.occurrence_of = Some(OccurrenceOf { session: here("west".into()), date: Some(date(2026, 2, 12)) });
    // What repeats keeps its wall clock, and so its zone, whatever was asked for; so does what stands in for it.
    for times in [FeedTimes::Zoned, FeedTimes::Utc] {
        let mut book = fixture::book(vec![west.clone(), moved.clone()]);
        set(&mut book, |community| community.calendar.times = times);
        let feed = feed_of(book);
        let starts = "DTSTART;TZID=America/Vancouver:20260205T183000|DTSTART;TZID=America/Halifax:20260213T183000";
        assert_eq!(event_line(&feed, "DTSTART"), starts);
        assert_eq!(event_line(&feed, "RECURRENCE-ID"), "RECURRENCE-ID;TZID=America/Vancouver:20260212T183000");
    }
}

fn meeting(day: Date) -> Meeting {
    fixture::meeting(day, time(18, 30, 0, 0), time(20, 0, 0, 0))
}

#[test]
fn a_session_that_ends_in_an_hour_that_comes_twice_is_told_in_utc() {
    let mut night = session("night");
    let mut times = fixture::meeting(date(2026, 11, 1), time(0, 30, 0, 0), time(0, 0, 0, 0));
    times.times.end = crate::handbook::session::End::After(120);
    night.when = here(When::On(times));
    let feed = feed_with(vec![night]);
    assert_eq!(event_line(&feed, "DTSTART"), "DTSTART:20261101T033000Z");
    assert_eq!(event_line(&feed, "DTEND"), "DTEND:20261101T053000Z");
}

#[test]
fn repeats_are_bounded_and_stand_ins_take_their_place() {
    let mut weekly = session("weekly");
    let except = vec![here(date(2026, 12, 3)), here(date(2026, 12, 4))];
    weekly.repeats = Some(here(Repeats { every: Every::Weeks(2), until: date(2026, 12, 31), except }));
    let mut moved = session("moved");
    moved.when = here(When::On(meeting(date(2026, 12, 18))));
    let of = here("weekly".into());
    moved.occurrence_of = Some(OccurrenceOf { session: of, date: Some(date(2026, 12, 17)) });
    let mut stray = moved.clone();
    stray.meta.id = "stray".into();
    stray.occurrence_of.as_mut().expect("set above").date = Some(date(2026, 12, 10));

    let feed = feed_with(vec![weekly, moved, stray]);
    assert_eq!(event_line(&feed, "RRULE"), "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231T223000Z");
    assert_eq!(event_line(&feed, "EXDATE"), "EXDATE;TZID=America/Halifax:20261203T183000");
    let uids = "UID:weekly@tidepool-circle|UID:weekly@tidepool-circle|UID:stray@tidepool-circle";
    assert_eq!(event_line(&feed, "UID"), uids);
    assert_eq!(event_line(&feed, "RECURRENCE-ID"), "RECURRENCE-ID;TZID=America/Halifax:20261217T183000");
}

#[test]
fn repeats_by_the_month_name_the_weekday() {
    let mut monthly = session("monthly");
    let repeats = Repeats { every: Every::Months(1), until: date(2027, 3, 31), except: Vec::new() };
    monthly.repeats = Some(here(repeats));
    let feed = feed_with(vec![monthly]);
    // The end is in summer time.
    assert_eq!(event_line(&feed, "RRULE"), "RRULE:FREQ=MONTHLY;BYDAY=3TH;UNTIL=20270318T213000Z");
}

#[test]
fn events_are_ordered_by_start_and_the_input_s_order_leaves_no_trace() {
    let sessions = || vec![session("b"), session("a"), fixture::session_on("early", date(2026, 11, 5))];
    let mut other = sessions();
    other.reverse();
    let feed = feed_with(sessions());
    assert_eq!(feed, feed_with(other));
    assert_eq!(event_line(&feed, "UID"), "UID:early@tidepool-circle|UID:a@tidepool-circle|UID:b@tidepool-circle");
}

#[test]
fn no_author_s_text_becomes_a_line_of_its_own() {
    let mut evil = session("evil\r\nBEGIN:VEVENT");
    evil.meta.title = "Soup\r\nEND:VEVENT\r\nBEGIN:VALARM".into();
    evil.uid = Some(here("x\nATTACH:y".into()));
    let feed = feed_with(vec![evil]);
    assert_eq!(read(&feed).events.len(), 1);
    assert!(!feed.contains("\r\nATTACH"));
}
