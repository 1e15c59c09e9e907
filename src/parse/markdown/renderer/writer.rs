//! The writer of one run: its HTML so far, and the elements that are open.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, TagEnd};

use crate::handbook::RichText;
use crate::handbook::prose::{Placeholder, Slot};

use super::super::{MarkdownEvent, escape};

/// The readers for whom a run is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RunAudience {
    Anyone,
    /// Inside a callout: without anchors and footnotes, which belong to the public page.
    Facilitators,
}

/// The state of one run that is being written.
#[allow(clippy::struct_excessive_bools)] // each is a place where the writer may be
pub(super) struct HtmlWriter {
    pub(super) out: RichText,
    pub(super) reader: RunAudience,
    /// The end of each open quote and link.
    pub(super) closers: Vec<&'static str>,
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
    pub(super) cell: &'static str,
    pub(super) in_link: bool,
    pub(super) in_code: bool,
    /// Source that has been written or dropped already: a marker, a bare address.
    pub(super) hidden: Range<usize>,
    pub(super) after_marker: bool,
    pub(super) raw_html: Vec<String>,
}

impl HtmlWriter {
    pub(super) fn new(reader: RunAudience, hidden: Range<usize>) -> Self {
        HtmlWriter {
            out: RichText::default(),
            reader,
            closers: Vec::new(),
            alignments: Vec::new(),
            column: 0,
            in_head: false,
            cell: "</td>",
            in_link: false,
            in_code: false,
            after_marker: !hidden.is_empty(),
            hidden,
            raw_html: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, html: &str) {
        self.out.html.push_str(html);
    }

    /// Writes something that begins on a line of its own.
    pub(super) fn block(&mut self, html: &str) {
        if !self.out.html.is_empty() && !self.out.html.ends_with('\n') {
            self.out.html.push('\n');
        }
        self.out.html.push_str(html);
    }

    pub(super) fn close(&mut self, otherwise: &'static str) {
        let closer = self.closers.pop().unwrap_or(otherwise);
        self.push(closer);
    }

    pub(super) fn hole(&mut self, filling: Slot) {
        hole(&mut self.out, filling);
    }

    pub(super) fn hide_marker(&mut self, marker: Range<usize>) {
        self.hidden = marker;
        self.after_marker = true;
    }

    /// Takes blanks off the end, but never those before a placeholder.
    pub(super) fn trim_blank_end(&mut self) {
        let kept = self.out.html.trim_end().len();
        if self.out.holes.last().is_none_or(|hole| hole.at as usize <= kept) {
            self.out.html.truncate(kept);
        }
    }

    pub(super) fn open_link(&mut self, address: &str, title: &str) {
        self.push("<a href=\"");
        escape::address(address, &mut self.out.html);
        self.push("\"");
        self.title(title);
        self.push(">");
        self.closers.push("</a>");
    }

    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.push(" title=\"");
            escape::attribute(title, &mut self.out.html);
            self.push("\"");
        }
    }

    /// Begins a cell. Alignment is a class, since the site has no inline style; an empty header cell is no header.
    pub(super) fn table_cell(&mut self, pieces: &[MarkdownEvent<'_>], at: usize) {
        let empty = matches!(pieces.get(at + 1), Some((Event::End(TagEnd::TableCell), _)));
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        let heads = self.in_head && !empty;
        self.push(if heads { "<th scope=\"col\"" } else { "<td" });
        self.push(class);
        self.push(">");
        self.cell = if heads { "</th>" } else { "</td>" };
    }
}

/// Leaves a placeholder at the end of what has been written so far.
pub fn hole(out: &mut RichText, filling: Slot) {
    // A body of 4 GiB is refused by the reader.
    let at = u32::try_from(out.html.len()).unwrap_or(u32::MAX);
    out.holes.push(Placeholder { at, filling });
}
