//! The contract with those who write templates: every field that a template finds, gathered from whole handbooks and
//! held beside the guide, which lists it with its type and an example.
//!
//! After a change that was meant, run `SNAPSHOTS=overwrite cargo test --lib views` and read the difference as the
//! author of a template would: what is gone breaks their pages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::date;
use tera::Value;

use super::Renderer;
use crate::pipeline::{BuildSettings, FailOn, prepare};
use crate::redact::Drafts;

/// Handbooks that together have everything; the first gives most of the examples.
const HANDBOOKS: [&str; 2] = ["example-community", "tests/communities/everything"];

/// Files with what is too rare for them.
const RARE: [(&str, &str); 8] = [
    (
        "community.yml",
        "name: Out of the ordinary\ntimezone: Europe/Dublin\nlanguage: tlh\nstatus: resting\n\
         snack_rota: [the red table]\nwhere_we_talk:\n  - name: A list\n    link: https://lists.example\n",
    ),
    (
        "sessions/01.md",
        "---\ntitle: Online\ndate: 2026-11-26\ntime: 18:00 - 19:00\nwhere: online\njoin: https://meet.example/a\n\
         dial_in: +353 1 555 0100\nshow_join_link: public\nrepeats: {every: week, until: 2026-12-24}\n\
         changes:\n  - 2026-11-20: moved from the 25th\nreadings: [a-page]\nscenarios: [a-case]\n\
         ways_to_take_part: Speak, or write in the chat\nlive_notes: https://pad.example/1\n\
         sign_up: {link: https://form.example/a, until: 2026-11-25, places: 16}\n---\n\n## A heading of our own\n\nWords.\n\n## Agenda\n\n- 18:00 - 18:10 Hello\n- 18:30 Talk\n- 18:30 Walk\n",
    ),
    ("venues.yml", "- {id: hall, name: The hall, address: 1 Quay Street}\n"),
    ("sessions/02.md", "---\ntitle: In a room\ndate: 2026-11-30\ntime: 18:00 - 19:00\nwhere: hall\n---\n"),
    ("sessions/00.md", "---\ntitle: Called off\ndate: 2026-11-23\ntime: 18:00 - 19:00\nstatus: cancelled\n---\n"),
    (
        "scenarios/a-case.md",
        "---\ntitle: A case\nfor_session: 00\n---\n\n## The story\n\nA\n\n## The question\n\nB?\n\n\
         ## What we would like from you\n\n1. C\n",
    ),
    ("people/wren.md", "---\nname: Wren\nrole: facilitator\nphoto: wren.png\nphoto_description: Wren\n---\n"),
    ("readings/a-page.md", "---\ntitle: A page\nauthor: Somebody\n---\n\nMuch to say.\n"),
];

/// The number of sessions that are too many for one document.
const MANY: usize = 201;

/// Groups that stand in several places, each with fields that no other group has together: they are listed once.
const PIECES: [(&str, &[&str]); 12] = [
    ("body", &["footnotes", "sections", "summary"]),
    ("day", &["off", "past", "instead"]),
    ("feed", &["file", "file_title"]),
    ("instead", &["moved_to", "session"]),
    ("line", &["iso", "place", "badge"]),
    ("lists", &["coming", "past"]),
    ("person", &["name", "photo", "role"]),
    ("picture", &["alt", "url"]),
    ("reading", &["citation", "doi"]),
    ("section", &["html", "parts", "role"]),
    ("venue", &["getting_in", "address"]),
    ("when", &["iso", "doors", "length"]),
];
/// The smallest piece of all has these fields and no more.
const LINK: [&str; 2] = ["title", "url"];

const GUIDE: &str = "src/guide/11-themes.md";
const BEGIN: &str = "<!-- fields: made by a test -->\n";

/// The values seen at one place of a view.
#[derive(Default)]
struct Seen {
    kinds: BTreeSet<String>,
    is_missing_at_times: bool,
    is_empty_list_at_times: bool,
    example: Option<String>,
}

/// The fields of each owner (`1 every page`, `2 session.html`, `3 line`), by their path (`page.place.venue`).
type Told = BTreeMap<String, BTreeMap<String, Seen>>;

/// Returns the name of the piece that has the fields of `map`.
fn piece(map: &tera::Map) -> Option<&'static str> {
    let has = |name: &&str| map.keys().any(|key| key.as_str() == Some(name));
    if map.len() == LINK.len() && LINK.iter().all(&has) {
        return Some("link");
    }
    PIECES.iter().find(|(_, fields)| fields.iter().all(&has)).map(|(name, _)| *name)
}

/// Takes down what `value` is, which stands at `path` of `owner`, and gives its kind in one word.
fn look(value: &Value, owner: &str, path: &str, told: &mut Told) -> Option<String> {
    if let Some(map) = value.as_map() {
        let piece = if path.contains('.') || path.ends_with("[]") { piece(map) } else { None };
        let (owner, path) = match piece {
            Some(piece) => (format!("3 {piece}"), piece),
            None => (owner.to_owned(), path),
        };
        for (name, inner) in map {
            let path = format!("{path}.{}", name.as_str().expect("names are texts"));
            note(inner, &owner, &path, told);
        }
        return Some(piece.map_or("group".to_owned(), |piece| format!("[{piece}](#{piece})")));
    }
    if let Some(list) = value.as_array() {
        let inner = list.iter().filter_map(|inner| look(inner, owner, &format!("{path}[]"), told)).last();
        return inner.map(|inner| format!("list of {inner}").replace("list of group", "list"));
    }
    let kind = match value {
        _ if value.is_none() || value.is_undefined() => return None,
        _ if value.as_bool().is_some() => "yes or no",
        _ if value.is_number() => "number",
        _ if value.is_safe() => "HTML",
        _ => "text",
    };
    Some(kind.to_owned())
}

fn note(value: &Value, owner: &str, path: &str, told: &mut Told) {
    let kind = look(value, owner, path, told);
    let seen = told.entry(owner.to_owned()).or_default().entry(path.to_owned()).or_default();
    seen.is_empty_list_at_times |= kind.is_none() && value.is_array();
    seen.is_missing_at_times |= kind.is_none() && !value.is_array();
    seen.kinds.extend(kind);
    let text = match value.as_array() {
        Some(list) => list.first().filter(|first| !first.is_map()).map(Value::to_string),
        None => Some(value.to_string()).filter(|_| !value.is_map() && !value.is_none() && !value.is_bool()),
    };
    if seen.example.is_none() {
        seen.example = text.filter(|text| !text.trim().is_empty());
    }
}

/// Collects the fields of every template, from every page of `press`.
fn gather(renderer: &Renderer, told: &mut Told) {
    let site = renderer.site();
    look(&renderer.shared(), "1 every page", "site", told);
    for page in renderer.planned() {
        let (template, here, view) = page.ready(&site).given();
        look(&here, "1 every page", "here", told);
        look(&view, &format!("2 {template}"), "page", told);
    }
}

/// Returns an example for a cell of a table: one line, not long, without fingerprints, and nothing that Markdown would
/// read.
fn cell(example: &str) -> String {
    let line = example.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(60).collect();
    let dots = if short.len() < line.len() { "…" } else { "" };
    let plain = if short.starts_with("assets/") { "assets/hearth.1a2b3c4d.css".to_owned() } else { short };
    format!("`{}{dots}`", plain.trim_end().replace('`', "'").replace('|', "\\|"))
}

fn tables(told: &Told) -> String {
    let mut text = String::new();
    for (owner, fields) in told {
        let title = match owner.split_at(2) {
            ("1 ", _) => "Every page".to_owned(),
            ("2 ", template) => format!("`{template}`"),
            (_, piece) => piece.to_owned(),
        };
        text += &format!("\n### {title}\n\n| field | what it is | for example |\n|---|---|---|\n");
        for (path, seen) in fields {
            let kinds: Vec<&str> = seen.kinds.iter().map(String::as_str).collect();
            let or = if seen.is_missing_at_times { ", or nothing" } else { "" };
            let example = seen.example.as_deref().map_or(String::new(), cell);
            text += &format!("| `{path}` | {}{or} | {example} |\n", kinds.join(" or "));
        }
    }
    text
}

/// Returns `guide` without its examples, which are there to be read and may be any.
fn without_examples(guide: &str) -> Vec<&str> {
    guide
        .lines()
        .map(|line| line.strip_suffix(" |").and_then(|row| row.rsplit_once(" | ")).map_or(line, |row| row.0))
        .collect()
}

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn the_guide_tells_every_field_that_a_template_finds() {
    let mut told = Told::new();
    let rare = tempfile::tempdir().expect("a folder");
    for (path, text) in RARE {
        let path = rare.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is ours");
        std::fs::write(path, text).expect("the folder is ours");
    }
    let photo = image::RgbImage::from_pixel(1200, 900, image::Rgb([23, 96, 92]));
    photo.save(rare.path().join("people/wren.png")).expect("the folder is ours");
    std::fs::create_dir_all(rare.path().join("sessions/evenings")).expect("the folder is ours");
    // More than a document for paper holds.
    for number in 0..MANY {
        let text = format!("---\ntitle: Evening {number}\ndate: 2020-01-01\ntime: 18:00 - 19:00\n---\n");
        std::fs::write(rare.path().join(format!("sessions/evenings/evening-{number}.md")), text)
            .expect("the folder is ours");
    }
    for handbook in HANDBOOKS.map(repository).iter().map(PathBuf::as_path).chain([rare.path()]) {
        let prepared = prepare(handbook, None).expect("a folder");
        for drafts in [Drafts::Left, Drafts::Shown] {
            let settings = BuildSettings { today: date(2026, 11, 22), drafts, bar: FailOn::Errors };
            gather(prepared.snapshot(settings).expect("a handbook").renderer(), &mut told);
        }
    }
    let fields = told.iter().flat_map(|(owner, fields)| fields.iter().map(move |field| (owner, field)));
    let never: Vec<_> =
        fields.filter(|(_, (_, seen))| seen.kinds.is_empty()).map(|(owner, (path, _))| (owner, path)).collect();
    assert!(
        never.is_empty(),
        "no handbook of the tests has these, so that nobody knows what they are; give RARE one that has: {never:#?}"
    );

    let guide = std::fs::read_to_string(repository(GUIDE)).expect("the guide");
    let (before, _) = guide.split_once(BEGIN).expect("a place for the fields");
    let now = format!("{before}{BEGIN}{}", tables(&told));
    if std::env::var_os("SNAPSHOTS").is_some_and(|what| what == "overwrite") {
        std::fs::write(repository(GUIDE), now).expect("the guide is ours");
        return;
    }
    let (now, told) = (without_examples(&now), without_examples(&guide));
    let gone: Vec<_> = told.iter().filter(|line| !now.contains(line)).collect();
    let new: Vec<_> = now.iter().filter(|line| !told.contains(line)).collect();
    assert!(now == told, "{GUIDE} tells other fields than templates find.\ngone: {gone:#?}\nnew: {new:#?}");
}
