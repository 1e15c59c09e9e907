//! Looks in the pages of a site for anything that its policy forbids.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};

use super::percent_decoded;

/// The content policy of every page, word for word.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// The policy of a page which plays a film or a sound of the site.
const POLICY_THAT_PLAYS: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

pub fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

/// Returns whether a page is a redirect: it holds a link and nothing more; 404 may be shown at any depth.
pub fn is_redirect(page: &Html) -> bool {
    !all(page, "meta[http-equiv=refresh]").is_empty()
}

/// Resolves `../people/wren.html` seen from `sessions/01.html`; `None` where it climbs out of the site.
pub fn resolve(from: &str, to: &str) -> Option<String> {
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

/// Returns each place where `page`, at `path` of a site with `files`, would run or load what the policy refuses.
pub fn broken(files: &BTreeSet<String>, path: &str, page: &Html) -> Vec<String> {
    let mut wrong = Vec::new();
    let policy = all(page, "meta[http-equiv='Content-Security-Policy']");
    let players = all(page, "audio, video");
    let expected = if players.is_empty() { POLICY } else { POLICY_THAT_PLAYS };
    if !is_redirect(page) && policy.iter().map(|meta| meta.value().attr("content")).ne([Some(expected)]) {
        wrong.push("has not the one content policy".to_owned());
    }
    for element in all(page, "*") {
        let name = element.value().name();
        if name == "style" || name == "script" && !is_data(element) && !is_own(files, path, element) {
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
            let is_text = ["alt", "title", "aria-label", "content"].contains(&attribute);
            if !is_text && value.trim_start().to_lowercase().starts_with("javascript:") {
                wrong.push(format!("<{name} {attribute}=\"{value}\">"));
            }
        }
        for part in element.value().attr("srcset").into_iter().flat_map(|set| set.split(',')) {
            let address = part.split_whitespace().next().unwrap_or_default();
            if !resolve(path, &percent_decoded(address)).is_some_and(|file| files.contains(&file)) {
                wrong.push(format!("srcset names `{address}`, which is not there"));
            }
        }
    }
    for refused in ["base", "iframe", "object", "embed", "form", "frame", "applet", "portal"] {
        if !all(page, refused).is_empty() {
            wrong.push(format!("a <{refused}>"));
        }
    }
    for player in players {
        let attributes: Vec<&str> = player.value().attrs().map(|(name, _)| name).collect();
        let file = player.value().attr("src").and_then(|address| resolve(path, &percent_decoded(address)));
        let own = file.is_some_and(|file| files.contains(&file)) && player.inner_html().is_empty();
        let known = ["aria-label", "controls", "preload", "src"];
        if !own || !known.iter().all(|name| attributes.contains(name)) || attributes.len() != known.len() {
            wrong.push(format!("a player that is not the site's: {}", player.html()));
        }
    }
    wrong
}

/// Returns whether a script is one of the site itself: a file that is there, and no words inside the element.
fn is_own(files: &BTreeSet<String>, path: &str, script: ElementRef<'_>) -> bool {
    let file = script.value().attr("src").and_then(|address| resolve(path, &percent_decoded(address)));
    let rooted = script.value().attr("src").and_then(|address| address.strip_prefix('/')).is_some();
    (rooted || file.is_some_and(|file| files.contains(&file))) && script.inner_html().is_empty()
}

/// Returns whether a script element is JSON-LD, data that no browser runs: a block of that one type, with no other
/// attribute.
fn is_data(script: ElementRef<'_>) -> bool {
    script.value().attrs().collect::<Vec<_>>() == [("type", "application/ld+json")]
        && serde_json::from_str::<serde_json::Value>(&script.inner_html()).is_ok()
}
