//! From files to the model, gathering every mistake on the way and stopping at none.

pub mod agenda;
pub mod assemble;
pub mod built_in;
mod classify;
pub mod entries;
pub mod fields;
pub mod front_matter;
pub mod markdown;
pub mod private;
mod private_markup;
mod repair;
pub mod time;
mod ways_in;
pub mod words;
pub mod yaml;
mod yaml_errors;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::handbook::money::Currency;
use crate::handbook::private::{
    Attendance, Callout, Debrief, Expense, Join, KitPreferences, MeetingReport, Member, PrivateAddress, Secret,
};
use crate::handbook::rooms::WayIn;
use crate::handbook::{
    Community, EntryKind, Guidance, Method, Page, Person, Reading, Scenario, Series, Session, Values, Venue,
};
use crate::source::{FilePath, Located, Source};

pub use assemble::assemble;
pub use classify::{is_code, is_for_entries, is_own_folder, is_table, is_written_text};
pub use private::{currency_of, has_amounts, has_currency, is_read as is_read_in_private};

/// The content of one file.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    pub entries: Vec<Entry>,
    pub callouts: Vec<Arc<Callout>>,
    pub private: Vec<PrivateFile>,
    /// Ways into online rooms in what is for everybody.
    pub ways_in: Vec<Located<WayIn>>,
    pub diagnostics: Vec<Diagnostic>,
}

/// An entry of any kind. A field that could not be read holds its default, so that the entry's id stays known and one
/// mistake gives one message. Shared, since the preview puts the content of one file into many handbooks.
#[derive(Debug, Clone)]
pub enum Entry {
    Community(Arc<Community>),
    /// Values or agreements.
    Values(Arc<Values>),
    Session(Arc<Session>, Join),
    Series(Arc<Series>),
    Person(Arc<Person>),
    Venue(Arc<Venue>),
    Reading(Arc<Reading>),
    Scenario(Arc<Scenario>),
    Method(Arc<Method>),
    Guidance(Arc<Guidance>),
    Page(Arc<Page>),
}

/// The content of a file below `private/`.
#[derive(Debug, Clone)]
pub enum PrivateFile {
    Roster(Vec<Member>),
    /// Another table of names.
    Listed(Vec<Member>),
    Attendance(Vec<Attendance>),
    Report(MeetingReport),
    Expenses(Vec<Expense>),
    Debrief(Debrief),
    Secret(Secret),
    Preferences(KitPreferences),
    /// E-mail addresses, beside what the file is otherwise.
    Addresses(Vec<PrivateAddress>),
}

/// The kind of a path in the handbook folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileKind {
    Community,
    /// One entry in Markdown or a list of them, with the folders between its kind's own and the file.
    Entries {
        kind: EntryKind,
        folders: Vec<String>,
    },
    /// A file below `private/`.
    Private,
    /// A file below `theme/`.
    Theme,
    /// Anything that is not read for its words: pictures, downloads.
    Other,
    /// A Markdown file where none has a meaning: an error.
    Misplaced,
}

/// Returns what the file at `path` is, by its place and its ending alone.
#[must_use]
pub fn classify(path: &FilePath) -> FileKind {
    classify::kind(path)
}

/// Reads one file: a pure function of its path and its text.
#[must_use]
pub fn parse(source: &Source) -> Parsed {
    parse_in(source, &Currency::default())
}

/// Reads one file, in which amounts without a currency are in `currency`.
#[must_use]
pub fn parse_in(source: &Source, currency: &Currency) -> Parsed {
    let kind = classify(&source.path);
    let mut parsed = match kind {
        FileKind::Community => entries::community(source),
        FileKind::Private => return private::private(source, currency),
        FileKind::Misplaced => Parsed { diagnostics: vec![classify::misplaced(&source.path)], ..Parsed::default() },
        FileKind::Other if classify::is_table(&source.path) => private::astray(source),
        FileKind::Theme | FileKind::Other => Parsed::default(),
        FileKind::Entries { kind, .. } if classify::is_yaml(&source.path) => entries::collection(source, kind),
        FileKind::Entries { kind, ref folders } => entries::markdown_file(source, kind, folders),
    };
    parsed.ways_in = ways_in::ways_in(source, &kind, &parsed);
    parsed
}
