//! The files that are published as they are.

use std::collections::BTreeSet;

use crate::handbook::links::{self, Destination};
use crate::handbook::prose::Filling;
use crate::handbook::session::Link;
use crate::handbook::{Body, Book, Prose, Section};
use crate::source::{FilePath, Located};

/// The files of `book` that its pages refer to, and all in `files/`. Sorted.
pub(super) fn copies(book: &Book) -> Vec<FilePath> {
    let mut found = Found { book, files: BTreeSet::new() };
    found.files.extend(book.files.iter().filter(|path| path.starts_with("files/")).cloned());
    let community = &book.community;
    found.written(community.theme.logo.as_ref());
    for channel in &community.where_we_talk {
        found.written(channel.link.as_ref());
    }
    for values in book.values.iter().chain(&book.agreements) {
        found.prose(&values.intro);
        found.prose(&values.footnotes);
        for item in &values.items {
            found.prose(&item.long_form);
            found.prose(&item.rest);
        }
    }
    for session in &book.sessions {
        found.body(&session.body);
        for link in session.notes.iter().chain(&session.recording).chain(&session.slides) {
            found.link(link);
        }
        if let Some(agenda) = &session.agenda {
            found.prose(&agenda.intro);
            found.prose(&agenda.outro);
            for segment in &agenda.segments {
                found.prose(&segment.title);
                found.prose(&segment.details);
            }
        }
    }
    for series in &book.series {
        found.body(&series.body);
    }
    for person in &book.people {
        found.written(person.photo.as_ref());
        person.links.iter().for_each(|link| found.link(link));
        found.body(&person.body);
    }
    for venue in &book.venues {
        venue.map.iter().for_each(|link| found.link(link));
        found.body(&venue.body);
    }
    for reading in &book.readings {
        found.written(reading.link.as_ref());
        found.body(&reading.body);
    }
    for scenario in &book.scenarios {
        found.body(&scenario.body);
    }
    for method in &book.methods {
        found.body(&method.body);
    }
    for guide in &book.guidance {
        found.body(&guide.body);
    }
    for page in &book.pages {
        found.body(&page.body);
    }
    found.files.into_iter().collect()
}

struct Found<'a> {
    book: &'a Book,
    files: BTreeSet<FilePath>,
}

impl Found<'_> {
    fn body(&mut self, body: &Body) {
        self.prose(&body.summary);
        body.sections.iter().for_each(|section| self.section(section));
        self.prose(&body.footnotes);
    }

    fn section(&mut self, section: &Section) {
        self.prose(&section.heading.prose);
        self.prose(&section.prose);
        section.parts.iter().for_each(|part| self.section(part));
    }

    fn prose(&mut self, prose: &Prose) {
        for hole in &prose.holes {
            match &hole.filling {
                Filling::Link(to) | Filling::Picture(to) => self.written(Some(to)),
                Filling::Word(_) => {}
            }
        }
    }

    fn link(&mut self, link: &Link) {
        self.written(Some(&link.url));
    }

    fn written(&mut self, to: Option<&Located<String>>) {
        let Some(to) = to else { return };
        if let Ok(Destination::File { path }) = links::resolve(self.book, &to.span.file, &to.value) {
            self.files.insert(path.into());
        }
    }
}
