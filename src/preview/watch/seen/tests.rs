//! What is told apart from one look to the next.

use std::path::PathBuf;

use super::super::ground::Ground;
use super::*;

fn ground(folder: &tempfile::TempDir) -> Ground {
    Ground::new(folder.path(), &[]).unwrap()
}

fn look(before: Option<Seen>, ground: &Ground) -> (Seen, bool) {
    compare(before, &ground.walk(), Instant::now())
}

#[test]
fn nothing_differs_when_nothing_was_saved() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.md"), "a").unwrap();
    let ground = ground(&dir);
    let (seen, differs) = look(None, &ground);
    assert!(!differs, "there was nothing before to differ from");
    let (seen, differs) = look(Some(seen), &ground);
    assert!(!differs);
    fs::read(dir.path().join("a.md")).unwrap();
    assert!(!look(Some(seen), &ground).1, "reading changes nothing");
}

/// Where a disk's clock ticks some 250 times a second, most of these saves leave the times as they were.
#[test]
fn two_saves_of_one_length_in_one_tick_are_two_saves() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.md");
    fs::write(&file, "00").unwrap();
    let ground = ground(&dir);
    let (mut seen, _) = look(None, &ground);
    for round in 10..60 {
        fs::write(&file, round.to_string()).unwrap();
        let (now, differs) = look(Some(seen), &ground);
        assert!(differs, "round {round}");
        seen = now;
    }
}

/// As on a disk whose clock stands still.
#[test]
fn a_young_file_is_known_by_what_it_holds_and_an_old_one_by_its_stamp() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.md"), "new").unwrap();
    let found = ground(&dir).walk();
    let now = Instant::now();
    let (mut seen, _) = compare(None, &found, now);
    let text = |seen: &Seen| seen.files.values().next().unwrap().text;
    assert!(text(&seen).is_some(), "it was saved a moment ago");
    // It held something else when it was seen.
    seen.files.values_mut().for_each(|file| file.text = Some(1));
    let (seen, differs) = compare(Some(seen), &found, now + Duration::from_secs(1));
    assert!(differs);
    let (mut seen, differs) = compare(Some(seen), &found, now + Duration::from_secs(1));
    assert!(!differs);
    seen.files.values_mut().for_each(|file| file.text = Some(1));
    let (seen, differs) = compare(Some(seen), &found, now + Duration::from_secs(60));
    assert!(differs, "what it held while it was young is compared once more");
    let (seen, differs) = compare(Some(seen), &found, now + Duration::from_secs(61));
    assert!(!differs);
    assert_eq!(text(&seen), None, "an old file is not read");
}

#[test]
fn what_came_and_what_went_differs() {
    let dir = tempfile::tempdir().unwrap();
    let ground = ground(&dir);
    let (seen, _) = look(None, &ground);
    fs::write(dir.path().join("a.md"), "").unwrap();
    let (seen, differs) = look(Some(seen), &ground);
    assert!(differs);
    fs::remove_file(dir.path().join("a.md")).unwrap();
    let (seen, differs) = look(Some(seen), &ground);
    assert!(differs);
    fs::write(dir.path().join(".a.md.swp"), "").unwrap();
    assert!(!look(Some(seen), &ground).1, "nobody's entry");
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
    let ground = ground(&dir);
    let (seen, _) = look(None, &ground);
    fs::remove_file(path("current")).unwrap();
    symlink("b", path("current")).unwrap();
    assert!(look(Some(seen), &ground).1);
}

#[cfg(unix)]
#[test]
fn leave_to_read_a_file_differs() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.md");
    fs::write(&file, "").unwrap();
    let ground = ground(&dir);
    let (seen, _) = look(None, &ground);
    std::thread::sleep(Duration::from_millis(20));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    assert!(look(Some(seen), &ground).1);
}
