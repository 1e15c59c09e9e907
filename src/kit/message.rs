//! A message for a telephone: when, where, what to bring and to read, in a few lines that are copied into a messenger.

use crate::handbook::private::Join;
use crate::handbook::records::DatedSitting;
use crate::handbook::session::Status;
use crate::handbook::{Book, Words, date_words};

/// Returns the message about a sitting. A line stands in it only where its field is written.
pub(super) fn message(dated: &DatedSitting<'_>, join: Option<&Join>, book: &Book, words: &Words) -> String {
    let DatedSitting { session, sitting } = dated;
    let mut lines = vec![session.meta.title.clone()];
    if session.status == Status::Cancelled {
        lines[0] = words.fill("cancelled_title", &[("title", &session.meta.title)]);
    }
    let clock = date_words::clock(&book.community, words);
    let (start, end) = (&sitting.start, &sitting.end);
    let hours = date_words::clock_range(start.time(), end.time(), clock, words);
    let date = date_words::long_date(start.date(), words);
    let is_online = session.place.as_ref().is_some_and(|place| place.online);
    let zone = if is_online { format!(", {}", date_words::zone(start, words)) } else { String::new() };
    lines.push(format!("{date}, {hours}{zone}"));
    let is_own = session.repeats.is_none() || session.day() == Some(dated.date());
    if let Some(change) = session.changes.last().filter(|_| is_own) {
        lines.push(date_words::change(change, session, clock, words));
    }
    // Nothing that would send someone there.
    if session.status == Status::Cancelled {
        return lines.join("\n");
    }
    let place = session.place.as_ref().and_then(|place| place.venue.as_ref()).and_then(|id| book.venue(&id.value));
    if let Some(venue) = place {
        let address = venue.address.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>();
        lines.push(std::iter::once(venue.meta.title.as_str()).chain(address).collect::<Vec<_>>().join(", "));
    }
    let link = join.and_then(|join| join.link.as_ref());
    let dial_in = join.and_then(|join| join.dial_in.as_ref());
    if let Some(link) = link {
        lines.push(words.fill("kit_join", &[("link", &link.value)]));
    }
    if let Some(number) = dial_in {
        lines.push(words.fill("kit_dial_in", &[("number", &number.value)]));
    }
    if !session.bring.is_empty() {
        lines.push(words.fill("kit_bring", &[("things", &session.bring.join(words.get("list_comma")))]));
    }
    let readings: Vec<&str> = session
        .readings
        .iter()
        .filter_map(|used| book.reading(&used.reading.value))
        .map(|reading| reading.meta.title.as_str())
        .collect();
    if !readings.is_empty() {
        lines.push(words.fill("kit_read", &[("readings", &readings.join(words.get("list_comma")))]));
    }
    if link.is_some() || dial_in.is_some() {
        lines.push(words.get("kit_link_rule").to_owned());
    }
    lines.join("\n")
}
