//! Values and agreements: a list of short forms, each with its long form.

use jiff::civil::Date;

use crate::source::Located;

use super::{Meta, Reference, RichText};

/// `values.md` or `agreements.md`.
#[derive(Debug, Clone)]
pub struct Values {
    pub meta: Meta,
    /// Whether the group has chosen them, where the file says so.
    pub status: Option<ValuesStatus>,
    pub agreed_on: Option<Located<Date>>,
    pub agreed_at: Option<Reference>,
    pub revisit_on: Option<Located<Date>>,
    pub intro: RichText,
    pub items: Vec<Value>,
    pub footnotes: RichText,
}

/// One value, or one agreement.
#[derive(Debug, Clone)]
pub struct Value {
    /// Its anchor.
    pub id: String,
    /// The short form, on every session page.
    pub title: String,
    /// The first paragraph, the long form.
    pub long_form: RichText,
    /// The text behind the first paragraph.
    pub rest: RichText,
}

/// The state of the group's agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValuesStatus {
    Draft,
    Agreed,
}
