//! The whole way from a folder to a site, in the order that the types require.
//!
//! A build goes it once. The preview goes it after every save, with a [`Workspace`] of what it read before, and makes
//! from the [`SiteSnapshot`] at its end only the pages that somebody looks at.

mod cached_theme;
mod file_cache;
mod picture_cache;
mod site_images;
mod snapshot;
#[cfg(test)]
mod tests;
mod workspace;

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;

use crate::check::{self, craft};
use crate::compare::{self, Previous};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::Handbook;
use crate::leaks::{Search, Searched};
use crate::parse;
use crate::publish::{self, PublicationKind, Tally};
use crate::read::{self, Folder};
use crate::redact::{Drafts, Public, redact};
use crate::render::{self, Stopped};
use crate::source::FilePath;
use crate::theme::Theme;
use crate::{calendar, pictures};

use picture_cache::{PictureCache, SnapshotPictures};
use snapshot::{Copying, Smaller};

pub use snapshot::SiteSnapshot;
pub use workspace::Workspace;

/// A folder that was read, with the diagnostics of each of its files.
pub struct Prepared {
    pub folder: Arc<Folder>,
    /// `None` only where the folder has no `community.yml`.
    pub handbook: Option<Arc<Handbook>>,
    /// The mistakes in single files, and between entries that get in each other's way. Rules about the whole handbook
    /// come later, with [`check()`] or [`Workspace::problems`].
    pub diagnostics: Vec<Diagnostic>,
    /// The files that are new, have other bytes or are gone since the last look. Sorted; all at the first one.
    pub changed: Vec<FilePath>,
    /// The files that are broken just now and for which [`Prepared::snapshot`] takes their last good state. Sorted.
    pub stale: Vec<FilePath>,
    theme: Option<Result<Arc<Theme>, Vec<Diagnostic>>>,
    /// The same handbook, and its theme, with the last good state of every file that is broken just now.
    shown: Option<(Arc<Handbook>, Arc<Theme>)>,
    measured: Arc<PictureCache>,
}

/// The inputs of a site beside its folder.
#[derive(Debug, Clone, Copy)]
pub struct BuildSettings {
    pub today: Date,
    pub drafts: Drafts,
    pub bar: FailOn,
}

/// The severity that keeps a site from being published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    Errors,
    /// Errors and warnings.
    Warnings,
}

/// The outcome of a run.
pub struct RunOutcome {
    /// Every diagnostic, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
    /// A summary of the site; `None` where mistakes stood in its way.
    pub site: Option<SiteSummary>,
    /// The outcome of the search for private things; `None` where no files were made, or nothing is private.
    pub searched: Option<Searched>,
}

/// A summary of a site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SiteSummary {
    pub sessions: usize,
    pub pages: usize,
    pub feeds: usize,
    /// The number of feeds that are for members alone.
    pub members_feeds: usize,
    /// The counts of its files; all zero where nothing was to be written.
    pub tally: Tally,
}

/// A function that takes a file of the site: its path and its bytes. Called from several threads.
pub type TakeFile<'a> = &'a (dyn Fn(&str, &[u8]) -> io::Result<()> + Sync);

/// Reads and parses the folder `root`, in which `output` is left out.
///
/// # Errors
///
/// When the folder cannot be read at all.
pub fn prepare(root: &Path, output: Option<&Path>) -> io::Result<Prepared> {
    Workspace::default().look(root, output)
}

impl Prepared {
    /// Returns the snapshot to show to somebody who is at work on the folder: for each file with an error, its last
    /// good state stands in, so that a slip in one does not hold up the others. Without errors it is what a build
    /// publishes. `None` where there is no `community.yml`, which may be back in a moment.
    #[must_use]
    pub fn snapshot(&self, settings: BuildSettings) -> Option<SiteSnapshot> {
        let (handbook, theme) = self.shown.as_ref()?;
        let public = Arc::new(redact(handbook, settings.drafts));
        self.snapshot_of(handbook, public, theme, settings, self.known_pictures()).ok()
    }

    fn snapshot_of(
        &self,
        handbook: &Arc<Handbook>,
        public: Arc<Public>,
        theme: &Arc<Theme>,
        settings: BuildSettings,
        known_pictures: Arc<SnapshotPictures>,
    ) -> Result<SiteSnapshot, Vec<Diagnostic>> {
        SiteSnapshot::new(
            Arc::clone(&self.folder),
            Arc::clone(handbook),
            public,
            Arc::clone(theme),
            settings,
            known_pictures,
        )
    }

    /// Returns the pictures of the folder, none of which was measured yet.
    fn known_pictures(&self) -> Arc<SnapshotPictures> {
        Arc::new(SnapshotPictures::new(&self.folder, &self.measured))
    }

    /// Returns every diagnostic that needs no page to be made.
    #[must_use]
    pub fn diagnostics(&self, settings: BuildSettings) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics.clone();
        match &self.theme {
            Some(Ok(theme)) => diagnostics.extend_from_slice(&theme.remarks),
            Some(Err(found)) => diagnostics.extend_from_slice(found),
            None => {}
        }
        let Some(handbook) = &self.handbook else { return diagnostics };
        diagnostics.extend(check::check(handbook, settings.drafts));
        let context = craft::Context::new(handbook, settings.today, settings.drafts, &diagnostics);
        diagnostics.extend(craft::craft(&context));
        craft::without_ignored(&context, diagnostics)
    }
}

/// Makes the site and publishes it into `output`, or reports why not; then `output` is as it was. `previous` is the
/// calendar that stands there: what its subscribers would not learn is a warning, since that is all that the next build
/// knows.
///
/// # Errors
///
/// When `output` is refused or cannot be written.
pub fn build(
    prepared: &Prepared,
    settings: BuildSettings,
    output: &Path,
    previous: Option<&Previous>,
) -> io::Result<RunOutcome> {
    let diagnostics = prepared.diagnostics(settings);
    if is_barred(&diagnostics, settings.bar) {
        return write_site(prepared, diagnostics, settings, Pages::ToPublish, &|_, _| Ok(()));
    }
    let publication = publish::begin(&prepared.folder.root, output, PublicationKind::Site)?;
    let made = MadeFeeds::default();
    let take = |path: &str, bytes: &[u8]| {
        if previous.is_some() {
            made.take(path, bytes);
        }
        publication.take(path, bytes)
    };
    let mut outcome = write_site(prepared, diagnostics, settings, Pages::ToPublish, &take)?;
    if let (Some(_), Some(previous), Some(handbook)) = (outcome.site, previous, &prepared.handbook) {
        outcome.diagnostics.extend(made.beside(handbook, settings, &|now| compare::untold(previous, now)));
        outcome.site = outcome.site.filter(|_| !is_barred(&outcome.diagnostics, settings.bar));
    }
    if let Some(site) = &mut outcome.site {
        site.tally = publication.finish()?;
    }
    Ok(outcome)
}

/// Makes the site for its diagnostics, and writes nothing.
///
/// # Errors
///
/// None at present: there is no disk that could be full.
pub fn check(prepared: &Prepared, settings: BuildSettings) -> io::Result<RunOutcome> {
    write_site(prepared, prepared.diagnostics(settings), settings, Pages::ToLookAt, &|_, _| Ok(()))
}

/// Checks as [`check()`] does, and compares with what is published today: see [`compare`].
///
/// # Errors
///
/// As [`check()`].
pub fn check_beside(prepared: &Prepared, settings: BuildSettings, previous: &Previous) -> io::Result<RunOutcome> {
    let made = MadeFeeds::default();
    let take = |path: &str, bytes: &[u8]| {
        made.take(path, bytes);
        Ok(())
    };
    // Warnings keep nothing from being compared.
    let said = prepared.diagnostics(settings);
    let mut outcome =
        write_site(prepared, said, BuildSettings { bar: FailOn::Errors, ..settings }, Pages::ToLookAt, &take)?;
    if let (Some(_), Some(handbook)) = (outcome.site, &prepared.handbook) {
        let found = made.beside(handbook, settings, &|now| compare::compare(previous, now));
        // The id that is offered there is the one that changed.
        if found.iter().any(|found| found.code == "calendar-id-changed") {
            outcome.diagnostics.retain(|said| said.code != "id-unwritten");
        }
        outcome.diagnostics.extend(found);
    }
    outcome.site = outcome.site.filter(|_| !is_barred(&outcome.diagnostics, settings.bar));
    Ok(outcome)
}

/// The outputs that are compared with what is published.
#[derive(Default)]
struct MadeFeeds(Mutex<(BTreeSet<String>, Vec<u8>)>);

impl MadeFeeds {
    fn take(&self, path: &str, bytes: &[u8]) {
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if path == calendar::FEED {
            made.1 = bytes.to_vec();
        }
        made.0.insert(path.to_owned());
    }

    fn beside(
        self,
        handbook: &Handbook,
        settings: BuildSettings,
        compare: &dyn Fn(&compare::SiteToPublish<'_>) -> Vec<Diagnostic>,
    ) -> Vec<Diagnostic> {
        let (addresses, feed) = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let public = redact(handbook, settings.drafts);
        let (words, _) = parse::words::words(&handbook.book.community.language.value);
        let words = parse::words::house(words, &handbook.book.community.words);
        let (public, addresses, feed, words) = (&public, &addresses, &feed[..], &words);
        compare(&compare::SiteToPublish { handbook, public, feed, addresses, today: settings.today, words })
    }
}

/// The reason why pages are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pages {
    /// For readers: none where mistakes stand in their way.
    ToPublish,
    /// For those who look for mistakes: all that can be made.
    ToLookAt,
}

/// Makes every file of the site, searches it for private things and hands it to `take`.
fn write_site(
    prepared: &Prepared,
    mut diagnostics: Vec<Diagnostic>,
    settings: BuildSettings,
    pages: Pages,
    take: TakeFile<'_>,
) -> io::Result<RunOutcome> {
    let Some(handbook) = &prepared.handbook else {
        return Ok(RunOutcome { diagnostics, site: None, searched: None });
    };
    let public = Arc::new(redact(handbook, settings.drafts));
    let search = Search::new(handbook, &public);
    let take = |path: &str, bytes: &[u8]| {
        search.file(path, bytes);
        take(path, bytes)
    };
    diagnostics.extend(calendar::notes(&public));
    let (known_pictures, files, shown) = (prepared.known_pictures(), render::copies(&public), render::shown(&public));
    let smaller = match pages {
        Pages::ToPublish if !is_barred(&diagnostics, settings.bar) => Smaller::Made,
        Pages::ToPublish | Pages::ToLookAt => Smaller::LeftOut,
    };
    let copying =
        Copying { folder: &prepared.folder, known_pictures: &known_pictures, files: &files, shown: &shown, smaller };
    diagnostics.extend(copying.copy(&take)?);
    let is_in_the_way = pages == Pages::ToPublish && is_barred(&diagnostics, settings.bar);
    let (Some(Ok(theme)), false) = (&prepared.theme, is_in_the_way) else {
        return Ok(RunOutcome { diagnostics, site: None, searched: None });
    };
    let mut site = match made(prepared, &public, theme, settings, known_pictures, &take) {
        Ok(site) => Some(site),
        Err(Stopped::Mistakes(found)) => {
            diagnostics.extend(found);
            None
        }
        Err(Stopped::Taker(error)) => return Err(error),
    };
    let text = |file: &FilePath| read::text_again(&prepared.folder, file);
    let (found, searched) = search.end(handbook, &public, settings.drafts, &text);
    diagnostics.extend(found);
    site = site.filter(|_| !is_barred(&diagnostics, settings.bar));
    Ok(RunOutcome { diagnostics, site, searched })
}

/// Makes every file of the site but those that are published as they are, and counts all.
fn made(
    prepared: &Prepared,
    public: &Arc<Public>,
    theme: &Arc<Theme>,
    settings: BuildSettings,
    known_pictures: Arc<SnapshotPictures>,
    take: TakeFile<'_>,
) -> Result<SiteSummary, Stopped> {
    let Some(handbook) = &prepared.handbook else { return Err(Stopped::Mistakes(Vec::new())) };
    let [pages, feeds, members_feeds] = [const { AtomicUsize::new(0) }; 3];
    let counted = |path: &str, bytes: &[u8]| {
        match path.rsplit_once('.') {
            Some((_, "html")) => _ = pages.fetch_add(1, Ordering::Relaxed),
            Some((_, "ics")) => _ = feeds.fetch_add(1, Ordering::Relaxed),
            _ => {}
        }
        if calendar::is_members_feed(path) {
            members_feeds.fetch_add(1, Ordering::Relaxed);
        }
        take(path, bytes)
    };
    let edition = prepared.snapshot_of(handbook, Arc::clone(public), theme, settings, known_pictures);
    edition.map_err(Stopped::Mistakes)?.print(&counted)?;
    let [pages, feeds, members_feeds] = [pages, feeds, members_feeds].map(AtomicUsize::into_inner);
    Ok(SiteSummary { sessions: public.book().sessions.len(), pages, feeds, members_feeds, tally: Tally::default() })
}

/// Returns the bytes of a file as it may be published: a picture without its metadata.
fn clean_bytes(folder: &Folder, file: &FilePath) -> Result<Vec<u8>, Box<Diagnostic>> {
    Ok(clean(file, read::bytes(folder, file)?.0)?.0)
}

/// Returns such bytes, and a warning where readers may miss something of the picture.
fn clean(file: &FilePath, bytes: Vec<u8>) -> Result<(Vec<u8>, Option<Diagnostic>), Box<Diagnostic>> {
    Ok(match pictures::clean(file, &bytes)? {
        pictures::CleanFile::AsItWas => (bytes, None),
        pictures::CleanFile::Without(clean) => (clean, None),
        pictures::CleanFile::Incomplete(clean, warning) => (clean, Some(*warning)),
    })
}

/// Returns whether `diagnostics` keep a site from being published.
#[must_use]
pub fn is_barred(diagnostics: &[Diagnostic], bar: FailOn) -> bool {
    diagnostics.iter().any(|found| match found.severity {
        Severity::Error => true,
        Severity::Warning => bar == FailOn::Warnings,
        Severity::Nudge | Severity::Note => false,
    })
}

fn has_ending(file: &FilePath, endings: &[&str]) -> bool {
    let ending = Path::new(&**file).extension().unwrap_or_default();
    endings.iter().any(|other| ending.eq_ignore_ascii_case(other))
}
