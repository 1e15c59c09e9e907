//! The place of an event: a venue, online, or both.

use std::collections::BTreeMap;

use crate::handbook::Book;
use crate::handbook::Words;

use super::names::{UniqueNames, VENUES};
use super::online;

/// The place in an event's LOCATION.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct EventLocation {
    /// The rest of it once the rooms for meetings are taken out.
    pub venue: Option<String>,
    pub online: bool,
    pub room: Option<String>,
    /// The number of mail addresses that were taken out.
    pub mail: usize,
}

/// Reads a place that was written in the handbook's own words, or by any other program.
pub fn location(text: &str, words: &Words) -> EventLocation {
    let (text, mail) = online::without_mail(text);
    let mut place = EventLocation { mail, ..EventLocation::default() };
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

/// Returns the rest of a place that this program wrote: "The Hall, Main Street (also online)".
fn own_words<'a>(text: &'a str, words: &Words, place: &mut EventLocation) -> &'a str {
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

/// Words for where somebody lives, after the owner's name.
const HOMES: [&str; 12] = [
    "house",
    "home",
    "flat",
    "place",
    "apartment",
    "garden",
    "backyard",
    "back yard",
    "kitchen",
    "living room",
    "condo",
    "cottage",
];

/// Owners whose houses are none that somebody lives in.
const OF_ALL: [&str; 14] = [
    "people",
    "children",
    "women",
    "men",
    "king",
    "queen",
    "bishop",
    "farmer",
    "artist",
    "writer",
    "worker",
    "student",
    "community",
    "nature",
];

/// Words before the name of the host of a visit, in other languages and without a name.
const VISITS: [&str; 23] = [
    "chez ",
    "bei mir",
    "bei uns zu hause",
    "zu hause bei ",
    "zuhause bei ",
    "privatwohnung",
    "wohnung von ",
    "en casa de ",
    "en mi casa",
    "a casa di ",
    "a casa mia",
    "em casa d",
    "na casa d",
    "bij mij thuis",
    "thuis bij ",
    "hemma hos ",
    "hjemme hos ",
    "my house",
    "my home",
    "my place",
    "my flat",
    "my apartment",
    "at mine",
];

/// Returns whether a place is where somebody lives: "12 Rosemary Lane (Deirdre's house)".
pub fn is_home(place: &str) -> bool {
    let folded = place.to_lowercase().replace('’', "'");
    let parted = |at: usize| !folded[..at].ends_with(char::is_alphanumeric);
    if VISITS.iter().any(|visit| folded.match_indices(visit).any(|(at, _)| parted(at))) {
        return true;
    }
    let mut whose = folded.match_indices("'s ").chain(folded.match_indices("s' "));
    whose.any(|(at, sign)| {
        let words: Vec<&str> = folded[..at].split(|letter: char| !letter.is_alphanumeric()).rev().take(2).collect();
        let is_of_all = words.first().is_some_and(|word| OF_ALL.contains(word))
            || words.get(1).is_some_and(|word| ["st", "saint"].contains(word));
        let rest = &folded[at + sign.len()..];
        let home = HOMES.iter().find_map(|home| rest.strip_prefix(home));
        !is_of_all
            && home.is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == ' '))
    })
}

/// Returns whether a place is still open.
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

    /// Returns the name of the place that `text` names, and the place itself where it is new.
    pub fn venue(&mut self, text: &str, names: &mut UniqueNames) -> (String, Option<NewVenue>) {
        if let Some(id) = self.known.get(&key(text)) {
            return (id.clone(), None);
        }
        let (name, address) = name_and_address(text);
        let id = names.new_name(VENUES, &name, "venue");
        self.known.insert(key(text), id.clone());
        (id, Some(NewVenue { name, address }))
    }
}

/// Returns letters and digits alone.
fn key(text: &str) -> String {
    text.to_lowercase().chars().filter(|character| character.is_alphanumeric()).collect()
}

/// Splits "The Hall (5 Main Street, Halifax)", "The Hall, 5 Main Street" or "The Hall" and its address on lines below
/// it.
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
    fn homes_are_told_from_houses() {
        for home in [
            "12 Rosemary Lane (Deirdre's house)",
            "Sofia’s flat, 3 Quay Road",
            "The Hendersons' place",
            "My place",
            "Chez Odile, 4 rue des Lilas",
            "Zu Hause bei Jörg",
            "Hemma hos Åsa",
        ] {
            assert!(is_home(home), "{home}");
        }
        for house in [
            "The People's House",
            "Children's Home, Leeds",
            "St Anne's House",
            "Deirdre's House of Pancakes",
            "Farmer's place",
            "Custom House",
            "Home Park",
            "Kitchen",
            "Casa de la Cultura",
        ] {
            assert!(!is_home(house), "{house}");
        }
    }

    #[test]
    fn one_place_is_one_venue() {
        let (mut venues, mut names) = (Venues::default(), UniqueNames::default());
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
