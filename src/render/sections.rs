//! The sections of a site: what the navigation names, each with the page that lists it.

use jiff::civil::Date;

use crate::calendar;
use crate::handbook::{Book, EntryKind, Words};

use super::{between, journey, season};

/// A section of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum SiteSection {
    /// All entries of a kind; series stand among the sessions.
    Of(EntryKind),
    Season,
    Between,
    Journey,
    Calendar,
    AToZ,
}

impl SiteSection {
    /// Returns all sections in the order of the navigation: what is on, who we are, what we use, everything.
    fn all() -> impl Iterator<Item = SiteSection> {
        let sessions = SiteSection::Of(EntryKind::Session);
        let others = EntryKind::with_section().map(SiteSection::Of).filter(move |section| *section != sessions);
        let about_sessions = [SiteSection::Season, SiteSection::Between, SiteSection::Journey, SiteSection::Calendar];
        [sessions].into_iter().chain(about_sessions).chain(others).chain([SiteSection::AToZ])
    }

    /// Returns the sections that a book has something for on the day `today`.
    pub fn of(book: &Book, today: Date) -> impl Iterator<Item = SiteSection> + '_ {
        Self::all().filter(move |section| section.is_in(book, today))
    }

    /// Returns whether a book has something for the section on the day `today`.
    pub fn is_in(self, book: &Book, today: Date) -> bool {
        match self {
            SiteSection::Season => season::is_in(book),
            SiteSection::Between => between::is_in(book, today),
            SiteSection::Journey => journey::is_in(book, today),
            SiteSection::Of(EntryKind::Session) | SiteSection::Calendar | SiteSection::AToZ => true,
            SiteSection::Of(kind) => book.list(kind).count() > 0,
        }
    }

    /// Returns the path of the section's own page.
    pub fn path(self) -> &'static str {
        match self {
            SiteSection::Of(kind) => kind.row().list,
            SiteSection::Season => season::PAGE,
            SiteSection::Between => between::PAGE,
            SiteSection::Journey => "journey.html",
            SiteSection::Calendar => calendar::PAGE,
            SiteSection::AToZ => "a-to-z.html",
        }
    }

    /// Returns the name of the section.
    pub fn title(self, words: &Words) -> &str {
        words.get(match self {
            SiteSection::Of(kind) => kind.row().section,
            SiteSection::Season => "nav_season",
            SiteSection::Between => "nav_between",
            SiteSection::Journey => "nav_journey",
            SiteSection::Calendar => "nav_calendar",
            SiteSection::AToZ => "nav_a_to_z",
        })
    }
}
