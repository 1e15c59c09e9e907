//! From a public book and a theme to the pages of the site. No IO: every output is handed to the caller.
//!
//! The `plan` lists all pages; what they share (`site`, `globals`, `navigation`) is computed once, by a [`Renderer`];
//! then each page is a pure function of its entry, made ready by the file of its kind (`session`, `readings` ...) and
//! written by its template. [`render`] makes all of them, [`Renderer::output`] one that is asked for. Files for
//! programs alone (`sitemap`, `atom`, `robots`, `headers`) are made beside them.

mod a_to_z;
mod agenda;
mod agenda_chart;
mod atom;
mod between;
mod bibtex;
mod calendar_page;
mod context;
mod copy_links;
mod date_view;
mod downloads;
mod excerpt;
mod feeds;
mod foreign;
mod globals;
mod guidance;
mod headers;
mod home;
mod img_attributes;
mod journey;
mod json_ld;
mod methods;
mod navigation;
mod occurrences;
mod page;
mod page_meta;
mod people;
mod picture_info;
mod plan;
mod post;
mod print;
mod readings;
mod redirect;
mod reference;
mod renderer;
mod repeats;
mod reschedule;
mod rhythm;
mod ris;
mod robots;
mod scenarios;
mod season;
mod sections;
mod session;
mod session_list;
mod sessions;
mod site;
mod sitemap;
mod subscribe;
#[cfg(test)]
mod tests;
mod upcoming;
mod values;
#[cfg(test)]
mod views_tests;
mod xml;

use std::sync::Mutex;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::handbook::Words;
use crate::redact::{Public, PublicTotals};

use plan::Planned;
use print::PrintedPages;

pub use picture_info::{IconPaths, PictureInfo, PictureLookup, Pictures, made_of, shown, smaller_path};
pub use renderer::Renderer;

pub use feeds::members_feed;

// For the facilitators' pages, which are made from the same views.
pub(crate) use agenda::{AgendaView, agenda};
pub(crate) use context::{BodyView, PageContext};
pub(crate) use globals::direction;
pub(crate) use json_ld::data_block;

/// The inputs of a render beside the book and the theme.
pub struct RenderSettings {
    pub today: Date,
    pub words: Words,
    /// The measurements of the pictures that pages show.
    pub pictures: Pictures,
    /// The numbers of the records that the community chose to publish.
    pub totals: Option<PublicTotals>,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Its path in the site, with `/`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// The bytes of an ordinary page, for which room is made.
const PAGE: usize = 16 * 1024;

/// The reason why rendering ended early.
#[derive(Debug)]
pub enum Stopped {
    /// Templates failed.
    Mistakes(Vec<Diagnostic>),
    /// The taker of the outputs failed.
    Taker(std::io::Error),
}

/// Takes an output; called from several threads.
pub type TakeOutput<'a> = &'a (dyn Fn(Output) -> std::io::Result<()> + Sync);

/// Renders every page and feed of `press`, several at a time, and hands each to `take` as soon as it is done, in no
/// particular order. Files that are published as they are (pictures, downloads) are named by [`copies`], the theme's
/// assets by the theme.
///
/// # Errors
///
/// When a template fails, or when `take` does.
pub fn render(renderer: &Renderer, take: TakeOutput<'_>) -> Result<(), Stopped> {
    let site = renderer.site();
    let (navigation, feed_context) = (renderer.navigation(&site).map_err(Stopped::Mistakes)?, renderer.feed_context());
    let events = feeds::events(site.book, &feed_context);

    // A template that fails, fails on many pages: each mistake is kept once, and which page met it first does not
    // matter, so that the outcome is the same with any number of threads.
    let mistakes: Mutex<Vec<Diagnostic>> = Mutex::new(Vec::new());
    let papers = renderer.planned().iter().filter_map(Planned::print);
    let printed = PrintedPages::of(papers, &site);
    let page = |page: &&Planned| {
        let mut bytes = Vec::with_capacity(PAGE);
        match renderer.write(page, &site, &navigation, &printed, &mut bytes) {
            Ok(()) => take(Output { path: page.path.clone(), bytes }),
            Err(found) => {
                let mut known = mistakes.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                known.extend(found);
                known.sort_by(|a, b| (&a.span, &a.message).cmp(&(&b.span, &b.message)));
                known.dedup();
                Ok(())
            }
        }
    };
    for path in Renderer::texts() {
        if let Some(output) = renderer.text(path, &site) {
            take(output).map_err(Stopped::Taker)?;
        }
    }
    downloads::files(site.book)
        .into_par_iter()
        .try_for_each(|(path, file)| take(Output { path, bytes: file.text(&site).into_bytes() }))
        .map_err(Stopped::Taker)?;
    feeds::each(site.book, &events, &feed_context, take)?;
    feeds::series(site.book, &events, &feed_context, take)?;
    // The one long feed is written by one thread, beside the pages.
    let (papers, pages): (Vec<_>, Vec<_>) = renderer.planned().iter().partition(|page| page.print().is_some());
    let pages = || pages.par_iter().try_for_each(page).map_err(Stopped::Taker);
    let (feed, pages) = rayon::join(|| feeds::all(events, &feed_context, take), pages);
    feed.and(pages)?;
    // Documents for paper last: the long feed is out of memory by then, and what they share of pages comes into it.
    papers.par_iter().with_max_len(1).try_for_each(page).map_err(Stopped::Taker)?;
    let mistakes = mistakes.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    if mistakes.is_empty() { Ok(()) } else { Err(Stopped::Mistakes(mistakes)) }
}

/// Returns the files of the folder that are published as they are: those in `files/`, and the pictures and downloads
/// that a public entry refers to. Their path in the folder is their path in the site. Sorted.
#[must_use]
pub fn copies(public: &Public) -> Vec<crate::source::FilePath> {
    crate::handbook::copies::copies(public.book())
}
