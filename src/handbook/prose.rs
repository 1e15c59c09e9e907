//! Markdown made ready for pages: HTML with holes, and the sections it falls into.
//!
//! An address inside prose depends on the page that shows it (`../people/wren.html` here, `people/wren.html`
//! there), and a label on the page's language. So prose is HTML with holes, filled when a page is rendered.

use crate::source::{Located, Span};

/// A piece of an author's Markdown as HTML, everything escaped and vetted, with holes.
///
/// It never holds a facilitator callout: those are taken out while parsing and kept in
/// [`Private`](super::Private).
#[derive(Debug, Clone, Default)]
pub struct Prose {
    pub html: String,
    /// In order of `at`.
    pub holes: Vec<Hole>,
}

/// A place in [`Prose::html`] where something is inserted when the page is known.
#[derive(Debug, Clone)]
pub struct Hole {
    /// Byte offset into [`Prose::html`].
    pub at: u32,
    pub filling: Filling,
}

/// What belongs into a hole.
#[derive(Debug, Clone)]
pub enum Filling {
    /// The address of another file of the handbook, as its author wrote it (`../people/wren.md#bio`), unescaped
    /// and percent-decoded. Outside links have no hole: they stand in the HTML. Resolved by
    /// [`links`](super::links), relative to the file in its span.
    Link(Located<String>),
    /// The same for a picture or download that is shown, not followed.
    Picture(Located<String>),
    /// A word of the interface, by its key in the string table.
    Word(&'static str),
}

impl Prose {
    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }
}

/// A heading in a body.
#[derive(Debug, Clone)]
pub struct Heading {
    /// 2 to 6; a level-1 heading in a body counts as 2.
    pub level: u8,
    /// Its inline HTML.
    pub prose: Prose,
    /// Its text without markup, smart punctuation applied, a trailing colon of a known heading taken off.
    pub text: String,
    /// The anchor: `{#name}`, or else by the rule of code forges, unique in its file.
    pub id: String,
    pub span: Span,
}

/// What a known level-2 heading stands for. The words and their synonyms are in `parse`.
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

/// A heading and what stands under it.
#[derive(Debug, Clone)]
pub struct Section {
    pub heading: Heading,
    pub role: Option<Role>,
    /// What stands before the first heading of a deeper level. For the agenda it is empty: the session's
    /// [`Agenda`](super::Agenda) holds it all.
    pub prose: Prose,
    /// The level-3 sections, where the kind of entry gives them a meaning; otherwise empty and part of `prose`.
    pub parts: Vec<Section>,
}

impl Section {
    /// The part with that meaning.
    #[must_use]
    pub fn part(&self, role: Role) -> Option<&Section> {
        self.parts.iter().find(|part| part.role == Some(role))
    }
}

/// A whole body: what stands before the first level-2 heading, its sections in the author's order, and the
/// footnotes of them all.
#[derive(Debug, Clone, Default)]
pub struct Body {
    pub summary: Prose,
    pub sections: Vec<Section>,
    pub footnotes: Prose,
    /// Every heading in order, for the table of contents (levels 2 and 3 are shown).
    pub headings: Vec<(u8, String, String)>,
}

impl Body {
    /// The section with that meaning. A known heading written twice has been joined into one section.
    #[must_use]
    pub fn section(&self, role: Role) -> Option<&Section> {
        self.sections.iter().find(|section| section.role == Some(role))
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.summary.is_empty() && self.sections.is_empty()
    }
}
