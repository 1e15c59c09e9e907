//! What happens with the answers to a scenario: a word back, a summary, the next question.

use super::reading::{Reading, days, words};
use super::scenarios::{is_closed, shown};
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::Scenario;
use crate::source::Span;

pub const SCENARIO_CHAIN: Check = Check {
    id: "scenario-chain",
    level: Severity::Nudge,
    subject: Subject::Scenario,
    rule: "What people answered is summed up before the next question, and two weeks after the scenario has closed at the \
           latest.",
    silent: "The next question waits for its round in a draft, or the scenario closed more than a year ago.",
    why: "An answer that leads to the next question was worth writing",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(scenario_chain),
};

pub const REPLY_PROMISE: Check = Check {
    id: "reply-promise",
    level: Severity::Note,
    subject: Subject::Scenario,
    rule: "An open scenario says that somebody replies within a day: `reply_within`.",
    silent: "It is not open today, the place where it is answered says so below `where_we_talk`, or it is said in words \
             that are no number of days or hours.",
    why: "Whoever writes into silence does not write again",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(reply_promise),
};

/// So many days after the end a summary can be there.
const TIME: i32 = 14;
/// After so many nobody expects one.
const LATE: i32 = 365;

fn scenario_chain(reading: &Reading) -> Vec<Diagnostic> {
    shown(reading).filter_map(|scenario| unsummed(reading, scenario)).collect()
}

fn unsummed(reading: &Reading, scenario: &Scenario) -> Option<Diagnostic> {
    let say = |span: &Span, seen: &str, number: u32| {
        let mend = format!("Add `## Summary of round {number}` with what people said, without their names.");
        Some(SCENARIO_CHAIN.say(span, seen, mend))
    };
    for (round, next) in scenario.rounds.iter().zip(scenario.rounds.iter().skip(1)) {
        if let (None, Some(question)) = (&round.summary, &next.question) {
            let seen =
                format!("Round {} has its question, and round {} is not summed up yet.", next.number, round.number);
            return say(&question.heading.span, &seen, round.number);
        }
    }
    let closes = scenario.closes.as_ref()?;
    let ago = days(closes.value, reading.today);
    let last = scenario.rounds.last().filter(|round| round.summary.is_none())?;
    if ago <= TIME || ago > LATE {
        return None;
    }
    let seen = format!("This closed {ago} days ago, on {}, and nothing tells what people said.", words(closes.value));
    say(&closes.span, &seen, last.number)
}

/// Hours of a day.
const DAY: u32 = 24;

fn reply_promise(reading: &Reading) -> Vec<Diagnostic> {
    let is_open = |scenario: &&Scenario| {
        let opens = scenario.opens.as_ref();
        opens.is_some_and(|opens| opens.value <= reading.today) && !is_closed(reading, scenario)
    };
    let channels = &reading.book.community.where_we_talk;
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
            return Some(REPLY_PROMISE.say(&scenario.meta.span, seen, mend));
        };
        hours(promise).filter(|hours| *hours > DAY)?;
        let seen = format!("Replies are promised within {promise}.");
        let span = own.map_or(&scenario.meta.span, |own| &own.span);
        Some(REPLY_PROMISE.say(span, &seen, "Promise a day: `reply_within: 1 day`, and take turns."))
    };
    shown(reading).filter(is_open).filter_map(tell).collect()
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
