//! The preview: a handbook that is shown while somebody writes it, served from memory on this computer alone.
//!
//! ```text
//! watch ──▶ worker (reads what changed, makes a snapshot) ──▶ current_site ◀── server
//!              └──────────── what there is to know ─────────▶ subscribers ◀────┘
//! ```
//!
//! The watch says that something may have been saved, and nothing else. The worker reads what changed and puts a new
//! snapshot of the site in the place of the old one; pages are made from it when they are asked for, so none can be stale
//! and none is made in vain. Problems are looked for when the files have been quiet for a moment ([`debounce`]): by then
//! the new page has long been seen.
//!
//! # What the server promises
//!
//! - A page of another website, open in the same browser, can neither read the preview nor embed it: requests that name
//!   another host or come from another origin are refused. It can link to it.
//! - The site is asked for exact paths, which no path leads out of. Nothing can be sent to the preview.
//! - With `--host`, problems are counted and not quoted, since they may quote something private.
//! - At most 32 pages listen; when there is one more, the oldest stream ends, and its page connects again.
//!
//! It is no public server. The number of connections, their time and the length of a head are left to `tiny_http`, which
//! sets them no limit (a head is refused once it was read): a program on the same computer, or in the network with
//! `--host`, can exhaust the preview, which then has to be started again.

mod current_site;
pub mod debounce;
pub mod live;
pub mod server;
pub mod watch;
mod worker;

use std::io;
use std::path::Path;
use std::sync::mpsc;
use std::thread;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostic::show::Shown;
use current_site::CurrentSite;
use server::{PreviewListener, Subscribers};
use watch::{PollingReason, WatchMode};

/// What the preview is to show, and how.
#[derive(Clone, Copy)]
pub struct PreviewOptions<'a> {
    /// The handbook's folder.
    pub root: &'a Path,
    /// The folder where a build publishes, which is no part of the handbook.
    pub output: &'a Path,
    pub mode: WatchMode,
    /// The day in the community's zone. It is asked again for each snapshot, since a preview may stay open overnight.
    pub today: &'a (dyn Fn(&TimeZone) -> Date + Sync),
    /// A name that no other run has, by which open pages notice that the preview was started again.
    pub run: &'a str,
}

/// What happens, for whoever sits at the terminal.
#[derive(Debug)]
pub enum PreviewEvent<'a> {
    /// The first snapshot can be opened.
    Ready,
    /// From now on the folder is scanned again and again.
    Polling(PollingReason),
    /// The problems are others than before: the new ones, and all. Both are empty where none is left.
    Problems { new: Vec<&'a Shown>, all: &'a [Shown] },
}

/// Shows the handbook at `listener` until the program ends. It writes nothing but the watch's probe file, which it
/// removes at once.
///
/// # Errors
///
/// When the folder cannot be watched.
pub fn serve(
    options: &PreviewOptions<'_>,
    listener: &PreviewListener,
    report: &(dyn Fn(PreviewEvent<'_>) + Sync),
) -> io::Result<()> {
    let (site, subscribers) = (CurrentSite::new(listener.exposure()), Subscribers::default());
    let (sender, changes) = mpsc::channel();
    // Whatever is saved from here on is heard, so that nothing falls between the first scan and the watch.
    let _watch = watch::watch(options.root, &[options.output.to_path_buf()], options.mode, sender)?;
    thread::scope(|scope| {
        scope.spawn(|| worker::run(options, listener.exposure(), changes, &site, &subscribers, report));
        server::serve(listener, &site, &subscribers);
    });
    Ok(())
}
