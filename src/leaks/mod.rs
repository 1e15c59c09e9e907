//! The privacy scan: every private text of a handbook is searched for in every byte that is about to be published, and
//! in the names of the files.
//!
//! It is the last step before publishing, and the only place that reads both. Keeping private words in is the
//! work of [`redact`](mod@crate::redact) and of the types; this looks whether it is so, and whether an author wrote a
//! private thing into a public page. What it finds is an error that nothing silences.
//!
//! Each text of each file is normalized ([`normalize`](crate::handbook::normalize)) and gone through once for all strings.

mod decode;
mod extract;
mod join_secrets;
mod matcher;
mod messages;
mod picture;
mod strings;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::calendar;
use crate::diagnostic::Diagnostic;
use crate::handbook::Handbook;
use crate::handbook::index::ends_in;
use crate::redact::{Drafts, Public};
use crate::source::FilePath;

use extract::Unsearched;
use matcher::Keys;
use strings::{AllowedReaders, Strings};

/// A search in progress: files are handed to it as they are made, from several threads.
pub struct Search {
    strings: Strings,
    keys: Keys,
    /// The length of the longest wanted text.
    reach: usize,
    found: Mutex<Matches>,
    files: AtomicUsize,
}

/// The matches so far.
#[derive(Default)]
struct Matches {
    /// The places of each wanted text, by its index.
    places: BTreeMap<usize, BTreeSet<LeakLocation>>,
    unsearched: BTreeMap<String, Unsearched>,
}

/// The place of a private text in what is published.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct LeakLocation {
    path: String,
    part: InFile,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum InFile {
    Name,
    Text,
    /// In the file of that name inside it.
    Member(String),
}

/// The result of a search.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Searched {
    pub files: usize,
    /// The number of private texts that were searched for, and of names of members beside them.
    pub strings: usize,
    pub names: usize,
    /// The number of both that were found.
    pub found: usize,
    /// The number of PDFs and of other files that could not be searched, or not to their end.
    pub unsearched_pdfs: usize,
    pub unsearched_others: usize,
}

impl Search {
    /// Returns a search for everything private in `handbook`, of which `public` was made.
    #[must_use]
    pub fn new(handbook: &Handbook, public: &Public) -> Self {
        let strings = strings::strings(handbook, public);
        let keys = Keys::new(strings.wanted.iter().map(|wanted| wanted.alike.as_slice()));
        let reach = strings.wanted.iter().map(|wanted| wanted.alike.len()).max().unwrap_or_default();
        Search { keys, reach, found: Mutex::default(), files: AtomicUsize::new(0), strings }
    }

    /// Searches the file that is to be published at `path`, its name included.
    pub fn file(&self, path: &str, bytes: &[u8]) {
        if self.keys.is_empty() {
            return;
        }
        self.files.fetch_add(1, Ordering::Relaxed);
        let is_members = calendar::is_members_feed(path);
        let mut hits: Vec<(usize, InFile)> = Vec::new();
        let mut search = |text: &[u8], part: &dyn Fn() -> InFile| {
            self.keys.each(text, &mut |number, start| {
                let wanted = &self.strings.wanted[number];
                let may_stand = is_members && wanted.told == AllowedReaders::Members;
                if !may_stand && text[start..].starts_with(&wanted.alike) {
                    hits.push((number, part()));
                }
            });
        };
        search(&strings::usual(path), &|| InFile::Name);
        let unsearched = extract::each_text(path, bytes, self.reach, &mut |inside, text| {
            search(text, &|| inside.map_or(InFile::Text, |name| InFile::Member(name.to_owned())));
        });
        if hits.is_empty() && unsearched.is_none() {
            return;
        }
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        for (number, part) in hits {
            found.places.entry(number).or_default().insert(LeakLocation { path: path.to_owned(), part });
        }
        found.unsearched.extend(unsearched.map(|why| (path.to_owned(), why)));
    }

    /// Ends the search: returns the diagnostics, and how much was searched; `None` where there was nothing to search
    /// for. `text` gives the text of a file of the folder again, to find lines.
    #[must_use]
    pub fn end(
        self,
        handbook: &Handbook,
        public: &Public,
        drafts: Drafts,
        text: &dyn Fn(&FilePath) -> Option<String>,
    ) -> (Vec<Diagnostic>, Option<Searched>) {
        if self.keys.is_empty() {
            return (Vec::new(), None);
        }
        let found = self.found.into_inner().unwrap_or_else(PoisonError::into_inner);
        let is_pdf = |path: &&String| ends_in(path, &[".pdf"]);
        let unsearched_pdfs = found.unsearched.keys().filter(is_pdf).count();
        let unsearched_others = found.unsearched.len() - unsearched_pdfs;
        let (diagnostics, number) =
            messages::messages(&self.strings, found, &messages::MessageContext { handbook, public, drafts, text });
        let Strings { texts, names, .. } = self.strings;
        let files = self.files.into_inner();
        let searched = Searched { files, strings: texts, names, found: number, unsearched_pdfs, unsearched_others };
        (diagnostics, Some(searched))
    }
}
