//! The season at a glance: every meeting in a row of its own, month by month, made to be printed on one page.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::handbook::links::address_name;
use crate::handbook::schedule;
use crate::handbook::session::{Meeting, Status, When};
use crate::handbook::timeline::timeline;
use crate::handbook::{Book, EntryKind, Reference, Role, Series, Session, Voice, date_words};

use super::agenda::{self, Share};
use super::context::{LinkView, PageContext, PersonCard};
use super::page::Ready;
use super::page_meta::PageMeta;
use super::sections::SiteSection;
use super::session_list::{self, SessionItem};
use super::{date_view, occurrences, reschedule, sessions};

/// The path of the season of all sessions.
pub(super) const PAGE: &str = "season.html";

/// The days without a meeting that part one season from the next.
const PAUSE: i32 = 56;

/// The most letters, about, of what to prepare.
const A_FEW_WORDS: usize = 90;

/// The fields that `season.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct SeasonPage<'a> {
    /// The people who facilitate where a row names nobody.
    pub facilitators: Vec<PersonCard<'a>>,
    /// The months of the current season, behind them those of the seasons that are over.
    pub months: Vec<Month<'a>>,
    /// The sessions without a day yet.
    pub open: Vec<SessionItem<'a>>,
    /// The season of each series, on the page of all.
    pub seasons: Vec<LinkView<'a>>,
    /// The subject of the season: the series' page, or the list of all sessions.
    pub of: LinkView<'a>,
    /// The shares of the voices in all of its agendas, as their bars show them for each.
    pub shares: Vec<Share<'a>>,
    /// The bar in words.
    pub shares_text: String,
}

/// The meetings of a month.
#[derive(Debug, Serialize)]
pub(super) struct Month<'a> {
    pub title: String,
    /// Its anchor.
    pub id: String,
    pub rows: Vec<SeasonRow<'a>>,
    /// Whether its season is over.
    pub over: bool,
    #[serde(skip)]
    first: Date,
}

/// A meeting.
#[derive(Debug, Serialize)]
pub(super) struct SeasonRow<'a> {
    /// The day: "Thu 19", or that it is some day of that week.
    pub date: String,
    /// The instant at which it begins, or the day alone, and the instant at which it ends.
    pub iso: String,
    pub end: Option<String>,
    pub time: Option<String>,
    /// The place of that clock, where it is not the community's.
    pub zone: Option<String>,
    pub title: &'a str,
    pub url: String,
    /// The venue's name, that it is online, or both.
    pub places: Vec<&'a str>,
    /// The people who facilitate, where it is not those of the whole season.
    pub facilitators: Vec<&'a str>,
    /// Its purpose, in a few words.
    pub purpose: Option<String>,
    pub prepare: Option<String>,
    /// The tasks until the next one, in a few words.
    pub then: Option<String>,
    pub badge: Option<&'a str>,
    pub cancelled: bool,
    pub draft: bool,
    #[serde(skip)]
    order: (Date, jiff::civil::Time, usize),
}

/// Returns whether a season has more than the page of the one session would.
pub(super) fn is_in(book: &Book) -> bool {
    book.sessions.len() > 1 || book.sessions.iter().any(|session| session.repeats.is_some())
}

/// Returns the address of the season of the series with that id.
pub(super) fn address(series: &str) -> String {
    format!("season/{}.html", address_name(series))
}

/// Makes the season of all sessions.
pub(super) fn page(at: PageContext<'_>) -> Ready<'_> {
    let (book, words) = (at.site.book, at.site.words);
    let here = PageMeta::page(&at, words.get("season_title"));
    let season = |series: &Series| at.href(&address(&series.meta.id));
    let series = sessions::current_first(&at).into_iter().filter_map(|place| book.series.get(place));
    let seasons = series.map(|series| LinkView { title: series.meta.title.as_str().into(), url: Some(season(series)) });
    let seasons = seasons.collect();
    let of = LinkView {
        title: words.get("nav_sessions").into(),
        url: Some(at.href(SiteSection::Of(EntryKind::Session).path())),
    };
    let all = 0..book.sessions.len();
    Ready::new("season.html", here, &view(&at, all, &book.community.facilitators, seasons, of))
}

/// Makes the season of the series at `place`.
pub(super) fn of_series<'a>(at: PageContext<'a>, place: usize, series: &'a Series) -> Ready<'a> {
    let words = at.site.words;
    let title = words.fill("season_of", &[("title", &series.meta.title)]);
    let mut here = PageMeta::page(&at, title);
    here.draft = series.meta.draft;
    here.crumbs.push(LinkView { title: words.get("nav_season").into(), url: Some(at.href(PAGE)) });
    let of = at.site.uses.series.get(place).into_iter().flatten().copied();
    let usual = series.facilitators.as_deref().unwrap_or(&at.site.book.community.facilitators);
    Ready::new("season.html", here, &view(&at, of, usual, Vec::new(), at.link(&series.meta)))
}

fn view<'a>(
    at: &PageContext<'a>,
    places: impl Iterator<Item = usize> + Clone,
    usual: &'a [Reference],
    seasons: Vec<LinkView<'a>>,
    of: LinkView<'a>,
) -> SeasonPage<'a> {
    let book = at.site.book;
    let sessions = places.clone().filter_map(|place| Some((place, book.sessions.get(place)?.as_ref())));
    let mut rows: Vec<SeasonRow<'a>> = sessions.flat_map(|(place, session)| rows(at, usual, place, session)).collect();
    rows.sort_by_key(|row| row.order);
    // Beside others, a season keeps to one sheet of paper; what each session is for stands in its own.
    if seasons.len() > 1 {
        for row in &mut rows {
            (row.purpose, row.then) = (None, None);
        }
    }
    let is_open = |place: &usize| {
        book.sessions.get(*place).is_some_and(|session| matches!(session.when.value, When::Undecided { .. }))
    };
    let shares = minutes_of_each(book, places.clone());
    let current = rows.split_off(begins(&rows, at.site.today));
    SeasonPage {
        shares_text: agenda::shares_text(&shares, at.site.words),
        shares: agenda::shares(&shares, at.site.words),
        facilitators: at.people(usual),
        months: months(at, current, false).into_iter().chain(months(at, rows, true)).collect(),
        open: session_list::lines(at, places.filter(is_open)),
        seasons,
        of,
    }
}

/// The most sessions of a season; a bar of more says nothing.
const A_SEASON: usize = 60;

/// Returns how many minutes each voice has in the agendas of the sessions at `places`; nothing for a single one, which
/// has its own bar.
fn minutes_of_each(book: &Book, places: impl Iterator<Item = usize> + Clone) -> Vec<(Voice, u32)> {
    if places.clone().nth(A_SEASON).is_some() {
        return Vec::new();
    }
    let mut minutes: BTreeMap<Voice, u32> = BTreeMap::new();
    let mut agendas = 0;
    for session in places.filter_map(|place| book.sessions.get(place)) {
        let agenda = session.agenda.as_ref().filter(|_| session.status != Status::Cancelled);
        let Some(agenda) = agenda else { continue };
        let shares = timeline(agenda, None, book.community.group_size, book).shares;
        agendas += usize::from(!shares.is_empty());
        for (voice, share) in shares {
            *minutes.entry(voice).or_default() += share;
        }
    }
    if agendas > 1 { minutes.into_iter().collect() } else { Vec::new() }
}

/// Returns where the current season begins among `rows`: behind the last long pause before what comes next, or before
/// the last meeting where none is to come.
fn begins(rows: &[SeasonRow<'_>], today: Date) -> usize {
    let day = |place: usize| rows.get(place).map(|row| row.order.0);
    let next = rows.iter().position(|row| row.order.0 >= today).unwrap_or(rows.len().saturating_sub(1));
    let is_after_pause = |place: &usize| {
        let before = place.checked_sub(1).and_then(day);
        before.zip(day(*place)).is_some_and(|(before, day)| (day - before).get_days() > PAUSE)
    };
    (0..=next).rev().find(is_after_pause).unwrap_or(0)
}

fn months<'a>(at: &PageContext<'a>, rows: Vec<SeasonRow<'a>>, over: bool) -> Vec<Month<'a>> {
    let mut months: Vec<Month<'a>> = Vec::new();
    for row in rows {
        let first = row.order.0.first_of_month();
        match months.last_mut().filter(|month| month.first == first) {
            Some(month) => month.rows.push(row),
            None => months.push(Month {
                title: date_words::month(first, at.site.words),
                id: first.strftime("_%Y-%m").to_string(),
                rows: vec![row],
                over,
                first,
            }),
        }
    }
    months
}

/// Returns a row for each meeting of `session`. What is the same each time is shown with the first.
fn rows<'a>(at: &PageContext<'a>, usual: &[Reference], place: usize, session: &'a Session) -> Vec<SeasonRow<'a>> {
    let words = at.site.words;
    if let When::WeekOf { date, times } = &session.when.value {
        let week = words.fill("week_of", &[("date", &date_words::day_of_month(*date, words))]);
        let row = row(at, usual, session, (*date, jiff::civil::Time::MIN, place));
        return vec![SeasonRow { date: week, time: times.map(|times| date_view::clock(at, times)), ..row }];
    }
    let meetings = occurrences::meetings(at.site, session);
    let on = |(number, meeting): (usize, Meeting)| {
        let sitting = schedule::sitting(&meeting, session, 1, at.site.book.zone(session));
        let row = row(at, usual, session, (meeting.date, meeting.times.start, place));
        let row = SeasonRow {
            iso: sitting.as_ref().map_or(row.iso, |sitting| date_view::instant(&sitting.start)),
            end: sitting.map(|sitting| date_view::instant(&sitting.end)),
            time: Some(date_view::clock(at, meeting.times)),
            ..row
        };
        if number == 0 {
            row
        } else {
            SeasonRow { facilitators: Vec::new(), purpose: None, prepare: None, then: None, ..row }
        }
    };
    meetings.into_iter().enumerate().map(on).collect()
}

fn row<'a>(
    at: &PageContext<'a>,
    usual: &[Reference],
    session: &'a Session,
    order: (Date, jiff::civil::Time, usize),
) -> SeasonRow<'a> {
    let (book, words) = (at.site.book, at.site.words);
    let held = session.place.as_ref();
    let venue = held.and_then(|held| held.venue.as_ref()).and_then(|id| book.venue(&id.value));
    let online = held.is_some_and(|held| held.online).then(|| words.get("online"));
    let facilitators = book.facilitators(session);
    let is_usual = facilitators.iter().map(|id| &id.value).eq(usual.iter().map(|id| &id.value));
    let facilitators = facilitators.iter().filter(|_| !is_usual).filter_map(|id| book.person(&id.value));
    SeasonRow {
        date: date_words::day_of_month(order.0, words),
        iso: order.0.to_string(),
        end: None,
        time: None,
        zone: date_view::elsewhere(at, session),
        title: &session.meta.title,
        url: at.href(&session.meta.address),
        places: venue.map(|venue| venue.meta.title.as_str()).into_iter().chain(online).collect(),
        facilitators: facilitators.map(|person| person.meta.title.as_str()).collect(),
        purpose: first_of(at, session, Role::Purpose),
        prepare: prepare(at, session),
        then: first_of(at, session, Role::BetweenSessions),
        badge: reschedule::badge(at.site, session),
        cancelled: session.status == Status::Cancelled,
        draft: session.meta.draft,
        order,
    }
}

/// Returns what to prepare in a few words: the first thing that the session asks for, otherwise what it reads.
fn prepare(at: &PageContext<'_>, session: &Session) -> Option<String> {
    if session.status == Status::Cancelled {
        return None;
    }
    if let Some(first) = first_of(at, session, Role::Prepare) {
        return Some(first);
    }
    let reading = session.readings.first()?;
    let title = &at.site.book.reading(&reading.reading.value)?.meta.title;
    let told = |title: &str| match &reading.part {
        Some(part) => at.site.words.fill("reading_and_part", &[("reading", title), ("part", part)]),
        None => title.to_owned(),
    };
    let whole = told(title);
    if whole.chars().count() <= A_FEW_WORDS {
        return Some(whole);
    }
    // Which part is to be read tells more than a subtitle.
    let main = title.split_once(": ").map_or(title.as_str(), |(main, _)| main);
    Some(a_few_words(&told(main)))
}

/// Returns the first line below a heading of `session`, in a few words; nothing of one that is cancelled.
fn first_of(at: &PageContext<'_>, session: &Session, role: Role) -> Option<String> {
    let section = session.body.section(role).filter(|_| session.status != Status::Cancelled)?;
    let text = section.prose.plain_with(|_| None, |day| date_words::due(day, at.site.words));
    let mut lines = text.lines().map(|line| line.trim().trim_start_matches("- "));
    lines.find(|line| !line.is_empty()).map(a_few_words)
}

/// Returns the beginning of `text`, cut between words.
fn a_few_words(text: &str) -> String {
    let mut short = String::new();
    let mut letters = 0;
    for word in text.split_whitespace() {
        letters += word.chars().count() + 1;
        if letters > A_FEW_WORDS && !short.is_empty() {
            return format!("{} …", short.trim_end_matches([',', ';', ':', '.']));
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

#[cfg(test)]
mod tests {
    use super::a_few_words;

    #[test]
    fn long_text_is_cut_between_words() {
        assert_eq!(a_few_words("Read  page 3."), "Read page 3.");
        let long = a_few_words(&"grüße, ".repeat(30));
        assert!(long.ends_with("grüße …") && long.chars().count() <= 93, "{long}");
        // A word that is too long by itself is not lost.
        assert_eq!(a_few_words(&"x".repeat(200)).len(), 200);
    }
}
