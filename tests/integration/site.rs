//! The built pages, read as a browser reads them: every link leads somewhere, every page has its outline.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::support;
use crate::support::policy::{self, all, is_redirect, resolve};
use crate::support::{Folder, percent_decoded, repository};
use scraper::{ElementRef, Html, Selector};

/// The pages of the handbooks under test: name, and path with document.
struct Site {
    name: &'static str,
    files: BTreeSet<String>,
    pages: BTreeMap<String, Html>,
}

fn sites() -> Vec<Site> {
    let folders = [
        "tests/communities/everything",
        "tests/communities/smallest",
        "tests/communities/word-pasted",
        "example-community",
    ];
    folders.into_iter().filter(|folder| repository(folder).exists()).map(site).collect()
}

fn site(name: &'static str) -> Site {
    let folder = Folder::copy_of(&repository(name));
    folder.build().well();
    let site = folder.site();
    let pages = site.iter().filter(|(path, _)| support::ending(path) == "html");
    let read = |bytes: &[u8]| Html::parse_document(std::str::from_utf8(bytes).expect("a page is UTF-8"));
    let pages = pages.map(|(path, bytes)| (path.clone(), read(bytes))).collect();
    Site { name, files: site.into_keys().collect(), pages }
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Calls `rule` for all pages and gathers what is wrong with each.
fn each_page(mut rule: impl FnMut(&Site, &str, &Html) -> Vec<String>) {
    let mut wrong = Vec::new();
    for site in sites() {
        for (path, page) in &site.pages {
            wrong.extend(rule(&site, path, page).into_iter().map(|what| format!("{} {path}: {what}", site.name)));
        }
    }
    assert!(wrong.is_empty(), "{} mistakes:\n{}", wrong.len(), wrong.join("\n"));
}

fn is_outside(address: &str) -> bool {
    ["http://", "https://", "mailto:", "tel:", "webcal:"].iter().any(|scheme| address.starts_with(scheme))
}

#[test]
fn every_link_leads_somewhere() {
    each_page(|site, path, page| {
        let mut wrong = Vec::new();
        for (selector, attribute) in [("[href]", "href"), ("[src]", "src")] {
            for element in all(page, selector) {
                let address = element.value().attr(attribute).unwrap_or_default();
                if is_outside(address) || path == "404.html" && address.starts_with('/') {
                    continue;
                }
                let (file, anchor) =
                    address.split_once('#').map_or((address, None), |(file, anchor)| (file, Some(anchor)));
                let target = resolve(path, &percent_decoded(file));
                let Some(target) = target.filter(|target| site.files.contains(target) && !address.starts_with('/'))
                else {
                    wrong.push(format!("{attribute}=\"{address}\" leads nowhere"));
                    continue;
                };
                let anchor = percent_decoded(anchor.unwrap_or_default());
                if anchor.is_empty() {
                    continue;
                }
                let ids = site.pages.get(&target).map(ids).unwrap_or_default();
                if !ids.contains(&anchor) {
                    wrong.push(format!("{attribute}=\"{address}\": there is no {anchor} on {target}"));
                }
            }
        }
        wrong
    });
}

fn ids(page: &Html) -> Vec<String> {
    all(page, "[id]").into_iter().filter_map(|element| element.value().attr("id")).map(str::to_owned).collect()
}

/// Footnotes and anchors of a text stay on its own page, and a page that shows a part of it leads there.
#[test]
fn what_is_shown_elsewhere_keeps_its_footnotes_at_home() {
    let folder = Folder::new(&support::SMALLEST[..1]);
    let text = |title: &str, date: &str, body: &str| {
        format!("---\ntitle: {title}\ndate: {date}\ntime: 6:30 pm - 8:00 pm\n---\n{body}")
    };
    let body = "We meet.[^a]\n\n## Between sessions\n\n- Try it.[^b]\n\n[^a]: At last.\n[^b]: Once.\n";
    folder.write("sessions/11-try.md", text("Trying", "2026-12-01", body));
    folder.write("sessions/12-next.md", text("Next", "2026-12-08", "We meet again.\n"));
    folder.build().well();
    for (page, home) in [("index.html", "sessions/11-try.html#"), ("sessions/12-next.html", "11-try.html#")] {
        let text = folder.read(&format!("public/{page}"));
        let html = Html::parse_document(&text);
        let names: HashSet<String> = ids(&html).into_iter().collect();
        assert_eq!(names.len(), ids(&html).len(), "{page} has an id twice");
        let footnotes = Selector::parse("sup a").expect("a selector");
        let leads: Vec<&str> = html.select(&footnotes).filter_map(|link| link.attr("href")).collect();
        assert!(!leads.is_empty() && leads.iter().all(|href| href.starts_with(home)), "{page}: {leads:?}");
    }
}

#[test]
fn no_link_of_the_404_page_depends_on_where_it_is_shown() {
    let site = site("tests/communities/everything");
    for element in all(&site.pages["404.html"], "[href], [src]") {
        let address = element.value().attr("href").or(element.value().attr("src")).unwrap_or_default();
        assert!(is_outside(address) || address.starts_with("/table/") || address.starts_with('#'), "{address}");
    }
}

#[test]
fn ids_are_unique() {
    each_page(|_, _, page| {
        let mut seen = HashSet::new();
        ids(page).into_iter().filter(|id| !seen.insert(id.clone())).map(|id| format!("id=\"{id}\" twice")).collect()
    });
}

#[test]
fn every_page_says_what_it_is() {
    each_page(|_, _, page| {
        let mut wrong = Vec::new();
        let html = all(page, "html");
        let attribute = |name: &str| html.first().and_then(|html| html.value().attr(name)).unwrap_or_default();
        if attribute("lang").is_empty() {
            wrong.push("no language".to_owned());
        }
        let titles = all(page, "head > title");
        if titles.len() != 1 || titles.iter().any(|title| words(*title).is_empty()) {
            wrong.push("a page has one title".to_owned());
        }
        if is_redirect(page) {
            return wrong;
        }
        for (selector, count) in [
            ("main", 1),
            ("h1", 1),
            ("meta[charset]", 1),
            ("meta[name=viewport]", 1),
            ("body > header, body > div > header", 1),
        ] {
            let found = all(page, selector).len();
            if found != count {
                wrong.push(format!("{found} of {selector}, not {count}"));
            }
        }
        if !["ltr", "rtl"].contains(&attribute("dir")) {
            wrong.push("no direction of writing".to_owned());
        }
        let first = all(page, "body a").first().and_then(|link| link.value().attr("href")).unwrap_or_default();
        if !first.starts_with('#') || !ids(page).iter().any(|id| format!("#{id}") == first) {
            wrong.push(format!("the first link of a page skips to its main part, not to {first:?}"));
        }
        wrong
    });
}

#[test]
fn titles_tell_pages_apart() {
    for site in sites() {
        let mut seen: BTreeMap<String, &String> = BTreeMap::new();
        for (path, page) in site.pages.iter().filter(|(_, page)| !is_redirect(page)) {
            let title = all(page, "head > title").first().map(|title| words(*title)).unwrap_or_default();
            if let Some(other) = seen.insert(title.clone(), path) {
                panic!("{}: {path} and {other} are both called {title:?}", site.name);
            }
        }
    }
}

#[test]
fn headings_are_an_outline() {
    each_page(|_, _, page| {
        let mut level = 0;
        let mut wrong = Vec::new();
        for heading in all(page, "h1, h2, h3, h4, h5, h6") {
            let own: u32 = heading.value().name()[1..].parse().unwrap_or_default();
            if own > level + 1 {
                wrong.push(format!("h{own} after h{level}: {}", words(heading)));
            }
            if words(heading).is_empty() {
                wrong.push(format!("an empty h{own}"));
            }
            level = own;
        }
        wrong
    });
}

#[test]
fn nothing_is_inline_and_nothing_comes_from_elsewhere() {
    each_page(|site, path, page| policy::broken(&site.files, path, page));
}

/// Holds that the scanner would find what it looks for.
#[test]
fn what_the_policy_refuses_is_found() {
    for text in [
        "<script>x</script>",
        "<script src='../../outside.js'></script>",
        "<style>p { color: red }</style>",
        "<p style='color: red'>",
        "<img src=x.png onerror=x>",
        "<img src=https://elsewhere.example/x.png>",
        "<a href=' JavaScript:x'>x</a>",
        "<link rel=stylesheet href=//elsewhere.example/x.css>",
        "<img srcset='x-2.png 2x'>",
        "<iframe></iframe>",
        "<form></form>",
        "<video controls preload=metadata aria-label=x src=../outside.mp4></video>",
        "<audio src=x.mp3 autoplay></audio>",
    ] {
        let meta = format!("<meta http-equiv=Content-Security-Policy content=\"{}\">", policy::POLICY);
        let sound = policy::broken(&BTreeSet::new(), "x/y.html", &Html::parse_document(&meta));
        let broken =
            policy::broken(&BTreeSet::new(), "x/y.html", &Html::parse_document(&format!("{meta}<body>{text}")));
        assert!(sound.is_empty() && !broken.is_empty(), "{text}: {sound:?} {broken:?}");
    }
}

/// Holds the policy for pages as the preview shows them, whatever is wrong with a handbook, and in whatever theme and
/// language it is.
#[test]
fn every_handbook_of_the_tests_keeps_the_policy() {
    let communities = std::fs::read_dir(repository("tests/communities")).expect("tests/communities");
    let folders = communities.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir());
    let mut handbooks: Vec<(String, Folder)> =
        folders.map(|path| (path.display().to_string(), Folder::copy_of(&path))).collect();
    for (theme, language) in [("ledger", "en"), ("hearth", "ar"), ("ledger", "ar")] {
        let folder = Folder::copy_of(&repository("example-community"));
        let text = folder.read("community.yml").replace("name: hearth", &format!("name: {theme}"));
        folder.write("community.yml", text.replace("language: en", &format!("language: {language}")));
        handbooks.push((format!("the example, {theme} in {language}"), folder));
    }
    let (mut sites, mut looked, mut wrong) = (0, 0, Vec::new());
    for (name, folder) in handbooks {
        let Some(site) = support::shown(&folder) else { continue };
        sites += 1;
        let files = site.keys().cloned().collect();
        for (path, bytes) in site.iter().filter(|(path, _)| support::ending(path) == "html") {
            let page = Html::parse_document(std::str::from_utf8(bytes).expect("a page is UTF-8"));
            looked += 1;
            wrong.extend(policy::broken(&files, path, &page).into_iter().map(|what| format!("{name} {path}: {what}")));
        }
    }
    assert!(sites > 80 && looked > 1000, "only {looked} pages of {sites} sites");
    assert!(wrong.is_empty(), "{} mistakes:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_picture_of_the_site_carries_a_script() {
    for site in ["tests/communities/everything", "example-community"] {
        let folder = Folder::copy_of(&repository(site));
        folder.build().well();
        for (path, bytes) in folder.site().iter().filter(|(path, _)| support::ending(path) == "svg") {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            let refused = ["<script", "<foreignobject", "javascript:", " onload", " onclick", "<!entity"];
            let found: Vec<_> = refused.iter().filter(|what| text.contains(**what)).collect();
            assert!(found.is_empty(), "{site} {path}: {found:?}");
        }
    }
}

#[test]
fn stylesheets_load_nothing_from_elsewhere() {
    for name in ["tests/communities/smallest", "tests/communities/everything"] {
        let folder = Folder::copy_of(&repository(name));
        folder.build().well();
        let site = folder.site();
        let sheets: Vec<_> = site.iter().filter(|(path, _)| support::ending(path) == "css").collect();
        assert!(!sheets.is_empty(), "{name} has a stylesheet");
        for (path, bytes) in sheets {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("@import") && !text.contains("//"), "{path} loads something from elsewhere");
        }
    }
}

#[test]
fn pictures_and_tables_are_described() {
    each_page(|_, _, page| {
        let mut wrong = Vec::new();
        for picture in all(page, "img") {
            if picture.value().attr("alt").is_none() {
                wrong.push(format!("a picture without alt: {:?}", picture.value().attr("src")));
            }
        }
        for picture in all(page, "svg") {
            let value = picture.value();
            if value.attr("aria-hidden").is_none()
                && value.attr("aria-label").is_none()
                && value.attr("aria-labelledby").is_none()
            {
                wrong.push("a drawing without a name".to_owned());
            }
        }
        for cell in all(page, "thead th") {
            if cell.value().attr("scope").is_none() {
                wrong.push(format!("a table heading without scope: {}", words(cell)));
            }
        }
        for link in all(page, "a[href]") {
            let inside = Selector::parse("img[alt]:not([alt=''])").expect("a selector");
            let named = !words(link).is_empty()
                || link.value().attr("aria-label").is_some()
                || link.select(&inside).next().is_some();
            if !named {
                wrong.push(format!("a link without words: {:?}", link.value().attr("href")));
            }
        }
        for nav in all(page, "nav") {
            if nav.value().attr("aria-label").is_none() && nav.value().attr("aria-labelledby").is_none() {
                wrong.push("a navigation without a name".to_owned());
            }
        }
        wrong
    });
}

#[test]
fn every_page_can_be_reached_from_home() {
    for site in sites() {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut waiting = vec!["index.html".to_owned()];
        while let Some(path) = waiting.pop() {
            let Some(page) = site.pages.get(&path) else { continue };
            if !seen.insert(path.clone()) {
                continue;
            }
            for link in all(page, "a[href]") {
                let address = link.value().attr("href").unwrap_or_default();
                let file = address.split('#').next().unwrap_or_default();
                if !is_outside(address) {
                    waiting.extend(resolve(&path, &percent_decoded(file)));
                }
            }
        }
        let lost: Vec<&String> = site
            .pages
            .iter()
            .filter(|(path, page)| !seen.contains(*path) && *path != "404.html" && !is_redirect(page))
            .map(|(path, _)| path)
            .collect();
        assert!(lost.is_empty(), "{}: nobody finds {lost:?}", site.name);
    }
}

/// Holds that a name is one name: a Mac may store `é` as `e` and its accent; a keyboard writes one letter. Whichever
/// wrote a name, they match, and an address has the one letter.
#[test]
fn a_name_is_one_name_however_its_accents_are_stored() {
    let apart = |text: &str| text.replace('é', "e\u{301}").replace('É', "E\u{301}");
    let community = "name: Été\ntimezone: Europe/Paris\nfacilitators: [andré]\nwebsite: https://ete.example.org\n";
    let files = [
        (
            "people/andré.md",
            "---\nname: André Été\nphoto: andré.svg\nphoto_description: André\nrole: facilitator\n---\n",
        ),
        ("people/andré.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>"),
        ("venues/café.md", "---\nname: Café\naddress: Rue 1\n---\n"),
        ("readings/béa.md", "---\ntitle: Béa\nauthors: [Béa]\nyear: 2015\n---\n## Été ici\nOui.\n"),
        (
            "sessions/01-été.md",
            "---\ntitle: Été\ndate: 2026-12-10\ntime: 18:30 - 20:00\nwhere: café\nreadings: [béa]\nfacilitators: \
             [andré]\n---\n## Prepare\n[Béa](../readings/béa.md#été-ici), [ici](#été-là), [André](../people/andr%C3%A9.md), \
             [André](../people/andre%CC%81.md)\n\n![André](../people/andré.svg)\n\n## Été là\nOui.\n",
        ),
    ];
    let mut sites = Vec::new();
    for [names, texts] in [[false, false], [true, false], [false, true], [true, true]] {
        let stored = |text: &str, apart_too: bool| if apart_too { apart(text) } else { text.to_owned() };
        let folder = Folder::new(&[]);
        folder.write("community.yml", stored(community, texts));
        for (path, text) in files {
            folder.write(&stored(path, names), stored(text, texts));
        }
        folder.build().well();
        let site = folder.site();
        for path in ["people/andré.html", "people/andré.svg", "sessions/01-été.html"] {
            assert!(site.contains_key(path), "{path} in {:?}", site.keys());
        }
        sites.push(site);
    }
    assert!(sites.windows(2).all(|two| two[0] == two[1]), "the site is the same however names and texts are stored");
}

/// Holds that page, calendar and messages about an agenda show the clock of the language; English keeps its own, and
/// `clock` wins.
#[test]
fn clock_times_follow_the_language() {
    // Messages about an agenda are English.
    for (header, shown, explained, other) in [
        ("language: nb", "18:30", "18:30", "6:30"),
        ("language: pt-BR", "18:30", "18:30", "6:30"),
        ("language: ko", "PM 6:30", "6:30 pm", "18:30"),
        ("language: en", "6:30 pm", "6:30 pm", "18:30"),
        ("language: de\nclock: 12", "6:30 PM", "6:30 pm", "18:30"),
        ("language: en\nclock: 24", "18:30", "18:30", "6:30 pm"),
    ] {
        let folder = Folder::new(&[
            ("community.yml", &format!("name: X\ntimezone: Europe/Oslo\n{header}\n")),
            (
                "sessions/01.md",
                "---\ntitle: A\ndate: 2026-12-10\ntime: 18:00 - 20:00\n---\n## Agenda\n- 30 min: Soup\n- 90 min: Talk\n",
            ),
        ]);
        folder.build().well();
        let page = folder.read("public/sessions/01.html");
        let page = Html::parse_document(&page);
        let seen = page.select(&Selector::parse("main").expect("a selector")).map(words).collect::<String>();
        let feed = folder.read("public/calendar.ics").replace("\r\n ", "");
        let mut explain = support::handbound();
        explain.args(["check", "--explain", "01"]).arg(folder.root());
        let told: support::Ran = explain.output().expect("the program runs").into();
        for (what, text, shown) in
            [("page", &seen, shown), ("calendar", &feed, shown), ("--explain", &told.stdout, explained)]
        {
            assert!(text.contains(shown) && !text.contains(other), "{header}: {what}: {text}");
        }
    }
}
