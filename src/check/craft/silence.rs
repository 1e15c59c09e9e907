//! What an author silenced, with a reason: `ignore:` in an entry, and in `checks:` for the whole handbook.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::reading::{Outline, entries};
use super::{Reading, check, table};
use crate::diagnostic::Diagnostic;
use crate::handbook::{EntryKind, Meta};
use crate::public::hidden;
use crate::source::Located;
use crate::suggest;

/// What is told only where links to other sites are asked. It may be silenced as advice may, and a silence that has
/// nothing to silence is as it should be: most runs ask nobody.
const ON_REQUEST: [&str; 2] = ["link-dead", "link-unsure"];

/// A check that is silenced in one place.
struct Silence<'a> {
    id: &'a Located<String>,
    /// `None` for the whole handbook.
    entry: Option<&'a Meta>,
    has_silenced: bool,
}

/// `said` without what is silenced; with a note on each silence that silences nothing, and a warning on each that
/// cannot.
#[must_use]
pub fn silenced(reading: &Reading, said: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut silences = silences(reading);
    let mut left = left(reading, &mut silences, said);
    left.extend(silences.iter().filter_map(|silence| about(silence, reading)));
    left
}

/// What was told `on_request`, after everything else, without what is silenced.
#[must_use]
pub fn silenced_later(reading: &Reading, on_request: Vec<Diagnostic>) -> Vec<Diagnostic> {
    left(reading, &mut silences(reading), on_request)
}

/// `said` without what is silenced; each silence that did so knows it then.
fn left(reading: &Reading, silences: &mut [Silence], said: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if silences.is_empty() {
        return said;
    }
    let mut by_id: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (place, silence) in silences.iter().enumerate() {
        by_id.entry(&silence.id.value).or_default().push(place);
    }
    let owners = Owners::new(reading);
    let mut left: Vec<Diagnostic> = Vec::with_capacity(said.len());
    for diagnostic in said {
        let places = by_id.get(diagnostic.code).filter(|_| may_be_silenced(diagnostic.code));
        let covers = |place: &&usize| match silences[**place].entry {
            Some(entry) => owners.owns(entry, &diagnostic),
            None => true,
        };
        match places.and_then(|places| places.iter().find(covers)) {
            Some(place) => silences[*place].has_silenced = true,
            None => left.push(diagnostic),
        }
    }
    left
}

fn may_be_silenced(code: &str) -> bool {
    ON_REQUEST.contains(&code) || check(code).is_some_and(super::Check::may_be_silenced)
}

/// Every silence, those of entries first: what is silenced where it stands need not be silenced everywhere.
fn silences<'a>(reading: &Reading<'a>) -> Vec<Silence<'a>> {
    let book = reading.book;
    let mut silences = Vec::new();
    for meta in silencing(reading) {
        let ids = meta.ignore.iter().map(|(id, _)| id);
        silences.extend(ids.map(|id| Silence { id, entry: Some(meta), has_silenced: false }));
    }
    let ids = book.community.checks.ignore.iter().map(|(id, _)| id);
    silences.extend(ids.map(|id| Silence { id, entry: None, has_silenced: false }));
    silences
}

/// The entries in which something is silenced.
fn silencing<'a>(reading: &Reading<'a>) -> impl Iterator<Item = &'a Meta> {
    entries(reading.book).into_iter().filter(|meta| !meta.ignore.is_empty())
}

/// What is wrong with a silence.
fn about(silence: &Silence, reading: &Reading) -> Option<Diagnostic> {
    let (id, span) = (silence.id.value.as_str(), silence.id.span.clone());
    if ON_REQUEST.contains(&id) {
        return None;
    }
    let Some(known) = check(id) else {
        let names = table::CHECKS.iter().map(|check| check.id).chain(ON_REQUEST);
        let near = suggest::nearest(id, names);
        let near = near.map_or(String::new(), |near| format!(" Did you mean `{near}`?"));
        let message = format!("There is no check called `{id}` that could be left out.{near}");
        let help =
            "Write the name as it stands in the square brackets of the message; `handbound check --list` has all.";
        return Some(Diagnostic::warning("silence-unknown", span, message).help(help));
    };
    if !known.may_be_silenced() {
        let message = format!("`{id}` tells of a broken fact or promise, and cannot be left out.");
        let help = "Take the line out, and mend what the message tells of.";
        return Some(Diagnostic::warning("silence-unknown", span, message).help(help));
    }
    // What is over is not looked at any more, what is hidden or a sketch not yet. Of an agenda in which it is not known who
    // speaks, a check may have more to say than it can.
    let is_clear = |outline: &Outline| {
        known.subject != super::Subject::Agenda || outline.laid.segments.iter().all(super::reading::is_known)
    };
    let is_looked_at = |meta: &Meta| match meta.kind {
        EntryKind::Session => reading.finished().any(|outline| outline.session.meta.id == meta.id && is_clear(outline)),
        _ => !hidden(reading.book, meta, reading.drafts),
    };
    if silence.has_silenced || !silence.entry.map_or(reading.finished().next().is_some(), is_looked_at) {
        return None;
    }
    let message = format!("`{id}` is left out here, and has nothing to say.");
    Some(Diagnostic::note("silence-unused", span, message).help("Take the line out: it may hide something later."))
}

/// Which entry a place belongs to.
struct Owners<'a> {
    /// The beginnings of the entries in a file, for lists.
    lists: FxHashMap<&'a str, Vec<u32>>,
}

impl<'a> Owners<'a> {
    fn new(reading: &Reading<'a>) -> Self {
        let mut lists: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for meta in silencing(reading).filter(|meta| is_list(&meta.file)) {
            lists.entry(&meta.file).or_default();
        }
        if !lists.is_empty() {
            reading.book.each_entry(&mut |meta, _| {
                if let Some(starts) = lists.get_mut(&*meta.file) {
                    starts.push(meta.span.start);
                }
            });
            for starts in lists.values_mut() {
                starts.sort_unstable();
            }
        }
        Owners { lists }
    }

    /// Whether `diagnostic` is about `entry`. In a list an item begins with its title.
    fn owns(&self, entry: &Meta, diagnostic: &Diagnostic) -> bool {
        let Some(span) = diagnostic.span.as_ref().filter(|span| span.file == entry.file) else { return false };
        let Some(starts) = self.lists.get(&*entry.file) else { return true };
        let item = |at: u32| starts.partition_point(|start| *start <= at);
        item(span.start) == item(entry.span.start)
    }
}

fn is_list(file: &str) -> bool {
    let ending = Path::new(file).extension().unwrap_or_default();
    ["yml", "yaml"].iter().any(|list| ending.eq_ignore_ascii_case(list))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{COMMUNITY, handbook, said};
    use super::*;
    use crate::public::Drafts;
    use crate::source::Span;

    const NONE: [&str; 0] = [];
    /// Begins late, and has nothing else to tell.
    const SLOW: &str =
        "We draw.\n\n## Agenda\n- 14 min: Lecture\n- 36 min: Check-in\n- 20 min: Quiet writing\n- 20 min: Share back\n";

    /// What is said of a session with these `fields` in a handbook with those `checks`.
    fn told(fields: &str, checks: &str) -> Vec<String> {
        let session = format!("---\ntitle: A\ndate: 2026-12-03\ntime: 6:30-8 pm\n{fields}---\n{SLOW}");
        let community = format!("{COMMUNITY}{checks}");
        let before = "---\ntitle: First\ndate: 2026-09-03\ntime: 6:30-8 pm\n---\n";
        let files = [("community.yml", &*community), ("sessions/0.md", before), ("sessions/a.md", &session)];
        let code = |text: String| text.split("]: ").next().unwrap_or_default().to_owned() + "]";
        said(&files).into_iter().filter(|text| !text.contains("[not-there-yet]")).map(code).collect()
    }

    #[test]
    fn a_reason_beside_it_or_for_all_silences_it() {
        assert_eq!(told("", ""), ["sessions/a.md \"14 min: Lecture\" nudge[long-introduction]"]);
        assert_eq!(told("ignore: {long-introduction: we like news}\n", ""), NONE);
        assert_eq!(told("", "checks: {ignore: {long-introduction: we like news}}\n"), NONE);
        assert_eq!(
            told("ignore: {long-introduction: here}\n", "checks: {ignore: {long-introduction: everywhere}}\n"),
            ["community.yml \"long-introduction\" note[silence-unused]"]
        );
    }

    #[test]
    fn what_silences_nothing_is_told() {
        let other = "ignore: {no-reflection: we draw}\n";
        assert_eq!(
            told(&other.replace("no-", "long-introduction: news, no-"), ""),
            ["sessions/a.md \"no-reflection\" note[silence-unused]"]
        );
        assert_eq!(
            told("ignore: {long-introduction: news, no-reflexion: x}\n", ""),
            ["sessions/a.md \"no-reflexion\" warning[silence-unknown]"]
        );
        // Not while it is hidden, and not when it is over.
        assert_eq!(told(&format!("draft: true\n{other}"), ""), NONE);
        assert_eq!(told(&format!("status: cancelled\n{other}"), ""), NONE);
    }

    #[test]
    fn what_is_told_on_request_may_be_silenced_and_need_not_be_told() {
        assert_eq!(told("ignore: {link-dead: moving, long-introduction: news}\n", ""), NONE);
        let unknown = told("ignore: {link-ded: moving, long-introduction: news}\n", "");
        assert_eq!(unknown, ["sessions/a.md \"link-ded\" warning[silence-unknown]"]);
        let session = "---\ntitle: A\ndate: 2026-12-03\ntime: 6:30-8 pm\nignore: {link-unsure: people only}\n---\n";
        let (handbook, _) = handbook(&[("community.yml", COMMUNITY), ("sessions/a.md", session)]);
        let reading = Reading::new(&handbook, jiff::civil::date(2026, 11, 22), Drafts::Left, &[]);
        let at = |code, file: &str| Diagnostic::note(code, Span::whole(&file.into()), "");
        let said = vec![
            at("link-unsure", "sessions/a.md"),
            at("link-unsure", "community.yml"),
            at("link-dead", "sessions/a.md"),
        ];
        let left = silenced_later(&reading, said);
        assert_eq!(left.iter().map(|found| found.code).collect::<Vec<_>>(), ["link-unsure", "link-dead"]);
    }

    #[test]
    fn an_item_of_a_list_silences_itself_alone() {
        let body = SLOW.replace('\n', "\n    ");
        let item = |id: &str, ignore: &str| {
            format!(
                "- id: {id}\n  title: Session {id}\n  date: 2026-12-0{id}\n  time: 6:30-8 pm\n{ignore}  text: |\n    {body}\n"
            )
        };
        let list = item("1", "") + &item("2", "  ignore: {long-introduction: news}\n") + &item("3", "");
        let before = "---\ntitle: First\ndate: 2026-09-03\ntime: 6:30-8 pm\n---\n";
        let files = [("community.yml", COMMUNITY), ("sessions/0.md", before), ("sessions.yml", &*list)];
        let told = said(&files);
        assert_eq!(told.iter().filter(|text| text.contains("[long-introduction]")).count(), 2, "{told:#?}");
        assert_eq!(told.iter().filter(|text| text.contains("[silence-unused]")).count(), 0, "{told:#?}");
    }
}
