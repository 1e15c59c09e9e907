//! Clock times in an agenda: where its parts begin by the clock, how long they last by it, and which of them are not in
//! the session at all.

use jiff::civil::Time;

use crate::handbook::{Minutes, Segment};
use crate::parse::clock;

/// When a session begins and ends by the clock.
#[derive(Debug, Clone, Copy)]
pub struct Hours {
    pub starts: Time,
    pub ends: Time,
}

impl Hours {
    /// From the start to the end, which may be in the small hours.
    #[must_use]
    pub fn minutes(self) -> u32 {
        let of = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
        u32::try_from((of(self.ends) - of(self.starts)).rem_euclid(24 * 60)).unwrap_or_default()
    }
}

/// When a part begins, and ends where that is written too.
pub type Clock = (Time, Option<Time>);

/// Clock times that are further apart than this many minutes run backwards: one of them is a slip.
const LONGEST: u32 = 8 * 60;

/// Doors open at most this many minutes before the start: what is earlier belongs to another plan.
const EARLIEST: u32 = 60;

/// The minutes from one clock time to another, across noon and midnight too, since a column may leave out its am
/// and pm.
pub fn between(start: Time, end: Time) -> Option<Minutes> {
    let minutes = apart(start, end);
    (1..=LONGEST).contains(&minutes).then_some(Minutes { value: minutes, about: false })
}

fn apart(start: Time, end: Time) -> u32 {
    let of = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
    u32::try_from((of(end) - of(start)).rem_euclid(12 * 60)).unwrap_or_default()
}

/// How many parts at the beginning are over when the session starts (`6:45 pm Doors`). Something has to begin on its
/// start; otherwise it is the whole plan that belongs to another hour.
pub fn before_the_start(clocks: &[Option<Clock>], hours: Option<Hours>) -> usize {
    let Some(hours) = hours else { return 0 };
    let starts = |clock: &Option<Clock>| clock.map(|(start, _)| apart(start, hours.starts));
    let early = clocks.iter().take_while(|clock| starts(clock).is_some_and(|apart| (1..=EARLIEST).contains(&apart)));
    let early = early.count();
    let is_followed = clocks.get(early).is_some_and(|clock| starts(clock) == Some(0));
    if is_followed { early } else { 0 }
}

/// Whether a clock time is within the session, or shortly before it.
pub fn is_in(clock: Time, hours: Hours) -> bool {
    apart(hours.starts, clock) <= hours.minutes() || apart(clock, hours.starts) <= EARLIEST
}

/// Whether the last part begins when the session ends: `8:00 Adjourn`.
pub fn is_after_the_end(clock: Option<Clock>, hours: Option<Hours>) -> bool {
    matches!((clock, hours), (Some((start, None)), Some(hours)) if apart(start, hours.ends) == 0 && start != hours.starts)
}

/// The clock time at the beginning of a title: `17:00 to 17:05 hellos`.
pub fn leading(title: &str) -> Option<Clock> {
    // Nothing longer is a range: `from 10:30 am to 12:00 noon`.
    const WORDS: usize = 7;
    let title = title.trim_start();
    if !title.starts_with(|c: char| c.is_ascii_digit() || c == 'f' || c == 'F') {
        return None;
    }
    let ends = title.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let read = |end: usize| clock::range(title.get(..end)?.trim_end_matches([':', '–', '—', '-', ',', '|', ' ']));
    ends.take(WORDS).filter_map(read).last()
}

/// The clock time that a title says, at its beginning or in a bracket at its end: `Scenes (17:10)`.
pub fn of(title: &str) -> Option<Clock> {
    let in_bracket = || {
        let (_, inside) = title.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        clock::range(inside)
    };
    leading(title).or_else(in_bracket)
}

/// Gives the parts without a length that of the clock times before their titles, where all that have none say when they
/// begin: one clock time alone could be anything.
pub fn fill(segments: &mut [Segment], clocks: &[Option<Clock>], hours: Option<Hours>) {
    let open = |(segment, clock): (&Segment, &Option<Clock>)| segment.minutes.is_none() && clock.is_none();
    let known = clocks.iter().flatten().count();
    if known < 2 || segments.len() != clocks.len() || segments.iter().zip(clocks).any(open) {
        return;
    }
    for (place, segment) in segments.iter_mut().enumerate().filter(|(_, segment)| segment.minutes.is_none()) {
        segment.minutes = length(clocks, place, hours);
    }
}

/// The minutes of the part at `place`: to its own end, to the next start, or to the session's end.
pub fn length(clocks: &[Option<Clock>], place: usize, hours: Option<Hours>) -> Option<Minutes> {
    let (start, end) = clocks.get(place).copied().flatten()?;
    let next = || clocks[place + 1..].iter().flatten().map(|(start, _)| *start).next();
    let end = end.or_else(next).or(hours.map(|hours| hours.ends))?;
    between(start, end)
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::{Hours, before_the_start, between, is_after_the_end, leading, of};

    #[test]
    fn clock_times_across_midnight_and_noon() {
        let of = |a, b| between(a, b).unwrap().value;
        assert_eq!(of(time(7, 40, 0, 0), time(8, 0, 0, 0)), 20);
        assert_eq!(of(time(23, 50, 0, 0), time(0, 10, 0, 0)), 20);
        assert_eq!(of(time(12, 50, 0, 0), time(1, 10, 0, 0)), 20);
        assert_eq!(between(time(7, 0, 0, 0), time(7, 0, 0, 0)), None);
        assert_eq!(between(time(7, 30, 0, 0), time(7, 15, 0, 0)), None);
    }

    #[test]
    fn what_comes_before_a_title() {
        let at = |hour, minute| time(hour, minute, 0, 0);
        assert_eq!(leading("17:00 to 17:05 hellos"), Some((at(17, 0), Some(at(17, 5)))));
        assert_eq!(leading("9.00 Go-round: names (10)"), Some((at(9, 0), None)));
        assert_eq!(leading("6:30 pm – Hello"), Some((at(18, 30), None)));
        assert_eq!(leading("From 6:30 to 7:00 pm: hello"), Some((at(18, 30), Some(at(19, 0)))));
        assert_eq!(leading("12 people speak"), None);
        assert_eq!(leading("Form 12-B"), None);
        assert_eq!(leading("Round at 9:00"), None);
        assert_eq!(of("Scenes (17:10)"), Some((at(17, 10), None)));
        assert_eq!(of("Scenes (17:10 - 17:40) "), Some((at(17, 10), Some(at(17, 40)))));
        assert_eq!(of("Scenes (2)"), None);
        assert_eq!(of("9:00 Scenes (until 10:00)"), Some((at(9, 0), None)));
    }

    #[test]
    fn what_is_not_in_the_session() {
        let at = |hour, minute| Some((time(hour, minute, 0, 0), None));
        let hours = Some(Hours { starts: time(19, 0, 0, 0), ends: time(21, 0, 0, 0) });
        assert_eq!(before_the_start(&[at(6, 30), at(6, 45), at(7, 0), at(8, 0)], hours), 2);
        assert_eq!(before_the_start(&[at(7, 0), at(8, 0)], hours), 0);
        assert_eq!(before_the_start(&[at(6, 45), at(7, 15)], hours), 0, "nothing begins on the start");
        assert_eq!(before_the_start(&[at(5, 0), at(7, 0)], hours), 0, "another plan");
        assert_eq!(before_the_start(&[at(6, 45), at(7, 0)], None), 0);
        assert!(is_after_the_end(at(9, 0), hours));
        assert!(!is_after_the_end(at(8, 45), hours));
    }
}
