//! Our own HTML back to plain text, for calendar entries, mail and descriptions of pages.

use std::borrow::Cow;

/// The text of `html`, which Handbound wrote itself: paragraphs parted by a blank line, list items as `- ` or
/// numbered, outside links as `words (address)`, no tags.
pub fn plain_text(html: &str) -> String {
    let mut text = Text { out: String::with_capacity(html.len()), ..Text::default() };
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.words(&rest[..open]);
        let Some(close) = rest[open..].find('>') else {
            break;
        };
        text.tag(&rest[open + 1..open + close]);
        rest = &rest[open + close + 1..];
    }
    text.words(rest);
    let mut out = text.out;
    out.truncate(out.trim_end().len());
    let blank = out.len() - out.trim_start().len();
    out.drain(..blank);
    out
}

#[derive(Default)]
struct Text {
    out: String,
    /// For each open list the number of its next item; `None` for one without numbers.
    lists: Vec<Option<u64>>,
    /// The outside address of the open link, and where its words begin.
    link: Option<(String, usize)>,
    /// Whether blanks stand as they are.
    pre: bool,
    /// The arrow back from a footnote is of no use here.
    hidden: bool,
    first_cell: bool,
}

impl Text {
    fn tag(&mut self, tag: &str) {
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        match name {
            "p" if self.out.ends_with("- ") || self.out.ends_with(". ") || self.out.ends_with("] ") => {}
            "p" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "div" | "table" | "dl" | "hr" => self.paragraph(),
            "pre" => {
                self.paragraph();
                self.pre = true;
            }
            "/pre" => self.pre = false,
            "ul" => self.list(None),
            "ol" => self.list(Some(attribute(tag, "start").and_then(|n| n.parse().ok()).unwrap_or(1))),
            "/ul" | "/ol" => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.paragraph();
                }
            }
            "li" => self.item(tag),
            "/p" | "/h2" | "/h3" | "/h4" | "/h5" | "/h6" | "/table" | "/dl" if self.lists.is_empty() => {
                self.paragraph();
            }
            "br" | "dt" | "dd" => self.line(),
            "tr" => {
                self.line();
                self.first_cell = true;
            }
            "td" | "th" if std::mem::take(&mut self.first_cell) => {}
            "td" | "th" => self.out.push_str(" | "),
            "img" => {
                if let Some(words) = attribute(tag, "alt") {
                    self.words(words);
                }
            }
            "sup" => self.out.push('['),
            "/sup" => self.out.push(']'),
            "a" if tag.contains("doc-backlink") => self.hidden = true,
            "a" => {
                let address = attribute(tag, "href").filter(|a| !a.is_empty() && !a.starts_with('#'));
                self.link = address.map(|address| (decoded(address).into_owned(), self.out.len()));
            }
            "/a" => {
                self.hidden = false;
                if let Some((address, start)) = self.link.take() {
                    let words = self.out.get(start..).unwrap_or_default().trim();
                    let shown = address.trim_start_matches("mailto:").trim_start_matches("tel:");
                    if words != address && words != shown && !address.ends_with(&format!("//{words}")) {
                        self.out.extend([" (", &address, ")"]);
                    }
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.hidden {
            return;
        }
        let words = decoded(words);
        if self.pre {
            self.out.push_str(&words);
            return;
        }
        // Runs of words with one blank between them are copied whole.
        let bytes = words.as_bytes();
        let mut run = 0;
        for at in 0..bytes.len() {
            let blank = match bytes[at] {
                b' ' => at == 0 || matches!(bytes[at - 1], b' ' | b'\n' | b'\t' | b'\r'),
                b'\n' | b'\t' | b'\r' => true,
                _ => false,
            };
            if blank {
                self.run(&words[run..at]);
                self.blank();
                run = at + 1;
            }
        }
        self.run(&words[run..]);
    }

    /// Words with single blanks between them, and perhaps one at the end.
    fn run(&mut self, words: &str) {
        let blank = words.ends_with(' ');
        self.out.push_str(words.trim_end_matches(' '));
        if blank {
            self.blank();
        }
    }

    fn blank(&mut self) {
        if !matches!(self.out.as_bytes().last(), None | Some(b' ' | b'\n')) {
            self.out.push(' ');
        }
    }

    fn line(&mut self) {
        let kept = self.out.trim_end_matches(' ').len();
        self.out.truncate(kept);
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn paragraph(&mut self) {
        self.line();
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn list(&mut self, first: Option<u64>) {
        if self.lists.is_empty() {
            self.paragraph();
        }
        self.lists.push(first);
    }

    fn item(&mut self, tag: &str) {
        while self.out.ends_with("\n\n")
            && self.lists.last().is_some_and(|n| n.is_none_or(|n| n > 1))
            && self.lists.len() > 1
        {
            self.out.pop();
        }
        self.line();
        for _ in 1..self.lists.len() {
            self.out.push_str("  ");
        }
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.out.push_str(&number.to_string());
                self.out.push_str(". ");
                *number = number.saturating_add(1);
            }
            _ => self.out.push_str("- "),
        }
        match attribute(tag, "class") {
            Some("task done") => self.out.push_str("[x] "),
            Some("task") => self.out.push_str("[ ] "),
            _ => {}
        }
    }
}

/// The value of an attribute, between double quotes as we write them.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut quoted = tag.split('"');
    while let (Some(before), Some(value)) = (quoted.next(), quoted.next()) {
        if before.strip_suffix('=').and_then(|before| before.strip_suffix(name)).is_some_and(|b| b.ends_with(' ')) {
            return Some(value);
        }
    }
    None
}

fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    // `&amp;` last, so that nothing is decoded twice.
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn paragraphs_links_and_entities() {
        assert_eq!(
            plain_text(
                "<p>a &lt;b&gt;\nc</p>\n<p>See <a href=\"https://a.org/?b&amp;c\">here</a> or <a href=\"x.md\">x</a></p>"
            ),
            "a <b> c\n\nSee here (https://a.org/?b&c) or x (x.md)"
        );
        assert_eq!(plain_text("<p><a href=\"mailto:a@b\">a@b</a> <a href=\"\">in</a></p>"), "a@b in");
    }

    #[test]
    fn lists() {
        assert_eq!(
            plain_text(
                "<p>x</p>\n<ol start=\"3\">\n<li>a</li>\n<li>b\n<ul>\n<li class=\"task done\">c</li>\n</ul>\n</li>\n</ol>\n<p>y</p>"
            ),
            "x\n\n3. a\n4. b\n  - [x] c\n\ny"
        );
        assert_eq!(plain_text("<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>"), "- a\n- b");
    }

    #[test]
    fn tables_code_and_footnotes() {
        assert_eq!(
            plain_text(
                "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody></table>"
            ),
            "a | b\n1 | 2"
        );
        assert_eq!(plain_text("<pre tabindex=\"0\"><code>a\n  b\n</code></pre>"), "a\n  b");
        assert_eq!(plain_text("<p>a<sup class=\"x\"><a href=\"#fn-1\">1</a></sup></p>"), "a[1]");
    }
}
