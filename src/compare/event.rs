//! An event of a calendar as subscribers know it: its identity, when it takes place, and what was published of its
//! changes.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::calendar::reader::rule::rule;
use crate::calendar::reader::values::{self, TimeValue};
use crate::calendar::reader::zones::{ZoneMeaning, Zones, utc};
use crate::calendar::reader::{Component, Field};
use crate::handbook::index::ends_in;
use crate::handbook::schedule::OCCURRENCES_AT_MOST;
use crate::text::percent;

/// One event.
#[derive(Debug, Clone)]
pub struct PublishedEvent {
    pub uid: String,
    /// The day of the occurrence that it replaces (RFC 5545 §3.8.4.4).
    pub replaces: Option<Date>,
    /// The occurrences in their order; one where it does not repeat.
    pub occurrences: Vec<PublishedOccurrence>,
    pub times: TimeCertainty,
    pub sequence: u64,
    /// The newer one of DTSTAMP and LAST-MODIFIED.
    pub stamp: Option<Timestamp>,
    pub standing: EventStatus,
    pub title: String,
    pub place: Option<String>,
    /// The path of its page inside the site, where its address ends like one of ours: `sessions/ID.html`.
    pub page: Option<String>,
    pub series: Option<String>,
}

/// The start and end, in the zone that the calendar names.
#[derive(Debug, Clone)]
pub struct PublishedOccurrence {
    pub start: Zoned,
    pub end: Zoned,
}

/// The certainty that the times are what their author meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeCertainty {
    Known,
    /// A zone that nobody knows, a whole day, or a rule that is none of ours: good for telling past from coming.
    Guessed,
}

/// The status of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventStatus {
    On,
    Cancelled,
}

impl PublishedEvent {
    /// Returns whether one of its days is `today` or later, where it takes place.
    pub fn is_coming(&self, today: Date) -> bool {
        self.occurrences.iter().any(|occurrence| occurrence.start.date() >= today)
    }

    /// Returns the occurrences on `today` and later.
    pub fn coming(&self, today: Date) -> impl Iterator<Item = &PublishedOccurrence> {
        self.occurrences.iter().filter(move |occurrence| occurrence.start.date() >= today)
    }

    /// Returns the same event with nothing but its occurrence on `day`, where it has one.
    pub fn on(&self, day: Date) -> Option<PublishedEvent> {
        let occurrence = self.occurrences.iter().find(|occurrence| occurrence.start.date() == day)?.clone();
        Some(PublishedEvent { replaces: Some(day), occurrences: vec![occurrence], ..self.clone() })
    }
}

/// Reads the event that `component` describes; `None` without a UID or a time.
pub(super) fn event(component: &Component, zones: &mut Zones<'_>) -> Option<PublishedEvent> {
    let text = |name| Some(component.get(name)?.text().trim().to_owned()).filter(|text| !text.is_empty());
    let first = component.get("DTSTART")?;
    let (start, mut times) = moment(first, &first.raw, zones)?;
    let end = zones.end(component, &start).filter(|end| *end >= start).unwrap_or_else(|| {
        times = TimeCertainty::Guessed;
        start.clone()
    });
    let mut occurrences = vec![PublishedOccurrence { start, end }];
    if let Some(rule) = component.get("RRULE") {
        match repeated(&rule.raw, &occurrences[0]) {
            Some(all) => occurrences = all,
            None => times = TimeCertainty::Guessed,
        }
    }
    if component.get("RDATE").is_some() {
        times = TimeCertainty::Guessed;
    }
    let mut excepted: Vec<Zoned> = Vec::new();
    for field in component.all("EXDATE") {
        excepted.extend(field.raw.split(',').filter_map(|text| Some(moment(field, text, zones)?.0)));
    }
    occurrences.retain(|occurrence| !excepted.contains(&occurrence.start));
    let replaces = component.get("RECURRENCE-ID").and_then(|field| Some(moment(field, &field.raw, zones)?.0.date()));
    let stamp = |name| TimeZone::UTC.to_timestamp(values::local(&component.get(name)?.raw)?).ok();
    let is_cancelled = text("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("cancelled"));
    Some(PublishedEvent {
        uid: text("UID")?,
        replaces,
        occurrences,
        times,
        sequence: text("SEQUENCE").and_then(|number| number.parse().ok()).unwrap_or(0),
        stamp: stamp("DTSTAMP").max(stamp("LAST-MODIFIED")),
        standing: if is_cancelled { EventStatus::Cancelled } else { EventStatus::On },
        title: text("SUMMARY").unwrap_or_default(),
        place: text("LOCATION"),
        page: component.get("URL").and_then(|url| page(&url.raw)),
        series: component.get("CATEGORIES").and_then(|field| field.texts().into_iter().next()),
    })
}

/// Reads a moment, or the beginning of a day; one in UTC stays there.
fn moment(field: &Field, text: &str, zones: &mut Zones<'_>) -> Option<(Zoned, TimeCertainty)> {
    let value = zones.value(field, text)?;
    let at = zones.moment(field, value)?;
    let named = |tzid| matches!(zones.meant(tzid), ZoneMeaning::Zone(_));
    Some(match value {
        TimeValue::Utc(_) => (at.with_time_zone(TimeZone::UTC), TimeCertainty::Known),
        TimeValue::Local(_) if field.param("TZID").is_some_and(named) => {
            let is_utc = *at.time_zone() == utc();
            (if is_utc { at.with_time_zone(TimeZone::UTC) } else { at }, TimeCertainty::Known)
        }
        TimeValue::Local(_) | TimeValue::Day(_) => (at, TimeCertainty::Guessed),
    })
}

/// Returns the occurrences of an event that first takes place as `first` says (RFC 5545 §3.3.10). `None` for a rule
/// that no handbook can hold: its days would stand in other sessions, and are no change.
fn repeated(text: &str, first: &PublishedOccurrence) -> Option<Vec<PublishedOccurrence>> {
    let mut rule = rule(text).filter(|rule| rule.repeats(first.start.date()).is_some())?;
    let until = rule.until.take();
    if until.as_deref().is_some_and(|until| values::value(until).is_none()) {
        return None;
    }
    let length = first.end.timestamp().duration_since(first.start.timestamp());
    rule.count = Some(rule.count.unwrap_or(usize::MAX).min(OCCURRENCES_AT_MOST));
    let occurrence = |day: Date| {
        let local = day.to_datetime(first.start.time());
        let start = first.start.time_zone().to_zoned(local).ok()?;
        let is_in = until.as_deref().is_none_or(|until| values::lets_in(until, false, local, &start) == Some(true));
        let end = start.checked_add(length).ok()?;
        is_in.then_some(PublishedOccurrence { start, end })
    };
    Some(rule.days(first.start.date(), Date::MAX).into_iter().map_while(occurrence).collect())
}

/// Returns the path of a session's page in an address.
fn page(url: &str) -> Option<String> {
    let path = url.trim().split(['?', '#']).next()?;
    let at = path.rfind("/sessions/")?;
    Some(percent::decode(&path[at + 1..])).filter(|path| ends_in(path, &[".html"]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar;

    fn read(lines: &str) -> Option<PublishedEvent> {
        let text = format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        let home = TimeZone::get("America/Halifax").unwrap();
        let read = calendar::read(text.as_bytes());
        event(&read.events[0], &mut Zones::new(&read, home, jiff::civil::date(2026, 11, 1)))
    }

    fn times(lines: &str) -> (Vec<String>, TimeCertainty) {
        let event = read(&format!("UID:a\r\n{lines}")).unwrap();
        let shown = |occurrence: &PublishedOccurrence| {
            format!("{}/{}", occurrence.start.timestamp(), occurrence.end.timestamp())
        };
        (event.occurrences.iter().map(shown).collect(), event.times)
    }

    #[test]
    fn the_three_forms_of_a_time_and_a_day() {
        let same = vec!["2026-11-19T22:30:00Z/2026-11-20T00:00:00Z".to_owned()];
        let zoned = "DTSTART;TZID=America/Halifax:20261119T183000\r\nDTEND;TZID=America/Halifax:20261119T200000";
        assert_eq!(times(zoned), (same.clone(), TimeCertainty::Known));
        assert_eq!(times("DTSTART:20261119T223000Z\r\nDURATION:PT1H30M"), (same.clone(), TimeCertainty::Known));
        let path = "DTSTART;TZID=/example.org/America/Halifax:20261119T183000\r\nDTEND:20261120T000000Z";
        assert_eq!(times(path), (same.clone(), TimeCertainty::Known));
        let end_without_zone = "DTSTART;TZID=America/New_York:20261119T173000\r\nDTEND:20261119T190000";
        assert_eq!(times(end_without_zone), (same.clone(), TimeCertainty::Known));
        let floating = "DTSTART:20261119T183000\r\nDTEND:20261119T200000";
        assert_eq!(times(floating), (same.clone(), TimeCertainty::Guessed));
        let strange = "DTSTART;TZID=Nowhere Standard Time:20261119T183000\r\nDTEND:20261120T000000Z";
        assert_eq!(times(strange), (same, TimeCertainty::Guessed));
        let day = vec!["2026-11-19T04:00:00Z/2026-11-20T04:00:00Z".to_owned()];
        assert_eq!(times("DTSTART;VALUE=DATE:20261119\r\nDTEND;VALUE=DATE:20261120"), (day, TimeCertainty::Guessed));
    }

    fn days(rule: &str) -> Option<String> {
        let zone = TimeZone::get("America/Halifax").unwrap();
        let at = |hour| zone.to_zoned(jiff::civil::date(2026, 10, 15).at(hour, 30, 0, 0)).unwrap();
        let all = repeated(rule, &PublishedOccurrence { start: at(18), end: at(20) })?;
        Some(all.iter().map(|one| one.start.strftime("%m-%d %H").to_string()).collect::<Vec<_>>().join(", "))
    }

    #[test]
    fn rules_of_ours_give_their_days_at_the_same_wall_clock() {
        // The clocks go back on 1 November.
        let weekly = days("FREQ=WEEKLY;INTERVAL=2;UNTIL=20261112T223000Z");
        assert_eq!(weekly.as_deref(), Some("10-15 18, 10-29 18, 11-12 18"));
        assert_eq!(days("FREQ=WEEKLY;BYDAY=TH;COUNT=2").as_deref(), Some("10-15 18, 10-22 18"));
        assert_eq!(days("FREQ=MONTHLY;BYDAY=3TH;UNTIL=20261217").as_deref(), Some("10-15 18, 11-19 18, 12-17 18"));
    }

    #[test]
    fn other_rules_are_not_guessed_at() {
        for rule in [
            "FREQ=DAILY",
            "FREQ=WEEKLY;BYDAY=MO,TH",
            "FREQ=MONTHLY;BYMONTHDAY=15",
            "FREQ=MONTHLY;BYDAY=-1TH",
            "FREQ=WEEKLY;INTERVAL=0",
            "FREQ=WEEKLY;UNTIL=soon",
            "é",
        ] {
            assert_eq!(days(rule), None, "{rule}");
        }
        assert_eq!(days("FREQ=WEEKLY").map(|days| days.split(", ").count()), Some(200));
    }

    #[test]
    fn what_is_left_out_does_not_occur() {
        let weekly = "DTSTART;TZID=America/Halifax:20261119T183000\r\nDTEND;TZID=America/Halifax:20261119T200000\r\n\
                      RRULE:FREQ=WEEKLY;UNTIL=20261203T223000Z\r\nEXDATE;TZID=America/Halifax:20261126T183000";
        let (days, known) = times(weekly);
        assert_eq!(days, ["2026-11-19T22:30:00Z/2026-11-20T00:00:00Z", "2026-12-03T22:30:00Z/2026-12-04T00:00:00Z"]);
        assert_eq!(known, TimeCertainty::Known);
    }

    #[test]
    fn what_is_no_event_is_none() {
        for lines in ["UID:a", "DTSTART:20261119T223000Z", "UID:a\r\nDTSTART:soon", "UID:\r\nDTSTART:20261119T223000Z"]
        {
            assert!(read(lines).is_none(), "{lines}");
        }
        let odd = read("UID:a\r\nDTSTART:20261119T223000Z\r\nSEQUENCE:-1\r\nDTSTAMP:x\r\nURL:%").unwrap();
        assert_eq!((odd.sequence, odd.stamp, odd.page, odd.times), (0, None, None, TimeCertainty::Guessed));
    }

    #[test]
    fn a_page_is_found_in_its_address() {
        assert_eq!(page("https://a.example/b/sessions/%C3%89t%C3%A9.html"), Some("sessions/Été.html".to_owned()));
        assert_eq!(page("https://a.example/talks/1"), None);
        assert_eq!(page("https://a.example/sessions/%ff.html?x#y"), Some("sessions/%ff.html".to_owned()));
    }
}
