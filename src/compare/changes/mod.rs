//! Changes that members would not learn of: a time, a place or a status that changed while `changes` says nothing, and
//! stamps and counts that went back.

mod facts;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::diagnostic::Diagnostic;
use crate::handbook::Session;
use crate::source::Span;

use super::event::{EventStatus, PublishedEvent};
use super::identity::{EventPair, PairKind};
use super::matching::{Owner, Owners};
use super::report::ChangeReport;
use super::words::{WordingContext, joined};
use super::{Maker, SiteToPublish};

use facts::{Cause, Fact};

/// The codes of its diagnostics.
pub(super) const CODES: [&str; 3] = ["change-unwritten", "changes-lost", "stamp-back"];

/// A session that differs from what was published.
struct ChangedSession<'a> {
    session: &'a Session,
    facts: Vec<Fact>,
}

/// Reports each session that is still to come and changed without a line in `changes`.
pub(super) fn tell<'a>(
    pairs: &[EventPair<'_>],
    maker: Maker,
    owners: &Owners<'a>,
    now: &SiteToPublish<'a>,
    told: &mut ChangeReport,
) {
    let spoken = WordingContext::new(now);
    let mut changed: Vec<ChangedSession<'a>> = Vec::new();
    for sittings in by_session(pairs, owners, now).values() {
        let Some((_, Owner { session, .. })) = sittings.first() else { continue };
        if told.sessions.contains(&session.meta.id) {
            continue;
        }
        let facts = sittings
            .iter()
            .filter(|(pair, _)| {
                // The number with which the session was imported is no change that was published here.
                let told = if maker == Maker::Handbound { pair.surpass } else { u64::from(session.sequence) };
                pair.after.sequence <= told || is_silently_cancelled(pair, session)
            })
            .flat_map(|(pair, owner)| {
                with_enough_lines(facts::facts(pair, *owner, maker, now, &spoken), pair, session, &spoken)
            })
            .fold(Vec::new(), with_another);
        let mut same = sittings
            .iter()
            .map(|(pair, _)| *pair)
            .filter(|pair| pair.kind == PairKind::Same && maker == Maker::Handbound);
        if let Some(pair) = same.clone().find(|pair| is_shorter(pair, session)) {
            told.add(shorter(pair, session, &facts, &spoken));
        } else if !facts.is_empty() {
            changed.push(ChangedSession { session, facts });
        } else if let Some(pair) = same.find(|pair| is_stamped_back(pair)) {
            told.add(stamp_back(pair, session, now, &spoken));
        } else {
            continue;
        }
        for (pair, _) in sittings {
            told.about(&pair.before);
        }
    }
    together(&mut changed, told, &spoken);
    for ChangedSession { session, facts } in changed.iter().filter(|changed| !changed.facts.is_empty()) {
        told.add(unwritten(session, facts, &spoken));
    }
}

/// Merges equal facts of several sittings, so that each is reported once.
fn with_another(mut facts: Vec<Fact>, further: Fact) -> Vec<Fact> {
    if facts.iter().all(|known| known.what != further.what) {
        facts.push(further);
    }
    facts
}

/// Returns the pairs that are still to come, by the session whose `changes` they follow, its first sitting first.
fn by_session<'p, 'e, 'a>(
    pairs: &'p [EventPair<'e>],
    owners: &Owners<'a>,
    now: &SiteToPublish<'_>,
) -> BTreeMap<&'a str, Vec<(&'p EventPair<'e>, Owner<'a>)>> {
    let mut sessions: BTreeMap<&str, Vec<(&EventPair<'_>, Owner<'a>)>> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.before.is_coming(now.today) || pair.after.is_coming(now.today)) {
        if let Some(owner) = owners.of(&pair.after).or_else(|| owners.of_usual(&pair.after)) {
            sessions.entry(&owner.session.meta.id).or_default().push((pair, owner));
        }
    }
    for sittings in sessions.values_mut() {
        sittings.sort_by_key(|(_, owner)| owner.number);
    }
    sessions
}

/// Returns whether it was called off with `status` alone. SEQUENCE rises by that, but neither the stamps nor the text
/// tell when or why.
fn is_silently_cancelled(pair: &EventPair<'_>, session: &Session) -> bool {
    let (before, after) = (pair.before.standing, pair.after.standing);
    before == EventStatus::On && after == EventStatus::Cancelled && session.changes.is_empty()
}

/// Returns whether `changes` holds fewer entries than were published. A cancelled session counts one that need not be
/// written.
fn is_shorter(pair: &EventPair<'_>, session: &Session) -> bool {
    let (before, after) = own_entries(pair);
    let uncancelled = pair.before.standing == EventStatus::Cancelled && before == 1;
    after < before && !(uncancelled && session.changes.is_empty())
}

/// Returns SEQUENCE then and now, without what a stand-in shares with the repeating session.
fn own_entries(pair: &EventPair<'_>) -> (u64, u64) {
    let (before, after) = pair.usual.map_or((0, 0), |(before, after)| (before.sequence, after.sequence));
    (pair.before.sequence.saturating_sub(before), pair.after.sequence.saturating_sub(after))
}

/// Returns whether a stamp went back, and not only that of the repeating session.
fn is_stamped_back(pair: &EventPair<'_>) -> bool {
    let went_back = |before: &PublishedEvent, after: &PublishedEvent| after.stamp < before.stamp;
    went_back(&pair.before, &pair.after) && !pair.usual.is_some_and(|(before, after)| went_back(before, after))
}

/// Reports fewer `changes` than before. SEQUENCE is their number: calendars that know a higher one take nothing in.
fn shorter(pair: &EventPair<'_>, session: &Session, facts: &[Fact], spoken: &WordingContext<'_>) -> Diagnostic {
    let title = &session.meta.title;
    let (before, after) = (own_entries(pair).0, session.changes.len());
    let entries = if before == 1 { "1 entry".to_owned() } else { format!("{before} entries") };
    let message = format!(
        "`changes` of `{title}` had {entries} when you last published and has {after} now. Calendars would take this for an \
         older version, and keep the one they have."
    );
    let back = "Put back the entries that were there, the newest last.";
    let help = match facts {
        [] => back.to_owned(),
        facts => format!("{back} {}", spoken.to_add_below(&lines(facts))),
    };
    let span = session.changes.last().map_or(&session.meta.span, |last| &last.span);
    Diagnostic::error("changes-lost", span.clone(), message).help(help)
}

/// Reports a stamp that went back. DTSTAMP and LAST-MODIFIED are the newest date that an author wrote.
fn stamp_back(
    pair: &EventPair<'_>,
    session: &Session,
    now: &SiteToPublish<'_>,
    spoken: &WordingContext<'_>,
) -> Diagnostic {
    let day = |stamp: Option<Timestamp>| stamp.map(|at| at.to_zoned(TimeZone::UTC).date());
    let before = day(pair.before.stamp).unwrap_or(now.today);
    let written = session.changes.iter().map(|change| change.date).chain(session.meta.updated).max();
    let is_now = written.map_or_else(|| "there is none now".to_owned(), |day| format!("is {} now", spoken.date(day)));
    let message = format!(
        "The newest date in `{}` was {} when you last published, and {is_now}. Calendars would take this for an older version.",
        session.meta.title,
        spoken.date(before)
    );
    let help = format!("Write `updated: {}` in its header.", before.max(now.today));
    Diagnostic::error("stamp-back", session.meta.span.clone(), message).help(help)
}

/// Adds the missing line for a cancelled session, which counts as changed once, so that one that takes place after all
/// needs both lines.
fn with_enough_lines(
    mut facts: Vec<Fact>,
    pair: &EventPair<'_>,
    session: &Session,
    spoken: &WordingContext<'_>,
) -> Vec<Fact> {
    let enough = session.changes.len() + lines(&facts).len();
    let shared = pair.usual.map_or(0, |(_, now)| now.sequence.min(pair.after.sequence));
    let needed = usize::try_from(pair.surpass.saturating_sub(shared)).unwrap_or(usize::MAX).saturating_add(1);
    if pair.before.standing == EventStatus::Cancelled
        && enough < needed
        && let Some(fact) = facts.first_mut()
    {
        fact.lines.insert(0, spoken.line("change_cancelled", "", ""));
    }
    facts
}

fn lines(facts: &[Fact]) -> Vec<String> {
    facts.iter().flat_map(|fact| fact.lines.iter().cloned()).collect()
}

/// Reports the effects of one edit on several sessions once, where that edit was made.
fn together(changed: &mut [ChangedSession<'_>], told: &mut ChangeReport, spoken: &WordingContext<'_>) {
    let mut causes: BTreeMap<Cause, Vec<usize>> = BTreeMap::new();
    for (place, changed) in changed.iter().enumerate() {
        for cause in changed.facts.iter().filter_map(|fact| fact.cause.clone()) {
            let places = causes.entry(cause).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    causes.retain(|_, places| places.len() > 1);
    for (cause, places) in causes {
        let mut sessions: Vec<Span> = Vec::new();
        for place in places {
            let ChangedSession { session, facts } = &mut changed[place];
            facts.retain(|fact| fact.cause.as_ref() != Some(&cause));
            sessions.push(session.meta.span.clone());
        }
        let Cause { span, message, line } = cause;
        let message = format!(
            "{message}, which changes {} upcoming sessions. No line in their `changes` tells members.",
            sessions.len()
        );
        let help = format!("Put it back as it was, or {}", spoken.to_add_to_each(&line));
        let found = Diagnostic::error("change-unwritten", span, message).help(help);
        told.add(sessions.into_iter().fold(found, |found, session| found.also(session, "changes too")));
    }
}

fn unwritten(session: &Session, facts: &[Fact], spoken: &WordingContext<'_>) -> Diagnostic {
    let message = format!(
        "`{}` {}. No line in `changes` tells members.",
        session.meta.title,
        joined(facts.iter().map(|fact| fact.what.as_str()))
    );
    let span = facts.first().map_or(&session.meta.span, |fact| &fact.span).clone();
    Diagnostic::error("change-unwritten", span, message).help(spoken.to_add(session, &lines(facts)))
}
