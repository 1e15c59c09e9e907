//! Front matter: the fields between two lines of hyphens, and where the text after them begins.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::source::Source;

use super::fields::FieldReader;
use super::private_markup;
use super::repair::{Repair, RepairedText, lines, name_and_value, quote_colon, quote_hashes, tidy};
use super::yaml::{KeyValue, Node, Tree, parse};
use super::yaml_errors::explain;

/// The number of mistakes of one sort in one file that are mended one by one.
const MOST_MENDS: usize = 50;

/// The part of a Markdown file before its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter {
    pub pairs: Vec<KeyValue>,
    /// The opening fence, where there is one.
    pub fence: Option<Range<usize>>,
    /// The place where the text begins.
    pub body: usize,
    /// Whether a message already says that the fields cannot be read.
    pub broken: bool,
}

/// Finds and reads the front matter of a Markdown file.
#[must_use]
pub fn front_matter(source: &Source, reader: &FieldReader<'_>) -> FrontMatter {
    let text = source.text.as_str();
    let Some((fence, start)) = opening(text) else {
        return FrontMatter::default();
    };
    let rest = text.get(start..).unwrap_or_default();
    match closing(rest) {
        Some((end, body)) => {
            let inner = rest.get(..end).unwrap_or_default();
            let (pairs, broken) = fields(inner, start, reader);
            FrontMatter { pairs, fence: Some(fence), body: start + body, broken }
        }
        None => unclosed(rest, start, fence, reader),
    }
}

/// Reads a file that is nothing but fields, such as `example`. Without any and broken where a message says why it cannot
/// be read.
#[must_use]
pub fn fields_of_file(source: &Source, reader: &FieldReader<'_>, example: &str) -> (Vec<KeyValue>, bool) {
    match whole_file(source, reader) {
        (Some(Node { tree: Tree::Map(pairs), .. }), broken) => (pairs, broken),
        (Some(node), _) => {
            let name = source.path.rsplit('/').next().unwrap_or_default();
            reader.wrong(&node, name, "fields, each a name, a colon and a value", example);
            (Vec::new(), true)
        }
        (None, broken) => (Vec::new(), broken),
    }
}

/// Reads a file that is YAML as a whole. `None` where it is empty, or where a message says why it cannot be read; the
/// second value says which.
#[must_use]
pub fn whole_file(source: &Source, reader: &FieldReader<'_>) -> (Option<Node>, bool) {
    let text = source.text.as_str();
    let (start, end) = match opening(text) {
        None => (0, text.len()),
        Some((_, start)) => {
            let rest = text.get(start..).unwrap_or_default();
            let end = closing(rest).filter(|(_, body)| rest.get(*body..).is_none_or(|after| after.trim().is_empty()));
            (start, end.map_or(text.len(), |(end, _)| start + end))
        }
    };
    match read(text.get(start..end).unwrap_or_default(), start, reader) {
        Ok(node) if node.is_empty() => (None, false),
        Ok(node) => (Some(node), false),
        Err(message) => {
            reader.report(message);
            (None, true)
        }
    }
}

/// Returns the fields of `inner`, and whether they could not be read.
fn fields(inner: &str, start: usize, reader: &FieldReader<'_>) -> (Vec<KeyValue>, bool) {
    match read(inner, start, reader) {
        Ok(Node { tree: Tree::Map(pairs), .. }) => (pairs, false),
        Ok(node) if node.is_empty() => (Vec::new(), false),
        Ok(node) => {
            reader.report(
                Diagnostic::error(
                    "front-matter-broken",
                    reader.span(node.range),
                    "Between the two lines of hyphens, each line should be a field: a name, a colon and a value.",
                )
                .help("Write fields such as `title: Finding each other`, or take the lines of hyphens out."),
            );
            (Vec::new(), true)
        }
        Err(message) => {
            reader.report(message);
            (Vec::new(), true)
        }
    }
}

/// Reads YAML as meant: a value with a colon in it, which could not be read otherwise, is read as one text.
fn read(text: &str, base: usize, reader: &FieldReader<'_>) -> Result<Node, Diagnostic> {
    let mut edits: Vec<Repair> = tidy(text);
    let mut quoted: Vec<(usize, Range<usize>)> = Vec::new();
    let mut numbers = Vec::new();
    for (line, range, more) in quote_hashes(text) {
        edits.extend(more);
        numbers.push((line, range));
    }
    loop {
        let mended = RepairedText::with(text, base, &mut edits);
        let broken = match parse(&mended) {
            Ok(node) => {
                for (_, range) in quoted {
                    reader.report(quoted_note(text, base, range, Sign::Colon, reader));
                }
                for (_, range) in numbers {
                    reader.report(quoted_note(text, base, range, Sign::Hash, reader));
                }
                private_markup::report(&node, reader);
                return Ok(node);
            }
            Err(broken) => broken,
        };
        let known = quoted.iter().chain(&numbers).any(|(line, _)| *line == broken.line) || quoted.len() >= MOST_MENDS;
        match quote_colon(text, broken.line) {
            Some((range, more)) if !known => {
                edits.extend(more);
                quoted.push((broken.line, range));
            }
            _ => return Err(explain(&reader.file, text, base, &broken)),
        }
    }
}

/// The sign that makes a value ask for quotes.
#[derive(Clone, Copy)]
enum Sign {
    Colon,
    Hash,
}

/// Returns the note that shows the quotes.
fn quoted_note(text: &str, base: usize, range: Range<usize>, sign: Sign, reader: &FieldReader<'_>) -> Diagnostic {
    let span = reader.span(base + range.start..base + range.end);
    let note = match sign {
        Sign::Colon => Diagnostic::note("colon-quoted", span, "This value has a colon in it and was read as one text."),
        Sign::Hash => {
            let message = "This value has a `#` in it, which could begin a comment; it was read as one text.";
            Diagnostic::note("hash-quoted", span, message)
        }
    };
    let value = text.get(range.clone()).unwrap_or_default();
    let line = text.get(..range.start).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
    let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
    note.help(format!("Put quotation marks around it to be safe: `{}\"{quoted}\"`.", line.trim_start()))
}

/// Returns the opening fence, and where the line after it begins. Blank lines before it are fine, and so is what a word
/// processor makes of three hyphens.
fn opening(text: &str) -> Option<(Range<usize>, usize)> {
    let (start, line) = lines(text).find(|(_, line)| !line.trim().is_empty())?;
    let sign = line.trim_end();
    let hyphens = sign.chars().all(|c| matches!(c, '-' | '–' | '—'));
    if !hyphens || sign.len() < 3 {
        return None;
    }
    let next = text.get(start..)?.find('\n').map_or(text.len(), |at| start + at + 1);
    Some((start..start + sign.len(), next))
}

/// Returns where the fields end and where the text after the closing fence begins.
fn closing(rest: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        let sign = line.trim_end();
        let fence = sign == "..." || sign == "—" || (sign.len() >= 3 && sign.bytes().all(|byte| byte == b'-'));
        if fence {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Reads front matter whose second fence is missing: one message, and as much of it as looks like fields is read all
/// the same, so that the entry stays known.
fn unclosed(rest: &str, start: usize, fence: Range<usize>, reader: &FieldReader<'_>) -> FrontMatter {
    let mut blank = false;
    let mut end = rest.len();
    for (at, line) in lines(rest) {
        let item = line.trim_start().starts_with("- ") && !blank;
        let field = name_and_value(line).is_some_and(|(name_end, _)| {
            let name = line.get(..name_end).unwrap_or_default();
            name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ':'))
        });
        if line.trim().is_empty() {
            blank = true;
        } else if !(item || field || (line.starts_with(' ') && !blank)) {
            end = at;
            break;
        } else {
            blank = false;
        }
    }
    let head = rest.get(..end).unwrap_or_default();
    let last = lines(head).filter(|(_, line)| !line.trim().is_empty()).last();
    let mut message = Diagnostic::error(
        "front-matter-unclosed",
        reader.span(fence.clone()),
        "The fields begin at this line of hyphens, but no second line of hyphens ends them.",
    )
    .help("Add a line `---` between the last field and the text.");
    if let Some((at, line)) = last {
        message = message.also(reader.span(start + at..start + at + line.len()), "probably after this line");
    }
    reader.report(message);
    let pairs = match parse(&RepairedText::with(head, start, &mut tidy(head))) {
        Ok(Node { tree: Tree::Map(pairs), .. }) => pairs,
        _ => Vec::new(),
    };
    FrontMatter { pairs, fence: Some(fence), body: start + end, broken: true }
}
