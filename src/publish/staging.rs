//! The hidden folder beside the output where a site is gathered, and which always goes away again.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::{failed, refusal};

/// A stage. It is locked while its build lives, and what is left of a build that was killed is cleared by the next.
pub(super) struct StagingFolder {
    pub(super) folder: PathBuf,
    /// Held for its lock alone.
    lock: Option<File>,
}

impl StagingFolder {
    /// Makes an empty stage on the same file system as `output`, so that moving is renaming.
    pub(super) fn beside(output: &Path) -> io::Result<Self> {
        let parent = output.parent().unwrap_or(output);
        let name = output.file_name().unwrap_or_default().to_string_lossy();
        let folder = parent.join(format!(".{name}.handbound-stage"));
        let said = |error: io::Error| failed("written", &folder, &error);
        fs::create_dir_all(&folder).map_err(said)?;
        let lock = File::create(folder.join("lock")).map_err(said)?;
        if let Err(TryLockError::WouldBlock) = lock.try_lock() {
            return Err(refusal(format!("Another build is writing into `{}` just now.", output.display())));
        }
        // From here on, dropping it clears the folder.
        let stage = StagingFolder { folder, lock: Some(lock) };
        for left in [stage.new_files(), stage.set_aside()] {
            match fs::remove_dir_all(&left) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed("removed", &left, &error)),
                _ => fs::create_dir(&left).map_err(|error| failed("written", &left, &error))?,
            }
        }
        Ok(stage)
    }

    /// Returns the folder for the files that this build made.
    pub(super) fn new_files(&self) -> PathBuf {
        self.folder.join("new")
    }

    /// Returns the folder for the files that this build replaces or removes, until all is well.
    pub(super) fn set_aside(&self) -> PathBuf {
        self.folder.join("old")
    }

    /// Makes the new files the folder `output`, where there is none or an empty one.
    pub(super) fn become_folder(&self, output: &Path) -> io::Result<()> {
        // Systems that rename onto an empty folder do not need this; it fails where there is none.
        let _ = fs::remove_dir(output);
        fs::rename(self.new_files(), output).map_err(|error| failed("written", output, &error))
    }
}

impl Drop for StagingFolder {
    fn drop(&mut self) {
        // An open file keeps its folder alive on some systems.
        self.lock = None;
        let _ = fs::remove_dir_all(&self.folder);
    }
}
