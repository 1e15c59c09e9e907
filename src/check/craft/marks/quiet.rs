//! Parts that are not talk: quiet ones, what follows them, the group's values, breaks.

use crate::check::craft::Check;
use crate::check::craft::context::{Context, Plan};
use crate::diagnostic::Diagnostic;
use crate::handbook::timeline::Timed;
use crate::handbook::{Segment, SegmentKind, Voice};

/// In a shorter session a quiet minute is a luxury.
const LONG_ENOUGH: u32 = 45;

pub fn no_reflection(plan: &Plan, _: &Context, check: &Check) -> Option<Diagnostic> {
    let is_quiet = || plan.laid.segments.iter().any(|timed| timed.voice == Voice::Quiet);
    if !plan.is_wholly_marked() || plan.length() < LONG_ENOUGH || plan.is_mostly_practice() || is_quiet() {
        return None;
    }
    let seen = format!("No part of these {} minutes is marked as quiet.", plan.length());
    let line = plan.line(5, "Quiet writing", "reflection");
    Some(check.say(&plan.agenda.span, &seen, format!("Add a few minutes in which each person writes: {line}.")))
}

pub fn reflect_then_share(plan: &Plan, _: &Context, check: &Check) -> Option<Diagnostic> {
    if !plan.is_wholly_marked() {
        return None;
    }
    let is_shared = |timed: &Timed| matches!(timed.voice, Voice::Everyone | Voice::SmallGroups | Voice::WholeGroup);
    let after = plan.parts().rev().take_while(|(_, timed)| !is_shared(timed));
    let quiet = after.filter(|(_, timed)| timed.kind == Some(SegmentKind::Reflection));
    // Of several quiet parts the last one is followed by least.
    let (segment, _) = quiet.into_iter().next()?;
    let seen = format!("No part after “{}” is marked for the group to share.", segment.title.plain());
    let line = plan.line(5, "One line from your page, if you wish", "share back");
    Some(check.say(&segment.span, &seen, format!("Add some minutes for it: {line}.")))
}

pub fn values_not_in_agenda(plan: &Plan, context: &Context, check: &Check) -> Option<Diagnostic> {
    context.book.values.as_ref().filter(|values| !values.items.is_empty())?;
    let is_marked = || plan.laid.segments.iter().any(|timed| timed.kind == Some(SegmentKind::Values));
    if !plan.is_wholly_marked() || is_marked() {
        return None;
    }
    let mend = format!("Add one, such as {}.", plan.line(3, "Our values", "values"));
    Some(check.say(&plan.agenda.span, "No part of this agenda is marked for the group's values.", mend))
}

/// Returns the longest time without a break: the first part of it, and its minutes. A part of which the length or the
/// kind is not known may be a break, and so ends it.
fn longest<'a>(plan: &Plan<'a>) -> Option<(&'a Segment, u32)> {
    let mut sitting: Option<(&Segment, u32)> = None;
    let mut longest = sitting;
    for (segment, timed) in plan.parts() {
        let is_rest = matches!(timed.kind, Some(SegmentKind::Break | SegmentKind::Practice));
        // A gap between two parts is a break, too.
        let before = sitting.filter(|_| timed.placed.gap == 0);
        sitting = match timed.minutes {
            Some(_) if timed.is_known() && !is_rest => {
                let (first, before) = before.unwrap_or((segment, 0));
                Some((first, before.saturating_add(timed.placed.fresh)))
            }
            _ => None,
        };
        if sitting.map(|(_, minutes)| minutes) > longest.map(|(_, minutes)| minutes) {
            longest = sitting;
        }
    }
    longest
}

pub fn long_sitting(plan: &Plan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let (first, minutes) = longest(plan).filter(|(_, minutes)| *minutes > context.numbers.sitting_minutes)?;
    let seen =
        format!("From “{}” on there are {minutes} minutes without a part marked as a break.", first.title.plain());
    let line = plan.line(10, "Tea and a stretch", "break");
    Some(check.say(&first.span, &seen, format!("Put a break near the middle: {line}.")))
}

#[cfg(test)]
mod tests;
