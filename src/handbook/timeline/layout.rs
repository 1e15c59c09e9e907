//! The places of the parts of an agenda: a written start wins, a written end wins, and lengths fill what is between.

use super::{Minutes, Segment};

/// The place of a segment, in elapsed minutes after the official start of its session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Placed {
    pub start: Option<i32>,
    pub end: Option<i32>,
    /// The minutes before it in which nothing is planned.
    pub gap: u32,
    /// Whether it runs beside the segment before.
    pub is_beside: bool,
    /// Its minutes that no segment before has counted already.
    pub fresh: u32,
}

impl Placed {
    /// Returns since when nothing is planned before it, where that is long enough to be shown.
    #[must_use]
    pub fn gap_start(&self) -> Option<i32> {
        let gap = i32::try_from(self.gap).ok().filter(|_| self.gap >= SHOWN_GAP)?;
        Some(self.start? - gap)
    }

    /// Returns the minutes from its start to its end.
    #[must_use]
    pub fn minutes(&self) -> Option<u32> {
        u32::try_from(self.end? - self.start?).ok()
    }
}

/// The shortest gap that is shown; a shorter one is the time that it takes to sit down again.
const SHOWN_GAP: u32 = 5;

/// The shortest gap, in minutes, that is a night.
const NIGHT: i32 = 8 * 60;

/// Lays `segments` out. `scheduled` is the session's length, `elapsed` turns minutes by the wall clock into elapsed
/// ones, `minutes` gives the length of a segment that is written or lent.
///
/// The start of a segment is the written one, or the end of what is before it. Its end is the written one, or its start
/// and its length, or the next written start; that of the last one, where it has a written start and nothing else, is
/// the end of the session. What none of this gives stays unknown, and so does what follows it, up to the next written
/// start.
pub fn layout(
    segments: &[Segment],
    scheduled: Option<u32>,
    elapsed: impl Fn(i32) -> i32,
    minutes: impl Fn(&Segment) -> Option<Minutes>,
) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::with_capacity(segments.len());
    // The minute up to which something is planned; `None` after a segment whose end is unknown.
    let mut until = Some(0);
    let written = |segment: &Segment| segment.start.map(&elapsed);
    for (place, segment) in segments.iter().enumerate() {
        let start = written(segment).or(until);
        let length = minutes(segment).and_then(|minutes| i32::try_from(minutes.value).ok());
        let end = segment.end.map(&elapsed).or_else(|| Some(start?.saturating_add(length?))).or_else(|| {
            let start = written(segment)?;
            let mut after = segments[place + 1..].iter().map(written).skip_while(|next| *next == Some(start));
            match after.next() {
                // What begins after a night says nothing of when this one ends.
                Some(next) => next.filter(|next| next - start < NIGHT),
                None => scheduled.and_then(|minutes| i32::try_from(minutes).ok()),
            }
        });
        let end = end.filter(|end| start.is_none_or(|start| *end >= start));
        let earlier = if place == 0 { start } else { until };
        let is_beside = start.zip(earlier).is_some_and(|(start, earlier)| place > 0 && start < earlier);
        // Text between the two may say what happens then.
        let is_silent = says_nothing_but_a_heading(segment);
        let gap = start.zip(earlier).filter(|_| is_silent).map_or(0, |(start, earlier)| (start - earlier).max(0));
        // What comes before the session takes none of its time.
        let first = if scheduled.is_some() { 0 } else { i32::MIN };
        let counted = match (start.zip(end), earlier) {
            (Some((start, end)), Some(earlier)) if is_beside => end - start.max(earlier).max(first),
            (Some((start, end)), _) => end - start.max(first),
            (None, _) => length.unwrap_or(0),
        };
        placed.push(Placed {
            start,
            end,
            gap: u32::try_from(gap).ok().filter(|_| gap < NIGHT).unwrap_or(0),
            is_beside,
            fresh: u32::try_from(counted).unwrap_or(0),
        });
        until = match (until, end) {
            // A part that runs beside another one ends with the longer of both.
            (Some(until), Some(end)) if is_beside => Some(until.max(end)),
            (_, end) => end,
        };
    }
    placed
}

/// Returns whether the text before a segment is no more than its sub-heading.
fn says_nothing_but_a_heading(segment: &Segment) -> bool {
    segment.before.is_empty()
        || segment.heading.as_deref().is_some_and(|heading| segment.before.plain().trim() == heading)
}
