//! The thread that decides: what is reported, when the folder is scanned, and whether the system can be relied on.

use std::fs::{self, File};
use std::io;
use std::iter;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SendError, Sender};
use std::time::{Duration, Instant};

use notify::{Event, EventKind};

use super::notify_backend::{self, NotifyBackend};
use super::roots::WatchedPaths;
use super::{PROBE, PollingReason, ScanReport, Signal, Timing, WatchEvent, WatchMode};

// Scanning takes a tenth of the time at most, so where it is slow these are longer.

/// The time between two scans where the system reports nothing.
const POLL_INTERVAL: Duration = Duration::from_millis(500);

/// The time until the next scan where one found something new: it may be half of a save.
const BUSY_INTERVAL: Duration = Duration::from_millis(100);

/// The time to wait where nothing is due.
const IDLE_TIMEOUT: Duration = Duration::from_secs(3600);

/// The watching ends: nobody listens any more, or it was asked to.
#[derive(Debug)]
pub struct WatchEnded;

impl<T> From<SendError<T>> for WatchEnded {
    fn from(_: SendError<T>) -> Self {
        WatchEnded
    }
}

pub struct Watcher {
    events: Sender<WatchEvent>,
    scanner: Sender<()>,
    /// `None` where the system has no events.
    pub(super) backend: Option<NotifyBackend>,
    paths: WatchedPaths,
    has_begun: bool,
    pub(super) is_polling: bool,
    is_scanning: bool,
    /// The time of the next scan; `None` while one goes on and no other is wanted after it.
    pub(super) next_scan: Option<Instant>,
    pub(super) timing: Timing,
    /// The time when the last scan that is over began.
    pub(super) last_scan: Instant,
    /// The time when the system last reported a change.
    pub(super) last_event: Option<Instant>,
    /// The time until which the system has to report something, and the reason to poll if it does not.
    pub(super) expected: Option<(Instant, PollingReason)>,
}

impl Watcher {
    /// Makes a watcher that reports to `events` and tells `scanner` when to scan.
    pub fn new(scanner: Sender<()>, events: Sender<WatchEvent>, timing: Timing) -> Self {
        Watcher {
            events,
            scanner,
            backend: None,
            paths: WatchedPaths::default(),
            has_begun: false,
            is_polling: false,
            is_scanning: false,
            next_scan: None,
            timing,
            last_scan: Instant::now(),
            last_event: None,
            expected: None,
        }
    }

    /// Starts to watch; the system's events become signals.
    pub fn begin(&mut self, mode: WatchMode, signals: Sender<Signal>) -> Result<(), WatchEnded> {
        match mode {
            WatchMode::Poll => self.poll(PollingReason::Requested)?,
            // Nobody takes an event that comes after the end.
            WatchMode::Native => match NotifyBackend::new(move |event| drop(signals.send(Signal::Event(event)))) {
                Ok(backend) => self.backend = Some(backend),
                Err(reason) => self.poll(reason)?,
            },
        }
        self.scan_soon();
        self.do_what_is_due()
    }

    /// Takes the signals that have come, or waits for one until something is due.
    pub fn step(&mut self, incoming: &Receiver<Signal>) -> Result<(), WatchEnded> {
        let now = Instant::now();
        let scan = self.next_scan.filter(|_| !self.is_scanning);
        let deadline =
            scan.into_iter().chain(self.expected.map(|(until, _)| until)).min().unwrap_or(now + IDLE_TIMEOUT);
        match incoming.recv_timeout(deadline.saturating_duration_since(now)) {
            Ok(first) => {
                let (mut events, mut scans) = (Vec::new(), Vec::new());
                for signal in iter::once(first).chain(incoming.try_iter()) {
                    match signal {
                        Signal::Event(event) => events.push(event),
                        Signal::Scanned(scan) => scans.push(scan),
                        Signal::Stop => return Err(WatchEnded),
                    }
                }
                self.take_events(events)?;
                scans.into_iter().try_for_each(|scan| self.take_scan(*scan))?;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(WatchEnded),
        }
        self.do_what_is_due()
    }

    /// Does what is due.
    fn do_what_is_due(&mut self) -> Result<(), WatchEnded> {
        let now = Instant::now();
        if let Some((_, reason)) = self.expected.filter(|(until, _)| *until <= now) {
            self.poll(reason)?;
        }
        if !self.is_scanning && self.next_scan.is_some_and(|at| at <= now) {
            self.scanner.send(())?;
            (self.is_scanning, self.next_scan) = (true, None);
        }
        Ok(())
    }

    /// Reports the system's events that concern the handbook.
    pub(super) fn take_events(&mut self, events: Vec<notify::Result<Event>>) -> Result<(), WatchEnded> {
        let mut is_change = false;
        for event in events {
            let event = match event {
                Ok(event) => event,
                Err(error) if notify_backend::concerns_all(&error) => {
                    self.give_up(notify_backend::reason(&error))?;
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
            let is_inside = event.paths.iter().any(|path| self.paths.folder_of(path).is_some());
            let concerns = event.paths.iter().any(|path| self.paths.concerns(path));
            // The probe is inside, and of no concern.
            if concerns || is_inside && matches!(self.expected, Some((_, PollingReason::NoEvents))) {
                self.expected = None;
            }
            if concerns {
                is_change = true;
                if notify_backend::is_about_folders(&event, &self.paths) {
                    event.paths.iter().for_each(|path| self.forget(path));
                }
            }
        }
        if is_change {
            self.last_event = Some(Instant::now());
            self.events.send(WatchEvent::Changed)?;
        }
        Ok(())
    }

    /// Stops watching `path` and all below, which may be other folders now, and scans for the folders that there are.
    fn forget(&mut self, path: &Path) {
        if let Some(backend) = &mut self.backend {
            backend.forget(path);
        }
        self.scan_soon();
    }

    pub(super) fn scan_soon(&mut self) {
        self.next_scan = Some(Instant::now());
    }

    /// Takes the result of a scan.
    fn take_scan(&mut self, scan: ScanReport) -> Result<(), WatchEnded> {
        self.is_scanning = false;
        self.paths = scan.paths;
        let is_new = match self.backend.as_mut().map(|backend| backend.watch(&self.paths)) {
            Some(Ok(is_new)) => is_new,
            Some(Err(reason)) => {
                self.give_up(reason)?;
                false
            }
            None => false,
        };
        let is_first = !self.has_begun && !is_new;
        self.has_begun |= is_first;
        if is_first || scan.differs && self.has_begun {
            self.events.send(WatchEvent::Changed)?;
        }
        let was_reported = self.last_event.is_some_and(|event| event >= self.last_scan);
        if is_first {
            self.probe()?;
        } else if scan.differs && self.has_begun && !was_reported && self.backend.is_some() && !self.is_polling {
            // It may be on its way.
            self.expected.get_or_insert((Instant::now() + self.timing.event_timeout, PollingReason::MissedEvent));
        }
        self.last_scan = scan.began;
        if is_new {
            // What was saved in a new folder before it was watched could not be reported.
            self.last_event = Some(Instant::now());
            self.scan_soon();
        }
        let cost = scan.began.elapsed();
        let pause = match (self.is_polling, scan.differs) {
            (false, _) => self.timing.safety_interval.max(cost * 10),
            (true, false) => POLL_INTERVAL.max(cost * 10),
            (true, true) => BUSY_INTERVAL.max(cost * 2),
        };
        self.next_scan.get_or_insert(Instant::now() + pause);
        Ok(())
    }

    /// Makes the probe file and removes it at once.
    fn probe(&mut self) -> Result<(), WatchEnded> {
        let Some(home) = self.paths.home.as_ref().filter(|_| self.backend.is_some()) else { return Ok(()) };
        let probe = home.join(PROBE);
        match File::create_new(&probe) {
            Ok(_) => {}
            // One that was left behind, or of another preview in this moment: its removal is reported as well.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(_) => return self.poll(PollingReason::Untried),
        }
        // Another preview may have been quicker.
        let _ = fs::remove_file(&probe);
        self.expected = Some((Instant::now() + self.timing.event_timeout, PollingReason::NoEvents));
        Ok(())
    }

    /// Polls instead, where the system can do no more: watching a part of the folders is worth nothing, and others may
    /// need the watches.
    fn give_up(&mut self, reason: PollingReason) -> Result<(), WatchEnded> {
        self.backend = None;
        self.poll(reason)
    }

    fn poll(&mut self, reason: PollingReason) -> Result<(), WatchEnded> {
        self.expected = None;
        if !std::mem::replace(&mut self.is_polling, true) {
            self.events.send(WatchEvent::Polling(reason))?;
            self.scan_soon();
        }
        Ok(())
    }
}
