//! Finds which event of today's feed is which one of the published feed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;

use super::event::PublishedEvent;
use super::report::ChangeReport;
use super::{Previous, SiteToPublish};

/// An event as it was published, and as it would be now.
pub(super) struct EventPair<'a> {
    pub before: Cow<'a, PublishedEvent>,
    pub after: Cow<'a, PublishedEvent>,
    pub kind: PairKind,
    /// The SEQUENCE that must be passed for a calendar to take in what changed.
    pub surpass: u64,
    /// For a stand-in, the repeating event then and now: its own `changes` and dates count for the stand-in too.
    pub usual: Option<(&'a PublishedEvent, &'a PublishedEvent)>,
    /// Occurrences of a repeating event that have an event of their own, then or now: compared apart.
    pub apart: BTreeSet<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PairKind {
    /// One and the same event.
    Same,
    /// An occurrence that a session of its own stands in for now.
    StoodIn,
    /// An occurrence that a session stood in for, as usual again.
    UsualAgain,
}

/// Returns the published events with the handbook's present `id` in their UIDs. Where that `id` was changed, it is
/// reported once, and everything else is compared as if it had not been.
pub(super) fn of_one_handbook(
    previous: &Previous,
    present: &Previous,
    now: &SiteToPublish<'_>,
    told: &mut ChangeReport,
) -> Vec<PublishedEvent> {
    let community = &now.public.book().community;
    let own = format!("@{}", community.id);
    let mut events = previous.events.clone();
    let now_known: BTreeSet<&str> = present.events.iter().map(|event| event.uid.as_str()).collect();
    let lost = |event: &&PublishedEvent| !now_known.contains(event.uid.as_str()) && !event.uid.ends_with(&own);
    let renamed = |event: &PublishedEvent| {
        let (name, id) = event.uid.rsplit_once('@')?;
        Some((format!("{name}{own}"), id.to_owned()))
    };
    let found = events.iter().filter(lost).filter_map(renamed);
    let Some((_, before)) = found.into_iter().find(|(uid, _)| now_known.contains(uid.as_str())) else { return events };
    let mut sessions = BTreeSet::new();
    for event in &mut events {
        if let Some((uid, _)) =
            renamed(event).filter(|(_, id)| *id == before && !now_known.contains(event.uid.as_str()))
        {
            sessions.insert(uid.clone());
            event.uid = uid;
        }
    }
    let message = format!(
        "This handbook was published with the id `{before}`, and its id is now `{}`. Calendar apps would show \
         every session as a new one, and some sessions twice.",
        community.id
    );
    let help = if community.id_written {
        format!("Write `id: {before}`, and never change it.")
    } else {
        format!("Add the line `id: {before}`; without it, the id is made from the name, and changes with it.")
    };
    told.add(Diagnostic::error("calendar-id-changed", community.id_span.clone(), message).help(help));
    events
}

/// Returns the events that are the same in both feeds, by UID and replaced day. An occurrence that has an event of its
/// own on one side only is set beside the occurrence on the other.
pub(super) fn pairs<'a>(known: &'a [PublishedEvent], present: &'a Previous) -> Vec<EventPair<'a>> {
    let (before, after) = (by_key(known), by_key(&present.events));
    let mut pairs = Vec::new();
    for (key @ (uid, day), event) in &before {
        let same = |other: &&'a PublishedEvent| EventPair {
            before: Cow::Borrowed(*event),
            after: Cow::Borrowed(*other),
            kind: PairKind::Same,
            surpass: event.sequence,
            usual: day.and_then(|_| Some((*before.get(&(*uid, None))?, *after.get(&(*uid, None))?))),
            apart: match day {
                None => [&before, &after].iter().flat_map(|events| replaced(events, uid)).collect(),
                Some(_) => BTreeSet::new(),
            },
        };
        let usual = || {
            let usual = after.get(&(*uid, None))?.on((*day)?)?;
            let surpass = before.get(&(*uid, None)).unwrap_or(event).sequence;
            let (before, after) = (Cow::Borrowed(*event), Cow::Owned(usual));
            Some(EventPair { before, after, kind: PairKind::UsualAgain, surpass, usual: None, apart: BTreeSet::new() })
        };
        pairs.extend(after.get(key).map(same).or_else(usual));
    }
    let new = after.iter().filter(|(key, _)| !before.contains_key(*key));
    pairs.extend(new.filter_map(|((uid, day), event)| {
        let earlier = *before.get(&(*uid, None))?;
        let usual = after.get(&(*uid, None)).map(|now| (earlier, *now));
        let (before, after) = (Cow::Owned(earlier.on((*day)?)?), Cow::Borrowed(*event));
        let surpass = earlier.sequence;
        Some(EventPair { before, after, kind: PairKind::StoodIn, surpass, usual, apart: BTreeSet::new() })
    }));
    pairs
}

type ByKey<'a> = BTreeMap<(&'a str, Option<Date>), &'a PublishedEvent>;

fn by_key(events: &[PublishedEvent]) -> ByKey<'_> {
    events.iter().map(|event| ((event.uid.as_str(), event.replaces), event)).collect()
}

/// Returns the days on which another event stands in for an occurrence of `uid`.
fn replaced<'a>(events: &ByKey<'a>, uid: &'a str) -> impl Iterator<Item = Date> {
    events.range((uid, Some(Date::MIN))..=(uid, Some(Date::MAX))).filter_map(|((_, day), _)| *day)
}
