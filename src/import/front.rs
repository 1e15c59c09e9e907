//! Front matter as an author would write it: plain where that is safe, in quotes where YAML might read it otherwise.

use jiff::Zoned;
use jiff::tz::TimeZone;

use crate::handbook::community::ClockFormat;

use super::times::EventTime;

/// The longest night of a session that ends before it starts, in minutes of the wall clock.
const LONGEST_NIGHT: i64 = 12 * 60;

/// Returns an entry: `name: value` lines between their fences, then the body.
pub fn entry(fields: &[(&str, String)], body: &str) -> String {
    let mut out = String::from("---\n");
    for (name, value) in fields {
        out.extend([name, ": ", value, "\n"]);
    }
    out.push_str("---\n");
    out.push_str(body);
    out
}

/// Returns a text on one line.
pub fn text(value: &str) -> String {
    let words: Vec<&str> = value.split(|character: char| character.is_whitespace() || character.is_control()).collect();
    let value = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let starts = value.chars().next().is_some_and(char::is_alphabetic);
    let plain = |character: char| character.is_alphanumeric() || " -.()/+,'".contains(character);
    let means_more =
        ["null", "true", "false", "yes", "no", "on", "off"].iter().any(|word| value.eq_ignore_ascii_case(word));
    if starts && !means_more && value.chars().all(plain) && !value.contains(" -") && !value.ends_with(['-', ' ']) {
        return value;
    }
    let mut out = String::from("\"");
    for character in value.chars() {
        if matches!(character, '"' | '\\') {
            out.push('\\');
        }
        out.push(character);
    }
    out.push('"');
    out
}

/// The form in which the end of a session is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum EndField {
    /// As a time, where that is unambiguous.
    #[default]
    OnTheClock,
    AsLength,
}

/// Returns `date`, `time`, and where they are needed `length` and `timezone`. `home` is the community's zone.
pub fn when(meeting: &EventTime, told: EndField, home: &TimeZone, clock: ClockFormat) -> Vec<(&'static str, String)> {
    let mut meeting = meeting.clone();
    // Of two moments that show the same time, what is written means the first; UTC has no such pairs.
    let first = meeting.start.time_zone().to_zoned(meeting.start.datetime());
    // A zone that is a distance alone, such as `Etc/GMT-1`, is none that a handbook takes.
    let is_distance = meeting.start.time_zone().iana_name().is_some_and(|name| name.starts_with("Etc/GMT"));
    if is_distance || first.is_ok_and(|first| first.timestamp() != meeting.start.timestamp()) {
        meeting.start = meeting.start.with_time_zone(TimeZone::get("Etc/UTC").unwrap_or(TimeZone::UTC));
    }
    let start = &meeting.start;
    let mut fields = vec![("date", start.date().to_string())];
    let end = start.checked_add(jiff::SignedDuration::from_mins(meeting.minutes)).ok();
    if let Some(end) = end.filter(|end| told == EndField::OnTheClock && says_it(start, end)) {
        fields.push(("time", format!("{} - {}", hour(start, clock), hour(&end, clock))));
    } else {
        fields.push(("time", hour(start, clock)));
        fields.push(("length", length(meeting.minutes)));
    }
    if start.time_zone() != home {
        fields.extend(start.time_zone().iana_name().map(|name| ("timezone", name.to_owned())));
    }
    fields
}

fn length(minutes: i64) -> String {
    match minutes {
        60 => "1 hour".to_owned(),
        _ if minutes % 60 == 0 => format!("{} hours", minutes / 60),
        600.. => format!("{} hours {} minutes", minutes / 60, minutes % 60),
        _ => format!("{minutes} minutes"),
    }
}

/// Returns whether the wall clock at the end is enough to know when that is.
fn says_it(start: &Zoned, end: &Zoned) -> bool {
    let days = start.date().until(end.date()).map_or(-1, |span| span.get_days());
    let wall = i64::from(days) * 24 * 60 + minutes(end) - minutes(start);
    let near =
        (days == 0 && wall > 0) || (days == 1 && (1..=LONGEST_NIGHT).contains(&wall) && end.time() < start.time());
    let first = end.time_zone().to_zoned(end.datetime());
    near && first.is_ok_and(|first| first.timestamp() == end.timestamp())
}

fn minutes(at: &Zoned) -> i64 {
    i64::from(at.hour()) * 60 + i64::from(at.minute())
}

fn hour(at: &Zoned, clock: ClockFormat) -> String {
    let form = if clock == ClockFormat::Twelve { "%-I:%M %P" } else { "%H:%M" };
    at.strftime(form).to_string()
}
