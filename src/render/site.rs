//! What all pages of one render share: the book, the words, the day, and what was computed once for all of them.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::calendar::{Event, session_feed_address};
use crate::handbook::book::key;
use crate::handbook::community::Clock;
use crate::handbook::{Book, Id, Person, Role, Session, Words, date_words, schedule};
use crate::public::Public;

use super::uses::Uses;

/// What all pages share.
pub(super) struct Site<'a> {
    pub public: &'a Public,
    pub book: &'a Book,
    pub words: &'a Words,
    pub today: Date,
    pub clock: Clock,
    pub uses: Uses,
    /// Whether the session at that place in the book has a feed.
    pub feeds: Vec<bool>,
    /// By a session's place in the book.
    pub around: Vec<Around>,
    names: FxHashMap<String, Named>,
}

/// The sessions before and after one, in its series, or among those that belong to none.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    pub previous: Option<usize>,
    pub next: Option<usize>,
    /// The nearest one before that took place and asked for something to try.
    pub carried: Option<usize>,
}

/// Whom a name stands for.
enum Named {
    One(usize),
    Several,
}

impl<'a> Site<'a> {
    /// Looks at the whole book once.
    pub fn new(public: &'a Public, words: &'a Words, today: Date, events: &[Vec<Event>]) -> Self {
        let book = public.book();
        Site {
            public,
            book,
            words,
            today,
            clock: date_words::clock(&book.community, words),
            uses: Uses::new(book),
            feeds: events.iter().map(|events| !events.is_empty()).collect(),
            around: around(&book.sessions),
            names: names(book),
        }
    }

    /// The person meant by an id, a full name, or a first name that only one person has.
    pub fn person_named(&self, written: &str) -> Option<&'a Person> {
        self.book.person(written).or_else(|| match self.names.get(&key(written.trim())) {
            Some(Named::One(place)) => self.book.people.get(*place).map(AsRef::as_ref),
            _ => None,
        })
    }

    /// The path of the feed of the session at `place`, where it has one.
    pub fn feed(&self, place: usize) -> Option<String> {
        let session = self.book.sessions.get(place)?;
        self.feeds.get(place)?.then(|| session_feed_address(session))
    }

    /// Whether a session is still to come, or has no date yet.
    pub fn is_coming(&self, session: &Session) -> bool {
        schedule::is_coming(session, self.today)
    }
}

fn around(sessions: &[std::sync::Arc<Session>]) -> Vec<Around> {
    let mut all = vec![Around::default(); sessions.len()];
    let mut latest: FxHashMap<Option<&Id>, (usize, Option<usize>)> = FxHashMap::default();
    for (place, session) in sessions.iter().enumerate() {
        let before = latest.get(&session.series.as_ref()).copied();
        if let Some((previous, carried)) = before {
            all[place].previous = Some(previous);
            all[place].carried = carried;
            all[previous].next = Some(place);
        }
        let asks = session.body.section(Role::BetweenSessions).is_some()
            && session.status != crate::handbook::session::Status::Cancelled;
        let carried = if asks { Some(place) } else { before.and_then(|(_, carried)| carried) };
        latest.insert(session.series.as_ref(), (place, carried));
    }
    all
}

fn names(book: &Book) -> FxHashMap<String, Named> {
    let mut names = FxHashMap::default();
    for (place, person) in book.people.iter().enumerate() {
        let full = key(&person.meta.title);
        if let Some(first) = full.split_whitespace().next().filter(|first| *first != full) {
            let known = names.entry(first.to_owned());
            known.and_modify(|named| *named = Named::Several).or_insert(Named::One(place));
        }
        // A full name means its bearer, whoever else has it as a first name.
        names.insert(full, Named::One(place));
    }
    names
}
