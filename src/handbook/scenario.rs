//! A scenario: a story, a question, numbered asks, and the rounds of thought that follow.

use jiff::civil::Date;

use crate::source::Located;

use super::{Body, Meta, Reference, RichText, Section};

/// One scenario.
#[derive(Debug, Clone)]
pub struct Scenario {
    pub meta: Meta,
    pub opens: Option<Located<Date>>,
    pub closes: Option<Located<Date>>,
    /// The place to answer, as text.
    pub place: Option<String>,
    pub for_session: Option<Reference>,
    pub seeded_by: Vec<Reference>,
    pub reply_within: Option<Located<String>>,
    pub asks: Vec<Ask>,
    /// Oldest first; the first round's question is the section `Role::Question`.
    pub rounds: Vec<Round>,
    /// All sections, known and other, in the author's order.
    pub body: Body,
}

/// One numbered ask.
#[derive(Debug, Clone)]
pub struct Ask {
    pub prose: RichText,
    /// Whether it begins with "If you can" or "If possible".
    pub optional: bool,
}

/// A question and its answers in summary.
#[derive(Debug, Clone)]
pub struct Round {
    /// Counted from 1.
    pub number: u32,
    pub question: Option<Section>,
    pub summary: Option<Section>,
}
