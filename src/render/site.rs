//! The data that all pages of one render share: the book, the words, the day, and what was computed once for all of
//! them.

use std::sync::{Arc, LazyLock};

use jiff::civil::{Date, Time};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::calendar::{series_feed_address, session_feed_address};
use crate::handbook::backlinks::{Backlinks, SessionLinks};
use crate::handbook::community::ClockFormat;
use crate::handbook::neighbours::{Neighbours, around};
use crate::handbook::session::{Meeting, Status, When};
use crate::handbook::{Book, Id, Session, Words, date_words, schedule};
use crate::pictures::PictureFrames;
use crate::redact::{Public, PublicTotals};

use super::{PictureInfo, Pictures, guidance, smaller_path};

/// The data that all pages share.
#[derive(Clone, Copy)]
pub(crate) struct Site<'a> {
    pub public: &'a Public,
    pub book: &'a Book,
    pub words: &'a Words,
    pub today: Date,
    pub clock: ClockFormat,
    /// Worked out when a page first asks for it: the pages of sessions never do.
    pub uses: &'a Lazy<Backlinks>,
    pub of_sessions: &'a SessionLinks,
    /// Whether the session at that place in the book has a feed.
    pub feeds: &'a [bool],
    /// By a session's place in the book.
    pub around: &'a [Neighbours],
    pub snack_turns: &'a [Option<String>],
    pub first_online: &'a FxHashSet<usize>,
    /// By a guide's place in the book, and by a free page's: those before and after it in their list.
    pub beside_guides: &'a [PreviousNext],
    pub beside_pages: &'a [PreviousNext],
    /// The measurements of the pictures that pages show.
    pub pictures: &'a Pictures,
    replaced: &'a FxHashMap<Id, Vec<Date>>,
    /// The numbers of the records that the community chose to publish.
    pub totals: Option<PublicTotals>,
    /// Where the site's pages lie, for pages that are none of its own.
    pub elsewhere: Option<&'a str>,
}

/// A value that is worked out when it is first asked for.
pub(crate) type Lazy<T> = LazyLock<T, Box<dyn FnOnce() -> T + Send + Sync>>;

/// The results of looking at the whole book once.
pub(crate) struct SiteIndex {
    uses: Lazy<Backlinks>,
    of_sessions: SessionLinks,
    feeds: Vec<bool>,
    around: Vec<Neighbours>,
    /// The one whose turn it is to bring something to eat, by a session's place in the book.
    snack_turns: Vec<Option<String>>,
    /// The places in the book of the first session online of each series, and of those in none.
    first_online: FxHashSet<usize>,
    beside_guides: Vec<PreviousNext>,
    beside_pages: Vec<PreviousNext>,
    /// By the id of a session that repeats: its days for which another session stands.
    replaced: FxHashMap<Id, Vec<Date>>,
}

/// The entries before and after one in a list.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct PreviousNext {
    pub previous: Option<usize>,
    pub next: Option<usize>,
}

impl SiteIndex {
    /// Looks at the whole book. `feeds` holds for each session whether it has one.
    pub fn new(public: &Arc<Public>, feeds: Vec<bool>) -> Self {
        let book = public.book();
        let public = Arc::clone(public);
        SiteIndex {
            uses: LazyLock::new(Box::new(move || Backlinks::new(public.book()))),
            of_sessions: SessionLinks::new(book),
            feeds,
            around: around(&book.sessions),
            snack_turns: book.snack_turns().into_iter().map(|turn| turn.map(str::to_owned)).collect(),
            first_online: first_online(&book.sessions),
            beside_guides: beside(&guidance::guides_in_order(book)),
            beside_pages: beside(&guidance::pages_in_order(book)),
            replaced: replaced(book),
        }
    }
}

fn first_online(sessions: &[Arc<Session>]) -> FxHashSet<usize> {
    let mut known: FxHashSet<Option<&str>> = FxHashSet::default();
    let online = sessions.iter().enumerate().filter(|(_, session)| {
        session.status != Status::Cancelled && session.place.as_ref().is_some_and(|place| place.online)
    });
    online.filter(|(_, session)| known.insert(session.series.as_deref())).map(|(place, _)| place).collect()
}

impl<'a> Site<'a> {
    /// Returns what all pages of `public` share; `survey` is of its book.
    pub fn new(
        public: &'a Public,
        words: &'a Words,
        today: Date,
        survey: &'a SiteIndex,
        pictures: &'a Pictures,
    ) -> Self {
        let book = public.book();
        Site {
            public,
            book,
            words,
            today,
            clock: date_words::clock(&book.community, words),
            uses: &survey.uses,
            of_sessions: &survey.of_sessions,
            feeds: &survey.feeds,
            around: &survey.around,
            snack_turns: &survey.snack_turns,
            first_online: &survey.first_online,
            beside_guides: &survey.beside_guides,
            beside_pages: &survey.beside_pages,
            pictures,
            replaced: &survey.replaced,
            totals: None,
            elsewhere: None,
        }
    }

    /// Returns the same site for pages that are none of its own: its pages lie at `elsewhere`.
    pub fn seen_from(&self, elsewhere: &'a str) -> Self {
        Site { elsewhere: Some(elsewhere), ..*self }
    }

    /// Returns the same site on another day.
    pub fn on(&self, today: Date) -> Self {
        Site { today, ..*self }
    }

    /// Returns the path of the feed of the session at `place`, where it has one.
    pub fn feed(&self, place: usize) -> Option<String> {
        let session = self.book.sessions.get(place)?;
        self.feeds.get(place)?.then(|| session_feed_address(session))
    }

    /// Returns the path of the feed of the series at `place`. Each has one, with or without dates.
    pub fn series_feed(&self, place: usize) -> Option<String> {
        self.book.series.get(place).map(|series| series_feed_address(series))
    }

    /// Returns the smaller pictures that there are of the one at `path`, with their widths, ascending.
    pub fn smaller(&self, path: &str, frames: PictureFrames) -> Vec<(u32, String)> {
        let known = self.pictures.look.as_ref().and_then(|look| look(path));
        let Some(PictureInfo { size, print }) = known else { return Vec::new() };
        size.widths(frames).map(|width| (width, smaller_path(path, width, print))).collect()
    }

    /// Returns the meeting that a list shows: the next one, or where all are over, the one that a session began with;
    /// of a session that repeats, the last. `None` while the date is open.
    pub fn meeting(&self, session: &Session) -> Option<Meeting> {
        let When::On(first) = session.when.value else { return None };
        if session.repeats.is_some() {
            let days = self.days(session);
            let day = days.iter().find(|day| **day >= self.today).or(days.last());
            return Some(Meeting { date: day.copied().unwrap_or(first.date), ..first });
        }
        let further = session.also_offered.iter().map(|meeting| meeting.value);
        let coming = std::iter::once(first).chain(further).filter(|meeting| meeting.date >= self.today);
        Some(coming.min_by_key(|meeting| meeting.date).unwrap_or(first))
    }

    /// Returns the day of the meeting that a list shows, or the first one of its week; `None` while it has no date.
    pub fn day(&self, session: &Session) -> Option<Date> {
        match &session.when.value {
            When::WeekOf { date, .. } => Some(*date),
            When::On(_) | When::Undecided { .. } => self.meeting(session).map(|meeting| meeting.date),
        }
    }

    /// Returns the sort key of lists: the day and the hour of the meeting that they show; those without a day come
    /// last.
    pub fn order(&self, session: &Session) -> (Date, Time) {
        let times = match &session.when.value {
            When::On(meeting) => Some(self.meeting(session).unwrap_or(*meeting).times),
            When::WeekOf { times, .. } | When::Undecided { times } => *times,
        };
        (self.day(session).unwrap_or(Date::MAX), times.map_or(Time::MIN, |times| times.start))
    }

    /// Returns whether a session is still to come, or has no date yet.
    pub fn is_coming(&self, session: &Session) -> bool {
        if session.repeats.is_some() && matches!(session.when.value, When::On(_)) {
            return self.days(session).last().is_some_and(|last| *last >= self.today);
        }
        schedule::is_coming(session, self.today)
    }

    /// Returns the days on which a session that repeats is held by its own rule, in order.
    pub fn days(&self, session: &Session) -> Vec<Date> {
        let mut days = schedule::occurrences(session);
        if let Some(replaced) = self.replaced.get(&*session.meta.id) {
            days.retain(|day| !replaced.contains(day));
        }
        days
    }
}

/// Returns for each place those beside it in a list of all places.
fn beside(list: &[usize]) -> Vec<PreviousNext> {
    let mut all = vec![PreviousNext::default(); list.len()];
    for pair in list.windows(2) {
        all[pair[0]].next = Some(pair[1]);
        all[pair[1]].previous = Some(pair[0]);
    }
    all
}

fn replaced(book: &Book) -> FxHashMap<Id, Vec<Date>> {
    let mut all: FxHashMap<Id, Vec<Date>> = FxHashMap::default();
    for session in &book.sessions {
        if let Some(of) = &session.occurrence_of
            && let Some(original) = book.session(&of.session.value)
            && let Some(day) = replaced_day(session)
        {
            all.entry(Id::clone(&original.meta.id)).or_default().push(day);
        }
    }
    all
}

/// Returns the day of another session for which this one stands: as written, otherwise its own.
pub(super) fn replaced_day(session: &Session) -> Option<Date> {
    session.occurrence_of.as_ref().and_then(|of| of.date.or(session.day()))
}
