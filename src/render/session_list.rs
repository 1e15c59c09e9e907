//! A session as a line of a list.

use serde::Serialize;

use crate::handbook::session::{Status, When};
use crate::handbook::{Session, date_words};

use super::context::PageContext;
use super::{date_view, occurrences, repeats, reschedule};

/// A session in a list.
#[derive(Debug, Serialize)]
pub(super) struct SessionItem<'a> {
    pub title: &'a str,
    pub url: String,
    pub date: String,
    pub iso: Option<String>,
    /// The instant at which that day is over where the session is; none while it has no date.
    pub over: Option<String>,
    pub time: Option<String>,
    /// The place of those clock times, if not the community's own.
    pub zone: Option<String>,
    /// The venue's name, or that it is online.
    pub place: Option<&'a str>,
    pub series: Option<&'a str>,
    /// "every second Tuesday".
    pub repeats: Option<String>,
    /// The state that must be noticed: cancelled, moved, changed.
    pub badge: Option<&'a str>,
    pub cancelled: bool,
    pub draft: Option<&'a str>,
}

/// Returns `session` as a line on the page at `at`.
pub(super) fn line<'a>(at: &PageContext<'a>, session: &'a Session) -> SessionItem<'a> {
    let (words, book) = (at.site.words, at.site.book);
    let day = at.site.day(session);
    let cancelled = session.status == Status::Cancelled;
    let venue = session.place.as_ref().and_then(|place| place.venue.as_ref());
    let venue = venue.and_then(|id| book.venue(&id.value));
    let is_here = venue.is_some_and(|venue| venue.meta.address == at.path);
    let venue = venue.filter(|_| !is_here).map(|venue| venue.meta.title.as_str());
    let online = session.place.as_ref().is_some_and(|place| place.online).then(|| words.get("online"));
    // The page of a series or a venue need not name it in every line.
    let series = session.series.as_deref().and_then(|id| book.series(id)).filter(|s| s.meta.address != at.path);
    let (time, zone) = date_view::when_short(at, session);
    SessionItem {
        title: &session.meta.title,
        url: at.href(&session.meta.address),
        date: match (&session.when.value, day) {
            (When::WeekOf { .. }, Some(day)) => words.fill("week_of", &[("date", &date_words::date(day, words))]),
            (_, Some(day)) => date_words::long_date(day, words),
            (_, None) => words.get("date_open").to_owned(),
        },
        iso: day.map(|day| day.to_string()),
        over: over(at, session),
        time,
        zone,
        place: venue.or(online),
        series: series.map(|series| series.meta.title.as_str()),
        repeats: repeats(at, session),
        badge: reschedule::badge(at.site, session),
        cancelled,
        draft: session.meta.draft.then(|| words.get("draft")),
    }
}

/// Returns the instant at which the day that a list shows of `session` is over.
pub(super) fn over(at: &PageContext<'_>, session: &Session) -> Option<String> {
    let day = occurrences::last_day(session, at.site.meeting(session))?;
    occurrences::over(day, at.site.book.zone(session))
}

/// Returns the rule of a session that repeats: "every second Tuesday".
pub(super) fn repeats(at: &PageContext<'_>, session: &Session) -> Option<String> {
    let (When::On(first), Some(repeats)) = (&session.when.value, &session.repeats) else { return None };
    Some(repeats::every(first.date, repeats.value.every, at.site.words))
}

/// Returns the sessions at `places` as lines, in that order.
pub(super) fn lines<'a>(at: &PageContext<'a>, places: impl IntoIterator<Item = usize>) -> Vec<SessionItem<'a>> {
    places.into_iter().filter_map(|place| at.site.book.sessions.get(place)).map(|session| line(at, session)).collect()
}

/// Sessions still to come, and those that are over.
#[derive(Debug, Serialize)]
pub(super) struct Lists<'a> {
    /// The next one first.
    pub coming: Vec<SessionItem<'a>>,
    /// The latest first.
    pub past: Vec<SessionItem<'a>>,
}

/// Returns the sessions at `places`, in the book's order, as two lists.
pub(super) fn lists<'a>(at: &PageContext<'a>, places: &[usize]) -> Lists<'a> {
    let sessions = &at.site.book.sessions;
    let (mut coming, mut past): (Vec<usize>, Vec<usize>) =
        places.iter().partition(|place| sessions.get(**place).is_some_and(|session| at.site.is_coming(session)));
    // A session that began long ago may meet again tomorrow; one without a day comes last.
    coming.sort_by_cached_key(|place| sessions.get(*place).map(|session| at.site.order(session)));
    past.sort_by_cached_key(|place| sessions.get(*place).map(|session| at.site.order(session)));
    Lists { coming: lines(at, coming), past: lines(at, past.into_iter().rev()) }
}
