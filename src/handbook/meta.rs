//! The part that every entry has, whatever its kind: its id, its address, its file, who may see it.

use std::sync::Arc;

use jiff::civil::Date;

use crate::source::{FilePath, Located, Span};

use super::EntryKind;
use super::references::ReferenceVisitor;

/// An entry's name in references: the stem of its file, as written. Compared without regard to case.
pub type Id = Arc<str>;

/// An id somewhere in front matter or in an agenda, and the place where it stands.
pub type Reference = Located<Id>;

/// The readers for whom an entry is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Audience {
    #[default]
    Everyone,
    /// `audience: facilitators`: never on the public site.
    Facilitators,
}

/// The part that all entries share.
#[derive(Debug, Clone)]
pub struct Meta {
    pub kind: EntryKind,
    pub id: Id,
    /// The page's path inside the site, such as `sessions/01-finding-each-other.html`. An entry without a page of
    /// its own (a reading without a body) has the address of its line in the list, such as
    /// `readings/index.html#holmes-2015`.
    pub address: String,
    /// The file that holds the entry; for an item of a YAML list, that list.
    pub file: FilePath,
    /// The place of a message about the entry as a whole: its title, or else the file's beginning.
    pub span: Span,
    /// The title or name, as plain text.
    pub title: String,
    /// Earlier ids, oldest first.
    pub was: Vec<Reference>,
    pub draft: bool,
    pub audience: Audience,
    pub updated: Option<Date>,
    pub owner: Option<Located<String>>,
    pub review_by: Option<Located<Date>>,
    /// Checks silenced here: the check's id and the author's reason.
    pub ignore: Vec<(Located<String>, String)>,
    /// The ids of the headings in the body, for links with an anchor.
    pub anchors: Vec<String>,
}

/// A trait by which a function takes any kind of entry.
pub trait HasMeta {
    /// Returns the part that all entries share.
    fn meta(&self) -> &Meta;

    /// Visits everything in the entry that points somewhere.
    fn references<'a>(&'a self, visit: ReferenceVisitor<'_, 'a>);
}

/// Implements [`HasMeta`] for types that have a field `meta`.
macro_rules! entries {
    ($($kind:ty),* $(,)?) => {
        $(impl HasMeta for $kind {
            fn meta(&self) -> &Meta {
                &self.meta
            }

            fn references<'a>(&'a self, visit: ReferenceVisitor<'_, 'a>) {
                self.parts(visit);
            }
        })*
    };
}

entries!(
    super::Session,
    super::Series,
    super::Person,
    super::Venue,
    super::Reading,
    super::Scenario,
    super::Method,
    super::Guidance,
    super::Page,
    super::Values,
);

/// The entries of one kind, whatever its type.
pub trait EntryList {
    /// Returns how many there are.
    fn count(&self) -> usize;

    /// Returns the entry at `place`.
    fn at(&self, place: usize) -> Option<&dyn HasMeta>;

    /// Keeps the entries that are `shown`.
    fn keep(&mut self, shown: &dyn Fn(&Meta) -> bool);
}

impl<T: HasMeta> EntryList for Vec<Arc<T>> {
    fn count(&self) -> usize {
        self.len()
    }

    fn at(&self, place: usize) -> Option<&dyn HasMeta> {
        self.get(place).map(|entry| &**entry as &dyn HasMeta)
    }

    fn keep(&mut self, shown: &dyn Fn(&Meta) -> bool) {
        self.retain(|entry| shown(entry.meta()));
    }
}

impl<T: HasMeta> EntryList for Option<Arc<T>> {
    fn count(&self) -> usize {
        self.iter().len()
    }

    fn at(&self, place: usize) -> Option<&dyn HasMeta> {
        self.as_slice().get(place).map(|entry| &**entry as &dyn HasMeta)
    }

    fn keep(&mut self, shown: &dyn Fn(&Meta) -> bool) {
        self.take_if(|entry| !shown(entry.meta()));
    }
}
