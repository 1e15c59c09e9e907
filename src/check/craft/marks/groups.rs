//! Pairs and small groups: whether there are any online, how large they are, how long they have, what they do.

use crate::check::craft::Check;
use crate::check::craft::context::{Context, Plan, count, is_bare};
use crate::diagnostic::Diagnostic;
use crate::handbook::timeline::Timed;
use crate::handbook::{Group, Segment, SegmentKind, Spelling, Voice};

/// Shorter sessions have no time for rooms.
const LONG_ENOUGH: u32 = 45;
/// So many people are still a small group.
const MOST: u32 = 6;
/// Fewer minutes are over before a group has found its chairs.
const LEAST_MINUTES: u32 = 5;

pub fn online_needs_small_groups(plan: &Plan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let is_small = context.book.community.group_size.is_some_and(|size| size.most < MOST);
    let is_asked = plan.is_wholly_marked() && plan.is_only_online() && plan.length() >= LONG_ENOUGH;
    if !is_asked || is_small || plan.is_mostly_practice() || plan.has_voice(Voice::SmallGroups) {
        return None;
    }
    let seen = format!("No part of these {} minutes online is marked for pairs or small groups.", plan.length());
    let mend = format!("Give one question to small rooms, such as {}.", plan.line(15, "...", "groups of 4"));
    Some(check.say(&plan.agenda.span, &seen, mend))
}

/// Returns the parts in small groups; pairs are no groups here.
fn groups<'p>(plan: &'p Plan) -> impl Iterator<Item = (&'p Segment, &'p Timed)> {
    plan.parts().filter(|(_, timed)| timed.voice == Voice::SmallGroups && timed.group != Some(Group::Pairs))
}

pub fn groups_too_large(plan: &Plan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let size = context.book.community.group_size;
    let people = |timed: &Timed| match timed.group? {
        Group::Of(people) => Some(people),
        Group::Count(groups) => size?.least.div_ceil(groups.max(1)).into(),
        Group::Whole | Group::Pairs => None,
    };
    let large = |(part, timed)| Some((part, people(timed).filter(|people| *people > MOST)?));
    let (part, people): (&Segment, u32) = groups(plan).find_map(large)?;
    let seen = format!("The groups in “{}” have {people} people each, more than {MOST}.", part.title.plain());
    Some(check.say(&part.span, &seen, "Make more and smaller groups, such as `[groups of 4]`."))
}

pub fn groups_too_short(plan: &Plan, _: &Context, check: &Check) -> Option<Diagnostic> {
    let mut groups = groups(plan).filter(|(_, timed)| timed.kind != Some(SegmentKind::Pairs));
    let short = |(part, timed): (_, &Timed)| Some((part, timed.minutes.filter(|minutes| *minutes < LEAST_MINUTES)?));
    let (part, minutes): (&Segment, u32) = groups.find_map(short)?;
    let seen = format!("Small groups have {} in “{}”.", count(minutes, "minute"), part.title.plain());
    let mend = format!("Give them {LEAST_MINUTES} minutes or more, or let people talk in pairs.");
    Some(check.say(&part.span, &seen, mend))
}

/// Looks only at agendas of headings, where there is room for a task, and at titles that say nothing but the kind.
pub fn breakout_instructions(plan: &Plan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let says_nothing = |part: &Segment| {
        let is_named = is_bare(part) && context.book.title_kinds.kind(&part.phrase).is_some();
        is_named && part.details.is_empty() && part.method.is_none() && part.readings.is_empty()
    };
    let is_room = |timed: &Timed| matches!(timed.kind, Some(SegmentKind::Breakout | SegmentKind::Groups));
    let mut groups = groups(plan).filter(|_| plan.agenda.spelling == Spelling::Headings);
    let (part, _) = groups.find(|(part, timed)| is_room(timed) && says_nothing(part))?;
    let seen = format!("Below “{}” there is no task for the groups.", part.title.plain());
    Some(check.say(&part.span, &seen, "Write the task below the heading, in the words that you will say."))
}

pub fn method_not_online(plan: &Plan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let method = |part: &Segment| context.book.method(&part.method.as_ref()?.value);
    let mut used = plan.agenda.segments.iter().filter_map(|part| Some((part, method(part)?)));
    let (part, method) = used.find(|(_, method)| plan.is_only_online() && method.in_person && !method.online)?;
    let seen = format!("This session is online, and the method “{}” works in person only.", method.meta.title);
    let mend = "Use another method, or describe its online version and write `works: [in person, online]` in its file.";
    Some(check.say(&part.span, &seen, mend))
}

#[cfg(test)]
mod tests;
