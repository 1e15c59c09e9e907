//! The one table of all checks.

use super::{Check, afterwards, agreed, beforehand, between, dates, purpose, rounds, scenarios, webinar, welcome};
use super::{elsewhere, groups, minutes, opening, quiet, season, voices};

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
    // A session.
    &purpose::PURPOSE_MISSING,
    &beforehand::OUTLINE_EMPTY,
    &beforehand::DOORS_OPEN_EARLY,
    &welcome::WELCOME_DETAILS,
    &welcome::FIRST_SESSION_KIT,
    &between::NOTHING_BETWEEN_SESSIONS,
    &afterwards::NO_SUMMARY,
    // The season.
    &season::NO_READING,
    &between::RHYTHM_GAP,
    &dates::ODD_WEEKDAY,
    &dates::NUMBERS_IN_ORDER,
    &dates::TWO_AT_ONCE,
    &elsewhere::DATES_IN_ORDER,
    // Scenarios.
    &scenarios::SCENARIO_ASKS,
    &scenarios::SCENARIO_MODEL,
    &scenarios::SCENARIO_TWO_RESPONDERS,
    &scenarios::SCENARIO_HOW,
    &rounds::SCENARIO_CHAIN,
    &rounds::REPLY_PROMISE,
    // People.
    &elsewhere::UNKNOWN_NAME,
    // The community.
    &webinar::NOT_A_WEBINAR,
    &agreed::VALUES_NOT_AGREED,
    &beforehand::REMINDER_TWO_DAYS,
    // Links and pictures.
    &elsewhere::PICTURE_DESCRIBED,
    // Privacy.
    &afterwards::RECORDS_MISSING,
    &elsewhere::PRIVATE_LEAK,
];
