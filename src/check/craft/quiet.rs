//! Moments that are not talk: quiet ones, what is shared after them, and the group's values.

use super::reading::{Outline, Reading};
use super::{Check, Guide, Looked, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::{SegmentKind, Voice};

pub const NO_REFLECTION: Check = Check {
    id: "no-reflection",
    level: Severity::Nudge,
    subject: Subject::Agenda,
    rule: "A session has some minutes of quiet: to write, to read, to think.",
    silent: "The agenda is still a sketch, it is shorter than 45 minutes or mostly practice, or a title or its details speak of writing, reflecting, silence or a pause.",
    why: "Not everybody thinks aloud, and some thoughts need a page before they can be shared",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(no_reflection),
};

pub const REFLECT_THEN_SHARE: Check = Check {
    id: "reflect-then-share",
    level: Severity::Note,
    subject: Subject::Agenda,
    rule: "After a quiet moment comes one in which people may share what they found.",
    silent: "The agenda is still a sketch, anything but a talk, a break or the close follows, or a title or its details speak of sharing.",
    why: "Reflecting alone and sharing with the group belong together",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(reflect_then_share),
};

pub const VALUES_NOT_IN_AGENDA: Check = Check {
    id: "values-not-in-agenda",
    level: Severity::Note,
    subject: Subject::Agenda,
    rule: "Each session has a moment for the group's values; they also stand on its page.",
    silent: "The agenda is still a sketch, the group has written none, or a title or its details speak of them, by their \
             names, as promises, norms and the like, or as “our three”.",
    why: "Values that are looked at every time are the ones that a group holds itself to",
    guide: Guide::Facilitators,
    part: None,
    look: Looked::Here(values_not_in_agenda),
};

/// In a shorter session a quiet minute is a luxury.
const LONG_ENOUGH: u32 = 45;

/// What speaks of quiet in other words than those that are read as such.
const QUIET: &[&str] = &[
    "quiet",
    "silen",
    "journal",
    "writ",
    "reflect",
    "breath",
    "meditat",
    "mindful",
    "ponder",
    "pause",
    "jot",
    "draw",
    "sketch",
    "still",
    "note",
    "letter",
    "think",
    "collage",
    "pencil",
    "alone",
    "nothing",
    "reading",
    "listen to",
    "heads-down",
    "heads down",
    "no talking",
    "without talking",
    "without words",
    "your own",
    "our own",
    "their own",
    "by yourself",
    "for yourself",
    "to yourself",
    "by ourselves",
    "for ourselves",
    "by themselves",
    "for themselves",
    "écri",
    "seul",
    "schreib",
    "allein",
    "schrijf",
    "escrib",
];

fn no_reflection(reading: &Reading) -> Vec<Diagnostic> {
    let tell = |outline: &Outline| {
        let length = outline.planned.unwrap_or(outline.laid.total);
        let is_quiet = || outline.laid.segments.iter().any(|timed| timed.voice == Voice::Quiet);
        if length < LONG_ENOUGH || outline.is_mostly_practice() || is_quiet() || outline.mentions(QUIET) {
            return None;
        }
        let seen = format!("None of these {length} minutes is quiet.");
        let line = outline.line(5, "Quiet writing", "reflection");
        Some(NO_REFLECTION.say(&outline.agenda.span, &seen, format!("Give a few to each person's own page: {line}.")))
    };
    reading.understood().filter_map(tell).collect()
}

/// What says that something is shared.
const SHARED: &[&str] = &[
    "shar",
    "aloud",
    "say",
    "tell",
    "hear",
    "each",
    "round",
    "circle",
    "gallery",
    "pair",
    "read out",
    "word",
    "whip",
    "everyone",
    "harvest",
    "takeaway",
    "take-away",
    "chat",
    "letter",
    "show",
    "hold up",
    "hold your",
    "swap",
    "post",
    "pin",
    "hang",
];

fn reflect_then_share(reading: &Reading) -> Vec<Diagnostic> {
    let tell = |outline: &Outline| {
        let mut last: Vec<_> = Vec::new();
        for (place, (segment, timed)) in outline.parts().enumerate().rev() {
            if outline.mentions_at(place, SHARED) {
                return None;
            }
            match timed.voice {
                Voice::Everyone | Voice::SmallGroups | Voice::WholeGroup => return None,
                Voice::Quiet if timed.kind == Some(SegmentKind::Reflection) => {
                    last.push(segment);
                    break;
                }
                Voice::Quiet | Voice::Facilitator | Voice::Nobody => {}
            }
        }
        let segment = last.pop()?;
        let seen = format!("Nothing after “{}” lets people share what they found.", segment.title.plain());
        let line = outline.line(5, "One line from your page, if you wish", "share back");
        Some(REFLECT_THEN_SHARE.say(&segment.span, &seen, format!("Add some minutes for it: {line}.")))
    };
    reading.understood().filter_map(tell).collect()
}

/// Values, in the languages that people here write in, and what groups call them.
const VALUES: &[&str] = &[
    "value",
    "valeur",
    "valor",
    "werte",
    "waarden",
    "norms",
    "norm ",
    "norm?",
    "promises",
    "principle",
    "pledge",
    "commitment",
    "ground rule",
    "house rule",
    "covenant",
    "motto",
    "creed",
];

/// How many there are, as people speak of values that all know: `which of our three`.
const COUNTS: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// A value as it is spoken of: its first words, up to a comma or the like, where these are more than one.
fn spoken(value: &str) -> &str {
    let first = value.split([',', ';', ':', '–', '—', '(']).next().unwrap_or_default().trim();
    if first.contains(' ') { first } else { value }
}

/// What the group calls its values, `our promises` without its `our`, and what it calls each of them.
fn called(reading: &Reading) -> Vec<String> {
    const OURS: [&str; 8] = ["our ", "the ", "my ", "these ", "group ", "nos ", "unsere ", "nuestros "];
    let Some(values) = &reading.book.values else { return Vec::new() };
    let of_all = values.meta.title.to_lowercase();
    let of_all = OURS.iter().find_map(|word| of_all.strip_prefix(word)).unwrap_or(&of_all).to_owned();
    let each = values.items.iter().map(|value| spoken(&value.title.to_lowercase()).to_owned());
    let count = values.items.len().checked_sub(2).and_then(|count| COUNTS.get(count));
    let all = count
        .into_iter()
        .flat_map(|count| [format!("our {count}"), format!("all {count}"), format!("the {count} values")]);
    each.chain([of_all]).chain(all).filter(|name| !name.trim().is_empty()).collect()
}

fn values_not_in_agenda(reading: &Reading) -> Vec<Diagnostic> {
    let values = reading.book.values.as_ref().map_or(0, |values| values.items.len());
    if values == 0 {
        return Vec::new();
    }
    let called = called(reading);
    let called: Vec<&str> = called.iter().map(String::as_str).chain(VALUES.iter().copied()).collect();
    let tell = |outline: &Outline| {
        let is_told = outline.laid.segments.iter().any(|timed| timed.kind == Some(SegmentKind::Values));
        if is_told || outline.mentions(&called) {
            return None;
        }
        let seen = match values {
            1 => "This agenda has no moment for what your group values.".to_owned(),
            values => format!("This agenda has no moment for the {values} values of your group."),
        };
        let mend = format!("Add one, such as {}.", outline.line(3, "Our values", "values"));
        Some(VALUES_NOT_IN_AGENDA.say(&outline.agenda.span, &seen, mend))
    };
    reading.understood().filter_map(tell).collect()
}

#[cfg(test)]
mod tests;
