//! The folders and files of a handbook that are watched, as [`read`](crate::read) counts them.
//!
//! Each has its real path, so that two ways to one folder are one folder and no circle of links is walked twice.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::read::{self, MANIFEST};

/// What is to be watched.
#[derive(Debug)]
pub struct WatchRoots {
    /// The handbook's folder, as it was named: it may be a link, and lead elsewhere tomorrow.
    pub root: PathBuf,
    /// Folders inside that are not watched.
    pub excluded: Vec<PathBuf>,
}

/// What was found, all with real paths.
#[derive(Debug, Default)]
pub struct WatchedPaths {
    /// The handbook's own folder; `None` where it is not there.
    pub home: Option<PathBuf>,
    /// All folders, `home` and linked ones too.
    pub folders: BTreeSet<PathBuf>,
    /// Everything in them that is neither folder nor link, and the files that links lead to.
    pub files: BTreeSet<PathBuf>,
    pub links: BTreeSet<PathBuf>,
    /// Single names outside the folders that matter too: the root itself, and what links to files lead to.
    pub outside: BTreeSet<PathBuf>,
    excluded: Vec<PathBuf>,
}

impl WatchRoots {
    /// # Errors
    ///
    /// When `root` cannot be listed.
    pub fn new(root: &Path, excluded: &[PathBuf]) -> std::io::Result<WatchRoots> {
        fs::read_dir(root)?;
        let excluded = excluded.iter().map(std::path::absolute).collect::<Result<_, _>>()?;
        Ok(WatchRoots { root: std::path::absolute(root)?, excluded })
    }

    /// Lists all folders. One that cannot be listed is left out: whoever reads it reports that.
    #[must_use]
    pub fn walk(&self) -> WatchedPaths {
        let excluded = self.excluded.iter().map(|path| real(path)).collect();
        let mut found = WatchedPaths { excluded, ..WatchedPaths::default() };
        found.outside.insert(in_real_folder(&self.root));
        let Ok(home) = self.root.canonicalize() else { return found };
        let mut waiting = vec![home.clone()];
        while let Some(folder) = waiting.pop() {
            let is_other_handbook = folder != home && folder.join(MANIFEST).is_file();
            if is_other_handbook || found.is_excluded(&folder) || !found.folders.insert(folder.clone()) {
                continue;
            }
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                if read::is_ignored(&entry.file_name()) {
                    continue;
                }
                let Ok(kind) = entry.file_type() else { continue };
                if kind.is_symlink() {
                    waiting.extend(found.follow(entry.path(), &home));
                } else if kind.is_dir() {
                    waiting.push(entry.path());
                } else {
                    found.files.insert(entry.path());
                }
            }
        }
        found.home = Some(home);
        found
    }
}

impl WatchedPaths {
    /// Notes where `link` leads, and returns it where that is a folder to walk.
    fn follow(&mut self, link: PathBuf, home: &Path) -> Option<PathBuf> {
        let target = link.canonicalize();
        let folder = match target {
            // A folder that holds the handbook is never read, and would be large.
            Ok(target) if target.is_dir() => Some(target).filter(|target| !home.starts_with(target)),
            Ok(target) => {
                self.outside.insert(target.clone());
                self.files.insert(target);
                None
            }
            // What is missing may come.
            Err(_) => {
                let next = fs::read_link(&link).ok();
                let folder = link.parent().unwrap_or(&link);
                self.outside.extend(next.map(|next| in_real_folder(&folder.join(next))));
                None
            }
        };
        self.links.insert(link);
        folder
    }

    /// Returns the nearest watched folder that holds `path`.
    #[must_use]
    pub fn folder_of(&self, path: &Path) -> Option<&Path> {
        path.ancestors().skip(1).find_map(|folder| self.folders.get(folder)).map(PathBuf::as_path)
    }

    /// Returns whether a change at `path` may change the handbook.
    #[must_use]
    pub fn concerns(&self, path: &Path) -> bool {
        if self.outside.contains(path) || self.folders.contains(path) {
            return true;
        }
        let inside = self.folder_of(path).and_then(|folder| path.strip_prefix(folder).ok());
        let counts = |inside: &Path| !inside.iter().any(read::is_ignored);
        inside.is_some_and(counts) && !self.is_excluded(path)
    }

    fn is_excluded(&self, path: &Path) -> bool {
        self.excluded.iter().any(|folder| path.starts_with(folder))
    }
}

/// Returns the real path, also of what does not exist yet.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| in_real_folder(path))
}

/// Returns `path` with its folder's real path, whatever it leads to itself.
fn in_real_folder(path: &Path) -> PathBuf {
    match (path.parent().map(Path::canonicalize), path.file_name()) {
        (Some(Ok(folder)), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}
