//! What readers take along as a file: references for a library of their own, scenarios as posts.

use std::sync::Arc;

use crate::handbook::{Book, Meta, Reading, Scenario};

use super::reference::reference;
use super::site::Site;
use super::{bibtex, post, ris};

/// All readings in one file.
pub(super) const BIBTEX: &str = "readings.bib";
pub(super) const RIS: &str = "readings.ris";

/// One file.
#[derive(Debug, Clone, Copy)]
pub(super) enum File<'a> {
    AllBibtex,
    AllRis,
    Bibtex(&'a Reading),
    Ris(&'a Reading),
    Post(&'a Scenario),
}

/// Every file that `book` has, in its order, with its path in the site.
pub(super) fn files(book: &Book) -> Vec<(String, File<'_>)> {
    let mut all = Vec::with_capacity(2 * book.readings.len() + book.scenarios.len() + 2);
    if !book.readings.is_empty() {
        all.extend([(BIBTEX.to_owned(), File::AllBibtex), (RIS.to_owned(), File::AllRis)]);
    }
    for reading in book.readings.iter().map(Arc::as_ref) {
        let path = |ending| path(&reading.meta, ending);
        all.extend([(path("bib"), File::Bibtex(reading)), (path("ris"), File::Ris(reading))]);
    }
    all.extend(book.scenarios.iter().map(|scenario| (path(&scenario.meta, "txt"), File::Post(scenario))));
    all
}

/// Where the file of that ending for an entry stands: beside the page that it has or could have.
pub(super) fn path(meta: &Meta, ending: &str) -> String {
    let page = crate::handbook::links::own_address(meta);
    format!("{}.{ending}", page.strip_suffix(".html").unwrap_or(&page))
}

impl File<'_> {
    /// What it holds.
    pub fn text(self, site: &Site<'_>) -> String {
        let readings = || site.book.readings.iter().map(|reading| reference(reading));
        match self {
            File::AllBibtex => readings().map(|reference| bibtex::entry(&reference)).collect::<Vec<_>>().join("\n"),
            File::AllRis => readings().map(|reference| ris::record(&reference)).collect(),
            File::Bibtex(reading) => bibtex::entry(&reference(reading)),
            File::Ris(reading) => ris::record(&reference(reading)),
            File::Post(scenario) => post::post(site, scenario),
        }
    }
}
