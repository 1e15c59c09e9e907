//! Markdown into prose: one pass over the events, callouts for facilitators taken out, raw HTML shown as text.

mod agenda_heading;
mod callout;
mod comments;
mod elsewhere;
mod footnotes;
mod ids;
mod links;
mod opening;
mod plain;
mod reader;
mod roles;
mod scenario;
mod sections;
mod tables;
mod values;
mod word_cleanup;
mod wording;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::diagnostic::Diagnostic;
use crate::handbook::agenda::Agenda;
use crate::handbook::private::Callout;
use crate::handbook::{Body, Heading, RichText, Role, Value};
use crate::source::{FilePath, Source, Span};

pub use agenda_heading::names_the_agenda;
pub use callout::facilitator_markers;
pub use comments::comments;
pub use links::{Address, is_in_text, on_own_computer, picture_in_text, sort};
pub use opening::{opened, without_title};
pub use roles::{method_roles, no_roles, session_roles};
pub use scenario::scenario;
pub use sections::body;
pub use values::{value_text, values};

pub(super) use callout::is_private;
pub(super) use plain::{end_of, is_inline, plain};
pub(super) use reader::ProseReader;
pub(super) use sections::{Chunk, own_id_of};

/// One event of the Markdown parser and its bytes in the text.
pub(super) type MarkdownEvent<'t> = (Event<'t>, Range<usize>);

/// The Markdown of one entry, and where it stands in its file: the whole rest of a Markdown file, or the value of
/// `text` in a YAML list, whose lines are indented there.
#[derive(Debug, Clone)]
pub struct MarkdownText<'s> {
    pub file: FilePath,
    pub text: Cow<'s, str>,
    /// The beginnings of runs of `text`, in `text` and in the file; in order, the first at 0.
    pub places: Vec<(usize, usize)>,
}

impl<'s> MarkdownText<'s> {
    /// Returns the rest of a Markdown file from `start` on.
    #[must_use]
    pub fn rest(source: &'s Source, start: usize) -> Self {
        MarkdownText { file: source.path.clone(), text: Cow::Borrowed(&source.text[start..]), places: vec![(0, start)] }
    }

    /// Returns the place in the file of `range` in the text.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        // The end is one past the place of the last byte: the byte after it may stand in another run.
        let start = self.place(range.start);
        let end = if range.end > range.start { self.place(range.end - 1) + 1 } else { start };
        Span::new(&self.file, start..end)
    }

    /// Returns the place in the file of one byte of the text.
    fn place(&self, at: usize) -> usize {
        let run = self.places.partition_point(|(text, _)| *text <= at).saturating_sub(1);
        self.places.get(run).map_or(at, |(text, file)| file + (at - text))
    }
}

/// A function that says which headings have a meaning, by kind of entry: takes the heading's level (2 or 3), its text
/// (lower case, white space folded, a colon at its end taken off) and the role of the level-2 section around it.
pub type Roles = fn(level: u8, text: &str, around: Option<Role>) -> Option<Role>;

/// The result of reading a body.
#[derive(Debug, Default)]
pub struct RenderedText {
    pub body: Body,
    /// `Some` for a session with an Agenda heading.
    pub agenda: Option<Agenda>,
    pub diagnostics: Vec<Diagnostic>,
    pub callouts: Vec<Callout>,
    /// The anchors of all headings, in order.
    pub anchors: Vec<String>,
    /// Lines that look like an agenda and are not read as one.
    pub unread: Vec<String>,
}

/// The result of reading `values.md` or `agreements.md`: each level-2 heading is one item.
#[derive(Debug, Default)]
pub struct WrittenValues {
    /// The level-1 heading above all values.
    pub opening: Option<Heading>,
    pub intro: RichText,
    pub items: Vec<Value>,
    pub footnotes: RichText,
    pub diagnostics: Vec<Diagnostic>,
    pub callouts: Vec<Callout>,
    pub anchors: Vec<String>,
}

/// The Markdown extensions that are read. Alerts are found in [`callout`], together with the facilitators'.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST);

/// The deepest nesting of blocks and marks: no reader could follow more, and each level would cost more than the last.
const DEEPEST: usize = 64;

/// Reports what begins at `range` inside too many others.
fn nested(text: &MarkdownText<'_>, range: &Range<usize>) -> Diagnostic {
    let message = format!(
        "Lists, quotes or marks are nested more than {DEEPEST} levels deep here, so Handbound cannot read this text."
    );
    Diagnostic::error("unreadable-file", text.span(range.start..range.start), message)
        .help("Take out some of the signs at the beginning of the line (`-`, `1.`, `>`, `*` or `[`).")
}

/// Reads all events of `text`, which holds no comments, and returns a reader of them.
fn start<'t>(text: &'t MarkdownText<'t>, unclosed: Option<Diagnostic>) -> (ProseReader<'t>, Vec<MarkdownEvent<'t>>) {
    let mut events = Parser::new_ext(&text.text, OPTIONS).into_offset_iter();
    let mut pieces = Vec::with_capacity(text.text.len() / 12 + 8);
    let mut depth = 0_usize;
    let mut too_deep = None;
    for piece in &mut events {
        match piece.0 {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            too_deep = Some(nested(text, &piece.1));
            pieces.clear();
            break;
        }
        pieces.push(piece);
    }
    comments::drop_late(&mut pieces);
    for (event, _) in &mut pieces {
        if let Event::InlineHtml(html) = event
            && comments::is_break(html)
        {
            *event = Event::HardBreak;
        }
    }

    let mut private: Vec<Range<usize>> = Vec::new();
    for (event, range) in &pieces {
        if let Event::Start(Tag::BlockQuote(_)) = event
            && private.last().is_none_or(|last| range.start >= last.end)
            && callout::is_private(&text.text, range)
        {
            private.push(range.clone());
        }
    }
    let mut diagnostics = callout::stray_markers(text, &private, &pieces);
    diagnostics.extend(unclosed);
    diagnostics.extend(too_deep);
    diagnostics.extend(links::with_blanks(text, &pieces));
    diagnostics.extend(tables::lost_cells(text, &pieces));
    diagnostics.extend(wording::remarks(text, &pieces, &private));
    diagnostics.extend(elsewhere::remarks(text, &pieces, &private));
    let inside = |at: usize| private.iter().any(|callout| callout.contains(&at));
    let definitions = events.reference_definitions().iter();
    let private_labels =
        definitions.filter(|(_, d)| inside(d.span.start)).map(|(label, _)| label.to_lowercase()).collect();
    let reader = ProseReader {
        text,
        diagnostics,
        callouts: Vec::new(),
        anchors: Vec::new(),
        headings: Vec::new(),
        ids: ids::Ids::default(),
        footnotes: footnotes::Footnotes::find(&pieces, &private),
        private_labels,
        unread: Vec::new(),
        dated: false,
        addresses: text.text.contains("://") || text.text.contains("www.") || text.text.contains('@'),
    };
    (reader, pieces)
}

#[cfg(test)]
mod late_tests;
#[cfg(test)]
mod privacy_tests;
#[cfg(test)]
mod tests;
