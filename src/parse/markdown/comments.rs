//! HTML comments taken out of a text before anything else reads it, so that nothing in one can ever be published; and
//! lines of nothing but `<br>`.

use std::borrow::Cow;

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::Diagnostic;

use super::{MarkdownEvent, MarkdownText};

const OPEN: &str = "<!--";

/// Returns `text` without its comments; code keeps what looks like one. An unclosed comment is an error: the rest of
/// the page is dropped, as a browser would. A `<br>` on a line of its own, which Markdown takes for the beginning of a
/// block of HTML, goes as well: the blank line above it says the same.
#[must_use]
pub fn without_comments<'s>(text: &'s MarkdownText<'_>) -> (Cow<'s, MarkdownText<'s>>, Option<Diagnostic>) {
    if !text.text.contains(OPEN) && !text.text.contains("<br") && !text.text.contains("<BR") {
        return (Cow::Borrowed(text), None);
    }
    let (comments, unclosed) = find(&text.text);
    let mut kept = String::with_capacity(text.text.len());
    let mut places = Vec::new();
    let mut from = 0;
    for comment in comments.iter().chain(std::iter::once(&(text.text.len()..text.text.len()))) {
        if from < comment.start {
            places.push((kept.len(), text.place(from)));
            let inside = text.places.iter().filter(|(at, _)| from < *at && *at < comment.start);
            places.extend(inside.map(|(at, file)| (kept.len() + (at - from), *file)));
            kept.push_str(&text.text[from..comment.start]);
        }
        from = comment.end;
    }
    if places.is_empty() {
        places.push((0, text.place(0)));
    }
    let diagnostic = unclosed.map(|at| {
        Diagnostic::error(
            "comment-unclosed",
            text.span(at..at + OPEN.len()),
            "A comment begins here with `<!--` and never ends, so the rest of the page would be hidden.",
        )
        .help("Write `-->` where the comment ends, or delete the `<!--`.")
    });
    (Cow::Owned(MarkdownText { file: text.file.clone(), text: Cow::Owned(kept), places }), diagnostic)
}

/// Returns the bytes of all comments in `text`.
#[must_use]
pub fn comments(text: &str) -> Vec<std::ops::Range<usize>> {
    if text.contains(OPEN) { find(text).0 } else { Vec::new() }
}

/// Finds the bytes of all comments, and where one begins that never ends. A comment that fills its lines takes the last
/// line's end with it, and so does a line of nothing but `<br>`.
fn find(text: &str) -> (Vec<std::ops::Range<usize>>, Option<usize>) {
    let mut comments: Vec<std::ops::Range<usize>> = Vec::new();
    let mut fence: Option<(u8, usize)> = None;
    let mut at = 0;
    while at < text.len() {
        let line_end = text[at..].find('\n').map_or(text.len(), |n| at + n + 1);
        let line = &text[at..line_end];
        let mark = fence_of(line);
        match (fence, mark) {
            (None, Some((byte, length, _))) => fence = Some((byte, length)),
            (Some((open, least)), Some((byte, length, bare))) if open == byte && length >= least && bare => {
                fence = None;
            }
            _ => {}
        }
        if fence.is_some() || mark.is_some() {
            at = line_end;
            continue;
        }
        let Some(start) = comment_in(text, at, line_end) else {
            let above = || text[..at].lines().next_back().unwrap_or_default();
            let is_first = || comments.last().is_some_and(|last| last.end == at) || above().trim().is_empty();
            if is_line_of_breaks(line) && is_first() {
                comments.push(at..line_end);
            }
            at = line_end;
            continue;
        };
        let Some(end) = end_of(text, start) else {
            comments.push(start..text.len());
            return (comments, Some(start));
        };
        let alone_before = text[..start].rsplit('\n').next().is_none_or(|before| before.trim().is_empty());
        let rest = &text[end..text[end..].find('\n').map_or(text.len(), |n| end + n + 1)];
        let whole = alone_before && rest.trim().is_empty();
        // The blanks before it go too: in front of the next line they would push that into the line above.
        let from = if whole { text[..start].rfind('\n').map_or(0, |n| n + 1) } else { start };
        // After a blank line a list may begin with any number, as it could below a comment.
        let next = || text[end + rest.len()..].lines().next().unwrap_or_default();
        let is_lost = || is_inner_number(text[..from].lines().next_back().unwrap_or_default(), next());
        at = if whole && !is_lost() { end + rest.len() } else { end };
        comments.push(from..at);
    }
    (comments, None)
}

/// Returns the fence on a line: its sign, its length, and whether nothing follows it.
pub(super) fn fence_of(line: &str) -> Option<(u8, usize, bool)> {
    let line = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
    let byte = *line.as_bytes().first().filter(|b| matches!(b, b'`' | b'~'))?;
    let length = line.bytes().take_while(|b| *b == byte).count();
    let rest = &line[length..];
    (length >= 3 && !(byte == b'`' && rest.contains('`'))).then(|| (byte, length, rest.trim().is_empty()))
}

/// Returns whether `html` is a line break: `<br>`, `<br/>`, `<BR clear="all">`.
pub fn is_break(html: &str) -> bool {
    let name = html.trim_start_matches('<').trim_start_matches('/');
    let rest = name.get(..2).filter(|name| name.eq_ignore_ascii_case("br")).map(|_| &name[2..]);
    html.starts_with('<')
        && rest.is_some_and(|rest| rest.ends_with('>') && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
}

fn is_line_of_breaks(line: &str) -> bool {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let mut tags = line.trim().split_inclusive('>').peekable();
    indent < 4 && tags.peek().is_some() && tags.all(|tag| is_break(tag.trim_start()))
}

/// Returns whether `line` begins a list inside what stands on the line `above` with a number other than 1: Markdown
/// then takes it for more of the text above.
fn is_inner_number(above: &str, line: &str) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let rest = line.trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (1..10).contains(&digits)
        && rest[..digits] != *"1"
        && rest[digits..].starts_with(['.', ')'])
        && !above.trim().is_empty()
        && indent(above) < indent(line)
}

/// Returns where a comment begins between `from` and `to`, code spans (which may run over lines) stepped over.
fn comment_in(text: &str, from: usize, to: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < to {
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => {
                let run = bytes[at..].iter().take_while(|b| **b == b'`').count();
                at = code_span_end(text, at + run, run).unwrap_or(at + run);
            }
            b'<' if bytes[at..].starts_with(OPEN.as_bytes()) => return Some(at),
            _ => at += 1,
        }
    }
    None
}

/// Returns the end of a code span whose opening run of `run` backticks ends at `from`; none before the paragraph's end.
fn code_span_end(text: &str, from: usize, run: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            b'`' => {
                let length = bytes[at..].iter().take_while(|b| **b == b'`').count();
                at += length;
                if length == run {
                    return Some(at);
                }
            }
            b'\n' if text[at + 1..].lines().next().is_none_or(|line| line.trim().is_empty()) => return None,
            _ => at += 1,
        }
    }
    None
}

/// Returns where the comment that begins at `start` ends. `<!-->` and `<!--->` are whole comments (`CommonMark` 6.6).
fn end_of(text: &str, start: usize) -> Option<usize> {
    let after = start + OPEN.len();
    let rest = &text[after..];
    if rest.starts_with('>') {
        return Some(after + 1);
    }
    if rest.starts_with("->") {
        return Some(after + 2);
    }
    rest.find("-->").map(|n| after + n + 3)
}

/// Takes out the comments that Markdown itself finds: where a fence is opened in a list and never closed, what comes
/// after the list is no code for Markdown, though it looked like code before.
pub fn drop_late(pieces: &mut [MarkdownEvent<'_>]) {
    let mut open = false;
    for (event, _) in pieces {
        match event {
            Event::Start(Tag::HtmlBlock) => open = false,
            Event::InlineHtml(html) if html.starts_with("<!--") => *event = Event::InlineHtml("".into()),
            Event::Html(html) if open || html.contains("<!--") => {
                let mut rest: &str = html;
                let mut kept = String::new();
                loop {
                    if open {
                        let Some(end) = rest.find("-->") else { break };
                        rest = &rest[end + "-->".len()..];
                    }
                    let start = rest.find("<!--");
                    kept.push_str(&rest[..start.unwrap_or(rest.len())]);
                    open = start.is_some();
                    let Some(start) = start else { break };
                    rest = &rest[start + "<!--".len()..];
                }
                *event = Event::Html(kept.into());
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::MarkdownText;
    use super::without_comments;

    fn cut(text: &str) -> String {
        let text = MarkdownText { file: "a.md".into(), text: text.into(), places: vec![(0, 0)] };
        without_comments(&text).0.text.to_string()
    }

    #[test]
    fn comments_go_and_code_stays() {
        assert_eq!(cut("a <!-- b --> c"), "a  c");
        assert_eq!(cut("a\n<!-- b\n\nc -->\nd\n"), "a\nd\n");
        assert_eq!(cut("a <!-- b\n\nc --> d\n"), "a  d\n");
        assert_eq!(cut("`<!-- a -->` <!-- b -->"), "`<!-- a -->` ");
        assert_eq!(cut("```\n<!-- a -->\n```\n<!-- b -->\nc"), "```\n<!-- a -->\n```\nc");
        assert_eq!(cut("a <!--> b <!---> c"), "a  b  c");
        assert_eq!(cut("`a <!-- b -->\n\nc`"), "`a \n\nc`");
        assert_eq!(cut("1. a\n    <!-- b -->\n    1. c"), "1. a\n    1. c");
        assert_eq!(cut("1. a\n    <!-- 1. b -->\n    2. c"), "1. a\n\n    2. c");
        assert_eq!(cut("1. a\n<!-- b -->\n2. c"), "1. a\n2. c");
        assert_eq!(cut("- a\n    1. b\n    <!-- c -->\n    2. d"), "- a\n    1. b\n    2. d");
    }

    #[test]
    fn a_line_break_after_a_blank_line_goes() {
        assert_eq!(cut("a\n\n<br>\n<br/> <BR />\n\nb"), "a\n\n\nb");
        assert_eq!(cut("<br>\n**a**"), "**a**");
        for kept in ["a\n<br>\nb", "```\n\n<br>\n```", "    <br>\n", "\n<br>a\n", "\n<break>\n", "`<br>`"] {
            assert_eq!(cut(kept), kept);
        }
    }

    #[test]
    fn places_after_a_comment_are_those_of_the_file() {
        let text = MarkdownText { file: "a.md".into(), text: "a <!-- b --> c".into(), places: vec![(0, 100)] };
        let (cut, none) = without_comments(&text);
        assert!(none.is_none());
        assert_eq!(cut.span(3..4).range(), 113..114);
    }

    #[test]
    fn an_unclosed_comment_is_an_error() {
        let text = MarkdownText { file: "a.md".into(), text: "a <!-- b\n\nc".into(), places: vec![(0, 0)] };
        let (cut, unclosed) = without_comments(&text);
        assert_eq!(cut.text, "a ");
        let unclosed = unclosed.unwrap();
        assert_eq!(unclosed.code, "comment-unclosed");
        assert_eq!(
            unclosed.message,
            "A comment begins here with `<!--` and never ends, so the rest of the page would be hidden."
        );
        assert_eq!(unclosed.span.unwrap().range(), 2..6);
    }
}
