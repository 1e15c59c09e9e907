//! The checklist: which headings and fields of a session were seen. It claims nothing more and is never a diagnostic.

use serde::Serialize;

use crate::handbook::schedule::sittings;
use crate::handbook::{Book, Private, Role, Segment, Session, Venue};

/// One line of the list.
#[derive(Debug)]
pub struct ChecklistItem {
    pub id: &'static str,
    /// The use of it, as in "something to read".
    pub what: &'static str,
    /// The headings and fields that are looked at.
    pub looked_for: &'static str,
    /// Returns whether they are there; `None` where the session has no need of them.
    see: fn(&ChecklistContext) -> Option<bool>,
}

/// The food or drink that suits an hour.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Food {
    Morning,
    Lunch,
    Afternoon,
    Snack,
    Supper,
}

/// After an evening of more minutes people are hungry.
const A_SNACK_LASTS: u32 = 90;

/// The values that the items look at.
struct ChecklistContext<'a> {
    session: &'a Session,
    book: &'a Book,
    private: &'a Private,
}

/// One line of the list of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChecklistLine {
    pub id: &'static str,
    pub what: &'static str,
    pub looked_for: &'static str,
    pub is_seen: bool,
}

const fn item(
    id: &'static str,
    what: &'static str,
    looked_for: &'static str,
    see: fn(&ChecklistContext) -> Option<bool>,
) -> ChecklistItem {
    ChecklistItem { id, what, looked_for, see }
}

/// Every item, in the order in which it is shown.
#[rustfmt::skip]
pub const ITEMS: &[ChecklistItem] = &[
    item("nothing-between-sessions", "something to try before the next session", "`## Between sessions` or `## Journal prompt`",
        |at| at.is_followed().then(|| at.has(Role::BetweenSessions) || at.has(Role::JournalPrompt))),
    item("no-reading", "something to read", "`readings`, or `Reading:` in the agenda",
        |at| Some(!at.session.readings.is_empty() || at.parts().any(|part| !part.readings.is_empty()))),
    item("welcome-details", "where it is", "`where`, and the `address` of the place",
        |at| Some(at.session.place.as_ref().is_some_and(|place| place.venue.is_none() || at.venue().is_some_and(|it| !it.address.trim().is_empty())))),
    item("welcome-details", "how to get there", "`parking`, `getting_in` or `map` of the place",
        |at| at.venue().map(|it| it.parking.is_some() || it.getting_in.is_some() || it.map.is_some())),
    item("welcome-details", "how to join online", "`join`",
        |at| at.is_online().then(|| at.private.joins.get(&at.session.meta.id).is_some_and(|join| join.link.is_some() || join.dial_in.is_some()))),
    item("welcome-details", "what to bring", "`bring` or `## Bring`",
        |at| at.venue().map(|_| !at.session.bring.is_empty() || at.has(Role::Bring))),
    item("first-session-kit", "names at the first session: tags, or a list to sign", "`Bring:` in the agenda, or the private roster",
        |at| at.is_first_in_a_room().then(|| !at.private.roster.is_empty() || at.parts().any(|part| !part.bring.is_empty()))),
    item("snack", "coffee, tea and water for the morning", "`snack`", |at| at.has_snack(Food::Morning)),
    item("snack", "lunch, or time for one", "`snack`", |at| at.has_snack(Food::Lunch)),
    item("snack", "tea, coffee and a bite for the afternoon", "`snack`", |at| at.has_snack(Food::Afternoon)),
    item("snack", "a light snack for the evening", "`snack`", |at| at.has_snack(Food::Snack)),
    item("snack", "a light supper for a long evening", "`snack`", |at| at.has_snack(Food::Supper)),
    item("confidentiality", "an agreement on what stays in the group", "“confidential” or “confidentiality” in a title in `agreements.md`",
        |at| Some(at.has_agreement("confidential"))),
    item("camera-agreement", "an agreement on cameras", "“camera” in a title in `agreements.md`",
        |at| at.is_online().then(|| at.has_agreement("camera"))),
    item("not-there-yet", "the group's values", "`values.md`", |at| Some(at.book.values.is_some())),
    item("not-there-yet", "who you are and what you share", "`about`", |at| Some(at.book.community.about.is_some())),
    item("not-there-yet", "what you hope for", "`we_hope_to`", |at| Some(!at.book.community.we_hope_to.is_empty())),
    item("not-there-yet", "somebody to ask", "`contact`", |at| Some(at.book.community.contact.is_some())),
    item("not-there-yet", "how many people you are", "`group_size`", |at| Some(at.book.community.group_size.is_some())),
    item("not-there-yet", "a place to talk between sessions", "`where_we_talk`", |at| Some(!at.book.community.where_we_talk.is_empty())),
];

impl ChecklistItem {
    /// Writes the item as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut letters = self.what.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}: {}.", letters.as_str(), self.looked_for)
    }
}

impl ChecklistContext<'_> {
    fn has(&self, role: Role) -> bool {
        self.session.body.section(role).is_some()
    }

    fn parts(&self) -> impl Iterator<Item = &Segment> {
        self.session.agenda.iter().flat_map(|agenda| &agenda.segments)
    }

    fn is_online(&self) -> bool {
        self.session.place.as_ref().is_some_and(|place| place.online)
    }

    /// Returns whether a title of the agreements has a word that begins with `word`.
    fn has_agreement(&self, word: &str) -> bool {
        let mut titles = self.book.agreements.iter().flat_map(|agreements| &agreements.items).map(|item| &item.title);
        titles.any(|title| title.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|it| it.starts_with(word)))
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

    /// Returns whether there is something to eat where people meet in a room at an hour for that kind of it.
    fn has_snack(&self, food: Food) -> Option<bool> {
        let sitting = sittings(self.session, self.book.zone(self.session)).into_iter().next()?;
        let suits = match sitting.start.hour() {
            ..11 => Food::Morning,
            11..14 => Food::Lunch,
            14..17 => Food::Afternoon,
            _ if sitting.minutes() <= A_SNACK_LASTS => Food::Snack,
            _ => Food::Supper,
        };
        (self.venue().is_some() && food == suits).then_some(!self.session.snack.is_empty())
    }

    fn is_first_in_a_room(&self) -> bool {
        self.venue().is_some() && self.season().next().is_some_and(|first| first.meta.id == self.session.meta.id)
    }
}

/// Returns the checklist of `session`, without what its author ignores.
#[must_use]
pub fn checklist(session: &Session, book: &Book, private: &Private) -> Vec<ChecklistLine> {
    let looked = ChecklistContext { session, book, private };
    let ignored = || session.meta.ignore.iter().chain(&book.community.checks.ignore);
    let items = ITEMS.iter().filter(|item| !ignored().any(|(id, _)| id.value == item.id));
    let line = |item: &ChecklistItem| {
        let ChecklistItem { id, what, looked_for, .. } = *item;
        Some(ChecklistLine { id, what, looked_for, is_seen: (item.see)(&looked)? })
    };
    items.filter_map(line).collect()
}

#[cfg(test)]
mod tests;
