//! Changing a published folder file by file, with every step remembered until it may stay.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::staging::StagingFolder;
use super::{failed, write};

/// The steps so far. Dropping it before [`Journal::done`] undoes them, last one first.
pub(super) struct Journal<'a> {
    output: &'a Path,
    stage: &'a StagingFolder,
    steps: Vec<Step>,
}

enum Step {
    MadeFolder(PathBuf),
    /// The file at `target` now lies at `aside`; at `target` there may be another one.
    SetAside {
        target: PathBuf,
        aside: PathBuf,
    },
    /// There was no file at this place.
    Added(PathBuf),
    RemovedFolder(PathBuf),
}

impl<'a> Journal<'a> {
    pub(super) fn new(output: &'a Path, stage: &'a StagingFolder) -> Self {
        Journal { output, stage, steps: Vec::new() }
    }

    /// Writes a file through the stage.
    pub(super) fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        write(&self.stage.new_files().join(path), bytes)?;
        self.move_in(path)
    }

    /// Moves a file of the stage to its place.
    pub(super) fn move_in(&mut self, path: &str) -> io::Result<()> {
        let target = self.output.join(path);
        if !self.keep_aside(&target)? {
            self.make_folders(&target)?;
            self.steps.push(Step::Added(target.clone()));
        }
        fs::rename(self.stage.new_files().join(path), &target).map_err(|error| failed("written", &target, &error))
    }

    /// Removes files, and the folders that are empty then.
    pub(super) fn remove_all(&mut self, paths: &[&str]) -> io::Result<()> {
        for path in paths {
            let target = self.output.join(path);
            let aside = self.next_aside();
            match fs::rename(&target, &aside) {
                Ok(()) => self.steps.push(Step::SetAside { target, aside }),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(failed("removed", &target, &error)),
            }
        }
        // Deeper ones first.
        let mut folders: Vec<&str> =
            paths.iter().flat_map(|path| path.match_indices('/').map(|(at, _)| &path[..at])).collect();
        folders.sort_unstable();
        folders.dedup();
        for folder in folders.into_iter().rev() {
            let folder = self.output.join(folder);
            if fs::remove_dir(&folder).is_ok() {
                self.steps.push(Step::RemovedFolder(folder));
            }
        }
        Ok(())
    }

    /// Keeps the steps.
    pub(super) fn done(mut self) {
        self.steps.clear();
    }

    /// Keeps what lies at `target`, if anything does, so that it can come back. A second name for the file leaves no
    /// moment without a page; where the file system has no second names, it is moved.
    fn keep_aside(&mut self, target: &Path) -> io::Result<bool> {
        let aside = self.next_aside();
        let kept = fs::hard_link(target, &aside).or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => Err(error),
            _ => fs::rename(target, &aside),
        });
        match kept {
            Ok(()) => {
                self.steps.push(Step::SetAside { target: target.to_owned(), aside });
                Ok(true)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(failed("written", target, &error)),
        }
    }

    fn next_aside(&self) -> PathBuf {
        self.stage.set_aside().join(self.steps.len().to_string())
    }

    fn make_folders(&mut self, target: &Path) -> io::Result<()> {
        let missing: Vec<&Path> = target
            .ancestors()
            .skip(1)
            .take_while(|folder| folder.starts_with(self.output) && !folder.is_dir())
            .collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(|error| failed("written", folder, &error))?;
            self.steps.push(Step::MadeFolder(folder.to_owned()));
        }
        Ok(())
    }
}

impl Drop for Journal<'_> {
    fn drop(&mut self) {
        // A step that cannot be undone must not keep the others from it.
        for step in self.steps.drain(..).rev() {
            let _ = match step {
                Step::MadeFolder(folder) => fs::remove_dir(folder),
                Step::SetAside { target, aside } => fs::rename(aside, target),
                Step::Added(target) => fs::remove_file(target),
                Step::RemovedFolder(folder) => fs::create_dir(folder),
            };
        }
    }
}
