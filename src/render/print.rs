//! What is made for paper: the whole handbook as one document, and each section and series as one.
//!
//! A document is put together from the same pages that the site has, part by part: each is rendered, bound
//! ([`bind`](mod@bind)) and let go, so that only the document is ever in memory. What is not public is in no page, and
//! so in no document.

mod bind;
mod choice;

use rustc_hash::FxHashMap;
use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::handbook::{Book, EntryKind, date_words, percent};

use super::at::{At, Link};
use super::guidance;
use super::here::Here;
use super::navigation::{self, Key};
use super::page::Ready;
use super::plan::{self, Planned};
use super::sections::Section;
use super::site::Site;
use bind::{Kept, Part, Place, Places, bind};

/// Stands in the document where its parts will. No author can write it: what they write is escaped.
const PARTS: &str = "<!--parts-->";

/// A document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Print {
    Handbook,
    Section(Section),
    /// The series at that place in the book, with its sessions.
    Series(usize),
}

/// The sections in the order in which one reads a book: who we are, when we meet, with what we work.
const READ: [Section; 10] = [
    Section::Values,
    Section::Agreements,
    Section::Sessions,
    Section::People,
    Section::Venues,
    Section::Readings,
    Section::Scenarios,
    Section::Methods,
    Section::Guidance,
    Section::Pages,
];

/// What `print.html` finds as `page`.
#[derive(Debug, Serialize)]
struct PrintPage<'a> {
    /// The name of the section or series; `None` for the whole handbook.
    section: Option<&'a str>,
    edition: String,
    contents: Vec<Line<'a>>,
    /// What there is to say about what is left out.
    note: Option<String>,
    parts: Value,
}

/// A line of the contents.
#[derive(Debug, Serialize)]
struct Line<'a> {
    number: String,
    title: &'a str,
    url: String,
    /// 1 for a chapter, 2 for what stands in it.
    level: u8,
}

/// A part of a document, before it is made.
struct Piece<'a> {
    /// Its page; `None` for a chapter that has only a title of its own.
    page: Option<Planned>,
    /// The template that shows it on paper, where that is not the page's own.
    template: Option<&'static str>,
    title: &'a str,
    id: String,
    number: String,
    level: u8,
    /// How many levels the headings of its page go down.
    down: u8,
    note: Option<String>,
}

impl Print {
    /// Every document that a book has, the whole handbook first.
    pub fn of(book: &Book) -> Vec<Print> {
        let mut all = vec![Print::Handbook];
        all.extend(Section::of(book).filter(|section| Print::has(*section, book)).map(Print::Section));
        all.extend((0..book.series.len()).map(Print::Series));
        all
    }

    /// Whether a section is more than one page, so that a document of its own is worth while.
    fn has(section: Section, book: &Book) -> bool {
        match section {
            Section::Sessions => !book.sessions.is_empty(),
            Section::Calendar | Section::AToZ | Section::Values | Section::Agreements => false,
            _ => true,
        }
    }

    /// The document of a section, where it has one.
    pub fn of_section(section: Section, book: &Book) -> Option<Print> {
        Print::has(section, book).then_some(Print::Section(section))
    }

    /// Its path in the site: `print/` and what it is a print of.
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

    /// The link from the page that it is a print of.
    pub fn link<'a>(self, at: &At<'a>) -> Link<'a> {
        let title = at.site.words.get("print_section").into();
        Link { title, url: Some(at.href(&self.path(at.site.book))) }
    }

    /// Makes the frame of the document ready for its template.
    pub fn ready<'a>(self, at: At<'a>) -> Ready<'a> {
        self.frame(at, &self.pieces(at.site))
    }

    fn frame<'a>(self, at: At<'a>, pieces: &[Piece<'a>]) -> Ready<'a> {
        let (site, words) = (at.site, at.site.words);
        let section = self.title(site);
        let title = section.unwrap_or_else(|| words.get("the_handbook"));
        let mut here = Here::page(&at, words.fill("for_paper", &[("title", title)]));
        here.crumbs.extend(self.up(&at));
        let view = PrintPage {
            section,
            edition: words.fill("edition_of", &[("date", &date_words::date(site.today, words))]),
            contents: pieces.iter().map(Piece::line).collect(),
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
        tera: &Tera,
        site: &Site<'_>,
        navigation: &FxHashMap<Key, Value>,
        out: &mut Vec<u8>,
    ) -> Result<(), tera::Error> {
        let pieces = self.pieces(site);
        let frame = self.frame(At { site, path: &page.path }, &pieces);
        let frame = tera.render("print.html", &frame.context(navigation::of(navigation, &page.key), &page.key)?)?;
        let (before, after) = frame.split_once(PARTS).unwrap_or((&frame, ""));
        out.extend_from_slice(before.as_bytes());
        let website = site.book.community.website.as_ref().map(|website| website.value.as_str());
        let places = Places { document: &page.path, website, pages: self.places(&pieces) };
        let mut bound = String::new();
        for piece in pieces {
            bound.clear();
            piece.write(tera, site, &places, &mut bound)?;
            out.extend_from_slice(bound.as_bytes());
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

    /// The page that it is a print of.
    fn up<'a>(self, at: &At<'a>) -> Option<Link<'a>> {
        match self {
            Print::Handbook => None,
            Print::Section(section) => {
                let title = section.title(at.site.words).into();
                Some(Link { title, url: Some(at.href(section.path())) })
            }
            Print::Series(place) => at.site.book.series.get(place).map(|series| at.link(&series.meta)),
        }
    }

    /// Its sessions; `None` where it has none.
    fn chosen(self, site: &Site<'_>) -> Option<choice::Chosen> {
        match self {
            Print::Handbook | Print::Section(Section::Sessions) => {
                Some(choice::chosen(site, (0..site.book.sessions.len()).collect()))
            }
            Print::Series(place) => Some(choice::chosen(site, site.uses.series.get(place)?.clone())),
            Print::Section(_) => None,
        }
    }

    /// Where the pages of the site stand in the document.
    fn places(self, pieces: &[Piece<'_>]) -> FxHashMap<String, Place> {
        let mut all = FxHashMap::default();
        for piece in pieces {
            let place = Place { id: piece.id.clone(), number: piece.number.clone(), kept: Kept::Whole };
            match &piece.page {
                Some(page) => all.insert(page.path.clone(), place),
                None => all.insert(format!("{}.html", piece.id), Place { kept: Kept::Title, ..place }),
            };
        }
        all
    }

    fn pieces<'a>(self, site: &Site<'a>) -> Vec<Piece<'a>> {
        let mut pieces = Pieces { all: Vec::new(), chapter: 0, entry: 0, site };
        match self {
            Print::Handbook => {
                pieces.about();
                for section in READ.into_iter().filter(|section| section.is_in(site.book)) {
                    pieces.chapter(section, self);
                }
            }
            Print::Section(section) => pieces.entries(section, self),
            Print::Series(place) => {
                pieces.entry(EntryKind::Series, place);
                pieces.sessions(&self.chosen(site).map_or_else(Vec::new, |chosen| chosen.places));
            }
        }
        pieces.all
    }
}

/// The parts of a document while they are listed.
struct Pieces<'s, 'a> {
    all: Vec<Piece<'a>>,
    /// The number of the chapter; 0 in a document that is none but one.
    chapter: usize,
    entry: usize,
    site: &'s Site<'a>,
}

impl<'a> Pieces<'_, 'a> {
    /// Who we are: the home page as far as it belongs on paper.
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
        self.all.push(Piece {
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

    /// A section as a chapter of the handbook.
    fn chapter(&mut self, section: Section, print: Print) {
        let book = self.site.book;
        let only = match section {
            Section::Values => book.values.as_deref(),
            Section::Agreements => book.agreements.as_deref(),
            _ => None,
        };
        let name = only.map(|only| only.meta.title.as_str()).filter(|title| !title.is_empty());
        let id = section.path().strip_suffix(".html").unwrap_or(section.path());
        self.begin(name.unwrap_or_else(|| section.title(self.site.words)), id);
        if let Some(chapter) = self.all.last_mut() {
            if only.is_some() || section == Section::Readings {
                chapter.page = Some(plan::section(section));
            }
            if section == Section::Sessions {
                chapter.note = print.chosen(self.site).and_then(|chosen| chosen.note(self.site.words));
            }
        }
        self.entries(section, print);
    }

    /// What stands in a section.
    fn entries(&mut self, section: Section, print: Print) {
        let book = self.site.book;
        let (kind, places): (_, Vec<usize>) = match section {
            Section::Sessions => return self.seasons(&print.chosen(self.site).map_or_else(Vec::new, |c| c.places)),
            Section::People => (EntryKind::Person, (0..book.people.len()).collect()),
            Section::Venues => (EntryKind::Venue, (0..book.venues.len()).collect()),
            Section::Readings => {
                if self.chapter == 0 {
                    self.list(section);
                }
                (EntryKind::Reading, (0..book.readings.len()).collect())
            }
            Section::Scenarios => (EntryKind::Scenario, (0..book.scenarios.len()).collect()),
            Section::Methods => (EntryKind::Method, (0..book.methods.len()).collect()),
            Section::Guidance => (EntryKind::Guidance, guidance::guides_in_order(book)),
            Section::Pages => (EntryKind::Page, guidance::pages_in_order(book)),
            Section::Values | Section::Agreements | Section::Calendar | Section::AToZ => return,
        };
        for place in places {
            self.entry(kind, place);
        }
    }

    /// Each series with its sessions, then those that belong to none.
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

    /// The page that lists a section, as a part without a line in the contents' second level.
    fn list(&mut self, section: Section) {
        let title = section.title(self.site.words);
        self.push(plan::section(section), title);
    }

    /// An entry that has a page.
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
        let level = if self.chapter == 0 { 1 } else { 2 };
        self.all.push(Piece { page: Some(page), template: None, title, id, number, level, down, note: None });
    }
}

impl<'a> Piece<'a> {
    fn line(&self) -> Line<'a> {
        let mut url = String::from("#");
        percent::encode(&self.id, &percent::IN_PATH, &mut url);
        Line { number: self.number.clone(), title: self.title, url, level: self.level }
    }

    /// Writes the part.
    fn write(self, tera: &Tera, site: &Site<'_>, places: &Places<'_>, out: &mut String) -> Result<(), tera::Error> {
        let mut context = match &self.page {
            Some(page) => {
                let ready = page.ready(site);
                let template = self.template.unwrap_or(ready.template);
                let mut context = ready.context(Value::none(), &page.key)?;
                let part = Part { path: &page.path, id: &self.id, down: self.down };
                let bound = |html: &str| {
                    let mut out = String::with_capacity(html.len() + html.len() / 8);
                    bind(html, &part, places, &mut out);
                    Value::safe_string(&out)
                };
                let heading = bound(&tera.render_block(template, "heading", &context)?);
                let main = bound(&tera.render_block(template, "main", &context)?);
                context.insert_value("heading", heading);
                context.insert_value("main", main);
                context.insert("kind", template.strip_suffix(".html").unwrap_or(template));
                context
            }
            None => Context::new(),
        };
        context.insert("id", &self.id);
        context.insert("number", &self.number);
        context.insert("title", self.title);
        context.insert("level", &self.level);
        context.insert("note", &self.note);
        out.push_str(&tera.render("print-part.html", &context)?);
        Ok(())
    }
}
