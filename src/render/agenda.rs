//! An agenda as a session's page shows it: clock times, kinds, who speaks, what to bring, and the participation bar.

use serde::Serialize;
use tera::Value;

use crate::handbook::agenda::voice;
use crate::handbook::agenda_words::{first_voice, gap, kind_and_group, length, sizes, total, voice_words};
use crate::handbook::schedule::Sitting;
use crate::handbook::timeline::{Timed, timeline};
use crate::handbook::{Agenda, Role, Segment, SegmentKind, Session, Voice, Words};

use super::agenda_chart::{self, PictureView};
use super::context::{LinkView, PageContext, SectionView};
use super::date_view::clock_time;

/// An agenda.
#[derive(Debug, Serialize)]
pub(crate) struct AgendaView<'a> {
    pub id: &'a str,
    pub title: Value,
    pub intro: Value,
    pub segments: Vec<SegmentView<'a>>,
    pub outro: Value,
    /// The length of all its parts together, beside the planned length where that is another.
    pub total: Option<String>,
    /// "everyone speaks from minute 5".
    pub first_voice: Option<String>,
    /// The agenda as a picture.
    pub picture: Option<PictureView>,
    pub shares: Vec<Share<'a>>,
    /// The bar in words, for those who do not see it.
    pub shares_text: String,
    pub packing: Vec<PackedView>,
}

/// A segment.
#[derive(Debug, Serialize)]
pub(crate) struct SegmentView<'a> {
    /// The anchor of a segment that was written as a heading.
    pub id: Option<&'a str>,
    /// Sub-headings and text before it.
    pub before: Value,
    /// "Noon to 1:00 pm: nothing planned", before it.
    pub gap: Option<String>,
    /// Whether it runs beside the one before.
    pub is_beside: bool,
    pub start: Option<String>,
    pub length: Option<String>,
    pub title: Value,
    /// Its kind; empty where neither written nor guessed.
    pub kind: String,
    /// The voice that speaks, by its name in the style sheet.
    pub voice: &'static str,
    pub voice_words: &'a str,
    /// The form in which people sit together, and how many rooms or seconds that makes.
    pub group: Vec<String>,
    pub leads: Vec<LinkView<'a>>,
    pub bring: &'a [String],
    pub method: Option<LinkView<'a>>,
    pub readings: Vec<LinkView<'a>>,
    /// The anchor of the journal prompt, for a quiet moment.
    pub journal: Option<&'a str>,
    /// The prompt itself, in the first quiet moment.
    pub prompt: Option<SectionView<'a>>,
    pub details: Value,
}

/// A part of the participation bar, in percent of all minutes.
#[derive(Debug, Serialize)]
pub(crate) struct Share<'a> {
    pub voice: &'static str,
    pub words: &'a str,
    pub percent: u32,
    pub length: String,
    /// Its start and width, in thousandths of the bar.
    pub x: u32,
    pub width: u32,
}

/// A thing to pack, and the numbers of the segments that need it.
#[derive(Debug, Serialize)]
pub(crate) struct PackedView {
    pub thing: String,
    /// The number of them, where it was written for each person and the group's size is known.
    pub count: Option<u32>,
    pub segments: Vec<usize>,
}

/// Returns the agenda of `session`, laid against the clock of `sitting`.
pub(crate) fn agenda<'a>(
    at: &PageContext<'a>,
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
        segments: with_prompt(
            at,
            session,
            segments.map(|(place, segment)| seen(at, segment, laid.segments.get(place), journal)).collect(),
        ),
        outro: at.prose(&agenda.outro),
        total: (laid.total > 0).then(|| total(&laid, words)),
        first_voice: laid.first_voice.map(|minute| first_voice(minute, words)),
        picture: agenda_chart::picture(at, &laid, sitting),
        shares_text: shares_text(&laid.shares, words),
        shares: shares(&laid.shares, words),
        packing: laid
            .packing
            .into_iter()
            .map(|packed| PackedView {
                count: book.community.group_size.filter(|_| is_for_each(&packed.thing, words)).map(|size| size.most),
                thing: packed.thing,
                segments: packed.segments.iter().map(|n| n + 1).collect(),
            })
            .collect(),
    }
}

/// Puts the journal prompt into the first quiet moment, so that it is there when people write; the others keep the link
/// to it. A prompt with headings of its own stays a section.
fn with_prompt<'a>(
    at: &PageContext<'a>,
    session: &'a Session,
    mut segments: Vec<SegmentView<'a>>,
) -> Vec<SegmentView<'a>> {
    let prompt = session.body.section(Role::JournalPrompt).filter(|section| !section.prose.has_heading());
    if let (Some(prompt), Some(quiet)) = (prompt, segments.iter_mut().find(|segment| segment.journal.is_some())) {
        quiet.journal = None;
        quiet.prompt = Some(at.section(prompt));
    }
    segments
}

fn seen<'a>(
    at: &PageContext<'a>,
    segment: &'a Segment,
    timed: Option<&Timed>,
    journal: Option<&'a str>,
) -> SegmentView<'a> {
    let (words, book) = (at.site.words, at.site.book);
    let kind = timed.map_or(segment.kind, |timed| timed.kind);
    let voice = timed.map_or_else(|| voice(segment.kind, segment.group), |timed| timed.voice);
    let group = timed.map_or(segment.group, |timed| timed.group);
    let is_quiet = kind == Some(SegmentKind::Reflection);
    let (kind, group) = kind_and_group(kind, group, words);
    let minutes = timed.map_or(segment.minutes.map(|minutes| (minutes.value, minutes.about)), |timed| {
        timed.minutes.map(|minutes| (minutes, timed.about))
    });
    let lead = |written: &'a crate::source::Located<String>| match book.who(&written.value) {
        Some(person) => at.link(&person.meta),
        None => LinkView { title: written.value.as_str().into(), url: None },
    };
    let reading = |id: &crate::handbook::Reference| book.reading(&id.value).map(|reading| at.link(&reading.meta));
    SegmentView {
        id: segment.id.as_deref(),
        before: at.prose(&segment.before),
        gap: timed.and_then(|timed| gap(timed, at.site.clock, words)),
        is_beside: timed.is_some_and(|timed| timed.placed.is_beside),
        start: timed.and_then(|timed| timed.start).map(|start| clock_time(at, start)),
        length: minutes.map(|(minutes, about)| length(minutes, about, words)),
        title: at.prose(&segment.title),
        kind: kind.unwrap_or_default(),
        voice: voice_name(voice),
        voice_words: voice_words(voice, words),
        group: group.into_iter().chain(timed.into_iter().flat_map(|timed| sizes(timed, words))).collect(),
        leads: segment.leads.iter().map(lead).collect(),
        bring: &segment.bring,
        method: segment.method.as_ref().and_then(|id| book.method(&id.value)).map(|method| at.link(&method.meta)),
        readings: segment.readings.iter().filter_map(reading).collect(),
        journal: journal.filter(|_| is_quiet),
        prompt: None,
        details: at.prose(&segment.details),
    }
}

/// Returns the bar: each voice's part of all minutes, breaks included.
pub(super) fn shares<'a>(shares: &[(Voice, u32)], words: &'a Words) -> Vec<Share<'a>> {
    let total: u32 = shares.iter().map(|(_, minutes)| minutes).sum();
    if total == 0 {
        return Vec::new();
    }
    let part = |minutes: u32, of: u64| {
        let rounded = (u64::from(minutes) * of + u64::from(total) / 2) / u64::from(total);
        u32::try_from(rounded).unwrap_or(u32::MAX)
    };
    let mut before = 0;
    let mut all = Vec::with_capacity(shares.len());
    for (voice, minutes) in shares {
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

/// Returns the bar in words: "Who speaks: everyone 22 %, small groups 44 %".
pub(super) fn shares_text(minutes: &[(Voice, u32)], words: &Words) -> String {
    let parts: Vec<String> = shares(minutes, words)
        .iter()
        .map(|share| words.fill("share", &[("who", share.words), ("percent", &share.percent.to_string())]))
        .collect();
    words.fill("shares_text", &[("shares", &parts.join(words.get("list_comma")))])
}

/// Returns whether a thing is written for each person: "a journal each".
fn is_for_each(thing: &str, words: &Words) -> bool {
    let thing = thing.to_lowercase();
    words.get("told_each").split(", ").any(|ending| {
        let before = thing.trim_end().strip_suffix(ending);
        before.is_some_and(|before| before.ends_with(char::is_whitespace))
    })
}

/// Returns the name of a voice in the style sheet.
pub(super) fn voice_name(voice: Voice) -> &'static str {
    match voice {
        Voice::Everyone => "everyone",
        Voice::SmallGroups => "small",
        Voice::WholeGroup => "whole",
        Voice::Quiet => "quiet",
        Voice::Facilitator => "facilitator",
        Voice::Nobody => "nobody",
        Voice::Unmarked => "unmarked",
    }
}
