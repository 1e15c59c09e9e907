//! Prose as HTML, everything escaped.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::handbook::player::{Player, player};
use crate::source::Located;

use super::rich_text::{
    ALERTS, CellAlignment, Destination, FootnoteReference, InlinePicture, ProseElement, ProseNode, RichText,
};

/// The page on which prose is shown. An address depends on it (`../people/wren.html` here, `people/wren.html` there), and
/// a label on its language. Nothing that it returns is escaped.
pub trait ProsePage {
    /// Returns the address of a file of the handbook.
    fn link(&self, to: &Located<String>) -> String;
    /// Returns a word of the interface, by its key in the string table.
    fn word(&self, key: &'static str) -> Cow<'_, str>;
    /// Returns a day until which an item is to be done.
    fn due(&self, day: Date) -> String;
    /// Writes the attributes of a picture that are not in the text.
    fn frame(&mut self, picture: &Located<String>, out: &mut String);
    /// Returns the address of the page to which the prose belongs, where that is another one: its anchors stay there,
    /// since every anchor can be on a page only once, and what points to them leads there.
    fn home(&self) -> Option<&str>;
}

impl RichText {
    /// Returns the HTML for `page`.
    pub fn html(&self, page: &mut impl ProsePage) -> String {
        let out = String::with_capacity(self.capacity());
        let mut writer = HtmlWriter { prose: self, page, out };
        let mut open = Vec::new();
        for node in &self.nodes {
            match node {
                ProseNode::Open(element) => {
                    open.push(element);
                    writer.open(element);
                }
                ProseNode::Close => {
                    if let Some(element) = open.pop() {
                        writer.close(element);
                    }
                }
                leaf => writer.leaf(leaf),
            }
        }
        writer.trim_end();
        writer.out
    }
}

struct HtmlWriter<'a, P> {
    prose: &'a RichText,
    page: &'a mut P,
    out: String,
}

impl<P: ProsePage> HtmlWriter<'_, P> {
    fn open(&mut self, element: &ProseElement) {
        match element {
            ProseElement::Paragraph => self.block("<p>"),
            ProseElement::Heading(level, id) => {
                self.block(["<h2", "<h3", "<h4", "<h5", "<h6"][at_level(*level)]);
                self.id("", self.prose.at(*id));
                self.push(">");
            }
            ProseElement::Quote => self.block("<blockquote>\n"),
            ProseElement::Figure => self.block("<figure class=\"quotation\">"),
            ProseElement::Caption => self.push("<figcaption>"),
            ProseElement::Alert(which) => {
                let (_, class, title) = ALERTS[usize::from(*which)];
                self.block("<div class=\"alert ");
                self.push(class);
                self.push("\" role=\"note\"><p class=\"alert-title\">");
                attribute(&self.page.word(title), &mut self.out);
                self.push("</p>\n");
            }
            ProseElement::List => self.block("<ul>\n"),
            ProseElement::OrderedList(1) => self.block("<ol>\n"),
            ProseElement::OrderedList(start) => self.block(&format!("<ol start=\"{start}\">\n")),
            ProseElement::Item(None) => self.block("<li>"),
            ProseElement::Item(Some(false)) => self.block("<li class=\"task\">"),
            ProseElement::Item(Some(true)) => self.block("<li class=\"task done\">"),
            ProseElement::Footnotes => self.block("<ol class=\"footnotes\">\n"),
            ProseElement::Footnote(anchor) => {
                self.block("<li");
                self.id("fn-", self.prose.at(*anchor));
                self.push(">");
            }
            ProseElement::DefinitionList => self.block("<dl>\n"),
            ProseElement::Term => self.block("<dt>"),
            ProseElement::Definition => self.block("<dd>"),
            ProseElement::CodeBlock(language) => {
                // Wide code scrolls, so it must be in reach of the keyboard (WCAG 2.1.1).
                self.block("<pre tabindex=\"0\"><code");
                let language = self.prose.at(*language);
                if !language.is_empty() {
                    self.push(" class=\"language-");
                    attribute(language, &mut self.out);
                    self.push("\"");
                }
                self.push(">");
            }
            ProseElement::Table => {
                self.block("<div class=\"table\" role=\"region\" tabindex=\"0\"");
                self.label("table_scrolls");
                self.push("><table>");
            }
            ProseElement::TableHead => self.push("<thead><tr>"),
            ProseElement::TableRow => self.push("<tr>"),
            ProseElement::Cell { is_header, alignment } => {
                self.push(if *is_header { "<th scope=\"col\"" } else { "<td" });
                // A class, since the site has no inline style.
                self.push(match alignment {
                    CellAlignment::None => ">",
                    CellAlignment::Center => " class=\"align-center\">",
                    CellAlignment::Right => " class=\"align-right\">",
                });
            }
            ProseElement::Emphasis => self.push("<em>"),
            ProseElement::Strong => self.push("<strong>"),
            ProseElement::Deleted => self.push("<del>"),
            ProseElement::Link(link) => {
                self.push("<a");
                match &link.to {
                    Destination::Outside(address) => self.attribute("href", address),
                    Destination::Inside(to) => self.attribute("href", &self.page.link(to)),
                }
                self.title(&link.title);
                self.push(">");
            }
        }
    }

    fn close(&mut self, element: &ProseElement) {
        let end = match element {
            ProseElement::Paragraph => {
                self.trim_end();
                "</p>\n"
            }
            ProseElement::Heading(level, _) => {
                ["</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"][at_level(*level)]
            }
            ProseElement::Quote => "</blockquote>\n",
            ProseElement::Figure => "</figure>\n",
            ProseElement::Caption => "</figcaption>",
            ProseElement::Alert(_) => "</div>\n",
            ProseElement::List => "</ul>\n",
            ProseElement::OrderedList(_) | ProseElement::Footnotes => "</ol>\n",
            ProseElement::Item(_) | ProseElement::Footnote(_) => "</li>\n",
            ProseElement::DefinitionList => "</dl>\n",
            ProseElement::Term => "</dt>\n",
            ProseElement::Definition => "</dd>\n",
            ProseElement::CodeBlock(_) => "</code></pre>\n",
            ProseElement::Table => "</tbody></table></div>\n",
            ProseElement::TableHead => "</tr></thead><tbody>\n",
            ProseElement::TableRow => "</tr>\n",
            ProseElement::Cell { is_header: true, .. } => "</th>",
            ProseElement::Cell { is_header: false, .. } => "</td>",
            ProseElement::Emphasis => "</em>",
            ProseElement::Strong => "</strong>",
            ProseElement::Deleted => "</del>",
            ProseElement::Link(_) => "</a>",
        };
        self.push(end);
    }

    fn leaf(&mut self, node: &ProseNode) {
        match node {
            ProseNode::Open(_) | ProseNode::Close => {}
            ProseNode::Text(range) => text(self.prose.at(*range), &mut self.out),
            ProseNode::Code(range) => {
                self.push("<code>");
                text(self.prose.at(*range), &mut self.out);
                self.push("</code>");
            }
            ProseNode::Break => self.push("<br>\n"),
            ProseNode::Rule => self.block("<hr>\n"),
            ProseNode::TaskBox(is_done) => {
                self.push("<span class=\"box\" role=\"img\"");
                self.label(if *is_done { "done" } else { "to_do" });
                self.push("></span> ");
            }
            ProseNode::Due(day) => text(&self.page.due(*day), &mut self.out),
            ProseNode::Picture(picture) => {
                self.push("<img");
                self.attribute("src", &self.page.link(&picture.file));
                self.page.frame(&picture.file, &mut self.out);
                self.attribute("alt", &picture.described);
                self.title(&picture.title);
                self.push(">");
            }
            ProseNode::Player(played) => self.player(played),
            ProseNode::Anchor(_) if self.page.home().is_some() => {}
            ProseNode::Anchor(id) => {
                self.push("<span");
                self.id("", self.prose.at(*id));
                self.push("></span>");
            }
            ProseNode::FootnoteReference(reference) => self.footnote_reference(reference),
            ProseNode::BackToText(anchor) => {
                self.push(" <a class=\"footnote-back\" role=\"doc-backlink\"");
                self.attribute("href", &format!("#fnref-{}", self.prose.at(*anchor)));
                self.label("back_to_text");
                self.push(">↩</a>");
            }
        }
    }

    /// Writes a player, and below it the file, which is all there is on paper.
    fn player(&mut self, played: &InlinePicture) {
        let tag = player(&played.file.value).unwrap_or(Player::Film).tag();
        let address = self.page.link(&played.file);
        self.push("<span class=\"player\"><");
        self.push(tag);
        self.push(" controls preload=\"metadata\"");
        self.attribute("aria-label", &played.described);
        self.attribute("src", &address);
        self.push("></");
        self.push(tag);
        self.push("> <a");
        self.attribute("href", &address);
        self.push(">");
        text(&played.described, &mut self.out);
        self.push("</a></span>");
    }

    fn footnote_reference(&mut self, reference: &FootnoteReference) {
        let FootnoteReference { anchor, number, mention } = reference;
        let again = if *mention > 1 { format!("-{mention}") } else { String::new() };
        self.push("<sup class=\"footnote-reference\"><a");
        self.id("fnref-", &format!("{anchor}{again}"));
        let home = self.page.home().unwrap_or_default().to_owned();
        self.attribute("href", &format!("{home}#fn-{anchor}"));
        self.push(" role=\"doc-noteref\">");
        self.push(&number.to_string());
        self.push("</a></sup>");
    }

    fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    /// Writes something that begins on a line of its own.
    fn block(&mut self, html: &str) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.push(html);
    }

    fn trim_end(&mut self) {
        self.out.truncate(self.out.trim_end().len());
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.extend([" ", name, "=\""]);
        attribute(value, &mut self.out);
        self.push("\"");
    }

    /// Writes an anchor.
    fn id(&mut self, prefix: &str, id: &str) {
        if !id.is_empty() && self.page.home().is_none() {
            self.out.extend([" id=\"", prefix]);
            attribute(id, &mut self.out);
            self.push("\"");
        }
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.attribute("title", title);
        }
    }

    /// Writes what screen readers say, a word of the interface.
    fn label(&mut self, key: &'static str) {
        self.push(" aria-label=\"");
        attribute(&self.page.word(key), &mut self.out);
        self.push("\"");
    }
}

/// Returns the place of a heading's level in a list of those that are written.
fn at_level(level: u8) -> usize {
    usize::from(level.clamp(2, 6)) - 2
}

/// Appends `text` as the content of an element.
pub fn text(text: &str, out: &mut String) {
    escape(text, false, out);
}

/// Appends `text` as the value of an attribute between double quotes.
pub fn attribute(text: &str, out: &mut String) {
    escape(text, true, out);
}

fn escape(text: &str, in_quotes: bool, out: &mut String) {
    if is_plain(text) {
        out.push_str(text);
        return;
    }
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if in_quotes => "&quot;",
            // HTML forbids it.
            0 => "\u{FFFD}",
            _ => continue,
        };
        // Only ASCII bytes are ever replaced, so every cut is on a char boundary.
        out.extend([&text[done..at], entity]);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// Returns whether nothing in `text` is to be replaced, which is so for nearly every text. A byte sets a bit and no
/// branch is taken, so that many bytes are looked at together.
fn is_plain(text: &str) -> bool {
    let is = |byte: u8, sign: u8| u8::from(byte == sign);
    let special = |byte| is(byte, b'&') | is(byte, b'<') | is(byte, b'>') | is(byte, b'"') | is(byte, 0);
    text.bytes().fold(0, |found, byte| found | special(byte)) == 0
}
