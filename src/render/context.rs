//! The place of a page in the site, and with that how it names everything else: addresses, prose, people.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;
use tera::Value;

use crate::handbook::links::{self, LinkTarget};
use crate::handbook::prose::ProsePage;
use crate::handbook::session::Link as AuthorsLink;
use crate::handbook::{Body, Meta, Person, Reference, RichText, Role, Section, date_words};
use crate::pictures::PictureFrames;
use crate::source::Located;

use super::img_attributes::Loading;
use super::site::Site;

/// A page's place in the site.
#[derive(Clone, Copy)]
pub(crate) struct PageContext<'a> {
    pub site: &'a Site<'a>,
    /// The page's path in the site.
    pub path: &'a str,
}

/// A link: its words and its address relative to the page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LinkView<'a> {
    pub title: Cow<'a, str>,
    /// `None` where there is only a name.
    pub url: Option<String>,
}

/// A picture and what it shows.
#[derive(Debug, Serialize)]
pub(crate) struct Picture<'a> {
    pub url: String,
    /// Smaller ones, as `srcset` lists them.
    pub smaller: Option<String>,
    pub alt: Cow<'a, str>,
}

/// A person as other pages show them.
#[derive(Debug, Serialize)]
pub(crate) struct PersonCard<'a> {
    pub name: &'a str,
    pub url: String,
    pub role: &'a str,
    pub pronouns: Option<&'a str>,
    pub photo: Option<Picture<'a>>,
    pub draft: bool,
}

/// A body as HTML.
#[derive(Debug, Serialize)]
pub(crate) struct BodyView<'a> {
    pub summary: Value,
    pub sections: Vec<SectionView<'a>>,
    pub footnotes: Value,
}

/// A section as HTML.
#[derive(Debug, Serialize)]
pub(crate) struct SectionView<'a> {
    pub id: &'a str,
    pub title: Value,
    pub html: Value,
    /// The name of its role, such as `purpose`; empty for one that is just content.
    pub role: &'static str,
    pub parts: Vec<SectionView<'a>>,
}

impl<'a> PageContext<'a> {
    /// Returns the address of a page of the site from here; `address` may hold an anchor.
    pub fn href(&self, address: &str) -> String {
        if let Some(elsewhere) = self.site.elsewhere {
            return format!("{elsewhere}/{address}");
        }
        match address.strip_prefix(self.path) {
            Some(anchor) if anchor.starts_with('#') => anchor.to_owned(),
            _ => links::relative(self.path, address),
        }
    }

    /// Returns the page's absolute address, where the community has given its site's address.
    pub fn address(&self) -> Option<String> {
        let website = self.site.book.community.website.as_ref()?;
        let path = links::relative("index.html", self.path);
        Some(format!("{}/{}", website.value, path.strip_suffix("index.html").unwrap_or(&path)))
    }

    /// Returns a link to an entry by its title.
    pub fn link(&self, meta: &'a Meta) -> LinkView<'a> {
        LinkView { title: Cow::Borrowed(&meta.title), url: Some(self.href(&meta.address)) }
    }

    /// Returns a link to the session that `to` names.
    pub fn session(&self, to: &Reference) -> Option<LinkView<'a>> {
        self.site.book.session(&to.value).map(|session| self.link(&session.meta))
    }

    /// Returns the cards of the people that `all` name.
    pub fn people(&self, all: &[Reference]) -> Vec<PersonCard<'a>> {
        all.iter().filter_map(|id| self.site.book.person(&id.value)).map(|person| self.card(person)).collect()
    }

    /// Returns a person's card.
    pub fn card(&self, person: &'a Person) -> PersonCard<'a> {
        PersonCard {
            draft: person.meta.draft,
            name: &person.meta.title,
            url: self.href(&person.meta.address),
            role: &person.role,
            pronouns: person.pronouns.as_deref(),
            photo: self.photo(person),
        }
    }

    /// Returns a person's photo.
    pub fn photo(&self, person: &'a Person) -> Option<Picture<'a>> {
        let written = person.photo.as_ref()?;
        let url = self.file(written)?;
        let frames = PictureFrames { small: true, text: false };
        let smaller = self.path_of(written).and_then(|path| self.smaller(&path, frames));
        // A name stands beside the photo, so a photo without words of its own need not repeat it.
        Some(Picture { url, smaller, alt: Cow::Borrowed(person.photo_description.as_deref().unwrap_or_default()) })
    }

    /// Returns the address of a file or an entry that an author named in front matter; outside addresses stay.
    pub fn file(&self, written: &Located<String>) -> Option<String> {
        if links::is_outside(&written.value) {
            return Some(written.value.clone());
        }
        match links::resolve(self.site.book, &written.span.file, &written.value).ok()? {
            LinkTarget::Page { path, anchor: Some(anchor) } => Some(self.href(&format!("{path}#{anchor}"))),
            LinkTarget::Page { path, anchor: None } | LinkTarget::File { path } => Some(self.href(&path)),
        }
    }

    /// Returns the links of a field of front matter; one without words is shown by its address.
    pub fn links(&self, all: &'a [AuthorsLink]) -> Vec<LinkView<'a>> {
        let shown = |link: &'a AuthorsLink| {
            let title = link.title.as_deref().unwrap_or_else(|| bare(&link.url.value));
            LinkView { title: Cow::Borrowed(title), url: self.file(&link.url) }
        };
        all.iter().map(shown).collect()
    }

    /// Returns prose as HTML for this page.
    pub fn prose(&self, prose: &RichText) -> Value {
        self.html(prose, Loading::Later, None)
    }

    /// Returns such prose for the top of a page, whose first picture is likely seen at once.
    pub fn opening(&self, prose: &RichText) -> Value {
        self.html(prose, Loading::FirstAtOnce, None)
    }

    /// Returns prose of the page at the address `home` as HTML for this one.
    pub fn excerpt(&self, prose: &RichText, home: &str) -> Value {
        self.html(prose, Loading::Later, Some(home))
    }

    fn html(&self, prose: &RichText, loading: Loading, home: Option<&str>) -> Value {
        Value::safe_string(&prose.html(&mut ShownProse { at: *self, loading, home }))
    }

    /// Returns a section with all below it.
    pub fn section(&self, section: &'a Section) -> SectionView<'a> {
        self.section_with(section, Loading::Later)
    }

    fn section_with(&self, section: &'a Section, loading: Loading) -> SectionView<'a> {
        SectionView {
            id: &section.heading.id,
            title: self.prose(&section.heading.prose),
            html: self.html(&section.prose, loading, None),
            role: section.role.map_or("", role),
            parts: section.parts.iter().map(|part| self.section(part)).collect(),
        }
    }

    /// Returns the section of `body` with that meaning.
    pub fn part(&self, body: &'a Body, role: Role) -> Option<SectionView<'a>> {
        body.section(role).map(|section| self.section(section))
    }

    /// Returns a whole body.
    pub fn body(&self, body: &'a Body) -> BodyView<'a> {
        // Where nothing stands before the first heading, the page begins below it.
        let first = if body.summary.is_empty() { Loading::FirstAtOnce } else { Loading::Later };
        let loading = std::iter::once(first).chain(std::iter::repeat(Loading::Later));
        let sections = body.sections.iter().zip(loading).map(|(section, loading)| self.section_with(section, loading));
        BodyView {
            summary: self.opening(&body.summary),
            sections: sections.collect(),
            footnotes: self.prose(&body.footnotes),
        }
    }
}

/// Returns an address as people say it.
fn bare(url: &str) -> &str {
    let url = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    url.strip_prefix("mailto:").unwrap_or(url).trim_end_matches('/')
}

/// A page while it shows one prose.
struct ShownProse<'a> {
    at: PageContext<'a>,
    /// The time when the next picture is loaded.
    loading: Loading,
    home: Option<&'a str>,
}

impl ProsePage for ShownProse<'_> {
    fn link(&self, to: &Located<String>) -> String {
        self.at.file(to).unwrap_or_else(|| links::astray(&to.value))
    }

    fn word(&self, key: &'static str) -> Cow<'_, str> {
        self.at.site.words.get(key).into()
    }

    fn due(&self, day: Date) -> String {
        date_words::due(day, self.at.site.words)
    }

    fn frame(&mut self, picture: &Located<String>, out: &mut String) {
        self.at.frame(picture, std::mem::replace(&mut self.loading, Loading::Later), out);
    }

    fn home(&self) -> Option<&str> {
        self.home
    }
}

/// Returns the name of a role in templates and the style sheet.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Purpose => "purpose",
        Role::Agenda => "agenda",
        Role::Prepare => "prepare",
        Role::Bring => "bring",
        Role::JournalPrompt => "journal",
        Role::BetweenSessions => "between",
        Role::WhatHappened => "happened",
        Role::Themes => "themes",
        Role::Connections => "connections",
        Role::IdeasAndLinks => "ideas",
        Role::WeTried => "tried",
        Role::Story => "story",
        Role::Question => "question",
        Role::Asks => "asks",
        Role::HowToAnswer => "answer",
        Role::Response => "response",
        Role::Summary(_) => "summary",
        Role::RoundQuestion(_) => "round-question",
        Role::Invitation => "invitation",
        Role::SetUp => "set-up",
        Role::WhoTakesPart => "who",
        Role::Steps => "steps",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_address_drops_what_people_do_not_say() {
        assert_eq!(bare("https://a.example/"), "a.example");
        assert_eq!(bare("mailto:wren@a.example"), "wren@a.example");
    }
}
