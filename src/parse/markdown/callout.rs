//! Callouts: which quotes are alerts, which are for facilitators only, and whether a marker stands where it would
//! be published.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use crate::diagnostic::Diagnostic;
use crate::handbook::prose::ALERTS;
use crate::suggest::nearest;

use super::{MarkdownEvent, MarkdownText};

/// The kind of a quote, by the marker at its beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quote {
    Plain,
    /// The marker's bytes, and which of [`ALERTS`] it is.
    Alert(Range<usize>, u8),
    Facilitator(Range<usize>),
    /// A word that is neither: kept from the page as if it were private, since that is what it may have meant.
    Unknown(Range<usize>),
}

const FACILITATOR: &str = "facilitator";

/// Returns what the quote at `range` is. Looks at the source and not at the events, because `[!facilitator]: word` is a
/// link definition to a Markdown parser, which would swallow the marker and publish the rest.
pub fn quote(source: &str, range: &Range<usize>) -> Quote {
    let text = &source[range.clone()];
    let mut rest = text.strip_prefix('>').unwrap_or(text).trim_start_matches([' ', '\t']);
    // Empty lines of the quote before its marker.
    while let Some(next) = rest.strip_prefix(['\r', '\n']) {
        let line = next.trim_start_matches([' ', '\t', '\r', '\n']);
        rest = line.strip_prefix('>').unwrap_or(line).trim_start_matches([' ', '\t']);
    }
    let start = range.end - rest.len();
    let Some((word, length)) = marker(rest) else {
        return near_miss(rest).map_or(Quote::Plain, |length| Quote::Unknown(start..start + length));
    };
    let place = start..start + length;
    if word == FACILITATOR {
        return Quote::Facilitator(place);
    }
    match (0..).zip(ALERTS).find(|(_, (alert, ..))| *alert == word) {
        Some((which, _)) => Quote::Alert(place, which),
        None => Quote::Unknown(place),
    }
}

/// Returns whether the quote at `range` is kept from the page.
pub fn is_private(source: &str, range: &Range<usize>) -> bool {
    matches!(quote(source, range), Quote::Facilitator(_) | Quote::Unknown(_))
}

/// Returns the word of the marker at the beginning of `text`, in lower case, and the marker's length. Brackets may be
/// escaped, as word processors do on their way to Markdown; `[facilitator]` without its `!` is one too, misspelt.
fn marker(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix('\\').unwrap_or(text).strip_prefix('[')?.trim_start_matches(' ');
    let (inner, marked) = match inner.strip_prefix("\\!").or_else(|| inner.strip_prefix('!')) {
        Some(inner) => (inner.trim_start_matches(' '), true),
        None => (inner, false),
    };
    let length = inner.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(inner.len());
    let (word, after) = inner.split_at(length);
    let after = after.trim_start_matches(' ');
    let end = after.strip_prefix("\\]").or_else(|| after.strip_prefix(']'));
    let word = word.to_lowercase();
    if word.is_empty() {
        return None;
    }
    match (marked, end) {
        (true, Some(end)) => Some((word, text.len() - end.len())),
        (true, None) if meant(&word) => Some((format!("{word} "), text.len() - after.len())),
        (false, Some(end)) if word == FACILITATOR && !is_link("[", after) => {
            Some((format!("{word} "), text.len() - end.len()))
        }
        _ => None,
    }
}

/// Returns whether `word` is the facilitators' one, or so near that it may have been meant.
fn meant(word: &str) -> bool {
    nearest(word, [FACILITATOR]).is_some()
}

/// The signs that people put around the marker's word instead of `[!` and `]`.
const AROUND: [char; 18] =
    ['!', '[', ']', '(', ')', '{', '}', '<', '>', '\\', '*', '_', ':', ' ', '\t', '！', '［', '］'];

/// The words that are near the facilitators' one but something else.
const OTHERS: [&str; 7] =
    ["facilitate", "facilitated", "facilitates", "facilitating", "facilitation", "facility", "facilities"];

/// Returns the length of what stands at the beginning of `text` for the facilitators' marker but is none:
/// `![facilitator]`, `(!facilitator)`, `!facilitator`, `[facilitators]`, or the word alone on its line. Without it such
/// a quote would be published, so a doubtful one is taken for a marker; a link is not, nor a sentence.
fn near_miss(text: &str) -> Option<usize> {
    // A quote inside the quote has a beginning of its own.
    if text.starts_with('>') {
        return None;
    }
    let line = text.lines().next().unwrap_or_default();
    let bare = line.trim_start_matches(AROUND);
    let signs = &line[..line.len() - bare.len()];
    let length = bare.find(|c: char| !c.is_alphanumeric()).unwrap_or(bare.len());
    let (word, after) = bare.split_at(length);
    if !word.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("faci")) || is_link(signs, after) {
        return None;
    }
    let names = [FACILITATOR, "facilitators"].into_iter().chain(OTHERS);
    nearest(word, names).filter(|name| !OTHERS.contains(name))?;
    let rest = after.trim_start_matches(AROUND);
    let closed = after.starts_with([']', ')', '}', '>', '\\', '］']);
    let marked = signs.contains(['!', '！']) || (closed && signs.contains(['[', '(', '{', '<', '［']));
    (marked || rest.is_empty()).then(|| line.len() - if marked { after.len() - sign(after) } else { 0 })
}

/// Returns the length of the signs that close a marker at the beginning of `after`.
fn sign(after: &str) -> usize {
    after.len() - after.trim_start_matches([']', ')', '}', '>', '\\', '*', '］']).len()
}

/// Returns whether the word between `signs` and `after` is the text of a link or the description of a picture.
fn is_link(signs: &str, after: &str) -> bool {
    let address = after.strip_prefix("](").and_then(|rest| rest.split_once(')')).map(|(address, _)| address);
    signs.contains('[') && address.is_some_and(|address| !address.is_empty() && !address.contains(' '))
}

/// Reports a facilitator callout, whose marker is at `place`, without a word in it.
pub fn empty(text: &MarkdownText<'_>, quote: &Range<usize>, place: &Range<usize>) -> Option<Diagnostic> {
    let inside = text.text.get(place.end..quote.end)?;
    if !inside.trim_matches(|c: char| c.is_whitespace() || matches!(c, '>' | ':')).is_empty() {
        return None;
    }
    let message =
        "This facilitator callout is empty. Handbound publishes the lines below it that do not begin with `>`.";
    let help = "Begin each line that belongs to it with `> `, also the blank lines between them, or take it out.";
    Some(Diagnostic::error("unknown-callout", text.span(place.clone()), message).help(help))
}

/// Reports a quote that begins with an unknown word.
pub fn unknown(text: &MarkdownText<'_>, place: &Range<usize>) -> Diagnostic {
    let seen = text.text[place.clone()].trim();
    let word = seen.trim_matches(|c: char| !c.is_alphanumeric());
    let known = ALERTS.iter().map(|(word, ..)| *word).chain([FACILITATOR]);
    let message = match nearest(word, known) {
        Some(near) => format!("`{seen}` is not a known kind of callout; did you mean `[!{near}]`?"),
        None => format!("`{seen}` is not a known kind of callout."),
    };
    let help = if seen.starts_with("[!") || seen.starts_with("\\[") {
        "Write `[!facilitator]`, `[!note]`, `[!tip]`, `[!important]`, `[!warning]` or `[!caution]`, or a quote without brackets."
    } else {
        "Write `> [!facilitator]` if it is for facilitators only; if all may read it, begin the quote with other words."
    };
    Diagnostic::error("unknown-callout", text.span(place.clone()), message).help(help)
}

/// Reports a line of text at `next` that stands directly below the callout at `quote` without being part of it, as
/// happens when its `>` was forgotten below a list's end, a heading or a table: it would be published.
pub fn below(text: &MarkdownText<'_>, quote: &Range<usize>, next: &Range<usize>) -> Option<Diagnostic> {
    let between = text.text.get(quote.end.saturating_sub(1)..next.start)?;
    if between.matches('\n').count() > 1 {
        return None;
    }
    let line = text.text[next.clone()].lines().next().map_or(0, str::len);
    let message =
        "This line stands directly below a facilitator callout but does not begin with `>`, so it would be published.";
    Some(
        Diagnostic::error("unknown-callout", text.span(next.start..next.start + line), message)
            .help("Begin it with `> ` if it belongs to the callout; otherwise leave a blank line before it."),
    )
}

/// Reports every marker for facilitators that begins no quote of its own: its text would be published. `known` are the
/// bytes of the quotes that are kept from the page, in order.
pub fn stray_markers(text: &MarkdownText<'_>, known: &[Range<usize>], pieces: &[MarkdownEvent<'_>]) -> Vec<Diagnostic> {
    let source = &*text.text;
    let inside = |at: usize| known.iter().any(|range| range.contains(&at));
    facilitator_markers(source)
        .filter(|place| !inside(place.start) && !quoted_as_code(source, place.start, pieces))
        .map(|place| {
            let message = format!(
                "`{}` does not begin a quote here, so the text after it would be published.",
                &source[place.clone()]
            );
            Diagnostic::error("unknown-callout", text.span(place), message)
                .help("Leave a blank line before it and begin it, and each line that belongs to it, with `> `.")
        })
        .collect()
}

/// Finds every `[!facilitator]` in `source`, also where it is misspelt, wherever it stands.
pub fn facilitator_markers(source: &str) -> impl Iterator<Item = Range<usize>> {
    source.match_indices('!').filter_map(|(at, _)| {
        let before = source[..at].trim_end_matches([' ', '\\']).strip_suffix('[')?;
        let start = before.len();
        let (word, length) = marker(&source[start..])?;
        meant(word.trim()).then_some(start..start + length)
    })
}

/// Returns whether `at` stands in code that is meant as code: between backticks, or in a fenced block that is closed.
/// An indented block is too easily made by pasting.
fn quoted_as_code(source: &str, at: usize, pieces: &[MarkdownEvent<'_>]) -> bool {
    pieces.iter().any(|(event, range)| {
        range.contains(&at)
            && match event {
                Event::Code(_) => true,
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                    let last = source[range.clone()].trim_end().lines().last().unwrap_or_default();
                    let fence = last.trim_start_matches([' ', '\t', '>']);
                    fence.starts_with("```") || fence.starts_with("~~~")
                }
                _ => false,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::{Quote, quote};

    #[test]
    fn the_marker_says_what_a_quote_is() {
        let of = |text: &str| quote(text, &(0..text.len()));
        assert_eq!(of("> a"), Quote::Plain);
        assert_eq!(of("> [a] b"), Quote::Plain);
        assert_eq!(of("> [!NOTE]\n> a"), Quote::Alert(2..9, 0));
        assert_eq!(of(">[! Facilitator ] a"), Quote::Facilitator(1..17));
        assert_eq!(of(">\n> [!facilitator]: a"), Quote::Facilitator(4..18));
        assert_eq!(of("> \\[!facilitator\\] a"), Quote::Facilitator(2..18));
        assert_eq!(of("> [!facillitator] a"), Quote::Unknown(2..17));
        assert_eq!(of("> [facilitator] a"), Quote::Unknown(2..15));
        assert_eq!(of("> [!facilitator a"), Quote::Unknown(2..16));
    }

    #[test]
    fn what_was_meant_as_the_marker_is_kept_private() {
        for marker in [
            "[facilitators]",
            "![facilitator]",
            "! [facilitator]",
            "!\\[facilitator\\]",
            "(!facilitator)",
            "!facilitator",
            "!Facilitators",
            "(facilitator)",
            "{facilitator}",
            "**[facilitators]**",
            "[ facilitator",
            "facilitator",
            "**Facilitators:**",
            "[facillitator]",
            "［！facilitator］",
        ] {
            for after in ["\n> a", "\n>\n> a", "\r\n> a"] {
                let text = format!("> {marker}{after}");
                assert_eq!(quote(&text, &(0..text.len())), Quote::Unknown(2..2 + marker.len()), "{text:?}");
            }
        }
        for text in [
            "> [facilitators](facilitators.md) meet",
            "> [facilitator](facilitator.md) meet",
            "> ![facilitator](wren.jpg)",
            "> Facilitators meet on Mondays.",
            "> (facilitators meet on Mondays)",
            "> Facilitator: how was it?",
            "> Facilitation",
            "> `[!facilitator]` begins a private note",
            "> [facilitate] is a verb",
        ] {
            assert_eq!(quote(text, &(0..text.len())), Quote::Plain, "{text:?}");
        }
    }
}
