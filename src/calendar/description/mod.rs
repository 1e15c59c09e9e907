//! The words of an event: its description, plain text that a phone can show.

mod agenda;
mod paragraphs;

use super::address::page_address;
use super::context::FeedContext;
use super::property::encoded_path;
use crate::handbook::links::{self, LinkTarget};
use crate::handbook::schedule::Sitting;
use crate::handbook::session::{Place, Status};
use crate::handbook::{Book, Community, Reference, RichText, Role, Session, date_words};
use crate::source::Located;
use paragraphs::{Paragraphs, shortened};

/// The most octets of a contact in a description; a longer one stands in CONTACT alone.
const CONTACT_AT_MOST: usize = 500;

/// Returns the place of a session: its venue with its address, or the word for online, with the link where that may be
/// shown. `room` stays on the page: authors describe there what the room is like, which no map can find.
pub fn location(session: &Session, context: &FeedContext) -> Option<String> {
    let place = session.place.as_ref()?;
    let words = context.words;
    let Some(venue) = place.venue.as_ref().and_then(|venue| context.book.venue(&venue.value)) else {
        let link = context.join(&session.meta.id).and_then(|join| join.link.as_ref());
        return place.online.then(|| match link.filter(|_| session.status != Status::Cancelled) {
            Some(link) => words.fill("online_at", &[("link", &link.value)]),
            None => words.get("online").to_owned(),
        });
    };
    // An address may have been written on several lines.
    let whole = format!("{}, {}", venue.meta.title, one_line(&venue.address));
    Some(if place.online { words.fill("place_also_online", &[("place", &whole)]) } else { whole })
}

/// Returns the one to ask: "Marisol Quennell, tidepool@saltmarsh-network.example".
pub fn contact(community: &Community) -> Option<String> {
    let contact = community.contact.as_ref()?;
    let parts: Vec<_> =
        [&contact.name, &contact.email, &contact.phone].into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Returns the description: first what has changed and how to join, then what it is about, how to prepare, the agenda
/// in clock times, the way in, readings and values; last whom to ask and where the page is, which stay even where the
/// rest must be shortened. That of a cancelled session names this first, and nothing that would send someone there.
pub fn description(session: &Session, sitting: &Sitting, page: Option<&str>, context: &FeedContext) -> String {
    let phrases = &context.phrases;
    let cancelled = session.status == Status::Cancelled;
    let mut told = Paragraphs::new();
    if cancelled {
        told.add(phrases.cancelled);
    }
    changes(session, context, &mut told);
    if !cancelled {
        joining(session, context, &mut told);
    }
    told.add(&plain(&session.body.summary, context));
    facilitators(session, context, &mut told);
    told.section(phrases.purpose, &under(session, Role::Purpose, context));
    if !cancelled {
        if let Some(before) = context.carried(session) {
            told.section(phrases.carried, &under(before, Role::BetweenSessions, context));
        }
        told.section(phrases.prepare, &under(session, Role::Prepare, context));
        bring(session, context, &mut told);
        snack(session, context, &mut told);
        agenda::agenda(session, sitting, context, &mut told);
        way_in(session, context, &mut told);
    }
    readings(session, context, &mut told);
    if !cancelled {
        told.section(phrases.values, &context.values);
    }

    let mut last = Paragraphs::new();
    if let Some(contact) = context.contact.as_deref().filter(|contact| contact.len() <= CONTACT_AT_MOST) {
        last.add(&phrases.contact.fill(&[("contact", contact)]));
    }
    if let Some(page) = page {
        last.add(&phrases.page.fill(&[("address", page)]));
    }
    shortened(told, &last, phrases.shortened)
}

/// Adds who facilitates, and who helps with the technology: whom to look for.
fn facilitators(session: &Session, context: &FeedContext, told: &mut Paragraphs) {
    let book = context.book;
    let name = |id: &Reference| book.person(&id.value).map(|person| person.meta.title.as_str());
    let names: Vec<_> = book.facilitators(session).iter().filter_map(name).collect();
    told.paragraph();
    if !names.is_empty() {
        let names = names.join(context.phrases.comma);
        told.line(|out| context.phrases.facilitators.write(&[("names", &names)], out));
    }
    let help = session.tech_help.as_ref().and_then(name);
    if let Some(help) = help.filter(|_| session.status != Status::Cancelled) {
        told.line(|out| context.phrases.tech_help.write(&[("name", help)], out));
    }
}

/// Adds what there is to eat and drink.
fn snack(session: &Session, context: &FeedContext, told: &mut Paragraphs) {
    if !session.snack.is_empty() {
        let things = session.snack.join(context.phrases.comma);
        told.add(&context.phrases.snack.fill(&[("things", &things)]));
    }
    if let Some(who) = context.snack_turn(session) {
        told.add(&context.phrases.snack_turn.fill(&[("who", who)]));
    }
}

/// Adds the changes with their dates, the newest first: "Changed on 2 November 2026: moved from 12 November".
fn changes(session: &Session, context: &FeedContext, told: &mut Paragraphs) {
    told.paragraph();
    for change in session.changes.iter().rev() {
        let date = date_words::date(change.date, context.words);
        let what = date_words::change(change, session, context.faces.clock, context.words);
        let values = [("date", date.as_str()), ("what", what.as_str())];
        told.line(|out| context.phrases.changed.write(&values, out));
    }
}

fn joining(session: &Session, context: &FeedContext, told: &mut Paragraphs) {
    let Some(join) = context.join(&session.meta.id) else { return };
    told.paragraph();
    if let Some(link) = &join.link {
        told.line(|out| context.phrases.join.write(&[("link", &link.value)], out));
    }
    if let Some(number) = &join.dial_in {
        told.line(|out| context.phrases.dial_in.write(&[("number", &number.value)], out));
    }
}

/// Adds what to bring: the things of the front matter, then the words under that heading.
fn bring(session: &Session, context: &FeedContext, told: &mut Paragraphs) {
    let words = under(session, Role::Bring, context);
    if session.bring.is_empty() && words.is_empty() {
        return;
    }
    told.add(context.phrases.bring);
    for thing in &session.bring {
        told.line(|out| out.extend(["- ", thing]));
    }
    if !words.is_empty() {
        told.line(|out| out.push_str(&words));
    }
}

/// Adds how to get to a venue and into it.
fn way_in(session: &Session, context: &FeedContext, told: &mut Paragraphs) {
    let venue = session.place.as_ref().and_then(|place| place.venue.as_ref());
    let Some(venue) = venue.and_then(|venue| context.book.venue(&venue.value)) else { return };
    told.paragraph();
    let phrases = &context.phrases;
    let facts = [
        (&phrases.getting_in, &venue.getting_in),
        (&phrases.parking, &venue.parking),
        (&phrases.accessible, &venue.accessible),
    ];
    for (phrase, how) in facts {
        if let Some(how) = how {
            told.line(|out| phrase.write(&[("how", &one_line(how))], out));
        }
    }
}

fn readings(session: &Session, context: &FeedContext, told: &mut Paragraphs) {
    let book = context.book;
    let mut known =
        session.readings.iter().filter_map(|usage| Some((book.reading(&usage.reading.value)?, &usage.part))).peekable();
    if known.peek().is_some() {
        told.add(context.phrases.readings);
    }
    for (reading, part) in known {
        told.line(|out| {
            out.push_str("- ");
            match part {
                Some(part) => {
                    context.phrases.reading_part.write(&[("reading", &reading.citation), ("part", part)], out);
                }
                None => out.push_str(&reading.citation),
            }
            let link = reading.link.as_ref().map(|link| link.value.as_str());
            if let Some(link) = link.filter(|link| link.contains("://") && !reading.citation.contains(link)) {
                out.extend([" ", link]);
            }
        });
    }
}

/// Returns the values of the group, a line each.
pub fn values(book: &Book) -> String {
    let items = book.values.iter().flat_map(|values| &values.items);
    items.map(|value| format!("- {}", value.title)).collect::<Vec<_>>().join("\n")
}

/// Returns the words under a known heading.
fn under(session: &Session, role: Role, context: &FeedContext) -> String {
    session.body.section(role).map(|section| plain(&section.prose, context)).unwrap_or_default()
}

/// Returns prose as plain text, its links as bare addresses; those within the handbook too, once the site has an
/// address.
#[must_use]
pub fn plain(prose: &RichText, context: &FeedContext) -> String {
    prose.plain_with(|to| address(to, context), |day| date_words::due(day, context.words))
}

/// Returns where a link within the handbook leads, in full.
fn address(to: &Located<String>, context: &FeedContext) -> Option<String> {
    let website = context.website?;
    let (path, anchor) = match links::resolve(context.book, &to.span.file, &to.value).ok()? {
        LinkTarget::Page { path, anchor } => (path, anchor),
        LinkTarget::File { path } => (path, None),
    };
    let mut address = page_address(website, &path);
    if let Some(anchor) = anchor {
        address.extend(["#", &encoded_path(&anchor)]);
    }
    Some(address)
}

/// Returns whether there is no venue to go to.
fn is_only_online(session: &Session) -> bool {
    session.place.as_ref().is_some_and(Place::is_only_online)
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}
