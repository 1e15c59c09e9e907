//! The days on which a group meets, and which of them a word or a meeting's report is about.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};
use rustc_hash::FxHashSet;

use crate::handbook::numeric_date::numeric_dates;
use crate::handbook::private::{MeetingReport, Participant, ReportStay, ReportTime, ReportTimes};
use crate::handbook::schedule::{Sitting, occurrences, sitting, sittings};
use crate::handbook::session::{Meeting, When};
use crate::handbook::{Book, Session};

/// How far the start that a report gives may lie from that of its sitting: rooms are opened early and entered late.
const NEAR: SignedDuration = SignedDuration::from_hours(3);

/// A sitting of a session, each occurrence of one that repeats included.
#[derive(Debug, Clone)]
pub struct DatedSitting<'b> {
    pub session: &'b Session,
    pub sitting: Sitting,
}

impl DatedSitting<'_> {
    /// Returns its day by the clock of its own zone.
    #[must_use]
    pub fn date(&self) -> Date {
        self.sitting.start.date()
    }

    /// Returns whether `other` is another sitting of the same session, of which members choose one.
    #[must_use]
    pub fn is_offered_with(&self, other: &DatedSitting<'_>) -> bool {
        let is_of_session = self.session.meta.address == other.session.meta.address;
        is_of_session && self.session.repeats.is_none() && self.sitting.start != other.sitting.start
    }

    /// Returns whether `other` is the same sitting of the same session.
    #[must_use]
    pub fn is_same(&self, other: &DatedSitting<'_>) -> bool {
        self.session.meta.address == other.session.meta.address && self.sitting.start == other.sitting.start
    }
}

/// Returns every dated sitting of the book in the order of their starts, then of the sessions' ids. An occurrence that a
/// session of its own stands for is not among those of the session that repeats.
#[must_use]
pub fn dated_sittings(book: &Book) -> Vec<DatedSitting<'_>> {
    let replaced: FxHashSet<(String, Date)> = book
        .sessions
        .iter()
        .filter_map(|session| {
            let of = session.occurrence_of.as_ref()?;
            Some((of.session.value.to_lowercase(), of.date.or(session.day())?))
        })
        .collect();
    let mut all = Vec::new();
    for session in &book.sessions {
        let zone = book.zone(session);
        let mut own = sittings(session, zone);
        if let (When::On(first), Some(_)) = (&session.when.value, &session.repeats) {
            own.retain(|sitting| sitting.number > 1);
            let id = session.meta.id.to_lowercase();
            let days = occurrences(session).into_iter().filter(|day| !replaced.contains(&(id.clone(), *day)));
            own.extend(days.filter_map(|date| sitting(&Meeting { date, ..*first }, session, 1, zone)));
        }
        all.extend(own.into_iter().map(|sitting| DatedSitting { session, sitting }));
    }
    all.sort_by(|one, other| {
        (one.sitting.start.timestamp(), &one.session.meta.id)
            .cmp(&(other.sitting.start.timestamp(), &other.session.meta.id))
    });
    all
}

/// Returns the places of the sittings that `word` names: those of the session with that id, now or earlier, or those on that day, in
/// whatever order its numbers stand. None where there are none, and where it may be two days on which the group meets.
#[must_use]
pub fn sittings_named(all: &[DatedSitting<'_>], book: &Book, word: &str) -> Vec<usize> {
    let of = |is_meant: &dyn Fn(&DatedSitting<'_>) -> bool| {
        let places = all.iter().enumerate().filter(|(_, dated)| is_meant(dated));
        places.map(|(place, _)| place).collect::<Vec<usize>>()
    };
    if let Some(session) = book.session(word) {
        return of(&|dated| std::ptr::eq(dated.session, session));
    }
    // A list from before it had its name.
    let earlier = of(&|dated| dated.session.meta.was.iter().any(|was| was.value.eq_ignore_ascii_case(word.trim())));
    if !earlier.is_empty() {
        return earlier;
    }
    let days = numeric_dates(word).into_iter().map(|day| of(&|dated| dated.date() == day));
    let mut days: Vec<Vec<usize>> = days.filter(|places| !places.is_empty()).collect();
    if days.len() == 1 { days.remove(0) } else { Vec::new() }
}

/// The sittings that a report is of.
#[derive(Debug)]
pub struct ReportPlacement<'r> {
    pub sittings: Vec<usize>,
    /// Its times with their dates read in the order that fits; `None` where it is placed by the name of its file alone.
    pub times: Option<&'r ReportTimes>,
    /// For each participant the sitting to which they came in.
    pub entered: Vec<Option<usize>>,
}

/// The reason why it is not known which sitting a report is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unplaced {
    Unknown,
    /// Several are at those times, or on that day.
    Several,
    /// Its file is named after one day, and its times are of another.
    OtherDay {
        named: Date,
        told: Date,
    },
}

/// Returns the sittings that a report is of: those at its times, of those that the name of its file begins with, if it
/// names any.
///
/// # Errors
///
/// The reason why it is not known.
pub fn placed<'r>(
    all: &[DatedSitting<'_>],
    book: &Book,
    report: &'r MeetingReport,
) -> Result<ReportPlacement<'r>, Unplaced> {
    let mut named = named_by_file(all, book, &report.file);
    if named.is_empty() && report.times.is_empty() {
        named = (0..all.len()).filter(|place| report.days.contains(&all[*place].date())).collect();
    }
    let places: Vec<usize> = if named.is_empty() { (0..all.len()).collect() } else { named.clone() };
    let mut found: Vec<ReportPlacement<'r>> = Vec::new();
    for times in &report.times {
        let mut entered = Vec::with_capacity(times.stays.len());
        for (stay, participant) in times.stays.iter().zip(&report.participants) {
            entered.push(match stay {
                Some(stay) => one_entered(all, &places, &Stayed::of(*stay, participant))?,
                None => None,
            });
        }
        let sittings = places_of(all, report, times, &entered);
        if !sittings.is_empty() && found.iter().all(|other| other.sittings != sittings) {
            found.push(ReportPlacement { sittings, times: Some(times), entered });
        }
    }
    match (found.len(), named.as_slice()) {
        (1, _) => found.pop().ok_or(Unplaced::Unknown),
        (0, [place]) => {
            let told = |times: &ReportTimes| times.stays.iter().flatten().copied().collect::<Vec<_>>();
            let told: Vec<DateTime> =
                report.times.iter().flat_map(told).map(|stay| all[*place].wall(stay.from)).collect();
            match told.first() {
                Some(first) if told.iter().all(|time| !all[*place].is_of_its_day(*time)) => {
                    Err(Unplaced::OtherDay { named: all[*place].date(), told: first.date() })
                }
                _ => Ok(ReportPlacement {
                    sittings: vec![*place],
                    times: None,
                    entered: vec![Some(*place); report.participants.len()],
                }),
            }
        }
        (0, []) => Err(Unplaced::Unknown),
        _ => Err(Unplaced::Several),
    }
}

/// A stay in a report; with a length where its end is not written but how long it was.
pub(super) struct Stayed {
    from: ReportTime,
    to: Option<ReportTime>,
    minutes: Option<u32>,
}

impl Stayed {
    pub fn of(stay: ReportStay, participant: &Participant) -> Stayed {
        Stayed { from: stay.from, to: stay.to, minutes: participant.minutes }
    }

    /// Returns what of it is within a sitting; `None` where it has no end.
    pub fn within(&self, dated: &DatedSitting<'_>) -> Option<(DateTime, DateTime)> {
        let (start, end) = dated.wall_times();
        let from = dated.wall(self.from);
        let lasting = |minutes: u32| from.checked_add(SignedDuration::from_mins(i64::from(minutes))).ok();
        let to = self.to.map(|to| dated.wall(to)).or_else(|| lasting(self.minutes?))?;
        Some((from.max(start), to.min(end).max(from.max(start))))
    }

    /// Returns whether it is a time alone, such as that of an answer to a form.
    pub fn is_point(&self) -> bool {
        self.to.is_none() && self.minutes.is_none()
    }
}

impl DatedSitting<'_> {
    fn wall(&self, time: ReportTime) -> DateTime {
        time.by(self.sitting.start.time_zone())
    }

    fn wall_times(&self) -> (DateTime, DateTime) {
        (self.sitting.start.datetime(), self.sitting.end.datetime())
    }

    /// Returns whether a time by any clock on earth may be of its day.
    fn is_of_its_day(&self, time: DateTime) -> bool {
        const ZONES: SignedDuration = SignedDuration::from_hours(14);
        self.sitting.start.datetime().duration_until(time).abs() <= ZONES
    }
}

/// Returns the one of `places` to which somebody came in: the one at that time, or else the next.
fn one_entered(all: &[DatedSitting<'_>], places: &[usize], stayed: &Stayed) -> Result<Option<usize>, Unplaced> {
    let before = |from: DateTime, start: DateTime| from.duration_until(start);
    let near = |place: &&usize| {
        let (start, end) = all[**place].wall_times();
        let from = all[**place].wall(stayed.from);
        let after = if stayed.is_point() { NEAR } else { SignedDuration::ZERO };
        before(from, start) <= NEAR && before(end, from) <= after
    };
    let near: Vec<usize> = places.iter().filter(near).copied().collect();
    let during = |place: &&usize| {
        let ((start, end), from) = (all[**place].wall_times(), all[**place].wall(stayed.from));
        start <= from && from <= end
    };
    let overlap = |one: usize, other: usize| {
        let (one, other) = (&all[one].sitting, &all[other].sitting);
        one.start < other.end && other.start < one.end
    };
    if near.iter().any(|one| near.iter().any(|other| one != other && overlap(*one, *other))) {
        return Err(Unplaced::Several);
    }
    let next = |place: &&usize| all[**place].wall(stayed.from) <= all[**place].wall_times().0;
    // The sittings are in the order of their starts.
    Ok(match near.as_slice() {
        [place] => Some(*place),
        several => match several.iter().find(during) {
            Some(place) => Some(*place),
            // An answer between two sittings may be of either.
            None if stayed.is_point() => None,
            None => several.iter().find(next).copied(),
        },
    })
}

/// Returns the sittings in which somebody was who came in there; if there are none, those to which they came in.
fn places_of(
    all: &[DatedSitting<'_>],
    report: &MeetingReport,
    times: &ReportTimes,
    entered: &[Option<usize>],
) -> Vec<usize> {
    let was_there = |(number, place): (usize, &Option<usize>)| {
        let place = (*place)?;
        let stayed = Stayed::of((*times.stays.get(number)?)?, report.participants.get(number)?);
        let is_there = stayed.within(&all[place]).map_or(stayed.is_point(), |(from, to)| from < to);
        is_there.then_some(place)
    };
    let mut places: Vec<usize> = entered.iter().enumerate().filter_map(was_there).collect();
    if places.is_empty() {
        places = entered.iter().copied().flatten().collect();
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// Returns the sittings that the beginning of a file's name names.
fn named_by_file(all: &[DatedSitting<'_>], book: &Book, file: &str) -> Vec<usize> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    // The longest beginning first: an id may begin with another, and with a day.
    let ends = stem.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at);
    let mut beginnings: Vec<&str> = ends.map(|at| &stem[..at]).collect();
    beginnings.push(stem);
    let found = beginnings.into_iter().rev().map(|word| sittings_named(all, book, word));
    found.into_iter().find(|places| !places.is_empty()).unwrap_or_default()
}
