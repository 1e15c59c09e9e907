//! The edition that is shown just now: the shelf from which the server serves.

use std::sync::{Arc, PoisonError, RwLock};

use super::live::{self, Prints, StandsFor};
use super::server::{File, Found, Shelf, kind};
use crate::diagnostic::Diagnostic;
use crate::handbook::index::ends_in;
use crate::pipeline::Edition;
use crate::suggest;

/// The page of a folder or of the site.
const INDEX: &str = "index.html";

/// What is shown, with what its pages are made with.
pub(super) struct Showing {
    pub edition: Edition,
    pub prints: Prints,
}

/// Holds what is shown. Whoever asks keeps what they got, also while another takes its place.
#[derive(Default)]
pub(super) struct Current {
    showing: RwLock<Option<Arc<Showing>>>,
}

impl Current {
    /// Shows `next` from now on, and gives back what was shown before.
    pub fn show(&self, next: Showing) -> Option<Arc<Showing>> {
        let mut showing = self.showing.write().unwrap_or_else(PoisonError::into_inner);
        showing.replace(Arc::new(next))
    }

    fn showing(&self) -> Option<Arc<Showing>> {
        self.showing.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What there is to know about the page at `path`, as JSON.
    pub fn facts(&self, path: &str) -> Option<String> {
        let showing = self.showing()?;
        live::facts(showing.edition.press(), showing.edition.private(), path).map(|facts| facts.json())
    }
}

impl Shelf for Current {
    fn find(&self, path: &str) -> Found {
        let Some(showing) = self.showing() else {
            return Found::Broken(notice(
                "There is no handbook here yet",
                "<p>This page changes by itself as soon as there is one that can be read. The corner below says what is \
                 in the way.</p>",
            ));
        };
        match showing.edition.output(path) {
            Some(Ok(bytes)) if is_page(path) => Found::File(live::page(&bytes, showing.prints, StandsFor::Itself)),
            Some(Ok(bytes)) => Found::File(File::new(kind(path), bytes)),
            Some(Err(mistakes)) => Found::Broken(cannot_be_made(path, &mistakes)),
            None => Found::Missing { nearest: nearest(&showing, path) },
        }
    }

    fn missing(&self) -> Option<File> {
        let showing = self.showing()?;
        let page = showing.edition.press().missing().ok()?;
        Some(live::page(&page.bytes, showing.prints, StandsFor::Another))
    }
}

fn is_page(path: &str) -> bool {
    ends_in(path, &[".html"])
}

/// The page that may be meant by `path`: one of nearly the same name, or the list that it would stand in.
fn nearest(showing: &Showing, path: &str) -> Option<String> {
    let folder = path.rfind('/').map_or("", |slash| &path[..=slash]);
    let press = showing.edition.press();
    // What all of a folder have in common makes none of them nearer.
    let siblings = press.pages().filter(|page| *page != "404.html").filter_map(|page| page.strip_prefix(folder));
    let meant = suggest::nearest(&path[folder.len()..], siblings).map(|name| format!("{folder}{name}"));
    let list = || Some(format!("{folder}{INDEX}")).filter(|list| press.pages().any(|page| page == list));
    meant.or_else(list).or_else(|| Some(INDEX.to_owned()))
}

/// The page for one whose template fails.
fn cannot_be_made(path: &str, mistakes: &[Diagnostic]) -> File {
    let mut said = String::new();
    for mistake in mistakes {
        said.push_str(&format!("<p>{}</p>", escaped(&mistake.message)));
    }
    if is_page(path) {
        notice("This page cannot be made just now", &said)
    } else {
        notice("This file cannot be read just now", &said)
    }
}

/// A page of the preview's own, which is looked at only until the handbook is mended.
fn notice(title: &str, said: &str) -> File {
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{said}\n</main>\n\
         </body>\n</html>\n"
    );
    live::page(page.as_bytes(), Prints::default(), StandsFor::Another)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
