//! The handbook folder on disk: which files it has, and what they say.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::Diagnostic;
use crate::source::{FilePath, Source, Span};

mod encoding;

/// The largest text file that is read, in bytes. A year of sessions is a hundredth of it; what is larger is no
/// text that anybody wrote.
const LARGEST_TEXT: u64 = 16 * 1024 * 1024;

/// The list of what Handbound made, inside a folder that it published; such a folder is never read as a handbook.
/// [`publish`](crate::publish) writes it.
pub const MANIFEST: &str = ".handbound";

/// The files of a handbook folder, sorted by path. Hidden ones (`_` or `.` at the start of any part of the path),
/// `public/` and the output folder are left out.
#[derive(Debug, Clone)]
pub struct Folder {
    pub root: PathBuf,
    pub files: Vec<FilePath>,
    /// What could not be listed.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lists the handbook folder `root`. `output` is left out where it lies inside.
///
/// Links to files and folders are followed, so that a community may keep its pictures elsewhere.
///
/// # Errors
///
/// When `root` cannot be read at all.
pub fn list(root: &Path, output: Option<&Path>) -> io::Result<Folder> {
    // Asked first, because only this error is about the whole folder.
    std::fs::read_dir(root)?;
    let output = output.and_then(|output| output.canonicalize().ok());
    let home = root.canonicalize()?;
    let mut folder = Folder { root: root.to_owned(), files: Vec::new(), diagnostics: Vec::new() };
    let mut walk = WalkDir::new(root).min_depth(1).follow_links(true).into_iter();
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
            let message = "A folder named `private` keeps things back only beside `community.yml`; here it would not.";
            let help = "Move what it holds into `private/` beside `community.yml`, or give the folder another name.";
            let path = relative(root, entry.path()).unwrap_or_default();
            let span = Span::whole(&path.into());
            folder.diagnostics.push(Diagnostic::error("misplaced-file", span, message).help(help));
            walk.skip_current_dir();
        } else if is_ignored(entry.file_name()) || (is_dir && is_somebody_elses(&entry, output.as_deref())) {
            if is_dir {
                walk.skip_current_dir();
            }
        } else if let Some(path) = relative(root, entry.path()) {
            if entry.path_is_symlink() && leads_to_hidden(&path, entry.path(), &home) {
                let message = "This is a link to something that is never published.";
                let help = "Take the link away, or let it lead to a copy that may be published.";
                folder.diagnostics.push(unreadable(&path.as_str().into(), message).help(help));
                if is_dir {
                    walk.skip_current_dir();
                }
                continue;
            }
            if entry.file_type().is_file() {
                folder.files.push(path.into());
            } else if !is_dir {
                let message = "This is not an ordinary file, so it cannot be read.";
                let help = "Move it out of the handbook's folder.";
                folder.diagnostics.push(unreadable(&path.into(), message).help(help));
            }
        } else {
            let path = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().into();
            let message = "The name of this file or folder holds a character that cannot be read.";
            let help = "Rename it; letters, digits and `-` are safe everywhere.";
            folder.diagnostics.push(unreadable(&path, message).help(help));
            if is_dir {
                walk.skip_current_dir();
            }
        }
    }
    folder.files.sort_unstable();
    Ok(folder)
}

/// Whether the link at `path`, which lies outside `private/`, leads into `private/` or to a name that is left out.
fn leads_to_hidden(path: &str, link: &Path, home: &Path) -> bool {
    let is_private = |name: &OsStr| name.eq_ignore_ascii_case("private");
    let own_private = path.split('/').next().is_some_and(|first| is_private(first.as_ref()));
    let Ok(target) = link.canonicalize() else { return false };
    let Ok(inside) = target.strip_prefix(home) else { return false };
    let mut parts = inside.components().map(std::path::Component::as_os_str);
    let first = parts.next();
    (!own_private && first.is_some_and(is_private)) || first.into_iter().chain(parts).any(is_ignored)
}

/// Reads one text file.
///
/// # Errors
///
/// A diagnostic where the file cannot be read, is not UTF-8 or is too large.
pub fn text(folder: &Folder, file: &FilePath) -> Result<Source, Box<Diagnostic>> {
    let bytes = whole_file(folder, file, LARGEST_TEXT)?;
    match encoding::decode(file, bytes) {
        Ok(text) => Ok(Source { path: file.clone(), text }),
        Err(problem) => Err(problem),
    }
}

/// The text of a file that a diagnostic is about, as far as there is any: what is no UTF-8 is replaced. `None` where
/// the file has vanished meanwhile.
#[must_use]
pub fn text_again(folder: &Folder, file: &FilePath) -> Option<String> {
    Some(encoding::lossy(whole_file(folder, file, LARGEST_TEXT).ok()?))
}

/// Reads the bytes of a picture or download.
///
/// # Errors
///
/// A diagnostic where the file cannot be read.
pub fn bytes(folder: &Folder, file: &FilePath) -> Result<Vec<u8>, Box<Diagnostic>> {
    whole_file(folder, file, u64::MAX)
}

/// The names of the folders that lie where `folder` would, for one that may have been meant instead.
#[must_use]
pub fn folders_beside(folder: &Path) -> Vec<String> {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = std::fs::read_dir(parent).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    names
}

fn whole_file(folder: &Folder, file: &FilePath, largest: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
    let read = || -> io::Result<Option<Vec<u8>>> {
        let path = folder.root.join(&**file);
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
        Ok(Some(bytes))
    };
    match read() {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => {
            let message = "This file is larger than 16 MB, which is too large for a text.";
            let help = "Split it, or put it into `files/` if it is meant to be downloaded.";
            Err(Box::new(unreadable(file, message).help(help)))
        }
        Err(error) => Err(Box::new(cannot_read(file, &error))),
    }
}

/// Names that are nobody's entry: hidden ones, what editors, office programs and browsers leave behind or write before
/// they rename it, what systems put beside pictures.
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

/// Folders that hold no source: the output, and any other folder that Handbound published into.
fn is_somebody_elses(folder: &DirEntry, output: Option<&Path>) -> bool {
    (folder.depth() == 1 && folder.file_name() == "public")
        || output.is_some_and(|output| folder.path().canonicalize().is_ok_and(|path| path == output))
        || folder.path().join(MANIFEST).is_file()
}

/// `path` inside `root` with `/` between its parts, where it is Unicode.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let path = path.strip_prefix(root).ok()?.to_str()?;
    Some(if std::path::MAIN_SEPARATOR == '/' { path.to_owned() } else { path.replace(std::path::MAIN_SEPARATOR, "/") })
}

/// What walking stumbled over. Hidden files are nobody's concern even when they are broken.
fn unlisted(root: &Path, error: &walkdir::Error) -> Option<Diagnostic> {
    let path = error.path()?;
    if path.file_name().is_some_and(is_ignored) {
        return None;
    }
    let inside = path.strip_prefix(root).unwrap_or(path);
    let file: FilePath = inside.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/").into();
    if error.loop_ancestor().is_some() {
        let message = "This link leads back to a folder that holds it, so its files would never end.";
        return Some(unreadable(&file, message).help("Remove the link."));
    }
    let is_broken_link = path.symlink_metadata().is_ok_and(|found| found.file_type().is_symlink());
    if is_broken_link {
        let message = "This is a link to a file or folder that is not there.";
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
        io::ErrorKind::NotFound => unreadable(file, "This file is not there any more."),
        io::ErrorKind::PermissionDenied => unreadable(file, "This file or folder may not be read by you.")
            .help("Give yourself permission to read it, or move it out of the handbook's folder."),
        _ => unreadable(file, format!("This file or folder cannot be read: {error}.")),
    }
}

fn unreadable(file: &FilePath, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("unreadable-file", Span::whole(file), message)
}

#[cfg(test)]
mod tests;
