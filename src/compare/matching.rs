//! Finds the session an event belongs to: from a UID back to its file.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::handbook::identity::uid;
use crate::handbook::{Book, Session};
use crate::redact::{Drafts, hidden};

use super::SiteToPublish;
use super::event::PublishedEvent;

/// The sitting of a session that an event stands for.
#[derive(Clone, Copy)]
pub(super) struct Owner<'a> {
    pub session: &'a Session,
    /// 1 for the session itself, 2 and up for `also_offered`.
    pub number: u32,
}

/// Every session by the UIDs that it gives to its events; those that are not for the public apart.
pub(super) struct Owners<'a> {
    public: BTreeMap<EventKey, Owner<'a>>,
    hidden: BTreeMap<EventKey, Owner<'a>>,
}

/// A UID, and the day of the occurrence that is replaced.
type EventKey = (String, Option<Date>);

impl<'a> Owners<'a> {
    pub fn new(now: &SiteToPublish<'a>) -> Self {
        let whole = &now.handbook.book;
        let is_hidden = |session: &Session| hidden(whole, &session.meta, Drafts::Left);
        Owners { public: owners(now.public.book(), |_| true), hidden: owners(whole, is_hidden) }
    }

    /// Returns the session of an event, where it is for the public.
    pub fn of(&self, event: &PublishedEvent) -> Option<Owner<'a>> {
        find(&self.public, event)
    }

    /// Returns the session that repeats, of one of its occurrences.
    pub fn of_usual(&self, event: &PublishedEvent) -> Option<Owner<'a>> {
        self.public.get(&(event.uid.clone(), None)).copied()
    }

    /// Returns the session of an event, where it is there but not for the public.
    pub fn hidden(&self, event: &PublishedEvent) -> Option<Owner<'a>> {
        find(&self.hidden, event)
    }

    /// Returns the session of which `event` was a further sitting, and which has fewer of them now.
    pub fn of_former_sitting(&self, event: &PublishedEvent) -> Option<Owner<'a>> {
        let (name, community) = event.uid.rsplit_once('@')?;
        let (id, number) = name.rsplit_once('-')?;
        let number = number.parse().ok().filter(|number| *number >= 2)?;
        let owner = self.public.get(&(format!("{id}@{community}"), None)).filter(|owner| owner.number == 1)?;
        Some(Owner { number, ..*owner })
    }
}

fn find<'a>(owners: &BTreeMap<EventKey, Owner<'a>>, event: &PublishedEvent) -> Option<Owner<'a>> {
    owners.get(&(event.uid.clone(), event.replaces)).copied()
}

fn owners(book: &Book, which: impl Fn(&Session) -> bool) -> BTreeMap<EventKey, Owner<'_>> {
    let community = &book.community;
    let mut owners = BTreeMap::new();
    for session in book.sessions.iter().map(AsRef::as_ref).filter(|session| which(session)) {
        let sittings = 1..=u32::try_from(session.also_offered.len()).unwrap_or(u32::MAX).saturating_add(1);
        for number in sittings {
            let key = match replaced(session, book).filter(|_| number == 1) {
                Some((of, day)) => (uid(of, 1, community), Some(day)),
                None => (uid(session, number, community), None),
            };
            owners.entry(key).or_insert(Owner { session, number });
        }
    }
    owners
}

/// Returns the repeating session and its day for which `session` stands in.
fn replaced<'a>(session: &Session, book: &'a Book) -> Option<(&'a Session, Date)> {
    let replaces = session.occurrence_of.as_ref()?;
    let of = book.session(&replaces.session.value).filter(|of| of.repeats.is_some())?;
    Some((of, replaces.date.or(session.day())?))
}
