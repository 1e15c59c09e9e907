//! The first minutes of a session: who speaks in them.
//!
//! A slow opening is one habit, so it gives one message: in the first session of a season that of
//! [`INTRODUCTIONS_FIRST`]; otherwise [`LONG_INTRODUCTION`] where facilitators fill the time before the group's first
//! voice, and [`EVERYONE_SPEAKS_EARLY`] where something else does, or where that voice never comes.

use super::reading::{Outline, Reading, is_before_it_begins, is_known, is_of_the_group};
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::timeline::Timed;
use crate::handbook::{Segment, SegmentKind, Voice};

pub const EVERYONE_SPEAKS_EARLY: Check = Check {
    id: "everyone-speaks-early",
    level: Severity::Nudge,
    subject: Subject::Agenda,
    rule: "Within the first 5 minutes (`opening_minutes`) begins a part in which everyone speaks: a round, pairs or small \
           groups.",
    silent: "The agenda is still a sketch, its lengths or kinds up to there are not known, or another check has \
             told of the same opening.",
    why: "Whoever has said something in the first minutes finds it easier to speak again",
    guide: Guide::Online,
    part: None,
    look: Looked::Here(everyone_speaks_early),
};

pub const LONG_INTRODUCTION: Check = Check {
    id: "long-introduction",
    level: Severity::Nudge,
    subject: Subject::Agenda,
    rule: "Before the group's first voice, facilitators speak for 5 minutes (`opening_minutes`) at most.",
    silent: "The lengths up to there are not known, or it is a season's first session, of which `introductions-first` \
             tells.",
    why: "A long introduction teaches people to listen, and they go on listening",
    guide: Guide::Online,
    part: None,
    look: Looked::Here(long_introduction),
};

pub const INTRODUCTIONS_FIRST: Check = Check {
    id: "introductions-first",
    level: Severity::Nudge,
    subject: Subject::Agenda,
    rule: "The first session of a season begins with introductions or a check-in; a welcome or a moment of quiet of up \
           to 5 minutes (`opening_minutes`) may come before.",
    silent: "It is not known who speaks in the first part, or the session belongs to no season while others do.",
    why: "People who are about to trust each other want to hear each other's names and voices first",
    guide: Guide::Online,
    part: None,
    look: Looked::Here(introductions_first),
};

pub const TECH_AFTER_START: Check = Check {
    id: "tech-after-start",
    level: Severity::Nudge,
    subject: Subject::Agenda,
    rule: "In an online session cameras and microphones are tried before the start, not in the agenda.",
    silent: "Something has happened before it, or `agenda-adds-up` has told of these minutes.",
    why: "People give their evening to each other, and not to microphones",
    guide: Guide::Online,
    part: None,
    look: Looked::Here(tech_after_start),
};

/// What there is before the group's first voice.
struct Opening<'o> {
    /// When that voice comes; `None` where it never does.
    first_voice: Option<u32>,
    /// The parts before it, or all; without breaks, in which people talk, and what `tech-after-start` tells of.
    before: Vec<(&'o Segment, &'o Timed)>,
}

/// How an agenda opens, where its lengths and kinds up to the group's first voice are known.
fn opening<'o>(outline: &'o Outline<'_>) -> Option<Opening<'o>> {
    let mut before: Vec<_> = outline.parts().take_while(|(_, timed)| !is_of_the_group(timed)).collect();
    let is_clear = before.iter().all(|(_, timed)| is_known(timed) && timed.minutes.is_some());
    let first_voice = outline.laid.segments.get(before.len()).and_then(|timed| timed.placed.start).and_then(|start| u32::try_from(start).ok());
    let tells_of_tech = outline.tech_first().is_some();
    before.retain(|(_, timed)| match timed.kind {
        Some(SegmentKind::Break) => false,
        Some(SegmentKind::Tech) => !tells_of_tech,
        _ => true,
    });
    is_clear.then_some(Opening { first_voice, before })
}

/// The minutes of some parts together.
fn minutes<'o>(parts: impl IntoIterator<Item = &'o (&'o Segment, &'o Timed)>) -> u32 {
    parts.into_iter().filter_map(|(_, timed)| timed.minutes).fold(0, u32::saturating_add)
}

impl Opening<'_> {
    fn is_slow(&self, most: u32) -> bool {
        self.first_voice.is_none() || minutes(&self.before) > most
    }

    /// The parts that facilitators lead, and their minutes together.
    fn led(&self) -> (Vec<&(&Segment, &Timed)>, u32) {
        let led: Vec<_> = self.before.iter().filter(|(_, timed)| timed.voice == Voice::Facilitator).collect();
        let minutes = minutes(led.iter().copied());
        (led, minutes)
    }
}

fn everyone_speaks_early(reading: &Reading) -> Vec<Diagnostic> {
    let most = reading.numbers.opening_minutes;
    let tell = |outline: &Outline| {
        let opening = opening(outline).filter(|opening| opening.is_slow(most))?;
        let seen = match opening.first_voice {
            Some(_) if opening.led().1 > most => return None,
            Some(first) => format!("Everyone first speaks {first} minutes after the start."),
            None if !outline.is_finished() => return None,
            None => "No part of this agenda is for everyone, for pairs or for small groups.".to_owned(),
        };
        let line = outline.line(5, "Check-in", "everyone");
        let span = opening.first_voice.and_then(|_| Some(&opening.before.first()?.0.span));
        let mend = format!("Begin with a short round, such as {line}.");
        Some(EVERYONE_SPEAKS_EARLY.say(span.unwrap_or(&outline.agenda.span), &seen, mend))
    };
    reading.outlines.iter().filter(|outline| !outline.is_first).filter_map(tell).collect()
}

fn long_introduction(reading: &Reading) -> Vec<Diagnostic> {
    let most = reading.numbers.opening_minutes;
    let tell = |outline: &Outline| {
        let opening = opening(outline)?;
        let first = opening.first_voice?;
        let (led, minutes) = opening.led();
        if minutes <= most {
            return None;
        }
        let longest = led.iter().rev().max_by_key(|(_, timed)| timed.minutes)?;
        let seen = if minutes == first {
            format!("The first {minutes} minutes belong to one voice.")
        } else {
            format!("Facilitators speak for {minutes} of the {first} minutes before everyone else does.")
        };
        let mend = format!("Let a round come first and shorten this to {most} minutes, or send it by mail beforehand.");
        Some(LONG_INTRODUCTION.say(&longest.0.span, &seen, mend))
    };
    reading.outlines.iter().filter(|outline| !outline.is_first).filter_map(tell).collect()
}

fn tech_after_start(reading: &Reading) -> Vec<Diagnostic> {
    let tell = |outline: &Outline| {
        let (segment, minutes) = outline.tech_first()?;
        let over = outline.laid.total.checked_sub(outline.planned.unwrap_or(u32::MAX));
        if over.is_some_and(|over| (1..=minutes).contains(&over)) {
            return None;
        }
        let seen = match minutes {
            0 => "The agenda begins with trying out the equipment.".to_owned(),
            1 => "The agenda has a minute for trying out the equipment.".to_owned(),
            minutes => format!("The agenda begins with {minutes} minutes of trying out the equipment."),
        };
        let mend = "Take it out of the agenda and open the room earlier: `doors_open: 10 minutes before`.";
        Some(TECH_AFTER_START.say(&segment.span, &seen, mend))
    };
    reading.outlines.iter().filter_map(tell).collect()
}

fn introductions_first(reading: &Reading) -> Vec<Diagnostic> {
    let most = reading.numbers.opening_minutes;
    let tell = |outline: &Outline| {
        // A moment of quiet arrives as a welcome does.
        let is_brief_welcome = |timed: &Timed| {
            (timed.kind == Some(SegmentKind::Welcome) || timed.voice == Voice::Quiet)
                && timed.minutes.is_some_and(|minutes| minutes <= most)
        };
        let mut parts = outline.parts().skip_while(|(_, timed)| is_before_it_begins(timed)).peekable();
        parts.next_if(|(_, timed)| is_brief_welcome(timed));
        let (segment, timed) = parts.next().or_else(|| outline.parts().next())?;
        if !is_known(timed) || is_of_the_group(timed) {
            return None;
        }
        let title = segment.title.plain();
        let first = outline.laid.first_voice;
        let seen = match first {
            Some(first) => format!(
                "This first session begins with “{title}”, and everyone speaks {first} minutes after the start."
            ),
            None => format!("This first session begins with “{title}” and has no round of introductions."),
        };
        let line = outline.line(15, "Introductions", "everyone");
        Some(INTRODUCTIONS_FIRST.say(&segment.span, &seen, format!("Begin with a round, such as {line}.")))
    };
    reading.outlines.iter().filter(|outline| outline.is_first).filter_map(tell).collect()
}

#[cfg(test)]
mod tests;
