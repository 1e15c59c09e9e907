//! Footnotes: numbered by first mention across the whole body, written as one list at its end.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};
use rustc_hash::FxHashMap;

use crate::handbook::RichText;
use crate::handbook::private::Callout;
use crate::handbook::prose::{FootnoteReference, ProseElement, ProseNode};

use super::MarkdownEvent;
use super::ids::{Ids, slug};
use super::plain::end_of;
use super::reader::ProseReader;

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
            out.push_text(&format!("[^{name}]"));
            return;
        };
        let number = self.number(note);
        let note = &mut self.notes[note];
        note.mentions += 1;
        let reference = FootnoteReference { anchor: note.anchor.clone(), number, mention: note.mentions };
        out.push(ProseNode::FootnoteReference(Box::new(reference)));
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

impl<'t> ProseReader<'t> {
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
        out.push(ProseNode::Open(ProseElement::Footnotes));
        for (note, mut prose) in items {
            let note = &self.footnotes.notes[note];
            let anchor = out.keep(&note.anchor);
            out.push(ProseNode::Open(ProseElement::Footnote(anchor)));
            if note.mentions > 0 {
                let anchor = prose.keep(&note.anchor);
                prose.push_inside(ProseNode::BackToText(anchor));
            }
            out.append(prose);
            out.push(ProseNode::Close);
        }
        out.push(ProseNode::Close);
        out
    }
}
