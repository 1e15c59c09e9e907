//! When to build and when to look for problems, so that a save shows at once and a half-saved file never does.

use std::time::{Duration, Instant};

/// The time from the first change to the build: one save is often several steps, a few milliseconds apart.
const GATHER: Duration = Duration::from_millis(2);

/// The time in which nothing changes before problems are looked for: longer than any editor takes to save one file.
const QUIET: Duration = Duration::from_millis(150);

/// What is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep {
    /// Build, and tell [`Debouncer::built`] how it went.
    Build,
    /// Look for problems in what was built last, and show them.
    Check,
    /// Nothing before this time, or before the next change where there is none.
    Wait(Option<Instant>),
}

/// The result of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuildOutcome {
    /// Something else than before: its problems are looked for once the files are quiet.
    Changed,
    /// The same as before: nothing of the handbook was saved.
    Unchanged,
}

/// Decides what the worker does after a change. It has no clock: each call is given the time.
///
/// One worker asks for the [next step](Debouncer::next_step) and does it, so that builds never run side by side. Changes
/// that come during a build are told before the next step is asked for; then the build that follows sees the newest
/// files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Debouncer {
    /// The first change that no build has followed.
    waiting: Option<Instant>,
    last_change: Option<Instant>,
    is_building: bool,
    /// Whether something was built whose problems nobody has looked for.
    is_unchecked: bool,
}

impl Debouncer {
    /// Notes that something may have been saved.
    pub fn changed(&mut self, now: Instant) {
        self.waiting.get_or_insert(now);
        self.last_change = Some(now);
    }

    /// Returns what to do now; [`NextStep::Build`] and [`NextStep::Check`] once each.
    pub fn next_step(&mut self, now: Instant) -> NextStep {
        if self.is_building {
            return NextStep::Wait(None);
        }
        if let Some(first) = self.waiting {
            let at = first + GATHER;
            if now < at {
                return NextStep::Wait(Some(at));
            }
            self.waiting = None;
            self.is_building = true;
            return NextStep::Build;
        }
        if !self.is_unchecked {
            return NextStep::Wait(None);
        }
        match self.last_change.map(|last| last + QUIET) {
            Some(at) if now < at => NextStep::Wait(Some(at)),
            _ => {
                self.is_unchecked = false;
                NextStep::Check
            }
        }
    }

    /// Notes that looking for problems was interrupted, for something that was saved meanwhile.
    pub fn interrupted(&mut self) {
        self.is_unchecked = true;
    }

    /// Notes the end of a build. It takes the place of any before it, whose problems are never shown then.
    pub fn built(&mut self, outcome: BuildOutcome) {
        self.is_building = false;
        self.is_unchecked |= outcome == BuildOutcome::Changed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A series of changes and builds, at times that the test chooses, in milliseconds.
    struct TestTimeline {
        start: Instant,
        debouncer: Debouncer,
    }

    fn start() -> TestTimeline {
        TestTimeline { start: Instant::now(), debouncer: Debouncer::default() }
    }

    impl TestTimeline {
        fn at(&self, milliseconds: u64) -> Instant {
            self.start + Duration::from_millis(milliseconds)
        }

        fn change(&mut self, milliseconds: u64) {
            self.debouncer.changed(self.at(milliseconds));
        }

        fn next(&mut self, milliseconds: u64) -> NextStep {
            self.debouncer.next_step(self.at(milliseconds))
        }

        fn until(&self, milliseconds: u64) -> NextStep {
            NextStep::Wait(Some(self.at(milliseconds)))
        }
    }

    const FOR_A_CHANGE: NextStep = NextStep::Wait(None);

    #[test]
    fn nothing_happens_before_a_change() {
        assert_eq!(start().next(1000), FOR_A_CHANGE);
    }

    #[test]
    fn the_first_change_is_followed_by_a_build_however_many_more_come() {
        let mut time = start();
        time.change(0);
        assert_eq!(time.next(0), time.until(2));
        time.change(1);
        assert_eq!(time.next(1), time.until(2));
        assert_eq!(time.next(2), NextStep::Build);
    }

    #[test]
    fn builds_never_run_side_by_side() {
        let mut time = start();
        time.change(0);
        assert_eq!(time.next(5), NextStep::Build);
        time.change(20);
        assert_eq!(time.next(60), FOR_A_CHANGE);
        time.debouncer.built(BuildOutcome::Unchanged);
        assert_eq!(time.next(60), NextStep::Build);
        time.debouncer.built(BuildOutcome::Unchanged);
        assert_eq!(time.next(90), FOR_A_CHANGE);
    }

    #[test]
    fn many_changes_during_a_build_make_one_build() {
        let mut time = start();
        time.change(0);
        assert_eq!(time.next(5), NextStep::Build);
        (10..20).for_each(|at| time.change(at));
        time.debouncer.built(BuildOutcome::Unchanged);
        assert_eq!(time.next(20), NextStep::Build);
        time.debouncer.built(BuildOutcome::Unchanged);
        assert_eq!(time.next(30), FOR_A_CHANGE);
    }

    #[test]
    fn a_half_saved_file_shows_no_problem() {
        let mut time = start();
        time.change(0);
        assert_eq!(time.next(5), NextStep::Build);
        time.debouncer.built(BuildOutcome::Changed);
        assert_eq!(time.next(10), time.until(150));
        time.change(100);
        assert_eq!(time.next(105), NextStep::Build);
        time.debouncer.built(BuildOutcome::Changed);
        assert_eq!(time.next(249), time.until(250));
        assert_eq!(time.next(250), NextStep::Check);
    }

    #[test]
    fn a_change_of_nothing_takes_no_problems_away() {
        let mut time = start();
        time.change(0);
        assert_eq!(time.next(5), NextStep::Build);
        time.debouncer.built(BuildOutcome::Changed);
        time.change(100);
        assert_eq!(time.next(105), NextStep::Build);
        time.debouncer.built(BuildOutcome::Unchanged);
        assert_eq!(time.next(106), time.until(250));
        assert_eq!(time.next(250), NextStep::Check);
    }

    #[test]
    fn problems_are_shown_once_when_the_files_are_quiet() {
        let mut time = start();
        time.change(0);
        assert_eq!(time.next(5), NextStep::Build);
        time.debouncer.built(BuildOutcome::Changed);
        assert_eq!(time.next(149), time.until(150));
        assert_eq!(time.next(150), NextStep::Check);
        assert_eq!(time.next(151), FOR_A_CHANGE);
    }

    #[test]
    fn each_change_makes_the_quiet_begin_anew() {
        let mut time = start();
        for at in [0, 100, 200] {
            time.change(at);
            assert_eq!(time.next(at + 5), NextStep::Build);
            time.debouncer.built(BuildOutcome::Changed);
        }
        assert_eq!(time.next(206), time.until(350));
        assert_eq!(time.next(350), NextStep::Check);
    }

    #[test]
    fn after_a_long_build_the_files_were_quiet_for_long() {
        let mut time = start();
        time.change(0);
        assert_eq!(time.next(5), NextStep::Build);
        time.debouncer.built(BuildOutcome::Changed);
        assert_eq!(time.next(900), NextStep::Check);
    }

    #[test]
    fn the_problems_of_an_older_build_are_never_shown() {
        let mut time = start();
        time.change(0);
        assert_eq!(time.next(5), NextStep::Build);
        time.change(10);
        time.debouncer.built(BuildOutcome::Changed);
        assert_eq!(time.next(900), NextStep::Build);
        assert_eq!(time.next(1000), FOR_A_CHANGE);
        time.debouncer.built(BuildOutcome::Changed);
        assert_eq!(time.next(1100), NextStep::Check);
        assert_eq!(time.next(1200), FOR_A_CHANGE);
    }

    #[test]
    fn problems_of_the_first_build_wait_for_no_change() {
        let mut time = start();
        time.debouncer.built(BuildOutcome::Changed);
        assert_eq!(time.next(0), NextStep::Check);
    }

    #[test]
    fn what_was_interrupted_is_looked_for_again_when_the_files_are_quiet() {
        let mut time = start();
        time.change(0);
        assert_eq!(time.next(5), NextStep::Build);
        time.debouncer.built(BuildOutcome::Changed);
        assert_eq!(time.next(150), NextStep::Check);
        time.debouncer.interrupted();
        time.change(160);
        assert_eq!(time.next(165), NextStep::Build);
        time.debouncer.built(BuildOutcome::Unchanged);
        assert_eq!(time.next(166), time.until(310));
        assert_eq!(time.next(310), NextStep::Check);
    }
}
