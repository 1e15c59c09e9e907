//! The rhythm of a community in words: what repeats by its rule, and of the others what their days show.

use std::collections::BTreeMap;

use jiff::ToSpan;
use serde::Serialize;

use crate::handbook::community::CommunityStatus;
use crate::handbook::rhythm::rhythm;
use crate::handbook::session::{Every, Meeting, Status, Times, When};
use crate::handbook::{Meta, Session};

use super::context::{LinkView, PageContext};
use super::{date_view, repeats};

/// The days back that count: what is longer ago does not show how the group meets now.
const DAYS_BACK: i64 = 183;

/// The rhythm of a series, or of a session that repeats.
#[derive(Debug, Serialize)]
pub(super) struct RhythmView<'a> {
    /// The series or session, where the community has several.
    pub of: Option<LinkView<'a>>,
    /// "We usually meet every third Thursday of the month, 6:30–8:00 pm"; after a title only "usually every ...".
    pub words: String,
}

/// The rhythm of one group.
struct RhythmSentence<'a> {
    of: Option<&'a Meta>,
    every: String,
    is_always: bool,
}

/// Returns how often the community meets; nothing for what has no rhythm, and nothing while it rests.
pub(super) fn rhythms<'a>(at: &PageContext<'a>) -> Vec<RhythmView<'a>> {
    let (book, words) = (at.site.book, at.site.words);
    if book.community.status != CommunityStatus::Active {
        return Vec::new();
    }
    let mut said: Vec<RhythmSentence<'a>> = Vec::new();
    let mut groups: BTreeMap<Option<&str>, Vec<&'a Session>> = BTreeMap::new();
    let mut coming = 0;
    let meets = |session: &&'a Session| session.status != Status::Cancelled && session.occurrence_of.is_none();
    for session in book.sessions.iter().map(AsRef::as_ref).filter(meets) {
        let When::On(meeting) = &session.when.value else { continue };
        let Some(repeats) = &session.repeats else {
            groups.entry(session.series.as_deref()).or_default().push(session);
            continue;
        };
        if at.site.is_coming(session) {
            coming += 1;
            let every = sentence(at, session, meeting, repeats.value.every, Some(meeting.times));
            said.push(RhythmSentence { of: Some(&session.meta), every, is_always: true });
        }
    }
    for (series, sessions) in groups {
        let Some(last) = sessions.last().filter(|_| sessions.iter().any(|session| at.site.is_coming(session))) else {
            continue;
        };
        coming += 1;
        let from = at.site.today.checked_sub(DAYS_BACK.days()).unwrap_or(at.site.today);
        let mut meetings: Vec<Meeting> = sessions
            .iter()
            .filter_map(|session| if let When::On(meeting) = session.when.value { Some(meeting) } else { None })
            .filter(|meeting| meeting.date >= from)
            .collect();
        meetings.sort_by_key(|meeting| meeting.date);
        if let Some(found) = rhythm(&meetings) {
            let meeting = meetings.iter().find(|meeting| meeting.date == found.day).unwrap_or(&meetings[0]);
            let every = sentence(at, last, meeting, found.every, found.times);
            let of = series.and_then(|id| book.series(id)).map(|series| &series.meta);
            said.push(RhythmSentence { of, every, is_always: found.is_always });
        }
    }
    // Of one that is not the only one, the community as a whole must not appear to meet by it.
    let is_one = coming == 1;
    let said = said.into_iter().filter(|said| is_one || said.of.is_some());
    let view = |said: RhythmSentence<'a>| {
        let key = match (is_one, said.is_always) {
            (true, true) => "rhythm",
            (true, false) => "rhythm_usual",
            (false, true) => "rhythm_of",
            (false, false) => "rhythm_of_usual",
        };
        RhythmView {
            of: said.of.filter(|_| !is_one).map(|meta| at.link(meta)),
            words: words.fill(key, &[("every", &said.every)]),
        }
    };
    said.map(view).collect()
}

/// Returns the rhythm and the hours: "every third Thursday of the month, 6:30–8:00 pm"; without the hours where they
/// are by another clock.
fn sentence(at: &PageContext<'_>, session: &Session, first: &Meeting, every: Every, times: Option<Times>) -> String {
    let every = repeats::every(first.date, every, at.site.words);
    match times.filter(|_| date_view::elsewhere(at, session).is_none()) {
        Some(times) => at.site.words.fill("rhythm_at", &[("every", &every), ("time", &date_view::clock(at, times))]),
        None => every,
    }
}
