//! Puts all parsed files together into one handbook: lists in their order, the index, what could not be read.

mod duplicates;
mod no_community;
mod order;
mod people;

use std::borrow::Borrow;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::book::key;
use crate::handbook::index::{Unread, ends_in};
use crate::handbook::links::address_name;
use crate::handbook::{
    Audience, Body, Book, Community, EntryKind, Handbook, Id, Index, Meta, Private, Segment, Series, Session,
    TitleKinds, Values,
};
use crate::source::{FilePath, Located, Span};
use crate::suggest::nearest;

use super::agenda::kinds;
use super::{Entry, FileKind, Parsed, PrivateFile, classify};

/// Puts `parsed` (in order of path) together. `files` are the folder's files, those that were parsed included: what
/// became an entry is taken out, and what should have become one but could not be read stays known by its name, so that
/// nothing false is reported about it. Every diagnostic of `parsed` is handed on.
///
/// Returns `None` only where there is no `community.yml`; the diagnostics say so.
#[must_use]
pub fn assemble<P: Borrow<Parsed>>(parsed: &[P], files: Vec<FilePath>) -> (Option<Handbook>, Vec<Diagnostic>) {
    let parsed = || parsed.iter().map(Borrow::borrow);
    let communities: Vec<&Arc<Community>> = parsed().flat_map(|file| &file.entries).filter_map(community).collect();
    let Some(community) = communities.first() else {
        let mut diagnostics = parsed().flat_map(|file| file.diagnostics.iter().cloned()).collect();
        no_community::report(&files, &mut diagnostics);
        return (None, diagnostics);
    };
    let mut collector = Collector {
        book: Book::of(Arc::clone(community)),
        values: Vec::new(),
        private: Private::default(),
        diagnostics: Vec::new(),
    };
    parsed().for_each(|file| collector.take(file));
    let mut book = collector.book;
    book.title_kinds = Arc::new(title_kinds(&community.language.value));
    let first = |kind| collector.values.iter().find(|values| values.meta.kind == kind).cloned();
    (book.values, book.agreements) = (first(EntryKind::Values), first(EntryKind::Agreements));
    add_series_of_folders(&mut book);
    order::sort(&mut book);
    duplicates::find(&book, &communities, &collector.values, &mut collector.diagnostics);
    gather_misplaced(&mut collector.diagnostics);
    collector.diagnostics.extend(files.iter().filter_map(super::private::spreadsheet));
    let unread = sift(files, &mut book, &collector.diagnostics);
    book.index = Arc::new(Index::new(&book, unread));
    people::by_id(&mut book);
    read_brackets(&mut book);
    name_by_methods(&mut book);
    (Some(Handbook { book, private: collector.private }), collector.diagnostics)
}

/// Reads words in square brackets behind a part's title: they name who leads it, where that is somebody's name;
/// otherwise they belong to the title.
fn read_brackets(book: &mut Book) {
    let has_brackets = |session: &Arc<Session>| {
        session.agenda.iter().flat_map(|agenda| &agenda.segments).any(|segment| segment.bracket.is_some())
    };
    let mut sessions = std::mem::take(&mut book.sessions);
    for session in sessions.iter_mut().filter(|session| has_brackets(session)) {
        let agenda = Arc::make_mut(session).agenda.as_mut();
        for segment in agenda.into_iter().flat_map(|agenda| &mut agenda.segments) {
            let Some(bracket) = segment.bracket.take() else { continue };
            let people: Vec<&str> = bracket.value.split([',', '&']).map(str::trim).collect();
            if people.iter().all(|name| book.who(name).is_some()) {
                let lead = |name: &&str| Located::new((*name).to_owned(), bracket.span.clone());
                segment.leads.extend(people.iter().map(lead));
            } else {
                segment.title.push_text(&format!(" [{}]", bracket.value));
            }
        }
    }
    book.sessions = sessions;
}

/// Gives the method's title to a part of an agenda that is nothing but the method that it uses.
fn name_by_methods(book: &mut Book) {
    let is_nameless = |segment: &Segment| segment.title.is_empty() && segment.method.is_some();
    let mut sessions = std::mem::take(&mut book.sessions);
    for session in &mut sessions {
        if !session.agenda.iter().flat_map(|agenda| &agenda.segments).any(is_nameless) {
            continue;
        }
        let agenda = Arc::make_mut(session).agenda.as_mut();
        for segment in agenda.into_iter().flat_map(|agenda| &mut agenda.segments).filter(|one| is_nameless(one)) {
            let Some(id) = segment.method.as_ref().map(|method| &method.value) else { continue };
            let title = book.method(id).map_or(&**id, |method| &method.meta.title);
            segment.phrase = kinds::phrase(title);
            segment.title.push_text(title);
        }
    }
    book.sessions = sessions;
}

/// Returns the titles that name a kind in `language`. English phrases are no phrases of another language.
fn title_kinds(language: &str) -> TitleKinds {
    let (words, is_known) = super::words::words(language);
    if is_known { TitleKinds::new(&words) } else { TitleKinds::default() }
}

fn community(entry: &Entry) -> Option<&Arc<Community>> {
    match entry {
        Entry::Community(community) => Some(community),
        _ => None,
    }
}

/// The entries by kind, in the order of the files.
struct Collector {
    book: Book,
    /// Values and agreements.
    values: Vec<Arc<Values>>,
    private: Private,
    diagnostics: Vec<Diagnostic>,
}

impl Collector {
    fn take(&mut self, file: &Parsed) {
        let Parsed { entries, callouts, private, ways_in, diagnostics } = file;
        self.diagnostics.extend_from_slice(diagnostics);
        self.private.callouts.extend_from_slice(callouts);
        self.private.ways_in.extend_from_slice(ways_in);
        for entry in entries {
            let book = &mut self.book;
            match entry {
                // Taken before all others, since they stand in its book.
                Entry::Community(_) => {}
                Entry::Values(values) => self.values.push(Arc::clone(values)),
                Entry::Session(session, join) => {
                    if join.link.is_some() || join.dial_in.is_some() {
                        self.private.joins.entry(Arc::clone(&session.meta.id)).or_insert_with(|| join.clone());
                    }
                    book.sessions.push(Arc::clone(session));
                }
                Entry::Series(series) => book.series.push(Arc::clone(series)),
                Entry::Person(person) => book.people.push(Arc::clone(person)),
                Entry::Venue(venue) => book.venues.push(Arc::clone(venue)),
                Entry::Reading(reading) => book.readings.push(Arc::clone(reading)),
                Entry::Scenario(scenario) => book.scenarios.push(Arc::clone(scenario)),
                Entry::Method(method) => book.methods.push(Arc::clone(method)),
                Entry::Guidance(guidance) => book.guidance.push(Arc::clone(guidance)),
                Entry::Page(page) => book.pages.push(Arc::clone(page)),
            }
        }
        for file in private {
            match file {
                PrivateFile::Roster(members) => self.private.roster.extend_from_slice(members),
                PrivateFile::Listed(members) => self.private.listed.extend_from_slice(members),
                PrivateFile::Attendance(attendance) => self.private.attendance.extend_from_slice(attendance),
                PrivateFile::Report(report) => self.private.reports.push(report.clone()),
                PrivateFile::Expenses(expenses) => self.private.expenses.extend_from_slice(expenses),
                PrivateFile::Debrief(debrief) => self.private.debriefs.push(debrief.clone()),
                PrivateFile::Addresses(addresses) => self.private.addresses.extend_from_slice(addresses),
                PrivateFile::Secret(secret) => self.private.secret = Some(secret.clone()),
                PrivateFile::Preferences(chosen) => self.private.preferences = chosen.clone(),
            }
        }
    }
}

/// Adds a series for each folder of sessions without a `series.md`.
fn add_series_of_folders(book: &mut Book) {
    let mut known: FxHashSet<Id> = book.series.iter().map(|series| Arc::clone(&series.meta.id)).collect();
    let mut last = None;
    for session in &book.sessions {
        // The files of a folder follow each other.
        if let Some(id) = &session.series
            && last != Some(id)
        {
            if known.insert(Arc::clone(id)) {
                book.series.push(Arc::new(series_of_folder(id, session)));
            }
            last = Some(id);
        }
    }
}

fn series_of_folder(id: &Id, session: &Session) -> Series {
    let name = id.replace(['-', '_'], " ");
    let mut letters = name.trim().chars();
    let title = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    let meta = Meta {
        kind: EntryKind::Series,
        id: Arc::clone(id),
        address: format!("{}/{}.html", EntryKind::Series.row().pages, address_name(id)),
        file: Arc::clone(&session.meta.file),
        span: Span::whole(&session.meta.file),
        title,
        was: Vec::new(),
        draft: false,
        audience: Audience::Everyone,
        updated: None,
        owner: None,
        review_by: None,
        ignore: Vec::new(),
        anchors: Vec::new(),
    };
    Series { meta, facilitators: None, timezone: None, snack_rota: None, order: None, body: Body::default() }
}

/// Joins the messages about a folder of another name, which is one mistake, however many files lie in it.
fn gather_misplaced(diagnostics: &mut Vec<Diagnostic>) {
    let mut first: FxHashMap<(String, String), usize> = FxHashMap::default();
    let mut all: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics.drain(..) {
        let folder = diagnostic.span.as_ref().filter(|_| diagnostic.code == "misplaced-file");
        if let Some((folder, _)) = folder.and_then(|span| span.file.split_once('/')) {
            let place = *first.entry((folder.to_owned(), diagnostic.message.clone())).or_insert(all.len());
            if let (Some(said), Some(span)) = (all.get_mut(place), &diagnostic.span) {
                if said.related.len() < MOST_PLACES {
                    said.related.push((span.clone(), "and this one".to_owned()));
                }
                continue;
            }
        }
        all.push(diagnostic);
    }
    *diagnostics = all;
}

/// Returns the kind of entries that a misplaced file probably holds: `People/wren.md`, `people/old/wren.md`.
fn meant_folder(file: &str) -> Option<EntryKind> {
    let (folder, _) = file.split_once('/')?;
    EntryKind::of_folder(nearest(folder, EntryKind::folders())?)
}

/// The number of places of one mistake that are shown at most.
const MOST_PLACES: usize = 5;

/// Keeps of `files` what is no entry and not private, and returns which entries could not be read.
fn sift(files: Vec<FilePath>, book: &mut Book, diagnostics: &[Diagnostic]) -> Unread {
    let mut entries: FxHashSet<FilePath> = FxHashSet::with_capacity_and_hasher(files.len(), FxBuildHasher);
    book.each_entry(&mut |meta, _| {
        entries.insert(Arc::clone(&meta.file));
    });
    let mut unread = Unread::default();
    for file in files {
        if entries.contains(&file) {
            continue;
        }
        let kind = match classify(&file) {
            FileKind::Community | FileKind::Private => continue,
            FileKind::Misplaced => meant_folder(&file),
            FileKind::Other | FileKind::Theme => None,
            FileKind::Entries { kind, .. } => Some(kind),
        };
        match kind {
            Some(kind) if ends_in(&file, &[".yml", ".yaml"]) => {
                let in_trouble = |d: &Diagnostic| {
                    d.severity == Severity::Error && d.span.as_ref().is_some_and(|span| span.file == file)
                };
                // An empty list needs no report.
                if diagnostics.iter().any(in_trouble) {
                    unread.kinds.push(kind);
                }
            }
            Some(kind) => {
                let name = file.rsplit('/').next().unwrap_or_default();
                let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
                unread.ids.insert((kind, key(stem)));
            }
            None => {}
        }
        book.files.push(file);
    }
    book.files.sort_unstable();
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).filter_map(|d| d.span.as_ref());
    let in_trouble: FxHashSet<&FilePath> = errors.map(|span| &span.file).collect();
    let uncertain = book.sessions.iter().filter(|session| session.repeats.is_none());
    let uncertain = uncertain.filter(|session| in_trouble.contains(&session.meta.file));
    unread.ids.extend(uncertain.map(|session| (EntryKind::Session, key(&session.meta.id))));
    unread
}

#[cfg(test)]
mod tests;
