//! The plan of the site: every page, its path, and which function makes it.

use std::borrow::Cow;

use jiff::civil::Date;
use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::calendar;
use crate::handbook::links;
use crate::handbook::{Book, EntryKind, Meta};
use crate::source::FilePath;

use super::context::PageContext;
use super::navigation::{NavigationKey, NavigationPlace};
use super::page::Ready;
use super::print::Print;
use super::sections::SiteSection;
use super::{
    a_to_z, between, calendar_page, guidance, home, journey, methods, people, readings, redirect, scenarios, season,
    session, sessions, values,
};

/// A page that will be made.
pub(super) struct Planned {
    pub path: String,
    pub key: NavigationKey,
    pub what: PageKind,
}

/// The content of a page; the numbers are places in the book's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum PageKind {
    Home,
    /// The page that lists a section.
    Section(SiteSection),
    /// The page of an entry.
    Entry(EntryKind, usize),
    /// The season of that series.
    Season(usize),
    NotFound,
    /// An earlier address of that entry.
    Redirect(EntryKind, usize),
    /// The folder of the feeds, with the page that leads to their list.
    FeedsFolder,
    /// A document for paper.
    Print(Print),
}

/// Plans every page of the site, in the order of the book. A path that two pages want, which is a mistake, goes to the
/// first entry that has it, or else to the first that had it: the preview shows what a build refuses, and must not show
/// it by chance.
pub(super) fn plan(book: &Book, today: Date) -> Vec<Planned> {
    let mut all = SitePlan { pages: Vec::new(), redirects: Vec::new() };
    all.add("index.html", NavigationPlace::Home, PageKind::Home);
    for section in SiteSection::of(book, today) {
        all.add(section.path(), NavigationPlace::On(section), PageKind::Section(section));
    }
    for kind in EntryKind::all().filter(|kind| !kind.is_single()) {
        all.entries(book, kind);
        if kind == EntryKind::Series {
            all.seasons(book);
        }
    }
    for print in Print::of(book, today) {
        all.add(print.path(book), NavigationPlace::Elsewhere, PageKind::Print(print));
    }
    all.feeds_folder();
    all.not_found(book);
    let mut pages = all.pages;
    pages.append(&mut all.redirects);
    let mut taken = FxHashSet::with_capacity_and_hasher(pages.len(), FxBuildHasher);
    let is_first: Vec<bool> = pages.iter().map(|page| taken.insert(page.path.as_str())).collect();
    let mut is_first = is_first.into_iter();
    pages.retain(|_| is_first.next().unwrap_or(true));
    pages
}

fn planned(path: String, place: NavigationPlace, what: PageKind) -> Planned {
    let root = root(path.bytes().filter(|byte| *byte == b'/').count());
    Planned { path, key: NavigationKey { root, place }, what }
}

/// Returns the way up so many folders.
fn root(depth: usize) -> Cow<'static, str> {
    const UP: &str = "../../../../../../../../";
    UP.get(..depth * "../".len()).map_or_else(|| Cow::Owned("../".repeat(depth)), Cow::Borrowed)
}

struct SitePlan {
    pages: Vec<Planned>,
    redirects: Vec<Planned>,
}

impl SitePlan {
    fn add(&mut self, path: impl Into<String>, place: NavigationPlace, what: PageKind) {
        self.pages.push(planned(path.into(), place, what));
    }

    /// Adds a page for each entry of a kind that has one, and one for each of its earlier addresses.
    fn entries(&mut self, book: &Book, kind: EntryKind) {
        let section = SiteSection::Of(kind.section());
        for (place, meta) in (0..).map_while(|place| Some((place, book.entry(kind, place)?))) {
            if !meta.address.contains(".html#") {
                self.add(meta.address.as_str(), NavigationPlace::Inside(section), PageKind::Entry(kind, place));
            }
            for was in &meta.was {
                let path = links::earlier_address(meta, &was.value);
                self.redirects.push(planned(path, NavigationPlace::Elsewhere, PageKind::Redirect(meta.kind, place)));
            }
        }
    }

    /// Adds the season of each series, and redirects from where it was under earlier names.
    fn seasons(&mut self, book: &Book) {
        for (place, series) in book.series.iter().enumerate() {
            self.add(
                season::address(&series.meta.id),
                NavigationPlace::Inside(SiteSection::Season),
                PageKind::Season(place),
            );
            for was in &series.meta.was {
                let what = PageKind::Redirect(EntryKind::Series, place);
                self.redirects.push(planned(season::address(&was.value), NavigationPlace::Elsewhere, what));
            }
        }
    }

    /// Adds a page for the folder of the feeds. Many hosts list what lies in a folder that has none, and the address of
    /// the members' feed would stand in that list.
    fn feeds_folder(&mut self) {
        self.add(format!("{}/index.html", calendar::FEEDS), NavigationPlace::Elsewhere, PageKind::FeedsFolder);
    }

    /// Adds the page for a missing address. Hosts show it at any depth, so that its addresses count from the path of
    /// the community's website where that is known.
    fn not_found(&mut self, book: &Book) {
        let website = book.community.website.as_ref().map(|website| website.value.as_str());
        let path =
            website.and_then(|url| url.split_once("://")).map(|(_, rest)| rest.split_once('/').map_or("", |p| p.1));
        let root = path.map_or(Cow::Borrowed(""), |path| match path.trim_matches('/') {
            "" => Cow::Borrowed("/"),
            path => Cow::Owned(format!("/{path}/")),
        });
        self.pages.push(not_found(root));
    }
}

/// Plans the page for a missing address, on a host where the site begins at `root`.
pub(super) fn not_found(root: Cow<'static, str>) -> Planned {
    Planned {
        path: "404.html".into(),
        key: NavigationKey { root, place: NavigationPlace::Elsewhere },
        what: PageKind::NotFound,
    }
}

/// Plans the home page.
pub(super) fn home() -> Planned {
    planned("index.html".into(), NavigationPlace::Home, PageKind::Home)
}

/// Plans the page that lists a section.
pub(super) fn section(section: SiteSection) -> Planned {
    planned(section.path().into(), NavigationPlace::On(section), PageKind::Section(section))
}

/// Plans the page of the entry at `place` in the list of its kind; `None` for one that is only a line of a list.
pub(super) fn entry(meta: &Meta, place: usize) -> Option<Planned> {
    let what = match meta.kind {
        kind if kind.is_single() => PageKind::Section(SiteSection::Of(kind)),
        kind => PageKind::Entry(kind, place),
    };
    (!meta.address.contains(".html#")).then(|| planned(meta.address.clone(), NavigationPlace::Elsewhere, what))
}

impl Planned {
    /// Makes the page ready for its template.
    pub fn ready<'a>(&'a self, site: &'a super::site::Site<'a>) -> Ready<'a> {
        let at = PageContext { site, path: &self.path };
        let book = site.book;
        match self.what {
            PageKind::Home => home::page(at),
            PageKind::Section(section) => {
                let print = Print::of_section(section, book);
                index(at, section).printed(print.map(|print| print.link(&at)))
            }
            PageKind::Entry(kind, place) => of_entry(at, kind, place),
            PageKind::Season(place) => season::of_series(at, place, &book.series[place]),
            PageKind::NotFound => redirect::not_found(at),
            PageKind::Redirect(kind, place) => match book.entry(kind, place) {
                Some(meta) => redirect::redirect(at, meta),
                None => redirect::not_found(at),
            },
            PageKind::FeedsFolder => redirect::feeds_folder(at),
            PageKind::Print(print) => print.ready(at),
        }
    }

    /// Returns the document for paper that it is, if it is one.
    pub fn print(&self) -> Option<Print> {
        match self.what {
            PageKind::Print(print) => Some(print),
            _ => None,
        }
    }

    /// Returns the file that its author would open to change the page; `None` for one that is gathered from many.
    pub fn source<'a>(&self, book: &'a Book) -> Option<&'a FilePath> {
        match self.what {
            PageKind::Home => Some(&book.community.span.file),
            _ => self.entry(book).map(|meta| &meta.file),
        }
    }

    /// Returns the entry that the page is about, or leads to.
    fn entry<'a>(&self, book: &'a Book) -> Option<&'a Meta> {
        let (kind, place) = match self.what {
            PageKind::Section(SiteSection::Of(kind)) if kind.is_single() => (kind, 0),
            PageKind::Home | PageKind::Section(_) | PageKind::NotFound | PageKind::FeedsFolder | PageKind::Print(_) => {
                return None;
            }
            PageKind::Season(place) => (EntryKind::Series, place),
            PageKind::Entry(kind, place) | PageKind::Redirect(kind, place) => (kind, place),
        };
        book.entry(kind, place)
    }

    /// Returns whether search engines are to list it: not pages that only lead elsewhere, nor drafts.
    pub fn is_listed(&self, book: &Book) -> bool {
        let leads_on = matches!(
            self.what,
            PageKind::NotFound | PageKind::Redirect(..) | PageKind::FeedsFolder | PageKind::Print(_)
        );
        !leads_on && self.entry(book).is_none_or(|meta| !meta.draft)
    }

    /// Returns the day that its author wrote as `updated`.
    pub fn updated(&self, book: &Book) -> Option<Date> {
        match self.what {
            PageKind::Home => book.community.updated,
            _ => self.entry(book)?.updated,
        }
    }

    /// Returns the place in the book of the session that the page shows, if it shows one.
    pub fn session(&self) -> Option<usize> {
        match self.what {
            PageKind::Entry(EntryKind::Session, place) => Some(place),
            _ => None,
        }
    }
}

/// Makes the page of the entry at `place` in the list of its kind.
fn of_entry(at: PageContext<'_>, kind: EntryKind, place: usize) -> Ready<'_> {
    let book = at.site.book;
    match kind {
        EntryKind::Session => session::page(at, place, &book.sessions[place]),
        EntryKind::Series => {
            let print = Print::of_series(place, book);
            sessions::series(at, place, &book.series[place]).printed(print.map(|print| print.link(&at)))
        }
        EntryKind::Person => people::person(at, place, &book.people[place]),
        EntryKind::Venue => people::venue(at, place, &book.venues[place]),
        EntryKind::Reading => readings::reading(at, place, &book.readings[place]),
        EntryKind::Scenario => scenarios::scenario(at, place, &book.scenarios[place]),
        EntryKind::Method => methods::method(at, place, &book.methods[place]),
        EntryKind::Guidance => guidance::guide(at, place, &book.guidance[place]),
        EntryKind::Page => guidance::page(at, place, &book.pages[place]),
        EntryKind::Values | EntryKind::Agreements => index(at, SiteSection::Of(kind)),
    }
}

/// Makes the page that lists a section.
fn index(at: PageContext<'_>, section: SiteSection) -> Ready<'_> {
    let kind = match section {
        SiteSection::Season => return season::page(at),
        SiteSection::Between => return between::page(at),
        SiteSection::Journey => return journey::page(at),
        SiteSection::Calendar => return calendar_page::page(at),
        SiteSection::AToZ => return a_to_z::page(at),
        SiteSection::Of(kind) => kind,
    };
    match kind {
        EntryKind::Session | EntryKind::Series => sessions::index(at),
        EntryKind::Person => people::index(at),
        EntryKind::Venue => people::venues(at),
        EntryKind::Reading => readings::index(at),
        EntryKind::Scenario => scenarios::index(at),
        EntryKind::Method => methods::index(at),
        EntryKind::Guidance => guidance::guidance(at),
        EntryKind::Page => guidance::pages(at),
        EntryKind::Values | EntryKind::Agreements => match at.site.book.values_of(kind) {
            Some(list) => values::page(at, list, section.title(at.site.words)),
            None => a_to_z::page(at),
        },
    }
}
