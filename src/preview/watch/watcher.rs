//! The thread that decides: what is a hint, when to look through the folder, and whether the system can be relied on.

use std::fs::{self, File};
use std::io;
use std::iter;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SendError, Sender};
use std::time::{Duration, Instant};

use notify::{Event, EventKind};

use super::ears::{self, Ears};
use super::ground::Found;
use super::{Heard, Look, Mode, PROBE, Pace, Sign, Why};

// A look takes a tenth of the time at most, so where looking is slow these are longer.

/// Between two looks where nobody tells.
const QUIET: Duration = Duration::from_millis(500);

/// Until the next look where one found something new: it may be half of a save.
const CHANGING: Duration = Duration::from_millis(100);

/// A time when nothing waits for anything.
const LONG: Duration = Duration::from_secs(3600);

/// Nobody listens any more, or it was asked to end.
#[derive(Debug)]
pub struct Ended;

impl<T> From<SendError<T>> for Ended {
    fn from(_: SendError<T>) -> Self {
        Ended
    }
}

type Told = Result<(), Ended>;

pub struct Watcher {
    heard: Sender<Heard>,
    pub(super) looker: Sender<()>,
    /// `None` where the system cannot tell.
    pub(super) ears: Option<Ears>,
    found: Found,
    has_begun: bool,
    pub(super) is_polling: bool,
    is_looking: bool,
    /// `None` while a look goes on and no other is wanted after it.
    pub(super) next_look: Option<Instant>,
    pub(super) pace: Pace,
    /// When the last look that is over began.
    pub(super) last_look: Instant,
    /// When the system last told of a change.
    pub(super) last_told: Option<Instant>,
    /// Until when the system has to tell something, and what follows if it does not.
    pub(super) expected: Option<(Instant, Why)>,
}

impl Watcher {
    /// `looker` is told when to look; what comes of it is a sign.
    pub fn new(looker: Sender<()>, heard: Sender<Heard>, pace: Pace) -> Self {
        Watcher {
            heard,
            looker,
            ears: None,
            found: Found::default(),
            has_begun: false,
            is_polling: false,
            is_looking: false,
            next_look: None,
            pace,
            last_look: Instant::now(),
            last_told: None,
            expected: None,
        }
    }

    pub fn begin(&mut self, mode: Mode, signs: Sender<Sign>) -> Told {
        match mode {
            Mode::Poll => self.poll(Why::Asked)?,
            // Nobody takes an event that comes after the end.
            Mode::Native => match Ears::new(move |event| drop(signs.send(Sign::Event(event)))) {
                Ok(ears) => self.ears = Some(ears),
                Err(why) => self.poll(why)?,
            },
        }
        self.look_soon();
        self.keep_time()
    }

    /// Takes what has come, or waits for it until something is due.
    pub fn step(&mut self, incoming: &Receiver<Sign>) -> Told {
        let now = Instant::now();
        let look = self.next_look.filter(|_| !self.is_looking);
        let deadline = look.into_iter().chain(self.expected.map(|(until, _)| until)).min().unwrap_or(now + LONG);
        match incoming.recv_timeout(deadline.saturating_duration_since(now)) {
            Ok(first) => {
                let (mut events, mut looks) = (Vec::new(), Vec::new());
                for sign in iter::once(first).chain(incoming.try_iter()) {
                    match sign {
                        Sign::Event(event) => events.push(event),
                        Sign::Looked(look) => looks.push(look),
                        Sign::Stop => return Err(Ended),
                    }
                }
                self.hear(events)?;
                looks.into_iter().try_for_each(|look| self.looked(*look))?;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(Ended),
        }
        self.keep_time()
    }

    /// Does what is due.
    fn keep_time(&mut self) -> Told {
        let now = Instant::now();
        if let Some((_, why)) = self.expected.filter(|(until, _)| *until <= now) {
            self.poll(why)?;
        }
        if !self.is_looking && self.next_look.is_some_and(|at| at <= now) {
            self.looker.send(())?;
            (self.is_looking, self.next_look) = (true, None);
        }
        Ok(())
    }

    /// Takes what the system tells.
    pub(super) fn hear(&mut self, events: Vec<notify::Result<Event>>) -> Told {
        let mut is_change = false;
        for event in events {
            let event = match event {
                Ok(event) => event,
                Err(error) if ears::is_about_all(&error) => {
                    self.give_up(ears::why(&error))?;
                    continue;
                }
                // It may have missed anything.
                Err(_) => Event::new(EventKind::Other),
            };
            if event.paths.is_empty() || event.need_rescan() {
                is_change = true;
                self.forget(Path::new(""));
                continue;
            }
            let is_inside = event.paths.iter().any(|path| self.found.folder_of(path).is_some());
            let concerns = event.paths.iter().any(|path| self.found.concerns(path));
            // The probe is inside, and of no concern.
            if concerns || is_inside && matches!(self.expected, Some((_, Why::NoEvents))) {
                self.expected = None;
            }
            if concerns {
                is_change = true;
                if ears::is_about_folders(&event, &self.found) {
                    event.paths.iter().for_each(|path| self.forget(path));
                }
            }
        }
        if is_change {
            self.last_told = Some(Instant::now());
            self.heard.send(Heard::Change)?;
        }
        Ok(())
    }

    /// Stops listening to `path` and all below, which may be other folders now, and looks which folders there are.
    fn forget(&mut self, path: &Path) {
        if let Some(ears) = &mut self.ears {
            ears.forget(path);
        }
        self.look_soon();
    }

    pub(super) fn look_soon(&mut self) {
        self.next_look = Some(Instant::now());
    }

    /// Takes what came of a look.
    fn looked(&mut self, look: Look) -> Told {
        self.is_looking = false;
        self.found = look.found;
        let is_new = match self.ears.as_mut().map(|ears| ears.listen(&self.found)) {
            Some(Ok(is_new)) => is_new,
            Some(Err(why)) => {
                self.give_up(why)?;
                false
            }
            None => false,
        };
        let is_first = !self.has_begun && !is_new;
        self.has_begun |= is_first;
        if is_first || look.differs && self.has_begun {
            self.heard.send(Heard::Change)?;
        }
        let was_told = self.last_told.is_some_and(|told| told >= self.last_look);
        if is_first {
            self.probe()?;
        } else if look.differs && self.has_begun && !was_told && self.ears.is_some() && !self.is_polling {
            // It may be on its way.
            self.expected.get_or_insert((Instant::now() + self.pace.patience, Why::Unheard));
        }
        self.last_look = look.began;
        if is_new {
            // What was saved in a new folder before anybody listened was told by nobody, and no wonder.
            self.last_told = Some(Instant::now());
            self.look_soon();
        }
        let cost = look.began.elapsed();
        let pause = match (self.is_polling, look.differs) {
            (false, _) => self.pace.safety.max(cost * 10),
            (true, false) => QUIET.max(cost * 10),
            (true, true) => CHANGING.max(cost * 2),
        };
        self.next_look.get_or_insert(Instant::now() + pause);
        Ok(())
    }

    /// Makes the probe and removes it at once.
    fn probe(&mut self) -> Told {
        let Some(home) = self.found.home.as_ref().filter(|_| self.ears.is_some()) else { return Ok(()) };
        let probe = home.join(PROBE);
        match File::create_new(&probe) {
            Ok(_) => {}
            // One that was left behind, or of another preview in this moment: its removal is told as well.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(_) => return self.poll(Why::Untried),
        }
        // Another preview may have been quicker.
        let _ = fs::remove_file(&probe);
        self.expected = Some((Instant::now() + self.pace.patience, Why::NoEvents));
        Ok(())
    }

    /// The system can do no more. A part of the folders is worth nothing, and others may need the watches.
    fn give_up(&mut self, why: Why) -> Told {
        self.ears = None;
        self.poll(why)
    }

    fn poll(&mut self, why: Why) -> Told {
        self.expected = None;
        if !std::mem::replace(&mut self.is_polling, true) {
            self.heard.send(Heard::Polling(why))?;
            self.look_soon();
        }
        Ok(())
    }
}
