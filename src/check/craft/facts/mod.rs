//! Checks that compute from fields, dates, minutes, counts and links. The rule of each is in the
//! [`table`](super::table).

pub mod agenda;
pub mod community;
pub mod links;
pub mod scenarios;
pub mod season;
pub mod sessions;
