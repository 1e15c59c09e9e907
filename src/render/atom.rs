//! `changes.xml`: news of the handbook for feed readers (Atom, RFC 4287).
//!
//! An entry is made of what authors wrote with a day: a change of a session, a scenario that opens, `updated`. Nothing
//! comes from a clock, so an entry keeps its id and its stamp however often the site is built. What is dated after the
//! day of the build waits for its day.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use twox_hash::XxHash3_128;

use crate::handbook::session::{Change, Status, When};
use crate::handbook::{Meta, Role, Scenario, Section, Session, date_words};

use super::context::PageContext;
use super::json_ld;
use super::reschedule;
use super::session::told_in_lists;
use super::site::Site;
use super::xml;

pub(super) const PATH: &str = "changes.xml";

/// The most entries: readers ask often and keep what they had, so a season's worth is enough.
const MOST: usize = 50;

/// The days ahead that a session is announced, when most people can still keep the evening free.
const AHEAD: i32 = 14;

/// The stamp of a feed in which nothing has happened yet; any fixed day would do.
const NEVER: Date = jiff::civil::date(2000, 1, 1);

/// Something that happened on a day.
struct NewsItem<'a> {
    day: Date,
    meta: &'a Meta,
    what: NewsKind<'a>,
}

enum NewsKind<'a> {
    /// A session is so many days away.
    Coming(&'a Session),
    /// An entry of `changes`, and which of its day it is.
    Changed(&'a Session, &'a Change, usize),
    /// A session has the section on what happened.
    Happened(&'a Section),
    Opened(&'a Scenario),
    /// A scenario has a summary.
    Summary(&'a Section),
    Updated,
}

/// Returns the whole file; `None` where the site's address is not known, since the links of a feed are complete ones.
pub(super) fn changes(site: &Site<'_>) -> Option<String> {
    let community = site.book.community.as_ref();
    let website = community.website.as_ref()?.value.as_str();
    let name = community.name.as_str();
    let news = news(site);

    let mut text = String::with_capacity(1024 + news.len() * 768);
    text.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"",
    );
    xml::escape(&community.language.value, &mut text);
    text.push_str("\">\n");
    xml::element("id", &urn(&[&community.id, PATH]), &mut text);
    xml::element("title", &title(site), &mut text);
    link("self", &format!("{website}/{PATH}"), &mut text);
    link("alternate", &format!("{website}/"), &mut text);
    let newest = news.first().map(|news| news.day).or(community.updated.filter(|day| *day <= site.today));
    xml::element("updated", &stamp(newest.unwrap_or(NEVER), &community.timezone.value), &mut text);
    text.push_str("<author>");
    xml::element("name", community.organization.as_deref().unwrap_or(name), &mut text);
    text.push_str("</author>\n");
    for one in &news {
        entry(site, one, &mut text);
    }
    text.push_str("</feed>\n");
    Some(text)
}

/// Returns the title of the feed, as feed readers show it.
pub(super) fn title(site: &Site<'_>) -> String {
    site.words.fill("news_of", &[("community", &site.book.community.name)])
}

/// Returns all news of which a day is known, the newest first, cut to the most recent.
fn news<'a>(site: &Site<'a>) -> Vec<NewsItem<'a>> {
    let mut all = Vec::new();
    site.book.each_entry(&mut |meta, _| {
        all.extend(meta.updated.map(|day| NewsItem { day, meta, what: NewsKind::Updated }));
    });
    for session in &site.book.sessions {
        of_session(site, session, &mut all);
    }
    for scenario in &site.book.scenarios {
        of_scenario(site, scenario, &mut all);
    }
    all.retain(|news| news.day <= site.today && !news.meta.draft);
    all.sort_unstable_by_key(|news| (std::cmp::Reverse(news.day), news.meta.address.as_str(), news.what.order()));
    // Other news of an entry on the day of its `updated` stands before that, and says more.
    all.truncate(2 * MOST);
    let is_said =
        |kept: &NewsItem<'_>, news: &NewsItem<'_>| kept.day == news.day && kept.meta.address == news.meta.address;
    all.dedup_by(|news, kept| matches!(news.what, NewsKind::Updated) && is_said(kept, news));
    all.truncate(MOST);
    all
}

fn of_session<'a>(site: &Site<'a>, session: &'a Session, all: &mut Vec<NewsItem<'a>>) {
    let meta = &session.meta;
    for (place, change) in session.changes.iter().enumerate() {
        let nth = session.changes[..place].iter().filter(|before| before.date == change.date).count();
        all.push(NewsItem { day: change.date, meta, what: NewsKind::Changed(session, change, nth) });
    }
    let When::On(meeting) = session.when.value else { return };
    if session.status == Status::Cancelled {
        return;
    }
    if let Ok(day) = meeting.date.checked_sub(AHEAD.days()) {
        all.push(NewsItem { day, meta, what: NewsKind::Coming(session) });
    }
    if let Some(section) = session.body.section(Role::WhatHappened).filter(|_| meeting.date < site.today) {
        let day = meta.updated.filter(|day| (meeting.date..=site.today).contains(day)).unwrap_or(meeting.date);
        all.push(NewsItem { day, meta, what: NewsKind::Happened(section) });
    }
}

fn of_scenario<'a>(site: &Site<'a>, scenario: &'a Scenario, all: &mut Vec<NewsItem<'a>>) {
    let meta = &scenario.meta;
    let opens = scenario.opens.as_ref().map(|day| day.value);
    all.extend(opens.map(|day| NewsItem { day, meta, what: NewsKind::Opened(scenario) }));
    let summary = scenario.rounds.iter().rev().find_map(|round| round.summary.as_ref());
    let closes = scenario.closes.as_ref().map(|day| day.value);
    let written = meta.updated.filter(|day| opens.is_none_or(|opens| opens <= *day) && *day <= site.today);
    if let (Some(section), Some(day)) = (summary, written.or(closes)) {
        all.push(NewsItem { day, meta, what: NewsKind::Summary(section) });
    }
}

impl NewsKind<'_> {
    fn order(&self) -> (u8, usize) {
        match self {
            NewsKind::Changed(_, _, nth) => (0, *nth),
            NewsKind::Happened(_) => (1, 0),
            NewsKind::Summary(_) => (2, 0),
            NewsKind::Opened(_) => (3, 0),
            NewsKind::Coming(_) => (4, 0),
            NewsKind::Updated => (5, 0),
        }
    }

    /// Returns the name that tells it from all other news of the same entry. It never changes, for it goes into the id.
    fn name(&self) -> String {
        match self {
            NewsKind::Coming(_) => "coming".to_owned(),
            NewsKind::Changed(_, change, nth) => format!("changed {} {nth}", change.date),
            NewsKind::Happened(_) => "happened".to_owned(),
            NewsKind::Opened(_) => "opened".to_owned(),
            NewsKind::Summary(_) => "summary".to_owned(),
            NewsKind::Updated => "updated".to_owned(),
        }
    }
}

fn entry(site: &Site<'_>, news: &NewsItem<'_>, out: &mut String) {
    let (words, meta) = (site.words, news.meta);
    let at = PageContext { site, path: &meta.address };
    let (key, said) = match &news.what {
        NewsKind::Coming(session) => ("news_coming", Some(told_in_lists(&at, session))),
        NewsKind::Changed(session, change, _) => {
            ("news_changed", Some(reschedule::sentence(&date_words::change(change, session, site.clock, words))))
        }
        NewsKind::Happened(section) => ("news_happened", section_text(section)),
        NewsKind::Opened(scenario) => ("news_opened", scenario.body.section(Role::Question).and_then(section_text)),
        NewsKind::Summary(section) => ("news_summary", section_text(section)),
        NewsKind::Updated => ("news_updated", None),
    };
    // An update is a piece of news of its own each time; everything else is one that may be written better later.
    let name = match news.what {
        NewsKind::Updated => format!("{} {}", news.what.name(), news.day),
        _ => news.what.name(),
    };
    let oldest = meta.was.first().map_or(&meta.id, |oldest| &oldest.value);
    let community = site.book.community.as_ref();
    out.push_str("<entry>\n");
    xml::element("id", &urn(&[&community.id, &format!("{:?}", meta.kind), oldest, &name]), out);
    xml::element("title", &words.fill(key, &[("title", &meta.title)]), out);
    link("alternate", &at.address().unwrap_or_default(), out);
    xml::element("updated", &stamp(news.day, &community.timezone.value), out);
    if let Some(said) = said {
        xml::element("summary", &said, out);
    }
    out.push_str("</entry>\n");
}

/// Returns the beginning of a section, in plain words.
fn section_text(section: &Section) -> Option<String> {
    let whole = std::iter::once(&section.prose).chain(section.parts.iter().map(|part| &part.prose));
    json_ld::shortened(&whole.map(crate::handbook::RichText::plain).collect::<Vec<_>>().join(" "))
}

fn link(rel: &str, address: &str, out: &mut String) {
    out.push_str(&format!("<link rel=\"{rel}\" href=\""));
    xml::escape(address, out);
    out.push_str("\"/>\n");
}

/// Returns the beginning of a day, as RFC 3339 writes it.
fn stamp(day: Date, zone: &TimeZone) -> String {
    let start = day.to_zoned(zone.clone());
    start.map_or_else(|_| format!("{day}T00:00:00Z"), |start| start.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// Returns an id that is made of nothing but the names of things (RFC 9562 §5.8): another address of the site, or
/// another title, leaves it as it is.
fn urn(names: &[&str]) -> String {
    const VERSION: u128 = 0x8 << 76;
    const VARIANT: u128 = 0x2 << 62;
    let hash = XxHash3_128::oneshot(names.join("\0").as_bytes());
    let free = hash & !(0xf << 76) & !(0x3 << 62);
    let digits = format!("{:032x}", free | VERSION | VARIANT);
    let part = |from: usize, to: usize| &digits[from..to];
    format!("urn:uuid:{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}
