//! What an author left out, with a reason: `ignore:` in an entry, and in `checks:` for the whole handbook.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::context::entries;
use super::{Context, Tier, check, checklist, table};
use crate::diagnostic::Diagnostic;
use crate::handbook::{EntryKind, Meta};
use crate::source::Located;
use crate::suggest;

/// What is reported only where links to other sites are asked. An `ignore` for it needs no effect: most runs ask nobody.
const ON_REQUEST: [&str; 2] = ["link-dead", "link-unsure"];

/// A check that is ignored in one place.
struct Ignored<'a> {
    id: &'a Located<String>,
    /// `None` for the whole handbook.
    entry: Option<&'a Meta>,
    has_effect: bool,
}

/// Returns `said` without what is ignored; with a note on each `ignore` that has no effect, and a warning on each that
/// cannot have one.
#[must_use]
pub fn without_ignored(context: &Context, said: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut ignored = all_ignored(context);
    let mut left = left(context, &mut ignored, said);
    left.extend(ignored.iter().filter_map(|ignored| about(ignored, context)));
    left
}

/// Returns what was found `on_request`, after everything else, without what is ignored.
#[must_use]
pub fn without_ignored_later(context: &Context, on_request: Vec<Diagnostic>) -> Vec<Diagnostic> {
    left(context, &mut all_ignored(context), on_request)
}

/// Returns `said` without what is ignored, and notes in each `ignored` whether it had an effect.
fn left(context: &Context, ignored: &mut [Ignored], said: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if ignored.is_empty() {
        return said;
    }
    let mut by_id: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (place, ignored) in ignored.iter().enumerate() {
        by_id.entry(&ignored.id.value).or_default().push(place);
    }
    let owners = Owners::new(context);
    let mut left: Vec<Diagnostic> = Vec::with_capacity(said.len());
    for diagnostic in said {
        let places = by_id.get(diagnostic.code).filter(|_| may_be_ignored(diagnostic.code));
        let covers = |place: &&usize| match ignored[**place].entry {
            Some(entry) => owners.owns(entry, &diagnostic),
            None => true,
        };
        match places.and_then(|places| places.iter().find(covers)) {
            Some(place) => ignored[*place].has_effect = true,
            None => left.push(diagnostic),
        }
    }
    left
}

fn may_be_ignored(code: &str) -> bool {
    ON_REQUEST.contains(&code) || check(code).is_some_and(super::Check::may_be_ignored)
}

/// Returns every `ignore`, those of entries first: what is ignored in its place need not be ignored everywhere.
fn all_ignored<'a>(context: &Context<'a>) -> Vec<Ignored<'a>> {
    let mut all = Vec::new();
    for meta in ignoring(context) {
        let ids = meta.ignore.iter().map(|(id, _)| id);
        all.extend(ids.map(|id| Ignored { id, entry: Some(meta), has_effect: false }));
    }
    let ids = context.book.community.checks.ignore.iter().map(|(id, _)| id);
    all.extend(ids.map(|id| Ignored { id, entry: None, has_effect: false }));
    all
}

/// Returns the entries in which something is ignored.
fn ignoring<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Meta> {
    entries(context.book).into_iter().filter(|meta| !meta.ignore.is_empty())
}

/// Reports what is wrong with an `ignore`.
fn about(ignored: &Ignored, context: &Context) -> Option<Diagnostic> {
    let (id, span) = (ignored.id.value.as_str(), ignored.id.span.clone());
    // What takes an item off the checklist has its effect there.
    if ON_REQUEST.contains(&id) || checklist::ITEMS.iter().any(|item| item.id == id) {
        return None;
    }
    let Some(known) = check(id) else {
        let names = table::CHECKS.iter().map(|check| check.id).chain(ON_REQUEST);
        let near = suggest::nearest(id, names);
        let near = near.map_or(String::new(), |near| format!(" Did you mean `{near}`?"));
        let message = format!("There is no check called `{id}`.{near}");
        let help =
            "Write the name as it stands in the square brackets of the message; `handbound check --list` has all.";
        return Some(Diagnostic::warning("silence-unknown", span, message).help(help));
    };
    if !known.may_be_ignored() {
        let message = format!("`{id}` reports a mistake, and cannot be left out.");
        let help = "Take the line out, and mend what the message reports.";
        return Some(Diagnostic::warning("silence-unknown", span, message).help(help));
    }
    // What is over is not looked at any more, what is hidden or a sketch not yet; and of an agenda without marks a check
    // may have more to say once it has them.
    let is_clear = |plan: &&super::Plan| known.tier == Tier::Fact || (plan.laid.is_marked && plan.is_wholly_marked());
    let is_looked_at = |meta: &Meta| match meta.kind {
        EntryKind::Session => context.finished().filter(is_clear).any(|plan| plan.session.meta.id == meta.id),
        _ => !context.is_hidden(meta),
    };
    if ignored.has_effect || !ignored.entry.map_or(context.finished().any(|plan| is_clear(&plan)), is_looked_at) {
        return None;
    }
    let message = format!("This `ignore` has no effect: `{id}` finds nothing here.");
    Some(Diagnostic::note("silence-unused", span, message).help("Take the line out: it may hide something later."))
}

/// Finds the entry to which a place belongs.
struct Owners<'a> {
    /// The beginnings of the entries in a file, for lists.
    lists: FxHashMap<&'a str, Vec<u32>>,
}

impl<'a> Owners<'a> {
    fn new(context: &Context<'a>) -> Self {
        let mut lists: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for meta in ignoring(context).filter(|meta| is_list(&meta.file)) {
            lists.entry(&meta.file).or_default();
        }
        if !lists.is_empty() {
            context.book.each_entry(&mut |meta, _| {
                if let Some(starts) = lists.get_mut(&*meta.file) {
                    starts.push(meta.span.start);
                }
            });
            for starts in lists.values_mut() {
                starts.sort_unstable();
            }
        }
        Owners { lists }
    }

    /// Returns whether `diagnostic` is about `entry`. In a list an item begins with its title.
    fn owns(&self, entry: &Meta, diagnostic: &Diagnostic) -> bool {
        let Some(span) = diagnostic.span.as_ref().filter(|span| span.file == entry.file) else { return false };
        let Some(starts) = self.lists.get(&*entry.file) else { return true };
        let item = |at: u32| starts.partition_point(|start| *start <= at);
        item(span.start) == item(entry.span.start)
    }
}

fn is_list(file: &str) -> bool {
    let ending = Path::new(file).extension().unwrap_or_default();
    ["yml", "yaml"].iter().any(|list| ending.eq_ignore_ascii_case(list))
}

#[cfg(test)]
mod tests;
