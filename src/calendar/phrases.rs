//! The sentences of events, each looked up once for a handbook and taken apart at its places.

use std::sync::OnceLock;

use jiff::civil::Time;

use crate::handbook::community::ClockFormat;
use crate::handbook::{Words, date_words};

/// A sentence of the string table with places in braces, as [`Words::fill`] understands them.
pub struct Phrase<'a>(Vec<PhrasePart<'a>>);

enum PhrasePart<'a> {
    Words(&'a str),
    Place(&'a str),
}

impl<'a> Phrase<'a> {
    fn new(mut rest: &'a str) -> Self {
        let mut pieces = Vec::new();
        while let Some((before, after)) = rest.split_once('{') {
            let Some((place, after)) = after.split_once('}') else { break };
            pieces.extend([PhrasePart::Words(before), PhrasePart::Place(place)]);
            rest = after;
        }
        pieces.push(PhrasePart::Words(rest));
        Phrase(pieces)
    }

    /// Appends the sentence with each place filled by its value.
    pub fn write(&self, values: &[(&str, &str)], out: &mut String) {
        for piece in &self.0 {
            match piece {
                PhrasePart::Words(words) => out.push_str(words),
                PhrasePart::Place(place) => {
                    let value = values.iter().find(|(name, _)| name == place);
                    out.push_str(value.map_or("", |(_, value)| value));
                }
            }
        }
    }

    /// Returns the sentence with each place filled by its value.
    pub fn fill(&self, values: &[(&str, &str)]) -> String {
        let mut out = String::with_capacity(64);
        self.write(values, &mut out);
        out
    }
}

/// The phrases of events beside their authors' own words.
pub struct Phrases<'a> {
    pub cancelled: &'a str,
    pub cancelled_title: Phrase<'a>,
    pub changed: Phrase<'a>,
    pub join: Phrase<'a>,
    pub dial_in: Phrase<'a>,
    pub purpose: &'a str,
    pub prepare: &'a str,
    pub bring: &'a str,
    pub agenda: Phrase<'a>,
    pub item: Phrase<'a>,
    pub item_without_length: Phrase<'a>,
    pub item_without_time: Phrase<'a>,
    pub gap: Phrase<'a>,
    pub minutes: Phrase<'a>,
    pub about: Phrase<'a>,
    pub doors_open: &'a str,
    pub room_opens: &'a str,
    pub ends: &'a str,
    pub doors_open_at: Phrase<'a>,
    pub room_opens_at: Phrase<'a>,
    pub getting_in: Phrase<'a>,
    pub parking: Phrase<'a>,
    pub accessible: Phrase<'a>,
    pub facilitators: Phrase<'a>,
    pub tech_help: Phrase<'a>,
    pub snack: Phrase<'a>,
    pub snack_turn: Phrase<'a>,
    pub carried: &'a str,
    pub doors_with_words: Phrase<'a>,
    pub comma: &'a str,
    pub readings: &'a str,
    pub reading_part: Phrase<'a>,
    pub values: &'a str,
    pub contact: Phrase<'a>,
    pub page: Phrase<'a>,
    pub shortened: &'a str,
}

impl<'a> Phrases<'a> {
    pub fn new(words: &'a Words) -> Self {
        let phrase = |key| Phrase::new(words.get(key));
        Phrases {
            cancelled: words.get("event_cancelled"),
            cancelled_title: phrase("cancelled_title"),
            changed: phrase("event_changed"),
            join: phrase("event_join"),
            dial_in: phrase("event_dial_in"),
            purpose: words.get("event_purpose"),
            prepare: words.get("event_prepare"),
            bring: words.get("event_bring"),
            agenda: phrase("event_agenda"),
            item: phrase("event_item"),
            item_without_length: phrase("event_item_without_length"),
            item_without_time: phrase("event_item_without_time"),
            gap: phrase("agenda_gap"),
            minutes: phrase("minutes_short"),
            about: phrase("about"),
            doors_open: words.get("event_doors_open"),
            room_opens: words.get("event_room_opens"),
            ends: words.get("event_ends"),
            doors_open_at: phrase("event_doors_open_at"),
            room_opens_at: phrase("event_room_opens_at"),
            getting_in: phrase("event_getting_in"),
            parking: phrase("event_parking"),
            accessible: phrase("event_accessible"),
            facilitators: phrase("event_facilitators"),
            tech_help: phrase("event_tech_help"),
            snack: phrase("event_snack"),
            snack_turn: phrase("event_snack_turn"),
            carried: words.get("event_carried"),
            doors_with_words: phrase("event_doors_with_words"),
            comma: words.get("list_comma"),
            readings: words.get("event_readings"),
            reading_part: phrase("event_reading_part"),
            values: words.get("event_values"),
            contact: phrase("event_contact"),
            page: phrase("event_page"),
            shortened: words.get("event_shortened"),
        }
    }
}

const MINUTES_A_DAY: usize = 24 * 60;

/// The clock times of a day in words, each made when it is first asked for: a feed has few, and each of them often.
pub struct TimeLabels<'a> {
    pub clock: ClockFormat,
    words: &'a Words,
    faces: Vec<OnceLock<String>>,
}

impl<'a> TimeLabels<'a> {
    pub fn new(clock: ClockFormat, words: &'a Words) -> Self {
        TimeLabels { clock, words, faces: (0..MINUTES_A_DAY).map(|_| OnceLock::new()).collect() }
    }

    /// Returns the label of `time`: "6:30 pm".
    pub fn at(&self, time: Time) -> &str {
        let minute = usize::try_from(i32::from(time.hour()) * 60 + i32::from(time.minute())).unwrap_or_default();
        let shown = || date_words::clock_time(time, self.clock, self.words);
        self.faces.get(minute).map_or("", |face| face.get_or_init(shown))
    }
}

#[cfg(test)]
mod tests {
    use super::Phrase;

    #[test]
    fn places_are_filled_and_what_is_filled_in_is_left_alone() {
        let phrase = Phrase::new("{time}  {title} ({length})");
        assert_eq!(phrase.fill(&[("title", "{time}"), ("time", "noon"), ("length", "é")]), "noon  {time} (é)");
        assert_eq!(Phrase::new("plain {").fill(&[]), "plain {");
    }
}
