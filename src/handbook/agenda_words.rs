//! The words of the string table for agendas: kinds, voices, groupings, lengths.

use super::community::ClockFormat;
use super::timeline::{Timed, Timeline};
use super::{Grouping, SegmentKind, Voice, Words, date_words};

/// Returns "2 hours 15 minutes of 1 hour 30 minutes planned", or the sum alone where it fits or is of several days.
#[must_use]
pub fn total(laid: &Timeline, words: &Words) -> String {
    let total = date_words::duration(laid.total, words);
    match laid.scheduled.filter(|scheduled| *scheduled != laid.total && !laid.has_further_days()) {
        Some(scheduled) => {
            let planned = date_words::duration(scheduled, words);
            words.fill("total_of_planned", &[("total", &total), ("planned", &planned)])
        }
        None => total,
    }
}

/// Returns "Everyone speaks from minute 5".
#[must_use]
pub fn first_voice(minute: u32, words: &Words) -> String {
    match minute {
        0 => words.get("everyone_speaks_at_once").to_owned(),
        minute => words.fill("everyone_speaks_from", &[("minute", &minute.to_string())]),
    }
}

/// Returns "25 min", or "about 25 min".
#[must_use]
pub fn length(minutes: u32, about: bool, words: &Words) -> String {
    let text = words.fill("minutes_short", &[("count", &minutes.to_string())]);
    if about { words.fill("about", &[("what", &text)]) } else { text }
}

/// Returns what happens and how people sit together, each named once: "pairs" and "groups of 4" are both.
#[must_use]
pub fn kind_and_group(
    kind: Option<SegmentKind>,
    group: Option<Grouping>,
    words: &Words,
) -> (Option<String>, Option<String>) {
    let named = kind.map(|kind| kind_words(kind, words).to_owned());
    match (kind, group) {
        (Some(SegmentKind::Groups), Some(group)) => (Some(group_words(group, words)), None),
        (Some(_), Some(Grouping::Whole)) | (Some(SegmentKind::Pairs), Some(Grouping::Pairs)) => (named, None),
        (_, group) => (named, group.map(|group| group_words(group, words))),
    }
}

/// Returns the sizes: "3 to 4 rooms", "about 60 seconds each".
pub fn sizes(timed: &Timed, words: &Words) -> impl Iterator<Item = String> {
    let rooms = timed.rooms.map(|(least, most)| range("rooms", least, most, words));
    let seconds = timed.seconds_each.map(|(least, most)| range("seconds_each", least, most, words));
    rooms.into_iter().chain(seconds)
}

/// Returns the words for a number of things, or for a range of numbers.
fn range(key: &str, least: u32, most: u32, words: &Words) -> String {
    if least == most {
        return words.count(key, least);
    }
    words.fill(&format!("{key}_range"), &[("least", &least.to_string()), ("most", &most.to_string())])
}

/// Returns the words for a grouping.
fn group_words(group: Grouping, words: &Words) -> String {
    match group {
        Grouping::Whole => words.get("whole_group").to_owned(),
        Grouping::Pairs => words.get("segment_pairs").to_owned(),
        Grouping::Of(count) => words.fill("groups_of", &[("count", &count.to_string())]),
        Grouping::Count(count) => words.count("groups", count),
    }
}

/// Returns "Noon to 1:00 pm: nothing planned", before a segment where there is such a gap.
#[must_use]
pub fn gap(timed: &Timed, clock: ClockFormat, words: &Words) -> Option<String> {
    let show = |time| date_words::clock_time(time, clock, words);
    let (from, to) = timed.gap_from.zip(timed.start)?;
    Some(words.fill("agenda_gap", &[("from", &show(from)), ("to", &show(to))]))
}

/// Returns the words for who is speaking.
#[must_use]
pub fn voice_words(voice: Voice, words: &Words) -> &str {
    match voice {
        Voice::Everyone => words.get("voice_everyone"),
        Voice::SmallGroups => words.get("voice_small"),
        Voice::WholeGroup => words.get("voice_whole"),
        Voice::Quiet => words.get("voice_quiet"),
        Voice::Facilitator => words.get("voice_facilitator"),
        Voice::Nobody => words.get("voice_nobody"),
        Voice::Unmarked => words.get("voice_unmarked"),
    }
}

/// Returns the words for a kind of segment.
fn kind_words(kind: SegmentKind, words: &Words) -> &str {
    match kind {
        SegmentKind::Welcome => words.get("segment_welcome"),
        SegmentKind::Everyone => words.get("segment_everyone"),
        SegmentKind::Pairs => words.get("segment_pairs"),
        SegmentKind::Groups => words.get("segment_groups"),
        SegmentKind::Breakout => words.get("segment_breakout"),
        SegmentKind::Discussion => words.get("segment_discussion"),
        SegmentKind::Talk => words.get("segment_talk"),
        SegmentKind::Reading => words.get("segment_reading"),
        SegmentKind::Reflection => words.get("segment_reflection"),
        SegmentKind::ShareBack => words.get("segment_share_back"),
        SegmentKind::Values => words.get("segment_values"),
        SegmentKind::Practice => words.get("segment_practice"),
        SegmentKind::Break => words.get("segment_break"),
        SegmentKind::Close => words.get("segment_close"),
        SegmentKind::Tech => words.get("segment_tech"),
    }
}
