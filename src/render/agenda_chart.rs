//! An agenda as a picture: its segments to scale along a line of clock times, with the first voice marked.
//!
//! It stands above the list that has the same in words, so it is hidden from screen readers. Places are in percent of
//! its width, from the side where reading begins, so that letters keep their shape on any screen.

use jiff::SignedDuration;
use serde::Serialize;

use crate::handbook::Voice;
use crate::handbook::schedule::Sitting;
use crate::handbook::timeline::{Timed, Timeline};

use super::agenda::voice_name;
use super::context::PageContext;
use super::date_view::clock_time;
use super::globals::direction;

/// The minutes between two clock times: the fewest of these that leave room for their words on a phone.
const STEPS: [u32; 7] = [15, 30, 60, 120, 180, 240, 360];

/// The fewest segments of a picture; one alone says nothing.
const FEWEST: usize = 2;

/// A picture of an agenda.
#[derive(Debug, Serialize)]
pub(crate) struct PictureView {
    pub bars: Vec<ChartBar>,
    /// The clock times below the bars; none where the session has no time.
    pub times: Vec<Mark>,
    /// The place where everyone begins to speak.
    pub first_voice: Option<String>,
}

/// A segment as a bar.
#[derive(Debug, Serialize)]
pub(crate) struct ChartBar {
    pub number: usize,
    /// The voice that speaks, by its name in the style sheet; empty for a break, which is drawn as a broken line.
    pub voice: &'static str,
    pub x: String,
    pub y: u32,
    pub height: u32,
    /// Half way down it.
    pub centre: u32,
    pub width: String,
    /// The end of a break, which is drawn as a broken line.
    pub end: String,
    /// The place of its number, if there is room for one.
    pub middle: Option<String>,
}

/// A clock time below the bars.
#[derive(Debug, Serialize)]
pub(crate) struct Mark {
    pub x: String,
    /// The part of its words that stands there: `start`, `middle` or `end`.
    pub anchor: &'static str,
    pub time: String,
}

/// The line that minutes are laid along.
struct MinuteScale {
    minutes: u32,
    to_left: bool,
}

impl MinuteScale {
    fn share(&self, minutes: u32) -> u32 {
        let part = (u64::from(minutes) * 1000 + u64::from(self.minutes) / 2) / u64::from(self.minutes.max(1));
        u32::try_from(part).unwrap_or(1000)
    }

    /// Returns the place of `minute`.
    fn at(&self, minute: u32) -> String {
        let share = self.share(minute);
        percent(if self.to_left { 1000_u32.saturating_sub(share) } else { share })
    }
}

/// The height of the bars, and where they begin, in pixels.
const TOP: u32 = 18;
const HEIGHT: u32 = 30;

/// The minutes of a day.
const DAY: u32 = 24 * 60;

/// Returns the picture of the agenda `laid` against the clock of `sitting`; none where it is not known when a segment
/// begins or ends, where one lies before the session, or where they are spread over several days.
pub(super) fn picture(at: &PageContext<'_>, laid: &Timeline, sitting: Option<&Sitting>) -> Option<PictureView> {
    let ends = laid.segments.iter().map(|timed| u32::try_from(timed.placed.end?).ok());
    let last = ends.collect::<Option<Vec<u32>>>()?.into_iter().max().filter(|end| (1..DAY).contains(end))?;
    let is_early = laid.segments.iter().any(|timed| timed.placed.start.is_none_or(|start| start < 0));
    if is_early || laid.segments.len() < FEWEST {
        return None;
    }
    let minutes = last.max(laid.scheduled.unwrap_or(0));
    let line = MinuteScale { minutes, to_left: direction(&at.site.book.community.language.value) == "rtl" };
    let lanes = lanes(&laid.segments);
    let bars = laid.segments.iter().zip(lanes).enumerate();
    let bars = bars.filter_map(|(place, (segment, lane))| bar(&line, place + 1, segment, lane)).collect();
    let times = sitting.map_or_else(Vec::new, |sitting| times(at, &line, sitting));
    Some(PictureView { bars, times, first_voice: laid.first_voice.map(|minute| line.at(minute)) })
}

/// Returns for each segment its lane and the number of lanes there: one, or more where segments run side by side.
fn lanes(segments: &[Timed]) -> Vec<(u32, u32)> {
    let mut lanes: Vec<(u32, u32)> = Vec::with_capacity(segments.len());
    for timed in segments {
        let before = lanes.last().map_or(0, |(lane, _)| *lane);
        lanes.push((if timed.placed.is_beside { before + 1 } else { 0 }, 1));
    }
    // The last of those that run side by side knows how many they are.
    let mut count = 1;
    for (lane, of) in lanes.iter_mut().rev() {
        count = count.max(*lane + 1);
        *of = count;
        if *lane == 0 {
            count = 1;
        }
    }
    lanes
}

fn bar(line: &MinuteScale, number: usize, segment: &Timed, (row, count): (u32, u32)) -> Option<ChartBar> {
    let start = u32::try_from(segment.placed.start?).ok()?;
    let minutes = segment.placed.minutes().filter(|minutes| *minutes > 0)?;
    let (from, to) = (line.share(start), line.share(start.saturating_add(minutes)));
    let width = to.saturating_sub(from);
    // A digit is about a thirtieth as wide as a phone.
    let room = if number < 10 { 30 } else { 55 };
    let height = HEIGHT / count;
    Some(ChartBar {
        number,
        voice: if segment.voice == Voice::Nobody { "" } else { voice_name(segment.voice) },
        x: percent(if line.to_left { 1000_u32.saturating_sub(to) } else { from }),
        y: TOP + row * height,
        height,
        centre: TOP + row * height + height / 2,
        width: percent(width),
        end: percent(if line.to_left { 1000_u32.saturating_sub(from) } else { to }),
        middle: (width >= room && row == 0).then(|| line.at(start.saturating_add(minutes / 2))),
    })
}

/// Returns the start, the end, and between them the full hours or parts of them, where they do not overlap.
fn times(at: &PageContext<'_>, line: &MinuteScale, sitting: &Sitting) -> Vec<Mark> {
    let step = STEPS.into_iter().find(|step| line.minutes / step <= 4).unwrap_or(line.minutes / 4).max(1);
    let since_midnight =
        u32::from(sitting.start.hour().unsigned_abs()) * 60 + u32::from(sitting.start.minute().unsigned_abs());
    let first = step - since_midnight % step;
    let between = std::iter::successors(Some(first), |minute| minute.checked_add(step));
    let between = between.take_while(|minute| *minute < line.minutes);
    let between = between.filter(|minute| (180..=820).contains(&line.share(*minute)));
    let mark = |minute: u32, anchor| {
        let time = sitting.start.checked_add(SignedDuration::from_mins(i64::from(minute))).ok()?;
        Some(Mark { x: line.at(minute), anchor, time: clock_time(at, time.time()) })
    };
    let ends = [mark(0, "start"), mark(line.minutes, "end")];
    ends.into_iter().chain(between.map(|minute| mark(minute, "middle"))).flatten().collect()
}

/// Returns thousandths as a length of SVG: "12.5%".
fn percent(thousandths: u32) -> String {
    match (thousandths / 10, thousandths % 10) {
        (whole, 0) => format!("{whole}%"),
        (whole, tenth) => format!("{whole}.{tenth}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_lie_to_scale_from_where_reading_begins() {
        let line = MinuteScale { minutes: 120, to_left: false };
        assert_eq!([0, 15, 40, 120].map(|minute| line.at(minute)), ["0%", "12.5%", "33.3%", "100%"]);
        let line = MinuteScale { to_left: true, ..line };
        assert_eq!([0, 15, 120].map(|minute| line.at(minute)), ["100%", "87.5%", "0%"]);
    }
}
