//! Reads lists, and lines that were meant as one.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::handbook::Minutes;
use crate::parse::markdown::{MarkdownEvent, MarkdownText, plain};
use crate::parse::time::{self, Expression, is_day};
use crate::text::entities;

use super::blocks::{self, Block, blocks, covered, items, kind_of, opening, paragraph};
use super::details::{self, Below};
use super::line::{WordList, lines, start_of};
use super::written::Hours;
use super::{AgendaItem, Part, title};

/// Reads the items of the list in `block`.
pub fn list<'p, 't>(text: &MarkdownText<'_>, block: &'p [MarkdownEvent<'t>]) -> Vec<AgendaItem<'p, 't>> {
    let mut read = Vec::new();
    for item in items(block) {
        let (words, rest) = opening(item);
        if words.is_empty() {
            // Only a callout or the like: nothing that happens.
            read.push(AgendaItem::Between(Cow::Borrowed(rest)));
            continue;
        }
        let part = part(text, words, rest, true);
        // `- Morning` above a list of clock times: a heading of these.
        let nested = nested_lists(rest).flat_map(|list| self::list(text, list)).collect::<Vec<_>>();
        let has_clock = |item: &AgendaItem<'_, '_>| matches!(item, AgendaItem::Part(part) if part.has_plain_clock());
        let is_untimed = part.expressions().next().is_none();
        let is_timed = |item: &AgendaItem<'_, '_>| matches!(item, AgendaItem::Part(part) if part.is_timed());
        let is_day = is_untimed && !nested.is_empty() && is_day(&plain(words));
        if is_day || (is_untimed && names_points(&plain(words)) && (nested.is_empty() || nested.iter().any(is_timed))) {
            read.push(AgendaItem::Heading(Cow::Owned(paragraph(words)), is_day));
            read.extend(text_beside_lists(rest));
            read.extend(nested);
        } else if is_untimed && nested.iter().filter(|item| has_clock(item)).count() >= 2 {
            read.push(AgendaItem::Between(Cow::Owned(paragraph(words))));
            read.extend(text_beside_lists(rest));
            read.extend(nested);
        } else if covered(words, |tag| matches!(tag, Tag::Strikethrough)) {
            read.push(AgendaItem::Between(Cow::Owned(paragraph(words))));
            read.push(AgendaItem::Between(Cow::Borrowed(rest)));
        } else {
            read.push(AgendaItem::Part(Box::new(part)));
        }
    }
    read
}

/// Returns whether a line only says that points follow: `Talking points`, `Agenda items: (to inform, to decide)`.
fn names_points(line: &str) -> bool {
    let name = line.split([':', '(']).next().unwrap_or_default().trim().to_lowercase();
    name.split(' ').count() <= 3
        && ["points", "items", "topics", "punkte", "punten", "puntos"].iter().any(|last| name.ends_with(last))
}

/// Returns whether a list is about when and where a meeting is, and not what happens there: two of its lines begin with
/// such words.
pub fn is_of_facts(block: &[MarkdownEvent<'_>]) -> bool {
    items(block).filter(|item| is_fact(&plain(opening(item).0))).count() >= 2
}

/// Makes minutes of the numbers with which all parts of a list begin, where they come to the length of the session:
/// `5 - Warmup`.
pub fn take_bare_minutes(items: &mut [AgendaItem<'_, '_>], hours: Option<Hours>) {
    let Some(planned) = hours.and_then(|hours| hours.minutes) else { return };
    let parts = || super::parts_of(items);
    let numbers: Option<Vec<(u32, usize)>> = parts().map(|part| title::bare_number(&plain(&part.title))).collect();
    let Some(numbers) = numbers.filter(|_| parts().count() >= 3 && !parts().any(Part::is_timed)) else { return };
    let sum = numbers.iter().fold(0_u32, |sum, (number, _)| sum.saturating_add(*number));
    if sum.abs_diff(planned) > planned / 10 {
        return;
    }
    let parts = items.iter_mut().filter_map(|item| if let AgendaItem::Part(part) = item { Some(part) } else { None });
    for (part, (number, length)) in parts.zip(numbers) {
        let cuts = std::iter::once(0..length).collect();
        part.found.times.push(title::TimeFound { cuts, ..Expression::lasting(number).into() });
    }
}

/// Returns whether most points of a list begin with a day, and none says when on it: the evenings of a season.
pub fn is_of_dates(block: &[MarkdownEvent<'_>]) -> bool {
    let texts: Vec<String> = items(block).map(|item| plain(opening(item).0)).collect();
    let is_dated =
        |text: &&String| is_day(text.split([':', '–', '—']).next().unwrap_or_default()) && !title::says_a_time(text);
    texts.len() >= 3 && texts.iter().filter(is_dated).count() * 2 > texts.len()
}

/// Returns whether a line says when or where a meeting is: `Time: 15:15 - 16:00`.
pub fn is_fact(line: &str) -> bool {
    static FACTS: WordList = WordList::new(include_str!("words/facts.txt"));
    line.split_once(':').is_some_and(|(name, _)| FACTS.has(&name.trim().to_lowercase()))
}

/// Returns the blocks below an item that are no lists, as text.
fn text_beside_lists<'p, 't>(rest: &'p [MarkdownEvent<'t>]) -> impl Iterator<Item = AgendaItem<'p, 't>> {
    let is_text = |block: &&[MarkdownEvent<'_>]| !matches!(kind_of(block), Block::List { .. });
    blocks(rest).filter(is_text).map(|block| AgendaItem::Between(Cow::Borrowed(block)))
}

fn nested_lists<'p, 't>(rest: &'p [MarkdownEvent<'t>]) -> impl Iterator<Item = &'p [MarkdownEvent<'t>]> {
    blocks(rest).filter(|block| matches!(kind_of(block), Block::List { .. }))
}

/// Reads one part: the lines with which it opens, and what follows them. Its title may be wrapped over several lines
/// where it `wraps`.
fn part<'p, 't>(
    text: &MarkdownText<'_>,
    words: &'p [MarkdownEvent<'t>],
    rest: &'p [MarkdownEvent<'t>],
    wraps: bool,
) -> Part<'p, 't> {
    let lines = lines(words);
    let mut below = Below::at(text.span(0..0));
    // The title ends where the first detail line begins.
    let goes_on = |line: &[MarkdownEvent<'t>]| wraps || plain(line).starts_with(char::is_lowercase);
    let ends_title = |line: &&[MarkdownEvent<'t>]| {
        !goes_on(line) || is_lettered(line) || details::take(text, line, &mut below.clone())
    };
    let first = if !wraps && is_time_above_title(&lines) { 2 } else { 1 };
    let detail = lines[first..].iter().position(ends_title);
    let title_lines = detail.map_or(lines.len(), |n| n + first);
    let title = &words[..start_of(&lines, title_lines).saturating_sub(1)];
    let mut taken = title_lines;
    while let Some(line) = lines.get(taken)
        && details::take(text, line, &mut below)
    {
        taken += 1;
    }
    let left = words.get(start_of(&lines, taken)..).filter(|left| !left.is_empty());
    let nested = nested_length(rest);
    let rest = details::take_blocks(text, rest, &mut below);
    let rest = match left {
        Some(left) => Cow::Owned([&paragraph(left), &*rest].concat()),
        None => rest,
    };
    Part { nested, ..Part::new(Cow::Borrowed(title), below, rest) }
}

/// So many words are a title, and no sentence.
pub const SHORT: usize = 9;

/// Returns whether a line is a point of its own in a list that Markdown does not know: `a. Letters`, `iv) Dates`.
pub fn is_lettered(line: &[MarkdownEvent<'_>]) -> bool {
    let text = plain(line);
    let Some((letters, rest)) = text.trim_start().split_once(['.', ')']) else { return false };
    let is_number = letters.len() == 1 || letters.bytes().all(|byte| b"ivx".contains(&byte));
    (1..=4).contains(&letters.len())
        && letters.bytes().all(|byte| byte.is_ascii_lowercase())
        && is_number
        && rest.starts_with(' ')
}

/// Returns the sum of the lengths in the lists below a part.
fn nested_length(rest: &[MarkdownEvent<'_>]) -> Option<Minutes> {
    let of_item = |item| {
        let (words, rest) = opening(item);
        title::find(&plain(words)).expressions().find_map(|one| one.length).or_else(|| nested_length(rest))
    };
    let lengths = nested_lists(rest).flat_map(items).filter_map(of_item);
    lengths.reduce(|sum, one| Minutes { value: sum.value.saturating_add(one.value), about: sum.about || one.about })
}

/// Reads the lines of a paragraph, each of which begins with a time; none where fewer than `least` do. A sentence may
/// come before three and more.
pub fn timed_lines<'p, 't>(
    text: &MarkdownText<'_>,
    block: &'p [MarkdownEvent<'t>],
    least: usize,
) -> Vec<AgendaItem<'p, 't>> {
    let inside = blocks::inside(block);
    let all = lines(inside);
    let starts: Vec<usize> = (0..all.len()).filter(|n| begins_part(&all[*n..])).collect();
    let names_day = |n: usize| {
        let line = plain(all[n]);
        line.split_whitespace().count() <= SHORT && is_day(&line) && !title::says_a_time(&line)
    };
    let days: Vec<usize> = (0..all.len()).filter(|n| !starts.contains(n) && names_day(*n)).collect();
    let Some(first) = starts.first().copied() else { return Vec::new() };
    let is_of_day = first > 0 && days.contains(&(first - 1));
    if starts.len() < least && !is_of_day || (first > 0 && starts.len() < 3 && !is_of_day) {
        return Vec::new();
    }
    let mut begins: Vec<usize> = starts.iter().chain(&days).copied().chain((first > 0).then_some(0)).collect();
    begins.sort_unstable();
    begins.dedup();
    let item = |(n, start): (usize, &usize)| {
        let end = begins.get(n + 1).map_or(inside.len(), |next| start_of(&all, *next).saturating_sub(1));
        let words = &inside[start_of(&all, *start)..end];
        if starts.contains(start) {
            AgendaItem::Part(Box::new(part(text, words, &[], false)))
        } else if days.contains(start) {
            AgendaItem::Heading(Cow::Owned(paragraph(words)), true)
        } else {
            AgendaItem::Between(Cow::Owned(paragraph(words)))
        }
    };
    begins.iter().enumerate().map(item).collect()
}

/// Returns whether the first of `lines` begins a part: it begins with a time and goes on, or is nothing but a time above
/// a line with words.
pub fn begins_part(lines: &[&[MarkdownEvent<'_>]]) -> bool {
    lines.first().is_some_and(|line| begins_with_time(line)) || is_time_above_title(lines)
}

/// Returns whether the first of `lines` is nothing but a time, and the second one the title that goes with it.
fn is_time_above_title(lines: &[&[MarkdownEvent<'_>]]) -> bool {
    let [time, title, ..] = lines else { return false };
    let words = plain(title);
    details::times_of_line(&plain(time)).is_some()
        && words.contains(char::is_alphabetic)
        && !is_day(&words)
        && !is_fact(&words)
        && !title::says_a_time(&words)
}

/// Reads the lines of a paragraph that are numbered in a way that Markdown does not know, `i. Opening`, each with the
/// lines `a. Letters` below it; none where not all are.
pub fn roman_lines<'p, 't>(text: &MarkdownText<'_>, block: &'p [MarkdownEvent<'t>]) -> Vec<AgendaItem<'p, 't>> {
    let inside = blocks::inside(block);
    let all = lines(inside);
    let is_roman =
        |line: &[MarkdownEvent<'_>]| is_lettered(line) && plain(line).trim_start().starts_with(['i', 'v', 'x']);
    if all.len() < 3 || !is_roman(all[0]) || !all.iter().all(|line| is_lettered(line)) {
        return Vec::new();
    }
    let starts: Vec<usize> = (0..all.len()).filter(|n| is_roman(all[*n])).collect();
    let part = |(n, start): (usize, &usize)| {
        let end = starts.get(n + 1).map_or(inside.len(), |next| start_of(&all, *next).saturating_sub(1));
        AgendaItem::Part(Box::new(part(text, &inside[start_of(&all, *start)..end], &[], false)))
    };
    starts.iter().enumerate().map(part).collect()
}

/// A line of more words is no title.
const LONGEST_LITERAL: usize = 14;

/// Reads the lines of a code block, or the rows of HTML: those with a time are parts, the others say more about the one
/// before.
pub fn literal<'p, 't>(text: &MarkdownText<'_>, block: &'p [MarkdownEvent<'t>]) -> Vec<AgendaItem<'p, 't>> {
    let mut read: Vec<AgendaItem<'p, 't>> = Vec::new();
    // The indent of the first part: points that are indented more say more about the one before.
    let mut margin = None;
    for (line, place) in literal_lines(block) {
        let indent = line.len() - line.trim_start().len();
        let is_below = margin.is_some_and(|margin| indent > margin) && line.trim_start().starts_with(['-', '*', '•']);
        let words = line.trim().trim_start_matches(|c: char| !c.is_alphanumeric() && !"~≈<([½¼¾".contains(c));
        if words.is_empty() {
            continue;
        }
        let piece = (Event::Text(words.to_owned().into()), place);
        // `Sync (90 minutes):` is a heading of what follows.
        let is_title = words.split_whitespace().count() <= LONGEST_LITERAL;
        if !is_below && is_title && !title::find(words).times.is_empty() && !words.ends_with(':') {
            margin = margin.or(Some(indent));
            let below = Below::at(text.span(0..0));
            read.push(AgendaItem::Part(Box::new(Part::new(Cow::Owned(vec![piece]), below, Cow::Borrowed(&[])))));
        } else if is_day(words) {
            read.push(AgendaItem::Heading(Cow::Owned(paragraph(&[piece])), true));
        } else if let Some(AgendaItem::Part(part)) = read.last_mut() {
            part.rest.to_mut().extend(paragraph(&[piece]));
        } else {
            read.push(AgendaItem::Between(Cow::Owned(paragraph(&[piece]))));
        }
    }
    read
}

/// Returns the lines of code or HTML, each with its place.
pub fn literal_lines(block: &[MarkdownEvent<'_>]) -> Vec<(String, Range<usize>)> {
    let mut lines = Vec::new();
    let mut html = String::new();
    for (event, range) in blocks::inside(block) {
        match event {
            // Indented HTML is code to Markdown.
            Event::Text(code) if code.trim_start().starts_with('<') => html.push_str(code),
            Event::Text(code) => {
                // Code is as typed, so that its bytes are those of the file.
                let mut at = range.start;
                for line in code.split_inclusive('\n') {
                    let is_typed = code.len() == range.len();
                    lines.push((line.to_owned(), if is_typed { at..at + line.len() } else { range.clone() }));
                    at += line.len();
                }
            }
            Event::Html(part) => html.push_str(part),
            _ => {}
        }
    }
    let plain = |line: &str| entities(line).split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    lines.extend(rows_of(&html).lines().map(|line| (plain(line), block[0].1.clone())));
    lines
}

/// Returns whether a block of HTML ends with a heading that names a day, which Markdown does not read inside it: `<div>` above
/// `### Day 2`.
pub fn ends_with_day(block: &[MarkdownEvent<'_>]) -> bool {
    let lines = literal_lines(block);
    let last = lines.iter().rev().map(|(line, _)| line.trim()).find(|line| !line.is_empty());
    last.and_then(|line| line.strip_prefix('#')).is_some_and(is_day)
}

/// Returns HTML without its tags, a row, a point or a paragraph a line.
fn rows_of(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(&text.replace('\n', " "));
        let (name, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = name.split(|c: char| c.is_whitespace()).next().unwrap_or_default().to_ascii_lowercase();
        let ends =
            matches!(&*name, "/tr" | "/li" | "/p" | "br" | "br/" | "/div" | "/h1" | "/h2" | "/h3" | "/h4" | "/h5");
        out.push(if ends { '\n' } else { ' ' });
        rest = after;
    }
    out + &rest.replace('\n', " ")
}

/// Returns whether a line begins with a time and goes on, or is short and has one from when to when: `Supper
/// 6.00-7.00pm - Long Hall`.
pub fn begins_with_time(line: &[MarkdownEvent<'_>]) -> bool {
    let text = plain(line);
    let is_range = |one: time::Expression| one.clock.is_some_and(|(_, end)| end.is_some());
    let is_short = text.split_whitespace().count() <= SHORT && !is_fact(&text);
    let found = title::find(&text);
    if is_short && found.expressions().any(is_range) {
        let words = found.words(&text);
        return words.contains(char::is_alphabetic) && !is_day(&words);
    }
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !"~≈<(½¼¾[".contains(c));
    // `From 7 pm on the gate is shut, and nobody comes in.`
    let is_sentence = text.trim_end().ends_with('.') && text.split_whitespace().count() > LONGEST_LITERAL;
    if is_sentence && text.starts_with(char::is_alphabetic) {
        return false;
    }
    let inside = text.strip_prefix(['(', '[']).unwrap_or(text);
    time::leading(inside)
        .is_some_and(|(found, length)| found.is_timed() && inside[length..].contains(char::is_alphabetic))
}
