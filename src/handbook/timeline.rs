//! What follows from an agenda: clock times, sums, shares of voice, the packing list, rooms and seconds.

use jiff::{SignedDuration, Zoned};

use super::agenda::voice;
use super::community::GroupSize;
use super::schedule::Sitting;
use super::{Agenda, Book, Group, Method, Minutes, Segment, SegmentKind, Voice};

/// An agenda laid against the clock.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// One for each segment, in order.
    pub segments: Vec<Timed>,
    /// The sum of all known minutes, breaks included.
    pub total: u32,
    /// The scheduled length in elapsed minutes, where the session has a time.
    pub scheduled: Option<u32>,
    /// Minutes from the official start to the start of the first segment in which everyone or small groups speak.
    pub first_voice: Option<u32>,
    /// Minutes by who is speaking, in the order of [`Voice`], without those that have none.
    pub shares: Vec<(Voice, u32)>,
    /// Each thing to bring once, in order of first use.
    pub packing: Vec<Packed>,
    /// Whether any segment has no minutes, so that clock times after it are not shown.
    pub incomplete: bool,
}

/// A segment on the clock.
#[derive(Debug, Clone)]
pub struct Timed {
    /// `None` after a segment without minutes, or where the session has no time.
    pub start: Option<Zoned>,
    pub end: Option<Zoned>,
    /// Minutes after the official start.
    pub offset: Option<u32>,
    /// Its own minutes, or those its method lends.
    pub minutes: Option<u32>,
    pub about: bool,
    /// Its own kind, or the one its method lends.
    pub kind: Option<SegmentKind>,
    pub group: Option<Group>,
    pub voice: Voice,
    /// Rooms for the group size; two numbers where the group size is a range that makes a difference.
    pub rooms: Option<(u32, u32)>,
    /// Seconds a person has in a round, for a segment in which everyone speaks; fewest first.
    pub seconds_each: Option<(u32, u32)>,
}

/// A thing on the packing list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    pub thing: String,
    /// The places of the segments that need it.
    pub segments: Vec<usize>,
}

/// Lays `agenda` against the clock of `sitting`. `book` lends methods' minutes and kinds.
#[must_use]
pub fn timeline(agenda: &Agenda, sitting: Option<&Sitting>, group_size: Option<GroupSize>, book: &Book) -> Timeline {
    let method = |segment: &Segment| segment.method.as_ref().and_then(|method| book.method(&method.value));
    lay(agenda, sitting, group_size, method)
}

/// The part of a [`Timeline`] that needs no clock: for each segment, how many minutes after the official start it begins,
/// and its own minutes or those its method lends.
pub fn offsets<'a>(agenda: &'a Agenda, book: &'a Book) -> impl Iterator<Item = (Option<u32>, Option<Minutes>)> + 'a {
    let mut offset = Some(0_u32);
    agenda.segments.iter().map(move |segment| {
        let method = segment.method.as_ref().and_then(|method| book.method(&method.value));
        let minutes = own_or_lent(segment, method);
        let begins = offset;
        offset = offset.zip(minutes).map(|(offset, minutes)| offset.saturating_add(minutes.value));
        (begins, minutes)
    })
}

fn own_or_lent(segment: &Segment, method: Option<&Method>) -> Option<Minutes> {
    segment.minutes.or_else(|| method.and_then(|method| method.minutes))
}

fn lay<'m>(
    agenda: &Agenda,
    sitting: Option<&Sitting>,
    group_size: Option<GroupSize>,
    method: impl Fn(&Segment) -> Option<&'m Method>,
) -> Timeline {
    let mut segments = Vec::with_capacity(agenda.segments.len());
    // Minutes after the official start; none once a segment's length is unknown.
    let mut offset = Some(0_u32);
    for segment in &agenda.segments {
        let timed = on_the_clock(segment, method(segment), offset, sitting, group_size);
        offset = offset.zip(timed.minutes).map(|(offset, minutes)| offset.saturating_add(minutes));
        segments.push(timed);
    }
    let speaks = |timed: &&Timed| matches!(timed.voice, Voice::Everyone | Voice::SmallGroups);
    Timeline {
        total: sum(&segments),
        scheduled: sitting.and_then(|s| u32::try_from(s.start.duration_until(&s.end).as_mins()).ok()),
        first_voice: segments.iter().find(speaks).and_then(|timed| timed.offset),
        shares: shares(&segments),
        packing: packing(agenda),
        incomplete: segments.iter().any(|timed| timed.minutes.is_none()),
        segments,
    }
}

fn on_the_clock(
    segment: &Segment,
    method: Option<&Method>,
    offset: Option<u32>,
    sitting: Option<&Sitting>,
    group_size: Option<GroupSize>,
) -> Timed {
    let lent = own_or_lent(segment, method);
    let minutes = lent.map(|minutes| minutes.value);
    // What a method says of itself is worth more than a guess from the title's words.
    let written = segment.kind.filter(|_| !segment.guessed);
    let kind = written.or_else(|| method.and_then(|method| method.kind)).or(segment.kind);
    let group = segment.group.or_else(|| method.and_then(|method| method.group));
    let voice = voice(kind, group);
    let at = |offset: Option<u32>| {
        // Elapsed minutes, so that clock times are right across a clock change.
        sitting?.start.checked_add(SignedDuration::from_mins(i64::from(offset?))).ok()
    };
    Timed {
        start: at(offset),
        end: at(offset.zip(minutes).map(|(offset, minutes)| offset.saturating_add(minutes))),
        offset,
        minutes,
        about: lent.is_some_and(|minutes| minutes.about),
        kind,
        group,
        voice,
        rooms: group.and_then(|group| rooms(group, group_size)),
        seconds_each: if voice == Voice::Everyone { seconds_each(minutes, group_size) } else { None },
    }
}

/// How many rooms or circles a grouping needs: a last one that is not full is a room too, but a single person joins
/// a pair.
fn rooms(group: Group, size: Option<GroupSize>) -> Option<(u32, u32)> {
    let of = |count: fn(u32, u32) -> u32, people: u32| size.map(|s| (count(s.least, people), count(s.most, people)));
    match group {
        Group::Whole => None,
        Group::Count(groups) => Some((groups, groups)),
        Group::Pairs => of(|size, _| (size / 2).max(1), 2),
        Group::Of(people) => of(|size, people| size.div_ceil(people.max(1)).max(1), people),
    }
}

/// The seconds a person has where everyone speaks once; fewest first.
fn seconds_each(minutes: Option<u32>, size: Option<GroupSize>) -> Option<(u32, u32)> {
    let (seconds, size) = (minutes?.saturating_mul(60), size?);
    Some((seconds.checked_div(size.most)?, seconds.checked_div(size.least)?))
}

fn sum(segments: &[Timed]) -> u32 {
    segments.iter().filter_map(|timed| timed.minutes).fold(0, u32::saturating_add)
}

fn shares(segments: &[Timed]) -> Vec<(Voice, u32)> {
    let mut shares: Vec<(Voice, u32)> = Vec::new();
    for timed in segments {
        let minutes = timed.minutes.unwrap_or(0);
        match shares.iter_mut().find(|(voice, _)| *voice == timed.voice) {
            Some((_, sum)) => *sum = sum.saturating_add(minutes),
            None => shares.push((timed.voice, minutes)),
        }
    }
    shares.retain(|(_, minutes)| *minutes > 0);
    shares.sort_by_key(|(voice, _)| *voice);
    shares
}

fn packing(agenda: &Agenda) -> Vec<Packed> {
    let mut packing: Vec<Packed> = Vec::new();
    for (place, segment) in agenda.segments.iter().enumerate() {
        for thing in &segment.bring {
            let same = |packed: &&mut Packed| packed.thing.to_lowercase() == thing.to_lowercase();
            match packing.iter_mut().find(same) {
                Some(packed) if packed.segments.last() == Some(&place) => {}
                Some(packed) => packed.segments.push(place),
                None => packing.push(Packed { thing: thing.clone(), segments: vec![place] }),
            }
        }
    }
    packing
}

#[cfg(test)]
mod tests;
