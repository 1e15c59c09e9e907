//! The guard over real connections, with limits so small that every one of them is reached; time is short where a test
//! waits for its end.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Mutex;

use super::*;

const ASK: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// As long as the slowest machine may take.
const LONG: Duration = Duration::from_secs(120);

fn small() -> Limits {
    Limits { head: 100, places: 1, waiting: 3, patience: LONG, farewell: LONG }
}

/// Runs `test` beside a guard that answers `done`, each time when it is told to.
fn guarded(limits: Limits, test: impl FnOnce(SocketAddr, &mpsc::Sender<()>)) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let at = listener.local_addr().expect("it is bound");
    let closing = AtomicBool::new(false);
    let (go, wait) = mpsc::channel();
    let wait = Mutex::new(wait);
    thread::scope(|scope| {
        let listener = &listener;
        let (closing, wait) = (&closing, &wait);
        scope.spawn(move || {
            guard(listener, at.ip(), limits, closing, &|_, mut stream| {
                let _ = wait.lock().expect("no poison").recv();
                let _ = stream.write_all(b"done");
            });
        });
        let tested = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| test(at, &go)));
        closing.store(true, Ordering::Release);
        drop(go);
        let _ = TcpStream::connect(at);
        tested.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    });
}

fn say(at: SocketAddr, words: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(at).expect("a connection");
    stream.set_read_timeout(Some(LONG)).expect("a socket");
    stream.write_all(words).expect("open");
    stream
}

/// All that is answered, which is nothing where the connection just closes.
fn hear(mut stream: &TcpStream) -> String {
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).chars().take(12).collect()
}

#[test]
fn whoever_finds_no_place_waits_for_one() {
    guarded(small(), |at, go| {
        let (first, second) = (say(at, ASK), say(at, ASK));
        go.send(()).expect("the guard is there");
        go.send(()).expect("the guard is there");
        assert_eq!([hear(&first), hear(&second)], ["done", "done"]);
    });
}

#[test]
fn whoever_waited_too_long_for_a_place_is_told_to_come_again() {
    guarded(Limits { patience: Duration::from_millis(400), ..small() }, |at, go| {
        let first = say(at, ASK);
        // The first has the place once the second is turned away: there is but one.
        let second = say(at, ASK);
        let answers = thread::scope(|scope| {
            let second = scope.spawn(|| hear(&second));
            let refused = second.join().expect("no panic");
            go.send(()).expect("the guard is there");
            [hear(&first), refused]
        });
        assert_eq!(answers, ["done", "HTTP/1.1 503"]);
    });
}

#[test]
fn one_too_many_at_the_door_costs_the_oldest_silent_one_its_connection() {
    guarded(small(), |at, go| {
        let silent: Vec<TcpStream> = (0..3).map(|_| say(at, b"")).collect();
        let last = say(at, ASK);
        go.send(()).expect("the guard is there");
        assert_eq!(hear(&last), "done");
        // The others are not closed.
        assert_eq!(hear(&silent[0]), "");
        for stream in &silent[1..] {
            stream.set_nonblocking(true).expect("a socket");
            let looked = stream.peek(&mut [0]).map_err(|error| error.kind());
            assert_eq!(looked, Err(ErrorKind::WouldBlock));
        }
    });
}

#[test]
fn a_head_may_be_as_long_as_the_limit_and_no_longer() {
    guarded(small(), |at, go| {
        for (more, expected) in [(0, "done"), (1, "HTTP/1.1 431")] {
            let begin = "GET / HTTP/1.1\r\nHost: localhost\r\nX: ";
            let head = format!("{begin}{}\r\n\r\n", "x".repeat(small().head - begin.len() + more));
            go.send(()).expect("the guard is there");
            assert_eq!(hear(&say(at, head.as_bytes())), expected);
        }
    });
}

#[test]
fn an_answer_arrives_though_its_asker_goes_on_talking() {
    guarded(small(), |at, go| {
        go.send(()).expect("the guard is there");
        let mut stream = say(at, ASK);
        let _ = stream.write_all(&vec![b'x'; 100_000]);
        assert_eq!(hear(&stream), "done");
    });
}
