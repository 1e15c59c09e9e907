//! The ways to find anything in a book: by id, by a person's name, by the path that a link names.

use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::source::FilePath;

use super::book::key;
use super::kinds::KINDS;
use super::{Book, EntryKind, Meta, links};

/// Indices into the lists of a [`Book`], by kind and lower-case id; and the target of every path that a link may name.
#[derive(Debug, Clone, Default)]
pub struct Index {
    pub ids: [FxHashMap<String, usize>; KINDS],
    /// People by lower-case full name and by each part of it.
    pub names: FxHashMap<String, NameMatch>,
    /// The target of each path; folders without a slash at their end.
    pub paths: FxHashMap<FilePath, Target>,
    /// The anchors of pages that have many, by the page's address: looking through them would cost each link all of
    /// them.
    pub anchors: FxHashMap<String, links::AnchorNames>,
    /// The entries that could not be read, so that nothing false is reported about references to them.
    pub unread: Unread,
}

/// The number of anchors of a page up to which they are searched one by one.
const FEW_ANCHORS: usize = 64;

/// The target of a path in the handbook folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The home page.
    Home,
    /// An entry: its index in the list of its kind (0 for values and agreements).
    Entry(EntryKind, usize),
    /// The list page of a kind.
    List(EntryKind),
    /// A file that is published as it is.
    File,
    /// An entry that is not for the public, or the list of a kind that has no other entries.
    Hidden,
}

/// The person or people whom a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameMatch {
    /// The index in the list of people.
    One(usize),
    /// Two people or more.
    Several,
}

/// Entries whose files could not be read at all.
#[derive(Debug, Clone, Default)]
pub struct Unread {
    /// Kind and lower-case id; also those of sessions whose `repeats` may be among what could not be read.
    pub ids: FxHashSet<(EntryKind, String)>,
    /// Kinds whose YAML list could not be read, so that any id may be meant.
    pub kinds: Vec<EntryKind>,
}

impl Unread {
    /// Returns whether the entry may be there, in a file that could not be read.
    #[must_use]
    pub fn may_hold(&self, kind: EntryKind, id: &str) -> bool {
        self.kinds.contains(&kind) || (!self.ids.is_empty() && self.ids.contains(&(kind, key(id))))
    }
}

impl Index {
    /// Indexes `book`'s lists. `unread` is carried over.
    #[must_use]
    pub fn new(book: &Book, unread: Unread) -> Self {
        let mut index = Index {
            ids: Default::default(),
            names: names(book),
            paths: FxHashMap::with_capacity_and_hasher(2 * book.sessions.len() + book.files.len(), FxBuildHasher),
            anchors: FxHashMap::default(),
            unread,
        };
        index.paths.insert(Arc::from(""), Target::Home);
        book.each_entry(&mut |meta, place| {
            index.ids[meta.kind as usize].entry(key(&meta.id)).or_insert(place);
            index.enter(meta, Target::Entry(meta.kind, place));
            if meta.anchors.len() > FEW_ANCHORS {
                index.anchors.insert(meta.address.clone(), links::AnchorNames::new(links::anchors(book, meta)));
            }
        });
        for file in &book.files {
            index.paths.entry(Arc::clone(file)).or_insert(Target::File);
        }
        index
    }

    /// Returns the index of the entry of `kind` with that id.
    #[must_use]
    pub fn place(&self, kind: EntryKind, id: &str) -> Option<usize> {
        let ids = &self.ids[kind as usize];
        ids.get(id).or_else(|| ids.get(&key(id))).copied()
    }

    /// Remembers that the entry exists but is not for the public.
    pub fn hide(&mut self, meta: &Meta) {
        self.enter(meta, Target::Hidden);
    }

    /// Enters every path by which an entry may be linked, and those of its list and its folders.
    fn enter(&mut self, meta: &Meta, target: Target) {
        let list = if target == Target::Hidden { target } else { Target::List(meta.kind) };
        let folder = meta.address.rsplit_once('/').map_or("", |(folder, _)| folder);
        let in_a_list = ends_in(&meta.file, &[".yml", ".yaml"]);
        if meta.kind == EntryKind::Series {
            // A series is a folder; its file may not exist.
            self.add(format!("sessions/{}", meta.id).into(), target);
            if meta.file.rsplit('/').next().is_some_and(|name| name.to_lowercase().starts_with("series.")) {
                self.add(Arc::clone(&meta.file), target);
            }
            return;
        }
        if !in_a_list || folder.is_empty() {
            self.add(Arc::clone(&meta.file), target);
        }
        if in_a_list {
            let path = match folder {
                "" => meta.address.replace(".html", ".md"),
                folder => format!("{folder}/{}.md", meta.id),
            };
            self.add(path.into(), target);
        }
        if folder.is_empty() {
            return;
        }
        if in_a_list {
            self.add(Arc::clone(&meta.file), list);
        }
        // `guidance/online/` is a part of the list `guidance/`.
        for (end, _) in folder.match_indices('/') {
            self.add_folder(&folder[..end], list);
        }
        self.add_folder(folder, list);
    }

    /// Adds a path. The first entry of a path keeps it, but what is for the public goes before what is hidden.
    fn add(&mut self, path: FilePath, target: Target) {
        let known = self.paths.entry(path).or_insert(target);
        if *known == Target::Hidden {
            *known = target;
        }
    }

    fn add_folder(&mut self, folder: &str, target: Target) {
        match self.paths.get_mut(folder) {
            Some(Target::Hidden) | None => drop(self.paths.insert(folder.into(), target)),
            Some(_) => {}
        }
    }
}

/// Returns whether `path` has one of `endings`, letter case aside.
#[must_use]
pub fn ends_in(path: &str, endings: &[&str]) -> bool {
    let path = path.as_bytes();
    endings.iter().any(|ending| {
        path.len() >= ending.len() && path[path.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
    })
}

/// Indexes people by name. Full names go before their parts: someone whose whole name is "Wren" is meant by it.
fn names(book: &Book) -> FxHashMap<String, NameMatch> {
    let mut names = FxHashMap::default();
    let mut all_parts = FxHashMap::default();
    let add = |map: &mut FxHashMap<String, NameMatch>, name: String, place| {
        map.entry(name).and_modify(|known| *known = NameMatch::Several).or_insert(NameMatch::One(place));
    };
    for (place, person) in book.people.iter().enumerate() {
        for part in name_parts(&person.meta.title) {
            add(&mut all_parts, part, place);
        }
        add(&mut names, name_key(&person.meta.title), place);
    }
    for (name, named) in all_parts {
        names.entry(name).or_insert(named);
    }
    names
}

/// Returns the parts by which people call somebody of that name, each once, as [`name_key`] gives them: any of its
/// words and any that follow each other, since the given name comes first in some countries and last in others. Words
/// that are never written with a capital ("van", "de") are no names alone.
#[must_use]
pub fn name_parts(name: &str) -> Vec<String> {
    // A longer name is probably a list of people, or no name at all.
    const MOST_WORDS: usize = 8;
    let is_sign = |c: char| !c.is_alphanumeric();
    let words: Vec<&str> = name.split_whitespace().map(|word| word.trim_matches(is_sign)).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
    let is_name =
        |word: &str| word.chars().next().is_some_and(|first| !first.is_lowercase()) && word.chars().nth(1).is_some();
    let mut parts = Vec::new();
    for start in 0..words.len() {
        for end in start + 1..=words.len() {
            let [first, .., last] = &words[start..end] else {
                parts.extend(Some(words[start]).filter(|word| is_name(word)).map(name_key));
                continue;
            };
            if is_name(first) || is_name(last) {
                parts.push(name_key(&words[start..end].join(" ")));
            }
        }
    }
    let hyphenated = words.iter().filter(|word| word.contains(['-', '\u{2010}', '\u{2011}']));
    let pieces = hyphenated.flat_map(|word| word.split(['-', '\u{2010}', '\u{2011}']));
    parts.extend(pieces.filter(|piece| is_name(piece)).map(name_key));
    // In Chinese, Korean and Japanese a name is written without blanks, the family's first.
    let is_syllable =
        |c: char| matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    if let [word] = words.as_slice()
        && (3..=4).contains(&word.chars().count())
        && word.chars().all(is_syllable)
    {
        let family = if word.chars().count() == 4 { 2 } else { 1 };
        let at = word.char_indices().nth(family).map_or(word.len(), |(at, _)| at);
        parts.push(word[at..].to_owned());
    }
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// Returns the form under which a name is looked up: letter case and the width of blanks aside.
#[must_use]
pub fn name_key(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
