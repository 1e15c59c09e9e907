//! A card for each scenario that can still be answered.

use serde::Serialize;
use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::handbook::{Role, Scenario, date_words};
use crate::render::{Output, PageContext, Renderer};

use super::super::code::{CodeView, code};
use super::super::run_sheet::site_address;
use super::PaperInputs;

#[derive(Serialize)]
struct CardsView<'a> {
    cards: Vec<ScenarioCard<'a>>,
}

#[derive(Serialize)]
struct ScenarioCard<'a> {
    title: &'a str,
    story: Option<Value>,
    question: Option<Value>,
    asks: Vec<Value>,
    how: Option<Value>,
    place: Option<&'a str>,
    until: Option<String>,
    code: Option<CodeView>,
}

/// Makes the page; none where no scenario can be answered.
///
/// # Errors
///
/// When the template fails.
pub(super) fn page(renderer: &Renderer, inputs: &PaperInputs<'_>) -> Result<Option<Output>, Vec<Diagnostic>> {
    let (book, words, path) = (renderer.public().book(), renderer.words(), "scenarios.html");
    let elsewhere = site_address(path, inputs.settings);
    let site = renderer.site();
    let site = site.seen_from(&elsewhere);
    let at = PageContext { site: &site, path };
    let is_open =
        |scenario: &&Scenario| scenario.closes.as_ref().is_none_or(|closes| closes.value >= inputs.settings.today);
    let card = |scenario| {
        let scenario: &Scenario = scenario;
        let under = |role| scenario.body.section(role).map(|section| at.prose(&section.prose));
        ScenarioCard {
            title: &scenario.meta.title,
            story: under(Role::Story),
            question: under(Role::Question),
            asks: scenario.asks.iter().map(|ask| at.prose(&ask.prose)).collect(),
            how: under(Role::HowToAnswer),
            place: scenario.place.as_deref(),
            until: scenario.closes.as_ref().map(|day| date_words::long_date(day.value, words)),
            code: code(book, &scenario.meta.address),
        }
    };
    let cards: Vec<ScenarioCard<'_>> = book.scenarios.iter().map(AsRef::as_ref).filter(is_open).map(card).collect();
    if cards.is_empty() {
        return Ok(None);
    }
    renderer.other_page(path, "kit-scenarios.html", words.get("kit_scenario_cards"), &CardsView { cards }).map(Some)
}
