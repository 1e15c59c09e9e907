//! Hostile texts, wherever an author can write one, become neither markup nor script: `tests/hostile.txt` has them.
//!
//! The allowed contents of a page are learnt from well-meant handbooks: an element, an attribute or a kind of address
//! that none of their pages has, and that Markdown alone does not bring about, came out of a text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use scraper::{Html, Selector};
use serde_json::Value;

use crate::support;
use crate::support::{Folder, ending, policy, repository};

const TEXTS: &str = include_str!("hostile.txt");

/// The elements that Markdown makes, whether or not a well-meant handbook has them, each with the attributes it may
/// have.
const FROM_MARKDOWN: &[(&str, &[&str])] = &[
    ("a", &["href", "id", "title"]),
    ("blockquote", &[]),
    ("br", &[]),
    ("code", &["class"]),
    ("del", &[]),
    ("div", &["class", "tabindex", "role", "aria-label"]),
    ("em", &[]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("hr", &[]),
    ("li", &["id", "class"]),
    ("ol", &["start"]),
    ("p", &["class"]),
    ("pre", &["tabindex"]),
    ("s", &[]),
    ("strong", &[]),
    ("sup", &["id", "class"]),
    ("table", &[]),
    ("span", &["id"]),
    ("tbody", &[]),
    ("td", &["class"]),
    ("th", &["class", "scope"]),
    ("thead", &[]),
    ("tr", &[]),
    ("ul", &["class"]),
];

/// The schemes of addresses that a link may have (`handbook::links` lists them for authors).
const SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "webcal", ""];

/// The names with which a calendar line may begin.
const PROPERTIES: &[&str] = &[
    "BEGIN",
    "END",
    "VERSION",
    "PRODID",
    "CALSCALE",
    "METHOD",
    "NAME",
    "X-WR-CALNAME",
    "X-WR-TIMEZONE",
    "X-WR-CALDESC",
    "DESCRIPTION",
    "REFRESH-INTERVAL",
    "X-PUBLISHED-TTL",
    "COLOR",
    "URL",
    "SOURCE",
    "LAST-MODIFIED",
    "TZID",
    "DTSTART",
    "DTEND",
    "DURATION",
    "TZOFFSETFROM",
    "TZOFFSETTO",
    "TZNAME",
    "RRULE",
    "RDATE",
    "EXDATE",
    "UID",
    "DTSTAMP",
    "SUMMARY",
    "LOCATION",
    "STATUS",
    "SEQUENCE",
    "CATEGORIES",
    "CONTACT",
    "ORGANIZER",
    "TRANSP",
    "CLASS",
    "CREATED",
    "GEO",
    "RECURRENCE-ID",
    "RELATED-TO",
    "ACTION",
    "TRIGGER",
    "CONFERENCE",
    "IMAGE",
    "TZURL",
    "ATTACH",
    "PRIORITY",
    "X-MICROSOFT-CDO-BUSYSTATUS",
    "X-ALT-DESC",
];

/// Returns the texts, with bytes that no line of a file can hold in place of their escapes.
fn texts() -> Vec<String> {
    TEXTS.lines().map(|line| line.replace(r"\n", "\r\n").replace(r"\t", "\t")).collect()
}

fn shown(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    support::shown(folder).expect("no text keeps a template from working")
}

/// Returns a text as a YAML value in double quotes, which JSON's are too.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// Returns a handbook that holds `texts` wherever an author can write.
fn handbook(texts: &[String]) -> Folder {
    let folder = Folder::new(&[]);
    let at = |number: usize| quoted(&texts[number % texts.len()]);
    folder.write(
        "community.yml",
        format!(
            "name: {}\ntimezone: America/Halifax\nwebsite: https://circle.example/handbook/\ntagline: {}\norganization: {}\nabout: {}\n\
             we_hope_to: [{}]\ngroup_size: {}\ncontact: {{ name: {}, phone: {} }}\nfunder: {{ name: {} }}\n\
             where_we_talk:\n  - {{ name: {}, use: {}, reply_within: {} }}\nwords: {{ session: {} }}\n",
            at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7), at(8), at(9), at(10), at(11), at(12)
        ),
    );
    let mut values = String::from("---\ntitle: Values\n---\n");
    let (mut venues, mut readings) = (String::new(), String::new());
    for (number, text) in texts.iter().enumerate() {
        let value = quoted(text);
        let line = text.replace("\r\n", " ");
        values += &format!("## {line}\n{text}\n\n");
        venues += &format!(
            "- {{ id: v{number}, name: {value}, address: {value}, parking: {value}, getting_in: {value}, accessible: {value}, room: {value}, map: {value} }}\n"
        );
        readings += &format!(
            "- {{ id: r{number}, cite: {value}, kind: {value}, isbn: {value}, doi: {value}, link: {value}, access: {value}, time_to_read: {value}, text: {value} }}\n"
        );
        folder.write(
            &format!("people/p{number}.md"),
            format!("---\nname: {value}\nrole: {value}\npronouns: {value}\nphoto_description: {value}\nlinks: [{{ title: {value}, url: {value} }}]\nowner: {value}\n---\n{text}\n\n## {line}\n"),
        );
        folder.write(
            &format!("sessions/s{number}.md"),
            format!(
                "---\ntitle: {value}\ndate: 2026-12-03\ntime: 6:30 pm - 8:00 pm\nwhere: [v{number}, online]\nfacilitators: p{number}\n\
                 readings: [{{ r{number}: {value} }}]\nbring: [{value}]\nsnack: {value}\njoin: {value}\ndial_in: {value}\nshow_join_link: public\n\
                 changes: [ 2026-11-02: {value} ]\nnotes: [{{ title: {value}, url: {value} }}]\nrecording: {value}\nslides: {value}\n---\n\
                 {text}\n\n## {line}\n\n{text}\n\n[{text}](https://a.example/ {value}) ![{text}](x.png) [x]({line}) [x](<{line}>)\n\n\
                 ## Agenda\n\n### 5 min - {line} [everyone]\nLead: {line}\nBring: {line}\n\n{text}\n\n- 5 min: {line}\n\n\
                 | Minutes | What |\n|---|---|\n| 5 | {line} |\n\n## Prepare\n{text}\n\n## Journal prompt\n{text}\n\n## Between sessions\n{text}\n\n\
                 ## What happened\n### Themes\n- {line}\n\n### Ideas and links\n{text}\n\n```{line}\n{text}\n```\n\n[^1]: {text}\n\n    {text}\n"
            ),
        );
        folder.write(
            &format!("scenarios/c{number}.md"),
            format!(
                "---\ntitle: {value}\nwhere: {value}\nreply_within: {value}\nseeded_by: [p{number}]\n---\n## The story\n{text}\n\n## The question\n{text}\n\n\
                 ## What we would like from you\n1. {line}\n2. If you can: {line}\n\n## Where and how to answer\n{text}\n\n\
                 ## A response to get us started\n{text}\n\n## Summary of round 1\n### Themes\n- {line}\n\n## Round 2 question\n{text}\n"
            ),
        );
        folder.write(
            &format!("methods/m{number}.md"),
            format!("---\ntitle: {value}\n---\n## Invitation\n{text}\n\n## Steps\n1. {line}\n"),
        );
        folder.write(
            &format!("guidance/g{number}.md"),
            format!("---\ntitle: {value}\nfor: members\n---\n- [ ] {line}\n- [x] {line}\n\n> [!note] {line}\n> {text}\n\n> {text}\n"),
        );
        // A name that a file can have: no slash, no zero, not too long.
        let name: String =
            line.chars().filter(|letter| !"/\\".contains(*letter) && !letter.is_control()).take(60).collect();
        if !name.starts_with(['.', '_']) {
            folder.write(&format!("pages/{name}.md"), format!("{text}\n\n# {line}\n\n[{line}]: {line}\n"));
        }
    }
    folder.write("values.md", values);
    folder.write("venues.yml", venues);
    folder.write("readings.yml", readings);
    folder
}

/// The elements of a page with the names of their attributes.
type Vocabulary = BTreeSet<(String, String)>;

fn vocabulary(page: &Html) -> Vocabulary {
    let any = Selector::parse("*").expect("a selector");
    let mut all = Vocabulary::new();
    for element in page.select(&any) {
        let name = element.value().name().to_owned();
        all.extend(element.value().attrs().map(|(attribute, _)| (name.clone(), attribute.to_owned())));
        all.insert((name, String::new()));
    }
    all
}

fn page(bytes: &[u8]) -> Html {
    Html::parse_document(std::str::from_utf8(bytes).expect("a page is UTF-8"))
}

/// Returns the vocabulary of pages that mean well.
fn well_meant() -> Vocabulary {
    let mut all: Vocabulary = FROM_MARKDOWN
        .iter()
        .flat_map(|(name, attributes)| {
            attributes.iter().chain([&""]).map(|attribute| ((*name).to_owned(), (*attribute).to_owned()))
        })
        .collect();
    for name in ["tests/communities/everything", "example-community"] {
        let site = shown(&Folder::copy_of(&repository(name)));
        all.extend(
            site.iter().filter(|(path, _)| ending(path) == "html").flat_map(|(_, bytes)| vocabulary(&page(bytes))),
        );
    }
    all
}

/// Returns the scheme that a browser reads: blanks around and line breaks within an address count for nothing (WHATWG
/// URL).
fn scheme(address: &str) -> String {
    let read: String = address
        .trim_start_matches(|letter: char| letter <= ' ')
        .chars()
        .filter(|letter| !"\t\r\n".contains(*letter))
        .collect();
    let Some((before, _)) = read.split_once(':') else { return String::new() };
    let is_scheme = before.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && before.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
    if is_scheme { before.to_lowercase() } else { String::new() }
}

fn faults(path: &str, html: &Html, known: &Vocabulary) -> Vec<String> {
    let any = Selector::parse("*").expect("a selector");
    let mut found: Vec<String> = vocabulary(html)
        .difference(known)
        .map(|(element, attribute)| format!("{path}: <{element} {attribute}> is nothing that we make"))
        .collect();
    for element in html.select(&any) {
        let (name, value) = (element.value().name(), element.value());
        for attribute in ["href", "src", "srcset", "content"] {
            let Some(address) = value.attr(attribute) else { continue };
            let is_address = attribute != "content" || address.contains("url=");
            let allowed = match name {
                "a" | "meta" => SCHEMES.contains(&scheme(address).as_str()),
                "link" if ["canonical", "alternate"].contains(&value.attr("rel").unwrap_or_default()) => {
                    ["https", ""].contains(&scheme(address).as_str())
                }
                _ => scheme(address).is_empty() && !address.starts_with("//"),
            };
            if is_address && !allowed {
                found.push(format!("{path}: <{name} {attribute}=\"{address}\">"));
            }
        }
        if name == "script" && value.attr("src").is_none() {
            let is_data = value.attr("type") == Some("application/ld+json")
                && serde_json::from_str::<Value>(&element.inner_html()).is_ok_and(|data| data["@type"] != "Evil");
            if !is_data {
                found.push(format!("{path}: a script element that holds {:?}", element.inner_html()));
            }
        }
    }
    found
}

#[test]
fn no_text_becomes_markup_or_script() {
    let texts = texts();
    assert!(texts.len() >= 100, "only {} texts", texts.len());
    let site = shown(&handbook(&texts));
    let known = well_meant();
    let pages: Vec<_> = site.iter().filter(|(path, _)| ending(path) == "html").collect();
    assert!(pages.len() > 5 * texts.len(), "only {} pages hold them", pages.len());
    let files = site.keys().cloned().collect();
    let look = |(path, bytes): &(&String, &Vec<u8>)| {
        let page = page(bytes);
        let refused = policy::broken(&files, path, &page).into_iter().map(|what| format!("{path}: {what}"));
        faults(path, &page, &known).into_iter().chain(refused).collect::<Vec<_>>()
    };
    let found: Vec<String> = pages.iter().flat_map(look).collect();
    assert!(found.is_empty(), "{} faults, the first:\n{}", found.len(), found[..found.len().min(30)].join("\n"));
}

#[test]
fn no_text_becomes_a_line_of_a_feed() {
    let site = shown(&handbook(&texts()));
    let feeds = site.iter().filter(|(path, _)| ending(path) == "ics");
    let mut lines = 0;
    for (path, bytes) in feeds {
        let text = std::str::from_utf8(bytes).expect("a feed is UTF-8").replace("\r\n ", "");
        for line in text.split_terminator("\r\n") {
            lines += 1;
            let name = line.split([':', ';']).next().unwrap_or_default();
            assert!(PROPERTIES.contains(&name), "{path}: {line}");
            assert!(!line.contains(['\r', '\n']), "{path}: {line:?}");
            assert!(!line.contains("PROCEDURE") || !line.starts_with("ACTION"), "{path}: {line}");
        }
    }
    assert!(lines > 1000, "only {lines} lines were read");
}

#[test]
fn paths_stay_inside_the_site() {
    for path in shown(&handbook(&texts())).keys() {
        let inside = Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
        assert!(inside && !path.contains(['\0', '\n']), "{path:?}");
    }
}

/// Holds that the rules above would find what they look for.
#[test]
fn what_is_looked_for_is_found() {
    let known = well_meant();
    for text in [
        "<script>x</script>",
        "<img src=x onerror=x>",
        "<a href=' java\tscript:x'>x</a>",
        "<p style='color: red'>",
        "<link rel=stylesheet href=//evil.example/x.css>",
        "<script type='application/ld+json'>{\"@type\":\"Evil\"}</script>",
        "<iframe></iframe>",
        "<img src=https://evil.example/x.png>",
    ] {
        let html = Html::parse_document(&format!("<!doctype html><html lang=en><body>{text}</body></html>"));
        assert!(!faults("x.html", &html, &known).is_empty(), "{text} passes");
    }
}
