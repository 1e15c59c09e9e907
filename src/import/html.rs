//! The HTML that calendars put into descriptions, as lines of Markdown; tags that say nothing are dropped.

use super::markdown::{Addresses, Line, LineKind, address_at, address_length, at_line_start, escaped};
use super::online;

/// Tags by which a text is known to be HTML.
const TELLING: [&str; 22] = [
    "br",
    "p",
    "a",
    "b",
    "i",
    "u",
    "ul",
    "ol",
    "li",
    "div",
    "span",
    "strong",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "html",
    "body",
    "table",
    "html-blob",
    "font",
];

/// Lists inside lists.
const DEEPEST: usize = 6;

/// Whether `text` is HTML: whether a tag that calendars use stands in it.
pub fn is_html(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(tag) = tag(rest).filter(|tag| TELLING.contains(&tag.name.as_str())) {
            // `<a>` without an address is a letter between brackets.
            if tag.closes || tag.name != "a" || tag.inner.contains("href") {
                return true;
            }
        }
    }
    false
}

/// What was read.
#[derive(Debug, Default)]
pub struct Html {
    pub lines: Vec<Line>,
    /// What could not be carried over: pictures, tables.
    pub lost: Vec<&'static str>,
}

/// The lines of `text`.
pub fn lines(text: &str) -> Html {
    let folded = text.to_ascii_lowercase();
    let flows = ["<html", "<p>", "<p ", "<div", "<table"].iter().any(|tag| folded.contains(tag));
    let mut writer = Writer { flows, ..Writer::default() };
    let mut rest = text;
    while !rest.is_empty() {
        let Some(at) = rest.find('<') else {
            writer.text(rest);
            break;
        };
        writer.text(&rest[..at]);
        let after = &rest[at + 1..];
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if let Some(tag) = tag(after) {
            rest = &after[tag.length..];
            if !tag.closes && matches!(tag.name.as_str(), "script" | "style" | "head" | "title") {
                rest = after_closing(rest, &tag.name);
            } else {
                writer.tag(&tag);
            }
        } else {
            writer.text("<");
            rest = after;
        }
    }
    writer.end_line(LineKind::Paragraph);
    Html { lines: writer.lines, lost: writer.lost }
}

struct Tag<'a> {
    /// In small letters.
    name: String,
    closes: bool,
    /// Between the name and `>`.
    inner: &'a str,
    /// To after the `>`.
    length: usize,
}

/// The tag that `text` begins with, its `<` left off.
fn tag(text: &str) -> Option<Tag<'_>> {
    let (closes, from) = if text.starts_with('/') { (true, 1) } else { (false, 0) };
    let named = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':');
    let end = from + text.as_bytes()[from..].iter().take_while(|byte| named(byte)).take(20).count();
    let name = text[from..end].to_ascii_lowercase();
    let follows = text.as_bytes().get(end)?;
    if !name.starts_with(|first: char| first.is_ascii_alphabetic())
        || !(follows.is_ascii_whitespace() || b"/>".contains(follows))
    {
        return None;
    }
    // Looking further than to the next tag would take the square of the size.
    let length = text.as_bytes()[end..].iter().position(|byte| matches!(byte, b'<' | b'>'))? + end;
    if text.as_bytes().get(length) != Some(&b'>') {
        return None;
    }
    Some(Tag { name, closes, inner: &text[end..length], length: length + 1 })
}

/// What follows `</name>`.
fn after_closing<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
            return rest.find('>').map_or("", |end| &rest[end + 1..]);
        }
    }
    ""
}

#[derive(Default)]
struct Writer {
    /// Line ends in the source are blanks, as in a page.
    flows: bool,
    lines: Vec<Line>,
    lost: Vec<&'static str>,
    current: Line,
    /// Marks of emphasis that are open.
    marks: Vec<&'static str>,
    /// How many of them are written on this line.
    written: usize,
    /// The address of the link that is open, and where its words begin.
    link: Option<(String, usize, usize)>,
    /// The lists that are open, each with its next number.
    lists: Vec<Option<usize>>,
    /// Whether a `<br>` has just been read.
    broken: bool,
}

impl Writer {
    fn text(&mut self, text: &str) {
        let decoded = entities(text);
        // A line end after `<br>` is the same one.
        let decoded =
            if std::mem::take(&mut self.broken) { decoded.trim_start_matches(['\r', '\n']) } else { &decoded };
        if self.flows {
            return self.words(decoded);
        }
        for (place, line) in decoded.split('\n').enumerate() {
            if place > 0 && self.link.is_none() {
                let empty = self.current.plain.trim().is_empty();
                self.end_line(if empty { LineKind::Paragraph } else { LineKind::Broken });
            }
            self.words(line);
        }
    }

    fn words(&mut self, text: &str) {
        let squeezed = squeezed(text);
        let lead = squeezed.starts_with(' ');
        let words = squeezed.trim_start();
        if lead && !self.current.markdown.is_empty() && !self.current.markdown.ends_with(' ') {
            self.push(" ", " ");
        }
        if words.is_empty() {
            return;
        }
        if self.written < self.marks.len() || self.current.markdown.ends_with('*') {
            // A mark beside a letter on one side and a sign on the other would mark nothing.
            let closed = self.written == self.marks.len();
            let touches = self.current.plain.ends_with(|last: char| !last.is_whitespace());
            let first = words.chars().next().unwrap_or(' ');
            let last = self.current.plain.chars().next_back().unwrap_or(' ');
            if touches
                && ((closed && !last.is_alphanumeric() && first.is_alphanumeric())
                    || (!closed && last.is_alphanumeric() && !first.is_alphanumeric()))
            {
                self.push(" ", " ");
            }
            for mark in &self.marks[self.written..] {
                self.current.markdown.push_str(mark);
            }
            self.written = self.marks.len();
        }
        let addresses = if self.link.is_some() { Addresses::Text } else { Addresses::Linked };
        let escaped = escaped(words, addresses);
        self.push(&escaped, words);
    }

    fn push(&mut self, markdown: &str, plain: &str) {
        self.current.markdown.push_str(markdown);
        self.current.plain.push_str(plain);
    }

    /// Writes a closing mark before the blanks at the end of the line.
    fn close_mark(&mut self, mark: &str) {
        let length = self.current.markdown.trim_end().len();
        let blanks = self.current.markdown.split_off(length);
        self.current.markdown.push_str(mark);
        self.current.markdown.push_str(&blanks);
    }

    fn end_line(&mut self, next: LineKind) {
        self.close_link();
        while self.written > 0 {
            self.written -= 1;
            self.close_mark(self.marks.get(self.written).copied().unwrap_or_default());
        }
        let line = std::mem::take(&mut self.current);
        if !line.plain.trim().is_empty() {
            let markdown = at_line_start(line.markdown.trim());
            self.lines.push(Line { markdown, plain: line.plain.trim().to_owned(), kind: line.kind });
            self.current.kind = next;
        } else if next == LineKind::Broken {
            // Two line ends are a paragraph's end; an empty item or heading stays one.
            self.current.kind = if line.kind == LineKind::Broken { LineKind::Paragraph } else { line.kind };
        } else {
            self.current.kind = next;
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        match (tag.name.as_str(), tag.closes) {
            ("br", _) if self.link.is_some() => self.words(" "),
            ("br", _) => {
                self.end_line(LineKind::Broken);
                self.broken = true;
            }
            ("b" | "strong", closes) => self.mark("**", closes),
            ("i" | "em", closes) => self.mark("*", closes),
            ("a", false) => {
                self.close_link();
                if let Some(address) = attribute(tag.inner, "href").and_then(|href| vetted(&href)) {
                    self.words_start();
                    self.link = Some((address, self.current.markdown.len(), self.current.plain.len()));
                }
            }
            ("a", true) => self.close_link(),
            ("ul" | "ol", false) => {
                self.end_line(LineKind::Paragraph);
                if self.lists.len() < DEEPEST {
                    self.lists.push((tag.name == "ol").then_some(1));
                }
            }
            ("ul" | "ol", true) => {
                self.end_line(LineKind::Paragraph);
                self.lists.pop();
            }
            ("li", false) => {
                let number = self.lists.last_mut().and_then(|number| {
                    let now = *number;
                    *number = now.map(|now| now + 1);
                    now
                });
                self.end_line(LineKind::Item { depth: self.lists.len().saturating_sub(1), number });
            }
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => self.end_line(LineKind::Heading),
            (
                "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "tr" | "table" | "blockquote" | "pre",
                closes,
            ) => {
                if tag.name == "table" && !closes {
                    self.lost.push("a table, whose cells stand in lines now");
                }
                // A `<div>` or `<p>` inside of an item belongs to it.
                let in_item = !closes
                    && matches!(self.current.kind, LineKind::Item { .. })
                    && self.current.plain.trim().is_empty();
                if !in_item {
                    self.end_line(if tag.name == "div" { LineKind::Broken } else { LineKind::Paragraph });
                }
            }
            ("td" | "th", true) => self.words(" "),
            ("img", _) => self.lost.push("a picture"),
            _ => {}
        }
    }

    /// Opens the marks that are due before something else begins.
    fn words_start(&mut self) {
        for mark in &self.marks[self.written..] {
            self.current.markdown.push_str(mark);
        }
        self.written = self.marks.len();
    }

    fn mark(&mut self, mark: &'static str, closes: bool) {
        if !closes {
            if !self.marks.contains(&mark) && self.link.is_none() {
                self.marks.push(mark);
            }
        } else if let Some(at) = self.marks.iter().position(|open| *open == mark).filter(|_| self.link.is_none()) {
            // Those opened later are closed with it, and opened again by the words that follow.
            while self.written > at {
                self.written -= 1;
                self.close_mark(self.marks.get(self.written).copied().unwrap_or_default());
            }
            self.marks.remove(at);
        }
    }

    fn close_link(&mut self) {
        let Some((address, from, plain_from)) = self.link.take() else { return };
        let words = self.current.markdown.get(from..).unwrap_or_default().trim().to_owned();
        let plain = self.current.plain.get(plain_from..).unwrap_or_default().trim().to_owned();
        let trailing = self.current.markdown.ends_with(' ');
        self.current.markdown.truncate(from);
        self.current.plain.truncate(plain_from);
        let bare = |text: &str| {
            text.trim_end_matches('/').trim_start_matches("https://").trim_start_matches("http://").to_owned()
        };
        if words.is_empty() {
        } else if bare(&plain) == bare(&address) || plain.contains('…') && address_at(&plain) == Some(0) {
            self.push(&format!("<{address}>"), &address);
        } else {
            let safe = address.replace('(', "%28").replace(')', "%29");
            self.push(&format!("[{words}]({safe})"), &format!("{plain} {address}"));
        }
        if trailing {
            self.push(" ", " ");
        }
    }
}

/// White space as one blank each.
fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if !character.is_whitespace() {
            out.push(character);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

fn attribute(inner: &str, name: &str) -> Option<String> {
    let at = inner.to_ascii_lowercase().find(name)?;
    let value = inner[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split(char::is_whitespace).next()?,
    };
    Some(entities(value))
}

/// An address that may stand in a page, without the wrapping of mail programs around it.
fn vetted(href: &str) -> Option<String> {
    let address = online::unwrapped(href.trim());
    let whole =
        address_at(&address) == Some(0) && address_length(&address) == address.trim_end_matches(['.', ',']).len();
    whole.then_some(address)
}

/// `text` with the entities that calendars use as the letters they stand for.
pub fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.as_bytes().iter().take(12).position(|byte| *byte == b';');
        let letter = end.and_then(|end| entity(&rest[1..end]));
        match (letter, end) {
            (Some(letter), Some(end)) => {
                out.push(letter);
                rest = &rest[end + 1..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|letter| !letter.is_control());
    }
    const NAMED: [(&str, char); 72] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("ndash", '–'),
        ("mdash", '—'),
        ("hellip", '…'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("sbquo", '‚'),
        ("bdquo", '„'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("bull", '•'),
        ("middot", '·'),
        ("deg", '°'),
        ("copy", '©'),
        ("reg", '®'),
        ("trade", '™'),
        ("euro", '€'),
        ("pound", '£'),
        ("sect", '§'),
        ("times", '×'),
        ("frac12", '½'),
        ("rarr", '→'),
        ("larr", '←'),
        ("iexcl", '¡'),
        ("iquest", '¿'),
        ("agrave", 'à'),
        ("aacute", 'á'),
        ("acirc", 'â'),
        ("atilde", 'ã'),
        ("auml", 'ä'),
        ("aring", 'å'),
        ("aelig", 'æ'),
        ("ccedil", 'ç'),
        ("egrave", 'è'),
        ("eacute", 'é'),
        ("ecirc", 'ê'),
        ("euml", 'ë'),
        ("igrave", 'ì'),
        ("iacute", 'í'),
        ("icirc", 'î'),
        ("iuml", 'ï'),
        ("ntilde", 'ñ'),
        ("ograve", 'ò'),
        ("oacute", 'ó'),
        ("ocirc", 'ô'),
        ("otilde", 'õ'),
        ("ouml", 'ö'),
        ("oslash", 'ø'),
        ("ugrave", 'ù'),
        ("uacute", 'ú'),
        ("ucirc", 'û'),
        ("uuml", 'ü'),
        ("szlig", 'ß'),
        ("Agrave", 'À'),
        ("Aacute", 'Á'),
        ("Auml", 'Ä'),
        ("Aring", 'Å'),
        ("AElig", 'Æ'),
        ("Ccedil", 'Ç'),
        ("Egrave", 'È'),
        ("Eacute", 'É'),
        ("Ntilde", 'Ñ'),
        ("Ouml", 'Ö'),
        ("Oslash", 'Ø'),
        ("Uuml", 'Ü'),
    ];
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::markdown::body;

    fn markdown(html: &str) -> String {
        body(&lines(html).lines)
    }

    #[test]
    fn what_calendars_write_becomes_markdown() {
        let cases = [
            ("one<br>\ntwo\nthree", "one\\\ntwo\\\nthree\n"),
            ("One<br>two<br><br>three &amp; four", "One\\\ntwo\n\nthree & four\n"),
            (
                "<p>Bring <b>soup </b>and <i>bread</i>.</p><p>&nbsp;</p><p>Thanks</p>",
                "Bring **soup** and *bread*.\n\nThanks\n",
            ),
            ("<b>Note:</b>read<br>", "**Note:** read\n"),
            ("<b>a<br>b</b>", "**a**\\\n**b**\n"),
            (
                "<ul><li>one</li><li>two<ol><li>x</li><li><div>y</div></li></ol></li></ul>end",
                "- one\n- two\n    1. x\n    2. y\n\nend\n",
            ),
            (
                "See <a href=\"https://example.org/a_(b)\" target=_blank>the <b>page</b></a>!",
                "See [the page](https://example.org/a_%28b%29)!\n",
            ),
            ("<a href='https://example.org/'>https://example.org</a>", "<https://example.org/>\n"),
            ("<a href=\"javascript:alert(1)\">x</a> <a href=\"mailto:a@b.example\">w</a>", "x w\n"),
            (
                "<a href=\"https://www.google.com/url?q=https%3A%2F%2Fexample.org%2Fa%3Fb&amp;sa=D\">go</a>",
                "[go](https://example.org/a?b)\n",
            ),
            ("<h2>Agenda</h2>- a<script>alert('</p>')</script>", "### Agenda\n\n\\- a\n"),
            ("two\nlines and <b>bold</b>\n\nmore", "two\\\nlines and **bold**\n\nmore\n"),
            ("<div>one</div><div>two</div><div><br></div><div>three</div>", "one\\\ntwo\n\nthree\n"),
            ("1 < 2 <br> a&unknown; &#39;&#x1F30A;", "1 \\< 2\\\na\\&unknown; '🌊\n"),
            ("<!-- <p>secret</p> --><p>*shown*</p><!-- never", "\\*shown\\*\n"),
        ];
        for (html, expected) in cases {
            assert_eq!(markdown(html), expected, "{html}");
        }
        assert_eq!(lines("<p><img src=x><table><tr><td>a</td><td>b</td></tr></table>").lost.len(), 2);
    }

    #[test]
    fn html_is_told_from_text() {
        for html in ["a<br>b", "a<br/>b", "<P CLASS=x>", "x</span>", "<a href=x>"] {
            assert!(is_html(html), "{html}");
        }
        for text in ["a < b", "<https://example.org>", "<brown>", "<a>", "<", "</", "<b", "x<y>z"] {
            assert!(!is_html(text), "{text}");
        }
    }
}
