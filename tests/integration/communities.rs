//! Compares the report of `check` on each folder below `tests/communities/`, word for word: `NAME/` is a handbook,
//! `NAME.txt` beside it the report, and here and there `NAME.json` the same as JSON. `NAME/_published/` is the site as
//! published today.
//!
//! A folder that is named after a diagnostic's code holds that one mistake. After a change that was meant, run
//! `SNAPSHOTS=overwrite cargo test --test integration communities` and read the difference as a facilitator would.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support;
use snapbox::Data;

/// Folders without a mistake.
const SOUND: &[&str] = &["smallest", "everything"];

/// Folders that are named after what happened to their author, not after a code.
const SITUATIONS: &[&str] =
    &["many-mistakes", "empty-folder", "repeats-misspelt", "folder-misspelt", "word-pasted", "flawed", "flawed-bare"];

fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(support::repository("tests/communities"))
        .expect("tests/communities")
        .map(|entry| entry.expect("tests/communities can be read").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn name(folder: &Path) -> &str {
    folder.file_name().and_then(|name| name.to_str()).expect("the names are plain")
}

/// Runs `check` inside tests/communities, so that messages name the folder as `name` and not as a path of this machine.
fn check(folder: &Path, format: &str) -> support::Ran {
    let mut command = support::handbound();
    command.current_dir(folder.parent().expect("tests/communities"));
    let arguments = ["check", name(folder), "--today", support::TODAY, "--format", format];
    command.args(arguments);
    // The site as published today, where a mistake is one only beside it.
    if folder.join("_published").is_dir() {
        command.arg("--previous").arg(Path::new(name(folder)).join("_published"));
    }
    command.output().expect("the program runs").into()
}

/// Compares with a file of the folder, and returns the difference.
fn differs(actual: String, expected: &Path) -> Option<String> {
    let assert = snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    let name = expected.display().to_string();
    assert.try_eq(Some(&name), Data::text(actual), Data::read_from(expected, None).raw()).err().map(|e| e.to_string())
}

#[test]
fn each_folder_gets_its_words() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let ran = check(&folder, "text");
        let actual = format!("{}{}exit code {}\n", ran.stdout, ran.stderr, ran.code.unwrap_or(-1));
        wrong.extend(differs(actual, &folder.with_extension("txt")));
        let json = folder.with_extension("json");
        if json.exists() {
            wrong.extend(differs(check(&folder, "json").stdout, &json));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_mistake_has_its_code() {
    for folder in folders() {
        let name = name(&folder);
        let said = check(&folder, "text").stdout;
        if SOUND.contains(&name) {
            assert!(!said.contains('['), "{name} is without a mistake:\n{said}");
        } else if !SITUATIONS.contains(&name) {
            assert!(said.contains(&format!("[{name}]")), "{name} should be found:\n{said}");
        }
    }
}

/// Returns the codes in `text`: the first word of every `error("...")`, `warning("...")`, `note("...")`,
/// `nudge("...")`.
fn codes(text: &str) -> Vec<String> {
    let makers = ["error(", "warning(", "note(", "nudge("];
    let found = makers.into_iter().flat_map(|maker| text.split(maker).skip(1));
    let quoted = found.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
    quoted.filter(|code| code.contains('-')).map(str::to_owned).collect()
}

/// The codes about answers of other sites, which no folder can show; `src/external_links/tests.rs` has a server for
/// them.
const ASKED_OUTSIDE: &[&str] = &["link-dead", "link-unsure", "links-unasked"];

#[test]
fn each_code_has_its_folder() {
    let src = support::tree(&support::repository("src"));
    let program = src.iter().filter(|(path, _)| !path.ends_with("tests.rs") && support::ending(path) == "rs");
    let mut missing: Vec<String> = program
        .flat_map(|(_, bytes)| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            codes(text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default())
        })
        .filter(|code| !ASKED_OUTSIDE.contains(&code.as_str()))
        .filter(|code| !support::repository("tests/communities").join(code).exists())
        .collect();
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "make a folder in tests/communities for {missing:?}");
}
