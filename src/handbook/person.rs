//! A facilitator, mentor, forum host or guest.

use crate::source::Located;

use super::session::Link;
use super::{Body, Meta};

/// One person with a page; their name is the entry's title.
#[derive(Debug, Clone)]
pub struct Person {
    pub meta: Meta,
    /// `facilitator`, `co-facilitator`, `mentor`, `forum host`, `guest`, or free text.
    pub role: String,
    pub pronouns: Option<String>,
    /// A picture, relative to the entry's file.
    pub photo: Option<Located<String>>,
    pub photo_description: Option<String>,
    pub email: Option<String>,
    pub links: Vec<Link>,
    pub body: Body,
}
