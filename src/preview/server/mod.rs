//! The preview's HTTP server: `tiny_http` with a site from memory behind it.
//!
//! Nothing here knows a disk or how a page is made. The server asks a [`SiteSource`] for a file by its exact path in the
//! site, so that no path can lead out of it, and writes what [`Subscribers`] are told as server-sent events.
//!
//! `tiny_http` has a thread for each open connection and reads its requests; each request is answered in a thread of its
//! own. What this promises and what it does not is told in [`preview`](crate::preview).

mod access;
mod answer;
mod listener;
pub mod mime;
mod range;
mod subscribers;
mod url_path;

use std::io::{self, Write};
use std::mem;
use std::sync::Arc;
use std::thread::{self, Scope};
use std::time::Duration;

use tiny_http::{Method, Request, Server};
use twox_hash::XxHash3_128;

use answer::ByteResponse;

pub use listener::{Exposure, PreviewListener, open};
pub use subscribers::Subscribers;

/// The prefix of what the preview has beside the site: no path of a site begins so.
pub const OWN_PREFIX: &str = "_handbound/";
/// The path of the event stream.
const STREAM_PATH: &str = "/_handbound/live";
/// Time until accepting connections is tried again after it failed.
const RETRY: Duration = Duration::from_millis(100);
/// The longest body that is read, to be thrown away. When a request is dropped, `tiny_http` reserves memory for all of the
/// body that was not read: the program would end where there is not so much. So a request with a longer one is neither
/// answered nor dropped.
const MAX_BODY: usize = 256 * 1024 * 1024;
/// The stack of a thread that answers, on which a page is made.
const STACK: usize = 2 * 1024 * 1024;

/// A file as it is sent.
#[derive(Debug, Clone)]
pub struct ServedFile {
    /// The media type, such as [`mime::media_type`] gives.
    pub media_type: &'static str,
    pub bytes: Arc<[u8]>,
    /// The hash of the bytes, or of what they were made from.
    pub fingerprint: u128,
}

impl ServedFile {
    pub fn new(media_type: &'static str, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let fingerprint = XxHash3_128::oneshot(&bytes);
        Self { media_type, bytes, fingerprint }
    }

    /// Returns the strong entity tag (RFC 9110 §8.8.3).
    #[must_use]
    pub fn entity_tag(&self) -> String {
        format!("\"{:032x}\"", self.fingerprint)
    }
}

/// The result of looking up a path in a site.
#[derive(Debug, Clone)]
pub enum Lookup {
    File(ServedFile),
    /// There is no such file; `nearest` is the path of the page that may be meant.
    Missing {
        nearest: Option<String>,
    },
    /// The file exists and cannot be shown; the page says why.
    Broken(ServedFile),
}

/// The site as it is just now. It is asked from many threads at once.
pub trait SiteSource: Sync {
    /// Returns the file at `path` in the site: `sessions/welcome.html`, never with a `/` in front.
    fn find(&self, path: &str) -> Lookup;

    /// Returns the page for whatever is missing. It is shown at any depth: its links count from `/`, where the published
    /// `404.html` counts from the path of the community's website.
    fn not_found_page(&self) -> Option<ServedFile>;

    /// Returns the preview's own file at `/_handbound/NAME?QUERY`, if there is one. The query is as it was written.
    fn own_file(&self, name: &str, query: &str) -> Option<ServedFile>;
}

/// All that a request is answered from.
#[derive(Clone, Copy)]
struct Backend<'a> {
    listener: &'a PreviewListener,
    site: &'a dyn SiteSource,
    subscribers: &'a Subscribers,
}

/// Serves `site`, and what `subscribers` are told, at `listener`. It never returns: the program ends with its process.
pub fn serve(listener: &PreviewListener, site: &dyn SiteSource, subscribers: &Subscribers) {
    thread::scope(|scope| accept(scope, Backend { listener, site, subscribers }));
}

fn accept<'scope>(scope: &'scope Scope<'scope, '_>, backend: Backend<'scope>) {
    let server = loop {
        let started = backend.listener.socket.try_clone().map(|socket| Server::from_listener(socket, None));
        match started {
            Ok(Ok(server)) => break server,
            _ => thread::sleep(RETRY),
        }
    };
    loop {
        if let Ok(request) = server.recv() {
            // Where the system has no thread to give, `tiny_http` answers with status 500.
            let thread = thread::Builder::new().stack_size(STACK);
            let _ = thread.spawn_scoped(scope, move || handle(request, backend));
        } else {
            // `tiny_http` stops accepting once the system refused it a connection, so another server takes over; this
            // one still has the connections that are open.
            thread::sleep(RETRY);
            scope.spawn(move || accept(scope, backend));
        }
    }
}

/// Answers `request`. A client that goes away in the middle of an answer needs no other.
fn handle(mut request: Request, backend: Backend<'_>) {
    match request.body_length() {
        None => {}
        Some(length) if length > MAX_BODY => return mem::forget(request),
        Some(_) => drop(io::copy(request.as_reader(), &mut io::sink())),
    }
    let _ = match access::check(&request, backend.listener.address.ip()) {
        Err(refusal) => send(request, refusal.response()),
        Ok(()) if is_stream(&request) => backend.subscribers.write_stream(&mut request.into_writer()),
        Ok(()) => {
            let response = answer::answer(&request, backend.site);
            send(request, response)
        }
    };
}

/// Sends `response`, and asks the client to close the connection: `tiny_http` may put a new connection behind those that
/// are open (its pool counts threads as free that were given one already), where it waits until one of them is closed.
fn send(request: Request, response: ByteResponse) -> io::Result<()> {
    let (mut bytes, is_head) = (Vec::new(), *request.method() == Method::Head);
    response.raw_print(&mut bytes, request.http_version().clone(), request.headers(), is_head, None)?;
    // A `Response` takes no field of this name.
    let line_end = bytes.windows(2).position(|pair| pair == b"\r\n").unwrap_or(bytes.len());
    bytes.splice(line_end..line_end, *b"\r\nConnection: close");
    let mut to = request.into_writer();
    to.write_all(&bytes)?;
    to.flush()
}

fn is_stream(request: &Request) -> bool {
    *request.method() == Method::Get && url_path::split(request.url()).0 == STREAM_PATH
}

/// Returns the values of all fields called `name`.
fn field_values<'r>(request: &'r Request, name: &'static str) -> impl Iterator<Item = &'r str> {
    request.headers().iter().filter(move |header| header.field.equiv(name)).map(|header| header.value.as_str())
}

/// Returns the value of the field `name`, if it is sent exactly once.
fn field<'r>(request: &'r Request, name: &'static str) -> Option<&'r str> {
    let mut values = field_values(request, name);
    values.next().filter(|_| values.next().is_none())
}
