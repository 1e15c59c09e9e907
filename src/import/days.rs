//! The days on which an event repeats, as far as they are brought in: counted on its own clock, then each a moment.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

use crate::calendar::reader::Component;
use crate::calendar::reader::rule::{Frequency, RecurrenceRule, rule};
use crate::calendar::reader::values;
use crate::handbook::schedule::OCCURRENCES_AT_MOST;

use super::Importer;
use super::event::title;
use super::report::ReportKind;
use super::times::{self, Counted, EventTime, RecurrenceId};

/// One day of what repeats.
#[derive(Debug, Clone)]
pub struct Occurrence {
    /// On the event's own clock.
    pub day: Date,
    /// In the zone in which it is written.
    pub start: Zoned,
    pub minutes: i64,
}

/// The days of a rule, as far as they are brought in.
pub struct Days {
    pub days: Vec<Occurrence>,
    /// The value of `repeats` for them, if there is one.
    pub every: Option<String>,
}

/// Returns whether the clocks where `start` is are changed in the year after it.
pub fn changes_its_clocks(start: &Zoned) -> bool {
    let weeks = (0..=52).filter_map(|week: i32| start.timestamp().checked_add((week * 7 * 24).hours()).ok());
    weeks.into_iter().any(|later| start.time_zone().to_offset(later) != start.offset())
}

/// Returns the places of the days that `named` means: the one that starts then, or else those of that date, which some
/// programs write with another hour.
pub fn meant(named: RecurrenceId, days: &[Occurrence]) -> Vec<usize> {
    let places = |is: &dyn Fn(&Occurrence) -> bool| {
        days.iter().enumerate().filter(|(_, day)| is(day)).map(|(place, _)| place).collect::<Vec<_>>()
    };
    match named {
        RecurrenceId::On(date) => places(&|day| day.day == date),
        RecurrenceId::At(at, date) => {
            let exact = places(&|day| day.start.timestamp() == at);
            if exact.is_empty() { places(&|day| day.start.date() == date) } else { exact }
        }
    }
}

/// Returns the days of what repeats, written in `zone`: at most so many as a session may have, none after the last that
/// was asked for. None at all where the rule ends before it begins.
pub(super) fn days(
    master: &Component,
    meeting: &EventTime,
    counted: &Counted,
    zone: &TimeZone,
    importer: &mut Importer<'_>,
) -> Days {
    let name = title(master);
    let home = importer.zones.home.clone();
    let first = counted.first.date();
    let rules: Vec<Option<RecurrenceRule>> = master.all("RRULE").map(|field| rule(&field.raw)).collect();
    if rules.iter().any(Option::is_none) || master.get("EXRULE").is_some() {
        importer.report.note(ReportKind::UnknownRule, &name);
    }
    let latest = importer.settings.until;
    let on = |day: Date| {
        let local = day.to_datetime(counted.first.time());
        let start = counted.clock.moment(local, &home)?.with_time_zone(zone.clone());
        let minutes = if counted.whole_days { times::whole_days(&start, meeting) } else { meeting.minutes };
        Some((local, Occurrence { day, start, minutes }))
    };
    let further: Vec<_> =
        master.all("RDATE").flat_map(|field| times::further(field, counted, &mut importer.zones)).collect();
    let simple = further.is_empty() && master.get("EXRULE").is_none();
    let mut goes_on = false;
    let mut days: Vec<Occurrence> = Vec::new();
    let mut ended = !rules.is_empty() && further.is_empty();
    for rule in &rules {
        let Some(rule) = rule else {
            ended = false;
            continue;
        };
        // Looked at for two years more, to know whether there are any.
        let all = rule.days(first, latest.saturating_add(2.years()).max(first));
        let counted_all = all.len();
        let until = rule.until.as_deref();
        let is_in = |local, start: &Zoned| {
            until.and_then(|until| values::lets_in(until, counted.whole_days, local, start)).unwrap_or(true)
        };
        let all = all.into_iter().filter_map(on).filter(|(local, day)| is_in(*local, &day.start));
        let (found, later): (Vec<_>, Vec<_>) = all.map(|(_, day)| day).partition(|day| day.day <= latest);
        goes_on |= !later.is_empty() || until.is_none() && rule.count.is_none_or(|count| counted_all < count);
        ended &= found.is_empty() && later.is_empty();
        days.extend(found);
    }
    if !ended {
        days.extend(on(first).map(|(_, day)| day));
    }
    for (day, start, minutes) in further {
        let start = start.with_time_zone(zone.clone());
        goes_on |= start.date() > latest;
        if start.date() <= latest {
            days.push(Occurrence { day, start, minutes: minutes.unwrap_or(meeting.minutes) });
        }
    }
    days.sort_by_key(|day| (day.start.timestamp(), std::cmp::Reverse(day.minutes)));
    days.dedup_by_key(|day| day.start.timestamp());
    if days.len() > OCCURRENCES_AT_MOST {
        let today = importer.settings.today;
        let coming = days.iter().filter(|day| day.start.date() >= today).count();
        if coming < days.len() {
            importer.report.note(ReportKind::BeganEarlier, &name);
        }
        // Where fewer are coming, the last of the others are kept with them.
        days.drain(..days.len() - coming.max(OCCURRENCES_AT_MOST));
        goes_on |= days.len() > OCCURRENCES_AT_MOST;
        days.truncate(OCCURRENCES_AT_MOST);
    }
    if goes_on {
        importer.report.note(ReportKind::GoesOn, &name);
    }
    let every = match rules.as_slice() {
        [Some(rule)] if simple && keep_their_hour(&days) => {
            // The first Tuesday there may be a Monday here; every second week is that everywhere.
            let same_days = days.iter().all(|day| day.start.date() == day.day);
            rule.repeats(first).filter(|_| same_days || rule.every == Frequency::Week)
        }
        _ => None,
    };
    Days { days, every }
}

/// Returns whether all begin at the same time of the wall clock, as many days from their own.
fn keep_their_hour(days: &[Occurrence]) -> bool {
    let shift = |day: &Occurrence| day.day.until(day.start.date()).map_or(0, |span| span.get_days());
    days.first()
        .is_none_or(|first| days.iter().all(|day| day.start.time() == first.start.time() && shift(day) == shift(first)))
}
