//! An edition: one consistent state of a handbook, from which any file of its site is made when it is asked for.

use std::io;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::{Settings, Take, clean_bytes};
use crate::calendar;
use crate::diagnostic::Diagnostic;
use crate::handbook::Handbook;
use crate::parse;
use crate::public::{Public, members};
use crate::read::Folder;
use crate::render::{self, Output, Press, Stopped};
use crate::source::FilePath;
use crate::theme::Theme;

/// The file that keeps GitHub Pages from leaving out what begins with `_`.
const NO_JEKYLL: &str = ".nojekyll";

/// One state of a handbook. It never changes; only pictures and downloads are read from the folder when they are
/// asked for, and none but those that belong to the site.
pub struct Edition {
    folder: Arc<Folder>,
    /// Whole, for the one feed that only members know of.
    handbook: Arc<Handbook>,
    settings: Settings,
    theme: Arc<Theme>,
    press: Press,
    copies: OnceLock<Vec<FilePath>>,
}

impl Edition {
    /// The edition of `handbook` in `theme`; `public` is what the door lets out of it.
    ///
    /// # Errors
    ///
    /// When the templates cannot be given what they need, which no input brings about.
    pub(super) fn new(
        folder: Arc<Folder>,
        handbook: Arc<Handbook>,
        public: Arc<Public>,
        theme: Arc<Theme>,
        settings: Settings,
    ) -> Result<Self, Vec<Diagnostic>> {
        let press = Press::new(public, Arc::clone(&theme), for_render(&handbook, settings))?;
        Ok(Edition { folder, handbook, settings, theme, press, copies: OnceLock::new() })
    }

    /// What makes its pages: which there are, from which file each comes, what it shows.
    #[must_use]
    pub fn press(&self) -> &Press {
        &self.press
    }

    /// The bytes of the file at `path` in the site, as a build would write them; `None` where the site has no such
    /// file.
    ///
    /// # Errors
    ///
    /// When the template of a page fails, or a picture cannot be read.
    pub fn output(&self, path: &str) -> Option<Result<Vec<u8>, Vec<Diagnostic>>> {
        if let Some(made) = self.press.output(path) {
            return Some(made.map(|output| output.bytes));
        }
        if calendar::is_members_feed(path) {
            return self.members_feed().filter(|feed| feed.path == path).map(|feed| Ok(feed.bytes));
        }
        if path == NO_JEKYLL {
            return Some(Ok(Vec::new()));
        }
        let assets = &self.theme.assets;
        if let Ok(place) = assets.binary_search_by(|(asset, _)| asset.as_str().cmp(path)) {
            return Some(Ok(assets[place].1.clone()));
        }
        let copies = self.copies();
        let copy = &copies[copies.binary_search_by(|copy| (**copy).cmp(path)).ok()?];
        Some(clean_bytes(&self.folder, copy).map_err(|problem| vec![*problem]))
    }

    /// The files of the folder that are published as they are. Sorted.
    #[must_use]
    pub fn copies(&self) -> &[FilePath] {
        self.copies.get_or_init(|| render::copies(self.press.public()))
    }

    /// Hands over what is published as it is, pictures without their metadata, and says which cannot be.
    ///
    /// # Errors
    ///
    /// When `take` fails.
    pub fn copy(&self, take: Take<'_>) -> io::Result<Vec<Diagnostic>> {
        copy(&self.folder, self.copies(), take)
    }

    /// Makes every other file of the site and hands it to `take`.
    ///
    /// # Errors
    ///
    /// When a template fails, or when `take` does.
    pub fn print(&self, take: Take<'_>) -> Result<(), Stopped> {
        take(NO_JEKYLL, b"").map_err(Stopped::Taker)?;
        self.theme.assets.par_iter().try_for_each(|(path, bytes)| take(path, bytes)).map_err(Stopped::Taker)?;
        let take = |output: Output| take(&output.path, &output.bytes);
        self.members_feed().map_or(Ok(()), take).map_err(Stopped::Taker)?;
        render::render(&self.press, &take)
    }

    fn members_feed(&self) -> Option<Output> {
        let members = members(&self.handbook, self.settings.drafts)?;
        Some(render::members_feed(&members, &for_render(&self.handbook, self.settings)))
    }

    /// What is wrong with templates, found by making every page; `None` where that was not worth going on with.
    pub(super) fn mistakes(&self, is_worth_it: &(dyn Fn() -> bool + Sync)) -> Option<Vec<Diagnostic>> {
        let take = |_| if is_worth_it() { Ok(()) } else { Err(io::ErrorKind::Interrupted.into()) };
        match render::render(&self.press, &take) {
            Ok(()) => Some(Vec::new()),
            Err(Stopped::Mistakes(found)) => Some(found),
            Err(Stopped::Taker(_)) => None,
        }
    }
}

fn for_render(handbook: &Handbook, settings: Settings) -> render::Settings {
    let (words, _) = parse::words::words(&handbook.book.community.language.value);
    render::Settings { today: settings.today, words }
}

/// Hands over `files`, pictures without their metadata, and says which cannot be.
pub(super) fn copy(folder: &Folder, files: &[FilePath], take: Take<'_>) -> io::Result<Vec<Diagnostic>> {
    let copied: io::Result<Vec<Option<Diagnostic>>> = files
        .par_iter()
        .map(|file| match clean_bytes(folder, file) {
            Ok(bytes) => take(file, &bytes).map(|()| None),
            Err(problem) => Ok(Some(*problem)),
        })
        .collect();
    Ok(copied?.into_iter().flatten().collect())
}
