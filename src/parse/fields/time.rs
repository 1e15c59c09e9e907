//! Days, clock times and lengths.

use jiff::civil::{Date, Time};

use crate::diagnostic::Diagnostic;
use crate::parse::time::{self, DateProblem};
use crate::parse::yaml::Node;
use crate::source::{Located, Span};

use super::{FieldReader, Fields, shortened};

impl FieldReader<'_> {
    /// Reads a day.
    pub fn date(&self, node: &Node, name: &str) -> Option<Date> {
        let example = format!("{name}: 2026-11-19");
        let Some(scalar) = node.scalar() else {
            self.wrong(node, name, "a day such as 2026-11-19", &example);
            return None;
        };
        match time::date(&scalar.text) {
            Ok(date) => Some(date),
            Err(DateProblem::NotADate) => {
                self.no_date(self.span(node.range.clone()), scalar.text.trim(), name, &example);
                None
            }
            Err(DateProblem::NoSuchDay { last_of_month }) => {
                self.no_such_day(self.span(node.range.clone()), scalar.text.trim(), last_of_month);
                None
            }
        }
    }

    /// Reports that `written` is no day, and which day was meant, where that can be found. The day in `example` stands
    /// for the one to write.
    fn no_date(&self, span: Span, written: &str, name: &str, example: &str) {
        let seen = format!("`{}`", shortened(written));
        let message = super::wrong_type(span, name, "a day such as 2026-11-19", &seen, example);
        let example = |day: Date| {
            let (before, after) = example.split_once("2026-").unwrap_or((example, ""));
            format!("{before}{day}{}", after.get(5..).unwrap_or_default())
        };
        let said = |day: Date| day.strftime("%-d %B");
        if let Some((day, hour)) = time::day_and_time(written) {
            let shown = example(day);
            self.report(message.help(if name == "date" {
                let time = hour.strftime("%H:%M");
                format!("Write the day alone, `{shown}`, and move the hour into `time`, such as `time: {time} - ...` with its end.")
            } else {
                format!("Write the day alone: `{shown}`.")
            }));
            return;
        }
        self.report(match time::meant_dates(written).as_slice() {
            [one] => message.help(format!("Write year, month and day with hyphens: `{}`.", example(*one))),
            [one, other] => message.help(format!(
                "Write `{}` for {}, or `{}` for {}.",
                example(*one),
                said(*one),
                example(*other),
                said(*other)
            )),
            _ => message,
        });
    }

    fn no_such_day(&self, span: Span, written: &str, last: Option<Date>) {
        let message = match last {
            Some(last) => format!("There is no day `{written}`; that month ends on {last}."),
            None => format!("There is no day `{written}`; a year has months 01 to 12."),
        };
        self.report(
            Diagnostic::error("impossible-date", span, message)
                .help("Write the day as year, month, day: `2026-11-19`."),
        );
    }

    /// Reads a day that is a part of something: a field's name in `changes`, what follows `week of`.
    pub fn date_text(&self, text: &str, span: Span, name: &str, example: &str) -> Option<Date> {
        match time::date(text) {
            Ok(date) => Some(date),
            Err(DateProblem::NotADate) => {
                self.no_date(span, text, name, example);
                None
            }
            Err(DateProblem::NoSuchDay { last_of_month }) => {
                self.no_such_day(span, text.trim(), last_of_month);
                None
            }
        }
    }

    /// Reports why `written` is no clock time.
    pub fn wrong_time(&self, node: &Node, name: &str, example: &str) {
        let written = node.scalar().map_or("", |scalar| scalar.text.trim());
        if let Some(wrong) = time::impossible(written) {
            let place = node.scalar().and_then(|scalar| scalar.text.find(&wrong)).map(|at| at..at + wrong.len());
            let place = place.map_or(node.range.clone(), |part| node.part(part));
            self.report(
                Diagnostic::error(
                    "impossible-time",
                    self.span(place),
                    format!("There is no clock time `{}`.", shortened(&wrong)),
                )
                .help(format!("Write it like this: `{name}: {example}`.")),
            );
        } else {
            let should = if name == "time" { "a start and an end" } else { "a clock time" };
            let meant = time::meant_range(written).unwrap_or_else(|| example.to_owned());
            self.wrong(node, name, should, &format!("{name}: {meant}"));
        }
    }

    /// Reports that a time may be one of the small hours or of the afternoon, which is not guessed. Returns whether it
    /// may.
    pub fn unclear_time(&self, node: &Node, name: &str) -> bool {
        let written = node.scalar().map_or("", |scalar| scalar.text.trim());
        self.unclear_time_text(node, written, name)
    }

    /// Reports the same for the `written` part of a field.
    pub fn unclear_time_text(&self, node: &Node, written: &str, name: &str) -> bool {
        let Some(unclear) = time::unclear(written) else { return false };
        let message = format!("`{written}` has no am or pm, so it may be in the morning or later in the day.");
        let help = format!(
            "Write `{name}: {}` if it is later in the day, or `{name}: {}` if the morning is right.",
            unclear.later, unclear.kept
        );
        self.report(Diagnostic::error("time-unclear", self.span(node.range.clone()), message).help(help));
        true
    }

    /// Reads a length in minutes.
    pub fn minutes(&self, node: &Node, name: &str) -> Option<u32> {
        let text = node.scalar().map(|scalar| scalar.text.trim());
        let minutes = text.and_then(|text| time::length(text).map(|minutes| minutes.value));
        let minutes = minutes.or_else(|| text.and_then(|text| text.parse().ok()));
        if minutes.is_none() {
            self.wrong(node, name, "a length such as 90 minutes", &format!("{name}: 1 hour 30 minutes"));
        }
        minutes
    }
}

impl Fields<'_> {
    /// Reads a day.
    pub fn date(&mut self, name: &'static str) -> Option<Located<Date>> {
        let node = self.take(name)?;
        let date = self.reader.date(node, name)?;
        Some(Located::new(date, self.reader.span(node.range.clone())))
    }

    /// Reads a clock time.
    pub fn clock(&mut self, name: &'static str) -> Option<Time> {
        let node = self.take(name)?;
        let time = node.scalar().and_then(|scalar| time::time(&scalar.text));
        if time.is_none() {
            self.reader.wrong_time(node, name, "6:30 pm");
        }
        time
    }

    /// Reads a length in minutes.
    pub fn minutes(&mut self, name: &'static str) -> Option<Located<u32>> {
        let node = self.take(name)?;
        let minutes = self.reader.minutes(node, name)?;
        Some(Located::new(minutes, self.reader.span(node.range.clone())))
    }
}
