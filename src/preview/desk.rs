//! The one worker: looks at the folder at each hint, shows the new edition, and says what is to be mended.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, TryIter};
use std::thread::Scope;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rustc_hash::FxHashSet;

use super::current::{Current, Showing};
use super::live::{Prints, Room, Told};
use super::rhythm::{Built, Next, Rhythm};
use super::watch::Heard;
use super::{Said, Serving};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::show::{Shown, show};
use crate::parse::{FileKind, classify};
use crate::pipeline::{Bar, Memory, Prepared, Settings};
use crate::public::Drafts;
use crate::read;
use crate::source::{FilePath, Span};

/// How often it is asked whether another day has begun, while nothing is saved.
const DAY_WATCH: Duration = Duration::from_secs(20);

/// What the watch says, and whether it said something that nobody has taken in yet.
pub(super) struct Hints {
    heard: Receiver<Heard>,
    are_waiting: Arc<AtomicBool>,
}

impl Hints {
    /// Those that come by `from`, which are passed on in a thread of `scope`.
    pub fn of<'scope>(from: Receiver<Heard>, scope: &'scope Scope<'scope, '_>) -> Self {
        let (pass_on, heard) = mpsc::channel();
        let are_waiting = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&are_waiting);
        scope.spawn(move || {
            for heard in from {
                if pass_on.send(heard).is_err() {
                    return;
                }
                // After it was sent: too late is never, and once too often is only looking for problems twice.
                flag.store(true, Ordering::Release);
            }
        });
        Hints { heard, are_waiting }
    }

    /// All that wait.
    fn take(&self) -> TryIter<'_, Heard> {
        self.are_waiting.store(false, Ordering::Release);
        self.heard.try_iter()
    }
}

/// Works until nothing more can be heard.
pub(super) fn work(
    serving: &Serving<'_>,
    hints: &Hints,
    current: &Current,
    room: &Room<'_>,
    say: &(dyn Fn(Said<'_>) + Sync),
) {
    let mut desk = Desk::new(serving, current, room, say);
    let mut rhythm = Rhythm::default();
    rhythm.hint(Instant::now());
    loop {
        for heard in hints.take() {
            desk.hear(heard, &mut rhythm);
        }
        match rhythm.next(Instant::now()) {
            Next::Build => rhythm.built(desk.build()),
            Next::ShowProblems => {
                let are_waiting = &*hints.are_waiting;
                if desk.show_problems(&|| !are_waiting.load(Ordering::Acquire)) == Proof::GivenUp {
                    rhythm.unproved();
                }
            }
            Next::Wait(until) => {
                let patience = until.map_or(DAY_WATCH, |until| until.saturating_duration_since(Instant::now()));
                match hints.heard.recv_timeout(patience) {
                    Ok(heard) => desk.hear(heard, &mut rhythm),
                    Err(RecvTimeoutError::Timeout) if until.is_none() && desk.is_another_day() => {
                        rhythm.hint(Instant::now());
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
        }
    }
}

/// Whether it is known what there is to mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Proof {
    Done,
    /// Something was saved meanwhile, which is shown first.
    GivenUp,
}

struct Desk<'a> {
    serving: &'a Serving<'a>,
    current: &'a Current,
    room: &'a Room<'a>,
    say: &'a (dyn Fn(Said<'_>) + Sync),
    memory: Memory,
    /// What open pages were told last.
    told: Told,
    /// What the edition that is shown was made from.
    last: Option<(Prepared, Settings)>,
    /// Why the folder could not be read when it was last looked at; what was read before is still shown.
    unread: Option<io::Error>,
}

impl<'a> Desk<'a> {
    fn new(
        serving: &'a Serving<'a>,
        current: &'a Current,
        room: &'a Room<'a>,
        say: &'a (dyn Fn(Said<'_>) + Sync),
    ) -> Self {
        let (memory, told) = (Memory::default(), Told::default());
        Desk { serving, current, room, say, memory, told, last: None, unread: None }
    }

    fn hear(&mut self, heard: Heard, rhythm: &mut Rhythm) {
        match heard {
            Heard::Change => rhythm.hint(Instant::now()),
            Heard::Polling(why) => (self.say)(Said::Polling(why)),
        }
    }

    /// Looks at the folder, and shows what it says now.
    fn build(&mut self) -> Built {
        let prepared = match self.memory.look(self.serving.root, Some(self.serving.output)) {
            Ok(prepared) => prepared,
            Err(error) => {
                self.unread = Some(error);
                return Built::Anew;
            }
        };
        let was_unread = self.unread.take().is_some();
        let settings = Settings { today: self.today(&prepared), drafts: Drafts::Shown, bar: Bar::Errors };
        let is_first = self.last.is_none();
        let is_same_day = self.last.as_ref().is_some_and(|(_, before)| before.today == settings.today);
        if prepared.changed.is_empty() && is_same_day {
            return if was_unread { Built::Anew } else { Built::TheSame };
        }
        let told = &mut self.told;
        told.edition += 1;
        if prepared.changed.iter().any(|file| classify(file) == FileKind::Other) {
            told.prints.pictures = told.edition.into();
        }
        // Where there is nothing to show, as between the two steps in which an editor saves `community.yml`, what was
        // shown last stays.
        let shown_before = prepared.edition(settings).and_then(|edition| {
            let assets = &edition.press().theme().assets;
            let assets = assets.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
            told.prints = Prints::of(assets, told.prints.pictures);
            self.current.show(Showing { edition, prints: told.prints })
        });
        // Problems and stale files stay as they were told until the author pauses: most are mended by the next save.
        self.room.tell(told);
        drop(shown_before);
        self.last = Some((prepared, settings));
        if is_first {
            (self.say)(Said::Ready);
        }
        Built::Anew
    }

    /// Tells what there is to mend in what was last looked at, as long as `is_worth_it`.
    fn show_problems(&mut self, is_worth_it: &(dyn Fn() -> bool + Sync)) -> Proof {
        let problems = match (&self.unread, &self.last) {
            (Some(error), _) => show(vec![unread(error)], &|_| None),
            (None, Some((prepared, settings))) => {
                let Some(found) = self.memory.problems(prepared, *settings, is_worth_it) else { return Proof::GivenUp };
                self.told.stale.clone_from(&prepared.stale);
                show(found, &|file| read::text_again(&prepared.folder, file))
            }
            (None, None) => return Proof::Done,
        };
        let before = std::mem::replace(&mut self.told.problems, problems);
        self.room.tell(&self.told);
        let (new, all) = (new(&self.told.problems, &before), self.told.problems.as_slice());
        if !new.is_empty() || all.len() != before.len() {
            (self.say)(Said::Problems { new, all });
        }
        Proof::Done
    }

    fn is_another_day(&self) -> bool {
        self.last.as_ref().is_some_and(|(prepared, before)| self.today(prepared) != before.today)
    }

    fn today(&self, prepared: &Prepared) -> Date {
        let zone = prepared.handbook.as_ref().map(|handbook| &handbook.book.community.timezone.value);
        (self.serving.today)(zone.unwrap_or(&TimeZone::UTC))
    }
}

/// Those of `problems` that were not among those `before`. That a line has moved makes a problem no other.
fn new<'p>(problems: &'p [Shown], before: &[Shown]) -> Vec<&'p Shown> {
    let known: FxHashSet<_> = before.iter().map(about).collect();
    problems.iter().filter(|shown| !known.contains(&about(shown))).collect()
}

fn about(shown: &Shown) -> (&str, Option<&FilePath>, &str) {
    (shown.code, shown.place.as_ref().map(|place| &place.file), &shown.message)
}

/// What there is to say when the handbook's folder itself is gone.
fn unread(error: &io::Error) -> Diagnostic {
    let message = format!("The handbook's folder cannot be read just now ({error}); what was read last is shown.");
    let help = "Put it back where it was, or end the preview and start it where the folder is now.";
    Diagnostic { span: None, ..Diagnostic::error("unreadable-file", Span::whole(&"".into()), message).help(help) }
}

#[cfg(test)]
mod tests;
