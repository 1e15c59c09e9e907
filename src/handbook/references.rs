//! Visits everything in a book that points somewhere: prose, links, pictures, references.
//!
//! Every struct is taken apart without `..`, so that the compiler asks what a new field holds.

use crate::source::Located;

use super::community::{self, Mentor, ThemeChoice};
use super::session::{Link, Place, ReadingUse};
use super::{
    Agenda, Body, Book, Community, EntryKind, Guidance, Heading, Meta, Method, Page, Person, Reading, Reference,
    RichText, Scenario, Section, Series, Session, Value, Values, Venue,
};

/// Something that points somewhere.
#[derive(Debug, Clone, Copy)]
pub enum OutgoingReference<'a> {
    Prose(&'a RichText),
    /// An address in front matter: outside, or a file of the handbook.
    Link(&'a Located<String>),
    /// A picture in front matter.
    Picture(&'a Located<String>),
    /// An id, and the kind that it names.
    Reference(EntryKind, &'a Reference),
    /// A person who leads a segment, as written.
    Lead(&'a Located<String>),
}

impl Book {
    /// Visits every [`OutgoingReference`] with the entry that holds it; `None` for the community.
    pub fn each_part<'a>(&'a self, visit: &mut impl FnMut(Option<&'a Meta>, OutgoingReference<'a>)) {
        self.community.parts(&mut |part| visit(None, part));
        for (_, entry) in self.entries() {
            let meta = entry.meta();
            entry.references(&mut |part| visit(Some(meta), part));
        }
    }

    /// Visits every prose with the entry that holds it.
    pub fn each_prose<'a>(&'a self, visit: &mut impl FnMut(&'a Meta, &'a RichText)) {
        self.each_part(&mut |meta, part| {
            if let (Some(meta), OutgoingReference::Prose(prose)) = (meta, part) {
                visit(meta, prose);
            }
        });
    }
}

/// The function to which the references of one entry are given.
pub type ReferenceVisitor<'v, 'a> = &'v mut dyn FnMut(OutgoingReference<'a>);

impl Community {
    /// Visits every [`OutgoingReference`].
    pub fn parts<'a>(&'a self, visit: ReferenceVisitor<'_, 'a>) {
        let Community {
            name: _,
            id: _,
            id_written: _,
            id_span: _,
            timezone: _,
            language: _,
            tagline: _,
            organization: _,
            website: _,
            contact: _,
            about: _,
            we_hope_to: _,
            group_size: _,
            group_size_span: _,
            facilitators,
            mentor,
            where_we_talk,
            funder: _,
            publish_totals: _,
            snack_rota: _,
            sister_calendars,
            words: _,
            calendar: _,
            clock: _,
            theme,
            status: _,
            checks: _,
            updated: _,
            owner: _,
            review_by: _,
            span: _,
        } = self;
        references(EntryKind::Person, facilitators, visit);
        if let Mentor::Person(person) = mentor {
            visit(OutgoingReference::Reference(EntryKind::Person, person));
        }
        for community::Channel { name: _, purpose: _, reply_within: _, link } in where_we_talk {
            if let Some(link) = link {
                visit(OutgoingReference::Link(link));
            }
        }
        links(sister_calendars, visit);
        let ThemeChoice { name: _, colour: _, logo, font: _, density: _ } = theme;
        if let Some(logo) = logo {
            visit(OutgoingReference::Picture(logo));
        }
    }
}

impl Values {
    /// Visits every [`OutgoingReference`].
    pub fn parts<'a>(&'a self, visit: ReferenceVisitor<'_, 'a>) {
        let Values { meta: _, status: _, agreed_on: _, agreed_at, revisit_on: _, intro, items, footnotes } = self;
        references(EntryKind::Session, agreed_at.as_slice(), visit);
        visit(OutgoingReference::Prose(intro));
        for Value { id: _, title: _, long_form, rest } in items {
            visit(OutgoingReference::Prose(long_form));
            visit(OutgoingReference::Prose(rest));
        }
        visit(OutgoingReference::Prose(footnotes));
    }
}

impl Session {
    /// Visits every [`OutgoingReference`].
    pub fn parts<'a>(&'a self, visit: ReferenceVisitor<'_, 'a>) {
        let Session {
            meta: _,
            series: _,
            when: _,
            timezone: _,
            doors_open: _,
            doors_words: _,
            place,
            tech_help,
            show_join_link: _,
            facilitators,
            guests,
            readings,
            scenarios,
            guidance,
            bring: _,
            snack: _,
            ways_to_take_part: _,
            sign_up,
            live_notes,
            status: _,
            changes: _,
            also_offered: _,
            repeats: _,
            occurrence_of,
            uid: _,
            sequence: _,
            notes,
            recording,
            slides,
            agenda,
            unread: _,
            body,
        } = self;
        if let Some(Place { venue, online: _ }) = place {
            references(EntryKind::Venue, venue.as_slice(), visit);
        }
        references(EntryKind::Person, tech_help.as_slice(), visit);
        references(EntryKind::Person, facilitators.as_deref().unwrap_or_default(), visit);
        references(EntryKind::Person, guests, visit);
        for ReadingUse { reading, part: _ } in readings {
            visit(OutgoingReference::Reference(EntryKind::Reading, reading));
        }
        references(EntryKind::Scenario, scenarios, visit);
        references(EntryKind::Guidance, guidance, visit);
        if let Some(super::session::OccurrenceOf { session, date: _ }) = occurrence_of {
            visit(OutgoingReference::Reference(EntryKind::Session, session));
        }
        if let Some(super::session::SignUp { link, until: _, places: _ }) = sign_up {
            links(std::slice::from_ref(link), visit);
        }
        links(live_notes, visit);
        links(notes, visit);
        links(recording, visit);
        links(slides, visit);
        if let Some(agenda) = agenda {
            agenda.parts(visit);
        }
        body.parts(visit);
    }
}

impl Agenda {
    /// Visits every [`OutgoingReference`].
    pub fn parts<'a>(&'a self, visit: ReferenceVisitor<'_, 'a>) {
        let Agenda { spelling: _, intro, segments, outro, zero: _, span: _ } = self;
        visit(OutgoingReference::Prose(intro));
        for segment in segments {
            let super::Segment {
                id: _,
                before,
                heading: _,
                title,
                phrase: _,
                start: _,
                end: _,
                minutes: _,
                kind: _,
                kind_source: _,
                group: _,
                bracket: _,
                leads,
                bring: _,
                method,
                readings,
                details,
                span: _,
            } = segment;
            visit(OutgoingReference::Prose(before));
            visit(OutgoingReference::Prose(title));
            for lead in leads {
                visit(OutgoingReference::Lead(lead));
            }
            references(EntryKind::Method, method.as_slice(), visit);
            references(EntryKind::Reading, readings, visit);
            visit(OutgoingReference::Prose(details));
        }
        visit(OutgoingReference::Prose(outro));
    }
}

impl Series {
    /// Visits every [`OutgoingReference`].
    pub fn parts<'a>(&'a self, visit: ReferenceVisitor<'_, 'a>) {
        let Series { meta: _, facilitators, timezone: _, snack_rota: _, order: _, body } = self;
        references(EntryKind::Person, facilitators.as_deref().unwrap_or_default(), visit);
        body.parts(visit);
    }
}

impl Person {
    /// Visits every [`OutgoingReference`].
    pub fn parts<'a>(&'a self, visit: ReferenceVisitor<'_, 'a>) {
        let Person { meta: _, role: _, pronouns: _, photo, photo_description: _, email: _, links: outward, body } =
            self;
        if let Some(photo) = photo {
            visit(OutgoingReference::Picture(photo));
        }
        links(outward, visit);
        body.parts(visit);
    }
}

impl Venue {
    /// Visits every [`OutgoingReference`].
    pub fn parts<'a>(&'a self, visit: ReferenceVisitor<'_, 'a>) {
        let Venue { meta: _, address: _, parking: _, getting_in: _, accessible: _, room: _, map, body } = self;
        links(map.as_slice(), visit);
        body.parts(visit);
    }
}

impl Reading {
    /// Visits every [`OutgoingReference`].
    pub fn parts<'a>(&'a self, visit: ReferenceVisitor<'_, 'a>) {
        let Reading {
            meta: _,
            citation: _,
            title: _,
            authors: _,
            year: _,
            publisher: _,
            pages: _,
            doi: _,
            isbn: _,
            kind: _,
            link,
            access: _,
            time_to_read: _,
            body,
        } = self;
        if let Some(link) = link {
            visit(OutgoingReference::Link(link));
        }
        body.parts(visit);
    }
}

impl Scenario {
    /// Visits every [`OutgoingReference`].
    pub fn parts<'a>(&'a self, visit: ReferenceVisitor<'_, 'a>) {
        let Scenario {
            meta: _,
            opens: _,
            closes: _,
            place: _,
            for_session,
            seeded_by,
            reply_within: _,
            asks,
            rounds,
            body,
        } = self;
        references(EntryKind::Session, for_session.as_slice(), visit);
        references(EntryKind::Person, seeded_by, visit);
        for ask in asks {
            visit(OutgoingReference::Prose(&ask.prose));
        }
        for super::scenario::Round { number: _, question, summary } in rounds {
            for section in question.iter().chain(summary) {
                section.parts(visit);
            }
        }
        body.parts(visit);
    }
}

impl Method {
    /// Visits every [`OutgoingReference`].
    pub fn parts<'a>(&'a self, visit: ReferenceVisitor<'_, 'a>) {
        let Method { meta: _, kind: _, minutes: _, group: _, in_person: _, online: _, body } = self;
        body.parts(visit);
    }
}

impl Guidance {
    /// Visits every [`OutgoingReference`].
    pub fn parts<'a>(&'a self, visit: ReferenceVisitor<'_, 'a>) {
        let Guidance { meta: _, readers: _, group: _, order: _, body } = self;
        body.parts(visit);
    }
}

impl Page {
    /// Visits every [`OutgoingReference`].
    pub fn parts<'a>(&'a self, visit: ReferenceVisitor<'_, 'a>) {
        let Page { meta: _, group: _, order: _, body } = self;
        body.parts(visit);
    }
}

impl Body {
    /// Visits every [`OutgoingReference`].
    pub fn parts<'a>(&'a self, visit: ReferenceVisitor<'_, 'a>) {
        let Body { summary, sections, footnotes, headings: _ } = self;
        visit(OutgoingReference::Prose(summary));
        for section in sections {
            section.parts(visit);
        }
        visit(OutgoingReference::Prose(footnotes));
    }
}

impl Section {
    /// Visits every [`OutgoingReference`].
    pub fn parts<'a>(&'a self, visit: ReferenceVisitor<'_, 'a>) {
        let Section { heading, role: _, prose, parts } = self;
        let Heading { level: _, prose: title, text: _, id: _, span: _ } = heading;
        visit(OutgoingReference::Prose(title));
        visit(OutgoingReference::Prose(prose));
        for part in parts {
            part.parts(visit);
        }
    }
}

fn references<'a>(kind: EntryKind, references: &'a [Reference], visit: ReferenceVisitor<'_, 'a>) {
    for reference in references {
        visit(OutgoingReference::Reference(kind, reference));
    }
}

fn links<'a>(links: &'a [Link], visit: ReferenceVisitor<'_, 'a>) {
    for Link { title: _, url } in links {
        visit(OutgoingReference::Link(url));
    }
}
