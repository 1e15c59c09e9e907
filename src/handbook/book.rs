//! The handbook as a whole: all entries, and how to find one.

use std::sync::Arc;

use jiff::tz::TimeZone;
use rustc_hash::FxHashMap;

use crate::source::FilePath;

use super::{
    Community, Guidance, Method, Page, Person, Private, Reading, Reference, Scenario, Series, Session, Values, Venue,
};

/// Everything that was read: the book, and apart from it what is private.
#[derive(Debug, Clone)]
pub struct Handbook {
    pub book: Book,
    pub private: Private,
}

/// All entries. By their types they hold no private word; drafts and entries for facilitators are still among
/// them, until [`public`](crate::public) takes them out.
#[derive(Debug, Clone)]
pub struct Book {
    pub community: Arc<Community>,
    pub values: Option<Arc<Values>>,
    pub agreements: Option<Arc<Values>>,
    /// By start, undated ones last, then by id.
    pub sessions: Vec<Arc<Session>>,
    /// By `order`, then title.
    pub series: Vec<Arc<Series>>,
    /// By name.
    pub people: Vec<Arc<Person>>,
    pub venues: Vec<Arc<Venue>>,
    /// By citation.
    pub readings: Vec<Arc<Reading>>,
    /// By opening date, undated ones last, then title.
    pub scenarios: Vec<Arc<Scenario>>,
    pub methods: Vec<Arc<Method>>,
    /// By `order`, then title.
    pub guidance: Vec<Arc<Guidance>>,
    pub pages: Vec<Arc<Page>>,
    /// Every file that is no entry: pictures, downloads, `files/`. Sorted.
    pub files: Vec<FilePath>,
    /// Where each id is found.
    pub index: Index,
}

/// Places in the lists of a [`Book`], by lower-case id; and the address of every file that a link may name.
#[derive(Debug, Clone, Default)]
pub struct Index {
    pub sessions: FxHashMap<String, usize>,
    pub series: FxHashMap<String, usize>,
    pub people: FxHashMap<String, usize>,
    pub venues: FxHashMap<String, usize>,
    pub readings: FxHashMap<String, usize>,
    pub scenarios: FxHashMap<String, usize>,
    pub methods: FxHashMap<String, usize>,
}

impl Book {
    /// The session with that id.
    #[must_use]
    pub fn session(&self, id: &str) -> Option<&Session> {
        find(&self.sessions, &self.index.sessions, id)
    }

    /// The series with that id.
    #[must_use]
    pub fn series(&self, id: &str) -> Option<&Series> {
        find(&self.series, &self.index.series, id)
    }

    /// The person with that id.
    #[must_use]
    pub fn person(&self, id: &str) -> Option<&Person> {
        find(&self.people, &self.index.people, id)
    }

    /// The venue with that id.
    #[must_use]
    pub fn venue(&self, id: &str) -> Option<&Venue> {
        find(&self.venues, &self.index.venues, id)
    }

    /// The reading with that id.
    #[must_use]
    pub fn reading(&self, id: &str) -> Option<&Reading> {
        find(&self.readings, &self.index.readings, id)
    }

    /// The scenario with that id.
    #[must_use]
    pub fn scenario(&self, id: &str) -> Option<&Scenario> {
        find(&self.scenarios, &self.index.scenarios, id)
    }

    /// The method with that id.
    #[must_use]
    pub fn method(&self, id: &str) -> Option<&Method> {
        find(&self.methods, &self.index.methods, id)
    }

    /// The zone of a session: its own, its series', the community's.
    #[must_use]
    pub fn zone<'a>(&'a self, session: &'a Session) -> &'a TimeZone {
        let own = session.timezone.as_ref();
        let series = || session.series.as_deref().and_then(|id| self.series(id)?.timezone.as_ref());
        &own.or_else(series).unwrap_or(&self.community.timezone).value
    }

    /// Who facilitates a session: its own, its series', the community's.
    #[must_use]
    pub fn facilitators<'a>(&'a self, session: &'a Session) -> &'a [Reference] {
        let own = session.facilitators.as_deref();
        let series = || session.series.as_deref().and_then(|id| self.series(id)?.facilitators.as_deref());
        own.or_else(series).unwrap_or(&self.community.facilitators)
    }
}

fn find<'a, T>(list: &'a [Arc<T>], index: &FxHashMap<String, usize>, id: &str) -> Option<&'a T> {
    let place = match index.get(id) {
        Some(place) => place,
        None => index.get(&key(id))?,
    };
    list.get(*place).map(Arc::as_ref)
}

/// The form under which an id is looked up: letter case aside.
#[must_use]
pub fn key(id: &str) -> String {
    id.to_lowercase()
}
