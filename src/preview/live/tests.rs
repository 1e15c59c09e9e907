//! Tests of what open pages are told.

use super::state::{MarkedLine, marked};
use super::*;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::show::{Shown, show};
use crate::pipeline::{BuildSettings, FailOn, prepare};
use crate::preview::server::Exposure;
use crate::redact::Drafts;
use crate::source::{FilePath, Span};

fn added(page: &str, role: PageRole) -> String {
    let assets = AssetFingerprints { scripts: 2, pictures: 3 };
    let page = String::from_utf8(with_script(page.as_bytes(), 10, assets, role)).expect("still a text");
    page.replace(&"0".repeat(31), "")
}

#[test]
fn the_script_is_the_last_thing_in_the_head() {
    let script = "<script type=\"module\" src=\"/_handbound/preview.js\" data-handbound=\"a\" data-scripts=\"2\" \
                  data-pictures=\"3\"></script>\n";
    let itself = PageRole::Requested;
    assert_eq!(added("<head>é</head><body></head>", itself), format!("<head>é{script}</head><body></head>"));
    assert_eq!(added("<HEAD></HEAD>", itself), format!("<HEAD>{script}</HEAD>"));
    assert_eq!(added("<p>No head", itself), format!("<p>No head{script}"));
    assert!(added("<head></head>", PageRole::Substitute).contains("data-pictures=\"3\" data-another></script>"));
}

#[test]
fn a_page_is_the_same_as_long_as_it_is_built_the_same() {
    let [one, other] = [1, 2].map(|scripts| AssetFingerprints { scripts, ..AssetFingerprints::default() });
    let (before, after) = (add_script(b"a", one, PageRole::Requested), add_script(b"a", other, PageRole::Requested));
    assert_eq!(before.entity_tag(), after.entity_tag());
    assert!(
        String::from_utf8_lossy(&before.bytes).contains(before.entity_tag().trim_matches('"')),
        "it knows its own tag"
    );
    assert_ne!(add_script(b"b", one, PageRole::Requested).entity_tag(), before.entity_tag());
}

#[test]
fn the_fingerprint_of_a_theme_tells_its_files_apart() {
    let of = |assets: &[(&'static str, &'static [u8])]| AssetFingerprints::of(assets.iter().copied(), 0);
    let before = of(&[("a.css", b"a"), ("b.js", b"b")]);
    assert_eq!(before, of(&[("a.css", b"a"), ("b.js", b"b")]));
    // A style sheet has its own in its name.
    assert_eq!(before, of(&[("a.css", b"x"), ("b.js", b"b")]));
    assert_ne!(before, of(&[("a.css", b"a"), ("b.js", b"x")]));
    assert_ne!(of(&[("a.js", b"bc")]), of(&[("a.js", b"b"), ("c.js", b"")]));
}

fn own_text(name: &str) -> String {
    let file = script_file(name).unwrap_or_else(|| panic!("{name} is served"));
    assert!(file.media_type.starts_with("text/"));
    String::from_utf8(file.bytes.to_vec()).expect("a text")
}

#[test]
fn all_that_the_page_asks_for_is_there() {
    let mut asked = vec!["preview.js".to_owned()];
    let mut known = 0;
    while let Some(name) = asked.get(known) {
        let text = own_text(name);
        let named = text.split('"').filter_map(|part| part.strip_prefix("./").or(part.strip_prefix("/_handbound/")));
        for name in named.filter(|name| name.ends_with("js") || name.ends_with("css")).map(str::to_owned) {
            if !asked.contains(&name) {
                asked.push(name);
            }
        }
        known += 1;
    }
    asked.sort();
    assert_eq!(asked, ["bar.js", "connect.js", "morph.js", "preview.css", "preview.js", "worker.js"]);
    assert!(script_file("../mod.rs").is_none());
}

/// What a strict policy refuses, and what would let an author's text become markup.
#[test]
fn nothing_but_text_is_ever_put_into_a_page() {
    for name in ["bar.js", "morph.js", "preview.js", "connect.js", "worker.js"] {
        let text = own_text(name);
        for refused in
            ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", ".style"]
        {
            assert!(!text.contains(refused), "{name} has {refused}");
        }
    }
}

#[test]
fn a_page_is_named_by_its_address() {
    assert_eq!(requested_page("path=%2F").as_deref(), Some("index.html"));
    assert_eq!(requested_page("x=1&path=%2Fsessions%2F").as_deref(), Some("sessions/index.html"));
    assert_eq!(requested_page("path=%2Fa%2520b%2F%25C3%25A9.html").as_deref(), Some("a b/é.html"));
    for broken in ["", "path", "path=%", "path=%25ff", "path=%252"] {
        assert_eq!(requested_page(broken), None, "{broken}");
    }
}

fn shown(text: &'static str, all: Vec<Diagnostic>) -> Vec<Shown> {
    show(all, &|_| Some(text.to_owned()))
}

#[test]
fn a_snapshot_holds_everything_once() {
    let file: FilePath = "sessions/a.md".into();
    let problems = shown(
        "one\ntw<script>o\n",
        vec![
            Diagnostic::warning("w", Span::new(&file, 0..3), "First."),
            Diagnostic::error("e", Span::new(&file, 6..14), "Second.").help("Do."),
        ],
    );
    let state = PreviewState { version: 3, assets: AssetFingerprints::default(), problems, stale: vec![file] };
    let zero = "0".repeat(32);
    assert_eq!(
        state_json("run", &state, Exposure::Local),
        [
            r#"{"server":"run","edition":3,"prints":{"scripts":"Z","pictures":"Z"},"#,
            r#""problems":{"errors":1,"warnings":1,"nudges":0,"notes":0,"total":2,"list":["#,
            r#"{"severity":"error","code":"e","file":"sessions/a.md","line":2,"column":3,"message":"Second.","#,
            r#""help":"Do.","excerpt":{"before":"tw","meant":"<script>","after":"o"}},"#,
            r#"{"severity":"warning","code":"w","file":"sessions/a.md","line":1,"column":1,"message":"First.","#,
            r#""help":null,"excerpt":{"before":"","meant":"one","after":""}}]},"#,
            r#""stale":["sessions/a.md"]}"#,
        ]
        .concat()
        .replace('Z', &zero)
    );
}

#[test]
fn the_network_is_told_how_many_there_are_and_no_word_of_theirs() {
    let file: FilePath = "private/heron.csv".into();
    let found = Diagnostic::error("heron", Span::new(&file, 0..5), "heron")
        .help("heron")
        .also(Span::new(&file, 6..11), "heron");
    let state =
        PreviewState { problems: shown("heron\nheron", vec![found]), stale: vec![file], ..PreviewState::default() };
    assert!(state_json("run", &state, Exposure::Local).contains("heron"));
    let said = state_json("run", &state, Exposure::Network);
    assert!(!said.contains("heron"), "{said}");
    assert!(
        said.ends_with(
            r#""problems":{"errors":1,"warnings":0,"nudges":0,"notes":0,"total":1,"list":null},"stale":null}"#
        ),
        "{said}"
    );
}

#[test]
fn a_thousand_problems_are_counted_and_not_listed() {
    let file: FilePath = "a.md".into();
    let all = (0..1000).map(|n| Diagnostic::note("n", Span::new(&file, 0..1), format!("{n}"))).collect();
    let state = PreviewState { problems: shown("x", all), ..PreviewState::default() };
    let json: serde_json::Value = serde_json::from_str(&state_json("run", &state, Exposure::Local)).expect("JSON");
    let problems = &json["problems"];
    assert_eq!((&problems["total"], &problems["notes"]), (&1000.into(), &1000.into()));
    assert_eq!(problems["list"].as_array().map(Vec::len), Some(200));
}

#[test]
fn a_line_is_cut_between_letters() {
    let long: &'static str = Box::leak(format!("{}\n", "é".repeat(500)).into_boxed_str());
    let place = |range| {
        let found = shown(long, vec![Diagnostic::note("n", Span::new(&"a.md".into(), range), "Long.")]);
        found[0].place.clone().expect("a place")
    };
    assert_eq!(marked(&place(0..900)).map(|line| line.meant.len()), Some(400));
    assert_eq!(marked(&place(990..1000)).map(|line| (line.before.len(), line.meant)), Some((400, "")));
    assert_eq!(marked(&place(2..4)), Some(MarkedLine { before: "é", meant: "é", after: &long[4..400] }));
}

#[test]
fn a_page_names_its_source_and_how_its_agenda_was_read() {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(dir.path().join("sessions")).expect("a folder");
    let session = "---\ntitle: A\ndate: 2026-12-03\ntime: 19:00-20:00\n---\n## Agenda\n- 5 min: Tea [break]\n";
    for (path, text) in [("community.yml", "name: A\ntimezone: UTC\n"), ("sessions/a.md", session)] {
        std::fs::write(dir.path().join(path), text).expect("a file");
    }
    let settings = BuildSettings { today: jiff::civil::date(2026, 11, 22), drafts: Drafts::Shown, bar: FailOn::Errors };
    let edition = prepare(dir.path(), None).expect("read").snapshot(settings).expect("an edition");
    let told = |path: &str| Some(page_facts(edition.renderer(), edition.private(), path)?.json());
    let session = told("sessions/a.html").expect("a page");
    assert!(
        session.starts_with(r#"{"source":"sessions/a.md","agenda":{"segments":[{"title":"Tea","before":[],"#),
        "{session}"
    );
    assert!(session.contains(r#""kind":"break","#), "{session}");
    assert!(session.contains(r#""clock":"7:00–7:05 pm""#), "{session}");
    let item = r#"{"id":"no-reading","what":"something to read","looked_for":"`readings`, or `Reading:` in the agenda","is_seen":false}"#;
    assert!(session.contains(item), "{session}");
    assert_eq!(told("a-to-z.html").as_deref(), Some(r#"{"source":null,"agenda":null,"checklist":[]}"#));
    assert_eq!(told("sessions/b.html"), None);
}
