//! Pages and people: what nothing leads to, reviews that are due, references that cannot be found, addresses that are
//! easily mistyped.

use rustc_hash::FxHashSet;

use crate::check::craft::{Check, Context, count, days, entries, missing, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::community::Mentor;
use crate::handbook::index::Target;
use crate::handbook::links::{is_outside, target};
use crate::handbook::references::OutgoingReference;
use crate::handbook::session::ShowJoinLink;
use crate::handbook::{Book, EntryKind, Meta, Person, Reading, Session};
use crate::parse::fields::listed;
use crate::source::Located;

/// The fewest pages that are not seen at a glance in their list.
const MANY: usize = 6;

pub fn page_unlinked(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let book = context.book;
    let guidance = book.guidance.iter().map(|guide| &guide.meta).enumerate();
    let pages = book.pages.iter().map(|page| &page.meta).enumerate().chain(guidance);
    let pages: Vec<(usize, &Meta)> = pages.filter(|(_, meta)| !context.is_hidden(meta)).collect();
    let linked = linked(book);
    let alone: Vec<_> = pages.iter().filter(|(place, meta)| !linked.contains(&(meta.kind, *place))).collect();
    // A handbook that does not link its pages at all is read by its lists.
    if pages.len() < MANY || alone.len() * 2 > pages.len() {
        return Vec::new();
    }
    let say = |(_, meta): &(usize, &Meta)| {
        let mend = "Link to it from where it is needed, such as a session or another page, or take it out.";
        check.say(&meta.span, &format!("No other page links to “{}”.", meta.title), mend)
    };
    alone.into_iter().map(say).collect()
}

/// Returns the entries to which another one links.
fn linked(book: &Book) -> FxHashSet<(EntryKind, usize)> {
    let mut linked = FxHashSet::default();
    let mut guides = Vec::new();
    let mut link = |holder: Option<&Meta>, link: &Located<String>| {
        let is_itself = |meta: &Meta| holder.is_some_and(|holder| (holder.kind, &holder.id) == (meta.kind, &meta.id));
        if !is_outside(&link.value)
            && let Some(Target::Entry(kind, place)) = target(book, &link.span.file, &link.value)
            && book.entry(kind, place).is_some_and(|meta| !is_itself(meta))
        {
            linked.insert((kind, place));
        }
    };
    book.each_part(&mut |holder, part| match part {
        OutgoingReference::Prose(prose) => prose.links().for_each(|found| link(holder, found)),
        OutgoingReference::Link(found) => link(holder, found),
        OutgoingReference::Reference(EntryKind::Guidance, named) => {
            let place = book.index.place(EntryKind::Guidance, &named.value);
            guides.extend(place.map(|place| (EntryKind::Guidance, place)));
        }
        OutgoingReference::Picture(_) | OutgoingReference::Reference(..) | OutgoingReference::Lead(_) => {}
    });
    linked.extend(guides);
    linked
}

pub fn person_unused(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let book = context.book;
    let community = &book.community;
    let mut used: FxHashSet<&str> = FxHashSet::default();
    let mut name = |written: &str| used.extend(book.who(written).map(|who| &*who.meta.id));
    book.each_part(&mut |_, part| match part {
        OutgoingReference::Reference(EntryKind::Person, who) => name(&who.value),
        OutgoingReference::Lead(who) => name(&who.value),
        _ => {}
    });
    let owners = entries(book).into_iter().filter_map(|meta| meta.owner.as_ref()).chain(&community.owner);
    owners.for_each(|owner| name(&owner.value));
    if let Mentor::Person(mentor) = &community.mentor {
        name(&mentor.value);
    }
    community.contact.iter().filter_map(|contact| contact.name.as_deref()).for_each(&mut name);
    let linked = linked(book);
    let people = book.people.iter().map(AsRef::as_ref).enumerate();
    let unused = people.filter(|(place, who): &(usize, &Person)| {
        !used.contains(&*who.meta.id)
            && !linked.contains(&(EntryKind::Person, *place))
            && !who.role.to_lowercase().contains("mentor")
            && !context.is_hidden(&who.meta)
    });
    let say = |(_, who): (usize, &Person)| {
        let seen = format!("Nothing in this handbook names {}.", who.meta.title);
        let mend = "Name them where they take part, such as `guests: [NAME]` in a session, or take the page out.";
        check.say(&who.meta.span, &seen, mend)
    };
    unused.map(say).collect()
}

pub fn no_bio(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let book = context.book;
    let named = book.community.facilitators.iter();
    let named = named.chain(context.coming().flat_map(|session| book.facilitators(session)));
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let who = named.filter_map(|who| book.who(&who.value)).filter(|who| seen.insert(&who.meta.id));
    let find = |who: &Person| {
        let lacks = missing(&[("no text", who.body.is_empty()), ("no picture", who.photo.is_none())]);
        let seen = format!("The page of {}, who facilitates, has {}.", who.meta.title, listed(&lacks, "and"));
        let mend = "Add what is missing: two or three sentences, a picture or a drawing (`photo: NAME.jpg` with \
                    `photo_description: ...`).";
        let severity = if who.body.is_empty() { check.level } else { Severity::Note };
        (!lacks.is_empty()).then(|| Diagnostic { severity, ..check.say(&who.meta.span, &seen, mend) })
    };
    who.filter(|who| context.is_grown() && !context.is_hidden(&who.meta)).filter_map(find).collect()
}

pub fn review_overdue(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let book = context.book;
    let entries = entries(book).into_iter().filter(|meta| !context.is_hidden(meta));
    let reviews = entries.map(|meta| (meta.review_by.as_ref(), meta.owner.as_ref()));
    let reviews = reviews.chain([(book.community.review_by.as_ref(), book.community.owner.as_ref())]);
    let find = |(day, owner): (Option<&Located<jiff::civil::Date>>, Option<&Located<String>>)| {
        let day = day.filter(|day| day.value < context.today)?;
        let (ago, by) = (count(days(day.value, context.today), "day"), words(day.value));
        let who = owner.map_or("Somebody", |owner| book.who(&owner.value).map_or(&*owner.value, |who| &who.meta.title));
        let unowned = if owner.is_none() { ", and it has no owner" } else { "" };
        let seen = format!("{who} was going to look this through by {by} ({ago} ago){unowned}.");
        let mend = "Read it once, mend what is no longer so, and move `review_by` to the next day for it.";
        Some(check.say(&day.span, &seen, mend))
    };
    reviews.filter_map(find).collect()
}

pub fn reading_uncitable(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let find = |one: &Reading| {
        // As it is made from its fields: without an author the title comes first, and without a year there is "n.d.".
        let title_first = one.title.as_ref().is_some_and(|title| one.citation.starts_with(title));
        let no_author = one.authors.is_empty() && one.publisher.is_none() && title_first;
        let cite = one.citation.to_lowercase();
        let is_undated = ["in press", "forthcoming", "undated", "no date"].iter().any(|word| cite.contains(word))
            || (one.title.is_none() && cite.contains("n.d."));
        // Four digits may be a year.
        let mut numbers = cite.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 4);
        let has_year = one.year.is_some() || numbers.any(|number| ("1000".."2200").contains(&number));
        let lacks = missing(&[("no author", no_author), ("no year", !has_year && !is_undated)]);
        let mend = "Add what is missing, `authors: [\"Family name, A.\"]` (of a tool or a site, who runs it) and \
                    `year: 2018`, or paste the whole reference as `cite`.";
        let seen = format!("This reading has {}.", listed(&lacks, "and"));
        (!lacks.is_empty()).then(|| check.say(&one.meta.span, &seen, mend))
    };
    let shown = context.book.readings.iter().filter(|one| !context.is_hidden(&one.meta));
    shown.filter_map(|one| find(one)).collect()
}

pub fn mixed_case_address(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let has_capitals = |meta: &&Meta| {
        !meta.address.contains('#') && meta.address.contains(char::is_uppercase) && !context.is_hidden(meta)
    };
    let say = |meta: &Meta| {
        let seen = format!("The address `{}` has capital letters.", meta.address);
        let mend = format!(
            "Rename the file in lower case and add `was: {}` to it, so that the old address still leads there.",
            meta.id
        );
        check.say(&meta.span, &seen, mend)
    };
    entries(context.book).into_iter().filter(has_capitals).map(say).collect()
}

pub fn join_link_public(context: &Context, check: &Check) -> Option<Diagnostic> {
    let usual = context.book.community.calendar.show_join_link;
    let is_open = |session: &&&Session| {
        session.show_join_link.unwrap_or(usual) == ShowJoinLink::Public
            && context.handbook.private.joins.get(&session.meta.id).is_some_and(|join| join.link.is_some())
    };
    let open: Vec<&&Session> = context.sessions.iter().filter(is_open).collect();
    let seen = match open.len() {
        1 => "The link into the online room of this session is published.".to_owned(),
        several => format!("The links into the online rooms of {several} sessions are published."),
    };
    let mend = "Choose who sees it, `show_join_link`: `mail` for those you write to, `members` for the members' calendar, \
                or `public` for everybody, with your reason: `ignore: {join-link-public: \"...\"}`.";
    Some(check.say(&open.first()?.meta.span, &seen, mend))
}

#[cfg(test)]
mod tests;
