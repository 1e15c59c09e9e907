//! Tests of what stays: the UID whatever is renamed, and what readers need to know of a change.

use jiff::civil::date;
use proptest::prelude::*;

use super::{TODAY, door, event_line, feed_of, feed_on, feed_with, here, meeting, session, set};
use crate::calendar::{events, feed_context, session_feed};
use crate::handbook::session::{Every, OccurrenceOf, Repeats, Status, When};
use crate::handbook::{Session, fixture};

fn changed(mut session: Session, times: usize) -> Session {
    let change = || fixture::change(date(2026, 10, 1), "now in the hall");
    session.changes = (0..times).map(|_| change()).collect();
    session
}

fn weekly() -> Session {
    let mut weekly = session("weekly");
    weekly.repeats = Some(here(Repeats { every: Every::Weeks(1), until: date(2026, 12, 17), except: Vec::new() }));
    weekly
}

fn stand_in() -> Session {
    let mut stand_in = session("beach");
    stand_in.when = here(When::On(meeting(date(2026, 12, 4))));
    stand_in.occurrence_of = Some(OccurrenceOf { session: here("weekly".into()), date: Some(date(2026, 12, 3)) });
    stand_in
}

#[test]
fn a_stand_in_is_never_older_than_what_repeats() {
    let of =
        |repeats, own| event_line(&feed_with(vec![changed(weekly(), repeats), changed(stand_in(), own)]), "SEQUENCE");
    assert_eq!(of(0, 0), "SEQUENCE:0|SEQUENCE:0");
    assert_eq!(of(2, 0), "SEQUENCE:2|SEQUENCE:2");
    assert_eq!(of(2, 1), "SEQUENCE:2|SEQUENCE:3");
    let feed = feed_with(vec![changed(weekly(), 1), stand_in()]);
    assert_eq!(event_line(&feed, "DTSTAMP"), "DTSTAMP:20261001T000000Z|DTSTAMP:20261001T000000Z");
}

#[test]
fn one_occurrence_is_cancelled_and_stays_so() {
    let mut off = stand_in();
    off.when = here(When::On(meeting(date(2026, 12, 3))));
    off.status = Status::Cancelled;
    let public = door(fixture::book(vec![weekly(), off]));
    for day in [TODAY, date(2027, 6, 1)] {
        let feed = feed_on(&public, day);
        assert_eq!(event_line(&feed, "STATUS"), "STATUS:CONFIRMED|STATUS:CANCELLED");
        assert_eq!(event_line(&feed, "RECURRENCE-ID"), "RECURRENCE-ID;TZID=America/Halifax:20261203T183000");
        assert_eq!(event_line(&feed, "SUMMARY"), "SUMMARY:Meeting weekly|SUMMARY:Cancelled: Meeting beach");
    }
}

#[test]
fn all_that_repeats_is_cancelled_until_thirty_days_after_its_last_day() {
    let mut off = weekly();
    off.status = Status::Cancelled;
    let public = door(fixture::book(vec![off]));
    let feed = feed_on(&public, date(2027, 1, 16));
    let told = ["STATUS", "RRULE", "SUMMARY"].map(|name| event_line(&feed, name));
    assert_eq!(
        told,
        ["STATUS:CANCELLED", "RRULE:FREQ=WEEKLY;UNTIL=20261217T223000Z", "SUMMARY:Cancelled: Meeting weekly"]
    );
    assert!(!feed_on(&public, date(2027, 1, 17)).contains("VEVENT"));
}

#[test]
fn each_sitting_is_cancelled_until_thirty_days_after_its_own_day() {
    let mut twice = session("twice");
    twice.also_offered.push(here(meeting(date(2026, 12, 1))));
    twice.status = Status::Cancelled;
    let public = door(fixture::book(vec![twice]));
    assert_eq!(event_line(&feed_on(&public, TODAY), "STATUS"), "STATUS:CANCELLED|STATUS:CANCELLED");
    assert_eq!(event_line(&feed_on(&public, date(2026, 12, 25)), "UID"), "UID:twice-2@tidepool-circle");
}

#[test]
fn drafts_and_what_is_for_facilitators_are_in_no_feed() {
    let mut draft = session("draft");
    draft.meta.draft = true;
    let mut planning = session("planning");
    planning.meta.audience = crate::handbook::Audience::Facilitators;
    assert_eq!(event_line(&feed_with(vec![draft, planning, session("open")]), "UID"), "UID:open@tidepool-circle");
}

#[test]
fn what_repeats_has_its_stand_ins_in_its_own_feed() {
    let public = door(fixture::book(vec![weekly(), stand_in(), session("other")]));
    let words = super::english();
    let context = feed_context(&public, &words, TODAY);
    let own = |session: &Session| session_feed(session, &events(session, &context), &context).unwrap_or_default();
    let uids: Vec<_> = public.book().sessions.iter().map(|session| event_line(&own(session), "UID")).collect();
    let weekly = "UID:weekly@tidepool-circle";
    let alone = format!("UID:{}@tidepool-circle", stand_in().meta.id);
    assert_eq!(uids, [&format!("{weekly}|{weekly}"), alone.as_str(), "UID:other@tidepool-circle"]);
    // Nothing there replaces a day of what is not there; and a copy is no calendar with a name.
    let files: Vec<String> = public.book().sessions.iter().map(|session| own(session)).collect();
    assert!(files[0].contains("RECURRENCE-ID") && !files[1].contains("RECURRENCE-ID"), "{}", files[1]);
    for of_calendars in
        ["NAME", "X-WR-", "DESCRIPTION", "COLOR", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "SOURCE", "URL"]
    {
        let head = files.iter().map(|file| file.split("BEGIN:V").nth(1).unwrap_or_default());
        assert!(!head.collect::<String>().contains(&format!("\n{of_calendars}")), "{of_calendars}: {}", files[2]);
    }
}

/// The changes that a session may see without being another.
#[derive(Debug, Clone)]
struct Later {
    names: Vec<String>,
    title: String,
    series: Option<String>,
    website: Option<String>,
    days: i32,
}

fn later() -> impl Strategy<Value = Later> {
    let name = "[a-z0-9 é-]{1,12}";
    let (series, website) =
        (proptest::option::of("[a-z]{3}"), proptest::option::of("https://[a-z]{3}[.]example/[a-z]{0,3}"));
    (proptest::collection::vec(name, 0..4), "\\PC{0,40}", series, website, 0..300)
        .prop_map(|(names, title, series, website, days)| Later { names, title, series, website, days })
}

proptest! {
    #[test]
    fn a_uid_outlives_every_new_name_title_day_series_and_address(later in later()) {
        let mut first = session("first");
        first.also_offered.push(here(meeting(date(2027, 10, 2))));
        let before = event_line(&feed_with(vec![first.clone()]), "UID");
        // Each new name leaves the one before in `was`.
        for name in &later.names {
            first.meta.was.push(here(std::mem::replace(&mut first.meta.id, name.as_str().into())));
        }
        first.meta.title.clone_from(&later.title);
        first.series = later.series.as_deref().map(Into::into);
        first.when = here(When::On(meeting(date(2026, 11, 19).saturating_add(jiff::Span::new().days(later.days)))));
        let mut book = fixture::book(vec![first]);
        set(&mut book, |community| community.website = later.website.map(here));
        prop_assert_eq!(event_line(&feed_of(book), "UID"), before);
    }
}
