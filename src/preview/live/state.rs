//! What open pages are told, as JSON: the number of the snapshot, the fingerprints of its assets, and the problems.

use serde::Serialize;

use super::{AssetFingerprints, hex};
use crate::diagnostic::Severity;
use crate::diagnostic::show::{Position, Shown, count};
use crate::preview::server::Exposure;
use crate::source::FilePath;

/// More problems than this are counted and not listed: nobody reads them in a corner of a page.
const LISTED: usize = 200;
/// More bytes of a line than this help nobody to find the place.
const LONGEST_LINE: usize = 400;

/// What open pages are told.
#[derive(Debug, Clone, Default)]
pub struct PreviewState {
    /// The number of the snapshot, which grows in each run.
    pub version: u64,
    pub assets: AssetFingerprints,
    pub problems: Vec<Shown>,
    /// Files that could not be read well, so that pages show what they last said when they could.
    pub stale: Vec<FilePath>,
}

#[derive(Serialize)]
struct StateJson<'a> {
    server: &'a str,
    edition: u64,
    prints: FingerprintsJson,
    problems: ProblemsJson<'a>,
    /// `None` where they are shown at the terminal alone.
    stale: Option<Vec<&'a str>>,
}

#[derive(Serialize)]
struct FingerprintsJson {
    scripts: String,
    pictures: String,
}

#[derive(Serialize)]
struct ProblemsJson<'a> {
    errors: usize,
    warnings: usize,
    nudges: usize,
    notes: usize,
    /// The number of all; the list may hold fewer.
    total: usize,
    /// `None` where they are shown at the terminal alone.
    list: Option<Vec<ProblemJson<'a>>>,
}

#[derive(Serialize)]
struct ProblemJson<'a> {
    severity: Severity,
    code: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
    help: Option<&'a str>,
    excerpt: Option<MarkedLine<'a>>,
}

/// A line, and the part of it that a problem is about.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct MarkedLine<'a> {
    pub before: &'a str,
    pub meant: &'a str,
    pub after: &'a str,
}

/// Returns `state` as JSON, on one line. `run` names this run, so that a page knows when Handbound was started again.
///
/// A problem may quote what is private: a line of the roster, a link to join, a note for facilitators. So the network
/// gets numbers alone, and the messages are shown at the terminal.
#[must_use]
pub fn state_json(run: &str, state: &PreviewState, exposure: Exposure) -> String {
    let all = &state.problems;
    let (list, files) = match exposure {
        Exposure::Local => (Some(listed(all)), Some(state.stale.iter().map(|file| &**file).collect())),
        Exposure::Network => (None, None),
    };
    let AssetFingerprints { scripts, pictures } = state.assets;
    let json = StateJson {
        server: run,
        edition: state.version,
        prints: FingerprintsJson { scripts: hex(scripts), pictures: hex(pictures) },
        problems: ProblemsJson {
            errors: count(all, Severity::Error),
            warnings: count(all, Severity::Warning),
            nudges: count(all, Severity::Nudge),
            notes: count(all, Severity::Note),
            total: all.len(),
            list,
        },
        stale: files,
    };
    // Text and numbers alone: there is nothing in it that could fail.
    serde_json::to_string(&json).unwrap_or_default()
}

/// Sorts by severity; within one, the order of the files stays.
fn listed(all: &[Shown]) -> Vec<ProblemJson<'_>> {
    let mut sorted: Vec<&Shown> = all.iter().collect();
    sorted.sort_by_key(|shown| shown.severity);
    sorted.into_iter().take(LISTED).map(problem).collect()
}

fn problem(shown: &Shown) -> ProblemJson<'_> {
    let place = shown.place.as_ref();
    // The beginning of a file stands for the file as a whole.
    let inside = place.filter(|place| place.excerpt.is_some());
    ProblemJson {
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

/// Returns the first line of a place, with the part of it that is meant.
pub(super) fn marked(place: &Position) -> Option<MarkedLine<'_>> {
    let excerpt = place.excerpt.as_ref()?;
    let line = excerpt.text.lines().next().unwrap_or_default();
    let line = &line[..letter_at(line, LONGEST_LINE)];
    let start = letter_at(line, excerpt.marked.start);
    let end = letter_at(line, excerpt.marked.end).max(start);
    if line.trim().is_empty() {
        return None;
    }
    Some(MarkedLine { before: &line[..start], meant: &line[start..end], after: &line[end..] })
}

/// Returns `at` or, where that is inside a letter, the letter's beginning.
fn letter_at(line: &str, at: usize) -> usize {
    let at = at.min(line.len());
    (0..=at).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0)
}
