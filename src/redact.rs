//! The one way from a handbook to a book without a private word.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::handbook::private::{Join, Secret};
use crate::handbook::records::{Period, records};
use crate::handbook::session::ShowJoinLink;
use crate::handbook::{Audience, Book, EntryKind, Handbook, Id, Index, Meta, Session};

/// A book that may be published: no draft (unless they were asked for), no entry for facilitators, and how to
/// join only where its author chose to publish that. It can be made by [`redact`] alone.
#[derive(Debug, Clone)]
pub struct Public {
    book: Book,
    joins: BTreeMap<Id, Join>,
    /// The sessions for which [`Members`] tells how to join. That it does is no secret; how, is.
    told_to_members: BTreeSet<Id>,
}

/// The book for members: the public book with how to join wherever members may know it. No page is made of it, only the
/// members' calendar. It can be made by [`members`] alone, and only where there is a secret.
#[derive(Debug, Clone)]
pub struct Members {
    book: Book,
    joins: BTreeMap<Id, Join>,
    secret: Secret,
}

/// What a community that chose so publishes of its records: numbers, and nothing else. It can be made by [`totals`] alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicTotals {
    pub sittings: usize,
    /// The whole hours of all of them.
    pub hours: u64,
    /// `None` where they are few enough for readers to find out who they are.
    pub came: Option<PublicAttendance>,
}

/// How many came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicAttendance {
    pub people: usize,
    pub attendances: usize,
}

/// Of so many people at least are numbers published.
const FEWEST_PEOPLE: usize = 5;

/// The choice to show drafts or leave them out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    Left,
    Shown,
}

/// Takes everything out of `handbook` that is not for the public. Links to removed entries resolve to
/// [`NotPublic`](crate::handbook::links::LinkError::NotPublic); references to them find nothing.
#[must_use]
pub fn redact(handbook: &Handbook, drafts: Drafts) -> Public {
    let book = public_book(handbook, drafts);
    let of_members = if handbook.private.secret.is_some() {
        joins(&book, handbook, &[ShowJoinLink::Members])
    } else {
        BTreeMap::new()
    };
    let joins = joins(&book, handbook, &[ShowJoinLink::Public]);
    Public { book, joins, told_to_members: of_members.into_keys().collect() }
}

/// Returns the contents of the members' calendar: `None` without a secret, and where nothing was to be shown to
/// members.
#[must_use]
pub fn members(handbook: &Handbook, drafts: Drafts) -> Option<Members> {
    let secret = handbook.private.secret.clone()?;
    let book = public_book(handbook, drafts);
    let communitys = book.community.calendar.show_join_link;
    let mut shown = book.sessions.iter().filter_map(|session| session.show_join_link).chain([communitys]);
    if !shown.any(|shown| shown == ShowJoinLink::Members) {
        return None;
    }
    let joins = joins(&book, handbook, &[ShowJoinLink::Public, ShowJoinLink::Members]);
    Some(Members { book, joins, secret })
}

/// Returns the totals of what was held before `today`; `None` unless the community chose to publish them, and before
/// anything was held. What only facilitators see of its sessions counts in none of them.
#[must_use]
pub fn totals(handbook: &Handbook, today: Date) -> Option<PublicTotals> {
    if !handbook.book.community.publish_totals {
        return None;
    }
    let public = Handbook { book: public_book(handbook, Drafts::Left), private: handbook.private.clone() };
    let records = records(&public, Period::default(), today);
    let (people, attendances) = (records.people.len(), records.attendances());
    let came = (people >= FEWEST_PEOPLE).then_some(PublicAttendance { people, attendances });
    let sittings = records.held.len();
    (sittings > 0).then_some(PublicTotals { sittings, hours: records.minutes() / 60, came })
}

fn public_book(handbook: &Handbook, drafts: Drafts) -> Book {
    let whole = &handbook.book;
    let mut book = whole.clone();
    // Looking up each session's series is spared where none is hidden, and a new index where nothing is.
    let series_hidden = whole.series.iter().any(|series| is_hidden_itself(&series.meta, drafts));
    let shown =
        |meta: &Meta| if series_hidden { !hidden(whole, meta, drafts) } else { !is_hidden_itself(meta, drafts) };
    let mut all_shown = true;
    whole.each_entry(&mut |meta, _| all_shown &= shown(meta));
    if all_shown {
        return book;
    }
    book.keep(&shown);
    let mut index = Index::new(&book, whole.index.unread.clone());
    whole.each_entry(&mut |meta, _| {
        if !shown(meta) {
            index.hide(meta);
        }
    });
    book.index = Arc::new(index);
    book
}

/// Returns whether readers never see the entry: a draft, one for facilitators, or a session of a series that is.
#[must_use]
pub fn hidden(book: &Book, meta: &Meta, drafts: Drafts) -> bool {
    let of_hidden_series = || {
        let session = if meta.kind == EntryKind::Session { book.session(&meta.id) } else { None };
        let series = session.and_then(|session| book.series(session.series.as_deref()?));
        series.is_some_and(|series| is_hidden_itself(&series.meta, drafts))
    };
    is_hidden_itself(meta, drafts) || of_hidden_series()
}

fn is_hidden_itself(meta: &Meta, drafts: Drafts) -> bool {
    meta.audience == Audience::Facilitators || (meta.draft && drafts == Drafts::Left)
}

/// Returns how to join the sessions of `book` that show it to one of `those`.
fn joins(book: &Book, handbook: &Handbook, those: &[ShowJoinLink]) -> BTreeMap<Id, Join> {
    let told =
        |session: &Session| those.contains(&session.show_join_link.unwrap_or(book.community.calendar.show_join_link));
    let shown = handbook.private.joins.iter().filter(|(id, _)| book.session(id).is_some_and(told));
    shown.map(|(id, join)| (Arc::clone(id), join.clone())).collect()
}

impl Public {
    /// Returns the entries.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Returns how to join a session, where that may be shown.
    #[must_use]
    pub fn join(&self, session: &str) -> Option<&Join> {
        self.joins.get(session)
    }

    /// Returns how to join each session for which that may be shown.
    #[must_use]
    pub fn joins(&self) -> &BTreeMap<Id, Join> {
        &self.joins
    }

    /// Returns whether the members' calendar tells how to join a session that nothing public tells.
    #[must_use]
    pub fn is_join_told_to_members(&self, session: &str) -> bool {
        self.told_to_members.contains(session)
    }
}

impl Members {
    /// Returns the entries, the same as in the public book.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Returns how to join each session for which members may know it.
    #[must_use]
    pub fn joins(&self) -> &BTreeMap<Id, Join> {
        &self.joins
    }

    /// Returns the secret from which the address of their calendar is made.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        &self.secret
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::fixture;
    use crate::handbook::links::{LinkError, LinkTarget, resolve};
    use crate::source::Located;

    fn join() -> Join {
        let link = Located::new("https://meet.example/1".to_owned(), fixture::at(&"sessions/01.md".into(), 5));
        Join { link: Some(link), dial_in: None }
    }

    fn handbook() -> Handbook {
        let mut draft = fixture::session("02");
        draft.meta.draft = true;
        let mut in_series = fixture::session("03");
        in_series.series = Some("training".into());
        let mut book = fixture::book(vec![fixture::session("01"), draft, in_series]);
        let mut series = fixture::series("training");
        series.meta.audience = Audience::Facilitators;
        book.series.push(Arc::new(series));
        let mut guide = fixture::guidance("hosting");
        guide.meta.audience = Audience::Facilitators;
        book.guidance.push(Arc::new(guide));
        let mut values = fixture::values(&["curiosity"]);
        values.meta.draft = true;
        book.values = Some(Arc::new(values));
        fixture::handbook(book)
    }

    #[test]
    fn drafts_and_what_is_for_facilitators_are_taken_out() {
        let public = redact(&handbook(), Drafts::Left);
        let book = public.book();
        assert_eq!(book.sessions.len(), 1);
        assert_eq!((book.series.len(), book.guidance.len(), book.values.is_some()), (0, 0, false));
        assert!(book.session("01").is_some() && book.session("02").is_none() && book.session("03").is_none());
        for link in ["02.md", "03.md", "../guidance/hosting.md", "../guidance/", "training/", "../values.md"] {
            assert_eq!(resolve(book, "sessions/01.md", link), Err(LinkError::NotPublic), "{link}");
        }
        let list = LinkTarget::Page { path: "sessions/index.html".into(), anchor: None };
        assert_eq!(resolve(book, "sessions/01.md", "./"), Ok(list));
    }

    #[test]
    fn drafts_stay_where_they_are_asked_for() {
        let public = redact(&handbook(), Drafts::Shown);
        let ids: Vec<_> = public.book().sessions.iter().map(|session| &*session.meta.id).collect();
        assert_eq!(ids, ["01", "02"]);
        assert!(public.book().values.is_some() && public.book().guidance.is_empty());
    }

    #[test]
    fn how_to_join_passes_only_where_it_may_be_shown() {
        let cases = [
            (ShowJoinLink::Mail, None, false),
            (ShowJoinLink::Members, None, false),
            (ShowJoinLink::Public, None, true),
            (ShowJoinLink::Public, Some(ShowJoinLink::Mail), false),
            (ShowJoinLink::Mail, Some(ShowJoinLink::Public), true),
        ];
        for (communitys, own, shown) in cases {
            let mut session = fixture::session("01");
            session.show_join_link = own;
            let mut handbook = fixture::handbook(fixture::book(vec![session]));
            Arc::make_mut(&mut handbook.book.community).calendar.show_join_link = communitys;
            handbook.private.joins.insert("01".into(), join());
            let public = redact(&handbook, Drafts::Left);
            assert_eq!(public.join("01").is_some(), shown, "{communitys:?} {own:?}");
            assert!(public.join("02").is_none());
        }
    }

    #[test]
    fn a_draft_does_not_let_its_join_link_out() {
        let mut session = fixture::session("01");
        session.meta.draft = true;
        session.show_join_link = Some(ShowJoinLink::Public);
        let mut handbook = fixture::handbook(fixture::book(vec![session]));
        handbook.private.joins.insert("01".into(), join());
        handbook.private.secret = Some(secret());
        Arc::make_mut(&mut handbook.book.community).calendar.show_join_link = ShowJoinLink::Members;
        assert!(redact(&handbook, Drafts::Left).join("01").is_none());
        assert!(members(&handbook, Drafts::Left).expect("there is a secret").joins().is_empty());
    }

    fn secret() -> Secret {
        Secret::from_random([7; 26])
    }

    #[test]
    fn members_learn_how_to_join_where_that_was_chosen_and_there_is_a_secret() {
        let cases = [
            (ShowJoinLink::Mail, None, None),
            (ShowJoinLink::Public, None, None),
            (ShowJoinLink::Members, None, Some(true)),
            (ShowJoinLink::Members, Some(ShowJoinLink::Mail), Some(false)),
            (ShowJoinLink::Members, Some(ShowJoinLink::Public), Some(true)),
            (ShowJoinLink::Mail, Some(ShowJoinLink::Members), Some(true)),
        ];
        for (communitys, own, told) in cases {
            let mut session = fixture::session("01");
            session.show_join_link = own;
            let mut handbook = fixture::handbook(fixture::book(vec![session]));
            Arc::make_mut(&mut handbook.book.community).calendar.show_join_link = communitys;
            handbook.private.joins.insert("01".into(), join());
            assert!(members(&handbook, Drafts::Left).is_none(), "no secret, no calendar");
            handbook.private.secret = Some(secret());
            let found = members(&handbook, Drafts::Left).map(|members| members.joins().contains_key("01"));
            assert_eq!(found, told, "{communitys:?} {own:?}");
        }
    }

    #[test]
    fn that_members_are_told_is_known_and_what_they_are_told_is_not() {
        let mut handbook = fixture::handbook(fixture::book(vec![fixture::session("01")]));
        Arc::make_mut(&mut handbook.book.community).calendar.show_join_link = ShowJoinLink::Members;
        handbook.private.joins.insert("01".into(), join());
        assert!(!redact(&handbook, Drafts::Left).is_join_told_to_members("01"), "there is no such calendar");
        handbook.private.secret = Some(secret());
        let told = redact(&handbook, Drafts::Left);
        assert!(told.is_join_told_to_members("01") && !told.is_join_told_to_members("02"));
        assert!(told.join("01").is_none());
    }
}
