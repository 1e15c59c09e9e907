//! The plan of the site: every page, its path, and which function makes it.

use std::borrow::Cow;

use jiff::civil::Date;
use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::calendar;
use crate::handbook::links;
use crate::handbook::meta::Entry;
use crate::handbook::{Book, EntryKind, Meta};
use crate::source::FilePath;

use super::at::At;
use super::navigation::{Key, Place};
use super::page::Ready;
use super::print::Print;
use super::sections::Section;
use super::{
    a_to_z, between, calendar_page, guidance, home, journey, methods, people, readings, redirect, scenarios, season,
    session, sessions, values,
};

/// A page that will be made.
pub(super) struct Planned {
    pub path: String,
    pub key: Key,
    what: What,
}

/// What a page shows; the numbers are places in the book's lists.
enum What {
    Home,
    /// The page that lists a section.
    Section(Section),
    Session(usize),
    Series(usize),
    /// The season of that series.
    Season(usize),
    Person(usize),
    Venue(usize),
    Reading(usize),
    Scenario(usize),
    Method(usize),
    Guide(usize),
    Page(usize),
    NotFound,
    /// An earlier address of that entry.
    Redirect(EntryKind, usize),
    /// The folder of the feeds, with the page that tells of them.
    FeedsFolder,
    /// A document for paper.
    Print(Print),
}

/// Every page of the site, in the order of the book. A path that two pages want, which is a mistake, goes to the first
/// entry that has it, or else to the first that had it: the preview shows what a build refuses, and must not show it
/// by chance.
pub(super) fn plan(book: &Book, today: Date) -> Vec<Planned> {
    let mut all = Plan { pages: Vec::new(), redirects: Vec::new() };
    all.add("index.html", Place::Home, What::Home);
    for section in Section::of(book, today) {
        all.add(section.path(), Place::On(section), What::Section(section));
    }
    all.entries(&book.sessions, Section::Sessions, What::Session);
    all.entries(&book.series, Section::Sessions, What::Series);
    all.seasons(book);
    all.entries(&book.people, Section::People, What::Person);
    all.entries(&book.venues, Section::Venues, What::Venue);
    all.entries(&book.readings, Section::Readings, What::Reading);
    all.entries(&book.scenarios, Section::Scenarios, What::Scenario);
    all.entries(&book.methods, Section::Methods, What::Method);
    all.entries(&book.guidance, Section::Guidance, What::Guide);
    all.entries(&book.pages, Section::Pages, What::Page);
    for print in Print::of(book, today) {
        all.add(print.path(book), Place::Elsewhere, What::Print(print));
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

fn planned(path: String, place: Place, what: What) -> Planned {
    let root = root(path.bytes().filter(|byte| *byte == b'/').count());
    Planned { path, key: Key { root, place }, what }
}

/// What leads up so many folders.
fn root(depth: usize) -> Cow<'static, str> {
    const UP: &str = "../../../../../../../../";
    UP.get(..depth * "../".len()).map_or_else(|| Cow::Owned("../".repeat(depth)), Cow::Borrowed)
}

struct Plan {
    pages: Vec<Planned>,
    redirects: Vec<Planned>,
}

impl Plan {
    fn add(&mut self, path: impl Into<String>, place: Place, what: What) {
        self.pages.push(planned(path.into(), place, what));
    }

    /// A page for each entry that has one, and one for each of its earlier addresses.
    fn entries<E: Entry>(&mut self, list: &[std::sync::Arc<E>], section: Section, what: fn(usize) -> What) {
        for (place, meta) in list.iter().map(|entry| entry.meta()).enumerate() {
            if !meta.address.contains(".html#") {
                self.add(meta.address.as_str(), Place::Inside(section), what(place));
            }
            for was in &meta.was {
                let path = links::earlier_address(meta, &was.value);
                self.redirects.push(planned(path, Place::Elsewhere, What::Redirect(meta.kind, place)));
            }
        }
    }

    /// The season of each series, and the way from where it was under earlier names.
    fn seasons(&mut self, book: &Book) {
        for (place, series) in book.series.iter().enumerate() {
            self.add(season::address(&series.meta.id), Place::Inside(Section::Season), What::Season(place));
            for was in &series.meta.was {
                let what = What::Redirect(EntryKind::Series, place);
                self.redirects.push(planned(season::address(&was.value), Place::Elsewhere, what));
            }
        }
    }

    /// A page for the folder of the feeds. Many hosts list what lies in a folder that has none, and the address of
    /// the members' feed would stand in that list.
    fn feeds_folder(&mut self) {
        self.add(format!("{}/index.html", calendar::FEEDS), Place::Elsewhere, What::FeedsFolder);
    }

    /// The page for what is not there. Hosts show it at any depth, so that its addresses count from the path of
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

/// The page for what is not there, on a host where the site begins at `root`.
pub(super) fn not_found(root: Cow<'static, str>) -> Planned {
    Planned { path: "404.html".into(), key: Key { root, place: Place::Elsewhere }, what: What::NotFound }
}

/// The home page.
pub(super) fn home() -> Planned {
    planned("index.html".into(), Place::Home, What::Home)
}

/// The page that lists a section.
pub(super) fn section(section: Section) -> Planned {
    planned(section.path().into(), Place::On(section), What::Section(section))
}

/// The page of the entry at `place` in the list of its kind; `None` for one that is only a line of a list.
pub(super) fn entry(meta: &Meta, place: usize) -> Option<Planned> {
    let what = match meta.kind {
        EntryKind::Session => What::Session(place),
        EntryKind::Series => What::Series(place),
        EntryKind::Person => What::Person(place),
        EntryKind::Venue => What::Venue(place),
        EntryKind::Reading => What::Reading(place),
        EntryKind::Scenario => What::Scenario(place),
        EntryKind::Method => What::Method(place),
        EntryKind::Guidance => What::Guide(place),
        EntryKind::Page => What::Page(place),
        EntryKind::Values => What::Section(Section::Values),
        EntryKind::Agreements => What::Section(Section::Agreements),
    };
    (!meta.address.contains(".html#")).then(|| planned(meta.address.clone(), Place::Elsewhere, what))
}

impl Planned {
    /// Makes the page ready for its template.
    pub fn ready<'a>(&'a self, site: &'a super::site::Site<'a>) -> Ready<'a> {
        let at = At { site, path: &self.path };
        let book = site.book;
        match self.what {
            What::Home => home::page(at),
            What::Section(section) => {
                let print = Print::of_section(section, book);
                index(at, section).printed(print.map(|print| print.link(&at)))
            }
            What::Session(place) => session::page(at, place, &book.sessions[place]),
            What::Series(place) => {
                let print = Print::of_series(place, book);
                sessions::series(at, place, &book.series[place]).printed(print.map(|print| print.link(&at)))
            }
            What::Season(place) => season::of_series(at, place, &book.series[place]),
            What::Person(place) => people::person(at, place, &book.people[place]),
            What::Venue(place) => people::venue(at, place, &book.venues[place]),
            What::Reading(place) => readings::reading(at, place, &book.readings[place]),
            What::Scenario(place) => scenarios::scenario(at, place, &book.scenarios[place]),
            What::Method(place) => methods::method(at, place, &book.methods[place]),
            What::Guide(place) => guidance::guide(at, place, &book.guidance[place]),
            What::Page(place) => guidance::page(at, place, &book.pages[place]),
            What::NotFound => redirect::not_found(at),
            What::Redirect(kind, place) => match book.entry(kind, place) {
                Some(meta) => redirect::redirect(at, meta),
                None => redirect::not_found(at),
            },
            What::FeedsFolder => redirect::feeds_folder(at),
            What::Print(print) => print.ready(at),
        }
    }

    /// The document for paper that it is, if it is one.
    pub fn print(&self) -> Option<Print> {
        match self.what {
            What::Print(print) => Some(print),
            _ => None,
        }
    }

    /// The file that its author would open to change the page; `None` for one that is gathered from many.
    pub fn source<'a>(&self, book: &'a Book) -> Option<&'a FilePath> {
        match self.what {
            What::Home => Some(&book.community.span.file),
            _ => self.entry(book).map(|meta| &meta.file),
        }
    }

    /// The entry that the page is about, or leads to.
    fn entry<'a>(&self, book: &'a Book) -> Option<&'a Meta> {
        let (kind, place) = match self.what {
            What::Section(Section::Values) => (EntryKind::Values, 0),
            What::Section(Section::Agreements) => (EntryKind::Agreements, 0),
            What::Home | What::Section(_) | What::NotFound | What::FeedsFolder | What::Print(_) => return None,
            What::Session(place) => (EntryKind::Session, place),
            What::Series(place) | What::Season(place) => (EntryKind::Series, place),
            What::Person(place) => (EntryKind::Person, place),
            What::Venue(place) => (EntryKind::Venue, place),
            What::Reading(place) => (EntryKind::Reading, place),
            What::Scenario(place) => (EntryKind::Scenario, place),
            What::Method(place) => (EntryKind::Method, place),
            What::Guide(place) => (EntryKind::Guidance, place),
            What::Page(place) => (EntryKind::Page, place),
            What::Redirect(kind, place) => (kind, place),
        };
        book.entry(kind, place)
    }

    /// Whether search engines are told of it: not of pages that only lead elsewhere, nor of drafts.
    pub fn is_listed(&self, book: &Book) -> bool {
        let leads_on = matches!(self.what, What::NotFound | What::Redirect(..) | What::FeedsFolder | What::Print(_));
        !leads_on && self.entry(book).is_none_or(|meta| !meta.draft)
    }

    /// The day that its author wrote as `updated`.
    pub fn updated(&self, book: &Book) -> Option<Date> {
        match self.what {
            What::Home => book.community.updated,
            _ => self.entry(book)?.updated,
        }
    }

    /// The place in the book of the session that the page shows, if it shows one.
    pub fn session(&self) -> Option<usize> {
        match self.what {
            What::Session(place) => Some(place),
            _ => None,
        }
    }
}

fn index(at: At<'_>, section: Section) -> Ready<'_> {
    let name = section.title(at.site.words);
    match (section, &at.site.book.values, &at.site.book.agreements) {
        (Section::Sessions, ..) => sessions::index(at),
        (Section::Season, ..) => season::page(at),
        (Section::Between, ..) => between::page(at),
        (Section::Journey, ..) => journey::page(at),
        (Section::Calendar, ..) => calendar_page::page(at),
        (Section::Values, Some(list), _) | (Section::Agreements, _, Some(list)) => values::page(at, list, name),
        (Section::People, ..) => people::index(at),
        (Section::Venues, ..) => people::venues(at),
        (Section::Readings, ..) => readings::index(at),
        (Section::Scenarios, ..) => scenarios::index(at),
        (Section::Methods, ..) => methods::index(at),
        (Section::Guidance, ..) => guidance::guidance(at),
        (Section::Pages, ..) => guidance::pages(at),
        (Section::Values | Section::Agreements | Section::AToZ, ..) => a_to_z::page(at),
    }
}
