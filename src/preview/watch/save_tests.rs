//! Every way of saving is heard, whether the system tells of it or the folder is looked through.
//!
//! Each save is a series of steps with a breath in between, long enough for a hint to be heard and answered: so it is
//! the last step that has to be heard, and not any.

use std::fs;
use std::sync::mpsc::Receiver;

use super::tests::{LONG, State, folder, state};
use super::*;

/// A preview of `root` that shows what it read after the last hint.
struct Preview {
    root: PathBuf,
    shown: Receiver<State>,
    _watch: WatchHandle,
}

fn preview(root: &Path, mode: WatchMode) -> Preview {
    let (tell, heard) = mpsc::channel();
    let (show, shown) = mpsc::channel();
    // What the system does not tell must not be found by another way here.
    let watch = start(root, &[], mode, tell, Timing { safety_interval: LONG * 10, event_timeout: LONG }).unwrap();
    let folder = root.to_owned();
    let first = loop {
        match heard.recv_timeout(LONG).expect("watching begins") {
            WatchEvent::Changed => break state(&folder),
            WatchEvent::Polling(why) => assert_eq!((mode, why), (WatchMode::Poll, PollingReason::Requested)),
        }
    };
    show.send(first).unwrap();
    std::thread::spawn(move || {
        for heard in heard {
            assert_eq!(heard, WatchEvent::Changed);
            if show.send(state(&folder)).is_err() {
                break;
            }
        }
    });
    Preview { root: root.to_owned(), shown, _watch: watch }
}

impl Preview {
    /// Waits until what is shown is what was saved.
    fn shows_what_is_saved(&self) {
        let saved = state(&self.root);
        let end = Instant::now() + LONG;
        let mut last = State::new();
        while let Ok(shown) = self.shown.recv_timeout(end.saturating_duration_since(Instant::now())) {
            if shown == saved {
                return;
            }
            last = shown;
        }
        assert_eq!(last, saved, "the last step was not heard");
    }
}

fn breath() {
    std::thread::sleep(Duration::from_millis(40));
}

/// Saves in a handbook of a few files and waits until that is shown.
fn is_heard(mode: WatchMode, save: impl Fn(&Path)) {
    let files = ["handbook/community.yml", "handbook/sessions/a.md", "handbook/pages/deep/c.md"];
    let dir = folder(&files);
    let root = &dir.path().join("handbook");
    let before = state(root);
    let preview = preview(root, mode);
    preview.shows_what_is_saved();
    save(root);
    assert_ne!(state(root), before, "the save changes something");
    preview.shows_what_is_saved();
}

macro_rules! saves {
    ($($name:ident)*) => {
        mod native {
            $(#[test] fn $name() { super::is_heard(super::WatchMode::Native, super::$name); })*
        }
        mod polling {
            $(#[test] fn $name() { super::is_heard(super::WatchMode::Poll, super::$name); })*
        }
    };
}

saves! {
    truncated_and_written
    renamed_over
    kept_as_a_backup_and_written_anew
    tried_with_4913_as_vim_does
    deleted_and_created
    given_other_permissions
    written_with_the_same_length
    folder_renamed
    folder_deleted
    link_retargeted
    two_hundred_files_checked_out
    written_to_a_temporary_file_first
    appended_to_while_open
    moved_in_from_elsewhere
    saved_in_a_new_folder
    saved_in_a_renamed_folder
    saved_in_a_folder_deleted_and_made_again
    saved_in_a_linked_folder
    saved_where_a_linked_file_leads
    saved_where_a_broken_link_leads
    root_removed_and_made_again
}

fn truncated_and_written(root: &Path) {
    let file = fs::File::create(root.join("sessions/a.md")).unwrap();
    breath();
    io::Write::write_all(&mut &file, b"new").unwrap();
}

fn renamed_over(root: &Path) {
    fs::write(root.join("sessions/a.md.new"), "new").unwrap();
    breath();
    fs::rename(root.join("sessions/a.md.new"), root.join("sessions/a.md")).unwrap();
}

fn kept_as_a_backup_and_written_anew(root: &Path) {
    fs::rename(root.join("sessions/a.md"), root.join("sessions/a.md~")).unwrap();
    breath();
    fs::write(root.join("sessions/a.md"), "new").unwrap();
}

fn tried_with_4913_as_vim_does(root: &Path) {
    let at = |name: &str| root.join("sessions").join(name);
    fs::write(at("4913"), "").unwrap();
    fs::remove_file(at("4913")).unwrap();
    fs::rename(at("a.md"), at("a.md~")).unwrap();
    breath();
    fs::write(at("a.md"), "new").unwrap();
    fs::remove_file(at("a.md~")).unwrap();
}

fn deleted_and_created(root: &Path) {
    fs::remove_file(root.join("sessions/a.md")).unwrap();
    breath();
    fs::write(root.join("sessions/a.md"), "new").unwrap();
}

fn given_other_permissions(root: &Path) {
    let file = root.join("sessions/a.md");
    #[cfg(unix)]
    fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    #[cfg(not(unix))]
    fs::write(&file, "new").unwrap();
}

fn written_with_the_same_length(root: &Path) {
    let file = root.join("sessions/a.md");
    let other = "x".repeat(fs::read(&file).unwrap().len());
    fs::write(&file, other).unwrap();
}

fn folder_renamed(root: &Path) {
    fs::rename(root.join("pages"), root.join("readings")).unwrap();
}

fn folder_deleted(root: &Path) {
    fs::remove_dir_all(root.join("pages")).unwrap();
}

#[cfg(unix)]
fn link(to: impl AsRef<Path>, at: &Path) {
    std::os::unix::fs::symlink(to, at).unwrap();
}

#[cfg(windows)]
fn link(to: impl AsRef<Path>, at: &Path) {
    let to = to.as_ref();
    if to.is_dir() { std::os::windows::fs::symlink_dir(to, at) } else { std::os::windows::fs::symlink_file(to, at) }
        .unwrap();
}

fn link_retargeted(root: &Path) {
    let target = |name: &str| root.join(name).canonicalize().unwrap();
    link(target("sessions"), &root.join("current"));
    breath();
    link(target("pages"), &root.join("next"));
    breath();
    fs::rename(root.join("next"), root.join("current")).unwrap();
}

fn two_hundred_files_checked_out(root: &Path) {
    for number in 0..200 {
        let folder = root.join(format!("sessions/{}", number / 50));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{number}.md")), "new").unwrap();
    }
    fs::remove_file(root.join("sessions/a.md")).unwrap();
}

fn written_to_a_temporary_file_first(root: &Path) {
    fs::write(root.join("sessions/.a.md.tmp"), "new").unwrap();
    breath();
    fs::rename(root.join("sessions/.a.md.tmp"), root.join("sessions/a.md")).unwrap();
}

fn appended_to_while_open(root: &Path) {
    let mut file = fs::OpenOptions::new().append(true).open(root.join("sessions/a.md")).unwrap();
    for _ in 0..3 {
        io::Write::write_all(&mut file, b"more").unwrap();
        breath();
    }
}

fn moved_in_from_elsewhere(root: &Path) {
    let elsewhere = beside(root, "readings");
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join("d.md"), "new").unwrap();
    fs::rename(elsewhere, root.join("readings")).unwrap();
    breath();
    fs::write(root.join("readings/d.md"), "newer").unwrap();
}

fn saved_in_a_new_folder(root: &Path) {
    fs::create_dir_all(root.join("readings/by/topic")).unwrap();
    fs::write(root.join("readings/by/topic/d.md"), "new").unwrap();
    breath();
    fs::write(root.join("readings/by/topic/d.md"), "newer").unwrap();
}

fn saved_in_a_renamed_folder(root: &Path) {
    fs::rename(root.join("pages"), root.join("readings")).unwrap();
    breath();
    fs::rename(root.join("readings"), root.join("venues")).unwrap();
    breath();
    fs::write(root.join("venues/deep/c.md"), "new").unwrap();
}

fn saved_in_a_folder_deleted_and_made_again(root: &Path) {
    fs::remove_dir_all(root.join("pages")).unwrap();
    fs::create_dir_all(root.join("pages/deep")).unwrap();
    breath();
    fs::write(root.join("pages/deep/c.md"), "new").unwrap();
}

/// A place beside the handbook, by its real path.
fn beside(root: &Path, name: &str) -> PathBuf {
    root.parent().unwrap().canonicalize().unwrap().join(name)
}

fn saved_in_a_linked_folder(root: &Path) {
    let outside = beside(root, "pictures");
    fs::create_dir(&outside).unwrap();
    link(&outside, &root.join("pictures"));
    breath();
    fs::write(outside.join("wren.jpg"), "new").unwrap();
}

fn saved_where_a_linked_file_leads(root: &Path) {
    let outside = beside(root, "d.md");
    fs::write(&outside, "old").unwrap();
    link(&outside, &root.join("pages/d.md"));
    breath();
    fs::write(&outside, "new").unwrap();
}

fn saved_where_a_broken_link_leads(root: &Path) {
    let outside = beside(root, "d.md");
    link(&outside, &root.join("pages/d.md"));
    breath();
    fs::write(&outside, "new").unwrap();
}

fn root_removed_and_made_again(root: &Path) {
    // A folder that gets a file meanwhile, such as the probe, is not removed.
    while fs::remove_dir_all(root).is_err() {}
    breath();
    fs::create_dir_all(root.join("sessions")).unwrap();
    breath();
    fs::write(root.join("sessions/a.md"), "new").unwrap();
}

#[test]
fn a_root_that_is_a_link_is_followed_and_followed_elsewhere() {
    for mode in [WatchMode::Native, WatchMode::Poll] {
        let (one, two) = (folder(&["a.md"]), folder(&["a.md", "b.md"]));
        let dir = folder(&[]);
        let root = dir.path().join("handbook");
        link(one.path(), &root);
        let preview = preview(&root, mode);
        fs::write(one.path().join("a.md"), "new").unwrap();
        preview.shows_what_is_saved();
        link(two.path(), &dir.path().join("next"));
        fs::rename(dir.path().join("next"), &root).unwrap();
        preview.shows_what_is_saved();
        breath();
        fs::write(two.path().join("b.md"), "newer").unwrap();
        preview.shows_what_is_saved();
    }
}
