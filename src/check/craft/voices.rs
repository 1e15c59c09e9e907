//! Whose voices fill a session, and whether each has its time.

use super::reading::{Outline, Reading, is_known};
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::{SegmentKind, Voice};
use crate::source::Located;

pub const BALANCE_OF_VOICES: Check = Check {
    id: "balance-of-voices",
    level: Severity::Nudge,
    subject: Subject::Agenda,
    rule: "Of the minutes in which somebody speaks, facilitators have at most 40 % (`facilitator_share`), and rounds, \
           pairs and small groups at least 35 % (`group_share`), with whole-group talk counted half.",
    silent: "The agenda is still a sketch, a part has no length, less than 20 minutes are talk; of the groups' share also where \
             no part at all is for everyone or small groups, of which another check tells. Where it is not known who speaks, it is taken for the group.",
    why: "It is the facilitator's part to see that the talking is shared",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(balance_of_voices),
};

pub const ROUND_TOO_SHORT: Check = Check {
    id: "round-too-short",
    level: Severity::Nudge,
    subject: Subject::Agenda,
    rule: "In a round in which everyone speaks, each has 30 seconds at least (`round_seconds`).",
    silent: "The handbook has no `group_size`, or the part is for one word each, the values, the chat, a vote or a song. Of `12 to \
             16` people the more count.",
    why: "People connect when they are given time to say more than their name",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(round_too_short),
};

pub const FACILITATOR_LEADS_EVERYTHING: Check = Check {
    id: "facilitator-leads-everything",
    level: Severity::Note,
    subject: Subject::Agenda,
    rule: "Where several people facilitate a session, not every part is led by the same one.",
    silent: "One person facilitates, or fewer than three parts say who leads.",
    why: "Leading can be shared, and a group learns from more than one way of doing it",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(facilitator_leads_everything),
};

/// Less talk than this has no balance worth weighing.
const LEAST_TALK: u32 = 20;

fn balance_of_voices(reading: &Reading) -> Vec<Diagnostic> {
    reading.finished().filter_map(|outline| balance(outline, reading)).collect()
}

fn balance(outline: &Outline, reading: &Reading) -> Option<Diagnostic> {
    if outline.laid.incomplete {
        return None;
    }
    // Whole-group talk counts half, so all is counted in half minutes.
    let (mut talk, mut facilitators, mut group, mut is_shared) = (0_u64, 0_u64, 0_u64, false);
    for (_, timed) in outline.parts() {
        let halves = 2 * u64::from(timed.minutes.unwrap_or(0));
        match timed.voice {
            Voice::Quiet | Voice::Nobody => continue,
            Voice::Facilitator => facilitators += halves,
            Voice::WholeGroup if is_known(timed) => group += halves / 2,
            Voice::Everyone | Voice::SmallGroups | Voice::WholeGroup => {
                is_shared = true;
                group += halves;
            }
        }
        talk += halves;
    }
    if talk < 2 * u64::from(LEAST_TALK) {
        return None;
    }
    let percent = |part: u64| part * 100 / talk;
    let span = &outline.agenda.span;
    if percent(facilitators) > u64::from(reading.numbers.facilitator_share) {
        let seen = format!(
            "Of {} minutes of talking, {} belong to facilitators and speakers ({} %).",
            talk / 2,
            facilitators / 2,
            percent(facilitators)
        );
        let mend = "Turn part of the longest talk into pairs or questions, or send it to be read beforehand.";
        return Some(BALANCE_OF_VOICES.say(span, &seen, mend));
    }
    if !is_shared || percent(group) >= u64::from(reading.numbers.group_share) {
        return None;
    }
    let seen = format!(
        "Rounds, pairs and small groups have {} % of the talking, with that of the whole group counted half.",
        percent(group)
    );
    Some(BALANCE_OF_VOICES.say(span, &seen, "Let pairs or small groups begin one of the discussions."))
}

/// What takes a second each, or is said all at once.
const AT_ONCE: &[&str] = &[
    "word",
    "one line",
    "a line",
    "line each",
    "sentence",
    "breath",
    "chat",
    "thumb",
    "vot",
    "poll",
    "emoji",
    "wave",
    "stretch",
    "sing",
    "song",
    "together",
    "all at once",
    "popcorn",
    "who wish",
    "if you",
    "optional",
    "volunteer",
    "new",
    "pass",
    "name only",
    "hands",
];

fn round_too_short(reading: &Reading) -> Vec<Diagnostic> {
    let Some(size) = reading.book.community.group_size else { return Vec::new() };
    let least = reading.numbers.round_seconds;
    let tell = |outline: &Outline| {
        let mut rounds = outline.parts().enumerate().filter_map(|(place, (segment, timed))| {
            let (fewest, most) = timed.seconds_each.filter(|(fewest, _)| *fewest < least)?;
            let is_round = timed.kind == Some(SegmentKind::Everyone)
                && !outline.mentions_at(place, AT_ONCE)
                && !outline.mentions_at(place, &["value"]);
            is_round.then_some((segment, fewest, most))
        });
        let (segment, fewest, most) = rounds.next()?;
        let seconds = if fewest == most { most.to_string() } else { format!("{fewest} to {most}") };
        let seen = format!("Each person would have about {seconds} seconds in “{}”.", segment.title.plain());
        let needed = u64::from(least).saturating_mul(u64::from(size.most)).div_ceil(60);
        let mend = format!("Give it {needed} minutes, or let people tell each other in pairs.");
        let told = ROUND_TOO_SHORT.say(&segment.span, &seen, mend);
        Some(rounds.fold(told, |told, (segment, ..)| told.also(segment.span.clone(), "this round is short, too")))
    };
    reading.outlines.iter().filter_map(tell).collect()
}

fn facilitator_leads_everything(reading: &Reading) -> Vec<Diagnostic> {
    let book = reading.book;
    let tell = |outline: &Outline| {
        let others = book.facilitators(outline.session);
        let led: Vec<&[Located<String>]> =
            outline.agenda.segments.iter().map(|segment| segment.leads.as_slice()).filter(|l| !l.is_empty()).collect();
        if others.len() < 2 || led.len() < 3 {
            return None;
        }
        let first = led.first()?.first()?;
        let who = book.who(&first.value)?;
        let is_theirs = |lead: &Located<String>| book.who(&lead.value).is_some_and(|lead| lead.meta.id == who.meta.id);
        if !led.iter().all(|leads| leads.iter().all(is_theirs)) {
            return None;
        }
        let other = others.iter().find(|other| *other.value != *who.meta.id)?;
        let other = book.person(&other.value).map_or(&*other.value, |person| &person.meta.title);
        let seen = format!("{} leads all {} parts of this agenda that say who does.", who.meta.title, led.len());
        let mend = format!("Give a part to somebody else: `Lead: {other}`.");
        Some(FACILITATOR_LEADS_EVERYTHING.say(&first.span, &seen, mend))
    };
    reading.outlines.iter().filter_map(tell).collect()
}

#[cfg(test)]
mod tests;
