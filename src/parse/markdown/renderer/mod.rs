//! The one pass over Markdown's events: HTML with placeholders, callouts for facilitators taken out on the way.
//!
//! It writes the HTML itself instead of handing rewritten events to pulldown-cmark's own writer: nearly every block
//! differs (no inline style in tables, no input in task lists, placeholders in links and labels), and so the place of a
//! placeholder is simply the length of what has been written so far.

mod addresses;
mod due;
mod quotation;
mod raw;
mod writer;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::handbook::RichText;
use crate::handbook::private::Callout;
use crate::handbook::prose::Slot;

use super::callout::{self, ALERTS, Quote};
use super::footnotes::Footnotes;
use super::ids::{Ids, slug};
use super::plain::{end_of, is_inline, plain, typed};
use super::{MarkdownEvent, MarkdownText, escape};

pub use writer::hole;
use writer::{HtmlWriter, RunAudience};

/// The parts that one body gathers while it is written.
pub struct HtmlRenderer<'t> {
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

impl<'t> HtmlRenderer<'t> {
    /// Writes a run of pieces.
    pub fn prose(&mut self, pieces: &[MarkdownEvent<'t>]) -> RichText {
        self.run(pieces, RunAudience::Anyone, 0..0)
    }

    fn run(&mut self, pieces: &[MarkdownEvent<'t>], reader: RunAudience, hidden: Range<usize>) -> RichText {
        let mut pen = HtmlWriter::new(reader, hidden);
        if let (Some((_, first)), Some((_, last))) = (pieces.first(), pieces.last()) {
            pen.out.html.reserve(last.end.saturating_sub(first.start) * 5 / 4);
        }
        let mut at = 0;
        while at < pieces.len() {
            at = self.piece(pieces, at, &mut pen);
        }
        pen.trim_blank_end();
        // The text stays in memory until the last page is written, and ten years are many pages.
        pen.out.html.shrink_to_fit();
        pen.out.holes.shrink_to_fit();
        pen.out
    }

    /// Writes the piece at `at`; returns the index of the next one.
    fn piece(&mut self, pieces: &[MarkdownEvent<'t>], at: usize, pen: &mut HtmlWriter) -> usize {
        let (event, range) = &pieces[at];
        if range.end <= pen.hidden.end && range.start >= pen.hidden.start && is_inline(event) {
            return at + 1;
        }
        if pen.after_marker && matches!(event, Event::SoftBreak | Event::HardBreak) {
            pen.after_marker = false;
            return at + 1;
        }
        match event {
            Event::Start(tag) => return self.start(tag, pieces, at, pen),
            Event::End(tag) => Self::end(*tag, pen),
            Event::Text(text) if self.dated && pen.reader == RunAudience::Anyone => {
                let rest = self.due(text, pieces, at, pen);
                if text.len() == range.len() && rest.len() < text.len() {
                    // As typed: what follows the day may hold bare addresses.
                    pen.hidden = range.start..range.end - rest.len();
                    self.words(text, pieces, at, pen);
                } else {
                    self.words(rest, pieces, at, pen);
                }
            }
            Event::Text(text) => self.words(text, pieces, at, pen),
            Event::Code(text) => {
                pen.push("<code>");
                escape::text(text, &mut pen.out.html);
                pen.push("</code>");
            }
            Event::Html(html) => escape::text(html, &mut pen.out.html),
            Event::InlineHtml(html) if html.is_empty() => {}
            Event::InlineHtml(html) => {
                self.raw_inline(html, range, pen);
                escape::text(html, &mut pen.out.html);
            }
            Event::FootnoteReference(name) => match pen.reader {
                RunAudience::Anyone => self.footnotes.refer(name, &mut pen.out),
                RunAudience::Facilitators => {
                    escape::text(&format!("[^{name}]"), &mut pen.out.html);
                }
            },
            Event::SoftBreak => pen.push("\n"),
            Event::HardBreak => pen.push("<br>\n"),
            Event::Rule => pen.block("<hr>\n"),
            Event::TaskListMarker(done) => {
                pen.push("<span class=\"box\" role=\"img\" aria-label=\"");
                pen.hole(Slot::Word(if *done { "done" } else { "to_do" }));
                pen.push("\"></span> ");
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => escape::text(text, &mut pen.out.html),
        }
        at + 1
    }

    #[allow(clippy::too_many_lines)] // one arm a tag
    fn start(&mut self, tag: &Tag<'t>, pieces: &[MarkdownEvent<'t>], at: usize, pen: &mut HtmlWriter) -> usize {
        let range = &pieces[at].1;
        match tag {
            Tag::Paragraph => pen.block("<p>"),
            Tag::Heading { level, id, .. } => {
                let end = end_of(pieces, at);
                let id = self.heading(*level, id.as_deref(), &pieces[at + 1..end], pen.reader);
                pen.block(opening(*level));
                if let Some(id) = id {
                    pen.push(" id=\"");
                    escape::attribute(&id, &mut pen.out.html);
                    pen.push("\"");
                }
                pen.push(">");
            }
            Tag::BlockQuote(_) => return self.quote(pieces, at, pen),
            Tag::CodeBlock(kind) => {
                pen.in_code = true;
                // Wide code scrolls, so it must be in reach of the keyboard (WCAG 2.1.1).
                pen.block("<pre tabindex=\"0\"><code");
                if let CodeBlockKind::Fenced(info) = kind
                    && let Some(language) = info.split_whitespace().next()
                {
                    pen.push(" class=\"language-");
                    escape::attribute(language, &mut pen.out.html);
                    pen.push("\"");
                }
                pen.push(">");
            }
            Tag::HtmlBlock => {
                self.raw_block(range);
                pen.block("<p>");
            }
            Tag::List(None) => pen.block("<ul>\n"),
            Tag::List(Some(1)) => pen.block("<ol>\n"),
            Tag::List(Some(start)) => pen.block(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => {
                let first = pieces.get(at + 1).map(|p| &p.0);
                let marker = if matches!(first, Some(Event::Start(Tag::Paragraph))) {
                    pieces.get(at + 2).map(|p| &p.0)
                } else {
                    first
                };
                pen.block(match marker {
                    Some(Event::TaskListMarker(true)) => "<li class=\"task done\">",
                    Some(Event::TaskListMarker(false)) => "<li class=\"task\">",
                    _ => "<li>",
                });
            }
            Tag::FootnoteDefinition(name) => match pen.reader {
                // Written at the end of the body, see `footnotes`.
                RunAudience::Anyone => return end_of(pieces, at) + 1,
                RunAudience::Facilitators => {
                    pen.block("<div>");
                    escape::text(&format!("[^{name}]: "), &mut pen.out.html);
                }
            },
            Tag::DefinitionList => pen.block("<dl>\n"),
            Tag::DefinitionListTitle => pen.block("<dt>"),
            Tag::DefinitionListDefinition => pen.block("<dd>"),
            Tag::Table(alignments) => {
                pen.alignments.clone_from(alignments);
                pen.block("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
                pen.hole(Slot::Word("table_scrolls"));
                pen.push("\"><table>");
            }
            Tag::TableHead => {
                pen.column = 0;
                pen.in_head = true;
                pen.push("<thead><tr>");
            }
            Tag::TableRow => {
                pen.column = 0;
                pen.push("<tr>");
            }
            Tag::TableCell => pen.table_cell(pieces, at),
            Tag::Emphasis => pen.push("<em>"),
            Tag::Strong => pen.push("<strong>"),
            Tag::Strikethrough => pen.push("<del>"),
            Tag::Subscript => pen.push("<sub>"),
            Tag::Superscript => pen.push("<sup>"),
            Tag::Link { link_type, dest_url, title, id } => self.link(*link_type, dest_url, title, id, pieces, at, pen),
            Tag::Image { dest_url, title, .. } => return self.picture(dest_url, title, pieces, at, pen),
            Tag::MetadataBlock(_) => return end_of(pieces, at) + 1,
        }
        at + 1
    }

    fn end(tag: TagEnd, pen: &mut HtmlWriter) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => {
                pen.trim_blank_end();
                if pen.out.html.ends_with("<p>") {
                    pen.out.html.truncate(pen.out.html.len() - 3);
                } else {
                    pen.push("</p>\n");
                }
                pen.raw_html.clear();
            }
            TagEnd::Heading(level) => pen.push(closing(level)),
            TagEnd::BlockQuote(_) => pen.close("</blockquote>\n"),
            TagEnd::CodeBlock => {
                pen.in_code = false;
                pen.push("</code></pre>\n");
            }
            TagEnd::List(true) => pen.push("</ol>\n"),
            TagEnd::List(false) => pen.push("</ul>\n"),
            TagEnd::Item => pen.push("</li>\n"),
            TagEnd::FootnoteDefinition => pen.push("</div>\n"),
            TagEnd::DefinitionList => pen.push("</dl>\n"),
            TagEnd::DefinitionListTitle => pen.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => pen.push("</dd>\n"),
            TagEnd::Table => pen.push("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                pen.in_head = false;
                pen.push("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => pen.push("</tr>\n"),
            TagEnd::TableCell => {
                pen.push(pen.cell);
                pen.column += 1;
            }
            TagEnd::Emphasis => pen.push("</em>"),
            TagEnd::Strong => pen.push("</strong>"),
            TagEnd::Strikethrough => pen.push("</del>"),
            TagEnd::Subscript => pen.push("</sub>"),
            TagEnd::Superscript => pen.push("</sup>"),
            TagEnd::Link => {
                pen.in_link = false;
                pen.close("</a>");
            }
            TagEnd::Image | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Remembers a heading inside prose; returns its anchor.
    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        inner: &[MarkdownEvent<'_>],
        reader: RunAudience,
    ) -> Option<String> {
        if reader == RunAudience::Facilitators {
            return None;
        }
        let id = self.anchor(id, inner);
        self.headings.push(((level as u8).max(2), plain(inner).trim().to_owned(), id.clone()));
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

    fn quote(&mut self, pieces: &[MarkdownEvent<'t>], at: usize, pen: &mut HtmlWriter) -> usize {
        let range = &pieces[at].1;
        match callout::quote(&self.text.text, range) {
            // A callout inside a callout is private already.
            Quote::Facilitator(marker) if pen.reader == RunAudience::Facilitators => {
                pen.closers.push("</blockquote>\n");
                pen.block("<blockquote>\n");
                pen.hide_marker(marker);
            }
            Quote::Facilitator(marker) => {
                self.diagnostics.extend(callout::empty(self.text, range, &marker));
                return self.take_out(pieces, at, marker);
            }
            Quote::Unknown(marker) if pen.reader == RunAudience::Anyone => {
                self.diagnostics.push(callout::unknown(self.text, &marker));
                return self.take_out(pieces, at, marker);
            }
            Quote::Alert(marker, which) => {
                let (_, class, title) = ALERTS[which];
                pen.block("<div class=\"alert ");
                pen.push(class);
                pen.push("\" role=\"note\"><p class=\"alert-title\">");
                pen.hole(Slot::Word(title));
                pen.push("</p>\n");
                pen.closers.push("</div>\n");
                pen.hide_marker(marker);
            }
            Quote::Plain | Quote::Unknown(_) => {
                if let Some(source) = quotation::source(pieces, at) {
                    return self.quotation(pieces, at, &source, pen);
                }
                pen.block("<blockquote>\n");
                pen.closers.push("</blockquote>\n");
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

fn opening(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => "<h2",
        HeadingLevel::H3 => "<h3",
        HeadingLevel::H4 => "<h4",
        HeadingLevel::H5 => "<h5",
        HeadingLevel::H6 => "<h6",
    }
}

fn closing(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => "</h2>\n",
        HeadingLevel::H3 => "</h3>\n",
        HeadingLevel::H4 => "</h4>\n",
        HeadingLevel::H5 => "</h5>\n",
        HeadingLevel::H6 => "</h6>\n",
    }
}
