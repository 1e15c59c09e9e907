//! The one table of all checks.

use super::{Check, minutes, opening};

/// Every check, by subject. A new one is written beside its like, and named here.
pub const CHECKS: &[&Check] = &[
    // The agenda.
    &opening::EVERYONE_SPEAKS_EARLY,
    &opening::LONG_INTRODUCTION,
    &opening::INTRODUCTIONS_FIRST,
    &minutes::AGENDA_ADDS_UP,
    &minutes::MISSING_MINUTES,
];
