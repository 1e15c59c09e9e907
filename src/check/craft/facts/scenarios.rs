//! What a scenario needs so that people answer it, and what happens with the answers: a word back, a summary.

use crate::check::craft::context::{Context, days, list, missing, words};
use crate::check::craft::{Check, check};
use crate::diagnostic::Diagnostic;
use crate::handbook::{Role, Scenario};

/// Something that a scenario lacks: the check that asks for it, what is lacking as the end of a sentence, and how to add
/// it.
type Lack = (&'static str, String, &'static str);

/// Reports what each scenario lacks in one message, which bears the id of the first of its lacks. The checks
/// `scenario-asks`, `scenario-model`, `scenario-two-responders` and `scenario-how` are all reported here.
pub fn scenarios(context: &Context, _: &Check) -> Vec<Diagnostic> {
    let everywhere = &context.book.community.checks.ignore;
    let find = |scenario: &Scenario| {
        let is_ignored = |lack: &Lack| scenario.meta.ignore.iter().chain(everywhere).any(|(id, _)| id.value == lack.0);
        let (ignored, rest): (Vec<_>, Vec<_>) = lacks(context, scenario).into_iter().partition(is_ignored);
        // What is ignored stands alone, so that its reason finds what it hides.
        let messages = ignored.into_iter().map(|lack| vec![lack]).chain([rest]);
        messages.filter_map(|lacks| say(scenario, &lacks)).collect::<Vec<_>>()
    };
    context.scenarios().flat_map(find).collect()
}

fn say(scenario: &Scenario, lacks: &[Lack]) -> Option<Diagnostic> {
    let first = check(lacks.first()?.0)?;
    let whats: Vec<&str> = lacks.iter().map(|(_, what, _)| &**what).collect();
    let mends: Vec<&str> = lacks.iter().map(|(.., mend)| *mend).collect();
    Some(first.say(&scenario.meta.span, &format!("This scenario {}.", list(&whats)), format!("Add {}.", list(&mends))))
}

/// Returns whether nobody can answer any more.
fn is_closed(context: &Context, scenario: &Scenario) -> bool {
    scenario.closes.as_ref().is_some_and(|closes| closes.value < context.today)
}

/// So many asks are a choice.
const ASKS: usize = 2;
/// So many answer first.
const RESPONDERS: usize = 2;

fn lacks(context: &Context, scenario: &Scenario) -> Vec<Lack> {
    let mut lacks = Vec::new();
    let has = |role: Role| scenario.body.section(role).is_some();
    // Where a heading is missing that every scenario has, that was said, and comes first.
    if is_closed(context, scenario) || ![Role::Story, Role::Question, Role::Asks].into_iter().all(has) {
        return lacks;
    }
    let asks = scenario.asks.len();
    if asks < ASKS {
        let what = if asks == 0 { "has no numbered ask" } else { "has 1 numbered ask" };
        lacks.push(("scenario-asks", what.to_owned(), "two or three numbered asks (`1. Describe ...`)"));
    }
    if !has(Role::Response) {
        let mend = "`## A response to get us started` with a few lines as you hope for them";
        lacks.push(("scenario-model", "shows no response".to_owned(), mend));
    }
    // What is talked about in a session alone needs no answers in writing.
    let dated = scenario.opens.is_some() || scenario.closes.is_some();
    if !dated && scenario.place.is_none() && scenario.for_session.is_some() {
        return lacks;
    }
    let seeded = scenario.seeded_by.len();
    if seeded < RESPONDERS && context.book.people.len() >= RESPONDERS {
        let what = if seeded == 0 { "names nobody who answers first" } else { "names one person who answers first" };
        let mend = "two people who promise to answer in the first days (`seeded_by: [one, two]`)";
        lacks.push(("scenario-two-responders", what.to_owned(), mend));
    }
    let has_how = scenario.body.section(Role::HowToAnswer).is_some_and(|how| !how.prose.is_empty());
    let unsaid = missing(&[("where to answer", scenario.place.is_none()), ("until when", scenario.closes.is_none())]);
    if !has_how && !unsaid.is_empty() {
        let mend = "`## Where and how to answer`, such as “On the forum, about 150 words, by Friday”";
        lacks.push(("scenario-how", format!("does not say {}", list(&unsaid)), mend));
    }
    lacks
}

/// So many days after the end a summary can be there.
const TIME: i32 = 14;
/// After so many nobody expects one.
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

/// Hours of a day.
const DAY: u32 = 24;

pub fn reply_promise(scenario: &Scenario, context: &Context, check: &Check) -> Option<Diagnostic> {
    scenario.opens.as_ref().filter(|opens| opens.value <= context.today && !is_closed(context, scenario))?;
    let own = scenario.reply_within.as_ref();
    let place = scenario.place.as_deref().unwrap_or_default().to_lowercase();
    let is_there = |name: &str| !place.is_empty() && (place.contains(name) || name.contains(&place));
    let mut channels = context.book.community.where_we_talk.iter();
    let channel = channels.find(|channel| is_there(&channel.name.to_lowercase()));
    let promise = own.map(|own| &own.value).or_else(|| channel?.reply_within.as_ref());
    let seen = match promise {
        Some(promise) if hours(promise).is_none_or(|hours| hours <= DAY) => return None,
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
