//! Every way to the calendar that a page shows, parsed and compared with the published feeds.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{Folder, ending, percent_decoded};
use scraper::{Html, Selector};

const COMMUNITY: &str = "name: \"Salt & <b>Soup</b>: 100%\"\ntimezone: America/Halifax\ncalendar: {times: utc}\n";
const AT: &str = "https://example.org/sub/dir";

/// Returns a handbook in a sub-folder of a site, with names that mean something in addresses, HTML or calendars.
fn hostile(website: &str) -> BTreeMap<String, Vec<u8>> {
    let session = |title: &str, more: &str| format!("---\ntitle: '{title}'\n{more}\n---\nWe meet.\n");
    let coming = "date: 2026-12-03\ntime: 6:30 pm - 8:00 pm";
    let files = [
        ("community.yml", format!("{COMMUNITY}{website}")),
        (
            "sessions/autumn 2026 & on/series.md",
            "---\ntitle: \"</a>\\\"Q&A\\\"; 50/50, x=1&name=y #1\"\n---\n".to_owned(),
        ),
        ("sessions/autumn 2026 & on/01 first?.md", session("Q & A: \"50%\" <i>+1</i>", coming)),
        ("sessions/Été/02-été.md", session("Elsewhere", &format!("{coming}\ntimezone: Asia/Kathmandu"))),
        ("sessions/empty/03-open.md", session("Open", "date: to be decided")),
        ("sessions/04-past.md", session("Past", "date: 2026-11-05\ntime: 6 pm - 7 pm")),
        ("sessions/05-off.md", session("Off", &format!("{coming}\nstatus: cancelled"))),
        (
            "sessions/06-again.md",
            session("Again", &format!("{coming}\nrepeats: {{every: 2 weeks, until: 2027-01-31}}")),
        ),
    ];
    let folder = Folder::new(&[]);
    for (path, text) in files {
        folder.write(path, text);
    }
    folder.build().well();
    folder.site()
}

fn page(site: &BTreeMap<String, Vec<u8>>, path: &str) -> Html {
    let bytes = site.get(path).unwrap_or_else(|| panic!("no {path} among {:?}", site.keys()));
    Html::parse_document(std::str::from_utf8(bytes).expect("a page is UTF-8"))
}

fn pages(site: &BTreeMap<String, Vec<u8>>) -> Vec<(&String, Html)> {
    site.keys().filter(|path| ending(path) == "html").map(|path| (path, page(site, path))).collect()
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    page.select(&Selector::parse(selector).expect("a selector")).map(|found| found.text().collect()).collect()
}

fn hrefs(page: &Html) -> Vec<String> {
    let links = Selector::parse("a[href]").expect("a selector");
    page.select(&links).filter_map(|link| link.value().attr("href")).map(str::to_owned).collect()
}

/// Returns the parts of the query of `address` by name, decoded; each may occur once.
fn query(address: &str) -> BTreeMap<String, String> {
    let (_, query) = address.split_once('?').expect("a query");
    let mut parts = BTreeMap::new();
    for (name, value) in query.split('&').map(|part| part.split_once('=').expect("a value")) {
        let free = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte);
        assert!(value.bytes().all(free), "{name}={value} is not encoded");
        assert!(parts.insert(name.to_owned(), percent_decoded(value)).is_none(), "{name} twice in {address}");
    }
    parts
}

/// Returns the value of a property of a feed, unfolded and without the escapes of RFC 5545 §3.3.11.
fn property(feed: &[u8], name: &str) -> String {
    let text = String::from_utf8_lossy(feed).replace("\r\n ", "");
    let line = text.lines().find(|line| line.split([':', ';']).next() == Some(name)).expect("the property");
    let value = if name == "SOURCE" { line.split_once("URI:") } else { line.split_once(':') }.expect("a value").1;
    let mut plain = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        plain.extend(if letter == '\\' { letters.next() } else { Some(letter) });
    }
    plain
}

/// Returns the path in the site of the file at `address`.
fn path_of(address: &str) -> String {
    percent_decoded(address.strip_prefix(&format!("{AT}/")).unwrap_or_else(|| panic!("{address} is elsewhere")))
}

#[test]
fn every_address_is_that_of_a_feed_which_says_the_same_of_itself() {
    let site = hostile(&format!("website: {AT}/\n"));
    let mut seen = BTreeSet::new();
    for (from, page) in pages(&site) {
        for address in texts(&page, ".address") {
            let feed = site.get(&path_of(&address)).unwrap_or_else(|| panic!("{from}: no {address}"));
            assert_eq!(path_of(&property(feed, "SOURCE")), path_of(&address), "{from}");
            seen.insert(path_of(&address));
        }
        for href in hrefs(&page) {
            if let Some(bare) = href.strip_prefix("webcal://") {
                let path = path_of(&format!("https://{bare}"));
                assert!(site.contains_key(&path), "{from}: {href}");
                seen.insert(format!("webcal {path}"));
            }
            if href.contains("/addfromweb?") {
                let parts = query(&href);
                let path = path_of(&parts["url"]);
                let feed = site.get(&path).unwrap_or_else(|| panic!("{from}: no {}", parts["url"]));
                assert_eq!(property(feed, "X-WR-CALNAME"), parts["name"], "{from}");
                assert_eq!(parts.len(), 2, "{href}");
                seen.insert(format!("{} {path}", href.split('/').nth(2).expect("a host")));
            }
        }
    }
    let feeds: Vec<_> = site.keys().filter(|path| ending(path) == "ics" && !path.starts_with("sessions/")).collect();
    assert_eq!(feeds, ["calendar.ics", "calendar/autumn-2026-&-on.ics", "calendar/empty.ics", "calendar/Été.ics"]);
    let ways = ["", "webcal ", "outlook.live.com ", "outlook.office.com "];
    let all: BTreeSet<_> = ways.iter().flat_map(|way| feeds.iter().map(move |feed| format!("{way}{feed}"))).collect();
    assert_eq!(seen, all);
}

#[test]
fn a_form_of_a_web_calendar_has_the_times_of_the_feed() {
    let site = hostile(&format!("website: {AT}/\n"));
    let mut forms = 0;
    // Documents for paper repeat what the pages say.
    for (path, page) in pages(&site).into_iter().filter(|(path, _)| !path.starts_with("print")) {
        for href in hrefs(&page).iter().filter(|href| href.contains("TEMPLATE") || href.contains("rru=addevent")) {
            let (parts, feed) = (query(href), &site[&path.replace(".html", ".ics")]);
            let times = ["DTSTART", "DTEND"].map(|name| property(feed, name));
            let told = match parts.get("dates") {
                Some(dates) => dates.clone(),
                None => format!("{}/{}", parts["startdt"], parts["enddt"]).replace(['-', ':'], ""),
            };
            assert_eq!(told, times.join("/"), "{path}");
            assert_eq!(*parts.get("text").unwrap_or_else(|| &parts["subject"]), property(feed, "SUMMARY"), "{path}");
            assert_eq!(path_of(parts.get("details").unwrap_or_else(|| &parts["body"])), *path, "{path}");
            forms += 1;
        }
    }
    assert_eq!(forms, 6, "two sessions are held once and are coming");
}

#[test]
fn only_what_is_coming_is_offered() {
    for (website, ways) in [("", 1), ("website: https://example.org\n", 2)] {
        let site = hostile(website);
        let offered = |path: &str| {
            let row = texts(&page(&site, path), ".facts .action a");
            row.iter()
                .filter(|link| ["Add this session (a copy)", "Subscribe (stays up to date)"].contains(&&***link))
                .count()
        };
        for path in ["sessions/01-first?.html", "sessions/02-été.html", "sessions/06-again.html"] {
            assert_eq!(offered(path), ways, "{path}");
        }
        for path in ["sessions/03-open.html", "sessions/04-past.html", "sessions/05-off.html"] {
            assert_eq!(offered(path), 0, "{path}");
        }
    }
}

#[test]
fn without_a_website_pages_offer_files_and_no_address() {
    let site = hostile("");
    for (path, page) in pages(&site) {
        assert!(texts(&page, ".address").is_empty(), "{path}");
        let dead = ["webcal:", "addfromweb", "addbyurl"];
        assert!(!hrefs(&page).iter().any(|href| dead.iter().any(|part| href.contains(part))), "{path}");
    }
    let links = hrefs(&page(&site, "calendar.html"));
    for file in ["calendar.ics", "calendar/autumn-2026-%26-on.ics", "calendar/%C3%89t%C3%A9.ics"] {
        assert!(links.iter().any(|link| link == file), "no {file} in {links:?}");
    }
    assert!(!links.contains(&"calendar/empty.ics".to_owned()), "a copy of nothing");
}

#[test]
fn every_page_names_the_feed_of_what_it_is_about() {
    let site = hostile("");
    let feeds = |path: &str| {
        let page = page(&site, path);
        let links = Selector::parse("link[rel=alternate][type='text/calendar']").expect("a selector");
        page.select(&links).filter_map(|link| link.value().attr("href")).map(percent_decoded).collect::<Vec<_>>()
    };
    assert_eq!(feeds("index.html"), ["calendar.ics"]);
    assert_eq!(feeds("calendar.html"), ["calendar.ics"]);
    assert_eq!(feeds("sessions/series/Été.html"), ["../../calendar.ics", "../../calendar/Été.ics"]);
    assert_eq!(feeds("sessions/01-first?.html"), ["../calendar.ics", "01-first?.ics"]);
    assert_eq!(feeds("sessions/03-open.html"), ["../calendar.ics"]);
}

#[test]
fn an_empty_handbook_has_the_page_too_and_no_page_may_take_its_name() {
    let folder =
        Folder::new(&[("community.yml", "name: New\ntimezone: Europe/Dublin\nwebsite: https://example.org\n")]);
    folder.build().well();
    let site = folder.site();
    assert_eq!(texts(&page(&site, "calendar.html"), ".address"), ["https://example.org/calendar.ics"]);
    assert!(site.contains_key("calendar.ics"));
    folder.write("pages/calendar.md", "---\ntitle: Our year\n---\nAll of it.\n");
    let said = folder.build().with(1).stdout;
    assert!(said.contains("error[reserved-name]: An entry cannot be called `calendar`"), "{said}");
}

#[test]
fn no_page_names_the_members_feed() {
    let secret = "abcdefghijklmnopqrstuvwxyz";
    let session =
        "---\ntitle: One\ndate: 2026-12-03\ntime: 18:30-20:00\nwhere: online\njoin: https://rooms.example/1\n---\n";
    let folder = Folder::new(&[
        (
            "community.yml",
            &format!("{COMMUNITY}website: {AT}\ncontact: {{name: Ana}}\n")
                .replace("utc", "utc, show_join_link: members"),
        ),
        ("sessions/01.md", session),
        ("private/calendar.yml", &format!("secret: {secret}\n")),
    ]);
    folder.build().well();
    let site = folder.site();
    assert!(site.keys().any(|path| path.contains(secret)), "the members' feed is there");
    for (path, bytes) in site.iter().filter(|(path, _)| ending(path) == "html") {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(secret) && !text.contains("rooms.example"), "{path}");
    }
}
