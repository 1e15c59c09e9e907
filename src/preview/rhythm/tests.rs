//! The rhythm of a preview, at times that the tests choose.

use super::*;

/// A story of hints and builds. Times are milliseconds.
struct Story {
    start: Instant,
    rhythm: Rhythm,
}

fn story() -> Story {
    Story { start: Instant::now(), rhythm: Rhythm::default() }
}

impl Story {
    fn at(&self, milliseconds: u64) -> Instant {
        self.start + Duration::from_millis(milliseconds)
    }

    fn hint(&mut self, milliseconds: u64) {
        self.rhythm.hint(self.at(milliseconds));
    }

    fn next(&mut self, milliseconds: u64) -> Next {
        self.rhythm.next(self.at(milliseconds))
    }

    fn until(&self, milliseconds: u64) -> Next {
        Next::Wait(Some(self.at(milliseconds)))
    }
}

const FOR_A_HINT: Next = Next::Wait(None);

#[test]
fn nothing_happens_before_a_hint() {
    assert_eq!(story().next(1000), FOR_A_HINT);
}

#[test]
fn the_first_hint_is_followed_by_a_build_however_many_more_come() {
    let mut story = story();
    story.hint(0);
    assert_eq!(story.next(0), story.until(2));
    story.hint(1);
    assert_eq!(story.next(1), story.until(2));
    assert_eq!(story.next(2), Next::Build);
}

#[test]
fn builds_never_run_side_by_side() {
    let mut story = story();
    story.hint(0);
    assert_eq!(story.next(5), Next::Build);
    story.hint(20);
    assert_eq!(story.next(60), FOR_A_HINT);
    story.rhythm.built(Built::TheSame);
    assert_eq!(story.next(60), Next::Build);
    story.rhythm.built(Built::TheSame);
    assert_eq!(story.next(90), FOR_A_HINT);
}

#[test]
fn many_hints_during_a_build_make_one_build() {
    let mut story = story();
    story.hint(0);
    assert_eq!(story.next(5), Next::Build);
    (10..20).for_each(|at| story.hint(at));
    story.rhythm.built(Built::TheSame);
    assert_eq!(story.next(20), Next::Build);
    story.rhythm.built(Built::TheSame);
    assert_eq!(story.next(30), FOR_A_HINT);
}

#[test]
fn a_half_saved_file_shows_no_problem() {
    let mut story = story();
    story.hint(0);
    assert_eq!(story.next(5), Next::Build);
    story.rhythm.built(Built::Anew);
    assert_eq!(story.next(10), story.until(150));
    story.hint(100);
    assert_eq!(story.next(105), Next::Build);
    story.rhythm.built(Built::Anew);
    assert_eq!(story.next(249), story.until(250));
    assert_eq!(story.next(250), Next::ShowProblems);
}

#[test]
fn a_hint_about_nothing_takes_no_problems_away() {
    let mut story = story();
    story.hint(0);
    assert_eq!(story.next(5), Next::Build);
    story.rhythm.built(Built::Anew);
    story.hint(100);
    assert_eq!(story.next(105), Next::Build);
    story.rhythm.built(Built::TheSame);
    assert_eq!(story.next(106), story.until(250));
    assert_eq!(story.next(250), Next::ShowProblems);
}

#[test]
fn problems_are_shown_once_when_the_files_are_quiet() {
    let mut story = story();
    story.hint(0);
    assert_eq!(story.next(5), Next::Build);
    story.rhythm.built(Built::Anew);
    assert_eq!(story.next(149), story.until(150));
    assert_eq!(story.next(150), Next::ShowProblems);
    assert_eq!(story.next(151), FOR_A_HINT);
}

#[test]
fn each_hint_makes_the_quiet_begin_anew() {
    let mut story = story();
    for at in [0, 100, 200] {
        story.hint(at);
        assert_eq!(story.next(at + 5), Next::Build);
        story.rhythm.built(Built::Anew);
    }
    assert_eq!(story.next(206), story.until(350));
    assert_eq!(story.next(350), Next::ShowProblems);
}

#[test]
fn after_a_long_build_the_files_were_quiet_for_long() {
    let mut story = story();
    story.hint(0);
    assert_eq!(story.next(5), Next::Build);
    story.rhythm.built(Built::Anew);
    assert_eq!(story.next(900), Next::ShowProblems);
}

#[test]
fn the_problems_of_an_older_build_are_never_shown() {
    let mut story = story();
    story.hint(0);
    assert_eq!(story.next(5), Next::Build);
    story.hint(10);
    story.rhythm.built(Built::Anew);
    assert_eq!(story.next(900), Next::Build);
    assert_eq!(story.next(1000), FOR_A_HINT);
    story.rhythm.built(Built::Anew);
    assert_eq!(story.next(1100), Next::ShowProblems);
    assert_eq!(story.next(1200), FOR_A_HINT);
}

#[test]
fn problems_of_the_first_build_wait_for_no_hint() {
    let mut story = story();
    story.rhythm.built(Built::Anew);
    assert_eq!(story.next(0), Next::ShowProblems);
}

#[test]
fn what_was_given_up_is_looked_for_again_when_the_files_are_quiet() {
    let mut story = story();
    story.hint(0);
    assert_eq!(story.next(5), Next::Build);
    story.rhythm.built(Built::Anew);
    assert_eq!(story.next(150), Next::ShowProblems);
    story.rhythm.unproved();
    story.hint(160);
    assert_eq!(story.next(165), Next::Build);
    story.rhythm.built(Built::TheSame);
    assert_eq!(story.next(166), story.until(310));
    assert_eq!(story.next(310), Next::ShowProblems);
}
