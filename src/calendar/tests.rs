//! Whole feeds of small books: what a subscriber's calendar is told.

use std::sync::Arc;

use ical::IcalParser;
use ical::parser::ical::component::IcalCalendar;
use jiff::civil::{Date, date, time};

use super::*;
use crate::handbook::community::{Contact, FeedTimes};
use crate::handbook::fixture;
use crate::handbook::private::Join;
use crate::handbook::session::{
    Change, Every, Meeting, OccurrenceOf, Place, ReadingUse, Repeats, ShowJoinLink, Status, When,
};
use crate::handbook::{Body, Book, Community, Handbook, Private, Prose, Words};
use crate::public::{Drafts, Public, public};
use crate::source::{FilePath, Located};

const TODAY: Date = date(2026, 11, 1);

/// The English table, read as far as these tests need: `key: value`, one a line.
fn english() -> Words {
    let text = include_str!("../../themes/words/en.yml");
    let lines = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "));
    Words { table: lines.map(|(key, value)| (key.to_owned(), value.trim_matches('"').to_owned())).collect() }
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
    public(&fixture::handbook(book), Drafts::Left)
}

/// The whole feed on `day`, held to agree with each session's own.
fn feed_on(public: &Public, day: Date) -> String {
    let words = english();
    let almanac = almanac(public, &words, day);
    let mut all = Vec::new();
    let mut own = Vec::new();
    for session in &public.book().sessions {
        let events = events(session, &almanac);
        own.extend(session_feed(session, &events, &almanac));
        all.extend(events);
    }
    let blocks: Vec<_> = all.iter().map(|event| event.text.clone()).collect();
    let whole = feed(all, &almanac);
    for block in blocks {
        assert!(whole.contains(&block) && own.iter().any(|own| own.contains(&block)));
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

/// The lines of the first event (or of the calendar) with that name, unfolded.
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
X-WR-TIMEZONE:America/Halifax
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
SOURCE;VALUE=URI:https://tidepool.example.org/calendar.ics
URL:https://tidepool.example.org/sessions/index.html
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
DESCRIPTION:Agenda (Halifax time)\\n6:15 pm doors open\\n8:00 pm end\\n\\nEvery
 thing about it: https://tidepool.example.org/sessions/01-first.html
END:VEVENT
END:VCALENDAR
";
    assert_eq!(feed_of(book), expected.replace('\n', "\r\n"));
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
    renamed.uid = Some("{5F3A}".into());
    let feed = feed_with(vec![renamed]);
    assert_eq!(event_line(&feed, "UID"), "UID:{5F3A}|UID:oldest-2@tidepool-circle");
}

#[test]
fn changes_and_updates_move_the_stamp() {
    let mut moved = session("moved");
    let change = |day| Change { date: day, text: "moved".into(), span: fixture::at(&file(), 0) };
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
    before.when = here(When::On(meeting(date(2026, 10, 29))));
    assert_eq!(event_line(&feed_with(vec![west.clone(), before]), "DTSTART").matches('Z').count(), 2);

    let weekly = Repeats { every: Every::Weeks(1), until: date(2026, 12, 31), except: Vec::new() };
    west.when = here(When::On(meeting(date(2026, 10, 29))));
    west.repeats = Some(here(weekly));
    let feed = feed_with(vec![west]);
    assert_eq!(event_line(&feed, "DTSTART"), "DTSTART;TZID=America/Vancouver:20261029T183000");
}

fn meeting(day: Date) -> Meeting {
    fixture::meeting(day, time(18, 30, 0, 0), time(20, 0, 0, 0))
}

#[test]
fn the_second_of_two_equal_wall_clock_times_is_told_in_utc() {
    let mut night = session("night");
    let mut times = fixture::meeting(date(2026, 11, 1), time(0, 30, 0, 0), time(0, 0, 0, 0));
    times.times.end = crate::handbook::session::End::After(120);
    night.when = here(When::On(times));
    let feed = feed_with(vec![night]);
    assert_eq!(event_line(&feed, "DTSTART"), "DTSTART;TZID=America/Halifax:20261101T003000");
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
fn places_in_words() {
    let location = |venue: bool, online| {
        let mut at = session("at");
        at.place = Some(Place { venue: venue.then(|| here("library".into())), online });
        let mut book = fixture::book(vec![at]);
        let mut venue = fixture::venue("library");
        venue.meta.title = "Bellwood Library".into();
        venue.room = Some("Room 2".into());
        venue.address = "1 Quay Road,\nPort Arden".into();
        book.venues.push(Arc::new(venue));
        event_line(&feed_of(book), "LOCATION")
    };
    let library = "LOCATION:Bellwood Library\\, Room 2\\, 1 Quay Road\\, Port Arden";
    assert_eq!(location(true, false), library);
    assert_eq!(location(true, true), format!("{library} (also online)"));
    assert_eq!(location(false, true), "LOCATION:Online");
}

#[test]
fn how_to_join_is_told_only_where_it_is_shown() {
    let feed = |show| {
        let mut online = session("online");
        online.place = Some(Place { venue: None, online: true });
        online.show_join_link = Some(show);
        let id = online.meta.id.clone();
        let join = Join { link: Some(here("https://meet.example/xyz".into())), dial_in: Some(here("555 0100".into())) };
        let book = fixture::indexed(fixture::book(vec![online]));
        let private = Private { joins: [(id, join)].into(), ..Private::default() };
        feed_on(&public(&Handbook { book, private }, Drafts::Left), TODAY)
    };
    let shown = feed(ShowJoinLink::Public);
    assert_eq!(event_line(&shown, "CONFERENCE"), "CONFERENCE;VALUE=URI:https://meet.example/xyz");
    assert_eq!(event_line(&shown, "LOCATION"), "LOCATION:Online: https://meet.example/xyz");
    assert!(event_line(&shown, "DESCRIPTION").contains("Join: https://meet.example/xyz\\nDial in: 555 0100"));
    for hidden in [feed(ShowJoinLink::Mail), feed(ShowJoinLink::Members)] {
        assert!(!hidden.contains("meet.example") && !hidden.contains("555"));
    }
}

#[test]
fn the_description_says_what_a_member_needs() {
    let mut full = session("full");
    full.body.summary = Prose { html: "<p>We meet &amp; talk.</p>".into(), holes: Vec::new() };
    full.bring = vec!["a mug".into(), "a story".into()];
    full.readings = vec![ReadingUse { reading: here("holmes".into()), part: Some("chapter 1".into()) }];
    full.series = Some("season".into());
    let mut book = fixture::book(vec![full]);
    let mut reading = fixture::reading("holmes");
    reading.citation = "Holmes, J. (2015). Calm.".into();
    reading.link = Some(here("https://example.org/holmes".into()));
    book.readings.push(Arc::new(reading));
    let mut series = fixture::series("season");
    series.meta.title = "Season one, autumn".into();
    book.series.push(Arc::new(series));
    book.values = Some(Arc::new(fixture::values(&["Curiosity", "Care"])));
    let contact = Contact { name: Some("Marisol".into()), email: Some("m@example.org".into()), phone: None };
    set(&mut book, |community| community.contact = Some(contact));
    let feed = feed_of(book);
    let expected = "DESCRIPTION:We meet & talk.\\n\\nTo bring: a mug\\; a story\\n\\n\
        Agenda (Halifax time)\\n6:15 pm doors open\\n8:00 pm end\\n\\n\
        To read\\n- Holmes\\, J. (2015). Calm. (chapter 1) https://example.org/holmes\\n\\n\
        What we value\\n- Curiosity\\n- Care\\n\\nQuestions: Marisol\\, m@example.org";
    assert_eq!(event_line(&feed, "DESCRIPTION"), expected);
    assert_eq!(event_line(&feed, "CATEGORIES"), "CATEGORIES:Season one\\, autumn");
    assert_eq!(event_line(&feed, "CONTACT"), "CONTACT:Marisol\\, m@example.org");
}

#[test]
fn a_long_description_is_cut_between_lines() {
    for html in ["<p>潮だまりの会は毎月</p>\n".repeat(800), "word ".repeat(3000), "長".repeat(5000)] {
        let mut long = session("long");
        long.body = Body { summary: Prose { html, holes: Vec::new() }, ..Body::default() };
        let mut book = fixture::book(vec![long]);
        set(&mut book, |community| community.website = Some(here("https://tidepool.example.org".into())));
        let told = event_line(&feed_of(book), "DESCRIPTION");
        assert!(told.len() < 9_000 && told.len() > 4_000, "{}", told.len());
        assert!(told.ends_with(
            "There is more on the page.\\n\\nEverything about it: https://tidepool.example.org/sessions/long.html"
        ));
    }
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
    evil.uid = Some("x\nATTACH:y".into());
    let feed = feed_with(vec![evil]);
    assert_eq!(read(&feed).events.len(), 1);
    assert!(!feed.contains("\r\nATTACH"));
}

/// How long ten thousand events take; `cargo test --release -- --ignored ten_thousand` prints it.
#[test]
#[ignore = "a measurement"]
fn ten_thousand_events() {
    let sessions = (0..10_000).map(|number| {
        let mut session = session(&format!("s{number}"));
        session.when = here(When::On(meeting(date(2024, 1, 1).saturating_add(jiff::Span::new().days(number / 8)))));
        session.body.summary =
            Prose { html: format!("<p>{}</p>", "We read together, and talk about it. ".repeat(30)), holes: Vec::new() };
        session
    });
    let public = door(fixture::book(sessions.collect()));
    let words = english();
    let begin = std::time::Instant::now();
    let almanac = almanac(&public, &words, TODAY);
    let per_session: Vec<_> = public.book().sessions.iter().map(|session| events(session, &almanac)).collect();
    let made = begin.elapsed();
    let all = public.book().sessions.iter().zip(&per_session);
    let octets: usize =
        all.filter_map(|(session, events)| session_feed(session, events, &almanac)).map(|feed| feed.len()).sum();
    let own = begin.elapsed();
    let feed = feed(per_session.into_iter().flatten().collect(), &almanac);
    println!(
        "events {made:?}, session feeds {:?} ({octets}), feed {:?} ({})",
        own - made,
        begin.elapsed() - own,
        feed.len()
    );
}
