//! The handbook folder on disk: which files it has, and what they say.

use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::source::{FilePath, Source};

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
/// # Errors
///
/// When `root` cannot be read at all.
pub fn list(root: &Path, output: Option<&Path>) -> io::Result<Folder> {
    let _ = output;
    Ok(Folder { root: root.to_owned(), files: Vec::new(), diagnostics: Vec::new() })
}

/// Reads one text file.
///
/// # Errors
///
/// A diagnostic where the file cannot be read, is not UTF-8 or is too large.
pub fn text(folder: &Folder, file: &FilePath) -> Result<Source, Box<Diagnostic>> {
    let _ = folder;
    Ok(Source { path: file.clone(), text: String::new() })
}

/// Reads the bytes of a picture or download.
///
/// # Errors
///
/// A diagnostic where the file cannot be read.
pub fn bytes(folder: &Folder, file: &FilePath) -> Result<Vec<u8>, Box<Diagnostic>> {
    let _ = (folder, file);
    Ok(Vec::new())
}
