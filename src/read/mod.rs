//! The handbook folder on disk: its files, and their texts.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use rustc_hash::FxHashMap;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::Diagnostic;
use crate::source::{FilePath, Source, Span, nfc};

mod encoding;
mod stamp;

pub use stamp::{Stamp, stamp};

/// The largest text file that is read, in bytes. A year of sessions is a hundredth of it; nobody wrote a larger one.
const LARGEST_TEXT: u64 = 16 * 1024 * 1024;

/// The largest calendar that is read, in bytes: a hundred thousand sessions.
const LARGEST_CALENDAR: u64 = 256 * 1024 * 1024;

/// The depth to which a folder is listed that is no handbook: its own files, and those of its folders.
const DEEPEST_ELSEWHERE: usize = 2;

/// The list of what Handbound made, inside a folder that it published; such a folder is never read as a handbook.
/// [`publish`](crate::publish) writes it.
pub const MANIFEST: &str = ".handbound";

/// The files of a handbook folder, sorted by path. Hidden ones (`_` or `.` at the start of any part of the path),
/// `public/` and the output folder are left out.
#[derive(Debug, Clone)]
pub struct Folder {
    pub root: PathBuf,
    pub files: Vec<FilePath>,
    /// The diagnostics of files that could not be listed.
    pub diagnostics: Vec<Diagnostic>,
    /// The names on disk of the files whose path is [composed](nfc) and whose name is not.
    decomposed: FxHashMap<FilePath, String>,
}

impl Folder {
    /// Returns the place of `file` on disk.
    #[must_use]
    pub fn on_disk(&self, file: &FilePath) -> PathBuf {
        self.root.join(self.decomposed.get(file).map_or(&**file, String::as_str))
    }
}

/// Lists the handbook folder `root`. `output` is left out where it lies inside.
///
/// Links to files and folders are followed, so that a community may keep its pictures elsewhere. A folder without
/// `community.yml` is no handbook and may be a whole disk: only as much of it is listed as tells where one may be.
///
/// # Errors
///
/// When `root` cannot be read at all.
pub fn list(root: &Path, output: Option<&Path>) -> io::Result<Folder> {
    // Asked first, because only this error is about the whole folder.
    let names = std::fs::read_dir(root)?.flatten().map(|entry| entry.file_name());
    let is_handbook = names.into_iter().any(|name| is_community(&name));
    let deepest = if is_handbook { usize::MAX } else { DEEPEST_ELSEWHERE };
    let output = output.and_then(|output| output.canonicalize().ok());
    let home = root.canonicalize()?;
    let mut folder =
        Folder { root: root.to_owned(), files: Vec::new(), diagnostics: Vec::new(), decomposed: FxHashMap::default() };
    let mut walk = WalkDir::new(root).min_depth(1).max_depth(deepest).follow_links(true).into_iter();
    while let Some(step) = walk.next() {
        let entry = match step {
            Ok(entry) => entry,
            Err(error) => {
                folder.diagnostics.extend(unlisted(root, &error));
                continue;
            }
        };
        let is_dir = entry.file_type().is_dir();
        if is_dir && entry.depth() > 1 && entry.file_name().eq_ignore_ascii_case("private") {
            let message = "Only the folder `private` beside `community.yml` stays private, and this one is elsewhere.";
            let help = "Move what it holds into `private/` beside `community.yml`, or give the folder another name.";
            let path = relative(root, entry.path()).unwrap_or_default();
            let span = Span::whole(&path.into());
            folder.diagnostics.push(Diagnostic::error("misplaced-file", span, message).help(help));
            walk.skip_current_dir();
        } else if is_ignored(entry.file_name()) || (is_dir && is_somebody_elses(&entry, output.as_deref())) {
            if is_dir {
                walk.skip_current_dir();
            }
        } else if let Some(path) = relative(root, entry.path()).filter(|path| is_plain(path)) {
            if entry.path_is_symlink() && leads_to_hidden(&path, entry.path(), &home) {
                let message = "This is a link to something that is never published.";
                let help = "Remove the link, or make it lead to a copy that you can publish.";
                folder.diagnostics.push(unreadable(&path.as_ref().into(), message).help(help));
                if is_dir {
                    walk.skip_current_dir();
                }
                continue;
            }
            if entry.file_type().is_file() {
                folder.add(&path);
            } else if !is_dir {
                let message = "This is not an ordinary file, so it cannot be read.";
                let help = "Move it out of the handbook's folder.";
                folder.diagnostics.push(unreadable(&path.into(), message).help(help));
            }
        } else {
            let path = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().into();
            let message = "The name of this file or folder has a character that a web address cannot have.";
            let help = "Rename it; letters, digits and `-` are safe everywhere.";
            folder.diagnostics.push(unreadable(&path, message).help(help));
            if is_dir {
                walk.skip_current_dir();
            }
        }
    }
    if !is_handbook {
        // Nothing of this matters before there is a handbook.
        folder.diagnostics.clear();
    }
    folder.files.sort_unstable();
    folder.leave_out_twins();
    Ok(folder)
}

fn is_community(name: &OsStr) -> bool {
    ["community.yml", "community.yaml"].iter().any(|file| name.eq_ignore_ascii_case(file))
}

impl Folder {
    fn add(&mut self, path: &str) {
        let file: FilePath = nfc(path).into();
        if *file != *path {
            // Of several spellings on one disk the last in order, whatever the order of listing.
            let kept = self.decomposed.entry(file.clone()).or_default();
            if path > kept.as_str() {
                path.clone_into(kept);
            }
        }
        self.files.push(file);
    }

    /// Leaves out one of two names that look the same, on a disk that can tell them apart: only one can be at that
    /// address.
    fn leave_out_twins(&mut self) {
        let twins = self.files.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
        let twins = twins.map(|same| {
            let message = "Two files have this name. One stores the accent as a part of its letter, the other stores it \
                           separately, as a Mac may do. Handbound can read only one of them.";
            let help = "Compare the two, remove one of them or give it another name.";
            Diagnostic::error("address-twice", Span::whole(&same[0]), message).help(help)
        });
        self.diagnostics.extend(twins.collect::<Vec<_>>());
        self.files.dedup();
    }
}

/// Returns whether the link at `path`, which lies outside `private/`, leads into `private/` or to a name that is left
/// out.
fn leads_to_hidden(path: &str, link: &Path, home: &Path) -> bool {
    let is_private = |name: &OsStr| name.eq_ignore_ascii_case("private");
    let own_private = path.split('/').next().is_some_and(|first| is_private(first.as_ref()));
    let Ok(target) = link.canonicalize() else { return false };
    let Ok(inside) = target.strip_prefix(home) else { return false };
    let mut parts = inside.components().map(std::path::Component::as_os_str);
    let first = parts.next();
    (!own_private && first.is_some_and(is_private)) || first.into_iter().chain(parts).any(is_ignored)
}

/// The largest file of another program that is read, in bytes.
const LARGEST_FOREIGN: u64 = 64 * 1024 * 1024;

/// Reads a file of another program, wherever it lies.
///
/// # Errors
///
/// When it cannot be read, or is too large.
pub fn foreign(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST_FOREIGN + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST_FOREIGN) {
        return Err(io::Error::other("it is larger than 64 MB"));
    }
    Ok(bytes)
}

/// Reads one text file.
///
/// # Errors
///
/// A diagnostic where the file cannot be read, is not UTF-8 or is too large.
pub fn text(folder: &Folder, file: &FilePath) -> Result<Source, Box<Diagnostic>> {
    source(file, text_bytes(folder, file)?.0)
}

/// Reads the bytes of a text file, and its stamp from before they were read.
///
/// # Errors
///
/// A diagnostic where the file cannot be read or is too large.
pub fn text_bytes(folder: &Folder, file: &FilePath) -> Result<(Vec<u8>, Stamp), Box<Diagnostic>> {
    whole_file(folder, file, LARGEST_TEXT)
}

/// Returns the text that `bytes` of `file` stand for.
///
/// # Errors
///
/// A diagnostic where they are not UTF-8.
pub fn source(file: &FilePath, bytes: Vec<u8>) -> Result<Source, Box<Diagnostic>> {
    Ok(Source { path: file.clone(), text: encoding::decode(file, bytes)? })
}

/// Returns the text of a file that is published as it is: bytes in no known encoding are replaced.
#[must_use]
pub fn source_as_it_is(file: &FilePath, bytes: Vec<u8>) -> Source {
    Source { path: file.clone(), text: encoding::lossy(bytes) }
}

/// Reads the text of a file that a diagnostic is about, as far as there is any: bytes that are no UTF-8 are replaced.
/// `None` where the file has vanished meanwhile.
#[must_use]
pub fn text_again(folder: &Folder, file: &FilePath) -> Option<String> {
    Some(encoding::lossy(whole_file(folder, file, LARGEST_TEXT).ok()?.0))
}

/// Reads the bytes of a picture or download, and its stamp from before they were read.
///
/// # Errors
///
/// A diagnostic where the file cannot be read.
pub fn bytes(folder: &Folder, file: &FilePath) -> Result<(Vec<u8>, Stamp), Box<Diagnostic>> {
    whole_file(folder, file, u64::MAX)
}

/// Returns the names of the folders beside `folder`, for one that may have been meant instead.
#[must_use]
pub fn folders_beside(folder: &Path) -> Vec<String> {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = std::fs::read_dir(parent).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    names
}

/// The files of a published site: its calendar, and the paths of all its files where a folder is at hand.
#[derive(Debug, Clone)]
pub struct Published {
    pub calendar: Vec<u8>,
    /// The paths with `/` between their parts, sorted.
    pub addresses: Option<Vec<String>>,
}

/// Reads a published calendar: the file at `path`, or the file `feed` in the published site whose folder is `path`.
///
/// # Errors
///
/// When there is no such file or folder, or no calendar in the folder; the error's words are for people.
pub fn published(path: &Path, feed: &str) -> io::Result<Published> {
    let shown = path.display();
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => io::Error::other(format!("There is no file or folder `{shown}`.")),
        _ => io::Error::other(format!("`{shown}` cannot be read: {error}.")),
    };
    let about = path.metadata().map_err(failed)?;
    if !about.is_dir() {
        return Ok(Published { calendar: calendar_at(path, &about).map_err(failed)?, addresses: None });
    }
    let file = path.join(feed);
    let Ok(about) = file.metadata() else {
        let inner = path.join("public");
        let meant = if inner.join(feed).is_file() {
            format!("Did you mean `{}`?", inner.display())
        } else {
            "Name the folder of a published site, or a copy of its calendar.".to_owned()
        };
        return Err(io::Error::other(format!("There is no `{feed}` in `{shown}`. {meant}")));
    };
    let calendar = calendar_at(&file, &about).map_err(failed)?;
    let files = WalkDir::new(path).min_depth(1).into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file());
    let mut addresses: Vec<String> =
        files.filter_map(|entry| Some(nfc(&relative(path, entry.path())?).into_owned())).collect();
    addresses.sort_unstable();
    Ok(Published { calendar, addresses: Some(addresses) })
}

/// Returns the calendar `feed` of the site in `folder`, where there is one.
#[must_use]
pub fn feed(folder: &Path, feed: &str) -> Option<Vec<u8>> {
    let file = folder.join(feed);
    calendar_at(&file, &file.metadata().ok()?).ok()
}

fn calendar_at(path: &Path, about: &std::fs::Metadata) -> io::Result<Vec<u8>> {
    match about.len() {
        _ if !about.is_file() => Err(io::Error::other("this is not an ordinary file")),
        length if length > LARGEST_CALENDAR => Err(io::Error::other("this is too large for a calendar")),
        _ => std::fs::read(path),
    }
}

fn whole_file(folder: &Folder, file: &FilePath, largest: u64) -> Result<(Vec<u8>, Stamp), Box<Diagnostic>> {
    let read = || -> io::Result<Option<(Vec<u8>, Stamp)>> {
        let path = folder.on_disk(file);
        let about = path.metadata()?;
        // A pipe would be waited for, and a device never ends.
        if !about.is_file() {
            return Err(io::Error::other("this is not an ordinary file"));
        }
        if about.len() > largest {
            return Ok(None);
        }
        let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
        File::open(path)?.read_to_end(&mut bytes)?;
        Ok(Some((bytes, Stamp::of(&about))))
    };
    match read() {
        Ok(Some(read)) => Ok(read),
        Ok(None) => {
            let message = "This file is larger than 16 MB, which is too large for a text.";
            let help = "Split it, or put it into `files/` if it is meant to be downloaded.";
            Err(Box::new(unreadable(file, message).help(help)))
        }
        Err(error) => Err(Box::new(cannot_read(file, &error))),
    }
}

/// Returns whether a name is nobody's entry: hidden ones, those that editors, office programs and browsers leave behind
/// or write before they rename it, and those that systems put beside pictures.
#[must_use]
pub fn is_ignored(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    let ends = |ending: &str| {
        let at = bytes.len().checked_sub(ending.len());
        at.is_some_and(|at| at > 0 && bytes[at..].eq_ignore_ascii_case(ending.as_bytes()))
    };
    matches!(bytes, [b'_' | b'.' | b'~', ..] | [.., b'~'] | [b'#', .., b'#'])
        || [".tmp", ".bck", ".crdownload", ".part"].iter().any(|ending| ends(ending))
        || ["4913", "Thumbs.db", "desktop.ini", "node_modules"].iter().any(|other| name.eq_ignore_ascii_case(other))
}

/// Returns whether a folder holds no source: the output, and any other folder that Handbound published into.
fn is_somebody_elses(folder: &DirEntry, output: Option<&Path>) -> bool {
    (folder.depth() == 1 && folder.file_name() == "public")
        || output.is_some_and(|output| is_same(folder, output))
        || folder.path().join(MANIFEST).is_file()
}

/// Returns whether `folder` is `output`, which is given as the system knows it.
fn is_same(folder: &DirEntry, output: &Path) -> bool {
    // Only a link has another name than its target, letter case aside.
    let may_be = folder.path_is_symlink()
        || output.file_name().is_some_and(|name| name.eq_ignore_ascii_case(folder.file_name()) || !name.is_ascii());
    may_be && folder.path().canonicalize().is_ok_and(|path| path == output)
}

/// Returns `path` inside `root` with `/` between its parts, where it is Unicode.
fn relative<'a>(root: &Path, path: &'a Path) -> Option<Cow<'a, str>> {
    // Walking adds names to the root as it was given. Comparing letters is much quicker than comparing parts.
    let inside = path.to_str()?.strip_prefix(root.to_str()?)?.trim_start_matches(MAIN_SEPARATOR);
    Some(if MAIN_SEPARATOR == '/' { inside.into() } else { inside.replace(MAIN_SEPARATOR, "/").into() })
}

/// Returns whether a path holds neither a backslash, which other systems take for `/`, nor a control character such as
/// a tab.
fn is_plain(path: &str) -> bool {
    !path.contains(|letter: char| letter == '\\' || letter.is_control())
}

/// Reports a file or folder that could not be listed. Hidden files are nobody's concern even when they are broken.
fn unlisted(root: &Path, error: &walkdir::Error) -> Option<Diagnostic> {
    let path = error.path()?;
    if path.file_name().is_some_and(is_ignored) {
        return None;
    }
    let inside = path.strip_prefix(root).unwrap_or(path);
    let file: FilePath = inside.to_string_lossy().replace(MAIN_SEPARATOR, "/").into();
    if error.loop_ancestor().is_some() {
        let message =
            "This link leads back to a folder that contains it, so Handbound would read the same files without end.";
        return Some(unreadable(&file, message).help("Remove the link."));
    }
    let is_broken_link = path.symlink_metadata().is_ok_and(|found| found.file_type().is_symlink());
    if is_broken_link {
        let message = "This is a link to a file or folder that does not exist.";
        return Some(unreadable(&file, message).help("Put the file itself in its place, or remove the link."));
    }
    Some(
        error.io_error().map_or_else(
            || unreadable(&file, "This file or folder cannot be read."),
            |error| cannot_read(&file, error),
        ),
    )
}

fn cannot_read(file: &FilePath, error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::NotFound => unreadable(file, "This file no longer exists."),
        io::ErrorKind::PermissionDenied => unreadable(file, "You do not have permission to read this file or folder.")
            .help("Give yourself permission to read it, or move it out of the handbook's folder."),
        _ => unreadable(file, format!("This file or folder cannot be read: {error}.")),
    }
}

fn unreadable(file: &FilePath, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("unreadable-file", Span::whole(file), message)
}

#[cfg(test)]
mod tests;
