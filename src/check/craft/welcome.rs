//! What people need to know to come, and what welcomes them when they do.

use super::reading::{Outline, Reading, day, days, list, speaks_of, stands_in};
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::session::Place;
use crate::handbook::{Role, Session, Venue};

pub const WELCOME_DETAILS: Check = Check {
    id: "welcome-details",
    level: Severity::Warning,
    subject: Subject::Session,
    rule: "The next session in a room says where that is, with its address, where to park and what to bring; the next one \
           online, how to join.",
    silent: "It is more than four weeks away, or nothing but what to bring is missing. Without parking alone it is a nudge, \
             and where the place speaks of buses, walking or bicycles, nothing.",
    why: "Whoever comes for the first time has nobody to ask at the door",
    guide: Guide::Facilitators,
    part: Some("directions to its next session"),
    look: Looked::Here(welcome_details),
};

pub const FIRST_SESSION_KIT: Check = Check {
    id: "first-session-kit",
    level: Severity::Note,
    subject: Subject::Session,
    rule: "The first session of a season in a room has something to write names on, or a list to sign, and something to \
           eat or drink.",
    silent: "The agenda is still a sketch, or one of the two is there: in `bring`, `snack` or anywhere on its page, or in a \
             list of members.",
    why: "The first evening is for getting to know each other, and names and a snack help",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(first_session_kit),
};

/// So many days before a session people ask how to get there.
const SOON: i32 = 28;

/// What tells how to come otherwise than by car, or where to leave it.
const ARRIVE: &[&str] = &[
    "park",
    "by car",
    "bus ",
    "buses",
    "stop ",
    "stops ",
    "bus,",
    "bus.",
    "train ",
    "tram ",
    "ferry",
    "transit",
    "station",
    "on foot",
    "walk from",
    "minute walk",
    "minutes’ walk",
    "bike",
    "bicycle",
];
/// What tells how to join.
const JOIN: &[&str] = &["link", "join", "zoom", "teams", "by mail", "by email", "invitation", "dial"];
/// What tells where to meet.
const WHERE: &[&str] =
    &["meet at", "meet in", "address", "street", "room", "where", "hosted", "place", "venue", "online"];

fn welcome_details(reading: &Reading) -> Vec<Diagnostic> {
    let soon = reading
        .coming()
        .filter(|session| day(session).is_some_and(|day| day >= reading.today && days(reading.today, day) <= SOON));
    let mut told = Vec::new();
    let (mut in_room, mut online, mut first) = (false, false, true);
    for session in soon {
        let is_next = match &session.place {
            Some(Place { venue, online: is_online }) => {
                let next = (venue.is_some() && !in_room) || (*is_online && !online);
                in_room |= venue.is_some();
                online |= *is_online;
                next
            }
            None => first,
        };
        first = false;
        told.extend(is_next.then(|| details(reading, session)).flatten());
    }
    told
}

/// What members are not told about coming to `session`.
fn details(reading: &Reading, session: &Session) -> Option<Diagnostic> {
    let Some(place) = &session.place else {
        let seen = "This session does not say where it is.";
        let mend =
            "Write `where: online`, or the place: `where: library`, with its address and parking in `venues.yml`.";
        let is_told = speaks_of(session, WHERE);
        return (!is_told).then(|| WELCOME_DETAILS.say(&session.meta.span, seen, mend));
    };
    let (mut missing, mut mends, mut level) = (Vec::new(), Vec::new(), Severity::Nudge);
    if let Some(venue) = place.venue.as_ref().and_then(|venue| reading.book.venue(&venue.value)) {
        if venue.address.trim().is_empty() {
            missing.push("what the address is");
            mends.push("`address` to the place");
            level = Severity::Warning;
        }
        if !tells_how_to_arrive(venue) && !speaks_of(session, ARRIVE) {
            missing.push("where to park");
            mends.push("`parking` to the place");
        }
    }
    let join = reading.handbook.private.joins.get(&session.meta.id);
    let has_join = join.is_some_and(|join| join.link.is_some() || join.dial_in.is_some());
    if place.online && !has_join && !speaks_of(session, JOIN) {
        missing.push("how to join");
        mends.push("`join` to this session (it stays private)");
        level = Severity::Warning;
    }
    if missing.is_empty() {
        return None;
    }
    if place.venue.is_some() && session.bring.is_empty() && session.body.section(Role::Bring).is_none() {
        missing.push("what to bring");
        mends.push("`bring` to this session");
    }
    let seen = format!("Members cannot read here {}.", list(&missing));
    Some(WELCOME_DETAILS.say_as(level, &session.meta.span, &seen, format!("Add {}.", list(&mends))))
}

fn tells_how_to_arrive(venue: &Venue) -> bool {
    let mut written = venue.getting_in.clone().unwrap_or_default();
    venue.body.parts(&mut |part| {
        if let crate::handbook::visit::Part::Prose(prose) = part {
            written.push(' ');
            written.push_str(&prose.html);
        }
    });
    venue.parking.is_some() || stands_in(&written.to_lowercase(), ARRIVE)
}

/// What has people's names on it.
const NAMES: &[&str] = &[
    "name tag",
    "nametag",
    "name-tag",
    "name card",
    "name badge",
    "badge",
    "sticker",
    "sign-in",
    "sign in",
    "signing in",
    "label",
    "register",
    "roster",
    "attendance",
];
/// What there is to eat or drink.
const SNACK: &[&str] = &[
    "snack",
    "tea",
    "coffee",
    "soup",
    "cake",
    "biscuit",
    "cookie",
    "fruit",
    "food",
    "potluck",
    "lunch",
    "dinner",
    "supper",
    "breakfast",
    "eat",
    "drink",
    "pizza",
    "refreshment",
    "bread",
    "juice",
    "treat",
    "meal",
];

fn first_session_kit(reading: &Reading) -> Vec<Diagnostic> {
    let tell = |outline: &Outline| {
        let session = outline.session;
        let in_room = session.place.as_ref().is_some_and(|place| place.venue.is_some());
        let in_agenda = || outline.agenda.segments.iter().flat_map(|segment| &segment.bring);
        let has = |words: &[&str]| {
            let mut brought = session.bring.iter().chain(&session.snack).chain(in_agenda());
            brought.any(|thing| stands_in(&thing.to_lowercase(), words)) || speaks_of(session, words)
        };
        let has_names = || !reading.handbook.private.roster.is_empty() || has(NAMES);
        if !in_room || !session.snack.is_empty() || has_names() || has(SNACK) {
            return None;
        }
        let seen = "Nothing is planned here for names (tags, or a list to sign) or for a snack.";
        let mend = "Add `snack: tea; fruit`, and `Bring: name tags` to the first part of the agenda.";
        Some(FIRST_SESSION_KIT.say(&session.meta.span, seen, mend))
    };
    reading.finished().filter(|outline| outline.is_first).filter_map(tell).collect()
}

#[cfg(test)]
mod tests;
