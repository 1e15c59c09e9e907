//! Markdown into prose: one walk over the events, links and pictures made into holes, callouts for facilitators
//! taken out, raw HTML shown as text.

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::Time;

use crate::diagnostic::Diagnostic;
use crate::handbook::agenda::Agenda;
use crate::handbook::private::Callout;
use crate::handbook::scenario::{Ask, Round};
use crate::handbook::{Body, Prose, Role, Value};
use crate::source::{FilePath, Source, Span};

/// The Markdown of one entry, and where it stands in its file: the whole rest of a Markdown file, or the value of
/// `text` in a YAML list, whose lines are indented there.
#[derive(Debug, Clone)]
pub struct Text<'s> {
    pub file: FilePath,
    pub text: Cow<'s, str>,
    /// Where runs of `text` begin, in `text` and in the file; in order, the first at 0.
    pub places: Vec<(usize, usize)>,
}

impl<'s> Text<'s> {
    /// The rest of a Markdown file from `start` on.
    #[must_use]
    pub fn rest(source: &'s Source, start: usize) -> Self {
        Text { file: source.path.clone(), text: Cow::Borrowed(&source.text[start..]), places: vec![(0, start)] }
    }

    /// The place in the file of `range` in the text.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        let place = |at: usize| {
            let run = self.places.partition_point(|(text, _)| *text <= at).saturating_sub(1);
            self.places.get(run).map_or(at, |(text, file)| file + (at - text))
        };
        Span::new(&self.file, place(range.start)..place(range.end))
    }
}

/// Which headings have a meaning, by kind of entry: takes the heading's level (2 or 3), its text (lower case, white
/// space folded, a colon at its end taken off) and the role of the level-2 section around it.
pub type Roles = fn(level: u8, text: &str, around: Option<Role>) -> Option<Role>;

/// What a body gives.
#[derive(Debug, Default)]
pub struct Written {
    pub body: Body,
    /// `Some` for a session with an Agenda heading.
    pub agenda: Option<Agenda>,
    pub diagnostics: Vec<Diagnostic>,
    pub callouts: Vec<Callout>,
    /// The anchors of all headings, in order.
    pub anchors: Vec<String>,
}

/// Writes a body. `roles` tells which headings have a meaning; the section with [`Role::Agenda`] is read as an
/// agenda, for which `ends` is the session's end by the clock (the last row of a table of clock times runs to it).
#[must_use]
pub fn body(text: &Text<'_>, roles: Roles, ends: Option<Time>) -> Written {
    let _ = (text, roles, ends);
    Written::default()
}

/// What `values.md` or `agreements.md` gives: each level-2 heading is one item.
#[derive(Debug, Default)]
pub struct WrittenValues {
    pub intro: Prose,
    pub items: Vec<Value>,
    pub footnotes: Prose,
    pub diagnostics: Vec<Diagnostic>,
    pub callouts: Vec<Callout>,
    pub anchors: Vec<String>,
}

/// Writes values or agreements.
#[must_use]
pub fn values(text: &Text<'_>) -> WrittenValues {
    let _ = text;
    WrittenValues::default()
}

/// A single run of Markdown without headings (an item of `values.yml`); for the first paragraph and the rest.
#[must_use]
pub fn value_text(text: &Text<'_>) -> (Prose, Prose, Vec<Diagnostic>, Vec<Callout>) {
    let _ = text;
    Default::default()
}

/// The numbered asks and the rounds of a scenario, from its written body.
#[must_use]
pub fn scenario(text: &Text<'_>) -> (Written, Vec<Ask>, Vec<Round>) {
    let _ = text;
    Default::default()
}

/// The meaning of a session's headings, with all synonyms.
#[must_use]
pub fn session_roles(level: u8, text: &str, around: Option<Role>) -> Option<Role> {
    let _ = (level, text, around);
    None
}

/// The meaning of a method's headings.
#[must_use]
pub fn method_roles(level: u8, text: &str, around: Option<Role>) -> Option<Role> {
    let _ = (level, text, around);
    None
}

/// For entries whose headings are all just content.
#[must_use]
pub fn no_roles(_level: u8, _text: &str, _around: Option<Role>) -> Option<Role> {
    None
}
