//! Events that belong together: what repeats, and what takes the place of one of its days (one UID, RFC 5545 §3.8.4.4).

use std::collections::BTreeMap;

use crate::calendar::reader::{Component, Field};

use super::report::{Kind, Report};

/// The events of one UID.
#[derive(Debug, Default)]
pub struct Group<'a> {
    /// Empty where the event has none.
    pub uid: String,
    pub master: Option<&'a Component>,
    /// Each takes the place of another day.
    pub overrides: Vec<&'a Component>,
}

impl<'a> Group<'a> {
    pub fn events(&self) -> impl Iterator<Item = &'a Component> {
        self.master.into_iter().chain(self.overrides.iter().copied())
    }
}

/// All groups, in the order in which the file begins them.
pub fn groups<'a>(events: &'a [Component], report: &mut Report) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut days: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for event in events {
        let uid = event.get("UID").map(|uid| uid.text().trim().to_owned()).unwrap_or_default();
        let new = groups.len();
        let at = if uid.is_empty() { new } else { *places.entry(uid.clone()).or_insert(new) };
        if at == new {
            groups.push(Group { uid, ..Group::default() });
        }
        let Some(group) = groups.get_mut(at) else { continue };
        let title = || event.get("SUMMARY").map(Field::text).unwrap_or_default();
        let Some(day) = event.get("RECURRENCE-ID") else {
            match group.master {
                Some(known) => {
                    report.note(Kind::Twice, &super::online::without_mail(&title()).0);
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

/// How often an event was changed.
pub fn revision(event: &Component) -> u32 {
    event.get("SEQUENCE").and_then(|field| field.raw.trim().parse().ok()).unwrap_or(0)
}
