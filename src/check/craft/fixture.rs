//! Reads handbooks from their files for tests of advice, and returns the advice on them.

use std::sync::Arc;

use jiff::civil::date;

use super::{Context, craft, without_ignored};
use crate::check::fixture::texts;
use crate::diagnostic::Diagnostic;
use crate::handbook::Handbook;
use crate::parse;
use crate::redact::Drafts;
use crate::source::Source;

/// A community in Halifax of 12 people.
pub(super) const COMMUNITY: &str = "name: The Lantern Circle\ntimezone: America/Halifax\ngroup_size: 12\n";

/// An agenda of 90 minutes in which each part has a kind.
pub(super) const AGENDA: &str = "## Agenda\n- 50 min: Check-in\n- 30 min: Discussion\n- 10 min: Circle\n";

/// Returns the handbook of these files, path and text, with the diagnostics of reading them.
pub(super) fn handbook(files: &[(&str, &str)]) -> (Handbook, Vec<Diagnostic>) {
    let source = |(path, text): &(&str, &str)| Source { path: (*path).into(), text: (*text).to_owned() };
    let parsed: Vec<_> = files.iter().map(|file| parse::parse(&source(file))).collect();
    let paths = files.iter().map(|(path, _)| (*path).into()).collect();
    let (handbook, said) = parse::assemble(&parsed, paths);
    (handbook.expect("a community"), said)
}

/// Returns all advice on these files on 22 November 2026, in order of place: `file "what is meant" level[id]: message /
/// help`.
pub(super) fn said(files: &[(&str, &str)]) -> Vec<String> {
    let (handbook, said) = handbook(files);
    advice(&handbook, &said, files)
}

fn advice(handbook: &Handbook, said: &[Diagnostic], files: &[(&str, &str)]) -> Vec<String> {
    let context = Context::new(handbook, date(2026, 11, 22), Drafts::Left, said);
    let mut found = without_ignored(&context, craft(&context));
    found.sort_by(|a, b| a.span.cmp(&b.span));
    let text = |found: Diagnostic| {
        let span = found.span.clone().expect("advice has a place");
        let text = files.iter().find(|(path, _)| *path == &*span.file).map_or("", |(_, text)| text);
        let said = texts(vec![found]).concat();
        format!("{} {:?} {}", span.file, &text[span.range()], said.split_once(' ').expect("a place").1)
    };
    found.into_iter().map(text).collect()
}

/// Returns the diagnostics of `agenda-adds-up` for a session from 9 am to 3 pm whose parts have these written starts
/// and ends, in minutes after 9 am.
pub(super) fn of_clock(parts: &[(i32, Option<i32>)]) -> String {
    let agenda: String = parts.iter().map(|_| "- 1 min: A part\n").collect();
    let session = format!("---\ntitle: A\ndate: 2026-12-03\ntime: 9 am - 3 pm\n---\n## Agenda\n{agenda}");
    let files = [("community.yml", COMMUNITY), ("sessions/a.md", &*session)];
    let (mut handbook, said) = handbook(&files);
    let session = Arc::make_mut(&mut handbook.book.sessions[0]);
    let segments = &mut session.agenda.as_mut().expect("an agenda").segments;
    for (segment, (start, end)) in segments.iter_mut().zip(parts) {
        (segment.start, segment.end, segment.minutes) = (Some(*start), *end, None);
    }
    only("agenda-adds-up", advice(&handbook, &said, &files)).concat()
}

/// Returns the diagnostics of the check `id` for a session of the [`COMMUNITY`] on 3 December, from 6:30 to 8 pm, whose
/// header has also `fields`, with that agenda.
pub(super) fn of_agenda(id: &str, fields: &str, agenda: &str) -> Vec<String> {
    of_session(id, &format!("time: 6:30-8 pm\n{fields}"), agenda)
}

/// Returns the same with the time among the fields.
pub(super) fn of_session(id: &str, fields: &str, agenda: &str) -> Vec<String> {
    let session = format!("---\ntitle: A\ndate: 2026-12-03\n{fields}---\n## Agenda\n{agenda}");
    let first = "---\ntitle: First\ndate: 2026-09-03\ntime: 6:30-8 pm\n---\n";
    let files = [("community.yml", COMMUNITY), ("sessions/0.md", first), ("sessions/a.md", &session)];
    only(id, said(&files))
}

/// Returns those of `texts` that come from the check `id`.
pub(super) fn only(id: &str, texts: Vec<String>) -> Vec<String> {
    texts.into_iter().filter(|text| text.contains(&format!("[{id}]"))).collect()
}

/// Returns the diagnostics of the check `id` for the [`COMMUNITY`] with those further fields, and for these files.
pub(super) fn of_files(id: &str, fields: &str, files: &[(&str, &str)]) -> Vec<String> {
    let community = format!("{COMMUNITY}{fields}");
    let mut all = vec![("community.yml", community.as_str())];
    all.extend(files);
    only(id, said(&all))
}

/// Returns the diagnostics of the check `id` for a community with those further fields and three sessions to come with
/// an agenda, whose header has also `place`, and for further files.
pub(super) fn of_season(id: &str, fields: &str, place: &str, more: &[(&str, &str)]) -> Vec<String> {
    let community = format!("name: The Lantern Circle\ntimezone: America/Halifax\n{fields}");
    let session = |n: u8| format!("---\ntitle: S{n}\ndate: 2026-12-0{n}\ntime: 6:30-8 pm\n{place}---\n{AGENDA}");
    let sessions: Vec<(String, String)> = (1..4).map(|n| (format!("sessions/{n}.md"), session(n))).collect();
    let mut files = vec![("community.yml", community.as_str())];
    files.extend(sessions.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    files.extend(more);
    only(id, said(&files))
}

/// Asserts that the check `id` reports nothing for such sessions with any of these agendas.
pub(super) fn silent(id: &str, fields: &str, agendas: &[&str]) {
    for agenda in agendas {
        assert_eq!(of_session(id, fields, agenda), Vec::<String>::new(), "{fields}{agenda}");
    }
}
