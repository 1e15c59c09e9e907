//! The table of the kinds of entry: where their files and pages lie, and what they are called.

/// Makes [`EntryKind`] and its table from one row a kind.
macro_rules! kinds {
    ($($kind:ident: $files:literal, $depth:expr; $pages:literal, $list:literal; $one:literal, $many:literal; $section:literal, $word:literal;)*) => {
        /// A kind of entry, in the order of a book's lists.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum EntryKind {
            $($kind,)*
        }

        /// The number of kinds.
        pub const KINDS: usize = TABLE.len();

        const TABLE: &[KindRow] = &[$(KindRow {
            kind: EntryKind::$kind,
            files: $files,
            depth: $depth,
            pages: $pages,
            list: $list,
            singular: $one,
            plural: $many,
            section: $section,
            word: $word,
        },)*];
    };
}

// Files, folders between; folder of pages, page that lists them; one, several; the section's name and that of an entry in
// the A to Z, in the string table.
kinds! {
    Values: "values", 0; "", "values.html"; "values file", "values"; "nav_values", "kind_value";
    Agreements: "agreements", 0; "", "agreements.html"; "agreements file", "agreements"; "nav_agreements", "kind_agreement";
    Session: "sessions", 1; "sessions", "sessions/index.html"; "session", "sessions"; "nav_sessions", "kind_session";
    Series: "sessions", 1; "sessions/series", "sessions/index.html"; "series", "series"; "nav_sessions", "kind_series";
    Person: "people", 0; "people", "people/index.html"; "person", "people"; "nav_people", "kind_person";
    Venue: "venues", 0; "venues", "venues/index.html"; "venue", "venues"; "nav_venues", "kind_venue";
    Reading: "readings", 0; "readings", "readings/index.html"; "reading", "readings"; "nav_readings", "kind_reading";
    Scenario: "scenarios", 0; "scenarios", "scenarios/index.html"; "scenario", "scenarios"; "nav_scenarios", "kind_scenario";
    Method: "methods", 0; "methods", "methods/index.html"; "method", "methods"; "nav_methods", "kind_method";
    Guidance: "guidance", ANY; "guidance", "guidance/index.html"; "guidance page", "pieces of guidance"; "nav_guidance", "kind_guidance";
    Page: "pages", ANY; "pages", "pages/index.html"; "page", "pages"; "nav_pages", "kind_page";
}

/// Any number of folders.
const ANY: usize = usize::MAX;

/// The row of one kind.
#[derive(Debug)]
pub struct KindRow {
    pub kind: EntryKind,
    /// The folder of its Markdown files, and the stem of its YAML list; of values and agreements, the stem of their file.
    pub files: &'static str,
    /// The most folders between that folder and a file.
    pub depth: usize,
    /// The folder of its pages; empty for values and agreements, whose page is that of their section.
    pub pages: &'static str,
    /// The page of its section.
    pub list: &'static str,
    /// The noun of one in messages.
    pub singular: &'static str,
    /// The noun of several in messages.
    pub plural: &'static str,
    /// The name of its section in the string table.
    pub section: &'static str,
    /// The name of one entry in the string table.
    pub word: &'static str,
}

impl EntryKind {
    /// Returns all kinds.
    pub fn all() -> impl Iterator<Item = EntryKind> {
        TABLE.iter().map(|row| row.kind)
    }

    /// Returns the kinds that have a section of the site, in its order: a series stands among the sessions.
    pub fn with_section() -> impl Iterator<Item = EntryKind> {
        Self::all().filter(|kind| kind.section() == *kind)
    }

    /// Returns the folders of entries.
    pub fn folders() -> impl Iterator<Item = &'static str> {
        Self::with_section().filter(|kind| !kind.is_single()).map(|kind| kind.row().files)
    }

    /// Returns its row of the table.
    #[must_use]
    pub fn row(self) -> &'static KindRow {
        &TABLE[self as usize]
    }

    /// Returns whether a handbook has one file of the kind and the site one page, and no folders of them.
    #[must_use]
    pub fn is_single(self) -> bool {
        self.row().pages.is_empty()
    }

    /// Returns the kind whose section shows entries of this one.
    #[must_use]
    pub fn section(self) -> EntryKind {
        if self == EntryKind::Series { EntryKind::Session } else { self }
    }

    /// Returns the kind of the files in the folder of that name, or of the list beside `community.yml`.
    #[must_use]
    pub fn of_folder(name: &str) -> Option<EntryKind> {
        Self::of_files(name).filter(|kind| !kind.is_single())
    }

    /// Returns the same, or the kind of the single file of that stem.
    #[must_use]
    pub fn of_files(name: &str) -> Option<EntryKind> {
        Self::all().find(|kind| kind.row().files == name)
    }

    /// Returns the kind of the entry that has a page of its own at `path`.
    #[must_use]
    pub fn of_page(path: &str) -> Option<EntryKind> {
        let holds = |kind: &EntryKind| {
            !kind.is_single() && path.strip_prefix(kind.row().pages).is_some_and(|rest| rest.starts_with('/'))
        };
        Self::all().filter(holds).max_by_key(|kind| kind.row().pages.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_found_by_its_files_and_its_pages() {
        assert_eq!(EntryKind::of_folder("sessions"), Some(EntryKind::Session));
        assert_eq!((EntryKind::of_folder("values"), EntryKind::of_files("values")), (None, Some(EntryKind::Values)));
        assert_eq!(EntryKind::of_page("sessions/series/autumn.html"), Some(EntryKind::Series));
        assert_eq!(EntryKind::of_page("sessions/01.html"), Some(EntryKind::Session));
        assert_eq!((EntryKind::of_page("values.html"), EntryKind::of_page("peoples/a.html")), (None, None));
        assert!(EntryKind::all().all(|kind| kind.row().kind == kind));
    }

    #[test]
    fn folders_are_named_once() {
        let folders = ["sessions", "people", "venues", "readings", "scenarios", "methods", "guidance", "pages"];
        assert!(EntryKind::folders().eq(folders));
    }
}
