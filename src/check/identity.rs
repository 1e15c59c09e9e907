//! Checks of the names of sessions in calendars: no two may be taken for one.

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::handbook::identity::uid;
use crate::handbook::session::When;
use crate::handbook::{Book, Handbook, Session};
use crate::redact::Drafts;
use crate::source::Span;

use super::times::words;

/// Reports further sittings and `uid`s that have the name of something else in calendars. That two sessions share a
/// first name is seen where ids and `was` are looked at.
pub fn uids_twice(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let book = &handbook.book;
    if !book.sessions.iter().any(|session| session.uid.is_some() || !session.also_offered.is_empty()) {
        return Vec::new();
    }
    let mut known: FxHashMap<String, CalendarName> = FxHashMap::default();
    let mut diagnostics = Vec::new();
    for session in book.sessions.iter().filter(|session| session.uid.is_none()) {
        let named = CalendarName { session, number: 1, span: &session.meta.span };
        known.entry(uid(session, 1, &book.community)).or_insert(named);
    }
    for session in &book.sessions {
        for (number, further) in (2..).zip(&session.also_offered) {
            let named = CalendarName { session, number, span: &further.span };
            diagnostics.extend(named.enter(&mut known, book));
        }
    }
    for session in book.sessions.iter().filter(|session| original(session, book).is_none()) {
        if let Some(uid) = &session.uid {
            let named = CalendarName { session, number: 1, span: &uid.span };
            diagnostics.extend(named.enter(&mut known, book));
        }
    }
    diagnostics
}

/// A sitting, and where its name in calendars comes from.
#[derive(Clone, Copy)]
struct CalendarName<'a> {
    session: &'a Session,
    number: u32,
    span: &'a Span,
}

impl<'a> CalendarName<'a> {
    /// Enters it under its UID, or reports what has that UID already.
    fn enter(self, known: &mut FxHashMap<String, CalendarName<'a>>, book: &Book) -> Option<Diagnostic> {
        let other = known.insert(uid(self.session, self.number, &book.community), self)?;
        let (message, help) = if self.number > 1 {
            let message = format!(
                "In calendars, {} would have the same name as {}, and members would see only one of the two.",
                self.words(),
                other.words()
            );
            (message, "Give this sitting a file of its own, with a name that nothing else has.")
        } else {
            let message = format!(
                "In calendars, {} already has this `uid`, and members would see only one of the two.",
                other.words()
            );
            (message, "Take `uid` out if this file began as a copy: only a session from another calendar has one.")
        };
        let diagnostic = Diagnostic::error("uid-twice", self.span.clone(), message).help(help);
        Some(diagnostic.also(other.span.clone(), "the other one"))
    }

    fn words(self) -> String {
        let id = &self.session.meta.id;
        match self.number {
            1 => format!("the session `{id}`"),
            number => format!("sitting {number} of `{id}`"),
        }
    }
}

/// Returns the repeating session for one day of which `session` stands.
fn original<'a>(session: &Session, book: &'a Book) -> Option<&'a Session> {
    let replaces = session.occurrence_of.as_ref()?;
    book.session(&replaces.session.value).filter(|original| original.repeats.is_some())
}

/// Reports occurrences for which more than one session stands, and sessions that stand for one and repeat themselves.
pub fn occurrences_twice(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let book = &handbook.book;
    let mut known = FxHashMap::default();
    let mut diagnostics = Vec::new();
    for session in &book.sessions {
        let (Some(replaces), Some(original)) = (&session.occurrence_of, original(session, book)) else { continue };
        let (id, span) = (&original.meta.id, &replaces.session.span);
        if let Some(repeats) = &session.repeats {
            let message = format!("A session that replaces one day of `{id}` cannot repeat.");
            let help = "Take `repeats` out, or `occurrence_of`.";
            diagnostics.push(Diagnostic::error("occurrence-repeats", repeats.span.clone(), message).help(help));
        }
        let own_day = match &session.when.value {
            When::On(meeting) => Some(meeting.date),
            When::WeekOf { .. } | When::Undecided { .. } => None,
        };
        let Some(day) = replaces.date.or(own_day) else { continue };
        if let Some(first) = known.insert((id, day), span) {
            let message = format!("Two sessions replace `{id}` on {}.", words(day));
            let help =
                "Keep `occurrence_of` in one of them. Take it out of the other, which becomes a session of its own.";
            let diagnostic = Diagnostic::error("occurrence-twice", span.clone(), message).help(help);
            diagnostics.push(diagnostic.also(first.clone(), "the first one"));
        }
    }
    diagnostics
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::{date, time};

    use super::*;
    use crate::check::fixture::texts;
    use crate::handbook::fixture::{self, located, reference};

    fn with_sitting(id: &str) -> Session {
        let file = format!("sessions/{id}.md").as_str().into();
        let mut session = fixture::session(id);
        let further = fixture::meeting(date(2026, 11, 21), time(10, 0, 0, 0), time(11, 30, 0, 0));
        session.also_offered.push(located(further, &file));
        session
    }

    fn named(id: &str, uid: &str) -> Session {
        let file = format!("sessions/{id}.md").as_str().into();
        Session { uid: Some(located(uid.to_owned(), &file)), ..fixture::session(id) }
    }

    fn said(sessions: Vec<Session>) -> Vec<String> {
        texts(uids_twice(&fixture::handbook(fixture::book(sessions)), Drafts::Left))
    }

    #[test]
    fn names_that_differ_are_fine() {
        assert!(said(vec![with_sitting("a"), fixture::session("b"), named("c", "x"), named("d", "X")]).is_empty());
        // A second session was renamed: its old name is the one that calendars know, not its new one.
        let mut renamed = fixture::session("a-2");
        renamed.meta.was = vec![reference("old", &"sessions/a-2.md".into())];
        assert!(said(vec![with_sitting("a"), renamed]).is_empty());
    }

    #[test]
    fn a_sitting_has_the_name_of_no_session() {
        let expected = "error[uid-twice]: In calendars, sitting 2 of `a` would have the same name as the session `a-2`, and \
             members would see only one of the two. / Give this sitting a file of its own, with a name that nothing else \
             has.";
        let found = said(vec![with_sitting("a"), fixture::session("a-2")]);
        assert!(found.len() == 1 && found[0].ends_with(expected), "{found:?}");
        let mut renamed = fixture::session("b");
        renamed.meta.was = vec![reference("a-2", &"sessions/b.md".into())];
        assert_eq!(said(vec![with_sitting("a"), renamed]).len(), 1);
    }

    #[test]
    fn a_uid_is_nobody_else_s() {
        let id = fixture::book(Vec::new()).community.id.clone();
        let found = said(vec![named("a", "x"), named("b", "x"), with_sitting("c"), named("d", &format!("c-2@{id}"))]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("In calendars, the session `a` already has this `uid`"), "{found:?}");
        assert!(found[1].contains("In calendars, sitting 2 of `c` already has this `uid`"), "{found:?}");
    }

    #[test]
    fn a_stand_in_may_bear_the_uid_of_what_repeats() {
        let file = "sessions/weekly.md".into();
        let mut weekly = named("weekly", "x");
        let repeats = crate::handbook::session::Repeats {
            every: crate::handbook::session::Every::Weeks(1),
            until: date(2026, 12, 31),
            except: Vec::new(),
        };
        weekly.repeats = Some(located(repeats, &file));
        let mut stand_in = named("moved", "x");
        let of = reference("weekly", &"sessions/moved.md".into());
        stand_in.occurrence_of = Some(crate::handbook::session::OccurrenceOf { session: of, date: None });
        let mut book = fixture::indexed(fixture::book(vec![weekly, stand_in]));
        assert!(uids_twice(&fixture::handbook(book.clone()), Drafts::Left).is_empty());
        let second = Arc::clone(&book.sessions[1]);
        book.sessions.push(second);
        assert_eq!(occurrences_twice(&fixture::handbook(book), Drafts::Left).len(), 1);
    }
}
