//! The one table of all checks.

use super::{Check, community, elsewhere, groups, links, minutes, opening, people, quiet, season, voices};

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
    // Sessions.
    &elsewhere::NEARLY_KNOWN,
    // The season.
    &season::NO_READING,
    &elsewhere::DATES_IN_ORDER,
    // People.
    &elsewhere::UNKNOWN_NAME,
    &people::NO_BIO,
    &people::PERSON_UNUSED,
    // The community.
    &community::VALUES_PAGE_MISSING,
    &community::CAMERA_AGREEMENT,
    &community::CONFIDENTIALITY,
    &community::GROUP_SIZE,
    &community::NO_CONTACT,
    &community::NO_CHANNEL,
    &community::NO_MENTOR,
    // Links and pictures.
    &elsewhere::PICTURE_DESCRIBED,
    &elsewhere::LINK_SAYS_NOTHING,
    &elsewhere::HEADING_SKIPS,
    &elsewhere::TABLE_WITHOUT_HEADERS,
    &links::PAGE_UNLINKED,
    &links::REVIEW_OVERDUE,
    &links::READING_UNCITABLE,
    &links::MIXED_CASE_ADDRESS,
    // Privacy.
    &elsewhere::MEMBER_NAMED,
    &elsewhere::PRIVATE_LEAK,
    &links::JOIN_LINK_PUBLIC,
];
