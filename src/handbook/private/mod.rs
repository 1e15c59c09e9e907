//! The texts and data that never reach the public site.

mod addresses;
mod names;
mod preferences;
mod secret;
mod sentences;
mod texts;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::source::{FilePath, Located, Span};

use super::rooms::WayIn;
use super::{Id, Money, Reference, RichText};

pub use addresses::{PrivateAddress, addresses, mail_address};
pub use names::{Guarded, guarded};
pub use preferences::{KitPreferences, PaperSize};
pub use secret::{LEAST, Mistake, Secret};
pub use texts::{PrivateKind, PrivateText};

/// Every private word of a handbook. Only facilitators' papers and the privacy scan may read it.
#[derive(Debug, Clone, Default)]
pub struct Private {
    /// The join details, by session.
    pub joins: BTreeMap<Id, Join>,
    /// `> [!facilitator]` callouts, in order of place.
    pub callouts: Vec<Arc<Callout>>,
    pub roster: Vec<Member>,
    /// The people in any other table of names.
    pub listed: Vec<Member>,
    pub attendance: Vec<Attendance>,
    /// What meeting programs wrote down of who came.
    pub reports: Vec<MeetingReport>,
    pub expenses: Vec<Expense>,
    pub debriefs: Vec<Debrief>,
    /// E-mail addresses in any file of `private/`, in order of place.
    pub addresses: Vec<PrivateAddress>,
    /// What facilitators chose for their kit.
    pub preferences: KitPreferences,
    /// The secret from which the address of the members' calendar is made.
    pub secret: Option<Secret>,
    /// Ways into online rooms in texts that would be published, in order of place.
    pub ways_in: Vec<Located<WayIn>>,
}

/// Online details of a session.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Join {
    pub link: Option<Located<String>>,
    pub dial_in: Option<Located<String>>,
}

/// A facilitator callout and where it stood.
#[derive(Debug, Clone)]
pub struct Callout {
    pub prose: RichText,
    pub span: Span,
}

/// A row of `roster.csv`, or of another table of names.
#[derive(Debug, Clone, Default)]
pub struct Member {
    /// The table.
    pub file: FilePath,
    /// Its line there, from 1.
    pub line: u64,
    pub name: String,
    /// The name that others say, where it is not the first word of the name.
    pub call: Option<String>,
    pub pronouns: Option<String>,
    pub email: Option<String>,
    pub setting: Option<String>,
    pub diet: Option<String>,
    /// Other names and addresses by which meeting programs know the member.
    pub also: Vec<String>,
}

/// A place in a table, as a spreadsheet counts: from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cell {
    pub line: u64,
    pub column: usize,
}

/// One member at one session, as the group's own list has it.
#[derive(Debug, Clone)]
pub struct Attendance {
    pub member: String,
    pub session: Reference,
    /// The place where the session is named: the head of a column or the member's line.
    pub cell: Cell,
    pub mark: AttendanceMark,
}

/// A mark in a list of who came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttendanceMark {
    Absent,
    Present,
    Late,
    Online,
}

/// A list of who came, as a meeting program or a form wrote it.
#[derive(Debug, Clone)]
pub struct MeetingReport {
    pub file: FilePath,
    pub participants: Vec<Participant>,
    /// The times in it, once for each order in which all its dates can be read; none where it has no days.
    pub times: Vec<ReportTimes>,
    /// The days that it may say it is of, without an hour.
    pub days: Vec<Date>,
}

/// A line of a report. A person who came in twice has two.
#[derive(Debug, Clone)]
pub struct Participant {
    /// Its line in the file, from 1.
    pub line: u64,
    pub name: String,
    pub email: Option<String>,
    /// The minutes in the meeting, where the report says how many.
    pub minutes: Option<u32>,
}

/// The times of a report, its dates read in one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportTimes {
    /// When each participant came and left; one for each, in their order.
    pub stays: Vec<Option<ReportStay>>,
}

/// The time from which and to which somebody was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportStay {
    pub from: ReportTime,
    /// `None` where it is not written.
    pub to: Option<ReportTime>,
}

/// A time in a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportTime {
    /// By the clock of whoever made it.
    Wall(DateTime),
    Instant(Timestamp),
}

impl ReportTime {
    /// The time of those who are not said to have left: the end of the meeting, whenever that was.
    pub const NEVER_LEFT: ReportTime = ReportTime::Wall(DateTime::MAX);

    /// Returns the time by the clock of `zone`, which is taken for that of whoever made the report.
    #[must_use]
    pub fn by(self, zone: &TimeZone) -> DateTime {
        match self {
            ReportTime::Wall(time) => time,
            ReportTime::Instant(instant) => zone.to_datetime(instant),
        }
    }
}

/// A row of `expenses.csv`.
#[derive(Debug, Clone)]
pub struct Expense {
    pub file: FilePath,
    /// Its line there, from 1.
    pub line: u64,
    /// The day; several where the whole table can be read in several orders, one for each of them.
    pub days: Vec<Date>,
    pub session: Option<Reference>,
    /// The place where the session is named.
    pub cell: Cell,
    pub item: String,
    pub category: Option<String>,
    /// What was spent; below nothing where it came back.
    pub amount: Money,
    pub receipt: Option<String>,
    pub flow: MoneyFlow,
}

/// Which way the money of a line went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyFlow {
    Spent,
    /// It was received.
    CameIn,
    /// It changed hands among the group or its accounts, or is what was left: a balance.
    Moved,
}

/// A file of `debriefs/`.
#[derive(Debug, Clone)]
pub struct Debrief {
    pub session: Option<Reference>,
    pub with: Option<Reference>,
    pub text: String,
    pub span: Span,
}
