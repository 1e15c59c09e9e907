//! The reference list, and the page of a reading that has a body.

use serde::Serialize;

use crate::handbook::{EntryKind, Reading, book};

use super::context::{BodyView, LinkView, PageContext};
use super::downloads;
use super::page::Ready;
use super::page_meta::PageMeta;

/// The fields that `readings.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct ReadingsPage<'a> {
    pub readings: Vec<ReadingView<'a>>,
    /// All of them, for programs that keep references.
    pub bibtex: String,
    pub ris: String,
}

/// The fields that `reading.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct ReadingPage<'a> {
    pub reading: ReadingView<'a>,
    pub body: BodyView<'a>,
}

/// A reading with its reference.
#[derive(Debug, Serialize)]
pub(super) struct ReadingView<'a> {
    /// Its anchor in the list.
    pub id: &'a str,
    pub citation: &'a str,
    pub kind: Option<&'a str>,
    /// Its own page, where it has one and this is another.
    pub url: Option<String>,
    pub link: Option<String>,
    pub doi: Option<&'a str>,
    pub isbn: Option<&'a str>,
    pub access: Option<&'a str>,
    pub time: Option<&'a str>,
    pub sessions: Vec<Used<'a>>,
    pub draft: bool,
}

/// A session that reads it, and which part.
#[derive(Debug, Serialize)]
pub(super) struct Used<'a> {
    pub session: LinkView<'a>,
    pub part: Option<&'a str>,
}

/// Makes the reference list.
pub(super) fn index(at: PageContext<'_>) -> Ready<'_> {
    let readings = at.site.book.readings.iter().enumerate().map(|(place, reading)| view(&at, place, reading)).collect();
    let here = PageMeta::list(&at, EntryKind::Reading);
    Ready::new(
        "readings.html",
        here,
        &ReadingsPage { readings, bibtex: at.href(downloads::BIBTEX), ris: at.href(downloads::RIS) },
    )
}

/// Makes the page of a reading.
pub(super) fn reading<'a>(at: PageContext<'a>, place: usize, reading: &'a Reading) -> Ready<'a> {
    // Lines of the list are no pages: the neighbours are the nearest readings that have one.
    let list = &at.site.book.readings;
    let mut here = PageMeta::entry(&at, &reading.meta);
    let link = |reading: &'a std::sync::Arc<Reading>| at.link(&reading.meta);
    here.previous = list.iter().take(place).rev().find(|other| has_page(other)).map(link);
    here.next = list.iter().skip(place + 1).find(|other| has_page(other)).map(link);
    let view = ReadingPage { reading: view(&at, place, reading), body: at.body(&reading.body) };
    Ready::new("reading.html", here.with_contents(&reading.body), &view)
}

/// Returns whether a reading is a page of its own, and not only a line of the list.
pub(super) fn has_page(reading: &Reading) -> bool {
    !reading.meta.address.contains(".html#")
}

fn view<'a>(at: &PageContext<'a>, place: usize, reading: &'a Reading) -> ReadingView<'a> {
    let own = book::key(&reading.meta.id);
    let sessions =
        at.site.uses.readings.get(place).into_iter().flatten().filter_map(|place| at.site.book.sessions.get(*place));
    let used = |session: &'a std::sync::Arc<crate::handbook::Session>| Used {
        session: at.link(&session.meta),
        part: session
            .readings
            .iter()
            .find(|used| book::key(&used.reading.value) == own)
            .and_then(|used| used.part.as_deref()),
    };
    ReadingView {
        id: reading.meta.address.split_once(".html#").map_or(&*reading.meta.id, |(_, anchor)| anchor),
        citation: &reading.citation,
        kind: reading.kind.as_deref(),
        url: (has_page(reading) && reading.meta.address != at.path).then(|| at.href(&reading.meta.address)),
        link: reading.link.as_ref().and_then(|link| at.file(link)),
        doi: reading.doi.as_deref(),
        isbn: reading.isbn.as_deref(),
        access: reading.access.as_deref(),
        time: reading.time_to_read.as_deref(),
        sessions: sessions.map(used).collect(),
        draft: reading.meta.draft,
    }
}
