//! The zone that a calendar means by a TZID: an IANA name, one with a prefix, one of Outlook's, or one of its own
//! making.

mod observances;

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{ToSpan, Zoned};

use super::values::{self, TimeValue};
use super::{CalendarFile, Component, Field, TimezoneComponent, windows};
use observances::{ImportedObservance, observances};

/// The zones of a calendar.
pub struct Zones<'a> {
    read: &'a CalendarFile,
    /// The community's.
    pub home: TimeZone,
    /// The day around which two zones are compared.
    today: Date,
    known: BTreeMap<String, ZoneMeaning>,
}

/// The meaning of a TZID.
#[derive(Debug, Clone)]
pub enum ZoneMeaning {
    Zone(TimeZone),
    /// The calendar's own clock changes; there is no name for such a zone.
    Own(Vec<ImportedObservance>),
    Unknown,
}

impl<'a> Zones<'a> {
    pub fn new(read: &'a CalendarFile, home: TimeZone, today: Date) -> Self {
        Zones { read, home, today, known: BTreeMap::new() }
    }

    /// Returns the meaning of `tzid`.
    pub fn meant(&mut self, tzid: &str) -> ZoneMeaning {
        if let Some(known) = self.known.get(tzid) {
            return known.clone();
        }
        let meant = self.find(tzid);
        self.known.insert(tzid.to_owned(), meant.clone());
        meant
    }

    /// Returns the zone of times that name none: the calendar's, or else the community's.
    pub fn floating(&mut self) -> TimeZone {
        let stated = self.read.get("X-WR-TIMEZONE").map(Field::text);
        match stated.map(|name| self.meant(&name)) {
            Some(ZoneMeaning::Zone(zone)) => zone,
            _ => self.home.clone(),
        }
    }

    /// Reads `text`, the value of a property or one of its values. A time that has both a zone and the `Z` of UTC is read
    /// on the clock of its zone, as most programs do.
    pub fn value(&mut self, field: &Field, text: &str) -> Option<TimeValue> {
        Some(match values::value(text)? {
            TimeValue::Utc(at)
                if field.param("TZID").is_some_and(|tzid| !matches!(self.meant(tzid), ZoneMeaning::Unknown)) =>
            {
                TimeValue::Local(at)
            }
            value => value,
        })
    }

    /// Returns the moment of a date or time: in its zone where it has one with a name, otherwise at home.
    pub fn moment(&mut self, field: &Field, value: TimeValue) -> Option<Zoned> {
        let home = self.home.clone();
        match value {
            TimeValue::Day(day) => home.to_zoned(day.at(0, 0, 0, 0)).ok(),
            TimeValue::Utc(utc) => Some(TimeZone::UTC.to_zoned(utc).ok()?.with_time_zone(home)),
            TimeValue::Local(local) => self.clock(field, value).moment(local, &home),
        }
    }

    /// Returns the end of an event that begins at `start`: its DTEND, or after its DURATION.
    pub fn end(&mut self, event: &Component, start: &Zoned) -> Option<Zoned> {
        let first = event.get("DTSTART")?;
        let begins = self.value(first, &first.raw)?;
        let Some(field) = event.get("DTEND") else {
            return values::later(start, &event.get("DURATION")?.raw, matches!(begins, TimeValue::Day(_)));
        };
        match self.value(field, &field.raw)? {
            // An end without a zone is on the clock of its start.
            TimeValue::Local(local) if field.param("TZID").is_none() => {
                let clock = self.clock(first, begins);
                clock.moment(local, &self.home)
            }
            value => self.moment(field, value),
        }
    }

    /// Returns the clock that shows `value`.
    pub fn clock(&mut self, field: &Field, value: TimeValue) -> ZoneMeaning {
        match (value, field.param("TZID")) {
            (TimeValue::Day(_), _) => ZoneMeaning::Zone(self.home.clone()),
            (TimeValue::Utc(_), _) => ZoneMeaning::Zone(utc()),
            (TimeValue::Local(_), Some(tzid)) => self.meant(tzid),
            (TimeValue::Local(_), None) => ZoneMeaning::Zone(self.floating()),
        }
    }

    fn find(&self, tzid: &str) -> ZoneMeaning {
        let definition = self.read.zones.iter().find(|zone| tzid_of(zone).as_deref() == Some(tzid.trim()));
        let own = definition.map(observances).filter(|own| !own.is_empty());
        // A name without a place is less certain than the rules beside it.
        let alone = !tzid.contains('/') && (named(tzid).is_some() || old(tzid).is_some());
        if let Some(own) = own.as_ref().filter(|_| alone) {
            return self.alike(own, named(tzid).or_else(|| old(tzid)));
        }
        if let Some(zone) = named(tzid) {
            return ZoneMeaning::Zone(zone);
        }
        let located = definition.and_then(|zone| named(&zone.get("X-LIC-LOCATION")?.text()));
        let found = located
            .or_else(|| prefixed(tzid))
            .or_else(|| old(tzid))
            .or_else(|| TimeZone::get(windows::iana(tzid.trim())?).ok())
            .or_else(|| titled(tzid));
        if let Some(zone) = found {
            // Outlook's names stand for many places; the community's own zone is the better name if its clocks agree.
            let home = if same_clocks(&zone, &self.home, self.today) { self.home.clone() } else { zone };
            return ZoneMeaning::Zone(home);
        }
        match own.or_else(|| fixed(tzid).map(|offset| vec![ImportedObservance::always(offset)])) {
            Some(own) => self.alike(&own, None),
            None => ZoneMeaning::Unknown,
        }
    }

    /// Returns the zone whose clocks go by `own` around today: `likely`, the community's, or one of Outlook's;
    /// otherwise the calendar's own rules.
    fn alike(&self, own: &[ImportedObservance], likely: Option<TimeZone>) -> ZoneMeaning {
        let common = COMMON.iter().copied().chain(windows::all()).filter(|name| !name.starts_with("Etc/GMT"));
        let common = common.filter_map(|name| TimeZone::get(name).ok());
        let mut all = likely.into_iter().chain([self.home.clone()]).chain(common);
        all.find(|zone| follows(zone, own, self.today))
            .map_or_else(|| ZoneMeaning::Own(own.to_vec()), ZoneMeaning::Zone)
    }
}

impl ZoneMeaning {
    /// Returns the moment at which clocks of this zone show `local`; in the zone itself where it has a name, otherwise
    /// at home.
    pub fn moment(&self, local: DateTime, home: &TimeZone) -> Option<Zoned> {
        match self {
            ZoneMeaning::Zone(zone) => zone.to_zoned(local).ok(),
            ZoneMeaning::Own(own) => Some(observances::moment(own, local)?.to_zoned(home.clone())),
            ZoneMeaning::Unknown => home.to_zoned(local).ok(),
        }
    }
}

fn tzid_of(zone: &TimezoneComponent) -> Option<String> {
    Some(zone.get("TZID")?.text().trim().to_owned())
}

/// Returns the zone of UTC, by its name.
pub fn utc() -> TimeZone {
    TimeZone::get("Etc/UTC").unwrap_or(TimeZone::UTC)
}

/// Returns the zone of an IANA name. Those without a place in them (`EST`, `CET`) are ambiguous, all but UTC.
fn named(name: &str) -> Option<TimeZone> {
    let name = name.trim();
    if ["UTC", "Z", "GMT", "Etc/UTC", "Etc/GMT"].iter().any(|utc| name.eq_ignore_ascii_case(utc)) {
        return Some(utc());
    }
    if name.contains('/') { TimeZone::get(&name.replace(' ', "_")).ok() } else { None }
}

/// Names without a place that keep summer time, as the time zone database reads them.
const OLD: [(&str, &str); 8] = [
    ("CET", "Europe/Brussels"),
    ("MET", "Europe/Brussels"),
    ("EET", "Europe/Athens"),
    ("WET", "Europe/Lisbon"),
    ("EST5EDT", "America/New_York"),
    ("CST6CDT", "America/Chicago"),
    ("MST7MDT", "America/Denver"),
    ("PST8PDT", "America/Los_Angeles"),
];

fn old(name: &str) -> Option<TimeZone> {
    let (_, place) = OLD.iter().find(|(old, _)| old.eq_ignore_ascii_case(name.trim()))?;
    TimeZone::get(place).ok()
}

/// Reads `/mozilla.org/20050126_1/Europe/Berlin`: the longest end that is a name.
fn prefixed(tzid: &str) -> Option<TimeZone> {
    let tzid = tzid.trim();
    tzid.match_indices('/').take(8).find_map(|(at, _)| named(&tzid[at + 1..]))
}

/// The zones that are tried first where several have the same clocks.
const COMMON: [&str; 9] = [
    "Etc/UTC",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Athens",
    "Australia/Sydney",
];

/// Zones as Outlook shows them to people: "(UTC-05:00) Eastern Time (US & Canada)".
const TITLED: [(&str, &str); 7] = [
    ("Coordinated Universal Time", "Etc/UTC"),
    ("Eastern Time", "America/New_York"),
    ("Central Time", "America/Chicago"),
    ("Mountain Time", "America/Denver"),
    ("Pacific Time", "America/Los_Angeles"),
    ("Atlantic Time", "America/Halifax"),
    ("Greenwich Mean Time", "Europe/London"),
];

/// Reads `(UTC+01:00) Amsterdam, Berlin`: a zone by one of the names or cities that Outlook shows.
fn titled(tzid: &str) -> Option<TimeZone> {
    let (offset, names) = tzid.trim().strip_prefix('(')?.split_once(')')?;
    let names = names.trim();
    if let Some((_, zone)) = TITLED.iter().find(|(title, _)| names.starts_with(title)) {
        return TimeZone::get(zone).ok();
    }
    let wanted = fixed(offset)?;
    let winter = jiff::civil::date(2026, 1, 1).at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok()?.timestamp();
    let summer = jiff::civil::date(2026, 7, 1).at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok()?.timestamp();
    names.split(',').find_map(|city| {
        let city = format!("/{}", city.trim().replace(' ', "_"));
        let mut all: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
        all.sort();
        let mut zones = all.iter().filter(|name| name.ends_with(&city)).filter_map(|name| TimeZone::get(name).ok());
        zones.find(|zone| [winter, summer].iter().any(|at| zone.to_offset(*at) == wanted))
    })
}

/// Reads `UTC+01`, `GMT+0100`, `(GMT-05:00)`, as people write it: east of Greenwich is more.
fn fixed(tzid: &str) -> Option<Offset> {
    let text = tzid.trim().trim_start_matches('(').trim_end_matches(')');
    let text = text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT"))?;
    if text.is_empty() {
        return Some(Offset::UTC);
    }
    let (sign, digits) = text.split_at_checked(1)?;
    let digits: String = digits.chars().filter(|character| *character != ':').collect();
    let digits = if digits.len() == 1 { format!("0{digits}") } else { digits };
    let is_one =
        matches!(sign, "+" | "-") && matches!(digits.len(), 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit());
    observances::offset(&format!("{sign}{digits}")).filter(|_| is_one)
}

/// Returns whether clocks in `zone` follow `own`, hour by hour where they may change, for a year and a half around
/// `day`.
fn follows(zone: &TimeZone, own: &[ImportedObservance], day: Date) -> bool {
    (-182..=365).all(|days: i32| {
        let day = day.saturating_add(days.days());
        [(0, 30), (4, 30), (12, 0)].iter().all(|(hour, minute)| {
            let local = day.at(*hour, *minute, 0, 0);
            zone.to_timestamp(local).ok() == observances::moment(own, local)
        })
    })
}

/// Returns whether clocks in both zones agree for a year and a half around `day`.
fn same_clocks(one: &TimeZone, other: &TimeZone, day: Date) -> bool {
    (-26..=52).all(|weeks| {
        let Ok(noon) = day.saturating_add((weeks * 7).days()).at(12, 0, 0, 0).to_zoned(TimeZone::UTC) else {
            return false;
        };
        one.to_offset(noon.timestamp()) == other.to_offset(noon.timestamp())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::read;

    fn zone(tzid: &str, definition: &str, home: &str) -> ZoneMeaning {
        let text = format!("BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:{tzid}\n{definition}END:VTIMEZONE\nEND:VCALENDAR");
        let read = read(text.as_bytes());
        let home = TimeZone::get(home).expect("a zone");
        Zones::new(&read, home, jiff::civil::date(2026, 11, 22)).meant(tzid)
    }

    fn name(tzid: &str, definition: &str, home: &str) -> Option<String> {
        match zone(tzid, definition, home) {
            ZoneMeaning::Zone(zone) => zone.iana_name().map(str::to_owned),
            _ => None,
        }
    }

    #[test]
    fn names_of_every_sort_are_understood() {
        let far = "Asia/Tokyo";
        let cases = [
            ("Europe/Berlin", "Europe/Berlin"),
            ("America/New York", "America/New_York"),
            ("UTC", "Etc/UTC"),
            ("Eastern Standard Time", "America/New_York"),
            ("GMT Standard Time", "Europe/London"),
            ("CET", "Europe/Brussels"),
            ("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"),
            ("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ];
        for (tzid, expected) in cases {
            assert_eq!(name(tzid, "", far).as_deref(), Some(expected), "{tzid}");
        }
        assert_eq!(name("Mine", "X-LIC-LOCATION:Europe/Oslo\n", far).as_deref(), Some("Europe/Oslo"));
        assert_eq!(name("W. Europe Standard Time", "", "Europe/Rome").as_deref(), Some("Europe/Rome"));
        assert_eq!(name("Europe/Berlin", "", "Europe/Rome").as_deref(), Some("Europe/Berlin"));
        for unknown in ["EST", "Mars/Base", "", "/", "Customized Time Zone", "///////////////"] {
            assert!(matches!(zone(unknown, "", far), ZoneMeaning::Unknown), "{unknown}");
        }
    }

    #[test]
    fn a_zone_of_its_own_making_is_worked_out() {
        let rules = "BEGIN:STANDARD\nDTSTART:16010101T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\n\
            RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\n\
            TZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nRRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nEND:DAYLIGHT\n";
        let meant = zone("Customized Time Zone", rules, "Europe/London");
        let at = |text: &str| {
            let local: DateTime = text.parse().expect("a time");
            let home = TimeZone::get("Europe/London").expect("a zone");
            meant.moment(local, &home).map(|moment| moment.with_time_zone(home).strftime("%Y-%m-%d %H:%M").to_string())
        };
        assert_eq!(at("2026-11-19T18:30:00").as_deref(), Some("2026-11-19 23:30"));
        assert_eq!(at("2026-07-15T18:30:00").as_deref(), Some("2026-07-15 23:30"));
        assert_eq!(at("2026-03-08T01:59:00").as_deref(), Some("2026-03-08 06:59"));
        assert_eq!(at("2026-03-08T03:00:00").as_deref(), Some("2026-03-08 07:00"));
        assert_eq!(at("2026-10-31T18:30:00").as_deref(), Some("2026-10-31 22:30"));
    }
}
