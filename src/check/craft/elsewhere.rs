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
