//! How the talking is shared, and whether each person has time to speak in a round.

use crate::check::craft::Check;
use crate::check::craft::context::{Context, Plan, count, is_bare};
use crate::diagnostic::Diagnostic;
use crate::handbook::{SegmentKind, Voice};

/// Less talk than this has no balance worth weighing.
const LEAST_TALK: u64 = 20;

pub fn balance_of_voices(plan: &Plan, context: &Context, check: &Check) -> Option<Diagnostic> {
    if plan.laid.incomplete || !plan.is_finished() {
        return None;
    }
    // Whole-group talk counts half, so all is counted in half minutes. Where it is not known who speaks, it is the group.
    let (mut talk, mut facilitators, mut group, mut is_shared) = (0_u64, 0_u64, 0_u64, false);
    for timed in &plan.laid.segments {
        let halves = 2 * u64::from(timed.placed.fresh);
        match timed.voice {
            Voice::Quiet | Voice::Nobody => continue,
            Voice::Facilitator => facilitators += halves,
            Voice::WholeGroup if timed.is_known() => group += halves / 2,
            Voice::Everyone | Voice::SmallGroups | Voice::WholeGroup | Voice::Unmarked => {
                is_shared = true;
                group += halves;
            }
        }
        talk += halves;
    }
    if talk < 2 * LEAST_TALK {
        return None;
    }
    let percent = |part: u64| part * 100 / talk;
    let span = &plan.agenda.span;
    if percent(facilitators) > u64::from(context.numbers.facilitator_share) {
        let seen = format!(
            "Facilitators and speakers have {} of {} minutes of talking ({} %).",
            facilitators / 2,
            talk / 2,
            percent(facilitators)
        );
        let mend = "Turn part of the longest talk into pairs or questions, or send it to be read beforehand.";
        return Some(check.say(span, &seen, mend));
    }
    if !is_shared || percent(group) >= u64::from(context.numbers.group_share) {
        return None;
    }
    let seen = format!(
        "Rounds, pairs and small groups have {} % of the talking, with whole-group talk counted half.",
        percent(group)
    );
    Some(check.say(span, &seen, "Let pairs or small groups begin one of the discussions."))
}

pub fn round_too_short(plan: &Plan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let size = context.book.community.group_size?;
    let least = context.numbers.round_seconds;
    let mut rounds = plan.parts().filter_map(|(segment, timed)| {
        let (fewest, most) = timed.seconds_each.filter(|(fewest, _)| *fewest < least)?;
        // A longer title (“Check-in: one word”) and the details say how the round goes.
        let is_named = context.book.title_kinds.kind(&segment.phrase) == Some(SegmentKind::Everyone);
        let is_plain = is_named && is_bare(segment) && segment.details.is_empty();
        (timed.kind == Some(SegmentKind::Everyone) && is_plain).then_some((segment, fewest, most))
    });
    let (segment, fewest, most) = rounds.next()?;
    let seconds = if fewest == most { count(most, "second") } else { format!("{fewest} to {most} seconds") };
    let seen = format!("Each person has about {seconds} in “{}”.", segment.title.plain());
    let needed = u32::try_from((u64::from(least) * u64::from(size.most)).div_ceil(60)).unwrap_or(u32::MAX);
    let mend = format!("Give it {}, or let people tell each other in pairs.", count(needed, "minute"));
    let found = check.say(&segment.span, &seen, mend);
    Some(rounds.fold(found, |found, (segment, ..)| found.also(segment.span.clone(), "this round is short, too")))
}

#[cfg(test)]
mod tests;
