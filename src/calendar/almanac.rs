//! What all events of a handbook share: its zones with their clock changes, its words, its address.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::timezone::ZoneHistory;
use super::{description, emit};
use crate::handbook::community::{Clock, FeedTimes};
use crate::handbook::private::Join;
use crate::handbook::schedule::rule_dates;
use crate::handbook::session::When;
use crate::handbook::{Book, Community, Id, Session, Words, date_words};
use crate::public::{Members, Public};

/// Everything that events are made with. Made once for a handbook by [`almanac`].
pub struct Almanac<'a> {
    pub(super) book: &'a Book,
    /// How to join, where those who read this calendar may know it.
    joins: &'a BTreeMap<Id, Join>,
    pub(super) words: &'a Words,
    pub(super) today: Date,
    pub(super) clock: Clock,
    /// Without a slash at its end.
    pub(super) website: Option<&'a str>,
    /// Whom to ask, in one line.
    pub(super) contact: Option<String>,
    /// What the group values, a line each.
    pub(super) values: String,
    zones: BTreeMap<&'a str, Zone>,
}

struct Zone {
    history: ZoneHistory,
    changes_its_rules: bool,
}

/// What the events of `public` share. `today` decides only how long a cancelled session stays.
#[must_use]
pub fn almanac<'a>(public: &'a Public, words: &'a Words, today: Date) -> Almanac<'a> {
    of(public.book(), public.joins(), words, today)
}

/// What the events of the members' calendar share. Only that calendar is made with it.
pub(super) fn members_almanac<'a>(members: &'a Members, words: &'a Words, today: Date) -> Almanac<'a> {
    of(members.book(), members.joins(), words, today)
}

fn of<'a>(book: &'a Book, joins: &'a BTreeMap<Id, Join>, words: &'a Words, today: Date) -> Almanac<'a> {
    let community: &Community = &book.community;
    Almanac {
        book,
        joins,
        words,
        today,
        clock: date_words::clock(community, words),
        website: community.website.as_ref().map(|website| website.value.trim_end_matches('/')),
        contact: description::contact(community),
        values: description::values(book),
        zones: zones(book),
    }
}

impl<'a> Almanac<'a> {
    pub(super) fn community(&self) -> &'a Community {
        &self.book.community
    }

    /// How to join a session, where those who read this calendar may know it.
    pub(super) fn join(&self, session: &str) -> Option<&'a Join> {
        self.joins.get(session)
    }

    /// The clock changes of a zone that some session is in.
    pub(super) fn zone(&self, tzid: &str) -> Option<&ZoneHistory> {
        self.zones.get(tzid).map(|zone| &zone.history)
    }

    /// The name under which a single event at this zone's wall clock is written; `None` where UTC says it more
    /// safely: on the author's wish, or where the zone's rules change, which some readers cannot hold.
    pub(super) fn tzid_of_one(&self, zone: &TimeZone) -> Option<&str> {
        let wished = self.community().calendar.times == FeedTimes::Zoned;
        let steady = !self.zones.get(zone.iana_name()?)?.changes_its_rules;
        if wished && steady { self.tzid_of_many(zone) } else { None }
    }

    /// The name under which repeating events are written: always the zone's own, since their wall clock stays.
    pub(super) fn tzid_of_many(&self, zone: &TimeZone) -> Option<&str> {
        let tzid = self.zones.get(zone.iana_name()?)?.history.tzid();
        (tzid != "UTC").then_some(tzid)
    }

    /// The community's zone as it is today, for a calendar that has nothing else.
    pub(super) fn home_timezone(&self) -> Option<String> {
        let history = ZoneHistory::new(&self.community().timezone.value, self.today, self.today)?;
        let noon = self.today.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok()?.timestamp();
        let mut out = String::new();
        emit::timezone(&history.vtimezone(noon, noon), &mut out);
        Some(out)
    }
}

/// The zones whose rules change between the first and the last of their sessions.
pub(super) fn changing_zones(book: &Book) -> Vec<&str> {
    zones(book).into_iter().filter(|(_, zone)| zone.changes_its_rules).map(|(name, _)| name).collect()
}

/// The zones of all dated sessions, each around the days on which it is used.
fn zones(book: &Book) -> BTreeMap<&str, Zone> {
    let mut days: BTreeMap<&str, (&TimeZone, Date, Date)> = BTreeMap::new();
    for session in &book.sessions {
        let zone = book.zone(session);
        let (Some(name), Some((first, last))) = (zone.iana_name(), first_and_last(session)) else {
            continue;
        };
        let known = days.entry(name).or_insert((zone, first, last));
        *known = (known.0, known.1.min(first), known.2.max(last));
    }
    let zone = |(name, (zone, first, last))| Some((name, Zone::new(zone, first, last)?));
    days.into_iter().filter_map(zone).collect()
}

impl Zone {
    fn new(zone: &TimeZone, first: Date, last: Date) -> Option<Self> {
        let history = ZoneHistory::new(zone, first, last)?;
        let noon = |date: Date| Some(date.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok()?.timestamp());
        let changes_its_rules = history.changes_its_rules(noon(first)?, noon(last)?);
        Some(Zone { history, changes_its_rules })
    }
}

/// The first and the last day of a session, all its sittings and occurrences counted.
fn first_and_last(session: &Session) -> Option<(Date, Date)> {
    let When::On(meeting) = &session.when.value else {
        return None;
    };
    let further = session.also_offered.iter().map(|further| further.value.date);
    let repeats = session.repeats.iter().filter_map(|repeats| rule_dates(meeting.date, &repeats.value).pop());
    let days = || further.clone().chain(repeats.clone()).chain([meeting.date]);
    Some((days().min()?, days().max()?))
}
