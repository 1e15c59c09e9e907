//! The handbook as a whole: all entries, and how to find one.

use std::sync::Arc;

use jiff::tz::TimeZone;
use rustc_hash::FxHashMap;

use crate::source::FilePath;

use super::index::{self, Index, NameMatch};
use super::kinds::KINDS;
use super::meta::{EntryList, HasMeta};
use super::session::Status;
use super::values::{Value, ValuesStatus};
use super::{
    Community, EntryKind, Guidance, Meta, Method, Page, Person, Private, Reading, Reference, Scenario, Series, Session,
    TitleKinds, Values, Venue,
};

/// Everything that was read: the book, and apart from it what is private.
#[derive(Debug, Clone)]
pub struct Handbook {
    pub book: Book,
    pub private: Private,
}

/// All entries. By their types they hold no private word; drafts and entries for facilitators are still among them,
/// until [`redact`](crate::redact) takes them out.
#[derive(Debug, Clone)]
pub struct Book {
    pub community: Arc<Community>,
    pub values: Option<Arc<Values>>,
    pub agreements: Option<Arc<Values>>,
    /// The sessions by start (those of a week by its first day), undated ones last, then by id.
    pub sessions: Vec<Arc<Session>>,
    /// Sorted by `order`, then title.
    pub series: Vec<Arc<Series>>,
    /// Sorted by name.
    pub people: Vec<Arc<Person>>,
    pub venues: Vec<Arc<Venue>>,
    /// Sorted by citation.
    pub readings: Vec<Arc<Reading>>,
    /// Sorted by opening date, undated ones last, then title.
    pub scenarios: Vec<Arc<Scenario>>,
    pub methods: Vec<Arc<Method>>,
    /// Sorted by `order`, then title.
    pub guidance: Vec<Arc<Guidance>>,
    pub pages: Vec<Arc<Page>>,
    /// Every file that is no entry: pictures, downloads, `files/`. Sorted.
    pub files: Vec<FilePath>,
    /// The titles that name a kind, in the handbook's language.
    pub title_kinds: Arc<TitleKinds>,
    /// The index of ids. Shared, since a public book is often the whole one.
    pub index: Arc<Index>,
}

impl Book {
    /// Returns a book without entries.
    #[must_use]
    pub fn of(community: Arc<Community>) -> Self {
        Book {
            community,
            values: None,
            agreements: None,
            sessions: Vec::new(),
            series: Vec::new(),
            people: Vec::new(),
            venues: Vec::new(),
            readings: Vec::new(),
            scenarios: Vec::new(),
            methods: Vec::new(),
            guidance: Vec::new(),
            pages: Vec::new(),
            files: Vec::new(),
            title_kinds: Arc::default(),
            index: Arc::default(),
        }
    }

    /// Finds the person whom `written` stands for: an id, a full name, or any part of one that nobody else bears.
    #[must_use]
    pub fn who(&self, written: &str) -> Option<&Person> {
        self.person(written.trim()).or_else(|| match self.index.names.get(&index::name_key(written))? {
            NameMatch::One(place) => self.people.get(*place).map(Arc::as_ref),
            NameMatch::Several => None,
        })
    }

    /// Returns the entries of a kind.
    #[must_use]
    pub fn list(&self, kind: EntryKind) -> &dyn EntryList {
        match kind {
            EntryKind::Values => &self.values,
            EntryKind::Agreements => &self.agreements,
            EntryKind::Session => &self.sessions,
            EntryKind::Series => &self.series,
            EntryKind::Person => &self.people,
            EntryKind::Venue => &self.venues,
            EntryKind::Reading => &self.readings,
            EntryKind::Scenario => &self.scenarios,
            EntryKind::Method => &self.methods,
            EntryKind::Guidance => &self.guidance,
            EntryKind::Page => &self.pages,
        }
    }

    /// Keeps the entries that are `shown`; the index stays as it is.
    pub fn keep(&mut self, shown: &dyn Fn(&Meta) -> bool) {
        let lists: [&mut dyn EntryList; KINDS] = [
            &mut self.values,
            &mut self.agreements,
            &mut self.sessions,
            &mut self.series,
            &mut self.people,
            &mut self.venues,
            &mut self.readings,
            &mut self.scenarios,
            &mut self.methods,
            &mut self.guidance,
            &mut self.pages,
        ];
        for list in lists {
            list.keep(shown);
        }
    }

    /// Returns every entry but the community, list by list, with its index in its list.
    pub fn entries(&self) -> impl Iterator<Item = (usize, &dyn HasMeta)> {
        let list = move |kind| (0..).map_while(move |place| Some((place, self.list(kind).at(place)?)));
        EntryKind::all().flat_map(list)
    }

    /// Visits every entry but the community, list by list, with its index in its list.
    pub fn each_entry<'a>(&'a self, visit: &mut impl FnMut(&'a Meta, usize)) {
        self.entries().for_each(|(place, entry)| visit(entry.meta(), place));
    }

    /// Returns the entry of `kind` with that id.
    #[must_use]
    pub fn named(&self, kind: EntryKind, id: &str) -> Option<&Meta> {
        self.entry(kind, self.index.place(kind, id)?)
    }

    /// Returns the entry at index `place` in the list of `kind`.
    #[must_use]
    pub fn entry(&self, kind: EntryKind, place: usize) -> Option<&Meta> {
        self.list(kind).at(place).map(HasMeta::meta)
    }

    /// Returns the values, or the agreements.
    #[must_use]
    pub fn values_of(&self, kind: EntryKind) -> Option<&Values> {
        match kind {
            EntryKind::Values => self.values.as_deref(),
            EntryKind::Agreements => self.agreements.as_deref(),
            _ => None,
        }
    }

    /// Returns the session with that id.
    #[must_use]
    pub fn session(&self, id: &str) -> Option<&Session> {
        find(&self.sessions, self.index.place(EntryKind::Session, id))
    }

    /// Returns the series with that id.
    #[must_use]
    pub fn series(&self, id: &str) -> Option<&Series> {
        find(&self.series, self.index.place(EntryKind::Series, id))
    }

    /// Returns the person with that id.
    #[must_use]
    pub fn person(&self, id: &str) -> Option<&Person> {
        find(&self.people, self.index.place(EntryKind::Person, id))
    }

    /// Returns the venue with that id.
    #[must_use]
    pub fn venue(&self, id: &str) -> Option<&Venue> {
        find(&self.venues, self.index.place(EntryKind::Venue, id))
    }

    /// Returns the reading with that id.
    #[must_use]
    pub fn reading(&self, id: &str) -> Option<&Reading> {
        find(&self.readings, self.index.place(EntryKind::Reading, id))
    }

    /// Returns the scenario with that id.
    #[must_use]
    pub fn scenario(&self, id: &str) -> Option<&Scenario> {
        find(&self.scenarios, self.index.place(EntryKind::Scenario, id))
    }

    /// Returns the method with that id.
    #[must_use]
    pub fn method(&self, id: &str) -> Option<&Method> {
        find(&self.methods, self.index.place(EntryKind::Method, id))
    }

    /// Returns the values that the group has chosen: a draft is not told as its own.
    pub fn chosen_values(&self) -> impl Iterator<Item = &Value> {
        let values = self.values.iter().filter(|values| values.status != Some(ValuesStatus::Draft));
        values.flat_map(|values| &values.items)
    }

    /// Returns the zone of a session: its own, its series', or the community's.
    #[must_use]
    pub fn zone<'a>(&'a self, session: &'a Session) -> &'a TimeZone {
        let own = session.timezone.as_ref();
        let series = || session.series.as_deref().and_then(|id| self.series(id)?.timezone.as_ref());
        &own.or_else(series).unwrap_or(&self.community.timezone).value
    }

    /// Returns the facilitators of a session: its own, its series', or the community's.
    #[must_use]
    pub fn facilitators<'a>(&'a self, session: &'a Session) -> &'a [Reference] {
        let own = session.facilitators.as_deref();
        let series = || session.series.as_deref().and_then(|id| self.series(id)?.facilitators.as_deref());
        own.or_else(series).unwrap_or(&self.community.facilitators)
    }

    /// Returns, for each session, whose turn it is to bring something to eat if it has a venue, by `snack_rota` of its
    /// series or of the community: one after the other, in the order of the sessions.
    #[must_use]
    pub fn snack_turns(&self) -> Vec<Option<&str>> {
        let mut turns: FxHashMap<Option<&str>, usize> = FxHashMap::default();
        let turn = |session: &Arc<Session>| {
            let series = session.series.as_deref().and_then(|id| self.series(id));
            let own = series.and_then(|series| Some((Some(&*series.meta.id), series.snack_rota.as_deref()?)));
            let (whose, rota) = own.unwrap_or((None, &self.community.snack_rota));
            let meets = session.place.as_ref().is_some_and(|place| place.venue.is_some());
            if rota.is_empty() || !meets || session.status == Status::Cancelled || session.day().is_none() {
                return None;
            }
            let turn = turns.entry(whose).or_default();
            *turn += 1;
            rota.get((*turn - 1) % rota.len()).map(String::as_str)
        };
        self.sessions.iter().map(turn).collect()
    }
}

fn find<T>(list: &[Arc<T>], place: Option<usize>) -> Option<&T> {
    list.get(place?).map(Arc::as_ref)
}

/// Returns the form under which an id is looked up: without letter case.
#[must_use]
pub fn key(id: &str) -> String {
    id.to_lowercase()
}
