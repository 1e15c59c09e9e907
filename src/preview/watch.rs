//! Hears when something in the handbook's folder was saved, whatever the disk and however it is saved.
//!
//! A hint says "look again" and no more: what was saved is found by looking. So nothing here has to be exact, as long
//! as no save goes unheard. Three ways lead to a hint, and each covers what the one before it misses:
//!
//! 1. the system tells of every save at once (most disks);
//! 2. where it does not, which is tried at the start and noticed later too, the folder is looked through twice a second;
//! 3. and now and then in any case.

use std::fs::{self, File};
use std::io;
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SendError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use notify::Event;

use self::ears::Ears;
use self::ground::{Found, Ground};
use self::seen::Seen;

mod ears;
mod ground;
mod seen;

/// The file that is made and removed at once to learn whether the system tells of it.
pub const PROBE: &str = ".handbound-probe";

// A look takes a tenth of the time at most, so where it is slow these are longer.

/// Between two looks where nobody tells.
const QUIET: Duration = Duration::from_millis(500);

/// Until the next look where one found something new: it may be half of a save.
const CHANGING: Duration = Duration::from_millis(100);

/// Between two looks for what the system may have missed.
const SAFETY: Duration = Duration::from_secs(5);

/// How long the system may take to tell of what has happened.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often new folders are looked for again while there are any.
const ROUNDS: usize = 10;

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
/// The first [`Heard::Change`] says that the watching has begun: whatever was saved until then, a look finds.
///
/// # Errors
///
/// When `root` cannot be listed, or no thread can be started.
pub fn watch(root: &Path, leave_out: &[PathBuf], mode: Mode, heard: Sender<Heard>) -> io::Result<Watch> {
    start(Watcher::new(Ground::new(root, leave_out)?, heard), mode)
}

fn start(mut watcher: Watcher, mode: Mode) -> io::Result<Watch> {
    let (signs, incoming) = mpsc::channel();
    let events = signs.clone();
    let run = move || {
        // An error says that nobody listens any more, and that is the end.
        let _ = watcher.begin(mode, events).and_then(|()| watcher.go_on(&incoming));
    };
    thread::Builder::new().name("watch".to_owned()).spawn(run)?;
    Ok(Watch { signs })
}

/// What reaches the one thread that watches.
#[derive(Debug)]
enum Sign {
    Event(notify::Result<Event>),
    Stop,
}

type Told = Result<(), SendError<Heard>>;

/// The state of the thread that watches.
struct Watcher {
    ground: Ground,
    heard: Sender<Heard>,
    /// `None` where the system cannot tell.
    ears: Option<Ears>,
    found: Found,
    seen: Option<Seen>,
    is_polling: bool,
    /// Between two looks while the system tells.
    safety: Duration,
    next_look: Instant,
    /// Whether the system told anything since the last look.
    was_told: bool,
    /// Until when the system has to tell something, and what follows if it does not.
    expected: Option<(Instant, Why)>,
}

impl Watcher {
    fn new(ground: Ground, heard: Sender<Heard>) -> Self {
        Watcher {
            ground,
            heard,
            ears: None,
            found: Found::default(),
            seen: None,
            is_polling: false,
            safety: SAFETY,
            next_look: Instant::now(),
            was_told: false,
            expected: None,
        }
    }

    fn begin(&mut self, mode: Mode, events: Sender<Sign>) -> Told {
        match mode {
            Mode::Poll => self.poll(Why::Asked)?,
            // Nobody takes an event that comes after the end.
            Mode::Native => match Ears::new(move |event| drop(events.send(Sign::Event(event)))) {
                Ok(ears) => self.ears = Some(ears),
                Err(why) => self.poll(why)?,
            },
        }
        // Before the first look, so that whatever it does not find is told.
        self.listen()?;
        self.look()?;
        self.heard.send(Heard::Change)?;
        if self.ears.is_some() {
            self.probe()?;
        }
        Ok(())
    }

    fn go_on(&mut self, incoming: &Receiver<Sign>) -> Told {
        loop {
            let deadline = self.expected.map_or(self.next_look, |(until, _)| until.min(self.next_look));
            match incoming.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(first) => {
                    let mut events = Vec::new();
                    for sign in iter::once(first).chain(incoming.try_iter()) {
                        match sign {
                            Sign::Event(event) => events.push(event),
                            Sign::Stop => return Ok(()),
                        }
                    }
                    self.hear(events)?;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            let now = Instant::now();
            if let Some((_, why)) = self.expected.filter(|(until, _)| *until <= now) {
                self.poll(why)?;
            }
            if self.next_look <= now {
                self.look()?;
            }
        }
    }

    /// Takes what the system tells.
    fn hear(&mut self, events: Vec<notify::Result<Event>>) -> Told {
        let (mut is_change, mut is_about_folders) = (false, false);
        for event in events {
            let event = match event {
                Ok(event) => event,
                Err(error) if ears::is_about_all(&error) => {
                    self.ears = None;
                    self.poll(ears::why(&error))?;
                    continue;
                }
                // It may have missed anything.
                Err(_) => Event::new(notify::EventKind::Other),
            };
            if event.paths.is_empty() || event.need_rescan() {
                self.forget(Path::new(""));
                (is_change, is_about_folders) = (true, true);
                continue;
            }
            let is_inside = event.paths.iter().any(|path| self.found.folder_of(path).is_some());
            if is_inside && matches!(self.expected, Some((_, Why::NoEvents))) {
                self.expected = None;
            }
            if event.paths.iter().any(|path| self.found.concerns(path)) {
                self.expected = None;
                (is_change, self.was_told) = (true, true);
                if ears::is_about_folders(&event, &self.found) {
                    is_about_folders = true;
                    event.paths.iter().for_each(|path| self.forget(path));
                }
            }
        }
        if is_change {
            self.heard.send(Heard::Change)?;
        }
        if is_about_folders && self.listen()? {
            self.heard.send(Heard::Change)?;
        }
        Ok(())
    }

    fn forget(&mut self, path: &Path) {
        if let Some(ears) = &mut self.ears {
            ears.forget(path);
        }
    }

    /// Finds which folders there are and listens to all of them. Gives whether there are new ones: what was saved in them
    /// before anybody listened was told by nobody, so that is a hint too.
    fn listen(&mut self) -> Result<bool, SendError<Heard>> {
        let mut are_new = false;
        for _ in 0..ROUNDS {
            self.found = self.ground.walk();
            match self.ears.as_mut().map(|ears| ears.listen(&self.found)) {
                Some(Ok(true)) => are_new = true,
                Some(Ok(false)) | None => break,
                Some(Err(why)) => {
                    // A part of the folders is worth nothing, and others may need the watches.
                    self.ears = None;
                    self.poll(why)?;
                }
            }
        }
        Ok(are_new)
    }

    /// Looks through the folder, whatever the system told.
    fn look(&mut self) -> Told {
        let began = Instant::now();
        let was_told = std::mem::take(&mut self.was_told);
        let are_new = self.listen()?;
        let (seen, differs) = seen::compare(self.seen.take(), &self.found, began);
        self.seen = Some(seen);
        if differs || are_new {
            self.heard.send(Heard::Change)?;
        }
        if differs && self.ears.is_some() && !was_told && !self.is_polling {
            // It may be on its way.
            self.expected.get_or_insert((Instant::now() + PATIENCE, Why::Unheard));
        }
        let now = Instant::now();
        let cost = now - began;
        self.next_look = now
            + match (self.is_polling, differs) {
                (false, _) => self.safety.max(cost * 10),
                (true, false) => QUIET.max(cost * 10),
                (true, true) => CHANGING.max(cost * 2),
            };
        Ok(())
    }

    /// Makes the probe and removes it at once.
    fn probe(&mut self) -> Told {
        let Some(probe) = self.found.home.as_ref().map(|home| home.join(PROBE)) else { return Ok(()) };
        match File::create_new(&probe) {
            Ok(_) => {}
            // One that was left behind, or of another preview in this moment: its removal is told as well.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(_) => return self.poll(Why::Untried),
        }
        // Another preview may have been quicker.
        let _ = fs::remove_file(&probe);
        self.expected = Some((Instant::now() + PATIENCE, Why::NoEvents));
        Ok(())
    }

    fn poll(&mut self, why: Why) -> Told {
        self.expected = None;
        if !std::mem::replace(&mut self.is_polling, true) {
            self.heard.send(Heard::Polling(why))?;
            self.next_look = Instant::now();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
