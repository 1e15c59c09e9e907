//! The server of the preview: a site and what is told of it, from memory.
//!
//! Nothing here knows a disk or how a page is made. The server asks a [`Shelf`] for a file by its exact path in the
//! site, so that no path can lead out of it, and a [`Live`] for what the preview says of itself.

mod address;
mod answer;
mod door;
mod inner;
mod kind;
mod range;
mod stream;

use std::io;
use std::sync::Arc;
use std::thread;

use twox_hash::XxHash3_128;

use super::guard::{self, Asked, LIMITS, Method};
use answer::answer;
use inner::Length;

pub use door::{Closer, Company, Door, open};
pub use kind::kind;
pub use stream::Listener;

/// What the preview has beside the site: no path of a site begins so.
pub const OWN: &str = "_handbound/";
/// Where pages listen, below [`OWN`].
const LIVE: &str = "/_handbound/live";

/// A file as it is sent.
#[derive(Debug, Clone)]
pub struct File {
    /// Its media type, such as [`kind`] knows.
    pub kind: &'static str,
    pub bytes: Arc<[u8]>,
    /// The fingerprint of the bytes.
    pub print: u128,
}

/// What a shelf knows about a path.
#[derive(Debug, Clone)]
pub enum Found {
    File(File),
    /// There is no such file; `nearest` is the path of the page that may be meant, or stood nearest to it.
    Missing {
        nearest: Option<String>,
    },
    /// It is there and cannot be shown; the file says why.
    Broken(File),
}

/// Something to tell the pages that listen. It holds all there is to know, so that whoever missed others needs only
/// the last one.
#[derive(Debug, Clone)]
pub struct Event {
    pub name: &'static str,
    pub data: Arc<str>,
}

/// The site as it is just now.
pub trait Shelf: Sync {
    /// The file at `path` in the site: `sessions/welcome.html`, never with a `/` in front.
    fn find(&self, path: &str) -> Found;

    /// The page for whatever is missing. It is shown at any depth: its links count from `/`, where the published
    /// `404.html` counts from the path of the community's website.
    fn missing(&self) -> Option<File>;
}

/// What the preview says of itself.
pub trait Live: Sync {
    /// The answer at `/_handbound/NAME?QUERY`; `None` where there is none. The query is as it was written.
    fn answer(&self, name: &str, query: &str) -> Option<File>;

    /// `listener` listens at `/_handbound/live?QUERY`: to be told what there is to say now, and then whatever is new,
    /// until nobody listens any more.
    fn listen(&self, query: &str, listener: Listener);
}

impl File {
    pub fn new(kind: &'static str, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let print = XxHash3_128::oneshot(&bytes);
        Self { kind, bytes, print }
    }

    /// The strong entity tag (RFC 9110 §8.8.3).
    #[must_use]
    pub fn tag(&self) -> String {
        format!("\"{:032x}\"", self.print)
    }
}

/// Serves what `shelf` and `live` have at `door`, until the door is closed by its [`Closer`]. Both are asked from many
/// threads at once.
///
/// # Errors
///
/// When this computer gives the server no port of its own.
pub fn serve(door: &Door, shelf: &dyn Shelf, live: &dyn Live) -> io::Result<()> {
    let inner = inner::listen()?;
    let streams = &*door.streams;
    thread::scope(|scope| {
        scope.spawn(|| {
            inner.run(&|asked: Asked, mut to| {
                // Who went away in the middle of an answer needs no other.
                let _ = thread::Builder::new().spawn_scoped(scope, move || match listens(&asked) {
                    Some(query) => streams.begin().map_or(Ok(()), |(stream, listener)| {
                        live.listen(query, listener);
                        stream.write(&mut to)
                    }),
                    None => answer(&asked, shelf, live).write(&mut to),
                });
            });
        });
        guard::guard(&door.listener, door.address.ip(), LIMITS, &door.closing, &|asked, client| {
            let length = if listens(&asked).is_some() { Length::Stream } else { Length::Bounded };
            let _ = inner.hand_on(&asked, length, client);
        });
        inner.close();
    });
    Ok(())
}

/// The query with which a page listens, if that is what `asked` is about.
fn listens(asked: &Asked) -> Option<&str> {
    let (path, query) = address::split(&asked.target);
    (path == LIVE && asked.method == Method::Get).then_some(query)
}
