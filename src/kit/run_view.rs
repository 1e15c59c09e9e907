//! What the script of a run view reckons with: the instants and lengths of an evening's parts, and the words to tell them.

use std::collections::BTreeMap;

use jiff::civil::Time;
use jiff::{Timestamp, ToSpan, Zoned};
use serde::Serialize;
use tera::Value;

use crate::handbook::community::ClockFormat;
use crate::handbook::records::DatedSitting;
use crate::handbook::timeline::{Timeline, timeline};
use crate::handbook::{Book, SegmentKind, Words, agenda_words, date_words};
use crate::render::data_block;

/// The hours before and after a meeting for which the page knows the clock of its place: who tries it out is weeks
/// early.
const HOURS_KNOWN: i64 = 366 * 24;

/// The words that the script fills in.
const WORDS: [&str; 50] = [
    "hours_and_minutes",
    "hours_one",
    "hours_other",
    "kit_run_ahead",
    "kit_run_behind",
    "kit_run_by_clock",
    "kit_run_days_one",
    "kit_run_days_other",
    "kit_run_doors_open",
    "kit_run_ended",
    "kit_run_ends",
    "kit_run_ends_instead",
    "kit_run_fit_impossible",
    "kit_run_fit_so",
    "kit_run_getting_ready",
    "kit_run_go_on",
    "kit_run_half_time",
    "kit_run_is_over",
    "kit_run_leave_out",
    "kit_run_left_of",
    "kit_run_left_out",
    "kit_run_minutes_left",
    "kit_run_minutes_over",
    "kit_run_needs",
    "kit_run_next_at",
    "kit_run_next_end",
    "kit_run_now",
    "kit_run_now_led",
    "kit_run_now_until_doors",
    "kit_run_now_until_start",
    "kit_run_on_time",
    "kit_run_over_of",
    "kit_run_pause",
    "kit_run_paused",
    "kit_run_plan_ended",
    "kit_run_planned_and_real",
    "kit_run_start_now",
    "kit_run_time_is_up",
    "kit_run_time_left",
    "kit_run_time_over",
    "kit_run_two_minutes",
    "kit_run_unit_left",
    "kit_run_unit_over",
    "kit_run_was_ahead",
    "kit_run_was_behind",
    "kit_run_was_on_time",
    "list_comma",
    "minutes_one",
    "minutes_other",
    "minutes_short",
];

/// The data of a run view. It says nothing that its table does not.
#[derive(Serialize)]
struct RunData<'a> {
    /// Instants, in seconds since 1970.
    start: i64,
    doors: i64,
    end: i64,
    date: String,
    parts: Vec<RunPart<'a>>,
    /// Since which instant the clocks of the place are how many seconds ahead: no device is asked for its zones.
    offsets: Vec<(i64, i32)>,
    /// Each hour of the day at its full hour, and with `{minute}`.
    hours: Vec<[String; 2]>,
    minutes: Vec<String>,
    words: BTreeMap<&'static str, &'a str>,
}

/// A part of the evening, or several that run side by side.
#[derive(Serialize)]
struct RunPart<'a> {
    title: String,
    start: i64,
    minutes: i64,
    kind: &'static str,
    leads: Vec<&'a str>,
    bring: Vec<&'a str>,
    /// The numbers of its rows in the table; none where nothing is planned.
    rows: Vec<usize>,
}

/// Returns the data of a sitting; `None` where not every part has its place on the clock.
pub(super) fn data(dated: &DatedSitting<'_>, book: &Book, clock: ClockFormat, words: &Words) -> Option<Value> {
    let DatedSitting { session, sitting } = dated;
    let agenda = session.agenda.as_ref()?;
    let laid = timeline(agenda, Some(sitting), book.community.group_size, book);
    let parts = parts(dated, &laid, book, clock, words)?;
    data_block(&RunData {
        start: sitting.start.timestamp().as_second(),
        doors: sitting.doors.timestamp().as_second(),
        end: sitting.end.timestamp().as_second(),
        date: date_words::long_date(sitting.start.date(), words),
        parts,
        offsets: offsets(&sitting.start),
        hours: (0..24).map(|hour| hour_words(hour, clock, words)).collect(),
        minutes: (0..60).map(|minute| date_words::number(minute, 2, words)).collect(),
        words: WORDS.into_iter().map(|key| (key, words.get(key))).collect(),
    })
}

/// Lays the parts end to end: what runs side by side is one, and so is time for which nothing is planned.
fn parts<'a>(
    dated: &DatedSitting<'a>,
    laid: &Timeline,
    book: &'a Book,
    clock: ClockFormat,
    words: &Words,
) -> Option<Vec<RunPart<'a>>> {
    let DatedSitting { session, sitting } = dated;
    let zero = sitting.start.timestamp().as_second();
    let segments = session.agenda.iter().flat_map(|agenda| &agenda.segments).zip(&laid.segments).enumerate();
    let mut parts: Vec<RunPart<'_>> = Vec::new();
    for (place, (segment, timed)) in segments.filter(|(_, (_, timed))| !laid.is_of_further_day(timed)) {
        let instant = |minute: Option<i32>| Some(zero + 60 * i64::from(minute?));
        let (start, end) = (instant(timed.placed.start)?, instant(timed.placed.end)?);
        let until = parts.last().map_or(zero, |part| part.start + 60 * part.minutes);
        let who = |lead: &'a str| book.who(lead).map_or(lead, |person| person.meta.title.as_str());
        let mut part = RunPart {
            title: segment.title.plain().trim().to_owned(),
            start,
            minutes: (end - start) / 60,
            kind: kind(timed.kind),
            leads: Vec::new(),
            bring: Vec::new(),
            rows: vec![place + 1],
        };
        match parts.last_mut() {
            Some(before) if start < until => {
                before.title =
                    words.fill("kit_run_beside", &[("one", before.title.as_str()), ("other", part.title.as_str())]);
                before.minutes = before.minutes.max((end - before.start) / 60);
                before.rows.append(&mut part.rows);
            }
            _ => {
                if start > until {
                    let title = agenda_words::gap(timed, clock, words);
                    parts.push(RunPart {
                        title: title.unwrap_or_else(|| words.get("kit_run_nothing_planned").to_owned()),
                        start: until,
                        minutes: (start - until) / 60,
                        kind: "break",
                        leads: Vec::new(),
                        bring: Vec::new(),
                        rows: Vec::new(),
                    });
                }
                parts.push(part);
            }
        }
        let part = parts.last_mut()?;
        part.leads.extend(segment.leads.iter().map(|lead| who(&lead.value)));
        part.bring.extend(segment.bring.iter().map(String::as_str));
    }
    parts.retain(|part| part.minutes > 0);
    Some(parts).filter(|parts| !parts.is_empty())
}

/// Returns the name of a kind that the screen treats in a way of its own.
fn kind(kind: Option<SegmentKind>) -> &'static str {
    match kind {
        Some(SegmentKind::Breakout) => "breakout",
        Some(SegmentKind::Reflection) => "quiet",
        Some(SegmentKind::Break) => "break",
        Some(SegmentKind::Close) => "close",
        _ => "",
    }
}

/// Returns how far the clocks are ahead around `start`, in seconds, each with the instant since which they are.
fn offsets(start: &Zoned) -> Vec<(i64, i32)> {
    let (zone, known) = (start.time_zone(), HOURS_KNOWN.hours());
    let first = start.timestamp().checked_sub(known).unwrap_or(Timestamp::MIN);
    let last = start.timestamp().checked_add(known).unwrap_or(Timestamp::MAX);
    let changes = zone.following(first).take_while(|change| change.timestamp() <= last);
    let changes = changes.map(|change| (change.timestamp().as_second(), change.offset().seconds()));
    std::iter::once((first.as_second(), zone.to_offset(first).seconds())).chain(changes).collect()
}

fn hour_words(hour: i8, clock: ClockFormat, words: &Words) -> [String; 2] {
    // A minute that is no hour.
    const MINUTE: i8 = 59;
    let at = |minute| date_words::clock_time(Time::constant(hour, minute, 0, 0), clock, words);
    [at(0), at(MINUTE).replace(&date_words::number(MINUTE.into(), 2, words), "{minute}")]
}
