//! Pairs and small groups: whether there are any on a screen, and whether they know what to do.

use super::reading::{Outline, Reading, is_of_the_group};
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::{Group, SegmentKind, Spelling, Voice};

pub const ONLINE_NEEDS_SMALL_GROUPS: Check = Check {
    id: "online-needs-small-groups",
    level: Severity::Nudge,
    subject: Subject::Agenda,
    rule: "A session that is held online has a part in pairs or small groups.",
    silent: "The agenda is still a sketch, it is shorter than 45 minutes or mostly practice, the group is smaller than 6, people may also come in person, or a title or \
             its details speak of pairs, partners, rooms or groups.",
    why: "In a small room people go deeper than on a screen full of faces",
    guide: Guide::Online,
    part: None,
    look: Looked::Here(online_needs_small_groups),
};

pub const BREAKOUT_INSTRUCTIONS: Check = Check {
    id: "breakout-instructions",
    level: Severity::Note,
    subject: Subject::Agenda,
    rule: "Small groups have a task, and somewhere to bring what they found.",
    silent: "The agenda is a list or a table, where a line has no room for it; the title is a question, or a method or a \
             reading gives the task; or what follows is for everyone or the whole group.",
    why: "Small groups are for deeper talk, and get there sooner when they know what about",
    guide: Guide::Online,
    part: None,
    look: Looked::Here(breakout_instructions),
};

/// Shorter sessions have no time for rooms.
const LONG_ENOUGH: u32 = 45;
/// A smaller group is a small group.
const MANY_ENOUGH: u32 = 6;

/// What speaks of small groups in other words than those that are read as such.
const SMALL_GROUPS: &[&str] = &[
    "small group",
    "smaller group",
    "groups of",
    "in groups",
    "group work",
    "groupwork",
    "room",
    "pair",
    "partner",
    "trio",
    "triad",
    "threes",
    "twos",
    "fours",
    "budd",
    "breakout",
    "break out",
    "breaking out",
    "duo",
    "dyad",
    "neighbour",
    "neighbor",
    "1:1",
    "colleague",
    "buddy",
    "buddies",
    "huddle",
    "two others",
    "one-on-one",
    "one to one",
    "1-2-4",
];

fn online_needs_small_groups(reading: &Reading) -> Vec<Diagnostic> {
    if reading.book.community.group_size.is_some_and(|size| size.most < MANY_ENOUGH) {
        return Vec::new();
    }
    let tell = |outline: &Outline| {
        let length = outline.planned.unwrap_or(outline.laid.total);
        let has_groups = || outline.laid.segments.iter().any(|timed| timed.voice == Voice::SmallGroups);
        if !outline.is_only_online()
            || length < LONG_ENOUGH
            || outline.is_mostly_practice()
            || has_groups()
            || outline.mentions(SMALL_GROUPS)
        {
            return None;
        }
        let seen = format!("Nobody meets in pairs or small groups in these {length} minutes online.");
        let line = outline.line(15, "...", "groups of 4");
        let mend = format!("Give one question to small rooms, such as {line}.");
        Some(ONLINE_NEEDS_SMALL_GROUPS.say(&outline.agenda.span, &seen, mend))
    };
    reading.understood().filter_map(tell).collect()
}

/// What says that small groups bring something back.
const BACK: &[&str] = &["back", "shar", "report", "bring", "gallery", "everyone", "whole", "tell", "post"];

fn breakout_instructions(reading: &Reading) -> Vec<Diagnostic> {
    let with_headings = reading.outlines.iter().filter(|outline| outline.agenda.spelling == Spelling::Headings);
    with_headings
        .flat_map(|outline| (0..outline.agenda.segments.len()).filter_map(|at| instructions(outline, at)))
        .collect()
}

/// What small groups are not told in the part at `at`.
fn instructions(outline: &Outline, at: usize) -> Option<Diagnostic> {
    let (segment, timed) = outline.parts().nth(at)?;
    let are_rooms = matches!(timed.kind, Some(SegmentKind::Breakout | SegmentKind::Groups));
    if !are_rooms || timed.group == Some(Group::Pairs) {
        return None;
    }
    let title = segment.title.plain();
    let has_task = !segment.details.is_empty()
        || segment.method.is_some()
        || !segment.readings.is_empty()
        || title.contains(['?', ':', ',', '–', '—'])
        || title.contains(" - ");
    let mut after = outline.parts().skip(at + 1);
    let comes_back = after.any(|(_, timed)| is_of_the_group(timed) || timed.voice == Voice::WholeGroup);
    let (seen, mend) = match (has_task, comes_back || outline.mentions_at(at, BACK)) {
        (true, true) => return None,
        (false, _) => (
            format!("“{title}” does not say what its groups are to do."),
            "Write the task below the heading, in the words that you will say.",
        ),
        (true, false) => (
            format!("What the groups find in “{title}” comes back to nobody."),
            "Say what each group brings back, and give it some minutes, such as `### 10 min - ... [share back]`.",
        ),
    };
    Some(BREAKOUT_INSTRUCTIONS.say(&segment.span, &seen, mend))
}

#[cfg(test)]
mod tests;
