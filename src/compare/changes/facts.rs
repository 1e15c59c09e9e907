//! The differences between an event as it was published and as it would be now: its time, its place, whether it takes
//! place.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::handbook::Session;
use crate::source::Span;

use super::super::event::{EventStatus, PublishedEvent, PublishedOccurrence, TimeCertainty};
use super::super::identity::{EventPair, PairKind};
use super::super::matching::Owner;
use super::super::words::{WordingContext, listed};
use super::super::{Maker, SiteToPublish};

/// One thing that changed.
pub(super) struct Fact {
    /// "was on Thursday 3 December 2026 and is on Thursday 10 December 2026 now".
    pub what: String,
    /// The lines to write into `changes`.
    pub lines: Vec<String>,
    /// The field that says otherwise now.
    pub span: Span,
    /// The edit elsewhere that did it: other sessions may have changed with it.
    pub cause: Option<Cause>,
}

/// An edit that changes every session that refers to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cause {
    pub span: Span,
    /// "`Library` was published as this and is that now".
    pub message: String,
    /// The line to write into `changes` of each.
    pub line: String,
}

/// Returns everything that differs. An event that is cancelled then and now has no facts any more.
pub(super) fn facts(
    pair: &EventPair<'_>,
    owner: Owner<'_>,
    maker: Maker,
    now: &SiteToPublish<'_>,
    spoken: &WordingContext<'_>,
) -> Vec<Fact> {
    let facts = differing(pair, owner, maker, now, spoken);
    if pair.kind == PairKind::UsualAgain && !facts.is_empty() { usual_again(pair, owner, spoken) } else { facts }
}

/// Reports that a stand-in is gone, and with it what was special about its day.
fn usual_again(pair: &EventPair<'_>, owner: Owner<'_>, spoken: &WordingContext<'_>) -> Vec<Fact> {
    let Some(day) = pair.before.replaces else { return Vec::new() };
    let what = format!(
        "was replaced by `{}` on {}, and now takes place as usual on that day",
        pair.before.title,
        spoken.long_day(day)
    );
    let lines = vec![spoken.line("change_usual", "day", &spoken.day(day, None))];
    vec![Fact { what, lines, span: owner.session.meta.span.clone(), cause: None }]
}

fn differing(
    pair: &EventPair<'_>,
    owner: Owner<'_>,
    maker: Maker,
    now: &SiteToPublish<'_>,
    spoken: &WordingContext<'_>,
) -> Vec<Fact> {
    let (before, after) = (&*pair.before, &*pair.after);
    let status = match (before.standing, after.standing) {
        (EventStatus::Cancelled, EventStatus::Cancelled) => return Vec::new(),
        (EventStatus::On, EventStatus::Cancelled) => {
            Some(("was going to take place and is now cancelled", "change_cancelled"))
        }
        (EventStatus::Cancelled, EventStatus::On) => {
            Some(("was cancelled and takes place after all", "change_on_again"))
        }
        (EventStatus::On, EventStatus::On) => None,
    };
    let span = &owner.session.meta.span;
    let fact = |(what, key): (&str, &str)| Fact {
        what: what.to_owned(),
        lines: vec![spoken.line(key, "", "")],
        span: span.clone(),
        cause: None,
    };
    let mut facts: Vec<Fact> = status.map(fact).into_iter().collect();
    if before.times == TimeCertainty::Known && after.times == TimeCertainty::Known {
        facts.extend(time(pair, owner, now, spoken));
    }
    // Other programs word a place in their own way.
    if maker == Maker::Handbound {
        facts.extend(place(before, after, owner.session, now, spoken));
    }
    facts
}

fn time(pair: &EventPair<'_>, owner: Owner<'_>, now: &SiteToPublish<'_>, spoken: &WordingContext<'_>) -> Option<Fact> {
    let (before, after) = (&*pair.before, &*pair.after);
    let stays = |one: &&PublishedOccurrence| after.occurrences.iter().any(|other| other.start == one.start);
    let is_new = |one: &&PublishedOccurrence| !before.occurrences.iter().any(|other| other.start == one.start);
    let repeats = before.occurrences.len() > 1 || after.occurrences.len() > 1;
    let is_expected = |one: &&PublishedOccurrence| {
        (!repeats || one.start.date() >= now.today) && !pair.apart.contains(&one.start.date())
    };
    let expected: Vec<&PublishedOccurrence> = before.occurrences.iter().filter(is_expected).collect();
    let lost: Vec<&PublishedOccurrence> = expected.iter().copied().filter(|one| !stays(one)).collect();
    let new = after.occurrences.iter().filter(is_expected).find(is_new);
    match (lost.first(), new) {
        (Some(from), Some(to)) if lost.len() == expected.len() => Some(moved(from, to, owner, now, spoken)),
        (Some(_), _) => Some(fewer(&lost, after, owner.session, now, spoken)),
        (None, _) => {
            let longer = |one: &PublishedOccurrence| {
                let other = after.occurrences.iter().find(|other| other.start == one.start)?;
                (other.end != one.end).then(|| moved(one, other, owner, now, spoken))
            };
            expected.into_iter().find_map(longer)
        }
    }
}

/// Describes a move from one time to another: the day, the clock, or both are named, and the zone where that changed.
fn moved(
    from: &PublishedOccurrence,
    to: &PublishedOccurrence,
    owner: Owner<'_>,
    now: &SiteToPublish<'_>,
    spoken: &WordingContext<'_>,
) -> Fact {
    let session = owner.session;
    let zone = now.public.book().zone(session);
    let utc = from.start.time_zone() == &TimeZone::UTC;
    let zone_before = if utc { zone } else { from.start.time_zone() };
    let day = |one: &PublishedOccurrence, zone: &TimeZone| one.start.with_time_zone(zone.clone()).date();
    let (day_before, day_after) = (day(from, zone_before), day(to, zone));
    let (mut clock_before, mut clock_after) = (spoken.clock(from, zone_before), spoken.clock(to, zone));
    let mut cause = None;
    if zone_before != zone {
        if day_before == day_after && clock_before == clock_after {
            cause = zone_span(session, now).map(|span| {
                let (before, after) = (spoken.zone(zone_before), spoken.zone(zone));
                let message = format!("Times were in {before} when you last published and are in {after} now");
                Cause { span, message, line: spoken.line("change_moved", "when", &before) }
            });
        }
        clock_before = format!("{clock_before} {}", spoken.zone(zone_before));
        clock_after = format!("{clock_after} {}", spoken.zone(zone));
    }
    let long = |day| spoken.long_day(day);
    let (what, when) = if day_before == day_after {
        (format!("was at {clock_before} and is at {clock_after} now"), clock_before)
    } else {
        let short = spoken.day(day_before, Some(day_after));
        if clock_before == clock_after {
            (format!("was on {} and is on {} now", long(day_before), long(day_after)), short)
        } else {
            let what = format!(
                "was on {}, {clock_before}, and is on {}, {clock_after}, now",
                long(day_before),
                long(day_after)
            );
            (what, format!("{short}, {clock_before}"))
        }
    };
    // Only the one date of a session can be understood as moved; of several, words say which.
    let line = match session.only_meeting() {
        Some(_) if from.start != to.start => WordingContext::move_line(&from.start, &to.start, zone),
        _ => spoken.line("change_moved", "when", &when),
    };
    let sitting = usize::try_from(owner.number).unwrap_or(usize::MAX).checked_sub(2);
    let span = sitting.and_then(|place| session.also_offered.get(place)).map(|further| &further.span);
    Fact { what, lines: vec![line], span: span.unwrap_or(&session.when.span).clone(), cause }
}

/// Returns the place where the zone of a session is written, if not in the session itself.
fn zone_span(session: &Session, now: &SiteToPublish<'_>) -> Option<Span> {
    if session.timezone.is_some() {
        return None;
    }
    let book = now.public.book();
    let series = session.series.as_deref().and_then(|id| book.series(id)?.timezone.as_ref());
    Some(series.unwrap_or(&book.community.timezone).span.clone())
}

/// Reports that some days are left out, or the last ones.
fn fewer(
    lost: &[&PublishedOccurrence],
    after: &PublishedEvent,
    session: &Session,
    now: &SiteToPublish<'_>,
    spoken: &WordingContext<'_>,
) -> Fact {
    let zone = now.public.book().zone(session);
    let local = |one: &PublishedOccurrence| one.start.with_time_zone(zone.clone()).date();
    let days: Vec<Date> = lost.iter().map(|one| local(one)).collect();
    let end = after.occurrences.last().map(local).filter(|end| days.first().is_some_and(|first| first > end));
    let span = session.repeats.as_ref().map_or(&session.meta.span, |repeats| &repeats.span).clone();
    let (what, line) = match end {
        Some(end) if days.len() > 1 => (
            format!("now takes place for the last time on {}", spoken.long_day(end)),
            spoken.line("change_ends", "day", &spoken.day(end, None)),
        ),
        _ => {
            let long: Vec<String> = days.iter().map(|day| spoken.long_day(*day)).collect();
            let short: Vec<String> = days.iter().map(|day| spoken.day(*day, None)).collect();
            (
                format!("no longer takes place on {}", listed(&long, "and")),
                spoken.line("change_not_on", "days", &short.join(", ")),
            )
        }
    };
    Fact { what, lines: vec![line], span, cause: None }
}

/// Reports a place that becomes another, or open again; one that becomes known is no change.
fn place(
    before: &PublishedEvent,
    after: &PublishedEvent,
    session: &Session,
    now: &SiteToPublish<'_>,
    spoken: &WordingContext<'_>,
) -> Option<Fact> {
    let was = before.place.as_deref()?;
    let is = after.place.as_deref();
    if is.is_some_and(|is| same_place(was, is)) {
        return None;
    }
    let what = match is {
        Some(is) => format!("was at `{was}` and is at `{is}` now"),
        None => format!("was at `{was}` and has no place now"),
    };
    let written = session.place.as_ref().and_then(|place| place.venue.as_ref());
    let venue = written.and_then(|venue| now.public.book().venue(&venue.value));
    let line = spoken.line("change_place", "place", was);
    let cause = venue.zip(is).map(|(venue, is)| {
        let message = format!("`{}` was published as `{was}` and is `{is}` now", venue.meta.title);
        Cause { span: venue.meta.span.clone(), message, line: line.clone() }
    });
    Some(Fact { what, lines: vec![line], span: written.map_or(&session.meta.span, |venue| &venue.span).clone(), cause })
}

/// Returns whether two places differ in signs, blanks and letter case alone.
fn same_place(one: &str, other: &str) -> bool {
    let letters =
        |text: &str| text.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    letters(one) == letters(other)
}
