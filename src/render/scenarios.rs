//! The scenarios: the list, and a page with its question, its asks and its rounds.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use tera::Value;

use crate::handbook::{EntryKind, Role, Scenario, Section as BodySection, date_words};
use crate::source::Located;

use super::context::{LinkView, PageContext, PersonCard, SectionView};
use super::downloads;
use super::excerpt;
use super::page::Ready;
use super::page_meta::{Content, PageMeta};
use super::post;

/// The fields that `scenarios.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct ScenariosPage<'a> {
    pub scenarios: Vec<ScenarioLine<'a>>,
}

/// A scenario in the list.
#[derive(Debug, Serialize)]
pub(super) struct ScenarioLine<'a> {
    /// Its anchor.
    pub id: String,
    pub title: &'a str,
    pub url: String,
    pub status: Option<String>,
    pub open: bool,
    pub question: Value,
    pub draft: bool,
}

/// The fields that `scenario.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct ScenarioPage<'a> {
    /// "Open until 20 January 2027."
    pub status: Option<String>,
    pub open: bool,
    /// The place to answer, with a link where an address is written.
    pub place: Option<LinkView<'a>>,
    pub reply_within: Option<&'a str>,
    pub for_session: Option<LinkView<'a>>,
    pub sessions: Vec<LinkView<'a>>,
    pub seeded_by: Vec<PersonCard<'a>>,
    pub summary: Value,
    /// All but the rounds, in the author's order.
    pub sections: Vec<ScenarioSection<'a>>,
    pub rounds: Vec<RoundView<'a>>,
    /// The scenario as a post, and the same as a file.
    pub post: String,
    pub post_url: String,
    pub footnotes: Value,
}

/// A section, and what belongs to it alone.
#[derive(Debug, Serialize)]
pub(super) struct ScenarioSection<'a> {
    pub section: SectionView<'a>,
    /// The numbered asks, for the section that holds them, and what stands before and after them there.
    pub asks: Vec<AskView>,
    pub before: Value,
    pub after: Value,
}

/// A round: its question, and its summary.
#[derive(Debug, Serialize)]
pub(super) struct RoundView<'a> {
    pub number: u32,
    /// The link to the scenario's own question, which is the first round's.
    pub first: Option<LinkView<'a>>,
    pub question: Option<SectionView<'a>>,
    pub summary: Option<SectionView<'a>>,
}

/// A numbered ask.
#[derive(Debug, Serialize)]
pub(super) struct AskView {
    pub html: Value,
    pub optional: bool,
}

/// Lists every scenario.
pub(super) fn index<'a>(at: PageContext<'a>) -> Ready<'a> {
    let line = |(number, scenario): (usize, &'a std::sync::Arc<Scenario>)| ScenarioLine {
        id: format!("_scenario-{number}"),
        title: &scenario.meta.title,
        url: at.href(&scenario.meta.address),
        status: status(&at, scenario),
        open: is_open(scenario, at.site.today),
        question: scenario
            .body
            .section(Role::Question)
            .map_or_else(|| "".into(), |section| excerpt::prose(&at, &section.prose, &scenario.meta)),
        draft: scenario.meta.draft,
    };
    let scenarios: Vec<ScenarioLine<'_>> = (1..).zip(&at.site.book.scenarios).map(line).collect();
    let lines = scenarios.iter().map(|scenario| Content::new(2, scenario.id.clone(), scenario.title)).collect();
    let here = PageMeta::list(&at, EntryKind::Scenario).with_lines(lines);
    Ready::new("scenarios.html", here, &ScenariosPage { scenarios })
}

/// Makes the page of a scenario.
pub(super) fn scenario<'a>(at: PageContext<'a>, place: usize, scenario: &'a Scenario) -> Ready<'a> {
    let book = at.site.book;
    let here = PageMeta::entry(&at, &scenario.meta).among(&at, EntryKind::Scenario, place);
    let own = scenario.for_session.as_ref().and_then(|id| book.session(&id.value));
    let uses = at.site.uses.scenarios.get(place).into_iter().flatten().filter_map(|place| book.sessions.get(*place));
    let others = uses.filter(|session| own.is_none_or(|own| own.meta.id != session.meta.id));
    let view = ScenarioPage {
        status: status(&at, scenario),
        open: is_open(scenario, at.site.today),
        place: scenario.place.as_deref().map(place_of),
        reply_within: scenario.reply_within.as_ref().map(|within| within.value.as_str()),
        for_session: own.map(|session| at.link(&session.meta)),
        sessions: others.map(|session| at.link(&session.meta)).collect(),
        seeded_by: at.people(&scenario.seeded_by),
        summary: at.prose(&scenario.body.summary),
        sections: scenario
            .body
            .sections
            .iter()
            .filter(|section| is_no_round(section))
            .map(|one| piece(&at, scenario, one))
            .collect(),
        rounds: rounds(&at, scenario),
        post: post::post(at.site, scenario),
        post_url: at.href(&downloads::post_path(&scenario.meta)),
        footnotes: at.prose(&scenario.body.footnotes),
    };
    Ready::new("scenario.html", here.with_contents(&scenario.body), &view)
}

/// Returns the place to answer: an address, a Markdown link or plain words.
pub(super) fn place_of(written: &str) -> LinkView<'_> {
    let is_address = |text: &str| {
        (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace)
    };
    if is_address(written) {
        return LinkView { title: written.into(), url: Some(written.to_owned()) };
    }
    let inside = written.strip_prefix('[').and_then(|rest| rest.strip_suffix(')'));
    match inside.and_then(|inside| inside.split_once("](")) {
        Some((title, address)) if is_address(address) && !title.trim().is_empty() => {
            LinkView { title: title.trim().into(), url: Some(address.to_owned()) }
        }
        _ => LinkView { title: written.into(), url: None },
    }
}

fn is_no_round(section: &BodySection) -> bool {
    !matches!(section.role, Some(Role::Summary(_) | Role::RoundQuestion(_)))
}

/// Returns the rounds by their number: the question of each, and its summary.
fn rounds<'a>(at: &PageContext<'a>, scenario: &'a Scenario) -> Vec<RoundView<'a>> {
    let mut rounds: BTreeMap<u32, RoundView<'a>> = BTreeMap::new();
    for section in &scenario.body.sections {
        let Some(Role::Summary(number) | Role::RoundQuestion(number)) = section.role else { continue };
        let round = rounds.entry(number).or_insert(RoundView { number, first: None, question: None, summary: None });
        match section.role {
            Some(Role::Summary(_)) => round.summary = Some(at.section(section)),
            _ => round.question = Some(at.section(section)),
        }
    }
    if let Some(first) = rounds.get_mut(&1).filter(|first| first.question.is_none()) {
        first.first = scenario.body.section(Role::Question).map(|question| LinkView {
            title: question.heading.text.as_str().into(),
            url: Some(format!("#{}", question.heading.id)),
        });
    }
    rounds.into_values().collect()
}

fn piece<'a>(at: &PageContext<'a>, scenario: &'a Scenario, section: &'a BodySection) -> ScenarioSection<'a> {
    // One list is shown ask by ask; where it is spread over several, all of it is shown as it stands.
    let asked = section.role == Some(Role::Asks) && section.parts.is_empty();
    let around = asked.then(|| section.prose.around_list()).flatten();
    let asks = if around.is_some() { scenario.asks.as_slice() } else { &[] };
    let (before, after) = around.unwrap_or_default();
    ScenarioSection {
        section: at.section(section),
        asks: asks.iter().map(|ask| AskView { html: at.prose(&ask.prose), optional: ask.optional }).collect(),
        before: at.prose(&before),
        after: at.prose(&after),
    }
}

/// Returns what is asked now: the question of the newest round.
pub(super) fn question(scenario: &Scenario) -> Option<&BodySection> {
    let newest = scenario.rounds.iter().rev().find_map(|round| round.question.as_ref());
    newest.or_else(|| scenario.body.section(Role::Question))
}

/// Returns whether answers are welcome today.
pub(super) fn is_open(scenario: &Scenario, today: Date) -> bool {
    let (opens, closes) = days(scenario);
    opens.is_some_and(|opens| opens <= today) && closes.is_none_or(|closes| today <= closes)
}

/// Returns the status in words: "Open until 20 January 2027".
pub(super) fn status(at: &PageContext<'_>, scenario: &Scenario) -> Option<String> {
    let (today, words) = (at.site.today, at.site.words);
    let say = |key: &str, date| words.fill(key, &[("date", &date_words::date(date, words))]);
    match days(scenario) {
        (_, Some(closes)) if closes < today => Some(say("closed_on", closes)),
        (Some(opens), Some(closes)) if today < opens => {
            let (opens, closes) = (date_words::date(opens, words), date_words::date(closes, words));
            Some(words.fill("opens_and_closes_on", &[("date", &opens), ("closes", &closes)]))
        }
        (Some(opens), _) if today < opens => Some(say("opens_on", opens)),
        (_, Some(closes)) => Some(say("open_until", closes)),
        (Some(opens), None) => Some(say("open_since", opens)),
        (None, None) => None,
    }
}

/// Returns the days on which it opens and closes.
fn days(scenario: &Scenario) -> (Option<Date>, Option<Date>) {
    let day = |written: &Option<Located<Date>>| written.as_ref().map(|date| date.value);
    (day(&scenario.opens), day(&scenario.closes))
}

#[cfg(test)]
mod tests {
    use super::place_of;

    #[test]
    fn where_to_answer_may_be_a_link() {
        let read = |text: &str| {
            let link = place_of(text);
            (link.title.into_owned(), link.url)
        };
        let there = Some("https://forum.example.org/t/1".to_owned());
        assert_eq!(read("https://forum.example.org/t/1"), ("https://forum.example.org/t/1".to_owned(), there.clone()));
        assert_eq!(read("[the thread](https://forum.example.org/t/1)"), ("the thread".to_owned(), there));
        for plain in ["the thread, https://a.example", "[x](javascript:alert)", "[](https://a.example)", "in the forum"]
        {
            assert_eq!(read(plain), (plain.to_owned(), None));
        }
    }
}
