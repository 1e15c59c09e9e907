//! Watching real folders: that it begins, tries the system, falls back and ends.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::*;

/// As long as the slowest machine may take.
pub(super) const LONG: Duration = Duration::from_secs(120);

/// A pace for tests of what the system tells: however late it does, it is believed.
const SLOW: Timing = Timing { event_timeout: LONG, ..TIMING };

/// What a folder holds, nobody's entries left out, with who may read it.
pub(super) type State = BTreeMap<PathBuf, (Vec<u8>, u32)>;

pub(super) fn state(root: &Path) -> State {
    let entries = walkdir::WalkDir::new(root).min_depth(1).follow_links(true).into_iter();
    let entries = entries.filter_entry(|entry| !crate::read::is_ignored(entry.file_name()));
    let files = entries.flatten().filter(|entry| entry.file_type().is_file());
    // What has gone meanwhile is gone.
    let read = |path: PathBuf| Some((path.clone(), (fs::read(&path).ok()?, mode(&path)?)));
    files.filter_map(|entry| read(entry.into_path())).collect()
}

#[cfg(unix)]
fn mode(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    Some(path.metadata().ok()?.permissions().mode())
}

#[cfg(not(unix))]
fn mode(_: &Path) -> Option<u32> {
    Some(0)
}

/// A folder that holds what `files` say, each file its own path.
pub(super) fn folder(files: &[&str]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for file in files {
        let path = dir.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file).unwrap();
    }
    dir
}

/// A watcher whose thread is the test.
struct ByHand {
    watcher: Watcher,
    incoming: Receiver<Signal>,
    heard: Receiver<WatchEvent>,
}

fn by_hand(root: &Path, excluded: &[PathBuf], timing: Timing) -> ByHand {
    let (tell, heard) = mpsc::channel();
    let (signals, incoming) = mpsc::channel();
    let roots = WatchRoots::new(root, excluded).unwrap();
    let mut watcher = Watcher::new(start_scanner(roots, signals.clone()).unwrap(), tell, timing);
    watcher.begin(WatchMode::Native, signals).unwrap();
    let mut preview = ByHand { watcher, incoming, heard };
    preview.until_heard(WatchEvent::Changed);
    preview
}

/// One whose probe was heard.
fn trusting(root: &Path) -> ByHand {
    let mut preview = by_hand(root, &[], SLOW);
    preview.until(|watcher| watcher.expected.is_none());
    assert!(!preview.watcher.is_polling, "the system tells of saves where these tests run");
    preview
}

impl ByHand {
    fn until(&mut self, done: impl Fn(&Watcher) -> bool) {
        let end = Instant::now() + LONG;
        while !done(&self.watcher) {
            assert!(Instant::now() < end, "it never comes");
            self.watcher.step(&self.incoming).unwrap();
        }
    }

    fn until_heard(&mut self, expected: WatchEvent) {
        let end = Instant::now() + LONG;
        loop {
            match self.heard.try_recv() {
                Ok(heard) => return assert_eq!(heard, expected),
                Err(_) => self.watcher.step(&self.incoming).unwrap(),
            }
            assert!(Instant::now() < end, "nothing is heard");
        }
    }

    /// Everything heard so far.
    fn heard(&self) -> Vec<WatchEvent> {
        self.heard.try_iter().collect()
    }
}

#[test]
fn the_probe_is_heard_and_leaves_nothing_behind_and_is_no_change() {
    let dir = folder(&["a.md"]);
    let mut preview = by_hand(dir.path(), &[], SLOW);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    assert!(preview.watcher.expected.is_some());
    preview.until(|watcher| watcher.expected.is_none());
    assert!(!preview.watcher.is_polling);
    assert_eq!(preview.heard(), []);
}

#[test]
fn a_probe_that_was_left_behind_is_removed() {
    let dir = folder(&["a.md", PROBE]);
    trusting(dir.path());
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn a_system_that_does_not_tell_of_the_probe_is_helped_and_it_is_said_once() {
    let dir = folder(&["a.md"]);
    let mut preview = by_hand(dir.path(), &[], TIMING);
    let (signals, scans) = mpsc::channel();
    let all = std::mem::replace(&mut preview.incoming, scans);
    let is_scan = |sign: &Signal| matches!(sign, Signal::Scanned(_));
    thread::spawn(move || all.into_iter().filter(is_scan).all(|look| signals.send(look).is_ok()));
    preview.until_heard(WatchEvent::Polling(PollingReason::NoEvents));
    fs::write(dir.path().join("a.md"), "b").unwrap();
    preview.until_heard(WatchEvent::Changed);
}

#[test]
fn a_save_of_which_the_system_does_not_tell_is_found_and_from_then_on_all_are() {
    let dir = folder(&["a.md"]);
    let mut preview = trusting(dir.path());
    preview.watcher.timing = TIMING;
    preview.watcher.backend.as_mut().unwrap().drop_events();
    fs::write(dir.path().join("a.md"), "b").unwrap();
    preview.until_heard(WatchEvent::Changed);
    preview.until_heard(WatchEvent::Polling(PollingReason::MissedEvent));
    fs::write(dir.path().join("a.md"), "c").unwrap();
    preview.until_heard(WatchEvent::Changed);
}

#[test]
fn a_save_of_which_the_system_told_is_no_reason_for_mistrust() {
    let dir = folder(&["a.md"]);
    let mut preview = trusting(dir.path());
    fs::write(dir.path().join("a.md"), "b").unwrap();
    preview.until_heard(WatchEvent::Changed);
    let before = preview.watcher.last_scan;
    preview.watcher.scan_soon();
    preview.until(|watcher| watcher.last_scan > before);
    assert_eq!(preview.watcher.expected, None);
}

#[test]
fn when_the_system_takes_no_more_folders_it_is_said_and_all_are_looked_through() {
    let dir = folder(&["a.md"]);
    let mut preview = trusting(dir.path());
    for _ in 0..2 {
        let error = notify::Error::new(notify::ErrorKind::MaxFilesWatch);
        preview.watcher.take_events(vec![Err(error)]).unwrap();
    }
    assert_eq!(preview.heard(), [WatchEvent::Polling(PollingReason::TooManyWatches)]);
    assert!(preview.watcher.backend.is_none());
    fs::write(dir.path().join("a.md"), "b").unwrap();
    preview.until_heard(WatchEvent::Changed);
}

#[test]
fn errors_of_the_system_are_told_apart() {
    use std::io::Error;
    let of_io = |code| notify::Error::io(Error::from_raw_os_error(code));
    if cfg!(unix) {
        assert_eq!(notify_backend::reason(&of_io(24)), PollingReason::TooManyWatches);
        assert_eq!(notify_backend::reason(&of_io(28)), PollingReason::TooManyWatches);
    }
    let unsupported = notify::Error::io(Error::from(io::ErrorKind::Unsupported));
    assert_eq!(notify_backend::reason(&unsupported), PollingReason::NotSupported);
    assert!(notify_backend::concerns_all(&unsupported));
    assert!(!notify_backend::concerns_all(&notify::Error::path_not_found()));
}

#[test]
fn when_the_system_lost_count_everything_is_listened_to_anew() {
    let dir = folder(&["sessions/a.md"]);
    let mut preview = trusting(dir.path());
    preview.watcher.backend.as_mut().unwrap().drop_events();
    let lost = Event::new(notify::EventKind::Other).set_flag(notify::event::Flag::Rescan);
    preview.watcher.take_events(vec![Ok(lost)]).unwrap();
    assert_eq!(preview.heard(), [WatchEvent::Changed]);
    let before = preview.watcher.last_scan;
    preview.until(|watcher| watcher.last_scan > before);
    let before = preview.watcher.last_event;
    fs::write(dir.path().join("sessions/a.md"), "b").unwrap();
    preview.until(|watcher| watcher.last_event > before);
}

#[test]
fn a_folder_in_the_place_of_another_is_listened_to() {
    let dir = folder(&["sessions/a.md"]);
    let mut preview = trusting(dir.path());
    fs::remove_dir_all(dir.path().join("sessions")).unwrap();
    fs::create_dir(dir.path().join("sessions")).unwrap();
    fs::write(dir.path().join("sessions/a.md"), "b").unwrap();
    preview.until_heard(WatchEvent::Changed);
    preview.until(|watcher| watcher.next_scan.is_some_and(|at| at > Instant::now() + TIMING.safety_interval / 2));
    fs::write(dir.path().join("sessions/a.md"), "c").unwrap();
    let before = preview.watcher.last_event;
    preview.until(|watcher| watcher.last_event > before);
}

#[test]
fn reading_is_not_heard() {
    let dir = folder(&["a.md", "sessions/b.md"]);
    let mut preview = trusting(dir.path());
    for _ in 0..20 {
        state(dir.path());
    }
    // The system tells in order, so what it told of reading comes before this.
    fs::write(dir.path().join("sessions/mark.md"), "").unwrap();
    loop {
        let Ok(Signal::Event(Ok(event))) = preview.incoming.recv_timeout(LONG) else { panic!("the mark is told of") };
        if event.paths.iter().any(|path| path.ends_with("mark.md")) {
            break;
        }
        let said = format!("{event:?}");
        preview.watcher.take_events(vec![Ok(event)]).unwrap();
        assert_eq!(preview.heard(), [], "{said}");
    }
}

#[test]
fn what_others_write_to_and_what_is_nobodys_entry_is_not_heard() {
    let dir = folder(&["a.md", "public/index.html", ".git/index", "_notes/x.md"]);
    let mut preview = by_hand(dir.path(), &[dir.path().join("public"), dir.path().join("later")], SLOW);
    let home = dir.path().canonicalize().unwrap();
    let mut of = |name: &str| {
        let kind = notify::EventKind::Create(notify::event::CreateKind::Any);
        preview.watcher.take_events(vec![Ok(Event::new(kind).add_path(home.join(name)))]).unwrap();
        preview.heard().len()
    };
    for name in [
        "public/index.html",
        "public",
        "later",
        ".git/index",
        "_notes/x.md",
        "sessions/.a.md.swp",
        "a.md~",
        "4913",
        "#a.md#",
        ".#a.md",
        "a.md.tmp",
        "a.bck",
        "~$a.docx",
        ".DS_Store",
        "files/a.pdf.crdownload",
        "../elsewhere.md",
    ] {
        assert_eq!(of(name), 0, "{name}");
    }
    for name in ["a.md", "sessions/new.md", "theme/assets/own.css", "files/a.pdf"] {
        assert_eq!(of(name), 1, "{name}");
    }
}

#[test]
fn everything_that_is_read_is_watched() {
    let dir =
        folder(&["community.yml", "sessions/a.md", "files/b.pdf", "pages/deep/er/c.md", "old/.handbound", "old/d"]);
    let outside = folder(&["e.jpg", "f.md"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink(outside.path(), dir.path().join("pictures")).unwrap();
        symlink(outside.path().join("f.md"), dir.path().join("pages/f.md")).unwrap();
        symlink(dir.path(), dir.path().join("round")).unwrap();
    }
    let read = crate::read::list(dir.path(), None).unwrap();
    let found = WatchRoots::new(dir.path(), &[]).unwrap().walk();
    let read: Vec<PathBuf> = read.files.iter().map(|file| dir.path().join(&**file).canonicalize().unwrap()).collect();
    assert!(read.len() >= 4);
    for file in read {
        assert!(found.files.contains(&file), "{} is in {:#?}", file.display(), found.files);
    }
    assert!(!found.files.iter().any(|file| file.ends_with("old/d")));
}

#[test]
fn the_watching_ends_with_the_watch() {
    for mode in [WatchMode::Native, WatchMode::Poll] {
        let dir = folder(&["a.md"]);
        let (tell, heard) = mpsc::channel();
        let watch = watch(dir.path(), &[], mode, tell).unwrap();
        heard.recv_timeout(LONG).unwrap();
        drop(watch);
        while let Ok(_) | Err(RecvTimeoutError::Timeout) = heard.recv_timeout(LONG) {}
    }
}

#[test]
fn the_watching_ends_when_nobody_listens() {
    let dir = folder(&["a.md"]);
    let ByHand { mut watcher, incoming, heard } = trusting(dir.path());
    drop(heard);
    fs::write(dir.path().join("a.md"), "b").unwrap();
    while watcher.step(&incoming).is_ok() {}
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let dir = folder(&[]);
    let gone = watch(&dir.path().join("gone"), &[], WatchMode::Native, mpsc::channel().0);
    assert_eq!(gone.unwrap_err().kind(), io::ErrorKind::NotFound);
}
