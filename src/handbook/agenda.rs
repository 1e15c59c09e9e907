//! The agenda as its author wrote it, whichever of the three spellings they used.

use crate::source::{Located, Span};

use super::{Prose, Reference};

/// A session's agenda: what happens, in order. Clock times and sums are computed by
/// [`timeline`](super::timeline).
#[derive(Debug, Clone)]
pub struct Agenda {
    pub spelling: Spelling,
    /// Text between the Agenda heading and the first segment.
    pub intro: Prose,
    pub segments: Vec<Segment>,
    /// Text under the Agenda heading that belongs to no segment and stands after the first one.
    pub outro: Prose,
    pub span: Span,
}

/// How the agenda was written.
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
    /// The title without its duration and its kind, as inline HTML.
    pub title: Prose,
    /// `None` where nothing readable was written; a method may still lend its minutes.
    pub minutes: Option<Minutes>,
    /// Written in brackets, or else guessed from the title's words.
    pub kind: Option<SegmentKind>,
    /// Whether `kind` was guessed.
    pub guessed: bool,
    pub group: Option<Group>,
    /// As written: a person's id, full name, or first name.
    pub leads: Vec<Located<String>>,
    pub bring: Vec<String>,
    /// `Use:`: a method of the handbook.
    pub method: Option<Reference>,
    pub readings: Vec<Reference>,
    pub details: Prose,
    pub span: Span,
}

/// The length of a segment, in elapsed minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minutes {
    pub value: u32,
    /// `30+` or `20-30`: counted as the larger number and shown as "about".
    pub about: bool,
}

/// Who works together in a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Whole,
    Pairs,
    /// So many people in each group.
    Of(u32),
    /// So many groups.
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

/// Who is speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Voice {
    Everyone,
    SmallGroups,
    WholeGroup,
    Quiet,
    Facilitator,
    /// A break.
    Nobody,
}

impl Segment {
    /// Who is speaking in this segment; see [`voice`].
    #[must_use]
    pub fn voice(&self) -> Voice {
        voice(self.kind, self.group)
    }
}

/// Who is speaking in a segment: its kind decides, small groups where a grouping is given (`[values, groups of 4]`),
/// the whole group where nothing says otherwise.
#[must_use]
pub fn voice(kind: Option<SegmentKind>, group: Option<Group>) -> Voice {
    let grouped = matches!(group, Some(Group::Pairs | Group::Of(_) | Group::Count(_)));
    match kind {
        Some(SegmentKind::Break) => Voice::Nobody,
        _ if grouped => Voice::SmallGroups,
        Some(SegmentKind::Everyone | SegmentKind::Practice) => Voice::Everyone,
        Some(SegmentKind::Pairs | SegmentKind::Groups | SegmentKind::Breakout) => Voice::SmallGroups,
        Some(SegmentKind::Reflection | SegmentKind::Reading) => Voice::Quiet,
        Some(SegmentKind::Welcome | SegmentKind::Talk | SegmentKind::Close | SegmentKind::Tech) => Voice::Facilitator,
        Some(SegmentKind::Discussion | SegmentKind::ShareBack | SegmentKind::Values) | None => Voice::WholeGroup,
    }
}
