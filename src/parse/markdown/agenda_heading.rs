//! The heading of an agenda: its names, and one that is none of level 2 (`### Agenda`, `**Agenda**`, `Agenda:`).

use std::sync::LazyLock;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use rustc_hash::FxHashSet;

use super::MarkdownEvent;
use super::plain::{end_of, plain};
use super::sections::{cut, inner};
use crate::parse::agenda::{ONLY_AGENDAS, WordList, is_label, lines, start_of};
use crate::parse::time::is_day;

/// Names of agendas, in the languages that people write them in; a line has those of one language.
static NAMES: WordList = WordList::new(include_str!("../agenda/words/names.txt"));
/// Words before such a name.
static BEFORE: WordList = WordList::new(include_str!("../agenda/words/before_a_name.txt"));
/// Meetings of which there may be an agenda.
static MEETINGS: WordList = WordList::new(include_str!("../agenda/words/meetings.txt"));
/// Words before the number of a day: `Programma dag 1`.
static DAYS: WordList = WordList::new(include_str!("../agenda/words/numbered_days.txt"));
/// Words between its name and what it is of.
static JOINS: WordList = WordList::new(include_str!("../agenda/words/joins.txt"));

/// The first and the last words of names, with which every longer name begins or ends: most headings have none, and ten
/// thousand are asked.
static EDGES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let names = NAMES.each().chain(ONLY_AGENDAS.each()).chain(["agenda", "order", "structure", "au"]);
    names.flat_map(|name| [name.split(' ').next(), name.rsplit([' ', '-']).next()]).flatten().collect()
});

/// Returns whether a heading is that of an agenda: one of its names, alone or as people lengthen it (`Our agenda`,
/// `📋 Agenda`, `Agenda items (draft)`, `Agenda for 3 March`, `Plan for the evening`, `Order of the day`).
#[must_use]
pub fn names_the_agenda(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let text = text.rsplit_once(" (").filter(|_| text.ends_with(')')).map_or(text, |(before, _)| before);
    let text = text.strip_suffix(" items").unwrap_or(text);
    let mut text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    while let Some((_, rest)) = text.split_once(' ').filter(|(word, _)| BEFORE.has(word)) {
        text = rest;
    }
    if NAMES.has(text) {
        return true;
    }
    let edges = [text.split(' ').next(), text.rsplit([' ', '-']).next()];
    if !edges.into_iter().flatten().any(|word| EDGES.contains(word)) && !text.contains("agenda") {
        return false;
    }
    // An agenda is one whatever it is for, and whoever's it is.
    let named_last = |name: &str| text.strip_suffix(name).and_then(|whose| whose.strip_suffix([' ', '-']));
    let is_first =
        |name: &&str| *name != "agenda" && text.strip_prefix(*name).is_some_and(|rest| rest.starts_with(' '));
    if ONLY_AGENDAS
        .each()
        .any(|name| is_first(&name) || named_last(name).is_some_and(|whose| whose.split(' ').count() <= 6))
    {
        return true;
    }
    // `Moss meeting schedule`, `Au programme`.
    let is_before =
        |whose: &str| whose == "au" || is_day(whose) || MEETINGS.has(whose.rsplit(' ').next().unwrap_or_default());
    if NAMES.each().chain(["structure"]).find_map(named_last).is_some_and(is_before) {
        return true;
    }
    let text = text.strip_prefix("au ").unwrap_or(text);
    let numbered = |rest: &str| rest.split_once(' ').is_some_and(|(day, n)| DAYS.has(day) && n.len() <= 4);
    if NAMES.each().filter_map(|name| text.strip_prefix(name)?.strip_prefix(' ')).any(numbered) {
        return true;
    }
    if text.split_once(" agenda ").is_some_and(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return true;
    }
    if let Some(rest) = text.strip_prefix("agenda") {
        let rest = rest.trim_start();
        let signs = ["for ", "of ", "- ", "– ", "— ", ": ", "| "];
        return signs.iter().any(|sign| rest.starts_with(sign)) || rest.starts_with(|c: char| c.is_ascii_digit());
    }
    let behind = NAMES.each().chain(["order"]).filter_map(|name| text.strip_prefix(name)?.strip_prefix(' '));
    let mut of =
        behind.flat_map(|rest| JOINS.each().filter_map(move |word| rest.strip_prefix(word)?.strip_prefix(' ')));
    of.any(|of| MEETINGS.has(of) || matches!(of, "today" | "tonight"))
}

/// Makes a heading of level 2 of the first one that names the agenda, where none of level 2 does: of a deeper heading,
/// with those of its level that follow it, or of a line that stands for one.
pub fn promote(pieces: &mut Vec<MarkdownEvent<'_>>, names_agenda: impl Fn(&str) -> bool) {
    let (_, chunks) = cut(pieces, |_| true);
    let level = |at: usize| match pieces.get(at) {
        Some((Event::Start(Tag::Heading { level, .. }), _)) => *level as u8,
        _ => 2,
    };
    let heads: Vec<(u8, usize, bool)> = chunks
        .iter()
        .map(|chunk| (level(chunk.heading.start), chunk.heading.start, names_agenda(&plain(&pieces[inner(chunk)]))))
        .collect();
    if heads.iter().any(|(level, _, is_agenda)| *level <= 2 && *is_agenda) {
        return;
    }
    match heads.iter().find(|(.., is_agenda)| *is_agenda) {
        Some((_, at, _)) => raise(pieces, *at),
        None => label(pieces, names_agenda),
    }
}

/// Makes the heading at `first`, and those of its level that follow it, headings of level 2.
fn raise(pieces: &mut [MarkdownEvent<'_>], first: usize) {
    let (_, chunks) = cut(pieces, |_| true);
    let level = |at: usize| match pieces.get(at) {
        Some((Event::Start(Tag::Heading { level, .. }), _)) => *level as u8,
        _ => 2,
    };
    let own = level(first);
    let following = chunks.iter().map(|chunk| chunk.heading.start).filter(|at| *at >= first);
    let section = following.take_while(|at| level(*at) >= own).filter(|at| level(*at) == own);
    for at in section.collect::<Vec<_>>() {
        let end = end_of(pieces, at);
        set_level(&mut pieces[at].0);
        set_level(&mut pieces[end].0);
    }
}

fn set_level(event: &mut Event<'_>) {
    match event {
        Event::Start(Tag::Heading { level, .. }) | Event::End(TagEnd::Heading(level)) => *level = HeadingLevel::H2,
        _ => {}
    }
}

/// Makes a heading of the first line of a paragraph that names the agenda. What stands above and below it in the
/// paragraph are paragraphs of their own.
fn label(pieces: &mut Vec<MarkdownEvent<'_>>, names_agenda: impl Fn(&str) -> bool) {
    let mut at = 0;
    while at < pieces.len() {
        let end = end_of(pieces, at);
        if matches!(pieces[at].0, Event::Start(Tag::Paragraph)) {
            let inside = &pieces[at + 1..end];
            let all = lines(inside);
            let is_name = |line: &[MarkdownEvent<'_>]| {
                let words = plain(line);
                // `PROGRAMA`, alone on its line.
                (NAMES.has(&words.trim().to_lowercase()) || is_label(line)) && names_agenda(&words)
            };
            if let Some(place) = all.iter().position(|line| is_name(line)) {
                let from = start_of(&all, place);
                let to = from + all[place].len();
                let heading =
                    Tag::Heading { level: HeadingLevel::H2, id: None, classes: Vec::new(), attrs: Vec::new() };
                let mut new = Vec::new();
                if from > 0 {
                    new.extend(block_of(Tag::Paragraph, &inside[..from - 1]));
                }
                new.extend(block_of(heading, &inside[from..to]));
                if to < inside.len() {
                    new.extend(block_of(Tag::Paragraph, &inside[to + 1..]));
                }
                pieces.splice(at..=end, new);
                return;
            }
        }
        at = end.max(at) + 1;
    }
}

/// Returns `pieces` as a block of their own.
fn block_of<'t>(tag: Tag<'static>, pieces: &[MarkdownEvent<'t>]) -> Vec<MarkdownEvent<'t>> {
    let range = pieces.first().map_or(0, |piece| piece.1.start)..pieces.last().map_or(0, |piece| piece.1.end);
    let end = Event::End(tag.to_end());
    [&[(Event::Start(tag), range.clone())], pieces, &[(end, range)]].concat()
}
