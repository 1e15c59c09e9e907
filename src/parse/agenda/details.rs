//! Detail lines below a segment's title: `Lead:`, `Bring:`, `Groups:`, `Use:`, `Reading:`, `Time:`.

use std::borrow::Cow;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::handbook::{Id, Segment};
use crate::parse::markdown::{Piece, Text, end_of};
use crate::parse::time::{self, Expression};
use crate::source::{Located, Span};
use crate::suggest::slip;

use super::kinds;
use super::line::{Line, lines, straight};

#[derive(Clone, Copy)]
enum Key {
    Lead,
    Bring,
    Groups,
    Use,
    Reading,
    Time,
}

/// Takes what `line` says into `segment`; false where it is no detail line. A value that cannot be understood leaves
/// the line to the reader.
pub fn take(text: &Text<'_>, pieces: &[Piece<'_>], below: &mut Below) -> bool {
    let line = Line::new(pieces);
    let segment = &mut below.segment;
    if below.times.is_empty()
        && let Some(times) = times_of_line(&line.plain)
    {
        below.times = times;
        return true;
    }
    let Some((word, value)) = line.plain.split_once(':') else {
        return false;
    };
    let key = match word.trim().to_lowercase().as_str() {
        "lead" | "leads" => Key::Lead,
        "bring" => Key::Bring,
        "groups" | "group" => Key::Groups,
        "use" => Key::Use,
        "reading" | "readings" => Key::Reading,
        word if is_time_word(word) => Key::Time,
        _ => return false,
    };
    if value.trim().is_empty() {
        return false;
    }
    let from = line.plain.len() - value.len();
    match key {
        Key::Lead => segment.leads.extend(line.names(text, from..line.plain.len())),
        Key::Bring => segment.bring.extend(things(value)),
        Key::Time => match time::whole(value.trim().trim_end_matches('.')) {
            Some(expression) if below.times.is_empty() => below.times.push(expression),
            _ => return false,
        },
        Key::Groups => match kinds::groups_line(value.trim().trim_end_matches('.')) {
            Some(group) => segment.group = Some(group),
            None => return false,
        },
        Key::Use => segment.method = references(text, &line, from).into_iter().next(),
        Key::Reading => segment.readings.extend(references(text, &line, from)),
    }
    true
}

/// What the lines below a title say.
#[derive(Clone)]
pub struct Below {
    pub segment: Segment,
    pub times: Vec<Expression>,
}

impl Below {
    /// Returns what lines say that say nothing yet.
    pub fn at(span: Span) -> Self {
        Below { segment: Segment::at(span), times: Vec::new() }
    }
}

/// Whether `word` leads to a time: `Time`, `Suggested timing`, `Dauer`.
fn is_time_word(word: &str) -> bool {
    const WORDS: [&str; 20] = [
        "time",
        "times",
        "timing",
        "duration",
        "length",
        "when",
        "minutes",
        "zeit",
        "uhrzeit",
        "dauer",
        "heure",
        "horaire",
        "durée",
        "hora",
        "horario",
        "duración",
        "tiempo",
        "duração",
        "orario",
        "durata",
    ];
    const BEFORE: [&str; 5] = ["suggested ", "estimated ", "approximate ", "expected ", "total "];
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    WORDS.contains(&BEFORE.iter().find_map(|before| word.strip_prefix(before)).unwrap_or(word))
}

/// The times that are all of a line: `*9:00 - 9:10*`, `(10 minutes)`, `⏱ 35 minutes`, `9:05 | 5m`.
pub fn times_of_line(line: &str) -> Option<Vec<Expression>> {
    let text = line.trim_matches(|c: char| !(c.is_alphanumeric() || "~≈<½¼¾.'’′".contains(c)));
    let all = |parts: &mut dyn Iterator<Item = &str>| parts.map(time::whole).collect::<Option<Vec<_>>>();
    // `20 minutes + 10 minutes for questions`.
    let before_for = text.split_once(" for ").map_or(text, |(before, _)| before);
    let times = all(&mut std::iter::once(before_for)).or_else(|| all(&mut text.split(['|', ','])));
    times.filter(|times| times.len() <= 2 && times.iter().all(|one| one.clock.is_some() || one.length.is_some()))
}

/// Lines whose first word is nearly one of those that [`take`] knows.
pub fn nearly_known(text: &Text<'_>, pieces: &[Piece<'_>]) -> Vec<Diagnostic> {
    let begins_line = |at: usize| {
        at.checked_sub(1).and_then(|before| pieces.get(before)).is_some_and(|(event, _)| {
            matches!(event, Event::Start(Tag::Item | Tag::Paragraph) | Event::SoftBreak | Event::HardBreak)
        })
    };
    let mut found = Vec::new();
    for (at, (event, range)) in pieces.iter().enumerate() {
        let Event::Text(line) = event else { continue };
        let Some((word, _)) = line.split_once(':').filter(|_| begins_line(at)) else { continue };
        let Some(meant) = slip(word, ["Lead", "Bring", "Groups", "Reading"]) else { continue };
        let message = format!("`{word}:` is read like any other words. Did you mean `{meant}:`?");
        found.push(
            Diagnostic::nudge("nearly-known", text.span(range.start..range.start + word.len()), message)
                .help(format!("Write `{meant}:`, and what follows is read as such.")),
        );
    }
    found
}

/// Returns the things to bring, parted at `;`. A dash, `none` and `n/a` are nothing.
pub fn things(text: &str) -> impl Iterator<Item = String> {
    text.split(';').map(str::trim).filter(|thing| !is_nothing(thing)).map(str::to_owned)
}

/// Whether a value says that there is none: nothing, a dash, `none`, `n/a`.
pub fn is_nothing(text: &str) -> bool {
    let text = text.trim().trim_matches(['(', ')']).to_lowercase();
    !text.contains(char::is_alphanumeric)
        || matches!(text.as_str(), "none" | "n/a" | "na" | "nothing" | "keine" | "aucun" | "tbd" | "tba")
}

/// Ids: as text, or as links to the entries' files.
fn references(text: &Text<'_>, line: &Line<'_, '_>, from: usize) -> Vec<Located<Id>> {
    let linked: Vec<_> = line
        .pieces
        .iter()
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                let file = dest_url.split('#').next()?.rsplit('/').next()?;
                Some(Located::new(Arc::from(file.strip_suffix(".md")?), text.span(range.clone())))
            }
            _ => None,
        })
        .collect();
    if !linked.is_empty() {
        return linked;
    }
    let mut references = Vec::new();
    let mut start = from;
    for part in line.plain[from..].split([',', ';']) {
        let id = part.trim();
        if !id.is_empty() {
            let at = start + (part.len() - part.trim_start().len());
            let span = line.span(text, at..at + id.len());
            references.push(Located::new(Arc::from(straight(id)), span));
        }
        start += part.len() + 1;
    }
    references
}

/// Takes the detail lines at the beginning of `pieces`, which follow a title; gives what remains. They are lines of
/// the first paragraphs, or a list that holds nothing else.
pub fn take_blocks<'p, 't>(text: &Text<'_>, pieces: &'p [Piece<'t>], below: &mut Below) -> Cow<'p, [Piece<'t>]> {
    let mut at = 0;
    while let Some((event, range)) = pieces.get(at) {
        let end = end_of(pieces, at);
        if end >= pieces.len() {
            break;
        }
        match event {
            Event::Start(Tag::Paragraph) => {
                let inside = lines(&pieces[at + 1..end]);
                let taken = inside.iter().take_while(|line| take(text, line, below)).count();
                if taken < inside.len() {
                    if taken == 0 {
                        break;
                    }
                    // The rest of the paragraph is a paragraph. Each line but the last is followed by its break.
                    let start = at + 1 + inside[..taken].iter().map(|line| line.len() + 1).sum::<usize>();
                    let mut rest = vec![(Event::Start(Tag::Paragraph), range.clone())];
                    rest.extend_from_slice(&pieces[start..end]);
                    rest.push((Event::End(TagEnd::Paragraph), range.clone()));
                    rest.extend_from_slice(&pieces[end + 1..]);
                    return Cow::Owned(rest);
                }
            }
            Event::Start(Tag::List(None)) => {
                let mut trial = below.clone();
                let all = items(&pieces[at + 1..end]);
                if !all.is_empty() && all.iter().all(|item| take(text, item, &mut trial)) {
                    *below = trial;
                } else {
                    // A point that is nothing but a time is that of the part.
                    let times = |item: &&[Piece<'t>]| times_of_line(&Line::new(item).plain);
                    let Some(times) = all.iter().find_map(times).filter(|_| below.times.is_empty()) else { break };
                    below.times = times;
                    let start =
                        all.iter().position(|item| times_of_line(&Line::new(item).plain).is_some()).unwrap_or(0);
                    let before: usize = all[..start].iter().map(|item| item.len() + 2).sum();
                    let from = at + 1 + before;
                    let rest = [&pieces[at..from], &pieces[from + all[start].len() + 2..]].concat();
                    return Cow::Owned(rest);
                }
            }
            _ => break,
        }
        at = end + 1;
    }
    Cow::Borrowed(&pieces[at..])
}

/// The insides of a tight list's items.
fn items<'p, 't>(pieces: &'p [Piece<'t>]) -> Vec<&'p [Piece<'t>]> {
    let mut items = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let end = end_of(pieces, at);
        items.push(&pieces[(at + 1).min(end)..end]);
        at = end + 1;
    }
    items
}
