//! Tests the effects of `build` on the disk: everything or nothing, only what differs, the same bytes everywhere.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::support::{Folder, Ran, SMALLEST, TODAY, build, ending, handbound, repository, run, tree};

const BROKEN: &str = "---\ntitle: Second evening\ndate: 2026-02-30\ntime: 6:30 pm - 8:00 pm\n---\n";

fn last_line(ran: &Ran) -> &str {
    ran.stdout.lines().last().unwrap_or_default()
}

/// Sets every file's time back, and returns a check that finds the files that were written since.
fn written_since(root: &Path) -> impl Fn() -> Vec<String> + use<> {
    let long_ago = SystemTime::now() - Duration::from_secs(3600);
    for path in tree(root).keys() {
        let file = fs::File::options().append(true).open(root.join(path)).expect("the file is ours");
        file.set_modified(long_ago).expect("the file is ours");
    }
    let root = root.to_owned();
    move || {
        let changed = |path: &String| {
            let modified = fs::metadata(root.join(path)).and_then(|data| data.modified()).expect("a time");
            modified > long_ago + Duration::from_secs(60)
        };
        tree(&root).into_keys().filter(changed).collect()
    }
}

#[test]
fn the_summary_is_the_last_line() {
    let folder = Folder::new(SMALLEST);
    let ran = folder.build().well();
    let count = |kind: &str| folder.site().keys().filter(|path| ending(path) == kind).count();
    let (pages, feeds) = (count("html"), count("ics"));
    let files = folder.site().len();
    let line = last_line(&ran);
    assert!(line.starts_with(&format!("Built 1 session, {pages} pages and {feeds} feeds into ")), "{line}");
    assert!(line.ends_with(" new, 0 changed, 0 removed)"), "{line}");
    // The list of made files is no part of the site.
    let counted = |n: usize| line.contains(&format!("({n} files new"));
    assert!(counted(files) || counted(files - 1), "{files} files: {line}");
    assert_eq!(ran.stderr, "");
}

#[test]
fn a_second_build_writes_nothing() {
    let folder = Folder::copy_of(&repository("tests/communities/everything"));
    folder.build().well();
    let before = folder.site();
    let written = written_since(&folder.root().join("public"));
    let ran = folder.build().well();
    assert_eq!(written(), Vec::<String>::new());
    assert!(folder.site() == before);
    assert!(last_line(&ran).ends_with("(0 files new, 0 changed, 0 removed)"), "{}", last_line(&ran));
}

#[test]
fn an_edit_writes_its_own_pages_only() {
    let folder = Folder::copy_of(&repository("tests/communities/everything"));
    folder.build().well();
    let written = written_since(&folder.root().join("public"));
    let text = folder.read("pages/help/parking.md");
    folder.write("pages/help/parking.md", text.replace("Behind the church", "Beside the church"));
    let ran = folder.build().well();
    let written: Vec<String> = written().into_iter().filter(|path| !path.starts_with('.')).collect();
    // The page, and the documents for paper that hold it.
    assert_eq!(written, ["pages/help/parking.html", "print.html", "print/pages.html"]);
    assert!(last_line(&ran).ends_with("(0 files new, 3 changed, 0 removed)"), "{}", last_line(&ran));
}

#[test]
fn what_is_gone_from_the_handbook_goes_from_the_site() {
    let folder = Folder::new(SMALLEST);
    folder.write("pages/help/parking.md", "---\ntitle: Parking\n---\nBehind the church.\n");
    folder.build().well();
    assert!(folder.root().join("public/pages/help/parking.html").exists());
    folder.remove("pages/help/parking.md");
    folder.build().well();
    assert!(!folder.root().join("public/pages/help").exists(), "no empty folder stays behind");
    let fresh = Folder::new(SMALLEST);
    fresh.build().well();
    assert!(folder.site() == fresh.site(), "a site that was mended is a fresh one");
}

#[test]
fn strangers_are_left_alone() {
    let folder = Folder::new(SMALLEST);
    folder.write("public/thesis.doc", "years of work");
    let ran = folder.build();
    assert!(ran.code == Some(1) || ran.code == Some(2), "{ran:?}");
    assert!(format!("{}{}", ran.stdout, ran.stderr).contains("thesis.doc"), "the stranger is named: {ran:?}");
    assert_eq!(folder.site().into_keys().collect::<Vec<_>>(), ["thesis.doc"]);
}

#[test]
fn a_stranger_in_an_earlier_site_stops_the_next_build() {
    let folder = Folder::new(SMALLEST);
    folder.build().well();
    folder.write("public/sessions/mine.txt", "mine");
    folder.write("sessions/01-first-evening.md", SMALLEST[1].1.replace("We meet.", "We meet again."));
    let before = folder.site();
    let ran = folder.build();
    assert!(ran.code == Some(1) || ran.code == Some(2), "{ran:?}");
    assert!(folder.site() == before, "nothing was touched");
}

#[test]
fn the_handbook_is_never_its_own_output() {
    let folder = Folder::new(SMALLEST);
    for out in [folder.root(), folder.root().join("sessions"), folder.root().parent().expect("a parent").to_owned()] {
        let ran = build(&folder.root(), &out);
        assert!(ran.code == Some(1) || ran.code == Some(2), "{}: {ran:?}", out.display());
    }
    assert_eq!(tree(&folder.root()).into_keys().collect::<Vec<_>>(), ["community.yml", "sessions/01-first-evening.md"]);
}

#[test]
fn an_error_leaves_the_last_good_site() {
    let folder = Folder::new(SMALLEST);
    folder.build().well();
    let (site, written) = (folder.site(), written_since(&folder.root().join("public")));
    folder.write("sessions/02-second.md", BROKEN);
    let ran = folder.build().with(1);
    assert!(ran.stdout.contains("impossible-date"), "{}", ran.stdout);
    assert!(folder.site() == site);
    assert_eq!(written(), Vec::<String>::new());
    assert_eq!(leftovers(&folder), Vec::<String>::new());
}

#[test]
fn an_error_in_a_template_leaves_the_last_good_site() {
    let folder = Folder::new(SMALLEST);
    folder.build().well();
    let site = folder.site();
    folder.write("theme/session.html", "<p>{{ page.no_such_thing }}</p>\n");
    let ran = folder.build().with(1);
    assert!(ran.stdout.contains("theme/session.html:1:"), "file, line and column: {}", ran.stdout);
    assert!(folder.site() == site);
    assert_eq!(leftovers(&folder), Vec::<String>::new());
}

/// Returns names beside the folder and inside it that neither the author nor a site has.
fn leftovers(folder: &Folder) -> Vec<String> {
    let known = ["community.yml", "sessions", "public", "theme"];
    let names = |path: &Path| -> Vec<String> {
        let entries = fs::read_dir(path).expect("a folder");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    };
    names(&folder.root()).into_iter().filter(|name| !known.contains(&name.as_str())).collect()
}

#[test]
fn a_first_build_with_errors_makes_no_folder() {
    let folder = Folder::new(SMALLEST);
    folder.write("sessions/02-second.md", BROKEN);
    folder.build().with(1);
    assert!(!folder.root().join("public").exists());
    assert_eq!(leftovers(&folder), Vec::<String>::new());
}

#[test]
fn check_writes_nothing() {
    let folder = Folder::new(SMALLEST);
    run(&[Path::new("check"), &folder.root()]).well();
    assert_eq!(tree(&folder.root()).len(), SMALLEST.len());
    assert_eq!(leftovers(&folder), Vec::<String>::new());
}

#[test]
fn the_same_bytes_everywhere() {
    let from = repository("tests/communities/everything");
    let settings: [&[(&str, &str)]; 4] = [
        &[("RAYON_NUM_THREADS", "1"), ("TZ", "UTC"), ("LANG", "C")],
        &[("RAYON_NUM_THREADS", "2"), ("TZ", "Pacific/Kiritimati"), ("LANG", "de_DE.UTF-8"), ("LC_ALL", "de_DE.UTF-8")],
        &[
            ("RAYON_NUM_THREADS", "7"),
            ("TZ", "America/St_Johns"),
            ("TZDIR", "/nowhere"),
            ("LANG", "tr_TR.UTF-8"),
            ("LC_ALL", "tr_TR.UTF-8"),
        ],
        &[("SOURCE_DATE_EPOCH", "0"), ("USER", "somebody"), ("HOME", "/nowhere")],
    ];
    let mut first: Option<BTreeMap<String, Vec<u8>>> = None;
    for environment in settings {
        // Each in a folder of another name, copied anew.
        let folder = Folder::copy_of(&from);
        folder.write("private/calendar.yml", "secret: 0123456789abcdefghjkmnpqrs\n");
        let community = folder.read("community.yml");
        folder.write("community.yml", community.replace("show_join_link: mail", "show_join_link: members"));
        let out = folder.beside(&format!("site-of-{}", environment[0].1));
        let mut command = handbound();
        command.arg("build").arg(folder.root()).arg("--out").arg(&out).args(["--today", TODAY]);
        let ran: Ran = command.envs(environment.iter().copied()).output().expect("the program runs").into();
        ran.well();
        let site = tree(&out);
        for feed in ["calendar.ics", "calendar/autumn.ics", "calendar/members-0123456789abcdefghjkmnpqrs.ics"] {
            assert!(site.contains_key(feed), "{feed}");
        }
        let first = first.get_or_insert_with(|| site.clone());
        assert_eq!(differing(first, &site), Vec::<&String>::new(), "{environment:?}");
    }
}

fn differing<'a>(a: &'a BTreeMap<String, Vec<u8>>, b: &'a BTreeMap<String, Vec<u8>>) -> Vec<&'a String> {
    let mut names: Vec<&String> = a.keys().chain(b.keys()).filter(|name| a.get(*name) != b.get(*name)).collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn today_is_an_input() {
    let folder = Folder::new(SMALLEST);
    let site = |today: &str, name: &str| {
        let out = folder.beside(name);
        let mut command = handbound();
        command.arg("build").arg(folder.root()).arg("--out").arg(&out).args(["--today", today]);
        Ran::from(command.output().expect("the program runs")).well();
        tree(&out)
    };
    assert!(site("2026-12-01", "a") == site("2026-12-01", "b"));
    let (before, after) = (site("2026-12-03", "c"), site("2026-12-04", "d"));
    assert!(before["index.html"] != after["index.html"], "the session is past on the day after it");
    assert!(before["calendar.ics"] == after["calendar.ics"], "the feed does not know what day it is");
}

#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    let from = repository("tests/communities/everything");
    let plain = Folder::copy_of(&from);
    plain.build().well();
    let windows = Folder::copy_of(&from);
    for (path, bytes) in tree(&from) {
        if !path.starts_with("files/") && ["md", "yml", "csv"].contains(&ending(&path)) {
            let text = String::from_utf8(bytes).expect("the folder is UTF-8");
            windows.write(&path, format!("\u{feff}{}", text.replace('\n', "\r\n")));
        }
    }
    windows.build().well();
    assert_eq!(differing(&plain.site(), &windows.site()), Vec::<&String>::new());
}

#[test]
fn exit_codes() {
    let folder = Folder::new(SMALLEST);
    let root = folder.root();
    run(&[Path::new("check"), &root]).with(0);
    // A warning is an error only where that was asked for.
    folder.write("pages/about.md", "---\ntitle: About\n---\nWe meet <b>early</b>.\n");
    run(&[Path::new("check"), &root]).with(0);
    run(&[Path::new("check"), &root, Path::new("--strict")]).with(1);
    run(&[Path::new("build"), &root, Path::new("--strict")]).with(1);
    assert!(!root.join("public").exists(), "a strict build with a warning publishes nothing");
    folder.write("sessions/02-second.md", BROKEN);
    run(&[Path::new("check"), &root]).with(1);
    // Wrong usage.
    run(&["biuld"]).with(2);
    run(&["build", "--out"]).with(2);
    Ran::from(handbound().args(["check", "--today", "tomorrow"]).output().expect("the program runs")).with(2);
    run(&[Path::new("check"), &root.join("nowhere")]).with(2);
}

#[test]
fn json_has_its_shape_always() {
    let folder = Folder::new(SMALLEST);
    let json = |code: i32| -> serde_json::Value {
        // So small a handbook gets advice.
        let level = Path::new("warning");
        let ran = run(&[Path::new("check"), &folder.root(), Path::new("--format=json"), Path::new("--level"), level])
            .with(code);
        serde_json::from_str(&ran.stdout).expect("stdout is JSON and nothing else")
    };
    let empty = serde_json::json!({
        "diagnostics": [],
        "summary": { "errors": 0, "warnings": 0, "nudges": 0, "notes": 0 },
    });
    assert_eq!(json(0), empty);
    folder.write("sessions/02-second.md", BROKEN);
    let said = json(1);
    assert_eq!(said["summary"]["errors"], 1);
    let diagnostic = said["diagnostics"][0].as_object().expect("an object");
    let fields: Vec<&String> = diagnostic.keys().collect();
    let mut expected = ["code", "severity", "message", "help", "file", "line", "column", "end_line", "end_column"];
    expected.sort_unstable();
    let mut sorted = fields.clone();
    sorted.sort();
    assert_eq!(sorted, expected);
    assert_eq!(diagnostic["code"], "impossible-date");
    assert_eq!(diagnostic["severity"], "error");
    assert_eq!(diagnostic["file"], "sessions/02-second.md");
    assert_eq!([&diagnostic["line"], &diagnostic["column"]], [3, 7]);
    assert_eq!([&diagnostic["end_line"], &diagnostic["end_column"]], [3, 17]);
}

#[test]
fn output_has_no_colour_where_nobody_looks() {
    let folder = Folder::new(SMALLEST);
    folder.write("sessions/02-second.md", BROKEN);
    let mut command = handbound();
    command.env_remove("NO_COLOR").arg("check").arg(folder.root()).args(["--today", TODAY]);
    let ran = Ran::from(command.output().expect("the program runs")).with(1);
    assert!(!ran.stdout.contains('\u{1b}'), "{}", ran.stdout);
}

#[test]
fn drafts_come_only_when_asked_for() {
    let folder = Folder::copy_of(&repository("tests/communities/everything"));
    folder.build().well();
    assert!(!folder.site().contains_key("sessions/08-draft.html"));
    let out = folder.beside("with-drafts");
    let ran = run(&[Path::new("build"), &folder.root(), Path::new("--drafts"), Path::new("--out"), &out]);
    ran.well();
    assert!(out.join("sessions/08-draft.html").exists());
    assert!(!out.join("sessions/09-planning.html").exists(), "facilitators' entries are no drafts");
}

#[test]
fn pages_stand_beside_what_hosts_need() {
    let folder = Folder::copy_of(&repository("tests/communities/everything"));
    folder.build().well();
    let site = folder.site();
    for path in [".nojekyll", "index.html", "404.html", "calendar.ics", "sessions/01-salt.ics", "files/sheet.txt"] {
        assert!(site.contains_key(path), "{path} is missing: {:?}", site.keys());
    }
    for path in ["sessions/00-first.html", "sessions/salt-night.html"] {
        let page = String::from_utf8_lossy(&site[path]).into_owned();
        assert!(page.contains("01-salt.html"), "{path} leads to the page of today: {page}");
    }
    let not_found = String::from_utf8_lossy(&site["404.html"]).into_owned();
    assert!(not_found.contains("/table/"), "404.html is shown at any depth, so its links begin at the website's path");
}
