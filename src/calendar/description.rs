//! What an event says in words: where it is, and its description, plain text that a phone can show.

use super::almanac::Almanac;
use crate::handbook::date_words::{clock_time, duration, zone_name};
use crate::handbook::schedule::Sitting;
use crate::handbook::session::Place;
use crate::handbook::timeline::timeline;
use crate::handbook::{Book, Community, Role, Session};

/// Octets of a description. Google cuts at about 8,192 characters.
const AT_MOST: usize = 8_000;

/// The place of a session: its venue with its address, or the word for online, with the link where that may be
/// shown. `room` stays on the page: authors say there what the room is like, which no map can find.
pub fn location(session: &Session, almanac: &Almanac) -> Option<String> {
    let place = session.place.as_ref()?;
    let words = almanac.words;
    let Some(venue) = place.venue.as_ref().and_then(|venue| almanac.book.venue(&venue.value)) else {
        let link = almanac.join(&session.meta.id).and_then(|join| join.link.as_ref());
        return place.online.then(|| match link {
            Some(link) => words.fill("online_at", &[("link", &link.value)]),
            None => words.get("online").to_owned(),
        });
    };
    // An address may have been written on several lines.
    let whole = format!("{}, {}", venue.meta.title, venue.address);
    let whole = whole.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    Some(if place.online { words.fill("place_also_online", &[("place", &whole)]) } else { whole })
}

/// Whom to ask: "Marisol Quennell, tidepool@saltmarsh-network.example".
pub fn contact(community: &Community) -> Option<String> {
    let contact = community.contact.as_ref()?;
    let parts: Vec<_> =
        [&contact.name, &contact.email, &contact.phone].into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The description: what it is about, how to join and prepare, the agenda in clock times, readings and values;
/// last whom to ask and where the page is, which stay even where the rest must be shortened.
pub fn description(session: &Session, sitting: &Sitting, page: Option<&str>, almanac: &Almanac) -> String {
    let words = almanac.words;
    let mut told = Paragraphs::default();
    told.add(&session.body.summary.plain());
    told.section(words.get("event_purpose"), &under(session, Role::Purpose));
    if let Some(join) = almanac.join(&session.meta.id) {
        let link = join.link.iter().map(|link| words.fill("event_join", &[("link", &link.value)]));
        let dial_in = join.dial_in.iter().map(|number| words.fill("event_dial_in", &[("number", &number.value)]));
        told.add(&link.chain(dial_in).collect::<Vec<_>>().join("\n"));
    }
    told.section(words.get("event_prepare"), &under(session, Role::Prepare));
    if !session.bring.is_empty() {
        told.add(&words.fill("event_bring", &[("things", &session.bring.join("; "))]));
    }
    told.add(&under(session, Role::Bring));
    let zone = zone_name(sitting.start.time_zone(), words);
    told.section(&words.fill("event_agenda", &[("zone", &zone)]), &agenda(session, sitting, almanac));
    told.section(words.get("event_readings"), &readings(session, almanac));
    told.section(words.get("event_values"), &almanac.values);

    let mut last = Paragraphs::default();
    if let Some(contact) = &almanac.contact {
        last.add(&words.fill("event_contact", &[("contact", contact)]));
    }
    if let Some(page) = page {
        last.add(&words.fill("event_page", &[("address", page)]));
    }
    shortened(told, &last, words.get("event_shortened"))
}

/// The words under a known heading.
fn under(session: &Session, role: Role) -> String {
    session.body.section(role).map(|section| section.prose.plain()).unwrap_or_default()
}

/// A line a segment with the clock time at which it begins: doors first, or from when it is online; the end last.
fn agenda(session: &Session, sitting: &Sitting, almanac: &Almanac) -> String {
    let words = almanac.words;
    let time = |at: &jiff::Zoned| clock_time(at.time(), almanac.clock, words);
    let online = session.place.as_ref().is_some_and(Place::is_only_online);
    let opens = if online { "event_online_from" } else { "event_doors_open" };
    let mut lines = vec![words.fill(opens, &[("time", &time(&sitting.doors))])];
    if let Some(agenda) = &session.agenda {
        let timeline = timeline(agenda, Some(sitting), almanac.community().group_size, almanac.book);
        lines.extend(agenda.segments.iter().zip(&timeline.segments).map(|(segment, timed)| {
            let title = segment.title.plain();
            match (&timed.start, timed.minutes) {
                (Some(start), _) => words.fill("event_item", &[("time", &time(start)), ("title", &title)]),
                (None, Some(minutes)) => {
                    let length = duration(minutes, words);
                    words.fill("event_item_without_time", &[("title", &title), ("length", &length)])
                }
                (None, None) => title,
            }
        }));
    }
    lines.push(words.fill("event_ends", &[("time", &time(&sitting.end))]));
    lines.join("\n")
}

fn readings(session: &Session, almanac: &Almanac) -> String {
    let book = almanac.book;
    let known = session.readings.iter().filter_map(|usage| Some((book.reading(&usage.reading.value)?, &usage.part)));
    let lines = known.map(|(reading, part)| {
        let mut line = match part {
            Some(part) => {
                let values = [("reading", reading.citation.as_str()), ("part", part.as_str())];
                almanac.words.fill("event_reading_part", &values)
            }
            None => reading.citation.clone(),
        };
        if let Some(link) =
            reading.link.as_ref().filter(|link| link.value.contains("://") && !line.contains(&link.value))
        {
            line.push(' ');
            line.push_str(&link.value);
        }
        format!("- {line}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What the group values, a line each.
pub fn values(book: &Book) -> String {
    let items = book.values.iter().flat_map(|values| &values.items);
    items.map(|value| format!("- {}", value.title)).collect::<Vec<_>>().join("\n")
}

/// Text in paragraphs with a blank line between them; empty ones leave no trace.
#[derive(Default)]
struct Paragraphs(String);

impl Paragraphs {
    fn add(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push_str("\n\n");
        }
        self.0.push_str(text);
    }

    fn section(&mut self, heading: &str, text: &str) {
        if !text.trim().is_empty() {
            self.add(heading);
            self.0.push('\n');
            self.0.push_str(text.trim());
        }
    }
}

/// `told` and `last` together, cut between two lines of `told` where both are too long.
fn shortened(mut told: Paragraphs, last: &Paragraphs, note: &str) -> String {
    let between = "\n\n".len();
    if told.0.len() + between + last.0.len() > AT_MOST {
        let room = AT_MOST.saturating_sub(last.0.len() + note.len() + 2 * between);
        let room = (0..=room.min(told.0.len())).rev().find(|at| told.0.is_char_boundary(*at)).unwrap_or(0);
        let kept = &told.0[..room];
        // One line that fills it all is cut between words.
        let end = kept.rfind('\n').filter(|end| *end > room / 2).or_else(|| kept.rfind(' ')).unwrap_or(room);
        told.0.truncate(end);
        told.0.truncate(told.0.trim_end().len());
        told.add(note);
    }
    told.add(&last.0);
    told.0
}
