//! Hears when something in the handbook's folder was saved, whatever the disk and however it is saved.
//!
//! A hint says "look again" and no more: what was saved is found by looking. So nothing here has to be exact, as long
//! as no save goes unheard. Three ways lead to a hint, and each covers what the one before it misses:
//!
//! 1. the system tells of every save at once (most disks);
//! 2. where it does not, which is tried at the start and noticed later too, the folder is looked through twice a second;
//! 3. and every few seconds in any case.
//!
//! Two threads: one takes what the system tells and decides, and one looks through the folder when it is
//! told to, so that a slow disk makes no hint late.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

use notify::Event;

use self::ground::{Found, Ground};
use self::watcher::Watcher;

mod ears;
mod ground;
mod seen;
mod watcher;

/// The file that is made and removed at once to learn whether the system tells of it.
pub const PROBE: &str = ".handbound-probe";

/// How long the system is waited for.
#[derive(Debug, Clone, Copy)]
struct Pace {
    /// Between two looks for what it may have missed.
    safety: Duration,
    /// How long it may take to tell of what has happened.
    patience: Duration,
}

const PACE: Pace = Pace { safety: Duration::from_secs(5), patience: Duration::from_secs(1) };

/// How saves are heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The system tells, as long as it does.
    Native,
    /// The folder is looked through again and again (`--poll`).
    Poll,
}

/// What is told to whoever listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Something may have been saved.
    Change,
    /// From now on the folder is looked through again and again. Said once at most.
    Polling(Why),
}

/// Why the folder is looked through again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It was asked for.
    Asked,
    /// The system did not tell of a file that was made to try it, as on some network drives.
    NoEvents,
    /// Something was saved of which the system did not tell: from another computer, or from outside a container.
    Unheard,
    /// The folder cannot be written to, so it could not be tried whether the system tells.
    Untried,
    /// The system watches so many folders for this and other programs that it takes no more.
    TooManyWatches,
    /// The system has no way to tell.
    NotSupported,
}

/// The watching of one folder. It ends when this is dropped.
#[derive(Debug)]
pub struct Watch {
    signs: Sender<Sign>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        // Nobody takes it where the listener has gone and the watching has ended already.
        let _ = self.signs.send(Sign::Stop);
    }
}

/// Watches the handbook's folder `root`, with all folders that links in it lead to. `leave_out` are folders inside
/// that others write to, such as the published site. Gives at once; what happens is told through `heard`.
///
/// The first [`Heard::Change`] says that the watching has begun: what was saved until then is found by looking.
///
/// # Errors
///
/// When `root` cannot be listed, or no thread can be started.
pub fn watch(root: &Path, leave_out: &[PathBuf], mode: Mode, heard: Sender<Heard>) -> io::Result<Watch> {
    start(root, leave_out, mode, heard, PACE)
}

fn start(root: &Path, leave_out: &[PathBuf], mode: Mode, heard: Sender<Heard>, pace: Pace) -> io::Result<Watch> {
    let (signs, incoming) = mpsc::channel();
    let looker = looker(Ground::new(root, leave_out)?, signs.clone())?;
    let events = signs.clone();
    let run = move || {
        let mut watcher = Watcher::new(looker, heard, pace);
        if watcher.begin(mode, events).is_ok() {
            while watcher.step(&incoming).is_ok() {}
        }
    };
    thread::Builder::new().name("watch".to_owned()).spawn(run)?;
    Ok(Watch { signs })
}

/// What reaches the thread that decides.
#[derive(Debug)]
enum Sign {
    Event(notify::Result<Event>),
    Looked(Box<Look>),
    Stop,
}

/// What came of looking through the folder.
#[derive(Debug)]
struct Look {
    found: Found,
    /// Whether anything was saved since the look before it.
    differs: bool,
    began: Instant,
}

/// Starts the thread that looks through the folder each time it is told to. It ends when nobody can tell it any more.
fn looker(ground: Ground, signs: Sender<Sign>) -> io::Result<Sender<()>> {
    let (order, orders) = mpsc::channel();
    let run = move || {
        let mut before = None;
        for () in orders {
            let began = Instant::now();
            let found = ground.walk();
            let (seen, differs) = seen::compare(before, &found, began);
            before = Some(seen);
            if signs.send(Sign::Looked(Box::new(Look { found, differs, began }))).is_err() {
                return;
            }
        }
    };
    thread::Builder::new().name("look".to_owned()).spawn(run)?;
    Ok(order)
}

#[cfg(test)]
mod tests;
