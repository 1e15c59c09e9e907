//! Publishing into folders of every condition.

use std::collections::BTreeMap;
use std::time::SystemTime;

use super::*;

/// A handbook's folder, and its site in `public`.
struct TestFolder {
    dir: tempfile::TempDir,
}

impl TestFolder {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("handbook")).unwrap();
        TestFolder { dir }
    }

    fn handbook(&self) -> PathBuf {
        self.dir.path().join("handbook")
    }

    fn output(&self) -> PathBuf {
        self.handbook().join("public")
    }

    fn begin(&self) -> io::Result<Publication> {
        begin(&self.handbook(), &self.output(), PublicationKind::Site)
    }

    fn publish(&self, files: &[(&str, &str)]) -> io::Result<Tally> {
        let publication = self.begin()?;
        for (path, text) in files {
            publication.take(path, text.as_bytes())?;
        }
        publication.finish()
    }

    fn refusal(&self) -> String {
        let before = self.everything();
        let said = self.begin().err().expect("refused").to_string();
        assert_eq!(self.everything(), before, "nothing was touched");
        said.replace(&*self.dir.path().canonicalize().unwrap().to_string_lossy(), "…")
            .replace(&*self.dir.path().to_string_lossy(), "…")
    }

    /// Returns every file below the place but for the list of made files; empty folders too.
    fn everything(&self) -> BTreeMap<String, String> {
        fn add(root: &Path, folder: &Path, all: &mut BTreeMap<String, String>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                if path.is_dir() {
                    all.insert(name + "/", String::new());
                    add(root, &path, all);
                } else if path.file_name().unwrap() != manifest::NAME {
                    all.insert(name, fs::read_to_string(&path).unwrap_or_default());
                }
            }
        }
        let mut all = BTreeMap::new();
        add(self.dir.path(), self.dir.path(), &mut all);
        all
    }

    /// Returns the site's files and folders, in order.
    fn site(&self) -> Vec<String> {
        let all = self.everything();
        let inside = all.keys().filter_map(|path| path.strip_prefix("handbook/")).filter(|path| !path.is_empty());
        inside.filter(|path| *path != "public/").map(|path| path.replacen("public/", "", 1)).collect()
    }

    /// Sets its time back by an hour, so that any change shows, however coarse the clock of the disk.
    fn set_back(&self, path: &str) {
        let long_ago = SystemTime::now() - std::time::Duration::from_secs(3600);
        fs::File::open(self.output().join(path)).unwrap().set_modified(long_ago).unwrap();
    }

    fn changed(&self, path: &str) -> SystemTime {
        fs::metadata(self.output().join(path)).unwrap().modified().unwrap()
    }
}

fn tally(new: usize, changed: usize, unchanged: usize, removed: usize) -> Tally {
    Tally { new, changed, unchanged, removed }
}

#[test]
fn a_fresh_site_appears_as_a_whole() {
    let place = TestFolder::new();
    assert_eq!(place.publish(&[("b/c.html", "c"), ("a.html", "a")]).unwrap(), tally(2, 0, 0, 0));
    assert_eq!(place.site(), ["a.html", "b/", "b/c.html"]);
    let list = fs::read_to_string(place.output().join(manifest::NAME)).unwrap();
    assert_eq!(list, "handbound 1\na.html\nb/c.html\n");
}

#[test]
fn an_empty_folder_and_a_folder_that_is_missing_on_the_way_are_fresh_too() {
    let place = TestFolder::new();
    fs::create_dir(place.output()).unwrap();
    place.publish(&[("a.html", "a")]).unwrap();
    assert_eq!(place.site(), ["a.html"]);
    let deep = place.dir.path().join("x/y/site");
    begin(&place.handbook(), &deep, PublicationKind::Site).unwrap().finish().unwrap();
    assert!(deep.join(manifest::NAME).is_file());
}

#[test]
fn only_what_differs_is_written_and_what_is_gone_is_removed() {
    let place = TestFolder::new();
    place.publish(&[("a.html", "a"), ("b.html", "b"), ("c/d/e.html", "e")]).unwrap();
    for path in ["a.html", "b.html"] {
        place.set_back(path);
    }
    let before = place.changed("a.html");
    let found = place.publish(&[("a.html", "a"), ("b.html", "B"), ("n/new.html", "n")]).unwrap();
    assert_eq!(found, tally(1, 1, 1, 1));
    assert_eq!(place.site(), ["a.html", "b.html", "n/", "n/new.html"]);
    assert_eq!(fs::read_to_string(place.output().join("b.html")).unwrap(), "B");
    assert_eq!(place.changed("a.html"), before);
    assert!(place.changed("b.html") > before);
    let list = fs::read_to_string(place.output().join(manifest::NAME)).unwrap();
    assert_eq!(list, "handbound 1\na.html\nb.html\nn/new.html\n");
}

#[test]
fn a_second_build_of_the_same_touches_nothing() {
    let place = TestFolder::new();
    let files = [("a.html", "a"), ("empty.html", "")];
    place.publish(&files).unwrap();
    for path in ["a.html", manifest::NAME, ""] {
        place.set_back(path);
    }
    let before = (place.changed("a.html"), place.changed(manifest::NAME), place.changed(""));
    assert_eq!(place.publish(&files).unwrap(), tally(0, 0, 2, 0));
    assert_eq!((place.changed("a.html"), place.changed(manifest::NAME), place.changed("")), before);
}

#[test]
fn a_page_that_somebody_deleted_comes_back() {
    let place = TestFolder::new();
    place.publish(&[("a.html", "a"), ("b/b.html", "b")]).unwrap();
    fs::remove_dir_all(place.output().join("b")).unwrap();
    assert_eq!(place.publish(&[("a.html", "a"), ("b/b.html", "b")]).unwrap(), tally(1, 0, 1, 0));
    assert_eq!(place.site(), ["a.html", "b/", "b/b.html"]);
}

#[test]
fn a_page_may_become_a_folder_and_a_folder_a_page() {
    let place = TestFolder::new();
    place.publish(&[("a", "page"), ("b/c/d", "page"), ("Case", "page")]).unwrap();
    assert_eq!(place.publish(&[("a/x", "x"), ("b", "b"), ("case", "c")]).unwrap(), tally(3, 0, 0, 3));
    assert_eq!(place.site(), ["a/", "a/x", "b", "case"]);
}

#[test]
fn a_publication_that_is_dropped_leaves_everything_as_it_was() {
    let place = TestFolder::new();
    place.publish(&[("a.html", "a"), ("b.html", "b")]).unwrap();
    let before = place.everything();
    let publication = place.begin().unwrap();
    publication.take("a.html", b"A").unwrap();
    publication.take("c/c.html", b"C").unwrap();
    drop(publication);
    assert_eq!(place.everything(), before);

    let place = TestFolder::new();
    let publication = place.begin().unwrap();
    publication.take("a.html", b"A").unwrap();
    drop(publication);
    assert_eq!(place.site(), Vec::<String>::new());
}

#[test]
fn a_panic_in_a_thread_leaves_everything_as_it_was() {
    let place = TestFolder::new();
    place.publish(&[("a.html", "a")]).unwrap();
    let before = place.everything();
    let panicked = std::panic::catch_unwind(|| {
        let publication = place.begin().unwrap();
        rayon::join(|| publication.take("a.html", b"A").unwrap(), || std::panic::panic_any("a template fell over"));
        publication.finish().unwrap();
    });
    assert!(panicked.is_err());
    assert_eq!(place.everything(), before);
}

#[test]
fn a_move_that_fails_is_taken_back_with_all_before_it() {
    let place = TestFolder::new();
    place.publish(&[("a.html", "a"), ("b/b.html", "b"), ("gone/c.html", "c"), ("z.html", "z")]).unwrap();
    let before = place.everything();
    let publication = place.begin().unwrap();
    publication.take("a.html", b"A").unwrap();
    publication.take("b/b.html", b"b").unwrap();
    publication.take("new/n.html", b"n").unwrap();
    publication.take("z.html", b"Z").unwrap();
    // The stage loses a file, so the last move cannot succeed.
    fs::remove_file(publication.stage.new_files().join("z.html")).unwrap();
    assert!(publication.finish().is_err());
    assert_eq!(place.everything(), before);
    let list = fs::read_to_string(place.output().join(manifest::NAME)).unwrap();
    assert_eq!(list, "handbound 1\na.html\nb/b.html\ngone/c.html\nz.html\n");
}

#[test]
fn what_a_killed_build_left_is_cleared() {
    let place = TestFolder::new();
    place.publish(&[("a.html", "a")]).unwrap();
    let left = place.handbook().join(".public.handbound-stage");
    fs::create_dir_all(left.join("new/sub")).unwrap();
    fs::create_dir_all(left.join("old")).unwrap();
    fs::write(left.join("new/sub/x.html"), "x").unwrap();
    fs::write(left.join("lock"), "").unwrap();
    assert_eq!(place.publish(&[("a.html", "a")]).unwrap(), tally(0, 0, 1, 0));
    assert_eq!(place.site(), ["a.html"]);
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let place = TestFolder::new();
    let first = place.begin().unwrap();
    assert_eq!(place.refusal(), "Another build is writing into `…/handbook/public` just now.");
    first.take("a.html", b"a").unwrap();
    first.finish().unwrap();
    assert!(place.begin().is_ok());
}

#[test]
fn a_folder_with_something_else_in_it_is_refused() {
    let place = TestFolder::new();
    fs::create_dir_all(place.output().join(".git")).unwrap();
    for name in ["CNAME", "thesis.docx", "z", ".DS_Store"] {
        fs::write(place.output().join(name), "mine").unwrap();
    }
    assert_eq!(
        place.refusal(),
        "`…/handbook/public` holds files that Handbound did not make: `.git/`, `CNAME`, `thesis.docx` and 1 more. Nothing was changed. Move them elsewhere (files to publish belong in the handbook's `files/`), or name another folder with `--out`."
    );
}

#[test]
fn a_stranger_in_a_site_is_refused_at_any_depth() {
    let place = TestFolder::new();
    place.publish(&[("a/b/c.html", "c"), ("d", "d")]).unwrap();
    fs::write(place.output().join("a/b/mine.txt"), "mine").unwrap();
    assert!(
        place.refusal().starts_with("`…/handbook/public` holds files that Handbound did not make: `a/b/mine.txt`. ")
    );
    fs::remove_file(place.output().join("a/b/mine.txt")).unwrap();
    fs::remove_file(place.output().join("d")).unwrap();
    fs::create_dir(place.output().join("d")).unwrap();
    assert!(place.refusal().contains(": `d/`. "));
}

#[cfg(unix)]
#[test]
fn links_are_refused_as_the_output_and_inside_it() {
    use std::os::unix::fs::symlink;
    let place = TestFolder::new();
    place.publish(&[("a.html", "a")]).unwrap();
    fs::remove_file(place.output().join("a.html")).unwrap();
    fs::write(place.dir.path().join("precious"), "mine").unwrap();
    symlink(place.dir.path().join("precious"), place.output().join("a.html")).unwrap();
    assert!(place.refusal().contains(": `a.html`. "));

    fs::remove_dir_all(place.output()).unwrap();
    fs::create_dir(place.dir.path().join("elsewhere")).unwrap();
    symlink(place.dir.path().join("elsewhere"), place.output()).unwrap();
    assert_eq!(
        place.refusal(),
        "`…/handbook/public` is a link to another place. Name that place itself as the output folder."
    );
}

#[test]
fn the_handbook_itself_and_what_holds_it_are_refused() {
    let place = TestFolder::new();
    let said = |output: &Path| {
        let said = begin(&place.handbook(), output, PublicationKind::Site).err().unwrap().to_string();
        said.replace(&*place.dir.path().to_string_lossy(), "…")
    };
    assert_eq!(
        said(&place.handbook()),
        "`…/handbook` is the handbook's own folder. The site needs a folder to itself, such as `public`."
    );
    for own in ["people", "files/site", "Theme", "private"] {
        assert_eq!(
            said(&place.handbook().join(own)),
            format!(
                "`…/handbook/{own}` is inside a folder for your own texts. The site needs a folder to itself, such as `public`."
            )
        );
    }
    assert_eq!(
        said(place.dir.path()),
        "The handbook's folder is inside `…`. The site needs a folder to itself, such as `public`."
    );
    assert!(said(&place.handbook().join("sub/../../handbook")).contains("output folder"));
    fs::write(place.handbook().join("file"), "").unwrap();
    assert_eq!(
        said(&place.handbook().join("file")),
        "`…/handbook/file` is a file, not a folder. Name another output folder."
    );
    assert!(said(&place.handbook().join("file/below")).contains("cannot be"));
    assert!(said(Path::new("/")).contains("is inside"));
}

#[test]
fn a_list_that_was_tampered_with_is_refused() {
    for list in ["", "handbound 9\na.html\n", "handbound 1\n../precious\n", "handbound 1\n/etc/passwd\n"] {
        let place = TestFolder::new();
        fs::create_dir(place.output()).unwrap();
        fs::write(place.output().join(manifest::NAME), list).unwrap();
        assert_eq!(
            place.refusal(),
            "`…/handbook/public/.handbound` lists what an earlier build made, but this version of Handbound cannot \
             read it. Remove the folder `…/handbook/public` (if nothing in it is yours) and build again."
        );
    }
}

#[test]
fn paths_that_leave_the_site_or_meet_each_other_are_refused() {
    let place = TestFolder::new();
    let publication = place.begin().unwrap();
    for path in ["", "/a", "../a", "a/../b", "a//b", "a/", "./a", "a\\b", "a\nb", ".handbound"] {
        assert!(publication.take(path, b"").is_err(), "{path:?}");
    }
    assert_eq!(
        publication.take("a\nb", b"").unwrap_err().to_string(),
        "`a\\nb` cannot be the path of a file of the site."
    );
    publication.take("people/Wren.html", b"").unwrap();
    assert_eq!(
        publication.take("people/wren.html", b"").unwrap_err().to_string(),
        "Two files of the site, `people/Wren.html` and `people/wren.html`, differ only in capital letters, which many computers cannot tell apart. Rename one of the files that they are made from."
    );
    publication.take("b.html", b"").unwrap();
    assert_eq!(
        publication.take("b.html", b"").unwrap_err().to_string(),
        "Two files of the site would both be `b.html`."
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    /// Holds that a site is what the last build gave, whatever was there before.
    #[test]
    fn building_over_an_earlier_site_gives_the_same_as_building_afresh(
        builds in proptest::collection::vec(
            proptest::collection::btree_map("[ab](/[ab]){0,2}\\.h", "[xy]{0,2}", 0..6), 1..4)
    ) {
        let place = TestFolder::new();
        for build in &builds {
            let files: Vec<(&str, &str)> = build.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
            place.publish(&files).unwrap();
            let fresh = TestFolder::new();
            fresh.publish(&files).unwrap();
            assert_eq!(place.everything(), fresh.everything());
        }
    }
}
