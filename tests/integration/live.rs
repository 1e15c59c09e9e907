//! What open pages are told, over real connections.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crate::support::serving;
use handbound::preview::live::{Facts, Prints, Room, StandsFor, Told, page};
use handbound::preview::server::{Company, File, Found, Shelf, open, serve};

struct OnePage;

const PAGE: &[u8] = b"<!doctype html><head><title>A</title></head><body><main>A</main></body>";

impl Shelf for OnePage {
    fn find(&self, path: &str) -> Found {
        match path {
            "index.html" => Found::File(page(PAGE, Prints::default(), StandsFor::Itself)),
            _ => Found::Missing { nearest: Some("index.html".into()) },
        }
    }

    fn missing(&self) -> Option<File> {
        Some(page(b"<head></head>Not here", Prints::default(), StandsFor::Another))
    }
}

fn facts(path: &str) -> Option<String> {
    (path == "index.html").then(|| Facts { source: Some("community.yml"), agenda: None, checklist: Vec::new() }.json())
}

/// Runs `test` beside a preview of one page.
fn preview(test: impl FnOnce(SocketAddr, &Room<'_>)) {
    let room = Room::new("this run", Company::Alone, facts);
    let door = open(IpAddr::V4(Ipv4Addr::LOCALHOST), 0).expect("a free port");
    let closer = door.closer();
    std::thread::scope(|scope| {
        let server = scope.spawn(|| serve(&door, &OnePage, &room));
        // Closed even when the test panics: or else the scope would wait forever.
        let tested = catch_unwind(AssertUnwindSafe(|| test(door.address, &room)));
        closer.close();
        server.join().expect("no panic").expect("a port of its own");
        tested.unwrap_or_else(|panic| resume_unwind(panic));
    });
}

fn ask(at: SocketAddr, path: &str, fields: &str) -> TcpStream {
    let mut stream = TcpStream::connect(at).expect("a connection");
    stream.set_read_timeout(Some(serving::LIMIT)).expect("a socket");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {at}\r\n{fields}\r\n").expect("sent");
    stream
}

fn get(at: SocketAddr, path: &str, fields: &str) -> String {
    let mut answer = String::new();
    ask(at, path, fields).read_to_string(&mut answer).expect("an answer");
    answer
}

/// The editions that a page hears of.
fn listen(at: SocketAddr) -> impl Iterator<Item = String> {
    let lines = BufReader::new(ask(at, "/_handbound/live", "")).lines().map(|line| line.expect("a line"));
    let data = lines.filter_map(|line| line.strip_prefix("data: ").map(str::to_owned));
    data.map(|data| {
        let snapshot: serde_json::Value = serde_json::from_str(&data).expect("JSON");
        format!("{} {}", snapshot["server"].as_str().expect("a name"), snapshot["edition"])
    })
}

fn edition(edition: u64) -> Told {
    Told { edition, ..Told::default() }
}

#[test]
fn every_page_hears_of_every_edition_once_and_latecomers_of_the_last() {
    preview(|at, room| {
        room.tell(&edition(1));
        let mut first = listen(at);
        assert_eq!(first.next().as_deref(), Some("this run 1"));
        room.tell(&edition(1));
        room.tell(&edition(2));
        assert_eq!(first.next().as_deref(), Some("this run 2"));
        let mut second = listen(at);
        assert_eq!(second.next().as_deref(), Some("this run 2"));
        room.tell(&edition(3));
        for page in [&mut first, &mut second] {
            assert_eq!(page.next().as_deref(), Some("this run 3"));
        }
    });
}

#[test]
fn a_page_knows_the_tag_by_which_it_asks_for_itself() {
    preview(|at, _| {
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
    preview(|at, _| {
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
