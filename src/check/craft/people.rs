//! People: how facilitators show themselves, and pages of people whom nothing names.

use rustc_hash::FxHashSet;

use super::reading::{Reading, entries};
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::community::Mentor;
use crate::handbook::index::Target;
use crate::handbook::links::target;
use crate::handbook::prose::Filling;
use crate::handbook::visit::Part;
use crate::handbook::{EntryKind, Person};
use crate::public::hidden;

pub const NO_BIO: Check = Check {
    id: "no-bio",
    level: Severity::Nudge,
    subject: Subject::People,
    rule: "Each facilitator says a few words about themselves and shows a picture. Without the picture alone it is a note.",
    silent: "The facilitator has no page, or one that is not published.",
    why: "People come more easily to a room in which they know a face",
    guide: Guide::Facilitators,
    part: Some("words about its facilitators"),
    look: Looked::Here(no_bio),
};

pub const PERSON_UNUSED: Check = Check {
    id: "person-unused",
    level: Severity::Note,
    subject: Subject::People,
    rule: "Whoever has a page is named somewhere: as a facilitator, a guest, a mentor, a lead, an owner, or in a link.",
    silent: "The role is mentor, or the page is not published.",
    why: "Members learn from a page whom they meet, and where",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(person_unused),
};

fn no_bio(reading: &Reading) -> Vec<Diagnostic> {
    let book = reading.book;
    let communitys = book.community.facilitators.iter();
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let named = communitys.chain(reading.coming().flat_map(|session| book.facilitators(session)));
    let who = named.filter_map(|who| book.who(&who.value)).filter(|who| seen.insert(&who.meta.id));
    who.filter(|who| !hidden(book, &who.meta, reading.drafts)).filter_map(about).collect()
}

fn about(who: &Person) -> Option<Diagnostic> {
    let name = &who.meta.title;
    let (level, seen, mend) = match (who.body.is_empty(), who.photo.is_none()) {
        (true, true) => (
            Severity::Nudge,
            format!("The page of {name}, who facilitates, has neither words about them nor a picture."),
            "Add two or three sentences and a picture: `photo: NAME.jpg` with `photo_description: ...`.",
        ),
        (true, false) => (
            Severity::Nudge,
            format!("The page of {name}, who facilitates, has no words about them."),
            "Add two or three sentences, such as what brought them to this work.",
        ),
        (false, true) => (
            Severity::Note,
            format!("The page of {name}, who facilitates, has no picture."),
            "Add one, `photo: NAME.jpg` with `photo_description: ...`; a drawing will do.",
        ),
        (false, false) => return None,
    };
    Some(NO_BIO.say_as(level, &who.meta.span, &seen, mend))
}

fn person_unused(reading: &Reading) -> Vec<Diagnostic> {
    let book = reading.book;
    if book.people.is_empty() {
        return Vec::new();
    }
    let mut used: FxHashSet<&str> = FxHashSet::default();
    let mut owners: Vec<&str> = book.community.owner.iter().map(|owner| owner.value.as_str()).collect();
    book.each_part(&mut |holder, part| match part {
        Part::Reference(EntryKind::Person, who) => used.extend(book.who(&who.value).map(|who| &*who.meta.id)),
        Part::Lead(who) => used.extend(book.who(&who.value).map(|who| &*who.meta.id)),
        Part::Prose(prose) => {
            for hole in &prose.holes {
                if let Filling::Link(link) = &hole.filling
                    && let Some(Target::Entry(EntryKind::Person, place)) = target(book, &link.span.file, &link.value)
                    && let Some(who) = book.people.get(place)
                    && holder.is_none_or(|holder| holder.kind != EntryKind::Person || holder.id != who.meta.id)
                {
                    used.insert(&who.meta.id);
                }
            }
        }
        Part::Link(_) | Part::Picture(_) | Part::Reference(..) => {}
    });
    owners.extend(entries(book).into_iter().filter_map(|meta| meta.owner.as_ref()).map(|owner| owner.value.as_str()));
    if let Mentor::Person(mentor) = &book.community.mentor {
        owners.push(&mentor.value);
    }
    owners.extend(book.community.contact.as_ref().and_then(|contact| contact.name.as_deref()));
    used.extend(owners.into_iter().filter_map(|owner| book.who(owner)).map(|who| &*who.meta.id));
    let is_unused = |who: &&Person| {
        !used.contains(&*who.meta.id)
            && !who.role.to_lowercase().contains("mentor")
            && !hidden(book, &who.meta, reading.drafts)
    };
    let say = |who: &Person| {
        let seen = format!("Nothing in this handbook names {}.", who.meta.title);
        let mend = "Name them where they take part, such as `guests: [NAME]` in a session, or take the page out.";
        PERSON_UNUSED.say(&who.meta.span, &seen, mend)
    };
    book.people.iter().map(AsRef::as_ref).filter(is_unused).map(say).collect()
}

#[cfg(test)]
mod tests;
