//! Prose as plain text, for calendar entries, mail and descriptions of pages, and as the words of its paragraphs.

use jiff::civil::Date;

use crate::source::Located;

use super::rich_text::{Destination, ProseElement, ProseNode, RichText};

impl RichText {
    /// Returns it as plain text: paragraphs parted by a blank line, list items as `- ` or numbered, outside links as
    /// `words (address)`.
    #[must_use]
    pub fn plain(&self) -> String {
        self.plain_with(|_| None, |_| String::new())
    }

    /// Returns the same with the addresses that `address` gives to links within the handbook, and the words that `due`
    /// gives to days until which something is to be done.
    pub fn plain_with(
        &self,
        address: impl Fn(&Located<String>) -> Option<String>,
        due: impl Fn(Date) -> String,
    ) -> String {
        let mut text = PlainTextWriter { out: String::with_capacity(self.capacity()), ..PlainTextWriter::default() };
        let mut open = Vec::new();
        for node in &self.nodes {
            match node {
                ProseNode::Open(element) => {
                    // For a link, the place where its words begin.
                    open.push((element, text.out.len()));
                    text.open(element);
                }
                ProseNode::Close => match open.pop() {
                    Some((ProseElement::Link(link), start)) => match &link.to {
                        Destination::Outside(address) => text.address(address, start),
                        Destination::Inside(to) => text.address(&address(to).unwrap_or_default(), start),
                    },
                    Some((element, _)) => text.close(element),
                    None => {}
                },
                ProseNode::Text(range) if text.is_code => text.out.push_str(self.at(*range)),
                ProseNode::Text(range) | ProseNode::Code(range) => text.words(self.at(*range)),
                ProseNode::Break => text.line(),
                ProseNode::Rule => text.paragraph(),
                ProseNode::Due(day) => text.words(&due(*day)),
                ProseNode::Picture(picture) => text.words(&picture.described),
                ProseNode::Player(played) => {
                    let start = text.out.len();
                    text.words(&played.described);
                    text.address(&address(&played.file).unwrap_or_default(), start);
                }
                ProseNode::FootnoteReference(reference) => text.out.push_str(&format!("[{}]", reference.number)),
                ProseNode::TaskBox(_) | ProseNode::Anchor(_) | ProseNode::BackToText(_) => {}
            }
        }
        let mut out = text.out;
        out.truncate(out.trim_end().len());
        let blank = out.len() - out.trim_start().len();
        out.drain(..blank);
        out
    }

    /// Returns the words of each paragraph, of each item and cell, without headings and block quotes: they repeat what
    /// was said elsewhere.
    #[must_use]
    pub fn paragraphs(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut words = String::new();
        let mut open = Vec::new();
        let mut is_left_out = false;
        for node in &self.nodes {
            let element = match node {
                ProseNode::Open(element) => {
                    open.push(element);
                    Some(element)
                }
                ProseNode::Close => open.pop(),
                ProseNode::Text(range) | ProseNode::Code(range) => {
                    words.push_str(if is_left_out { "" } else { self.at(*range) });
                    continue;
                }
                ProseNode::FootnoteReference(reference) => {
                    words.push_str(&reference.number.to_string());
                    continue;
                }
                ProseNode::Break | ProseNode::Rule => None,
                ProseNode::Player(played) => {
                    found.push(played.described.clone());
                    continue;
                }
                _ => continue,
            };
            if element.is_some_and(is_inline) {
                continue;
            }
            found.push(std::mem::take(&mut words));
            is_left_out = open.iter().any(|element| is_quoted(element));
        }
        found.push(words);
        found.retain(|words| !words.trim().is_empty());
        found.iter().map(|words| words.trim().to_owned()).collect()
    }
}

fn is_quoted(element: &ProseElement) -> bool {
    matches!(element, ProseElement::Quote | ProseElement::Heading(..))
}

fn is_inline(element: &ProseElement) -> bool {
    matches!(element, ProseElement::Emphasis | ProseElement::Strong | ProseElement::Deleted | ProseElement::Link(_))
}

#[derive(Default)]
struct PlainTextWriter {
    out: String,
    /// For each open list the number of its next item; `None` for one without numbers.
    lists: Vec<Option<u32>>,
    /// The end of the sign with which the last item begins.
    item: usize,
    /// Whether white space stands as it is.
    is_code: bool,
    is_first_cell: bool,
}

impl PlainTextWriter {
    fn open(&mut self, element: &ProseElement) {
        match element {
            ProseElement::Paragraph if self.out.ends_with(' ') && self.item == self.out.len() => {}
            ProseElement::Paragraph
            | ProseElement::Heading(..)
            | ProseElement::Quote
            | ProseElement::Caption
            | ProseElement::Alert(_)
            | ProseElement::Table
            | ProseElement::DefinitionList => self.paragraph(),
            ProseElement::CodeBlock(_) => {
                self.paragraph();
                self.is_code = true;
            }
            ProseElement::List => self.list(None),
            ProseElement::OrderedList(first) => self.list(Some(*first)),
            ProseElement::Footnotes => self.list(Some(1)),
            ProseElement::Item(is_done) => self.item(*is_done),
            ProseElement::Footnote(_) => self.item(None),
            ProseElement::Term | ProseElement::Definition => self.line(),
            ProseElement::TableHead | ProseElement::TableRow => {
                self.line();
                self.is_first_cell = true;
            }
            ProseElement::Cell { .. } if std::mem::take(&mut self.is_first_cell) => {}
            ProseElement::Cell { .. } => self.out.push_str(" | "),
            ProseElement::Figure
            | ProseElement::Emphasis
            | ProseElement::Strong
            | ProseElement::Deleted
            | ProseElement::Link(_) => {}
        }
    }

    fn close(&mut self, element: &ProseElement) {
        match element {
            ProseElement::CodeBlock(_) => self.is_code = false,
            ProseElement::List | ProseElement::OrderedList(_) | ProseElement::Footnotes => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.paragraph();
                }
            }
            ProseElement::Paragraph
            | ProseElement::Heading(..)
            | ProseElement::Table
            | ProseElement::DefinitionList
                if self.lists.is_empty() =>
            {
                self.paragraph();
            }
            _ => {}
        }
    }

    /// Adds words, in which white space counts once.
    fn words(&mut self, words: &str) {
        let mut pieces = words.split(|letter: char| letter <= ' ');
        self.out.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            if !matches!(self.out.as_bytes().last(), None | Some(b' ' | b'\n')) {
                self.out.push(' ');
            }
            self.out.push_str(piece);
        }
    }

    /// Adds the address of a link whose words begin at `start`, unless they are that address.
    fn address(&mut self, address: &str, start: usize) {
        let words = self.out.get(start..).unwrap_or_default().trim();
        let shown = address.trim_start_matches("mailto:").trim_start_matches("tel:");
        if address.is_empty() || words == address || words == shown || address.ends_with(&format!("//{words}")) {
            return;
        }
        self.out.extend([" (", address, ")"]);
    }

    fn line(&mut self) {
        let kept = self.out.trim_end_matches(' ').len();
        self.out.truncate(kept);
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn paragraph(&mut self) {
        self.line();
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn list(&mut self, first: Option<u32>) {
        if self.lists.is_empty() {
            self.paragraph();
        }
        self.lists.push(first);
    }

    fn item(&mut self, is_done: Option<bool>) {
        while self.out.ends_with("\n\n")
            && self.lists.last().is_some_and(|n| n.is_none_or(|n| n > 1))
            && self.lists.len() > 1
        {
            self.out.pop();
        }
        self.line();
        for _ in 1..self.lists.len() {
            self.out.push_str("  ");
        }
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.out.push_str(&number.to_string());
                self.out.push_str(". ");
                *number = number.saturating_add(1);
            }
            _ => self.out.push_str("- "),
        }
        self.out.push_str(match is_done {
            Some(true) => "[x] ",
            Some(false) => "[ ] ",
            None => "",
        });
        self.item = self.out.len();
    }
}
