//! Tests `handbound theme`: the list, and a file of a theme as the beginning of one's own.

use crate::support;
use crate::support::{Folder, repository};

fn theme(arguments: &[&str], folder: &Folder) -> support::Ran {
    let mut command = support::handbound();
    command.arg("theme").args(arguments).arg(folder.root()).output().expect("the program runs").into()
}

#[test]
fn the_themes_are_listed_with_the_one_that_the_handbook_has() {
    let folder = Folder::new(&[("community.yml", "name: The Lantern Circle\ntimezone: America/Halifax\n")]);
    let ran = theme(&["list"], &folder).well();
    let used: Vec<&str> = ran.stdout.lines().filter(|line| line.ends_with("This handbook uses it.")).collect();
    assert!(matches!(used[..], [line] if line.starts_with("hearth ")), "{}", ran.stdout);
    let nobody = Folder::new(&[]);
    assert!(!theme(&["list"], &nobody).well().stdout.contains("This handbook"));
}

#[test]
fn a_file_is_written_once_and_never_over_another() {
    let folder = Folder::copy_of(&repository("example-community"));
    let ran = theme(&["eject", "session.html"], &folder).well();
    assert!(ran.stdout.contains("theme/session.html`"), "{}", ran.stdout);
    let text = folder.read("theme/session.html");
    assert!(text.starts_with("{#- from hearth/session.html of Handbound "), "{text}");
    folder.write("theme/session.html", "ours");
    let ran = theme(&["eject", "session.html"], &folder).with(2);
    assert!(ran.stderr.contains("already exists") || ran.stdout.contains("already exists"));
    assert_eq!(folder.read("theme/session.html"), "ours");
    let ran = theme(&["eject", "sesion.html"], &folder).with(2);
    let said = ran.stdout + &ran.stderr;
    assert_eq!(said, "The theme `hearth` has no file `sesion.html`. Did you mean `session.html`?\n");
}

/// Returns every page of the site, with fingerprints in names and texts made the same, and without white space beside
/// tags.
fn site(folder: &Folder) -> Vec<(String, String)> {
    let ran = folder.build().well();
    assert!(!ran.stdout.contains("[template"), "{}", ran.stdout);
    let sheet = folder.site().into_keys().find(|path| path.starts_with("assets/hearth.")).expect("a sheet");
    // A community's own templates are taken as they are, indentation and all.
    let plain = |text: &str| {
        let text = text.split_ascii_whitespace().collect::<Vec<&str>>().join(" ");
        text.replace("> ", ">").replace(" <", "<").replace(&sheet, "assets/hearth.css")
    };
    let pages = folder.site().into_iter().filter(|(path, _)| support::ending(path) == "html");
    pages.map(|(path, bytes)| (path, plain(&String::from_utf8_lossy(&bytes)))).collect()
}

#[test]
fn a_theme_that_is_taken_over_whole_makes_the_same_site() {
    let folder = Folder::copy_of(&repository("example-community"));
    let before = site(&folder);
    let templates = support::tree(&repository("themes/common/templates"));
    for name in templates.keys().map(String::as_str).chain(["hearth.css"]) {
        if !folder.root().join("theme").join(name).exists() {
            theme(&["eject", name], &folder).well();
        }
    }
    assert_eq!(site(&folder), before);
}

#[test]
fn every_address_in_assets_carries_the_fingerprint_of_what_is_there() {
    let folder = Folder::copy_of(&repository("example-community"));
    folder.write("theme/shore.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    folder.write("theme/own.css", "footer { background: url(\"shore.svg\") }");
    folder.build().well();
    let before = folder.site();
    let name = |site: &std::collections::BTreeMap<String, Vec<u8>>, stem: &str| {
        let mut found = site.keys().filter(|path| path.starts_with(stem));
        let name = found.next().expect("it is there").clone();
        assert_eq!(found.next(), None, "one of each");
        name
    };
    let (shore, own) = (name(&before, "assets/shore."), name(&before, "assets/own."));
    let sheet = String::from_utf8_lossy(&before[&own]).into_owned();
    assert_eq!(sheet, format!("footer {{ background: url(\"{}\") }}", shore.trim_start_matches("assets/")));
    assert!(String::from_utf8_lossy(&before["index.html"]).contains(&format!("href=\"{own}\"")));
    folder.write("theme/shore.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>");
    folder.build().well();
    let after = folder.site();
    assert_ne!(name(&after, "assets/shore."), shore);
    assert_ne!(name(&after, "assets/own."), own);
    assert_eq!(name(&after, "assets/hearth."), name(&before, "assets/hearth."));
}
