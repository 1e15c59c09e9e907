//! What other stages tell, which know more or know it earlier: the words for it, without a function.

use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::Severity;

pub const MISSING_MINUTES: Check = Check {
    id: "missing-minutes",
    level: Severity::Warning,
    subject: Subject::Agenda,
    rule: "Where one part of an agenda has a length, each has.",
    silent: "No part has one and no line holds a number, or a method lends its minutes.",
    why: "Without a length nobody can tell when what follows begins",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Elsewhere,
};

pub const DATES_IN_ORDER: Check = Check {
    id: "dates-in-order",
    level: Severity::Error,
    subject: Subject::Season,
    rule: "What begins ends later, and what comes first stands first: times, sittings, changes, scenarios.",
    silent: "An end in the small hours is that of the next day.",
    why: "Sessions that are planned ahead need dates that can be kept",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Elsewhere,
};

pub const UNKNOWN_NAME: Check = Check {
    id: "unknown-name",
    level: Severity::Error,
    subject: Subject::People,
    rule: "Whoever and whatever is named is written down: people, places, readings, scenarios, methods.",
    silent: "Whoever leads a part may be `everyone` or `a volunteer`, and anybody in a handbook without people.",
    why: "Members turn to the names that they read",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Elsewhere,
};

pub const PICTURE_DESCRIBED: Check = Check {
    id: "picture-described",
    level: Severity::Warning,
    subject: Subject::Links,
    rule: "Each picture has a description for those who cannot see it.",
    silent: "The description says that it is `decorative`.",
    why: "A group that means to include everyone writes for everyone",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Elsewhere,
};

pub const PRIVATE_LEAK: Check = Check {
    id: "private-leak",
    level: Severity::Error,
    subject: Subject::Privacy,
    rule: "Nothing private stands in anything that is published: every file of a site is searched before it is.",
    silent: "What was public first stands between quotation marks in the private text.",
    why: "What is said in confidence stays where it was said",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Elsewhere,
};

pub const MEMBER_NAMED: Check = Check {
    id: "member-named",
    level: Severity::Error,
    subject: Subject::Privacy,
    rule: "No name from the roster stands in anything that is published.",
    silent: "The person has a page of their own.",
    why: "What was said in the group is not held against anybody outside it",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Elsewhere,
};

pub const LINK_SAYS_NOTHING: Check = Check {
    id: "link-says-nothing",
    level: Severity::Nudge,
    subject: Subject::Links,
    rule: "The words of a link say where it leads: not “click here”, “here”, “this link”, “more”.",
    silent: "It stands in a facilitator callout, or its title says more.",
    why: "Whoever hears a page read aloud may hear its links alone (WCAG 2.2, 2.4.4)",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Elsewhere,
};

pub const HEADING_SKIPS: Check = Check {
    id: "heading-skips",
    level: Severity::Nudge,
    subject: Subject::Links,
    rule: "A heading is at most one level below the one before it: `###` follows `##`.",
    silent: "It stands in a quote, a list or a facilitator callout; of one text the first is told.",
    why: "Whoever hears a page read aloud finds their way by its headings (WCAG 2.2, 1.3.1)",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Elsewhere,
};

pub const TABLE_WITHOUT_HEADERS: Check = Check {
    id: "table-without-headers",
    level: Severity::Nudge,
    subject: Subject::Links,
    rule: "The columns of a table have a name each in its first row.",
    silent: "One of them has a name, or the table is empty or stands in a facilitator callout.",
    why: "Whoever hears a table read aloud hears the name of the column with each cell (WCAG 2.2, 1.3.1)",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Elsewhere,
};

pub const NEARLY_KNOWN: Check = Check {
    id: "nearly-known",
    level: Severity::Nudge,
    subject: Subject::Session,
    rule: "Headings and detail lines that have a meaning are spelt as they are known: `## Agenda`, `Bring:`.",
    silent: "More than one letter differs, it is a plural, or the same part is there under its right name.",
    why: "What is nearly a known word is read as any other",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Elsewhere,
};
