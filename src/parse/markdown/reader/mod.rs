//! The one pass over Markdown's events: a tree of blocks and inlines, callouts for facilitators taken out on the way.

mod addresses;
mod builder;
mod due;
mod quotation;
mod raw;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::handbook::RichText;
use crate::handbook::private::Callout;
use crate::handbook::prose::{ProseElement, ProseNode};

use super::callout::{self, Quote};
use super::footnotes::Footnotes;
use super::ids::{Ids, slug};
use super::plain::{end_of, is_inline, plain, typed};
use super::{MarkdownEvent, MarkdownText};

use builder::{ProseBuilder, RunAudience};

/// The parts that one body gathers while it is written.
pub struct ProseReader<'t> {
    pub text: &'t MarkdownText<'t>,
    pub diagnostics: Vec<Diagnostic>,
    pub callouts: Vec<Callout>,
    pub anchors: Vec<String>,
    pub headings: Vec<(u8, String, String)>,
    pub ids: Ids,
    pub footnotes: Footnotes,
    /// Lines that look like an agenda and are not read as one.
    pub unread: Vec<String>,
    /// Labels of link definitions that stand in a callout, in lower case: no public link may lead there.
    pub private_labels: Vec<String>,
    /// Whether a bare address can stand anywhere: asked once of the whole text, since most have none.
    pub addresses: bool,
    /// Whether items may begin with a day: below `## Between sessions`.
    pub dated: bool,
}

impl<'t> ProseReader<'t> {
    /// Writes a run of pieces.
    pub fn prose(&mut self, pieces: &[MarkdownEvent<'t>]) -> RichText {
        self.run(pieces, RunAudience::Anyone, 0..0)
    }

    fn run(&mut self, pieces: &[MarkdownEvent<'t>], audience: RunAudience, hidden: Range<usize>) -> RichText {
        let mut builder = ProseBuilder::new(audience, hidden);
        let mut at = 0;
        while at < pieces.len() {
            at = self.piece(pieces, at, &mut builder);
        }
        builder.end()
    }

    /// Writes the piece at `at`; returns the index of the next one.
    fn piece(&mut self, pieces: &[MarkdownEvent<'t>], at: usize, builder: &mut ProseBuilder) -> usize {
        let (event, range) = &pieces[at];
        if range.end <= builder.hidden.end && range.start >= builder.hidden.start && is_inline(event) {
            return at + 1;
        }
        if builder.after_marker && matches!(event, Event::SoftBreak | Event::HardBreak) {
            builder.after_marker = false;
            return at + 1;
        }
        match event {
            Event::Start(tag) => return self.start(tag, pieces, at, builder),
            Event::End(tag) => Self::end(*tag, builder),
            Event::Text(text) if self.dated && builder.audience == RunAudience::Anyone => {
                let rest = self.due(text, pieces, at, builder);
                if text.len() == range.len() && rest.len() < text.len() {
                    // As typed: what follows the day may hold bare addresses.
                    builder.hidden = range.start..range.end - rest.len();
                    self.words(text, pieces, at, builder);
                } else {
                    self.words(rest, pieces, at, builder);
                }
            }
            Event::Text(text) => self.words(text, pieces, at, builder),
            Event::Code(text) => {
                let code = builder.out.keep(text);
                builder.out.push(ProseNode::Code(code));
            }
            Event::Html(html) => builder.text(html),
            Event::InlineHtml(html) if html.is_empty() => {}
            Event::InlineHtml(html) => {
                self.raw_inline(html, range, builder);
                builder.text(html);
            }
            Event::FootnoteReference(name) => match builder.audience {
                RunAudience::Anyone => self.footnotes.refer(name, &mut builder.out),
                RunAudience::Facilitators => builder.text(&format!("[^{name}]")),
            },
            Event::SoftBreak => builder.text("\n"),
            Event::HardBreak => builder.out.push(ProseNode::Break),
            Event::Rule => builder.out.push(ProseNode::Rule),
            Event::TaskListMarker(is_done) => builder.out.push(ProseNode::TaskBox(*is_done)),
            Event::InlineMath(text) | Event::DisplayMath(text) => builder.text(text),
        }
        at + 1
    }

    #[allow(clippy::too_many_lines)] // one arm a tag
    fn start(&mut self, tag: &Tag<'t>, pieces: &[MarkdownEvent<'t>], at: usize, builder: &mut ProseBuilder) -> usize {
        let range = &pieces[at].1;
        let element = match tag {
            Tag::Paragraph => ProseElement::Paragraph,
            Tag::Heading { level, id, .. } => {
                let end = end_of(pieces, at);
                let id = self.heading(*level, id.as_deref(), &pieces[at + 1..end], builder.audience);
                ProseElement::Heading(shown_level(*level), builder.out.keep(&id.unwrap_or_default()))
            }
            Tag::BlockQuote(_) => return self.quote(pieces, at, builder),
            Tag::CodeBlock(kind) => {
                builder.in_code = true;
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
                    CodeBlockKind::Indented => "",
                };
                ProseElement::CodeBlock(builder.out.keep(language))
            }
            Tag::HtmlBlock => {
                self.raw_block(range);
                ProseElement::Paragraph
            }
            Tag::List(None) => ProseElement::List,
            Tag::List(Some(start)) => ProseElement::OrderedList(u32::try_from(*start).unwrap_or(u32::MAX)),
            Tag::Item => {
                let first = pieces.get(at + 1).map(|p| &p.0);
                let marker = if matches!(first, Some(Event::Start(Tag::Paragraph))) {
                    pieces.get(at + 2).map(|p| &p.0)
                } else {
                    first
                };
                let is_done = if let Some(Event::TaskListMarker(is_done)) = marker { Some(*is_done) } else { None };
                ProseElement::Item(is_done)
            }
            Tag::FootnoteDefinition(name) => match builder.audience {
                // Written at the end of the body, see `footnotes`.
                RunAudience::Anyone => return end_of(pieces, at) + 1,
                RunAudience::Facilitators => {
                    builder.pass();
                    builder.text(&format!("[^{name}]: "));
                    return at + 1;
                }
            },
            Tag::DefinitionList => ProseElement::DefinitionList,
            Tag::DefinitionListTitle => ProseElement::Term,
            Tag::DefinitionListDefinition => ProseElement::Definition,
            Tag::Table(alignments) => {
                builder.alignments.clone_from(alignments);
                ProseElement::Table
            }
            Tag::TableHead => {
                builder.column = 0;
                builder.in_head = true;
                ProseElement::TableHead
            }
            Tag::TableRow => {
                builder.column = 0;
                ProseElement::TableRow
            }
            Tag::TableCell => {
                builder.open_cell(pieces, at);
                return at + 1;
            }
            Tag::Emphasis => ProseElement::Emphasis,
            Tag::Strong => ProseElement::Strong,
            Tag::Strikethrough => ProseElement::Deleted,
            Tag::Subscript | Tag::Superscript => {
                builder.pass();
                return at + 1;
            }
            Tag::Link { link_type, dest_url, title, id } => {
                self.link(*link_type, dest_url, title, id, pieces, at, builder);
                return at + 1;
            }
            Tag::Image { dest_url, title, .. } => return self.picture(dest_url, title, pieces, at, builder),
            Tag::MetadataBlock(_) => return end_of(pieces, at) + 1,
        };
        builder.open(element);
        at + 1
    }

    fn end(tag: TagEnd, builder: &mut ProseBuilder) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => {
                builder.close_paragraph();
                builder.raw_html.clear();
                return;
            }
            TagEnd::CodeBlock => builder.in_code = false,
            TagEnd::TableHead => builder.in_head = false,
            TagEnd::TableCell => builder.column += 1,
            TagEnd::Link => builder.in_link = false,
            _ => {}
        }
        builder.close();
    }

    /// Remembers a heading inside prose; returns its anchor.
    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        inner: &[MarkdownEvent<'_>],
        audience: RunAudience,
    ) -> Option<String> {
        if audience == RunAudience::Facilitators {
            return None;
        }
        let id = self.anchor(id, inner);
        self.headings.push((shown_level(level), plain(inner).trim().to_owned(), id.clone()));
        Some(id)
    }

    /// Returns the anchor of a heading, from `{#name}` or its text, and remembers it as taken.
    pub fn anchor(&mut self, id: Option<&str>, inner: &[MarkdownEvent<'_>]) -> String {
        let wanted = id.map_or_else(|| slug(&typed(inner, &self.text.text)), str::to_owned);
        let wanted = if wanted.is_empty() { "section".to_owned() } else { wanted };
        let id = self.ids.give(wanted);
        self.anchors.push(id.clone());
        id
    }

    fn quote(&mut self, pieces: &[MarkdownEvent<'t>], at: usize, builder: &mut ProseBuilder) -> usize {
        let range = &pieces[at].1;
        match callout::quote(&self.text.text, range) {
            // A callout inside a callout is private already.
            Quote::Facilitator(marker) if builder.audience == RunAudience::Facilitators => {
                builder.open(ProseElement::Quote);
                builder.hide_marker(marker);
            }
            Quote::Facilitator(marker) => {
                self.diagnostics.extend(callout::empty(self.text, range, &marker));
                return self.take_out(pieces, at, marker);
            }
            Quote::Unknown(marker) if builder.audience == RunAudience::Anyone => {
                self.diagnostics.push(callout::unknown(self.text, &marker));
                return self.take_out(pieces, at, marker);
            }
            Quote::Alert(marker, which) => {
                builder.open(ProseElement::Alert(which));
                builder.hide_marker(marker);
            }
            Quote::Plain | Quote::Unknown(_) => {
                if let Some(source) = quotation::source(pieces, at) {
                    return self.quotation(pieces, at, &source, builder);
                }
                builder.open(ProseElement::Quote);
            }
        }
        at + 1
    }

    /// Takes the quote at `at` out of the page.
    fn take_out(&mut self, pieces: &[MarkdownEvent<'t>], at: usize, marker: Range<usize>) -> usize {
        let end = end_of(pieces, at);
        let span = self.text.span(pieces[at].1.clone());
        let prose = self.run(&pieces[at + 1..end], RunAudience::Facilitators, marker);
        if let Some((next, place)) = pieces.get(end + 1)
            && (is_inline(next) || matches!(next, Event::Start(tag) if !matches!(tag, Tag::Heading { .. })))
        {
            self.diagnostics.extend(callout::below(self.text, &pieces[at].1, place));
        }
        self.callouts.push(Callout { prose, span });
        end + 1
    }
}

/// Returns the level at which a heading inside a page is shown, below the page's title.
fn shown_level(level: HeadingLevel) -> u8 {
    (level as u8).max(2)
}
