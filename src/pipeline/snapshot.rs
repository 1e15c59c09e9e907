//! A snapshot: one consistent state of a handbook, from which any file of its site is made when it is asked for.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::picture_cache::SnapshotPictures;
use super::site_images::SiteImages;
use super::{BuildSettings, TakeFile, clean, clean_bytes};
use crate::diagnostic::Diagnostic;
use crate::handbook::{Handbook, Private};
use crate::pictures::{self, PictureFrames};
use crate::read::{self, Folder};
use crate::redact::{Public, members, totals};
use crate::render::{self, Output, Pictures, Renderer, Stopped};
use crate::source::FilePath;
use crate::theme::Theme;
use crate::{calendar, parse};

/// The file that keeps GitHub Pages from leaving out what begins with `_`.
const NO_JEKYLL: &str = ".nojekyll";

/// One state of a handbook. It never changes; only pictures and downloads are read from the folder when they are
/// asked for, and none but those that belong to the site.
pub struct SiteSnapshot {
    folder: Arc<Folder>,
    /// The whole handbook, for the one feed that only members know of.
    handbook: Arc<Handbook>,
    settings: BuildSettings,
    theme: Arc<Theme>,
    renderer: Renderer,
    images: SiteImages,
    known_pictures: Arc<SnapshotPictures>,
    copies: OnceLock<Vec<FilePath>>,
    shown: OnceLock<BTreeMap<FilePath, PictureFrames>>,
}

impl SiteSnapshot {
    /// Makes the snapshot of `handbook` in `theme`; `public` is its redacted part.
    ///
    /// # Errors
    ///
    /// When the templates cannot be given what they need, which no input brings about.
    pub(super) fn new(
        folder: Arc<Folder>,
        handbook: Arc<Handbook>,
        public: Arc<Public>,
        theme: Arc<Theme>,
        settings: BuildSettings,
        known_pictures: Arc<SnapshotPictures>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let images = SiteImages::new(&folder, &public, &theme);
        let look = Arc::clone(&known_pictures);
        let pictures =
            Pictures { look: Some(Arc::new(move |path| look.look(path))), marks: Some(images.marks.clone()) };
        let renderer = Renderer::new(public, Arc::clone(&theme), for_render(&handbook, settings, pictures))?;
        let (copies, shown) = (OnceLock::new(), OnceLock::new());
        Ok(SiteSnapshot { folder, handbook, settings, theme, renderer, images, known_pictures, copies, shown })
    }

    /// Returns the renderer of its pages: which there are, from which file each comes, what it shows.
    #[must_use]
    pub fn renderer(&self) -> &Renderer {
        &self.renderer
    }

    /// Returns the whole handbook, for its facilitators alone.
    #[must_use]
    pub fn handbook(&self) -> &Handbook {
        &self.handbook
    }

    /// Returns the day that it is of.
    #[must_use]
    pub fn today(&self) -> jiff::civil::Date {
        self.settings.today
    }

    /// Returns what is private in its handbook, for its authors alone.
    #[must_use]
    pub fn private(&self) -> &Private {
        &self.handbook.private
    }

    /// Returns the bytes of the file at `path` in the site, as a build would write them; `None` where the site has no
    /// such file.
    ///
    /// # Errors
    ///
    /// When the template of a page fails, or a picture cannot be read.
    pub fn output(&self, path: &str) -> Option<Result<Vec<u8>, Vec<Diagnostic>>> {
        if let Some(made) = self.renderer.output(path) {
            return Some(made.map(|output| output.bytes));
        }
        if calendar::is_members_feed(path) {
            return self.members_feed().filter(|feed| feed.path == path).map(|feed| Ok(feed.bytes));
        }
        if path == NO_JEKYLL {
            return Some(Ok(Vec::new()));
        }
        if let Some(bytes) = self.images.output(path).or_else(|| self.smaller(path)) {
            return Some(Ok(bytes));
        }
        let assets = &self.theme.assets;
        if let Ok(place) = assets.binary_search_by(|(asset, _)| asset.as_str().cmp(path)) {
            return Some(Ok(assets[place].1.clone()));
        }
        let copies = self.copies();
        let copy = &copies[copies.binary_search_by(|copy| (**copy).cmp(path)).ok()?];
        Some(clean_bytes(&self.folder, copy).map_err(|problem| vec![*problem]))
    }

    /// Returns the files of the folder that are published as they are. Sorted.
    #[must_use]
    pub fn copies(&self) -> &[FilePath] {
        self.copies.get_or_init(|| render::copies(self.renderer.public()))
    }

    /// Hands over what is published as it is, pictures without their metadata, and reports which cannot be.
    ///
    /// # Errors
    ///
    /// When `take` fails.
    pub fn copy(&self, take: TakeFile<'_>) -> io::Result<Vec<Diagnostic>> {
        Copying {
            folder: &self.folder,
            known_pictures: &self.known_pictures,
            files: self.copies(),
            shown: self.shown(),
            smaller: Smaller::Made,
        }
        .copy(take)
    }

    /// Returns the pictures of the folder that pages show.
    fn shown(&self) -> &BTreeMap<FilePath, PictureFrames> {
        self.shown.get_or_init(|| render::shown(self.renderer.public()))
    }

    /// Returns the picture at `path`, where it is one that is made of another in the folder.
    fn smaller(&self, path: &str) -> Option<Vec<u8>> {
        let (file, width, print) = render::made_of(path)?;
        let (file, frames) = self.shown().get_key_value(file.as_str())?;
        let known = self.known_pictures.look(file).filter(|known| known.print == print)?;
        known.size.widths(*frames).find(|made| *made == width)?;
        let clean = clean_bytes(&self.folder, file).ok()?;
        pictures::smaller(&clean, &known.size, &[width]).pop()
    }

    /// Makes every other file of the site and hands it to `take`.
    ///
    /// # Errors
    ///
    /// When a template fails, or when `take` does.
    pub fn print(&self, take: TakeFile<'_>) -> Result<(), Stopped> {
        take(NO_JEKYLL, b"").map_err(Stopped::Taker)?;
        self.theme.assets.par_iter().try_for_each(|(path, bytes)| take(path, bytes)).map_err(Stopped::Taker)?;
        let images: Vec<&str> = self.images.paths().collect();
        let drawn = |path: &&str| self.images.output(path).map_or(Ok(()), |bytes| take(path, &bytes));
        images.par_iter().try_for_each(drawn).map_err(Stopped::Taker)?;
        let take = |output: Output| take(&output.path, &output.bytes);
        self.members_feed().map_or(Ok(()), take).map_err(Stopped::Taker)?;
        render::render(&self.renderer, &take)
    }

    fn members_feed(&self) -> Option<Output> {
        let members = members(&self.handbook, self.settings.drafts)?;
        Some(render::members_feed(&members, &for_render(&self.handbook, self.settings, Pictures::default())))
    }

    /// Returns the mistakes in templates, found by making every page; `None` where that was not worth going on with.
    pub(super) fn mistakes(&self, is_worth_it: &(dyn Fn() -> bool + Sync)) -> Option<Vec<Diagnostic>> {
        let take = |_| if is_worth_it() { Ok(()) } else { Err(io::ErrorKind::Interrupted.into()) };
        match render::render(&self.renderer, &take) {
            Ok(()) => Some(Vec::new()),
            Err(Stopped::Mistakes(found)) => Some(found),
            Err(Stopped::Taker(_)) => None,
        }
    }
}

fn for_render(handbook: &Handbook, settings: BuildSettings, pictures: Pictures) -> render::RenderSettings {
    let words = parse::words::for_readers(&handbook.book.community.language.value);
    render::RenderSettings { today: settings.today, words, pictures, totals: totals(handbook, settings.today) }
}

/// Whether smaller pictures are made too. That takes longer than everything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Smaller {
    Made,
    LeftOut,
}

/// The files that are published as they are, pictures without their metadata, and the smaller pictures made of them.
pub(super) struct Copying<'a> {
    pub folder: &'a Folder,
    pub known_pictures: &'a SnapshotPictures,
    pub files: &'a [FilePath],
    pub shown: &'a BTreeMap<FilePath, PictureFrames>,
    pub smaller: Smaller,
}

impl Copying<'_> {
    /// Hands over all of them, and reports which cannot be.
    ///
    /// # Errors
    ///
    /// When `take` fails.
    pub fn copy(&self, take: TakeFile<'_>) -> io::Result<Vec<Diagnostic>> {
        let copied: io::Result<Vec<Option<Diagnostic>>> =
            self.files.par_iter().with_max_len(1).map(|file| self.one(file, take)).collect();
        Ok(copied?.into_iter().flatten().collect())
    }

    fn one(&self, file: &FilePath, take: TakeFile<'_>) -> io::Result<Option<Diagnostic>> {
        let bytes = match read::bytes(self.folder, file) {
            Ok((bytes, _)) => bytes,
            Err(problem) => return Ok(Some(*problem)),
        };
        let frames = self.shown.get(file);
        let known = frames.and_then(|frames| Some((self.known_pictures.put(file, &bytes)?, *frames)));
        let (clean, warning) = match clean(file, bytes) {
            Ok(clean) => clean,
            Err(problem) => return Ok(Some(*problem)),
        };
        take(file, &clean)?;
        if let (Some((known, frames)), Smaller::Made) = (known, self.smaller) {
            let widths: Vec<u32> = known.size.widths(frames).collect();
            for (width, bytes) in widths.iter().zip(pictures::smaller(&clean, &known.size, &widths)) {
                take(&render::smaller_path(file, *width, known.print), &bytes)?;
            }
        }
        Ok(warning)
    }
}
