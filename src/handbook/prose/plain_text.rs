//! Our own HTML back to plain text, for calendar entries, mail and descriptions of pages.

/// Returns the text of `html`, which Handbound wrote itself: paragraphs parted by a blank line, list items as `- ` or
/// numbered, outside links as `words (address)`, no tags.
pub fn plain_text(html: &str) -> String {
    let mut text = PlainTextWriter { out: String::with_capacity(html.len()), ..PlainTextWriter::default() };
    let mut rest = html;
    loop {
        let open = text.words(rest);
        let Some((tag, after)) = rest.get(open + 1..).and_then(|tag| tag.split_once('>')) else {
            break;
        };
        text.tag(tag);
        rest = after;
    }
    let mut out = text.out;
    out.truncate(out.trim_end().len());
    let blank = out.len() - out.trim_start().len();
    out.drain(..blank);
    out
}

#[derive(Default)]
struct PlainTextWriter {
    out: String,
    /// For each open list the number of its next item; `None` for one without numbers.
    lists: Vec<Option<u64>>,
    /// The outside address of the open link, and where its words begin.
    link: Option<(String, usize)>,
    /// Whether blanks stand as they are.
    pre: bool,
    /// Whether the text is left out: the arrow back from a footnote is of no use here.
    hidden: bool,
    first_cell: bool,
}

impl PlainTextWriter {
    fn tag(&mut self, tag: &str) {
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        match name {
            "p" if self.out.ends_with("- ") || self.out.ends_with(". ") || self.out.ends_with("] ") => {}
            "p" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "figcaption" | "div" | "table" | "dl" | "hr" => {
                self.paragraph();
            }
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
                self.link = address.map(|address| (decoded(address), self.out.len()));
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

    /// Adds the text before the next tag, and returns the place of that tag.
    fn words(&mut self, html: &str) -> usize {
        let bytes = html.as_bytes();
        let mut at = 0;
        loop {
            // Words with one blank between them are copied whole.
            let run = at;
            at += words_ahead(&bytes[at..]);
            self.run(&html[run..at]);
            match bytes.get(at) {
                None | Some(b'<') => return at,
                Some(b'&') => {
                    let (character, length) = entity(&html[at..]);
                    self.run(character);
                    at += length;
                }
                Some(_) => {
                    self.blank(&html[at..=at]);
                    at += 1;
                }
            }
        }
    }

    /// Adds words with single blanks between them, and perhaps one at the end.
    fn run(&mut self, words: &str) {
        if self.hidden {
            return;
        }
        match words.strip_suffix(' ').filter(|_| !self.pre) {
            Some(words) => {
                self.out.push_str(words);
                self.blank(" ");
            }
            None => self.out.push_str(words),
        }
    }

    /// Adds white space, which counts once at most; between the lines of code it is kept as it is.
    fn blank(&mut self, written: &str) {
        if self.hidden {
            return;
        }
        if self.pre {
            self.out.push_str(written);
        } else if !matches!(self.out.as_bytes().last(), None | Some(b' ' | b'\n')) {
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

/// Returns the value of an attribute, between double quotes as we write them.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut quoted = tag.split('"');
    while let (Some(before), Some(value)) = (quoted.next(), quoted.next()) {
        if before.strip_suffix('=').and_then(|before| before.strip_suffix(name)).is_some_and(|b| b.ends_with(' ')) {
            return Some(value);
        }
    }
    None
}

const ENTITIES: [(&str, &str); 5] = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")];

/// Returns the character that an entity at the start of `html` stands for, and its written length; `&` for any other.
fn entity(html: &str) -> (&'static str, usize) {
    let known = ENTITIES.iter().find(|(entity, _)| html.starts_with(entity));
    known.map_or(("&", 1), |(entity, character)| (character, entity.len()))
}

/// Counts the bytes before a tag, an entity, a second blank or other white space than a blank; none before a blank that
/// comes first.
fn words_ahead(bytes: &[u8]) -> usize {
    if bytes.first() == Some(&b' ') {
        return 0;
    }
    // Looks at eight bytes at once, as long as none of them can be such an end.
    let mut at = 0;
    while let (Some(here), Some(next)) = (piece(bytes, at), piece(bytes, at + 1)) {
        if may_end_words(here, next) {
            break;
        }
        at += 8;
    }
    let rest = &bytes[at..];
    let next = rest.iter().skip(1).copied().chain([0]);
    at + rest.iter().zip(next).position(|(here, next)| ends_words(*here, next)).unwrap_or(rest.len())
}

fn ends_words(here: u8, next: u8) -> bool {
    matches!(here, 0..0x20 | b'<' | b'&') || (here == b' ' && next == b' ')
}

fn piece(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|piece| u64::from_le_bytes(*piece))
}

/// Returns whether words end in any of eight bytes, each with the one that follows; sometimes true where they do not.
fn may_end_words(here: u64, next: u64) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    // The highest bit of a byte is set where the byte was below `limit`, at most 128.
    let below = |bytes: u64, limit: u64| bytes.wrapping_sub(EACH * limit) & !bytes;
    let is = |bytes: u64, byte: u8| below(bytes ^ (EACH * u64::from(byte)), 1);
    let found = below(here, 0x20) | is(here, b'<') | is(here, b'&') | (is(here, b' ') & is(next, b' '));
    found & (EACH * 0x80) != 0
}

/// Returns HTML without tags, its entities decoded.
pub(super) fn decoded(html: &str) -> String {
    let mut text = PlainTextWriter { pre: true, ..PlainTextWriter::default() };
    text.words(html);
    text.out
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
    fn where_words_end_is_found_wherever_it_is() {
        for byte in 0..=u8::MAX {
            for place in 0..24 {
                let mut bytes = [b'a'; 24];
                bytes[place] = byte;
                let ends = if byte == b' ' { place == 0 } else { super::ends_words(byte, b'a') };
                assert_eq!(super::words_ahead(&bytes), if ends { place } else { 24 }, "{byte} at {place}");
            }
        }
        for place in 1..20 {
            let mut bytes = [b'a'; 24];
            bytes[place..place + 2].copy_from_slice(b"  ");
            assert_eq!(super::words_ahead(&bytes), place);
        }
    }

    #[test]
    fn white_space_counts_once_but_in_code() {
        assert_eq!(plain_text("<p> a  b \n\tc &amp;  &lt;d&gt; e&amp;amp;&nbsp;f </p>"), "a b c & <d> e&amp;&nbsp;f");
        assert_eq!(plain_text("<p>one <em> two </em> three</p>"), "one two three");
        assert_eq!(plain_text("<pre><code>a  &lt;b&gt;\n  c</code></pre>"), "a  <b>\n  c");
        let note = "<p>note <a href=\"#a\" class=\"doc-backlink\">back &amp; up</a> end</p>";
        assert_eq!(plain_text(note), "note end");
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
