//! Markdown into prose: one walk over the events, links and pictures made into holes, callouts for facilitators
//! taken out, raw HTML shown as text.

use std::marker::PhantomData;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::handbook::private::Callout;
use crate::handbook::{Body, Role};
use crate::source::Source;

/// The events of one body and what is gathered while they are written.
pub struct Writer<'s> {
    pub diagnostics: Vec<Diagnostic>,
    pub callouts: Vec<Callout>,
    _source: PhantomData<&'s Source>,
}

/// A run of a writer's events.
pub type Slice = Range<usize>;

/// What a finished body gives.
pub struct Written {
    pub body: Body,
    /// The events under the Agenda heading were handed to this function's caller.
    pub diagnostics: Vec<Diagnostic>,
    pub callouts: Vec<Callout>,
    /// The anchors of all headings.
    pub anchors: Vec<String>,
}

/// Which headings have a meaning, by kind of entry: takes the heading's level and its text (lower case, colon
/// taken off) and the role of the section around it.
pub type Roles = fn(level: u8, text: &str, around: Option<Role>) -> Option<Role>;
