//! Files that readers take along: references for a library of their own, scenarios as posts.

use crate::handbook::{Book, Meta, Scenario};

use super::reference::reference;
use super::site::Site;
use super::{bibtex, post, ris};

/// The path of all readings in one file.
pub(super) const BIBTEX: &str = "readings.bib";
pub(super) const RIS: &str = "readings.ris";

/// One file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Download<'a> {
    Bibtex,
    Ris,
    Post(&'a Scenario),
}

/// Returns every file that `book` has, in its order, with its path in the site.
pub(super) fn files(book: &Book) -> Vec<(String, Download<'_>)> {
    let mut all = Vec::with_capacity(book.scenarios.len() + 2);
    if !book.readings.is_empty() {
        all.extend([(BIBTEX.to_owned(), Download::Bibtex), (RIS.to_owned(), Download::Ris)]);
    }
    all.extend(book.scenarios.iter().map(|scenario| (post_path(&scenario.meta), Download::Post(scenario))));
    all
}

/// Returns where the post of a scenario stands: beside its page.
pub(super) fn post_path(meta: &Meta) -> String {
    let page = crate::handbook::links::own_address(meta);
    format!("{}.txt", page.strip_suffix(".html").unwrap_or(&page))
}

impl Download<'_> {
    /// Returns the text of the file.
    pub fn text(self, site: &Site<'_>) -> String {
        let readings = || site.book.readings.iter().map(|reading| reference(reading));
        match self {
            Download::Bibtex => readings().map(|reference| bibtex::entry(&reference)).collect::<Vec<_>>().join("\n"),
            Download::Ris => readings().map(|reference| ris::record(&reference)).collect(),
            Download::Post(scenario) => post::post(site, scenario),
        }
    }
}
