//! How the talking is shared, and what is not talk: quiet parts, the group's values, breaks.

use crate::check::craft::Check;
use crate::check::craft::context::{Context, Plan, count, is_bare};
use crate::diagnostic::Diagnostic;
use crate::handbook::timeline::Timed;
use crate::handbook::{Segment, SegmentKind, Voice};

/// Less talk than this has no balance worth weighing.
const LEAST_TALK: u64 = 20;

pub fn balance_of_voices(plan: &Plan, context: &Context, check: &Check) -> Option<Diagnostic> {
    // Whole-group talk counts half, so all is counted in half minutes. Where it is not known who speaks, it is the group.
    let (mut talk, mut facilitators, mut group, mut is_shared) = (0_u64, 0_u64, 0_u64, false);
    for timed in &plan.laid.segments {
        let halves = 2 * u64::from(timed.placed.fresh);
        match timed.voice {
            Voice::Quiet | Voice::Nobody => continue,
            Voice::Facilitator => facilitators += halves,
            Voice::WholeGroup if timed.is_known() => group += halves / 2,
            Voice::Everyone | Voice::SmallGroups | Voice::WholeGroup => {
                is_shared = true;
                group += halves;
            }
        }
        talk += halves;
    }
    if plan.laid.incomplete || !plan.is_finished() || talk < 2 * LEAST_TALK {
        return None;
    }
    let percent = |part: u64| part * 100 / talk;
    let (led, shared) = (percent(facilitators), percent(group));
    let (seen, mend) = if led > u64::from(context.numbers.facilitator_share) {
        let (facilitators, talk) = (facilitators / 2, talk / 2);
        let seen = format!("Facilitators and speakers have {facilitators} of {talk} minutes of talking ({led} %).");
        (seen, "Turn part of the longest talk into pairs or questions, or send it to be read beforehand.")
    } else if is_shared && shared < u64::from(context.numbers.group_share) {
        let seen = format!(
            "Rounds, pairs and small groups have {shared} % of the talking, with whole-group talk counted half."
        );
        (seen, "Let pairs or small groups begin one of the discussions.")
    } else {
        return None;
    };
    Some(check.say(&plan.agenda.span, &seen, mend))
}

pub fn round_too_short(plan: &Plan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let size = context.book.community.group_size?;
    let least = context.numbers.round_seconds;
    // A longer title (“Check-in: one word”) and the details say how the round goes.
    let is_plain = |part: &Segment| {
        let is_named = context.book.title_kinds.kind(&part.phrase) == Some(SegmentKind::Everyone);
        is_named && is_bare(part) && part.details.is_empty()
    };
    let rounds = plan.parts().filter(|(part, timed)| timed.kind == Some(SegmentKind::Everyone) && is_plain(part));
    let mut short = rounds.filter_map(|(part, timed)| Some((part, timed.seconds_each.filter(|each| each.0 < least)?)));
    let (part, (fewest, most)) = short.next()?;
    let seconds = if fewest == most { count(most, "second") } else { format!("{fewest} to {most} seconds") };
    let seen = format!("Each person has about {seconds} in “{}”.", part.title.plain());
    let needed = u32::try_from((u64::from(least) * u64::from(size.most)).div_ceil(60)).unwrap_or(u32::MAX);
    let mend = format!("Give it {}, or let people tell each other in pairs.", count(needed, "minute"));
    let found = check.say(&part.span, &seen, mend);
    Some(short.fold(found, |found, (part, _)| found.also(part.span.clone(), "this round is short, too")))
}

/// In a shorter session a quiet minute is a luxury.
const LONG_ENOUGH: u32 = 45;

pub fn no_reflection(plan: &Plan, _: &Context, check: &Check) -> Option<Diagnostic> {
    let is_long = plan.is_wholly_marked() && plan.length() >= LONG_ENOUGH;
    if !is_long || plan.is_mostly_practice() || plan.has_voice(Voice::Quiet) {
        return None;
    }
    let seen = format!("No part of these {} minutes is marked as quiet.", plan.length());
    let line = plan.line(5, "Quiet writing", "reflection");
    Some(check.say(&plan.agenda.span, &seen, format!("Add a few minutes in which each person writes: {line}.")))
}

pub fn reflect_then_share(plan: &Plan, _: &Context, check: &Check) -> Option<Diagnostic> {
    let is_shared = |timed: &Timed| matches!(timed.voice, Voice::Everyone | Voice::SmallGroups | Voice::WholeGroup);
    let mut after = plan.parts().rev().take_while(|(_, timed)| !is_shared(timed));
    // Of several quiet parts the last one is followed by least.
    let (part, _) = after.find(|(_, timed)| timed.kind == Some(SegmentKind::Reflection))?;
    let seen = format!("No part after “{}” is marked for the group to share.", part.title.plain());
    let line = plan.line(5, "One line from your page, if you wish", "share back");
    plan.is_wholly_marked().then(|| check.say(&part.span, &seen, format!("Add some minutes for it: {line}.")))
}

pub fn values_not_in_agenda(plan: &Plan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let has_values = context.book.values.as_ref().is_some_and(|values| !values.items.is_empty());
    if !has_values || !plan.is_wholly_marked() || plan.has_kind(SegmentKind::Values) {
        return None;
    }
    let mend = format!("Add one, such as {}.", plan.line(3, "Our values", "values"));
    Some(check.say(&plan.agenda.span, "No part of this agenda is marked for the group's values.", mend))
}

pub fn long_sitting(plan: &Plan, context: &Context, check: &Check) -> Option<Diagnostic> {
    // The first part of the time without a break, and its minutes; now, and where it is longest.
    let mut sitting: Option<(&Segment, u32)> = None;
    let mut longest = (plan.agenda.segments.first()?, 0);
    for (part, timed) in plan.parts() {
        // A gap between two parts is a break, too; and what has no length or no kind may be one.
        let may_be_rest = timed.minutes.is_none() || !timed.is_known();
        let is_rest = may_be_rest || matches!(timed.kind, Some(SegmentKind::Break | SegmentKind::Practice));
        let (first, before) = sitting.filter(|_| timed.placed.gap == 0).unwrap_or((part, 0));
        sitting = (!is_rest).then(|| (first, before.saturating_add(timed.placed.fresh)));
        longest = sitting.filter(|(_, minutes)| *minutes > longest.1).unwrap_or(longest);
    }
    let (first, minutes) = longest;
    if minutes <= context.numbers.sitting_minutes {
        return None;
    }
    let seen =
        format!("From “{}” on there are {minutes} minutes without a part marked as a break.", first.title.plain());
    let line = plan.line(10, "Tea and a stretch", "break");
    Some(check.say(&first.span, &seen, format!("Put a break near the middle: {line}.")))
}

#[cfg(test)]
mod tests;
