//! The people's pages, and the venues'.

use serde::Serialize;

use crate::handbook::{EntryKind, Person, Venue};

use super::context::{BodyView, LinkView, PageContext, PersonCard, Picture};
use super::page::Ready;
use super::page_meta::{Content, PageMeta};
use super::session::{VenueFacts, facts};
use super::session_list::{self, Lists};

/// The fields that `people.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct PeoplePage<'a> {
    pub people: Vec<PersonCard<'a>>,
}

/// The fields that `person.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct PersonPage<'a> {
    pub role: &'a str,
    pub pronouns: Option<&'a str>,
    pub photo: Option<Picture<'a>>,
    pub email: Option<&'a str>,
    pub links: Vec<LinkView<'a>>,
    pub body: BodyView<'a>,
    pub sessions: Lists<'a>,
}

/// The fields that `venues.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct VenuesPage<'a> {
    pub venues: Vec<Listed<'a>>,
}

/// A venue in the list.
#[derive(Debug, Serialize)]
pub(super) struct Listed<'a> {
    /// Its anchor.
    pub id: String,
    pub facts: VenueFacts<'a>,
}

/// The fields that `venue.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct VenuePage<'a> {
    pub facts: VenueFacts<'a>,
    pub body: BodyView<'a>,
    pub sessions: Lists<'a>,
}

/// Lists everyone with a page.
pub(super) fn index(at: PageContext<'_>) -> Ready<'_> {
    let people = at.site.book.people.iter().map(|person| at.card(person)).collect();
    Ready::new("people.html", PageMeta::list(&at, EntryKind::Person), &PeoplePage { people })
}

/// Makes the page of a person.
pub(super) fn person<'a>(at: PageContext<'a>, place: usize, person: &'a Person) -> Ready<'a> {
    let here = PageMeta::entry(&at, &person.meta).among(&at, EntryKind::Person, place);
    let mut sessions = at.site.uses.people.get(place).map_or_else(Vec::new, |deeds| {
        [&deeds.facilitates, &deeds.leads, &deeds.guest].into_iter().flatten().copied().collect()
    });
    sessions.sort_unstable();
    sessions.dedup();
    let view = PersonPage {
        role: &person.role,
        pronouns: person.pronouns.as_deref(),
        photo: at.photo(person),
        email: person.email.as_deref(),
        links: at.links(&person.links),
        body: at.body(&person.body),
        sessions: session_list::lists(&at, &sessions),
    };
    Ready::new("person.html", here.with_contents(&person.body), &view)
}

/// Lists every venue.
pub(super) fn venues(at: PageContext<'_>) -> Ready<'_> {
    let listed = (1..).zip(&at.site.book.venues);
    let venues: Vec<Listed<'_>> =
        listed.map(|(number, venue)| Listed { id: format!("_venue-{number}"), facts: facts(&at, venue) }).collect();
    let lines = venues.iter().map(|venue| Content::new(2, venue.id.clone(), venue.facts.name)).collect();
    let here = PageMeta::list(&at, EntryKind::Venue).with_lines(lines);
    Ready::new("venues.html", here, &VenuesPage { venues })
}

/// Makes the page of a venue.
pub(super) fn venue<'a>(at: PageContext<'a>, place: usize, venue: &'a Venue) -> Ready<'a> {
    let here = PageMeta::entry(&at, &venue.meta).among(&at, EntryKind::Venue, place);
    let view = VenuePage {
        facts: facts(&at, venue),
        body: at.body(&venue.body),
        sessions: session_list::lists(&at, at.site.uses.venues.get(place).map_or(&[], Vec::as_slice)),
    };
    Ready::new("venue.html", here.with_contents(&venue.body), &view)
}
