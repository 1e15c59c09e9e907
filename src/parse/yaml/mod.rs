//! YAML as a small located tree: what was typed, and the bytes where it stands. No value is given a type here; a
//! field's reader does that, so that `no`, `0902` and `1.50` stay what their author wrote.

mod read;

use std::ops::Range;

pub use read::{YamlError, parse};

/// A value and the bytes of its file that it takes up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub range: Range<usize>,
    pub tree: Tree,
}

/// The content of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree {
    Scalar(Scalar),
    List(Vec<Node>),
    /// In the author's order; a name may stand in it twice.
    Map(Vec<KeyValue>),
}

/// A field's name and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyValue {
    pub name: String,
    pub name_range: Range<usize>,
    pub value: Node,
}

/// A text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    pub text: String,
    pub style: ScalarStyle,
    places: TextPlaces,
}

/// The style in which a text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarStyle {
    Plain,
    Quoted,
    /// After `|`: line for line.
    Literal,
    /// After `>`: lines flow together.
    Folded,
}

/// The places of the pieces of a text in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum TextPlaces {
    /// A text as typed, from that byte of the file on.
    Verbatim(usize),
    /// The beginnings of runs, in the text and in the file.
    Runs(Vec<(usize, usize)>),
    /// A text that has a place only as a whole.
    Whole,
}

impl Node {
    /// Returns the value as a text.
    #[must_use]
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.tree {
            Tree::Scalar(scalar) => Some(scalar),
            Tree::List(_) | Tree::Map(_) => None,
        }
    }

    /// Returns whether nothing was written: no text, `~` or `null`.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.tree {
            Tree::Scalar(scalar) => match scalar.style {
                ScalarStyle::Plain => matches!(scalar.text.as_str(), "" | "~" | "null" | "Null" | "NULL"),
                ScalarStyle::Quoted | ScalarStyle::Literal | ScalarStyle::Folded => scalar.text.trim().is_empty(),
            },
            Tree::List(items) => items.is_empty(),
            Tree::Map(pairs) => pairs.is_empty(),
        }
    }

    /// Returns the bytes in the file of `part` of this text.
    #[must_use]
    pub fn part(&self, part: Range<usize>) -> Range<usize> {
        match &self.tree {
            Tree::Scalar(Scalar { places: TextPlaces::Verbatim(at), .. }) => at + part.start..at + part.end,
            Tree::Scalar(Scalar { places: TextPlaces::Runs(runs), .. }) => {
                let place = |offset: usize| {
                    let run = runs.partition_point(|(text, _)| *text <= offset).saturating_sub(1);
                    runs.get(run).map_or(self.range.start, |(text, file)| file + (offset - text))
                };
                place(part.start)..place(part.end)
            }
            _ => self.range.clone(),
        }
    }

    /// Returns where runs of this text begin, in the text and in the file; the first at 0.
    #[must_use]
    pub fn runs(&self) -> Vec<(usize, usize)> {
        match &self.tree {
            Tree::Scalar(Scalar { places: TextPlaces::Runs(runs), .. }) => runs.clone(),
            Tree::Scalar(Scalar { places: TextPlaces::Verbatim(at), .. }) => vec![(0, *at)],
            _ => vec![(0, self.range.start)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::repair::RepairedText;

    fn read(text: &str) -> Vec<KeyValue> {
        match parse(&RepairedText::unchanged(text, 0)).expect("YAML").tree {
            Tree::Map(pairs) => pairs,
            _ => panic!("fields"),
        }
    }

    #[test]
    fn values_stay_as_typed() {
        let text = "a: no\nb: 0902\nc: 1.50\nd: .nan\ne: 18:30\nf: 99999999999999999999999999\n";
        let typed: Vec<String> = read(text).iter().map(|p| p.value.scalar().unwrap().text.clone()).collect();
        assert_eq!(typed, ["no", "0902", "1.50", ".nan", "18:30", "99999999999999999999999999"]);
    }

    #[test]
    fn ranges_are_bytes_in_the_file() {
        let text = "größe: \"zwölf\"\nliste: [ä, b]\n";
        let pairs = read(text);
        assert_eq!(&text[pairs[0].name_range.clone()], "größe");
        assert_eq!(&text[pairs[0].value.range.clone()], "\"zwölf\"");
        assert_eq!(&text[pairs[0].value.part(0..6)], "zwölf");
        assert_eq!(&text[pairs[1].value.range.clone()], "[ä, b]");
    }

    #[test]
    fn a_literal_block_knows_its_lines() {
        let text = "text: |\n    First line.\n\n      - deeper\n    last\n";
        let pairs = read(text);
        let block = &pairs[0].value;
        let scalar = block.scalar().unwrap();
        assert_eq!(scalar.style, ScalarStyle::Literal);
        assert_eq!(scalar.text, "First line.\n\n  - deeper\nlast\n");
        let last = scalar.text.find("last").unwrap();
        assert_eq!(&text[block.part(last..last + 4)], "last");
        let deeper = scalar.text.find("deeper").unwrap();
        assert_eq!(&text[block.part(deeper..deeper + 6)], "deeper");
    }

    #[test]
    fn smart_quotes_around_a_value_are_quotes() {
        let pairs = read("title: “Who gets heard”\n");
        let scalar = pairs[0].value.scalar().unwrap();
        assert_eq!((scalar.text.as_str(), scalar.style), ("Who gets heard", ScalarStyle::Quoted));
    }

    #[test]
    fn bombs_are_refused() {
        let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for n in 1..8 {
            let before = n - 1;
            let ten = vec![format!("*a{before}"); 10].join(", ");
            text = format!("{text}a{n}: &a{n} [{ten}]\n");
        }
        assert!(parse(&RepairedText::unchanged(&text, 0)).is_err());
        assert!(parse(&RepairedText::unchanged(&"[".repeat(100_000), 0)).is_err());
    }
}
