//! The time of a session: its date, its hours, its length and the time its doors open.

use jiff::civil::{Date, Time};

use crate::diagnostic::Diagnostic;
use crate::handbook::session::{DoorsOpen, End, Every, Meeting, Repeats, Times, When};
use crate::parse::agenda::Hours;
use crate::parse::fields::Fields;
use crate::parse::time;
use crate::parse::yaml::{Node, Tree};
use crate::source::Located;

/// The most minutes of a session that ends before it starts, and so on the next day.
const LONGEST_NIGHT: u32 = 12 * 60;

/// The most minutes of a session that is a guess worth offering.
const LONGEST_DAY: u32 = 10 * 60;

/// The content of `date`.
enum DateField {
    On(Date),
    WeekOf(Date),
    Undecided,
    /// A value for which a message says why it cannot be read.
    Unread,
}

/// Reads `date`, `time` and `length`; also returns the hours by which the agenda is read. They are those that were
/// probably meant where `time` holds a mistake, for which there is a message.
pub(super) fn when(fields: &mut Fields<'_>) -> (Located<When>, Option<Hours>) {
    let node = fields.require("date");
    let day = node.map_or(DateField::Unread, |node| day(fields, node));
    let times = times(fields, matches!(day, DateField::On(_)) || node.is_none());
    let hours = times.map_or_else(|meant| meant, |times| Some(hours(times)));
    let hours =
        hours.map(|hours| Hours { date: if let DateField::On(date) = day { Some(date) } else { None }, ..hours });
    let times = times.ok();
    let when = match (day, times) {
        (DateField::On(date), Some(times)) => When::On(Meeting { date, times }),
        (DateField::WeekOf(date), times) => When::WeekOf { date, times },
        (DateField::On(_) | DateField::Undecided | DateField::Unread, times) => When::Undecided { times },
    };
    let span = node.map(|node| fields.reader.span(node.range.clone()));
    (Located::new(when, span.unwrap_or_else(|| fields.place().clone())), hours)
}

/// Reads the `date`, `time` and `length` of a further sitting.
pub(super) fn meeting(fields: &mut Fields<'_>) -> Option<Meeting> {
    let date = fields.require("date").and_then(|node| fields.reader.date(node, "date"));
    let times = times(fields, true);
    Some(Meeting { date: date?, times: times.ok()? })
}

fn undecided(text: &str) -> bool {
    let words = ["to be decided", "to be announced", "to be confirmed", "undecided", "tbd", "tba", "tbc"];
    words.iter().any(|word| text.trim().eq_ignore_ascii_case(word))
}

fn day(fields: &Fields<'_>, node: &Node) -> DateField {
    let Some(scalar) = node.scalar() else {
        return fields.reader.date(node, "date").map_or(DateField::Unread, DateField::On);
    };
    let text = scalar.text.trim();
    if undecided(text) {
        return DateField::Undecided;
    }
    let week = text.get(..7).filter(|start| start.eq_ignore_ascii_case("week of"));
    if let Some(rest) = week.and_then(|_| text.get(7..)) {
        let rest = rest.trim();
        let at = scalar.text.rfind(rest).unwrap_or(0);
        let span = fields.reader.span(node.part(at..at + rest.len()));
        let date = fields.reader.date_text(rest, span, "date", "date: week of 2026-11-16");
        return date.map_or(DateField::Unread, DateField::WeekOf);
    }
    fields.reader.date(node, "date").map_or(DateField::Unread, DateField::On)
}

/// Reads `time` and `length`.
///
/// # Errors
///
/// Returns the hours that were probably meant, where they do not make the times of a session.
fn times(fields: &mut Fields<'_>, needed: bool) -> Result<Times, Option<Hours>> {
    let node = fields.take("time");
    let length = fields.minutes("length");
    let Some(node) = node else {
        if needed {
            fields.miss("time");
        }
        return Err(None);
    };
    let text = node.scalar().map_or("", |scalar| scalar.text.as_str());
    if undecided(text) && !needed {
        return Err(None);
    }
    let Some((start, end)) = time::range(text) else {
        fields.reader.wrong_time(node, "time", "6:30 pm - 8:00 pm");
        let meant = time::meant_range(text).and_then(|meant| time::range(&meant));
        return Err(meant.and_then(|(start, end)| Some(Hours::between(start, end?))));
    };
    let span = fields.reader.span(node.range.clone());
    match (end, length) {
        (None, Some(length)) if length.value > 0 => {
            if fields.reader.unclear_time(node, "time") {
                return Err(Some(Hours { date: None, starts: later(start), minutes: Some(length.value) }));
            }
            Ok(Times { start, end: End::After(length.value) })
        }
        (None, _) => {
            let mut starts = start;
            // A length that cannot be read, or under another name, has its own message.
            if !(fields.is_written("length") || fields.is_written("duration")) {
                let start = if time::unclear(text).is_some() { later(start) } else { start };
                starts = start;
                fields.reader.report(Diagnostic::error("start-alone", span, "The time has a start but no end.").help(
                    format!(
                        "Write both, such as `time: {} to {}`, or add `length: 90 minutes`.",
                        start.strftime("%H:%M"),
                        start.wrapping_add(jiff::Span::new().minutes(90)).strftime("%H:%M"),
                    ),
                ));
            }
            Err(Some(Hours { date: None, starts, minutes: None }))
        }
        (Some(end), length) => {
            let minutes = minutes_between(start, end);
            if minutes == 0 || (end < start && minutes > LONGEST_NIGHT) {
                let message = if minutes == 0 {
                    "The session ends when it starts."
                } else {
                    "The session ends before it starts."
                };
                let help = around_noon(text).map_or_else(
                    || "Write the earlier time first, with am or pm where it could be either.".to_owned(),
                    |meant| {
                        format!(
                            "Write `time: {meant}` if you mean the afternoon; otherwise write the earlier time first."
                        )
                    },
                );
                fields.reader.report(Diagnostic::error("dates-in-order", span, message).help(help));
                return Err(None);
            }
            if let Some(length) = length.filter(|length| length.value != minutes) {
                fields.reader.report(
                    Diagnostic::error(
                        "dates-in-order",
                        length.span,
                        format!("`length` says {} minutes, but `time` makes {minutes} minutes.", length.value),
                    )
                    .help("Keep the one that is right; where `time` has an end, `length` is not needed.")
                    .also(span, "the time"),
                );
            }
            if fields.reader.unclear_time(node, "time") {
                return Err(Some(Hours::between(later(start), later(end))));
            }
            Ok(Times { start, end: End::At(end) })
        }
    }
}

/// Returns the same time in the other half of the day.
fn later(time: Time) -> Time {
    time.wrapping_add(jiff::Span::new().hours(12))
}

/// Returns `12:30 - 1:30 pm` for `12:30 - 1:30`, where that makes a session of one day.
fn around_noon(text: &str) -> Option<String> {
    let meant = format!("{} pm", text.trim());
    let (start, end) = time::range(&meant).and_then(|(start, end)| Some((start, end?)))?;
    (start < end && minutes_between(start, end) <= LONGEST_DAY).then_some(meant)
}

/// Returns the minutes by the wall clock, across midnight where `end` is earlier.
fn minutes_between(start: Time, end: Time) -> u32 {
    let minutes = |time: Time| u32::try_from(i32::from(time.hour()) * 60 + i32::from(time.minute())).unwrap_or(0);
    (minutes(end) + 24 * 60 - minutes(start)) % (24 * 60)
}

/// Returns when a session begins by the clock, and how long it lasts.
fn hours(times: Times) -> Hours {
    match times.end {
        End::At(end) => Hours::between(times.start, end),
        End::After(minutes) => Hours { date: None, starts: times.start, minutes: Some(minutes) },
    }
}

/// Reads `doors_open`: a clock time or `10 minutes before`, and what may stand behind a dash: `6:15 pm - say hello`.
pub(super) fn doors_open(fields: &mut Fields<'_>) -> Option<(Located<DoorsOpen>, Option<String>)> {
    let node = fields.take("doors_open")?;
    let span = fields.reader.span(node.range.clone());
    let text = node.scalar().map_or("", |scalar| scalar.text.trim());
    let dashed = [" - ", " \u{2013} ", " \u{2014} "].into_iter().find_map(|dash| text.split_once(dash));
    // A second time behind the dash is none of its words.
    let dashed = dashed.filter(|(_, words)| !words.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    let (text, words) = dashed.map_or((text, None), |(text, words)| (text.trim(), Some(words.trim().to_owned())));
    let words = words.filter(|words| !words.is_empty());
    if let Some(time) = time::time(text) {
        if fields.reader.unclear_time_text(node, text, "doors_open") {
            return None;
        }
        return Some((Located::new(DoorsOpen::At(time), span), words));
    }
    let folded = text.to_lowercase();
    if let Some(minutes) = folded.split_once("before").and_then(|(length, _)| time::length(length.trim())) {
        return Some((Located::new(DoorsOpen::Before(minutes.value), span), words));
    }
    fields.reader.wrong_time(node, "doors_open", "6:15 pm");
    None
}

/// Reads `repeats`.
pub(super) fn repeats(fields: &mut Fields<'_>) -> Option<Located<Repeats>> {
    let name = "repeats";
    let example = "repeats: {every: 2 weeks, until: 2026-12-18}";
    let node = fields.take(name)?;
    let reader = fields.reader;
    let Tree::Map(pairs) = &node.tree else {
        reader.wrong(node, name, "a group of fields", example);
        return None;
    };
    let mut inner = Fields::within(reader, node, pairs, name);
    let step = inner.require("every").and_then(|node| {
        let step = node.scalar().and_then(|scalar| every(&scalar.text));
        if step.is_none() {
            reader.wrong(node, "every", "a number of weeks or months", "every: 2 weeks");
        }
        step
    });
    let until = inner.require("until").and_then(|node| reader.date(node, "until"));
    let dates = inner.take("except").map_or(&[][..], |node| match &node.tree {
        Tree::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    });
    let except = dates
        .iter()
        .filter_map(|node| Some(Located::new(reader.date(node, "except")?, reader.span(node.range.clone()))))
        .collect();
    inner.finish();
    let repeats = Repeats { every: step?, until: until?, except };
    Some(Located::new(repeats, reader.span(node.range.clone())))
}

/// Reads `week`, `2 weeks`, `every other week`, `month`.
fn every(text: &str) -> Option<Every> {
    let text = text.trim().to_lowercase();
    let text = text.strip_prefix("every ").unwrap_or(&text);
    match text {
        "week" | "weekly" => return Some(Every::Weeks(1)),
        "other week" | "second week" | "fortnight" => return Some(Every::Weeks(2)),
        "month" | "monthly" => return Some(Every::Months(1)),
        "other month" | "second month" => return Some(Every::Months(2)),
        _ => {}
    }
    let (number, unit) = text.split_once(char::is_whitespace)?;
    let number = number.parse().ok().filter(|number| (1..=52).contains(number))?;
    match unit.trim() {
        "week" | "weeks" => Some(Every::Weeks(number)),
        "month" | "months" => Some(Every::Months(number)),
        _ => None,
    }
}
