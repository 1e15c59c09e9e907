//! What a scenario needs so that people answer it.

use crate::check::craft::context::{Context, list};
use crate::check::craft::{Check, check};
use crate::diagnostic::Diagnostic;
use crate::handbook::{Role, Scenario};

/// Something that a scenario lacks: the check that asks for it, what is lacking as the end of a sentence, and how to add
/// it.
struct Lack {
    id: &'static str,
    what: String,
    mend: &'static str,
}

/// Reports what each scenario lacks in one message, which bears the id of the first of its lacks. The checks
/// `scenario-asks`, `scenario-model`, `scenario-two-responders` and `scenario-how` are all reported here.
pub fn scenarios(context: &Context, _: &Check) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for scenario in shown(context).filter(|scenario| !is_closed(context, scenario)) {
        let everywhere = &context.book.community.checks.ignore;
        let is_ignored = |lack: &Lack| scenario.meta.ignore.iter().chain(everywhere).any(|(id, _)| id.value == lack.id);
        let (ignored, rest): (Vec<_>, Vec<_>) = lacks(context, scenario).into_iter().partition(is_ignored);
        // What is ignored stands alone, so that its reason finds what it hides.
        let messages = ignored.into_iter().map(|lack| vec![lack]).chain([rest]);
        found.extend(messages.filter_map(|lacks| say(scenario, &lacks)));
    }
    found
}

fn say(scenario: &Scenario, lacks: &[Lack]) -> Option<Diagnostic> {
    let first = check(lacks.first()?.id)?;
    let whats: Vec<&str> = lacks.iter().map(|lack| &*lack.what).collect();
    let mends: Vec<&str> = lacks.iter().map(|lack| lack.mend).collect();
    let asks = scenario.body.section(Role::Asks).filter(|_| lacks.len() == 1 && first.id == "scenario-asks");
    let span = asks.map_or(&scenario.meta.span, |asks| &asks.heading.span);
    Some(first.say(span, &format!("This scenario {}.", list(&whats)), format!("Add {}.", list(&mends))))
}

/// Returns the scenarios that readers see.
pub fn shown<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Scenario> {
    context.book.scenarios.iter().map(AsRef::as_ref).filter(|scenario: &&Scenario| !context.is_hidden(&scenario.meta))
}

/// Returns whether nobody can answer any more.
pub fn is_closed(context: &Context, scenario: &Scenario) -> bool {
    scenario.closes.as_ref().is_some_and(|closes| closes.value < context.today)
}

/// Returns whether people answer it in writing, and not only in a session.
fn is_posted(scenario: &Scenario) -> bool {
    scenario.opens.is_some() || scenario.closes.is_some() || scenario.place.is_some() || scenario.for_session.is_none()
}

/// So many asks are a choice.
const ASKS: usize = 2;
/// So many answer first.
const RESPONDERS: usize = 2;

fn lacks(context: &Context, scenario: &Scenario) -> Vec<Lack> {
    let mut lacks = Vec::new();
    // Where a heading is missing that every scenario has, that was said, and comes first.
    if [Role::Story, Role::Question, Role::Asks].iter().any(|role| scenario.body.section(*role).is_none()) {
        return lacks;
    }
    let mut lack = |id, what: String, mend| lacks.push(Lack { id, what, mend });
    match scenario.asks.len() {
        0 => lack("scenario-asks", "has no numbered ask".to_owned(), ASK),
        few if few < ASKS => lack("scenario-asks", format!("has {few} numbered ask"), ASK),
        _ => {}
    }
    if scenario.body.section(Role::Response).is_none() {
        let mend = "`## A response to get us started` with a few lines as you hope for them";
        lack("scenario-model", "shows no response".to_owned(), mend);
    }
    if !is_posted(scenario) {
        return lacks;
    }
    let seeded = scenario.seeded_by.len();
    if seeded < RESPONDERS && context.book.people.len() >= RESPONDERS {
        let what = if seeded == 0 { "names nobody who answers first" } else { "names one person who answers first" };
        let mend = "two people who promise to answer in the first days (`seeded_by: [one, two]`)";
        lack("scenario-two-responders", what.to_owned(), mend);
    }
    let has_how = scenario.body.section(Role::HowToAnswer).is_some_and(|how| !how.prose.is_empty());
    let missing = [("where to answer", scenario.place.is_none()), ("until when", scenario.closes.is_none())];
    let missing: Vec<&str> = missing.iter().filter(|(_, is_missing)| *is_missing).map(|(what, _)| *what).collect();
    if !has_how && !missing.is_empty() {
        let mend = "`## Where and how to answer`, such as “On the forum, about 150 words, by Friday”";
        lack("scenario-how", format!("does not say {}", list(&missing)), mend);
    }
    lacks
}

const ASK: &str = "two or three numbered asks (`1. Describe ...`)";

#[cfg(test)]
mod tests;
