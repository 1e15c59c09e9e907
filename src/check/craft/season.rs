//! What runs through a season.

use rustc_hash::FxHashMap;

use super::reading::{Outline, Reading, SEASON, day, stands_in};
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::{Prose, Role, Section, Session};

pub const NO_READING: Check = Check {
    id: "no-reading",
    level: Severity::Note,
    subject: Subject::Season,
    rule: "A session has something to read. Where three or more of a season have an agenda and none has, it is a nudge, \
           once.",
    silent: "The agenda is still a sketch, it comes before the first of its season that has something to read, or a title, \
             its details or how to prepare speak of a chapter, an article, a poem, or begin with “Read”.",
    why: "A page that everybody has read takes a conversation further",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(no_reading),
};

/// What speaks of something to read that is written down nowhere else.
const READ: &[&str] = &[
    "reading", "chapter", "article", "book", "poem", "paper", "passage", "handout", "hand-out", "leaflet", "essay",
    "excerpt", "skim", "psalm", "gedicht", "texte",
];

/// What says the same of how to prepare, where `Read the two pages` is no part of the session.
const READ_BEFORE: &[&str] = &["read ", "brief"];

/// Whether it is said how to prepare with something to read.
fn prepares(session: &Session) -> bool {
    let says = |prose: &Prose| {
        let text = prose.html.to_lowercase();
        stands_in(&text, READ) || stands_in(&text, READ_BEFORE)
    };
    let is_about = |section: &&Section| matches!(section.role, Some(Role::Prepare)) || is_before(&section.heading.text);
    session.body.sections.iter().filter(is_about).any(|section| says(&section.prose))
}

/// `Read five comments aloud`: a part that begins with what is read in it.
fn is_to_read(title: &str) -> bool {
    let title = title.to_lowercase();
    // A clock time before it is part of the title.
    let title = title.trim_start_matches(|c: char| !c.is_alphabetic());
    let what = title.strip_prefix("read ").unwrap_or_default();
    !what.is_empty() && !stands_in(what, &["out", "back", "them", "it ", "around", "round"])
}

/// `Before you come`, `To read beforehand`.
fn is_before(heading: &str) -> bool {
    stands_in(&heading.to_lowercase(), &["before", "prepar", "read", "ahead"])
}

fn no_reading(reading: &Reading) -> Vec<Diagnostic> {
    // By series: how many sessions have an agenda, and the first that has something to read. Sessions beside the series
    // are no season of their own.
    let mut seasons: FxHashMap<Option<&str>, (usize, Option<&Session>)> = FxHashMap::default();
    for session in &reading.sessions {
        let (planned, first) = seasons.entry(session.series.as_deref()).or_default();
        let in_agenda = |agenda: &crate::handbook::Agenda| agenda.segments.iter().any(|part| !part.readings.is_empty());
        *planned += usize::from(session.agenda.is_some());
        if !session.readings.is_empty() || session.agenda.as_ref().is_some_and(in_agenda) || prepares(session) {
            first.get_or_insert(session);
        }
    }
    let has_none = |outline: &&Outline| {
        outline.session.readings.is_empty()
            && outline.agenda.segments.iter().all(|segment| segment.readings.is_empty())
            && !outline.mentions(READ)
            && !outline.agenda.segments.iter().any(|segment| is_to_read(&segment.title.plain()))
            && !prepares(outline.session)
    };
    let mend = "Name a page or two: `readings: [id]`, with a file in `readings/`.";
    let mut told = Vec::new();
    for outline in reading.finished().filter(has_none) {
        let series = outline.session.series.as_deref();
        let is_season = series.is_some() || reading.book.series.is_empty();
        let span = &outline.session.meta.span;
        match seasons.get_mut(&series) {
            Some((planned, None)) if is_season && *planned >= SEASON => {
                // The others are told by this one. Of fewer sessions nothing is told.
                let planned = std::mem::take(planned);
                let seen = format!("None of the {planned} sessions of this season has something to read.");
                told.push(NO_READING.say_as(Severity::Nudge, span, &seen, mend));
            }
            Some((_, None)) if is_season => {}
            // A season may begin with people, and read later.
            Some((_, Some(first))) if is_season && day(outline.session) < day(first) => {}
            _ => told.push(NO_READING.say(span, "This session has nothing to read.", mend)),
        }
    }
    told
}

#[cfg(test)]
mod tests;
