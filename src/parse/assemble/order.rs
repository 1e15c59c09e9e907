//! The order of every list in a book.

use std::sync::Arc;

use deunicode::deunicode;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use rustc_hash::FxHashMap;

use crate::handbook::book::key;
use crate::handbook::meta::HasMeta;
use crate::handbook::session::When;
use crate::handbook::{Book, Session};

/// Sorts the lists of `book` as its fields say. Whatever else is equal is ordered by id, so that the order never
/// depends on the order of the files.
pub fn sort(book: &mut Book) {
    sort_sessions(book);
    book.series.sort_by_cached_key(|series| (ListOrder::of(series.order), by_title(series)));
    book.people.sort_by_cached_key(by_title);
    book.venues.sort_by_cached_key(by_title);
    book.readings.sort_by_cached_key(|reading| (letters(&reading.citation), by_title(reading)));
    book.scenarios.sort_by_cached_key(|scenario| {
        let opens = scenario.opens.as_ref().map(|date| date.value);
        (opens.is_none(), opens, by_title(scenario))
    });
    book.methods.sort_by_cached_key(by_title);
    book.guidance.sort_by_cached_key(|guidance| (ListOrder::of(guidance.order), by_title(guidance)));
    book.pages.sort_by_cached_key(|page| (ListOrder::of(page.order), by_title(page)));
}

/// Returns the letters by which a title is sorted: plain ones (É with E), case aside, the same on every machine.
#[must_use]
pub fn letters(title: &str) -> String {
    if title.is_ascii() { title.to_ascii_lowercase() } else { deunicode(title).to_lowercase() }
}

/// The value of `order`; entries without one follow.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum ListOrder {
    At(i64),
    Unsaid,
}

impl ListOrder {
    fn of(order: Option<i64>) -> Self {
        order.map_or(ListOrder::Unsaid, ListOrder::At)
    }
}

fn by_title<T: HasMeta>(entry: &Arc<T>) -> (String, String, Arc<str>) {
    let meta = entry.meta();
    // Addresses distinguish entries with one id in two groups.
    (letters(&meta.title), key(&meta.address), Arc::clone(&meta.file))
}

fn sort_sessions(book: &mut Book) {
    let series: FxHashMap<&str, &TimeZone> =
        book.series.iter().filter_map(|series| Some((&*series.meta.id, &series.timezone.as_ref()?.value))).collect();
    let community = &book.community.timezone.value;
    let zone = |session: &Session| -> TimeZone {
        let own = session.timezone.as_ref().map(|zone| &zone.value);
        let inherited = || session.series.as_deref().and_then(|id| series.get(id).copied());
        own.or_else(inherited).unwrap_or(community).clone()
    };
    let mut dated: Vec<(Option<Timestamp>, Arc<Session>)> = std::mem::take(&mut book.sessions)
        .into_iter()
        .map(|session| (start(&session, &zone(&session)), session))
        .collect();
    // Nearly all differ in their start, so what else counts is compared only where it must be.
    dated.sort_by(|(a, one), (b, other)| {
        let by_start = (a.is_none(), a).cmp(&(b.is_none(), b));
        by_start
            .then_with(|| key(&one.meta.id).cmp(&key(&other.meta.id)))
            .then_with(|| one.meta.file.cmp(&other.meta.file))
    });
    book.sessions = dated.into_iter().map(|(_, session)| session).collect();
}

/// Returns when a session starts, as near as it is known; a week by the beginning of its first day.
fn start(session: &Session, zone: &TimeZone) -> Option<Timestamp> {
    let at = |date: Date, time: Time| zone.to_timestamp(date.to_datetime(time)).ok();
    match &session.when.value {
        When::On(meeting) => at(meeting.date, meeting.times.start),
        When::WeekOf { date, .. } => at(*date, Time::midnight()),
        When::Undecided { .. } => None,
    }
}
