//! From a public book and a theme to the pages of the site. No IO: every output is handed to the caller.

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::handbook::Words;
use crate::public::Public;
use crate::theme::Theme;

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

/// Renders every page and feed of `public`, several at a time, and hands each to `take` as soon as it is done, in
/// no particular order. Files that are published as they are (pictures, downloads) are named by [`copies`].
///
/// # Errors
///
/// When a template fails, or when `take` does.
pub fn render(
    public: &Public,
    theme: &Theme,
    settings: &Settings,
    take: &(dyn Fn(Output) -> std::io::Result<()> + Sync),
) -> Result<(), Stopped> {
    let _ = (public, theme, settings, take);
    Ok(())
}

/// The files of the folder that are published as they are: those in `files/`, and the pictures and downloads that
/// a public entry refers to. Their path in the folder is their path in the site. Sorted.
#[must_use]
pub fn copies(public: &Public) -> Vec<crate::source::FilePath> {
    let _ = public;
    Vec::new()
}
