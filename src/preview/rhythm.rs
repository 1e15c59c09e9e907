//! When to build and when to speak of problems, so that a save shows at once and a half-saved file never does.

use std::time::{Duration, Instant};

/// From the first hint to the build: one save is often several steps, a few thousandths of a second apart.
const GATHER: Duration = Duration::from_millis(5);

/// How long the files are quiet before problems are shown: longer than any editor takes to save one file.
const QUIET: Duration = Duration::from_millis(150);

/// What is to be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Build, and tell [`Rhythm::built`] how it went.
    Build,
    /// Show the problems of the last build.
    ShowProblems,
    /// Nothing before this time, or before the next hint where there is none.
    Wait(Option<Instant>),
}

/// How a build went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Built {
    /// There is nothing to say: show it at once.
    Good,
    /// There are problems to show, but only once the files are quiet.
    WithProblems,
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
    has_problems: bool,
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
        if !self.has_problems {
            return Next::Wait(None);
        }
        match self.last_hint.map(|last| last + QUIET) {
            Some(at) if now < at => Next::Wait(Some(at)),
            _ => {
                self.has_problems = false;
                Next::ShowProblems
            }
        }
    }

    /// The build is done. Its result takes the place of any before it.
    pub fn built(&mut self, built: Built) {
        self.is_building = false;
        self.has_problems = built == Built::WithProblems;
    }
}

#[cfg(test)]
mod tests;
