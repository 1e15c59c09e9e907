//! Holds that the preview shows what a clean build makes, byte for byte, after any series of edits.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use handbound::diagnostic::{Diagnostic, has_errors};
use handbound::parse;
use handbound::pipeline::{self, BuildSettings, FailOn, Prepared, SiteSnapshot, Workspace};
use handbound::redact::Drafts;
use handbound::render::Stopped;
use handbound::source::Source;
use proptest::prelude::*;

use crate::support::{Folder, TODAY};

/// A text that a file may have.
type Content = &'static str;

const COMMUNITY: &[Content] = &[
    "name: The Tidepool Circle\ntimezone: America/Halifax\nfacilitators: [wren]\n",
    "name: The Rockpool Circle\ntimezone: America/Halifax\nfacilitators: [wren]\n",
    "name: The Tidepool Circle\ntimezone: Europe/Dublin\ntheme:\n  colour: plum\n  logo: files/a.svg\n",
    "name: The Tidepool Circle\nlanguage: fr\ntimezone: UTC\nwebsite: https://tidepool.example\n",
    "name: The Tidepool Circle\ntimezone: Nowhere/Land\n",
    "name: [The Tidepool\n",
];

const SESSION: &[Content] = &[
    "---\ntitle: First tides\ndate: 2026-12-03\ntime: 19:00 to 20:30\nwhere: library\n---\n\n## Agenda\n\n- 5 min Welcome\n- 20 min Pairs: what we saw (Wren)\n",
    "---\ntitle: First tidez\ndate: 2026-12-03\ntime: 19:00 to 20:30\nwhere: library\n---\n\n## Agenda\n\n- 5 min Welcome\n- 20 min Pairs: what we saw (Wren)\n",
    "---\ntitle: Second look\ndate: 2026-11-26\ntime: 18:00 to 19:00\nwhere: online\nreadings: [fishman]\n---\n\nSee [the first](01.md) and ![pool](pool.svg).\n\n## Between sessions\n\nLook again.\n",
    "---\ntitle: A draft\ndraft: true\ndate: to be decided\n---\n\n:::facilitators\nKeep this quiet.\n:::\n",
    "---\ntitle: Every other week\ndate: 2026-12-01\ntime: 19:00 to 20:00\nwhere: library\nrepeats: { every: 2 weeks, until: 2027-02-01 }\n---\n",
    "---\ntitle: Called off\ndate: 2026-12-09\ntime: 19:00 to 20:00\nwhere: online\nstatus: cancelled\nwas: [old-name, 02]\n---\n",
    "---\ntitle: For us\naudience: facilitators\ndate: 2026-12-10\ntime: 19:00 to 20:00\nwhere: library\n---\n",
    "---\ntitle: Broken date\ndate: 2026-02-30\ntime: 19:00 to 20:30\n---\n",
    "---\ntitle: Never closed\ndate: 2026-12-03\n",
    "---\ntitle: [\n---\n",
];

const PERSON: &[Content] = &[
    "---\nname: Wren Halloran\nrole: facilitator\nphoto: wren.svg\nphoto_description: Wren at the shore\n---\n\nLikes limpets.\n",
    "---\nname: Wren Hallorann\nrole: facilitator\n---\n\nSee [her talk](../sessions/01.md#agenda).\n",
    "---\nname: Tobias Achterberg\nrole: member\n---\n",
    "---\nname: [\n---\n",
];

const READINGS: &[Content] = &[
    "- id: fishman\n  cite: Fishman, L. (2019). Pools.\n- id: holmes\n  cite: Holmes, A. (2015). Tides.\n",
    "- id: holmes\n  cite: Holmes, A. (2015). Tides.\n",
    "- id: fishman\n  cite: [\n",
];

const PAGE: &[Content] = &[
    "# How we work\n\nKindly. See [people](../people/) and [sessions](../sessions/01.md).\n",
    "# How we work\n\n![A pool](../sessions/pool.svg)\n\n## One\n\n## Two\n\n## Three\n",
    "# First\n\nA [file](../files/a.svg).\n",
];

const PICTURE: &[Content] = &[
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"5\"/></svg>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"6\"/></svg>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x</script></svg>",
];

const TEMPLATE: &[Content] = &[
    "{% extends \"hearth/person.html\" %}{% block main %}<p>Ours</p>{{ super() }}{% endblock %}",
    "<p>{{ page.role }}</p>",
    "<p>{{ page.no_such_thing.at_all }}</p>",
    UNREADABLE,
];

/// A template that does not work in any place.
const UNREADABLE: &str = "{% if %}";

const STYLE: &[Content] = &["p { color: teal }", "p { color: plum }"];

const PRIVATE: &[Content] =
    &["name,email\nAnn Example,ann@example.org\n", "name,email\nAnn Example,\"ann@example.org\n"];

/// Every file that may be there, with the texts it may have.
const FILES: &[(&str, &[Content])] = &[
    ("community.yml", COMMUNITY),
    ("sessions/01.md", SESSION),
    ("sessions/02.md", SESSION),
    ("sessions/autumn/03.md", SESSION),
    ("sessions/winter/01.md", SESSION),
    ("sessions/autumn/series.md", PAGE),
    ("people/wren.md", PERSON),
    ("people/tobias.md", PERSON),
    ("people.yml", &["- id: ann\n  name: Ann Example\n  role: member\n", "- name: [\n"]),
    ("venues.yml", &["- id: library\n  name: The Library\n  address: 1 Shore Road\n", "- id: library\n  name: [\n"]),
    ("readings.yml", READINGS),
    ("pages/how.md", PAGE),
    ("guidance/how.md", PAGE),
    ("Peple/astray.md", PERSON),
    ("sessions/pool.svg", PICTURE),
    ("people/wren.svg", PICTURE),
    ("files/a.svg", PICTURE),
    ("theme/person.html", TEMPLATE),
    ("theme/own.css", STYLE),
    ("private/roster.csv", PRIVATE),
];

const FOLDERS: &[&str] = &["sessions/autumn", "sessions", "people", "files", "theme", "sessions/winter"];

/// Something that people do to a folder.
#[derive(Debug, Clone)]
enum Deed {
    Write(usize, usize),
    Remove(usize),
    Rename(usize, usize),
    RenameFolder(usize, usize),
    RemoveFolder(usize),
    /// A file saved again as it was.
    Touch(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let (file, folder) = (0..FILES.len(), 0..FOLDERS.len());
    prop_oneof![
        8 => (file.clone(), 0..12_usize).prop_map(|(file, content)| Deed::Write(file, content)),
        2 => file.clone().prop_map(Deed::Remove),
        1 => (file.clone(), file.clone()).prop_map(|(from, to)| Deed::Rename(from, to)),
        1 => (folder.clone(), folder.clone()).prop_map(|(from, to)| Deed::RenameFolder(from, to)),
        1 => folder.prop_map(Deed::RemoveFolder),
        1 => file.prop_map(Deed::Touch),
    ]
}

/// The state of a folder: each file with its text.
type State = BTreeMap<String, String>;

/// Returns the state of the folder after `deed`.
fn after(mut state: State, deed: &Deed) -> State {
    match deed {
        Deed::Write(file, content) => {
            let (path, contents) = FILES[*file];
            state.insert(path.to_owned(), contents[content % contents.len()].to_owned());
        }
        Deed::Remove(file) => _ = state.remove(FILES[*file].0),
        Deed::Rename(from, to) => {
            // The meaning of a text depends on its place; only files of a kind are exchanged.
            let ((from, contents), (to, others)) = (FILES[*from], FILES[*to]);
            if contents == others
                && let Some(content) = state.remove(from)
            {
                state.insert(to.to_owned(), content);
            }
        }
        Deed::RenameFolder(from, to) => {
            let (from, to) = (format!("{}/", FOLDERS[*from]), format!("{}/", FOLDERS[*to]));
            if !to.starts_with(&from)
                && !from.starts_with(&to)
                && !from.starts_with("theme")
                && !to.starts_with("theme")
            {
                let moved: Vec<String> = state.keys().filter(|path| path.starts_with(&from)).cloned().collect();
                for path in moved {
                    if let Some(content) = state.remove(&path) {
                        state.insert(path.replacen(&from, &to, 1), content);
                    }
                }
            }
        }
        Deed::RemoveFolder(folder) => state.retain(|path, _| !path.starts_with(&format!("{}/", FOLDERS[*folder]))),
        Deed::Touch(_) => {}
    }
    state
}

/// Changes the folder to `state`, touching nothing else.
fn bring(folder: &Folder, before: &State, state: &State, deed: &Deed) {
    for path in before.keys().filter(|path| !state.contains_key(*path)) {
        folder.remove(path);
    }
    let touched = if let Deed::Touch(file) = deed { Some(FILES[*file].0) } else { None };
    for (path, text) in state {
        if before.get(path) != Some(text) || touched == Some(path) {
            folder.write(path, text);
        }
    }
}

/// Returns the state that should be shown: for each file with an error its last good text, and for a theme that does
/// not work the last one that did.
fn shown(state: &State, good: &mut State) -> State {
    good.retain(|path, _| state.contains_key(path) || path.starts_with("theme/"));
    let theme_works = !state.iter().any(|(path, text)| path.starts_with("theme/") && text == UNREADABLE);
    if theme_works {
        good.retain(|path, _| !path.starts_with("theme/"));
    }
    for (path, content) in state {
        let works = if path.starts_with("theme/") { theme_works } else { !is_broken(path, content) };
        if works {
            good.insert(path.clone(), content.clone());
        }
    }
    let mut shown = good.clone();
    for (path, content) in state.iter().filter(|(path, _)| !path.starts_with("theme/")) {
        shown.entry(path.clone()).or_insert_with(|| content.clone());
    }
    shown
}

/// Returns whether a text holds an error of its own, over which its last good state is shown.
fn is_broken(path: &str, text: &str) -> bool {
    has_errors(&parse::parse(&Source { path: path.into(), text: text.to_owned() }).diagnostics)
}

fn settings() -> BuildSettings {
    BuildSettings { today: TODAY.parse().expect("a day"), drafts: Drafts::Shown, bar: FailOn::Errors }
}

/// Returns every file of the site, or the mistakes that prevent it.
fn everything(edition: &SiteSnapshot) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let files = Mutex::new(BTreeMap::new());
    let take = |path: &str, bytes: &[u8]| {
        files.lock().expect("no thread failed").insert(path.to_owned(), bytes.to_vec());
        Ok(())
    };
    edition.copy(&take).expect("nothing fails to be taken");
    match edition.print(&take) {
        Ok(()) => Ok(files.into_inner().expect("no thread failed")),
        Err(Stopped::Mistakes(found)) => Err(format!("{found:?}")),
        Err(Stopped::Taker(error)) => panic!("{error}"),
    }
}

/// Compares a snapshot of the workspace with a clean one.
fn same(incremental: Option<&SiteSnapshot>, clean: Option<&SiteSnapshot>) {
    assert_eq!(incremental.is_some(), clean.is_some());
    let (Some(incremental), Some(clean)) = (incremental, clean) else { return };
    let (all, expected) = (everything(incremental), everything(clean));
    if let (Ok(all), Ok(expected)) = (&all, &expected) {
        let (paths, expected_paths): (BTreeSet<_>, BTreeSet<_>) = (all.keys().collect(), expected.keys().collect());
        assert_eq!(paths, expected_paths);
        for (path, bytes) in expected {
            let text = String::from_utf8_lossy(bytes);
            assert_eq!(String::from_utf8_lossy(&all[path]), text, "{path}");
            let alone = incremental.output(path).expect("a file of the site").expect("it can be made");
            assert_eq!(String::from_utf8_lossy(&alone), text, "{path}, asked for alone");
        }
    } else {
        assert_eq!(all, expected);
    }
}

fn sorted(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut all: Vec<String> = diagnostics.iter().map(|found| format!("{found:?}")).collect();
    all.sort();
    all
}

fn look(memory: &mut Workspace, folder: &Folder) -> Prepared {
    memory.look(&folder.root(), None).expect("the folder can be read")
}

/// Holds that a template that does not work keeps the theme's files as they were, not its colours.
#[test]
fn a_theme_that_does_not_work_follows_the_community_file() {
    let folder =
        Folder::new(&[("community.yml", COMMUNITY[2]), ("files/a.svg", PICTURE[0]), ("theme/own.css", STYLE[0])]);
    let mut memory = Workspace::default();
    look(&mut memory, &folder);
    folder.write("theme/person.html", UNREADABLE);
    look(&mut memory, &folder);
    folder.write("community.yml", COMMUNITY[0]);
    let prepared = look(&mut memory, &folder);
    folder.remove("theme/person.html");
    let clean = look(&mut Workspace::default(), &folder);
    same(prepared.snapshot(settings()).as_ref(), clean.snapshot(settings()).as_ref());
}

/// Returns how many series of edits are tried: each builds several handbooks, so that few are tried in the inner loop and
/// many in the long run.
fn series_of_edits() -> ProptestConfig {
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { 256 } else { 16 };
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

proptest! {
    #![proptest_config(series_of_edits())]
    #[test]
    fn any_series_of_edits_gives_what_a_clean_build_gives(
        start in proptest::collection::vec(deed(), 4..12),
        deeds in proptest::collection::vec(deed(), 1..8),
    ) {
        let mut state = after(State::new(), &Deed::Write(0, 0));
        for deed in &start {
            state = after(state, deed);
        }
        let folder = Folder::new(&[]);
        std::fs::create_dir_all(folder.root()).expect("the folder is ours");
        let (mut memory, mut good) = (Workspace::default(), State::new());
        bring(&folder, &State::new(), &state, &Deed::Remove(0));
        for deed in std::iter::once(&Deed::Touch(0)).chain(&deeds) {
            let next = after(state.clone(), deed);
            bring(&folder, &state, &next, deed);
            state = next;
            let prepared = look(&mut memory, &folder);
            let expected = shown(&state, &mut good);

            let other = Folder::new(&[]);
            std::fs::create_dir_all(other.root()).expect("the folder is ours");
            bring(&other, &State::new(), &expected, &Deed::Remove(0));
            let clean = look(&mut Workspace::default(), &other);
            same(prepared.snapshot(settings()).as_ref(), clean.snapshot(settings()).as_ref());

            let said = memory.problems(&prepared, settings(), &|| true).expect("it goes on to its end");
            let clean = pipeline::prepare(&folder.root(), None).expect("the folder can be read");
            let expected = pipeline::check(&clean, settings()).expect("nothing is written").diagnostics;
            prop_assert_eq!(sorted(&said), sorted(&expected));
        }
    }
}

/// Holds that the test above does not try broken files alone.
#[test]
fn what_files_say_is_mostly_right() {
    for (path, contents) in FILES.iter().filter(|(path, _)| !path.starts_with("Peple/")) {
        let broken = contents.iter().filter(|text| is_broken(path, text)).count();
        assert!(!is_broken(path, contents[0]) && broken * 2 <= contents.len(), "{path}: {broken} are broken");
    }
}
