//! What can be said of a handbook once it is whole: a function a rule, a file a subject, one table of all.

use crate::diagnostic::Diagnostic;
use crate::handbook::Handbook;

/// Every check, in no particular order: diagnostics are sorted by place afterwards.
pub const CHECKS: &[fn(&Handbook) -> Vec<Diagnostic>] = &[];

/// Runs every check over `handbook`.
#[must_use]
pub fn check(handbook: &Handbook) -> Vec<Diagnostic> {
    CHECKS.iter().flat_map(|check| check(handbook)).collect()
}
