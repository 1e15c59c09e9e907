//! From a public book and a theme to the pages of the site. No IO: every output is handed to the caller.
//!
//! The `plan` lists all pages; what they share (`site`, `globals`, `navigation`) is computed once, by a [`Press`];
//! then each page is a pure function of its entry, made ready by the file of its kind (`session`, `readings` ...) and
//! written by its template. [`render`] makes all of them, [`Press::output`] one that is asked for. What only programs read
//! (`sitemap`, `atom`, `robots`, `headers`) is made beside them.

mod a_to_z;
mod agenda;
mod ahead;
mod at;
mod atom;
mod between;
mod bibtex;
mod borrowed;
mod calendar_page;
mod copy_links;
mod feeds;
mod foreign;
mod frame;
mod gallery;
mod globals;
mod guidance;
mod headers;
mod here;
mod home;
mod journey;
mod json_ld;
mod lines;
mod meetings;
mod methods;
mod moved;
mod navigation;
mod page;
mod people;
mod picture;
mod plan;
mod post;
mod press;
mod print;
mod readings;
mod redirect;
mod reference;
mod repeats;
mod rhythm;
mod ris;
mod robots;
mod scenarios;
mod season;
mod sections;
mod session;
mod sessions;
mod site;
mod sitemap;
mod subscribe;
mod take_along;
#[cfg(test)]
mod tests;
mod values;
#[cfg(test)]
mod views;
mod when;
mod xml;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::handbook::Words;
use crate::public::Public;

use plan::Planned;

pub use gallery::{Known, Look, Marks, Pictures, made_of, shown, smaller_path};
pub use press::Press;

pub use feeds::members_feed;

/// What a render depends on beside the book and the theme.
pub struct Settings {
    pub today: Date,
    pub words: Words,
    /// What is known of the pictures that pages show.
    pub pictures: Pictures,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// Renders every page and feed of `press`, several at a time, and hands each to `take` as soon as it is done, in
/// no particular order. Files that are published as they are (pictures, downloads) are named by [`copies`], the
/// theme's assets by the theme.
///
/// # Errors
///
/// When a template fails, or when `take` does.
pub fn render(press: &Press, take: Take<'_>) -> Result<(), Stopped> {
    let site = press.site();
    let (navigation, almanac) = (press.navigation(&site).map_err(Stopped::Mistakes)?, press.almanac());
    let events = feeds::events(site.book, &almanac);

    // A template that fails, fails on many pages: each mistake is kept once, and which page met it first does not
    // matter, so that the outcome is the same with any number of threads.
    let mistakes: Mutex<Vec<Diagnostic>> = Mutex::new(Vec::new());
    let usual = AtomicUsize::new(8 * 1024);
    let page = |page: &Planned| {
        let mut bytes = Vec::with_capacity(usual.load(Ordering::Relaxed));
        match press.write(page, &site, &navigation, &mut bytes) {
            Ok(()) => {
                usual.store(bytes.len() + bytes.len() / 8, Ordering::Relaxed);
                take(Output { path: page.path.clone(), bytes })
            }
            Err(found) => {
                let mut known = mistakes.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                known.extend(found);
                known.sort_by(|a, b| (&a.span, &a.message).cmp(&(&b.span, &b.message)));
                known.dedup();
                Ok(())
            }
        }
    };
    for path in Press::texts() {
        if let Some(output) = press.text(path, &site) {
            take(output).map_err(Stopped::Taker)?;
        }
    }
    take_along::files(site.book)
        .into_par_iter()
        .try_for_each(|(path, file)| take(Output { path, bytes: file.text(&site).into_bytes() }))
        .map_err(Stopped::Taker)?;
    feeds::each(site.book, &events, &almanac, take)?;
    feeds::series(site.book, &events, &almanac, take)?;
    // The one long feed is written by one thread, beside the pages.
    let pages = || press.planned().par_iter().try_for_each(page).map_err(Stopped::Taker);
    let (feed, pages) = rayon::join(|| feeds::all(events, &almanac, take), pages);
    feed.and(pages)?;
    let mistakes = mistakes.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    if mistakes.is_empty() { Ok(()) } else { Err(Stopped::Mistakes(mistakes)) }
}

/// The files of the folder that are published as they are: those in `files/`, and the pictures and downloads that
/// a public entry refers to. Their path in the folder is their path in the site. Sorted.
#[must_use]
pub fn copies(public: &Public) -> Vec<crate::source::FilePath> {
    crate::handbook::copies::copies(public.book())
}
