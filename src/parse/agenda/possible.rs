//! Finds lines that may be the agenda of a session in which none was found. Without times nothing says what they are,
//! so the author is asked.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::parse::markdown::{Chunk, MarkdownEvent, ProseReader, names_the_agenda, plain};
use crate::parse::time::{is_day, is_half_of_day};

use super::blocks::{self, Block, LABEL, blocks, items, kind_of, opening};
use super::detect::{Unseen, Why, lines_like};
use super::line::{is_one_of, lines};
use super::list::{is_fact, is_of_dates, is_of_facts};
use super::table::told;
use super::title::says_a_time;
use super::written::Hours;

/// The fewest lines or headings that may be an agenda.
const LEAST: usize = 3;

/// The fewest lines and sentences with times, each later than the one before, that are no timetable of several days or
/// ways.
const CERTAIN: usize = 6;

/// The most words of a line; a longer one is a sentence of a text.
const LONGEST: usize = 14;

/// Words with which the heading of one may end: `What we'll do`, `How the evening goes`.
const NAMES: &str = "agenda, programme, program, plan, topics, points, items, outline, structure, schedule, we'll do, we will do, \
                     we do, goes, go, runs, inhalt, inhalte, themen, punkte, programm, temas, puntos, tratar, programa, sujets, \
                     thèmes, programma, onderwerpen";

/// Words that no other heading holds: `Proposed dagordning of the club`.
const ANYWHERE: &str = "tagesordnung, dagordning, dagsorden, pauta, agendapunten";

/// Words with which gatherings begin.
pub const OPENINGS: &str = "opening, welcome, hello, call, check, introductions, introduction, arriving, arrival, gathering, roll, begrüßung, \
                        ankommen, bienvenida, saludo, saludos, accueil, bienvenue, welkom, benvenuti, saluti";
/// Words with which gatherings end.
pub const CLOSINGS: &str = "close, closing, closure, adjourn, adjournment, end, wrap, wrapup, goodbye, farewell, questions, aob, abschluss, \
                        verabschiedung, cierre, clôture, afsluiting, chiusura";

/// Lines or headings that belong together.
struct Run {
    texts: Vec<String>,
    place: Range<usize>,
    kind: Block,
    is_named: bool,
}

impl Run {
    fn is_likely(&self) -> bool {
        let begins = |text: Option<&String>, with: &str| text.is_some_and(|text| begins_with_one_of(text, with));
        let ends = [begins(self.texts.first(), OPENINGS), begins(self.texts.last(), CLOSINGS)];
        let is_framed = match self.kind {
            Block::List { .. } => ends.contains(&true),
            _ => ends == [true, true],
        };
        let number =
            |text: &String| text.split_once(['.', ')', ':']).is_some_and(|(number, _)| number.parse::<u8>().is_ok());
        let are = |is_so: &dyn Fn(&String) -> bool| {
            self.texts.iter().filter(|text| is_so(text)).count() * 2 > self.texts.len()
        };
        let is_told = matches!(self.kind, Block::Heading(_)) && (are(&number) || are(&|text| says_a_time(text)));
        let are_days = self.texts.iter().all(|text| is_day(text));
        self.texts.len() >= LEAST && !are_days && (self.is_named || is_framed || is_told)
    }
}

/// Finds lines that may be the agenda in `sections`, each a heading with its content: those below a heading that ends
/// as the name of an agenda does, those that begin or end as gatherings do, and headings with numbers or times.
pub fn possible(
    walk: &ProseReader<'_>,
    pieces: &[MarkdownEvent<'_>],
    sections: &[Chunk],
    hours: Option<Hours>,
) -> Option<Unseen> {
    let timed = sections.iter().find_map(|one| {
        let (lines, of_lines) = lines_like(&pieces[one.content.clone()], hours?)?;
        let starts: Option<Vec<i32>> = of_lines.iter().map(|times| times.start).collect();
        // One of many may be told again.
        let back = |starts: &[i32]| starts.windows(2).filter(|pair| pair[1] < pair[0]).count();
        let is_certain = starts.is_some_and(|starts| starts.len() >= CERTAIN && back(&starts) * 8 <= starts.len());
        // Their lengths come near to that of the session.
        let is_by_length = of_lines.len() >= CERTAIN && of_lines.iter().all(|times| times.start.is_none());
        (is_certain || is_by_length).then(|| Unseen {
            lines,
            place: walk.text.span(blocks::place_of(&pieces[one.content.clone()])),
            why: Why::Possible,
        })
    });
    if timed.is_some() {
        return timed;
    }
    let points = sections.iter().flat_map(|one| [one.heading.clone(), one.content.clone()]);
    let points: Vec<(String, Range<usize>)> = points.flat_map(|range| numbered_points(&pieces[range])).collect();
    if let ([(_, first), .., (_, last)], true) = (points.as_slice(), points.len() >= LEAST) {
        let place = walk.text.span(first.start..last.end);
        let lines = points.into_iter().map(|(line, _)| line).collect();
        return Some(Unseen { lines, place, why: Why::Possible });
    }
    let name = |one: &Chunk| plain(&pieces[one.heading.clone()]);
    // That of an empty agenda is none of its parts.
    let own = sections.iter().filter(|one| !one.heading.is_empty() && !names_the_agenda(&name(one).to_lowercase()));
    let heads = of_headings(pieces, &own.map(|one| one.heading.clone()).collect::<Vec<_>>(), false);
    let within = |one: &Chunk| runs(&pieces[one.content.clone()], is_name(&name(one)));
    let run = sections.iter().flat_map(within).chain(heads).find(Run::is_likely)?;
    Some(Unseen { lines: run.texts, place: walk.text.span(run.place), why: Why::Possible })
}

/// Returns the lines that say that they are a point of an agenda: `TOP 1: Welcome`.
fn numbered_points(pieces: &[MarkdownEvent<'_>]) -> Vec<(String, Range<usize>)> {
    let is_point = |line: &str| {
        let line = line.to_lowercase();
        let rest = ["tagesordnungspunkt", "top", "agenda item"].iter().find_map(|name| line.strip_prefix(name));
        rest.is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    let are_lines =
        |block: &&[MarkdownEvent<'_>]| matches!(kind_of(block), Block::Heading(_) | Block::Paragraph | Block::Label);
    let all = blocks(pieces).filter(are_lines).flat_map(|block| lines(blocks::inside(block)));
    let all = all.map(|line| (plain(line).trim().to_owned(), blocks::place_of(line)));
    all.filter(|(line, _)| is_point(line)).collect()
}

/// Returns whether the first word of `text` is among `words`.
pub fn begins_with_one_of(text: &str, words: &str) -> bool {
    let mut own = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    own.next().is_some_and(|word| is_one_of(&word.to_lowercase(), words))
}

/// Returns whether a heading ends as the name of an agenda does: `How it goes`.
pub fn is_name(heading: &str) -> bool {
    let heading = heading.to_lowercase().replace('’', "'");
    let words = heading.trim_matches(|c: char| !c.is_alphanumeric());
    let ends_with = |name: &str| words.strip_suffix(name).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    let holds = |name: &str| words.split([' ', '-']).any(|word| word == name);
    NAMES.split(", ").any(ends_with) || is_half_of_day(words) || ANYWHERE.split(", ").any(holds)
}

/// Returns the headings of one level; of those around an opening and a closing the ones between.
fn of_headings(pieces: &[MarkdownEvent<'_>], heads: &[Range<usize>], is_named: bool) -> Option<Run> {
    let text = |head: &Range<usize>| plain(&pieces[head.clone()]).trim_matches(['#', ' ', '\n']).to_owned();
    let texts: Vec<String> = heads.iter().map(text).collect();
    let from = texts.iter().position(|text| begins_with_one_of(text, OPENINGS)).unwrap_or(0);
    let to = texts.iter().rposition(|text| begins_with_one_of(text, CLOSINGS)).unwrap_or(0);
    let framed = if to >= from + LEAST - 1 { from..to + 1 } else { 0..texts.len() };
    let place = pieces[heads.get(framed.start)?.start].1.start..pieces[heads.get(framed.end - 1)?.start].1.end;
    Some(Run { texts: texts[framed].to_vec(), place, kind: Block::Heading(2), is_named })
}

/// Returns the runs below a heading: sub-headings of one level, a list, the rows of a table, lines that follow each
/// other.
fn runs(pieces: &[MarkdownEvent<'_>], mut is_named: bool) -> Vec<Run> {
    let heads = blocks::headings(pieces);
    let of_level = |level: u8| {
        let own = heads.iter().filter(|head| head.level == level).map(|head| head.heading.clone());
        of_headings(pieces, &own.collect::<Vec<_>>(), is_named)
    };
    let mut runs: Vec<Run> = (1..LABEL).filter_map(of_level).collect();
    let mut is_open = false;
    for block in blocks(pieces) {
        let kind = kind_of(block);
        let texts = match kind {
            Block::List { .. } if is_of_facts(block) || is_of_dates(block) => Vec::new(),
            Block::List { .. } => points(block),
            Block::Table => {
                blocks(blocks::inside(block)).skip(1).map(|row| plain(&told(&items(row).collect()))).collect()
            }
            Block::Paragraph | Block::Label => sentenceless(block),
            _ => Vec::new(),
        };
        if let Block::List { .. } = kind {
            runs.extend(items(block).flat_map(below_a_name));
        }
        let is_line = matches!(kind, Block::Paragraph | Block::Label) && !texts.is_empty();
        if let Some(run) = runs.last_mut().filter(|_| is_open && is_line) {
            run.texts.extend(texts);
            run.place.end = block[0].1.end;
        } else {
            let is_named = is_named && kind != Block::Table;
            runs.push(Run { texts, place: block[0].1.clone(), kind, is_named });
        }
        is_open = is_line;
        is_named = match kind {
            Block::Heading(_) => is_name(&plain(block)),
            Block::Label => is_named || is_name(&plain(block)),
            _ => is_named,
        };
    }
    runs
}

/// Returns the lists below a point that names them: `- Agenda:`.
fn below_a_name(item: &[MarkdownEvent<'_>]) -> Vec<Run> {
    let (words, rest) = opening(item);
    let is_named = is_name(&plain(words));
    let lists = blocks(rest).filter(|block| is_named && matches!(kind_of(block), Block::List { .. }));
    let run = |list: &[MarkdownEvent<'_>]| Run {
        texts: points(list),
        place: blocks::place_of(list),
        kind: kind_of(list),
        is_named,
    };
    lists.map(run).collect()
}

/// Returns the points of a list; none where it is one of links, or of things to tick.
fn points(list: &[MarkdownEvent<'_>]) -> Vec<String> {
    let points = || items(list).map(|item| opening(item).0);
    let is_other = |words: &[MarkdownEvent<'_>]| {
        blocks::covered(words, |tag| matches!(tag, Tag::Link { .. }))
            || matches!(words.first(), Some((Event::TaskListMarker(_), _)))
    };
    if points().any(is_other) { Vec::new() } else { points().map(plain).collect() }
}

/// Returns the lines of a paragraph; none where one is a sentence or says where and when the meeting is.
fn sentenceless(paragraph: &[MarkdownEvent<'_>]) -> Vec<String> {
    let texts: Vec<String> = lines(blocks::inside(paragraph)).into_iter().map(plain).collect();
    let is_other =
        |text: &String| text.split_whitespace().count() > LONGEST || text.trim_end().ends_with('.') || is_fact(text);
    if texts.iter().any(is_other) { Vec::new() } else { texts }
}
