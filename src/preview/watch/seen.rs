//! What was seen at the last look, to tell at the next whether anything was saved in between.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;
use twox_hash::XxHash3_128;

use super::ground::Found;
use crate::read::Stamp;

/// How coarse the clock of a disk may be (FAT: 2 seconds). Who saves twice in one tick leaves the same times behind,
/// so for that long after a change a file is known by what it holds.
const GRAIN: Duration = Duration::from_secs(2);

/// What is larger was not typed twice in one tick.
const LARGEST: u64 = 16 * 1024 * 1024;

/// All files and links at one moment.
#[derive(Debug, Default)]
pub struct Seen {
    files: FxHashMap<PathBuf, File>,
}

#[derive(Debug)]
struct File {
    stamp: Stamp,
    /// When it was found to have changed; `None` where that is long ago.
    noticed: Option<Instant>,
    /// What it held, while it was young.
    text: Option<u128>,
}

/// What there is to see of `found`, and whether it differs from `before`.
pub fn compare(before: Option<Seen>, found: &Found, now: Instant) -> (Seen, bool) {
    let is_first = before.is_none();
    let mut before = before.unwrap_or_default();
    let mut seen = Seen { files: FxHashMap::default() };
    seen.files.reserve(before.files.len());
    let mut differs = false;
    for path in found.files.iter().chain(&found.links) {
        // It has just gone away: then it differs from what was there before, or was never seen.
        let Ok(about) = path.symlink_metadata() else { continue };
        let stamp = Stamp::of(&about);
        let old = before.files.remove(path);
        let same = old.as_ref().filter(|old| old.stamp == stamp);
        let mut noticed = match same {
            Some(old) => old.noticed,
            None if is_first => is_young(&about).then_some(now),
            None => Some(now),
        };
        noticed = noticed.filter(|noticed| now.duration_since(*noticed) < GRAIN);
        let known = same.and_then(|old| old.text);
        let text = (noticed.is_some() || known.is_some()).then(|| text(path, &about)).flatten();
        if same.is_none() || (known.is_some() && known != text) {
            differs = true;
        }
        let text = text.filter(|_| noticed.is_some());
        seen.files.insert(path.clone(), File { stamp, noticed, text });
    }
    differs |= !before.files.is_empty();
    (seen, differs && !is_first)
}

/// Whether it was saved a moment ago. A disk elsewhere may have another clock, so this is asked only of what was there
/// before anybody looked.
fn is_young(about: &Metadata) -> bool {
    let age = about.modified().map(|modified| modified.elapsed());
    age.is_ok_and(|age| age.unwrap_or_else(|future| future.duration()) < GRAIN)
}

/// A fingerprint of what a file holds.
fn text(path: &Path, about: &Metadata) -> Option<u128> {
    if !about.is_file() || about.len() > LARGEST {
        return None;
    }
    fs::read(path).ok().map(|bytes| XxHash3_128::oneshot(&bytes))
}

#[cfg(test)]
mod tests;
