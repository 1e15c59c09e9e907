//! Puts together the times that are written in an agenda: which of their readings is meant, and how many minutes after
//! the start of the session they are.

use jiff::civil::{Date, Time};

use crate::handbook::timeline::layout;
use crate::handbook::{Minutes, Segment};
use crate::parse::time::{Expression, Half, WallTime};
use crate::source::Span;

/// The clock time at which a session begins, and how many minutes it lasts where that is known.
#[derive(Debug, Clone, Copy)]
pub struct Hours {
    /// The day on which it begins, where that is known.
    pub date: Option<Date>,
    pub starts: Time,
    pub minutes: Option<u32>,
}

impl Hours {
    /// Returns the hours from one clock time to another, which may be in the small hours.
    #[must_use]
    pub fn between(starts: Time, ends: Time) -> Hours {
        let minutes = (minute_of(ends) - minute_of(starts)).rem_euclid(DAY);
        Hours { date: None, starts, minutes: u32::try_from(minutes).ok() }
    }

    /// Returns the minute at which the session ends, counted from its start.
    #[must_use]
    pub fn end(self) -> Option<i32> {
        i32::try_from(self.minutes?).ok()
    }
}

/// The minutes of a day.
pub const DAY: i32 = 24 * 60;

/// The longest session within a day, in minutes.
pub const HALF_A_DAY: i32 = DAY / 2;

/// The most minutes before the start of a session at which its plan begins; earlier times belong to another plan.
pub const EARLIEST: i32 = 60;

/// Returns the minutes of `time` after midnight.
pub fn minute_of(time: Time) -> i32 {
    i32::from(time.hour()) * 60 + i32::from(time.minute())
}

/// The times of one part of an agenda, as written.
#[derive(Debug, Clone, Default)]
pub struct WrittenTimes {
    pub expressions: Vec<Expression>,
    /// The sum of the lengths of the items nested below it.
    pub nested: Option<Minutes>,
    /// The number of days that end before it, as sub-headings say.
    pub days: i32,
    /// Whether a sub-heading stands between it and the part before.
    pub is_headed: bool,
    /// Whether its times are in a place for nothing but times: in a column, or in a line of their own.
    pub is_certain: bool,
}

/// The times of one part, in minutes after minute 0 of its agenda.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartTimes {
    pub start: Option<i32>,
    pub end: Option<i32>,
    pub minutes: Option<Minutes>,
    /// For each expression, whether it was understood. The words of another one stay in the title.
    pub is_used: Vec<bool>,
}

/// The times of all parts of an agenda.
#[derive(Debug, Default)]
pub struct Resolved {
    pub parts: Vec<PartTimes>,
    /// The clock time of minute 0.
    pub zero: Option<Time>,
    /// Whether the times count from the start: `0:10`, `10-30 min`.
    pub is_elapsed: bool,
    /// Whether they are chapters of a recording, in minutes and seconds without an end: `06:50 The talk begins`.
    pub are_chapters: bool,
}

/// The most minutes by which a part begins before the one above it: parts of two rooms do, and those of a further day.
const BACK: i32 = 3 * 60;

impl Resolved {
    /// Returns whether the times cannot all be meant so: a length is longer than half a day and than the session, or
    /// a part that is said to be of the same day begins long before the one above it.
    #[must_use]
    pub fn contradicts_itself(&self, written: &[WrittenTimes], hours: Option<Hours>) -> bool {
        let planned = hours.and_then(|hours| hours.minutes).unwrap_or(0);
        let most = planned.max(HALF_A_DAY.unsigned_abs() - 1);
        let is_too_long = self.parts.iter().any(|part| part.minutes.is_some_and(|length| length.value > most));
        let mut before = None;
        let is_back = std::iter::zip(&self.parts, written).any(|(part, written)| {
            let last = if written.days > 0 { None } else { before };
            before = part.start.or(last);
            part.start.zip(last).is_some_and(|(start, last)| start < last - BACK)
        });
        is_too_long || is_back
    }
}

/// The meaning of the clock times of an agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Clocks {
    /// Times by the clock on the wall.
    Wall,
    /// Hours and minutes since the start: `0:00`, `0:10`.
    Elapsed,
    /// Minutes and seconds since the start: `02:00`, `45:00`.
    Seconds,
}

/// Puts together the written times of all parts of an agenda, in a session of those `hours`.
#[must_use]
pub fn resolve(parts: &[WrittenTimes], hours: Option<Hours>) -> Resolved {
    let is_running = are_running(parts);
    let clocks = how_meant(parts, hours);
    let is_of_24 = is_of_24(parts);
    let zero = hours.map_or_else(|| first_clock(parts, is_of_24), |hours| minute_of(hours.starts));
    let length = hours.and_then(Hours::end);
    let reader = TimeResolver { zero, length, clocks, is_of_24 };
    let takes_clocks = reader.takes_clocks(parts);
    let mut times = Vec::with_capacity(parts.len());
    let (mut day, mut before) = (0, None);
    // The minute at which the day begins.
    let mut first = None;
    for part in parts {
        if part.days > 0 {
            day += part.days;
            (before, first) = (None, None);
        }
        let mut found = PartTimes { is_used: vec![false; part.expressions.len()], ..PartTimes::default() };
        for (expression, is_used) in part.expressions.iter().zip(&mut found.is_used) {
            let is_clock = takes_clocks && reader.is_clock(expression);
            if let (Some((from, to)), true) = (expression.span, is_running) {
                (found.start, found.end) = (i32::try_from(from).ok(), i32::try_from(to).ok());
                *is_used = true;
            } else if let (Some((start, end)), true) = (expression.clock, is_clock) {
                match (found.start, found.end, end) {
                    (None, ..) => {
                        let mut placed = reader.place(start, end, before);
                        // Times that start over in one list, from evening to morning, are those of a further day.
                        let is_anew = |start: i32| {
                            !part.is_headed
                                && before.is_some_and(|before| start < before - BACK)
                                && first.is_some_and(|first: i32| (start - first).abs() <= EARLIEST)
                        };
                        if placed.0.is_some_and(is_anew) {
                            day += 1;
                            placed = reader.place(start, end, None);
                        }
                        // `12:00 am` at the head of a further day is the midnight with which it begins.
                        let is_next = |start: i32| day > 0 && before.is_none() && start >= DAY - zero;
                        let is_within = zero + length.unwrap_or(0) < DAY;
                        let back = if is_within && placed.0.is_some_and(is_next) { DAY } else { 0 };
                        let (start, end) = (placed.0.map(|start| start - back), placed.1.map(|end| end - back));
                        (found.start, found.end) =
                            (start.map(|start| start + day * DAY), end.map(|end| end + day * DAY));
                        (before, first) = (start.or(before), first.or(start));
                        *is_used = found.start.is_some();
                    }
                    // A second time of its own is the end: a column for each.
                    (Some(begin), None, None) => {
                        let (end, _) = reader.place(start, None, Some(begin - day * DAY));
                        found.end = end.map(|end| end + day * DAY).filter(|end| *end > begin);
                        *is_used = found.end.is_some();
                    }
                    _ => {}
                }
            } else if let Some(length) = expression.length {
                // A length written twice is one length.
                *is_used = found.minutes.is_none_or(|minutes| minutes == length);
                found.minutes = found.minutes.or(Some(length));
            }
        }
        if found.minutes.is_none() && found.start.is_none() {
            found.minutes = part.nested;
        }
        times.push(found);
    }
    let is_by_clock = clocks == Clocks::Wall && !is_running;
    let lead = if hours.is_none() && is_by_clock { lead(&times) } else { Some(0) };
    let has_zero = hours.is_some() || (is_by_clock && times.iter().any(|times| times.start.is_some()));
    for times in &mut times {
        times.start = times.start.map(|start| start + lead.unwrap_or(0));
        times.end = times.end.map(|end| end + lead.unwrap_or(0));
    }
    let after_midnight = |minute: i32| jiff::SignedDuration::from_mins(i64::from(minute));
    let zero = lead.filter(|_| has_zero).map(|lead| Time::midnight().wrapping_add(after_midnight(zero - lead)));
    let are_chapters = clocks == Clocks::Seconds && plain_clocks(parts).all(|(_, end)| end.is_none());
    Resolved { zero, parts: times, is_elapsed: !is_by_clock, are_chapters }
}

/// Returns how many minutes of a session of those `hours` parts with these times cover, each minute once.
#[must_use]
pub fn covered(parts: &[WrittenTimes], hours: Option<Hours>) -> u32 {
    minutes_of(&resolve(parts, hours).parts, hours)
}

/// Returns the same, for times that are understood already.
#[must_use]
pub fn minutes_of(times: &[PartTimes], hours: Option<Hours>) -> u32 {
    let segment = |times: &PartTimes| {
        let place = Span::whole(&"".into());
        Segment { start: times.start, end: times.end, minutes: times.minutes, ..Segment::at(place) }
    };
    let segments: Vec<Segment> = times.iter().map(segment).collect();
    let placed = layout(&segments, hours.and_then(|hours| hours.minutes), |minute| minute, |segment| segment.minutes);
    placed.iter().map(|placed| placed.fresh).sum()
}

/// Returns the minutes of the parts before the first one with a start; `None` where one of these has no length.
fn lead(times: &[PartTimes]) -> Option<i32> {
    let before = times.iter().take_while(|times| times.start.is_none());
    before.map(|times| i32::try_from(times.minutes?.value).ok()).sum()
}

/// Returns whether minutes such as `0-10`, `10-30` run from the start: each begins where the one before ended, the
/// first at 0.
fn are_running(parts: &[WrittenTimes]) -> bool {
    let spans: Vec<(u32, u32)> = parts.iter().flat_map(|part| &part.expressions).filter_map(|one| one.span).collect();
    let follow = spans.windows(2).all(|pair| pair[1].0 >= pair[0].1);
    // Among other lengths `0-2 min` and `3-4 min` are lengths, too.
    let timed = parts.iter().filter(|part| !part.expressions.is_empty()).count();
    spans.len() >= 2 && spans.len() * 2 > timed && follow && spans[0].0 <= 1
}

/// Returns the clock times that can be nothing else, each with its end.
fn plain_clocks(parts: &[WrittenTimes]) -> impl Iterator<Item = (WallTime, Option<WallTime>)> + '_ {
    let expressions = parts.iter().flat_map(|part| &part.expressions);
    expressions.filter(|one| one.length.is_none()).filter_map(|one| one.clock)
}

/// Returns the same, one by one.
fn plain_ends(parts: &[WrittenTimes]) -> impl Iterator<Item = WallTime> + '_ {
    plain_clocks(parts).flat_map(|(start, end)| [Some(start), end]).flatten()
}

fn how_meant(parts: &[WrittenTimes], hours: Option<Hours>) -> Clocks {
    let is_midnight = hours.is_some_and(|hours| hours.starts.hour() == 0);
    let mut clocks = plain_clocks(parts);
    let Some((first, _)) = clocks.next() else { return Clocks::Wall };
    let is_zero = first.hour == 0 && first.half.is_none() && first.minute <= 1;
    if !is_zero || is_midnight || clocks.next().is_none() {
        return Clocks::Wall;
    }
    let last = plain_ends(parts).map(WallTime::minutes).max().unwrap_or(0);
    let planned = hours.and_then(Hours::end).unwrap_or(HALF_A_DAY);
    if plain_ends(parts).any(|time| time.hour > 24) || (last > planned * 2 && last / 60 <= planned) {
        return Clocks::Seconds;
    }
    Clocks::Elapsed
}

/// Returns whether an agenda counts its hours to 24: some of its times cannot be meant otherwise, and none has am or
/// pm.
fn is_of_24(parts: &[WrittenTimes]) -> bool {
    plain_ends(parts).any(|time| time.is_of_24) && plain_ends(parts).all(|time| time.half.is_none())
}

/// Returns the first clock time, in minutes after midnight; midnight where there is none.
fn first_clock(parts: &[WrittenTimes], is_of_24: bool) -> i32 {
    let reader = TimeResolver { zero: 0, length: None, clocks: Clocks::Wall, is_of_24 };
    let mut expressions = parts.iter().flat_map(|part| &part.expressions).filter(|one| reader.is_clock(one));
    let first = expressions.find_map(|one| one.clock);
    first.and_then(|(start, end)| reader.place(start, end, None).0).unwrap_or(0)
}

struct TimeResolver {
    /// Minute 0 in minutes after midnight.
    zero: i32,
    /// The length of the session.
    length: Option<i32>,
    clocks: Clocks,
    is_of_24: bool,
}

impl TimeResolver {
    /// Returns whether `expression` is a clock time. One that may be a length too (`19h`) is one where it lies within
    /// the session, or is an hour of the day that takes longer than the session or that has no hours to lie in.
    fn is_clock(&self, expression: &Expression) -> bool {
        let Some((start, _)) = expression.clock else { return false };
        let Some(written) = expression.length else { return true };
        let minute = start.minutes() - self.zero;
        let is_within = |length| start.hour < 24 && (-EARLIEST..=length).contains(&minute);
        let is_too_long = |length| i32::try_from(written.value).is_ok_and(|value| value > length);
        (7..24).contains(&start.hour) && self.length.is_none_or(is_too_long) || self.length.is_some_and(is_within)
    }

    /// Returns whether the clock times are those of this session: two and more are, a single one where it lies within
    /// it or can be nothing else.
    fn takes_clocks(&self, parts: &[WrittenTimes]) -> bool {
        let all = || parts.iter().flat_map(|part| part.expressions.iter().map(move |one| (part, one)));
        let mut clocks = all().filter(|(_, one)| self.is_clock(one));
        let Some((part, first)) = clocks.next() else { return false };
        if clocks.next().is_some() || part.is_certain {
            return true;
        }
        let start = first.clock.and_then(|(start, end)| self.place(start, end, None).0);
        start.zip(self.length).is_some_and(|(start, length)| (-EARLIEST..=length).contains(&start))
    }

    /// Returns the minutes of `start` and `end`. `before` is the minute at which the part before begins.
    fn place(&self, start: WallTime, end: Option<WallTime>, before: Option<i32>) -> (Option<i32>, Option<i32>) {
        if self.clocks != Clocks::Wall {
            let at = |time: WallTime| match self.clocks {
                Clocks::Seconds => i32::from(time.hour),
                Clocks::Wall | Clocks::Elapsed => time.minutes(),
            };
            return (Some(at(start)), end.map(at));
        }
        let mut starts = self.candidates(start);
        let is_open = start.half.is_none() && (1..=12).contains(&start.hour);
        if let Some(half) = end.and_then(|end| end.half).filter(|_| is_open) {
            // One am or pm goes for both ends, unless the other one brings them closer: `11:55-12:40pm`.
            let end = end.and_then(|end| self.candidates(end).first().copied()).unwrap_or(0);
            let other = if half == Half::Am { Half::Pm } else { Half::Am };
            let both = [half, other].map(|half| self.candidates(WallTime { half: Some(half), ..start }));
            let apart = |starts: &Vec<i32>| starts.first().map(|start| (end - start - 1).rem_euclid(DAY));
            starts = both.into_iter().min_by_key(apart).unwrap_or_default();
        }
        // Midnight is often written `12:00pm`: after a part that begins later than at noon, nothing begins at noon.
        let is_noon = |time: WallTime| time.hour == 12 && time.half == Some(Half::Pm);
        if let ([noon], Some(before)) = (starts.as_slice(), before)
            && is_noon(start)
            && *noon < before
        {
            starts = vec![*noon + HALF_A_DAY];
        } else if is_open && end.is_some_and(is_noon) {
            starts = self.candidates(start);
        }
        let Some(start) = self.best(&starts, before) else { return (None, None) };
        let end = end.and_then(|end| {
            let mut ends = self.candidates(end);
            ends.extend(is_noon(end).then(|| ends.first().map(|noon| noon + HALF_A_DAY)).flatten());
            let later = ends.iter().flat_map(|end| [*end, *end + DAY]).filter(|end| *end >= start);
            later.min().filter(|end| end - start <= HALF_A_DAY || ends.len() == 1)
        });
        (Some(start), end)
    }

    /// Returns the minutes at which a clock time may be: in both halves of the day, where nothing says which is meant.
    fn candidates(&self, time: WallTime) -> Vec<i32> {
        if time.hour > 24 || time.minute > 59 || (time.hour > 12 && time.half == Some(Half::Am)) {
            return Vec::new();
        }
        let hour = i32::from(time.hour);
        let hours = match time.half {
            Some(_) if hour > 12 || hour == 0 => vec![hour],
            Some(Half::Am) => vec![hour % 12],
            Some(Half::Pm) => vec![hour % 12 + 12],
            None if self.is_of_24 || time.is_of_24 || hour == 0 || hour > 12 => vec![hour],
            None if hour == 12 => vec![12, 0],
            None => vec![hour, hour + 12],
        };
        let near = |hour: i32| {
            let minute = hour * 60 + i32::from(time.minute) - self.zero;
            let is_within = |minute: &i32| (0..=self.length.unwrap_or(HALF_A_DAY)).contains(minute);
            let shifted = [minute, minute + DAY, minute - DAY].into_iter();
            shifted.clone().find(is_within).or_else(|| shifted.min_by_key(|minute| minute.abs())).unwrap_or(minute)
        };
        hours.into_iter().map(near).collect()
    }

    /// Returns the likeliest of several minutes: within the session and after the part before, else within it, else
    /// near it.
    fn best(&self, candidates: &[i32], before: Option<i32>) -> Option<i32> {
        let length = self.length.unwrap_or(HALF_A_DAY);
        // A part that follows one of another day is not drawn into the hours of this one.
        let is_other_day = before.is_some_and(|before| before < -EARLIEST);
        let distance = |minute: i32| if is_other_day { 0 } else { (-minute).max(minute - length).max(0) };
        let rank = |minute: &i32| {
            let is_later = before.is_none_or(|before| *minute >= before);
            (distance(*minute) > EARLIEST, !is_later, distance(*minute), *minute)
        };
        candidates.iter().copied().min_by_key(rank)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::{Hours, WrittenTimes, resolve};
    use crate::parse::time::leading;

    /// Returns the starts, ends and lengths of lines that hold nothing but times, separated at commas, in a session of
    /// those hours.
    fn times(lines: &[&str], hours: Option<(i8, i8, i8, i8)>) -> Vec<String> {
        let hours = hours.map(|(a, b, c, d)| Hours::between(time(a, b, 0, 0), time(c, d, 0, 0)));
        let written = |line: &&str| WrittenTimes {
            expressions: line.split(", ").filter_map(|text| leading(text).map(|(found, _)| found)).collect(),
            days: i32::from(line.starts_with('|')),
            ..WrittenTimes::default()
        };
        let parts: Vec<WrittenTimes> = lines.iter().map(written).collect();
        let show = |minute: Option<i32>| minute.map_or("-".to_owned(), |minute| minute.to_string());
        let resolved = resolve(&parts, hours).parts;
        let all = resolved.iter().map(|part| {
            let length = part.minutes.map_or(String::new(), |minutes| format!(" for {}", minutes.value));
            format!("{} {}{length}", show(part.start), show(part.end))
        });
        all.collect()
    }

    #[test]
    fn a_written_time_is_the_time() {
        assert_eq!(times(&["9:00-9:30", "13:00-14:00"], Some((9, 0, 15, 0))), ["0 30", "240 300"]);
        assert_eq!(times(&["9:15", "9:30", "11:00"], Some((9, 0, 12, 0))), ["15 -", "30 -", "120 -"]);
        assert_eq!(times(&["3:00pm", "3:10pm"], Some((16, 0, 17, 30))), ["-60 -", "-50 -"]);
        assert_eq!(times(&["9:30-11:00", "9:30-11:00", "11:00"], Some((9, 30, 12, 0))), ["0 90", "0 90", "90 -"]);
        assert_eq!(times(&["9:00, 10 min", "9:15"], Some((9, 0, 12, 0))), ["0 - for 10", "15 -"]);
        assert_eq!(times(&["9:00, 9:15", "9:15, 10:45"], Some((9, 0, 12, 0))), ["0 15", "15 105"]);
    }

    #[test]
    fn halves_of_the_day_follow_the_session() {
        assert_eq!(times(&["7:00", "7:40", "8:55"], Some((19, 0, 21, 0))), ["0 -", "40 -", "115 -"]);
        assert_eq!(
            times(&["11:00-12:30", "12:30-1:30", "1:30-2:00"], Some((9, 0, 17, 30))),
            ["120 210", "210 270", "270 300"]
        );
        assert_eq!(times(&["9:00", "12:00", "9:00"], Some((9, 0, 22, 0))), ["0 -", "180 -", "720 -"]);
        assert_eq!(times(&["23:30", "0:10"], Some((23, 0, 1, 0))), ["30 -", "70 -"]);
        assert_eq!(times(&["11:30-1:00 pm", "1-2pm"], Some((11, 30, 14, 0))), ["0 90", "90 150"]);
    }

    #[test]
    fn what_has_two_readings_is_decided_by_the_session() {
        assert_eq!(times(&["19h00", "19h15"], Some((19, 0, 20, 30))), ["0 -", "15 -"]);
        assert_eq!(times(&["1h30", "20 min"], Some((18, 0, 20, 0))), ["- - for 90", "- - for 20"]);
        assert_eq!(times(&["14 h", "2 h"], Some((14, 0, 17, 0))), ["0 -", "- - for 120"]);
        assert_eq!(times(&["9h30", "10h"], None), ["0 -", "30 -"]);
        assert_eq!(times(&["0-10 min", "10-30 min", "70-75 min"], None), ["0 10", "10 30", "70 75"]);
        assert_eq!(times(&["5-10 min", "10-15 min"], None), ["- - for 10", "- - for 15"]);
        assert_eq!(times(&["0:00", "0:10", "1:05"], Some((9, 0, 13, 0))), ["0 -", "10 -", "65 -"]);
        assert_eq!(times(&["00:00 - 02:00", "02:00 - 60:00"], Some((11, 0, 12, 15))), ["0 2", "2 60"]);
    }

    #[test]
    fn a_single_clock_time_may_be_anything() {
        assert_eq!(times(&["7:40", "10 min"], Some((19, 0, 21, 0))), ["40 -", "- - for 10"]);
        assert_eq!(times(&["14:00", "10 min"], Some((19, 0, 21, 0))), ["- -", "- - for 10"]);
        assert_eq!(times(&["14:00", "10 min"], None), ["- -", "- - for 10"]);
    }

    #[test]
    fn each_day_begins_anew() {
        assert_eq!(times(&["|9:00", "11:00"], None).len(), 2);
        let parts = [("9:00", 0), ("16:00", 1)].map(|(text, days)| WrittenTimes {
            expressions: vec![leading(text).unwrap().0],
            days,
            ..WrittenTimes::default()
        });
        let hours = Some(Hours::between(time(9, 0, 0, 0), time(17, 0, 0, 0)));
        let starts: Vec<_> = resolve(&parts, hours).parts.iter().map(|part| part.start).collect();
        assert_eq!(starts, [Some(0), Some(24 * 60 + 420)]);
    }
}
