//! When a session's sittings begin and end, as instants: wall clock, zone, clock changes and midnight put
//! together.

use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Session;
use super::session::{Meeting, When};

/// One sitting of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// 1 for the session itself, 2 and up for `also_offered`.
    pub number: u32,
    pub start: Zoned,
    pub end: Zoned,
    /// When the room opens, written or by default (online 10 minutes before, otherwise 15).
    pub doors: Zoned,
    /// Set where a local time was skipped or came twice.
    pub surprise: Option<Surprise>,
}

/// A local time that does not stand for exactly one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surprise {
    /// The clocks jump over it: an error.
    Skipped,
    /// It comes twice; the first was taken: a warning.
    Twice,
}

/// The dated sittings of a session in their order; none while the date is undecided. Sessions that repeat give
/// their first occurrence only; see `repeats`.
#[must_use]
pub fn sittings(session: &Session, zone: &TimeZone) -> Vec<Sitting> {
    let _ = (session, zone);
    Vec::new()
}

/// One meeting as instants in `zone`. See [`sittings`] for the rules.
#[must_use]
pub fn sitting(meeting: &Meeting, session: &Session, number: u32, zone: &TimeZone) -> Option<Sitting> {
    let _ = (meeting, session, number, zone);
    None
}

/// Whether a session is coming: until the day of its last sitting or occurrence is over in its own zone. A session
/// without a date is coming; one of a week until that week is over.
#[must_use]
pub fn is_coming(session: &Session, today: Date) -> bool {
    match &session.when.value {
        When::On(meeting) => meeting.date >= today,
        When::WeekOf { .. } | When::Undecided { .. } => true,
    }
}
