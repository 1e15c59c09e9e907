//! The feed context: what all events of a handbook share, its zones with their clock changes, its words, its address.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::event::{Event, events};
use super::phrases::{Phrases, TimeLabels};
use super::recurrence::replaced;
use super::timezone::ZoneHistory;
use super::{colour, description};
use crate::handbook::community::FeedTimes;
use crate::handbook::neighbours::around;
use crate::handbook::private::Join;
use crate::handbook::schedule::rule_dates;
use crate::handbook::session::When;
use crate::handbook::{Book, Community, Id, Session, Words, date_words};
use crate::redact::{Members, Public};

/// The data that events are made with. Made once for a handbook by [`feed_context`].
pub struct FeedContext<'a> {
    pub(super) book: &'a Book,
    /// The ways to join, where those who read this calendar may know them.
    joins: &'a BTreeMap<Id, Join>,
    pub(super) words: &'a Words,
    pub(super) today: Date,
    pub(super) phrases: Phrases<'a>,
    pub(super) faces: TimeLabels<'a>,
    /// Without a slash at its end.
    pub(super) website: Option<&'a str>,
    /// The name of the calendar's colour (RFC 7986 §5.9).
    pub(super) colour: &'static str,
    /// The one to ask, in one line.
    pub(super) contact: Option<String>,
    /// The values of the group, a line each.
    pub(super) values: String,
    zones: BTreeMap<&'a str, FeedZone>,
    /// The sessions that stand in for an occurrence of another, by the address of that other.
    stand_ins: BTreeMap<&'a str, Vec<&'a Session>>,
    /// By a session's address: the nearest one before that asked for something to try, and whose turn it is to bring
    /// something to eat.
    carried: BTreeMap<&'a str, &'a Session>,
    snack_turns: BTreeMap<&'a str, &'a str>,
}

struct FeedZone {
    history: ZoneHistory,
    changes_its_rules: bool,
    /// "Halifax time", once it was asked for.
    name: OnceLock<String>,
    /// Its VTIMEZONE for all days of the handbook, where that is no longer than one for fewer: written once for all
    /// feeds that name it.
    text: Option<String>,
}

/// Returns what the events of `public` share. `today` decides only how long a cancelled session stays.
#[must_use]
pub fn feed_context<'a>(public: &'a Public, words: &'a Words, today: Date) -> FeedContext<'a> {
    of(public.book(), public.joins(), words, today)
}

/// Returns what the events of the members' calendar share. Only that calendar is made with it.
pub(super) fn members_context<'a>(members: &'a Members, words: &'a Words, today: Date) -> FeedContext<'a> {
    of(members.book(), members.joins(), words, today)
}

/// Returns what the files of sessions share that are sent to members by mail: they hold every way to join in `joins`.
#[must_use]
pub fn mail_context<'a>(
    public: &'a Public,
    joins: &'a BTreeMap<Id, Join>,
    words: &'a Words,
    today: Date,
) -> FeedContext<'a> {
    of(public.book(), joins, words, today)
}

fn of<'a>(book: &'a Book, joins: &'a BTreeMap<Id, Join>, words: &'a Words, today: Date) -> FeedContext<'a> {
    let community: &Community = &book.community;
    FeedContext {
        book,
        joins,
        words,
        today,
        phrases: Phrases::new(words),
        faces: TimeLabels::new(date_words::clock(community, words), words),
        website: community.website.as_ref().map(|website| website.value.trim_end_matches('/')),
        colour: colour::name(&community.theme),
        contact: description::contact(community),
        values: description::values(book),
        zones: zones(book),
        stand_ins: stand_ins(book),
        carried: carried(book),
        snack_turns: snack_turns(book),
    }
}

fn carried(book: &Book) -> BTreeMap<&str, &Session> {
    let before = |carried: Option<usize>| book.sessions.get(carried?).map(AsRef::as_ref);
    let around = around(&book.sessions);
    let all = book.sessions.iter().zip(around);
    all.filter_map(|(session, around)| Some((session.meta.address.as_str(), before(around.carried)?))).collect()
}

fn snack_turns(book: &Book) -> BTreeMap<&str, &str> {
    let all = book.sessions.iter().zip(book.snack_turns());
    all.filter_map(|(session, turn)| Some((session.meta.address.as_str(), turn?))).collect()
}

impl<'a> FeedContext<'a> {
    pub(super) fn community(&self) -> &'a Community {
        &self.book.community
    }

    /// Returns how to join a session, where those who read this calendar may know it.
    pub(super) fn join(&self, session: &str) -> Option<&'a Join> {
        self.joins.get(session)
    }

    /// Returns the nearest session before that asked for something to try.
    pub(super) fn carried(&self, session: &Session) -> Option<&'a Session> {
        self.carried.get(session.meta.address.as_str()).copied()
    }

    /// Returns the one whose turn it is to bring something to eat.
    #[must_use]
    pub fn snack_turn(&self, session: &Session) -> Option<&'a str> {
        self.snack_turns.get(session.meta.address.as_str()).copied()
    }

    /// Writes the VTIMEZONE of a zone that some session is in, for events between the two points of time.
    pub(super) fn timezone(&self, tzid: &str, [from, to]: [Timestamp; 2], out: &mut String) {
        match self.zones.get(tzid) {
            Some(FeedZone { text: Some(text), .. }) => out.push_str(text),
            Some(FeedZone { history, .. }) => out.push_str(&history.text([from, to])),
            None => {}
        }
    }

    /// Returns the name under which a single event at this zone's wall clock is written; `None` where UTC is safer: on
    /// the author's wish, or where the zone's rules change, which some readers cannot hold.
    pub(super) fn tzid_of_one(&self, zone: &TimeZone) -> Option<&str> {
        let wished = self.community().calendar.times == FeedTimes::Zoned;
        let steady = !self.zones.get(zone.iana_name()?)?.changes_its_rules;
        if wished && steady { self.tzid_of_many(zone) } else { None }
    }

    /// Returns the name under which repeating events are written: always the zone's own, since their wall clock stays.
    pub(super) fn tzid_of_many(&self, zone: &TimeZone) -> Option<&str> {
        let tzid = self.zones.get(zone.iana_name()?)?.history.tzid();
        (tzid != "UTC").then_some(tzid)
    }

    /// Returns the events that replace occurrences of `session`.
    pub(super) fn stand_ins(&self, session: &Session) -> Vec<Event> {
        let known = self.stand_ins.get(session.meta.address.as_str()).into_iter().flatten();
        // A further sitting of what stands in is an event by itself.
        known.filter_map(|stand_in| events(stand_in, self).into_iter().next()).collect()
    }

    /// Returns the zone in words, "Halifax time".
    pub(super) fn zone_name(&self, zone: &TimeZone) -> Cow<'_, str> {
        match zone.iana_name().and_then(|name| self.zones.get(name)) {
            Some(known) => Cow::Borrowed(known.name.get_or_init(|| date_words::zone_name(zone, self.words))),
            None => Cow::Owned(date_words::zone_name(zone, self.words)),
        }
    }

    /// Returns the community's zone as it is today, for a calendar that has nothing else.
    pub(super) fn home_timezone(&self) -> Option<String> {
        let history = ZoneHistory::new(&self.community().timezone.value, self.today, self.today)?;
        let noon = self.today.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok()?.timestamp();
        Some(history.text([noon, noon]))
    }
}

fn stand_ins(book: &Book) -> BTreeMap<&str, Vec<&Session>> {
    let mut stand_ins: BTreeMap<&str, Vec<&Session>> = BTreeMap::new();
    for session in &book.sessions {
        if let Some(replaced) = replaced(session, book) {
            stand_ins.entry(&replaced.of.meta.address).or_default().push(session);
        }
    }
    stand_ins
}

/// Returns the zones whose rules change between the first and the last of their sessions.
pub(super) fn changing_zones(book: &Book) -> Vec<&str> {
    zones(book).into_iter().filter(|(_, zone)| zone.changes_its_rules).map(|(name, _)| name).collect()
}

/// Returns the zones of all dated sessions, each around the days on which it is used.
fn zones(book: &Book) -> BTreeMap<&str, FeedZone> {
    let mut days: BTreeMap<&str, (&TimeZone, Date, Date)> = BTreeMap::new();
    for session in &book.sessions {
        let zone = book.zone(session);
        let (Some(name), Some((first, last))) = (zone.iana_name(), first_and_last(session)) else {
            continue;
        };
        let known = days.entry(name).or_insert((zone, first, last));
        *known = (known.0, known.1.min(first), known.2.max(last));
    }
    let zone = |(name, (zone, first, last))| Some((name, FeedZone::new(zone, first, last)?));
    days.into_iter().filter_map(zone).collect()
}

impl FeedZone {
    fn new(zone: &TimeZone, first: Date, last: Date) -> Option<Self> {
        let history = ZoneHistory::new(zone, first, last)?;
        let noon = |date: Date| Some(date.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok()?.timestamp());
        // A date begins up to half a day earlier or ends up to half a day later in UTC, and a session may go on past
        // midnight.
        let from = noon(first.yesterday().ok()?)?;
        let to = noon(last.checked_add(2.days()).ok()?)?;
        let changes_its_rules = history.changes_its_rules(from, to);
        let text = (!changes_its_rules).then(|| history.text([from, to]));
        Some(FeedZone { history, changes_its_rules, name: OnceLock::new(), text })
    }
}

/// Returns the first and the last day of a session, all its sittings and occurrences counted.
fn first_and_last(session: &Session) -> Option<(Date, Date)> {
    let When::On(meeting) = &session.when.value else {
        return None;
    };
    let further = session.also_offered.iter().map(|further| further.value.date);
    let repeats = session.repeats.iter().filter_map(|repeats| rule_dates(meeting.date, &repeats.value).pop());
    let days = || further.clone().chain(repeats.clone()).chain([meeting.date]);
    Some((days().min()?, days().max()?))
}
