//! Publishes outputs: writes them into a stage beside the published folder, and moves them in when all is good.
//!
//! A page whose bytes are already there is compared and left alone, so the time it was changed stays. Whatever ends
//! a build early (an error, a panic, the user) leaves the published folder as it was, because everything lies in the stage
//! until [`Publication::finish`]. `finish` undoes what it did when it fails; who kills it in that moment has whole files, of
//! which some are of the last build, and the next build completes them.

mod journal;
mod manifest;
mod new_files;
mod output_folder;
mod private;
mod staging;

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use journal::Journal;
use staging::StagingFolder;

pub use manifest::PublicationKind;

pub use new_files::{AddError, NewFile, add};

/// A site that is being written. Nothing of the published folder changes before [`Publication::finish`].
pub struct Publication {
    output: PathBuf,
    kind: PublicationKind,
    stage: StagingFolder,
    /// The files that an earlier build made; `None` where there is nothing yet.
    before: Option<FxHashSet<String>>,
    /// The files that this build made, by path without letter case.
    taken: Mutex<FxHashMap<String, TakenFile>>,
}

struct TakenFile {
    path: String,
    fate: FileFate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileFate {
    New,
    Changed,
    Unchanged,
}

/// The number of files that were written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub removed: usize,
}

/// Begins to publish the handbook in the folder `handbook` into `output`, or to write its kit there.
///
/// # Errors
///
/// When `output` is the handbook's own folder or holds it, when it holds something that Handbound did not make, when
/// another build is writing into it, or when it cannot be written. A kit inside or
/// around a site would be published with it, and is refused as well.
pub fn begin(handbook: &Path, output: &Path, kind: PublicationKind) -> io::Result<Publication> {
    let output = output_folder::vetted(handbook, output, kind)?;
    let before = manifest::earlier(&output, kind)?;
    let stage = StagingFolder::beside(&output)?;
    if kind == PublicationKind::Kit {
        private::narrow(&stage.folder)?;
    }
    Ok(Publication { output, kind, stage, before, taken: Mutex::default() })
}

impl Publication {
    /// Takes one file of the site; may be called from several threads. `path` has `/` between its parts.
    ///
    /// # Errors
    ///
    /// When the stage cannot be written, when `path` leads out of the site, or when it was taken before (letter case
    /// aside, since many systems do not tell `A.html` from `a.html`).
    pub fn take(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        manifest::vetted(path)?;
        let fate = match &self.before {
            Some(before) if before.contains(path) => compare(&self.output.join(path), bytes)?,
            _ => FileFate::New,
        };
        if fate != FileFate::Unchanged {
            write(&self.stage.new_files().join(path), bytes)?;
        }
        let taken = TakenFile { path: path.to_owned(), fate };
        let mut all = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        match all.insert(path.to_lowercase(), taken) {
            None => Ok(()),
            Some(other) if other.path == path => Err(refusal(format!("Two files of the site would both be `{path}`."))),
            Some(other) => Err(refusal(format!(
                "Two files of the site, `{}` and `{path}`, differ only in capital letters, which many computers \
                 cannot tell apart. Rename one of the files that they are made from.",
                other.path
            ))),
        }
    }

    /// Moves the stage in and removes what an earlier build made and this one did not. Dropping a publication
    /// instead leaves the published folder as it was.
    ///
    /// # Errors
    ///
    /// When a file cannot be moved; then everything is as it was before.
    pub fn finish(self) -> io::Result<Tally> {
        let is_kit = self.kind == PublicationKind::Kit;
        let output = self.output.clone();
        if is_kit {
            private::narrow(&self.stage.folder)?;
        }
        let tally = self.moved_in()?;
        if is_kit {
            private::narrow(&output)?;
        }
        Ok(tally)
    }

    fn moved_in(self) -> io::Result<Tally> {
        let taken = self.taken.into_inner().unwrap_or_else(PoisonError::into_inner);
        let count = |fate| taken.values().filter(|taken| taken.fate == fate).count();
        let mut tally = Tally {
            new: count(FileFate::New),
            changed: count(FileFate::Changed),
            unchanged: count(FileFate::Unchanged),
            removed: 0,
        };
        let mut paths: Vec<&str> = taken.values().map(|taken| taken.path.as_str()).collect();
        paths.sort_unstable();

        let Some(before) = &self.before else {
            write(&self.stage.new_files().join(manifest::NAME), manifest::text(&paths, self.kind).as_bytes())?;
            self.stage.become_folder(&self.output)?;
            return Ok(tally);
        };
        let made: FxHashSet<&str> = paths.iter().copied().collect();
        let mut gone: Vec<&str> = before.iter().map(String::as_str).filter(|path| !made.contains(path)).collect();
        gone.sort_unstable();
        tally.removed = gone.len();
        let mut moved: Vec<&str> =
            taken.values().filter(|taken| taken.fate != FileFate::Unchanged).map(|taken| taken.path.as_str()).collect();
        moved.sort_unstable();
        if moved.is_empty() && gone.is_empty() {
            return Ok(tally);
        }

        let mut journal = Journal::new(&self.output, &self.stage);
        // Until all is done, everything that may lie there counts as made by Handbound: a build that is killed
        // now is mended by the next one.
        let both: Vec<&str> = {
            let mut both = [paths.as_slice(), gone.as_slice()].concat();
            both.sort_unstable();
            both
        };
        journal.write(manifest::NAME, manifest::text(&both, self.kind).as_bytes())?;
        // A page that gives way to a folder of its name, or to itself in other letters, has to go first; all
        // others go last, so that no link leads nowhere in between.
        let folders = taken.keys().flat_map(|path| path.match_indices('/').map(|(at, _)| &path[..at])).collect();
        let (first, last): (Vec<&str>, Vec<&str>) =
            gone.iter().partition(|path| stands_in_the_way(path, &taken, &folders));
        journal.remove_all(&first)?;
        for path in moved {
            journal.move_in(path)?;
        }
        journal.remove_all(&last)?;
        journal.write(manifest::NAME, manifest::text(&paths, self.kind).as_bytes())?;
        journal.done();
        Ok(tally)
    }
}

/// Returns whether the earlier file `path` must be gone before the files of this build can be moved in. `folders` are
/// those of this build, without letter case.
fn stands_in_the_way(path: &str, taken: &FxHashMap<String, TakenFile>, folders: &FxHashSet<&str>) -> bool {
    let path = path.to_lowercase();
    taken.contains_key(&path)
        || folders.contains(path.as_str())
        || path.match_indices('/').any(|(at, _)| taken.contains_key(&path[..at]))
}

/// Returns what to do with the file at `path` if it is to hold `bytes`. Its length tells most differences without
/// reading it.
fn compare(path: &Path, bytes: &[u8]) -> io::Result<FileFate> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(FileFate::New),
        Err(error) => return Err(failed("read", path, &error)),
    };
    let said = |error: io::Error| failed("read", path, &error);
    if file.metadata().map_err(said)?.len() != bytes.len() as u64 {
        return Ok(FileFate::Changed);
    }
    let mut buffer = [0; 16 * 1024];
    let mut rest = bytes;
    while !rest.is_empty() {
        let read = match file.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read.map_err(said)?,
        };
        match (buffer.get(..read), rest.split_at_checked(read)) {
            (Some(there), Some((here, after))) if read > 0 && there == here => rest = after,
            _ => return Ok(FileFate::Changed),
        }
    }
    Ok(FileFate::Unchanged)
}

/// Writes a new file, with the folders it needs.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let create = || File::create(path);
    create()
        .or_else(|error| {
            let Some(parent) = path.parent().filter(|_| error.kind() == io::ErrorKind::NotFound) else {
                return Err(error);
            };
            fs::create_dir_all(parent)?;
            create()
        })
        .and_then(|mut file| file.write_all(bytes))
        .map_err(|error| failed("written", path, &error))
}

/// Returns an error of the disk, with the file it happened to.
fn failed(what: &str, path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("`{}` cannot be {what}: {error}.", path.display()))
}

/// Returns an error for something that Handbound will not do.
fn refusal(message: String) -> io::Error {
    io::Error::other(message)
}

#[cfg(test)]
mod tests;
