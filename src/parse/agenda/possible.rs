//! Finds lines that may be the agenda of a session in which none was found. Without times nothing says what they are,
//! so the author is asked.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::parse::markdown::{Chunk, MarkdownEvent, ProseReader, names_the_agenda, plain};
use crate::parse::time::{is_day, is_half_of_day};

use super::blocks::{self, Block, LABEL, blocks, items, kind_of, opening};
use super::detect::{Unseen, Why, lines_like};
use super::line::{WordList, lines};
use super::list::{is_fact, is_of_dates, is_of_facts};
use super::table::told;
use super::title::{self, says_a_time};
use super::written::Hours;

/// The fewest lines or headings that may be an agenda.
const LEAST: usize = 3;

/// The fewest lines of a paragraph whose numbers rise that are points of an agenda.
const POINTS: usize = 5;

/// The most words of a line; a longer one is a sentence of a text.
const LONGEST: usize = 14;

/// Words with which the heading of one may end: `What we'll do`, `How the evening goes`.
static NAME_ENDINGS: WordList = WordList::new(include_str!("words/name_endings.txt"));
/// Names that nothing but an agenda has.
pub static ONLY_AGENDAS: WordList = WordList::new(include_str!("words/only_agendas.txt"));

/// Words with which gatherings begin.
pub static OPENINGS: WordList = WordList::new(include_str!("words/openings.txt"));
/// Words with which gatherings end.
pub static CLOSINGS: WordList = WordList::new(include_str!("words/closings.txt"));

/// Lines or headings that belong together.
struct Run {
    texts: Vec<String>,
    place: Range<usize>,
    kind: Block,
    is_named: bool,
}

impl Run {
    /// Returns it without what stands before an opening and behind a closing.
    fn framed(mut self) -> Run {
        let from = self.texts.iter().position(|text| begins_with_one_of(text, &OPENINGS)).unwrap_or(0);
        let to = self.texts.iter().rposition(|text| begins_with_one_of(text, &CLOSINGS)).unwrap_or(0);
        if to >= from + LEAST - 1 {
            self.texts = self.texts.drain(from..=to).collect();
        }
        self
    }

    fn is_likely(&self) -> bool {
        let begins = |text: Option<&String>, with: &WordList| text.is_some_and(|text| begins_with_one_of(text, with));
        let ends = [begins(self.texts.first(), &OPENINGS), begins(self.texts.last(), &CLOSINGS)];
        let is_framed = match self.kind {
            Block::List { .. } => ends.contains(&true),
            _ => ends == [true, true],
        };
        let are = |is_so: &dyn Fn(&String) -> bool| {
            self.texts.iter().filter(|text| is_so(text)).count() * 2 > self.texts.len()
        };
        let is_numbered = |text: &String| number(text).is_some() || title::roman_number(text).is_some();
        // Lines that stand alone (`LABEL`) may be of anything that has a length.
        let are_timed = self.kind != Block::Heading(LABEL) && are(&|text| says_a_time(text));
        let is_told = matches!(self.kind, Block::Heading(_)) && (are(&is_numbered) || are_timed);
        let is_half = |text: &String| is_half_of_day(text.split(':').next().unwrap_or_default());
        let numbers: Vec<u8> = self.texts.iter().filter_map(|text| number(text)).collect();
        let are_points =
            matches!(self.kind, Block::Paragraph | Block::Code) && numbers.len() >= POINTS && numbers.is_sorted();
        let are_days = self.texts.iter().all(|text| is_day(text));
        self.texts.len() >= LEAST && !are_days && (self.is_named || is_framed || is_told || are_points || are(&is_half))
    }
}

/// Returns the number of one or two digits with which a line begins: `1. Opening`, `2 News`, `:05 - :12 Tag`.
pub fn number(line: &str) -> Option<u8> {
    let (number, words) = line.trim_start_matches(':').split_once(['.', ')', ':', ' '])?;
    number.parse().ok().filter(|_| number.len() <= 2 && words.contains(char::is_alphabetic))
}

/// Finds lines that may be the agenda in `sections`, each a heading with its content: those below a heading that ends
/// as the name of an agenda does, those that begin or end as gatherings do, and headings with numbers or times.
pub fn possible(
    reader: &ProseReader<'_>,
    pieces: &[MarkdownEvent<'_>],
    sections: &[Chunk],
    hours: Option<Hours>,
) -> Option<Unseen> {
    // A week as it usually is.
    let are_days = blocks::headings(pieces).iter().filter(|head| is_day(&plain(&pieces[head.words()]))).count() > 1;
    if let Some(inline) = sections.iter().find_map(|one| inline_points(reader, &pieces[one.content.clone()])) {
        return Some(inline);
    }
    let timed = sections.iter().find_map(|one| {
        let (lines, of_lines) = lines_like(&pieces[one.content.clone()], hours?)?;
        let starts: Vec<i32> = of_lines.iter().filter_map(|times| times.start).collect();
        // One of many may be told again, and days follow each other.
        let back = starts.windows(2).filter(|pair| pair[1] <= pair[0]).count();
        let is_likely = starts.is_empty() || (starts.len() == of_lines.len() && back * 4 <= starts.len() && !are_days);
        let short = lines.iter().filter(|line| line.split_whitespace().count() <= LONGEST).count();
        (short >= LEAST && short * 2 > lines.len() && is_likely).then(|| Unseen {
            lines,
            place: reader.text.span(blocks::place_of(&pieces[one.content.clone()])),
            why: Why::Possible,
        })
    });
    if timed.is_some() {
        return timed;
    }
    let points = sections.iter().flat_map(|one| [one.heading.clone(), one.content.clone()]);
    let points: Vec<(String, Range<usize>)> = points.flat_map(|range| numbered_points(&pieces[range])).collect();
    if let ([(_, first), .., (_, last)], true) = (points.as_slice(), points.len() >= LEAST) {
        let place = reader.text.span(first.start..last.end);
        let lines = points.into_iter().map(|(line, _)| line).collect();
        return Some(Unseen { lines, place, why: Why::Possible });
    }
    let name = |one: &Chunk| plain(&pieces[one.heading.clone()]);
    // That of an empty agenda is none of its parts.
    let own = sections.iter().filter(|one| !one.heading.is_empty() && !names_the_agenda(&name(one).to_lowercase()));
    let heads = of_headings(pieces, &own.map(|one| one.heading.clone()).collect::<Vec<_>>(), false);
    let within = |one: &Chunk| runs(&pieces[one.content.clone()], is_name(&name(one)));
    let run = sections.iter().flat_map(within).chain(heads).find(Run::is_likely)?;
    Some(Unseen { lines: run.texts, place: reader.text.span(run.place), why: Why::Possible })
}

/// Finds a paragraph that is an agenda in a row: `Agenda: 1. Welcome; 2. News; 3. End`.
fn inline_points(reader: &ProseReader<'_>, pieces: &[MarkdownEvent<'_>]) -> Option<Unseen> {
    blocks(pieces).filter(|block| kind_of(block) == Block::Paragraph).find_map(|block| {
        let text = plain(block);
        let (_, points) = text.split_once(':').filter(|(name, _)| names_the_agenda(&name.to_lowercase()))?;
        let points = points.split([';', '•', '·', '\n']).map(|point| point.trim().to_owned());
        let points: Vec<String> = points.filter(|point| point.contains(char::is_alphabetic)).collect();
        let place = reader.text.span(blocks::place_of(block));
        (points.len() >= LEAST).then_some(Unseen { lines: points, place, why: Why::Possible })
    })
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
pub fn begins_with_one_of(text: &str, words: &WordList) -> bool {
    let mut own = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    own.next().is_some_and(|word| words.has(&word.to_lowercase()))
}

/// Returns whether a heading is or ends as the name of an agenda, or holds a word for nothing else: `How it goes`,
/// `Proposed dagordning of the club`.
pub fn is_name(heading: &str) -> bool {
    let heading = heading.to_lowercase().replace('’', "'");
    let words = heading.trim_matches(|c: char| !c.is_alphanumeric());
    let ends_with = |name: &str| words.strip_suffix(name).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    let holds = |name: &str| words.split([' ', '-']).any(|word| word == name);
    NAME_ENDINGS.each().any(ends_with)
        || is_half_of_day(words)
        || ONLY_AGENDAS.each().any(holds)
        || names_the_agenda(words)
}

/// Returns the headings of one level.
fn of_headings(pieces: &[MarkdownEvent<'_>], heads: &[Range<usize>], is_named: bool) -> Option<Run> {
    let text = |head: &Range<usize>| plain(&pieces[head.clone()]).trim_matches(['#', ' ', '\n']).to_owned();
    let place = pieces[heads.first()?.start].1.start..pieces[heads.last()?.end - 1].1.end;
    Some(Run { texts: heads.iter().map(text).collect(), place, kind: Block::Heading(2), is_named }.framed())
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
            Block::Code => numbered_lines(block),
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
            runs.push(Run { texts, place: block[0].1.clone(), kind, is_named });
        }
        is_open = is_line;
        is_named = match kind {
            Block::Heading(_) => is_name(&plain(block)),
            Block::Label => is_named || is_name(&plain(block)),
            Block::Paragraph => is_named || names_the_agenda(&plain(block).to_lowercase()),
            _ => is_named,
        };
    }
    runs.extend(apart(pieces));
    runs
}

/// Returns the lines of a code block that begin with a number: an indented list is code to Markdown.
fn numbered_lines(block: &[MarkdownEvent<'_>]) -> Vec<String> {
    let lines = super::list::literal_lines(block).into_iter().map(|(line, _)| line.trim().to_owned());
    lines.filter(|line| number(line).is_some()).collect()
}

/// Returns the lines that stand alone where headings are meant: those in capitals, and those with a time or a number.
fn apart(pieces: &[MarkdownEvent<'_>]) -> Vec<Run> {
    let is_line = |block: &&[MarkdownEvent<'_>]| matches!(kind_of(block), Block::Paragraph | Block::Label);
    let alone = blocks(pieces).filter(is_line).filter(|block| lines(blocks::inside(block)).len() == 1);
    let alone: Vec<(String, Range<usize>)> =
        alone.map(|block| (plain(block).trim().to_owned(), blocks::place_of(block))).collect();
    let is_loud = |text: &str| {
        let word = text.split_whitespace().next().unwrap_or_default();
        word.chars().filter(|c| c.is_uppercase()).count() >= 2 && !word.contains(char::is_lowercase)
    };
    let is_told = |text: &str| says_a_time(text) || number(text).is_some() || title::roman_number(text).is_some();
    let run = |is_meant: &dyn Fn(&str) -> bool| {
        let own = || alone.iter().filter(|(text, _)| is_meant(text) && text.split_whitespace().count() <= LONGEST);
        let place = own().next()?.1.start..own().next_back()?.1.end;
        Some(Run {
            texts: own().map(|(text, _)| text.clone()).collect(),
            place,
            kind: Block::Heading(LABEL),
            is_named: false,
        })
    };
    [run(&is_loud), run(&is_told)].into_iter().flatten().map(Run::framed).collect()
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

/// Returns the points of a list; none where it is one of links or of things to tick, without a time.
fn points(list: &[MarkdownEvent<'_>]) -> Vec<String> {
    let points = || items(list).map(|item| opening(item).0);
    let is_other = |words: &[MarkdownEvent<'_>]| {
        blocks::covered(words, |tag| matches!(tag, Tag::Link { .. }))
            || matches!(words.first(), Some((Event::TaskListMarker(_), _)))
    };
    let is_timed = points().any(|words| says_a_time(&plain(words)));
    if points().any(is_other) && !is_timed { Vec::new() } else { points().map(plain).collect() }
}

/// Returns the lines of a paragraph up to the first one that is a sentence or says where and when the meeting is.
fn sentenceless(paragraph: &[MarkdownEvent<'_>]) -> Vec<String> {
    let texts: Vec<String> = lines(blocks::inside(paragraph)).into_iter().map(plain).collect();
    let is_point =
        |text: &String| text.split_whitespace().count() <= LONGEST && !text.trim_end().ends_with('.') && !is_fact(text);
    texts.into_iter().take_while(is_point).collect()
}
