//! The list of all sessions, and the page of a series.

use serde::Serialize;

use crate::handbook::{Book, Series};

use super::at::{At, BodyView, Card};
use super::here::Here;
use super::lines::{self, Line, Lists};
use super::page::Ready;
use super::sections::Section;
use super::when;

/// What `sessions.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct SessionsPage<'a> {
    pub coming: Vec<Line<'a>>,
    /// The latest first.
    pub past: Vec<Line<'a>>,
    pub undated: Vec<Line<'a>>,
    pub series: Vec<SeriesLine<'a>>,
}

/// A series in the list.
#[derive(Debug, Serialize)]
pub(super) struct SeriesLine<'a> {
    pub title: &'a str,
    pub url: String,
    pub count: String,
    pub draft: bool,
}

/// What `series.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct SeriesPage<'a> {
    pub sessions: Lists<'a>,
    pub facilitators: Vec<Card<'a>>,
    pub body: BodyView<'a>,
}

/// The list of all sessions.
pub(super) fn index<'a>(at: At<'a>) -> Ready<'a> {
    let book = at.site.book;
    let (undated, dated): (Vec<usize>, Vec<usize>) =
        (0..book.sessions.len()).partition(|place| when::day(&book.sessions[*place]).is_none());
    let Lists { coming, past } = lines::lists(&at, &dated);
    let mut counts = rustc_hash::FxHashMap::default();
    for id in book.sessions.iter().filter_map(|session| session.series.as_deref()) {
        *counts.entry(id).or_insert(0_u32) += 1;
    }
    let line = |series: &'a std::sync::Arc<Series>| SeriesLine {
        title: &series.meta.title,
        url: at.href(&series.meta.address),
        count: at.site.words.count("sessions", counts.get(&*series.meta.id).copied().unwrap_or(0)),
        draft: series.meta.draft,
    };
    let view = SessionsPage {
        coming,
        past,
        undated: lines::lines(&at, undated),
        series: book.series.iter().map(line).collect(),
    };
    Ready::new("sessions.html", Here::page(&at, Section::Sessions.title(at.site.words)), &view)
}

/// The page of a series.
pub(super) fn series<'a>(at: At<'a>, place: usize, series: &'a Series, sessions: &[usize]) -> Ready<'a> {
    let book = at.site.book;
    let here = Here::entry(&at, &series.meta, Section::Sessions).among(&at, &book.series, place);
    let facilitators = series.facilitators.as_deref().unwrap_or(&book.community.facilitators);
    let view = SeriesPage {
        sessions: lines::lists(&at, sessions),
        facilitators: at.people(facilitators),
        body: at.body(&series.body),
    };
    Ready::new("series.html", here.with_contents(&series.body), &view)
}

/// The sessions of each series, by the series' place in the book, in the book's order.
pub(super) fn by_series(book: &Book) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new(); book.series.len()];
    for (place, session) in book.sessions.iter().enumerate() {
        let id = session.series.as_deref().map(crate::handbook::book::key);
        if let Some(list) = id.and_then(|id| book.index.series.get(&id)).and_then(|series| all.get_mut(*series)) {
            list.push(place);
        }
    }
    all
}
