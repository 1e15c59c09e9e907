//! Checks that need to know what kind the parts of an agenda are: each looks at one coming agenda whose parts are marked.
//!
//! What claims that something is missing is said only where every part has a kind.

pub mod groups;
pub mod opening;
pub mod voices;
