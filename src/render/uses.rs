//! The references of a book backwards: which sessions use a reading, a method, a scenario, a venue, a person.

use rustc_hash::FxHashMap;

use crate::handbook::book::key;
use crate::handbook::{Book, Reference};

/// Sessions' places in the book by the lower-case id of what they use, each list in the book's order.
#[derive(Debug, Default)]
pub(super) struct Uses {
    readings: Map,
    scenarios: Map,
    methods: Map,
    venues: Map,
    people: Map,
}

type Map = FxHashMap<String, Vec<usize>>;

impl Uses {
    /// Goes through all sessions once.
    pub fn new(book: &Book) -> Self {
        let mut uses = Uses::default();
        for (place, session) in book.sessions.iter().enumerate() {
            let segments = || session.agenda.iter().flat_map(|agenda| &agenda.segments);
            for reading in session.readings.iter().map(|used| &used.reading) {
                add(&mut uses.readings, reading, place);
            }
            for reading in segments().flat_map(|segment| &segment.readings) {
                add(&mut uses.readings, reading, place);
            }
            for scenario in &session.scenarios {
                add(&mut uses.scenarios, scenario, place);
            }
            for method in segments().filter_map(|segment| segment.method.as_ref()) {
                add(&mut uses.methods, method, place);
            }
            if let Some(venue) = session.place.as_ref().and_then(|at| at.venue.as_ref()) {
                add(&mut uses.venues, venue, place);
            }
            for person in book.facilitators(session).iter().chain(&session.guests) {
                add(&mut uses.people, person, place);
            }
        }
        uses
    }

    /// The sessions with that reading.
    pub fn reading(&self, id: &str) -> &[usize] {
        of(&self.readings, id)
    }

    /// The sessions with that scenario.
    pub fn scenario(&self, id: &str) -> &[usize] {
        of(&self.scenarios, id)
    }

    /// The sessions whose agenda uses that method.
    pub fn method(&self, id: &str) -> &[usize] {
        of(&self.methods, id)
    }

    /// The sessions at that venue.
    pub fn venue(&self, id: &str) -> &[usize] {
        of(&self.venues, id)
    }

    /// The sessions that a person leads or is a guest of.
    pub fn person(&self, id: &str) -> &[usize] {
        of(&self.people, id)
    }
}

fn add(map: &mut Map, to: &Reference, place: usize) {
    let places = map.entry(key(&to.value)).or_default();
    if places.last() != Some(&place) {
        places.push(place);
    }
}

fn of<'a>(map: &'a Map, id: &str) -> &'a [usize] {
    map.get(&key(id)).map_or(&[], Vec::as_slice)
}
