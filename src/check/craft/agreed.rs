//! Values that a group agrees on together, and not their facilitators for them.

use super::reading::{Reading, day, words};
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::SegmentKind;
use crate::handbook::values::ValuesStatus;
use crate::public::hidden;

pub const VALUES_NOT_AGREED: Check = Check {
    id: "values-not-agreed",
    level: Severity::Nudge,
    subject: Subject::Community,
    rule: "Once the first session is over, the values are no draft any more.",
    silent: "The file does not say that they are one, a day is given on which they were agreed, or the agenda of a coming \
             session has ten minutes for them.",
    why: "Values bind those who chose them, and the first session is the time for it",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(values_not_agreed),
};

/// So many minutes are enough to agree, and more than a look at what was agreed.
const TO_AGREE: u32 = 10;

fn values_not_agreed(reading: &Reading) -> Vec<Diagnostic> {
    let shown = reading.book.values.iter().filter(|values| !hidden(reading.book, &values.meta, reading.drafts));
    let is_draft = |values: &&std::sync::Arc<crate::handbook::Values>| {
        values.status == Some(ValuesStatus::Draft) && values.agreed_on.is_none() && values.agreed_at.is_none()
    };
    let first = reading.sessions.iter().filter_map(|session| day(session)).min().filter(|day| *day < reading.today);
    let is_planned = || {
        let mut parts = reading.outlines.iter().flat_map(|outline| &outline.laid.segments);
        parts.any(|part| part.kind == Some(SegmentKind::Values) && part.minutes.is_some_and(|long| long >= TO_AGREE))
    };
    let Some(first) = first.filter(|_| !is_planned()) else { return Vec::new() };
    let tell = |values: &std::sync::Arc<crate::handbook::Values>| {
        let seen = format!("The first session was on {}, and these values are still a draft.", words(first));
        let mend = "Give them ten minutes of the next session, and write `status: agreed` here when they are.";
        VALUES_NOT_AGREED.say(&values.meta.span, &seen, mend)
    };
    shown.filter(is_draft).map(tell).collect()
}

#[cfg(test)]
mod tests;
