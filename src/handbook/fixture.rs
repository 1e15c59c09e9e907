//! Small entries for tests, each with what its kind asks for and nothing else.

use std::sync::Arc;

use jiff::civil::{Date, Time, date, time};
use jiff::tz::TimeZone;

use crate::parse::markdown::{MarkdownText, body, no_roles};
use crate::source::{FilePath, Located, Span};

use super::community::{Calendar, CheckSettings, CommunityStatus, HouseWords, Mentor, ThemeChoice};
use super::index::Unread;
use super::meta::Audience;
use super::prose::{Destination, InlineLink, InlinePicture, ProseElement, ProseNode};
use super::session::{Change, End, Meeting, Moment, Status, Times, WhatChanged, When};
use super::{
    Body, Book, Community, EntryKind, Guidance, Handbook, Id, Index, Meta, Method, Page, Person, Private, Reading,
    Reference, RichText, Scenario, Series, Session, Value, Values, Venue,
};

/// Returns a community in Halifax.
pub(crate) fn community() -> Community {
    let file: FilePath = "community.yml".into();
    Community {
        name: "The Tidepool Circle".into(),
        id: "tidepool-circle".into(),
        id_written: true,
        id_span: at(&file, 30),
        timezone: located(zone("America/Halifax"), &file),
        language: located("en".into(), &file),
        tagline: None,
        organization: None,
        website: None,
        contact: None,
        about: None,
        we_hope_to: Vec::new(),
        group_size: None,
        group_size_span: None,
        facilitators: Vec::new(),
        mentor: Mentor::Unsaid,
        where_we_talk: Vec::new(),
        funder: None,
        publish_totals: false,
        snack_rota: Vec::new(),
        sister_calendars: Vec::new(),
        words: HouseWords::default(),
        calendar: Calendar::default(),
        clock: None,
        theme: ThemeChoice::default(),
        status: CommunityStatus::Active,
        checks: CheckSettings::default(),
        updated: None,
        owner: None,
        review_by: None,
        span: Span::whole(&file),
    }
}

/// Returns a book with these sessions and nothing else; call [`indexed`] once it is filled.
pub(crate) fn book(sessions: Vec<Session>) -> Book {
    let mut book = Book::of(Arc::new(community()));
    book.sessions = sessions.into_iter().map(Arc::new).collect();
    indexed(book)
}

/// Returns the book with its index made anew.
pub(crate) fn indexed(mut book: Book) -> Book {
    book.index = Arc::new(Index::new(&book, Unread::default()));
    book
}

/// Returns a handbook without anything private.
pub(crate) fn handbook(book: Book) -> Handbook {
    Handbook { book: indexed(book), private: Private::default() }
}

/// Returns a session on 19 November 2026, 6:30 to 8:00 pm.
pub(crate) fn session(id: &str) -> Session {
    session_on(id, date(2026, 11, 19))
}

pub(crate) fn session_on(id: &str, day: Date) -> Session {
    let meta = meta(EntryKind::Session, id);
    Session {
        series: None,
        when: Located::new(When::On(meeting(day, time(18, 30, 0, 0), time(20, 0, 0, 0))), at(&meta.file, 10)),
        timezone: None,
        doors_open: None,
        doors_words: None,
        place: None,
        tech_help: None,
        show_join_link: None,
        facilitators: None,
        guests: Vec::new(),
        readings: Vec::new(),
        scenarios: Vec::new(),
        guidance: Vec::new(),
        bring: Vec::new(),
        snack: Vec::new(),
        ways_to_take_part: None,
        sign_up: None,
        live_notes: Vec::new(),
        status: Status::Planned,
        changes: Vec::new(),
        also_offered: Vec::new(),
        repeats: None,
        occurrence_of: None,
        uid: None,
        sequence: 0,
        notes: Vec::new(),
        recording: Vec::new(),
        slides: Vec::new(),
        agenda: None,
        unread: Vec::new(),
        body: Body::default(),
        meta,
    }
}

pub(crate) fn meeting(date: Date, start: Time, end: Time) -> Meeting {
    Meeting { date, times: Times { start, end: End::At(end) } }
}

pub(crate) fn series(id: &str) -> Series {
    let mut meta = meta(EntryKind::Series, id);
    meta.file = format!("sessions/{id}/series.md").into();
    meta.span = at(&meta.file, 0);
    Series { meta, facilitators: None, timezone: None, snack_rota: None, order: None, body: Body::default() }
}

pub(crate) fn person(id: &str, name: &str) -> Person {
    let mut meta = meta(EntryKind::Person, id);
    name.clone_into(&mut meta.title);
    Person {
        meta,
        role: "facilitator".into(),
        pronouns: None,
        photo: None,
        photo_description: None,
        email: None,
        links: Vec::new(),
        body: Body::default(),
    }
}

pub(crate) fn venue(id: &str) -> Venue {
    Venue {
        meta: meta(EntryKind::Venue, id),
        address: "1 Quay Road".into(),
        parking: None,
        getting_in: None,
        accessible: None,
        room: None,
        map: None,
        body: Body::default(),
    }
}

/// Returns a reading without a body.
pub(crate) fn reading(id: &str) -> Reading {
    let mut meta = meta(EntryKind::Reading, id);
    meta.address = format!("readings/index.html#{id}");
    Reading {
        meta,
        citation: id.into(),
        title: None,
        authors: Vec::new(),
        year: None,
        publisher: None,
        pages: None,
        doi: None,
        isbn: None,
        kind: None,
        link: None,
        access: None,
        time_to_read: None,
        body: Body::default(),
    }
}

pub(crate) fn scenario(id: &str) -> Scenario {
    Scenario {
        meta: meta(EntryKind::Scenario, id),
        opens: None,
        closes: None,
        place: None,
        for_session: None,
        seeded_by: Vec::new(),
        reply_within: None,
        asks: Vec::new(),
        rounds: Vec::new(),
        body: Body::default(),
    }
}

pub(crate) fn method(id: &str) -> Method {
    Method {
        meta: meta(EntryKind::Method, id),
        kind: None,
        minutes: None,
        group: None,
        in_person: true,
        online: true,
        body: Body::default(),
    }
}

pub(crate) fn guidance(id: &str) -> Guidance {
    Guidance {
        meta: meta(EntryKind::Guidance, id),
        readers: None,
        group: Vec::new(),
        order: None,
        body: Body::default(),
    }
}

pub(crate) fn page(id: &str) -> Page {
    Page { meta: meta(EntryKind::Page, id), group: Vec::new(), order: None, body: Body::default() }
}

/// Returns `values.md` with these short forms, whose anchors are the same words.
pub(crate) fn values(items: &[&str]) -> Values {
    let mut meta = meta(EntryKind::Values, "values");
    meta.address = "values.html".into();
    meta.file = "values.md".into();
    meta.span = at(&meta.file, 0);
    let item = |title: &&str| Value {
        id: title.replace(' ', "-"),
        title: (*title).to_owned(),
        long_form: RichText::default(),
        rest: RichText::default(),
    };
    Values {
        meta,
        status: None,
        agreed_on: None,
        agreed_at: None,
        revisit_on: None,
        intro: RichText::default(),
        items: items.iter().map(item).collect(),
        footnotes: RichText::default(),
    }
}

/// Returns the common part of an entry, titled by its id.
pub(crate) fn meta(kind: EntryKind, id: &str) -> Meta {
    let file: FilePath = format!("{}/{id}.md", kind.row().files).into();
    Meta {
        kind,
        id: id.into(),
        address: format!("{}/{}.html", kind.row().pages, id.replace(' ', "-")),
        span: at(&file, 0),
        file,
        title: id.into(),
        was: Vec::new(),
        draft: false,
        audience: Audience::Everyone,
        updated: None,
        owner: None,
        review_by: None,
        ignore: Vec::new(),
        anchors: Vec::new(),
    }
}

/// Returns a body whose summary links to each of `addresses`, written at byte 100, 101 and so on of `file`.
pub(crate) fn linking(file: &FilePath, addresses: &[&str]) -> Body {
    let link = |to| InlineLink { to: Destination::Inside(to), title: String::new() };
    pointing(file, addresses, |to| ProseNode::Open(ProseElement::Link(Box::new(link(to)))))
}

/// Returns the same with pictures.
pub(crate) fn picturing(file: &FilePath, addresses: &[&str]) -> Body {
    let picture = |file| InlinePicture { file, described: String::new(), title: String::new() };
    pointing(file, addresses, |to| ProseNode::Picture(Box::new(picture(to))))
}

fn pointing(file: &FilePath, addresses: &[&str], node: impl Fn(Located<String>) -> ProseNode) -> Body {
    let mut summary = RichText::default();
    for (n, address) in addresses.iter().enumerate() {
        summary.push(node(Located::new((*address).to_owned(), at(file, 100 + n))));
    }
    Body { summary, ..Body::default() }
}

/// Returns a list of one task, which is due on `day`.
pub(crate) fn due(day: Date, task: &str) -> RichText {
    let mut prose = RichText::default();
    for element in [ProseElement::List, ProseElement::Item(None), ProseElement::Strong] {
        prose.push(ProseNode::Open(element));
    }
    prose.push(ProseNode::Due(day));
    prose.push(ProseNode::Close);
    prose.push_text(&format!(" {task}"));
    prose.push(ProseNode::Close);
    prose.push(ProseNode::Close);
    prose
}

/// Returns the prose of Markdown without headings of level 1 and 2.
pub(crate) fn prose(markdown: &str) -> RichText {
    let text = MarkdownText { file: "a.md".into(), text: markdown.into(), places: vec![(0, 0)] };
    body(&text, no_roles, None).body.summary
}

/// Returns a reference written at byte 50 of `file`.
pub(crate) fn reference(id: &str, file: &FilePath) -> Reference {
    Located::new(Id::from(id), at(file, 50))
}

pub(crate) fn located<T>(value: T, file: &FilePath) -> Located<T> {
    Located::new(value, at(file, 20))
}

/// Returns the place of one byte of `file`.
pub(crate) fn at(file: &FilePath, start: usize) -> Span {
    Span::new(file, start..start + 1)
}

pub(crate) fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// Returns an entry of `changes` in words.
pub(crate) fn change(date: Date, words: &str) -> Change {
    Change { date, what: WhatChanged::InWords(words.to_owned()), span: at(&"sessions/01.md".into(), 0) }
}

/// Returns an entry of `changes` that reports a move.
pub(crate) fn moved_from(day: Date, time: Option<Time>, why: Option<&str>) -> Change {
    let what = WhatChanged::Moved { from: Moment { date: day, time }, why: why.map(str::to_owned) };
    Change { what, ..change(date(2026, 11, 2), "") }
}
