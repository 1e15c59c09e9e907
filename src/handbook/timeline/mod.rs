//! The facts that follow from an agenda: where its parts stand on the clock, sums, shares of voice, the packing list,
//! rooms and seconds.

mod layout;
#[cfg(test)]
mod tests;

use jiff::civil::Time;
use jiff::{SignedDuration, Zoned};
use rustc_hash::FxHashMap;

use super::agenda::{KindSource, voice};
use super::community::GroupSize;
use super::schedule::Sitting;
use super::{Agenda, Book, Grouping, Method, Minutes, Segment, SegmentKind, Voice};

pub use layout::{Placed, layout};

/// The minutes after the session's end from which on a part is on another day.
const OTHER_DAY: i32 = 6 * 60;

/// An agenda laid against the clock.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// One for each segment, in order.
    pub segments: Vec<Timed>,
    /// The minutes in which something is planned, breaks included. Segments side by side count once.
    pub total: u32,
    /// The scheduled length in elapsed minutes, where the session has a time.
    pub scheduled: Option<u32>,
    /// Whether four fifths of the minutes have a kind, so that it is known who speaks.
    pub is_marked: bool,
    /// Minutes from the official start to the start of the first segment in which everyone or small groups speak. Only
    /// where [`is_marked`](Self::is_marked).
    pub first_voice: Option<u32>,
    /// Minutes by who is speaking, in the order of [`Voice`], without those that have none. Only where
    /// [`is_marked`](Self::is_marked).
    pub shares: Vec<(Voice, u32)>,
    /// Each thing to bring once, in order of first use.
    pub packing: Vec<Packed>,
    /// Whether any segment has no minutes, so that clock times after it are not shown.
    pub incomplete: bool,
}

impl Timeline {
    /// Returns whether a part of it is of a day after that of the session, whose length says nothing of it.
    #[must_use]
    pub fn has_further_days(&self) -> bool {
        self.segments.iter().any(|timed| self.is_of_further_day(timed))
    }

    /// Returns whether one of its parts is of a day after that of the session.
    #[must_use]
    pub fn is_of_further_day(&self, timed: &Timed) -> bool {
        let end = self.scheduled.and_then(|minutes| i32::try_from(minutes).ok());
        timed.placed.start.zip(end).is_some_and(|(start, end)| start - end >= OTHER_DAY)
    }
}

/// A segment on the clock.
#[derive(Debug, Clone)]
pub struct Timed {
    /// Its place, in minutes after the official start.
    pub placed: Placed,
    /// Its start by the clock on the wall; `None` where it is not known, or the session has no time.
    pub start: Option<Time>,
    pub end: Option<Time>,
    /// The time since when nothing is planned before it, where that is worth showing.
    pub gap_from: Option<Time>,
    /// Its minutes: written, lent by its method, or from its start to its end.
    pub minutes: Option<u32>,
    pub about: bool,
    /// Its own kind, or the one that its method or its title gives.
    pub kind: Option<SegmentKind>,
    pub kind_source: Option<KindSource>,
    pub group: Option<Grouping>,
    pub voice: Voice,
    /// Rooms for the group size; two numbers where the group size is a range that makes a difference.
    pub rooms: Option<(u32, u32)>,
    /// Seconds a person has in a round, for a segment in which everyone speaks; fewest first.
    pub seconds_each: Option<(u32, u32)>,
}

impl Timed {
    /// Returns whether it is known what kind of segment this is, or how people sit together in it.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.kind.is_some() || self.group.is_some()
    }
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
    let placed = placed(agenda, sitting, book);
    let clock = SessionClock::new(agenda, sitting);
    let segments: Vec<Timed> = std::iter::zip(&agenda.segments, placed)
        .map(|(segment, placed)| timed(segment, placed, &clock, group_size, book))
        .collect();
    let is_marked = is_marked(&segments);
    let speaks = |timed: &&Timed| matches!(timed.voice, Voice::Everyone | Voice::SmallGroups);
    let first_voice = segments.iter().find(speaks).and_then(|timed| u32::try_from(timed.placed.start?.max(0)).ok());
    Timeline {
        total: segments.iter().map(|timed| timed.placed.fresh).fold(0, u32::saturating_add),
        scheduled: sitting.map(Sitting::minutes),
        is_marked,
        first_voice: first_voice.filter(|_| is_marked),
        shares: if is_marked { shares(&segments) } else { Vec::new() },
        packing: packing(agenda),
        incomplete: segments.iter().any(|timed| timed.minutes.is_none()),
        segments,
    }
}

/// Lays the segments of `agenda` along the minutes of `sitting`: the part of a [`timeline`] that calendars need.
#[must_use]
pub fn placed(agenda: &Agenda, sitting: Option<&Sitting>, book: &Book) -> Vec<Placed> {
    let clock = SessionClock::new(agenda, sitting);
    let scheduled = sitting.map(Sitting::minutes);
    layout(&agenda.segments, scheduled, |minute| clock.elapsed(minute), |segment| minutes(segment, book))
}

/// Returns the written length of a segment, or the one that its method lends.
#[must_use]
pub fn minutes(segment: &Segment, book: &Book) -> Option<Minutes> {
    segment.minutes.or_else(|| method(segment, book)?.minutes)
}

fn method<'b>(segment: &Segment, book: &'b Book) -> Option<&'b Method> {
    book.method(&segment.method.as_ref()?.value)
}

/// The clock on the wall while a session lasts.
pub struct SessionClock<'a> {
    sitting: Option<&'a Sitting>,
    /// The clock time of minute 0.
    zero: Option<Time>,
    /// Whether clocks are changed while the session lasts, so that the wall clock and elapsed minutes differ.
    is_changed: bool,
}

impl<'a> SessionClock<'a> {
    #[must_use]
    pub fn new(agenda: &Agenda, sitting: Option<&'a Sitting>) -> Self {
        let zero = sitting.map(|sitting| sitting.start.time()).or(agenda.zero);
        let is_changed = sitting.is_some_and(|sitting| {
            let later =
                sitting.start.checked_add(SignedDuration::from_hours(24)).unwrap_or_else(|_| sitting.end.clone());
            later.offset() != sitting.start.offset()
        });
        SessionClock { sitting, zero, is_changed }
    }

    /// Returns the clock time that many elapsed minutes after the start.
    #[must_use]
    pub fn at(&self, minute: i32) -> Option<Time> {
        match self.sitting.filter(|_| self.is_changed) {
            Some(sitting) => Some(after(&sitting.start, minute)?.time()),
            None => Some(self.zero?.wrapping_add(SignedDuration::from_mins(i64::from(minute)))),
        }
    }

    /// Returns the elapsed minutes for minutes by the wall clock.
    fn elapsed(&self, minute: i32) -> i32 {
        let Some(sitting) = self.sitting.filter(|_| self.is_changed) else { return minute };
        let wall = sitting.start.datetime().checked_add(SignedDuration::from_mins(i64::from(minute)));
        let instant = wall.and_then(|wall| wall.to_zoned(sitting.start.time_zone().clone()));
        instant.map_or(minute, |instant| {
            let elapsed = instant.timestamp().duration_since(sitting.start.timestamp()).as_mins();
            i32::try_from(elapsed).unwrap_or(minute)
        })
    }
}

fn after(start: &Zoned, minutes: i32) -> Option<Zoned> {
    start.checked_add(SignedDuration::from_mins(i64::from(minutes))).ok()
}

fn timed(segment: &Segment, placed: Placed, clock: &SessionClock, group_size: Option<GroupSize>, book: &Book) -> Timed {
    let method = method(segment, book);
    let written = minutes(segment, book);
    let minutes = written.map(|minutes| minutes.value).or_else(|| placed.minutes());
    let group = segment.group.or_else(|| method.and_then(|method| method.group));
    let (kind, kind_source) = kind(segment, method, book).unzip();
    let voice = voice(kind, group);
    Timed {
        start: placed.start.and_then(|start| clock.at(start)),
        end: placed.end.and_then(|end| clock.at(end)),
        gap_from: placed.gap_start().and_then(|start| clock.at(start)),
        placed,
        minutes,
        about: written.is_some_and(|minutes| minutes.about),
        kind,
        kind_source,
        group,
        voice,
        rooms: group.and_then(|group| rooms(group, group_size)),
        seconds_each: if voice == Voice::Everyone { seconds_each(minutes, group_size) } else { None },
    }
}

/// Returns the kind of a segment, and where it comes from. A marked kind is worth more than that of a method, and that
/// more than one from a title.
fn kind(segment: &Segment, method: Option<&Method>, book: &Book) -> Option<(SegmentKind, KindSource)> {
    let written = segment.kind.map(|kind| (kind, segment.kind_source.unwrap_or(KindSource::Bracket)));
    let lent = || method.and_then(|method| method.kind).map(|kind| (kind, KindSource::Method));
    let titled = || book.title_kinds.kind(&segment.phrase).map(|kind| (kind, KindSource::Title));
    written.or_else(lent).or_else(titled)
}

/// Returns whether four fifths of the minutes, and everything without minutes, have a kind.
fn is_marked(segments: &[Timed]) -> bool {
    let sum = |known: bool| -> u64 {
        let counted = segments.iter().filter(|timed| !known || timed.is_known());
        counted.map(|timed| u64::from(timed.placed.fresh)).sum()
    };
    let (known, all) = (sum(true), sum(false));
    all > 0 && known * 5 >= all * 4 && segments.iter().all(|timed| timed.minutes.is_some() || timed.is_known())
}

/// Returns how many rooms or circles a grouping needs: a last one that is not full is a room too, but a single person
/// joins a pair.
fn rooms(group: Grouping, size: Option<GroupSize>) -> Option<(u32, u32)> {
    let of = |count: fn(u32, u32) -> u32, people: u32| size.map(|s| (count(s.least, people), count(s.most, people)));
    match group {
        Grouping::Whole => None,
        Grouping::Count(groups) => Some((groups, groups)),
        Grouping::Pairs => of(|size, _| (size / 2).max(1), 2),
        Grouping::Of(people) => of(|size, people| size.div_ceil(people.max(1)).max(1), people),
    }
}

/// Returns the seconds a person has where everyone speaks once; fewest first.
fn seconds_each(minutes: Option<u32>, size: Option<GroupSize>) -> Option<(u32, u32)> {
    let (seconds, size) = (minutes?.saturating_mul(60), size?);
    Some((seconds.checked_div(size.most)?, seconds.checked_div(size.least)?))
}

fn shares(segments: &[Timed]) -> Vec<(Voice, u32)> {
    let mut shares: Vec<(Voice, u32)> = Vec::new();
    for timed in segments {
        let minutes = timed.placed.fresh;
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
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for (place, segment) in agenda.segments.iter().enumerate() {
        for thing in &segment.bring {
            let at = *known.entry(thing.to_lowercase()).or_insert(packing.len());
            match packing.get_mut(at) {
                Some(packed) if packed.segments.last() == Some(&place) => {}
                Some(packed) => packed.segments.push(place),
                None => packing.push(Packed { thing: thing.clone(), segments: vec![place] }),
            }
        }
    }
    packing
}
