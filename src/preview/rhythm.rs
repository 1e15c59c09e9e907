//! When to build and when to speak of problems, so that a save shows at once and a half-saved file never does.

use std::time::{Duration, Instant};

/// From the first hint to the build: one save is often several steps, a few thousandths of a second apart.
const GATHER: Duration = Duration::from_millis(2);

/// How long the files are quiet before problems are shown: longer than any editor takes to save one file.
const QUIET: Duration = Duration::from_millis(150);

/// What is to be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Build, and tell [`Rhythm::built`] how it went.
    Build,
    /// Look for problems in what was built last, and show them.
    ShowProblems,
    /// Nothing before this time, or before the next hint where there is none.
    Wait(Option<Instant>),
}

/// What came of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Built {
    /// Something else than before: its problems are looked for once the files are quiet.
    Anew,
    /// What was there already: the hint was about nothing.
    TheSame,
}

/// Where the preview stands between a save and what is shown. It has no clock: whoever has one says what time it is.
///
/// One worker asks [`next`](Rhythm::next) and does what it says, so that builds never run side by side. Hints that
/// come during a build are told before `next` is asked again; then the build that follows sees the newest files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rhythm {
    /// The first hint that no build has answered.
    waiting: Option<Instant>,
    last_hint: Option<Instant>,
    is_building: bool,
    /// Whether nobody has looked for problems since something was built anew.
    is_unproved: bool,
}

impl Rhythm {
    /// Something may have been saved.
    pub fn hint(&mut self, now: Instant) {
        self.waiting.get_or_insert(now);
        self.last_hint = Some(now);
    }

    /// What to do now. [`Next::Build`] and [`Next::ShowProblems`] are said once.
    pub fn next(&mut self, now: Instant) -> Next {
        if self.is_building {
            return Next::Wait(None);
        }
        if let Some(first) = self.waiting {
            let at = first + GATHER;
            if now < at {
                return Next::Wait(Some(at));
            }
            self.waiting = None;
            self.is_building = true;
            return Next::Build;
        }
        if !self.is_unproved {
            return Next::Wait(None);
        }
        match self.last_hint.map(|last| last + QUIET) {
            Some(at) if now < at => Next::Wait(Some(at)),
            _ => {
                self.is_unproved = false;
                Next::ShowProblems
            }
        }
    }

    /// Looking for problems was given up, for something that was saved meanwhile.
    pub fn unproved(&mut self) {
        self.is_unproved = true;
    }

    /// The build is done. Its result takes the place of any before it, of which problems are never shown then.
    pub fn built(&mut self, built: Built) {
        self.is_building = false;
        self.is_unproved |= built == Built::Anew;
    }
}

#[cfg(test)]
mod tests;
