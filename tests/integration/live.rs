//! Events of open pages, over real connections.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};

use crate::support::serving::{LIMIT, ask, serving_site};
use handbound::preview::live::{
    AssetFingerprints, PageFacts, PageRole, PreviewState, add_script, script_file, state_json,
};
use handbound::preview::server::{Exposure, Lookup, ServedFile, SiteSource, Subscribers};

struct OnePage;

const PAGE: &[u8] = b"<!doctype html><head><title>A</title></head><body><main>A</main></body>";

impl SiteSource for OnePage {
    fn find(&self, path: &str) -> Lookup {
        match path {
            "index.html" => Lookup::File(add_script(PAGE, AssetFingerprints::default(), PageRole::Requested)),
            _ => Lookup::Missing { nearest: Some("index.html".into()) },
        }
    }

    fn not_found_page(&self) -> Option<ServedFile> {
        Some(add_script(b"<head></head>Not here", AssetFingerprints::default(), PageRole::Substitute))
    }

    fn own_file(&self, name: &str, query: &str) -> Option<ServedFile> {
        let facts = PageFacts { source: Some("community.yml"), agenda: None, checklist: Vec::new() };
        match (name, query) {
            ("page", "path=%2F") => Some(ServedFile::new("application/json", facts.json().into_bytes())),
            ("page", _) => None,
            (name, _) => script_file(name),
        }
    }
}

fn get(at: SocketAddr, path: &str, fields: &str) -> String {
    ask(at, &format!("GET {path} HTTP/1.1\r\nHost: {at}\r\n{fields}\r\n"))
}

/// Returns the snapshots that a page is notified of.
fn listen(at: SocketAddr) -> impl Iterator<Item = String> {
    let mut stream = TcpStream::connect(at).expect("a connection");
    stream.set_read_timeout(Some(LIMIT)).expect("a socket");
    write!(stream, "GET /_handbound/live HTTP/1.1\r\nHost: {at}\r\n\r\n").expect("sent");
    let lines = BufReader::new(stream).lines().map(|line| line.expect("a line"));
    let data = lines.filter_map(|line| line.strip_prefix("data: ").map(str::to_owned));
    data.map(|data| {
        let state: serde_json::Value = serde_json::from_str(&data).expect("JSON");
        format!("{} {}", state["server"].as_str().expect("a name"), state["edition"])
    })
}

fn publish(subscribers: &Subscribers, version: u64) {
    let state = PreviewState { version, ..PreviewState::default() };
    subscribers.publish(state_json("this run", &state, Exposure::Local));
}

#[test]
fn every_page_hears_of_every_snapshot_once_and_latecomers_of_the_last() {
    serving_site(OnePage, |at, subscribers| {
        publish(subscribers, 1);
        let mut first = listen(at);
        assert_eq!(first.next().as_deref(), Some("this run 1"));
        publish(subscribers, 1);
        publish(subscribers, 2);
        assert_eq!(first.next().as_deref(), Some("this run 2"));
        let mut second = listen(at);
        assert_eq!(second.next().as_deref(), Some("this run 2"));
        publish(subscribers, 3);
        for page in [&mut first, &mut second] {
            assert_eq!(page.next().as_deref(), Some("this run 3"));
        }
    });
}

#[test]
fn a_page_knows_the_tag_by_which_it_asks_for_itself() {
    serving_site(OnePage, |at, _| {
        let answer = get(at, "/", "");
        let tag = answer.split("data-handbound=\"").nth(1).and_then(|rest| rest.get(..32)).expect("a fingerprint");
        assert!(answer.contains(&format!("ETag: \"{tag}\"\r\n")), "{answer}");
        assert!(answer.ends_with("</script>\n</head><body><main>A</main></body>"), "{answer}");
        let same = get(at, "/", &format!("If-None-Match: \"{tag}\"\r\n"));
        assert!(same.starts_with("HTTP/1.1 304 "), "{same}");
        let missing = get(at, "/gone.html", &format!("If-None-Match: \"{tag}\"\r\n"));
        assert!(missing.starts_with("HTTP/1.1 404 ") && missing.contains(" data-another></script>"), "{missing}");
        assert!(missing.contains("Handbound-Nearest: /index.html\r\n"), "{missing}");
    });
}

#[test]
fn the_pages_own_files_and_facts_are_there() {
    serving_site(OnePage, |at, _| {
        let script = get(at, "/_handbound/preview.js", "");
        assert!(script.contains("Content-Type: text/javascript; charset=utf-8\r\n"), "{script}");
        let told = get(at, "/_handbound/page?path=%2F", "");
        assert!(told.contains("Content-Type: application/json\r\n"), "{told}");
        assert!(told.ends_with(r#"{"source":"community.yml","agenda":null,"checklist":[]}"#), "{told}");
        for missing in ["page?path=%2Fx.html", "page", "preview.rs", ""] {
            let answer = get(at, &format!("/_handbound/{missing}"), "");
            assert!(answer.starts_with("HTTP/1.1 404 "), "{answer}");
        }
    });
}
