//! Notices when something in the handbook's folder was saved, whatever the disk and however it is saved.
//!
//! It says that something may have changed and no more: what was saved is found by reading the folder. So nothing here
//! has to be exact, as long as no save is missed. Three ways lead there, and each covers what the one before it misses:
//!
//! 1. the system reports every save at once (most disks);
//! 2. where it does not, which is tried at the start and noticed later too, the folder is scanned twice a second;
//! 3. and every few seconds in any case.
//!
//! Two threads: one takes the system's events and decides, and one scans the folder when it is told to, so that a slow
//! disk makes no event late.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

use notify::Event;

use self::roots::{WatchRoots, WatchedPaths};
use self::watcher::Watcher;

mod notify_backend;
mod roots;
mod scan;
mod watcher;

/// The file that is made and removed at once to learn whether the system reports it.
pub const PROBE: &str = ".handbound-probe";

/// How long the system is waited for.
#[derive(Debug, Clone, Copy)]
struct Timing {
    /// The time between two scans for what the system may have missed.
    safety_interval: Duration,
    /// The longest time in which the system reports what has happened.
    event_timeout: Duration,
}

const TIMING: Timing = Timing { safety_interval: Duration::from_secs(5), event_timeout: Duration::from_secs(1) };

/// How saves are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WatchMode {
    /// By the system's events, as long as there are any.
    Native,
    /// By scanning the folder again and again (`--poll`).
    Poll,
}

/// What the watch reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WatchEvent {
    /// Something may have been saved.
    Changed,
    /// From now on the folder is scanned again and again. It is reported once at most.
    Polling(PollingReason),
}

/// The reason for scanning the folder again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PollingReason {
    /// It was asked for.
    Requested,
    /// The system did not report a file that was made to try it, as on some network drives.
    NoEvents,
    /// Something was saved that the system did not report: from another computer, or from outside a container.
    MissedEvent,
    /// The folder cannot be written to, so it could not be tried whether the system reports saves.
    Untried,
    /// The system watches so many folders for this and other programs that it takes no more.
    TooManyWatches,
    /// The system has no way to report saves.
    NotSupported,
}

/// The watching of one folder. It ends when this is dropped.
#[derive(Debug)]
pub struct WatchHandle {
    signals: Sender<Signal>,
}

impl Drop for WatchHandle {
    fn drop(&mut self) {
        // Nobody takes it where the watching has ended already.
        let _ = self.signals.send(Signal::Stop);
    }
}

/// Watches the handbook's folder `root`, with all folders that links in it lead to. `excluded` are folders inside that
/// others write to, such as the published site. Returns at once; what happens is sent to `events`.
///
/// The first [`WatchEvent::Changed`] says that the watching has begun: what was saved until then is found by reading.
///
/// # Errors
///
/// When `root` cannot be listed, or no thread can be started.
pub fn watch(
    root: &Path,
    excluded: &[PathBuf],
    mode: WatchMode,
    events: Sender<WatchEvent>,
) -> io::Result<WatchHandle> {
    start(root, excluded, mode, events, TIMING)
}

fn start(
    root: &Path,
    excluded: &[PathBuf],
    mode: WatchMode,
    events: Sender<WatchEvent>,
    timing: Timing,
) -> io::Result<WatchHandle> {
    let (signals, incoming) = mpsc::channel();
    let scanner = start_scanner(WatchRoots::new(root, excluded)?, signals.clone())?;
    let to_watcher = signals.clone();
    let run = move || {
        let mut watcher = Watcher::new(scanner, events, timing);
        if watcher.begin(mode, to_watcher).is_ok() {
            while watcher.step(&incoming).is_ok() {}
        }
    };
    thread::Builder::new().name("watch".to_owned()).spawn(run)?;
    Ok(WatchHandle { signals })
}

/// What reaches the thread that decides.
#[derive(Debug)]
enum Signal {
    Event(notify::Result<Event>),
    Scanned(Box<ScanReport>),
    Stop,
}

/// The result of a scan.
#[derive(Debug)]
struct ScanReport {
    paths: WatchedPaths,
    /// Whether anything was saved since the scan before it.
    differs: bool,
    began: Instant,
}

/// Starts the thread that scans the folder each time it is told to. It ends when nobody can tell it any more.
fn start_scanner(roots: WatchRoots, signals: Sender<Signal>) -> io::Result<Sender<()>> {
    let (request, requests) = mpsc::channel();
    let run = move || {
        let mut before = None;
        for () in requests {
            let began = Instant::now();
            let paths = roots.walk();
            let (state, differs) = scan::compare(before, &paths, began);
            before = Some(state);
            if signals.send(Signal::Scanned(Box::new(ScanReport { paths, differs, began }))).is_err() {
                return;
            }
        }
    };
    thread::Builder::new().name("scan".to_owned()).spawn(run)?;
    Ok(request)
}

#[cfg(test)]
mod save_tests;
#[cfg(test)]
mod tests;
