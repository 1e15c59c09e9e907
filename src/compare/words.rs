//! Days, times and lines for `changes`, worded as the pages word them.

use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::handbook::community::ClockFormat;
use crate::handbook::date_words::{self, clock_range, long_date, zone_name};
use crate::handbook::{Session, Words};

use super::SiteToPublish;
use super::event::PublishedOccurrence;

/// The context that wording needs.
pub(super) struct WordingContext<'a> {
    words: &'a Words,
    clock: ClockFormat,
    today: Date,
}

impl<'a> WordingContext<'a> {
    pub fn new(now: &SiteToPublish<'a>) -> Self {
        let clock = date_words::clock(&now.public.book().community, now.words);
        WordingContext { words: now.words, clock, today: now.today }
    }

    /// Writes "Thursday 3 December 2026".
    pub fn long_day(&self, day: Date) -> String {
        long_date(day, self.words)
    }

    /// Writes "Thursday 3 December", with its year where that is not the one of `beside`.
    pub fn day(&self, day: Date, beside: Option<Date>) -> String {
        if beside.unwrap_or(self.today).year() == day.year() {
            date_words::date_of_year(day, self.words)
        } else {
            self.long_day(day)
        }
    }

    /// Writes "3 December 2026".
    pub fn date(&self, day: Date) -> String {
        date_words::date(day, self.words)
    }

    /// Writes "6:30–8:00 pm" by the wall clock of `zone`.
    pub fn clock(&self, one: &PublishedOccurrence, zone: &TimeZone) -> String {
        let time = |at: &jiff::Zoned| at.with_time_zone(zone.clone()).time();
        clock_range(time(&one.start), time(&one.end), self.clock, self.words)
    }

    /// Writes "Halifax time".
    pub fn zone(&self, zone: &TimeZone) -> String {
        zone_name(zone, self.words)
    }

    /// Writes a line of `changes`, as a value in YAML.
    pub fn line(&self, key: &str, name: &str, value: &str) -> String {
        scalar(&self.words.fill(key, &[(name, value)]))
    }

    /// Writes the same for a move: the old day by the clock of `zone`, with its time where that is another.
    pub fn move_line(from: &Zoned, to: &Zoned, zone: &TimeZone) -> String {
        let [from, to] = [from, to].map(|at| at.with_time_zone(zone.clone()).datetime());
        let form = if from.time() == to.time() { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M" };
        format!("{{moved_from: {}}}", from.strftime(form))
    }

    /// Explains how to write `lines` into the header of `session`: ready to be pasted.
    pub fn to_add(&self, session: &Session, lines: &[String]) -> String {
        if session.changes.is_empty() {
            format!("Add this to its header, in your own words:\nchanges:{}", self.entries(lines))
        } else {
            self.to_add_below(lines)
        }
    }

    /// Writes the same where there are `changes`, or some sessions have them and others do not.
    pub fn to_add_below(&self, lines: &[String]) -> String {
        format!("Add this at the end of `changes`, in your own words:{}", self.entries(lines))
    }

    /// Writes the same for several sessions.
    pub fn to_add_to_each(&self, line: &String) -> String {
        let lines = self.entries(std::slice::from_ref(line));
        format!("add this at the end of `changes` in each of the sessions, in your own words:{lines}")
    }

    fn entries(&self, lines: &[String]) -> String {
        let entries: Vec<String> = lines.iter().map(|line| format!("\n  - {}: {line}", self.today)).collect();
        entries.concat()
    }
}

/// Writes `parts` in a row: "26 November", "26 November and 3 December".
pub(super) fn listed(parts: &[String], and: &str) -> String {
    match parts.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} {and} {last}", before.join(", ")),
        _ => parts.concat(),
    }
}

/// Joins what happened to a session: "was here and is there now; it was ...".
pub(super) fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<_>>().join("; it ")
}

/// Writes a text as a plain value in YAML, in quotes where it needs them.
fn scalar(text: &str) -> String {
    let safe =
        text.starts_with(char::is_alphanumeric) && !text.contains(": ") && !text.contains(" #") && !text.ends_with(':');
    if safe { text.to_owned() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_quoted_where_it_must_be() {
        assert_eq!(scalar("moved from 6:30 pm"), "moved from 6:30 pm");
        assert_eq!(scalar("not at Hall: \"B\""), "\"not at Hall: \\\"B\\\"\"");
    }

    #[test]
    fn one_two_and_three() {
        let parts = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(
            [listed(&parts[..1], "and"), listed(&parts[..2], "and"), listed(&parts, "and")],
            ["a", "a and b", "a, b and c"]
        );
    }
}
