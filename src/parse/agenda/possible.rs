//! Lines that may be the agenda of a session in which none was found. Without times nothing says what they are, so the author
//! is asked.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::parse::markdown::{Chunk, Piece, Walk, names_the_agenda, plain};

use super::blocks::{self, Block, LABEL, blocks, items, kind_of, opening};
use super::detect::{Unseen, Why, lines_like};
use super::line::{is_one_of, lines};
use super::list::{is_fact, is_of_dates, is_of_facts};
use super::written::Hours;

/// So many lines or headings may be an agenda.
const LEAST: usize = 3;

/// So many lines and sentences that hold times, each later than the one before, are no timetable of several days or ways.
const CERTAIN: usize = 6;

/// A line of more words is a sentence of a text.
const LONGEST: usize = 14;

/// With what the heading of one may end: `What we'll do`, `How the evening goes`.
const NAMES: &str = "agenda, programme, program, plan, topics, points, items, outline, structure, schedule, we'll do, we will do, \
                     we do, goes, go, runs, inhalt, inhalte, themen, punkte, programm, temas, puntos, tratar, programa, sujets, \
                     thèmes, programma, onderwerpen";

/// With what gatherings begin, and end.
pub const OPENINGS: &str = "opening, welcome, hello, call, check, introductions, introduction, arriving, arrival, gathering, roll, begrüßung, \
                        ankommen, bienvenida, saludo, saludos, accueil, bienvenue, welkom, benvenuti, saluti";
pub const CLOSINGS: &str = "close, closing, closure, adjourn, adjournment, end, wrap, wrapup, goodbye, farewell, questions, aob, abschluss, \
                        verabschiedung, cierre, clôture, afsluiting, chiusura";

/// Lines that stand together.
struct Run {
    texts: Vec<String>,
    place: Range<usize>,
    /// Whether each is one of a list.
    is_list: bool,
    is_numbered: bool,
    is_named: bool,
}

impl Run {
    fn is_likely(&self) -> bool {
        let begins = |text: Option<&String>, with: &str| text.is_some_and(|text| begins_with_one_of(text, with));
        let ends = [begins(self.texts.first(), OPENINGS), begins(self.texts.last(), CLOSINGS)];
        let is_framed = if self.is_list { ends.contains(&true) } else { ends == [true, true] };
        self.texts.len() >= LEAST && (self.is_named || is_framed || (self.is_numbered && !self.is_list))
    }
}

/// Finds lines that may be the agenda in `sections`, each a heading with its content: those below a heading that ends as the
/// name of an agenda does, those that begin or end as gatherings do, and headings with numbers.
pub fn possible(walk: &Walk<'_>, pieces: &[Piece<'_>], sections: &[Chunk], hours: Option<Hours>) -> Option<Unseen> {
    let timed = sections.iter().find_map(|one| {
        let (lines, of_lines) = lines_like(&pieces[one.content.clone()], hours?)?;
        let starts: Option<Vec<i32>> = of_lines.iter().map(|times| times.start).collect();
        let is_certain = starts.is_some_and(|starts| starts.len() >= CERTAIN && starts.is_sorted());
        is_certain.then(|| Unseen {
            lines,
            place: walk.text.span(blocks::place_of(&pieces[one.content.clone()])),
            why: Why::Possible,
        })
    });
    if timed.is_some() {
        return timed;
    }
    let name = |one: &Chunk| plain(&pieces[one.heading.clone()]);
    // That of an empty agenda is none of its parts.
    let own = sections.iter().filter(|one| !one.heading.is_empty() && !names_the_agenda(&name(one).to_lowercase()));
    let heads: Vec<_> = own.map(|one| (name(one), pieces[one.heading.start].1.clone())).collect();
    let within = |one: &Chunk| runs(&pieces[one.content.clone()], &name(one));
    let mut all = sections.iter().flat_map(within).chain(of_headings(heads, false));
    let run = all.find(Run::is_likely)?;
    Some(Unseen { lines: run.texts, place: walk.text.span(run.place), why: Why::Possible })
}

/// Whether the first word of `text` is among `words`.
pub fn begins_with_one_of(text: &str, words: &str) -> bool {
    let mut own = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    own.next().is_some_and(|word| is_one_of(&word.to_lowercase(), words))
}

fn is_name(heading: &str) -> bool {
    let heading = heading.to_lowercase().replace('’', "'");
    let words = heading.trim_matches(|c: char| !c.is_alphanumeric());
    NAMES.split(", ").any(|name| words.strip_suffix(name).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

/// The headings of one level.
fn of_headings(heads: Vec<(String, Range<usize>)>, is_named: bool) -> Option<Run> {
    let place = heads.first()?.1.start..heads.last()?.1.end;
    let is_sign = |c: char| matches!(c, '#' | ' ');
    let texts: Vec<String> = heads.iter().map(|(text, _)| text.trim_matches(is_sign).to_owned()).collect();
    let is_numbered = texts.iter().all(|text| text.starts_with(|c: char| c.is_ascii_digit()));
    Some(Run { texts, place, is_list: false, is_numbered, is_named })
}

/// The lists, lines and headings below a heading.
fn runs(pieces: &[Piece<'_>], name: &str) -> Vec<Run> {
    let mut is_named = is_name(name);
    let heads = blocks::headings(pieces);
    let of_level = |level: u8| {
        let own = heads.iter().filter(|head| head.level == level);
        of_headings(
            own.map(|head| (plain(&pieces[head.words()]), pieces[head.heading.start].1.clone())).collect(),
            is_named,
        )
    };
    let mut runs: Vec<Run> = (1..LABEL).filter_map(of_level).collect();
    let mut is_open = false;
    for block in blocks(pieces) {
        let kind = kind_of(block);
        let (texts, is_numbered) = match kind {
            Block::Heading(_) => {
                is_named = is_name(&plain(block));
                (Vec::new(), false)
            }
            Block::List { is_ordered } if !is_of_facts(block) && !is_of_dates(block) => {
                let points: Vec<_> = items(block).map(|item| opening(item).0).collect();
                let is_other = |words: &&[Piece<'_>]| {
                    blocks::covered(words, |tag| matches!(tag, Tag::Link { .. }))
                        || matches!(words.first(), Some((Event::TaskListMarker(_), _)))
                };
                let texts = if points.iter().any(|words| is_other(&words)) {
                    Vec::new()
                } else {
                    points.into_iter().map(plain).collect()
                };
                (texts, is_ordered)
            }
            Block::Paragraph | Block::Label => {
                let texts = lines(blocks::inside(block)).into_iter().map(plain);
                let texts: Vec<String> = texts.filter(|text| !text.trim().is_empty()).collect();
                let is_short = |text: &String| {
                    text.split_whitespace().count() <= LONGEST && !text.ends_with('.') && !is_fact(text)
                };
                (if texts.iter().all(is_short) { texts } else { Vec::new() }, false)
            }
            _ => (Vec::new(), false),
        };
        let is_list = matches!(kind, Block::List { .. });
        match runs.last_mut().filter(|_| is_open && !is_list) {
            Some(run) => {
                run.texts.extend(texts.iter().cloned());
                run.place.end = if texts.is_empty() { run.place.end } else { block[0].1.end };
            }
            None => runs.push(Run { texts: texts.clone(), place: block[0].1.clone(), is_list, is_numbered, is_named }),
        }
        is_open = !is_list && !texts.is_empty();
        is_named = is_named || (kind == Block::Label && is_name(&plain(block)));
    }
    runs
}
