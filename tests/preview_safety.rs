//! The preview under attack: it answers others within 50 ms, gives nothing away, and its memory stays flat.

#[path = "support/serving.rs"]
mod serving;

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serving::{ask, get, serving, whole};

/// How soon others are answered, whatever goes on beside them: the median, as other programs want their turn too.
const SOON: Duration = Duration::from_millis(50);
/// How much more memory may be held after an attack than before it. The attackers are in the same process.
const FLAT: u64 = 8 * 1024;
/// One test at a time: they share a process, of which one measures the memory.
static ALONE: Mutex<()> = Mutex::new(());
/// Fewest good requests that count.
const SAMPLES: usize = 30;

/// How long one good request takes.
fn answered_in(at: SocketAddr) -> Duration {
    let asked = Instant::now();
    let answer = get(at, "/");
    assert!(answer.ends_with("<h1>Home</h1>"), "{answer}");
    asked.elapsed()
}

/// The median and the longest.
fn sum_up(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort_unstable();
    (times[times.len() / 2], times[times.len() - 1])
}

/// The kilobytes of memory that this process holds now; `None` where the system does not say.
fn held() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.trim().strip_suffix(" kB")?.parse().ok()
}

/// Holds the preview to its promises while `attack` goes on, and while the connections that it leaves are open.
fn under(name: &str, at: SocketAddr, attack: impl FnOnce() -> Vec<TcpStream> + Send) {
    let before = held();
    thread::scope(|scope| {
        let attack = scope.spawn(attack);
        let mut during = Vec::new();
        while during.len() < SAMPLES || !attack.is_finished() {
            during.push(answered_in(at));
        }
        let left = attack.join().expect("the attack does not panic");
        let after = sum_up((0..SAMPLES).map(|_| answered_in(at)).collect());
        let during = sum_up(during);
        let grown = held().zip(before).map(|(now, before)| now.saturating_sub(before));
        println!("{name}: answered in (median, longest) {during:?}, then {after:?}; memory grew by {grown:?} KB");
        assert!(during.0 < SOON && after.0 < SOON, "{name}: others are answered in {during:?}, then {after:?}");
        assert!(grown.is_none_or(|grown| grown < FLAT), "{name}: memory grew by {grown:?} KB");
        drop(left);
    });
}

fn connect(at: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(at).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a socket");
    stream.set_write_timeout(Some(Duration::from_secs(20))).expect("a socket");
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

#[test]
fn others_are_answered_within_50_ms_and_memory_stays_flat() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    serving(|at, _| {
        // Threads and buffers that stay are there before anything is measured.
        for _ in 0..100 {
            answered_in(at);
        }
        let before = held();
        let host = format!("Host: {at}\r\n");
        under("200 connections on which nothing is said", at, || many(at, 200, ""));
        under("200 heads that stop half-way", at, || many(at, 200, &format!("GET / HTTP/1.1\r\n{host}X: ")));
        under("64 connections that say a letter now and then", at, || {
            let mut slow = many(at, 64, "G");
            for letter in format!("ET / HTTP/1.1\r\n{host}").bytes() {
                for stream in &mut slow {
                    let _ = stream.write_all(&[letter]);
                }
                thread::sleep(Duration::from_millis(10));
            }
            slow
        });
        under("1,000 hostile paths", at, || {
            for path in hostile_paths() {
                let answer = ask(at, &format!("GET {path} HTTP/1.1\r\n{host}\r\n"));
                let status = answer.get(9..12).unwrap_or_default().to_owned();
                assert!(["400", "404"].contains(&status.as_str()), "{path}: {answer}");
            }
            Vec::new()
        });
        under("a head of 64 MB", at, || {
            let mut stream = connect(at);
            let _ = write!(stream, "GET / HTTP/1.1\r\n{host}X: ");
            let piece = vec![b'x'; 1024 * 1024];
            for _ in 0..64 {
                if stream.write_all(&piece).is_err() {
                    break;
                }
            }
            vec![stream]
        });
        under("30 who ask for much and read nothing", at, || {
            many(at, 30, &format!("GET /talk.mp4 HTTP/1.1\r\n{host}\r\n"))
        });
        under("100 pages that listen and read nothing", at, || {
            many(at, 100, &format!("GET /_handbound/live HTTP/1.1\r\n{host}\r\n"))
        });
        under("2,000 connections that come and go", at, || {
            (0..2000).for_each(|_| drop(TcpStream::connect(at)));
            Vec::new()
        });
        let grown = held().zip(before).map(|(now, before)| now.saturating_sub(before));
        assert!(grown.is_none_or(|grown| grown < 2 * FLAT), "after all of it memory has grown by {grown:?} KB");
    });
}

#[test]
fn hostile_requests_are_refused_as_what_they_are() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    serving(|at, _| {
        let host = format!("Host: {at}\r\n");
        for (request, status) in [
            (format!("GET /{} HTTP/1.1\r\n{host}\r\n", "a".repeat(10_000)), "404"),
            (format!("GET /{} HTTP/1.1\r\n{host}\r\n", "%2e%2e/".repeat(1_000)), "404"),
            (format!("GET /{} HTTP/1.1\r\n{host}\r\n", "a".repeat(20_000)), "431"),
            (format!("GET / HTTP/1.1\r\n{host}{}\r\n", "X: y\r\n".repeat(20_000)), "431"),
            (format!("GET http://{at}/../../etc/passwd HTTP/1.1\r\n{host}\r\n"), "404"),
            (format!("GET http://{at} HTTP/1.1\r\n{host}\r\n"), "200"),
            (format!("GET http://user@{at}/ HTTP/1.1\r\n{host}\r\n"), "403"),
            (format!("GET file:///etc/passwd HTTP/1.1\r\n{host}\r\n"), "400"),
            (format!("GET etc/passwd HTTP/1.1\r\n{host}\r\n"), "400"),
            (format!("GET /\u{e9} HTTP/1.1\r\n{host}\r\n"), "400"),
            (format!("GET / HTTP/1.1\nHost: {at}\n\r\n\r\n"), "400"),
            (format!("GET / HTTP/1.1\r\n{host}Host: evil.example\r\n\r\n"), "400"),
            (format!("CONNECT {at} HTTP/1.1\r\n{host}\r\n"), "405"),
            (format!("OPTIONS * HTTP/1.1\r\n{host}\r\n"), "405"),
            ("GET / HTTP/1.1\r\n\r\n".to_owned(), "403"),
        ] {
            let answer = ask(at, &request);
            let start: String = request.chars().take(60).collect();
            assert_eq!(answer.get(9..12), Some(status), "{start}: {answer}");
            assert!(!answer.contains("root:"), "{answer}");
        }
        let answer = whole(at, &[b"GET /\xff\xfe HTTP/1.1\r\n", host.as_bytes(), b"\r\n"].concat());
        assert!(answer.starts_with(b"HTTP/1.1 400 "), "{}", String::from_utf8_lossy(&answer));
    });
}

#[test]
fn whoever_does_not_come_to_the_point_is_let_go_after_five_seconds() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    serving(|at, _| {
        let begun = Instant::now();
        let mut silent = connect(at);
        let mut slow = connect(at);
        slow.write_all(b"GET / HTTP/1.1\r\nHost").expect("open");
        let mut answers = [String::new(), String::new()];
        silent.read_to_string(&mut answers[0]).expect("closed");
        slow.read_to_string(&mut answers[1]).expect("closed");
        assert_eq!(answers[0], "");
        assert!(answers[1].starts_with("HTTP/1.1 408 "), "{}", answers[1]);
        let waited = begun.elapsed();
        assert!(waited > Duration::from_secs(4) && waited < Duration::from_secs(9), "{waited:?}");
    });
}
