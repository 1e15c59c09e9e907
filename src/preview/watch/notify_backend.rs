//! The system's own events: `notify`, with the folders that are to be watched.
//!
//! Folders are watched one by one where the system does it so, because then new, linked and excluded folders are our
//! choice; elsewhere (macOS, Windows) one watch covers a whole tree, and others below it would be in the way. A single
//! file is never watched: most programs save by putting a new file in the place of the old one.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::PollingReason;
use super::roots::WatchedPaths;

const WATCHES_TREES: bool = cfg!(any(target_os = "macos", windows));

/// The watches that this program has of the system.
pub struct NotifyBackend {
    watcher: RecommendedWatcher,
    folders: BTreeSet<PathBuf>,
}

impl NotifyBackend {
    /// Sends every event to `send`, those of mere reading left out: a build that reads would set itself off.
    ///
    /// # Errors
    ///
    /// Where this system has no watches or no more of them.
    pub fn new(send: impl Fn(notify::Result<Event>) + Send + 'static) -> Result<NotifyBackend, PollingReason> {
        let handler = move |event: notify::Result<Event>| {
            if !matches!(&event, Ok(event) if matches!(event.kind, EventKind::Access(_)) && !event.need_rescan()) {
                send(event);
            }
        };
        let watcher = notify::recommended_watcher(handler).map_err(|error| reason(&error))?;
        Ok(NotifyBackend { watcher, folders: BTreeSet::new() })
    }

    /// Watches the folders of `paths` and no others. Returns whether a folder is new.
    ///
    /// # Errors
    ///
    /// Where the system cannot do it.
    pub fn watch(&mut self, paths: &WatchedPaths) -> Result<bool, PollingReason> {
        let wanted = wanted(paths);
        let mut is_new = false;
        let mut watches = self.watcher.paths_mut();
        let gone: Vec<PathBuf> = self.folders.difference(&wanted).cloned().collect();
        // First, because on Linux a renamed folder keeps its watch, and would lose it again under its new name.
        for folder in gone {
            let _ = watches.remove(&folder);
            self.folders.remove(&folder);
        }
        for folder in wanted {
            if self.folders.contains(&folder) {
                continue;
            }
            let mode = if WATCHES_TREES { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            match watches.add(&folder, mode) {
                Ok(()) => {
                    is_new = true;
                    self.folders.insert(folder);
                }
                // One folder that has just gone or is closed to us is no reason to give up on all others.
                Err(error) if concerns_all(&error) || paths.home.as_ref() == Some(&folder) && folder.is_dir() => {
                    return Err(reason(&error));
                }
                Err(_) => {}
            }
        }
        watches.commit().map_err(|error| reason(&error))?;
        Ok(is_new)
    }

    /// Stops watching `path` and all below, because it may be another folder now.
    pub fn forget(&mut self, path: &Path) {
        let gone: Vec<PathBuf> = self.folders.iter().filter(|folder| folder.starts_with(path)).cloned().collect();
        for folder in gone {
            let _ = self.watcher.unwatch(&folder);
            self.folders.remove(&folder);
        }
    }

    /// Drops all events without anybody knowing, as a network drive does.
    #[cfg(test)]
    pub fn drop_events(&mut self) {
        for folder in &self.folders {
            let _ = self.watcher.unwatch(folder);
        }
    }
}

/// Returns the folders to watch.
fn wanted(paths: &WatchedPaths) -> BTreeSet<PathBuf> {
    let mut wanted = paths.folders.clone();
    if WATCHES_TREES {
        wanted.retain(|folder| paths.folder_of(folder).is_none());
    } else {
        wanted.extend(paths.outside.iter().filter_map(|path| path.parent()).map(Path::to_owned));
    }
    wanted
}

/// Returns whether folders may have come, gone or moved, so that there may be others to watch.
pub fn is_about_folders(event: &Event, paths: &WatchedPaths) -> bool {
    if matches!(event.kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_) | ModifyKind::Any)) {
        return false;
    }
    event.paths.iter().any(|path| {
        let is_known = paths.folders.contains(path) || paths.links.contains(path) || paths.outside.contains(path);
        is_known || path.symlink_metadata().is_ok_and(|about| !about.is_file())
    })
}

/// The codes for too many open files in this program or in all (from `inotify_init`), and for no room for watches.
const TOO_MANY: [i32; 3] = [23, 24, 28];

/// Returns the reason to poll that `error` gives.
pub fn reason(error: &notify::Error) -> PollingReason {
    let is_full = |error: &io::Error| cfg!(unix) && error.raw_os_error().is_some_and(|code| TOO_MANY.contains(&code));
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => PollingReason::TooManyWatches,
        notify::ErrorKind::Io(error) if is_full(error) => PollingReason::TooManyWatches,
        _ => PollingReason::NotSupported,
    }
}

/// Returns whether the error concerns every folder.
pub fn concerns_all(error: &notify::Error) -> bool {
    let is_unsupported = |error: &io::Error| error.kind() == io::ErrorKind::Unsupported;
    reason(error) == PollingReason::TooManyWatches
        || matches!(&error.kind, notify::ErrorKind::Io(error) if is_unsupported(error))
}
