//! Ways into online rooms that stand in what everybody reads.

use std::ops::Range;

use crate::diagnostic::Severity;
use crate::handbook::rooms::{self, WayIn};
use crate::source::{Located, Source, Span};

use super::markdown::comments;
use super::{Entry, FileKind, Parsed, classify};

/// Finds the ways into online rooms in the text of a file whose content is `parsed`. What is not published is left out:
/// boxes for facilitators, comments, `join` and `dial_in`; and lines that have an error of their own, whose mend comes
/// first.
///
/// The text is gone through as it was written, so that no field, no title and no address can be forgotten.
/// A download and a template are published as they are, comments included.
pub(super) fn ways_in(source: &Source, kind: &FileKind, parsed: &Parsed) -> Vec<Located<WayIn>> {
    let text = source.text.as_str();
    let mut found = rooms::ways_in(text);
    let is_as_it_is = matches!(kind, FileKind::Theme | FileKind::Other);
    if found.is_empty() || (parsed.entries.is_empty() && !is_as_it_is) {
        return Vec::new();
    }
    if is_as_it_is && classify::is_code(&source.path) {
        found.retain(|(kind, _)| matches!(kind, WayIn::Link | WayIn::Number));
    }
    let mut private: Vec<Range<usize>> = parsed.callouts.iter().map(|callout| callout.span.range()).collect();
    // Text that a picture does not show is taken out of it.
    if !is_as_it_is || source.path.ends_with(".svg") {
        private.extend(comments(text));
    }
    for entry in &parsed.entries {
        if let Entry::Session(_, join) = entry {
            private.extend(join.link.iter().chain(&join.dial_in).map(|value| value.span.range()));
        }
    }
    let errors = parsed.diagnostics.iter().filter(|said| said.severity == Severity::Error);
    let errors: Vec<Range<usize>> = errors.filter_map(|said| Some(said.span.as_ref()?.range())).collect();
    let line_of = |place: &Range<usize>| {
        let start = text[..place.start].rfind('\n').map_or(0, |at| at + 1);
        start..text[place.end..].find('\n').map_or(text.len(), |at| place.end + at)
    };
    found.retain(|(_, place)| {
        let line = line_of(place);
        // A line that holds `join:` is no more private than its value.
        let is_private = private.iter().any(|part| part.start < place.end && place.start < part.end);
        !is_private && !errors.iter().any(|error| line.contains(&error.start) && error.start < error.end)
    });
    found.into_iter().map(|(kind, place)| Located::new(kind, Span::new(&source.path, place))).collect()
}
