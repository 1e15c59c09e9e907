//! Targets of links, and links that have none.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::handbook::fixture;

fn book() -> Book {
    let mut first = fixture::session("01");
    first.meta.anchors = vec!["agenda".into(), "why-we-meet".into()];
    let mut second = fixture::session("02 night");
    second.meta.file = "sessions/season/02 night.md".into();
    second.series = Some("season".into());
    let mut book = fixture::book(vec![first, second]);
    book.series.push(Arc::new(fixture::series("season")));
    let mut listed = fixture::person("wren", "Wren Halloran");
    listed.meta.file = "people.yml".into();
    listed.meta.anchors = vec!["bio".into()];
    book.people = vec![Arc::new(fixture::person("tobias", "Tobias Achterberg")), Arc::new(listed)];
    book.readings.push(Arc::new(fixture::reading("holmes-2015")));
    let mut online = fixture::guidance("brave-space");
    online.meta.address = "guidance/online/brave-space.html".into();
    online.meta.file = "guidance/online/brave-space.md".into();
    book.guidance.push(Arc::new(online));
    book.pages.push(Arc::new(fixture::page("about")));
    book.values = Some(Arc::new(fixture::values(&["curiosity", "we try"])));
    book.files = ["files/a#b.pdf", "files/sheet.pdf", "people/wren.svg", "sessions/100%.png"].map(Into::into).into();
    fixture::indexed(book)
}

// A table of cases reads best when all of them have one type.
#[allow(clippy::unnecessary_wraps)]
fn page(path: &str, anchor: Option<&str>) -> Result<LinkTarget, LinkError> {
    Ok(LinkTarget::Page { path: path.into(), anchor: anchor.map(str::to_owned) })
}

// A table of cases reads best when all of them have one type.
#[allow(clippy::unnecessary_wraps)]
fn file(path: &str) -> Result<LinkTarget, LinkError> {
    Ok(LinkTarget::File { path: path.into() })
}

fn none() -> Result<LinkTarget, LinkError> {
    Err(LinkError::NoSuchFile)
}

#[test]
fn links_find_entries_lists_and_files() {
    let book = book();
    let cases = [
        ("02%20night.md", none()),
        ("season/02 night.md", page("sessions/02-night.html", None)),
        ("season/02%20night.md", page("sessions/02-night.html", None)),
        ("./01.md#agenda", page("sessions/01.html", Some("agenda"))),
        ("#why-we-meet", page("sessions/01.html", Some("why-we-meet"))),
        ("#", page("sessions/01.html", None)),
        ("", page("sessions/01.html", None)),
        ("season/", page("sessions/series/season.html", None)),
        ("season/series.md", page("sessions/series/season.html", None)),
        ("../sessions/", page("sessions/index.html", None)),
        ("../sessions", page("sessions/index.html", None)),
        (".", page("sessions/index.html", None)),
        ("../", page("index.html", None)),
        ("/", page("index.html", None)),
        ("/people/tobias.md", page("people/tobias.html", None)),
        ("../people/wren.md#bio", page("people/wren.html", Some("bio"))),
        ("01.md#Why_We_meet", page("sessions/01.html", Some("why-we-meet"))),
        ("../people.yml#Bio", page("people/wren.html", Some("bio"))),
        ("../people.yml", page("people/index.html", None)),
        ("../people.yml#bio", page("people/wren.html", Some("bio"))),
        ("../values.md#we-try", page("values.html", Some("we-try"))),
        ("../readings/holmes-2015.md", page("readings/index.html", Some("holmes-2015"))),
        ("../guidance/", page("guidance/index.html", None)),
        ("../guidance/online/", page("guidance/index.html", None)),
        ("../guidance/online/brave-space.md", page("guidance/online/brave-space.html", None)),
        ("../pages/about.md", page("pages/about.html", None)),
        ("../pages/", page("pages/index.html", None)),
        ("../pages", page("pages/index.html", None)),
        ("../people/wren.svg", file("people/wren.svg")),
        ("../files/sheet.pdf#page=2", file("files/sheet.pdf")),
        ("../files/a#b.pdf", file("files/a#b.pdf")),
        ("../files/a%23b.pdf", file("files/a#b.pdf")),
        ("100%.png", file("sessions/100%.png")),
        ("../people//./wren.svg", file("people/wren.svg")),
    ];
    for (link, found) in cases {
        assert_eq!(resolve(&book, "sessions/01.md", link), found, "{link}");
    }
}

#[test]
fn a_broken_link_names_what_was_probably_meant() {
    let book = book();
    let cases = [
        ("../people/Wren.md", Some("../people/wren.md")),
        ("../People/wren.md", Some("../people/wren.md")),
        ("../people/tobais.md", Some("../people/tobias.md")),
        ("../people/tobias", Some("../people/tobias.md")),
        ("../people/tobias.html", Some("../people/tobias.md")),
        ("sessions/02-night.html", None),
        ("02-night.html", Some("season/02%20night.md")),
        ("people/tobias.md", Some("../people/tobias.md")),
        ("../guidance/brave-space.md", Some("../guidance/online/brave-space.md")),
        ("..\\people\\tobias.md", Some("../people/tobias.md")),
        ("../people/zzz.md", None),
        ("/people\\tobias.md", Some("../people/tobias.md")),
    ];
    for (link, nearest) in cases {
        assert_eq!(resolve(&book, "sessions/01.md", link), none(), "{link}");
        assert_eq!(super::nearest(&book, "sessions/01.md", link).as_deref(), nearest, "{link}");
    }
}

/// Holds that a page with many headings, which is searched in another way, gives the same answers.
#[test]
fn anchors_of_a_long_page_are_those_of_a_short_one() {
    let mut short = book();
    let mut long = book();
    let session = Arc::make_mut(&mut long.sessions[0]);
    session.meta.anchors.extend((0..1000).map(|at| format!("{at}-part-{}", at / 2)));
    let session = Arc::make_mut(&mut short.sessions[0]);
    session.meta.anchors.extend(["0-part-0", "1-part-0", "9-part-4"].map(str::to_owned));
    let [short, long] = [short, long].map(fixture::indexed);
    for anchor in ["agenda", "why-we-meet", "Why_We_Meet", "9-part-4", "9_Part_4", "part-0", "", "-", "zzz"] {
        let link = format!("01.md#{anchor}");
        let [of_short, of_long] = [&short, &long].map(|book| resolve(book, "sessions/01.md", &link));
        assert_eq!(of_short, of_long, "{anchor}");
    }
    assert_eq!(resolve(&long, "sessions/01.md", "#9_Part_4"), page("sessions/01.html", Some("9-part-4")));
}

#[test]
fn anchors_are_looked_up_and_suggested() {
    let book = book();
    let cases = [
        ("01.md#why-we-met", Some("why-we-meet")),
        ("01.md#zzz", None),
        ("../people/tobias.md#bio", None),
        ("../sessions/#agenda", None),
    ];
    for (link, nearest) in cases {
        assert_eq!(resolve(&book, "sessions/01.md", link), Err(LinkError::NoSuchAnchor), "{link}");
        assert_eq!(super::nearest(&book, "sessions/01.md", link).as_deref(), nearest, "{link}");
    }
}

#[test]
fn nothing_outside_the_folder_or_private_is_in_reach() {
    let book = book();
    for link in ["../../secret.md", "../private/roster.csv", "../Private/x.md", "/private", "../../sessions/01.md"] {
        assert_eq!(resolve(&book, "sessions/01.md", link), Err(LinkError::OutOfReach), "{link}");
    }
}

#[test]
fn outside_addresses_are_told_from_files() {
    for outside in ["https://example.org", "mailto:a@b.example", "//example.org/x", "x+y-z.1:rest"] {
        assert!(is_outside(outside), "{outside}");
    }
    for inside in ["a.md", "../a:b.md", "1:30.md", "#a:b", "", ":x"] {
        assert!(!is_outside(inside), "{inside}");
    }
}

#[test]
fn relative_addresses_are_short_and_encoded() {
    assert_eq!(relative("people/index.html", "sessions/01.html"), "../sessions/01.html");
    assert_eq!(relative("index.html", "sessions/01.html"), "sessions/01.html");
    assert_eq!(relative("sessions/01.html", "sessions/02.html"), "02.html");
    assert_eq!(relative("sessions/01.html", "sessions/01.html"), "01.html");
    assert_eq!(relative("pages/a/b.html", "pages/index.html"), "../index.html");
    assert_eq!(relative("pages/ab/c.html", "pages/ac/c.html"), "../ac/c.html");
    assert_eq!(relative("x.html", "readings/index.html#holmes"), "readings/index.html#holmes");
    assert_eq!(relative("x.html", "files/a#b é:\"&.pdf"), "files/a%23b%20%C3%A9%3A%22%26.pdf");
}

/// Resolves `address` on the page at `from` as a browser does.
fn followed(from: &str, address: &str) -> Option<String> {
    let decoded = percent::decode(address);
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in decoded.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

proptest! {
    #[test]
    fn a_relative_address_leads_back(
        from in "[a-c]{1,2}(/[a-cé]{1,2}){0,3}\\.html",
        to in "[a-c%# :&]{1,2}(/[a-cé%?]{1,2}){0,3}\\.(html|md)",
    ) {
        prop_assert_eq!(followed(&from, &relative(&from, &to)), Some(to));
    }

    #[test]
    fn no_link_is_too_odd(from in "\\PC{0,12}", link in "(\\.\\./|[a-z0-9#%/.\\\\]|\\PC){0,12}") {
        let book = book();
        let _ = resolve(&book, &from, &link);
        let _ = resolve(&book, "sessions/01.md", &link);
        let _ = relative(&from, &link);
        let _ = scheme(&link);
    }
}
