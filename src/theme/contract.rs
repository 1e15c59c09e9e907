//! The declarations of a theme in its `theme.yml`: one line for people, its colours, and which of them must be told
//! apart.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::colour::{self, Colour};
use crate::parse::built_in;

/// A theme's `theme.yml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contract {
    /// One line for people.
    pub description: String,
    /// The colour of a community that chose none.
    pub colour: String,
    /// The tokens that are made of the colour.
    pub made: Vec<DerivedToken>,
    light: BTreeMap<String, String>,
    dark: BTreeMap<String, String>,
    /// Text, and the backgrounds it stands on.
    text: BTreeMap<String, Vec<String>>,
    /// Edges of controls and parts of pictures, and the backgrounds they stand on.
    #[serde(default)]
    edges: BTreeMap<String, Vec<String>>,
}

/// A token that is made of the colour of a community.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum DerivedToken {
    /// Links and buttons.
    Accent,
    /// A background for labels.
    Soft,
    /// A glow; no text and no control.
    Warm,
}

/// The scheme that somebody's eyes or lamp ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
}

/// Two tokens that must be told apart, and how well.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ContrastPair<'c> {
    pub front: &'c str,
    pub ground: &'c str,
    /// The least contrast.
    pub least: f64,
}

/// Text on its background: WCAG 2.2, 1.4.3.
const TEXT: f64 = 4.5;
/// Parts of controls and pictures: WCAG 2.2, 1.4.11.
const EDGE: f64 = 3.0;

impl Contract {
    /// Reads a `theme.yml`; `None` where that cannot be done, which a test keeps from happening.
    pub fn read(text: &str) -> Option<Contract> {
        built_in::read(text)
    }

    /// Returns the colours that do not depend on the community's.
    pub fn fixed(&self, scheme: Scheme) -> BTreeMap<&str, Colour> {
        let written = match scheme {
            Scheme::Light => &self.light,
            Scheme::Dark => &self.dark,
        };
        written.iter().filter_map(|(name, text)| Some((name.as_str(), colour::read(text)?))).collect()
    }

    /// Returns every pair that must be told apart.
    pub fn pairs(&self) -> impl Iterator<Item = ContrastPair<'_>> {
        of(&self.text, TEXT).chain(of(&self.edges, EDGE))
    }
}

fn of(list: &BTreeMap<String, Vec<String>>, least: f64) -> impl Iterator<Item = ContrastPair<'_>> {
    list.iter()
        .flat_map(move |(front, grounds)| grounds.iter().map(move |ground| ContrastPair { front, ground, least }))
}
