//! The days on which an event repeats, as far as they are brought in.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

use crate::calendar::reader::Component;
use crate::handbook::schedule::OCCURRENCES_AT_MOST;

use super::event::title;
use super::report::Kind;
use super::rule::{Rule, rule};
use super::times::Meeting;
use super::{Desk, times};

/// The days of a rule, as far as they are brought in.
pub struct Days {
    pub days: Vec<Date>,
    /// What `repeats` says of them, if it can.
    pub every: Option<String>,
}

/// Whether the clocks where `start` is are changed in the year after it.
pub fn changes_its_clocks(start: &Zoned) -> bool {
    let weeks = (0..=52).filter_map(|week: i32| start.timestamp().checked_add((week * 7 * 24).hours()).ok());
    weeks.into_iter().any(|later| start.time_zone().to_offset(later) != start.offset())
}

/// The days that a property of `event` lists.
pub(super) fn dates(event: &Component, name: &str, zone: &TimeZone, desk: &mut Desk<'_>) -> Vec<Date> {
    event.all(name).flat_map(|field| times::days(field, zone, &mut desk.zones)).collect()
}

/// The days of what repeats: at most so many as a session may have, none after the last that was asked for.
pub(super) fn days(master: &Component, meeting: &Meeting, desk: &mut Desk<'_>) -> Days {
    let name = title(master);
    let zone = meeting.start.time_zone().clone();
    let first = meeting.start.date();
    let rules: Vec<Option<Rule>> = master.all("RRULE").map(|field| rule(&field.raw)).collect();
    let mut days = vec![first];
    if rules.iter().any(Option::is_none) || master.get("EXRULE").is_some() {
        desk.report.note(Kind::UnknownRule, &name);
    }
    let latest = desk.settings.until;
    let mut goes_on = false;
    for rule in rules.iter().flatten() {
        let end = rule.until.as_deref().and_then(|until| times::until(until, meeting.start.time(), &zone));
        let found = rule.days(first, end.unwrap_or(latest).min(latest));
        goes_on |= match (end, rule.count) {
            (Some(end), _) => {
                end > latest && rule.days(first, end.min(latest.saturating_add(2.years()))).len() > found.len()
            }
            (None, Some(count)) => found.len() < count,
            (None, None) => true,
        };
        days.extend(found);
    }
    let further = dates(master, "RDATE", &zone, desk);
    let simple = further.is_empty() && master.get("EXRULE").is_none();
    goes_on |= further.iter().any(|day| *day > latest);
    days.extend(further.into_iter().filter(|day| *day <= latest));
    days.sort_unstable();
    days.dedup();
    if days.len() > OCCURRENCES_AT_MOST {
        let today = desk.settings.today;
        let coming = days.iter().filter(|day| **day >= today).count();
        if coming < days.len() {
            desk.report.note(Kind::BeganEarlier, &name);
        }
        // Where fewer are coming, the last of the others are kept with them.
        days.drain(..days.len() - coming.max(OCCURRENCES_AT_MOST));
        goes_on |= days.len() > OCCURRENCES_AT_MOST;
        days.truncate(OCCURRENCES_AT_MOST);
    }
    if goes_on {
        desk.report.note(Kind::GoesOn, &name);
    }
    let every = match rules.as_slice() {
        [Some(rule)] if simple => rule.repeats(first),
        _ => None,
    };
    Days { days, every }
}
