//! Detail lines below a segment's title: `Lead:`, `Bring:`, `Groups:`, `Use:`, `Reading:`, `Time:`.

use std::borrow::Cow;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::Diagnostic;
use crate::handbook::{Id, Segment};
use crate::parse::markdown::{MarkdownEvent, MarkdownText, plain};
use crate::parse::time::{self, Expression};
use crate::source::{Located, Span};
use crate::suggest::slip;

use super::blocks::{Block, blocks, inside, items, kind_of, paragraph};
use super::kinds;
use super::line::{PlainLine, WordList, fields, lines, start_of, straight};

/// Reads `line` into `segment`; returns false where it is no detail line. A value that cannot be understood leaves the
/// line to the reader.
pub fn take(text: &MarkdownText<'_>, pieces: &[MarkdownEvent<'_>], below: &mut Below) -> bool {
    let line = PlainLine::new(pieces);
    if below.times.is_empty()
        && let Some(times) = times_of_line(&line.plain)
    {
        below.times = times;
        return true;
    }
    let Some((word, value)) = line.plain.split_once(':').filter(|(_, value)| !value.trim().is_empty()) else {
        return false;
    };
    let from = line.plain.len() - value.len();
    let said = value.trim().trim_end_matches('.');
    let segment = &mut below.segment;
    match word.trim().to_lowercase().as_str() {
        "lead" | "leads" => segment.leads.extend(line.names(text, from..line.plain.len())),
        "bring" => segment.bring.extend(things(value)),
        "use" => segment.method = references(text, &line, from).into_iter().next(),
        "reading" | "readings" => segment.readings.extend(references(text, &line, from)),
        "groups" | "group" => match kinds::groups_line(said) {
            Some(group) => segment.group = Some(group),
            None => return false,
        },
        word if is_time_word(word) && below.times.is_empty() => match time::whole(said) {
            Some(expression) => below.times.push(expression),
            None => return false,
        },
        _ => return false,
    }
    true
}

/// The values of the lines below a title.
#[derive(Clone)]
pub struct Below {
    pub segment: Segment,
    pub times: Vec<Expression>,
}

impl Below {
    /// Returns the values before any line is read.
    pub fn at(span: Span) -> Self {
        Below { segment: Segment::at(span), times: Vec::new() }
    }
}

/// Returns whether `word` leads to a time: `Time`, `Suggested timing`, `Dauer`.
fn is_time_word(word: &str) -> bool {
    const BEFORE: [&str; 5] = ["suggested ", "estimated ", "approximate ", "expected ", "total "];
    static WORDS: WordList = WordList::new(
        "time, times, timing, duration, length, when, minutes, zeit, uhrzeit, dauer, heure, horaire, \
                         durée, hora, horario, duración, tiempo, duração, orario, durata",
    );
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    WORDS.has(BEFORE.iter().find_map(|before| word.strip_prefix(before)).unwrap_or(word))
}

/// Reads the times that are all of a line: `*9:00 - 9:10*`, `(10 minutes)`, `⏱ 35 minutes`, `9:05 | 5m`.
pub fn times_of_line(line: &str) -> Option<Vec<Expression>> {
    let text = line.trim_matches(|c: char| !(c.is_alphanumeric() || "~≈<½¼¾.'’′".contains(c)));
    let all = |parts: &mut dyn Iterator<Item = &str>| parts.map(time::whole).collect::<Option<Vec<_>>>();
    // `20 minutes + 10 minutes for questions`.
    let before_for = text.split_once(" for ").map_or(text, |(before, _)| before);
    let times = all(&mut std::iter::once(before_for)).or_else(|| all(&mut text.split(['|', ','])));
    times.filter(|times| times.len() <= 2 && times.iter().all(Expression::is_timed))
}

/// Reports lines whose first word is nearly one of those that [`take`] knows.
pub fn nearly_known(text: &MarkdownText<'_>, pieces: &[MarkdownEvent<'_>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for pair in pieces.windows(2) {
        let [(before, _), (Event::Text(line), range)] = pair else { continue };
        let begins_line =
            matches!(before, Event::Start(Tag::Item | Tag::Paragraph) | Event::SoftBreak | Event::HardBreak);
        let Some((word, _)) = line.split_once(':').filter(|_| begins_line) else { continue };
        let Some(meant) = slip(word, ["Lead", "Bring", "Groups", "Reading"]) else { continue };
        let message =
            format!("`{word}:` has no meaning here, so it is shown as ordinary text. Did you mean `{meant}:`?");
        found.push(
            Diagnostic::nudge("nearly-known", text.span(range.start..range.start + word.len()), message)
                .help(format!("Write `{meant}:`, and what follows is read as such.")),
        );
    }
    found
}

/// Returns the things to bring, separated at `;` and, where every piece is short, at commas. A dash, `none` and `n/a`
/// are nothing.
pub fn things(text: &str) -> impl Iterator<Item = String> {
    let is_short = |piece: &str| (1..=SHORT).contains(&piece.split_whitespace().count());
    let commas = !text.contains([';', '(']) && text.split(", ").all(is_short);
    text.split(if commas { ", " } else { ";" }).map(str::trim).filter(|thing| !is_nothing(thing)).map(str::to_owned)
}

/// The most words of a thing to bring, for a comma beside it to separate two things.
const SHORT: usize = 2;

/// Returns whether a value says that there is none: nothing, a dash, `none`, `n/a`.
pub fn is_nothing(text: &str) -> bool {
    let text = text.trim().trim_matches(['(', ')']).to_lowercase();
    !text.contains(char::is_alphanumeric)
        || matches!(text.as_str(), "none" | "n/a" | "na" | "nothing" | "keine" | "aucun" | "tbd" | "tba")
}

/// Returns the ids of the entries to whose files `line` links.
pub fn linked<'l>(text: &'l MarkdownText<'_>, line: &'l PlainLine<'_, '_>) -> impl Iterator<Item = Located<Id>> + 'l {
    line.pieces.iter().filter_map(|(event, range)| {
        let Event::Start(Tag::Link { dest_url, .. }) = event else { return None };
        let file = dest_url.split('#').next()?.rsplit('/').next()?;
        Some(Located::new(Arc::from(file.strip_suffix(".md")?), text.span(range.clone())))
    })
}

/// Reads ids: as text, or as links to the entries' files.
fn references(text: &MarkdownText<'_>, line: &PlainLine<'_, '_>, from: usize) -> Vec<Located<Id>> {
    let linked: Vec<_> = linked(text, line).collect();
    if !linked.is_empty() {
        return linked;
    }
    fields(&line.plain[from..], &[',', ';'])
        .map(|(at, id)| Located::new(Arc::from(straight(id)), line.span(text, from + at..from + at + id.len())))
        .collect()
}

/// Takes the points that begin with `Bring:` from a list of other points; returns the list that remains, none where it
/// has no such point.
fn without_things<'t>(
    text: &MarkdownText<'_>,
    block: &[MarkdownEvent<'t>],
    below: &mut Below,
) -> Option<Vec<MarkdownEvent<'t>>> {
    let is_thing = |point: &[MarkdownEvent<'_>]| {
        let said = plain(point);
        let word = said.split_once(':').map(|(word, _)| word.trim().to_lowercase());
        word.as_deref() == Some("bring") && !said.contains('\n')
    };
    let points: Vec<_> = items(block).collect();
    if !points.iter().any(|point| is_thing(point)) {
        return None;
    }
    let mut rest = vec![block[0].clone()];
    let mut at = 1;
    for point in points {
        let whole = at..at + point.len() + 2;
        if !(is_thing(point) && take(text, point, below)) {
            rest.extend_from_slice(&block[whole.clone()]);
        }
        at = whole.end;
    }
    rest.extend_from_slice(&block[at..]);
    Some(rest)
}

/// Takes the detail lines at the beginning of `pieces`, which follow a title; returns the rest. They are lines of
/// the first paragraphs, or a list that holds nothing else.
pub fn take_blocks<'p, 't>(
    text: &MarkdownText<'_>,
    pieces: &'p [MarkdownEvent<'t>],
    below: &mut Below,
) -> Cow<'p, [MarkdownEvent<'t>]> {
    let mut left = pieces;
    for block in blocks(pieces) {
        let after = &left[block.len()..];
        match kind_of(block) {
            Block::Paragraph | Block::Label => {
                let all = lines(inside(block));
                let taken = all.iter().take_while(|line| take(text, line, below)).count();
                if taken == 0 {
                    break;
                } else if taken < all.len() {
                    return Cow::Owned([&paragraph(&inside(block)[start_of(&all, taken)..]), after].concat());
                }
            }
            Block::List { is_ordered: false } => {
                let points: Vec<_> = items(block).collect();
                let mut trial = below.clone();
                if points.iter().all(|point| take(text, point, &mut trial)) {
                    *below = trial;
                } else if let Some(rest) = without_things(text, block, below) {
                    return Cow::Owned([&rest, after].concat());
                } else {
                    // A point that is nothing but a time is that of the part.
                    let mut times = points.iter().map(|point| times_of_line(&plain(point))).enumerate();
                    let time = times.find_map(|(place, times)| Some((place, times?)));
                    let Some((place, times)) = time.filter(|_| below.times.is_empty()) else { break };
                    below.times = times;
                    let length: usize = points[..place].iter().map(|point| point.len() + 2).sum();
                    let (before, rest) = left.split_at(1 + length);
                    return Cow::Owned([before, &rest[points[place].len() + 2..]].concat());
                }
            }
            _ => break,
        }
        left = after;
    }
    Cow::Borrowed(left)
}
