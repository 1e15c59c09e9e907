//! The whole way from a folder to a site, in the order that the types give.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::Handbook;
use crate::parse::{self, FileKind, Parsed};
use crate::public::{Drafts, public};
use crate::publish::{self, Tally};
use crate::read::{self, Folder};
use crate::render::{self, Output, Press, Stopped};
use crate::source::FilePath;
use crate::theme::{self, Theme};
use crate::{check, pictures};

/// The theme of a community that chose none.
const THEME: &str = "hearth";

/// A folder that was read, and what there is to say about it. The handbook is missing only where the folder has no
/// `community.yml`.
pub struct Prepared {
    pub folder: Folder,
    pub handbook: Option<Handbook>,
    /// The files of the community's own theme.
    pub theme: Vec<FilePath>,
    pub diagnostics: Vec<Diagnostic>,
}

/// What a site depends on beside its folder.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    pub today: Date,
    pub drafts: Drafts,
    pub bar: Bar,
}

/// What keeps a site from being published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    Errors,
    /// Errors and warnings.
    Warnings,
}

/// How a run ended.
pub struct Outcome {
    /// Everything there is to say, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
    /// What the site holds; `None` where mistakes stood in its way.
    pub site: Option<Site>,
}

/// What a site holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Site {
    pub sessions: usize,
    pub pages: usize,
    pub feeds: usize,
    /// What became of its files; all zero where nothing was to be written.
    pub tally: Tally,
}

/// Takes a file of the site: its path and its bytes. Called from several threads.
type Take<'a> = &'a (dyn Fn(&str, &[u8]) -> io::Result<()> + Sync);

/// Reads, parses and checks the folder `root`, in which `output` is left out. Whether `drafts` are shown decides what
/// may refer to them.
///
/// # Errors
///
/// When the folder cannot be read at all.
pub fn prepare(root: &Path, output: Option<&Path>, drafts: Drafts) -> io::Result<Prepared> {
    let mut folder = read::list(root, output)?;
    let (mut texts, mut theme) = (Vec::new(), Vec::new());
    for file in &folder.files {
        match parse::classify(file) {
            FileKind::Theme => theme.push(file.clone()),
            FileKind::Other => {}
            FileKind::Private if !is_text(file) => {}
            _ => texts.push(file.clone()),
        }
    }
    // A text lives no longer than its parsing: what is said about it later reads it again.
    let parsed: Vec<Parsed> = texts
        .par_iter()
        .map(|file| match read::text(&folder, file) {
            Ok(source) => parse::parse(&source),
            Err(problem) => Parsed { diagnostics: vec![*problem], ..Parsed::default() },
        })
        .collect();
    let mut diagnostics = std::mem::take(&mut folder.diagnostics);
    let (handbook, found) = parse::assemble(parsed, folder.files.clone());
    diagnostics.extend(found);
    diagnostics.extend(handbook.iter().flat_map(|handbook| check::check(handbook, drafts)));
    Ok(Prepared { folder, handbook, theme, diagnostics })
}

/// Makes the site and publishes it into `output`, or says why not; then `output` is as it was.
///
/// # Errors
///
/// When `output` is refused or cannot be written.
pub fn build(prepared: &Prepared, settings: Settings, output: &Path) -> io::Result<Outcome> {
    if is_barred(&prepared.diagnostics, settings.bar) {
        return check(prepared, settings);
    }
    let publication = publish::begin(&prepared.folder.root, output)?;
    let mut outcome = bind(prepared, settings, &|path, bytes| publication.take(path, bytes))?;
    if let Some(site) = &mut outcome.site {
        site.tally = publication.finish()?;
    }
    Ok(outcome)
}

/// Makes the site for what there is to say about it, and writes nothing.
///
/// # Errors
///
/// None at present: there is no disk that could be full.
pub fn check(prepared: &Prepared, settings: Settings) -> io::Result<Outcome> {
    bind(prepared, settings, &|_, _| Ok(()))
}

/// Makes every file of the site and hands it to `take`. Where mistakes stand in the way of a site, as many of them
/// are gathered as can be found without rendering it.
fn bind(prepared: &Prepared, settings: Settings, take: Take<'_>) -> io::Result<Outcome> {
    let mut diagnostics = prepared.diagnostics.clone();
    let Some(handbook) = &prepared.handbook else {
        return Ok(Outcome { diagnostics, site: None });
    };
    let public = Arc::new(public(handbook, settings.drafts));
    let theme = own_theme(prepared, handbook).map_err(|found| diagnostics.extend(found));
    diagnostics.extend(copy(&prepared.folder, &render::copies(&public), take)?);
    let (Ok(theme), false) = (theme, is_barred(&diagnostics, settings.bar)) else {
        return Ok(Outcome { diagnostics, site: None });
    };

    take(".nojekyll", b"")?;
    theme.assets.par_iter().try_for_each(|(path, bytes)| take(path, bytes))?;
    let (pages, feeds) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let (words, _) = parse::words::words(&handbook.book.community.language.value);
    let sessions = public.book().sessions.len();
    let settings = render::Settings { today: settings.today, words };
    let press = match Press::new(public, Arc::new(theme), settings) {
        Ok(press) => press,
        Err(found) => {
            diagnostics.extend(found);
            return Ok(Outcome { diagnostics, site: None });
        }
    };
    let rendered = render::render(&press, &|output| {
        let Output { path, bytes } = &output;
        match path.rsplit_once('.') {
            Some((_, "html")) => _ = pages.fetch_add(1, Ordering::Relaxed),
            Some((_, "ics")) => _ = feeds.fetch_add(1, Ordering::Relaxed),
            _ => {}
        }
        take(path, bytes)
    });
    match rendered {
        Ok(()) => {
            let site = Site { sessions, pages: pages.into_inner(), feeds: feeds.into_inner(), tally: Tally::default() };
            Ok(Outcome { diagnostics, site: Some(site) })
        }
        Err(Stopped::Mistakes(found)) => {
            diagnostics.extend(found);
            Ok(Outcome { diagnostics, site: None })
        }
        Err(Stopped::Taker(error)) => Err(error),
    }
}

/// The community's theme, with what lies in its own `theme/`.
fn own_theme(prepared: &Prepared, handbook: &Handbook) -> Result<Theme, Vec<Diagnostic>> {
    let chosen = handbook.book.community.theme.name.as_ref();
    let (mut templates, mut assets, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for file in &prepared.theme {
        if has_ending(file, &["html"]) {
            read::text(&prepared.folder, file).map_or_else(|p| problems.push(*p), |source| templates.push(source));
        } else {
            let bytes = clean_bytes(&prepared.folder, file);
            bytes.map_or_else(|p| problems.push(*p), |bytes| assets.push((file.to_string(), bytes)));
        }
    }
    let theme = theme::theme(chosen.map_or(THEME, |name| &name.value), templates, assets);
    theme.and_then(|theme| if problems.is_empty() { Ok(theme) } else { Err(Vec::new()) }).map_err(|mut found| {
        // The name of a theme is the one thing here that stands in `community.yml`.
        for mistake in found.iter_mut().filter(|mistake| mistake.code == "theme-unknown") {
            mistake.span = mistake.span.take().or(chosen.map(|name| name.span.clone()));
        }
        problems.extend(found);
        problems
    })
}

/// Hands over what is published as it is, pictures without their metadata.
fn copy(folder: &Folder, files: &[FilePath], take: Take<'_>) -> io::Result<Vec<Diagnostic>> {
    let copied: io::Result<Vec<Option<Diagnostic>>> = files
        .par_iter()
        .map(|file| match clean_bytes(folder, file) {
            Ok(bytes) => take(file, &bytes).map(|()| None),
            Err(problem) => Ok(Some(*problem)),
        })
        .collect();
    Ok(copied?.into_iter().flatten().collect())
}

/// The bytes of a file as it may be published: a picture without its metadata.
fn clean_bytes(folder: &Folder, file: &FilePath) -> Result<Vec<u8>, Box<Diagnostic>> {
    let bytes = read::bytes(folder, file)?;
    match pictures::clean(file, &bytes)? {
        pictures::Clean::AsItWas => Ok(bytes),
        pictures::Clean::Without(clean) => Ok(clean),
    }
}

/// Whether `diagnostics` keep a site from being published.
#[must_use]
pub fn is_barred(diagnostics: &[Diagnostic], bar: Bar) -> bool {
    diagnostics.iter().any(|found| match found.severity {
        Severity::Error => true,
        Severity::Warning => bar == Bar::Warnings,
        Severity::Nudge | Severity::Note => false,
    })
}

/// Whether a private file is one that is read: a photo of the whiteboard may well lie beside the records.
fn is_text(file: &FilePath) -> bool {
    has_ending(file, &["md", "markdown", "yml", "yaml", "csv"])
}

fn has_ending(file: &FilePath, endings: &[&str]) -> bool {
    let ending = Path::new(&**file).extension().unwrap_or_default();
    endings.iter().any(|other| ending.eq_ignore_ascii_case(other))
}
