//! Checks that need to know what kind the parts of an agenda are: each looks at one coming agenda whose parts are
//! marked. That something is missing is reported only where every part has a kind.
//!
//! A slow opening gives one message: in the first session of a season that of [`introductions_first`]; otherwise that
//! of [`long_introduction`] where facilitators fill the time before the group speaks, and that of
//! [`everyone_speaks_early`] where something else does, or where the group never speaks.

use super::{Check, Context, SessionPlan, count};
use crate::diagnostic::Diagnostic;
use crate::handbook::session::Place;
use crate::handbook::timeline::Timed;
use crate::handbook::{Grouping, Segment, SegmentKind, Spelling, Voice};

/// Returns whether the group itself speaks: a round, pairs, small groups.
fn is_of_the_group(timed: &Timed) -> bool {
    matches!(timed.voice, Voice::Everyone | Voice::SmallGroups)
}

/// The parts before the group speaks.
struct Opening<'o> {
    /// The parts before it, or all; without breaks, in which people talk, and what `tech-after-start` reports.
    before: Vec<(&'o Segment, &'o Timed)>,
    /// The minutes of these parts, and of those that facilitators lead.
    minutes: u32,
    led: u32,
}

/// Returns the opening of an agenda, where its lengths and kinds up to that minute are known.
fn opening<'o>(plan: &'o SessionPlan<'_>) -> Option<Opening<'o>> {
    let mut before: Vec<_> = plan.parts().take_while(|(_, timed)| !is_of_the_group(timed)).collect();
    if !before.iter().all(|(_, timed)| timed.is_known() && timed.minutes.is_some()) {
        return None;
    }
    before.retain(|(_, timed)| match timed.kind {
        Some(SegmentKind::Break) => false,
        Some(SegmentKind::Tech) => plan.tech_first().is_none(),
        _ => timed.placed.end.is_none_or(|end| end > 0),
    });
    let led = before.iter().filter(|(_, timed)| timed.voice == Voice::Facilitator);
    let led = led.map(|(_, timed)| timed.placed.fresh).sum();
    Some(Opening { minutes: before.iter().map(|(_, timed)| timed.placed.fresh).sum(), led, before })
}

pub fn everyone_speaks_early(plan: &SessionPlan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let most = context.numbers.opening_minutes;
    let opening = opening(plan).filter(|_| !plan.is_first)?;
    let (span, seen) = match plan.laid.first_voice {
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

pub fn long_introduction(plan: &SessionPlan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let most = context.numbers.opening_minutes;
    let opening = opening(plan).filter(|opening| !plan.is_first && opening.led > most)?;
    let (first, minutes) = (plan.laid.first_voice?, opening.led);
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

pub fn introductions_first(plan: &SessionPlan, context: &Context, check: &Check) -> Option<Diagnostic> {
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

pub fn tech_after_start(plan: &SessionPlan, _: &Context, check: &Check) -> Option<Diagnostic> {
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

/// The minutes of talk below which there is no balance worth weighing.
const LEAST_TALK: u64 = 20;

pub fn balance_of_voices(plan: &SessionPlan, context: &Context, check: &Check) -> Option<Diagnostic> {
    // Whole-group talk counts half, so all is counted in half minutes. Where it is not known who speaks, it is the
    // group.
    let (mut talk, mut facilitators, mut group, mut is_shared) = (0_u64, 0_u64, 0_u64, false);
    for timed in &plan.laid.segments {
        let halves = 2 * u64::from(timed.placed.fresh);
        match timed.voice {
            Voice::Quiet | Voice::Nobody => continue,
            Voice::Facilitator => facilitators += halves,
            Voice::WholeGroup => group += halves / 2,
            Voice::Everyone | Voice::SmallGroups | Voice::Unmarked => {
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
    let is_led = led > u64::from(context.numbers.facilitator_share);
    let is_quiet = is_shared && shared < u64::from(context.numbers.group_share);
    let mend = match (is_led, is_quiet) {
        (true, _) => "Turn part of the longest talk into pairs or questions, or send it to be read beforehand.",
        (false, true) => "Let pairs or small groups begin one of the discussions.",
        (false, false) => return None,
    };
    let seen = format!(
        "Of {} minutes of talking, facilitators and speakers have {led} %; rounds, pairs and small groups have {shared} %, \
         with whole-group talk counted half.",
        talk / 2
    );
    Some(check.say(&plan.agenda.span, &seen, mend))
}

/// Returns the kind of which the whole title is the name, so that it says nothing more.
fn bare_kind(part: &Segment, context: &Context) -> Option<SegmentKind> {
    let is_bare = part.title.plain().trim().chars().count() == part.phrase.chars().count();
    context.book.title_kinds.kind(&part.phrase).filter(|_| is_bare)
}

pub fn round_too_short(plan: &SessionPlan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let size = context.book.community.group_size?;
    let least = context.numbers.round_seconds;
    let everyone = Some(SegmentKind::Everyone);
    // A longer title (“Check-in: one word”) and the details say how the round goes.
    let is_plain = |part: &Segment| bare_kind(part, context) == everyone && part.details.is_empty();
    let rounds = plan.parts().filter(|(part, timed)| timed.kind == everyone && is_plain(part));
    let mut short = rounds.filter_map(|(part, timed)| Some((part, timed.seconds_each.filter(|each| each.0 < least)?)));
    let (part, (fewest, most)) = short.next()?;
    let seconds = if fewest == most { count(most, "second") } else { format!("{fewest} to {most} seconds") };
    let seen = format!("Each person has about {seconds} in “{}”.", part.title.plain());
    let needed = u32::try_from((u64::from(least) * u64::from(size.most)).div_ceil(60)).unwrap_or(u32::MAX);
    let mend = format!("Give it {}, or let people tell each other in pairs.", count(needed, "minute"));
    let found = check.say(&part.span, &seen, mend);
    Some(short.fold(found, |found, (part, _)| found.also(part.span.clone(), "this round is short, too")))
}

/// The minutes of a session that has time for rooms and for quiet.
const LONG_ENOUGH: u32 = 45;

/// Returns the minutes of a long session whose parts all have a kind, and in which people talk for most of the time,
/// instead of doing something.
fn long_talk(plan: &SessionPlan) -> Option<u32> {
    let practice = plan.laid.segments.iter().filter(|timed| timed.kind == Some(SegmentKind::Practice));
    let practice: u64 = practice.map(|timed| u64::from(timed.placed.fresh)).sum();
    let is_talk = plan.is_wholly_marked() && practice * 2 < u64::from(plan.laid.total);
    plan.laid.scheduled.or(Some(plan.laid.total)).filter(|minutes| is_talk && *minutes >= LONG_ENOUGH)
}

/// Returns whether members meet on a screen and nowhere else.
fn is_only_online(plan: &SessionPlan) -> bool {
    plan.session.place.as_ref().is_some_and(Place::is_only_online)
}

/// The most people of a small group.
const MOST: u32 = 6;
/// The fewest minutes of small groups; fewer are over before a group has found its chairs.
const LEAST_MINUTES: u32 = 5;

pub fn online_needs_small_groups(plan: &SessionPlan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let minutes = long_talk(plan).filter(|_| is_only_online(plan) && !plan.has_voice(Voice::SmallGroups))?;
    if context.book.community.group_size.is_some_and(|size| size.most < MOST) {
        return None;
    }
    let seen = format!("No part of these {minutes} minutes online is marked for pairs or small groups.");
    let mend = format!("Give one question to small rooms, such as {}.", plan.line(15, "...", "groups of 4"));
    Some(check.say(&plan.agenda.span, &seen, mend))
}

/// Returns the parts in small groups; pairs are no groups here.
fn groups<'p>(plan: &'p SessionPlan) -> impl Iterator<Item = (&'p Segment, &'p Timed)> {
    plan.parts().filter(|(_, timed)| timed.voice == Voice::SmallGroups && timed.group != Some(Grouping::Pairs))
}

pub fn groups_too_large(plan: &SessionPlan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let size = context.book.community.group_size;
    let people = |timed: &Timed| match timed.group? {
        Grouping::Of(people) => Some(people),
        Grouping::Count(groups) => size?.least.div_ceil(groups.max(1)).into(),
        Grouping::Whole | Grouping::Pairs => None,
    };
    let large = |(part, timed)| Some((part, people(timed).filter(|people| *people > MOST)?));
    let (part, people): (&Segment, u32) = groups(plan).find_map(large)?;
    let seen = format!("The groups in “{}” have {people} people each, more than {MOST}.", part.title.plain());
    Some(check.say(&part.span, &seen, "Make more and smaller groups, such as `[groups of 4]`."))
}

pub fn groups_too_short(plan: &SessionPlan, _: &Context, check: &Check) -> Option<Diagnostic> {
    let mut groups = groups(plan).filter(|(_, timed)| timed.kind != Some(SegmentKind::Pairs));
    let short = |(part, timed): (_, &Timed)| Some((part, timed.minutes.filter(|minutes| *minutes < LEAST_MINUTES)?));
    let (part, minutes): (&Segment, u32) = groups.find_map(short)?;
    let seen = format!("Small groups have {} in “{}”.", count(minutes, "minute"), part.title.plain());
    let mend = format!("Give them {LEAST_MINUTES} minutes or more, or let people talk in pairs.");
    Some(check.say(&part.span, &seen, mend))
}

/// Reports small groups without a task; only in agendas of headings, where there is room for one, and where the title
/// says nothing but the kind.
pub fn breakout_instructions(plan: &SessionPlan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let says_nothing = |part: &Segment| {
        bare_kind(part, context).is_some()
            && part.details.is_empty()
            && part.method.is_none()
            && part.readings.is_empty()
    };
    let is_room = |timed: &Timed| matches!(timed.kind, Some(SegmentKind::Breakout | SegmentKind::Groups));
    let mut groups = groups(plan).filter(|_| plan.agenda.spelling == Spelling::Headings);
    let (part, _) = groups.find(|(part, timed)| is_room(timed) && says_nothing(part))?;
    let seen = format!("Below “{}” there is no task for the groups.", part.title.plain());
    Some(check.say(&part.span, &seen, "Write the task below the heading, in the words that you will say."))
}

pub fn method_not_online(plan: &SessionPlan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let method = |part: &Segment| context.book.method(&part.method.as_ref()?.value);
    let mut used = plan.agenda.segments.iter().filter_map(|part| Some((part, method(part)?)));
    let (part, method) = used.find(|(_, method)| is_only_online(plan) && method.in_person && !method.online)?;
    let seen = format!("This session is online, and the method “{}” works in person only.", method.meta.title);
    let mend = "Use another method, or describe its online version and write `works: [in person, online]` in its file.";
    Some(check.say(&part.span, &seen, mend))
}

pub fn no_reflection(plan: &SessionPlan, _: &Context, check: &Check) -> Option<Diagnostic> {
    let minutes = long_talk(plan).filter(|_| !plan.has_voice(Voice::Quiet))?;
    let seen = format!("No part of these {minutes} minutes is marked as quiet.");
    let line = plan.line(5, "Quiet writing", "reflection");
    Some(check.say(&plan.agenda.span, &seen, format!("Add a few minutes in which each person writes: {line}.")))
}

pub fn reflect_then_share(plan: &SessionPlan, _: &Context, check: &Check) -> Option<Diagnostic> {
    let is_shared = |timed: &Timed| matches!(timed.voice, Voice::Everyone | Voice::SmallGroups | Voice::WholeGroup);
    let mut after = plan.parts().rev().take_while(|(_, timed)| !is_shared(timed));
    // Of several quiet parts the last one is followed by least.
    let (part, _) = after.find(|(_, timed)| timed.kind == Some(SegmentKind::Reflection))?;
    let seen = format!("No part after “{}” is marked for the group to share.", part.title.plain());
    let line = plan.line(5, "One line from your page, if you wish", "share back");
    plan.is_wholly_marked().then(|| check.say(&part.span, &seen, format!("Add some minutes for it: {line}.")))
}

pub fn values_not_in_agenda(plan: &SessionPlan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let has_values = context.book.values.as_ref().is_some_and(|values| !values.items.is_empty());
    let is_marked = || plan.laid.segments.iter().any(|timed| timed.kind == Some(SegmentKind::Values));
    if !has_values || !plan.is_wholly_marked() || is_marked() {
        return None;
    }
    let mend = format!("Add one, such as {}.", plan.line(3, "Our values", "values"));
    Some(check.say(&plan.agenda.span, "No part of this agenda is marked for the group's values.", mend))
}

pub fn long_sitting(plan: &SessionPlan, context: &Context, check: &Check) -> Option<Diagnostic> {
    // The first part of the time without a break, and its minutes; now, and where it is longest.
    let mut sitting: Option<(&Segment, u32)> = None;
    let mut longest = (plan.agenda.segments.first()?, 0);
    for (part, timed) in plan.parts() {
        // A gap between two parts is a break, too; and a part without a length or a kind may be one.
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
