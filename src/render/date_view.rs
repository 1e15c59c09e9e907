//! The time of a session in words: date, clock times, zone, doors.

use jiff::Zoned;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::handbook::schedule::{self, Sitting};
use crate::handbook::session::{End, Meeting, Times, When};
use crate::handbook::{Session, date_words};

use super::context::PageContext;

/// The time of one sitting.
#[derive(Debug, Default, Serialize)]
pub(super) struct WhenView {
    /// "Thursday 19 November 2026", "Week of 16 November 2026" or that the date is still open.
    pub date: String,
    /// For `<time datetime>`: the instant with its offset, or the day alone.
    pub iso: Option<String>,
    /// The instant of its end, for the reader's own clock.
    pub end: Option<String>,
    pub time: Option<String>,
    /// "Halifax time (AST)".
    pub zone: Option<String>,
    pub length: Option<String>,
    pub doors: Option<String>,
}

/// The time of a session, its first sitting, and the others.
pub(super) struct WhenAll {
    pub first: WhenView,
    pub others: Vec<WhenView>,
    pub sitting: Option<Sitting>,
}

/// Returns the times of all sittings of `session`.
pub(super) fn when(at: &PageContext<'_>, session: &Session) -> WhenAll {
    let zone = at.site.book.zone(session);
    let mut sittings = sittings(at, session, zone).into_iter();
    let Some(sitting) = sittings.next() else {
        return WhenAll { first: open(at, session, zone), others: Vec::new(), sitting: None };
    };
    let others = sittings.map(|other| sat(at, &other)).collect();
    WhenAll { first: sat(at, &sitting), others, sitting: Some(sitting) }
}

/// Returns the time of the next sitting of `session`.
pub(super) fn next(at: &PageContext<'_>, session: &Session) -> WhenView {
    let zone = at.site.book.zone(session);
    let sittings = sittings(at, session, zone);
    let next = sittings.iter().find(|sitting| Some(sitting.start.date()) == at.site.day(session));
    next.or(sittings.first()).map_or_else(|| open(at, session, zone), |sitting| sat(at, sitting))
}

/// Returns the sittings; of a session that repeats, the one on its next day.
fn sittings(at: &PageContext<'_>, session: &Session, zone: &TimeZone) -> Vec<Sitting> {
    let mut all = schedule::sittings(session, zone);
    if let (Some(_), When::On(meeting), Some(day)) = (&session.repeats, &session.when.value, at.site.day(session)) {
        let next = schedule::sitting(&Meeting { date: day, ..*meeting }, session, 1, zone);
        if let (Some(first), Some(next)) = (all.first_mut(), next) {
            *first = next;
        }
    }
    all
}

fn sat(at: &PageContext<'_>, sitting: &Sitting) -> WhenView {
    let (words, clock) = (at.site.words, at.site.clock);
    let (start, end) = (sitting.start.time(), sitting.end.time());
    WhenView {
        date: date_words::long_date(sitting.start.date(), words),
        iso: Some(instant(&sitting.start)),
        end: Some(instant(&sitting.end)),
        time: Some(date_words::clock_range(start, end, clock, words)),
        zone: Some(date_words::zone(&sitting.start, words)),
        length: Some(date_words::duration(sitting.minutes(), words)),
        doors: (sitting.doors < sitting.start).then(|| date_words::clock_time(sitting.doors.time(), clock, words)),
    }
}

/// Returns an instant with its offset, for `<time datetime>`.
pub(super) fn instant(at: &Zoned) -> String {
    at.strftime("%Y-%m-%dT%H:%M%:z").to_string()
}

/// Returns the time of a session whose date or clock time is still open.
fn open(at: &PageContext<'_>, session: &Session, zone: &TimeZone) -> WhenView {
    let words = at.site.words;
    let (date, iso, times) = match &session.when.value {
        When::On(meeting) => (date_words::long_date(meeting.date, words), Some(meeting.date), Some(meeting.times)),
        When::WeekOf { date, times } => {
            (words.fill("week_of", &[("date", &date_words::date(*date, words))]), Some(*date), *times)
        }
        When::Undecided { times } => (words.get("date_open").to_owned(), None, *times),
    };
    WhenView {
        date,
        iso: iso.map(|day| day.to_string()),
        time: times.map(|times| clock(at, times)),
        zone: times.map(|_| date_words::zone_name(zone, words)),
        ..WhenView::default()
    }
}

/// Returns clock times without a day.
pub(super) fn clock(at: &PageContext<'_>, times: Times) -> String {
    let end = match times.end {
        End::At(end) => end,
        End::After(minutes) => times.start.wrapping_add(jiff::Span::new().minutes(minutes)),
    };
    date_words::clock_range(times.start, end, at.site.clock, at.site.words)
}

/// Returns one clock time.
pub(super) fn clock_time(at: &PageContext<'_>, time: Time) -> String {
    date_words::clock_time(time, at.site.clock, at.site.words)
}

/// Returns a session's clock times as a list shows them, and the place of their zone where that is not the community's.
pub(super) fn when_short(at: &PageContext<'_>, session: &Session) -> (Option<String>, Option<String>) {
    let times = match &session.when.value {
        When::On(meeting) => Some(at.site.meeting(session).unwrap_or(*meeting).times),
        When::WeekOf { times, .. } | When::Undecided { times } => *times,
    };
    (times.map(|times| clock(at, times)), times.and_then(|_| elsewhere(at, session)))
}

/// Returns the place whose clock a session goes by, where that is not the community's.
pub(super) fn elsewhere(at: &PageContext<'_>, session: &Session) -> Option<String> {
    let (zone, home) = (at.site.book.zone(session), &at.site.book.community.timezone.value);
    (zone.iana_name() != home.iana_name()).then(|| date_words::zone_name(zone, at.site.words))
}
