//! The page on subscribing to the calendar, and on how soon a change arrives.

use jiff::tz::TimeZone;
use serde::Serialize;

use crate::handbook::community::CommunityStatus;
use crate::handbook::{Series, Words, date_words};
use crate::source::Located;

use super::context::{LinkView, PageContext};
use super::page::Ready;
use super::page_meta::{Content, PageMeta};
use super::sections::SiteSection;
use super::subscribe::{self, FeedView};

/// The fields that `calendar.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct CalendarPage<'a> {
    /// "resting" or "closed", in words.
    pub status: Option<&'a str>,
    /// The feed of all sessions.
    pub feed: FeedView<'a>,
    /// Whether any session stands in it.
    pub is_empty: bool,
    pub series: Vec<SeriesFeed<'a>>,
    /// The clock by which sessions take place.
    pub zone: String,
    /// A sentence that reminders come by mail, where the community sends them.
    pub reminders: Option<String>,
    /// The calendars of communities that are near this one.
    pub sisters: Vec<LinkView<'a>>,
}

/// The feed of a series.
#[derive(Debug, Serialize)]
pub(super) struct SeriesFeed<'a> {
    pub url: String,
    pub feed: FeedView<'a>,
    /// The clock by which it takes place, where that is not the community's.
    pub zone: Option<String>,
}

/// Makes the page.
pub(super) fn page(at: PageContext<'_>) -> Ready<'_> {
    let (book, words) = (at.site.book, at.site.words);
    let community = &book.community;
    let one_series = |(place, series)| series_feed(&at, place, series);
    let series: Vec<_> = book.series.iter().map(AsRef::as_ref).enumerate().filter_map(one_series).collect();
    let view = CalendarPage {
        status: match community.status {
            CommunityStatus::Active => None,
            CommunityStatus::Resting => Some(words.get("community_resting")),
            CommunityStatus::Closed => Some(words.get("community_closed")),
        },
        feed: subscribe::all(&at),
        is_empty: !at.site.feeds.contains(&true),
        zone: words.fill("calendar_zone", &[("zone", &zone(&community.timezone.value, words))]),
        reminders: reminders(&at),
        sisters: at.links(&community.sister_calendars),
        series,
    };
    let lines = [
        (view.feed.subscribe.is_some(), "_subscribe", "subscribe"),
        (!view.series.is_empty(), "_series", "calendar_each_series"),
        (!view.sisters.is_empty(), "_sisters", "sister_calendars"),
        (view.feed.subscribe.is_some(), "_delays", "calendar_delays"),
        (view.feed.subscribe.is_some(), "_copy", "calendar_two_ways"),
    ];
    let lines = lines.into_iter().filter(|(is_there, ..)| *is_there);
    let lines = lines.map(|(_, id, key)| Content::new(2, id, words.get(key))).collect();
    let mut here = PageMeta::page(&at, SiteSection::Calendar.title(words)).with_lines(lines);
    let what = if view.feed.subscribe.is_some() { "calendar_what" } else { "calendar_only_file" };
    here.description = Some(words.get(what).to_owned());
    Ready::new("calendar.html", here, &view)
}

fn series_feed<'a>(at: &PageContext<'a>, place: usize, series: &'a Series) -> Option<SeriesFeed<'a>> {
    let (words, home) = (at.site.words, &at.site.book.community.timezone.value);
    let own = series.timezone.as_ref().map(|own| &own.value).filter(|own| own.iana_name() != home.iana_name());
    Some(SeriesFeed {
        url: at.href(&series.meta.address),
        feed: subscribe::series(at, place)?,
        zone: own.map(|own| words.fill("series_zone", &[("zone", &date_words::zone_name(own, words))])),
    })
}

/// Returns the name of a zone: "Halifax time (America/Halifax)"; a zone that is no place has one name only.
fn zone(zone: &TimeZone, words: &Words) -> String {
    let (told, name) = (date_words::zone_name(zone, words), zone.iana_name().unwrap_or("UTC"));
    if told == name { told } else { format!("{told} ({name})") }
}

/// Returns a sentence: "Members also get a mail before each session (7 days, 2 days)."
fn reminders(at: &PageContext<'_>) -> Option<String> {
    let words = at.site.words;
    let told = |days: &Located<u32>| match days.value {
        0 => words.get("calendar_same_day").to_owned(),
        days => words.count("days", days),
    };
    let days: Vec<_> = at.site.book.community.calendar.reminders.iter().map(told).collect();
    let days = days.join(words.get("list_comma"));
    (!days.is_empty()).then(|| words.fill("calendar_reminders", &[("days", &days)]))
}
