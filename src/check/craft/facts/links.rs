//! Content and addresses: pages no one links to, reviews that are due, references that cannot be found, addresses that
//! are easily mistyped.

use rustc_hash::FxHashSet;

use crate::check::craft::Check;
use crate::check::craft::context::{Context, entries, list, words};
use crate::diagnostic::Diagnostic;
use crate::handbook::index::Target;
use crate::handbook::links::{is_outside, target};
use crate::handbook::prose::Filling;
use crate::handbook::session::ShowJoinLink;
use crate::handbook::visit::Part;
use crate::handbook::{self, Book, EntryKind, Meta};
use crate::source::Located;

/// Fewer pages are seen at a glance in their list.
const MANY: usize = 6;

pub fn page_unlinked(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let book = context.book;
    let guidance = book.guidance.iter().map(|guide| &guide.meta).enumerate();
    let pages = book.pages.iter().map(|page| &page.meta).enumerate().chain(guidance);
    let pages: Vec<(usize, &Meta)> = pages.filter(|(_, meta)| !context.is_hidden(meta)).collect();
    if pages.len() < MANY {
        return Vec::new();
    }
    let linked = linked(book);
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
    vec![check.say(&first.span, &seen, mend)]
}

/// Returns the entries to which another one links.
pub fn linked(book: &Book) -> FxHashSet<(EntryKind, usize)> {
    let mut linked = FxHashSet::default();
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
        Part::Prose(prose) => prose.holes.iter().for_each(|hole| {
            if let Filling::Link(found) = &hole.filling {
                link(holder, found);
            }
        }),
        Part::Link(found) => link(holder, found),
        Part::Picture(_) | Part::Reference(..) | Part::Lead(_) => {}
    });
    linked
}

pub fn review_overdue(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let book = context.book;
    let community = &book.community;
    let communitys = community.review_by.iter().map(|day| (day, community.owner.as_ref()));
    let entries = entries(book).into_iter().filter(|meta| !context.is_hidden(meta));
    let of_entries = entries.filter_map(|meta| Some((meta.review_by.as_ref()?, meta.owner.as_ref())));
    let due = communitys.chain(of_entries).filter(|(day, _)| day.value < context.today);
    let say = |(day, owner): (&Located<jiff::civil::Date>, Option<&Located<String>>)| {
        let days = day.value.until(context.today).map_or(0, |span| span.get_days());
        let ago = if days == 1 { "yesterday".to_owned() } else { format!("{days} days ago") };
        let by = words(day.value);
        let who = owner.map(|owner| book.who(&owner.value).map_or(owner.value.as_str(), |who| &who.meta.title));
        let seen = match who {
            Some(who) => format!("{who} was going to look this through by {by} ({ago})."),
            None => format!("Somebody was going to look this through by {by} ({ago}), and it has no owner."),
        };
        let mend = "Read it once, mend what is no longer so, and move `review_by` to the next day for it.";
        check.say(&day.span, &seen, mend)
    };
    due.map(say).collect()
}

pub fn reading_uncitable(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let book = context.book;
    let shown = book.readings.iter().filter(|one| !context.is_hidden(&one.meta));
    let say = |one: &std::sync::Arc<handbook::Reading>| {
        let (no_author, no_year) = lacks(one);
        let missing = [("no author", no_author), ("no year", no_year)];
        let missing: Vec<&str> = missing.iter().filter(|(_, is_missing)| *is_missing).map(|(what, _)| *what).collect();
        let mend =
            "Add what is missing, `authors: [\"Pelo, A.\"]` and `year: 2018`, or paste the whole reference as `cite`.";
        let seen = format!("This reading has {}.", list(&missing));
        (!missing.is_empty()).then(|| check.say(&one.meta.span, &seen, mend))
    };
    shown.filter_map(say).collect()
}

/// Returns whether a reference has no author, and whether it has no year.
fn lacks(one: &handbook::Reading) -> (bool, bool) {
    // As it is made from its fields: without an author the title comes first, and then the year.
    let after_title = one.citation.strip_prefix(&*one.meta.title).unwrap_or_default();
    let title_first = after_title.trim_start_matches(['.', '?', '!', ' ']).starts_with('(');
    let cite = one.citation.to_lowercase();
    let is_said = ["in press", "forthcoming", "undated", "no date"].iter().any(|word| cite.contains(word))
        || (!title_first && one.authors.is_empty() && cite.contains("n.d."));
    let no_author = one.authors.is_empty() && one.publisher.is_none() && title_first;
    (no_author, one.year.is_none() && !is_said && !has_year(&cite))
}

/// Returns whether four digits stand in `text` that may be a year.
fn has_year(text: &str) -> bool {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 4);
    numbers.filter_map(|number| number.parse::<u32>().ok()).any(|year| (1000..2200).contains(&year))
}

pub fn mixed_case_address(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let book = context.book;
    let has_capitals = |meta: &&Meta| {
        !meta.address.contains('#') && meta.address.contains(char::is_uppercase) && !context.is_hidden(meta)
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
    vec![check.say(&first.span, &seen, mend)]
}

pub fn join_link_public(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let community = &context.book.community;
    let usual = community.calendar.show_join_link;
    let is_open = |session: &&&handbook::Session| {
        session.show_join_link.unwrap_or(usual) == ShowJoinLink::Public
            && context.handbook.private.joins.get(&session.meta.id).is_some_and(|join| join.link.is_some())
    };
    let open: Vec<&&handbook::Session> = context.sessions.iter().filter(is_open).collect();
    let Some(first) = open.first() else { return Vec::new() };
    let seen = match open.len() {
        1 => "The link into the online room of this session is published.".to_owned(),
        several => format!("The links into the online rooms of {several} sessions are published."),
    };
    let mend = "Choose who sees it, `show_join_link`: `mail` for those you write to, `members` for the members' calendar, \
                or `public` for everybody, with your reason: `ignore: {join-link-public: \"...\"}`.";
    vec![check.say(&first.meta.span, &seen, mend)]
}

#[cfg(test)]
mod tests;
