//! What a young handbook does not have yet, in one message.
//!
//! Two files are a handbook. Whoever has just begun would be told of values, a contact, a place to talk and so on, each
//! on its own; so as long as little is planned they are gathered into one note, and kept back while there is a mistake.

use super::{Reading, check};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

/// A handbook with fewer sessions that have an agenda is young.
const FEW: usize = 3;

/// `found`, in which what is missing altogether is one note where the handbook is young.
pub(super) fn gathered(reading: &Reading, found: Vec<Diagnostic>, said: &[Diagnostic]) -> Vec<Diagnostic> {
    let with_agenda = reading.sessions.iter().filter(|session| session.agenda.is_some());
    if with_agenda.take(FEW).count() == FEW {
        return found;
    }
    let part = |found: &Diagnostic| check(found.code).and_then(|check| check.part);
    let (missing, mut rest): (Vec<_>, Vec<_>) = found.into_iter().partition(|found| part(found).is_some());
    let mut parts: Vec<&str> = missing.iter().filter_map(part).collect();
    parts.dedup();
    let is_wrong = |found: &Diagnostic| found.severity <= Severity::Warning;
    if let Some((last, before)) = parts.split_last().filter(|_| !said.iter().chain(&rest).any(is_wrong)) {
        let parts = if before.is_empty() { (*last).to_owned() } else { format!("{} and {last}", before.join(", ")) };
        let message = format!("This handbook is young: it has no {parts} yet.");
        let help = "Add them one by one, when the group is ready; `handbound check --list` says what each is for.";
        rest.push(Diagnostic::note("not-there-yet", Span::whole(&"community.yml".into()), message).help(help));
    }
    rest
}
