//! Attacks that a page of another website can make on the preview through a browser, and the worst of one request, for
//! the test that it is refused and the bench of how soon others are answered beside it.

use std::io::Write;
use std::net::{SocketAddr, TcpStream};

use super::serving::{ask, whole};

/// One attack; it panics where something is given away.
pub type Attack = fn(SocketAddr);

/// Every attack by its name.
pub const ATTACKS: [(&str, Attack); 6] = [
    ("1,000 hostile paths", |at| {
        for path in hostile_paths() {
            is_refused(at, &format!("GET {path} HTTP/1.1\r\nHost: {at}\r\n\r\n"), &["400", "404"]);
        }
    }),
    ("200 requests by a page of another website", |at| {
        for number in 0..200 {
            let field = ["Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"][number % 3];
            is_refused(at, &format!("GET / HTTP/1.1\r\nHost: {at}\r\n{field}\r\n\r\n"), &["403"]);
        }
    }),
    ("200 requests under a name that leads here", |at| {
        for _ in 0..200 {
            is_refused(at, "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", &["403"]);
        }
    }),
    ("a form that claims 100 TB", |at| {
        let mut stream = TcpStream::connect(at).expect("a connection");
        write!(stream, "POST / HTTP/1.1\r\nHost: {at}\r\nContent-Length: 100000000000000\r\n\r\nx").expect("open");
    }),
    ("a form with 64 MB", |at| {
        let fields = format!("Host: {at}\r\nOrigin: http://evil.example\r\nContent-Length: {MUCH}\r\n\r\n");
        let answer = whole(at, &[format!("POST / HTTP/1.1\r\n{fields}").as_bytes(), &vec![b'x'; MUCH]].concat());
        assert!(answer.starts_with(b"HTTP/1.1 403 "), "{}", String::from_utf8_lossy(&answer));
    }),
    ("20 addresses of 2 MB, the longest of any browser", |at| {
        let target = "a".repeat(2 * 1024 * 1024);
        for _ in 0..20 {
            is_refused(at, &format!("GET /{target} HTTP/1.1\r\nHost: {at}\r\n\r\n"), &["431"]);
        }
    }),
];

const MUCH: usize = 64 * 1024 * 1024;

fn is_refused(at: SocketAddr, request: &str, statuses: &[&str]) {
    let answer = ask(at, request);
    let start: String = request.chars().take(200).collect();
    assert!(statuses.contains(&answer.get(9..12).unwrap_or_default()), "{start}: {answer}");
}

/// Returns paths out of the site, in all spellings, that must never be served.
fn hostile_paths() -> Vec<String> {
    let steps = ["..", "%2e%2e", "%2E.", "..%00", "..;", "%252e%252e", "....", "%c0%ae%c0%ae", "%u002e", "..%ff"];
    let strokes = ["/", "\\", "%2f", "%5c", "//", "/./", "%00/", "%252f", "/%20/", "\u{2f}\u{2f}\u{2f}"];
    let ends = [
        "etc/passwd",
        "Windows/win.ini",
        "index.html%00.png",
        "C:/",
        "proc/self/environ",
        "404.html/",
        "%",
        "%00",
        "_handbound/../index.html",
        "~root",
    ];
    let mut paths = Vec::new();
    for step in steps {
        for stroke in strokes {
            for end in ends {
                paths.push(format!("/{}{end}", format!("{step}{stroke}").repeat(8)));
            }
        }
    }
    paths
}
