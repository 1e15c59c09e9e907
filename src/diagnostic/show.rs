//! Diagnostics made ready to be shown: places as lines and columns, the lines themselves, in one order.

use std::ops::Range;

use crate::source::{FilePath, Span};

use super::{Diagnostic, Severity};

/// A diagnostic that no longer needs the handbook's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub code: &'static str,
    pub severity: Severity,
    pub message: String,
    pub help: Option<String>,
    pub place: Option<Position>,
    pub related: Vec<(Position, String)>,
}

/// A place as people count: lines and columns from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    pub file: FilePath,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    /// The column after the last character that is meant.
    pub end_column: usize,
    /// `None` for a file as a whole, and for one that can no longer be read.
    pub excerpt: Option<Excerpt>,
}

/// The lines of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Whole lines, parted by `\n`; of a line of many thousand letters a piece around what is meant.
    pub text: String,
    /// The bytes of `text` that are meant.
    pub marked: Range<usize>,
}

/// A place of more lines than this is shown by its first line alone.
const MOST_LINES: usize = 4;

/// A line of more bytes is no line that anybody reads whole: it came out of a program.
const LONGEST_LINE: usize = 4_000;

/// The bytes of such a line that are shown before what is meant, and after its beginning.
const AROUND: (usize, usize) = (200, 400);

/// Puts `diagnostics` in order of place (those of no file first), each once, with the lines they are about.
///
/// `text` gives the text of a file again. It may be another text by now, or none: then places are clamped to it.
#[must_use]
pub fn show(mut diagnostics: Vec<Diagnostic>, text: &dyn Fn(&FilePath) -> Option<String>) -> Vec<Shown> {
    diagnostics
        .sort_by(|a, b| (&a.span, a.code, a.severity, &a.message).cmp(&(&b.span, b.code, b.severity, &b.message)));
    diagnostics.dedup_by(|a, b| a.span == b.span && a.code == b.code && a.message == b.message);
    // One for the places, which come file by file, and one for what is related to them.
    let mut lines = SourceLines::default();
    let mut other = SourceLines::default();
    diagnostics
        .into_iter()
        .map(|diagnostic| Shown {
            code: diagnostic.code,
            severity: diagnostic.severity,
            message: diagnostic.message,
            help: diagnostic.help,
            place: diagnostic.span.map(|span| lines.of(&span.file, text).place(&span)),
            related: diagnostic
                .related
                .into_iter()
                .map(|(span, words)| (other.of(&span.file, text).place(&span), words))
                .collect(),
        })
        .collect()
}

/// Returns the number of `diagnostics` with that severity.
#[must_use]
pub fn count(diagnostics: &[Shown], severity: Severity) -> usize {
    diagnostics.iter().filter(|shown| shown.severity == severity).count()
}

/// The text of one file and where its lines begin.
#[derive(Default)]
struct SourceLines {
    file: Option<FilePath>,
    text: Option<String>,
    starts: Vec<usize>,
}

impl SourceLines {
    /// Reads `file`, unless it is the one held already.
    fn of(&mut self, file: &FilePath, text: &dyn Fn(&FilePath) -> Option<String>) -> &Self {
        if self.file.as_ref() != Some(file) {
            self.file = Some(file.clone());
            self.text = text(file);
            self.starts.clear();
            self.starts.push(0);
            let bytes = self.text.as_deref().unwrap_or_default().bytes().enumerate();
            self.starts.extend(bytes.filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        }
        self
    }

    fn place(&self, span: &Span) -> Position {
        let file = span.file.clone();
        let text = match &self.text {
            Some(text) if *span != Span::whole(&span.file) => text.as_str(),
            _ => return Position { file, line: 1, column: 1, end_line: 1, end_column: 1, excerpt: None },
        };
        let start = boundary(text, span.range().start, Side::Before);
        let end = boundary(text, span.range().end, Side::After).max(start);
        let (line, end_line) = (self.line(start), self.line(end));
        let last = if end_line - line < MOST_LINES { end_line } else { line };

        let column = |at: usize, on: usize| text[self.starts[on]..at].chars().count() + 1;
        let place = |excerpt: Excerpt| Position {
            file,
            line: line + 1,
            column: column(start, line),
            end_line: end_line + 1,
            end_column: column(end, end_line),
            excerpt: Some(excerpt),
        };
        let lines: Vec<&str> = (line..=last).map(|line| self.text_of(text, line)).collect();
        if lines.iter().any(|line| line.len() > LONGEST_LINE) {
            return place(piece(text, self.starts[line], self.text_of(text, line), start..end));
        }
        let excerpt = lines.join("\n");
        // Line ends of two bytes are one in the excerpt.
        let shortened = |at: usize, on: usize| {
            let before: usize = (line..on).map(|line| self.text_of(text, line).len() + 1).sum();
            (before + (at - self.starts[on]).min(self.text_of(text, on).len())).min(excerpt.len())
        };
        let marked_start = shortened(start, line);
        let marked_end = if last == end_line { shortened(end, end_line) } else { excerpt.len() };
        place(Excerpt { text: excerpt, marked: marked_start..marked_end.max(marked_start) })
    }

    /// Returns the line of a byte, counted from 0.
    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// Returns a line without its end.
    fn text_of<'t>(&self, text: &'t str, line: usize) -> &'t str {
        let end = self.starts.get(line + 1).map_or(text.len(), |next| next - 1);
        let found = &text[self.starts[line]..end];
        found.strip_suffix('\r').unwrap_or(found)
    }
}

/// Returns the piece of a `line`, which begins at `begins` in `text`, around what is meant.
fn piece(text: &str, begins: usize, line: &str, meant: Range<usize>) -> Excerpt {
    let ends = begins + line.len();
    let (before, after) = AROUND;
    let from = boundary(text, meant.start.saturating_sub(before).max(begins), Side::Before).min(ends);
    let to = boundary(text, meant.start.saturating_add(after).min(ends), Side::After).max(from);
    let inside = |at: usize| at.clamp(from, to) - from;
    Excerpt { text: text[from..to].to_owned(), marked: inside(meant.start)..inside(meant.end) }
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

/// Returns the nearest place between two characters.
fn boundary(text: &str, at: usize, side: Side) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        match side {
            Side::Before => at -= 1,
            Side::After => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &'static str, range: Range<usize>) -> Position {
        let diagnostic = Diagnostic::error("x", Span::new(&"a.md".into(), range), "");
        let mut shown = show(vec![diagnostic], &|_| Some(text.to_owned()));
        shown.remove(0).place.unwrap()
    }

    fn numbers(place: &Position) -> (usize, usize, usize, usize) {
        (place.line, place.column, place.end_line, place.end_column)
    }

    #[test]
    fn columns_count_characters_and_lines_may_end_in_two_bytes() {
        let found = place("é\r\nü wren\r\n", 7..11);
        assert_eq!(numbers(&found), (2, 3, 2, 7));
        assert_eq!(found.excerpt.unwrap(), Excerpt { text: "ü wren".into(), marked: 3..7 });
    }

    #[test]
    fn a_place_over_lines_keeps_them_unless_they_are_many() {
        let found = place("ab\r\ncd\r\nef", 1..9);
        assert_eq!(numbers(&found), (1, 2, 3, 2));
        assert_eq!(found.excerpt.unwrap(), Excerpt { text: "ab\ncd\nef".into(), marked: 1..7 });
        let found = place("a\nb\nc\nd\ne\nf", 0..11);
        assert_eq!(numbers(&found), (1, 1, 6, 2));
        assert_eq!(found.excerpt.unwrap(), Excerpt { text: "a".into(), marked: 0..1 });
    }

    #[test]
    fn of_an_endless_line_a_piece_is_shown() {
        let text: &'static str = Box::leak(format!("a\n{}here{}\nb", "é ".repeat(50_000), " é".repeat(90)).into());
        let at = text.find("here").unwrap();
        let found = place(text, at..at + 4);
        assert_eq!(numbers(&found), (2, 100_001, 2, 100_005));
        let excerpt = found.excerpt.unwrap();
        assert_eq!(&excerpt.text[excerpt.marked.clone()], "here");
        assert!(
            excerpt.text.len() < 700 && excerpt.text.ends_with(" é") && excerpt.text.starts_with('é'),
            "{excerpt:?}"
        );
        let whole = place(text, 1..text.len()).excerpt.unwrap();
        assert!(whole.text.len() < 700 && whole.text.get(whole.marked).is_some());
    }

    #[test]
    fn a_file_that_changed_is_clamped_and_one_that_vanished_is_named() {
        assert_eq!(numbers(&place("é", 1..90)), (1, 1, 1, 2));
        assert_eq!(numbers(&place("", 7..9)), (1, 1, 1, 1));
        let diagnostic = Diagnostic::error("x", Span::new(&"a.md".into(), 7..9), "");
        let shown = show(vec![diagnostic], &|_| None);
        assert_eq!(shown[0].place.as_ref().unwrap().excerpt, None);
    }

    #[test]
    fn they_come_in_order_of_place_and_each_once() {
        let at = |file: &str, at: usize| Diagnostic::error("x", Span::new(&file.into(), at..at + 1), "");
        let nowhere = Diagnostic { span: None, ..at("z", 0) };
        let shown = show(vec![at("b", 0), at("a", 3), at("a", 1), at("a", 3), nowhere], &|_| Some("abcdef".into()));
        let order: Vec<_> = shown.iter().map(|s| s.place.as_ref().map(|p| (p.file.to_string(), p.column))).collect();
        assert_eq!(order, [None, Some(("a".into(), 2)), Some(("a".into(), 4)), Some(("b".into(), 1))]);
    }

    proptest::proptest! {
        #[test]
        fn no_place_in_any_text_is_a_panic(text in "[aé\r\n\t 😀]{0,30}", start in 0usize..60, length in 0usize..60) {
            let diagnostic = Diagnostic::error("x", Span::new(&"a.md".into(), start..start + length), "m");
            let shown = show(vec![diagnostic], &|_| Some(text.clone()));
            let excerpt = shown[0].place.as_ref().unwrap().excerpt.as_ref();
            if let Some(excerpt) = excerpt {
                assert!(excerpt.text.get(excerpt.marked.clone()).is_some());
            }
            let _ = crate::diagnostic::text::text(&shown, crate::diagnostic::text::TerminalStyle::Plain);
        }
    }
}
