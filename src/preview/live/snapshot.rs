//! One snapshot: the edition, what it is made with, and what there is to mend.

use serde::Serialize;

use super::{Prints, print_words};
use crate::diagnostic::Severity;
use crate::diagnostic::show::{Place, Shown, count};
use crate::preview::server::Company;
use crate::source::FilePath;

/// More problems than this are counted and not listed: nobody reads them in a corner of a page.
const LISTED: usize = 200;
/// More bytes of a line than this help nobody to find the place.
const LONGEST_LINE: usize = 400;

/// What the pages are told.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Grows with each edition of this run.
    pub edition: u64,
    pub prints: Prints,
    pub problems: Vec<Shown>,
    /// Files that could not be read well, so that pages show what they last said when they could.
    pub stale: Vec<FilePath>,
}

#[derive(Serialize)]
struct Snapshot<'a> {
    server: &'a str,
    edition: u64,
    prints: PrintWords,
    problems: Problems<'a>,
    /// `None` where they stand at the terminal alone.
    stale: Option<Vec<&'a str>>,
}

#[derive(Serialize)]
struct PrintWords {
    scripts: String,
    pictures: String,
}

#[derive(Serialize)]
struct Problems<'a> {
    errors: usize,
    warnings: usize,
    nudges: usize,
    notes: usize,
    /// How many there are; the list may hold fewer.
    total: usize,
    /// `None` where they stand at the terminal alone.
    list: Option<Vec<Problem<'a>>>,
}

#[derive(Serialize)]
struct Problem<'a> {
    severity: Severity,
    code: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
    help: Option<&'a str>,
    excerpt: Option<Marked<'a>>,
}

/// A line, and the part of it that is meant.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Marked<'a> {
    pub before: &'a str,
    pub meant: &'a str,
    pub after: &'a str,
}

/// `told` as JSON, on one line. `server` names this run, so that a page knows when Handbound was started again.
///
/// A problem may quote what is private: a line of the roster, a link to join, a note for facilitators. So the network
/// gets numbers alone, and the words stand at the terminal.
#[must_use]
pub fn snapshot(server: &str, told: &Told, company: Company) -> String {
    let all = &told.problems;
    let (list, stale) = match company {
        Company::Alone => (Some(listed(all)), Some(told.stale.iter().map(|file| &**file).collect())),
        Company::Network => (None, None),
    };
    let Prints { scripts, pictures } = told.prints;
    let snapshot = Snapshot {
        server,
        edition: told.edition,
        prints: PrintWords { scripts: print_words(scripts), pictures: print_words(pictures) },
        problems: Problems {
            errors: count(all, Severity::Error),
            warnings: count(all, Severity::Warning),
            nudges: count(all, Severity::Nudge),
            notes: count(all, Severity::Note),
            total: all.len(),
            list,
        },
        stale,
    };
    // Text and numbers alone: there is nothing in it that could fail.
    serde_json::to_string(&snapshot).unwrap_or_default()
}

/// What matters most comes first; within that, the order of the files stays.
fn listed(all: &[Shown]) -> Vec<Problem<'_>> {
    let mut sorted: Vec<&Shown> = all.iter().collect();
    sorted.sort_by_key(|shown| shown.severity);
    sorted.into_iter().take(LISTED).map(problem).collect()
}

fn problem(shown: &Shown) -> Problem<'_> {
    let place = shown.place.as_ref();
    // The beginning of a file stands for the file as a whole.
    let inside = place.filter(|place| place.excerpt.is_some());
    Problem {
        severity: shown.severity,
        code: shown.code,
        file: place.map(|place| &*place.file),
        line: inside.map(|place| place.line),
        column: inside.map(|place| place.column),
        message: &shown.message,
        help: shown.help.as_deref(),
        excerpt: place.and_then(marked),
    }
}

/// The first line of a place.
pub(super) fn marked(place: &Place) -> Option<Marked<'_>> {
    let excerpt = place.excerpt.as_ref()?;
    let line = excerpt.text.lines().next().unwrap_or_default();
    let line = &line[..letter_at(line, LONGEST_LINE)];
    let start = letter_at(line, excerpt.marked.start);
    let end = letter_at(line, excerpt.marked.end).max(start);
    if line.trim().is_empty() {
        return None;
    }
    Some(Marked { before: &line[..start], meant: &line[start..end], after: &line[end..] })
}

/// `at` or, where that is inside a letter, the letter's beginning.
fn letter_at(line: &str, at: usize) -> usize {
    let at = at.min(line.len());
    (0..=at).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0)
}
