//! What a scenario needs so that people answer it.
//!
//! Several things that one scenario lacks make one message, that of the first of them; what is left out with a reason
//! does not keep back the rest.

use super::reading::{Reading, list, stands_in};
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::{Role, Scenario};
use crate::public::hidden;

pub const SCENARIO_ASKS: Check = Check {
    id: "scenario-asks",
    level: Severity::Nudge,
    subject: Subject::Scenario,
    rule: "A scenario asks for two things at least, each with its number.",
    silent: "It is closed, or one of its headings is missing, which is told first. What else it lacks is told in the same message.",
    why: "People answer sooner when they see what would be an answer",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(scenario_asks),
};

pub const SCENARIO_MODEL: Check = Check {
    id: "scenario-model",
    level: Severity::Nudge,
    subject: Subject::Scenario,
    rule: "A scenario shows a response as its facilitators hope for one: `## A response to get us started`.",
    silent: "It is closed, or the message about its asks tells it too.",
    why: "A first answer shows how long and how open the others may be",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(scenario_model),
};

pub const SCENARIO_TWO_RESPONDERS: Check = Check {
    id: "scenario-two-responders",
    level: Severity::Nudge,
    subject: Subject::Scenario,
    rule: "Two people have promised to answer first: `seeded_by`.",
    silent: "It is closed, it is only talked about in a session, the handbook knows fewer than two people, or another \
             message about it tells it too.",
    why: "Nobody likes to go first",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(scenario_two_responders),
};

pub const SCENARIO_HOW: Check = Check {
    id: "scenario-how",
    level: Severity::Nudge,
    subject: Subject::Scenario,
    rule: "A scenario says where to answer, how, and until when.",
    silent: "It is closed, it is only talked about in a session, or another message about it tells it too.",
    why: "Whoever has to guess where an answer goes does not write it",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(scenario_how),
};

/// What a scenario may lack, in the order in which it is told.
const IN_ORDER: [&Check; 4] = [&SCENARIO_ASKS, &SCENARIO_MODEL, &SCENARIO_TWO_RESPONDERS, &SCENARIO_HOW];

/// Something that a scenario lacks: the check, what is lacking as the end of a sentence, and how to add it.
struct Lack {
    check: &'static Check,
    what: String,
    mend: &'static str,
}

fn scenario_asks(reading: &Reading) -> Vec<Diagnostic> {
    told_by(reading, &SCENARIO_ASKS)
}

fn scenario_model(reading: &Reading) -> Vec<Diagnostic> {
    told_by(reading, &SCENARIO_MODEL)
}

fn scenario_two_responders(reading: &Reading) -> Vec<Diagnostic> {
    told_by(reading, &SCENARIO_TWO_RESPONDERS)
}

fn scenario_how(reading: &Reading) -> Vec<Diagnostic> {
    told_by(reading, &SCENARIO_HOW)
}

/// What `check` tells of each scenario: what it looks for, where it is the first thing that is lacking, with the rest.
fn told_by(reading: &Reading, check: &'static Check) -> Vec<Diagnostic> {
    let tell = |scenario: &Scenario| {
        let (left_out, rest): (Vec<Lack>, Vec<Lack>) =
            lacks(reading, scenario).into_iter().partition(|lack| is_left_out(reading, scenario, lack.check));
        // What is left out is said on its own, so that its reason finds what it silences.
        let said: Vec<Lack> = match rest.first() {
            Some(first) if first.check.id == check.id => rest,
            _ => left_out.into_iter().filter(|lack| lack.check.id == check.id).collect(),
        };
        if said.is_empty() {
            return None;
        }
        let whats: Vec<&str> = said.iter().map(|lack| &*lack.what).collect();
        let mends: Vec<&str> = said.iter().map(|lack| lack.mend).collect();
        let seen = format!("This scenario {}.", list(&whats));
        let span = match scenario.body.section(Role::Asks).filter(|_| said.len() == 1 && check.id == SCENARIO_ASKS.id) {
            Some(asks) => &asks.heading.span,
            None => &scenario.meta.span,
        };
        Some(check.say(span, &seen, format!("Add {}.", list(&mends))))
    };
    shown(reading).filter(|scenario| !is_closed(reading, scenario)).filter_map(tell).collect()
}

fn is_left_out(reading: &Reading, scenario: &Scenario, check: &Check) -> bool {
    let everywhere = &reading.book.community.checks.ignore;
    scenario.meta.ignore.iter().chain(everywhere).any(|(id, _)| id.value == check.id)
}

/// The scenarios that readers see.
pub(super) fn shown<'a>(reading: &Reading<'a>) -> impl Iterator<Item = &'a Scenario> + use<'a> {
    let (book, drafts) = (reading.book, reading.drafts);
    book.scenarios.iter().map(AsRef::as_ref).filter(move |scenario: &&Scenario| !hidden(book, &scenario.meta, drafts))
}

/// Whether nobody can answer any more.
pub(super) fn is_closed(reading: &Reading, scenario: &Scenario) -> bool {
    scenario.closes.as_ref().is_some_and(|closes| closes.value < reading.today)
}

/// Whether people answer it in writing, and not only in a session.
fn is_posted(scenario: &Scenario) -> bool {
    scenario.opens.is_some() || scenario.closes.is_some() || scenario.place.is_some() || scenario.for_session.is_none()
}

/// So many asks are a choice.
const ASKS: usize = 2;
/// So many answer first.
const RESPONDERS: usize = 2;
/// What says until when, in words.
const UNTIL: &[&str] = &["by ", "until", "before", "deadline", "within", "days", "week"];

fn lacks(reading: &Reading, scenario: &Scenario) -> Vec<Lack> {
    let how = scenario.body.section(Role::HowToAnswer);
    let mut lacks = Vec::new();
    // Where a heading is missing that every scenario has, that was said, and comes first.
    if [Role::Story, Role::Question, Role::Asks].iter().any(|role| scenario.body.section(*role).is_none()) {
        return lacks;
    }
    let mut lack = |check, what: String, mend| lacks.push(Lack { check, what, mend });
    if scenario.asks.len() < ASKS {
        let what = match scenario.asks.len() {
            0 => "has no numbered ask".to_owned(),
            count => format!("has {count} numbered ask"),
        };
        lack(IN_ORDER[0], what, "two or three numbered asks (`1. Describe ...`)");
    }
    if scenario.body.section(Role::Response).is_none() {
        lack(
            IN_ORDER[1],
            "shows no response".to_owned(),
            "`## A response to get us started` with a few lines as you hope for them",
        );
    }
    if !is_posted(scenario) {
        return lacks;
    }
    let seeded = scenario.seeded_by.len();
    if seeded < RESPONDERS && reading.book.people.len() >= RESPONDERS {
        let what = match seeded {
            0 => "names nobody who answers first".to_owned(),
            _ => "names one person who answers first".to_owned(),
        };
        lack(IN_ORDER[2], what, "two people who promise to answer in the first days (`seeded_by: [one, two]`)");
    }
    let told = how.map(|how| how.prose.html.to_lowercase()).unwrap_or_default();
    let mut unsaid = Vec::new();
    if scenario.place.is_none() && told.is_empty() {
        unsaid.push("where to answer");
    }
    if told.is_empty() {
        unsaid.push("at what length");
    }
    if scenario.closes.is_none() && !stands_in(&told, UNTIL) {
        unsaid.push("until when");
    }
    // The asks may say at what length; by itself that is no gap.
    if !unsaid.is_empty() && unsaid != ["at what length"] {
        let what = format!("does not say {}", list(&unsaid));
        lack(IN_ORDER[3], what, "`## Where and how to answer`, such as “On the forum, about 150 words, by Friday”");
    }
    lacks
}

#[cfg(test)]
mod tests;
