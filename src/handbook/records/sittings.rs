//! The days on which a group meets, and which of them a word or a meeting's report is about.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};
use rustc_hash::FxHashSet;

use crate::handbook::numeric_date::numeric_dates;
use crate::handbook::private::{MeetingReport, ReportTimes};
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

/// Returns the places of the sittings that `word` names: those of the session with that id, or those on that day, in
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
    let days = numeric_dates(word).into_iter().map(|day| of(&|dated| dated.date() == day));
    let mut days: Vec<Vec<usize>> = days.filter(|places| !places.is_empty()).collect();
    if days.len() == 1 { days.remove(0) } else { Vec::new() }
}

/// Returns the place of the sitting that a report is of, and its times with their dates read in the order that fits. The
/// name of its file may begin with a session's id or a day; otherwise its times say it. `None` where it may be none, or
/// one of several.
#[must_use]
pub fn sitting_of<'r>(
    all: &[DatedSitting<'_>],
    book: &Book,
    report: &'r MeetingReport,
) -> Option<(usize, Option<&'r ReportTimes>)> {
    let named = named_by_file(all, book, &report.file);
    let places: Vec<usize> = if named.is_empty() { (0..all.len()).collect() } else { named.clone() };
    let mut near: Vec<(usize, &ReportTimes)> = Vec::new();
    for times in &report.times {
        near.extend(
            places.iter().copied().filter(|place| is_near(&all[*place], times.start)).map(|place| (place, times)),
        );
    }
    near.dedup_by_key(|(place, _)| *place);
    match (near.as_slice(), named.as_slice()) {
        ([(place, times)], _) => Some((*place, Some(times))),
        ([], [place]) => Some((*place, None)),
        _ => None,
    }
}

fn is_near(dated: &DatedSitting<'_>, start: DateTime) -> bool {
    dated.sitting.start.datetime().duration_until(start).abs() <= NEAR
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
