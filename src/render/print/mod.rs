//! Documents for paper: the whole handbook as one, and each section and series as one.
//!
//! A document is put together from the same pages that the site has, part by part: each is rendered
//! once for all documents, and rewritten for each ([`rewrite`](mod@rewrite)). What is not public is in no
//! page, and so in no document.

mod chapter;
mod order;
mod rewrite;
mod selection;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::Serialize;
use tera::{Tera, Value};

use crate::handbook::{Book, EntryKind, date_words};

use super::PAGE;
use super::context::{LinkView, PageContext};
use super::navigation::{self, NavigationKey};
use super::page::Ready;
use super::page_meta::PageMeta;
use super::plan::Planned;
use super::sections::SiteSection;
use super::site::Site;
pub(super) use chapter::PrintedPages;
use chapter::{Chapter, ContentsLine};
use rewrite::PrintPlaces;

/// The number of a handbook's sessions, counted from its last one, that bring about a document of their series.
const LATEST: usize = 200;

/// A comment that stands in the document where its parts will. No author can write it: their text is escaped.
const PARTS: &str = "<!--parts-->";

/// A document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Print {
    Handbook,
    Section(SiteSection),
    /// The series at that place in the book, with its sessions.
    Series(usize),
}

/// The fields that `print.html` finds as `page`.
#[derive(Debug, Serialize)]
struct PrintPage<'a> {
    /// The name of the section or series; `None` for the whole handbook.
    section: Option<&'a str>,
    edition: String,
    contents: Vec<ContentsLine<'a>>,
    /// A note on what is left out.
    note: Option<String>,
    parts: Value,
}

impl Print {
    /// Returns every document that a book has, the whole handbook first.
    pub fn of(book: &Book, today: Date) -> Vec<Print> {
        let mut all = vec![Print::Handbook];
        all.extend(SiteSection::of(book, today).filter(|section| Print::has(*section, book)).map(Print::Section));
        all.extend((0..book.series.len()).filter_map(|place| Print::of_series(place, book)));
        all
    }

    /// Returns the document of the series at `place`, where it has one: one of the latest sessions has to be among its
    /// own. In a handbook of many years, printing each series would take nearly as long as all its pages, and nobody
    /// prints them.
    pub fn of_series(place: usize, book: &Book) -> Option<Print> {
        let id = &book.series.get(place)?.meta.id;
        let is_recent = book.sessions.len() <= LATEST
            || book.sessions.iter().rev().take(LATEST).any(|session| session.series.as_ref() == Some(id));
        is_recent.then_some(Print::Series(place))
    }

    /// Returns whether a section is more than one page, so that a document of its own is worth while.
    fn has(section: SiteSection, book: &Book) -> bool {
        match section {
            SiteSection::Of(EntryKind::Session) => !book.sessions.is_empty(),
            // Each other one is one page, which prints as it is.
            SiteSection::Of(kind) => !kind.is_single(),
            _ => false,
        }
    }

    /// Returns the document of a section, where it has one.
    pub fn of_section(section: SiteSection, book: &Book) -> Option<Print> {
        Print::has(section, book).then_some(Print::Section(section))
    }

    /// Returns its path in the site: `print/` and what it is a print of.
    pub fn path(self, book: &Book) -> String {
        let print = |page: &str| {
            let page = page.strip_suffix("/index.html").or_else(|| page.strip_suffix(".html")).unwrap_or(page);
            format!("print/{page}.html")
        };
        match self {
            Print::Handbook => "print.html".to_owned(),
            Print::Section(section) => print(section.path()),
            Print::Series(place) => print(book.series.get(place).map_or("series", |series| &series.meta.address)),
        }
    }

    /// Returns the link from the page that it is a print of.
    pub fn link<'a>(self, at: &PageContext<'a>) -> LinkView<'a> {
        let title = at.site.words.get("print_section").into();
        LinkView { title, url: Some(at.href(&self.path(at.site.book))) }
    }

    /// Makes the frame of the document ready for its template.
    pub fn ready(self, at: PageContext<'_>) -> Ready<'_> {
        self.frame(at, &order::pieces(self, at.site))
    }

    fn frame<'a>(self, at: PageContext<'a>, pieces: &[Chapter<'a>]) -> Ready<'a> {
        let (site, words) = (at.site, at.site.words);
        let section = self.title(site);
        let title = section.unwrap_or_else(|| words.get("the_handbook"));
        let mut here = PageMeta::page(&at, words.fill("for_paper", &[("title", title)]));
        here.crumbs.extend(self.up(&at));
        let view = PrintPage {
            section,
            edition: words.fill("edition_of", &[("date", &date_words::date(site.today, words))]),
            contents: pieces.iter().map(Chapter::line).collect(),
            note: self.chosen(site).and_then(|chosen| chosen.note(words)).filter(|_| self != Print::Handbook),
            parts: Value::safe_string(PARTS),
        };
        Ready::new("print.html", here, &view)
    }

    /// Writes the document.
    ///
    /// # Errors
    ///
    /// When a template fails.
    pub fn write(
        self,
        page: &Planned,
        (tera, printed): (&Tera, &PrintedPages),
        site: &Site<'_>,
        navigation: &FxHashMap<NavigationKey, Value>,
        out: &mut Vec<u8>,
    ) -> Result<(), tera::Error> {
        let pieces = order::pieces(self, site);
        let frame = self.frame(PageContext { site, path: &page.path }, &pieces);
        let frame = tera.render("print.html", &frame.context(navigation::of(navigation, &page.key), &page.key)?)?;
        let (before, after) = frame.split_once(PARTS).unwrap_or((&frame, ""));
        out.extend_from_slice(before.as_bytes());
        if before.len() == frame.len() {
            // A frame of the community's own that has no room for a page's words.
            return Ok(());
        }
        let website = site.book.community.website.as_ref().map(|website| website.value.as_str());
        let places = PrintPlaces { document: &page.path, website, pages: chapter::places(&pieces) };
        out.reserve(pieces.len() * PAGE);
        for piece in pieces {
            piece.write(tera, site, printed, &places, out)?;
        }
        out.extend_from_slice(after.as_bytes());
        Ok(())
    }

    fn title<'a>(self, site: &Site<'a>) -> Option<&'a str> {
        match self {
            Print::Handbook => None,
            Print::Section(section) => Some(section.title(site.words)),
            Print::Series(place) => site.book.series.get(place).map(|series| series.meta.title.as_str()),
        }
    }

    /// Returns the page that it is a print of.
    fn up<'a>(self, at: &PageContext<'a>) -> Option<LinkView<'a>> {
        match self {
            Print::Handbook => None,
            Print::Section(section) => {
                let title = section.title(at.site.words).into();
                Some(LinkView { title, url: Some(at.href(section.path())) })
            }
            Print::Series(place) => at.site.book.series.get(place).map(|series| at.link(&series.meta)),
        }
    }

    /// Returns its sessions; `None` where it has none.
    fn chosen(self, site: &Site<'_>) -> Option<selection::Chosen> {
        match self {
            Print::Handbook | Print::Section(SiteSection::Of(EntryKind::Session)) => {
                Some(selection::chosen(site, (0..site.book.sessions.len()).collect()))
            }
            Print::Series(place) => Some(selection::chosen(site, site.uses.series.get(place)?.clone())),
            Print::Section(_) => None,
        }
    }
}
