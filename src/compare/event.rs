//! An event of a calendar as subscribers know it: its identity, when it takes place, and what was published of its
//! changes.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::calendar::reader::{Component, Field, windows};
use crate::handbook::index::ends_in;
use crate::handbook::percent;

use super::rule;

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

/// Reads the event that `component` describes; `None` without a UID or a time. Times without a zone are read in `home`.
pub(super) fn event(component: &Component, home: &TimeZone) -> Option<PublishedEvent> {
    let text = |name| Some(component.get(name)?.text().trim().to_owned()).filter(|text| !text.is_empty());
    let (start, mut times) = moment(component.get("DTSTART")?, home)?;
    let end = match component.get("DTEND") {
        Some(end) => moment(end, home).map(|(end, _)| end),
        None => component.get("DURATION").and_then(|length| lasting(&start, &length.raw)),
    };
    let end = end.filter(|end| *end >= start).unwrap_or_else(|| {
        times = TimeCertainty::Guessed;
        start.clone()
    });
    let mut occurrences = vec![PublishedOccurrence { start, end }];
    if let Some(rule) = component.get("RRULE") {
        match rule::occurrences(&rule.raw, &occurrences[0]) {
            Some(all) => occurrences = all,
            None => times = TimeCertainty::Guessed,
        }
    }
    if component.get("RDATE").is_some() {
        times = TimeCertainty::Guessed;
    }
    let excepted: Vec<Zoned> = component.all("EXDATE").flat_map(|field| moments(field, home)).collect();
    occurrences.retain(|occurrence| !excepted.contains(&occurrence.start));
    let stamp = |name| moment(component.get(name)?, &TimeZone::UTC).map(|(stamp, _)| stamp.timestamp());
    let is_cancelled = text("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("cancelled"));
    Some(PublishedEvent {
        uid: text("UID")?,
        replaces: component.get("RECURRENCE-ID").and_then(|field| moment(field, home)).map(|(day, _)| day.date()),
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

/// Returns all moments of a list, such as EXDATE.
fn moments(field: &Field, home: &TimeZone) -> Vec<Zoned> {
    let one = |raw: &str| moment(&Field { raw: raw.to_owned(), ..field.clone() }, home).map(|(at, _)| at);
    field.raw.split(',').filter_map(one).collect()
}

/// Reads a moment in one of the three forms of RFC 5545 §3.3.5, or the beginning of a day (§3.3.4).
fn moment(field: &Field, home: &TimeZone) -> Option<(Zoned, TimeCertainty)> {
    let raw = field.raw.trim();
    let (local, zone, times) = match (raw.strip_suffix('Z'), field.param("TZID")) {
        (Some(utc), _) => (local(utc)?, Some(TimeZone::UTC), TimeCertainty::Known),
        (None, _) if !raw.contains('T') => (local(raw)?, None, TimeCertainty::Guessed),
        (None, Some(tzid)) => match zone(tzid) {
            Some(zone) => (local(raw)?, Some(zone), TimeCertainty::Known),
            None => (local(raw)?, None, TimeCertainty::Guessed),
        },
        (None, None) => (local(raw)?, None, TimeCertainty::Guessed),
    };
    let zone = zone.unwrap_or_else(|| home.clone());
    Some((zone.to_zoned(local).ok()?, times))
}

/// Reads `20261119T183000`, or `20261119` as its midnight.
fn local(raw: &str) -> Option<DateTime> {
    if raw.contains('T') {
        DateTime::strptime("%Y%m%dT%H%M%S", raw).ok()
    } else {
        Some(Date::strptime("%Y%m%d", raw).ok()?.at(0, 0, 0, 0))
    }
}

/// Finds a zone by its name; some programs put a path of their own before it (`/example.org/Europe/Berlin`), and
/// Outlook has names of its own.
pub(super) fn zone(tzid: &str) -> Option<TimeZone> {
    let last_two = tzid.match_indices('/').rev().nth(1).map(|(at, _)| &tzid[at + 1..]);
    let names = [Some(tzid), last_two, windows::iana(tzid.trim())];
    names.into_iter().flatten().find_map(|name| TimeZone::get(name).ok())
}

/// Returns the end of what begins at `start` and lasts as long as `PT1H30M` says.
fn lasting(start: &Zoned, length: &str) -> Option<Zoned> {
    start.checked_add(length.trim().parse::<jiff::Span>().ok()?).ok()
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
        event(&calendar::read(text.as_bytes()).events[0], &home)
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
        let floating = "DTSTART:20261119T183000\r\nDTEND:20261119T200000";
        assert_eq!(times(floating), (same.clone(), TimeCertainty::Guessed));
        let strange = "DTSTART;TZID=Nowhere Standard Time:20261119T183000\r\nDTEND:20261120T000000Z";
        assert_eq!(times(strange), (same, TimeCertainty::Guessed));
        let day = vec!["2026-11-19T04:00:00Z/2026-11-20T04:00:00Z".to_owned()];
        assert_eq!(times("DTSTART;VALUE=DATE:20261119\r\nDTEND;VALUE=DATE:20261120"), (day, TimeCertainty::Guessed));
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
