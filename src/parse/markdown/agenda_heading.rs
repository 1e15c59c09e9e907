//! The heading of an agenda: its names, and one that is none of level 2 (`### Agenda`, `**Agenda**`, `Agenda:`).

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::MarkdownEvent;
use super::plain::{end_of, plain};
use super::sections::{cut, inner};
use crate::parse::agenda::is_label;
use crate::parse::time::is_day;

/// Names of agendas.
const NAMES: [&str; 28] = [
    "agenda",
    "rundown",
    "order of events",
    "tagesplan",
    "fahrplan",
    "outline",
    "schedule",
    "plan",
    "program",
    "programme",
    "running order",
    "timetable",
    "run of show",
    "tagesordnung",
    "ablauf",
    "programm",
    "zeitplan",
    "ordre du jour",
    "déroulé",
    "déroulement",
    "orden del día",
    "programa",
    "pauta",
    "ordine del giorno",
    "programma",
    "scaletta",
    "dagorde",
    "agendapunten",
];
/// Words before such a name.
const BEFORE: [&str; 20] = [
    "the",
    "rough",
    "provisional",
    "our",
    "today's",
    "tonight's",
    "draft",
    "proposed",
    "meeting",
    "session",
    "workshop",
    "class",
    "call",
    "course",
    "detailed",
    "tentative",
    "preliminary",
    "suggested",
    "full",
    "daily",
];
/// Names that nothing but an agenda has.
const ALONE: [&str; 7] =
    ["tagesordnung", "ablauf", "ordre du jour", "déroulé", "déroulement", "orden del día", "ordine del giorno"];
/// Meetings of which there may be an agenda.
const MEETINGS: &[&str] = &[
    "day",
    "morning",
    "afternoon",
    "evening",
    "night",
    "session",
    "meeting",
    "workshop",
    "week",
    "journée",
    "matinée",
    "soirée",
    "séance",
    "réunion",
    "rencontre",
    "tages",
    "abends",
    "treffens",
    "abend",
    "día",
    "tarde",
    "sesión",
    "reunión",
    "dia",
    "noite",
    "sessão",
    "giornata",
    "serata",
    "dag",
    "avond",
    "middag",
];
/// Words before the number of a day: `Programma dag 1`.
const DAYS: [&str; 8] = ["day ", "week ", "tag ", "jour ", "día ", "dia ", "giorno ", "dag "];

/// Words between its name and what it is of.
const JOINED: &[&str] = &[
    " of the ",
    " for the ",
    " of our ",
    " for our ",
    " for this ",
    " for ",
    " de la ",
    " de cette ",
    " du ",
    " des ",
    " der ",
    " für den ",
    " del ",
    " da ",
    " della ",
    " van de ",
    " voor de ",
];

/// Returns whether a heading is that of an agenda: one of its names, alone or as people lengthen it (`Our agenda`,
/// `📋 Agenda`, `Agenda items (draft)`, `Agenda for 3 March`, `Plan for the evening`, `Order of the day`).
#[must_use]
pub fn names_the_agenda(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let text = text.rsplit_once(" (").filter(|_| text.ends_with(')')).map_or(text, |(before, _)| before);
    let text = text.strip_suffix(" items").unwrap_or(text);
    let mut text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    while let Some((_, rest)) = text.split_once(' ').filter(|(word, _)| BEFORE.contains(word)) {
        text = rest;
    }
    if NAMES.contains(&text) {
        return true;
    }
    if ALONE.iter().any(|name| text.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '))) {
        return true;
    }
    // An agenda is one whatever it is for, and whoever's it is.
    let named_last = |name: &str| text.strip_suffix(name).and_then(|whose| whose.strip_suffix([' ', '-']));
    let whose = ["agenda"].iter().chain(&ALONE).find_map(|name| named_last(name));
    if whose.is_some_and(|whose| whose.split(' ').count() <= 6) {
        return true;
    }
    // `Moss meeting schedule`, `Au programme`.
    let is_before = |whose: &str| {
        whose == "au" || is_day(whose) || MEETINGS.contains(&whose.rsplit(' ').next().unwrap_or_default())
    };
    if NAMES.iter().chain(&["structure"]).find_map(|name| named_last(name)).is_some_and(is_before) {
        return true;
    }
    let text = text.strip_prefix("au ").unwrap_or(text);
    let of_day = |rest: &str| DAYS.iter().find_map(|day| rest.strip_prefix(day)).is_some_and(|day| day.len() <= 4);
    if NAMES.iter().filter_map(|name| text.strip_prefix(name)?.strip_prefix(' ')).any(of_day) {
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
    let behind = NAMES.iter().chain(&["order"]).filter_map(|name| text.strip_prefix(name));
    let of = behind.flat_map(|rest| JOINED.iter().filter_map(|word| rest.strip_prefix(word)));
    of.into_iter().any(|of| MEETINGS.contains(&of) || matches!(of, "today" | "tonight"))
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

/// Makes a heading of the first paragraph, or of its first line, that names the agenda.
fn label(pieces: &mut Vec<MarkdownEvent<'_>>, names_agenda: impl Fn(&str) -> bool) {
    let mut at = 0;
    while at < pieces.len() {
        let end = end_of(pieces, at);
        if matches!(pieces[at].0, Event::Start(Tag::Paragraph)) {
            let inside = &pieces[at + 1..end];
            let is_break = |(event, _): &MarkdownEvent<'_>| matches!(event, Event::SoftBreak | Event::HardBreak);
            let line = inside.iter().position(is_break).unwrap_or(inside.len());
            let words = plain(&inside[..line]);
            // `AGENDA`, alone on its line.
            let name = words.trim().to_lowercase();
            let is_alone = name == "agenda" || ALONE.contains(&name.as_str());
            if (is_alone || is_label(&inside[..line])) && names_agenda(&words) {
                let heading =
                    Tag::Heading { level: HeadingLevel::H2, id: None, classes: Vec::new(), attrs: Vec::new() };
                let place = at + 1 + line;
                if place < end {
                    // The text on further lines is a paragraph of its own.
                    let range = pieces[place].1.start..pieces[end].1.end;
                    pieces[place] = (Event::Start(Tag::Paragraph), range.clone());
                    let start = pieces[at].1.start..range.start;
                    pieces[at] = (Event::Start(heading), start.clone());
                    pieces.insert(place, (Event::End(TagEnd::Heading(HeadingLevel::H2)), start));
                } else {
                    pieces[at].0 = Event::Start(heading);
                    pieces[end].0 = Event::End(TagEnd::Heading(HeadingLevel::H2));
                }
                return;
            }
        }
        at = end.max(at) + 1;
    }
}
