//! Writes Markdown that shows a foreign text as it was: every sign that would mean something is escaped.

/// One line of a description.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DescriptionLine {
    pub markdown: String,
    /// The same without marks, links written out.
    pub plain: String,
    pub kind: LineKind,
}

/// The relation of a line to the one before it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LineKind {
    /// Begins a paragraph.
    #[default]
    Paragraph,
    /// Goes on with one.
    Broken,
    Heading,
    /// The heading below which the agenda is read.
    Agenda,
    /// An item of a list that stands in so many others; its number where it has one.
    Item {
        depth: usize,
        number: Option<usize>,
    },
}

/// Makes a line out of plain text.
pub fn plain_line(text: &str, kind: LineKind) -> DescriptionLine {
    let text = text.trim();
    DescriptionLine { markdown: at_line_start(&escaped(text, Addresses::Linked)), plain: text.to_owned(), kind }
}

/// Whether addresses of the web become links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addresses {
    Linked,
    /// Inside of a link there is no other.
    Text,
}

/// Returns `text` with everything escaped that Markdown would read.
pub fn escaped(text: &str, addresses: Addresses) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = address_at(rest).filter(|_| addresses == Addresses::Linked) {
        let (before, from) = rest.split_at(at);
        let (address, after) = from.split_at(address_length(from));
        escape(before, &mut out);
        out.extend(["<", address, ">"]);
        rest = after;
    }
    escape(rest, &mut out);
    out
}

fn escape(text: &str, out: &mut String) {
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        let means_something = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '{' | '}' => true,
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '&' => next == '#' || next.is_ascii_alphanumeric(),
            _ => false,
        };
        if means_something {
            out.push('\\');
        }
        out.push(if character.is_whitespace() { ' ' } else { character });
        if character == '[' && next == '!' {
            // The handbook's own sign for a callout; a word joiner shows nothing and keeps it from being one.
            out.push('\u{2060}');
        }
        before = character;
    }
}

/// Returns where the next address of the web begins.
pub fn address_at(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text[from..].find("http").map(|at| at + from) {
        let rest = &text[at..];
        let scheme = if rest.starts_with("https://") { 8 } else { 7 };
        let is_one = rest.starts_with("https://") || rest.starts_with("http://");
        let parted = !text[..at].ends_with(|before: char| before.is_alphanumeric());
        if is_one && parted && address_length(rest) > scheme {
            return Some(at);
        }
        from = at + 4;
    }
    None
}

/// Returns how far the address at the start of `text` goes: a sign that ends a sentence is no part of it.
pub fn address_length(text: &str) -> usize {
    let ends = |character: char| {
        character.is_whitespace()
            || character.is_control()
            || matches!(character, '<' | '>' | '"' | '\\' | '`' | '|' | '{' | '}' | '[' | ']')
    };
    let address = &text[..text.find(ends).unwrap_or(text.len())];
    let mut address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', ']', '”', '’']);
    let mut unopened = address.matches(')').count().saturating_sub(address.matches('(').count());
    while unopened > 0 && address.ends_with(')') {
        address = &address[..address.len() - 1];
        unopened -= 1;
    }
    address.len()
}

/// Escapes a line whose first sign would make a heading, a list or a rule of it.
pub fn at_line_start(markdown: &str) -> String {
    let digits = markdown.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=9).contains(&digits) && markdown[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &markdown[..digits], &markdown[digits..]);
    }
    if markdown.starts_with(['#', '-', '+', '=', ':']) { format!("\\{markdown}") } else { markdown.to_owned() }
}

/// Joins whole lines into a body.
pub fn body(lines: &[DescriptionLine]) -> String {
    let mut out = String::new();
    let mut before: Option<LineKind> = None;
    for line in lines.iter().filter(|line| !line.markdown.trim().is_empty()) {
        let text = line.markdown.trim();
        let indent = |depth: usize| "    ".repeat(depth.min(8));
        match (line.kind, before) {
            (_, None) => {}
            (LineKind::Broken, Some(LineKind::Paragraph | LineKind::Broken)) => out.push_str("\\\n"),
            (LineKind::Broken, Some(LineKind::Item { depth, .. })) => {
                out.push_str("\\\n");
                out.push_str(&indent(depth + 1));
            }
            (LineKind::Item { .. }, Some(LineKind::Item { .. })) => out.push('\n'),
            _ => out.push_str("\n\n"),
        }
        // What goes on with an item is a part of it for what follows, too.
        let is_part = matches!((line.kind, before), (LineKind::Broken, Some(LineKind::Item { .. })));
        match line.kind {
            LineKind::Heading => out.push_str("### "),
            LineKind::Agenda => out.push_str("## "),
            LineKind::Item { depth, number: None } => out.extend([indent(depth).as_str(), "- "]),
            LineKind::Item { depth, number: Some(number) } => out += &format!("{}{number}. ", indent(depth)),
            LineKind::Paragraph | LineKind::Broken => {}
        }
        out.push_str(text);
        before = if is_part { before } else { Some(line.kind) };
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_show_as_they_were() {
        let cases = [
            ("a * b_c _d_ <e> [f] & &amp; #g", "a \\* b_c \\_d\\_ \\<e\\> \\[f\\] & \\&amp; #g"),
            ("# no heading", "\\# no heading"),
            ("- no list", "\\- no list"),
            ("12. no number", "12\\. no number"),
            ("see https://example.org/a_b(c)*, and", "see <https://example.org/a_b(c)>\\*, and"),
            ("(https://example.org)", "(<https://example.org>)"),
            ("xhttps://a http:// b", "xhttps://a http:// b"),
        ];
        for (plain, expected) in cases {
            assert_eq!(plain_line(plain, LineKind::Paragraph).markdown, expected, "{plain}");
        }
    }

    #[test]
    fn lines_become_paragraphs_lists_and_breaks() {
        let line = |text: &str, kind| plain_line(text, kind);
        let item = |depth, number| LineKind::Item { depth, number };
        let lines = [
            line("one", LineKind::Paragraph),
            line("two", LineKind::Broken),
            line("", LineKind::Broken),
            line("a", item(0, None)),
            line("more", LineKind::Broken),
            line("b", item(1, Some(1))),
            line("Head", LineKind::Heading),
            line("end", LineKind::Broken),
        ];
        assert_eq!(body(&lines), "one\\\ntwo\n\n- a\\\n    more\n    1. b\n\n### Head\n\nend\n");
    }
}
