//! The one table of all checks.

use super::{Check, elsewhere, groups, minutes, opening, quiet, season, voices};

/// Every check, by subject. A new one is written beside its like, and named here.
pub const CHECKS: &[&Check] = &[
    // The agenda.
    &opening::EVERYONE_SPEAKS_EARLY,
    &opening::LONG_INTRODUCTION,
    &opening::INTRODUCTIONS_FIRST,
    &opening::TECH_AFTER_START,
    &minutes::AGENDA_ADDS_UP,
    &elsewhere::MISSING_MINUTES,
    &minutes::LONG_SITTING,
    &groups::ONLINE_NEEDS_SMALL_GROUPS,
    &groups::BREAKOUT_INSTRUCTIONS,
    &voices::BALANCE_OF_VOICES,
    &voices::ROUND_TOO_SHORT,
    &voices::FACILITATOR_LEADS_EVERYTHING,
    &quiet::NO_REFLECTION,
    &quiet::REFLECT_THEN_SHARE,
    &quiet::VALUES_NOT_IN_AGENDA,
    // The season.
    &season::NO_READING,
    &elsewhere::DATES_IN_ORDER,
    // People.
    &elsewhere::UNKNOWN_NAME,
    // Links and pictures.
    &elsewhere::PICTURE_DESCRIBED,
    // Privacy.
    &elsewhere::PRIVATE_LEAK,
];
