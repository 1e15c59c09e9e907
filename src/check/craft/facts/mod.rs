//! Checks that compute from fields, dates, minutes, counts and links.

pub mod agenda;
pub mod community;
pub mod dates;
pub mod links;
pub mod people;
pub mod rounds;
pub mod scenarios;
pub mod season;
pub mod sessions;
