//! What a group hands out or hangs up: a questionnaire to get to know each other, the agreements to sign, the values.

use serde::Serialize;
use tera::Value;
use unicode_width::UnicodeWidthStr;

use crate::diagnostic::Diagnostic;
use crate::handbook::Values;
use crate::handbook::values::ValuesStatus;
use crate::render::{Output, PageContext, Renderer};

use super::super::run_sheet::site_address;
use super::PaperInputs;

/// The questions of the questionnaire, by their words.
const QUESTIONS: [&str; 7] = [
    "kit_question_name",
    "kit_question_work",
    "kit_question_reach",
    "kit_question_needs",
    "kit_question_hope",
    "kit_question_speak",
    "kit_question_photo",
];

/// The letters of a word, for scripts that write none apart.
const LETTERS: usize = 8;
/// The words up to which a poster is set in each size, the largest first, so that it is one page.
const STEPS: [usize; 3] = [35, 90, 170];

#[derive(Serialize)]
struct QuestionnaireView<'a> {
    community: &'a str,
    questions: Vec<&'a str>,
}

#[derive(Serialize)]
struct ValuesView<'a> {
    community: &'a str,
    title: &'a str,
    paper: &'static str,
    /// 0 for the largest letters.
    step: usize,
    items: Vec<ItemView<'a>>,
}

#[derive(Serialize)]
struct ItemView<'a> {
    title: &'a str,
    text: Value,
}

/// Makes the questionnaire.
///
/// # Errors
///
/// When the template fails.
pub(super) fn questionnaire(renderer: &Renderer) -> Result<Output, Vec<Diagnostic>> {
    let words = renderer.words();
    let community = &renderer.public().book().community.name;
    let view = QuestionnaireView { community, questions: QUESTIONS.map(|question| words.get(question)).to_vec() };
    renderer.other_page("questionnaire.html", "kit-questionnaire.html", words.get("kit_questionnaire"), &view)
}

/// Makes the agreements with a line to sign on; none where none are written.
///
/// # Errors
///
/// When the template fails.
pub(super) fn agreements(renderer: &Renderer, inputs: &PaperInputs<'_>) -> Result<Option<Output>, Vec<Diagnostic>> {
    let Some(values) = &renderer.public().book().agreements else { return Ok(None) };
    let title = renderer.words().get("kit_sign_agreements");
    values_page(renderer, values, "agreements.html", "kit-agreements.html", title, 0, inputs).map(Some)
}

/// Makes the values as a poster; none where none are written.
///
/// # Errors
///
/// When the template fails.
pub(super) fn poster(renderer: &Renderer, inputs: &PaperInputs<'_>) -> Result<Option<Output>, Vec<Diagnostic>> {
    let Some(values) = &renderer.public().book().values else { return Ok(None) };
    if values.status == Some(ValuesStatus::Draft) {
        return Ok(None);
    }
    let texts = values.items.iter().map(|item| format!("{} {}", item.title, item.long_form.plain()));
    let length: usize = texts.map(|text| text.split_whitespace().count().max(text.width() / LETTERS)).sum();
    let step = STEPS.iter().position(|most| length <= *most).unwrap_or(STEPS.len());
    let title = renderer.words().get("kit_poster");
    values_page(renderer, values, "poster.html", "kit-poster.html", title, step, inputs).map(Some)
}

fn values_page(
    renderer: &Renderer,
    values: &Values,
    path: &str,
    template: &'static str,
    title: &str,
    step: usize,
    inputs: &PaperInputs<'_>,
) -> Result<Output, Vec<Diagnostic>> {
    let elsewhere = site_address(path, inputs.settings);
    let site = renderer.site();
    let site = site.seen_from(&elsewhere);
    let at = PageContext { site: &site, path };
    let items = values.items.iter().map(|item| ItemView { title: &item.title, text: at.prose(&item.long_form) });
    let community = &renderer.public().book().community.name;
    let view = ValuesView {
        community,
        title: &values.meta.title,
        paper: inputs.paper(renderer),
        step,
        items: items.collect(),
    };
    renderer.other_page(path, template, title, &view)
}
