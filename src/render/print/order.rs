//! The pages of a document, in the order in which one reads them, and their numbers.

use crate::handbook::EntryKind;

use super::super::guidance;
use super::super::plan::{self, Planned};
use super::super::sections::SiteSection;
use super::super::site::Site;
use super::Print;
use super::chapter::Chapter;

/// Returns the parts of `print`, in the order in which one reads them.
pub fn pieces<'a>(print: Print, site: &Site<'a>) -> Vec<Chapter<'a>> {
    let mut pieces = Pieces { all: Vec::new(), chapter: 0, entry: 0, site };
    match print {
        Print::Handbook => {
            pieces.about();
            // The kinds are in the order in which one reads a book: who we are, when we meet, with what we work.
            let sections = EntryKind::with_section().map(SiteSection::Of);
            for section in sections.filter(|section| section.is_in(site.book, site.today)) {
                pieces.chapter(section, print);
            }
        }
        Print::Section(section) => pieces.entries(section, print),
        Print::Series(place) => {
            pieces.entry(EntryKind::Series, place);
            pieces.sessions(&print.chosen(site).map_or_else(Vec::new, |chosen| chosen.places));
        }
    }
    pieces.all
}

/// The parts of a document while they are listed.
struct Pieces<'s, 'a> {
    all: Vec<Chapter<'a>>,
    /// The number of the chapter; 0 in a document that is none but one.
    chapter: usize,
    entry: usize,
    site: &'s Site<'a>,
}

impl<'a> Pieces<'_, 'a> {
    /// Adds the home page as far as it belongs on paper: who we are.
    fn about(&mut self) {
        let title = self.site.words.get("who_we_are");
        self.begin(title, "index");
        if let Some(about) = self.all.last_mut() {
            about.page = Some(plan::home());
            about.template = Some("print-about.html");
            about.down = 1;
        }
    }

    fn begin(&mut self, title: &'a str, id: &str) {
        (self.chapter, self.entry) = (self.chapter + 1, 0);
        let number = self.chapter.to_string();
        self.all.push(Chapter {
            page: None,
            template: None,
            title,
            id: id.to_owned(),
            number,
            level: 1,
            down: 1,
            note: None,
        });
    }

    /// Adds a section as a chapter of the handbook.
    fn chapter(&mut self, section: SiteSection, print: Print) {
        let book = self.site.book;
        let only = match section {
            SiteSection::Of(kind) => book.values_of(kind),
            _ => None,
        };
        let name = only.map(|only| only.meta.title.as_str()).filter(|title| !title.is_empty());
        let id = section.path().strip_suffix(".html").unwrap_or(section.path());
        self.begin(name.unwrap_or_else(|| section.title(self.site.words)), id);
        if let Some(chapter) = self.all.last_mut() {
            if only.is_some() || section == SiteSection::Of(EntryKind::Reading) {
                chapter.page = Some(plan::section(section));
            }
            if section == SiteSection::Of(EntryKind::Session) {
                chapter.note = print.chosen(self.site).and_then(|chosen| chosen.note(self.site.words));
            }
        }
        self.entries(section, print);
    }

    /// Adds the entries of a section.
    fn entries(&mut self, section: SiteSection, print: Print) {
        let book = self.site.book;
        let SiteSection::Of(kind) = section else { return };
        let places: Vec<usize> = match kind {
            EntryKind::Session => return self.seasons(&print.chosen(self.site).map_or_else(Vec::new, |c| c.places)),
            EntryKind::Guidance => guidance::guides_in_order(book),
            EntryKind::Page => guidance::pages_in_order(book),
            _ if kind.is_single() => return,
            _ => (0..book.list(kind).count()).collect(),
        };
        if kind == EntryKind::Reading && self.chapter == 0 {
            self.list(section);
        }
        for place in places {
            self.entry(kind, place);
        }
    }

    /// Adds each series with its sessions, then those that belong to none.
    fn seasons(&mut self, chosen: &[usize]) {
        let book = self.site.book;
        let series_of = |place: &usize| book.sessions.get(*place).and_then(|session| session.series.as_deref());
        for (place, series) in book.series.iter().enumerate() {
            let of: Vec<usize> =
                chosen.iter().copied().filter(|session| series_of(session) == Some(&*series.meta.id)).collect();
            if !of.is_empty() {
                self.entry(EntryKind::Series, place);
                self.sessions(&of);
            }
        }
        let others: Vec<usize> = chosen
            .iter()
            .copied()
            .filter(|session| series_of(session).is_none_or(|id| book.series(id).is_none()))
            .collect();
        self.sessions(&others);
    }

    fn sessions(&mut self, places: &[usize]) {
        for place in places {
            self.entry(EntryKind::Session, *place);
        }
    }

    /// Adds the page that lists a section, as a part without a line in the contents' second level.
    fn list(&mut self, section: SiteSection) {
        let title = section.title(self.site.words);
        self.push(plan::section(section), title);
    }

    /// Adds an entry that has a page.
    fn entry(&mut self, kind: EntryKind, place: usize) {
        let Some(meta) = self.site.book.entry(kind, place) else { return };
        if let Some(page) = plan::entry(meta, place) {
            self.push(page, &meta.title);
        }
    }

    fn push(&mut self, page: Planned, title: &'a str) {
        self.entry += 1;
        let (number, down) = match self.chapter {
            0 => (self.entry.to_string(), 1),
            chapter => (format!("{chapter}.{}", self.entry), 2),
        };
        let id = page.path.strip_suffix(".html").unwrap_or(&page.path).to_owned();
        self.all.push(Chapter { page: Some(page), template: None, title, id, number, level: 2, down, note: None });
    }
}
