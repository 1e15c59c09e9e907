//! Checks of what a scenario needs so that people answer it, and of what happens with the answers: a reply, a summary.

use crate::check::craft::{Check, Context, days, missing, words};
use crate::diagnostic::Diagnostic;
use crate::handbook::{Role, Scenario};
use crate::parse::fields::listed;

/// Returns whether nobody can answer any more.
fn is_closed(scenario: &Scenario, context: &Context) -> bool {
    scenario.closes.as_ref().is_some_and(|closes| closes.value < context.today)
}

/// Returns whether an open scenario has what every one has. A heading that is missing is reported elsewhere, and comes
/// first.
fn is_begun(scenario: &Scenario, context: &Context) -> bool {
    let has = |role| scenario.body.section(role).is_some();
    [Role::Story, Role::Question, Role::Asks].into_iter().all(has) && !is_closed(scenario, context)
}

/// Returns whether people answer it in writing, and not only in a session.
fn is_posted(scenario: &Scenario) -> bool {
    scenario.opens.is_some() || scenario.closes.is_some() || scenario.place.is_some() || scenario.for_session.is_none()
}

/// The fewest asks that are a choice.
const ASKS: usize = 2;
/// The number of people who answer first.
const RESPONDERS: usize = 2;

pub fn scenario_asks(scenario: &Scenario, context: &Context, check: &Check) -> Option<Diagnostic> {
    let asks = scenario.asks.len();
    let heading = scenario.body.section(Role::Asks).filter(|_| asks < ASKS && is_begun(scenario, context))?;
    let seen = if asks == 0 { "This scenario has no list of asks." } else { "This scenario has 1 ask." };
    Some(check.say(&heading.heading.span, seen, "Write two or three, each on a line of its own (`1. Describe ...`)."))
}

pub fn scenario_model(scenario: &Scenario, context: &Context, check: &Check) -> Option<Diagnostic> {
    let is_lacking = is_begun(scenario, context) && scenario.body.section(Role::Response).is_none();
    let mend = "Add `## A response to get us started` with a few lines as you hope for them.";
    is_lacking.then(|| check.say(&scenario.meta.span, "This scenario shows no response.", mend))
}

pub fn scenario_two_responders(scenario: &Scenario, context: &Context, check: &Check) -> Option<Diagnostic> {
    let seen = match scenario.seeded_by.len() {
        _ if !is_begun(scenario, context) || !is_posted(scenario) || context.book.people.len() < RESPONDERS => {
            return None;
        }
        0 => "This scenario names nobody who answers first.",
        1 => "This scenario names one person who answers first.",
        _ => return None,
    };
    let mend = "Add two people who promise to answer in the first days (`seeded_by: [one, two]`).";
    Some(check.say(&scenario.meta.span, seen, mend))
}

pub fn scenario_how(scenario: &Scenario, context: &Context, check: &Check) -> Option<Diagnostic> {
    let unsaid = missing(&[("where to answer", scenario.place.is_none()), ("until when", scenario.closes.is_none())]);
    let has_how = scenario.body.section(Role::HowToAnswer).is_some_and(|how| !how.prose.is_empty());
    if has_how || unsaid.is_empty() || !is_begun(scenario, context) || !is_posted(scenario) {
        return None;
    }
    let seen = format!("This scenario does not say {}.", listed(&unsaid, "and"));
    let mend = "Add `## Where and how to answer`, such as “On the forum, about 150 words, by Friday”.";
    Some(check.say(&scenario.meta.span, &seen, mend))
}

/// The days after the end by which a summary can be there.
const TIME: i32 = 14;
/// The days after the end from which on nobody expects a summary.
const LATE: i32 = 365;

/// Reports the first round whose answers are not summed up.
pub fn scenario_chain(scenario: &Scenario, context: &Context, check: &Check) -> Option<Diagnostic> {
    let next = scenario.rounds.windows(2).find_map(|pair| {
        let question = pair[1].question.as_ref().filter(|_| pair[0].summary.is_none())?;
        let (round, next) = (pair[0].number, pair[1].number);
        let seen = format!("Round {next} has its question, and round {round} is not summed up yet.");
        Some((&question.heading.span, seen, round))
    });
    let last = || {
        let closes = scenario.closes.as_ref()?;
        let ago = days(closes.value, context.today);
        let last = scenario.rounds.last().filter(|round| round.summary.is_none() && ago > TIME && ago <= LATE)?;
        let day = words(closes.value);
        let seen = format!("This closed {ago} days ago, on {day}, and its answers are not summed up.");
        Some((&closes.span, seen, last.number))
    };
    let (span, seen, round) = next.or_else(last)?;
    let mend = format!("Add `## Summary of round {round}` with what people said, without their names.");
    Some(check.say(span, &seen, mend))
}

pub fn reply_promise(scenario: &Scenario, context: &Context, check: &Check) -> Option<Diagnostic> {
    scenario.opens.as_ref().filter(|opens| opens.value <= context.today && !is_closed(scenario, context))?;
    let own = scenario.reply_within.as_ref();
    let place = scenario.place.as_deref().unwrap_or_default().to_lowercase();
    let is_there = |name: &str| !place.is_empty() && (place.contains(name) || name.contains(&place));
    let mut channels = context.book.community.where_we_talk.iter();
    let channel = channels.find(|channel| is_there(&channel.name.to_lowercase()));
    let promise = own.map(|own| &own.value).or_else(|| channel?.reply_within.as_ref());
    let seen = match promise {
        Some(promise) if hours(promise).is_none_or(|hours| hours <= 24) => return None,
        Some(promise) => format!("Replies are promised within {promise}."),
        None => "This scenario is open, and does not say when somebody replies.".to_owned(),
    };
    let span = own.map_or(&scenario.meta.span, |own| &own.span);
    Some(check.say(span, &seen, "Promise a reply within a day, `reply_within: 1 day`, and take turns."))
}

/// Returns a promise as hours, where it is a number of hours, days or weeks.
fn hours(promise: &str) -> Option<u32> {
    let promise = promise.trim().to_lowercase();
    let (number, unit) = promise.split_once(' ')?;
    let number: u32 = if ["a", "an", "one"].contains(&number) { 1 } else { number.parse().ok()? };
    let units = [("hour", 1), ("day", 24), ("week", 7 * 24)];
    units.iter().find(|(name, _)| unit.trim_end_matches('s') == *name).map(|(_, hours)| number.saturating_mul(*hours))
}

#[cfg(test)]
mod tests;
