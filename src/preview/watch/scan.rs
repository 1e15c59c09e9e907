//! The state of the files at the last scan, to find at the next whether anything was saved in between.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;
use twox_hash::XxHash3_128;

use super::roots::WatchedPaths;
use crate::read::Stamp;

/// The coarsest clock of a disk (FAT: 2 seconds). Two saves in one tick leave the same times behind, so for that long
/// after a change a file is compared by its content.
const CLOCK_RESOLUTION: Duration = Duration::from_secs(2);

/// The size of the largest file whose content is compared: a larger one is not saved twice in one tick.
const MAX_COMPARED: u64 = 16 * 1024 * 1024;

/// The state of all files and links at one moment.
#[derive(Debug, Default)]
pub struct ScanState {
    files: FxHashMap<PathBuf, FileState>,
}

#[derive(Debug)]
struct FileState {
    stamp: Stamp,
    /// The time when it was found to have changed; `None` where that is long ago.
    noticed: Option<Instant>,
    /// The hash of its content, while the change is recent.
    content: Option<u128>,
}

/// Returns the state of `paths`, and whether it differs from `before`.
pub fn compare(before: Option<ScanState>, paths: &WatchedPaths, now: Instant) -> (ScanState, bool) {
    let is_first = before.is_none();
    let mut before = before.unwrap_or_default();
    let mut state = ScanState { files: FxHashMap::default() };
    state.files.reserve(before.files.len());
    let mut differs = false;
    for path in paths.files.iter().chain(&paths.links) {
        // It has just been removed: then it differs from before, or was never seen.
        let Ok(about) = path.symlink_metadata() else { continue };
        let stamp = Stamp::of(&about);
        let old = before.files.remove(path);
        let same = old.as_ref().filter(|old| old.stamp == stamp);
        let mut noticed = match same {
            Some(old) => old.noticed,
            None if is_first => is_recent(&about).then_some(now),
            None => Some(now),
        };
        noticed = noticed.filter(|noticed| now.duration_since(*noticed) < CLOCK_RESOLUTION);
        let known = same.and_then(|old| old.content);
        let content = (noticed.is_some() || known.is_some()).then(|| content_hash(path, &about)).flatten();
        if same.is_none() || (known.is_some() && known != content) {
            differs = true;
        }
        let content = content.filter(|_| noticed.is_some());
        state.files.insert(path.clone(), FileState { stamp, noticed, content });
    }
    differs |= !before.files.is_empty();
    (state, differs && !is_first)
}

/// Returns whether a file was saved a moment ago. A disk elsewhere may have another clock, so this is asked only at the
/// first scan.
fn is_recent(about: &Metadata) -> bool {
    let age = about.modified().map(|modified| modified.elapsed());
    age.is_ok_and(|age| age.unwrap_or_else(|future| future.duration()) < CLOCK_RESOLUTION)
}

/// Returns a hash of a file's content.
fn content_hash(path: &Path, about: &Metadata) -> Option<u128> {
    if !about.is_file() || about.len() > MAX_COMPARED {
        return None;
    }
    fs::read(path).ok().map(|bytes| XxHash3_128::oneshot(&bytes))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::roots::WatchRoots;
    use super::*;

    fn roots(folder: &tempfile::TempDir) -> WatchRoots {
        WatchRoots::new(folder.path(), &[]).unwrap()
    }

    fn scan(before: Option<ScanState>, roots: &WatchRoots) -> (ScanState, bool) {
        compare(before, &roots.walk(), Instant::now())
    }

    #[test]
    fn nothing_differs_when_nothing_was_saved() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.md"), "a").unwrap();
        let roots = roots(&dir);
        let (seen, differs) = scan(None, &roots);
        assert!(!differs, "there was nothing before to differ from");
        let (seen, differs) = scan(Some(seen), &roots);
        assert!(!differs);
        fs::read(dir.path().join("a.md")).unwrap();
        assert!(!scan(Some(seen), &roots).1, "reading changes nothing");
    }

    /// Where a disk's clock ticks some 250 times a second, most of these saves leave the times as they were.
    #[test]
    fn two_saves_of_one_length_in_one_tick_are_two_saves() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.md");
        fs::write(&file, "00").unwrap();
        let roots = roots(&dir);
        let (mut seen, _) = scan(None, &roots);
        for round in 10..60 {
            fs::write(&file, round.to_string()).unwrap();
            let (now, differs) = scan(Some(seen), &roots);
            assert!(differs, "round {round}");
            seen = now;
        }
    }

    /// As on a disk whose clock stands still.
    #[test]
    fn a_recent_file_is_compared_by_its_content_and_an_old_one_by_its_stamp() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.md"), "new").unwrap();
        let found = roots(&dir).walk();
        let now = Instant::now();
        let (mut seen, _) = compare(None, &found, now);
        let content = |seen: &ScanState| seen.files.values().next().unwrap().content;
        assert!(content(&seen).is_some(), "it was saved a moment ago");
        // It held something else when it was seen.
        seen.files.values_mut().for_each(|file| file.content = Some(1));
        let (seen, differs) = compare(Some(seen), &found, now + Duration::from_secs(1));
        assert!(differs);
        let (mut seen, differs) = compare(Some(seen), &found, now + Duration::from_secs(1));
        assert!(!differs);
        seen.files.values_mut().for_each(|file| file.content = Some(1));
        let (seen, differs) = compare(Some(seen), &found, now + Duration::from_secs(60));
        assert!(differs, "what it held while it was young is compared once more");
        let (seen, differs) = compare(Some(seen), &found, now + Duration::from_secs(61));
        assert!(!differs);
        assert_eq!(content(&seen), None, "an old file is not read");
    }

    #[test]
    fn what_came_and_what_went_differs() {
        let dir = tempfile::tempdir().unwrap();
        let roots = roots(&dir);
        let (seen, _) = scan(None, &roots);
        fs::write(dir.path().join("a.md"), "").unwrap();
        let (seen, differs) = scan(Some(seen), &roots);
        assert!(differs);
        fs::remove_file(dir.path().join("a.md")).unwrap();
        let (seen, differs) = scan(Some(seen), &roots);
        assert!(differs);
        fs::write(dir.path().join(".a.md.swp"), "").unwrap();
        assert!(!scan(Some(seen), &roots).1, "nobody's entry");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_elsewhere_differs_even_where_all_it_leads_to_is_known() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| -> PathBuf { dir.path().join(name) };
        fs::create_dir(path("a")).unwrap();
        fs::create_dir(path("b")).unwrap();
        symlink("a", path("current")).unwrap();
        let roots = roots(&dir);
        let (seen, _) = scan(None, &roots);
        fs::remove_file(path("current")).unwrap();
        symlink("b", path("current")).unwrap();
        assert!(scan(Some(seen), &roots).1);
    }

    #[cfg(unix)]
    #[test]
    fn leave_to_read_a_file_differs() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.md");
        fs::write(&file, "").unwrap();
        let roots = roots(&dir);
        let (seen, _) = scan(None, &roots);
        std::thread::sleep(Duration::from_millis(20));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        assert!(scan(Some(seen), &roots).1);
    }
}
