//! Pages of people: those of facilitators, and those that nothing leads to.

use rustc_hash::FxHashSet;

use super::links::linked;
use crate::check::craft::Check;
use crate::check::craft::context::{Context, entries};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::community::Mentor;
use crate::handbook::visit::Part;
use crate::handbook::{EntryKind, Person};

pub fn no_bio(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let book = context.book;
    let communitys = book.community.facilitators.iter();
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let named = communitys.chain(context.coming().flat_map(|session| book.facilitators(session)));
    let who = named.filter_map(|who| book.who(&who.value)).filter(|who| seen.insert(&who.meta.id));
    who.filter(|who| !context.is_hidden(&who.meta)).filter_map(|who| about(who, check)).collect()
}

/// Reports what the page of a facilitator lacks.
fn about(who: &Person, check: &Check) -> Option<Diagnostic> {
    let (level, lacks, mend) = match (who.body.is_empty(), who.photo.is_none()) {
        (true, true) => (check.level, "text and no picture", "two or three sentences and a picture: "),
        (true, false) => (check.level, "text", "two or three sentences, such as what brought them to this work"),
        (false, true) => (Severity::Note, "picture", "one; a drawing will do: "),
        (false, false) => return None,
    };
    let photo = if who.photo.is_none() { "`photo: NAME.jpg` with `photo_description: ...`" } else { "" };
    let seen = format!("The page of {}, who facilitates, has no {lacks}.", who.meta.title);
    Some(check.say_as(level, &who.meta.span, &seen, format!("Add {mend}{photo}.")))
}

pub fn person_unused(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let book = context.book;
    if book.people.is_empty() {
        return Vec::new();
    }
    let mut used: FxHashSet<&str> = FxHashSet::default();
    let mut owners: Vec<&str> = book.community.owner.iter().map(|owner| owner.value.as_str()).collect();
    book.each_part(&mut |_, part| match part {
        Part::Reference(EntryKind::Person, who) => used.extend(book.who(&who.value).map(|who| &*who.meta.id)),
        Part::Lead(who) => used.extend(book.who(&who.value).map(|who| &*who.meta.id)),
        _ => {}
    });
    let linked = linked(book).into_iter().filter(|(kind, _)| *kind == EntryKind::Person);
    used.extend(linked.filter_map(|(_, place)| book.people.get(place)).map(|who| &*who.meta.id));
    owners.extend(entries(book).into_iter().filter_map(|meta| meta.owner.as_ref()).map(|owner| owner.value.as_str()));
    if let Mentor::Person(mentor) = &book.community.mentor {
        owners.push(&mentor.value);
    }
    owners.extend(book.community.contact.as_ref().and_then(|contact| contact.name.as_deref()));
    used.extend(owners.into_iter().filter_map(|owner| book.who(owner)).map(|who| &*who.meta.id));
    let is_unused = |who: &&Person| {
        !used.contains(&*who.meta.id) && !who.role.to_lowercase().contains("mentor") && !context.is_hidden(&who.meta)
    };
    let say = |who: &Person| {
        let seen = format!("Nothing in this handbook names {}.", who.meta.title);
        let mend = "Name them where they take part, such as `guests: [NAME]` in a session, or take the page out.";
        check.say(&who.meta.span, &seen, mend)
    };
    book.people.iter().map(AsRef::as_ref).filter(is_unused).map(say).collect()
}

#[cfg(test)]
mod tests;
