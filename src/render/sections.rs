//! The sections of a site: what the navigation names, each with the page that lists it.

use jiff::civil::Date;

use crate::calendar;
use crate::handbook::{Book, EntryKind, Words};

use super::{between, journey, season};

/// A section of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Section {
    Sessions,
    Season,
    Between,
    Journey,
    Calendar,
    Values,
    Agreements,
    People,
    Venues,
    Readings,
    Scenarios,
    Methods,
    Guidance,
    Pages,
    AToZ,
}

/// In the order of the navigation: what is on, who we are, what we use, everything.
const ALL: [Section; 15] = [
    Section::Sessions,
    Section::Season,
    Section::Between,
    Section::Journey,
    Section::Calendar,
    Section::Values,
    Section::Agreements,
    Section::People,
    Section::Venues,
    Section::Readings,
    Section::Scenarios,
    Section::Methods,
    Section::Guidance,
    Section::Pages,
    Section::AToZ,
];

impl Section {
    /// The sections that a book has something for on the day `today`.
    pub fn of(book: &Book, today: Date) -> impl Iterator<Item = Section> + '_ {
        ALL.into_iter().filter(move |section| section.is_in(book, today))
    }

    /// Whether a book has something for the section on the day `today`.
    pub fn is_in(self, book: &Book, today: Date) -> bool {
        match self {
            Section::Season => season::is_in(book),
            Section::Between => between::is_in(book, today),
            Section::Journey => journey::is_in(book, today),
            Section::Sessions | Section::Calendar | Section::AToZ => true,
            Section::Values => book.values.is_some(),
            Section::Agreements => book.agreements.is_some(),
            Section::People => !book.people.is_empty(),
            Section::Venues => !book.venues.is_empty(),
            Section::Readings => !book.readings.is_empty(),
            Section::Scenarios => !book.scenarios.is_empty(),
            Section::Methods => !book.methods.is_empty(),
            Section::Guidance => !book.guidance.is_empty(),
            Section::Pages => !book.pages.is_empty(),
        }
    }

    /// The section's own page.
    pub fn path(self) -> &'static str {
        match self {
            Section::Sessions => "sessions/index.html",
            Section::Season => season::PAGE,
            Section::Between => between::PAGE,
            Section::Journey => "journey.html",
            Section::Calendar => calendar::PAGE,
            Section::Values => "values.html",
            Section::Agreements => "agreements.html",
            Section::People => "people/index.html",
            Section::Venues => "venues/index.html",
            Section::Readings => "readings/index.html",
            Section::Scenarios => "scenarios/index.html",
            Section::Methods => "methods/index.html",
            Section::Guidance => "guidance/index.html",
            Section::Pages => "pages/index.html",
            Section::AToZ => "a-to-z.html",
        }
    }

    /// What the section is called.
    pub fn title(self, words: &Words) -> &str {
        match self {
            Section::Sessions => words.get("nav_sessions"),
            Section::Season => words.get("nav_season"),
            Section::Between => words.get("nav_between"),
            Section::Journey => words.get("nav_journey"),
            Section::Calendar => words.get("nav_calendar"),
            Section::Values => words.get("nav_values"),
            Section::Agreements => words.get("nav_agreements"),
            Section::People => words.get("nav_people"),
            Section::Venues => words.get("nav_venues"),
            Section::Readings => words.get("nav_readings"),
            Section::Scenarios => words.get("nav_scenarios"),
            Section::Methods => words.get("nav_methods"),
            Section::Guidance => words.get("nav_guidance"),
            Section::Pages => words.get("nav_pages"),
            Section::AToZ => words.get("nav_a_to_z"),
        }
    }

    /// What one entry of that kind is called, in the A to Z.
    pub fn kind_word(kind: EntryKind, words: &Words) -> &str {
        match kind {
            EntryKind::Session => words.get("kind_session"),
            EntryKind::Series => words.get("kind_series"),
            EntryKind::Person => words.get("kind_person"),
            EntryKind::Venue => words.get("kind_venue"),
            EntryKind::Reading => words.get("kind_reading"),
            EntryKind::Scenario => words.get("kind_scenario"),
            EntryKind::Method => words.get("kind_method"),
            EntryKind::Guidance => words.get("kind_guidance"),
            EntryKind::Page => words.get("kind_page"),
            EntryKind::Values => words.get("kind_value"),
            EntryKind::Agreements => words.get("kind_agreement"),
        }
    }
}
