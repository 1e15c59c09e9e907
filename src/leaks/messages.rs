//! The messages about private texts that were found: where each occurs, where it is private, how to mend it, and never
//! the text itself.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::{self, NamedMembers};
use crate::diagnostic::Diagnostic;
use crate::handbook::Handbook;
use crate::handbook::index::ends_in;
use crate::handbook::private::{Guarded, guarded};
use crate::parse::is_own_folder;
use crate::redact::{Drafts, Public};
use crate::source::{FilePath, Span};

use super::extract::Unsearched;
use super::strings::{Origin, Strings, TextKind, also_public};
use super::{InFile, LeakLocation, Matches};

/// The most places that are named.
const MOST_PLACES: usize = 3;

/// The sources of the words.
pub(super) struct MessageContext<'a> {
    pub handbook: &'a Handbook,
    pub public: &'a Public,
    pub drafts: Drafts,
    pub text: &'a dyn Fn(&FilePath) -> Option<String>,
}

/// Returns the diagnostics, and the number of private texts that were found.
pub(super) fn messages(strings: &Strings, found: Matches, said: &MessageContext<'_>) -> (Vec<Diagnostic>, usize) {
    let Matches { mut places, unsearched } = found;
    let of_entries: FxHashSet<&[u8]> = places
        .keys()
        .map(|number| &strings.wanted[*number])
        .filter(|wanted| strings.origins[wanted.origin].kind == TextKind::Entry)
        .map(|wanted| wanted.alike.as_slice())
        .collect();
    if !of_entries.is_empty() {
        let public = also_public(said.public, &of_entries);
        places.retain(|number, _| !public.contains(&strings.wanted[*number].alike));
    }
    let mut by_origin: BTreeMap<&Origin, BTreeSet<LeakLocation>> = BTreeMap::new();
    for (number, places) in places {
        by_origin.entry(&strings.origins[strings.wanted[number].origin]).or_default().extend(places);
    }
    let found = by_origin.len();
    let NamedMembers { told, words } = members(&mut by_origin, said);
    let is_left = |place: &&(FilePath, u64)| by_origin.keys().any(|origin| is_name(origin, place));
    let number = found - words.iter().filter(|place| !is_left(place)).count();
    let mut diagnostics: Vec<Diagnostic> = told.into_iter().map(|(_, diagnostic)| diagnostic).collect();
    let sources = sources(said.public);
    let is_named = |place: &LeakLocation| place.part == InFile::Name;
    let named: FxHashSet<String> =
        by_origin.values().flatten().filter(|place| is_named(place)).map(|place| place.path.clone()).collect();
    let words = MessageWords { sources: &sources, named: &named, files: &said.handbook.book.files };
    diagnostics.extend(by_origin.into_iter().map(|(origin, places)| words.leak(origin, &places, said)));
    diagnostics.extend(unsearched.into_iter().filter_map(|(path, why)| not_searched(&path, why)));
    (diagnostics, number)
}

/// Reports the names of members that were found, and takes those out of `found` that need no other message: names in a
/// copy, in a file's name or in a file that is no page are still to be reported.
fn members(found: &mut BTreeMap<&Origin, BTreeSet<LeakLocation>>, said: &MessageContext<'_>) -> NamedMembers {
    let origins = found.keys().filter(|origin| origin.kind == TextKind::Name);
    let lines: BTreeSet<(FilePath, u64)> =
        origins.filter_map(|origin| Some((origin.span.file.clone(), origin.line?))).collect();
    if lines.is_empty() {
        return NamedMembers::default();
    }
    let names: Vec<Guarded> = guarded(said.handbook).into_iter().filter(|name| lines.contains(&name.place)).collect();
    let located = check::member_named(said.handbook, said.drafts, &names, said.text);
    let is_copy = |path: &str| said.handbook.book.files.binary_search_by(|file| (**file).cmp(path)).is_ok();
    let is_page = |path: &str| ends_in(path, &[".html", ".ics", ".json", ".xml"]) && !is_copy(path);
    found.retain(|origin, places| {
        if located.told.iter().any(|(place, _)| is_name(origin, place)) {
            places.retain(|place| is_copy(&place.path));
        } else if located.words.iter().any(|place| is_name(origin, place)) {
            places.retain(|place| place.part == InFile::Name || !is_page(&place.path));
        }
        !places.is_empty()
    });
    located
}

/// Returns whether it is the name at that place of a table.
fn is_name(origin: &Origin, (file, line): &(FilePath, u64)) -> bool {
    origin.kind == TextKind::Name && origin.span.file == *file && origin.line == Some(*line)
}

/// Returns the file that each page and feed is written in.
fn sources(public: &Public) -> FxHashMap<String, FilePath> {
    let mut sources = FxHashMap::default();
    public.book().each_entry(&mut |meta, _| {
        let page = meta.address.split('#').next().unwrap_or_default();
        if page.len() == meta.address.len() {
            let feed = page.strip_suffix(".html").map(|stem| format!("{stem}.ics"));
            sources.extend(feed.into_iter().map(|feed| (feed, meta.file.clone())));
            sources.insert(page.to_owned(), meta.file.clone());
        }
    });
    sources
}

struct MessageWords<'a> {
    sources: &'a FxHashMap<String, FilePath>,
    /// The files that have a private text in their names, which are not shown.
    named: &'a FxHashSet<String>,
    /// Files of the folder that are published as they are. Sorted.
    files: &'a [FilePath],
}

impl MessageWords<'_> {
    fn leak(&self, origin: &Origin, places: &BTreeSet<LeakLocation>, said: &MessageContext<'_>) -> Diagnostic {
        // First what an author can open, then pages before feeds.
        let mut places: Vec<&LeakLocation> = places.iter().collect();
        places.sort_by_key(|place| (self.source(&place.path).is_none(), !ends_in(&place.path, &[".html"]), *place));
        let mut words: Vec<String> = places.iter().map(|place| self.place(place)).collect();
        words.dedup();
        let further = words.len().saturating_sub(MOST_PLACES);
        words.truncate(MOST_PLACES);
        let stands = match (words.as_slice(), further) {
            ([one], 0) => one.clone(),
            ([before @ .., last], 0) => format!("{} and {last}", before.join(", ")),
            (all, 1) => format!("{} and one more file", all.join(", ")),
            (all, further) => format!("{} and {further} more files", all.join(", ")),
        };
        let line = origin.line.or_else(|| line(&origin.span, said.text));
        let line = line.map_or_else(String::new, |line| format!(" in line {line}"));
        let (what, help) = what(origin);
        let file =
            places.first().and_then(|place| self.source(&place.path).filter(|_| !self.named.contains(&place.path)));
        let out = file.map_or_else(|| "there".to_owned(), |file| format!("in `{file}`"));
        let message = format!("{}, but it would be published here: {stands}.", what.replace("{line}", &line));
        Diagnostic::error("private-leak", Span::whole(&origin.span.file), message).help(help.replace("{there}", &out))
    }

    /// Returns the file that an author opens to mend what is published at `path`.
    fn source(&self, path: &str) -> Option<FilePath> {
        let own = self.files.binary_search_by(|file| (**file).cmp(path)).ok().map(|place| self.files[place].clone());
        own.or_else(|| self.sources.get(path).cloned())
    }

    fn place(&self, place: &LeakLocation) -> String {
        if self.named.contains(&place.path) {
            // A folder of the author's own may be named after somebody as well.
            let top = place.path.split_once('/').map(|(top, _)| top).filter(|top| is_own_folder(top));
            let folder = top.map_or_else(String::new, |top| format!(" in `{top}/`"));
            let ending = place.path.rsplit_once('.').map(|(_, ending)| ending);
            let ending =
                ending.filter(|ending| ending.len() < 6 && ending.bytes().all(|byte| byte.is_ascii_alphanumeric()));
            let ending = ending.map_or_else(String::new, |ending| format!(" (`.{ending}`)"));
            return match place.part {
                InFile::Name => format!("the name of a file or folder{folder}{ending}"),
                _ => format!("a file{folder}{ending}"),
            };
        }
        match &place.part {
            InFile::Member(_) => format!("inside `{}`", place.path),
            _ => format!("`{}`", place.path),
        }
    }
}

/// Returns what is private, and how to mend it.
fn what(origin: &Origin) -> (&'static str, &'static str) {
    match origin.kind {
        TextKind::Callout => (
            "The text of the facilitator box{line} is private",
            "Delete that text {there}; or, if everyone may read it, move it out of the box.",
        ),
        TextKind::Debrief => (
            "The sentence{line} of this debrief is private",
            "Take it out {there}; or, if it was public before, put quotation marks around it in the debrief.",
        ),
        TextKind::Entry => (
            "A paragraph of this file is for facilitators only",
            "Delete it {there}; or, if everyone may read it, move it out of this file.",
        ),
        TextKind::JoinLink => (
            "The link to the online room{line} is private",
            "Take it out {there}; or, if everyone may come in, write `show_join_link: public`.",
        ),
        TextKind::DialIn => (
            "The dial-in number{line} is private",
            "Take it out {there}; or, if everyone may dial it, write `show_join_link: public`.",
        ),
        TextKind::Email if !ends_in(&origin.span.file, &["roster.csv"]) => (
            "The e-mail address{line} is private",
            "Delete it {there}; or, if everybody may write to it, move it out of this private file.",
        ),
        TextKind::Email => (
            "The e-mail address{line} is private",
            "Take it out {there}; or, if its owner wants to be written to, give it in their file in `people/`.",
        ),
        TextKind::Name => (
            "The name{line} belongs to a member who has no public page",
            "Delete it {there}, or rename the file. If this member wants to be named, make a page in `people/`.",
        ),
        TextKind::Secret => (
            "The secret of the members' calendar is for members only",
            "Take it out {there}, delete `private/calendar.yml` and run `handbound secret`, which makes a new one.",
        ),
    }
}

/// Returns the line of a place, from 1; `None` for a file as a whole.
fn line(span: &Span, text: &dyn Fn(&FilePath) -> Option<String>) -> Option<u64> {
    if *span == Span::whole(&span.file) {
        return None;
    }
    let text = text(&span.file)?;
    // The blanks before a sentence are not its first line.
    let start = span.range().start.min(text.len());
    let blanks = text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    u64::try_from(text.as_bytes()[..start + blanks].split(|byte| *byte == b'\n').count()).ok()
}

/// Returns the message about a file that could not be searched. PDFs, which are many, are only counted.
fn not_searched(path: &str, why: Unsearched) -> Option<Diagnostic> {
    let (message, help) = match why {
        Unsearched::TooLarge => (
            "This file is so large when unpacked that Handbound did not search all of it for private text.",
            "Check it by hand, or publish it in smaller pieces.",
        ),
        Unsearched::Closed => (
            "Handbound cannot open parts of this file, so it did not search them for private text.",
            "Check it by hand, or save it again without a password.",
        ),
        Unsearched::Pdf => return None,
    };
    Some(Diagnostic::warning("not-searched", Span::whole(&path.into()), message).help(help))
}
