//! Where an event takes place: a venue, online, or both.

use std::collections::BTreeMap;

use crate::handbook::Book;
use crate::handbook::Words;

use super::names::{Names, VENUES};
use super::online;

/// What an event's LOCATION says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// What is left of it once the rooms for meetings are taken out.
    pub venue: Option<String>,
    pub online: bool,
    pub room: Option<String>,
    /// How many mail addresses were taken out.
    pub mail: usize,
}

/// A place that was written in the handbook's own words, or by any other program.
pub fn location(text: &str, words: &Words) -> Location {
    let (text, mail) = online::without_mail(text);
    let mut place = Location { mail, ..Location::default() };
    let mut text = own_words(text.trim(), words, &mut place).to_owned();
    let addresses: Vec<String> = online::addresses(&text).into_iter().map(str::to_owned).collect();
    let alone = addresses.iter().fold(text.clone(), |text, address| text.replace(address.as_str(), " "));
    let alone = alone.trim_matches(|character: char| !character.is_alphanumeric()).to_owned();
    if let Some(first) = addresses.first() {
        let nowhere = alone.is_empty() || online::is_nowhere(&alone);
        let room = addresses.iter().find(|address| online::is_room(address)).or(nowhere.then_some(first));
        if let Some(room) = room {
            place.online = true;
            place.room = Some(online::unwrapped(room));
            text = alone;
        }
    }
    if online::is_nowhere(&text) {
        place.online = true;
    } else if !is_open(&text) && text.chars().any(char::is_alphanumeric) {
        place.venue = Some(text);
    }
    place
}

/// What is left of a place that this program wrote: "The Hall, Main Street (also online)".
fn own_words<'a>(text: &'a str, words: &Words, place: &mut Location) -> &'a str {
    let around = |key: &str, name: &str| {
        let pattern = words.get(key).to_owned();
        pattern.split_once(name).map(|(before, after)| (before.to_owned(), after.to_owned()))
    };
    if text == words.get("online") {
        place.online = true;
        return "";
    }
    if let Some((before, after)) = around("place_also_online", "{place}")
        && let Some(inner) = text.strip_prefix(&before).and_then(|text| text.strip_suffix(&after))
    {
        place.online = true;
        return inner;
    }
    text
}

/// Whether a place is still open.
fn is_open(place: &str) -> bool {
    let open = ["tba", "tbd", "tbc", "to be announced", "to be decided", "to be confirmed", "n/a", "none"];
    open.iter().any(|word| place.trim().trim_end_matches('.').eq_ignore_ascii_case(word))
}

/// The places of a handbook, by their words.
#[derive(Debug, Default)]
pub struct Venues {
    known: BTreeMap<String, String>,
}

/// A place that the handbook did not have.
pub struct NewVenue {
    pub name: String,
    pub address: String,
}

impl Venues {
    pub fn new(book: Option<&Book>) -> Self {
        let mut venues = Venues::default();
        for venue in book.iter().flat_map(|book| &book.venues) {
            let id = venue.meta.id.to_string();
            for words in [format!("{} {}", venue.meta.title, venue.address), venue.meta.title.clone()] {
                venues.known.entry(key(&words)).or_insert(id.clone());
            }
        }
        venues
    }

    /// The name of the place that `text` says, and the place itself where it is new.
    pub fn venue(&mut self, text: &str, names: &mut Names) -> (String, Option<NewVenue>) {
        if let Some(id) = self.known.get(&key(text)) {
            return (id.clone(), None);
        }
        let (name, address) = name_and_address(text);
        let id = names.new_name(VENUES, &name, "venue");
        self.known.insert(key(text), id.clone());
        (id, Some(NewVenue { name, address }))
    }
}

/// Letters and digits alone.
fn key(text: &str) -> String {
    text.to_lowercase().chars().filter(|character| character.is_alphanumeric()).collect()
}

/// "The Hall (5 Main Street, Halifax)", "The Hall, 5 Main Street" or "The Hall" and its address on lines below it.
fn name_and_address(text: &str) -> (String, String) {
    let text = text.trim();
    let (name, address) = if let Some((name, address)) = text.split_once('\n') {
        let lines: Vec<&str> = address.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        (name, lines.join(", "))
    } else if let Some((name, address)) = text.strip_suffix(')').and_then(|text| text.split_once(" (")) {
        (name, address.to_owned())
    } else if let Some((name, address)) = text.split_once(',') {
        (name, address.to_owned())
    } else {
        (text, text.to_owned())
    };
    let (name, address) = (name.trim(), address.trim());
    if name.is_empty() || address.is_empty() {
        (text.to_owned(), text.to_owned())
    } else {
        (name.into(), address.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> (Option<String>, bool, Option<String>) {
        let (words, _) = crate::parse::words::words("en");
        let place = location(text, &words);
        (place.venue, place.online, place.room)
    }

    #[test]
    fn places_are_told_apart() {
        let some = |text: &str| Some(text.to_owned());
        let zoom = "https://us02web.zoom.us/j/1?pwd=2";
        assert_eq!(at("Bellwood Library, 5 Main Street"), (some("Bellwood Library, 5 Main Street"), false, None));
        assert_eq!(at("Zoom"), (None, true, None));
        assert_eq!(at(zoom), (None, true, some(zoom)));
        assert_eq!(at(&format!("Online: {zoom}")), (None, true, some(zoom)));
        assert_eq!(at(&format!("Bellwood Library / {zoom}")), (some("Bellwood Library"), true, some(zoom)));
        assert_eq!(at("https://rooms.example.org/soup"), (None, true, some("https://rooms.example.org/soup")));
        assert_eq!(at("The Hall, Main Street (also online)"), (some("The Hall, Main Street"), true, None));
        assert_eq!(at("TBA"), (None, false, None));
        assert_eq!(at(" - "), (None, false, None));
        assert_eq!(at("Hall, ask ann@example.org"), (some("Hall, ask …"), false, None));
    }

    #[test]
    fn one_place_is_one_venue() {
        let (mut venues, mut names) = (Venues::default(), Names::default());
        let mut venue = |text: &str| {
            let (id, new) = venues.venue(text, &mut names);
            (id, new.map(|new| (new.name, new.address)))
        };
        let new = |name: &str, address: &str| Some((name.to_owned(), address.to_owned()));
        assert_eq!(venue("The Hall, 5 Main St"), ("the-hall".into(), new("The Hall", "5 Main St")));
        assert_eq!(venue("the hall\n5 Main St."), ("the-hall".into(), None));
        assert_eq!(venue("The Hall (Upper Town)"), ("the-hall-2".into(), new("The Hall", "Upper Town")));
        assert_eq!(venue("Kitchen"), ("kitchen".into(), new("Kitchen", "Kitchen")));
        assert_eq!(
            venue("5 Main St, Halifax\nCanada"),
            ("5-main-st-halifax".into(), new("5 Main St, Halifax", "Canada"))
        );
    }
}
