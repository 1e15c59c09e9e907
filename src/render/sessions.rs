//! The list of all sessions, and the page of a series.

use serde::Serialize;

use crate::handbook::EntryKind;
use crate::handbook::Series;

use super::context::{BodyView, LinkView, PageContext, PersonCard};
use super::page::Ready;
use super::page_meta::{Content, PageMeta};
use super::season;
use super::sections::SiteSection;
use super::session_list::{self, Lists, SessionItem};
use super::subscribe::{self, FeedView};

/// The fields that `sessions.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct SessionsPage<'a> {
    /// The way to the season at a glance, and to the journey, where there are any.
    pub season: Option<String>,
    pub between: Option<String>,
    pub journey: Option<String>,
    pub coming: Vec<SessionItem<'a>>,
    /// The latest first.
    pub past: Vec<SessionItem<'a>>,
    pub undated: Vec<SessionItem<'a>>,
    pub series: Vec<SeriesLine<'a>>,
    /// The feed of all sessions, where it can be subscribed to or holds something.
    pub feed: Option<FeedView<'a>>,
}

/// A series in the list.
#[derive(Debug, Serialize)]
pub(super) struct SeriesLine<'a> {
    pub title: &'a str,
    pub url: String,
    pub count: String,
    pub draft: bool,
}

/// The fields that `series.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct SeriesPage<'a> {
    /// The way to its season at a glance.
    pub season: String,
    pub sessions: Lists<'a>,
    pub feed: Option<FeedView<'a>>,
    pub facilitators: Vec<PersonCard<'a>>,
    pub body: BodyView<'a>,
}

/// Makes the list of all sessions.
pub(super) fn index(at: PageContext<'_>) -> Ready<'_> {
    let book = at.site.book;
    let (undated, dated): (Vec<usize>, Vec<usize>) =
        (0..book.sessions.len()).partition(|place| at.site.day(&book.sessions[*place]).is_none());
    let Lists { coming, past } = session_list::lists(&at, &dated);
    let line = |place: usize| {
        let series = book.series.get(place)?;
        Some(SeriesLine {
            title: &series.meta.title,
            url: at.href(&series.meta.address),
            count: at.site.words.count("sessions", u32::try_from(of_series(&at, place).len()).unwrap_or(u32::MAX)),
            draft: series.meta.draft,
        })
    };
    let way = |section: SiteSection| {
        SiteSection::of(book, at.site.today).any(|one| one == section).then(|| at.href(section.path()))
    };
    let view = SessionsPage {
        season: way(SiteSection::Season),
        between: way(SiteSection::Between),
        journey: way(SiteSection::Journey),
        coming,
        past,
        undated: session_list::lines(&at, undated),
        series: current_first(&at).into_iter().filter_map(line).collect(),
        feed: Some(subscribe::all(&at)).filter(|feed| feed.subscribe.is_some() || at.site.feeds.contains(&true)),
    };
    let lines = [
        (view.coming.is_empty(), "_coming", "coming"),
        (view.feed.is_none(), "_calendar", "nav_calendar"),
        (view.undated.is_empty(), "_undated", "undated"),
        (view.series.is_empty(), "_series", "by_series"),
        (view.past.is_empty(), "_past", "past"),
    ];
    let lines = lines.into_iter().filter(|(is_empty, ..)| !is_empty);
    let lines = lines.map(|(_, id, key)| Content::new(2, id, at.site.words.get(key))).collect();
    let here = PageMeta::list(&at, EntryKind::Session).with_lines(lines);
    Ready::new("sessions.html", here, &view)
}

/// Makes the page of a series.
pub(super) fn series<'a>(at: PageContext<'a>, place: usize, series: &'a Series) -> Ready<'a> {
    let book = at.site.book;
    let here = PageMeta::entry(&at, &series.meta).among(&at, EntryKind::Series, place);
    let facilitators = series.facilitators.as_deref().unwrap_or(&book.community.facilitators);
    let feed = subscribe::series(&at, place);
    let file = |feed: &FeedView<'a>| LinkView { title: feed.title.into(), url: Some(feed.file.clone()) };
    let here = PageMeta { feed: feed.as_ref().map(file), ..here };
    let view = SeriesPage {
        season: at.href(&season::address(&series.meta.id)),
        feed,
        sessions: session_list::lists(&at, of_series(&at, place)),
        facilitators: at.people(facilitators),
        body: at.body(&series.body),
    };
    Ready::new("series.html", here.with_contents(&series.body), &view)
}

/// Returns the places of all series: those that have something to come in the order of the book, behind them those that
/// are over, the latest first.
pub(super) fn current_first(at: &PageContext<'_>) -> Vec<usize> {
    let book = at.site.book;
    let last = |place: &usize| {
        of_series(at, *place).iter().filter_map(|session| at.site.day(book.sessions.get(*session)?)).max()
    };
    let (over, mut all): (Vec<usize>, Vec<usize>) =
        (0..book.series.len()).partition(|place| last(place).is_some_and(|last| last < at.site.today));
    let mut over = over;
    over.sort_by_key(|place| std::cmp::Reverse(last(place)));
    all.extend(over);
    all
}

/// Returns the sessions of the series at `place`.
fn of_series<'a>(at: &PageContext<'a>, place: usize) -> &'a [usize] {
    at.site.uses.series.get(place).map_or(&[], Vec::as_slice)
}
