//! The agenda as its author wrote it, whichever of the three spellings they used.

use jiff::civil::Time;

use crate::source::{Located, Span};

use super::{Reference, RichText};

/// A session's agenda: its segments in order, with the times that were written. Their places on the clock, and all
/// sums, are computed by [`timeline`](super::timeline).
#[derive(Debug, Clone)]
pub struct Agenda {
    pub spelling: Spelling,
    /// Text between the Agenda heading and the first segment.
    pub intro: RichText,
    pub segments: Vec<Segment>,
    /// Text under the Agenda heading that belongs to no segment and stands after the last one.
    pub outro: RichText,
    /// The clock time of minute 0, from which [`Segment::start`] and [`Segment::end`] count: when the session begins,
    /// or else the first written clock time.
    pub zero: Option<Time>,
    pub span: Span,
}

/// The spelling in which the agenda was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    List,
    Headings,
    Table,
}

/// One item of an agenda.
#[derive(Debug, Clone)]
pub struct Segment {
    /// The anchor of a segment that was written as a heading.
    pub id: Option<String>,
    /// The text between the segment before and this one: sub-headings such as "Afternoon", and prose.
    pub before: RichText,
    /// The sub-heading that it begins: "Afternoon", "Day 2".
    pub heading: Option<String>,
    /// The title without its times and its kind, as inlines.
    pub title: RichText,
    /// The title, or its beginning before a colon or a dash, in lower case: the phrase that may give its kind.
    pub phrase: String,
    /// The written start, in minutes after [`Agenda::zero`] by the wall clock; negative before it.
    pub start: Option<i32>,
    /// The written end, counted in the same way.
    pub end: Option<i32>,
    /// The written length. `None` where none was written; a method may still lend its minutes.
    pub minutes: Option<Minutes>,
    /// The kind written in square brackets or in a column.
    pub kind: Option<SegmentKind>,
    /// The place where `kind` was written.
    pub kind_source: Option<KindSource>,
    pub group: Option<Grouping>,
    /// Words in square brackets that may be somebody's name: see `parse::assemble`, where people are known.
    pub bracket: Option<Located<String>>,
    /// The people who lead it, as written: a person's id, full name, or first name.
    pub leads: Vec<Located<String>>,
    pub bring: Vec<String>,
    /// `Use:`: a method of the handbook.
    pub method: Option<Reference>,
    pub readings: Vec<Reference>,
    pub details: RichText,
    pub span: Span,
}

/// The source of a segment's kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KindSource {
    /// Square brackets behind the title: `[pairs]`.
    Bracket,
    /// The Kind column of a table, or a kind in its Lead column.
    Column,
    /// The method that the segment uses.
    Method,
    /// The title, which is one of the phrases of the handbook's language.
    Title,
}

/// The length of a segment, in elapsed minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minutes {
    pub value: u32,
    /// `30+` or `20-30`: counted as the larger number and shown as "about".
    pub about: bool,
}

/// The people who work together in a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    Whole,
    Pairs,
    /// That many people in each group.
    Of(u32),
    /// That many groups.
    Count(u32),
}

/// The kinds of segment, as written in square brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SegmentKind {
    Welcome,
    Everyone,
    Pairs,
    /// `groups of N`; the number is in [`Segment::group`].
    Groups,
    Breakout,
    Discussion,
    Talk,
    Reading,
    Reflection,
    ShareBack,
    Values,
    Practice,
    Break,
    Close,
    Tech,
}

/// The people who speak in a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Voice {
    Everyone,
    SmallGroups,
    WholeGroup,
    Quiet,
    Facilitator,
    /// A break.
    Nobody,
    /// A segment of unknown kind.
    Unmarked,
}

impl Segment {
    /// Returns a segment of which nothing is known but its place.
    #[must_use]
    pub fn at(span: Span) -> Self {
        Segment {
            id: None,
            before: RichText::default(),
            heading: None,
            title: RichText::default(),
            phrase: String::new(),
            start: None,
            end: None,
            minutes: None,
            kind: None,
            kind_source: None,
            group: None,
            bracket: None,
            leads: Vec::new(),
            bring: Vec::new(),
            method: None,
            readings: Vec::new(),
            details: RichText::default(),
            span,
        }
    }
}

/// Returns who speaks in a segment: its kind decides, small groups where a grouping is given (`[values, groups of 4]`).
#[must_use]
pub fn voice(kind: Option<SegmentKind>, group: Option<Grouping>) -> Voice {
    let grouped = matches!(group, Some(Grouping::Pairs | Grouping::Of(_) | Grouping::Count(_)));
    match kind {
        Some(SegmentKind::Break) => Voice::Nobody,
        _ if grouped => Voice::SmallGroups,
        Some(SegmentKind::Everyone | SegmentKind::Practice) => Voice::Everyone,
        Some(SegmentKind::Pairs | SegmentKind::Groups | SegmentKind::Breakout) => Voice::SmallGroups,
        Some(SegmentKind::Reflection | SegmentKind::Reading) => Voice::Quiet,
        Some(SegmentKind::Welcome | SegmentKind::Talk | SegmentKind::Close | SegmentKind::Tech) => Voice::Facilitator,
        Some(SegmentKind::Discussion | SegmentKind::ShareBack | SegmentKind::Values) => Voice::WholeGroup,
        None if group == Some(Grouping::Whole) => Voice::WholeGroup,
        None => Voice::Unmarked,
    }
}
