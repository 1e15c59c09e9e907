//! Checks that compute from fields, dates, minutes, counts and links. What each holds to be good stands in the
//! [`table`](super::table).

pub mod agenda;
pub mod community;
pub mod links;
pub mod scenarios;
pub mod season;
pub mod sessions;
