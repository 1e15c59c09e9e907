//! From a public book and a theme to the pages of the site. No IO: every output is handed to the caller.
//!
//! The `plan` lists all pages; what they share (`site`, `globals`, `navigation`) is computed once; then each page
//! is a pure function of its entry, made ready by the file of its kind (`session`, `readings` ...) and written by
//! its template.

mod a_to_z;
mod agenda;
mod at;
mod calendar_page;
mod copies;
mod copy_links;
mod feeds;
mod globals;
mod guidance;
mod here;
mod home;
mod json_ld;
mod lines;
mod methods;
mod moved;
mod navigation;
mod page;
mod people;
mod plan;
mod readings;
mod redirect;
mod repeats;
mod scenarios;
mod sections;
mod session;
mod sessions;
mod site;
mod subscribe;
#[cfg(test)]
mod tests;
mod values;
mod when;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::calendar;
use crate::diagnostic::Diagnostic;
use crate::handbook::Words;
use crate::parse::words as tables;
use crate::public::Public;
use crate::theme::{self, Theme};

use plan::Planned;
use site::Site;

pub use feeds::members_feed;

/// What a render depends on beside the book and the theme.
pub struct Settings {
    pub today: Date,
    pub words: Words,
}

/// A file of the site.
pub struct Output {
    /// Its path in the site, with `/`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// Why rendering ended early.
#[derive(Debug)]
pub enum Stopped {
    /// Templates failed.
    Mistakes(Vec<Diagnostic>),
    /// The taker of the outputs failed.
    Taker(std::io::Error),
}

/// Takes an output; called from several threads.
pub type Take<'a> = &'a (dyn Fn(Output) -> std::io::Result<()> + Sync);

/// Renders every page and feed of `public`, several at a time, and hands each to `take` as soon as it is done, in
/// no particular order. Files that are published as they are (pictures, downloads) are named by [`copies`], the
/// theme's assets by the theme.
///
/// # Errors
///
/// When a template fails, or when `take` does.
pub fn render(public: &Public, theme: &Theme, settings: &Settings, take: Take<'_>) -> Result<(), Stopped> {
    let words = tables::house(settings.words.clone(), &public.book().community.words);
    let almanac = calendar::almanac(public, &words, settings.today);
    let events = feeds::events(public.book(), &almanac);
    let site = Site::new(public, &words, settings.today, &events);
    let failed = |error: tera::Error| Stopped::Mistakes(theme::mistakes(&error, &theme.own));
    let mut tera = theme.templates.clone();
    globals::give(&mut tera, &site, theme).map_err(failed)?;
    let planned = plan::plan(site.book);
    let navigation = navigation::all(&tera, &site, planned.iter().map(|page| &page.key)).map_err(failed)?;

    // A template that fails, fails on many pages: each mistake is kept once, and which page met it first does not
    // matter, so that the outcome is the same with any number of threads.
    let mistakes: Mutex<Vec<Diagnostic>> = Mutex::new(Vec::new());
    let usual = AtomicUsize::new(8 * 1024);
    let page = |page: &Planned<'_>| {
        let mut bytes = Vec::with_capacity(usual.load(Ordering::Relaxed));
        match page.ready(&site).write(&tera, &navigation, &page.key, &mut bytes) {
            Ok(()) => {
                usual.store(bytes.len() + bytes.len() / 8, Ordering::Relaxed);
                take(Output { path: page.path.to_string(), bytes })
            }
            Err(error) => {
                let mut known = mistakes.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                known.extend(theme::mistakes(&error, &theme.own));
                known.sort_by(|a, b| (&a.span, &a.message).cmp(&(&b.span, &b.message)));
                known.dedup();
                Ok(())
            }
        }
    };
    feeds::each(site.book, &events, &almanac, take)?;
    feeds::series(site.book, &events, &almanac, take)?;
    // The one long feed is written by one thread, beside the pages.
    let pages = || planned.par_iter().try_for_each(page).map_err(Stopped::Taker);
    let (feed, pages) = rayon::join(|| feeds::all(events, &almanac, take), pages);
    feed.and(pages)?;
    let mistakes = mistakes.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    if mistakes.is_empty() { Ok(()) } else { Err(Stopped::Mistakes(mistakes)) }
}

/// The files of the folder that are published as they are: those in `files/`, and the pictures and downloads that
/// a public entry refers to. Their path in the folder is their path in the site. Sorted.
#[must_use]
pub fn copies(public: &Public) -> Vec<crate::source::FilePath> {
    copies::copies(public.book())
}
