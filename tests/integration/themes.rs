//! Holds the promises of the themes' sheets: a small first load, no font or picture from elsewhere, any direction of
//! script, and no page that cannot be read on paper. Their colours are held in src/theme/tokens.rs.

use std::collections::BTreeMap;
use std::io::Write;

use crate::support;
use crate::support::{Folder, repository};
use flate2::{Compression, write::GzEncoder};
use scraper::{Html, Selector};

/// Each theme, and the most bytes of the first load of a session's page: HTML, sheets and scripts, compressed.
const THEMES: [(&str, usize); 2] = [("hearth", 15 * 1024), ("ledger", 8 * 1024)];
/// The most bytes of its scripts among them.
const SCRIPTS: usize = 5 * 1024;

type Site = BTreeMap<String, Vec<u8>>;

/// Returns the example in the theme `name`.
fn example(name: &str) -> Site {
    let folder = Folder::copy_of(&repository("example-community"));
    folder.write("community.yml", folder.read("community.yml").replace("name: hearth", &format!("name: {name}")));
    folder.build().well();
    folder.site()
}

/// Returns the number of bytes that are sent, as with `gzip -9`.
fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("there is memory");
    encoder.finish().expect("there is memory").len()
}

/// Returns the files that the page at `path` asks for by `selector`, each with its path in the site.
fn asked<'s>(site: &'s Site, path: &str, selector: &str, attribute: &str) -> Vec<(String, &'s [u8])> {
    let page = Html::parse_document(&String::from_utf8_lossy(&site[path]));
    let selector = Selector::parse(selector).expect("a selector");
    let addresses = page.select(&selector).filter_map(|element| element.value().attr(attribute));
    let inside = addresses.map(|address| address.trim_start_matches("../").to_owned());
    inside.map(|path| (path.clone(), site[&path].as_slice())).collect()
}

#[test]
fn the_first_load_of_every_session_is_small() {
    for (theme, most) in THEMES {
        let site = example(theme);
        let sessions = site.keys().filter(|path| path.starts_with("sessions/") && support::ending(path) == "html");
        let mut seen = 0;
        for path in sessions {
            let sheets = asked(&site, path, "link[rel=stylesheet]", "href");
            let scripts = asked(&site, path, "script[src]", "src");
            assert!(sheets.len() == 2 && !scripts.is_empty(), "{theme}: {path} has the theme's sheet and its own");
            let sum = |files: &[(String, &[u8])]| files.iter().map(|(_, bytes)| compressed(bytes)).sum::<usize>();
            let (page, sheets, scripts) = (compressed(&site[path]), sum(&sheets), sum(&scripts));
            let all = page + sheets + scripts;
            let said = format!("{theme}: {path} is {all} bytes: {page} page, {sheets} sheets, {scripts} scripts");
            assert!(all <= most && scripts <= SCRIPTS, "{said}");
            seen += 1;
        }
        assert!(seen > 10, "{theme} has sessions");
    }
}

/// Returns the sheet of each theme as it is loaded.
fn sheets() -> Vec<(&'static str, String)> {
    let sheet = |name: &str| {
        let folder = Folder::new(&[(
            "community.yml",
            &format!("name: The Lantern Circle\ntimezone: America/Halifax\ntheme:\n  name: {name}\n"),
        )]);
        folder.build().well();
        let stem = format!("assets/{name}.");
        let found = folder.site().into_iter().find(|(path, _)| path.starts_with(&stem)).expect("a sheet");
        String::from_utf8(found.1).expect("a text")
    };
    THEMES.map(|(name, _)| (name, sheet(name))).into()
}

#[test]
fn the_sheets_ask_nobody_for_anything_and_know_no_left_and_right() {
    let requests = ["url(", "@import", "@font-face"];
    let sides = [
        "-left:", "-right:", ";left:", ";right:", "{left:", "{right:", ":left", ":right", ";top:", ";bottom:", "{top:",
    ];
    for (theme, sheet) in sheets() {
        assert!(sheet.len() > 3000, "{theme} has a sheet");
        for wrong in requests.iter().chain(&sides) {
            assert!(!sheet.contains(wrong), "the sheet of {theme} has `{wrong}`");
        }
    }
}

#[test]
fn the_sheets_know_both_schemes_the_switch_paper_and_the_focus() {
    for (theme, sheet) in sheets() {
        for needed in
            ["prefers-color-scheme:dark", "[data-scheme=dark]", "[data-scheme=light]", "@media print", ":focus-visible"]
        {
            assert!(sheet.contains(needed), "the sheet of {theme} has no `{needed}`");
        }
        assert!(!sheet.contains("transition") && !sheet.contains("animation"), "{theme} moves nothing");
    }
}

#[test]
fn the_switch_is_made_by_its_script_and_speaks_the_page_s_words() {
    for (theme, _) in THEMES {
        let site = example(theme);
        let page = String::from_utf8_lossy(&site["index.html"]).into_owned();
        assert!(!page.contains("class=\"scheme\""), "{theme}: no switch without a script");
        let html = Html::parse_document(&page);
        let head = Selector::parse("head > script[src*='scheme'][data-dark]").expect("a selector");
        let script = html.select(&head).next().expect("the script stands in the head").value();
        assert!(script.attr("defer").is_none() && script.attr("async").is_none(), "it comes before the first paint");
        assert_eq!(script.attr("data-dark"), Some("Dark"));
    }
}

#[test]
fn a_theme_is_named_in_the_handbook_of_whoever_has_it() {
    let ledger = example("ledger");
    assert!(ledger.keys().any(|path| path.starts_with("assets/ledger.")));
    assert!(!ledger.keys().any(|path| path.starts_with("assets/hearth.")));
    // As in a book, the contents are there once, and every page leads there.
    let lists = |path: &str| String::from_utf8_lossy(&ledger[path]).contains("id=\"_sections\"");
    assert!(lists("index.html") && !lists("values.html"));
    assert!(String::from_utf8_lossy(&ledger["values.html"]).contains("href=\"index.html#_sections\""));
}
