//! The documents for paper: everything is there once, and links from page to page lead from part to part.

use std::collections::{BTreeMap, BTreeSet};

use crate::support;
use crate::support::{Folder, percent_decoded, repository};
use scraper::{ElementRef, Html, Selector};

const FOLDERS: [&str; 3] = ["example-community", "tests/communities/everything", "tests/communities/smallest"];

fn pages(folder: &str) -> BTreeMap<String, Html> {
    let folder = Folder::copy_of(&repository(folder));
    folder.build().well();
    let pages = folder.site().into_iter().filter(|(path, _)| support::ending(path) == "html");
    pages.map(|(path, bytes)| (path, Html::parse_document(&String::from_utf8_lossy(&bytes)))).collect()
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn attributes<'a>(page: &'a Html, selector: &str, name: &str) -> Vec<&'a str> {
    all(page, selector).into_iter().filter_map(|element| element.value().attr(name)).collect()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Calls `look` with every document for paper of every handbook here.
fn each_document(mut look: impl FnMut(&str, &str, &Html, &BTreeMap<String, Html>)) {
    for folder in FOLDERS {
        let pages = pages(folder);
        let documents = pages.iter().filter(|(path, _)| *path == "print.html" || path.starts_with("print/"));
        let mut seen = 0;
        for (path, document) in documents {
            seen += 1;
            look(folder, path, document, &pages);
        }
        assert!(seen >= 2, "{folder} has the handbook and its sessions for paper");
    }
}

#[test]
fn every_anchor_is_there_and_is_there_once() {
    each_document(|folder, path, document, _| {
        let ids = attributes(document, "[id]", "id");
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(known.len(), ids.len(), "{folder} {path}: an id stands twice");
        let inside = attributes(document, "a[href^='#']", "href");
        for href in &inside {
            let anchor = percent_decoded(&href[1..]);
            assert!(known.contains(anchor.as_str()), "{folder} {path}: {href} leads nowhere");
        }
        assert!(inside.len() > 1, "{folder} {path}: there is something to follow");
        for naming in ["for", "headers", "aria-labelledby", "aria-describedby", "aria-controls"] {
            for value in attributes(document, &format!("[{naming}]"), naming) {
                let mut named = value.split_ascii_whitespace();
                assert!(named.all(|id| known.contains(id)), "{folder} {path}: {naming}=\"{value}\" names nothing");
            }
        }
    });
}

#[test]
fn the_handbook_holds_every_page_and_leads_to_none_that_it_holds() {
    each_document(|folder, path, document, pages| {
        let parts: BTreeSet<&str> = attributes(document, ".part, .chapter", "id").into_iter().collect();
        if path == "print.html" {
            for (page, html) in pages {
                let entry = ["session", "series", "person", "venue", "reading", "scenario", "method", "page"]
                    .iter()
                    .any(|kind| !all(html, &format!("article.page-{kind}")).is_empty());
                let id = page.strip_suffix(".html").unwrap_or(page);
                assert!(!entry || parts.contains(id), "{folder}: {page} is not in the handbook for paper");
            }
        }
        for href in attributes(document, ".part a[href], .chapter a[href]", "href") {
            let address = percent_decoded(href.split('#').next().unwrap_or_default());
            let id = address.trim_start_matches("../").trim_end_matches(".html");
            assert!(address.is_empty() || !parts.contains(id), "{folder} {path}: {href} leads out of the document");
        }
    });
}

#[test]
fn contents_name_every_part_in_its_order() {
    each_document(|folder, path, document, _| {
        let named: Vec<String> = attributes(document, ".book-contents a", "href")
            .into_iter()
            .map(|href| percent_decoded(&href[1..]))
            .collect();
        let parts = attributes(document, ".part, .chapter", "id");
        assert_eq!(named, parts, "{folder} {path}");
        let numbers: Vec<String> = all(document, ".book-contents .number").into_iter().map(words).collect();
        let shown: Vec<String> = all(document, ".part > .number, .chapter > .number").into_iter().map(words).collect();
        assert_eq!(numbers, shown, "{folder} {path}");
    });
}

#[test]
fn nothing_is_folded_and_nothing_waits_for_a_script() {
    each_document(|folder, path, document, _| {
        assert!(all(document, ".part details:not([open])").is_empty(), "{folder} {path}: something is folded");
        assert!(all(document, ".part script, .part [loading]").is_empty(), "{folder} {path}");
    });
    let example = pages("example-community");
    assert!(!all(&example["print.html"], ".part details[open]").is_empty(), "the example has something to unfold");
}

#[test]
fn an_outside_address_is_told_and_downloads_have_a_whole_one() {
    let example = pages("example-community");
    let document = &example["print.html"];
    for link in all(document, ".part a[href^='http']") {
        let href = link.value().attr("href").unwrap_or_default();
        let bare = href.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        let page = href.starts_with("https://tidepool.example.org/")
            && href.split('#').next().is_some_and(|path| support::ending(path) == "html");
        let said = link.text().collect::<String>();
        assert!(page || said.contains(bare), "{href} is told nowhere: {said}");
    }
    let feeds = attributes(document, ".part a[href$='.ics'], .part a[href$='.txt']", "href");
    assert!(!feeds.is_empty());
    assert!(feeds.iter().all(|href| href.contains("://tidepool.example.org/")), "{feeds:?}");
}

#[test]
fn the_sections_and_every_page_lead_to_paper() {
    let example = pages("example-community");
    for (page, print) in [
        ("sessions/index.html", "../print/sessions.html"),
        ("guidance/index.html", "../print/guidance.html"),
        ("sessions/series/season-one.html", "../../print/sessions/series/season-one.html"),
    ] {
        assert!(attributes(&example[page], "article a", "href").contains(&print), "{page}");
    }
    assert!(attributes(&example["people/index.html"], "footer a", "href").contains(&"../print.html"));
}

#[test]
fn templates_of_ones_own_are_on_paper_too() {
    let folder = Folder::new(&[
        ("community.yml", "name: The Lantern Circle\nid: lantern-circle\ntimezone: America/Halifax\n"),
        ("pages/alpha.md", "---\ntitle: Alpha\n---\nSome words.\n"),
    ]);
    let part = |template: &str, text: &str| {
        folder.write(template, text);
        folder.build().well();
        folder.remove(template);
        let page = Html::parse_document(&String::from_utf8_lossy(&folder.site()["print/pages.html"]));
        all(&page, ".part").into_iter().map(words).collect::<Vec<_>>().concat()
    };
    let blocks = ["title", "head"].map(|name| format!("{{% block {name} %}}{{% endblock {name} %}}")).concat();
    let heading = "{% block heading %}<h1>Ours: {{ here.title }}</h1>{% endblock heading %}";
    let frame = format!("{blocks}{heading}{{% block main %}}{{% endblock main %}}");
    assert_eq!(part("theme/base.html", &frame), "1Ours: AlphaSome words.");
    let page = "{% extends \"original/page.html\" %}{% block article %}<p>Instead</p>{% endblock article %}";
    assert_eq!(part("theme/page.html", page), "1Instead");
    assert_eq!(part("theme/page.html", "<p>Bare</p>"), "1Alpha");
}
