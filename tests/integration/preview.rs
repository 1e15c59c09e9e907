//! The preview's server over real connections: pages, parts, streams, and refused clients.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::support::serving::{LIMIT, ask, get, serving, whole};

#[test]
fn a_page_comes_with_all_its_fields_and_the_connection_is_to_be_closed() {
    serving(|at, _| {
        let answer = get(at, "/");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        assert_eq!(body, "<h1>Home</h1>");
        let mut lines = head.split("\r\n");
        assert_eq!(lines.next(), Some("HTTP/1.1 200 OK"));
        let other = |line: &&str| !["ETag: ", "Date: ", "Server: "].iter().any(|name| line.starts_with(name));
        let mut fields: Vec<&str> = lines.filter(other).collect();
        fields.sort_unstable();
        assert_eq!(
            fields,
            [
                "Accept-Ranges: bytes",
                "Cache-Control: no-store",
                "Connection: close",
                "Content-Length: 13",
                "Content-Type: text/html; charset=utf-8",
                "Cross-Origin-Resource-Policy: same-origin",
                "X-Content-Type-Options: nosniff",
            ]
        );
    });
}

#[test]
fn parts_heads_and_missing_pages_come_through() {
    serving(|at, _| {
        let host = format!("Host: {at}\r\n");
        let video = |fields: &str| ask(at, &format!("GET /talk.mp4 HTTP/1.1\r\n{host}{fields}\r\n"));
        let part = video("Range: bytes=1000-1003\r\n");
        assert!(part.starts_with("HTTP/1.1 206 "), "{part}");
        assert!(part.contains("Content-Range: bytes 1000-1003/300000\r\n"), "{part}");
        assert!(video("Range: bytes=300000-\r\n").starts_with("HTTP/1.1 416 "));
        assert!(whole(at, format!("GET /talk.mp4 HTTP/1.1\r\n{host}\r\n").as_bytes()).len() > 300_000);
        let head = ask(at, &format!("HEAD /talk.mp4 HTTP/1.0\r\n{host}\r\n"));
        assert!(head.contains("Content-Length: 300000\r\n") && head.ends_with("\r\n\r\n"), "{head}");
        let missing = get(at, "/a/b/c.html");
        assert!(missing.starts_with("HTTP/1.1 404 ") && missing.ends_with("<h1>Not here</h1>"), "{missing}");
        let tag = get(at, "/").lines().find_map(|line| line.strip_prefix("ETag: ").map(str::to_owned)).expect("a tag");
        let same = ask(at, &format!("GET / HTTP/1.1\r\n{host}If-None-Match: {tag}\r\n\r\n"));
        assert!(same.starts_with("HTTP/1.1 304 "), "{same}");
    });
}

#[test]
fn strangers_are_turned_away_in_a_sentence() {
    serving(|at, _| {
        for (request, status, words) in [
            ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "403 Forbidden", "only under its own address"),
            ("GET / HTTP/1.1\r\nHost: HERE\r\nOrigin: http://evil.example\r\n\r\n", "403 Forbidden", "another site"),
            ("GET / HTTP/1.1\r\nHost: HERE\r\nSec-Fetch-Site: cross-site\r\n\r\n", "403 Forbidden", "another site"),
            (
                "POST / HTTP/1.1\r\nHost: HERE\r\nContent-Length: 9\r\n\r\nsome body",
                "405 Method Not Allowed",
                "cannot send anything",
            ),
            ("GET http://evil.example/ HTTP/1.1\r\nHost: HERE\r\n\r\n", "400 Bad Request", "could not read"),
        ] {
            let answer = ask(at, &request.replace("HERE", &at.to_string()));
            assert!(answer.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{request}: {answer}");
            assert!(answer.contains(words) && answer.contains("Connection: close\r\n"), "{request}: {answer}");
            assert_eq!(answer.contains("\r\nAllow: GET, HEAD\r\n"), status.starts_with("405"), "{answer}");
        }
    });
}

#[test]
fn a_request_may_come_in_pieces() {
    serving(|at, _| {
        let mut stream = TcpStream::connect(at).expect("a connection");
        for piece in format!("GET / HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n").as_bytes().chunks(7) {
            stream.write_all(piece).expect("open");
            std::thread::sleep(Duration::from_millis(3));
        }
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    });
}

/// A page that listens, with all events that it was sent so far.
struct Page {
    stream: TcpStream,
    received: String,
}

fn listen(at: std::net::SocketAddr) -> Page {
    let mut stream = TcpStream::connect(at).expect("a connection");
    stream.set_read_timeout(Some(LIMIT)).expect("a socket");
    write!(stream, "GET /_handbound/live?page=x HTTP/1.1\r\nHost: {at}\r\n\r\n").expect("open");
    let mut page = Page { stream, received: String::new() };
    page.read_until("retry: 500\n\n\r\n");
    page
}

impl Page {
    fn read_until(&mut self, end: &str) {
        let mut piece = [0; 1024];
        while !self.received.ends_with(end) {
            let read = self.stream.read(&mut piece).expect("in time");
            assert!(read > 0, "closed after {}", self.received);
            self.received.push_str(std::str::from_utf8(&piece[..read]).expect("text"));
        }
    }
}

#[test]
fn a_page_that_listens_is_told_at_once() {
    serving(|at, subscribers| {
        let mut page = listen(at);
        let head = page.received.clone();
        assert!(
            head.starts_with("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/event-stream\r\n"),
            "{head}"
        );
        assert!(head.contains("\r\nCache-Control: no-store\r\n") && !head.contains("Content-Length"), "{head}");
        for version in ["1", "2", "3"] {
            subscribers.publish(version);
            page.read_until(&format!("event: edition\ndata: {version}\n\n\r\n"));
        }
    });
}

#[test]
fn any_number_of_pages_may_listen_and_come_and_go() {
    serving(|at, subscribers| {
        // More than there may be streams: the oldest are closed, and pages are answered all the while.
        let mut open = Vec::new();
        for _ in 0..100 {
            open.push(listen(at));
            if open.len() % 10 == 0 {
                assert!(get(at, "/").starts_with("HTTP/1.1 200 "));
            }
        }
        open[0].read_until("\r\n0\r\n\r\n");
        subscribers.publish("now");
        open[99].read_until("data: now\n\n\r\n");
        assert!(!open[99].received.contains("\r\n0\r\n"), "the newest is not the one that ends");
    });
}
