//! Adds new files to the handbook's own folder: all of them or none, each whole, and never over one that is there.
//!
//! This is the only way in which the program writes where authors write. Files of an attempt that fails are removed
//! again.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::{failed, manifest, refusal};

/// A file to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// The path inside the folder, with `/` between its parts.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// The reason nothing was added.
#[derive(Debug)]
pub enum AddError {
    /// These are there already, in the order in which they were to be added.
    Exist(Vec<String>),
    /// The disk did not do its part, or a path leads out of the folder.
    Failed(io::Error),
}

impl std::fmt::Display for AddError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            AddError::Exist(paths) => {
                let names: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
                let are = if paths.len() == 1 { "is" } else { "are" };
                write!(out, "{} {are} there already. Nothing was written.", names.join(", "))
            }
            AddError::Failed(error) => error.fmt(out),
        }
    }
}

impl std::error::Error for AddError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            AddError::Exist(_) => None,
            AddError::Failed(error) => Some(error),
        }
    }
}

/// Adds `files` to the folder `root`, which is made if it is missing, with the folders that they need.
///
/// # Errors
///
/// When one of them is there already (nothing is written then), when two have one name (letter case aside), when a
/// path leads out of `root`, or when the disk fails (what was written until then is gone again).
pub fn add(root: &Path, files: &[NewFile]) -> Result<(), AddError> {
    let mut names = FxHashSet::default();
    for NewFile { path, .. } in files {
        manifest::vetted(path).map_err(AddError::Failed)?;
        if !names.insert(path.to_lowercase()) {
            let message = format!("Two new files would both be `{path}`. Nothing was written.");
            return Err(AddError::Failed(refusal(message)));
        }
    }
    // A link that leads nowhere is there as well.
    let is_there = |file: &&NewFile| root.join(&file.path).symlink_metadata().is_ok();
    let there: Vec<String> = files.iter().filter(is_there).map(|file| file.path.clone()).collect();
    if !there.is_empty() {
        return Err(AddError::Exist(there));
    }
    let mut added = Added::default();
    for file in files {
        match added.add(&root.join(&file.path), &file.bytes) {
            // Somebody else was quicker.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(AddError::Exist(vec![file.path.clone()]));
            }
            done => done.map_err(AddError::Failed)?,
        }
    }
    added.0.clear();
    Ok(())
}

/// The files and folders made so far. Dropping it before all is done removes them, last one first.
#[derive(Default)]
struct Added(Vec<CreatedPath>);

enum CreatedPath {
    Folder(PathBuf),
    File(PathBuf),
}

impl Added {
    /// Writes a file beside its place, under a hidden name, and gives it its own name once it is whole.
    fn add(&mut self, target: &Path, bytes: &[u8]) -> io::Result<()> {
        let said = |error: io::Error| failed("written", target, &error);
        let folder = target.parent().unwrap_or(target);
        self.make_folder(folder)?;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let draft = folder.join(format!(".{name}.handbound-new"));
        let written =
            File::create(&draft).and_then(|mut file| file.write_all(bytes)).and_then(|()| self.name(&draft, target));
        // Its draft is gone already where it was renamed.
        let _ = fs::remove_file(&draft);
        written.map_err(said)
    }

    /// Gives the file `draft` the name `target`, if no other has it. A second name does that in one step; where the
    /// file system has no second names, an empty file holds the place first.
    fn name(&mut self, draft: &Path, target: &Path) -> io::Result<()> {
        match fs::hard_link(draft, target) {
            Ok(()) => self.0.push(CreatedPath::File(target.to_owned())),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
            Err(_) => {
                File::create_new(target)?;
                self.0.push(CreatedPath::File(target.to_owned()));
                fs::rename(draft, target)?;
            }
        }
        Ok(())
    }

    fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.is_dir();
        let missing: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => {
                    refusal(format!("`{}` is a file, where a folder is needed. Nothing was written.", folder.display()))
                }
                _ => failed("written", folder, &error),
            })?;
            self.0.push(CreatedPath::Folder(folder.to_owned()));
        }
        Ok(())
    }
}

impl Drop for Added {
    fn drop(&mut self) {
        // A file that cannot be removed must not keep the others from it.
        for made in self.0.drain(..).rev() {
            let _ = match made {
                CreatedPath::Folder(folder) => fs::remove_dir(folder),
                CreatedPath::File(file) => fs::remove_file(file),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> NewFile {
        NewFile { path: path.to_owned(), bytes: text.into() }
    }

    /// Returns every file and folder below `folder`, sorted.
    fn everything(folder: &Path) -> Vec<String> {
        let mut all = Vec::new();
        let mut open = vec![folder.to_owned()];
        while let Some(next) = open.pop() {
            for entry in fs::read_dir(next).unwrap() {
                let path = entry.unwrap().path();
                all.push(path.strip_prefix(folder).unwrap().to_string_lossy().into_owned());
                if path.is_dir() {
                    open.push(path);
                }
            }
        }
        all.sort_unstable();
        all
    }

    #[test]
    fn new_files_are_added_with_their_folders_and_nothing_else_is_left() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("handbook");
        add(&root, &[file("sessions/autumn/01.md", "one"), file("venues/hall.md", "hall")]).unwrap();
        let all = ["sessions", "sessions/autumn", "sessions/autumn/01.md", "venues", "venues/hall.md"];
        assert_eq!(everything(&root), all);
        assert_eq!(fs::read_to_string(root.join("sessions/autumn/01.md")).unwrap(), "one");
    }

    #[test]
    fn what_is_there_keeps_all_from_being_written() {
        let dir = tempfile::tempdir().unwrap();
        add(dir.path(), &[file("a/1.md", "mine"), file("3.md", "mine")]).unwrap();
        let error = add(dir.path(), &[file("2.md", ""), file("a/1.md", "other"), file("3.md", "")]).unwrap_err();
        assert_eq!(error.to_string(), "`a/1.md`, `3.md` are there already. Nothing was written.");
        let error = add(dir.path(), &[file("b/4.md", ""), file("3.md", "")]).unwrap_err();
        assert_eq!(error.to_string(), "`3.md` is there already. Nothing was written.");
        assert_eq!(everything(dir.path()), ["3.md", "a", "a/1.md"]);
        assert_eq!(fs::read_to_string(dir.path().join("a/1.md")).unwrap(), "mine");
    }

    #[test]
    fn a_failure_in_between_takes_all_back() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("people"), "a file where a folder should be").unwrap();
        let error = add(dir.path(), &[file("new/1.md", "one"), file("people/ana.md", "")]).unwrap_err();
        let place = dir.path().join("people");
        let said = format!("`{}` is a file, where a folder is needed. Nothing was written.", place.display());
        assert_eq!(error.to_string(), said);
        assert_eq!(everything(dir.path()), ["people"]);
    }

    #[test]
    fn a_file_that_appears_meanwhile_is_not_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("1.md");
        fs::write(&target, "theirs").unwrap();
        let error = Added::default().add(&target, b"mine").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&target).unwrap(), "theirs");
        assert_eq!(everything(dir.path()), ["1.md"]);
    }

    #[test]
    fn no_path_leads_out_of_the_folder_or_is_there_twice() {
        let dir = tempfile::tempdir().unwrap();
        for path in ["../a.md", "/a.md", "a/../../b.md", "", "a\\b.md", "a\nb.md"] {
            let error = add(dir.path(), &[file("fine.md", ""), file(path, "")]).unwrap_err();
            assert!(matches!(error, AddError::Failed(_)), "{path}: {error}");
        }
        let error = add(dir.path(), &[file("a.md", ""), file("A.md", "")]).unwrap_err();
        assert_eq!(error.to_string(), "Two new files would both be `A.md`. Nothing was written.");
        assert!(everything(dir.path()).is_empty());
    }
}
