//! Texts of authors: a tree of blocks and inlines, its HTML and its plain text, and the sections of a body.

use crate::source::Span;

mod html;
mod plain_text;
mod rich_text;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use tests::shown;

pub use html::{ProsePage, attribute, text};
pub use rich_text::{
    ALERTS, CellAlignment, Destination, FootnoteReference, InlineLink, InlinePicture, ProseElement, ProseNode,
    RichText, TextRange,
};

/// A heading in a body.
#[derive(Debug, Clone)]
pub struct Heading {
    /// The level as it is written, 1 to 6; a level-1 heading in a body is shown as one of level 2.
    pub level: u8,
    /// Its inlines.
    pub prose: RichText,
    /// Its text without markup, smart punctuation applied, a trailing colon of a known heading taken off.
    pub text: String,
    /// The anchor: `{#name}`, or else by the rule of code forges, unique in its file.
    pub id: String,
    pub span: Span,
}

/// The meaning of a known level-2 heading. The words and their synonyms are in `parse`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    // sessions
    Purpose,
    Agenda,
    Prepare,
    Bring,
    JournalPrompt,
    BetweenSessions,
    WhatHappened,
    // level 3, inside "What happened" and a scenario's summaries
    Themes,
    Connections,
    IdeasAndLinks,
    WeTried,
    // scenarios
    Story,
    Question,
    Asks,
    HowToAnswer,
    Response,
    /// `Summary of round N`.
    Summary(u32),
    /// `Round N question`.
    RoundQuestion(u32),
    // methods
    Invitation,
    SetUp,
    WhoTakesPart,
    Steps,
}

/// A heading and the text below it.
#[derive(Debug, Clone)]
pub struct Section {
    pub heading: Heading,
    pub role: Option<Role>,
    /// The text before the first heading of a deeper level. For the agenda it is empty: the session's
    /// [`Agenda`](super::Agenda) holds it all.
    pub prose: RichText,
    /// The level-3 sections, where the kind of entry gives them a meaning; otherwise empty and part of `prose`.
    pub parts: Vec<Section>,
}

impl Section {
    /// Returns the part with that meaning.
    #[must_use]
    pub fn part(&self, role: Role) -> Option<&Section> {
        self.parts.iter().find(|part| part.role == Some(role))
    }
}

/// A whole body: the text before the first level-2 heading, its sections in the author's order, and the footnotes of
/// them all.
#[derive(Debug, Clone, Default)]
pub struct Body {
    pub summary: RichText,
    pub sections: Vec<Section>,
    pub footnotes: RichText,
    /// Every heading in order, for the table of contents (levels 2 and 3 are shown): its level, its text, its
    /// anchor. Headings inside the agenda are segments and not among them.
    pub headings: Vec<(u8, String, String)>,
}

impl Body {
    /// Returns the section with that meaning. A known heading written twice has been joined into one section.
    #[must_use]
    pub fn section(&self, role: Role) -> Option<&Section> {
        self.sections.iter().find(|section| section.role == Some(role))
    }

    /// Returns whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.summary.is_empty() && self.sections.is_empty()
    }
}
