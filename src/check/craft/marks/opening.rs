//! The first minutes of a session: who speaks in them.
//!
//! A slow opening gives one message: in the first session of a season that of [`introductions_first`]; otherwise that of
//! [`long_introduction`] where facilitators fill the time before the group speaks, and that of [`everyone_speaks_early`]
//! where something else does, or where the group never speaks.

use crate::check::craft::Check;
use crate::check::craft::context::{Context, Plan, count, is_of_the_group};
use crate::diagnostic::Diagnostic;
use crate::handbook::timeline::Timed;
use crate::handbook::{Segment, SegmentKind, Voice};

/// What comes before the group speaks.
struct Opening<'o> {
    /// The minute at which it speaks; `None` where it never does.
    first_voice: Option<u32>,
    /// The parts before it, or all; without breaks, in which people talk, and what `tech-after-start` reports.
    before: Vec<(&'o Segment, &'o Timed)>,
    /// The minutes of these parts.
    minutes: u32,
    /// The minutes of those that facilitators lead.
    led: u32,
}

/// Returns how an agenda opens, where its lengths and kinds up to that minute are known.
fn opening<'o>(plan: &'o Plan<'_>) -> Option<Opening<'o>> {
    let mut before: Vec<_> = plan.parts().take_while(|(_, timed)| !is_of_the_group(timed)).collect();
    if !before.iter().all(|(_, timed)| timed.is_known() && timed.minutes.is_some()) {
        return None;
    }
    let first = plan.laid.segments.get(before.len()).and_then(|timed| timed.placed.start);
    before.retain(|(_, timed)| match timed.kind {
        Some(SegmentKind::Break) => false,
        Some(SegmentKind::Tech) => plan.tech_first().is_none(),
        _ => timed.placed.end.is_none_or(|end| end > 0),
    });
    let led = before.iter().filter(|(_, timed)| timed.voice == Voice::Facilitator);
    Some(Opening {
        first_voice: first.and_then(|start| u32::try_from(start.max(0)).ok()),
        minutes: before.iter().map(|(_, timed)| timed.placed.fresh).sum(),
        led: led.map(|(_, timed)| timed.placed.fresh).sum(),
        before,
    })
}

pub fn everyone_speaks_early(plan: &Plan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let most = context.numbers.opening_minutes;
    let opening = opening(plan).filter(|_| !plan.is_first)?;
    let (span, seen) = match opening.first_voice {
        Some(_) if opening.minutes <= most || opening.led > most => return None,
        Some(first) => {
            (&opening.before.first()?.0.span, format!("Everyone first speaks {first} minutes after the start."))
        }
        None if !plan.is_wholly_marked() => return None,
        None => {
            let seen = "No part of this agenda is marked for everyone, for pairs or for small groups.";
            (&plan.agenda.span, seen.to_owned())
        }
    };
    let mend = format!("Begin with a short round, such as {}.", plan.line(5, "Check-in", "everyone"));
    Some(check.say(span, &seen, mend))
}

pub fn long_introduction(plan: &Plan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let most = context.numbers.opening_minutes;
    let opening = opening(plan).filter(|opening| !plan.is_first && opening.led > most)?;
    let (first, minutes) = (opening.first_voice?, opening.led);
    let led = opening.before.iter().rev().filter(|(_, timed)| timed.voice == Voice::Facilitator);
    let (longest, _) = led.max_by_key(|(_, timed)| timed.minutes)?;
    let seen = if minutes == first {
        format!("Only facilitators speak in the first {minutes} minutes.")
    } else {
        format!("Facilitators speak for {minutes} of the {first} minutes before everyone else does.")
    };
    let most = count(most, "minute");
    let mend = format!("Put a round first and shorten this to {most}, or send it by mail beforehand.");
    Some(check.say(&longest.span, &seen, mend))
}

pub fn introductions_first(plan: &Plan, context: &Context, check: &Check) -> Option<Diagnostic> {
    // A moment of quiet arrives as a welcome does.
    let is_brief_welcome = |timed: &Timed| {
        (timed.kind == Some(SegmentKind::Welcome) || timed.voice == Voice::Quiet)
            && timed.minutes.is_some_and(|minutes| minutes <= context.numbers.opening_minutes)
    };
    let is_before = |timed: &Timed| matches!(timed.kind, Some(SegmentKind::Break | SegmentKind::Tech));
    let mut parts = plan.parts().skip_while(|(_, timed)| is_before(timed)).peekable();
    parts.next_if(|(_, timed)| is_brief_welcome(timed));
    let (part, timed) = parts.next().or_else(|| plan.parts().next())?;
    if !plan.is_first || !timed.is_known() || is_of_the_group(timed) {
        return None;
    }
    let then = match plan.laid.first_voice {
        Some(first) => format!("; everyone speaks {first} minutes after the start"),
        None if plan.is_wholly_marked() => ", and no part is marked for everyone".to_owned(),
        None => return None,
    };
    let seen = format!("This first session begins with “{}”{then}.", part.title.plain());
    let line = plan.line(15, "Introductions", "everyone");
    Some(check.say(&part.span, &seen, format!("Begin with a round, such as {line}.")))
}

pub fn tech_after_start(plan: &Plan, _: &Context, check: &Check) -> Option<Diagnostic> {
    let (segment, minutes) = plan.tech_first()?;
    // `agenda-adds-up` reports these minutes where they make the agenda too long.
    let over = plan.laid.total.checked_sub(plan.laid.scheduled.unwrap_or(u32::MAX));
    if over.is_some_and(|over| (1..=minutes).contains(&over)) || segment.end.is_some_and(|end| end <= 0) {
        return None;
    }
    let long = if minutes == 0 { String::new() } else { format!("{} of ", count(minutes, "minute")) };
    let seen = format!("The agenda begins with {long}trying out the equipment.");
    let mend = "Take it out of the agenda and open the room earlier: `doors_open: 10 minutes before`.";
    Some(check.say(&segment.span, &seen, mend))
}

#[cfg(test)]
mod tests;
