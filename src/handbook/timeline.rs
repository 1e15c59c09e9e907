//! What follows from an agenda: clock times, sums, shares of voice, the packing list, rooms and seconds.

use jiff::Zoned;

use super::community::GroupSize;
use super::schedule::Sitting;
use super::{Agenda, Book, Group, SegmentKind, Voice};

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
    let _ = (agenda, sitting, group_size, book);
    Timeline {
        segments: Vec::new(),
        total: 0,
        scheduled: None,
        first_voice: None,
        shares: Vec::new(),
        packing: Vec::new(),
        incomplete: false,
    }
}
