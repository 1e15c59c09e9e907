//! A line of Markdown as plain text that still knows where each letter came from, and can be written without some
//! of them.

use std::ops::Range;
use std::sync::OnceLock;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use rustc_hash::FxHashSet;

use crate::parse::markdown::{MarkdownEvent, MarkdownText, end_of};
use crate::source::{Located, Span};

use super::details::is_nothing;

/// The plain text of a run of inline pieces.
pub struct PlainLine<'p, 't> {
    pub pieces: &'p [MarkdownEvent<'t>],
    pub plain: String,
    /// The start of each piece in `plain`; as long as `pieces`.
    starts: Vec<usize>,
}

impl<'p, 't> PlainLine<'p, 't> {
    pub fn new(pieces: &'p [MarkdownEvent<'t>]) -> Self {
        let mut plain = String::new();
        let mut starts = Vec::with_capacity(pieces.len());
        for (event, _) in pieces {
            starts.push(plain.len());
            match event {
                Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => plain.push_str(text),
                Event::SoftBreak | Event::HardBreak => plain.push(' '),
                _ => {}
            }
        }
        PlainLine { pieces, plain, starts }
    }

    /// Returns the place in the file of `range` of the plain text.
    pub fn span(&self, text: &MarkdownText<'_>, range: Range<usize>) -> Span {
        let start = self.source(range.start, range.start);
        let end = if range.end > range.start { self.source(range.end - 1, range.start) + 1 } else { start };
        text.span(start..end.clamp(start, text.text.len()))
    }

    /// Returns the byte of the Markdown from which the byte at `at` came. A piece that is not as typed (a smart quote,
    /// an entity) counts as one.
    fn source(&self, at: usize, least: usize) -> usize {
        let piece = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        let Some((event, range)) = self.pieces.get(piece) else {
            return 0;
        };
        let within = at - self.starts[piece];
        match event {
            Event::Text(text) if text.len() == range.len() => range.start + within,
            Event::Code(text) => range.start + range.len().saturating_sub(text.len()) / 2 + within,
            _ if at == least => range.start,
            _ => range.end.saturating_sub(1),
        }
    }

    /// Returns the names listed at `range`: `Marisol`, `Marisol and Tobias`, `Marisol, Tobias`.
    pub fn names(&self, text: &MarkdownText<'_>, range: Range<usize>) -> Vec<Located<String>> {
        if is_nothing(&self.plain[range.clone()]) {
            return Vec::new();
        }
        // `and` separates names as a comma does; with blanks around it the places stay.
        let listed = self.plain[range.clone()].replace(" and ", "  ,  ");
        // A dash in an empty cell is nobody's name.
        let names = fields(&listed, &[',', ';', '/', '&', '+']);
        let names = names.filter(|(_, name)| name.contains(char::is_alphanumeric));
        let place = |at: usize, name: &str| range.start + at..range.start + at + name.len();
        names.map(|(at, name)| Located::new(straight(name), self.span(text, place(at, name)))).collect()
    }

    /// Returns the pieces without the letters in `cuts` (in order), and without emphasis that has become empty.
    pub fn without(&self, cuts: &[Range<usize>]) -> Vec<MarkdownEvent<'t>> {
        let behind = |at: usize, cut: &Range<usize>| if cut.contains(&at) { cut.end } else { at };
        let gone = |range: Range<usize>| cuts.iter().fold(range.start, behind) >= range.end;
        let mut kept: Vec<MarkdownEvent<'t>> = Vec::with_capacity(self.pieces.len());
        // For each open tag, whether it was kept.
        let mut open = Vec::new();
        for (n, (event, range)) in self.pieces.iter().enumerate() {
            let start = self.starts[n];
            match event {
                Event::Start(tag) => {
                    let end = self.starts.get(end_of(self.pieces, n)).copied().unwrap_or(self.plain.len());
                    let keep = matches!(tag, Tag::Image { .. }) || start == end || !gone(start..end);
                    open.push(keep);
                    if !keep {
                        continue;
                    }
                }
                Event::End(_) if !open.pop().unwrap_or(true) => continue,
                Event::TaskListMarker(_) => continue,
                Event::SoftBreak | Event::HardBreak if gone(start..start + 1) => continue,
                Event::Text(text) | Event::Code(text) => {
                    let mut from = 0;
                    for cut in cuts.iter().chain(std::iter::once(&(start + text.len()..start + text.len()))) {
                        let to = cut.start.saturating_sub(start).min(text.len());
                        if from < to && cut.start >= start {
                            kept.push(part(event, text, range, from..to));
                        }
                        from = from.max(cut.end.saturating_sub(start).min(text.len()));
                    }
                    continue;
                }
                _ => {}
            }
            kept.push((event.clone(), range.clone()));
        }
        kept
    }
}

/// Returns a part of a piece of text.
fn part<'t>(event: &Event<'t>, text: &CowStr<'t>, range: &Range<usize>, cut: Range<usize>) -> MarkdownEvent<'t> {
    let words = match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(&text[cut.clone()]),
        text => CowStr::from(text[cut.clone()].to_owned()),
    };
    let place = if text.len() == range.len() { range.start + cut.start..range.start + cut.end } else { range.clone() };
    match event {
        Event::Code(_) => (Event::Code(words), range.clone()),
        _ => (Event::Text(words), place),
    }
}

/// Returns a name with straight apostrophes, as front matter has them.
pub fn straight(text: &str) -> String {
    text.replace('’', "'")
}

/// Returns the text between `signs`, with its place and without the blanks around it; no empty text.
pub fn fields<'a>(text: &'a str, signs: &'a [char]) -> impl Iterator<Item = (usize, &'a str)> {
    let mut end = 0;
    let fields = text.split_inclusive(signs).map(move |field| {
        let start = end + field.len() - field.trim_start().len();
        end += field.len();
        (start, field.trim_end_matches(signs).trim())
    });
    fields.filter(|(_, field)| !field.is_empty())
}

/// A list of words, which commas and line breaks separate.
pub struct WordList {
    text: &'static str,
    words: OnceLock<FxHashSet<&'static str>>,
}

impl WordList {
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        WordList { text, words: OnceLock::new() }
    }

    /// Returns its words, in order.
    pub fn each(&self) -> impl Iterator<Item = &'static str> {
        self.text.split([',', '\n']).map(str::trim).filter(|word| !word.is_empty())
    }

    /// Returns whether `words` are among its own.
    #[must_use]
    pub fn has(&self, words: &str) -> bool {
        self.words.get_or_init(|| self.each().collect()).contains(words)
    }
}

/// Returns where the line with number `n` begins among the pieces that `lines` came from.
#[must_use]
pub fn start_of(lines: &[&[MarkdownEvent<'_>]], n: usize) -> usize {
    lines[..n].iter().map(|line| line.len() + 1).sum()
}

/// Returns the lines of an inline run, separated at its line breaks; none is cut inside emphasis or a link.
#[must_use]
pub fn lines<'p, 't>(pieces: &'p [MarkdownEvent<'t>]) -> Vec<&'p [MarkdownEvent<'t>]> {
    let mut lines = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, (event, _)) in pieces.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => {
                depth = depth.saturating_sub(1);
            }
            Event::SoftBreak | Event::HardBreak if depth == 0 => {
                lines.push(&pieces[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    lines.push(&pieces[start..]);
    lines
}
