//! `private/kit.yml`: what facilitators chose for their kit.

use jiff::civil::{Time, time};

/// The choices; what is not written has its usual value.
#[derive(Debug, Clone)]
pub struct KitPreferences {
    /// The address of the list that reaches everybody.
    pub list: Option<String>,
    /// Whether drafts of mail hold the members' addresses, as blind copies.
    pub bcc: bool,
    /// The clock time of tasks that have none of their own.
    pub tasks_at: Time,
}

impl Default for KitPreferences {
    fn default() -> Self {
        KitPreferences { list: None, bcc: true, tasks_at: time(9, 0, 0, 0) }
    }
}
