//! Errors of the template engine, as diagnostics for the author of a template.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Source, Span};

/// Returns the diagnostics for `error`. `own` are the community's templates: a mistake in one of them gets its place,
/// one in a template inside the binary only its name.
#[must_use]
pub fn mistakes(error: &tera::Error, own: &[Source]) -> Vec<Diagnostic> {
    use tera::ErrorKind as Kind;
    match error.kind() {
        Kind::SyntaxError(report) | Kind::RenderingError(report) => {
            vec![mistake(report.message(), report.filename(), Some(report.span().range.clone()), own)]
        }
        Kind::MissingParent { current, parent } => {
            let mistake = mistake(&format!("it extends `{parent}`, which does not exist"), current, None, own);
            vec![match super::of_other_theme(parent) {
                Some(file) => mistake.help(format!(
                    "Write `{{% extends \"{}{file}\" %}}`, which is the theme's own file in every theme.",
                    super::ORIGINAL
                )),
                None => mistake,
            }]
        }
        Kind::CircularExtend { tpl, .. } => {
            vec![mistake("it extends itself by way of other templates", tpl, None, own)]
        }
        Kind::CircularInclude { tpl, .. } => {
            vec![mistake("it includes itself by way of other templates", tpl, None, own)]
        }
        Kind::Msg(text) => gathered(text, own),
        other => vec![mistake(&other.to_string(), "", None, own)],
    }
}

/// Reports a template that names one of `assets` (`assets/own.css`) as it is written, and not as it is called in the
/// site.
pub(super) fn plain_asset<'a>(source: &Source, assets: impl Iterator<Item = &'a String>) -> Option<Diagnostic> {
    let ends = |at: usize| source.text.get(at..).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()));
    let (at, path) = assets
        .filter_map(|path| Some((source.text.find(path.as_str())?, path)))
        .filter(|(at, path)| ends(at + path.len()))
        .min()?;
    let message = format!(
        "The template `{}` names `{path}`, but the site adds a fingerprint to the name of that file.",
        source.path
    );
    let name = path.strip_prefix("assets/").unwrap_or(path);
    let help = format!("Write `{{{{ root }}}}{{{{ asset(path=\"{name}\") }}}}`, which gives its address.");
    Some(Diagnostic::error("template", source.span(at..at + path.len()), message).help(help))
}

/// Returns a diagnostic for each report in `text`: the engine gathers what it finds between templates (unknown filters,
/// blocks, components) into one text, each as `error: MESSAGE` and ` --> FILE:LINE:COLUMN`.
fn gathered(text: &str, own: &[Source]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for report in text.split("\n\n") {
        let Some((message, rest)) = report.strip_prefix("error: ").and_then(|report| report.split_once('\n')) else {
            continue;
        };
        let place = rest.lines().next().and_then(|line| line.trim_start().strip_prefix("--> "));
        let Some((file, line, column)) = place.and_then(parts) else { continue };
        let range = own.iter().find(|source| is(source, file)).and_then(|source| word_at(&source.text, line, column));
        found.push(mistake(message, file, range, own));
    }
    if found.is_empty() {
        found.push(mistake(text, "", None, own));
    }
    found
}

/// Splits `FILE:LINE:COLUMN`.
fn parts(place: &str) -> Option<(&str, usize, usize)> {
    let (rest, column) = place.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    Some((file, line.parse().ok()?, column.parse().ok()?))
}

/// Returns the bytes of the word that begins in that line and column, both counted from 1.
fn word_at(text: &str, line: usize, column: usize) -> Option<std::ops::Range<usize>> {
    let before: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let rest = text.get(before..)?.lines().next()?;
    let (at, _) = rest.char_indices().nth(column.checked_sub(1)?)?;
    let word = rest.get(at..)?.find(|letter: char| !letter.is_alphanumeric() && !"_-.".contains(letter));
    let start = before + at;
    Some(start..start + word.unwrap_or(rest.len() - at).max(1))
}

/// Returns whether the engine's `file` is that template of the community.
fn is(source: &Source, file: &str) -> bool {
    source.path.strip_prefix("theme/").unwrap_or(&source.path) == file
}

fn mistake(message: &str, file: &str, range: Option<std::ops::Range<usize>>, own: &[Source]) -> Diagnostic {
    let message = message.trim_end_matches('.');
    let source = own.iter().find(|source| is(source, file));
    let span = source.map(|source| match range {
        Some(range) => clamped(source, range),
        None => Span::whole(&Arc::clone(&source.path)),
    });
    let (message, help) = match (source, file) {
        (Some(source), _) => (
            format!("The template `{}` does not work: {message}.", source.path),
            "Mend it, or delete the file to use the theme's own again.".to_owned(),
        ),
        (None, "") => (
            format!("The templates do not work together: {message}."),
            "Look at the files in `theme/`, or delete them to use the theme's own again.".to_owned(),
        ),
        (None, file) => (
            format!("The theme's own template `{file}` does not work: {message}."),
            "A file in `theme/` may lack something that it needs; otherwise this is a fault of Handbound.".to_owned(),
        ),
    };
    Diagnostic { code: "template", severity: Severity::Error, message, help: Some(help), span, related: Vec::new() }
}

/// Returns `range` as a span that surely lies inside the source.
fn clamped(source: &Source, range: std::ops::Range<usize>) -> Span {
    let end = range.end.min(source.text.len());
    source.span(range.start.min(end)..end)
}
