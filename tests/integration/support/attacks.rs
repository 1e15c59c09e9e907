//! What a hostile program does to the preview's server, for the test that it holds and the bench that says how well.

use std::io::Write;
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::Duration;

use super::serving::{LIMIT, ask};

/// One attack: it gives the connections that it leaves open.
pub type Attack = fn(SocketAddr) -> Vec<TcpStream>;

/// Every attack by its name.
pub const ATTACKS: [(&str, Attack); 8] = [
    ("200 connections on which nothing is said", |at| many(at, 200, "")),
    ("200 heads that stop half-way", |at| many(at, 200, &format!("GET / HTTP/1.1\r\n{}X: ", host(at)))),
    ("64 connections that say a letter now and then", |at| {
        let mut slow = many(at, 64, "G");
        for letter in format!("ET / HTTP/1.1\r\n{}", host(at)).bytes() {
            for stream in &mut slow {
                let _ = stream.write_all(&[letter]);
            }
            thread::sleep(Duration::from_millis(10));
        }
        slow
    }),
    ("1,000 hostile paths", |at| {
        for path in hostile_paths() {
            let answer = ask(at, &format!("GET {path} HTTP/1.1\r\n{}\r\n", host(at)));
            let status = answer.get(9..12).unwrap_or_default().to_owned();
            assert!(["400", "404"].contains(&status.as_str()), "{path}: {answer}");
        }
        Vec::new()
    }),
    ("a head of 64 MB", |at| {
        let mut stream = connect(at);
        let _ = write!(stream, "GET / HTTP/1.1\r\n{}X: ", host(at));
        let piece = vec![b'x'; 1024 * 1024];
        for _ in 0..64 {
            if stream.write_all(&piece).is_err() {
                break;
            }
        }
        vec![stream]
    }),
    ("30 who ask for much and read nothing", |at| many(at, 30, &format!("GET /talk.mp4 HTTP/1.1\r\n{}\r\n", host(at)))),
    ("100 pages that listen and read nothing", |at| {
        many(at, 100, &format!("GET /_handbound/live HTTP/1.1\r\n{}\r\n", host(at)))
    }),
    ("2,000 connections that come and go", |at| {
        (0..2000).for_each(|_| drop(TcpStream::connect(at)));
        Vec::new()
    }),
];

fn host(at: SocketAddr) -> String {
    format!("Host: {at}\r\n")
}

pub fn connect(at: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(at).expect("a connection");
    stream.set_read_timeout(Some(LIMIT)).expect("a socket");
    stream.set_write_timeout(Some(LIMIT)).expect("a socket");
    stream
}

/// `many` connections on which `words` are said and nothing is read.
fn many(at: SocketAddr, many: usize, words: &str) -> Vec<TcpStream> {
    let open = |_| {
        let mut stream = connect(at);
        // Who has been sent away cannot say anything.
        let _ = stream.write_all(words.as_bytes());
        stream
    };
    (0..many).map(open).collect()
}

/// What must never come out, however it is asked for.
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
