//! Markdown made ready for pages: HTML with placeholders, and the sections into which it is divided.
//!
//! An address inside prose depends on the page that shows it (`../people/wren.html` here, `people/wren.html` there),
//! and a label on the page's language. So prose is HTML with placeholders, filled when a page is rendered.

use jiff::civil::Date;

use crate::source::{Located, Span};

mod paragraphs;
mod plain_text;

/// A piece of an author's Markdown as HTML, everything escaped and vetted, with placeholders.
///
/// It never holds a facilitator callout: those are taken out while parsing and kept in
/// [`Private`](super::Private).
#[derive(Debug, Clone, Default)]
pub struct RichText {
    pub html: String,
    /// In order of `at`.
    pub holes: Vec<Placeholder>,
}

/// A place in [`RichText::html`] where something is inserted when the page is known.
#[derive(Debug, Clone)]
pub struct Placeholder {
    /// Byte offset into [`RichText::html`].
    pub at: u32,
    pub filling: Slot,
}

/// The content of a placeholder.
#[derive(Debug, Clone)]
pub enum Slot {
    /// The address of another file of the handbook, as its author wrote it (`../people/wren.md#bio`), unescaped and
    /// percent-decoded. Outside links have no placeholder: they stand in the HTML. Resolved by [`links`](super::links),
    /// relative to the file in its span.
    Link(Located<String>),
    /// The same for a picture that is shown, not followed. It is the value of the `src` of an `<img>`; what fills it
    /// may end the value and go on with further attributes, up to the opening quote of another value.
    Picture(Located<String>),
    /// A word of the interface, by its key in the string table.
    Word(&'static str),
    /// The day until which an item is to be done, in words.
    Due(Date),
}

impl RichText {
    /// Returns whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    /// Appends the HTML to `out`, each placeholder filled by `fill`, which escapes what it writes for the value of an
    /// attribute between double quotes.
    pub fn write(&self, out: &mut String, mut fill: impl FnMut(&Slot, &mut String)) {
        let mut done = 0;
        for hole in &self.holes {
            let at = hole.at as usize;
            out.push_str(&self.html[done..at]);
            fill(&hole.filling, out);
            done = at;
        }
        out.push_str(&self.html[done..]);
    }

    /// Returns the prose as plain text, for feeds and mail; see `prose::plain_text`.
    #[must_use]
    pub fn plain(&self) -> String {
        plain_text::plain_text(&self.html)
    }

    /// Returns the same with each placeholder filled by `fill` as in [`RichText::write`], so that links within the
    /// handbook can keep an address.
    #[must_use]
    pub fn plain_with(&self, fill: impl FnMut(&Slot, &mut String)) -> String {
        if self.holes.is_empty() {
            return self.plain();
        }
        let mut html = String::with_capacity(self.html.len() + self.holes.len() * 80);
        self.write(&mut html, fill);
        plain_text::plain_text(&html)
    }

    /// Returns the words of each paragraph, of each item and cell, without what it quotes: headings and block quotes.
    #[must_use]
    pub fn paragraphs(&self) -> Vec<String> {
        paragraphs::paragraphs(&self.html)
    }

    /// Puts `more` below what is there.
    pub fn append(&mut self, more: RichText) {
        if self.html.is_empty() {
            *self = more;
            return;
        }
        if more.html.is_empty() {
            return;
        }
        self.html.push('\n');
        let base = offset(self.html.len());
        self.html.push_str(&more.html);
        self.holes.extend(more.holes.into_iter().map(|hole| Placeholder { at: hole.at + base, ..hole }));
    }

    /// Returns the content of each item of its outermost lists.
    #[must_use]
    pub fn items(&self) -> Vec<RichText> {
        let mut items = Vec::new();
        let mut depth = 0_u32;
        let mut start = 0;
        // What an author wrote is escaped, so every `<` begins a tag.
        for (at, _) in self.html.match_indices('<') {
            let tag = &self.html[at..];
            if tag.starts_with("<ol") || tag.starts_with("<ul") {
                depth += 1;
            } else if tag.starts_with("</ol") || tag.starts_with("</ul") {
                depth = depth.saturating_sub(1);
            } else if depth == 1 && tag.starts_with("<li") {
                start = at + tag.find('>').map_or(0, |end| end + 1);
            } else if depth == 1 && tag.starts_with("</li>") {
                items.push(self.cut(start..at));
            }
        }
        items
    }

    /// Returns the day with which it begins, where that is one until which it is to be done.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        self.holes.iter().find_map(|hole| if let Slot::Due(day) = hole.filling { Some(day) } else { None })
    }

    /// Returns the text before and after its one outermost list; `None` where it has no list, or several.
    #[must_use]
    pub fn around_list(&self) -> Option<(RichText, RichText)> {
        let mut depth = 0_u32;
        let mut list = None;
        for (at, _) in self.html.match_indices('<') {
            let tag = &self.html[at..];
            if tag.starts_with("<ol") || tag.starts_with("<ul") {
                if depth == 0 && list.replace((at, at)).is_some() {
                    return None;
                }
                depth += 1;
            } else if tag.starts_with("</ol") || tag.starts_with("</ul") {
                depth = depth.saturating_sub(1);
                if let (0, Some((_, end))) = (depth, list.as_mut()) {
                    *end = at + tag.find('>').map_or(tag.len(), |close| close + 1);
                }
            }
        }
        let (start, end) = list?;
        Some((self.cut(0..start), self.cut(end..self.html.len())))
    }

    /// Cuts out the part at `range`, bytes of the HTML, with its placeholders.
    fn cut(&self, range: std::ops::Range<usize>) -> RichText {
        let base = offset(range.start);
        let holes = self.holes.iter().filter(|hole| range.contains(&(hole.at as usize)));
        let holes = holes.map(|hole| Placeholder { at: hole.at - base, filling: hole.filling.clone() }).collect();
        RichText { html: self.html[range].trim_end().to_owned(), holes }
    }
}

/// Converts a place in HTML. Files past 4 GiB are refused by the reader, so nothing is lost.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A heading in a body.
#[derive(Debug, Clone)]
pub struct Heading {
    /// The level as it is written, 1 to 6; a level-1 heading in a body is shown as one of level 2.
    pub level: u8,
    /// Its inline HTML.
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

#[cfg(test)]
mod tests {
    use super::{Placeholder, RichText, Slot};

    fn prose(html: &str, at: &[u32]) -> RichText {
        let hole = |at: &u32| Placeholder { at: *at, filling: Slot::Word("w") };
        RichText { html: html.to_owned(), holes: at.iter().map(hole).collect() }
    }

    #[test]
    fn holes_are_filled_in_place() {
        let mut out = String::new();
        prose("a<b c=\"\">", &[7]).write(&mut out, |_, out| out.push('x'));
        assert_eq!(out, "a<b c=\"x\">");
    }

    #[test]
    fn appended_prose_keeps_its_holes() {
        let mut one = prose("ab", &[1]);
        one.append(prose("cd", &[1]));
        assert_eq!((one.html.as_str(), one.holes[1].at), ("ab\ncd", 4));
    }

    #[test]
    fn text_around_the_one_list_is_parted_from_it() {
        let around = |html: &str| prose(html, &[]).around_list().map(|(before, after)| (before.html, after.html));
        let found = around("<p>a</p>\n<ol>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ol>\n<p>d</p>\n");
        assert_eq!(found, Some(("<p>a</p>".to_owned(), "\n<p>d</p>".to_owned())));
        assert_eq!(around("<ol><li>a</li></ol><ol><li>b</li></ol>"), None);
        assert_eq!(around("<p>a</p>"), None);
    }

    #[test]
    fn items_are_those_of_the_outermost_lists() {
        let list =
            prose("<p>x</p>\n<ol>\n<li>a <a href=\"\"></a></li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ol>", &[29]);
        let items = list.items();
        assert_eq!(
            items.iter().map(|i| i.html.as_str()).collect::<Vec<_>>(),
            ["a <a href=\"\"></a>", "b\n<ul>\n<li>c</li>\n</ul>"]
        );
        assert_eq!(items[0].holes[0].at, 11);
    }
}
