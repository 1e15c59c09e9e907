//! Mail to members, as drafts that a facilitator sends: to copy, to open in a mail program, or as a file.
//!
//! ```text
//! tasks ──▶ MailDraft (subject, blocks, what is missing) ──▶ text ──┬─▶ page, link to a mail program
//!                                                               └─▶ HTML, file of a draft
//! ```
//!
//! Drafts are made from the public book and the ways to join: no note, debrief, diet or name can reach them. Of the roster
//! the addresses alone are added, when all is written.

mod draft_file;
mod drafts;
mod mail_text;
mod page;
mod recipients;
mod writers;

pub(super) use page::{MailInputs, for_scenarios, page};
pub(super) use recipients::MailMember;

/// A mail, ready to be sent by a facilitator.
struct MailDraft {
    /// Its name on the page and as a file.
    name: String,
    /// The words for what it is: "Reminder, 7 days before".
    title: String,
    /// "Thursday 8 October".
    send_on: Option<String>,
    addressees: Addressees,
    /// One line.
    subject: String,
    blocks: Vec<MailBlock>,
    /// What it says nothing about, each with the field to write.
    missing: Vec<String>,
    /// Whether it should not be sent before what is missing is there.
    is_unready: bool,
    /// Whether a session's calendar file goes with it, and of which.
    attached: Option<crate::handbook::Id>,
}

/// A paragraph or a list, under a heading or without one.
struct MailBlock {
    title: Option<String>,
    /// Never empty.
    text: String,
}

/// Whom a mail is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Addressees {
    Everyone,
    Came,
    Missed,
    /// Two, whom the facilitator chooses.
    Chosen,
}
