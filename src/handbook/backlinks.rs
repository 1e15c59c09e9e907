//! References the other way round: a reading's sessions, what a person leads, where a method is used.

use std::sync::Arc;

use super::meta::HasMeta;
use super::{Book, EntryKind, Reference};

/// For every entry of a list, in the order of that list, the indices in [`Book::sessions`] (or [`Book::scenarios`])
/// that refer to it, each once and in ascending order.
#[derive(Debug, Clone, Default)]
pub struct Backlinks {
    /// Sessions that read it, as a whole or in a segment.
    pub readings: Vec<Vec<usize>>,
    /// Sessions that take it up, by their own `scenarios` or by its `for_session`.
    pub scenarios: Vec<Vec<usize>>,
    /// Sessions with a segment that uses it.
    pub methods: Vec<Vec<usize>>,
    /// Sessions that meet there.
    pub venues: Vec<Vec<usize>>,
    /// Sessions of the series.
    pub series: Vec<Vec<usize>>,
    /// The roles of each person.
    pub people: Vec<PersonRoles>,
}

/// The references to sessions, in the order of [`Book::sessions`]. Apart from the others, because they are all that the
/// page of a session needs.
#[derive(Debug, Clone, Default)]
pub struct SessionLinks {
    /// The sessions that replace one of its occurrences.
    pub replaced_by: Vec<Vec<usize>>,
    /// The scenarios that belong to it, by its own `scenarios` or by their `for_session`.
    pub scenarios: Vec<Vec<usize>>,
}

/// The roles of a person in the handbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonRoles {
    /// Sessions they facilitate, the series' and the community's facilitators included where a session names none.
    pub facilitates: Vec<usize>,
    /// Sessions in which they lead a segment without facilitating.
    pub leads: Vec<usize>,
    /// Sessions to which they come as a guest.
    pub guest: Vec<usize>,
    /// Sessions in which they help with the technology.
    pub tech_help: Vec<usize>,
    /// Scenarios they brought in.
    pub seeded: Vec<usize>,
}

impl Backlinks {
    /// Collects all references of `book`, by what they refer to, in one pass.
    #[must_use]
    pub fn new(book: &Book) -> Self {
        let mut links = Backlinks {
            readings: vec![Vec::new(); book.readings.len()],
            scenarios: vec![Vec::new(); book.scenarios.len()],
            methods: vec![Vec::new(); book.methods.len()],
            venues: vec![Vec::new(); book.venues.len()],
            series: vec![Vec::new(); book.series.len()],
            people: vec![PersonRoles::default(); book.people.len()],
        };
        for place in 0..book.sessions.len() {
            links.session(book, place);
        }
        for place in 0..book.scenarios.len() {
            links.scenario(book, place);
        }
        links
    }

    fn session(&mut self, book: &Book, place: usize) {
        let Some(session) = book.sessions.get(place) else { return };
        let index = &book.index;
        let segments = || session.agenda.iter().flat_map(|agenda| &agenda.segments);
        let in_segments = segments().flat_map(|segment| &segment.readings);
        for reading in session.readings.iter().map(|used| &used.reading).chain(in_segments) {
            add(&mut self.readings, index.place(EntryKind::Reading, &reading.value), place);
        }
        for scenario in &session.scenarios {
            add(&mut self.scenarios, index.place(EntryKind::Scenario, &scenario.value), place);
        }
        for method in segments().filter_map(|segment| segment.method.as_ref()) {
            add(&mut self.methods, index.place(EntryKind::Method, &method.value), place);
        }
        if let Some(venue) = session.place.as_ref().and_then(|place| place.venue.as_ref()) {
            add(&mut self.venues, index.place(EntryKind::Venue, &venue.value), place);
        }
        if let Some(series) = &session.series {
            add(&mut self.series, index.place(EntryKind::Series, series), place);
        }
        let person = |reference: &Reference| index.place(EntryKind::Person, &reference.value);
        let facilitators: Vec<usize> = book.facilitators(session).iter().filter_map(person).collect();
        for &facilitator in &facilitators {
            self.deeds(Some(facilitator), place, |deeds| &mut deeds.facilitates);
        }
        for guest in &session.guests {
            self.deeds(person(guest), place, |deeds| &mut deeds.guest);
        }
        let tech_help = session.tech_help.as_ref().and_then(person);
        self.deeds(tech_help, place, |deeds| &mut deeds.tech_help);
        for lead in segments().flat_map(|segment| &segment.leads) {
            let leader = book.who(&lead.value).and_then(|person| index.place(EntryKind::Person, &person.meta().id));
            if !leader.is_some_and(|leader| facilitators.contains(&leader)) {
                self.deeds(leader, place, |deeds| &mut deeds.leads);
            }
        }
    }

    fn scenario(&mut self, book: &Book, place: usize) {
        let Some(scenario) = book.scenarios.get(place).map(Arc::as_ref) else { return };
        let session =
            scenario.for_session.as_ref().and_then(|session| book.index.place(EntryKind::Session, &session.value));
        if let Some(session) = session
            && let Some(sessions) = self.scenarios.get_mut(place)
            && let Err(at) = sessions.binary_search(&session)
        {
            sessions.insert(at, session);
        }
        for person in &scenario.seeded_by {
            self.deeds(book.index.place(EntryKind::Person, &person.value), place, |deeds| &mut deeds.seeded);
        }
    }

    fn deeds(&mut self, person: Option<usize>, place: usize, which: fn(&mut PersonRoles) -> &mut Vec<usize>) {
        if let Some(deeds) = person.and_then(|person| self.people.get_mut(person)) {
            push(which(deeds), place);
        }
    }
}

impl SessionLinks {
    /// Collects the references of `book` to sessions, by session, in one pass.
    #[must_use]
    pub fn new(book: &Book) -> Self {
        let none = || vec![Vec::new(); book.sessions.len()];
        let mut links = SessionLinks { replaced_by: none(), scenarios: none() };
        let index = &book.index;
        for (place, session) in book.sessions.iter().enumerate() {
            for scenario in &session.scenarios {
                if let Some(found) = index.place(EntryKind::Scenario, &scenario.value) {
                    add(&mut links.scenarios, Some(place), found);
                }
            }
            if let Some(replaced) = &session.occurrence_of {
                add(&mut links.replaced_by, index.place(EntryKind::Session, &replaced.session.value), place);
            }
        }
        for (place, scenario) in book.scenarios.iter().enumerate() {
            let session =
                scenario.for_session.as_ref().and_then(|session| index.place(EntryKind::Session, &session.value));
            if let Some(scenarios) = session.and_then(|session| links.scenarios.get_mut(session))
                && !scenarios.contains(&place)
            {
                scenarios.push(place);
            }
        }
        links
    }
}

fn add(lists: &mut [Vec<usize>], at: Option<usize>, place: usize) {
    if let Some(list) = at.and_then(|at| lists.get_mut(at)) {
        push(list, place);
    }
}

/// Adds `place` once: sessions come in order, so where it is there already it is the last.
fn push(list: &mut Vec<usize>, place: usize) {
    if list.last() != Some(&place) {
        list.push(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::fixture::{self, reference};
    use crate::handbook::session::{Place, ReadingUse};

    #[test]
    fn every_reference_is_found_from_its_other_end() {
        let file = "sessions/02.md".into();
        let mut second = fixture::session("02");
        second.place = Some(Place { venue: Some(reference("Library", &file)), online: false });
        second.readings = vec![ReadingUse { reading: reference("holmes", &file), part: None }];
        second.scenarios = vec![reference("boots", &file)];
        second.guests = vec![reference("wren", &file)];
        second.facilitators = Some(vec![reference("tobias", &file)]);
        second.series = Some("season".into());
        let mut book = fixture::book(vec![fixture::session("01"), second]);
        Arc::make_mut(&mut book.community).facilitators = vec![reference("wren", &file), reference("nobody", &file)];
        book.venues = vec![Arc::new(fixture::venue("library"))];
        book.readings = vec![Arc::new(fixture::reading("fishman")), Arc::new(fixture::reading("holmes"))];
        let mut hall = fixture::scenario("hall");
        hall.for_session = Some(reference("02", &file));
        hall.seeded_by = vec![reference("wren", &file)];
        book.scenarios = vec![Arc::new(fixture::scenario("boots")), Arc::new(hall)];
        book.methods = vec![Arc::new(fixture::method("show-and-tell"))];
        book.series = vec![Arc::new(fixture::series("season"))];
        let people = [("tobias", "Tobias Achterberg"), ("wren", "Wren Halloran")];
        book.people = people.iter().map(|(id, name)| Arc::new(fixture::person(id, name))).collect();
        let book = fixture::indexed(book);
        let links = Backlinks::new(&book);
        assert_eq!(links.venues, [[1]]);
        assert_eq!(links.readings, [vec![], vec![1]]);
        assert_eq!(links.scenarios, [[1], [1]]);
        assert_eq!(SessionLinks::new(&book).scenarios, [vec![], vec![0, 1]]);
        assert_eq!(links.methods, [[0; 0]]);
        assert_eq!(links.series, [[1]]);
        let wren = PersonRoles { facilitates: vec![0], guest: vec![1], seeded: vec![1], ..PersonRoles::default() };
        assert_eq!(links.people, [PersonRoles { facilitates: vec![1], ..PersonRoles::default() }, wren]);
    }
}
