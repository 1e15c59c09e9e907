//! The page of everything between sessions: when we meet next, what we said we would try, what is due, the scenarios
//! that are open, and what has been tried so far.

use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::Serialize;
use tera::Value;

use crate::handbook::session::Status;
use crate::handbook::{Book, Id, RichText, Role, Scenario, Session, date_words, schedule};

use super::context::{LinkView, PageContext};
use super::excerpt;
use super::page::Ready;
use super::page_meta::{Content, PageMeta};
use super::scenarios;
use super::sections::SiteSection;
use super::session_list::{self, SessionItem};

/// The path of the page.
pub(super) const PAGE: &str = "between.html";

/// The fields that `between.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct BetweenPage<'a> {
    /// The next session of each series, and of those that belong to none.
    pub next: Vec<SessionItem<'a>>,
    /// The tasks that each of them set the last time.
    pub asked: Vec<WhatWasAsked<'a>>,
    /// The tasks with a day until which they are to be done, the earliest first.
    pub due: Vec<Due<'a>>,
    pub scenarios: Vec<OpenScenario<'a>>,
    /// The things tried at sessions, the latest first.
    pub tried: Vec<WhatWasAsked<'a>>,
}

/// The text below a heading of a session, shown on another page.
#[derive(Debug, Serialize)]
pub(super) struct WhatWasAsked<'a> {
    pub from: LinkView<'a>,
    pub date: String,
    pub iso: String,
    pub html: Value,
}

/// A task with a day until which it is to be done.
#[derive(Debug, Serialize)]
pub(super) struct Due<'a> {
    /// The task; empty where it is only a page.
    pub html: Value,
    /// The day until which, where `html` does not name it itself.
    pub until: Option<String>,
    /// The page that says so.
    pub from: LinkView<'a>,
    #[serde(skip)]
    day: Date,
}

/// A scenario that can be answered today.
#[derive(Debug, Serialize)]
pub(super) struct OpenScenario<'a> {
    pub scenario: LinkView<'a>,
    /// "Open until 20 January 2027".
    pub status: Option<String>,
    pub question: Value,
    /// The place to answer.
    pub place: Option<LinkView<'a>>,
}

/// The most sessions that are searched for what was tried: two years of a group that meets every other week.
const TRIED: usize = 50;

/// Returns whether there is something between sessions on the day `today`.
pub(super) fn is_in(book: &Book, today: Date) -> bool {
    !asking(book, today).is_empty()
        || book.scenarios.iter().any(|scenario| scenarios::is_open(scenario, today))
        || tried(book, today).next().is_some()
}

/// Makes the page.
pub(super) fn page(at: PageContext<'_>) -> Ready<'_> {
    let (book, words, today) = (at.site.book, at.site.words, at.site.today);
    let view = BetweenPage {
        next: next(&at),
        asked: asked(&at),
        due: due(&at),
        scenarios: open_scenarios(&at),
        tried: tried(book, today)
            .take(TRIED)
            .filter_map(|session| what_was_asked(&at, session, Role::WeTried))
            .collect(),
    };
    let lines = [
        (!view.next.is_empty(), "_next", "next_session"),
        (!view.due.is_empty(), "_due", "due_soon"),
        (!view.asked.is_empty(), "_asked", "we_said_we_would_try"),
        (!view.scenarios.is_empty(), "_scenarios", "scenarios_open"),
        (!view.tried.is_empty(), "_tried", "what_we_tried"),
    ];
    let lines = lines.into_iter().filter(|(is_there, ..)| *is_there);
    let lines = lines.map(|(_, id, key)| Content::new(2, id, words.get(key))).collect();
    let here = PageMeta::page(&at, SiteSection::Between.title(words)).with_lines(lines);
    Ready::new("between.html", here, &view)
}

/// Returns the next session of each series, and of those that belong to none, the earliest first.
fn next<'a>(at: &PageContext<'a>) -> Vec<SessionItem<'a>> {
    let mut first: FxHashMap<Option<&Id>, &'a Session> = FxHashMap::default();
    for session in at.site.book.sessions.iter().map(Arc::as_ref) {
        if session.status == Status::Cancelled || !at.site.is_coming(session) || at.site.day(session).is_none() {
            continue;
        }
        let known = first.entry(session.series.as_ref()).or_insert(session);
        if at.site.order(session) < at.site.order(known) {
            *known = session;
        }
    }
    let mut next: Vec<&Session> = first.into_values().collect();
    next.sort_by_key(|session| (at.site.order(session), &session.meta.id));
    next.into_iter().map(|session| session_list::line(at, session)).collect()
}

/// Returns what was asked for at the last session of each series that goes on, the latest first.
pub(super) fn asked<'a>(at: &PageContext<'a>) -> Vec<WhatWasAsked<'a>> {
    let asking = asking(at.site.book, at.site.today).into_iter();
    asking.filter_map(|session| what_was_asked(at, session, Role::BetweenSessions)).collect()
}

/// Returns the last session of each series that goes on, where it asked for something; the latest first.
fn asking(book: &Book, today: Date) -> Vec<&Session> {
    let mut last: FxHashMap<Option<&Id>, &Session> = FxHashMap::default();
    let mut goes_on: FxHashMap<Option<&Id>, bool> = FxHashMap::default();
    for session in book.sessions.iter().map(Arc::as_ref).filter(|session| session.status != Status::Cancelled) {
        let series = session.series.as_ref();
        *goes_on.entry(series).or_default() |= schedule::is_coming(session, today);
        if session.day().is_some_and(|day| day < today) {
            let known = last.entry(series).or_insert(session);
            if session.day() >= known.day() {
                *known = session;
            }
        }
    }
    let mut asking: Vec<&Session> = last
        .into_iter()
        .filter(|(series, session)| {
            goes_on.get(series).is_some_and(|goes_on| *goes_on) && session.body.section(Role::BetweenSessions).is_some()
        })
        .map(|(_, session)| session)
        .collect();
    asking.sort_by_key(|session| (std::cmp::Reverse(session.day()), &session.meta.id));
    asking
}

/// Returns the sessions that are over and say what they tried, the latest first.
fn tried(book: &Book, today: Date) -> impl Iterator<Item = &Session> {
    let over = book.sessions.iter().rev().map(Arc::as_ref);
    over.filter(move |session| {
        session.status != Status::Cancelled
            && session.day().is_some_and(|day| day < today)
            && section(session, Role::WeTried).is_some()
    })
}

/// Returns the section of `session` with that meaning; what was tried stands below what happened.
fn section(session: &Session, role: Role) -> Option<&crate::handbook::Section> {
    match role {
        Role::WeTried => session.body.section(Role::WhatHappened)?.part(role),
        _ => session.body.section(role),
    }
}

fn what_was_asked<'a>(at: &PageContext<'a>, session: &'a Session, role: Role) -> Option<WhatWasAsked<'a>> {
    let section = section(session, role)?;
    let day = session.day()?;
    Some(WhatWasAsked {
        from: at.link(&session.meta),
        date: date_words::date(day, at.site.words),
        iso: day.to_string(),
        html: excerpt::prose(at, &section.prose, &session.meta),
    })
}

/// Collects what is due from today on: items with a day below `## Between sessions`, signing up, answers to open
/// scenarios.
fn due<'a>(at: &PageContext<'a>) -> Vec<Due<'a>> {
    let (book, today, words) = (at.site.book, at.site.today, at.site.words);
    let mut due: Vec<Due<'a>> = Vec::new();
    for session in book.sessions.iter().filter(|session| session.status != Status::Cancelled) {
        // What a session will ask for is not asked yet.
        let asks = session.body.section(Role::BetweenSessions);
        let asks = asks.filter(|_| session.day().is_some_and(|day| day < today));
        let items = asks.map(|section| section.prose.items());
        let items = items.into_iter().flatten().filter_map(|item| Some((item.due()?, item)));
        let from = || at.link(&session.meta);
        let item = |(day, item): (Date, RichText)| Due {
            html: excerpt::prose(at, &item, &session.meta),
            until: None,
            from: from(),
            day,
        };
        due.extend(items.map(item));
        let sign_up = session.sign_up.as_ref().filter(|_| at.site.is_coming(session));
        let until = |day: Date| Some(date_words::due(day, words));
        due.extend(sign_up.and_then(|sign_up| sign_up.until).map(|day| Due {
            html: words.get("sign_up").into(),
            until: until(day),
            from: from(),
            day,
        }));
    }
    for scenario in book.scenarios.iter().filter(|scenario| scenarios::is_open(scenario, today)) {
        due.extend(scenario.closes.as_ref().map(|closes| Due {
            html: words.get("answer_scenario").into(),
            until: Some(date_words::due(closes.value, words)),
            from: at.link(&scenario.meta),
            day: closes.value,
        }));
    }
    due.retain(|due| due.day >= today);
    due.sort_by_key(|due| due.day);
    due
}

fn open_scenarios<'a>(at: &PageContext<'a>) -> Vec<OpenScenario<'a>> {
    let open = at.site.book.scenarios.iter().filter(|scenario| scenarios::is_open(scenario, at.site.today));
    let view = |scenario: &'a Arc<Scenario>| OpenScenario {
        scenario: at.link(&scenario.meta),
        status: scenarios::status(at, scenario),
        question: scenarios::question(scenario)
            .map_or_else(|| "".into(), |section| excerpt::prose(at, &section.prose, &scenario.meta)),
        place: scenario.place.as_deref().map(scenarios::place_of),
    };
    open.map(view).collect()
}
