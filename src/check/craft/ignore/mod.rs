//! Leaves out what an author ignores, with a reason: `ignore:` in an entry, and in `checks:` for the whole handbook.

use rustc_hash::FxHashSet;

use super::context::entries;
use super::{Context, SessionPlan, check, checklist, table};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::{EntryKind, Meta};
use crate::source::{Located, Span};
use crate::suggest;

/// The checks that run only where links to other sites are asked. An `ignore` for one needs no effect: most runs ask
/// nobody.
const ON_REQUEST: [&str; 2] = ["link-dead", "link-unsure"];

/// Returns `said` without what is ignored; with a note on each `ignore` that has no effect, and a warning on each that
/// cannot have one.
#[must_use]
pub fn without_ignored(context: &Context, said: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut used = FxHashSet::default();
    let mut left = left(context, said, &mut used);
    let everywhere = context.book.community.checks.ignore.iter().map(|(id, _)| (id, None));
    let of_entries = entries(context.book).into_iter();
    let of_entries = of_entries.flat_map(|meta| meta.ignore.iter().map(move |(id, _)| (id, Some(meta))));
    let unused = everywhere.chain(of_entries).filter(|(id, _)| !used.contains(&id.span));
    left.extend(unused.filter_map(|(id, entry)| about(id, entry, context)));
    left
}

/// Returns what was found `on_request`, after everything else, without what is ignored.
#[must_use]
pub fn without_ignored_later(context: &Context, on_request: Vec<Diagnostic>) -> Vec<Diagnostic> {
    left(context, on_request, &mut FxHashSet::default())
}

/// Returns `said` without what is ignored, and collects the places of each `ignore` that had an effect. One in its
/// place comes before one for the whole handbook.
fn left<'a>(context: &Context<'a>, mut said: Vec<Diagnostic>, used: &mut FxHashSet<&'a Span>) -> Vec<Diagnostic> {
    let everywhere = &context.book.community.checks.ignore;
    let mut entries = entries(context.book);
    if everywhere.is_empty() && entries.iter().all(|meta| meta.ignore.is_empty()) {
        return said;
    }
    entries.sort_by_key(|meta| &meta.span);
    said.retain(|said| {
        let owner = said.span.as_ref().and_then(|span| owner(&entries, span));
        let own = owner.map_or(&[][..], |meta| &meta.ignore);
        let ignore = own.iter().chain(everywhere).find(|(id, _)| id.value == said.code && may_be_ignored(said.code));
        used.extend(ignore.map(|(id, _)| &id.span));
        ignore.is_none()
    });
    said
}

/// Returns the one of the sorted `entries` to which a place belongs. In a list an item begins with its title.
fn owner<'a>(entries: &[&'a Meta], span: &Span) -> Option<&'a Meta> {
    let after = entries.partition_point(|meta| (&meta.span.file, meta.span.start) <= (&span.file, span.start));
    let (before, after) = entries.split_at(after);
    before.last().into_iter().chain(after.first()).find(|meta| meta.span.file == span.file).copied()
}

/// Returns whether an author may ignore it. What breaks a fact or a promise is no advice.
fn may_be_ignored(code: &str) -> bool {
    ON_REQUEST.contains(&code) || check(code).is_some_and(|check| check.level != Severity::Error)
}

/// Reports what is wrong with an `ignore` that had no effect, of an entry or of the whole handbook.
fn about(ignore: &Located<String>, entry: Option<&Meta>, context: &Context) -> Option<Diagnostic> {
    let (id, span) = (ignore.value.as_str(), ignore.span.clone());
    // An `ignore` that takes an item off the checklist has its effect there.
    if ON_REQUEST.contains(&id) || checklist::ITEMS.iter().any(|item| item.id == id) {
        return None;
    }
    let Some(known) = check(id) else {
        let near = suggest::nearest(id, table::CHECKS.iter().map(|check| check.id).chain(ON_REQUEST));
        let near = near.map_or(String::new(), |near| format!(" Did you mean `{near}`?"));
        let message = format!("There is no check called `{id}`.{near}");
        let help =
            "Write the name as it stands in the square brackets of the message; `handbound check --list` has all.";
        return Some(Diagnostic::warning("silence-unknown", span, message).help(help));
    };
    if !may_be_ignored(id) {
        let message = format!("`{id}` reports a mistake, and cannot be left out.");
        let help = "Take the line out, and mend what the message reports.";
        return Some(Diagnostic::warning("silence-unknown", span, message).help(help));
    }
    // What is over is not looked at any more, what is hidden or a sketch not yet; and of an agenda without marks a
    // check may have more to say once it has them.
    let is_clear = |plan: &&SessionPlan| if known.is_mark() { plan.is_wholly_marked() } else { plan.is_finished() };
    let mut clear = context.plans.iter().filter(is_clear);
    let is_looked_at = match entry {
        Some(meta) if meta.kind == EntryKind::Session => clear.any(|plan| plan.session.meta.id == meta.id),
        Some(meta) => !context.is_hidden(meta),
        None => clear.next().is_some(),
    };
    let message = format!("This `ignore` has no effect: `{id}` finds nothing here.");
    let found =
        Diagnostic::note("silence-unused", span, message).help("Take the line out: it may hide something later.");
    is_looked_at.then_some(found)
}

#[cfg(test)]
mod tests;
