//! Measurements of the folder's pictures, for pages that show them: taken in a build as each is copied, in the preview
//! when a page first asks.

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Instant;

use rustc_hash::FxHashMap;
use twox_hash::XxHash3_128;

use super::file_cache::TICK;
use crate::pictures;
use crate::read::{self, Folder, Stamp};
use crate::render::PictureInfo;
use crate::source::FilePath;

/// Earlier measurements, as long as the file's stamp can be believed. Shared by all snapshots of a folder.
#[derive(Default)]
pub(super) struct PictureCache(Mutex<FxHashMap<FilePath, PictureStamp>>);

#[derive(Clone, Copy)]
struct PictureStamp {
    stamp: Stamp,
    /// When this stamp was first met, and whether the file was read when it was old enough.
    since: Instant,
    settled: bool,
    known: Option<PictureInfo>,
}

/// The pictures of one snapshot. What it has reported of one, it reports again.
pub(super) struct SnapshotPictures {
    folder: Arc<Folder>,
    measured: Arc<PictureCache>,
    said: RwLock<FxHashMap<FilePath, Option<PictureInfo>>>,
}

impl SnapshotPictures {
    pub fn new(folder: &Arc<Folder>, measured: &Arc<PictureCache>) -> Self {
        SnapshotPictures { folder: Arc::clone(folder), measured: Arc::clone(measured), said: RwLock::default() }
    }

    /// Measures a picture whose bytes the caller has, and keeps the result.
    pub fn put(&self, file: &FilePath, bytes: &[u8]) -> Option<PictureInfo> {
        let known = known(bytes);
        self.said.write().unwrap_or_else(PoisonError::into_inner).insert(file.clone(), known);
        known
    }

    /// Returns what is known of the file at `path`, which is read where nobody has asked before.
    pub fn look(&self, path: &str) -> Option<PictureInfo> {
        let said = self.said.read().unwrap_or_else(PoisonError::into_inner).get(path).copied();
        if let Some(known) = said {
            return known;
        }
        let file = self.folder.files.binary_search_by(|file| (**file).cmp(path)).ok();
        let file = self.folder.files.get(file?)?;
        let known = self.measured.look(&self.folder, file);
        *self.said.write().unwrap_or_else(PoisonError::into_inner).entry(file.clone()).or_insert(known)
    }
}

impl PictureCache {
    fn look(&self, folder: &Folder, file: &FilePath) -> Option<PictureInfo> {
        let now = Instant::now();
        let before = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(file).copied();
        let stamp = read::stamp(folder, file).ok().flatten();
        if let Some(before) = before.filter(|before| before.settled && Some(before.stamp) == stamp) {
            return before.known;
        }
        let (bytes, stamp) = read::bytes(folder, file).ok()?;
        let known = known(&bytes);
        let since = before.filter(|before| before.stamp == stamp).map_or(now, |before| before.since);
        let seen = PictureStamp { stamp, since, settled: now.duration_since(since) >= TICK, known };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(file.clone(), seen);
        known
    }
}

fn known(bytes: &[u8]) -> Option<PictureInfo> {
    Some(PictureInfo { size: pictures::size(bytes)?, print: print(&[bytes]) })
}

/// Returns a fingerprint of `parts`. It goes into names that are kept for a year, so how a picture is made is a part of
/// it.
pub(super) fn print(parts: &[&[u8]]) -> u64 {
    let all = parts.iter().fold(XxHash3_128::with_seed(pictures::WAY), |mut all, part| {
        all.write(part);
        all
    });
    #[expect(clippy::cast_possible_truncation, reason = "its lower half is as good as any")]
    let half = all.finish_128() as u64;
    half
}
