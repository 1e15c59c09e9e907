//! What the system itself tells of saves: `notify`, told which folders to listen to.
//!
//! Folders are listened to one by one where the system does it so, because then new, linked and left out folders are
//! our choice; elsewhere (macOS, Windows) one ear hears a whole tree, and single ears below it would be in the way.
//! Never a single file: most programs save by putting a new file in the place of the old one.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Why;
use super::ground::Found;

const HEARS_TREES: bool = cfg!(any(target_os = "macos", windows));

/// The system's watches of this program.
pub struct Ears {
    system: RecommendedWatcher,
    folders: BTreeSet<PathBuf>,
}

impl Ears {
    /// Gives every event to `tell`, those of mere reading left out: a build that reads would set itself off.
    ///
    /// # Errors
    ///
    /// Where this system has no watches or no more of them.
    pub fn new(tell: impl Fn(notify::Result<Event>) + Send + 'static) -> Result<Ears, Why> {
        let handler = move |event: notify::Result<Event>| {
            if !matches!(&event, Ok(event) if matches!(event.kind, EventKind::Access(_)) && !event.need_rescan()) {
                tell(event);
            }
        };
        let system = notify::recommended_watcher(handler).map_err(|error| why(&error))?;
        Ok(Ears { system, folders: BTreeSet::new() })
    }

    /// Listens to the folders of `found` and to no others. Gives whether a folder is new.
    ///
    /// # Errors
    ///
    /// Where the system cannot do it.
    pub fn listen(&mut self, found: &Found) -> Result<bool, Why> {
        let wanted = wanted(found);
        let mut is_new = false;
        let mut paths = self.system.paths_mut();
        let gone: Vec<PathBuf> = self.folders.difference(&wanted).cloned().collect();
        // First, because on Linux a renamed folder keeps its watch, and would lose it again under its new name.
        for folder in gone {
            let _ = paths.remove(&folder);
            self.folders.remove(&folder);
        }
        for folder in wanted {
            if self.folders.contains(&folder) {
                continue;
            }
            let mode = if HEARS_TREES { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            match paths.add(&folder, mode) {
                Ok(()) => {
                    is_new = true;
                    self.folders.insert(folder);
                }
                // One folder that has just gone or is closed to us is no reason to give up on all others.
                Err(error) if is_about_all(&error) || found.home.as_ref() == Some(&folder) && folder.is_dir() => {
                    return Err(why(&error));
                }
                Err(_) => {}
            }
        }
        paths.commit().map_err(|error| why(&error))?;
        Ok(is_new)
    }

    /// Stops listening to `path` and all below, because it may be another folder now.
    pub fn forget(&mut self, path: &Path) {
        let gone: Vec<PathBuf> = self.folders.iter().filter(|folder| folder.starts_with(path)).cloned().collect();
        for folder in gone {
            let _ = self.system.unwatch(&folder);
            self.folders.remove(&folder);
        }
    }

    /// Makes the system deaf without anybody knowing, as a network drive is.
    #[cfg(test)]
    pub fn deafen(&mut self) {
        for folder in &self.folders {
            let _ = self.system.unwatch(folder);
        }
    }
}

/// The folders to listen to.
fn wanted(found: &Found) -> BTreeSet<PathBuf> {
    let mut wanted = found.folders.clone();
    if HEARS_TREES {
        wanted.retain(|folder| found.folder_of(folder).is_none());
    } else {
        wanted.extend(found.outside.iter().filter_map(|path| path.parent()).map(Path::to_owned));
    }
    wanted
}

/// Whether folders may have come, gone or moved, so that there may be others to listen to.
pub fn is_about_folders(event: &Event, found: &Found) -> bool {
    if matches!(event.kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_) | ModifyKind::Any)) {
        return false;
    }
    event.paths.iter().any(|path| {
        let is_known = found.folders.contains(path) || found.links.contains(path) || found.outside.contains(path);
        is_known || path.symlink_metadata().is_ok_and(|about| !about.is_file())
    })
}

/// Too many open files in this program or in all (`inotify_init` says so), and no space left for watches.
const TOO_MANY: [i32; 3] = [23, 24, 28];

pub fn why(error: &notify::Error) -> Why {
    let is_full = |error: &io::Error| cfg!(unix) && error.raw_os_error().is_some_and(|code| TOO_MANY.contains(&code));
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => Why::TooManyWatches,
        notify::ErrorKind::Io(error) if is_full(error) => Why::TooManyWatches,
        _ => Why::NotSupported,
    }
}

/// Whether no other folder will fare better.
pub fn is_about_all(error: &notify::Error) -> bool {
    let is_unsupported = |error: &io::Error| error.kind() == io::ErrorKind::Unsupported;
    why(error) == Why::TooManyWatches || matches!(&error.kind, notify::ErrorKind::Io(error) if is_unsupported(error))
}
