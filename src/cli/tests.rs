//! Arguments that the command line accepts and refuses.

use super::*;

fn ended(arguments: &[&str]) -> ExitStatus {
    run(std::iter::once("handbound").chain(arguments.iter().copied()).map(OsString::from))
}

#[test]
fn the_arguments_are_sound() {
    <Arguments as clap::CommandFactory>::command().debug_assert();
}

#[test]
fn wrong_usage_ends_with_two() {
    for arguments in [
        &["build", "--no-such-option"][..],
        &["build", "--today", "22.11.2026"],
        &["build", "--today", "2026-02-30"],
        &["check", "--format", "xml"],
        &["check", "/no/such/folder"],
        &[],
    ] {
        assert_eq!(ended(arguments), ExitStatus::Failure, "{arguments:?}");
    }
    assert_eq!(ended(&["--version"]), ExitStatus::Success);
    assert_eq!(ended(&["build", "--help"]), ExitStatus::Success);
}

#[test]
fn a_folder_that_is_not_there_may_have_been_another() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("tidepool-circle")).unwrap();
    std::fs::write(dir.path().join("file"), "").unwrap();
    let said = |name: &str| no_folder(&dir.path().join(name)).replace(&*dir.path().to_string_lossy(), "…");
    assert_eq!(said("tidepol-circle"), "There is no folder `…/tidepol-circle`. Did you mean `…/tidepool-circle`?");
    assert_eq!(said("xyz"), "There is no folder `…/xyz`.");
    assert_eq!(said("file"), "`…/file` is a file. Name the folder that holds `community.yml`.");
}

#[test]
fn the_output_is_inside_the_folder_unless_it_is_named() {
    assert_eq!(default_output(Path::new(".")), Path::new("public"));
    assert_eq!(default_output(Path::new("a")), Path::new("a/public"));
}
