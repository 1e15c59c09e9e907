//! The sections of a site: what the navigation names, each with the page that lists it.

use jiff::civil::Date;

use crate::calendar;
use crate::handbook::{Book, EntryKind, Words};

use super::{between, journey, season};

/// A section of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum SiteSection {
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
const ALL: [SiteSection; 15] = [
    SiteSection::Sessions,
    SiteSection::Season,
    SiteSection::Between,
    SiteSection::Journey,
    SiteSection::Calendar,
    SiteSection::Values,
    SiteSection::Agreements,
    SiteSection::People,
    SiteSection::Venues,
    SiteSection::Readings,
    SiteSection::Scenarios,
    SiteSection::Methods,
    SiteSection::Guidance,
    SiteSection::Pages,
    SiteSection::AToZ,
];

impl SiteSection {
    /// Returns the sections that a book has something for on the day `today`.
    pub fn of(book: &Book, today: Date) -> impl Iterator<Item = SiteSection> + '_ {
        ALL.into_iter().filter(move |section| section.is_in(book, today))
    }

    /// Returns whether a book has something for the section on the day `today`.
    pub fn is_in(self, book: &Book, today: Date) -> bool {
        match self {
            SiteSection::Season => season::is_in(book),
            SiteSection::Between => between::is_in(book, today),
            SiteSection::Journey => journey::is_in(book, today),
            SiteSection::Sessions | SiteSection::Calendar | SiteSection::AToZ => true,
            SiteSection::Values => book.values.is_some(),
            SiteSection::Agreements => book.agreements.is_some(),
            SiteSection::People => !book.people.is_empty(),
            SiteSection::Venues => !book.venues.is_empty(),
            SiteSection::Readings => !book.readings.is_empty(),
            SiteSection::Scenarios => !book.scenarios.is_empty(),
            SiteSection::Methods => !book.methods.is_empty(),
            SiteSection::Guidance => !book.guidance.is_empty(),
            SiteSection::Pages => !book.pages.is_empty(),
        }
    }

    /// Returns the path of the section's own page.
    pub fn path(self) -> &'static str {
        match self {
            SiteSection::Sessions => "sessions/index.html",
            SiteSection::Season => season::PAGE,
            SiteSection::Between => between::PAGE,
            SiteSection::Journey => "journey.html",
            SiteSection::Calendar => calendar::PAGE,
            SiteSection::Values => "values.html",
            SiteSection::Agreements => "agreements.html",
            SiteSection::People => "people/index.html",
            SiteSection::Venues => "venues/index.html",
            SiteSection::Readings => "readings/index.html",
            SiteSection::Scenarios => "scenarios/index.html",
            SiteSection::Methods => "methods/index.html",
            SiteSection::Guidance => "guidance/index.html",
            SiteSection::Pages => "pages/index.html",
            SiteSection::AToZ => "a-to-z.html",
        }
    }

    /// Returns the name of the section.
    pub fn title(self, words: &Words) -> &str {
        match self {
            SiteSection::Sessions => words.get("nav_sessions"),
            SiteSection::Season => words.get("nav_season"),
            SiteSection::Between => words.get("nav_between"),
            SiteSection::Journey => words.get("nav_journey"),
            SiteSection::Calendar => words.get("nav_calendar"),
            SiteSection::Values => words.get("nav_values"),
            SiteSection::Agreements => words.get("nav_agreements"),
            SiteSection::People => words.get("nav_people"),
            SiteSection::Venues => words.get("nav_venues"),
            SiteSection::Readings => words.get("nav_readings"),
            SiteSection::Scenarios => words.get("nav_scenarios"),
            SiteSection::Methods => words.get("nav_methods"),
            SiteSection::Guidance => words.get("nav_guidance"),
            SiteSection::Pages => words.get("nav_pages"),
            SiteSection::AToZ => words.get("nav_a_to_z"),
        }
    }

    /// Returns the name of one entry of that kind, in the A to Z.
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
