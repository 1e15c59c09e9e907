//! The days that a recurrence rule gives, for rules such as the program writes itself.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::handbook::schedule::{nth_of_month, rule_dates};
use crate::handbook::session::{Every, Repeats};

use super::event::PublishedOccurrence;

/// Returns the occurrences of an event that first takes place as `first` says (RFC 5545 §3.3.10). `None` for a rule
/// that no handbook can hold: its days are not known then.
pub(super) fn occurrences(rule: &str, first: &PublishedOccurrence) -> Option<Vec<PublishedOccurrence>> {
    let (day, zone) = (first.start.date(), first.start.time_zone());
    let (mut frequency, mut interval, mut by_day, mut until, mut count) = ("", 1, None, None, usize::MAX);
    for part in rule.trim().split(';').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=')?;
        match name.to_ascii_uppercase().as_str() {
            "FREQ" => frequency = value,
            "INTERVAL" => interval = value.parse::<u32>().ok().filter(|step| *step > 0)?,
            "BYDAY" => by_day = Some(value),
            "UNTIL" => until = Some(end(value, zone)?),
            "COUNT" => count = value.parse().ok()?,
            "WKST" => {}
            _ => return None,
        }
    }
    let weekday = day.strftime("%a").to_string().get(..2)?.to_uppercase();
    let nth = format!("{}{weekday}", nth_of_month(day));
    let every = match (frequency.to_ascii_uppercase().as_str(), by_day) {
        ("WEEKLY", None) => Every::Weeks(interval),
        ("WEEKLY", Some(by_day)) if by_day.eq_ignore_ascii_case(&weekday) => Every::Weeks(interval),
        ("MONTHLY", Some(by_day)) if by_day.trim_start_matches('+').eq_ignore_ascii_case(&nth) => {
            Every::Months(interval)
        }
        _ => return None,
    };
    let length = first.end.timestamp().duration_since(first.start.timestamp());
    let days = rule_dates(day, &Repeats { every, until: Date::MAX, except: Vec::new() });
    let all = days.into_iter().take(count).filter_map(|day| occurrence(day, first, length));
    Some(all.take_while(|one| until.is_none_or(|until| one.start.timestamp() <= until)).collect())
}

fn occurrence(day: Date, first: &PublishedOccurrence, length: SignedDuration) -> Option<PublishedOccurrence> {
    let start = first.start.time_zone().to_zoned(day.to_datetime(first.start.time())).ok()?;
    let end = start.checked_add(length).ok()?;
    Some(PublishedOccurrence { start, end })
}

/// Returns the last moment that UNTIL lets pass: a day alone counts whole.
fn end(value: &str, zone: &TimeZone) -> Option<Timestamp> {
    if let Ok(day) = Date::strptime("%Y%m%d", value) {
        return Some(zone.to_zoned(day.at(23, 59, 59, 0)).ok()?.timestamp());
    }
    let (text, zone) = value.strip_suffix('Z').map_or((value, zone), |utc| (utc, const { &TimeZone::UTC }));
    let local = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%S", text).ok()?;
    Some(zone.to_zoned(local).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(rule: &str) -> Option<String> {
        let zone = TimeZone::get("America/Halifax").unwrap();
        let at = |hour| zone.to_zoned(jiff::civil::date(2026, 10, 15).at(hour, 30, 0, 0)).unwrap();
        let all = occurrences(rule, &PublishedOccurrence { start: at(18), end: at(20) })?;
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
}
