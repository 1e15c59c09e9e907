//! The metadata of a page: its title, the way to it, what is before and after it, what it holds.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;

use crate::handbook::{Body, EntryKind, Meta, date_words};
use crate::source::Located;

use super::context::{LinkView, PageContext};
use super::sections::SiteSection;
use super::site::PreviousNext;

/// The fewest headings that make a table of contents worth its room.
const CONTENTS_FROM: usize = 3;

/// The fields that every template finds as `here`.
#[derive(Debug, Serialize)]
pub(crate) struct PageMeta<'a> {
    /// The template's name without its ending, by which the style sheet knows the page.
    pub kind: &'static str,
    pub title: Cow<'a, str>,
    /// The way from the home page to this one, both left out.
    pub crumbs: Vec<LinkView<'a>>,
    pub previous: Option<LinkView<'a>>,
    pub next: Option<LinkView<'a>>,
    /// Empty where there are fewer than three headings.
    pub contents: Vec<Content<'a>>,
    pub description: Option<String>,
    /// The page's absolute address, where the community has given its site's address.
    pub canonical: Option<String>,
    /// The feed of the page's subject, beside that of the whole handbook.
    pub feed: Option<LinkView<'a>>,
    /// A document for paper with the page and all that belongs to it.
    pub print: Option<LinkView<'a>>,
    pub updated: Option<String>,
    pub owner: Option<LinkView<'a>>,
    pub draft: bool,
}

/// A line of the table of contents.
#[derive(Debug, Serialize)]
pub(crate) struct Content<'a> {
    pub level: u8,
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
}

impl<'a> Content<'a> {
    /// Makes the line of the heading of that level and anchor.
    pub fn new(level: u8, id: impl Into<Cow<'a, str>>, title: impl Into<Cow<'a, str>>) -> Self {
        Content { level, id: id.into(), title: title.into() }
    }
}

impl<'a> PageMeta<'a> {
    /// Makes the metadata of a page of the site itself.
    pub fn page(at: &PageContext<'a>, title: impl Into<Cow<'a, str>>) -> Self {
        PageMeta {
            kind: "",
            title: title.into(),
            crumbs: Vec::new(),
            previous: None,
            next: None,
            contents: Vec::new(),
            description: None,
            canonical: at.address(),
            feed: None,
            print: None,
            updated: None,
            owner: None,
            draft: false,
        }
    }

    /// Makes the metadata of the page that lists the entries of a kind.
    pub fn list(at: &PageContext<'a>, kind: EntryKind) -> Self {
        PageMeta::page(at, SiteSection::Of(kind).title(at.site.words))
    }

    /// Makes the metadata of the page of an entry.
    pub fn entry(at: &PageContext<'a>, meta: &'a Meta) -> Self {
        let words = at.site.words;
        let section = SiteSection::Of(meta.kind.section());
        let index = LinkView { title: section.title(words).into(), url: Some(at.href(section.path())) };
        let here = PageMeta { crumbs: vec![index], draft: meta.draft, ..PageMeta::page(at, meta.title.as_str()) };
        here.stamped(at, meta.updated, meta.owner.as_ref())
    }

    /// Adds the day on which it was last changed and the one who looks after it.
    pub fn stamped(mut self, at: &PageContext<'a>, updated: Option<Date>, owner: Option<&'a Located<String>>) -> Self {
        let words = at.site.words;
        self.updated = updated.map(|date| words.fill("updated_on", &[("date", &date_words::date(date, words))]));
        self.owner = owner.map(|owner| match at.site.book.who(&owner.value) {
            Some(person) => at.link(&person.meta),
            None => LinkView { title: Cow::Borrowed(owner.value.as_str()), url: None },
        });
        self
    }

    /// Adds the entries before and after it in the list of its kind, this page being at `place`.
    pub fn among(self, at: &PageContext<'a>, kind: EntryKind, place: usize) -> Self {
        let beside = PreviousNext { previous: place.checked_sub(1), next: Some(place + 1) };
        self.beside(at, kind, Some(&beside))
    }

    /// Adds the entries of its kind that are before and after it.
    pub fn beside(mut self, at: &PageContext<'a>, kind: EntryKind, beside: Option<&PreviousNext>) -> Self {
        let link = |place: Option<usize>| Some(at.link(at.site.book.entry(kind, place?)?));
        self.previous = link(beside.and_then(|beside| beside.previous));
        self.next = link(beside.and_then(|beside| beside.next));
        self
    }

    /// Adds a table of contents from the headings of `body`.
    pub fn with_contents(self, body: &'a Body) -> Self {
        let shown = body.headings.iter().filter(|(level, ..)| *level <= 3);
        self.with_lines(shown.map(|(level, title, id)| Content::new(*level, id, title)).collect())
    }

    /// Adds those lines as table of contents, where they are enough.
    pub fn with_lines(mut self, lines: Vec<Content<'a>>) -> Self {
        if lines.len() >= CONTENTS_FROM {
            self.contents = lines;
        }
        self
    }
}
