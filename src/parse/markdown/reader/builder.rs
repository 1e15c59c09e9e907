//! The state of one run: its prose so far, and the elements that are open.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, TagEnd};

use crate::handbook::RichText;
use crate::handbook::prose::{CellAlignment, Destination, InlineLink, ProseElement, ProseNode};
use crate::text::percent::{self, AsciiSet};

use super::super::MarkdownEvent;

/// The characters of an address outside the handbook that stay (RFC 3986 §2.2, §2.3); what is encoded already stays.
static IN_ADDRESS: AsciiSet = percent::staying(b"-._~:/?#[]@!$()*+,;=%&'");

/// The readers for whom a run is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RunAudience {
    Anyone,
    /// Inside a callout: without anchors and footnotes, which belong to the public page.
    Facilitators,
}

/// The state of one run that is being written.
#[allow(clippy::struct_excessive_bools)] // each is a place where the builder may be
pub(super) struct ProseBuilder {
    pub(super) out: RichText,
    pub(super) audience: RunAudience,
    /// Whether each of Markdown's elements that are open is one of the prose too.
    is_open: Vec<bool>,
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
    pub(super) in_link: bool,
    pub(super) in_code: bool,
    /// Source that has been written or dropped already: a marker, a bare address.
    pub(super) hidden: Range<usize>,
    pub(super) after_marker: bool,
    pub(super) raw_html: Vec<String>,
}

impl ProseBuilder {
    pub(super) fn new(audience: RunAudience, hidden: Range<usize>) -> Self {
        ProseBuilder {
            out: RichText::default(),
            audience,
            is_open: Vec::new(),
            alignments: Vec::new(),
            column: 0,
            in_head: false,
            in_link: false,
            in_code: false,
            after_marker: !hidden.is_empty(),
            hidden,
            raw_html: Vec::new(),
        }
    }

    pub(super) fn text(&mut self, words: &str) {
        self.out.push_text(words);
    }

    pub(super) fn open(&mut self, element: ProseElement) {
        self.out.push(ProseNode::Open(element));
        self.is_open.push(true);
    }

    /// Begins an element of Markdown that is none of the prose: only what is in it stands there.
    pub(super) fn pass(&mut self) {
        self.is_open.push(false);
    }

    pub(super) fn close(&mut self) {
        if self.is_open.pop() == Some(true) {
            self.out.push(ProseNode::Close);
        }
    }

    pub(super) fn close_paragraph(&mut self) {
        if self.is_open.pop() == Some(true) {
            self.out.close_paragraph();
        }
    }

    /// Returns the prose. A run may end inside an element.
    pub(super) fn end(mut self) -> RichText {
        self.out.trim_end(char::is_whitespace);
        while !self.is_open.is_empty() {
            self.close();
        }
        // The text stays in memory until the last page is written, and ten years are many pages.
        self.out.shrink_to_fit();
        self.out
    }

    pub(super) fn hide_marker(&mut self, marker: Range<usize>) {
        self.hidden = marker;
        self.after_marker = true;
    }

    pub(super) fn open_link(&mut self, address: &str, title: &str) {
        let mut encoded = String::with_capacity(address.len());
        percent::encode(address, &IN_ADDRESS, &mut encoded);
        let link = InlineLink { to: Destination::Outside(encoded), title: title.to_owned() };
        self.open(ProseElement::Link(Box::new(link)));
    }

    /// Begins a cell. An empty header cell is no header.
    pub(super) fn open_cell(&mut self, pieces: &[MarkdownEvent<'_>], at: usize) {
        let is_empty = matches!(pieces.get(at + 1), Some((Event::End(TagEnd::TableCell), _)));
        let alignment = match self.alignments.get(self.column) {
            Some(Alignment::Center) => CellAlignment::Center,
            Some(Alignment::Right) => CellAlignment::Right,
            _ => CellAlignment::None,
        };
        self.open(ProseElement::Cell { is_header: self.in_head && !is_empty, alignment });
    }
}
