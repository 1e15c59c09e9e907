//! The renderer: what all pages of one book share, ready to make any page or feed of it when it is asked for.

use std::io;
use std::sync::{Arc, Mutex};

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;
use tera::{Tera, Value};

use crate::calendar::{self, FeedContext};
use crate::diagnostic::Diagnostic;
use crate::handbook::index::ends_in;
use crate::handbook::player::player;
use crate::handbook::{Session, Words};
use crate::parse::words as tables;
use crate::redact::{Public, PublicTotals};
use crate::source::FilePath;
use crate::theme::{self, Theme};

use super::context::PageContext;
use super::navigation::{self, NavigationKey};
use super::page::Ready;
use super::page_meta::PageMeta;
use super::plan::{self, Planned};
use super::print::PrintedPages;
use super::site::{Site, SiteIndex};
use super::{
    IconPaths, Output, Pictures, RenderSettings, atom, downloads, feeds, foreign, globals, headers, robots, sitemap,
};

/// One book in one theme, ready to be rendered. It never changes: another book, theme or day is another renderer.
pub struct Renderer {
    public: Arc<Public>,
    theme: Arc<Theme>,
    words: Words,
    today: Date,
    pictures: Pictures,
    survey: SiteIndex,
    tera: Tera,
    /// The language of the interface, where it is not the community's.
    interface: Option<&'static str>,
    planned: Vec<Planned>,
    /// Whether the folder has a film or a sound.
    plays: bool,
    totals: Option<PublicTotals>,
}

impl Renderer {
    /// Works out what all pages of `public` share.
    ///
    /// # Errors
    ///
    /// When the templates cannot be given it, which no input brings about.
    pub fn new(public: Arc<Public>, theme: Arc<Theme>, settings: RenderSettings) -> Result<Self, Vec<Diagnostic>> {
        let RenderSettings { today, words, pictures, totals } = settings;
        let book = public.book();
        let words = tables::house(words, &book.community.words);
        let feed_context = calendar::feed_context(&public, &words, today);
        let has_feed = |session: &Arc<Session>| calendar::has_events(session, &feed_context);
        let survey = SiteIndex::new(&public, book.sessions.par_iter().map(has_feed).collect());
        let mut tera = theme.templates.clone();
        globals::give(&mut tera, &Site::new(&public, &words, today, &survey, &pictures), &theme)
            .map_err(|error| theme::mistakes(&error, &theme.own))?;
        let interface = globals::interface(&book.community.language.value);
        let planned = plan::plan(book, today);
        let plays = book.files.iter().any(|path| player(path).is_some());
        Ok(Renderer { public, theme, words, today, pictures, survey, tera, interface, planned, plays, totals })
    }

    /// Returns the book that it renders.
    #[must_use]
    pub fn public(&self) -> &Public {
        &self.public
    }

    /// Returns the theme in which it renders.
    #[must_use]
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// Returns the words of the interface, the community's own among them.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Returns the path of every page, each once: in the order of the book, earlier addresses last.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        self.planned.iter().map(|page| page.path.as_str())
    }

    /// Returns the page or feed at `path` in the site, made now; `None` where there is none.
    ///
    /// # Errors
    ///
    /// When its template fails.
    pub fn output(&self, path: &str) -> Option<Result<Output, Vec<Diagnostic>>> {
        match self.page(path) {
            Some(page) => Some(self.print(page)),
            None if ends_in(path, &[".ics"]) => self.feed(path).map(Ok),
            None => self.text(path, &self.site()).map(Ok),
        }
    }

    /// Returns the page for a missing address, on a host where the site begins at `/`. The one at `404.html` is for the
    /// community's website, which may begin elsewhere.
    ///
    /// # Errors
    ///
    /// When its template fails.
    pub fn missing(&self) -> Result<Output, Vec<Diagnostic>> {
        self.print(&plan::not_found("/".into()))
    }

    /// Returns the file that an author opens to change the page at `path`; `None` for one that is gathered from many.
    #[must_use]
    pub fn source(&self, path: &str) -> Option<&FilePath> {
        self.page(path)?.source(self.public.book())
    }

    /// Returns the session that the page at `path` shows.
    #[must_use]
    pub fn session(&self, path: &str) -> Option<&Session> {
        self.public.book().sessions.get(self.page(path)?.session()?).map(Arc::as_ref)
    }

    fn page(&self, path: &str) -> Option<&Planned> {
        // Ten thousand are searched in less time than a page takes.
        self.planned.iter().find(|page| page.path == path)
    }

    fn print(&self, page: &Planned) -> Result<Output, Vec<Diagnostic>> {
        let site = self.site();
        let navigation = navigation::all(&self.tera, &site, std::iter::once(&page.key));
        let navigation = navigation.map_err(|error| self.mistakes(&error))?;
        let mut bytes = Vec::with_capacity(super::PAGE);
        self.write(page, &site, &navigation, &PrintedPages::default(), &mut bytes)?;
        Ok(Output { path: page.path.clone(), bytes })
    }

    /// Returns the feed at `path`. Feeds are asked for too seldom to be worth a second way of making them: all are
    /// made, and one is kept.
    fn feed(&self, path: &str) -> Option<Output> {
        let kept: Mutex<Option<Output>> = Mutex::new(None);
        let keep = |output: Output| {
            if output.path == path {
                *kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(output);
            }
            io::Result::Ok(())
        };
        let (feed_context, book) = (self.feed_context(), self.public.book());
        let events = feeds::events(book, &feed_context);
        // What keeps an output cannot fail.
        let _ = feeds::each(book, &events, &feed_context, &keep)
            .and_then(|()| feeds::series(book, &events, &feed_context, &keep))
            .and_then(|()| feeds::all(events, &feed_context, &keep));
        kept.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Returns the values that every template finds as `site`.
    #[cfg(test)]
    pub(super) fn shared(&self) -> Value {
        self.tera.clone().global_context().get("site").cloned().unwrap_or_else(Value::none)
    }

    /// Returns the paths of the files for programs alone, as far as this site has them.
    pub(super) fn texts() -> [&'static str; 4] {
        [headers::PATH, robots::PATH, sitemap::PATH, atom::PATH]
    }

    /// Returns the file for programs alone at `path`.
    pub(super) fn text(&self, path: &str, site: &Site<'_>) -> Option<Output> {
        let text = match path {
            headers::PATH => {
                let made = self.pictures.marks.iter().flat_map(IconPaths::assets);
                headers::headers(self.theme.assets.iter().map(|(path, _)| path.as_str()).chain(made), self.plays)
            }
            robots::PATH => robots::robots(site),
            sitemap::PATH => sitemap::sitemap(site, &self.planned)?,
            atom::PATH => atom::changes(site)?,
            // As with pages, all are searched in less time than one takes.
            _ => downloads::files(site.book).into_iter().find(|(known, _)| known == path)?.1.text(site),
        };
        Some(Output { path: path.to_owned(), bytes: text.into_bytes() })
    }

    /// Returns a page that is none of the site's own, in its theme and its words: at `path` in a folder of its own, by
    /// `template`.
    ///
    /// # Errors
    ///
    /// When its template fails.
    pub(crate) fn other_page<View: Serialize>(
        &self,
        path: &str,
        template: &'static str,
        title: &str,
        view: &View,
    ) -> Result<Output, Vec<Diagnostic>> {
        let site = self.site();
        let here = PageMeta { canonical: None, ..PageMeta::page(&PageContext { site: &site, path }, title) };
        let root = "../".repeat(path.matches('/').count()).into();
        let key = NavigationKey { root, place: navigation::NavigationPlace::Elsewhere };
        let context = Ready::new(template, here, view).context(Value::none(), &key);
        let written = context.and_then(|context| self.tera.render(template, &context));
        let mut text = written.map_err(|error| self.mistakes(&error))?;
        if let Some(language) = self.interface {
            text = foreign::marked(&text, language);
        }
        Ok(Output { path: path.to_owned(), bytes: text.into_bytes() })
    }

    pub(super) fn planned(&self) -> &[Planned] {
        &self.planned
    }

    pub(crate) fn site(&self) -> Site<'_> {
        let mut site = Site::new(&self.public, &self.words, self.today, &self.survey, &self.pictures);
        site.totals = self.totals;
        site
    }

    pub(crate) fn feed_context(&self) -> FeedContext<'_> {
        calendar::feed_context(&self.public, &self.words, self.today)
    }

    /// Returns the navigation of every page.
    pub(super) fn navigation(&self, site: &Site<'_>) -> Result<FxHashMap<NavigationKey, Value>, Vec<Diagnostic>> {
        let keys = self.planned.iter().map(|page| &page.key);
        navigation::all(&self.tera, site, keys).map_err(|error| self.mistakes(&error))
    }

    /// Writes `page` into `out`. A document for paper takes its pages from `printed`.
    pub(super) fn write(
        &self,
        page: &Planned,
        site: &Site<'_>,
        navigation: &FxHashMap<NavigationKey, Value>,
        printed: &PrintedPages,
        out: &mut Vec<u8>,
    ) -> Result<(), Vec<Diagnostic>> {
        let written = match page.print() {
            Some(print) => print.write(page, (&self.tera, printed), site, navigation, out),
            None => page.ready(site).write(&self.tera, navigation, &page.key, out),
        };
        written.map_err(|error| self.mistakes(&error))?;
        if let Some(language) = self.interface {
            *out = foreign::marked(&String::from_utf8_lossy(out), language).into_bytes();
        }
        if self.plays {
            headers::let_play(out);
        }
        Ok(())
    }

    fn mistakes(&self, error: &tera::Error) -> Vec<Diagnostic> {
        theme::mistakes(error, &self.theme.own)
    }
}
