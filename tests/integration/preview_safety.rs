//! The preview under attack by a page of another website: it gives nothing away, answers others all the while, and its
//! memory stays flat. How soon others are answered is measured by `cargo bench -- attacks`.

use std::fs;
use std::net::SocketAddr;
use std::thread;

use crate::serve::{handbook, preview};
use crate::support::attacks::{ATTACKS, Attack};
use crate::support::serving::{ask, get_again, serving, whole};

/// The number of times that each attack is made. The larger ones send 40 MB and more, so that one which leaves all of
/// it behind is over the bound, however much the allocator keeps for later.
const TIMES: usize = 4;
/// The most memory that may be held after all of that beyond what was before, in KB.
const BOUND: u64 = 96 * 1024;
/// Fewest good requests that count.
const SAMPLES: usize = 30;

/// Makes a good request, which is answered.
fn is_answered(at: SocketAddr) {
    let answer = get_again(at, "/");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

/// Returns the kilobytes of memory that the process `id` holds now; `None` where the system does not report it.
fn held(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.trim().strip_suffix(" kB")?.parse().ok()
}

/// Asks for a page while `attack` goes on and after it.
fn under(at: SocketAddr, attack: Attack) {
    thread::scope(|scope| {
        let attack = scope.spawn(move || attack(at));
        let mut during = 0;
        while during < SAMPLES || !attack.is_finished() {
            is_answered(at);
            during += 1;
        }
        attack.join().expect("it is refused");
        (0..SAMPLES).for_each(|_| is_answered(at));
    });
}

#[test]
fn others_are_answered_and_memory_stays_flat() {
    let dir = handbook();
    let mut preview = preview(dir.path(), &["--port", "0"]);
    let at = preview.address().1.parse().expect("an address");
    let id = preview.program.id();
    is_answered(at);
    let begin = held(id);
    for (name, attack) in ATTACKS {
        (0..TIMES).for_each(|_| under(at, attack));
        let grown = held(id).zip(begin).map(|(now, begin)| now.saturating_sub(begin));
        assert!(grown.is_none_or(|grown| grown < BOUND), "{name}: memory grew by {grown:?} KB");
    }
}

#[test]
fn hostile_requests_are_refused() {
    serving(|at, _| {
        let host = format!("Host: {at}\r\n");
        for (request, status) in [
            (format!("GET /{} HTTP/1.1\r\n{host}\r\n", "a".repeat(10_000)), "404"),
            (format!("GET /{} HTTP/1.1\r\n{host}\r\n", "%2e%2e/".repeat(1_000)), "404"),
            (format!("GET /{} HTTP/1.1\r\n{host}\r\n", "a".repeat(20_000)), "431"),
            (format!("GET / HTTP/1.1\r\n{host}{}\r\n", "X: y\r\n".repeat(20_000)), "431"),
            (format!("GET / HTTP/1.1\r\n{host}X: {}\r\n\r\n", "y".repeat(64 * 1024 * 1024)), "431"),
            (format!("GET http://{at}/../../etc/passwd HTTP/1.1\r\n{host}\r\n"), "400"),
            (format!("GET http://evil.example/ HTTP/1.1\r\n{host}\r\n"), "400"),
            (format!("GET file:///etc/passwd HTTP/1.1\r\n{host}\r\n"), "400"),
            (format!("GET etc/passwd HTTP/1.1\r\n{host}\r\n"), "400"),
            (format!("GET /sessions?a\nSet-Cookie:b HTTP/1.1\r\n{host}\r\n"), "400"),
            (format!("GET / HTTP/1.1\nHost: {at}\n\r\n\r\n"), "400"),
            (format!("GET / HTTP/1.1\r\nHost : {at}\r\n\r\n"), "400"),
            (format!("GET / HTTP/1.1\r\n{host}Host: evil.example\r\n\r\n"), "403"),
            (format!("CONNECT {at} HTTP/1.1\r\n{host}\r\n"), "400"),
            (format!("OPTIONS * HTTP/1.1\r\n{host}\r\n"), "400"),
            ("GET / HTTP/1.1\r\n\r\n".to_owned(), "403"),
        ] {
            let answer = ask(at, &request);
            let start: String = request.chars().take(60).collect();
            assert_eq!(answer.get(9..12), Some(status), "{start}: {answer}");
            assert!(!answer.contains("root:") && !answer.contains("Set-Cookie"), "{answer}");
        }
        // A target that is no text gets no answer at all.
        for target in [&b"/\xff\xfe"[..], "/\u{e9}".as_bytes()] {
            let answer = whole(at, &[b"GET ", target, b" HTTP/1.1\r\n", host.as_bytes(), b"\r\n"].concat());
            assert!(answer.is_empty(), "{}", String::from_utf8_lossy(&answer));
        }
        is_answered(at);
    });
}
