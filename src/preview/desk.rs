//! The one worker: looks at the folder at each hint, shows the new edition, and says what is to be mended.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Instant;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::current::{Current, Showing};
use super::live::{Prints, Room, Told};
use super::rhythm::{Built, Next, Rhythm};
use super::watch::Heard;
use super::{Said, Serving};
use crate::diagnostic::show::show;
use crate::parse::{FileKind, classify};
use crate::pipeline::{Bar, Memory, Prepared, Settings};
use crate::public::Drafts;
use crate::read;

/// Works until nothing more can be heard.
pub(super) fn work(
    serving: &Serving<'_>,
    hints: &Receiver<Heard>,
    current: &Current,
    room: &Room<'_>,
    say: &(dyn Fn(Said<'_>) + Sync),
) {
    let mut desk = Desk { serving, current, room, say, memory: Memory::default(), told: Told::default(), last: None };
    let mut rhythm = Rhythm::default();
    rhythm.hint(Instant::now());
    loop {
        match rhythm.next(Instant::now()) {
            Next::Build => {
                desk.build();
                // Whether all is well is known when the rules about the whole handbook have been looked at.
                rhythm.built(Built::WithProblems);
                for heard in hints.try_iter() {
                    desk.hear(heard, &mut rhythm);
                }
            }
            Next::ShowProblems => desk.show_problems(),
            Next::Wait(until) => {
                let heard = match until {
                    Some(until) => hints.recv_timeout(until.saturating_duration_since(Instant::now())),
                    None => hints.recv().map_err(|_| RecvTimeoutError::Disconnected),
                };
                match heard {
                    Ok(heard) => desk.hear(heard, &mut rhythm),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
        }
    }
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
}

impl Desk<'_> {
    fn hear(&mut self, heard: Heard, rhythm: &mut Rhythm) {
        match heard {
            Heard::Change => rhythm.hint(Instant::now()),
            Heard::Polling(why) => (self.say)(Said::Polling(why)),
        }
    }

    /// Looks at the folder, and shows what it says now.
    fn build(&mut self) {
        let prepared = match self.memory.look(self.serving.root, Some(self.serving.output)) {
            Ok(prepared) => prepared,
            Err(error) => {
                (self.say)(Said::Unread(error));
                return;
            }
        };
        let settings = Settings { today: self.today(&prepared), drafts: Drafts::Shown, bar: Bar::Errors };
        let is_first = self.last.is_none();
        let is_same_day = self.last.as_ref().is_some_and(|(_, before)| before.today == settings.today);
        if prepared.changed.is_empty() && is_same_day {
            return;
        }
        let told = &mut self.told;
        told.edition += 1;
        if prepared.changed.iter().any(|file| classify(file) == FileKind::Other) {
            told.prints.pictures = told.edition.into();
        }
        let next = prepared.edition(settings).map(|edition| {
            let assets = &edition.press().theme().assets;
            let assets = assets.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
            told.prints = Prints::of(assets, told.prints.pictures);
            Showing { edition, prints: told.prints }
        });
        let pages = next.as_ref().map_or(0, |next| next.edition.press().pages().count());
        let before = self.current.show(next);
        // Problems and stale files stay as they were told until the author pauses: most are mended by the next save.
        self.room.tell(told);
        drop(before);
        self.last = Some((prepared, settings));
        if is_first {
            (self.say)(Said::Ready { pages });
        }
    }

    /// Tells what there is to mend in what was last looked at.
    fn show_problems(&mut self) {
        let Some((prepared, settings)) = &self.last else { return };
        let found = self.memory.problems(prepared, *settings);
        let problems = show(found, &|file| read::text_again(&prepared.folder, file));
        let is_news = self.told.problems != problems;
        self.told.stale.clone_from(&prepared.stale);
        self.told.problems = problems;
        self.room.tell(&self.told);
        if is_news {
            (self.say)(Said::Problems(&self.told.problems));
        }
    }

    fn today(&self, prepared: &Prepared) -> Date {
        let zone = prepared.handbook.as_ref().map(|handbook| &handbook.book.community.timezone.value);
        (self.serving.today)(zone.unwrap_or(&TimeZone::UTC))
    }
}
