//! The preview: a handbook that is shown while somebody writes it, served from memory on this computer alone.
//!
//! ```text
//! watch (hints) ──▶ desk (one worker: look, edition) ──▶ current (the edition that is shown) ◀── server, behind its guard
//!                                                           └──▶ live (tells open pages)
//! ```
//!
//! A hint says "look again" and nothing else. The desk looks, reads what changed, and puts a new edition in the place
//! of the old one; pages are made from it when they are asked for, so none can be stale and none is made in vain.
//! What is wrong in the handbook is worked out when the files have been quiet for a moment ([`rhythm`]): by then the
//! new page has long been seen.

mod current;
mod desk;
mod guard;
pub mod live;
pub mod rhythm;
pub mod server;
pub mod watch;

use std::io;
use std::path::Path;
use std::sync::mpsc;
use std::thread;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostic::show::Shown;
use current::Current;
use server::Door;
use watch::{Mode, Why};

/// What the preview is to show, and how.
#[derive(Clone, Copy)]
pub struct Serving<'a> {
    /// The handbook's folder.
    pub root: &'a Path,
    /// Where a build publishes; what lies there is no part of the handbook.
    pub output: &'a Path,
    pub mode: Mode,
    /// The day in the community's zone. It is asked again for each edition, since a preview may stay open overnight.
    pub today: &'a (dyn Fn(&TimeZone) -> Date + Sync),
    /// A name that no other run has, by which open pages notice that the preview was started again.
    pub run: &'a str,
}

/// What happens, for whoever sits at the terminal.
#[derive(Debug)]
pub enum Said<'a> {
    /// The first edition can be opened.
    Ready { pages: usize },
    /// From now on the folder is looked through again and again.
    Polling(Why),
    /// There is something else to mend than before; nothing, where the list is empty.
    Problems(&'a [Shown]),
    /// The folder cannot be read just now; what was read last stays.
    Unread(io::Error),
}

/// Shows the handbook at `door` until the door is closed. It writes nothing but the watch's probe, which it takes away
/// at once.
///
/// # Errors
///
/// When the folder cannot be watched, or this computer gives the server no port of its own.
pub fn serve(serving: &Serving<'_>, door: &Door, say: &(dyn Fn(Said<'_>) + Sync)) -> io::Result<()> {
    let current = Current::default();
    let room = live::Room::new(serving.run, |path: &str| current.facts(path));
    let (heard, hints) = mpsc::channel();
    // Whatever is saved from here on is heard, so that nothing falls between the first look and the watch.
    let watch = watch::watch(serving.root, &[serving.output.to_path_buf()], serving.mode, heard)?;
    let (current, room) = (&current, &room);
    thread::scope(|scope| {
        scope.spawn(move || desk::work(serving, &hints, current, room, say));
        let served = server::serve(door, current, room);
        // The desk goes home when nothing can be heard any more.
        drop(watch);
        served
    })
}
