//! Rules over a whole handbook: a function a rule, a file a subject, one table of all.

pub mod codes;
mod community;
pub mod craft;
mod documents;
mod identity;
mod leader_names;
mod links;
mod members;
pub mod records;
mod references;
mod renames;
mod repeats;
mod times;
mod ways_in;

use crate::diagnostic::Diagnostic;
use crate::handbook::Handbook;
use crate::redact::Drafts;

pub use members::{NamedMembers, member_named};

/// A rule. Whether drafts are shown matters only to rules about what readers can see.
pub type CheckFunction = fn(&Handbook, Drafts) -> Vec<Diagnostic>;

/// Every check, in no particular order: diagnostics are sorted by place afterwards.
pub const CHECKS: &[CheckFunction] = &[
    community::id_unwritten,
    community::language_unfinished,
    community::theme_choices,
    documents::unread,
    references::unknown_names,
    references::not_public,
    leader_names::unknown_leads,
    records::unknown_names,
    records::unplaced_reports,
    records::unclear_days,
    links::broken_links,
    times::clock_changes,
    times::sittings_twice,
    times::changes_in_order,
    times::moves_in_words,
    times::spans_in_order,
    repeats::repeats,
    repeats::occurrences_of,
    identity::uids_twice,
    identity::occurrences_twice,
    renames::living,
    renames::claimed_twice,
    ways_in::told_to_everyone,
];

/// Runs every check over `handbook`.
#[must_use]
pub fn check(handbook: &Handbook, drafts: Drafts) -> Vec<Diagnostic> {
    CHECKS.iter().flat_map(|check| check(handbook, drafts)).collect()
}

#[cfg(test)]
mod fixture;
