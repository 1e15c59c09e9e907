//! The server behind the guard: `tiny_http` at a port of its own, which answers nobody but the guard.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tiny_http::{Request, Server};

use crate::preview::guard::{Asked, Method};

/// The field in which the guard says the word of this run.
const WORD: &str = "Handbound-Guard";
/// How soon after a listener is gone the guard notices.
const LOOK: Duration = Duration::from_secs(1);
/// For how long nothing may be taken of an answer: 64 KB in this time is little enough for any browser.
const WRITE: Duration = Duration::from_secs(30);
/// Until it is tried again to hear what the guard asks.
const BREATH: Duration = Duration::from_millis(10);
const PIECE: usize = 64 * 1024;

/// The server behind the guard.
pub(super) struct Inner {
    word: String,
    at: Mutex<At>,
    closed: AtomicBool,
}

/// Where it is just now: it may have to begin again.
#[derive(Clone)]
struct At {
    server: Arc<Server>,
    address: SocketAddr,
}

/// Whether an answer has an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    Bounded,
    Stream,
}

/// Begins to listen at a free port of this computer.
pub(super) fn listen() -> io::Result<Inner> {
    Ok(Inner { word: word(), at: Mutex::new(begin()?), closed: AtomicBool::new(false) })
}

fn begin() -> io::Result<At> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    let server = Server::from_listener(listener, None).map_err(io::Error::other)?;
    Ok(At { server: Arc::new(server), address })
}

/// A word that nobody can guess: the standard library seeds its hashers from the system's randomness.
fn word() -> String {
    let half = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", half(), half())
}

impl Inner {
    fn at(&self) -> At {
        self.at.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Gives each request of the guard's to `take`, until [`Inner::close`] is called.
    pub fn run(&self, take: &dyn Fn(Asked, Box<dyn Write + Send>)) {
        while !self.closed.load(Ordering::Acquire) {
            match self.at().server.recv() {
                Ok(request) => match self.asked(&request) {
                    Some(asked) => take(asked, request.into_writer()),
                    // Somebody found the port. They get nothing at all.
                    None => drop(request.into_writer()),
                },
                // It has ended, or another has taken its place, which is asked next.
                Err(_) => thread::sleep(BREATH),
            }
        }
    }

    /// A connection to the server. It ends for good, and may even panic, when the system has no more files to give to
    /// it; then another takes its place.
    fn connect(&self) -> io::Result<TcpStream> {
        let at = self.at();
        match TcpStream::connect(at.address) {
            Err(error) if error.kind() == ErrorKind::ConnectionRefused => {
                let mut now = self.at.lock().unwrap_or_else(PoisonError::into_inner);
                if now.address == at.address {
                    *now = begin()?;
                    at.server.unblock();
                }
                TcpStream::connect(now.address)
            }
            tried => tried,
        }
    }

    pub fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.at().server.unblock();
    }

    /// What the guard wrote, if it was the guard.
    fn asked(&self, request: &Request) -> Option<Asked> {
        let field = |name: &'static str| {
            request.headers().iter().find(|field| field.field.equiv(name)).map(|field| field.value.as_str().to_owned())
        };
        (field(WORD)? == self.word).then(|| Asked {
            method: if *request.method() == tiny_http::Method::Head { Method::Head } else { Method::Get },
            target: request.url().to_owned(),
            range: field("Range"),
            if_range: field("If-Range"),
            if_none_match: field("If-None-Match"),
        })
    }

    /// Hands `asked` on and copies the answer to `client`.
    pub fn hand_on(&self, asked: &Asked, length: Length, client: &TcpStream) -> io::Result<()> {
        let mut server = self.connect()?;
        server.set_nodelay(true)?;
        server.set_read_timeout(Some(LOOK))?;
        client.set_write_timeout(Some(WRITE))?;
        server.write_all(self.head(asked).as_bytes())?;
        let mut piece = vec![0; PIECE];
        loop {
            match server.read(&mut piece) {
                Ok(0) => return Ok(()),
                Ok(read) => write(client, &piece[..read])?,
                Err(error) => match error.kind() {
                    ErrorKind::Interrupted => {}
                    ErrorKind::WouldBlock | ErrorKind::TimedOut if length == Length::Bounded || !is_gone(client) => {}
                    _ => return Err(error),
                },
            }
        }
    }

    /// The head for `tiny_http`, with what is of any use in it.
    fn head(&self, asked: &Asked) -> String {
        let method = if asked.method == Method::Head { "HEAD" } else { "GET" };
        let mut head = format!("{method} {} HTTP/1.1\r\nConnection: close\r\n{WORD}: {}\r\n", asked.target, self.word);
        for (name, value) in
            [("Range", &asked.range), ("If-Range", &asked.if_range), ("If-None-Match", &asked.if_none_match)]
        {
            if let Some(value) = value.as_ref().filter(|value| value.is_ascii()) {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        head + "\r\n"
    }
}

/// Writes all of `bytes`, which may take as long as one wait and no longer, even if some are taken now and then.
fn write(mut client: &TcpStream, mut bytes: &[u8]) -> io::Result<()> {
    let begun = Instant::now();
    while !bytes.is_empty() {
        if begun.elapsed() > WRITE {
            return Err(ErrorKind::TimedOut.into());
        }
        match client.write(bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Whether `client` has closed. A page that listens has nothing to say, so that this is all that can come.
fn is_gone(client: &TcpStream) -> bool {
    let looked = client.set_nonblocking(true).and_then(|()| client.peek(&mut [0]));
    let back = client.set_nonblocking(false);
    back.is_err() || !matches!(looked, Ok(1..)) && !looked.is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> Asked {
        let field = |value: &str| Some(value.to_owned());
        Asked {
            method: Method::Head,
            target: "/a?b".to_owned(),
            range: field("bytes=0-1"),
            if_range: field("\"x\""),
            if_none_match: None,
        }
    }

    /// What is answered to `request` on a connection of its own.
    fn direct(inner: &Inner, request: &str) -> String {
        let mut stream = TcpStream::connect(inner.at().address).expect("a connection");
        stream.write_all(request.as_bytes()).expect("open");
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        answer
    }

    #[test]
    fn the_guard_is_answered_and_nobody_else() {
        let inner = listen().expect("a free port");
        thread::scope(|scope| {
            scope.spawn(|| {
                inner.run(&|heard, mut to| {
                    assert_eq!(heard, asked());
                    let _ = to.write_all(b"well");
                });
            });
            let head = inner.head(&asked());
            let answers = [
                direct(&inner, &head),
                direct(&inner, &head.replace(&inner.word, &"0".repeat(32))),
                direct(&inner, "GET /a?b HTTP/1.1\r\nConnection: close\r\n\r\n"),
            ];
            inner.close();
            assert_eq!(answers, ["well", "", ""]);
        });
    }

    #[test]
    fn where_the_server_has_ended_another_takes_its_place() {
        let inner = listen().expect("a free port");
        let dead = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|gone| gone.local_addr()).expect("a free port");
        inner.at.lock().expect("no poison").address = dead;
        thread::scope(|scope| {
            scope.spawn(|| inner.run(&|_, mut to| drop(to.write_all(b"well"))));
            let mut answer = String::new();
            let asked = inner.connect().and_then(|mut stream| {
                stream.write_all(inner.head(&asked()).as_bytes())?;
                stream.read_to_string(&mut answer)
            });
            inner.close();
            assert_eq!((asked.is_ok(), answer.as_str()), (true, "well"));
        });
    }

    #[test]
    fn each_run_has_a_word_of_its_own() {
        assert_ne!(word(), word());
        assert_eq!(word().len(), 32);
    }
}
