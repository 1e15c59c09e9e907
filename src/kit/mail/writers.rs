//! A draft as plain text, as HTML, and as a link that opens a mail program.

use crate::handbook::prose;
use crate::text::percent;

use super::{MailBlock, MailDraft};

/// The longest link that mail programs and browsers pass on whole; some cut it at 1,620 letters or do nothing.
const LONGEST_LINK: usize = 1_600;

/// Returns the text of a mail: blocks with a blank line between them.
pub(super) fn text(draft: &MailDraft) -> String {
    let block = |MailBlock { title, text }: &MailBlock| match title {
        Some(title) => format!("{title}\n{text}"),
        None => text.clone(),
    };
    let text = draft.blocks.iter().map(block).collect::<Vec<_>>().join("\n\n");
    text.replace(|letter: char| letter.is_control() && letter != '\n', " ")
}

/// Returns the same words as HTML, with lists as lists and addresses as links.
pub(super) fn html(draft: &MailDraft, language: &str, direction: &str) -> String {
    let mut out = String::from("<!doctype html>\n<html lang=\"");
    prose::attribute(language, &mut out);
    out.push_str("\" dir=\"");
    out.push_str(direction);
    out.push_str("\"><body>\n");
    for block in &draft.blocks {
        if let Some(title) = &block.title {
            out.push_str("<p><strong>");
            prose::text(title, &mut out);
            out.push_str("</strong></p>\n");
        }
        for paragraph in block.text.split("\n\n") {
            lines(paragraph, &mut out);
        }
    }
    out.push_str("</body></html>\n");
    out
}

/// The kind of a line of plain text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MailLine {
    Words,
    Item,
    /// An item of a numbered list, and its number.
    Numbered(u32),
}

/// Writes a paragraph of plain text: its lines, and lists where they begin as items do.
fn lines(paragraph: &str, out: &mut String) {
    let mut open = "";
    for line in paragraph.lines().filter(|line| !line.trim().is_empty()) {
        let (kind, words) = kind(line);
        let list = match kind {
            MailLine::Words if open.is_empty() => "p",
            // What is set in below an item is part of it.
            MailLine::Words if open != "p" && line.starts_with(' ') => open,
            MailLine::Words => "p",
            MailLine::Item => "ul",
            MailLine::Numbered(_) => "ol",
        };
        let is_same = list == open;
        if !is_same && !open.is_empty() {
            out.push_str(&format!("{}</{open}>\n", if open == "p" { "" } else { "</li>" }));
        }
        match kind {
            MailLine::Words if is_same => out.push_str("<br>\n"),
            MailLine::Words => out.push_str("<p>"),
            MailLine::Item | MailLine::Numbered(_) if is_same => out.push_str("</li>\n<li>"),
            MailLine::Item => out.push_str("<ul><li>"),
            MailLine::Numbered(1) => out.push_str("<ol><li>"),
            MailLine::Numbered(number) => out.push_str(&format!("<ol start=\"{number}\"><li>")),
        }
        open = list;
        linked(words, out);
    }
    if !open.is_empty() {
        out.push_str(&format!("{}</{open}>\n", if open == "p" { "" } else { "</li>" }));
    }
}

fn kind(line: &str) -> (MailLine, &str) {
    let line = line.trim();
    if let Some(words) = line.strip_prefix("- ") {
        return (MailLine::Item, words);
    }
    let number = line.split_once(". ").and_then(|(number, words)| Some((number.parse().ok()?, words)));
    number.map_or((MailLine::Words, line), |(number, words)| (MailLine::Numbered(number), words))
}

/// Writes words, and addresses in them as links.
fn linked(words: &str, out: &mut String) {
    let mut rest = words;
    while let Some(at) = rest.find("https://").into_iter().chain(rest.find("http://")).min() {
        let (before, from) = rest.split_at(at);
        let end = from.find(|letter: char| letter.is_whitespace() || "<>\"".contains(letter)).unwrap_or(from.len());
        let mut address = from[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
        // A bracket that the address did not open is of the words around it.
        while address.ends_with(')') && address.matches(')').count() > address.matches('(').count() {
            address = address[..address.len() - 1].trim_end_matches(['.', ',', ';', ':', '!', '?']);
        }
        prose::text(before, out);
        out.push_str("<a href=\"");
        prose::attribute(address, out);
        out.push_str("\">");
        prose::text(address, out);
        out.push_str("</a>");
        rest = &from[address.len()..];
    }
    prose::text(rest, out);
}

/// Returns a link that opens a mail program with subject and text (RFC 6068 §2); where that is too long for a link, with
/// the subject alone, and `false`.
pub(super) fn link(to: Option<&str>, subject: &str, text: &str) -> (String, bool) {
    let encoded = |text: &str| {
        let mut out = String::new();
        percent::encode(text, &percent::UNRESERVED, &mut out);
        out
    };
    // The sign in an address may stand as it is, and some programs want it so.
    let to = encoded(to.unwrap_or_default()).replace("%40", "@");
    let short = format!("mailto:{to}?subject={}", encoded(subject));
    let whole = format!("{short}&body={}", encoded(&text.replace('\n', "\r\n")));
    if whole.len() <= LONGEST_LINK { (whole, true) } else { (short, false) }
}

#[cfg(test)]
mod tests {
    use super::super::Addressees;
    use super::*;

    fn draft(text: &str) -> MailDraft {
        MailDraft {
            name: String::new(),
            title: String::new(),
            send_on: None,
            addressees: Addressees::Everyone,
            subject: String::new(),
            blocks: vec![
                MailBlock { title: None, text: "Hello,".to_owned() },
                MailBlock { title: Some("To <try>".to_owned()), text: text.to_owned() },
            ],
            missing: Vec::new(),
            is_unready: false,
            attached: None,
        }
    }

    #[test]
    fn lists_are_lists_and_addresses_are_links() {
        let written =
            draft("First\nsecond\n- one\n  more\n- two\n3. three (https://a.example/x_(y)), and\n\nhttps://b.example.");
        assert_eq!(
            html(&written, "en", "ltr"),
            "<!doctype html>\n<html lang=\"en\" dir=\"ltr\"><body>\n<p>Hello,</p>\n<p><strong>To &lt;try&gt;</strong></p>\n\
             <p>First<br>\nsecond</p>\n<ul><li>one<br>\nmore</li>\n<li>two</li></ul>\n<ol start=\"3\"><li>three (<a \
             href=\"https://a.example/x_(y)\">https://a.example/x_(y)</a>), and</li></ol>\n<p><a \
             href=\"https://b.example\">https://b.example</a>.</p>\n</body></html>\n"
        );
        assert_eq!(text(&draft("a\u{0}b")), "Hello,\n\nTo <try>\na b");
    }

    #[test]
    fn a_link_holds_the_whole_text_or_none_of_it() {
        let (whole, is_whole) = link(Some("a@b.example"), "Née", "one\ntwo & three");
        assert_eq!(whole, "mailto:a@b.example?subject=N%C3%A9e&body=one%0D%0Atwo%20%26%20three");
        assert!(is_whole);
        // A letter of Cyrillic is six in an address.
        for (letters, fits) in [(255, true), (265, false)] {
            let (link, is_whole) = link(None, "x", &"ж".repeat(letters));
            assert_eq!((is_whole, link.contains("body"), link.len() <= 1_600), (fits, fits, true), "{letters}");
        }
    }
}
