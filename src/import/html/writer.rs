//! The conversion of tags and the words between them, one after the other, into lines of Markdown.

use super::{DEEPEST, HtmlTag};
use crate::import::markdown::{
    Addresses, DescriptionLine, LineKind, address_at, address_length, at_line_start, escaped,
};
use crate::import::online;
use crate::text::entities;

/// The lines written so far, and what is open.
#[derive(Default)]
pub(super) struct Writer {
    /// Whether line ends in the source are blanks, as in a page.
    flows: bool,
    pub(super) lines: Vec<DescriptionLine>,
    pub(super) lost: Vec<&'static str>,
    current: DescriptionLine,
    /// Marks of emphasis that are open.
    marks: Vec<&'static str>,
    /// The number of them that are written on this line.
    written: usize,
    /// The address of the link that is open, and where its words begin.
    link: Option<(String, usize, usize)>,
    /// The lists that are open, each with its next number.
    lists: Vec<Option<usize>>,
    /// Whether a `<br>` has just been read.
    broken: bool,
}

impl Writer {
    pub(super) fn new(flows: bool) -> Self {
        Writer { flows, ..Writer::default() }
    }

    pub(super) fn text(&mut self, text: &str) {
        let decoded = entities(text);
        // A line end after `<br>` is the same one.
        let decoded =
            if std::mem::take(&mut self.broken) { decoded.trim_start_matches(['\r', '\n']) } else { &decoded };
        if self.flows {
            return self.words(decoded);
        }
        for (place, line) in decoded.split('\n').enumerate() {
            if place > 0 && self.link.is_none() {
                let empty = self.current.plain.trim().is_empty();
                self.end_line(if empty { LineKind::Paragraph } else { LineKind::Broken });
            }
            self.words(line);
        }
    }

    fn words(&mut self, text: &str) {
        let squeezed = squeezed(text);
        let lead = squeezed.starts_with(' ');
        let words = squeezed.trim_start();
        if lead && !self.current.markdown.is_empty() && !self.current.markdown.ends_with(' ') {
            self.push(" ", " ");
        }
        if words.is_empty() {
            return;
        }
        if self.written < self.marks.len() || self.current.markdown.ends_with('*') {
            // A mark beside a letter on one side and a sign on the other would mark nothing.
            let closed = self.written == self.marks.len();
            let touches = self.current.plain.ends_with(|last: char| !last.is_whitespace());
            let first = words.chars().next().unwrap_or(' ');
            let last = self.current.plain.chars().next_back().unwrap_or(' ');
            if touches
                && ((closed && !last.is_alphanumeric() && first.is_alphanumeric())
                    || (!closed && last.is_alphanumeric() && !first.is_alphanumeric()))
            {
                self.push(" ", " ");
            }
            for mark in &self.marks[self.written..] {
                self.current.markdown.push_str(mark);
            }
            self.written = self.marks.len();
        }
        let addresses = if self.link.is_some() { Addresses::Text } else { Addresses::Linked };
        let escaped = escaped(words, addresses);
        self.push(&escaped, words);
    }

    fn push(&mut self, markdown: &str, plain: &str) {
        self.current.markdown.push_str(markdown);
        self.current.plain.push_str(plain);
    }

    /// Writes a closing mark before the blanks at the end of the line.
    fn close_mark(&mut self, mark: &str) {
        let length = self.current.markdown.trim_end().len();
        let blanks = self.current.markdown.split_off(length);
        self.current.markdown.push_str(mark);
        self.current.markdown.push_str(&blanks);
    }

    pub(super) fn end_line(&mut self, next: LineKind) {
        self.close_link();
        while self.written > 0 {
            self.written -= 1;
            self.close_mark(self.marks.get(self.written).copied().unwrap_or_default());
        }
        let line = std::mem::take(&mut self.current);
        if !line.plain.trim().is_empty() {
            let markdown = at_line_start(line.markdown.trim());
            self.lines.push(DescriptionLine { markdown, plain: line.plain.trim().to_owned(), kind: line.kind });
            self.current.kind = next;
        } else if next == LineKind::Broken {
            // Two line ends are a paragraph's end; an empty item or heading stays one.
            self.current.kind = if line.kind == LineKind::Broken { LineKind::Paragraph } else { line.kind };
        } else {
            self.current.kind = next;
        }
    }

    pub(super) fn tag(&mut self, tag: &HtmlTag<'_>) {
        match (tag.name.as_str(), tag.closes) {
            ("br", _) if self.link.is_some() => self.words(" "),
            ("br", _) => {
                self.end_line(LineKind::Broken);
                self.broken = true;
            }
            ("b" | "strong", closes) => self.mark("**", closes),
            ("i" | "em", closes) => self.mark("*", closes),
            ("a", false) => {
                self.close_link();
                if let Some(address) = attribute(tag.inner, "href").and_then(|href| vetted(&href)) {
                    self.words_start();
                    self.link = Some((address, self.current.markdown.len(), self.current.plain.len()));
                }
            }
            ("a", true) => self.close_link(),
            ("ul" | "ol", false) => {
                self.end_line(LineKind::Paragraph);
                if self.lists.len() < DEEPEST {
                    self.lists.push((tag.name == "ol").then_some(1));
                }
            }
            ("ul" | "ol", true) => {
                self.end_line(LineKind::Paragraph);
                self.lists.pop();
            }
            ("li", false) => {
                let number = self.lists.last_mut().and_then(|number| {
                    let now = *number;
                    *number = now.map(|now| now + 1);
                    now
                });
                self.end_line(LineKind::Item { depth: self.lists.len().saturating_sub(1), number });
            }
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => self.end_line(LineKind::Heading),
            (
                "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "tr" | "table" | "blockquote" | "pre",
                closes,
            ) => {
                if tag.name == "table" && !closes {
                    self.lost.push("a table, whose cells are now lines of text");
                }
                // A `<div>` or `<p>` inside of an item belongs to it.
                let empty = self.current.plain.trim().is_empty();
                let in_item = !closes && empty && matches!(self.current.kind, LineKind::Item { .. });
                if tag.name == "div" {
                    // Side by side, its end and the next one's beginning are one line end.
                    if !empty {
                        self.end_line(LineKind::Broken);
                    }
                } else if !in_item {
                    self.end_line(LineKind::Paragraph);
                }
            }
            ("td" | "th", true) => self.words(" "),
            ("img", _) => self.lost.push("a picture"),
            _ => {}
        }
    }

    /// Opens the marks that are due before something else begins.
    fn words_start(&mut self) {
        for mark in &self.marks[self.written..] {
            self.current.markdown.push_str(mark);
        }
        self.written = self.marks.len();
    }

    fn mark(&mut self, mark: &'static str, closes: bool) {
        if !closes {
            if !self.marks.contains(&mark) && self.link.is_none() {
                self.marks.push(mark);
            }
        } else if let Some(at) = self.marks.iter().position(|open| *open == mark).filter(|_| self.link.is_none()) {
            // Those opened later are closed with it, and opened again by the words that follow.
            while self.written > at {
                self.written -= 1;
                self.close_mark(self.marks.get(self.written).copied().unwrap_or_default());
            }
            self.marks.remove(at);
        }
    }

    fn close_link(&mut self) {
        let Some((address, from, plain_from)) = self.link.take() else { return };
        let words = self.current.markdown.get(from..).unwrap_or_default().trim().to_owned();
        let plain = self.current.plain.get(plain_from..).unwrap_or_default().trim().to_owned();
        let trailing = self.current.markdown.ends_with(' ');
        self.current.markdown.truncate(from);
        self.current.plain.truncate(plain_from);
        let bare = |text: &str| {
            text.trim_end_matches('/').trim_start_matches("https://").trim_start_matches("http://").to_owned()
        };
        if words.is_empty() {
        } else if bare(&plain) == bare(&address) || plain.contains('…') && address_at(&plain) == Some(0) {
            self.push(&format!("<{address}>"), &address);
        } else {
            let safe = address.replace('(', "%28").replace(')', "%29");
            self.push(&format!("[{words}]({safe})"), &format!("{plain} {address}"));
        }
        if trailing {
            self.push(" ", " ");
        }
    }
}

/// Returns `text` with each run of white space as one blank.
fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if !character.is_whitespace() {
            out.push(character);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

fn attribute(inner: &str, name: &str) -> Option<String> {
    let at = inner.to_ascii_lowercase().find(name)?;
    let value = inner[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split(char::is_whitespace).next()?,
    };
    Some(entities(value).into_owned())
}

/// Returns an address that may stand in a page, without the wrapping of mail programs around it.
fn vetted(href: &str) -> Option<String> {
    let address = online::unwrapped(href.trim());
    let whole =
        address_at(&address) == Some(0) && address_length(&address) == address.trim_end_matches(['.', ',']).len();
    whole.then_some(address)
}
