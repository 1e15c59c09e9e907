//! The facts in a scenario's headings beyond their prose: the numbered asks, and the rounds.

use crate::diagnostic::Diagnostic;
use crate::handbook::scenario::{Ask, Round};
use crate::handbook::{RichText, Role};

use super::roles::scenario_roles;
use super::{MarkdownText, RenderedText, body};

/// The headings that a scenario cannot do without.
const REQUIRED: [(Role, &str); 3] =
    [(Role::Story, "The story"), (Role::Question, "The question"), (Role::Asks, "What we would like from you")];

/// Reads the numbered asks and the rounds of a scenario, with its written body.
#[must_use]
pub fn scenario(text: &MarkdownText<'_>) -> (RenderedText, Vec<Ask>, Vec<Round>) {
    let mut written = body(text, scenario_roles, None);
    let asks = written.body.section(Role::Asks).map_or_else(Vec::new, |section| asks(&section.prose));
    let rounds = rounds(&written);
    let missing: Vec<_> = REQUIRED
        .iter()
        .filter(|(role, _)| written.body.section(*role).is_none())
        .map(|(_, words)| format!("`## {words}`"))
        .collect();
    if !missing.is_empty() {
        let (list, it) = match missing.as_slice() {
            [first @ .., last] if !first.is_empty() => (format!("{} and {last}", first.join(", ")), "headings"),
            _ => (missing.concat(), "heading"),
        };
        written.diagnostics.push(
            Diagnostic::error(
                "missing-heading",
                text.span(0..0),
                format!("This scenario has no {it} {list}, so readers would not know what you ask of them."),
            )
            .help("Add each of them on a line of its own, with its text below."),
        );
    }
    (written, asks, rounds)
}

fn asks(prose: &RichText) -> Vec<Ask> {
    prose
        .items()
        .into_iter()
        .map(|prose| {
            let words = prose.plain().to_lowercase();
            let optional = words.starts_with("if you can") || words.starts_with("if possible");
            Ask { prose, optional }
        })
        .collect()
}

fn rounds(written: &RenderedText) -> Vec<Round> {
    let mut rounds: Vec<Round> = Vec::new();
    for section in &written.body.sections {
        let number = match section.role {
            Some(Role::Question) => 1,
            Some(Role::Summary(number) | Role::RoundQuestion(number)) => number,
            _ => continue,
        };
        let place = rounds.partition_point(|round| round.number < number);
        if rounds.get(place).is_none_or(|round| round.number != number) {
            rounds.insert(place, Round { number, question: None, summary: None });
        }
        let round = &mut rounds[place];
        match section.role {
            Some(Role::Summary(_)) => round.summary = Some(section.clone()),
            _ if round.question.is_none() => round.question = Some(section.clone()),
            _ => {}
        }
    }
    rounds
}
