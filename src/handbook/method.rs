//! A method: an ice breaker or activity to reuse in agendas.

use super::{Body, Grouping, Meta, Minutes, SegmentKind};

/// One method card. A segment that uses it borrows its minutes and its kind.
#[derive(Debug, Clone)]
pub struct Method {
    pub meta: Meta,
    pub kind: Option<SegmentKind>,
    pub minutes: Option<Minutes>,
    pub group: Option<Grouping>,
    pub in_person: bool,
    pub online: bool,
    pub body: Body,
}
