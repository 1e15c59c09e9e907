//! A place where the community meets.

use super::session::Link;
use super::{Body, Meta};

/// One place; its name is the entry's title.
#[derive(Debug, Clone)]
pub struct Venue {
    pub meta: Meta,
    pub address: String,
    pub parking: Option<String>,
    pub getting_in: Option<String>,
    pub accessible: Option<String>,
    pub room: Option<String>,
    pub map: Option<Link>,
    pub body: Body,
}
