//! Holds that the big handbook of the bench is sound: the same on every run, and without any diagnostic.

use std::path::Path;

use crate::generate;
use crate::support;
use crate::support::{Folder, TODAY, handbound, tree};

/// The sessions of three seasons, the last one cut short.
const SESSIONS: usize = 60;

#[test]
fn it_is_the_same_every_time() {
    let folder = Folder::new(&[]);
    let (a, b) = (folder.beside("a"), folder.beside("b"));
    generate::write(&a, SESSIONS).expect("the folder is ours");
    generate::write(&b, SESSIONS).expect("the folder is ours");
    assert!(tree(&a) == tree(&b));
}

#[test]
fn its_sessions_are_as_long_as_real_ones() {
    let folder = Folder::new(&[]);
    generate::write(&folder.root(), SESSIONS).expect("the folder is ours");
    let sessions = tree(&folder.root().join("sessions"));
    let words: usize = sessions
        .iter()
        .filter(|(path, _)| !path.ends_with("series.md"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).split_whitespace().count())
        .sum();
    let average = words / SESSIONS;
    assert!((600..800).contains(&average), "{average} words a session");
}

#[test]
fn there_is_nothing_to_say_about_it() {
    let folder = Folder::new(&[]);
    generate::write(&folder.root(), SESSIONS).expect("the folder is ours");
    let mut command = handbound();
    command
        .args([Path::new("check"), &folder.root(), Path::new("--strict")])
        .args(["--today", TODAY, "--format", "json"]);
    let ran = support::Ran::from(command.output().expect("the program runs"));
    let said: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(said["diagnostics"], serde_json::json!([]));
    ran.well();
}
