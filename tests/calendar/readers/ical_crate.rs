//! The `ical` crate's reader, with jiff for its times: knows zones by their names. Texts and repeats, which the crate
//! leaves as they are written, are read here.
//!
//! Reads paths of feeds, a line each, and prints every occurrence as a line of JSON.

use std::io::{BufReader, BufWriter, Read, Write};

use ical::IcalParser;
use ical::parser::ical::component::{IcalCalendar, IcalEvent};
use ical::property::Property;
use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Span, Timestamp};
use serde_json::json;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let mut paths = String::new();
    std::io::stdin().read_to_string(&mut paths)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for path in paths.lines() {
        if let Err(error) = read(path, &mut out) {
            writeln!(out, "{}", json!({ "feed": path, "fault": error.to_string() }))?;
        }
    }
    out.flush()?;
    Ok(())
}

fn read(path: &str, out: &mut impl Write) -> Result<()> {
    let file = BufReader::new(std::fs::File::open(path)?);
    let calendars = IcalParser::new(file).collect::<std::result::Result<Vec<IcalCalendar>, _>>()?;
    let [calendar] = calendars.as_slice() else {
        return Err(format!("holds {} calendars", calendars.len()).into());
    };
    for event in &calendar.events {
        for (start, end) in occurrences(event, &calendar.events)? {
            let text = |name| property(event, name).map(|property| decoded(value(property)));
            let sequence: u32 = required(event, "SEQUENCE").and_then(|it| Ok(value(it).parse()?))?;
            let found = json!({
                "feed": path,
                "uid": decoded(value(required(event, "UID")?)),
                "start": utc(start),
                "end": utc(end),
                "all_day": false,
                "summary": text("SUMMARY"),
                "description": text("DESCRIPTION"),
                "location": text("LOCATION"),
                "status": text("STATUS"),
                "sequence": sequence,
            });
            writeln!(out, "{found}")?;
        }
    }
    Ok(())
}

fn property<'a>(event: &'a IcalEvent, name: &str) -> Option<&'a Property> {
    event.properties.iter().find(|property| property.name == name)
}

fn required<'a>(event: &'a IcalEvent, name: &str) -> Result<&'a Property> {
    property(event, name).ok_or_else(|| format!("an event without {name}").into())
}

fn value(property: &Property) -> &str {
    property.value.as_deref().unwrap_or_default()
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// TEXT as RFC 5545 §3.3.11 writes it.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            letter => out.push(letter),
        }
    }
    out
}

/// A wall clock time with its zone; UTC is a zone too.
fn moment(property: &Property) -> Result<(DateTime, TimeZone)> {
    let mut parameters = property.params.iter().flatten();
    let tzid = parameters.find(|(name, _)| name == "TZID").and_then(|(_, values)| values.first());
    let text = value(property);
    match (text.strip_suffix('Z'), tzid) {
        (Some(local), None) => Ok((local_time(local)?, TimeZone::UTC)),
        (None, Some(tzid)) => Ok((local_time(text)?, TimeZoneDatabase::bundled().get(tzid)?)),
        _ => Err(format!("{}: {text} with the zone {tzid:?}", property.name).into()),
    }
}

fn local_time(text: &str) -> Result<DateTime> {
    Ok(DateTime::strptime("%Y%m%dT%H%M%S", text)?)
}

fn instant(property: &Property) -> Result<Timestamp> {
    let (local, zone) = moment(property)?;
    Ok(zone.to_timestamp(local)?)
}

/// Start and end of every occurrence that has no event of its own among `events`.
fn occurrences(event: &IcalEvent, events: &[IcalEvent]) -> Result<Vec<(Timestamp, Timestamp)>> {
    let (local, zone) = moment(required(event, "DTSTART")?)?;
    let start = zone.to_timestamp(local)?;
    let end = match property(event, "DURATION") {
        Some(length) => start.checked_add(SignedDuration::try_from(value(length).parse::<Span>()?)?)?,
        None => instant(required(event, "DTEND")?)?,
    };
    let Some(rule) = property(event, "RRULE") else {
        return Ok(vec![(start, end)]);
    };
    let uid = value(required(event, "UID")?);
    let same = events.iter().filter(|other| property(other, "UID").is_some_and(|other| value(other) == uid));
    let replaced = same.filter_map(|other| property(other, "RECURRENCE-ID"));
    let left_out = event.properties.iter().filter(|property| property.name == "EXDATE");
    let gone = replaced.chain(left_out).map(instant).collect::<Result<Vec<_>>>()?;
    // The exact length of the first holds for all (RFC 5545 §3.8.5.3).
    let length: SignedDuration = start.duration_until(end);
    let mut found = Vec::new();
    for local in repeated(local, &zone, value(rule))? {
        let start = zone.to_timestamp(local)?;
        if !gone.contains(&start) {
            found.push((start, start.checked_add(length)?));
        }
    }
    Ok(found)
}

/// The wall clock times that a rule gives: `FREQ=WEEKLY` and `FREQ=MONTHLY;BYDAY=2TH`, with INTERVAL and UNTIL.
fn repeated(first: DateTime, zone: &TimeZone, rule: &str) -> Result<Vec<DateTime>> {
    let part = |name: &str| rule.split(';').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    let known = ["FREQ", "INTERVAL", "UNTIL", "BYDAY"];
    if let Some(other) = rule.split(';').find(|part| !known.iter().any(|name| part.starts_with(name))) {
        return Err(format!("a rule with {other}").into());
    }
    let step: i64 = part("INTERVAL").map_or(Ok(1), str::parse)?;
    let until = part("UNTIL").and_then(|until| until.strip_suffix('Z')).ok_or("a rule without an end in UTC")?;
    let until = TimeZone::UTC.to_timestamp(local_time(until)?)?;
    let mut found = Vec::new();
    for count in 0.. {
        let local = match part("FREQ") {
            Some("WEEKLY") => Some(first.checked_add(Span::new().weeks(count * step))?),
            Some("MONTHLY") => {
                let month = first.date().first_of_month().checked_add(Span::new().months(count * step))?;
                nth_weekday(month, part("BYDAY").ok_or("a month without BYDAY")?)?
                    .map(|day| day.to_datetime(first.time()))
            }
            other => return Err(format!("FREQ={other:?}").into()),
        };
        let Some(local) = local else { continue };
        if zone.to_timestamp(local)? > until {
            break;
        }
        found.push(local);
    }
    Ok(found)
}

fn nth_weekday(month: Date, by_day: &str) -> Result<Option<Date>> {
    let (nth, day) = by_day.split_at_checked(by_day.len() - 2).ok_or("BYDAY")?;
    let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let place = days.iter().position(|name| *name == day).ok_or_else(|| format!("BYDAY={by_day}"))?;
    let weekday = jiff::civil::Weekday::from_monday_zero_offset(i8::try_from(place)?)?;
    Ok(month.nth_weekday_of_month(nth.parse()?, weekday).ok())
}
