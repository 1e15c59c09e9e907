//! The workspace: what is remembered between looks at a folder, so that only what changed is read and parsed again.
//!
//! Two pure functions are remembered by their whole input, and nothing else is: the parsing of one file
//! ([`parse::parse_in`]), and the making of a theme from its files ([`theme::theme`]). Everything after that is made anew
//! from the parts, so no page can be stale.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::cached_theme::{OwnFile, Themes, own_file};
use super::file_cache::FileCache;
use super::picture_cache::PictureCache;
use super::{BuildSettings, Prepared};
use crate::calendar;
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::Handbook;
use crate::handbook::money::Currency;
use crate::parse::{self, FileKind, Parsed};
use crate::read::{self, Folder, Stamp};
use crate::redact::redact;
use crate::render;
use crate::source::FilePath;
use crate::theme::Theme;

/// The number of times that the folder is listed again when files go away while they are read.
const LISTINGS: usize = 3;

/// The files that were read so far. One workspace belongs to one folder.
#[derive(Default)]
pub struct Workspace {
    texts: FileCache<ParsedFile>,
    /// What the file of choices says of the currency of amounts.
    currencies: FileCache<Currency>,
    /// The currency in which amounts were read.
    currency: Currency,
    own_files: FileCache<OwnFile>,
    themes: Themes,
    /// Pictures and downloads, which are read when somebody wants to see them.
    others: FxHashMap<FilePath, Stamp>,
    /// The diagnostics of pictures.
    pictures: FileCache<Option<Diagnostic>>,
    /// The measurements of pictures that pages show.
    measured: Arc<PictureCache>,
}

/// A parsed text.
struct ParsedFile {
    parsed: Arc<Parsed>,
    /// Its parts when it last had no error, where it has one now.
    good: Option<Arc<Parsed>>,
}

impl ParsedFile {
    /// Returns its parts from when it last had no error, or the present ones if it never was without.
    fn good_or_not(&self) -> &Parsed {
        self.good.as_ref().unwrap_or(&self.parsed)
    }
}

/// The files of a folder by what is done with them.
#[derive(Default)]
struct Sorted {
    texts: Vec<FilePath>,
    theme: Vec<FilePath>,
    others: Vec<FilePath>,
}

impl Workspace {
    /// Looks at the folder `root`, in which `output` is left out, and reads what changed since the last look. A file
    /// that goes away meanwhile is no mistake: it is gone.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read at all.
    pub fn look(&mut self, root: &Path, output: Option<&Path>) -> io::Result<Prepared> {
        let now = Instant::now();
        let mut changed = Vec::new();
        let mut listing = 1;
        let (mut folder, sorted) = loop {
            let mut folder = read::list(root, output)?;
            let mut sorted = sort(&folder.files);
            let vanished = self.read(&folder, &sorted, &mut changed, now);
            if vanished.is_empty() || listing == LISTINGS {
                let is_there = |file: &FilePath| !vanished.contains(file);
                folder.files.retain(is_there);
                sorted.texts.retain(is_there);
                break (folder, sorted);
            }
            listing += 1;
        };
        changed.sort_unstable();
        changed.dedup();
        let texts: Vec<(&FilePath, &ParsedFile)> =
            sorted.texts.iter().filter_map(|file| Some((file, self.texts.get(file)?))).collect();
        let parsed: Vec<&Parsed> = texts.iter().map(|(_, text)| &*text.parsed).collect();
        let (handbook, found) = parse::assemble(&parsed, folder.files.clone());
        let handbook = handbook.map(Arc::new);
        let mut stale: Vec<FilePath> =
            texts.iter().filter(|(_, text)| text.good.is_some()).map(|(file, _)| (*file).clone()).collect();
        let shown = if stale.is_empty() {
            handbook.clone()
        } else {
            let good: Vec<&Parsed> = texts.iter().map(|(_, text)| text.good_or_not()).collect();
            parse::assemble(&good, folder.files.clone()).0.map(Arc::new)
        };
        let theme = handbook.as_ref().map(|handbook| self.theme(handbook, &sorted.theme));
        if let Some(Err(mistakes)) = &theme {
            stale.extend(mistakes.iter().filter_map(|mistake| Some(mistake.span.as_ref()?.file.clone())));
            stale.sort_unstable();
            stale.dedup();
        }
        let shown = shown.and_then(|shown| {
            // Whether it works or not: what works is the last good one from now on.
            let _ = self.theme(&shown, &sorted.theme);
            let theme = self.themes.last_good(&shown.book.community)?;
            Some((shown, theme))
        });
        let mut diagnostics = std::mem::take(&mut folder.diagnostics);
        diagnostics.extend(found);
        let measured = Arc::clone(&self.measured);
        Ok(Prepared { folder: Arc::new(folder), handbook, theme, shown, diagnostics, changed, stale, measured })
    }

    /// Returns every diagnostic of a folder, as `handbound check` reports it. It takes longer than making a page, so it
    /// waits until the author has paused. `None` when it stopped in the middle, since `is_worth_it` returned false:
    /// that is asked again and again while every page is made, which takes longest.
    pub fn problems(
        &mut self,
        prepared: &Prepared,
        settings: BuildSettings,
        is_worth_it: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<Diagnostic>> {
        let mut diagnostics = prepared.diagnostics(settings);
        let Some(handbook) = &prepared.handbook else { return Some(diagnostics) };
        let public = Arc::new(redact(handbook, settings.drafts));
        diagnostics.extend(calendar::notes(&public));
        let pictures = render::copies(&public);
        let look = |file: &FilePath, bytes: Result<Vec<u8>, Box<Diagnostic>>, _: Option<&_>| {
            bytes
                .and_then(|bytes| super::clean(file, bytes))
                .map_or_else(|problem| Some(*problem), |(_, warning)| warning)
        };
        let looked = self.pictures.look(&prepared.folder, &pictures, read::bytes, look, Instant::now());
        let pictures = pictures.iter().filter(|file| !looked.vanished.contains(file));
        diagnostics.extend(pictures.filter_map(|file| self.pictures.get(file)?.clone()));
        match &prepared.theme {
            // Only templates that somebody wrote here can fail on a page.
            Some(Ok(theme)) if !theme.own.is_empty() => {
                match prepared.snapshot_of(handbook, public, theme, settings, prepared.known_pictures()) {
                    Ok(edition) => diagnostics.extend(edition.mistakes(is_worth_it)?),
                    Err(found) => diagnostics.extend(found),
                }
            }
            _ => {}
        }
        Some(diagnostics)
    }

    /// Returns the theme of `handbook`, with the community's own `files`.
    fn theme(&mut self, handbook: &Handbook, files: &[FilePath]) -> Result<Arc<Theme>, Vec<Diagnostic>> {
        let own = files.iter().filter_map(|file| Some((file, self.own_files.get(file)?)));
        self.themes.theme(&handbook.book.community, own)
    }

    /// Returns the currency of amounts without one.
    fn currency(&mut self, folder: &Folder, texts: &[FilePath], now: Instant) -> Currency {
        let files: Vec<FilePath> = texts.iter().filter(|file| parse::has_currency(file)).cloned().collect();
        let chosen = |file: &FilePath, bytes, _: Option<&_>| {
            let read = text(file, bytes, None, &Currency::default());
            parse::currency_of(&read.parsed).cloned().unwrap_or_default()
        };
        self.currencies.look(folder, &files, read::text_bytes, chosen, now);
        files.last().and_then(|file| self.currencies.get(file)).cloned().unwrap_or_default()
    }

    /// Reads what is new and returns the files that went away.
    fn read(&mut self, folder: &Folder, sorted: &Sorted, changed: &mut Vec<FilePath>, now: Instant) -> Vec<FilePath> {
        let currency = self.currency(folder, &sorted.texts, now);
        if currency != self.currency {
            self.texts.doubt(parse::has_amounts);
            self.currency = currency;
        }
        let currency = &self.currency;
        let make = |file: &FilePath, bytes, before: Option<&_>| text(file, bytes, before, currency);
        let texts = self.texts.look(folder, &sorted.texts, read::text_bytes, make, now);
        let theme = self.own_files.look(folder, &sorted.theme, read::bytes, own_file, now);
        if !theme.changed.is_empty() {
            self.themes.forget();
        }
        let stamps = sorted.others.par_iter().map(|file| (file.clone(), read::stamp(folder, file).ok().flatten()));
        let stamps: Vec<(FilePath, Option<Stamp>)> = stamps.collect();
        let mut before = std::mem::take(&mut self.others);
        let mut vanished = texts.vanished;
        vanished.extend(theme.vanished);
        for (file, stamp) in stamps {
            let Some(stamp) = stamp else {
                vanished.push(file);
                continue;
            };
            if before.remove(&file) != Some(stamp) {
                changed.push(file.clone());
            }
            self.others.insert(file, stamp);
        }
        changed.extend(before.into_keys());
        changed.extend(texts.changed);
        changed.extend(theme.changed);
        vanished
    }
}

fn sort(files: &[FilePath]) -> Sorted {
    let mut sorted = Sorted::default();
    for file in files {
        let list = match parse::classify(file) {
            FileKind::Theme => {
                // The text of a template itself is read like any text that is published.
                if parse::is_written_text(file) || parse::is_code(file) {
                    sorted.texts.push(file.clone());
                }
                &mut sorted.theme
            }
            // Names are looked for in tables wherever they lie, ways into online rooms in all texts.
            FileKind::Other if parse::is_written_text(file) || parse::is_code(file) => &mut sorted.texts,
            FileKind::Other => &mut sorted.others,
            // A photo of the whiteboard may well lie beside the records.
            FileKind::Private if !parse::is_read_in_private(file) => continue,
            _ => &mut sorted.texts,
        };
        list.push(file.clone());
    }
    sorted
}

/// Parses a text, which lives no longer than that: a diagnostic that shows it later reads it again.
fn text(
    file: &FilePath,
    bytes: Result<Vec<u8>, Box<Diagnostic>>,
    before: Option<&ParsedFile>,
    currency: &Currency,
) -> ParsedFile {
    let is_published_as_it_is = matches!(parse::classify(file), FileKind::Other | FileKind::Theme);
    // Whether a download names people or leads into a room can be read in any encoding; the theme reports for a
    // template what is wrong.
    let source = |bytes| {
        if is_published_as_it_is { Ok(read::source_as_it_is(file, bytes)) } else { read::source(file, bytes) }
    };
    let parsed = match bytes.and_then(source) {
        Ok(source) => parse::parse_in(&source, currency),
        Err(_) if is_published_as_it_is && !parse::is_table(file) => Parsed::default(),
        Err(problem) => Parsed { diagnostics: vec![*problem], ..Parsed::default() },
    };
    let has_error = |parsed: &Parsed| parsed.diagnostics.iter().any(|found| found.severity == Severity::Error);
    let good = before.filter(|_| has_error(&parsed)).and_then(|before| {
        let now_good = || Some(&before.parsed).filter(|parsed| !has_error(parsed));
        before.good.as_ref().or_else(now_good).cloned()
    });
    ParsedFile { parsed: Arc::new(parsed), good }
}
