//! The one table of all checks.
//!
//! What the guides ask of the order of dates and of the days before a session is told by several checks each, because
//! their weights differ: an impossible order is an error (`dates-in-order`), while another weekday, a number
//! out of order or two sessions at once (`odd-weekday`, `numbers-in-order`, `two-at-once`) may be meant; a late reminder is a warning
//! (`reminder-two-days`), an empty outline a nudge (`outline-empty`). A clock time that is
//! skipped on the night when clocks change is a mistake of its own, `time-skipped`, and no advice. A photo without a
//! description is told as any picture is (`picture-described`), not by `no-bio`.
//! `welcome-details` is a nudge where parking alone is missing, and silent where nothing but what to bring is:
//! many rooms have no parking to speak of, and most evenings need nothing brought.
//!
//! Beside what the guides ask for stand checks on what makes pages hard to find or to read: names that are nearly known,
//! links, headings, tables, reviews, people whom nothing names, addresses in capitals.

use super::{
    Check, afterwards, agreed, beforehand, between, community, dates, links, people, purpose, rounds, scenarios,
    webinar, welcome,
};
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
    &elsewhere::NEARLY_KNOWN,
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
    &webinar::NOT_A_WEBINAR,
    &agreed::VALUES_NOT_AGREED,
    &beforehand::REMINDER_TWO_DAYS,
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
    &afterwards::RECORDS_MISSING,
    &elsewhere::MEMBER_NAMED,
    &elsewhere::PRIVATE_LEAK,
    &links::JOIN_LINK_PUBLIC,
];
