//! Events that belong together: what repeats, and what replaces one of its days (one UID, RFC 5545 §3.8.4.4).
//!
//! An event without a UID is given one by its start and its title, so that a second import knows it again.

use std::collections::BTreeMap;

use crate::calendar::reader::Component;

use super::event::title;
use super::names::slug;
use super::report::{ImportReport, ReportKind};

/// The events of one UID.
#[derive(Debug, Default)]
pub struct EventGroup<'a> {
    pub uid: String,
    pub master: Option<&'a Component>,
    /// The events that each replace another day.
    pub overrides: Vec<&'a Component>,
}

impl<'a> EventGroup<'a> {
    pub fn events(&self) -> impl Iterator<Item = &'a Component> {
        self.master.into_iter().chain(self.overrides.iter().copied())
    }
}

/// Returns all groups, in the order in which the file begins them.
pub fn groups<'a>(events: &'a [Component], report: &mut ImportReport) -> Vec<EventGroup<'a>> {
    let mut groups: Vec<EventGroup<'a>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut days: BTreeMap<(usize, String), usize> = BTreeMap::new();
    let mut nameless: BTreeMap<String, usize> = BTreeMap::new();
    for event in events {
        let uid = event.get("UID").map(|uid| uid.text().trim().to_owned()).filter(|uid| !uid.is_empty());
        let uid = uid.unwrap_or_else(|| made_uid(event, &mut nameless));
        let new = groups.len();
        let at = *places.entry(uid.clone()).or_insert(new);
        if at == new {
            groups.push(EventGroup { uid, ..EventGroup::default() });
        }
        let Some(group) = groups.get_mut(at) else { continue };
        let Some(day) = event.get("RECURRENCE-ID") else {
            match group.master {
                Some(known) => {
                    report.note(ReportKind::Twice, &title(event));
                    if revision(event) >= revision(known) {
                        group.master = Some(event);
                    }
                }
                None => group.master = Some(event),
            }
            continue;
        };
        match days.entry((at, day.raw.clone())) {
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(group.overrides.len());
                group.overrides.push(event);
            }
            std::collections::btree_map::Entry::Occupied(taken) => {
                if let Some(known) =
                    group.overrides.get_mut(*taken.get()).filter(|known| revision(event) >= revision(known))
                {
                    *known = event;
                }
            }
        }
    }
    groups
}

/// Makes a UID for an event that has none; those of one start and title are counted.
fn made_uid(event: &Component, nameless: &mut BTreeMap<String, usize>) -> String {
    let start = event.get("DTSTART").map(|field| field.raw.as_str()).unwrap_or_default();
    let name = slug(&format!("{start} {}", title(event)));
    let number = nameless.entry(name.clone()).or_insert(0);
    *number += 1;
    if *number == 1 { format!("{name}@imported") } else { format!("{name}-{number}@imported") }
}

/// Returns how often an event was changed.
pub fn revision(event: &Component) -> u32 {
    event.get("SEQUENCE").and_then(|field| field.raw.trim().parse().ok()).unwrap_or(0)
}
