//! Tests of what is remembered between two looks, and when it may be believed.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::file_cache::{FileCache, ScanResult};
use super::{BuildSettings, FailOn, Workspace};
use crate::diagnostic::Diagnostic;
use crate::read::{self, Folder, Stamp};
use crate::redact::Drafts;
use crate::source::FilePath;

fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Folder) {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let listed = read::list(dir.path(), None).unwrap();
    (dir, listed)
}

fn settings() -> BuildSettings {
    BuildSettings { today: jiff::civil::date(2026, 11, 22), drafts: Drafts::Shown, bar: FailOn::Errors }
}

#[test]
fn a_file_is_read_again_until_its_stamp_is_older_than_the_coarsest_clock() {
    static READ: AtomicUsize = AtomicUsize::new(0);
    fn counted(folder: &Folder, file: &FilePath) -> Result<(Vec<u8>, Stamp), Box<Diagnostic>> {
        READ.fetch_add(1, Ordering::Relaxed);
        read::text_bytes(folder, file)
    }
    let (dir, folder) = folder(&[("a.md", "one")]);
    let (mut shelf, files): (FileCache<usize>, Vec<FilePath>) = (FileCache::default(), vec!["a.md".into()]);
    let made = AtomicUsize::new(0);
    let start = Instant::now();
    let mut look = |seconds: f32| -> (ScanResult, usize, usize) {
        let count = |_: &FilePath, _: Result<Vec<u8>, Box<Diagnostic>>, _: Option<&usize>| {
            made.fetch_add(1, Ordering::Relaxed) + 1
        };
        let looked = shelf.look(&folder, &files, counted, count, start + Duration::from_secs_f32(seconds));
        (looked, READ.load(Ordering::Relaxed), made.load(Ordering::Relaxed))
    };
    let (looked, read, made) = look(0.0);
    assert_eq!((looked.changed.len(), read, made), (1, 1, 1));
    // Read again, since another save may have hidden behind the same stamp; made again never, its bytes are the same.
    let (looked, read, made) = look(1.9);
    assert_eq!((looked.changed.len(), read, made), (0, 2, 1));
    assert_eq!(look(2.0).1, 3);
    assert_eq!(look(9.0).1, 3, "believed now");
    // Saved as it was: read, and nothing new.
    fs::write(dir.path().join("a.md"), "one").unwrap();
    let (looked, read, made) = look(10.0);
    assert_eq!((looked.changed.len(), read, made), (0, 4, 1));
    fs::write(dir.path().join("a.md"), "two").unwrap();
    let (looked, read, made) = look(10.1);
    assert_eq!((looked.changed.len(), read, made), (1, 5, 2));
    fs::remove_file(dir.path().join("a.md")).unwrap();
    let (looked, ..) = look(10.2);
    assert_eq!((looked.changed.len(), looked.vanished.len()), (1, 1));
    assert_eq!(look(10.3).0.vanished.len(), 1, "still named, still gone");
}

#[test]
fn a_look_says_which_files_changed() {
    let (dir, _) =
        folder(&[("community.yml", "name: A\ntimezone: UTC\n"), ("files/a.txt", "x"), ("pages/b.md", "# B\n")]);
    let mut memory = Workspace::default();
    let mut changed =
        || -> Vec<String> { memory.look(dir.path(), None).unwrap().changed.iter().map(ToString::to_string).collect() };
    assert_eq!(changed(), ["community.yml", "files/a.txt", "pages/b.md"]);
    assert_eq!(changed(), [""; 0]);
    fs::rename(dir.path().join("pages"), dir.path().join("guidance")).unwrap();
    fs::write(dir.path().join("files/a.txt"), "y").unwrap();
    assert_eq!(changed(), ["files/a.txt", "guidance/b.md", "pages/b.md"]);
    fs::remove_dir_all(dir.path().join("files")).unwrap();
    assert_eq!(changed(), ["files/a.txt"]);
}

#[test]
fn over_a_slip_the_last_good_state_is_shown_and_other_files_go_on() {
    let good = "---\ntitle: Tides\ndate: 2026-12-03\ntime: 19:00 to 20:00\nwhere: online\n---\n";
    let (dir, _) = folder(&[("community.yml", "name: A\ntimezone: UTC\n"), ("sessions/01.md", good)]);
    let mut memory = Workspace::default();
    let mut page = |path: &str| {
        let prepared = memory.look(dir.path(), None).unwrap();
        let page = prepared.snapshot(settings()).and_then(|edition| edition.output(path))?.unwrap();
        Some((String::from_utf8(page).unwrap(), prepared.diagnostics.len()))
    };
    assert!(page("sessions/01.html").unwrap().0.contains("Tides"));
    fs::write(dir.path().join("sessions/01.md"), good.replace("Tides", "Pools").replace("12-03", "12-32")).unwrap();
    fs::write(dir.path().join("community.yml"), "name: Rockpool\ntimezone: UTC\n").unwrap();
    let (text, said) = page("sessions/01.html").unwrap();
    assert!(text.contains("Tides") && text.contains("Rockpool") && !text.contains("Pools"));
    assert_eq!(said, 1);
    fs::write(dir.path().join("community.yml"), "name: [\n").unwrap();
    assert!(page("sessions/01.html").unwrap().0.contains("Rockpool"));
    fs::write(dir.path().join("sessions/01.md"), good.replace("Tides", "Pools")).unwrap();
    assert!(page("sessions/01.html").unwrap().0.contains("Pools"));
    fs::remove_file(dir.path().join("sessions/01.md")).unwrap();
    assert!(page("sessions/01.html").is_none());
    fs::remove_file(dir.path().join("community.yml")).unwrap();
    assert!(page("index.html").is_none(), "nothing to show until it is back");
}
