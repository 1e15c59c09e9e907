//! Content and addresses: pages no one links to, reviews that are due, references that cannot be found, addresses that
//! are easily mistyped.

use rustc_hash::FxHashSet;

use super::reading::{Reading, entries, words};
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::index::Target;
use crate::handbook::links::{is_outside, target};
use crate::handbook::prose::Filling;
use crate::handbook::session::ShowJoinLink;
use crate::handbook::visit::Part;
use crate::handbook::{self, EntryKind, Meta};
use crate::public::hidden;

pub const PAGE_UNLINKED: Check = Check {
    id: "page-unlinked",
    level: Severity::Note,
    subject: Subject::Links,
    rule: "Something links to each page in `pages/` and each guidance.",
    silent: "There are fewer than six of them, which one list shows at a glance, or less than half are linked from anywhere.",
    why: "A page is read where another one leads to it",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(page_unlinked),
};

pub const REVIEW_OVERDUE: Check = Check {
    id: "review-overdue",
    level: Severity::Nudge,
    subject: Subject::Links,
    rule: "What has a `review_by` is looked through by that day.",
    silent: "The day is today or later, or the entry is not published.",
    why: "Members plan by what is written, as long as it is true",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(review_overdue),
};

pub const READING_UNCITABLE: Check = Check {
    id: "reading-uncitable",
    level: Severity::Note,
    subject: Subject::Links,
    rule: "A reading has an author and a year.",
    silent: "Its publisher stands for an author, or the reference says `n.d.`, `in press` or the like.",
    why: "A reference is for those who want to find the text again",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(reading_uncitable),
};

pub const MIXED_CASE_ADDRESS: Check = Check {
    id: "mixed-case-address",
    level: Severity::Note,
    subject: Subject::Links,
    rule: "Addresses are in lower case.",
    silent: "The page is not published, or the entry has no page of its own.",
    why: "People type addresses from a sheet of paper in lower case, and on many servers that is another page",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(mixed_case_address),
};

pub const JOIN_LINK_PUBLIC: Check = Check {
    id: "join-link-public",
    level: Severity::Warning,
    subject: Subject::Privacy,
    rule: "Links into an online room are not published.",
    silent: "They travel by mail (`show_join_link: mail`) or stand in the members' calendar (`members`).",
    why: "A room whose door anybody can find is no place for what is hard to say",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(join_link_public),
};

/// Fewer pages are seen at a glance in their list.
const MANY: usize = 6;

fn page_unlinked(reading: &Reading) -> Vec<Diagnostic> {
    let book = reading.book;
    let guidance = book.guidance.iter().map(|guide| &guide.meta).enumerate();
    let pages = book.pages.iter().map(|page| &page.meta).enumerate().chain(guidance);
    let pages: Vec<(usize, &Meta)> = pages.filter(|(_, meta)| !hidden(book, meta, reading.drafts)).collect();
    if pages.len() < MANY {
        return Vec::new();
    }
    let mut linked: FxHashSet<(EntryKind, usize)> = FxHashSet::default();
    let mut link = |holder: Option<&Meta>, link: &crate::source::Located<String>| {
        if !is_outside(&link.value)
            && let Some(Target::Entry(kind, place)) = target(book, &link.span.file, &link.value)
            && let Some(meta) = book.entry(kind, place)
            && holder.is_none_or(|holder| holder.file != meta.file)
        {
            linked.insert((kind, place));
        }
    };
    book.each_part(&mut |holder, part| match part {
        Part::Prose(prose) => prose.holes.iter().for_each(|hole| {
            if let Filling::Link(found) = &hole.filling {
                link(holder, found);
            }
        }),
        Part::Link(found) => link(holder, found),
        Part::Picture(_) | Part::Reference(..) | Part::Lead(_) => {}
    });
    let alone = pages.iter().filter(|(place, meta)| !linked.contains(&(meta.kind, *place)));
    let alone: Vec<&Meta> = alone.map(|(_, meta)| *meta).collect();
    // A handbook that does not link its pages at all is read by its lists.
    let Some(first) = alone.first().filter(|_| alone.len() * 2 <= pages.len()) else { return Vec::new() };
    let seen = match alone.len() {
        1 => format!("No other page links to “{}”.", first.title),
        several => {
            let titles: Vec<String> = alone.iter().take(4).map(|meta| format!("“{}”", meta.title)).collect();
            let more = if several > titles.len() { ", ..." } else { "" };
            format!("No other page links to {several} of the {} pages: {}{more}.", pages.len(), titles.join(", "))
        }
    };
    let mend = "Link to it from where it is needed, such as a session or another page, or take it out.";
    vec![PAGE_UNLINKED.say(&first.span, &seen, mend)]
}

fn review_overdue(reading: &Reading) -> Vec<Diagnostic> {
    let book = reading.book;
    let community = &book.community;
    let communitys = community.review_by.iter().map(|day| (day, community.owner.as_ref()));
    let entries = entries(book).into_iter().filter(|meta| !hidden(book, meta, reading.drafts));
    let of_entries = entries.filter_map(|meta| Some((meta.review_by.as_ref()?, meta.owner.as_ref())));
    let due = communitys.chain(of_entries).filter(|(day, _)| day.value < reading.today);
    let say = |(day, owner): (&crate::source::Located<jiff::civil::Date>, Option<&crate::source::Located<String>>)| {
        let days = day.value.until(reading.today).map_or(0, |span| span.get_days());
        let ago = if days == 1 { "yesterday".to_owned() } else { format!("{days} days ago") };
        let by = words(day.value);
        let who = owner.map(|owner| book.who(&owner.value).map_or(owner.value.as_str(), |who| &who.meta.title));
        let seen = match who {
            Some(who) => format!("{who} was going to look this through by {by} ({ago})."),
            None => format!("Somebody was going to look this through by {by} ({ago}), and it has no owner."),
        };
        let mend = "Read it once, mend what is no longer so, and move `review_by` to the next day for it.";
        REVIEW_OVERDUE.say(&day.span, &seen, mend)
    };
    due.map(say).collect()
}

fn reading_uncitable(reading: &Reading) -> Vec<Diagnostic> {
    let book = reading.book;
    let shown = book.readings.iter().filter(|one| !hidden(book, &one.meta, reading.drafts));
    let say = |one: &std::sync::Arc<handbook::Reading>| {
        let seen = match lacks(one) {
            (true, true) => "This reading has no author and no year.",
            (true, false) => "This reading has no author.",
            (false, true) => "This reading has no year.",
            (false, false) => return None,
        };
        let mend =
            "Add what is missing, `authors: [\"Pelo, A.\"]` and `year: 2018`, or paste the whole reference as `cite`.";
        Some(READING_UNCITABLE.say(&one.meta.span, seen, mend))
    };
    shown.filter_map(say).collect()
}

/// Whether a reference has no author, and whether it has no year.
fn lacks(one: &handbook::Reading) -> (bool, bool) {
    let after_title = one.citation.strip_prefix(&*one.meta.title);
    // As it is made from its fields: without an author the title comes first, and then the year.
    let title_first =
        after_title.is_some_and(|rest| rest.trim_start_matches(['.', '?', '!']).trim_start().starts_with('('));
    let no_author = one.authors.is_empty() && one.publisher.is_none() && title_first;
    let is_made = title_first || !one.authors.is_empty();
    let cite = one.citation.to_lowercase();
    let is_said = ["in press", "forthcoming", "undated", "no date"].iter().any(|word| cite.contains(word))
        || (!is_made && cite.contains("n.d."));
    let no_year = one.year.is_none() && !is_said && !has_year(&cite);
    (no_author, no_year)
}

/// Whether four digits stand in `text` that may be a year.
fn has_year(text: &str) -> bool {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 4);
    numbers.filter_map(|number| number.parse::<u32>().ok()).any(|year| (1000..2200).contains(&year))
}

fn mixed_case_address(reading: &Reading) -> Vec<Diagnostic> {
    let book = reading.book;
    let has_capitals = |meta: &&Meta| {
        !meta.address.contains('#') && meta.address.contains(char::is_uppercase) && !hidden(book, meta, reading.drafts)
    };
    let mixed: Vec<&Meta> = entries(book).into_iter().filter(has_capitals).collect();
    let Some(first) = mixed.first() else { return Vec::new() };
    let seen = match mixed.len() {
        1 => format!("The address `{}` has capital letters.", first.address),
        several => format!("{several} addresses have capital letters, such as `{}`.", first.address),
    };
    let mend = format!(
        "Rename the file in lower case and add `was: {}` to it, so that the old address still leads there.",
        first.id
    );
    vec![MIXED_CASE_ADDRESS.say(&first.span, &seen, mend)]
}

fn join_link_public(reading: &Reading) -> Vec<Diagnostic> {
    let community = &reading.book.community;
    let usual = community.calendar.show_join_link;
    let is_open = |session: &&&handbook::Session| {
        session.show_join_link.unwrap_or(usual) == ShowJoinLink::Public
            && reading.handbook.private.joins.get(&session.meta.id).is_some_and(|join| join.link.is_some())
    };
    let open: Vec<&&handbook::Session> = reading.sessions.iter().filter(is_open).collect();
    let Some(first) = open.first() else { return Vec::new() };
    let seen = match open.len() {
        1 => "The link into the online room of this session is published.".to_owned(),
        several => format!("The links into the online rooms of {several} sessions are published."),
    };
    let mend = "Choose who sees it, `show_join_link`: `mail` for those you write to, `members` for the members' calendar, \
                or `public` for everybody, with your reason: `ignore: {join-link-public: \"...\"}`.";
    vec![JOIN_LINK_PUBLIC.say(&first.meta.span, &seen, mend)]
}

#[cfg(test)]
mod tests;
