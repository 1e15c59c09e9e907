//! What a community tells of itself: values, agreements, a contact, a place to talk, how many people it is.

use confidence::{CONFIDENCE, is_kept};

use super::reading::{Reading, stands_in};
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::community::{CommunityStatus, Mentor};
use crate::handbook::meta::Entry;
use crate::handbook::{EntryKind, Prose, Values};

mod confidence;

pub const VALUES_PAGE_MISSING: Check = Check {
    id: "values-page-missing",
    level: Severity::Warning,
    subject: Subject::Community,
    rule: "The group's values are written down in `values.md`.",
    silent: "Another page or guidance has values in its title, the community rests or is closed, or a file with values \
             could not be read.",
    why: "A group can hold itself to values that it can see",
    guide: Guide::Facilitators,
    part: Some("values"),
    look: Looked::Here(values_page_missing),
};

pub const CAMERA_AGREEMENT: Check = Check {
    id: "camera-agreement",
    level: Severity::Nudge,
    subject: Subject::Community,
    rule: "Where people meet online, they have agreed on cameras and microphones.",
    silent: "No session to come can be joined online, an agreement, a value, a page or guidance speaks of cameras, or the \
             handbook is not in English.",
    why: "Nobody has to guess what is expected where it was agreed",
    guide: Guide::Online,
    part: Some("agreement on cameras"),
    look: Looked::Here(camera_agreement),
};

pub const CONFIDENTIALITY: Check = Check {
    id: "confidentiality",
    level: Severity::Nudge,
    subject: Subject::Community,
    rule: "An agreement says what may be told elsewhere and what stays in the group.",
    silent: "An agreement, a value, a page or guidance speaks of it, or an agreement names what is told and where it stays, the community rests or is closed, or the handbook is \
             not in English.",
    why: "People tell what is hard when they know how far it travels",
    guide: Guide::Facilitators,
    part: Some("agreement on confidentiality"),
    look: Looked::Here(confidentiality),
};

pub const GROUP_SIZE: Check = Check {
    id: "group-size",
    level: Severity::Nudge,
    subject: Subject::Community,
    rule: "A group has 10 to 20 people (`group_size`). Where its size is not written down, it is a note.",
    silent: "The community rests or is closed.",
    why: "Enough people for many views, and few enough for each to be heard",
    guide: Guide::Facilitators,
    part: Some("group size"),
    look: Looked::Here(group_size),
};

pub const NO_CONTACT: Check = Check {
    id: "no-contact",
    level: Severity::Warning,
    subject: Subject::Community,
    rule: "Members can write to somebody or phone them: `contact` has an email address or a phone number.",
    silent: "A facilitator's page has an email address, or the community is closed.",
    why: "Whoever is late, lost or unsure needs somebody to turn to",
    guide: Guide::Facilitators,
    part: Some("contact"),
    look: Looked::Here(no_contact),
};

pub const NO_CHANNEL: Check = Check {
    id: "no-channel",
    level: Severity::Nudge,
    subject: Subject::Community,
    rule: "Members know where the group talks between sessions: `where_we_talk`.",
    silent: "Fewer than two sessions are to come, a scenario says where to answer, or the community rests or is closed.",
    why: "What began in a session goes on where people find each other",
    guide: Guide::Facilitators,
    part: Some("place to talk"),
    look: Looked::Here(no_channel),
};

pub const NO_MENTOR: Check = Check {
    id: "no-mentor",
    level: Severity::Note,
    subject: Subject::Community,
    rule: "Facilitators have a mentor with whom they look back on a session.",
    silent: "It says `mentor: none`, somebody's role is mentor, no facilitators are named, or the community rests or is closed.",
    why: "An hour with somebody who was not there shows what nobody in the room could see",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(no_mentor),
};

fn is_active(reading: &Reading) -> bool {
    reading.book.community.status == CommunityStatus::Active
}

fn is_english(reading: &Reading) -> bool {
    reading.book.community.language.value.to_lowercase().starts_with("en")
}

fn values_page_missing(reading: &Reading) -> Vec<Diagnostic> {
    let book = reading.book;
    let is_told = |title: &str| stands_in(&title.to_lowercase(), &["value"]);
    let titles = book.pages.iter().map(|page| &page.meta).chain(book.guidance.iter().map(|guide| &guide.meta));
    if book.values.is_some()
        || book.index.unread.kinds.contains(&EntryKind::Values)
        || !is_active(reading)
        || titles.into_iter().any(|meta| is_told(&meta.title))
    {
        return Vec::new();
    }
    let mend = "Write a file `values.md` with `## Curiosity before judgement` and a sentence below it, and so on; it may \
                say `status: draft` until the group has chosen.";
    vec![VALUES_PAGE_MISSING.say(&book.community.span, "This handbook has no values.", mend)]
}

/// Whether agreements, values, guidance or a page speak of one of `words`.
fn is_agreed(reading: &Reading, words: &[&str]) -> bool {
    let book = reading.book;
    let speaks = |prose: &Prose| stands_in(&prose.html.to_lowercase(), words);
    let in_values = |values: &Values| {
        speaks(&values.intro)
            || values.items.iter().any(|item| {
                stands_in(&item.title.to_lowercase(), words) || speaks(&item.long_form) || speaks(&item.rest)
            })
    };
    if book.agreements.iter().chain(&book.values).any(|values| in_values(values)) {
        return true;
    }
    let bodies = book.pages.iter().map(|page| (page.meta(), &page.body));
    let bodies = bodies.chain(book.guidance.iter().map(|guide| (guide.meta(), &guide.body)));
    bodies.into_iter().any(|(meta, body)| {
        let in_sections = body.sections.iter().any(|section| {
            stands_in(&section.heading.text.to_lowercase(), words)
                || speaks(&section.prose)
                || section.parts.iter().any(|part| speaks(&part.prose))
        });
        in_sections || stands_in(&meta.title.to_lowercase(), words) || speaks(&body.summary)
    })
}

/// What speaks of cameras.
const CAMERA: &[&str] = &["camera", "webcam", "cam ", "cams", "video", "faces", "microphone", "mics", "mute"];

fn camera_agreement(reading: &Reading) -> Vec<Diagnostic> {
    let online = reading.coming().filter(|session| session.place.as_ref().is_some_and(|place| place.online)).count();
    if online == 0 || !is_english(reading) || is_agreed(reading, CAMERA) {
        return Vec::new();
    }
    let sessions = if online == 1 { "One session".to_owned() } else { format!("{online} sessions") };
    let are = if online == 1 { "is" } else { "are" };
    let seen = format!("{sessions} to come {are} online, and no agreement speaks of cameras and microphones.");
    let mend = "Write it into `agreements.md`: `## Cameras and microphones`, and below it also how people take part who leave them off.";
    vec![CAMERA_AGREEMENT.say(agreements(reading), &seen, mend)]
}

fn confidentiality(reading: &Reading) -> Vec<Diagnostic> {
    if !is_active(reading) || !is_english(reading) || is_agreed(reading, CONFIDENCE) || is_kept(reading) {
        return Vec::new();
    }
    let seen = match &reading.book.agreements {
        Some(_) => "The agreements do not say what stays in the group.",
        None => "No agreement says what stays in the group.",
    };
    let mend = "Write one in `agreements.md`, such as `## What is said here stays here`, and say what may travel.";
    vec![CONFIDENTIALITY.say(agreements(reading), seen, mend)]
}

/// Where the agreements stand, or else the community.
fn agreements<'r>(reading: &'r Reading) -> &'r crate::source::Span {
    reading.book.agreements.as_ref().map_or(&reading.book.community.span, |agreements| &agreements.meta.span)
}

fn group_size(reading: &Reading) -> Vec<Diagnostic> {
    let community = &reading.book.community;
    if !is_active(reading) {
        return Vec::new();
    }
    let good = reading.numbers.group_size;
    let good_is =
        if good.least == good.most { good.most.to_string() } else { format!("{} to {}", good.least, good.most) };
    let Some(size) = community.group_size else {
        let mend = format!(
            "Write how many you are or want to be, such as `group_size: {good_is}`: rounds and groups are reckoned with it."
        );
        let seen = "The size of the group is not written down.";
        return vec![GROUP_SIZE.say_as(Severity::Note, &community.span, seen, mend)];
    };
    if (good.least..=good.most).contains(&size.most) {
        return Vec::new();
    }
    let (seen, mend) = if size.most > good.most {
        let seen =
            format!("This group has up to {} people, {} more than {}.", size.most, size.most - good.most, good.most);
        (seen, "Consider two groups that share a handbook, or more time in small groups".to_owned())
    } else {
        let seen = format!("This group has at most {} people, fewer than {}.", size.most, good.least);
        (seen, "Consider who else might come".to_owned())
    };
    let mend = format!("{mend}; or say what is good for you: `checks: {{group_size: {}}}`.", size.most);
    vec![GROUP_SIZE.say(&community.span, &seen, mend)]
}

fn no_contact(reading: &Reading) -> Vec<Diagnostic> {
    let community = &reading.book.community;
    let contact = community.contact.as_ref();
    let by_contact = contact.is_some_and(|contact| contact.email.is_some() || contact.phone.is_some());
    let mut facilitators = community.facilitators.iter().filter_map(|who| reading.book.who(&who.value));
    if by_contact || community.status == CommunityStatus::Closed || facilitators.any(|who| who.email.is_some()) {
        return Vec::new();
    }
    let seen = match contact.and_then(|contact| contact.name.as_deref()) {
        Some(name) => format!("{name} is the contact, and members cannot read how to reach them."),
        None => "Members cannot read whom to turn to.".to_owned(),
    };
    let mend = "Write it in `community.yml`: `contact: {name: ..., email: ...}`; an address for the group will do.";
    vec![NO_CONTACT.say(&community.span, &seen, mend)]
}

fn no_channel(reading: &Reading) -> Vec<Diagnostic> {
    let book = reading.book;
    let coming = reading.coming().count();
    let is_told = !book.community.where_we_talk.is_empty() || book.scenarios.iter().any(|one| one.place.is_some());
    if is_told || !is_active(reading) || coming < 2 {
        return Vec::new();
    }
    let seen = format!("{coming} sessions are to come, and nobody can read where the group talks between them.");
    let mend = "Name the place in `community.yml`, such as `where_we_talk: [{name: Email list, use: reminders}]`.";
    vec![NO_CHANNEL.say(&book.community.span, &seen, mend)]
}

fn no_mentor(reading: &Reading) -> Vec<Diagnostic> {
    let community = &reading.book.community;
    let is_mentor = |role: &str| role.to_lowercase().contains("mentor");
    if !matches!(community.mentor, Mentor::Unsaid)
        || community.facilitators.is_empty()
        || !is_active(reading)
        || reading.book.people.iter().any(|person| is_mentor(&person.role))
    {
        return Vec::new();
    }
    let mend = "Write who it is, `mentor: NAME`, or `mentor: none`.";
    vec![NO_MENTOR.say(&community.span, "The facilitators have no mentor.", mend)]
}

#[cfg(test)]
mod tests;
