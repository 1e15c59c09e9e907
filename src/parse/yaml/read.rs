//! From the YAML reader's events to the located tree: one visitor that asks for the place of everything.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};

use crate::parse::repair::{RepairedText, within_smart_quotes};

use super::{KeyValue, Node, Scalar, ScalarStyle, TextPlaces, Tree};

/// The reason why a text is no YAML, and the byte in the file where the reader gave up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlError {
    /// Counted from 0, in the text that was read.
    pub line: usize,
    pub at: usize,
    pub why: String,
}

/// Reads `text`. All ranges of the result are places in the file.
///
/// # Errors
///
/// Returns where the text stops being YAML.
pub fn parse(text: &RepairedText<'_>) -> Result<Node, YamlError> {
    let budget = serde_yaml::budget! {
        max_depth: 24,
        flow_nesting_limit: 24,
        max_events: 20_000_000,
        max_nodes: 10_000_000,
    };
    let options = serde_yaml::options! {
        budget: budget,
        alias_limits: serde_yaml::alias_limits! { max_total_replayed_events: 10_000 },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        strict_booleans: true,
        with_snippet: false,
    };
    let root: Result<Spanned<Raw>, _> = serde_yaml::from_str_with_options(&text.text, options);
    match root {
        Ok(root) => Ok(node(root, text)),
        Err(error) => {
            let (line, column) = error.location().map_or((1, 1), |place| (place.line(), place.column()));
            let line = usize::try_from(line).unwrap_or(1).saturating_sub(1);
            let column = usize::try_from(column).unwrap_or(1).saturating_sub(1);
            Err(YamlError { line, at: text.place(byte(&text.text, line, column)), why: error.to_string() })
        }
    }
}

/// Returns the byte of a line and a column, both counted from 0, the column in characters.
fn byte(text: &str, line: usize, column: usize) -> usize {
    let start = if line == 0 { 0 } else { text.match_indices('\n').nth(line - 1).map_or(text.len(), |(at, _)| at + 1) };
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
}

/// A value as the reader hands it over.
enum Raw {
    /// A number, a yes or no, or nothing at all: its text stands in the source.
    AsTyped,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a list or fields")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::AsTyped)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::AsTyped)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::AsTyped)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::AsTyped)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::AsTyped)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::AsTyped)
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::AsTyped)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::AsTyped)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Raw, E> {
        Ok(Raw::AsTyped)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(key) = entries.next_key()? {
            map.push((key, entries.next_value()?));
        }
        Ok(Raw::Map(map))
    }
}

/// Returns the bytes in the text that was read.
fn bytes<T>(spanned: &Spanned<T>, text: &str) -> Range<usize> {
    let span = spanned.referenced.span();
    let whole = |n: Option<u64>| n.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let start = whole(span.byte_offset()).min(text.len());
    let end = (start + whole(span.byte_len())).min(text.len());
    start..end
}

fn node(raw: Spanned<Raw>, text: &RepairedText<'_>) -> Node {
    let here = bytes(&raw, &text.text);
    match raw.value {
        Raw::AsTyped => scalar(None, here, text),
        Raw::Text(decoded) => scalar(Some(decoded), here, text),
        Raw::List(items) => {
            let list: Vec<Node> = items.into_iter().map(|item| node(item, text)).collect();
            let end = list.last().map_or(text.place(here.end), |last| last.range.end);
            Node { range: closed(text.place(here.start), end, text), tree: Tree::List(list) }
        }
        Raw::Map(entries) => {
            let mut pairs = Vec::with_capacity(entries.len());
            for (key, value) in entries {
                let key = node(key, text);
                let name = match key.tree {
                    Tree::Scalar(scalar) => scalar.text,
                    Tree::List(_) | Tree::Map(_) => String::new(),
                };
                pairs.push(KeyValue { name, name_range: key.range, value: node(value, text) });
            }
            let start = text.place(here.start);
            let end = pairs.last().map_or(start, |pair| pair.value.range.end.max(pair.name_range.end));
            Node { range: closed(start, end, text), tree: Tree::Map(pairs) }
        }
    }
}

/// Returns the bytes from `start` to `end`, and to the bracket that closes what a bracket opened.
fn closed(start: usize, end: usize, text: &RepairedText<'_>) -> Range<usize> {
    let end = end.max(start);
    let bracket = match text.original(start..end).bytes().next() {
        Some(b'[') => ']',
        Some(b'{') => '}',
        _ => return start..end,
    };
    let rest = text.original(end..usize::MAX);
    let after = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    if after.starts_with(bracket) { start..end + (rest.len() - after.len()) + 1 } else { start..end }
}

fn scalar(decoded: Option<String>, here: Range<usize>, text: &RepairedText<'_>) -> Node {
    let source = text.text.get(here.clone()).unwrap_or_default();
    let range = text.place(here.start)..text.place(here.end);
    let first = source.bytes().next();
    if matches!(first, Some(b'"' | b'\'')) {
        let inner = source.get(1..source.len().saturating_sub(1)).unwrap_or_default();
        let decoded = decoded.unwrap_or_else(|| inner.to_owned());
        let places =
            if inner == decoded { TextPlaces::Verbatim(text.place(here.start + 1)) } else { TextPlaces::Whole };
        return Node { range, tree: Tree::Scalar(Scalar { text: decoded, style: ScalarStyle::Quoted, places }) };
    }
    if let (Some(decoded), Some(style)) = (&decoded, block_style(&text.text, here.start)) {
        let runs = runs(decoded, source, here.start, text);
        let text = decoded.clone();
        return Node { range, tree: Tree::Scalar(Scalar { text, style, places: TextPlaces::Runs(runs) }) };
    }
    match decoded {
        Some(decoded) if decoded != source => {
            let runs = runs(&decoded, source, here.start, text);
            Node {
                range,
                tree: Tree::Scalar(Scalar { text: decoded, style: ScalarStyle::Plain, places: TextPlaces::Runs(runs) }),
            }
        }
        _ => plain(source, range),
    }
}

/// Reads a plain text on one line; smart quotes around it count as plain ones.
fn plain(source: &str, range: Range<usize>) -> Node {
    let (typed, skip) = match within_smart_quotes(source) {
        Some(inner) => (inner, source.find(inner).unwrap_or(0)),
        None => (source, 0),
    };
    let style = if skip > 0 { ScalarStyle::Quoted } else { ScalarStyle::Plain };
    let places = TextPlaces::Verbatim(range.start + skip);
    Node { range, tree: Tree::Scalar(Scalar { text: typed.to_owned(), style, places }) }
}

/// Returns the style of a block text whose first line begins at `start`: that of the `|` or `>` that ends the line
/// before.
fn block_style(text: &str, start: usize) -> Option<ScalarStyle> {
    let before = text.get(..start)?.trim_end_matches(' ');
    if !before.ends_with('\n') {
        return None;
    }
    let header = before.trim_end().rsplit('\n').next()?;
    let header = header.split(" #").next()?.trim_end();
    let header = header.trim_end_matches(|c: char| c.is_ascii_digit() || c == '+' || c == '-');
    let (style, rest) = match header.strip_suffix('|') {
        Some(rest) => (ScalarStyle::Literal, rest),
        None => (ScalarStyle::Folded, header.strip_suffix('>')?),
    };
    rest.ends_with([' ', ':', '-']).then_some(style)
}

/// Finds each line of `source` (which begins at `start` of `text`) in what it was decoded to.
fn runs(decoded: &str, source: &str, start: usize, text: &RepairedText<'_>) -> Vec<(usize, usize)> {
    let mut runs = vec![(0, text.place(start))];
    let mut cursor = 0;
    let mut at = start;
    for line in source.split_inclusive('\n') {
        let typed = line.trim();
        let column = line.len() - line.trim_start().len();
        if !typed.is_empty() {
            let rest = decoded.get(cursor..).unwrap_or_default();
            let blanks = rest.len() - rest.trim_start().len();
            if !rest.trim_start().starts_with(typed) {
                break;
            }
            cursor += blanks;
            runs.push((cursor, text.place(at + column)));
            cursor += typed.len();
        }
        at += line.len();
    }
    runs
}
