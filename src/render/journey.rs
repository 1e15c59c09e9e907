//! The journey so far: what sessions and scenarios asked, tried and found, in order; and the themes of them all.

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::handbook::schedule;
use crate::handbook::session::{Status, When};
use crate::handbook::{Book, Meta, Role, Scenario, Section as BodySection, Session, date_words};

use super::context::{LinkView, PageContext};
use super::excerpt::{self, PageExcerpt};
use super::page::Ready;
use super::page_meta::{Content, PageMeta};

/// The fields that `journey.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct JourneyPage<'a> {
    /// The themes; those that came up most often first, otherwise in the order in which they came up.
    pub themes: Vec<JourneyTheme<'a>>,
    /// Of many sessions the earlier ones, by name alone. The earliest first.
    pub earlier: Vec<Stop<'a>>,
    /// The others, with what was found at each.
    pub sessions: Vec<JourneyStop<'a>>,
    pub scenarios: Vec<ScenarioThread<'a>>,
}

/// A theme, and where it came up.
#[derive(Debug, Serialize)]
pub(super) struct JourneyTheme<'a> {
    pub title: String,
    pub places: Vec<LinkView<'a>>,
}

/// A session that has been.
#[derive(Debug, Serialize)]
pub(super) struct Stop<'a> {
    /// Its anchor.
    pub id: String,
    pub title: &'a str,
    pub url: String,
    pub date: String,
    pub iso: String,
    pub series: Option<&'a str>,
}

/// A session that is shown in full.
#[derive(Debug, Serialize)]
pub(super) struct JourneyStop<'a> {
    #[serde(flatten)]
    pub stop: Stop<'a>,
    /// The sections on what happened, then on what was to be tried until the next time.
    pub sections: Vec<PageExcerpt>,
}

/// A scenario with the rounds that were summed up.
#[derive(Debug, Serialize)]
pub(super) struct ScenarioThread<'a> {
    /// Its anchor.
    pub id: String,
    pub title: &'a str,
    pub url: String,
    /// Question and summary, round by round.
    pub sections: Vec<PageExcerpt>,
}

/// The most sessions that are shown in full: two years of a group that meets every other week. The findings of those
/// before stand on their own pages.
const TOLD: usize = 50;

/// Returns whether there is something to look back at.
pub(super) fn is_in(book: &Book, today: Date) -> bool {
    book.sessions.iter().any(|session| has_been(session, today)) || book.scenarios.iter().any(|one| has_found(one))
}

/// Returns whether `session` has taken place, at least once.
fn has_been(session: &Session, today: Date) -> bool {
    let began = match &session.when.value {
        When::On(meeting) => meeting.date < today,
        When::WeekOf { date, .. } => *date < today,
        When::Undecided { .. } => false,
    };
    let is_over = || !schedule::is_coming(session, today) || session.body.section(Role::WhatHappened).is_some();
    began && session.status != Status::Cancelled && is_over()
}

fn has_found(scenario: &Scenario) -> bool {
    scenario.rounds.iter().any(|round| round.summary.is_some())
}

/// Makes the journey.
pub(super) fn page(at: PageContext<'_>) -> Ready<'_> {
    let (book, words) = (at.site.book, at.site.words);
    let sessions = || book.sessions.iter().filter(|session| has_been(session, at.site.today));
    let earlier = sessions().count().saturating_sub(TOLD);
    let scenarios = || book.scenarios.iter().filter(|scenario| has_found(scenario));
    let view = JourneyPage {
        themes: themes(&at, sessions().map(AsRef::as_ref), scenarios().map(AsRef::as_ref)),
        earlier: (1..).zip(sessions()).take(earlier).map(|(number, session)| stop(&at, number, session)).collect(),
        sessions: (1..)
            .zip(sessions())
            .skip(earlier)
            .map(|(number, session)| journey_stop(&at, number, session))
            .collect(),
        scenarios: (1..).zip(scenarios()).map(|(number, scenario)| thread(&at, number, scenario)).collect(),
    };
    let mut lines = Vec::new();
    let part = |is_there: bool, id, key| is_there.then(|| Content::new(2, id, words.get(key)));
    lines.extend(part(!view.earlier.is_empty(), "_earlier", "journey_earlier"));
    lines.extend(part(!view.sessions.is_empty(), "_sessions", "journey_sessions"));
    lines.extend(view.sessions.iter().map(|told| Content::new(3, told.stop.id.clone(), told.stop.title)));
    lines.extend(part(!view.scenarios.is_empty(), "_scenarios", "journey_scenarios"));
    lines.extend(view.scenarios.iter().map(|thread| Content::new(3, thread.id.clone(), thread.title)));
    lines.extend(part(!view.themes.is_empty(), "_themes", "journey_themes"));
    let here = PageMeta::page(&at, words.get("journey_title")).with_lines(lines);
    Ready::new("journey.html", here, &view)
}

fn journey_stop<'a>(at: &PageContext<'a>, number: usize, session: &'a Session) -> JourneyStop<'a> {
    let sections = [Role::WhatHappened, Role::BetweenSessions];
    let sections = sections.into_iter().filter_map(|role| session.body.section(role));
    JourneyStop {
        stop: stop(at, number, session),
        sections: sections.map(|section| excerpt::section(at, section, &session.meta)).collect(),
    }
}

fn stop<'a>(at: &PageContext<'a>, number: usize, session: &'a Session) -> Stop<'a> {
    let day = match &session.when.value {
        When::On(meeting) => meeting.date,
        When::WeekOf { date, .. } => *date,
        When::Undecided { .. } => at.site.today,
    };
    let series = session.series.as_deref().and_then(|id| at.site.book.series(id));
    Stop {
        id: format!("_session-{number}"),
        title: &session.meta.title,
        url: at.href(&session.meta.address),
        date: date_words::long_date(day, at.site.words),
        iso: day.to_string(),
        series: series.map(|series| series.meta.title.as_str()),
    }
}

fn thread<'a>(at: &PageContext<'a>, number: usize, scenario: &'a Scenario) -> ScenarioThread<'a> {
    let rounds = scenario.rounds.iter().flat_map(|round| [&round.question, &round.summary]).flatten();
    ScenarioThread {
        id: format!("_scenario-{number}"),
        title: &scenario.meta.title,
        url: at.href(&scenario.meta.address),
        sections: rounds.map(|section| excerpt::section(at, section, &scenario.meta)).collect(),
    }
}

/// Returns every item under a heading Themes, each once, however it was capitalized.
fn themes<'a>(
    at: &PageContext<'a>,
    sessions: impl Iterator<Item = &'a Session>,
    scenarios: impl Iterator<Item = &'a Scenario>,
) -> Vec<JourneyTheme<'a>> {
    let mut all: Vec<JourneyTheme<'a>> = Vec::new();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    let mut gather = |meta: &'a Meta, section: &BodySection| {
        let Some(part) = section.part(Role::Themes) else { return };
        let url = at.href(&format!("{}#{}", meta.address, part.heading.id));
        for item in part.prose.items() {
            let title = item.plain();
            let title = title.trim().trim_end_matches('.');
            let place = *known.entry(title.to_lowercase()).or_insert_with(|| {
                all.push(JourneyTheme { title: title.to_owned(), places: Vec::new() });
                all.len() - 1
            });
            let places = &mut all[place].places;
            if places.last().is_none_or(|last| last.url.as_deref() != Some(&url)) {
                places.push(LinkView { title: meta.title.as_str().into(), url: Some(url.clone()) });
            }
        }
    };
    for session in sessions {
        if let Some(section) = session.body.section(Role::WhatHappened) {
            gather(&session.meta, section);
        }
    }
    for scenario in scenarios {
        for summary in scenario.rounds.iter().filter_map(|round| round.summary.as_ref()) {
            gather(&scenario.meta, summary);
        }
    }
    all.sort_by_key(|theme| std::cmp::Reverse(theme.places.len()));
    all
}
