//! The HTML that calendars put into descriptions, as lines of Markdown; tags without a meaning there are dropped.

mod writer;

use super::markdown::{DescriptionLine, LineKind};
use writer::Writer;

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

/// Returns whether `text` is HTML: whether a tag that calendars use stands in it.
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

/// A description in HTML, as read.
#[derive(Debug, Default)]
pub struct Html {
    pub lines: Vec<DescriptionLine>,
    /// The parts that could not be carried over: pictures, tables.
    pub lost: Vec<&'static str>,
}

/// Reads the lines of `text`.
pub fn lines(text: &str) -> Html {
    let folded = text.to_ascii_lowercase();
    let flows = ["<html", "<p>", "<p ", "<div", "<table"].iter().any(|tag| folded.contains(tag));
    let mut writer = Writer::new(flows);
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

struct HtmlTag<'a> {
    /// In small letters.
    name: String,
    closes: bool,
    /// Between the name and `>`.
    inner: &'a str,
    /// The length up to after the `>`.
    length: usize,
}

/// Returns the tag that `text` begins with, its `<` left off.
fn tag(text: &str) -> Option<HtmlTag<'_>> {
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
    Some(HtmlTag { name, closes, inner: &text[end..length], length: length + 1 })
}

/// Returns what follows `</name>`.
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
