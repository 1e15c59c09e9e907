//! The one walk over Markdown's events: HTML with holes, callouts for facilitators taken out on the way.
//!
//! It writes the HTML itself instead of handing rewritten events to pulldown-cmark's own writer: nearly every block
//! differs (no inline style in tables, no input in task lists, holes in links and labels), and so a hole is simply
//! the length of what has been written so far.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::handbook::Prose;
use crate::handbook::private::Callout;
use crate::handbook::prose::{Filling, Hole};
use crate::source::{Located, Span};

use super::callout::{self, ALERTS, Quote};
use super::footnotes::Footnotes;
use super::ids::{Ids, slug};
use super::links::{self, Address};
use super::plain::{end_of, is_inline, plain, typed};
use super::{Piece, Text, escape};

/// What one body gathers while it is written.
pub struct Walk<'t> {
    pub text: &'t Text<'t>,
    pub diagnostics: Vec<Diagnostic>,
    pub callouts: Vec<Callout>,
    pub anchors: Vec<String>,
    pub headings: Vec<(u8, String, String)>,
    pub ids: Ids,
    pub footnotes: Footnotes,
    /// Labels of link definitions that stand in a callout, in lower case: no public link may lead there.
    pub private_labels: Vec<String>,
}

/// For whom a run is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reader {
    Anyone,
    /// Inside a callout: without anchors and footnotes, which belong to the public page.
    Facilitators,
}

/// The state of one run that is being written.
#[allow(clippy::struct_excessive_bools)] // each is where the pen stands
struct Pen {
    out: Prose,
    reader: Reader,
    /// How each open quote and link ends.
    closers: Vec<&'static str>,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    cell: &'static str,
    in_link: bool,
    in_code: bool,
    /// Source that has been written or dropped already: a marker, a bare address.
    hidden: Range<usize>,
    after_marker: bool,
    raw_html: Vec<String>,
}

impl<'t> Walk<'t> {
    /// Writes a run of pieces.
    pub fn prose(&mut self, pieces: &[Piece<'t>]) -> Prose {
        self.run(pieces, Reader::Anyone, 0..0)
    }

    fn run(&mut self, pieces: &[Piece<'t>], reader: Reader, hidden: Range<usize>) -> Prose {
        let mut pen = Pen::new(reader, hidden);
        if let (Some((_, first)), Some((_, last))) = (pieces.first(), pieces.last()) {
            pen.out.html.reserve(last.end.saturating_sub(first.start) * 5 / 4);
        }
        let mut at = 0;
        while at < pieces.len() {
            at = self.piece(pieces, at, &mut pen);
        }
        pen.trim_blank_end();
        pen.out
    }

    /// Writes the piece at `at`; gives the place of the next one.
    fn piece(&mut self, pieces: &[Piece<'t>], at: usize, pen: &mut Pen) -> usize {
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
            Event::Text(text) => self.words(text, pieces, at, pen),
            Event::Code(text) => {
                pen.push("<code>");
                escape::text(text, &mut pen.out.html);
                pen.push("</code>");
            }
            Event::Html(html) => escape::text(html, &mut pen.out.html),
            Event::InlineHtml(html) => {
                self.raw_inline(html, range, pen);
                escape::text(html, &mut pen.out.html);
            }
            Event::FootnoteReference(name) => match pen.reader {
                Reader::Anyone => self.footnotes.refer(name, &mut pen.out),
                Reader::Facilitators => {
                    escape::text(&format!("[^{name}]"), &mut pen.out.html);
                }
            },
            Event::SoftBreak => pen.push("\n"),
            Event::HardBreak => pen.push("<br>\n"),
            Event::Rule => pen.block("<hr>\n"),
            Event::TaskListMarker(done) => {
                pen.push("<span class=\"box\" role=\"img\" aria-label=\"");
                pen.hole(Filling::Word(if *done { "done" } else { "to_do" }));
                pen.push("\"></span> ");
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => escape::text(text, &mut pen.out.html),
        }
        at + 1
    }

    #[allow(clippy::too_many_lines)] // one arm a tag
    fn start(&mut self, tag: &Tag<'t>, pieces: &[Piece<'t>], at: usize, pen: &mut Pen) -> usize {
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
                Reader::Anyone => return end_of(pieces, at) + 1,
                Reader::Facilitators => {
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
                pen.hole(Filling::Word("table_scrolls"));
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

    fn end(tag: TagEnd, pen: &mut Pen) {
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

    /// Remembers a heading inside prose; gives its anchor.
    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        inner: &[Piece<'_>],
        reader: Reader,
    ) -> Option<String> {
        if reader == Reader::Facilitators {
            return None;
        }
        let id = self.anchor(id, inner);
        self.headings.push(((level as u8).max(2), plain(inner).trim().to_owned(), id.clone()));
        Some(id)
    }

    /// The anchor of a heading, from `{#name}` or its text, remembered as taken.
    pub fn anchor(&mut self, id: Option<&str>, inner: &[Piece<'_>]) -> String {
        let wanted = id.map_or_else(|| slug(&typed(inner, &self.text.text)), str::to_owned);
        let wanted = if wanted.is_empty() { "section".to_owned() } else { wanted };
        let id = self.ids.give(wanted);
        self.anchors.push(id.clone());
        id
    }

    fn quote(&mut self, pieces: &[Piece<'t>], at: usize, pen: &mut Pen) -> usize {
        let range = &pieces[at].1;
        match callout::quote(&self.text.text, range) {
            // A callout inside a callout is private already.
            Quote::Facilitator(marker) if pen.reader == Reader::Facilitators => {
                pen.closers.push("</blockquote>\n");
                pen.block("<blockquote>\n");
                pen.hide_marker(marker);
            }
            Quote::Facilitator(marker) => return self.take_out(pieces, at, marker),
            Quote::Unknown(marker) if pen.reader == Reader::Anyone => {
                self.diagnostics.push(callout::unknown(self.text, &marker));
                return self.take_out(pieces, at, marker);
            }
            Quote::Alert(marker, which) => {
                let (_, class, title) = ALERTS[which];
                pen.block("<div class=\"alert ");
                pen.push(class);
                pen.push("\" role=\"note\"><p class=\"alert-title\">");
                pen.hole(Filling::Word(title));
                pen.push("</p>\n");
                pen.closers.push("</div>\n");
                pen.hide_marker(marker);
            }
            Quote::Plain | Quote::Unknown(_) => {
                pen.block("<blockquote>\n");
                pen.closers.push("</blockquote>\n");
            }
        }
        at + 1
    }

    /// Takes the quote at `at` out of the page.
    fn take_out(&mut self, pieces: &[Piece<'t>], at: usize, marker: Range<usize>) -> usize {
        let end = end_of(pieces, at);
        let span = self.text.span(pieces[at].1.clone());
        let prose = self.run(&pieces[at + 1..end], Reader::Facilitators, marker);
        if let Some((next, place)) = pieces.get(end + 1)
            && (is_inline(next) || matches!(next, Event::Start(Tag::Paragraph)))
        {
            self.diagnostics.extend(callout::below(self.text, &pieces[at].1, place));
        }
        self.callouts.push(Callout { prose, span });
        end + 1
    }

    #[allow(clippy::too_many_arguments)] // a link has that many parts
    fn link(
        &mut self,
        link_type: LinkType,
        address: &str,
        title: &str,
        label: &str,
        pieces: &[Piece<'t>],
        at: usize,
        pen: &mut Pen,
    ) {
        let range = &pieces[at].1;
        let inner_end = pieces[at + 1..]
            .iter()
            .take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Link)))
            .map(|(_, range)| range.end)
            .last()
            .unwrap_or(range.start);
        let place = match link_type {
            LinkType::Autolink | LinkType::Email => range.start + 1..range.end.saturating_sub(1),
            _ => links::destination(&self.text.text, range, inner_end),
        };
        let span = self.text.span(place);
        pen.in_link = true;
        let private = pen.reader == Reader::Anyone
            && !matches!(link_type, LinkType::Inline | LinkType::Autolink | LinkType::Email)
            && self.private_labels.iter().any(|private| *private == label.to_lowercase());
        if private {
            self.diagnostics.push(
                Diagnostic::error(
                    "link-not-public",
                    span,
                    format!(
                        "The address of `[{label}]` is written inside a facilitator callout, which is never published."
                    ),
                )
                .help("Write the address where the link is, or move its definition out of the callout."),
            );
            pen.closers.push("");
            return;
        }
        match links::sort(address) {
            Address::Outside => pen.open_link(address, title),
            _ if link_type == LinkType::Email => pen.open_link(&format!("mailto:{address}"), title),
            Address::Inside => {
                pen.push("<a href=\"");
                pen.hole(Filling::Link(Located::new(links::decode(address), span)));
                pen.push("\"");
                pen.title(title);
                pen.push(">");
                pen.closers.push("</a>");
            }
            Address::Scheme(scheme) => {
                let message = format!("Links may not begin with `{scheme}:`, so readers could not follow this one.");
                self.diagnostics.push(link_scheme(span, message));
                pen.closers.push("");
            }
            Address::WithoutScheme => {
                let message = "This address begins with `//` and does not say how to reach it.";
                self.diagnostics.push(link_scheme(span, message.to_owned()));
                pen.closers.push("");
            }
        }
    }

    fn picture(&mut self, address: &str, title: &str, pieces: &[Piece<'t>], at: usize, pen: &mut Pen) -> usize {
        let end = end_of(pieces, at);
        let inner = &pieces[at + 1..end];
        let range = &pieces[at].1;
        let span = self.text.span(links::destination(
            &self.text.text,
            range,
            inner.last().map_or(range.start + 1, |(_, range)| range.end),
        ));
        let described = plain(inner);
        let described = described.trim();
        let decorative = described.eq_ignore_ascii_case("decorative") || title.eq_ignore_ascii_case("decorative");
        if links::sort(address) != Address::Inside {
            self.diagnostics.push(
                Diagnostic::error(
                    "outside-picture",
                    span,
                    "This picture lies on another site, which would learn of everyone who reads the page.",
                )
                .help("Save the picture beside this file and write its file name here."),
            );
            escape::text(described, &mut pen.out.html);
            return end + 1;
        }
        if described.is_empty() && !decorative {
            self.diagnostics.push(
                Diagnostic::warning(
                    "picture-described",
                    span.clone(),
                    "This picture has no description, so people who cannot see it learn nothing from it.",
                )
                .help("Say in the square brackets what it shows, or write `decorative` there if it says nothing."),
            );
        }
        pen.push("<img src=\"");
        pen.hole(Filling::Picture(Located::new(links::decode(address), span)));
        pen.push("\" alt=\"");
        if !decorative {
            escape::attribute(described, &mut pen.out.html);
        }
        pen.push("\"");
        if !title.eq_ignore_ascii_case("decorative") {
            pen.title(title);
        }
        pen.push(" loading=\"lazy\">");
        end + 1
    }

    /// A piece of text, with bare web addresses made into links.
    fn words(&mut self, text: &str, pieces: &[Piece<'t>], at: usize, pen: &mut Pen) {
        let range = &pieces[at].1;
        let mut text = text;
        let mut from = range.start;
        if pen.hidden.contains(&from) {
            // A piece that is hidden in part; one that is not as typed (a smart quote) is hidden in full.
            let Some(rest) = (text.len() == range.len()).then(|| text.get(pen.hidden.end - from..)).flatten() else {
                return;
            };
            text = rest;
            from = pen.hidden.end;
        }
        if pen.after_marker {
            pen.after_marker = false;
            from += text.len() - text.trim_start().len();
            text = text.trim_start();
        }
        if !pen.in_link && !pen.in_code {
            while text.len() == range.end - from
                && let Some(start) = links::bare(text)
            {
                escape::text(&text[..start], &mut pen.out.html);
                // Markdown cuts text at signs such as `_` and `&`; the address goes on across the cuts.
                let run = pieces[at + 1..].iter().scan(range.end, |end, (event, range)| {
                    (matches!(event, Event::Text(_)) && range.start == *end).then(|| *end = range.end).map(|()| *end)
                });
                let limit = run.last().unwrap_or(range.end);
                let typed = &self.text.text[from + start..limit];
                let address = &typed[..links::bare_length(typed)];
                let written = address.replace("&amp;", "&");
                if address.starts_with("www.") {
                    pen.open_link(&format!("https://{written}"), "");
                } else {
                    pen.open_link(&written, "");
                }
                escape::text(&written, &mut pen.out.html);
                pen.close("</a>");
                let end = from + start + address.len();
                pen.hidden = from..end;
                if end >= range.end {
                    return;
                }
                text = &text[end - from..];
                from = end;
            }
        }
        escape::text(text, &mut pen.out.html);
    }

    fn raw_inline(&mut self, html: &str, range: &Range<usize>, pen: &mut Pen) {
        let name = tag_name(html);
        if html.starts_with("</") {
            if let Some(open) = pen.raw_html.iter().rposition(|open| *open == name) {
                pen.raw_html.truncate(open);
                return;
            }
        } else {
            pen.raw_html.push(name);
        }
        self.diagnostics.push(raw_html(self.text.span(range.clone()), html));
    }

    fn raw_block(&mut self, range: &Range<usize>) {
        let source = &self.text.text[range.clone()];
        let blanks = source.len() - source.trim_start().len();
        let html = source.trim_start();
        let length = html.find('>').map_or(html.lines().next().map_or(0, str::len), |n| n + 1);
        let start = range.start + blanks;
        // The end of a block whose beginning has been named already.
        if !html.starts_with("</") {
            self.diagnostics.push(raw_html(self.text.span(start..start + length), &html[..length]));
        }
    }
}

impl Pen {
    fn new(reader: Reader, hidden: Range<usize>) -> Self {
        Pen {
            out: Prose::default(),
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

    fn push(&mut self, html: &str) {
        self.out.html.push_str(html);
    }

    /// Something that begins on a line of its own.
    fn block(&mut self, html: &str) {
        if !self.out.html.is_empty() && !self.out.html.ends_with('\n') {
            self.out.html.push('\n');
        }
        self.out.html.push_str(html);
    }

    fn close(&mut self, otherwise: &'static str) {
        let closer = self.closers.pop().unwrap_or(otherwise);
        self.push(closer);
    }

    fn hole(&mut self, filling: Filling) {
        hole(&mut self.out, filling);
    }

    fn hide_marker(&mut self, marker: Range<usize>) {
        self.hidden = marker;
        self.after_marker = true;
    }

    /// Takes blanks off the end, but never those before a hole.
    fn trim_blank_end(&mut self) {
        let kept = self.out.html.trim_end().len();
        if self.out.holes.last().is_none_or(|hole| hole.at as usize <= kept) {
            self.out.html.truncate(kept);
        }
    }

    fn open_link(&mut self, address: &str, title: &str) {
        self.push("<a href=\"");
        escape::address(address, &mut self.out.html);
        self.push("\"");
        self.title(title);
        self.push(">");
        self.closers.push("</a>");
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.push(" title=\"");
            escape::attribute(title, &mut self.out.html);
            self.push("\"");
        }
    }

    /// Alignment is a class, since the site has no inline style; an empty header cell is no header.
    fn table_cell(&mut self, pieces: &[Piece<'_>], at: usize) {
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

/// Leaves a hole at the end of what has been written so far.
pub fn hole(out: &mut Prose, filling: Filling) {
    // A body of 4 GiB is refused by the reader.
    let at = u32::try_from(out.html.len()).unwrap_or(u32::MAX);
    out.holes.push(Hole { at, filling });
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

fn tag_name(html: &str) -> String {
    html.trim_start_matches(['<', '/'])
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase()
}

fn link_scheme(span: Span, message: String) -> Diagnostic {
    Diagnostic::error("link-scheme", span, message)
        .help("Use an address that begins with `https://`, `mailto:` or `tel:`, or the path of a file in this folder.")
}

fn raw_html(span: Span, html: &str) -> Diagnostic {
    let tag = html.split_whitespace().next().unwrap_or(html);
    let tag = if tag.len() < html.len() { format!("{tag} ...>") } else { tag.to_owned() };
    Diagnostic::warning("raw-html", span, format!("`{tag}` is HTML, which readers will see as it is written here."))
        .help("Take the tag out and say it in Markdown, such as `**bold**`, `*italic*` or a blank line.")
}
