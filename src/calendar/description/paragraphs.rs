//! Text in paragraphs with a blank line between them, and its shortening.

use unicode_segmentation::GraphemeCursor;

/// The most octets of a description. Google cuts at about 8,192 characters.
pub const AT_MOST: usize = 8_000;

/// Text in paragraphs; empty ones leave no trace.
pub struct Paragraphs {
    text: String,
    /// Whether the next line opens a paragraph.
    opens: bool,
}

impl Paragraphs {
    pub fn new() -> Self {
        Paragraphs { text: String::with_capacity(4096), opens: false }
    }

    /// Adds a paragraph.
    pub fn add(&mut self, text: &str) {
        self.paragraph();
        self.line(|out| out.push_str(text.trim()));
    }

    /// Adds a paragraph under a heading; without text no heading either.
    pub fn section(&mut self, heading: &str, text: &str) {
        if !text.trim().is_empty() {
            self.add(heading);
            self.line(|out| out.push_str(text.trim()));
        }
    }

    /// Lets the next line open a paragraph, if there is one.
    pub fn paragraph(&mut self) {
        self.opens = true;
    }

    /// Adds what `write` writes, on a line of its own; nothing leaves no trace.
    pub fn line(&mut self, write: impl FnOnce(&mut String)) {
        let before = self.text.len();
        if before > 0 {
            self.text.push_str(if self.opens { "\n\n" } else { "\n" });
        }
        let start = self.text.len();
        write(&mut self.text);
        if self.text.len() == start {
            self.text.truncate(before);
        } else {
            self.opens = false;
        }
    }
}

/// Joins `told` and `last`; where both are too long, as much of `told` as there is room for, then `note`.
pub fn shortened(mut told: Paragraphs, last: &Paragraphs, note: &str) -> String {
    let between = "\n\n".len();
    if told.text.len() + between + last.text.len() > AT_MOST {
        let room = AT_MOST.saturating_sub(last.text.len() + note.len() + 2 * between);
        told.text.truncate(end(&told.text, room));
        told.text.truncate(told.text.trim_end().len());
        told.add(note);
    }
    told.add(&last.text);
    told.text
}

/// Returns where `text` ends best, at `room` or before: between two lines, else between two words, else between two
/// letters, which is where scripts without blanks are cut; but never inside an address.
fn end(text: &str, room: usize) -> usize {
    let room = (0..=room.min(text.len())).rev().find(|at| is_between_letters(text, *at)).unwrap_or(0);
    let kept = &text[..room];
    if room == text.len() || text[room..].starts_with(char::is_whitespace) {
        return room;
    }
    if let Some(end) = kept.rfind('\n').filter(|end| *end > room / 2) {
        return end;
    }
    let word = kept.rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
    if word > room / 2 { word } else { address(kept).unwrap_or(room) }
}

/// Returns where the address begins in which `text` ends.
fn address(text: &str) -> Option<usize> {
    let colon = text.rfind("://").filter(|colon| text[*colon..].bytes().all(|byte| byte.is_ascii_graphic()))?;
    let scheme = text[..colon].bytes().rev().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte));
    Some(colon - scheme.count())
}

fn is_between_letters(text: &str, at: usize) -> bool {
    text.is_char_boundary(at) && GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> String {
        let (mut told, mut last) = (Paragraphs::new(), Paragraphs::new());
        told.add(text);
        last.add("Page: https://example.org/x.html");
        shortened(told, &last, "More there.")
    }

    #[test]
    fn empty_paragraphs_leave_no_trace() {
        let mut told = Paragraphs::new();
        told.add(" ");
        told.section("Nothing", "\n");
        told.paragraph();
        told.line(|out| out.push_str("one"));
        told.line(|_| {});
        told.add("");
        told.section("Two", "two\n");
        assert_eq!(told.text, "one\n\nTwo\ntwo");
    }

    #[test]
    fn an_address_is_kept_whole_or_left_out() {
        let address = format!("https://example.org/{}", "a".repeat(7000));
        assert_eq!(
            cut(&format!("See {address} {address}")),
            format!("See {address}\n\nMore there.\n\nPage: https://example.org/x.html")
        );
        let long = format!("See https://example.org/{}", "a".repeat(9000));
        assert_eq!(cut(&long), "See\n\nMore there.\n\nPage: https://example.org/x.html");
    }

    #[test]
    fn a_script_without_blanks_is_cut_between_letters() {
        let family = "👨‍👩‍👧‍👦";
        let told = cut(&format!("At home: {}", family.repeat(800)));
        let (kept, _) = told.split_once("\n\nMore").expect("the note");
        assert!(kept.len() > 7_000 && kept.ends_with(family));
    }

    proptest! {
        #[test]
        fn any_text_keeps_its_limit_its_words_and_its_address(words in proptest::collection::vec("[a-zé:/👩🏽 \n]{1,40}", 0..900)) {
            let text = words.join(" ");
            let told = cut(&text);
            prop_assert!(told.len() <= AT_MOST, "{}", told.len());
            prop_assert!(told.ends_with("Page: https://example.org/x.html"));
            if let Some((kept, _)) = told.split_once("\n\nMore there.") {
                let rest = text.trim().strip_prefix(kept).expect("a beginning");
                prop_assert!(rest.starts_with(char::is_whitespace), "{}", &kept[kept.len() - 40..]);
            }
        }
    }
}
