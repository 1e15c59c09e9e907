//! A session and the series it may belong to.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use crate::source::Located;

use super::{Agenda, Body, Id, Meta, Reference};

/// One meeting of the community.
#[derive(Debug, Clone)]
pub struct Session {
    pub meta: Meta,
    /// The subfolder of `sessions/` that holds it.
    pub series: Option<Id>,
    pub when: Located<When>,
    /// Only where it differs; see [`Book::zone`](super::Book::zone).
    pub timezone: Option<Located<TimeZone>>,
    pub doors_open: Option<Located<DoorsOpen>>,
    /// The thing to do once they are: "say hello".
    pub doors_words: Option<String>,
    /// `None`: to be announced.
    pub place: Option<Place>,
    pub tech_help: Option<Reference>,
    pub show_join_link: Option<ShowJoinLink>,
    /// `None`: the series', then the community's.
    pub facilitators: Option<Vec<Reference>>,
    pub guests: Vec<Reference>,
    pub readings: Vec<ReadingUse>,
    pub scenarios: Vec<Reference>,
    pub guidance: Vec<Reference>,
    pub bring: Vec<String>,
    pub snack: Vec<String>,
    /// The ways to take part: by voice, in the chat, by telephone.
    pub ways_to_take_part: Option<String>,
    pub sign_up: Option<SignUp>,
    /// The documents in which notes are written together while it lasts.
    pub live_notes: Vec<Link>,
    pub status: Status,
    /// Oldest first.
    pub changes: Vec<Change>,
    /// Further sittings; the first one is `when`, so the first of these is number 2.
    pub also_offered: Vec<Located<Meeting>>,
    pub repeats: Option<Located<Repeats>>,
    pub occurrence_of: Option<OccurrenceOf>,
    /// The name by which subscribers of another calendar know it.
    pub uid: Option<Located<String>>,
    /// The number of changes in the calendar that it was brought in from; [`Session::changes`] count on top.
    pub sequence: u32,
    pub notes: Vec<Link>,
    pub recording: Vec<Link>,
    pub slides: Vec<Link>,
    pub agenda: Option<Agenda>,
    /// Lines that look like an agenda and are not read as one, as written.
    pub unread: Vec<String>,
    pub body: Body,
}

impl Session {
    /// Returns the day of its first sitting, where that is decided.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        match &self.when.value {
            When::On(meeting) => Some(meeting.date),
            When::WeekOf { .. } | When::Undecided { .. } => None,
        }
    }
}

/// The time of a session, as far as that is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    On(Meeting),
    /// `week of 2026-11-16`: on the site, not in the feed.
    WeekOf {
        date: Date,
        times: Option<Times>,
    },
    /// `to be decided`: on the site, not in the feed.
    Undecided {
        times: Option<Times>,
    },
}

/// A day and its hours, by the wall clock of the session's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meeting {
    pub date: Date,
    pub times: Times,
}

/// A start and an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    pub start: Time,
    pub end: End,
}

/// The end of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// A clock time; before the start it is on the next day.
    At(Time),
    /// That many elapsed minutes after the start.
    After(u32),
}

/// The time at which the room opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoorsOpen {
    At(Time),
    /// That many minutes before the start.
    Before(u32),
}

/// The place of a session; at least one of the two.
#[derive(Debug, Clone)]
pub struct Place {
    pub venue: Option<Reference>,
    pub online: bool,
}

impl Place {
    /// Returns whether there is nowhere to go to: what opens before the start is a meeting online, and no doors.
    #[must_use]
    pub fn is_only_online(&self) -> bool {
        self.online && self.venue.is_none()
    }
}

/// The people who may see how to join.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ShowJoinLink {
    /// Sent by mail, never published.
    #[default]
    Mail,
    /// In an extra unlinked feed only.
    Members,
    Public,
}

/// A reading as a session uses it.
#[derive(Debug, Clone)]
pub struct ReadingUse {
    pub reading: Reference,
    /// "chapters 1 and 2".
    pub part: Option<String>,
}

/// `sign_up:`.
#[derive(Debug, Clone)]
pub struct SignUp {
    pub link: Link,
    /// The last day.
    pub until: Option<Date>,
    pub places: Option<u32>,
}

/// The certainty of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    #[default]
    Planned,
    Confirmed,
    Cancelled,
    /// Accepted, though it follows from the date.
    Done,
}

impl Session {
    /// Returns when it meets, where it meets once: it does not repeat, and is not offered again.
    #[must_use]
    pub fn only_meeting(&self) -> Option<Meeting> {
        let When::On(meeting) = self.when.value else { return None };
        (self.repeats.is_none() && self.also_offered.is_empty()).then_some(meeting)
    }
}

/// An entry of `changes:`.
#[derive(Debug, Clone)]
pub struct Change {
    /// The day on which it was written down.
    pub date: Date,
    pub what: WhatChanged,
    pub span: crate::source::Span,
}

impl Change {
    /// Returns what the author wrote in words.
    #[must_use]
    pub fn words(&self) -> Option<&String> {
        match &self.what {
            WhatChanged::InWords(words) => Some(words),
            WhatChanged::Moved { why, .. } => why.as_ref(),
        }
    }
}

/// The content of an entry of `changes:`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhatChanged {
    /// A text in the author's words, from which nothing follows.
    InWords(String),
    /// A move: the session had another date or time.
    Moved { from: Moment, why: Option<String> },
}

/// A day, and a clock time where one is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub date: Date,
    pub time: Option<Time>,
}

/// `repeats:`.
#[derive(Debug, Clone)]
pub struct Repeats {
    pub every: Every,
    /// Included.
    pub until: Date,
    pub except: Vec<Located<Date>>,
}

/// The step of a repeating session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    Weeks(u32),
    /// The same weekday of every so-many-th month (first Tuesday, third Thursday).
    Months(u32),
}

/// `occurrence_of:`.
#[derive(Debug, Clone)]
pub struct OccurrenceOf {
    pub session: Reference,
    /// The date it replaces, where it moved.
    pub date: Option<Date>,
}

/// An address with its words.
#[derive(Debug, Clone)]
pub struct Link {
    pub title: Option<String>,
    /// Outside addresses as they are; files of the handbook as written, see [`links`](super::links).
    pub url: Located<String>,
}

/// A subfolder of `sessions/`: a season, a cohort, a track.
#[derive(Debug, Clone)]
pub struct Series {
    pub meta: Meta,
    pub facilitators: Option<Vec<Reference>>,
    pub timezone: Option<Located<TimeZone>>,
    /// `None`: the community's.
    pub snack_rota: Option<Vec<String>>,
    pub order: Option<i64>,
    pub body: Body,
}
