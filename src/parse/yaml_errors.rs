//! Messages about front matter that is no YAML: which mistake it probably was, in words without jargon.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::source::{FilePath, Span};

use super::repair::{lines, name_and_value};
use super::yaml::YamlError;

/// Explains `text`, which begins at byte `base` of `file` and which the YAML reader gave up.
#[must_use]
pub fn explain(file: &FilePath, text: &str, base: usize, broken: &YamlError) -> Diagnostic {
    let all: Vec<(usize, &str)> = lines(text).collect();
    let last = all.len().saturating_sub(1);
    let here = broken.line.min(last);
    let say = |range: Range<usize>, message: String, help: String| {
        Diagnostic::error("front-matter-broken", Span::new(file, base + range.start..base + range.end), message)
            .help(help)
    };
    let around = [Some(here), here.checked_sub(1)];
    for number in around.into_iter().flatten() {
        let Some((start, line)) = all.get(number) else { continue };
        if let Some((name, value)) = glued(line) {
            let from = start + line.len() - line.trim_start().len();
            return say(
                from..from + name.len() + 1,
                format!("A space is missing after the colon of `{name}`."),
                format!("Write `{name}: {value}`."),
            );
        }
    }
    if let Some((range, open)) = open_quote(text, broken, base).or_else(|| quote_left_open(&all, here)) {
        return say(
            range,
            format!("The quotation mark {open} that opens here is never closed."),
            format!("Add {open} at the end of the value, or leave both marks out."),
        );
    }
    if let Some((at, open, close)) = open_bracket(&all, here) {
        return say(
            at..at + 1,
            format!("The bracket `{open}` that opens here is never closed."),
            format!("Add `{close}` where the list ends."),
        );
    }
    let Some((start, line)) = all.get(here).copied() else {
        return say(0..0, "This part cannot be read.".into(), "Compare it with a file that works.".into());
    };
    if let Some((at, name)) = colon_in_text(&all, here) {
        return say(
            at..at + 1,
            "Handbound read this colon as the end of a field's name, but it is part of a text.".into(),
            format!(
                "Write `{name} >` and begin the text on the next line, indented by two more spaces, or put quotation \
                 marks around all of it."
            ),
        );
    }
    let indent = line.len() - line.trim_start().len();
    let whole = start + indent..start + line.trim_end().len();
    let Some((name_end, value_start)) = name_and_value(line) else {
        return say(
            whole,
            "This line should be a field: a name, a colon, a space and a value.".into(),
            "Write `name: value`; if the line belongs to the one above, indent it by two spaces.".into(),
        );
    };
    let value = line.get(value_start..).unwrap_or_default().trim_end();
    let name = line.get(..name_end).unwrap_or_default();
    if let Some(sign) = value.chars().next().filter(|sign| "*&@`%![{\"'|>".contains(*sign)) {
        let quoted = in_quotes(value);
        let (message, range) = match sign {
            '"' | '\'' => ("There is text after the closing quotation mark.".to_owned(), value_start..line.len()),
            '[' | '{' => (format!("A value that begins with `{sign}` is read as a list."), value_start..line.len()),
            _ => (format!("A value cannot begin with `{sign}`."), value_start..value_start + sign.len_utf8()),
        };
        let range = start + range.start..start + range.end.min(value_start + value.len());
        return say(range, message, format!("Put quotation marks around it: `{} {quoted}`.", name.trim_start()));
    }
    let before = all.get(..here).unwrap_or_default().iter().rev().find(|(_, line)| !line.trim().is_empty());
    if before.is_some_and(|(_, above)| above.len() - above.trim_start().len() != indent) {
        return say(
            whole,
            "This line does not begin in the same column as the lines that it belongs to.".into(),
            "Begin all fields at the same column, and lists and their fields two spaces further in.".into(),
        );
    }
    say(
        whole,
        "This line does not fit with the lines above it.".into(),
        "Write each field as `name: value`, and put quotation marks around a value with special characters.".into(),
    )
}

/// Returns `value` in the marks that need least escaping, without those that it has around it already.
fn in_quotes(value: &str) -> String {
    let bare = ['"', '\''].into_iter().find_map(|mark| value.strip_prefix(mark)?.strip_suffix(mark));
    let inside = bare.filter(|inner| !inner.contains(['"', '\\'])).unwrap_or(value);
    if inside.contains(['"', '\\']) { format!("'{}'", inside.replace('\'', "''")) } else { format!("\"{inside}\"") }
}

/// Finds `date:2026-11-19`: a name, a colon and a value that stand too close. Not `https://...`.
fn glued(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.trim().split_once(':')?;
    let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
    let close = !value.is_empty() && !value.starts_with(char::is_whitespace) && !value.starts_with('/');
    (plain && close).then_some((name, value))
}

/// Finds the quotation mark that the reader found unclosed.
fn open_quote(text: &str, broken: &YamlError, base: usize) -> Option<(Range<usize>, &'static str)> {
    if !broken.why.contains("unclosed") && !broken.why.contains("unexpected end of stream") {
        return None;
    }
    let at = broken.at.checked_sub(base)?;
    match text.as_bytes().get(at)? {
        b'"' => Some((at..at + 1, "`\"`")),
        b'\'' => Some((at..at + 1, "`'`")),
        _ => None,
    }
}

/// Finds the last value up to line `here` that begins with a quotation mark and has no second one: to the reader it
/// ended at the next mark below, wherever that stands.
fn quote_left_open(all: &[(usize, &str)], here: usize) -> Option<(Range<usize>, &'static str)> {
    let upto = all.get(..=here)?;
    upto.iter().enumerate().rev().find_map(|(number, (start, line))| {
        let (_, value_start) = name_and_value(line)?;
        let value = line.get(value_start..)?;
        let (mark, shown) = match value.chars().next()? {
            '"' => ('"', "`\"`"),
            '\'' => ('\'', "`'`"),
            _ => return None,
        };
        let mut below = upto.get(number + 1..)?.iter().take_while(|(_, line)| name_and_value(line).is_none());
        let is_open = value.matches(mark).count() == 1 && !below.any(|(_, line)| line.contains(mark));
        is_open.then_some((start + value_start..start + value_start + 1, shown))
    })
}

/// Finds a colon in a text that begins after a field's name and goes on, further in, to line `here`; with that field's
/// name.
fn colon_in_text<'t>(all: &[(usize, &'t str)], here: usize) -> Option<(usize, &'t str)> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    // Finds a colon in a piece of text that YAML does not take for a part of it.
    let colon = |text: &str| text.find(": ").or_else(|| text.trim_end().strip_suffix(':').map(str::len));
    let (_, last) = all.get(here)?;
    let first =
        all.get(..here)?.iter().rposition(|(_, line)| !line.trim().is_empty() && indent(line) < indent(last))?;
    let (start, line) = all.get(first)?;
    let (name_end, value_start) = name_and_value(line)?;
    let value = line.get(value_start..)?;
    if value.is_empty() || value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!', '#']) {
        return None;
    }
    let name = line.get(..name_end)?.trim();
    // A single word with its colon is a field that begins at a wrong column.
    let is_field = |line: &str| line.trim_start().split_once(':').is_some_and(|(name, _)| !name.contains(' '));
    if is_field(last) {
        return None;
    }
    if let Some(at) = colon(value) {
        return Some((start + value_start + at, name));
    }
    let below = all.get(first + 1..=here)?;
    below.iter().find_map(|(start, line)| Some((start + colon(line)?, name)))
}

/// Finds the last value up to line `here` that begins with a bracket and has none to close it.
fn open_bracket(all: &[(usize, &str)], here: usize) -> Option<(usize, char, char)> {
    all.iter().take(here + 1).rev().find_map(|(start, line)| {
        let (_, value_start) = name_and_value(line)?;
        let value = line.get(value_start..)?;
        let (open, close) = match value.chars().next()? {
            '[' => ('[', ']'),
            '{' => ('{', '}'),
            _ => return None,
        };
        (!value.contains(close)).then_some((start + value_start, open, close))
    })
}
