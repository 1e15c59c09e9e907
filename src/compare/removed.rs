//! Coming sessions that were published and would vanish from members' calendars without notice, or come back under
//! another UID.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::handbook::index::{ends_in, name_key};
use crate::handbook::schedule::occurrences;
use crate::handbook::session::When;
use crate::handbook::{Audience, Book, Meta, Session};
use crate::source::Span;

use super::event::{EventStatus, PublishedEvent};
use super::identity::EventPair;
use super::matching::{Owner, Owners};
use super::report::{ChangeReport, page};
use super::words::WordingContext;
use super::{Previous, SiteToPublish};

/// Returns the published events that are still to come and have no counterpart. One that was cancelled may go, and so
/// may a stand-in together with its repeating session.
pub(super) fn gone<'a>(
    known: &'a [PublishedEvent],
    present: &Previous,
    pairs: &[EventPair<'_>],
    today: Date,
) -> Vec<&'a PublishedEvent> {
    let paired: BTreeSet<(&str, Option<Date>)> =
        pairs.iter().map(|pair| (pair.before.uid.as_str(), pair.before.replaces)).collect();
    let is_gone = |uid: &str, day: Option<Date>| !paired.contains(&(uid, day));
    let stays = |uid: &str| present.events.iter().any(|event| event.uid == uid);
    let usual = |event: &PublishedEvent| known.iter().any(|other| other.uid == event.uid && other.replaces.is_none());
    let mut gone: Vec<&PublishedEvent> = known
        .iter()
        .filter(|event| is_gone(&event.uid, event.replaces))
        .filter(|event| event.standing == EventStatus::On && event.is_coming(today))
        .filter(|event| event.replaces.is_none() || stays(&event.uid) || !usual(event))
        .collect();
    gone.sort_by_key(|event| starts(event));
    gone
}

/// Reports for each event in `gone` what became of it, as far as that can be seen.
pub(super) fn tell(
    gone: &[&PublishedEvent],
    known: &[PublishedEvent],
    present: &Previous,
    owners: &Owners<'_>,
    now: &SiteToPublish<'_>,
    told: &mut ChangeReport,
) {
    let published: BTreeSet<(&str, Option<Date>)> =
        known.iter().map(|event| (event.uid.as_str(), event.replaces)).collect();
    let is_new = |event: &&PublishedEvent| !published.contains(&(event.uid.as_str(), event.replaces));
    let mut newcomers: Vec<(&PublishedEvent, Owner<'_>)> =
        present.events.iter().filter(is_new).filter_map(|event| Some((event, owners.of(event)?))).collect();
    let (mut strangers, mut with_series) = (Vec::new(), BTreeMap::new());
    for event in gone {
        told.about(event);
        let (found, session) = if let Some(owner) = owners.hidden(event) {
            let found = not_public(event, owner.session, now);
            if found.is_none() {
                let series = owner.session.series.clone().unwrap_or_default();
                with_series
                    .entry(series)
                    .or_insert_with(BTreeMap::new)
                    .insert(owner.session.meta.id.clone(), owner.session);
            }
            (found, owner.session)
        } else if let Some(owner) = owners.of(event) {
            (without_day(event, owner.session, now), owner.session)
        } else if let Some(owner) = owners.of_former_sitting(event) {
            (sitting(event, owner, now), owner.session)
        } else if let Some(place) = newcomers.iter().position(|(other, owner)| is_same(event, other, owner.session)) {
            let (_, owner) = newcomers.remove(place);
            (Some(uid_changed(event, owner, now)), owner.session)
        } else {
            strangers.push(*event);
            continue;
        };
        // Each session once, however many sittings it has.
        if let Some(found) = found
            && told.sessions.insert(session.meta.id.clone())
        {
            told.add(found);
        }
    }
    for (series, sessions) in &with_series {
        if let Some(series) = now.handbook.book.series(series) {
            told.pages.insert(series.meta.address.clone());
            told.add(series_not_public(&series.meta, sessions.values().copied()));
        }
    }
    newcomers.retain(|(_, owner)| !told.sessions.contains(&owner.session.meta.id));
    for event in &strangers {
        if !is_further_sitting(event, &strangers) {
            told.add(removed_session(event, likely(event, &newcomers), now));
        }
    }
}

/// Returns whether a session is the published one under another UID: by its address, or by title and start.
fn is_same(event: &PublishedEvent, other: &PublishedEvent, session: &Session) -> bool {
    let by_address = || page(event).is_some_and(|page| page == session.meta.address);
    (by_title(event, session) && starts(event) == starts(other)) || by_address()
}

fn by_title(event: &PublishedEvent, session: &Session) -> bool {
    name_key(&event.title) == name_key(&session.meta.title)
}

fn starts(event: &PublishedEvent) -> Option<jiff::Timestamp> {
    Some(event.occurrences.first()?.start.timestamp())
}

/// Returns the new session that a vanished one may have become: of the same title, or the only one at the same time.
fn likely<'a>(event: &PublishedEvent, newcomers: &[(&PublishedEvent, Owner<'a>)]) -> Option<&'a Session> {
    let same_title = newcomers.iter().find(|(_, owner)| by_title(event, owner.session));
    let mut same_start = newcomers.iter().filter(|(other, _)| starts(event) == starts(other));
    let only = same_start.next().filter(|_| same_start.next().is_none());
    same_title.or(only).map(|(_, owner)| owner.session)
}

/// Returns whether `ID-2@…` stands beside `ID@…` among what vanished.
fn is_further_sitting(event: &PublishedEvent, strangers: &[&PublishedEvent]) -> bool {
    let first = || {
        let (name, community) = event.uid.rsplit_once('@')?;
        let (id, number) = name.rsplit_once('-')?;
        number.parse().ok().filter(|number: &u32| *number >= 2)?;
        Some(format!("{id}@{community}"))
    };
    first().is_some_and(|uid| strangers.iter().any(|other| other.uid == uid))
}

/// Writes "`Book night` was published for Thursday 3 December 2026;".
fn who(event: &PublishedEvent, now: &SiteToPublish<'_>) -> String {
    let spoken = WordingContext::new(now);
    let day = event.coming(now.today).next().map(|one| spoken.long_day(one.start.date()));
    format!("`{}` was published for {};", event.title, day.unwrap_or_default())
}

const WITHOUT_A_WORD: &str = "so it would disappear from members' calendars without notice";

fn error(code: &'static str, span: Span, message: String, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, span, message).help(help)
}

/// Reports a session that is there, but not for the public; `None` where only its series is not.
fn not_public(event: &PublishedEvent, session: &Session, now: &SiteToPublish<'_>) -> Option<Diagnostic> {
    let (is, line) = hiding(&session.meta)?;
    let message = format!("{} it is {is} now, {WITHOUT_A_WORD}.", who(event, now));
    let help = format!(
        "Take `{line}` out; if the session does not take place, write `status: cancelled` instead, with a line in \
         `changes` that says so."
    );
    Some(error("session-vanished", session.meta.span.clone(), message, help))
}

/// Reports a series of coming sessions that is not for the public any more.
fn series_not_public<'a>(series: &Meta, sessions: impl ExactSizeIterator<Item = &'a Session>) -> Diagnostic {
    let (is, line) = hiding(series).unwrap_or_default();
    let them = match sessions.len() {
        1 => "its upcoming session would disappear".to_owned(),
        count => format!("its {count} upcoming sessions would disappear"),
    };
    let message =
        format!("The series `{}` is now {is}, so {them} from members' calendars without notice.", series.title);
    let help = format!(
        "Take `{line}` out; if it does not take place, write `status: cancelled` in each of its sessions instead, with a \
         line in `changes` that says so."
    );
    let found = error("session-vanished", series.span.clone(), message, help);
    sessions.fold(found, |found, session| found.also(session.meta.span.clone(), "published"))
}

/// Returns the reason an entry is not public, in words and as it is written.
fn hiding(meta: &Meta) -> Option<(&'static str, &'static str)> {
    match meta.audience {
        Audience::Facilitators => Some(("for facilitators only", "audience: facilitators")),
        Audience::Everyone => meta.draft.then_some(("a draft", "draft: true")),
    }
}

/// Reports a session that is there, but on no day.
fn without_day(event: &PublishedEvent, session: &Session, now: &SiteToPublish<'_>) -> Option<Diagnostic> {
    let span = session.when.span.clone();
    let day = event.coming(now.today).next()?.start.date();
    match &session.when.value {
        When::WeekOf { .. } | When::Undecided { .. } => {
            let message = format!("{} it no longer has a date, {WITHOUT_A_WORD}.", who(event, now));
            let help = format!(
                "Until the new day is known, keep `date: {day}` and write `status: cancelled`, with a line in `changes` that \
                 says so."
            );
            Some(error("session-vanished", span, message, help))
        }
        When::On(_) => {
            let repeats = session.repeats.as_ref().filter(|_| occurrences(session).is_empty())?;
            let message = format!("{} none of its dates is left, {WITHOUT_A_WORD}.", who(event, now));
            let help =
                "Leave its days as they were, and write `status: cancelled`, with a line in `changes` that says so.";
            Some(error("session-vanished", repeats.span.clone(), message, help))
        }
    }
}

/// Reports a further sitting that is not offered any more, unless `changes` has a new line.
fn sitting(event: &PublishedEvent, owner: Owner<'_>, now: &SiteToPublish<'_>) -> Option<Diagnostic> {
    let session = owner.session;
    let written = u64::try_from(session.changes.len()).unwrap_or(u64::MAX);
    if written > event.sequence {
        return None;
    }
    let spoken = WordingContext::new(now);
    let day = event.coming(now.today).next()?.start.date();
    let message = format!(
        "`{}` was published with a sitting on {}, which it no longer offers. No line in `changes` tells members.",
        session.meta.title,
        spoken.long_day(day)
    );
    let help = spoken.to_add(session, &[spoken.line("change_not_on", "days", &spoken.day(day, None))]);
    Some(error("change-unwritten", session.meta.span.clone(), message, help))
}

/// Reports a session that stays but would be another one for calendars.
fn uid_changed(event: &PublishedEvent, owner: Owner<'_>, now: &SiteToPublish<'_>) -> Diagnostic {
    let session = owner.session;
    let (meta, uid) = (&session.meta, &event.uid);
    let before = own_name(event, owner, now);
    let was: Vec<&str> = meta.was.iter().map(|was| &*was.value).collect();
    let title = &meta.title;
    let to_them = "calendars would treat it as a new session, and some would show both";
    let renamed = before.filter(|name| session.uid.is_none() && !name.eq_ignore_ascii_case(&meta.id));
    let message = match renamed {
        Some(name) => format!("`{title}` was published with the id `{name}` and no longer has it: {to_them}."),
        None => format!("`{title}` was published with the UID `{uid}` and now has a different one: {to_them}."),
    };
    let help = match (renamed, before) {
        _ if session.occurrence_of.is_some() => {
            let of = session.occurrence_of.as_ref().map_or("", |of| &of.session.value);
            format!("Take `occurrence_of` out, and add that day to `except` in `{of}`.")
        }
        (Some(name), _) => {
            let others = was.iter().copied().filter(|other| !other.eq_ignore_ascii_case(name));
            let all: Vec<&str> = std::iter::once(name).chain(others).collect();
            let order = if all.len() > 1 { ", the oldest name first" } else { "" };
            format!("Write `was: [{}]` in its header{order}.", all.join(", "))
        }
        (None, Some(name)) if session.uid.is_some() && Some(name) == was.first().copied().or(Some(&meta.id)) => {
            "Take `uid` out of its header: only a session imported from another calendar needs one.".to_owned()
        }
        _ => format!("Write `uid: {uid}` in its header."),
    };
    error("uid-changed", meta.span.clone(), message, help)
}

/// Returns the name that a UID of this handbook was made from.
fn own_name<'a>(event: &'a PublishedEvent, owner: Owner<'_>, now: &SiteToPublish<'_>) -> Option<&'a str> {
    let name = event.uid.strip_suffix(now.public.book().community.id.as_str())?.strip_suffix('@')?;
    if owner.number == 1 { Some(name) } else { name.strip_suffix(&format!("-{}", owner.number)) }
}

/// Reports a session of which nothing is left.
fn removed_session(event: &PublishedEvent, likely: Option<&Session>, now: &SiteToPublish<'_>) -> Diagnostic {
    let message = format!("{} it no longer exists, {WITHOUT_A_WORD}.", who(event, now));
    let page = page(event);
    let id = page.as_deref().and_then(|page| page.strip_prefix("sessions/")?.strip_suffix(".html"));
    let back = "back and write `status: cancelled` in its header, with a line in `changes` that says so";
    let (span, help) = match (likely, id) {
        (Some(session), Some(id)) => {
            let file = &session.meta.file;
            let help = format!(
                "If `{file}` is the same session, write `was: [{id}]` in it; otherwise put the old file {back}."
            );
            (Some(session.meta.span.clone()), help)
        }
        (_, id) => {
            let file = id.map(|id| Span::whole(&file(event, id, &now.handbook.book).into()));
            (
                file,
                format!(
                    "If it does not take place, put it {back}. Calendars then show everybody that it is cancelled."
                ),
            )
        }
    };
    Diagnostic { span, ..error("session-vanished", now.public.book().community.span.clone(), message, help) }
}

/// Returns the file in which the session probably was written.
fn file(event: &PublishedEvent, id: &str, book: &Book) -> String {
    let is_list = |session: &Session| ends_in(&session.meta.file, &[".yml", ".yaml"]);
    let mut lists = book.sessions.iter().filter(|session| is_list(session)).map(|session| &session.meta.file);
    if let Some(list) = lists.next().filter(|_| book.sessions.iter().all(|session| is_list(session))) {
        return list.to_string();
    }
    let series = event.series.as_ref().and_then(|title| book.series.iter().find(|series| series.meta.title == *title));
    match series {
        Some(series) => format!("sessions/{}/{id}.md", series.meta.id),
        None => format!("sessions/{id}.md"),
    }
}
