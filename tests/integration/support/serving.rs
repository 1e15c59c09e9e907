//! A preview of a few fixed files, and a client that says exactly what a test wants said.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use handbound::preview::server::{Event, File, Found, Listener, Live, Shelf, kind, open, serve};

/// In this time anything has happened, on the slowest and busiest machine.
pub const LIMIT: Duration = Duration::from_secs(120);

/// Waits until `what` is seen to have happened.
pub fn at_last(what: &str, mut happened: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !happened() {
        assert!(begun.elapsed() < LIMIT, "this did not happen: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The files of the site, and who listens to it.
pub struct Site {
    files: BTreeMap<&'static str, File>,
    listeners: Mutex<Vec<Listener>>,
}

/// A small site with one file that is large.
fn site() -> Site {
    let files = [
        ("index.html", b"<h1>Home</h1>".to_vec()),
        ("404.html", b"<h1>Not here</h1>".to_vec()),
        ("talk.mp4", vec![b'v'; 3_000_000]),
    ];
    let files = files.into_iter().map(|(path, bytes)| (path, File::new(kind(path), bytes))).collect();
    Site { files, listeners: Mutex::default() }
}

impl Shelf for Site {
    fn find(&self, path: &str) -> Found {
        self.files.get(path).cloned().map_or(Found::Missing { nearest: None }, Found::File)
    }

    fn missing(&self) -> Option<File> {
        self.files.get("404.html").cloned()
    }
}

impl Live for Site {
    fn answer(&self, _: &str, _: &str) -> Option<File> {
        None
    }

    fn listen(&self, query: &str, listener: Listener) {
        if listener.tell(Event { name: "edition", data: query.into() }) {
            self.listeners.lock().expect("no poison").push(listener);
        }
    }
}

impl Site {
    /// Tells everybody who listens, and gives how many they are.
    pub fn tell(&self, data: &str) -> usize {
        let mut listeners = self.listeners.lock().expect("no poison");
        listeners.retain(|listener| listener.tell(Event { name: "edition", data: data.into() }));
        listeners.len()
    }
}

/// Runs `test` beside a server and ends it.
pub fn serving(test: impl FnOnce(SocketAddr, &Site)) {
    let site = site();
    let door = open(IpAddr::V4(Ipv4Addr::LOCALHOST), 0).expect("a free port");
    let closer = door.closer();
    std::thread::scope(|scope| {
        let server = scope.spawn(|| serve(&door, &site, &site));
        // Closed even when the test panics: or else the scope would wait forever.
        let tested = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| test(door.address, &site)));
        closer.close();
        server.join().expect("no panic").expect("a port of its own");
        if let Err(panic) = tested {
            std::panic::resume_unwind(panic);
        }
    });
}

/// Sends `request` and gives all that is answered.
pub fn whole(at: SocketAddr, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(at).expect("a connection");
    stream.set_read_timeout(Some(LIMIT)).expect("a socket");
    // Whoever is refused early need not have heard all.
    let _ = stream.write_all(request);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}

/// The same as text.
pub fn ask(at: SocketAddr, request: &str) -> String {
    String::from_utf8(whole(at, request.as_bytes())).expect("text")
}

pub fn get(at: SocketAddr, target: &str) -> String {
    ask(at, &format!("GET {target} HTTP/1.1\r\nHost: {at}\r\n\r\n"))
}
