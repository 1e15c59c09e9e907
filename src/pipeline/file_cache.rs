//! A cache of what was made of files, so that none is read or worked on twice for the same bytes.

use std::time::{Duration, Instant};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use twox_hash::XxHash3_128;

use crate::diagnostic::Diagnostic;
use crate::read::{self, Folder, Stamp};
use crate::source::FilePath;

/// The coarsest clock of any file system (FAT's) ticks every two seconds. A stamp that is younger proves nothing: a
/// second save of the same length may have left it as it was. It is counted from when the stamp was first seen, by
/// our own clock, since a network drive's may go wrong.
pub(super) const TICK: Duration = Duration::from_secs(2);

/// A function that reads a file: its bytes, and its stamp from before.
type ReadFile = fn(&Folder, &FilePath) -> Result<(Vec<u8>, Stamp), Box<Diagnostic>>;

/// The value made of each file.
pub(super) struct FileCache<T> {
    kept: FxHashMap<FilePath, CacheEntry<T>>,
}

struct CacheEntry<T> {
    /// `None` where the file could not be read, so that it is tried again.
    seen: Option<FileStamp>,
    value: T,
}

#[derive(Clone, Copy)]
struct FileStamp {
    stamp: Stamp,
    /// When this stamp was first met.
    since: Instant,
    /// Whether the bytes were read when the stamp was old enough to be believed.
    settled: bool,
    fingerprint: u128,
}

/// The outcome of a look at files.
#[derive(Default)]
pub(super) struct ScanResult {
    /// Those that are new, have other bytes or are gone. Sorted.
    pub changed: Vec<FilePath>,
    /// Those that went away while they were looked at.
    pub vanished: Vec<FilePath>,
}

/// A change of one file.
enum FileChange<T> {
    /// Its bytes are as they were, only its stamp is newer or can be believed now.
    Stamp(FileStamp),
    Content(CacheEntry<T>),
    /// It cannot be read, as it could not before.
    StillUnread(T),
    Vanished,
}

impl<T> Default for FileCache<T> {
    fn default() -> Self {
        FileCache { kept: FxHashMap::default() }
    }
}

impl<T: Send + Sync> FileCache<T> {
    /// Returns the value made of `file`.
    pub fn get(&self, file: &FilePath) -> Option<&T> {
        self.kept.get(file).map(|kept| &kept.value)
    }

    /// Makes the next look read those files again that `is_meant`, as if their bytes were new.
    pub fn doubt(&mut self, is_meant: impl Fn(&FilePath) -> bool) {
        self.kept.iter_mut().filter(|(file, _)| is_meant(file)).for_each(|(_, kept)| kept.seen = None);
    }

    /// Brings the cache up to date with `files` at `now`: reads those that may have changed, and calls `make` for those
    /// that did, with the value from before. Forgets other files.
    pub fn look<Make>(
        &mut self,
        folder: &Folder,
        files: &[FilePath],
        read: ReadFile,
        make: Make,
        now: Instant,
    ) -> ScanResult
    where
        Make: Fn(&FilePath, Result<Vec<u8>, Box<Diagnostic>>, Option<&T>) -> T + Sync,
    {
        let news = files.par_iter().filter_map(|file| {
            let known = self.kept.get(file);
            Some((file, news(folder, file, known, read, &make, now)?))
        });
        let news: Vec<(&FilePath, FileChange<T>)> = news.collect();
        let mut looked = ScanResult::default();
        for (file, news) in news {
            match (news, self.kept.get_mut(file)) {
                (FileChange::Stamp(seen), Some(kept)) => kept.seen = Some(seen),
                (FileChange::StillUnread(value), Some(kept)) => kept.value = value,
                (FileChange::Stamp(_) | FileChange::StillUnread(_), None) => {}
                (FileChange::Content(kept), _) => {
                    looked.changed.push(file.clone());
                    self.kept.insert(file.clone(), kept);
                }
                (FileChange::Vanished, _) => looked.vanished.push(file.clone()),
            }
        }
        if self.kept.len() > files.len() || !looked.vanished.is_empty() {
            let mut there: FxHashSet<&FilePath> = files.iter().collect();
            looked.vanished.iter().for_each(|file| _ = there.remove(file));
            looked.changed.extend(self.kept.extract_if(|file, _| !there.contains(file)).map(|(file, _)| file));
            looked.changed.sort_unstable();
        }
        looked
    }
}

fn news<T, Make>(
    folder: &Folder,
    file: &FilePath,
    known: Option<&CacheEntry<T>>,
    read: ReadFile,
    make: &Make,
    now: Instant,
) -> Option<FileChange<T>>
where
    Make: Fn(&FilePath, Result<Vec<u8>, Box<Diagnostic>>, Option<&T>) -> T,
{
    let before = known.and_then(|kept| kept.seen);
    if let Some(before) = before {
        match read::stamp(folder, file) {
            Ok(Some(stamp)) if stamp == before.stamp && before.settled => return None,
            Ok(Some(_)) | Err(_) => {}
            Ok(None) => return Some(FileChange::Vanished),
        }
    }
    let (bytes, stamp) = match read(folder, file) {
        Ok(read) => read,
        Err(_) if matches!(read::stamp(folder, file), Ok(None)) => return Some(FileChange::Vanished),
        Err(problem) => {
            let value = make(file, Err(problem), known.map(|kept| &kept.value));
            let still = known.is_some() && before.is_none();
            return Some(if still {
                FileChange::StillUnread(value)
            } else {
                FileChange::Content(CacheEntry { seen: None, value })
            });
        }
    };
    let fingerprint = XxHash3_128::oneshot(&bytes);
    let since = before.filter(|before| before.stamp == stamp).map_or(now, |before| before.since);
    let seen = FileStamp { stamp, since, settled: now.duration_since(since) >= TICK, fingerprint };
    if before.is_some_and(|before| before.fingerprint == fingerprint) {
        return Some(FileChange::Stamp(seen));
    }
    let value = make(file, Ok(bytes), known.map(|kept| &kept.value));
    Some(FileChange::Content(CacheEntry { seen: Some(seen), value }))
}
