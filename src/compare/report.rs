//! The messages so far, so that one mistake gives one message.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::handbook::Id;
use crate::handbook::links::address_name;

use super::event::PublishedEvent;

#[derive(Default)]
pub(super) struct ChangeReport {
    pub diagnostics: Vec<Diagnostic>,
    /// The pages of the sessions that a message was about.
    pub pages: BTreeSet<String>,
    /// The sessions that a message was about.
    pub sessions: BTreeSet<Id>,
}

impl ChangeReport {
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Remembers that a message was about `event`, so that its page needs none.
    pub fn about(&mut self, event: &PublishedEvent) {
        self.pages.extend([page(event), named(event)].into_iter().flatten());
    }
}

/// Returns the page that a published event had.
pub(super) fn page(event: &PublishedEvent) -> Option<String> {
    event.page.clone().or_else(|| named(event))
}

/// Returns the page of a session that has the name in its UID.
fn named(event: &PublishedEvent) -> Option<String> {
    let (id, _) = event.uid.rsplit_once('@')?;
    Some(format!("sessions/{}.html", address_name(id)))
}
