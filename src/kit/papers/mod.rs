//! The papers of a group that belong to no single meeting: name tags, pairs, a questionnaire, the agreements to sign, the
//! values on a poster, a journal, and a card for each scenario.
//!
//! Tags and pairs are given names, pronouns and settings of the roster; all others are made from the public book alone.

mod cards;
mod group;
mod journal;
mod pairing;
mod tags;

use crate::diagnostic::Diagnostic;
use crate::handbook::private::{KitPreferences, Member, PaperSize};
use crate::handbook::records::DatedSitting;
use crate::render::{Output, Renderer};

use super::KitSettings;

/// The inputs of these papers.
pub(super) struct PaperInputs<'a> {
    pub roster: &'a [Member],
    pub preferences: &'a KitPreferences,
    /// Every dated sitting, in order.
    pub sittings: &'a [DatedSitting<'a>],
    pub settings: &'a KitSettings<'a>,
}

impl PaperInputs<'_> {
    /// Returns whether a sitting is one of the group's meetings: what has no series beside some that are in one, such as an
    /// open hour, is for whoever comes.
    fn is_of_group(&self, dated: &DatedSitting<'_>) -> bool {
        dated.session.series.is_some() || self.sittings.iter().all(|other| other.session.series.is_none())
    }

    /// Returns the paper that the group prints on, by its name in style sheets.
    fn paper(&self, renderer: &Renderer) -> &'static str {
        let zone = &renderer.public().book().community.timezone.value;
        match self.preferences.paper.unwrap_or_else(|| PaperSize::usual_in(zone)) {
            PaperSize::A4 => "a4",
            PaperSize::Letter => "letter",
        }
    }
}

/// Makes the papers for which there is something to show, each with the name of its words.
///
/// # Errors
///
/// When a template fails.
pub(super) fn pages(
    renderer: &Renderer,
    inputs: &PaperInputs<'_>,
) -> Result<Vec<(&'static str, Output)>, Vec<Diagnostic>> {
    let all = [
        ("kit_tags", tags::page(renderer, inputs)?),
        ("kit_pairs", pairing::page(renderer, inputs)?),
        ("kit_questionnaire", Some(group::questionnaire(renderer)?)),
        ("kit_sign_agreements", group::agreements(renderer, inputs)?),
        ("kit_poster", group::poster(renderer, inputs)?),
        ("kit_journal", journal::page(renderer, inputs)?),
        ("kit_scenario_cards", cards::page(renderer, inputs)?),
    ];
    Ok(all.into_iter().filter_map(|(words, page)| Some((words, page?))).collect())
}
