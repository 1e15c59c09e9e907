//! The built pages, read as a browser reads them: every link leads somewhere, every page has its outline.

mod support;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use scraper::{ElementRef, Html, Selector};
use support::{Folder, percent_decoded, repository};

/// The pages of the handbooks that the tests are over: name, and path with document.
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

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Redirect pages hold a link and nothing more; 404 may be shown at any depth.
fn is_redirect(page: &Html) -> bool {
    !all(page, "meta[http-equiv=refresh]").is_empty()
}

/// Goes over all pages and gathers what is wrong with each.
fn each_page(mut rule: impl FnMut(&Site, &str, &Html) -> Vec<String>) {
    let mut wrong = Vec::new();
    for site in sites() {
        for (path, page) in &site.pages {
            wrong.extend(rule(&site, path, page).into_iter().map(|what| format!("{} {path}: {what}", site.name)));
        }
    }
    assert!(wrong.is_empty(), "{} mistakes:\n{}", wrong.len(), wrong.join("\n"));
}

/// `../people/wren.html` seen from `sessions/01.html`; `None` where it climbs out of the site.
fn resolve(from: &str, to: &str) -> Option<String> {
    if to.is_empty() {
        return Some(from.to_owned());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    if parts.last() == Some(&"") {
        parts.pop();
        parts.push("index.html");
    }
    Some(parts.join("/"))
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

/// The content policy of every page, word for word.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

#[test]
fn nothing_is_inline_and_nothing_comes_from_elsewhere() {
    each_page(|site, path, page| {
        let mut wrong = Vec::new();
        let policy = all(page, "meta[http-equiv='Content-Security-Policy']");
        if !is_redirect(page) && policy.iter().map(|meta| meta.value().attr("content")).ne([Some(POLICY)]) {
            wrong.push("has not the one content policy".to_owned());
        }
        for element in all(page, "*") {
            let name = element.value().name();
            if name == "style" || name == "script" && !is_data(element) && !is_own(site, path, element) {
                wrong.push(format!("an inline <{name}>"));
            }
            for (attribute, value) in element.value().attrs() {
                if attribute == "style" || attribute.starts_with("on") {
                    wrong.push(format!("<{name} {attribute}=\"{value}\">"));
                }
                let loads = ["src", "srcset", "poster", "data", "action", "formaction", "background", "ping", "cite"]
                    .contains(&attribute)
                    || name == "link"
                        && attribute == "href"
                        && !["canonical", "alternate"].contains(&element.value().attr("rel").unwrap_or_default())
                    || name != "a" && ["href", "xlink:href"].contains(&attribute) && !["link", "base"].contains(&name);
                if loads && (value.contains("//") || value.starts_with("data:")) {
                    wrong.push(format!("<{name} {attribute}=\"{value}\"> comes from elsewhere"));
                }
                if value.trim_start().to_lowercase().starts_with("javascript:") {
                    wrong.push(format!("<{name} {attribute}=\"{value}\">"));
                }
            }
            for part in element.value().attr("srcset").into_iter().flat_map(|set| set.split(',')) {
                let address = part.split_whitespace().next().unwrap_or_default();
                if !resolve(path, &percent_decoded(address)).is_some_and(|file| site.files.contains(&file)) {
                    wrong.push(format!("srcset names `{address}`, which is not there"));
                }
            }
        }
        for refused in ["base", "iframe", "object", "embed", "form", "frame", "applet", "portal", "audio", "video"] {
            if !all(page, refused).is_empty() {
                wrong.push(format!("a <{refused}>"));
            }
        }
        wrong
    });
}

/// A script of the site itself: a file that is there, and no words inside the element.
fn is_own(site: &Site, path: &str, script: ElementRef<'_>) -> bool {
    let file = script.value().attr("src").and_then(|address| resolve(path, &percent_decoded(address)));
    let rooted = script.value().attr("src").and_then(|address| address.strip_prefix('/')).is_some();
    (rooted || file.is_some_and(|file| site.files.contains(&file))) && script.inner_html().is_empty()
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

/// JSON-LD in a script element is data, which no browser runs: a block of that one type, with no other attribute.
fn is_data(script: ElementRef<'_>) -> bool {
    script.value().attrs().collect::<Vec<_>>() == [("type", "application/ld+json")]
        && serde_json::from_str::<serde_json::Value>(&script.inner_html()).is_ok()
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
