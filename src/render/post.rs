//! A scenario as a post: plain text, complete, to be put into a forum, a group chat or a letter.

use crate::handbook::{RichText, Role, Scenario, Section, date_words};
use crate::source::Located;

use super::context::{LinkView, PageContext};
use super::scenarios::place_of;
use super::site::Site;

/// Returns the sections of a post, in this order: from the second round on, the summary of the one before and the new
/// question.
fn said(scenario: &Scenario) -> [Role; 4] {
    let round = |section: &Section| match section.role {
        Some(Role::RoundQuestion(number)) if number > 1 => Some(number),
        _ => None,
    };
    match scenario.body.sections.iter().filter_map(round).max() {
        Some(newest) => [Role::Story, Role::Summary(newest - 1), Role::RoundQuestion(newest), Role::HowToAnswer],
        None => [Role::Story, Role::Question, Role::Asks, Role::HowToAnswer],
    }
}

/// Returns the whole post, with a line break at its end. It does not depend on today, so that it is the same whenever
/// it is copied.
pub(super) fn post(site: &Site<'_>, scenario: &Scenario) -> String {
    let words = site.words;
    let at = PageContext { site, path: &scenario.meta.address };
    let mut paragraphs = vec![scenario.meta.title.trim().to_owned(), plain(site, &scenario.body.summary)];
    for section in said(scenario).into_iter().filter_map(|role| scenario.body.section(role)) {
        paragraphs.extend(section_lines(site, section));
    }
    let fact = |key: &str, value: &str| words.fill("post_fact", &[("what", words.get(key)), ("value", value)]);
    let facts = [
        scenario.place.as_deref().map(|place| fact("where_to_answer", &where_to(place))),
        scenario.closes.as_ref().map(|day| words.fill("open_until", &[("date", &date_words::date(day.value, words))])),
        scenario.reply_within.as_ref().map(|within| fact("we_answer_within", &within.value)),
        at.address(),
    ];
    paragraphs.push(facts.into_iter().flatten().collect::<Vec<_>>().join("\n"));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    format!("{}\n", paragraphs.join("\n\n"))
}

/// Returns the place to answer in plain text: a link is its words and its address.
fn where_to(written: &str) -> String {
    match place_of(written) {
        LinkView { title, url: Some(url) } if title != url => format!("{title} ({url})"),
        LinkView { title, .. } => title.into_owned(),
    }
}

/// Returns a section with all below it; the story needs no heading.
fn section_lines(site: &Site<'_>, section: &Section) -> Vec<String> {
    let mut told = Vec::new();
    if section.role != Some(Role::Story) {
        told.push(section.heading.text.trim().to_owned());
    }
    told.push(plain(site, &section.prose));
    told.extend(section.parts.iter().flat_map(|part| self::section_lines(site, part)));
    told
}

/// Returns prose without markup; links within the handbook with their whole address, once the site has one.
fn plain(site: &Site<'_>, prose: &RichText) -> String {
    let website = site.book.community.website.as_ref();
    let root = PageContext { site, path: "index.html" };
    let address = |to: &Located<String>| Some(format!("{}/{}", website?.value, root.file(to)?));
    prose.plain_with(address, |day| date_words::due(day, site.words))
}
