//! Advice on the craft: the handbook read the way an experienced colleague would read it, a function a habit.
//!
//! Experienced people disagree about how to run a meeting, so what is said here is mostly a nudge with its reason, and
//! its author may switch it off with theirs. All checks stand in one [`table`], which also makes a chapter of the user
//! guide and `handbound check --list`.
//!
//! A check stands beside its words in the file of its subject. It looks at what is to come and can still be changed,
//! stays silent where it cannot be sure, and says each thing once.

mod afterwards;
mod agreed;
mod beforehand;
mod between;
mod community;
mod dates;
mod elsewhere;
#[cfg(test)]
mod fixture;
mod groups;
mod links;
mod minutes;
mod numbers;
mod opening;
mod parts;
mod people;
mod purpose;
mod quiet;
pub mod reading;
mod rounds;
mod scenarios;
mod season;
mod silence;
pub mod table;
pub mod told;
mod voices;
mod webinar;
mod welcome;

use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::Session;
use crate::source::Span;

pub use reading::{Numbers, Reading};
pub use silence::{silenced, silenced_later};

/// Looks through a handbook for one habit.
pub type Look = fn(&Reading) -> Vec<Diagnostic>;

/// A check: what it looks for and why, in words, and the function that looks.
#[derive(Debug)]
pub struct Check {
    /// Its name in words, which is also the code of its diagnostics.
    pub id: &'static str,
    /// How much it matters. A check may say less than that, where less is wrong.
    pub level: Severity,
    pub subject: Subject,
    /// What it holds to be good, in a sentence.
    pub rule: &'static str,
    /// When it stays silent, so that nobody is told what they know, in a sentence.
    pub silent: &'static str,
    /// The reason, in our own words: a sentence without its full stop.
    pub why: &'static str,
    /// Where the reason comes from.
    pub guide: Guide,
    /// What is missing, where the check is about a part that a handbook may simply not have yet: all of those are told
    /// together while it is young.
    pub part: Option<&'static str>,
    pub look: Looked,
}

/// Who looks.
#[derive(Debug, Clone, Copy)]
pub enum Looked {
    /// This function.
    Here(Look),
    /// Another stage, which knows more or knows it earlier; its diagnostics bear the check's id.
    Elsewhere,
}

/// What a check reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Agenda,
    Session,
    Season,
    Scenario,
    People,
    Community,
    Links,
    Privacy,
}

/// The guides that the checks follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guide {
    /// D. Martinez Fishman, *Creating virtual communities of practice that thrive*, ZERO TO THREE.
    Online,
    /// *What is a community of practice?*: guidance for early childhood educators who facilitate one.
    Facilitators,
}

impl Guide {
    /// As it stands behind a reason.
    #[must_use]
    pub fn short(self) -> &'static str {
        match self {
            Guide::Online => "Fishman, ZERO TO THREE",
            Guide::Facilitators => "guidance for early childhood facilitators",
        }
    }
}

impl Check {
    /// A diagnostic of this check at its usual level: what was `seen`, with its number, then the reason; and how to
    /// `mend` it.
    pub fn say(&self, span: &Span, seen: &str, mend: impl Into<String>) -> Diagnostic {
        self.say_as(self.level, span, seen, mend)
    }

    /// The same at another level.
    pub fn say_as(&self, level: Severity, span: &Span, seen: &str, mend: impl Into<String>) -> Diagnostic {
        let message = format!("{seen} {} ({}).", self.why, self.guide.short());
        Diagnostic::new(level, self.id, span.clone(), message).help(mend)
    }

    /// What `lacking` sessions are told by season (see [`reading::by_season`]): what was `seen` of a session that stands for
    /// so many.
    fn say_by_season(
        &self,
        lacking: &[&Session],
        seen: impl Fn(&Session, usize) -> String,
        mend: &str,
    ) -> Vec<Diagnostic> {
        let told = reading::by_season(self.id, lacking).into_iter();
        told.map(|(session, count)| self.say(&session.meta.span, &seen(session, count), mend)).collect()
    }

    /// Whether its author may switch it off. What breaks a fact or a promise is no advice.
    #[must_use]
    pub fn may_be_silenced(&self) -> bool {
        self.level != Severity::Error
    }
}

/// All that the checks have to say, with what their author silenced. `said` is what was said already: a mistake in it
/// comes before advice on what is missing altogether.
#[must_use]
pub fn craft(reading: &Reading, said: &[Diagnostic]) -> Vec<Diagnostic> {
    let looks = table::CHECKS.iter().filter_map(|check| match check.look {
        Looked::Here(look) => Some(look),
        Looked::Elsewhere => None,
    });
    parts::gathered(reading, looks.flat_map(|look| look(reading)).collect(), said)
}

/// The check with that id.
#[must_use]
pub fn check(id: &str) -> Option<&'static Check> {
    table::CHECKS.iter().find(|check| check.id == id).copied()
}

/// Whether something is advice: it can wait until there is time for it, and nobody is kept from publishing by it.
#[must_use]
pub fn is_advice(code: &str, severity: Severity) -> bool {
    severity == Severity::Nudge || (severity == Severity::Note && check(code).is_some())
}
