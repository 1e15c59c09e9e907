//! The checklist: which headings and fields of a session were seen. It claims nothing more and is never a diagnostic.

use serde::Serialize;

use crate::handbook::community::Community;
use crate::handbook::{Book, Private, Role, Session, Values, Venue};

/// One line of the list.
#[derive(Debug)]
pub struct Item {
    pub id: &'static str,
    /// What it is good for, as in "something to read".
    pub what: &'static str,
    /// The headings and fields that are looked at.
    pub looked_for: &'static str,
    /// Returns whether they are there; `None` where the session has no need of them.
    see: fn(&Looked) -> Option<bool>,
}

/// What the items look at.
struct Looked<'a> {
    session: &'a Session,
    book: &'a Book,
    private: &'a Private,
}

/// One line of the list of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    pub id: &'static str,
    pub what: &'static str,
    pub looked_for: &'static str,
    pub is_seen: bool,
}

/// Every item, in the order in which it is shown.
pub const ITEMS: &[Item] = &[
    Item {
        id: "nothing-between-sessions",
        what: "something to try before the next session",
        looked_for: "`## Between sessions` or `## Journal prompt`",
        see: |at| {
            let has = |role| at.session.body.section(role).is_some();
            at.is_followed().then(|| has(Role::BetweenSessions) || has(Role::JournalPrompt))
        },
    },
    Item {
        id: "no-reading",
        what: "something to read",
        looked_for: "`readings`, or `Reading:` in the agenda",
        see: |at| {
            let in_agenda =
                at.session.agenda.iter().flat_map(|agenda| &agenda.segments).any(|it| !it.readings.is_empty());
            Some(in_agenda || !at.session.readings.is_empty())
        },
    },
    Item {
        id: "welcome-details",
        what: "where it is",
        looked_for: "`where`, and the `address` of the place",
        see: |at| {
            let place = at.session.place.as_ref();
            Some(place.is_some_and(|place| {
                place.venue.is_none() || at.venue().is_some_and(|it| !it.address.trim().is_empty())
            }))
        },
    },
    Item {
        id: "welcome-details",
        what: "how to get there",
        looked_for: "`parking`, `getting_in` or `map` of the place",
        see: |at| at.venue().map(|it| it.parking.is_some() || it.getting_in.is_some() || it.map.is_some()),
    },
    Item {
        id: "welcome-details",
        what: "how to join online",
        looked_for: "`join`",
        see: |at| {
            let join = at.private.joins.get(&at.session.meta.id);
            let is_online = at.session.place.as_ref().is_some_and(|place| place.online);
            is_online.then(|| join.is_some_and(|join| join.link.is_some() || join.dial_in.is_some()))
        },
    },
    Item {
        id: "welcome-details",
        what: "what to bring",
        looked_for: "`bring` or `## Bring`",
        see: |at| at.venue().map(|_| !at.session.bring.is_empty() || at.session.body.section(Role::Bring).is_some()),
    },
    Item {
        id: "first-session-kit",
        what: "names at the first session: tags, or a list to sign",
        looked_for: "`Bring:` in the agenda, or the private roster",
        see: |at| {
            let mut parts = at.session.agenda.iter().flat_map(|agenda| &agenda.segments);
            at.is_first_in_a_room().then(|| !at.private.roster.is_empty() || parts.any(|part| !part.bring.is_empty()))
        },
    },
    Item {
        id: "first-session-kit",
        what: "something to eat or drink at the first session",
        looked_for: "`snack`",
        see: |at| at.is_first_in_a_room().then(|| !at.session.snack.is_empty()),
    },
    Item {
        id: "confidentiality",
        what: "an agreement on what stays in the group",
        looked_for: "“confidential” or “confidentiality” in a title in `agreements.md`",
        see: |at| Some(has_title(at.book.agreements.as_deref(), "confidential")),
    },
    Item {
        id: "camera-agreement",
        what: "an agreement on cameras",
        looked_for: "“camera” in a title in `agreements.md`",
        see: |at| {
            let is_online = at.session.place.as_ref().is_some_and(|place| place.online);
            is_online.then(|| has_title(at.book.agreements.as_deref(), "camera"))
        },
    },
    Item {
        id: "not-there-yet",
        what: "the group's values",
        looked_for: "`values.md`",
        see: |at| Some(at.book.values.is_some()),
    },
    Item {
        id: "not-there-yet",
        what: "somebody to ask",
        looked_for: "`contact`",
        see: |at| Some(at.community().contact.is_some()),
    },
    Item {
        id: "not-there-yet",
        what: "how many people you are",
        looked_for: "`group_size`",
        see: |at| Some(at.community().group_size.is_some()),
    },
    Item {
        id: "not-there-yet",
        what: "a place to talk between sessions",
        looked_for: "`where_we_talk`",
        see: |at| Some(!at.community().where_we_talk.is_empty()),
    },
];

impl Item {
    /// Writes the item as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut letters = self.what.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}: {}.", letters.as_str(), self.looked_for)
    }
}

impl Looked<'_> {
    fn community(&self) -> &Community {
        &self.book.community
    }

    fn venue(&self) -> Option<&Venue> {
        let venue = self.session.place.as_ref()?.venue.as_ref()?;
        self.book.venue(&venue.value)
    }

    /// Returns the sessions of the same series, by date.
    fn season(&self) -> impl DoubleEndedIterator<Item = &Session> {
        let series = &self.session.series;
        self.book.sessions.iter().map(AsRef::as_ref).filter(move |other: &&Session| other.series == *series)
    }

    fn is_followed(&self) -> bool {
        self.season().next_back().is_some_and(|last| last.meta.id != self.session.meta.id)
    }

    fn is_first_in_a_room(&self) -> bool {
        self.venue().is_some() && self.season().next().is_some_and(|first| first.meta.id == self.session.meta.id)
    }
}

/// Returns whether a heading of the agreements has a word that begins with `word`.
fn has_title(agreements: Option<&Values>, word: &str) -> bool {
    let titles = agreements.into_iter().flat_map(|agreements| &agreements.items).map(|item| item.title.to_lowercase());
    titles.into_iter().any(|title| title.split(|c: char| !c.is_alphanumeric()).any(|found| found.starts_with(word)))
}

/// Returns the checklist of `session`, without what its author ignores.
#[must_use]
pub fn checklist(session: &Session, book: &Book, private: &Private) -> Vec<Line> {
    let looked = Looked { session, book, private };
    let ignored = || session.meta.ignore.iter().chain(&book.community.checks.ignore);
    let items = ITEMS.iter().filter(|item| !ignored().any(|(id, _)| id.value == item.id));
    let line = |item: &Item| {
        let Item { id, what, looked_for, .. } = *item;
        Some(Line { id, what, looked_for, is_seen: (item.see)(&looked)? })
    };
    items.filter_map(line).collect()
}

#[cfg(test)]
mod tests;
