//! The sessions ahead, for the home page: the next one, those after it, and enough of what follows that a reader's
//! browser finds the next one by itself long after the page was made.

use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::handbook::Session;
use crate::handbook::session::{Meeting, Status, When};

use super::context::PageContext;
use super::date_view::{self, WhenView};
use super::excerpt;
use super::occurrences;
use super::reschedule;
use super::session::{VenueFacts, facts};
use super::session_list::{self, SessionItem};
use super::site::Site;

/// The number of sessions that are listed after the next one.
pub(super) const LISTED: usize = 4;

/// The number of meetings that the page carries, so that one made last month is right today. More than a year of a
/// monthly circle.
const CARRIED: usize = 16;

/// The sessions ahead.
pub(super) struct Upcoming<'a> {
    pub next: Option<NextMeeting<'a>>,
    /// The cancelled sessions that would have come before it.
    pub off: Vec<SessionItem<'a>>,
    /// The meetings after the next one, in order.
    pub coming: Vec<UpcomingMeeting<'a>>,
    /// Whether nothing more is planned than these.
    pub is_all: bool,
}

/// The next session.
#[derive(Debug, Serialize)]
pub(super) struct NextMeeting<'a> {
    pub title: &'a str,
    pub url: String,
    pub when: WhenView,
    /// The instant at which it is over.
    pub over: Option<String>,
    pub venue: Option<VenueFacts<'a>>,
    pub online: bool,
    pub summary: tera::Value,
    pub feed: Option<String>,
    /// A note that it moved or changed.
    pub badge: Option<&'a str>,
    pub repeats: Option<String>,
    pub draft: bool,
}

/// A meeting after the next one.
#[derive(Debug, Serialize)]
pub(super) struct UpcomingMeeting<'a> {
    pub line: SessionItem<'a>,
    /// Whether it is kept for later: the list is long enough, or shows an earlier meeting of the same session.
    pub later: bool,
    /// The part of the page about it when it has become the next; nothing of one that is cancelled.
    pub next: Option<NextMeeting<'a>>,
}

/// A session on one of its days, with the site as it will be on that day.
pub(super) struct UpcomingDay<'a> {
    site: Site<'a>,
    place: usize,
    session: &'a Session,
}

/// Returns the meetings ahead, the first one first; those without a date come last.
pub(super) fn days<'a>(at: &PageContext<'a>) -> Vec<UpcomingDay<'a>> {
    let site = at.site;
    let coming = site.book.sessions.iter().enumerate().filter(|(_, session)| site.is_coming(session));
    let on = |(place, session): (usize, &'a std::sync::Arc<Session>)| {
        let ahead = occurrences::meetings(site, session).into_iter().filter(|meeting| meeting.date >= site.today);
        let dated = ahead.take(CARRIED).map(move |meeting: Meeting| meeting.date);
        let open = (!matches!(session.when.value, When::On(_))).then_some(site.today);
        let day = move |today| UpcomingDay { site: site.on(today), place, session: session.as_ref() };
        dated.chain(open).map(day).collect::<Vec<_>>()
    };
    let mut days: Vec<UpcomingDay<'a>> = coming.flat_map(on).collect();
    days.sort_by_cached_key(|day| day.site.order(day.session));
    days
}

/// Returns what the page at `at` shows of `days`. Each session is listed once, by its next meeting.
pub(super) fn upcoming<'a>(at: &PageContext<'a>, days: &'a [UpcomingDay<'a>]) -> Upcoming<'a> {
    let mut found = Upcoming { next: None, off: Vec::new(), coming: Vec::new(), is_all: true };
    let (mut known, mut listed) = (FxHashSet::default(), 0);
    for (number, day) in days.iter().enumerate() {
        let on_that_day = PageContext { site: &day.site, path: at.path };
        let is_first = known.insert(day.place);
        let cancelled = day.session.status == Status::Cancelled;
        if found.next.is_none() && is_first {
            // Who looks for a session that is cancelled must find that here.
            if !cancelled {
                found.next = Some(next(&on_that_day, day));
                continue;
            }
            if found.off.len() < LISTED {
                found.off.push(session_list::line(&on_that_day, day.session));
                continue;
            }
        }
        let later = !is_first || found.next.is_none() || listed == LISTED;
        if later && number > CARRIED {
            found.is_all = false;
            if listed == LISTED {
                break;
            }
            continue;
        }
        listed += usize::from(!later);
        let next = (!cancelled).then(|| next(&on_that_day, day));
        found.coming.push(UpcomingMeeting { line: session_list::line(&on_that_day, day.session), later, next });
    }
    found
}

fn next<'a>(at: &PageContext<'a>, day: &'a UpcomingDay<'a>) -> NextMeeting<'a> {
    let session = day.session;
    let held = session.place.as_ref();
    let venue = held.and_then(|place| place.venue.as_ref()).and_then(|id| at.site.book.venue(&id.value));
    NextMeeting {
        title: &session.meta.title,
        url: at.href(&session.meta.address),
        over: session_list::over(at, session),
        venue: venue.map(|venue| facts(at, venue)),
        online: held.is_some_and(|place| place.online),
        summary: excerpt::prose(at, &session.body.summary, &session.meta),
        feed: at.site.feed(day.place).map(|path| at.href(&path)),
        badge: reschedule::badge(at.site, session),
        repeats: session_list::repeats(at, session),
        draft: session.meta.draft,
        when: date_view::next(at, session),
    }
}
