//! Guidance and free pages: Markdown with a place in a list.

use super::{Body, Meta};

/// A role guide or a checklist.
#[derive(Debug, Clone)]
pub struct Guidance {
    pub meta: Meta,
    pub readers: Option<GuidanceFor>,
    /// The folders below `guidance/`, such as `["online"]`.
    pub group: Vec<String>,
    pub order: Option<i64>,
    pub body: Body,
}

/// The list in which guidance stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GuidanceFor {
    Members,
    Facilitators,
    Mentors,
    Organizers,
}

/// Anything else: about, FAQ, glossary.
#[derive(Debug, Clone)]
pub struct Page {
    pub meta: Meta,
    /// The folders below `pages/`.
    pub group: Vec<String>,
    pub order: Option<i64>,
    pub body: Body,
}
