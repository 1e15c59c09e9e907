//! An agenda as a session's page shows it: clock times, kinds, who speaks, what to bring, and the participation bar.

use serde::Serialize;
use tera::Value;

use crate::handbook::schedule::Sitting;
use crate::handbook::timeline::{Timed, Timeline, timeline};
use crate::handbook::{Agenda, Group, Role, Segment, SegmentKind, Session, Voice, Words, date_words};

use super::at::{At, Link};
use super::when::clock_time;

/// An agenda.
#[derive(Debug, Serialize)]
pub(super) struct AgendaView<'a> {
    pub id: &'a str,
    pub title: Value,
    pub intro: Value,
    pub segments: Vec<SegmentView<'a>>,
    pub outro: Value,
    /// How long it takes altogether, beside the planned length where that is another.
    pub total: Option<String>,
    /// "everyone speaks from minute 5".
    pub first_voice: Option<String>,
    pub shares: Vec<Share<'a>>,
    /// The bar in words, for those who do not see it.
    pub shares_text: String,
    pub packing: Vec<Packed>,
}

/// One thing that happens.
#[derive(Debug, Serialize)]
pub(super) struct SegmentView<'a> {
    /// The anchor of one that was written as a heading.
    pub id: Option<&'a str>,
    pub start: Option<String>,
    pub length: Option<String>,
    pub title: Value,
    /// What kind it is; empty where neither written nor guessed.
    pub kind: String,
    /// Who is speaking, as the style sheet names it.
    pub voice: &'static str,
    pub voice_words: &'a str,
    /// How people sit together, and how many rooms or seconds that makes.
    pub group: Vec<String>,
    pub leads: Vec<Link<'a>>,
    pub bring: &'a [String],
    pub method: Option<Link<'a>>,
    pub readings: Vec<Link<'a>>,
    /// The anchor of the journal prompt, for a quiet moment.
    pub journal: Option<&'a str>,
    pub details: Value,
}

/// A part of the participation bar, in percent of all minutes.
#[derive(Debug, Serialize)]
pub(super) struct Share<'a> {
    pub voice: &'static str,
    pub words: &'a str,
    pub percent: u32,
    pub length: String,
    /// Where it begins and how wide it is, in thousandths of the bar.
    pub x: u32,
    pub width: u32,
}

/// A thing to pack, and the numbers of the segments that need it.
#[derive(Debug, Serialize)]
pub(super) struct Packed {
    pub thing: String,
    pub segments: Vec<usize>,
}

/// The agenda of `session`, laid against the clock of `sitting`.
pub(super) fn agenda<'a>(
    at: &At<'a>,
    session: &'a Session,
    agenda: &'a Agenda,
    sitting: Option<&Sitting>,
) -> AgendaView<'a> {
    let (words, book) = (at.site.words, at.site.book);
    let laid = timeline(agenda, sitting, book.community.group_size, book);
    let journal = session.body.section(Role::JournalPrompt).map(|section| section.heading.id.as_str());
    let segments = agenda.segments.iter().enumerate();
    let heading = session.body.section(Role::Agenda).map(|section| &section.heading);
    AgendaView {
        id: heading.map_or("agenda", |heading| heading.id.as_str()),
        title: heading.map_or_else(|| words.get("agenda").into(), |heading| at.prose(&heading.prose)),
        intro: at.prose(&agenda.intro),
        segments: segments.map(|(place, segment)| seen(at, segment, laid.segments.get(place), journal)).collect(),
        outro: at.prose(&agenda.outro),
        total: (laid.total > 0).then(|| total(&laid, words)),
        first_voice: laid.first_voice.map(|minute| first_voice(minute, words)),
        shares_text: shares_text(&laid, words),
        shares: shares(&laid, words),
        packing: laid
            .packing
            .into_iter()
            .map(|packed| Packed { thing: packed.thing, segments: packed.segments.iter().map(|n| n + 1).collect() })
            .collect(),
    }
}

/// "2 hours 15 minutes of 1 hour 30 minutes planned", or the sum alone where it fits.
fn total(laid: &Timeline, words: &Words) -> String {
    let total = date_words::duration(laid.total, words);
    match laid.scheduled.filter(|scheduled| *scheduled != laid.total) {
        Some(scheduled) => {
            let planned = date_words::duration(scheduled, words);
            words.fill("total_of_planned", &[("total", &total), ("planned", &planned)])
        }
        None => total,
    }
}

fn first_voice(minute: u32, words: &Words) -> String {
    match minute {
        0 => words.get("everyone_speaks_at_once").to_owned(),
        minute => words.fill("everyone_speaks_from", &[("minute", &minute.to_string())]),
    }
}

fn seen<'a>(at: &At<'a>, segment: &'a Segment, timed: Option<&Timed>, journal: Option<&'a str>) -> SegmentView<'a> {
    let (words, book) = (at.site.words, at.site.book);
    let kind = timed.map_or(segment.kind, |timed| timed.kind);
    let voice = timed.map_or_else(|| segment.voice(), |timed| timed.voice);
    let group = timed.map_or(segment.group, |timed| timed.group);
    let is_quiet = kind == Some(SegmentKind::Reflection);
    let (kind, group) = kind_and_group(kind, group, words);
    let minutes = timed.map_or(segment.minutes.map(|minutes| (minutes.value, minutes.about)), |timed| {
        timed.minutes.map(|minutes| (minutes, timed.about))
    });
    let lead = |written: &'a crate::source::Located<String>| match book.who(&written.value) {
        Some(person) => at.link(&person.meta),
        None => Link { title: written.value.as_str().into(), url: None },
    };
    let reading = |id: &crate::handbook::Reference| book.reading(&id.value).map(|reading| at.link(&reading.meta));
    SegmentView {
        id: segment.id.as_deref(),
        start: timed.and_then(|timed| timed.start.as_ref()).map(|start| clock_time(at, start.time())),
        length: minutes.map(|(minutes, about)| length(minutes, about, words)),
        title: at.prose(&segment.title),
        kind: kind.unwrap_or_default(),
        voice: voice_name(voice),
        voice_words: voice_words(voice, words),
        group: group.into_iter().chain(sizes(timed, words)).collect(),
        leads: segment.leads.iter().map(lead).collect(),
        bring: &segment.bring,
        method: segment.method.as_ref().and_then(|id| book.method(&id.value)).map(|method| at.link(&method.meta)),
        readings: segment.readings.iter().filter_map(reading).collect(),
        journal: journal.filter(|_| is_quiet),
        details: at.prose(&segment.details),
    }
}

fn length(minutes: u32, about: bool, words: &Words) -> String {
    let text = words.fill("minutes_short", &[("count", &minutes.to_string())]);
    if about { words.fill("about", &[("what", &text)]) } else { text }
}

/// What happens and how people sit together, each said once: "pairs" and "groups of 4" are both.
pub(super) fn kind_and_group(
    kind: Option<SegmentKind>,
    group: Option<Group>,
    words: &Words,
) -> (Option<String>, Option<String>) {
    let named = kind.map(|kind| kind_words(kind, words).to_owned());
    match (kind, group) {
        (Some(SegmentKind::Groups), Some(group)) => (Some(group_words(group, words)), None),
        (Some(_), Some(Group::Whole)) | (Some(SegmentKind::Pairs), Some(Group::Pairs)) => (named, None),
        (_, group) => (named, group.map(|group| group_words(group, words))),
    }
}

/// "3 to 4 rooms", "about 60 seconds each".
fn sizes(timed: Option<&Timed>, words: &Words) -> impl Iterator<Item = String> {
    let rooms = timed.and_then(|timed| timed.rooms).map(|(least, most)| range("rooms", least, most, words));
    let seconds = timed.and_then(|timed| timed.seconds_each);
    rooms.into_iter().chain(seconds.map(|(least, most)| range("seconds_each", least, most, words)))
}

/// A number of things, or from how many to how many.
fn range(key: &str, least: u32, most: u32, words: &Words) -> String {
    if least == most {
        return words.count(key, least);
    }
    words.fill(&format!("{key}_range"), &[("least", &least.to_string()), ("most", &most.to_string())])
}

/// A grouping in words.
pub(super) fn group_words(group: Group, words: &Words) -> String {
    match group {
        Group::Whole => words.get("whole_group").to_owned(),
        Group::Pairs => words.get("segment_pairs").to_owned(),
        Group::Of(count) => words.fill("groups_of", &[("count", &count.to_string())]),
        Group::Count(count) => words.count("groups", count),
    }
}

/// The bar: each voice's part of all minutes, breaks included.
fn shares<'a>(laid: &Timeline, words: &'a Words) -> Vec<Share<'a>> {
    let total: u32 = laid.shares.iter().map(|(_, minutes)| minutes).sum();
    if total == 0 {
        return Vec::new();
    }
    let part = |minutes: u32, of: u64| {
        let rounded = (u64::from(minutes) * of + u64::from(total) / 2) / u64::from(total);
        u32::try_from(rounded).unwrap_or(u32::MAX)
    };
    let mut before = 0;
    let mut all = Vec::with_capacity(laid.shares.len());
    for (voice, minutes) in &laid.shares {
        let x = part(before, 1000);
        before += minutes;
        all.push(Share {
            voice: voice_name(*voice),
            words: voice_words(*voice, words),
            percent: part(*minutes, 100),
            length: length(*minutes, false, words),
            x,
            width: part(before, 1000) - x,
        });
    }
    all
}

/// "Who speaks: everyone 22 %, small groups 44 %".
fn shares_text(laid: &Timeline, words: &Words) -> String {
    let parts: Vec<String> = shares(laid, words)
        .iter()
        .map(|share| words.fill("share", &[("who", share.words), ("percent", &share.percent.to_string())]))
        .collect();
    words.fill("shares_text", &[("shares", &parts.join(words.get("list_comma")))])
}

/// A voice as the style sheet names it.
fn voice_name(voice: Voice) -> &'static str {
    match voice {
        Voice::Everyone => "everyone",
        Voice::SmallGroups => "small",
        Voice::WholeGroup => "whole",
        Voice::Quiet => "quiet",
        Voice::Facilitator => "facilitator",
        Voice::Nobody => "nobody",
    }
}

fn voice_words(voice: Voice, words: &Words) -> &str {
    match voice {
        Voice::Everyone => words.get("voice_everyone"),
        Voice::SmallGroups => words.get("voice_small"),
        Voice::WholeGroup => words.get("voice_whole"),
        Voice::Quiet => words.get("voice_quiet"),
        Voice::Facilitator => words.get("voice_facilitator"),
        Voice::Nobody => words.get("voice_nobody"),
    }
}

/// A kind of segment in words.
pub(super) fn kind_words(kind: SegmentKind, words: &Words) -> &str {
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
