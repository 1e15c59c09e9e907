//! Texts, lists of them, names of other entries, numbers, yes and no, and words out of a few.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::handbook::community::GroupSize;
use crate::handbook::{Id, Reference};
use crate::parse::agenda::things;
use crate::parse::yaml::{Node, ScalarStyle, Tree};
use crate::source::Located;
use crate::suggest::nearest;

use super::{FieldReader, Fields, listed, shortened};

impl FieldReader<'_> {
    /// Reads a text.
    pub fn text(&self, node: &Node, name: &str) -> Option<Located<String>> {
        if let Some(text) = self.as_text(node) {
            return Some(text);
        }
        self.wrong(node, name, "a text", &format!("{name}: some words"));
        None
    }

    /// Reads a text, or a single field that is meant as one: `- do this: and that` is a text with a colon in it.
    pub fn as_text(&self, node: &Node) -> Option<Located<String>> {
        let span = self.span(node.range.clone());
        match &node.tree {
            Tree::Scalar(scalar) => Some(Located::new(scalar.text.trim().to_owned(), span)),
            Tree::Map(pairs) if pairs.len() == 1 => {
                let pair = pairs.first()?;
                let typed = pair.name_range.start..node.range.end;
                let text = self.text.get(typed.clone())?;
                if text.contains('\n') || self.text.get(..typed.start)?.ends_with(['{', '[']) {
                    return None;
                }
                let text = text.trim();
                self.report(
                    Diagnostic::note(
                        "colon-quoted",
                        self.span(typed.clone()),
                        "This value has a colon in it and was read as one text.",
                    )
                    .help(format!(
                        "Put quotation marks around it to be safe: `- \"{}\"`.",
                        text.replace('\\', "\\\\").replace('"', "\\\"")
                    )),
                );
                Some(Located::new(text.to_owned(), self.span(typed)))
            }
            Tree::List(_) | Tree::Map(_) => None,
        }
    }

    /// Reads the name of an entry.
    fn id(&self, node: &Node, name: &str) -> Option<Reference> {
        let Some(scalar) = node.scalar() else {
            self.wrong(node, name, "a name such as `marisol-quennell`", &format!("{name}: marisol-quennell"));
            return None;
        };
        let text = scalar.text.trim();
        (!text.is_empty()).then(|| Located::new(Id::from(text), self.span(node.part(trimmed(node)))))
    }

    /// Reads names of entries: a list, or one text with commas between them.
    pub fn ids(&self, node: &Node, name: &str) -> Vec<Reference> {
        match &node.tree {
            Tree::List(items) => {
                items.iter().filter(|item| !item.is_empty()).filter_map(|i| self.id(i, name)).collect()
            }
            Tree::Scalar(scalar) => {
                let parts = pieces(&scalar.text, &[',', ';']);
                parts.into_iter().map(|part| self.piece(node, &scalar.text, part)).collect()
            }
            Tree::Map(_) => {
                self.wrong(node, name, "a list of names", &format!("{name}: [one-name, another-name]"));
                Vec::new()
            }
        }
    }

    fn piece(&self, node: &Node, text: &str, part: Range<usize>) -> Reference {
        Located::new(Id::from(text.get(part.clone()).unwrap_or_default()), self.span(node.part(part)))
    }

    /// Reads a list of texts; one text is a list of one, or is split at each of `marks`.
    pub fn texts(&self, node: &Node, name: &str, marks: &[char]) -> Vec<String> {
        match &node.tree {
            Tree::List(items) => items
                .iter()
                .filter(|item| !item.is_empty())
                .filter_map(|item| self.text(item, name).map(|text| text.value))
                .collect(),
            Tree::Scalar(scalar) => {
                let parts = pieces(&scalar.text, marks);
                parts.into_iter().filter_map(|part| scalar.text.get(part)).map(str::to_owned).collect()
            }
            Tree::Map(_) => self.text(node, name).map(|text| text.value).into_iter().collect(),
        }
    }

    /// Reads a word out of a few, in any case, with `-` and `_` as blanks.
    pub fn choice<T: Copy + PartialEq>(&self, node: &Node, name: &str, choices: &[(&str, T)]) -> Option<T> {
        let Some(scalar) = node.scalar() else {
            let first = choices.first().map_or("", |(word, _)| word);
            self.wrong(node, name, "one word", &format!("{name}: {first}"));
            return None;
        };
        let written = scalar.text.trim();
        let plain = |word: &str| word.trim().to_lowercase().replace(['-', '_'], " ");
        let folded = plain(written);
        if let Some((_, value)) = choices.iter().find(|(word, _)| plain(word) == folded) {
            return Some(*value);
        }
        // A second spelling of the same thing is taken, but not advertised.
        let first = |value: T| choices.iter().find(|(_, other)| *other == value).map(|(word, _)| *word);
        let near = nearest(written, choices.iter().map(|(word, _)| *word));
        let near = choices.iter().find(|(word, _)| Some(*word) == near).and_then(|(_, value)| first(*value));
        let message = match near {
            Some(near) => format!("`{name}` cannot be `{}`. Did you mean `{near}`?", shortened(written)),
            None => format!("`{name}` cannot be `{}`.", shortened(written)),
        };
        let words: Vec<String> = choices
            .iter()
            .filter(|(word, value)| first(*value) == Some(*word))
            .map(|(word, _)| format!("`{word}`"))
            .collect();
        self.report(
            Diagnostic::error("wrong-type", self.span(node.part(trimmed(node))), message)
                .help(format!("Write {}.", listed(&words, "or"))),
        );
        None
    }

    /// Reads yes or no.
    pub fn yes_no(&self, node: &Node, name: &str) -> Option<bool> {
        let word = node.scalar().map(|scalar| scalar.text.trim().to_lowercase());
        match word.as_deref() {
            Some("yes" | "true" | "on" | "y") => Some(true),
            Some("no" | "false" | "off" | "n") => Some(false),
            _ => {
                self.wrong(node, name, "`yes` or `no`", &format!("{name}: yes"));
                None
            }
        }
    }

    /// Reads a whole number, `0` or more.
    pub fn number(&self, node: &Node, name: &str, example: u32) -> Option<u32> {
        let number = node.scalar().and_then(|scalar| scalar.text.trim().parse().ok());
        if number.is_none() {
            self.wrong(node, name, "a whole number", &format!("{name}: {example}"));
        }
        number
    }
}

impl Fields<'_> {
    /// Reads a text.
    pub fn text(&mut self, name: &'static str) -> Option<Located<String>> {
        let node = self.take(name)?;
        self.reader.text(node, name)
    }

    /// Reads a text without its place.
    pub fn words(&mut self, name: &'static str) -> Option<String> {
        self.text(name).map(|text| text.value)
    }

    /// Reads a text that must be there. Where it is not, an empty one stands in.
    pub fn required_text(&mut self, name: &'static str) -> Located<String> {
        let text = self.require(name).and_then(|node| self.reader.text(node, name));
        text.unwrap_or_else(|| Located::new(String::new(), self.place.clone()))
    }

    /// Reads texts with a blank line between paragraphs, however they were written.
    pub fn paragraphs(&mut self, name: &'static str) -> Option<String> {
        let node = self.take(name)?;
        let text = self.reader.text(node, name)?.value;
        let lines_flow = node.scalar().is_some_and(|scalar| scalar.style != ScalarStyle::Literal);
        Some(if lines_flow { text.replace('\n', "\n\n") } else { text })
    }

    /// Reads a list of texts, or one.
    pub fn texts(&mut self, name: &'static str) -> Vec<String> {
        self.take(name).map_or_else(Vec::new, |node| self.reader.texts(node, name, &[]))
    }

    /// Reads a list of texts, or one that is parted as the `Bring:` of an agenda is.
    pub fn things(&mut self, name: &'static str) -> Vec<String> {
        let Some(node) = self.take(name) else { return Vec::new() };
        match node.scalar() {
            Some(scalar) => things(&scalar.text).collect(),
            None => self.reader.texts(node, name, &[';']),
        }
    }

    /// Reads the name of one entry.
    pub fn id(&mut self, name: &'static str) -> Option<Reference> {
        let node = self.take(name)?;
        self.reader.id(node, name)
    }

    /// Reads names of people: as other names, and `Marisol and Tobias` are two.
    pub fn people(&mut self, name: &'static str) -> Option<Vec<Reference>> {
        let node = self.take(name)?;
        let Some(scalar) = node.scalar().filter(|scalar| scalar.text.contains(" and ") || scalar.text.contains('&'))
        else {
            return Some(self.reader.ids(node, name));
        };
        let mut people = Vec::new();
        for part in pieces(&scalar.text, &[',', ';', '&']) {
            let mut at = part.start;
            for name in scalar.text.get(part).unwrap_or_default().split(" and ") {
                let start = at + name.len() - name.trim_start().len();
                let name_end = start + name.trim().len();
                if start < name_end {
                    people.push(self.reader.piece(node, &scalar.text, start..name_end));
                }
                at += name.len() + " and ".len();
            }
        }
        Some(people)
    }

    /// Reads names of entries, or one.
    pub fn ids(&mut self, name: &'static str) -> Option<Vec<Reference>> {
        let node = self.take(name)?;
        Some(self.reader.ids(node, name))
    }

    /// Reads a word out of a few.
    pub fn choice<T: Copy + PartialEq>(&mut self, name: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let node = self.take(name)?;
        self.reader.choice(node, name, choices)
    }

    /// Reads yes or no; `false` where nothing is written.
    pub fn yes_no(&mut self, name: &'static str) -> bool {
        self.take(name).and_then(|node| self.reader.yes_no(node, name)).unwrap_or(false)
    }

    /// Reads a whole number, 0 or more.
    pub fn number(&mut self, name: &'static str, example: u32) -> Option<u32> {
        let node = self.take(name)?;
        self.reader.number(node, name, example)
    }

    /// Reads a place in a list: any whole number.
    pub fn order(&mut self) -> Option<i64> {
        let node = self.take("order")?;
        let number = node.scalar().and_then(|scalar| scalar.text.trim().parse().ok());
        if number.is_none() {
            self.reader.wrong(node, "order", "a whole number", "order: 3");
        }
        number
    }

    /// Reads a number of people: `14`, `12 to 16`, `12-16`.
    pub fn group_size(&mut self, name: &'static str) -> Option<GroupSize> {
        let node = self.take(name)?;
        let size = node.scalar().and_then(|scalar| group_size(&scalar.text));
        if size.is_none() {
            self.reader.wrong(node, name, "a number of people", &format!("{name}: 12 to 16"));
        }
        size
    }

    /// Reads `{check: reason}`.
    pub fn reasons(&mut self, name: &'static str) -> Vec<(Located<String>, String)> {
        let Some(node) = self.take(name) else { return Vec::new() };
        let Tree::Map(pairs) = &node.tree else {
            let example = format!("{name}: {{everyone-speaks-early: \"silent retreat\"}}");
            self.reader.wrong(node, name, "a check's name with its reason", &example);
            return Vec::new();
        };
        let mut reasons = Vec::new();
        for pair in pairs {
            let check = Located::new(pair.name.trim().to_lowercase(), self.reader.span(pair.name_range.clone()));
            if pair.value.is_empty() {
                self.reader.report(
                    Diagnostic::error("missing-field", check.span, format!("`{}` has no reason.", check.value))
                        .help(format!("Say why: `{}: \"silent retreat\"`.", check.value)),
                );
            } else if let Some(reason) = self.reader.text(&pair.value, name) {
                reasons.push((check, reason.value));
            }
        }
        reasons
    }
}

/// Returns the part of a text without white space at its ends.
fn trimmed(node: &Node) -> Range<usize> {
    let Some(scalar) = node.scalar() else { return 0..0 };
    let start = scalar.text.len() - scalar.text.trim_start().len();
    start..start + scalar.text.trim().len()
}

/// Returns the pieces of `text` between `marks`, trimmed, without empty ones.
fn pieces(text: &str, marks: &[char]) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut found = Vec::new();
    for piece in text.split_inclusive(|c| marks.contains(&c)) {
        let body = piece.trim_end_matches(|c| marks.contains(&c));
        let start = at + body.len() - body.trim_start().len();
        let kept = body.trim();
        if !kept.is_empty() {
            found.push(start..start + kept.len());
        }
        at += piece.len();
    }
    found
}

fn group_size(text: &str) -> Option<GroupSize> {
    let text = text.trim();
    let text = ["about ", "around ", "ca. ", "up to "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let text = ["people", "members"].iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text);
    let ends = ["to", "-", "–", "—"].iter().find_map(|mark| text.split_once(mark)).unwrap_or((text, text));
    let (least, most) = (ends.0.trim().parse().ok()?, ends.1.trim().parse().ok()?);
    (least > 0 && least <= most).then_some(GroupSize { least, most })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn group_sizes() {
        let range = |least, most| Some(GroupSize { least, most });
        assert_eq!(group_size("12 to 16"), range(12, 16));
        assert_eq!(group_size("12–16 people"), range(12, 16));
        assert_eq!(group_size("14"), range(14, 14));
        assert_eq!(group_size("16 to 12"), None);
        assert_eq!(group_size("many"), None);
    }

    #[test]
    fn pieces_are_trimmed_and_placed() {
        assert_eq!(pieces("a dish; your story ;", &[';']), [0..6, 8..18]);
    }
}
