//! VTIMEZONE: the changes of a zone's clocks over the days of a feed, in as few observances as are true.
//!
//! Some readers know a zone by its name and some only by this text; Outlook reduces it to one change to daylight
//! time and one back. So it holds no history, no RDATE, and rules of one weekday in one month only (MS-OXCICAL
//! 2.1.3.1.1.19.2.2).

mod observance;
#[cfg(test)]
mod tests;

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::{Dst, Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::component_writer::ComponentWriter;
use super::property::push_local;
pub use observance::weekday;
use observance::{Observance, observances};

/// The years that rules are followed beyond the last event, to see whether they go on for ever.
const YEARS_AHEAD: i64 = 30;

/// The changes of a zone's clocks around the days of a handbook.
#[derive(Debug, Clone)]
pub struct ZoneHistory {
    tzid: String,
    /// In order of time. The first is in force on the first day.
    changes: Vec<ClockChange>,
}

/// One change of the clocks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ClockChange {
    at: Timestamp,
    /// The wall clock at that moment, by the offset that ends.
    local: DateTime,
    weekday: Weekday,
    from: Offset,
    to: Offset,
    /// `AST`, `+0545`.
    name: String,
    season: ClockSeason,
}

/// The name of an observance. Daylight time is always the larger offset, also where the law calls the other one
/// daylight time (Dublin, Casablanca).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClockSeason {
    Standard,
    Daylight,
}

impl ZoneHistory {
    /// Follows the changes of `zone` around the days from `first` to `last`. `None` for a zone without a name.
    pub fn new(zone: &TimeZone, first: Date, last: Date) -> Option<Self> {
        let tzid = zone.iana_name().filter(|_| !zone.is_unknown())?;
        let edge = |date: Date| Offset::UTC.to_timestamp(date.to_datetime(jiff::civil::Time::midnight())).ok();
        // Two days off, since a date begins and ends elsewhere in every zone, and one before that.
        let start = edge(first.checked_sub(3.days()).ok()?)?;
        let end = edge(last.checked_add((YEARS_AHEAD + 1).years()).ok()?)?;
        let mut changes: Vec<_> = match zone.preceding(start).next() {
            Some(last_before) => vec![change(zone, last_before.timestamp())?],
            None => vec![never_changed(zone, start)],
        };
        for transition in zone.following(start).take_while(|transition| transition.timestamp() <= end) {
            let change = change(zone, transition.timestamp())?;
            if (change.from, &change.name) != (change.to, &changes.last()?.name) {
                changes.push(change);
            }
        }
        Some(ZoneHistory { tzid: tzid.to_owned(), changes })
    }

    /// Returns the zone's name.
    pub fn tzid(&self) -> &str {
        &self.tzid
    }

    /// Returns whether the rules themselves change between the two points of time, so that the zone needs more than one
    /// standard or more than one daylight time, or would be wrong where both come back for ever. Some importers take
    /// only one of each (MS-OXCICAL 2.1.3.1.1.19.3), and only as changes of every year (2.1.3.1.1.19.2.2).
    pub fn changes_its_rules(&self, from: Timestamp, to: Timestamp) -> bool {
        let observances = self.observances(from, to);
        let of = |season| observances.iter().filter(|observance| observance.season == season).count();
        of(ClockSeason::Standard) > 1 || of(ClockSeason::Daylight) > 1 || observance::end_before(&observances, to)
    }

    /// Returns the VTIMEZONE for events between the two points of time.
    pub fn text(&self, [from, to]: [Timestamp; 2]) -> String {
        let mut text = String::new();
        let mut lines = ComponentWriter::new(&mut text);
        lines.begin("VTIMEZONE");
        lines.text("TZID", &self.tzid);
        for observance in self.observances(from, to) {
            write(&observance, &mut lines);
        }
        lines.end("VTIMEZONE");
        text
    }

    fn observances(&self, from: Timestamp, to: Timestamp) -> Vec<Observance<'_>> {
        let day_before = from.saturating_sub(SignedDuration::from_hours(24)).unwrap_or(from);
        let in_force = self.changes.partition_point(|change| change.at <= day_before).saturating_sub(1);
        observances(&self.changes[in_force..], to)
    }
}

/// Returns the change at the moment `at`.
fn change(zone: &TimeZone, at: Timestamp) -> Option<ClockChange> {
    let before = zone.to_offset_info(at.checked_sub(SignedDuration::from_secs(1)).ok()?);
    let after = zone.to_offset_info(at);
    let (from, to) = (before.offset(), after.offset());
    let season = match (before.dst(), after.dst()) {
        (Dst::No, Dst::Yes) if to < from => ClockSeason::Standard,
        (Dst::Yes, Dst::No) if to > from => ClockSeason::Daylight,
        (_, Dst::Yes) => ClockSeason::Daylight,
        (_, Dst::No) => ClockSeason::Standard,
    };
    let name = after.abbreviation().to_owned();
    let local = from.to_datetime(at);
    Some(ClockChange { at, local, weekday: local.weekday(), from, to, name, season })
}

/// Returns what holds since 1970 in a zone whose clocks never changed before `at`.
fn never_changed(zone: &TimeZone, at: Timestamp) -> ClockChange {
    let info = zone.to_offset_info(at);
    let local = jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0);
    let name = info.abbreviation().to_owned();
    ClockChange {
        at: Timestamp::MIN,
        local,
        weekday: local.weekday(),
        from: info.offset(),
        to: info.offset(),
        name,
        season: ClockSeason::Standard,
    }
}

fn write(observance: &Observance, lines: &mut ComponentWriter<'_>) {
    let name = match observance.season {
        ClockSeason::Standard => "STANDARD",
        ClockSeason::Daylight => "DAYLIGHT",
    };
    let first = observance.first;
    lines.begin(name);
    lines.write("DTSTART", |line| push_local(first.local, line));
    lines.plain("TZOFFSETFROM", &offset(first.from));
    lines.plain("TZOFFSETTO", &offset(first.to));
    lines.text("TZNAME", &first.name);
    if let Some(rule) = observance.rule() {
        lines.plain("RRULE", &rule);
    }
    lines.end(name);
}

/// Writes an offset, `-0330`; seconds only where there are any (RFC 5545 §3.3.14).
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.unsigned_abs();
    let hours_minutes = format!("{sign}{:02}{:02}", seconds / 3600, seconds / 60 % 60);
    match seconds % 60 {
        0 => hours_minutes,
        odd => format!("{hours_minutes}{odd:02}"),
    }
}
