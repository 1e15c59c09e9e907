//! Footnotes: numbered by first mention across the whole body, written as one list at its end.

use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};
use rustc_hash::FxHashMap;

use crate::handbook::RichText;
use crate::handbook::private::Callout;
use crate::handbook::prose::Slot;

use super::ids::{Ids, slug};
use super::plain::end_of;
use super::renderer::{HtmlRenderer, hole};
use super::{MarkdownEvent, escape};

/// The footnotes of one body.
#[derive(Debug, Default)]
pub struct Footnotes {
    by_name: FxHashMap<String, usize>,
    notes: Vec<Note>,
    /// Indices in `notes`, in the order of their numbers.
    numbered: Vec<usize>,
}

#[derive(Debug)]
struct Note {
    /// The pieces between the beginning and the end of its definition.
    pieces: Range<usize>,
    anchor: String,
    number: Option<usize>,
    mentions: u32,
    /// Whether a callout for facilitators mentions it; where nothing else does, it is for them too.
    private: bool,
}

impl Footnotes {
    /// Finds all definitions that are not inside one of the `private` callouts.
    pub fn find(pieces: &[MarkdownEvent<'_>], private: &[Range<usize>]) -> Self {
        let mut footnotes = Footnotes::default();
        let mut ids = Ids::default();
        for (at, (event, range)) in pieces.iter().enumerate() {
            let Event::Start(Tag::FootnoteDefinition(name)) = event else {
                continue;
            };
            if private.iter().any(|callout| callout.contains(&range.start)) {
                continue;
            }
            let anchor = match slug(name) {
                anchor if anchor.is_empty() => ids.give("note".to_owned()),
                anchor => ids.give(anchor),
            };
            let note = Note { pieces: at + 1..end_of(pieces, at), anchor, number: None, mentions: 0, private: false };
            footnotes.by_name.entry(name.to_lowercase()).or_insert(footnotes.notes.len());
            footnotes.notes.push(note);
        }
        for (event, range) in pieces {
            if let Event::FootnoteReference(name) = event
                && private.iter().any(|callout| callout.contains(&range.start))
                && let Some(note) = footnotes.by_name.get(&name.to_lowercase())
            {
                footnotes.notes[*note].private = true;
            }
        }
        footnotes
    }

    /// Writes a reference; one to a note nobody may read stays text.
    pub fn refer(&mut self, name: &str, out: &mut RichText) {
        let Some(note) = self.by_name.get(&name.to_lowercase()).copied() else {
            escape::text(&format!("[^{name}]"), &mut out.html);
            return;
        };
        let number = self.number(note);
        let note = &mut self.notes[note];
        note.mentions += 1;
        let mut anchor = String::new();
        escape::attribute(&note.anchor, &mut anchor);
        let again = if note.mentions > 1 { format!("-{}", note.mentions) } else { String::new() };
        let _ = write!(
            out.html,
            "<sup class=\"footnote-reference\"><a id=\"fnref-{anchor}{again}\" href=\"#fn-{anchor}\" \
             role=\"doc-noteref\">{number}</a></sup>"
        );
    }

    fn number(&mut self, note: usize) -> usize {
        if let Some(number) = self.notes[note].number {
            return number;
        }
        self.numbered.push(note);
        let number = self.numbered.len();
        self.notes[note].number = Some(number);
        number
    }
}

impl<'t> HtmlRenderer<'t> {
    /// Keeps the notes that only callouts mention with the callouts.
    fn keep_private_notes(&mut self, pieces: &[MarkdownEvent<'t>]) {
        let notes = self.footnotes.notes.iter().filter(|note| note.private && note.number.is_none());
        for inside in notes.map(|note| note.pieces.clone()).collect::<Vec<_>>() {
            let (Some((_, first)), Some((_, last))) = (pieces.get(inside.start), pieces[inside.clone()].last()) else {
                continue;
            };
            let span = self.text.span(first.start..last.end);
            let prose = self.prose(&pieces[inside]);
            self.callouts.push(Callout { prose, span });
        }
    }

    /// Writes the list of footnotes; empty where there are none. A note that nothing refers to comes last, since
    /// nothing is silently dropped.
    pub fn endnotes(&mut self, pieces: &[MarkdownEvent<'t>]) -> RichText {
        let mut out = RichText::default();
        if self.footnotes.notes.is_empty() {
            return out;
        }
        let mut items = Vec::new();
        let mut next = 0;
        let mut unmentioned = 0;
        loop {
            let note = if let Some(note) = self.footnotes.numbered.get(next) {
                *note
            } else if unmentioned < self.footnotes.notes.len() {
                // Notes may mention further notes, which are then numbered before the unmentioned ones.
                if !self.footnotes.notes[unmentioned].private {
                    self.footnotes.number(unmentioned);
                }
                unmentioned += 1;
                continue;
            } else {
                break;
            };
            next += 1;
            let prose = self.prose(&pieces[self.footnotes.notes[note].pieces.clone()]);
            items.push((note, prose));
        }
        self.keep_private_notes(pieces);
        if items.is_empty() {
            return out;
        }
        out.html.push_str("<ol class=\"footnotes\">\n");
        for (note, prose) in items {
            let note = &self.footnotes.notes[note];
            out.html.push_str("<li id=\"fn-");
            escape::attribute(&note.anchor, &mut out.html);
            out.html.push_str("\">");
            let paragraph = prose.html.ends_with("</p>");
            let base = out.html.len();
            let length = if paragraph { prose.html.len() - 4 } else { prose.html.len() };
            out.html.push_str(&prose.html[..length]);
            out.holes.extend(prose.holes.into_iter().map(|mut hole| {
                hole.at += u32::try_from(base).unwrap_or(u32::MAX);
                hole
            }));
            if note.mentions > 0 {
                out.html.push_str(" <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#fnref-");
                escape::attribute(&note.anchor, &mut out.html);
                out.html.push_str("\" aria-label=\"");
                hole(&mut out, Slot::Word("back_to_text"));
                out.html.push_str("\">↩</a>");
            }
            out.html.push_str(if paragraph { "</p></li>\n" } else { "</li>\n" });
        }
        out.html.push_str("</ol>");
        out
    }
}
