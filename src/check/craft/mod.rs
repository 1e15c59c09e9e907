//! Advice for facilitators, in three tiers, so that it can be trusted.
//!
//! - *Facts* are computed from fields, dates, minutes, counts and links. They are always given.
//! - *Marks* need to know what kind the parts of an agenda are. They are given only where four fifths of its minutes
//!   have a kind, which an author writes in square brackets.
//! - The *checklist* says what was seen and what was not, and is never a diagnostic: nothing can prove that something
//!   is absent.
//!
//! No check reads sentences, neither to find a fault nor to excuse one. All checks are in one [`table`], which also
//! makes a chapter of the user guide and `handbound check --list`. Experienced people disagree about how to run a
//! meeting, so most checks are nudges, and an author may switch them off with a reason.

pub mod checklist;
mod context;
pub mod docs;
mod facts;
#[cfg(test)]
mod fixture;
mod ignore;
mod marks;
pub mod table;

use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::{Scenario, Session};
use crate::source::Span;

pub use context::{Context, SessionPlan};
use context::{SEASON, count, days, entries, is_drop_in, missing, words};
pub use ignore::{without_ignored, without_ignored_later};

/// One check.
#[derive(Debug)]
pub struct Check {
    /// The code of its diagnostics, and its id in `ignore`.
    pub id: &'static str,
    /// The usual level. A check may report a lower one, where less is wrong.
    pub level: Severity,
    /// The name of the guide that gives the reason, as written at the end of a message; empty where none does.
    pub guide: &'static str,
    /// The rule of the check, in one sentence.
    pub doc: &'static str,
    /// The reason in one sentence; empty where the message of another stage has its own.
    pub why: &'static str,
    pub find: Find,
}

/// The subject of a check, and the function that looks.
#[derive(Debug, Clone, Copy)]
pub enum Find {
    /// The whole handbook.
    Handbook(fn(&Context, &Check) -> Vec<Diagnostic>),
    /// A subject that a handbook has once.
    Once(fn(&Context, &Check) -> Option<Diagnostic>),
    /// Each coming session.
    Session(fn(&Session, &Context, &Check) -> Option<Diagnostic>),
    /// Each scenario that readers see.
    Scenario(fn(&Scenario, &Context, &Check) -> Option<Diagnostic>),
    /// Each coming agenda.
    Agenda(fn(&SessionPlan, &Context, &Check) -> Option<Diagnostic>),
    /// Each coming agenda whose parts are marked. These checks are the marks; all others are facts.
    Marked(fn(&SessionPlan, &Context, &Check) -> Option<Diagnostic>),
    /// Nothing: another stage reports it, or another check that reports both together.
    Elsewhere,
}

impl Check {
    /// Makes a diagnostic at the usual level: `seen`, a sentence, then the reason; and how to `mend` it.
    pub fn say(&self, span: &Span, seen: &str, mend: impl Into<String>) -> Diagnostic {
        let why = if self.why.is_empty() { String::new() } else { format!(" {}{}.", self.why, self.guide) };
        Diagnostic::new(self.level, self.id, span.clone(), format!("{seen}{why}")).help(mend)
    }

    /// Returns whether it needs the kinds of an agenda's parts.
    #[must_use]
    pub fn is_mark(&self) -> bool {
        matches!(self.find, Find::Marked(_))
    }
}

/// Runs all checks of the table. That a file is broken is reported first.
#[must_use]
pub fn craft(context: &Context) -> Vec<Diagnostic> {
    let run = |check: &Check| match check.find {
        Find::Handbook(find) => find(context, check),
        Find::Once(find) => find(context, check).into_iter().collect(),
        Find::Session(find) => context.coming().filter_map(|session| find(session, context, check)).collect(),
        Find::Scenario(find) => context.scenarios().filter_map(|one| find(one, context, check)).collect(),
        Find::Agenda(find) => context.plans.iter().filter_map(|plan| find(plan, context, check)).collect(),
        Find::Marked(find) => {
            let marked = context.plans.iter().filter(|plan| plan.is_read && plan.laid.is_marked);
            marked.filter_map(|plan| find(plan, context, check)).collect()
        }
        Find::Elsewhere => Vec::new(),
    };
    let is_read = |said: &Diagnostic| said.span.as_ref().is_none_or(|span| !context.broken.contains(&span.file));
    table::CHECKS.iter().flat_map(run).filter(is_read).collect()
}

/// Returns the check with that id.
#[must_use]
pub fn check(id: &str) -> Option<&'static Check> {
    table::CHECKS.iter().find(|check| check.id == id)
}

/// Returns whether something is advice: it can wait, and nobody is kept from publishing by it.
#[must_use]
pub fn is_advice(code: &str, severity: Severity) -> bool {
    severity == Severity::Nudge || (severity == Severity::Note && check(code).is_some())
}
