//! A preview of a few fixed files, and a client that sends exactly what a test wants sent.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Shutdown, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use handbound::preview::server::mime::media_type;
use handbound::preview::server::{Lookup, ServedFile, SiteSource, Subscribers, open, serve};

/// The time in which anything has happened, on the slowest and busiest machine.
pub const LIMIT: Duration = Duration::from_secs(120);

/// Waits until `what` is seen to have happened.
pub fn at_last(what: &str, mut happened: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !happened() {
        assert!(begun.elapsed() < LIMIT, "this did not happen: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A small site with one file that is large.
struct TestSite(BTreeMap<&'static str, ServedFile>);

impl SiteSource for TestSite {
    fn find(&self, path: &str) -> Lookup {
        self.0.get(path).cloned().map_or(Lookup::Missing { nearest: None }, Lookup::File)
    }

    fn not_found_page(&self) -> Option<ServedFile> {
        self.0.get("404.html").cloned()
    }

    fn own_file(&self, _: &str, _: &str) -> Option<ServedFile> {
        None
    }
}

/// Runs `test` beside a server of a small site.
pub fn serving(test: impl FnOnce(SocketAddr, &Subscribers)) {
    let files = [
        ("index.html", b"<h1>Home</h1>".to_vec()),
        ("404.html", b"<h1>Not here</h1>".to_vec()),
        ("talk.mp4", vec![b'v'; 300_000]),
    ];
    let files = files.map(|(path, bytes)| (path, ServedFile::new(media_type(path), bytes)));
    serving_site(TestSite(files.into()), test);
}

/// Runs `test` beside a server of `site`, which ends with the process of the tests, as a preview does with its own.
pub fn serving_site(site: impl SiteSource + Send + 'static, test: impl FnOnce(SocketAddr, &Subscribers)) {
    let listener = Box::leak(Box::new(open(IpAddr::V4(Ipv4Addr::LOCALHOST), 0).expect("a free port")));
    let (site, subscribers) = (Box::leak(Box::new(site)), Box::leak(Box::<Subscribers>::default()));
    let (listener, site, subscribers) = (&*listener, &*site, &*subscribers);
    std::thread::spawn(move || serve(listener, site, subscribers));
    test(listener.address, subscribers);
}

/// Sends `request` and returns the whole answer.
pub fn whole(at: SocketAddr, request: &[u8]) -> Vec<u8> {
    whole_within(at, request, LIMIT)
}

/// Sends `request` and returns as much of the answer as comes within `limit`.
fn whole_within(at: SocketAddr, request: &[u8], limit: Duration) -> Vec<u8> {
    let mut stream = TcpStream::connect(at).expect("a connection");
    stream.set_read_timeout(Some(limit)).expect("a socket");
    // A client that is refused early need not have sent all. Whatever is answered, no other request follows.
    let _ = stream.write_all(request).and_then(|()| stream.shutdown(Shutdown::Write));
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}

/// Returns the same as text.
pub fn ask(at: SocketAddr, request: &str) -> String {
    String::from_utf8(whole(at, request.as_bytes())).expect("text")
}

pub fn get(at: SocketAddr, target: &str) -> String {
    ask(at, &format!("GET {target} HTTP/1.1\r\nHost: {at}\r\n\r\n"))
}

/// Returns the same; where nothing comes for a while, of a second request: one that waits in the server's queue behind an
/// open connection is begun when the next one arrives (`tiny_http`'s pool; see SECURITY.md).
pub fn get_again(at: SocketAddr, target: &str) -> String {
    let request = format!("GET {target} HTTP/1.1\r\nHost: {at}\r\n\r\n");
    let answer = whole_within(at, request.as_bytes(), LIMIT / 6);
    if answer.is_empty() { get(at, target) } else { String::from_utf8(answer).expect("text") }
}
