//! A reading: something the community reads, with its reference.

use crate::source::Located;

use super::{Body, Meta};

/// One reading. With a body it is a page, without one a line in the list.
#[derive(Debug, Clone)]
pub struct Reading {
    pub meta: Meta,
    /// The reference as plain text: `cite` as pasted, or made from `source`'s fields in the same style.
    pub citation: String,
    /// The separate fields, where the author gave them.
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub year: Option<String>,
    pub publisher: Option<String>,
    pub pages: Option<String>,
    pub doi: Option<String>,
    pub isbn: Option<String>,
    /// `book`, `article`, `framework` ... as written.
    pub kind: Option<String>,
    pub link: Option<Located<String>>,
    pub access: Option<String>,
    pub time_to_read: Option<String>,
    pub body: Body,
}
