//! The mark of words in another language than the page's: where the interface has no words in the language of a
//! community, it is in English, and a screen reader has to know.
//!
//! Templates write `{{ words.menu }}` wherever they like. The words stand between two signs that no text has, and when
//! the page is done, one pass puts the mark where the words came to stand: on the element that holds nothing else, or
//! on a `<span>` around them; not in an attribute, which can carry none, nor inside an element that carries it already.

use std::collections::BTreeMap;

use tera::Value;

use crate::handbook::Words;

/// The sign before words of the interface; the next stands after them. Unicode keeps both for use inside a program.
const OPEN: char = '\u{FDD0}';
const CLOSE: char = '\u{FDD1}';

/// Elements that hold nothing (HTML, 13.1.2).
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Returns the words that templates find as `words`, where these are in another language than the page's. Signs alone,
/// such as the comma of a list, are in none.
pub(super) fn words(words: &Words) -> Result<Value, tera::Error> {
    let is_said = |text: &str| text.chars().any(char::is_alphabetic);
    let between = |text: &String| if is_said(text) { format!("{OPEN}{text}{CLOSE}") } else { text.clone() };
    let table: BTreeMap<&String, String> = words.table.iter().map(|(key, text)| (key, between(text))).collect();
    Value::try_from_serializable(&table)
}

/// Returns `page` with the words between the two signs marked as words of `language`, and without the signs.
pub(super) fn marked(page: &str, language: &str) -> String {
    let mark = format!(" lang=\"{language}\"");
    let mut out = String::with_capacity(page.len() + page.len() / 16);
    // The element that carries the mark, by its name, and how many of that name are open in it.
    let mut inside: Option<(&str, u32)> = None;
    let mut before: Option<MarkedTag<'_>> = None;
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        let (text, tail) = rest.split_at(start);
        let tag = MarkedTag::at(tail);
        let opened = before.filter(|before| before.opens() && !before.text.contains(" lang="));
        match alone(text).filter(|_| inside.is_none() && tag.is_end()).zip(opened) {
            Some((_, opened)) => {
                out.insert_str(out.len() - 1, &mark);
                inside = Some((opened.name, 1));
                bare(text, &mut out);
            }
            None if inside.is_some() => bare(text, &mut out),
            None => runs(text, &mark, &mut out),
        }
        bare(tag.text, &mut out);
        rest = &tail[tag.text.len()..];
        if tag.name == "script" && !tag.is_end() {
            let end = rest.find("</script>").unwrap_or(rest.len());
            bare(&rest[..end], &mut out);
            rest = &rest[end..];
        }
        inside = match inside {
            Some((name, open)) if name == tag.name && tag.opens() => Some((name, open + 1)),
            Some((name, open)) if name == tag.name && tag.is_end() => (open > 1).then(|| (name, open - 1)),
            None if tag.opens() && tag.text.contains(&mark) => Some((tag.name, 1)),
            other => other,
        };
        before = Some(tag);
    }
    bare(rest, &mut out);
    out
}

/// A tag of a page.
#[derive(Clone, Copy)]
struct MarkedTag<'p> {
    /// From `<` to `>`.
    text: &'p str,
    name: &'p str,
}

impl<'p> MarkedTag<'p> {
    /// Returns the tag with which `text` begins. Signs in quotation marks do not end it.
    fn at(text: &'p str) -> Self {
        let mut is_quoted = false;
        let end = text.bytes().position(|byte| {
            is_quoted ^= byte == b'"';
            byte == b'>' && !is_quoted
        });
        let text = &text[..end.map_or(text.len(), |end| end + 1)];
        let name = text.trim_start_matches(['<', '/']);
        let name = &name[..name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len())];
        MarkedTag { text, name }
    }

    fn is_end(self) -> bool {
        self.text.starts_with("</")
    }

    /// Returns whether it begins an element that can hold words.
    fn opens(self) -> bool {
        !self.is_end()
            && self.text.ends_with('>')
            && !self.name.is_empty()
            && !self.text.ends_with("/>")
            && !VOID.contains(&self.name)
    }
}

/// Returns the words in `text`, where it holds nothing else.
fn alone(text: &str) -> Option<&str> {
    let inner = text.trim_ascii().strip_prefix(OPEN)?.strip_suffix(CLOSE)?;
    (!inner.contains(OPEN)).then_some(inner)
}

/// Writes `text` without the signs.
fn bare(text: &str, out: &mut String) {
    text.split([OPEN, CLOSE]).for_each(|piece| out.push_str(piece));
}

/// Writes `text` with an element around each run of words.
fn runs(text: &str, mark: &str, out: &mut String) {
    let mut rest = text;
    while let Some((before, run)) = rest.split_once(OPEN) {
        let Some((run, after)) = run.split_once(CLOSE) else { break };
        bare(before, out);
        out.push_str("<span");
        out.push_str(mark);
        out.push('>');
        bare(run, out);
        out.push_str("</span>");
        rest = after;
    }
    bare(rest, out);
}

#[cfg(test)]
mod tests {
    use super::marked;

    /// Marks `page`, in which `[Menu]` stands for words of the interface.
    fn made(page: &str) -> String {
        marked(&page.replace('[', "\u{FDD0}").replace(']', "\u{FDD1}"), "en")
    }

    #[test]
    fn the_mark_is_on_the_element_that_holds_nothing_else() {
        assert_eq!(made("<p class=\"a\">[Menu]</p>"), "<p class=\"a\" lang=\"en\">Menu</p>");
        assert_eq!(
            made("<dt>\n[When]\n</dt><br>[Now]</p>"),
            "<dt lang=\"en\">\nWhen\n</dt><br><span lang=\"en\">Now</span></p>"
        );
        assert_eq!(
            made("<p>[By] Ana, [by] Ben</p>"),
            "<p><span lang=\"en\">By</span> Ana, <span lang=\"en\">by</span> Ben</p>"
        );
        assert_eq!(made("<p lang=\"fr\">[Menu]</p>"), "<p lang=\"fr\"><span lang=\"en\">Menu</span></p>");
    }

    #[test]
    fn what_carries_the_mark_already_gets_no_other() {
        let list = "<ol lang=\"en\"><li>[One] <ol><li>[Two]</li></ol></li></ol><p>[Three]</p>";
        let made_of_it = "<ol lang=\"en\"><li>One <ol><li>Two</li></ol></li></ol><p lang=\"en\">Three</p>";
        assert_eq!(made(list), made_of_it);
    }

    #[test]
    fn attributes_and_scripts_carry_none() {
        let page =
            "<nav aria-label=\"[You > here]\"><script data-a=\"[b]\">let c = \"<p>[d]</p>\";</script><p>[e]</p></nav>";
        let bare = "<nav aria-label=\"You > here\"><script data-a=\"b\">let c = \"<p>d</p>\";</script><p lang=\"en\">e</p></nav>";
        assert_eq!(made(page), bare);
    }

    #[test]
    fn signs_that_an_author_wrote_break_nothing() {
        for (page, shown) in [
            ("<p>[[a]</p>", "<p><span lang=\"en\">a</span></p>"),
            ("]a[", "a"),
            ("<p>[é", "<p>é"),
            ("<", "<"),
            ("<p>é[</p", "<p>é</p"),
        ] {
            assert_eq!(made(page), shown, "{page}");
        }
    }
}
