//! The last line of every run.

use std::path::Path;
use std::time::Duration;

use crate::diagnostic::Severity;
use crate::diagnostic::show::{Shown, count};
use crate::handbook::{Meta, Session};
use crate::leaks::Searched;
use crate::pipeline::SiteSummary;

/// Writes the line after a site was published.
pub(super) fn built(site: &SiteSummary, output: &Path, took: Duration) -> String {
    format!(
        "Built {}, {} and {}{} into {} in {:.2} s ({} new, {} changed, {} removed)",
        some(site.sessions, "session"),
        some(site.pages, "page"),
        some(site.feeds, "feed"),
        if site.members_feeds > 0 { " (one for members)" } else { "" },
        output.display(),
        took.as_secs_f64(),
        some(site.tally.new, "file"),
        site.tally.changed,
        site.tally.removed,
    )
}

/// Writes the one line that a build has for advice.
pub(super) fn advised(advice: &[Shown], folder: &Path) -> String {
    if advice.is_empty() {
        return String::new();
    }
    let folder = if folder == Path::new(".") { String::new() } else { format!(" {}", folder.display()) };
    format!("{}: run `handbound check{folder}` to see more\n", found(advice))
}

/// Writes the line after mistakes prevented a build.
pub(super) fn not_built(shown: &[Shown]) -> String {
    let strict = if count(shown, Severity::Error) == 0 { " (--strict treats warnings as errors)" } else { "" };
    format!("{}{strict}: nothing was published", found(shown))
}

/// Writes what was searched for private things, with the end of its line; nothing where nothing is private.
pub(super) fn searched(searched: Option<&Searched>) -> String {
    let Some(searched) = searched else { return String::new() };
    let found = match searched.found {
        0 => "none found".to_owned(),
        number => format!("{number} found"),
    };
    let pdfs = match searched.unsearched_pdfs {
        0 => String::new(),
        number => format!("; PDFs are not searched ({number} here)"),
    };
    let others = match searched.unsearched_others {
        0 => String::new(),
        number => format!("; {} could not be searched completely", some(number, "other file")),
    };
    format!(
        "searched {} for {} and {}: {found}{pdfs}{others}\n",
        some(searched.files, "file"),
        some(searched.strings, "private string"),
        some(searched.names, "name"),
    )
}

/// Writes the line of the preview, after something else was found than before.
pub(super) fn still_wrong(facts: &[Shown], advice: &[Shown]) -> String {
    let facts = match facts {
        [] => "All is well".to_owned(),
        facts => format!("{}: the pages show what Handbound could read", found(facts)),
    };
    match advice {
        [] => facts,
        advice => format!("{facts} ({} in the preview's list)", found(advice)),
    }
}

/// Writes the line after a check: how much was found, and where to begin. `next` is the title of the next session with
/// advice.
pub(super) fn checked(shown: &[Shown], files: usize, next: Option<&str>) -> String {
    let first = first(shown, next).map_or_else(String::new, |first| format!("\n{first}"));
    format!("Checked {}: {}{first}", some(files, "file"), found(shown))
}

/// Writes one line about the checklist of the next session, and how to see it.
pub(super) fn listed(seen: usize, all: usize, session: &Session, folder: &Path) -> String {
    let folder = if folder == Path::new(".") { String::new() } else { format!("{} ", folder.display()) };
    let Meta { title, id, .. } = &session.meta;
    format!("Checklist of “{title}”: {seen} of {all} seen; `handbound check {folder}--explain {id}` shows it\n")
}

/// Writes what to do first, where so much is reported that one may not know.
fn first(shown: &[Shown], next: Option<&str>) -> Option<String> {
    /// The number of messages that one reads at a glance.
    const FEW: usize = 5;
    let number = |severity| count(shown, severity);
    let (number, name, why) = match (number(Severity::Error), number(Severity::Warning)) {
        _ if shown.len() <= FEW => return None,
        (0, 0) => {
            let next = next.map_or_else(String::new, |next| format!(" Begin with the next session, “{next}”."));
            return Some(format!("All of it is advice, and can wait.{next}"));
        }
        (0, warnings) => (warnings, "warning", "members would have trouble there"),
        (errors, _) => (errors, "error", "Handbound publishes nothing while there is an error"),
    };
    let weight = if number == 1 { format!("one {name}") } else { some(number, name) };
    let is_hard_to_find = shown.len() > number + FEW;
    let alone = if is_hard_to_find { format!(" `--level {name}` shows them alone.") } else { String::new() };
    Some(format!("Begin with the {weight}: {why}.{alone}"))
}

/// Writes "2 errors, 1 warning and 3 notes".
fn found(shown: &[Shown]) -> String {
    let kinds = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Nudge, "nudge"),
        (Severity::Note, "note"),
    ];
    let parts: Vec<String> = kinds
        .iter()
        .map(|(severity, name)| (count(shown, *severity), name))
        .filter(|(number, _)| *number > 0)
        .map(|(number, name)| some(number, name))
        .collect();
    match parts.split_last() {
        None => "nothing to mend".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

pub(super) fn some(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::diagnostic::show::show;
    use crate::publish::Tally;
    use crate::source::Span;

    #[test]
    fn a_site_in_plural_and_singular() {
        let tally = Tally { new: 79, changed: 0, unchanged: 0, removed: 0 };
        let site = SiteSummary { sessions: 8, pages: 61, feeds: 9, members_feeds: 0, tally };
        assert_eq!(
            built(&site, Path::new("public"), Duration::from_millis(40)),
            "Built 8 sessions, 61 pages and 9 feeds into public in 0.04 s (79 files new, 0 changed, 0 removed)"
        );
        let tally = Tally { new: 1, changed: 2, unchanged: 3, removed: 4 };
        let site = SiteSummary { sessions: 1, pages: 1, feeds: 2, members_feeds: 1, tally };
        assert_eq!(
            built(&site, Path::new("a/b"), Duration::from_millis(1500)),
            "Built 1 session, 1 page and 2 feeds (one for members) into a/b in 1.50 s (1 file new, 2 changed, 4 removed)"
        );
    }

    #[test]
    fn what_was_searched() {
        assert_eq!(searched(None), "");
        let mut some = Searched { files: 214, strings: 63, names: 12, ..Searched::default() };
        assert_eq!(searched(Some(&some)), "searched 214 files for 63 private strings and 12 names: none found\n");
        some = Searched { unsearched_pdfs: 2, unsearched_others: 1, ..some };
        assert_eq!(
            searched(Some(&some)),
            "searched 214 files for 63 private strings and 12 names: none found; PDFs are not searched (2 here); 1 other \
             file could not be searched completely\n"
        );
        some = Searched { files: 2, strings: 1, names: 1, found: 1, ..Searched::default() };
        assert_eq!(searched(Some(&some)), "searched 2 files for 1 private string and 1 name: 1 found\n");
    }

    fn some_of(severities: &[Severity]) -> Vec<Shown> {
        let at = |(place, severity): (usize, &Severity)| {
            Diagnostic::new(*severity, "x", Span::new(&"a".into(), place..place), "")
        };
        show(severities.iter().enumerate().map(at).collect(), &|_| None)
    }

    #[test]
    fn mistakes_are_counted_by_their_weight() {
        use Severity::{Error, Note, Warning};
        assert_eq!(checked(&[], 1, None), "Checked 1 file: nothing to mend");
        assert_eq!(checked(&some_of(&[Note]), 24, Some("A")), "Checked 24 files: 1 note");
        assert_eq!(
            not_built(&some_of(&[Error, Warning, Error, Note])),
            "2 errors, 1 warning and 1 note: nothing was published"
        );
        assert_eq!(
            not_built(&some_of(&[Warning, Warning])),
            "2 warnings (--strict treats warnings as errors): nothing was published"
        );
    }

    #[test]
    fn whoever_is_told_much_hears_where_to_begin() {
        use Severity::{Error, Note, Nudge, Warning};
        let begin = |severities: &[Severity]| first(&some_of(severities), Some("Tea")).unwrap_or_default();
        assert_eq!(begin(&[Error, Error, Warning, Nudge, Note]), "");
        assert_eq!(
            begin(&[Error, Error, Warning, Nudge, Note, Note]),
            "Begin with the 2 errors: Handbound publishes nothing while there is an error."
        );
        assert_eq!(
            begin(&[[Warning].as_slice(), &[Nudge; 10]].concat()),
            "Begin with the one warning: members would have trouble there. `--level warning` shows them alone."
        );
        assert_eq!(begin(&[Nudge; 6]), "All of it is advice, and can wait. Begin with the next session, “Tea”.");
        assert_eq!(first(&some_of(&[Note; 6]), None).unwrap_or_default(), "All of it is advice, and can wait.");
    }

    #[test]
    fn advice_is_said_behind_what_matters_more() {
        use Severity::{Error, Note, Nudge};
        let advice = some_of(&[Nudge, Nudge, Note]);
        assert_eq!(still_wrong(&[], &[]), "All is well");
        assert_eq!(still_wrong(&[], &advice), "All is well (2 nudges and 1 note in the preview's list)");
        assert_eq!(
            still_wrong(&some_of(&[Error]), &advice[..1]),
            "1 error: the pages show what Handbound could read (1 nudge in the preview's list)"
        );
        assert_eq!(advised(&[], Path::new(".")), "");
        assert_eq!(advised(&advice, Path::new(".")), "2 nudges and 1 note: run `handbound check` to see more\n");
        assert_eq!(advised(&advice[..1], Path::new("a/b")), "1 nudge: run `handbound check a/b` to see more\n");
    }
}
