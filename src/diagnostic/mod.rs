//! The messages about a handbook: one value, many renderers.
//!
//! A user's mistake is always a [`Diagnostic`], never an `Err` and never a panic.

pub mod github;
pub mod json;
pub mod show;
pub mod text;

use crate::source::Span;

/// The weight of a diagnostic. The order of the variants is the order of weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Facts are broken: nothing is published.
    Error,
    /// Members will be confused or hurt: the build goes on, unless it is strict.
    Warning,
    /// Advice on the craft, with its reason. Never fails anything.
    Nudge,
    /// Information. Never fails anything.
    Note,
}

/// One thing that is wrong, or worth knowing, in words for a facilitator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable name in plain words, such as `unknown-name`.
    pub code: &'static str,
    pub severity: Severity,
    /// The fact that was seen: one or two plain sentences.
    pub message: String,
    /// The way to mend it: one sentence, something the author can do now.
    pub help: Option<String>,
    /// The place. `None` only where no file is to blame (a folder without `community.yml`).
    pub span: Option<Span>,
    /// Other places that belong to the same mistake, each with a few words ("first used here").
    pub related: Vec<(Span, String)>,
}

impl Diagnostic {
    /// Makes a diagnostic at `span`; see [`Diagnostic::help`] and [`Diagnostic::related`] for the rest.
    pub fn new(severity: Severity, code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Diagnostic { code, severity, message: message.into(), help: None, span: Some(span), related: Vec::new() }
    }

    /// Makes an error at `span`.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Diagnostic::new(Severity::Error, code, span, message)
    }

    /// Makes a warning at `span`.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Diagnostic::new(Severity::Warning, code, span, message)
    }

    /// Makes advice: see [`Severity::Nudge`].
    pub fn nudge(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Diagnostic::new(Severity::Nudge, code, span, message)
    }

    /// Makes a note at `span`.
    pub fn note(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Diagnostic::new(Severity::Note, code, span, message)
    }

    /// Adds how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds one more place.
    #[must_use]
    pub fn also(mut self, span: Span, words: impl Into<String>) -> Self {
        self.related.push((span, words.into()));
        self
    }
}

/// Returns whether any of `diagnostics` is an error.
#[must_use]
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}
