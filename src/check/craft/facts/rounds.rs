//! What happens with the answers to a scenario: a word back, a summary, the next question.

use super::scenarios::{is_closed, shown};
use crate::check::craft::Check;
use crate::check::craft::context::{Context, days, words};
use crate::diagnostic::Diagnostic;
use crate::handbook::Scenario;
use crate::source::Span;

/// So many days after the end a summary can be there.
const TIME: i32 = 14;
/// After so many nobody expects one.
const LATE: i32 = 365;

pub fn scenario_chain(context: &Context, check: &Check) -> Vec<Diagnostic> {
    shown(context).filter_map(|scenario| unsummed(context, check, scenario)).collect()
}

/// Reports the first round whose answers are not summed up.
fn unsummed(context: &Context, check: &Check, scenario: &Scenario) -> Option<Diagnostic> {
    let say = |span: &Span, seen: &str, number: u32| {
        let mend = format!("Add `## Summary of round {number}` with what people said, without their names.");
        Some(check.say(span, seen, mend))
    };
    for (round, next) in scenario.rounds.iter().zip(scenario.rounds.iter().skip(1)) {
        if let (None, Some(question)) = (&round.summary, &next.question) {
            let seen =
                format!("Round {} has its question, and round {} is not summed up yet.", next.number, round.number);
            return say(&question.heading.span, &seen, round.number);
        }
    }
    let closes = scenario.closes.as_ref()?;
    let ago = days(closes.value, context.today);
    let last = scenario.rounds.last().filter(|round| round.summary.is_none())?;
    if ago <= TIME || ago > LATE {
        return None;
    }
    let seen = format!("This closed {ago} days ago, on {}, and its answers are not summed up.", words(closes.value));
    say(&closes.span, &seen, last.number)
}

/// Hours of a day.
const DAY: u32 = 24;

pub fn reply_promise(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let is_open = |scenario: &&Scenario| {
        let opens = scenario.opens.as_ref();
        opens.is_some_and(|opens| opens.value <= context.today) && !is_closed(context, scenario)
    };
    let channels = &context.book.community.where_we_talk;
    let tell = |scenario: &Scenario| {
        let mend = "Write `reply_within: 1 day`, and take turns.";
        let own = scenario.reply_within.as_ref();
        let place = scenario.place.as_deref().unwrap_or_default().to_lowercase();
        let channel = || {
            let named = |name: &str| !place.is_empty() && (place.contains(name) || name.contains(&place));
            let at = channels.iter().find(|channel| named(&channel.name.to_lowercase()))?;
            at.reply_within.as_deref()
        };
        let Some(promise) = own.map(|own| own.value.as_str()).or_else(channel) else {
            let seen = "This scenario is open, and does not say when somebody replies.";
            return Some(check.say(&scenario.meta.span, seen, mend));
        };
        hours(promise).filter(|hours| *hours > DAY)?;
        let seen = format!("Replies are promised within {promise}.");
        let span = own.map_or(&scenario.meta.span, |own| &own.span);
        Some(check.say(span, &seen, "Promise a day: `reply_within: 1 day`, and take turns."))
    };
    shown(context).filter(is_open).filter_map(tell).collect()
}

/// A promise as hours, where it is a number of hours, days or weeks.
fn hours(promise: &str) -> Option<u32> {
    let promise = promise.trim().to_lowercase();
    let (number, unit) = promise.split_once(' ')?;
    let number: u32 = match number {
        "a" | "an" | "one" => 1,
        "two" => 2,
        "three" => 3,
        number => number.parse().ok()?,
    };
    let hours = match unit.trim_end_matches('s') {
        "hour" => 1,
        "day" => DAY,
        "week" => DAY * 7,
        _ => return None,
    };
    number.checked_mul(hours)
}

#[cfg(test)]
mod tests;
