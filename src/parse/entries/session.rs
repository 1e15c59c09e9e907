//! A session's fields.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::handbook::private::Join;
use crate::handbook::session::{
    Change, Moment, OccurrenceOf, Place, ReadingUse, ShowJoinLink, SignUp, Status, WhatChanged,
};
use crate::handbook::{EntryKind, Id, Session};
use crate::parse::fields::{FieldReader, Fields, IsBroken};
use crate::parse::markdown;
use crate::parse::time;
use crate::parse::yaml::{KeyValue, Node, Tree};
use crate::parse::{Entry, Parsed};
use crate::source::Located;

use super::{RawEntry, keep, meta, required_title, when};

/// The words for who may see how to join.
pub(super) const JOIN_LINK: [(&str, ShowJoinLink); 3] =
    [("mail", ShowJoinLink::Mail), ("members", ShowJoinLink::Members), ("public", ShowJoinLink::Public)];

const STATUS: [(&str, Status); 5] = [
    ("planned", Status::Planned),
    ("confirmed", Status::Confirmed),
    ("cancelled", Status::Cancelled),
    ("canceled", Status::Cancelled),
    ("done", Status::Done),
];

pub(super) fn session(item: RawEntry<'_>, parsed: &mut Parsed) -> Entry {
    let RawEntry { id, mut fields, text, folders } = item;
    let title = required_title(&mut fields, "title", &id);
    let mut meta = meta(&mut fields, EntryKind::Session, id, title);
    let (when, hours) = when::when(&mut fields);
    let mut written = markdown::body(&text, markdown::session_roles, hours);
    keep(&mut written, &mut meta, parsed);
    let join = Join { link: join_link(&mut fields), dial_in: fields.text("dial_in") };
    let (doors_open, doors_words) = when::doors_open(&mut fields).unzip();
    let session = Session {
        meta,
        series: folders.first().map(|folder| folder.as_str().into()),
        when,
        timezone: fields.zone("timezone"),
        doors_open,
        doors_words: doors_words.flatten(),
        place: place(&mut fields),
        tech_help: fields.id("tech_help"),
        show_join_link: fields.choice("show_join_link", &JOIN_LINK),
        facilitators: fields.people("facilitators"),
        guests: fields.people("guests").unwrap_or_default(),
        readings: readings(&mut fields),
        scenarios: fields.ids("scenarios").unwrap_or_default(),
        guidance: fields.ids("guidance").unwrap_or_default(),
        bring: fields.things("bring"),
        snack: fields.things("snack"),
        ways_to_take_part: fields.text("ways_to_take_part").map(|text| text.value),
        sign_up: sign_up(&mut fields),
        live_notes: fields.links("live_notes"),
        status: fields.choice("status", &STATUS).unwrap_or_default(),
        changes: changes(&mut fields),
        also_offered: also_offered(&mut fields),
        repeats: when::repeats(&mut fields),
        occurrence_of: occurrence_of(&mut fields),
        uid: fields.text("uid"),
        sequence: fields.number("sequence", 1).unwrap_or(0),
        notes: fields.links("notes"),
        recording: fields.links("recording"),
        slides: fields.links("slides"),
        agenda: written.agenda,
        unread: written.unread,
        body: written.body,
    };
    fields.finish();
    Entry::Session(Arc::new(session), join)
}

/// Reads `join`: an address of the web. One without its `https://`, as it stands in an invitation, is one all the same.
fn join_link(fields: &mut Fields<'_>) -> Option<Located<String>> {
    let node = fields.take("join")?;
    let mut link = fields.reader.address(node, "join")?;
    if markdown::sort(&link.value) == markdown::Address::Inside {
        let host = link.value.split('/').next().unwrap_or_default();
        if !host.contains('.') || host.contains(char::is_whitespace) {
            fields.reader.wrong(node, "join", "the link to the meeting", "join: https://meet.example.org/our-room");
            return None;
        }
        link.value.insert_str(0, "https://");
    }
    Some(link)
}

/// Reads `where`: a venue, `online`, or both.
fn place(fields: &mut Fields<'_>) -> Option<Place> {
    let names = fields.ids("where")?;
    let mut place = Place { venue: None, online: false };
    for name in names {
        let words = name.value.to_lowercase();
        if words == "online" {
            place.online = true;
        } else if matches!(words.as_str(), "to be announced" | "to be decided" | "tba" | "tbd") {
            return None;
        } else if place.venue.is_none() {
            place.venue = Some(name);
        } else {
            fields.reader.report(
                Diagnostic::error("wrong-type", name.span, "A session has one venue, and this is a second one.")
                    .help("Keep one venue; you may add `online` to it."),
            );
        }
    }
    (place.online || place.venue.is_some()).then_some(place)
}

/// Reads `readings`: ids, or `id: chapters 1 and 2` for a part.
fn readings(fields: &mut Fields<'_>) -> Vec<ReadingUse> {
    let name = "readings";
    let Some(node) = fields.take(name) else { return Vec::new() };
    let reader = fields.reader;
    let of_pair = |pair: &KeyValue| {
        let id = Located::new(Id::from(pair.name.trim()), reader.span(pair.name_range.clone()));
        let part = if pair.value.is_empty() { None } else { reader.text(&pair.value, name) };
        ReadingUse { reading: id, part: part.map(|part| part.value) }
    };
    let mut uses = Vec::new();
    match &node.tree {
        Tree::Map(pairs) => uses.extend(pairs.iter().map(of_pair)),
        Tree::List(items) => {
            for item in items.iter().filter(|item| !item.is_empty()) {
                match &item.tree {
                    Tree::Map(pairs) => uses.extend(pairs.iter().map(of_pair)),
                    _ => match of_text(reader, item) {
                        Some(of_part) => uses.push(of_part),
                        None => uses.extend(whole(reader.ids(item, name))),
                    },
                }
            }
        }
        Tree::Scalar(_) => match of_text(reader, node) {
            Some(of_part) => uses.push(of_part),
            None => uses.extend(whole(reader.ids(node, name))),
        },
    }
    uses
}

/// Reads `bk: chapters 1 and 2` in quotation marks, or where the colon would have been a field of its own.
fn of_text(reader: &FieldReader<'_>, node: &Node) -> Option<ReadingUse> {
    let text = &node.scalar()?.text;
    let (id, part) = text.split_once(": ").filter(|(_, part)| !part.trim().is_empty())?;
    let from = id.len() - id.trim_start().len();
    let reading = Located::new(Id::from(id.trim()), reader.span(node.part(from..id.trim_end().len())));
    Some(ReadingUse { reading, part: Some(part.trim().to_owned()) })
}

fn whole(ids: Vec<crate::handbook::Reference>) -> impl Iterator<Item = ReadingUse> {
    ids.into_iter().map(|reading| ReadingUse { reading, part: None })
}

/// Reads `changes`: `- 2026-11-02: {moved_from: 2026-11-12}` or `- 2026-11-02: now in the hall`, newest last.
fn changes(fields: &mut Fields<'_>) -> Vec<Change> {
    let name = "changes";
    let Some(node) = fields.take(name) else { return Vec::new() };
    let reader = fields.reader;
    let example = "- 2026-11-02: now in the hall";
    let mut changes = Vec::new();
    let of_pairs = |pairs: &[KeyValue], changes: &mut Vec<Change>| {
        for pair in pairs {
            let place = reader.span(pair.name_range.clone());
            let date = reader.date_text(pair.name.trim(), place, name, example);
            let what = match &pair.value.tree {
                Tree::Map(pairs) => moved(Fields::within(reader, &pair.value, pairs, "change")),
                _ => reader.text(&pair.value, name).map(|text| WhatChanged::InWords(text.value)),
            };
            if let (Some(date), Some(what)) = (date, what) {
                let span = reader.span(pair.name_range.start..pair.value.range.end);
                changes.push(Change { date, what, span });
            }
        }
    };
    let items = match &node.tree {
        Tree::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    for item in items {
        match &item.tree {
            Tree::Map(pairs) => of_pairs(pairs, &mut changes),
            Tree::Scalar(scalar) if scalar.text.contains(':') => {
                let (date, text) = scalar.text.split_once(':').unwrap_or((&scalar.text, ""));
                let span = reader.span(item.range.clone());
                if let Some(date) = reader.date_text(date.trim(), span.clone(), name, example) {
                    changes.push(Change { date, what: WhatChanged::InWords(text.trim().to_owned()), span });
                }
            }
            _ => reader.wrong(item, name, "a day with what changed", example),
        }
    }
    changes
}

/// Reads `{moved_from: 2026-11-12, why: the library is closed}`; a clock time may follow the day.
fn moved(mut fields: Fields<'_>) -> Option<WhatChanged> {
    let reader = fields.reader;
    let from = fields.take("moved_from");
    if from.is_none() {
        fields.miss("moved_from");
    }
    let why = fields.text("why").map(|why| why.value);
    fields.finish();
    let written = reader.text(from?, "moved_from")?;
    let from = if let Some((date, time)) = time::day_and_time(&written.value) {
        Moment { date, time: Some(time) }
    } else {
        let example = "moved_from: 2026-11-12 18:30";
        Moment { date: reader.date_text(&written.value, written.span, "moved_from", example)?, time: None }
    };
    Some(WhatChanged::Moved { from, why })
}

/// Reads `also_offered`: `{date, time}`, or a list of them.
fn also_offered(fields: &mut Fields<'_>) -> Vec<Located<crate::handbook::session::Meeting>> {
    let name = "also_offered";
    let Some(node) = fields.take(name) else { return Vec::new() };
    let reader = fields.reader;
    let items = match &node.tree {
        Tree::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let mut meetings = Vec::new();
    for item in items {
        let Tree::Map(pairs) = &item.tree else {
            reader.wrong(item, name, "a date with a time", "also_offered: {date: 2026-11-20, time: 10 am - 11:30 am}");
            continue;
        };
        let span = reader.span(item.range.clone());
        let mut inner = Fields::new(reader, pairs, "sitting", span.clone(), IsBroken::No);
        let meeting = when::meeting(&mut inner);
        inner.finish();
        meetings.extend(meeting.map(|meeting| Located::new(meeting, span)));
    }
    meetings
}

/// Reads `sign_up`: an address, or `{link, until, places}`.
fn sign_up(fields: &mut Fields<'_>) -> Option<SignUp> {
    let name = "sign_up";
    let node = fields.take(name)?;
    let reader = fields.reader;
    if let Tree::Map(pairs) = &node.tree {
        let mut inner = Fields::within(reader, node, pairs, name);
        let link = inner.link("link");
        if link.is_none() {
            inner.miss("link");
        }
        let until = inner.date("until").map(|date| date.value);
        let places = inner.number("places", 16);
        inner.finish();
        return Some(SignUp { link: link?, until, places });
    }
    let link = reader.link(node, name)?;
    Some(SignUp { link, until: None, places: None })
}

/// Reads `occurrence_of`: an id, or `{id, date}`.
fn occurrence_of(fields: &mut Fields<'_>) -> Option<OccurrenceOf> {
    let name = "occurrence_of";
    let node = fields.take(name)?;
    let reader = fields.reader;
    if let Tree::Map(pairs) = &node.tree {
        let mut inner = Fields::within(reader, node, pairs, name);
        let session = inner.id("id");
        if session.is_none() {
            inner.miss("id");
        }
        let date = inner.date("date").map(|date| date.value);
        inner.finish();
        return Some(OccurrenceOf { session: session?, date });
    }
    let session = reader.ids(node, name).into_iter().next()?;
    Some(OccurrenceOf { session, date: None })
}
