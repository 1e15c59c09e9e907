//! Where a relative link leads: from the file that holds it to a page, a picture or a download of the site.

use super::Book;

/// What a relative link means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A page of the site: its path, and the anchor, if any.
    Page { path: String, anchor: Option<String> },
    /// A file that is published as it is: its path in the folder (`people/wren.svg`), which is also its path in
    /// the site.
    File { path: String },
}

/// Why a relative link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// There is no such file; the nearest file's path, relative to the linking file, where one is near.
    NoSuchFile { nearest: Option<String> },
    /// The file is there, the anchor is not; the nearest anchor.
    NoSuchAnchor { nearest: Option<String> },
    /// The entry is a draft or is for facilitators only: readers could not follow it.
    NotPublic,
    /// The path climbs out of the handbook's folder, or names something below `private/`.
    OutOfReach,
}

/// Where `link`, written in the file at `from` (`sessions/01.md`), leads in `book`.
///
/// `link` is percent-decoded and may hold an anchor after `#`; a link that starts with `#` stays in its own file,
/// one that starts with `/` counts from the handbook's folder.
///
/// # Errors
///
/// Says why the link leads nowhere.
pub fn resolve(book: &Book, from: &str, link: &str) -> Result<Destination, Broken> {
    let _ = (book, from, link);
    Err(Broken::NoSuchFile { nearest: None })
}

/// The relative address from the page at `from` (`people/index.html`) to `to` (`sessions/01.html`):
/// `../sessions/01.html`, percent-encoded.
#[must_use]
pub fn relative(from: &str, to: &str) -> String {
    let _ = from;
    to.to_owned()
}
