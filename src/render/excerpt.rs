//! Prose that is shown on a page beside others of its like: its anchors stay on its own page, and what points to them
//! leads there, since every anchor can be on a page only once.

use serde::Serialize;
use tera::Value;

use crate::handbook::{Meta, RichText, Section};

use super::context::{PageContext, role};

/// A section of another page.
#[derive(Debug, Serialize)]
pub(super) struct PageExcerpt {
    pub title: Value,
    pub html: Value,
    /// The name of its role, such as `themes`; empty for one that is just content.
    pub role: &'static str,
    pub parts: Vec<PageExcerpt>,
}

/// Returns `section` of the entry `owner`, for the page at `at`.
pub(super) fn section(at: &PageContext<'_>, section_: &Section, owner: &Meta) -> PageExcerpt {
    PageExcerpt {
        title: prose(at, &section_.heading.prose, owner),
        html: prose(at, &section_.prose, owner),
        role: section_.role.map_or("", role),
        parts: section_.parts.iter().map(|part| section(at, part, owner)).collect(),
    }
}

/// Returns `prose` of the entry `owner`, for the page at `at`.
pub(super) fn prose(at: &PageContext<'_>, prose: &RichText, owner: &Meta) -> Value {
    at.excerpt(prose, &at.href(&owner.address))
}
