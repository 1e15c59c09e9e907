//! The preview under attack: it answers others all the while, gives nothing away, and its memory stays flat. How soon
//! others are answered is measured by `cargo bench -- attacks`.

use std::fs;
use std::io::{Read, Write};
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::support::attacks::{ATTACKS, Attack, connect};
use crate::support::serving::{ask, get, serving, whole};

/// How much more memory may be held after an attack than before it, in KB. The attackers are in the same process.
const FLAT: u64 = 8 * 1024;
/// One test at a time: they share a process, of which one measures the memory.
static ALONE: Mutex<()> = Mutex::new(());
/// Fewest good requests that count.
const SAMPLES: usize = 30;

/// A good request, which is answered.
fn is_answered(at: SocketAddr) {
    let answer = get(at, "/");
    assert!(answer.ends_with("<h1>Home</h1>"), "{answer}");
}

/// The kilobytes of memory that this process holds now; `None` where the system does not say.
fn held() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.trim().strip_suffix(" kB")?.parse().ok()
}

/// Holds the preview to its promises while `attack` goes on, and while the connections that it leaves are open.
fn under(name: &str, at: SocketAddr, attack: Attack) {
    let before = held();
    thread::scope(|scope| {
        let attack = scope.spawn(move || attack(at));
        let mut during = 0;
        while during < SAMPLES || !attack.is_finished() {
            is_answered(at);
            during += 1;
        }
        let left = attack.join().expect("the attack does not panic");
        (0..SAMPLES).for_each(|_| is_answered(at));
        let grown = held().zip(before).map(|(now, before)| now.saturating_sub(before));
        assert!(grown.is_none_or(|grown| grown < FLAT), "{name}: memory grew by {grown:?} KB");
        drop(left);
    });
}

#[test]
fn others_are_answered_and_memory_stays_flat() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    serving(|at, _| {
        // Threads and buffers that stay are there before anything is measured.
        for _ in 0..100 {
            is_answered(at);
        }
        let before = held();
        for (name, attack) in ATTACKS {
            under(name, at, attack);
        }
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
fn whoever_does_not_come_to_the_point_is_let_go() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    serving(|at, _| {
        let mut silent = connect(at);
        let mut slow = connect(at);
        slow.write_all(b"GET / HTTP/1.1\r\nHost").expect("open");
        let mut answers = [String::new(), String::new()];
        silent.read_to_string(&mut answers[0]).expect("closed");
        slow.read_to_string(&mut answers[1]).expect("closed");
        assert_eq!(answers[0], "");
        assert!(answers[1].starts_with("HTTP/1.1 408 "), "{}", answers[1]);
    });
}
