//! Agendas as numbers: whether they fit the session's hours, who leads them, whether their parts have a kind.

use crate::check::craft::context::{Context, Plan, count};
use crate::check::craft::{Check, table};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::timeline::Clock;
use crate::source::Located;

/// Fewer minutes than this between two times are nothing to report.
const SOME: i32 = 5;
/// What begins later is on another day.
const DAY: i32 = 24 * 60;

pub fn agenda_adds_up(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let is_one_day = |plan: &&Plan| {
        let mut starts = plan.laid.segments.iter().filter_map(|timed| timed.placed.start);
        starts.all(|start| start < DAY)
    };
    let is_timed = |plan: &Plan| plan.agenda.segments.iter().any(|part| part.start.is_some() || part.end.is_some());
    let find = |plan| if is_timed(plan) { hours(plan, context, check) } else { sum(plan, context, check) };
    context.plans.iter().filter(is_one_day).filter_map(find).collect()
}

/// Compares the sum of the minutes with the length of the session.
fn sum(plan: &Plan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let (total, planned) = (i32::try_from(plan.laid.total).ok()?, i32::try_from(plan.laid.scheduled?).ok()?);
    let (over, span) = (total - planned, &plan.agenda.span);
    if over > 0 {
        let level = level_over(plan, over)?;
        let end = clock(plan, context, total).map_or(String::new(), |end| format!(", and would end at {end}"));
        let seen = format!("This agenda takes {}, {over} more than planned{end}.", count(total, "minute"));
        let mend = match plan.tech_first().filter(|(_, minutes)| i64::from(over) <= i64::from(*minutes)) {
            Some((tech, _)) => format!(
                "Take “{}” out of the agenda, and open the room earlier: `doors_open: 10 minutes before`.",
                tech.title.plain()
            ),
            None => format!("Take {} out of it, or plan a longer session.", count(over, "minute")),
        };
        return Some(check.say_as(level, span, &seen, mend));
    }
    if -over < SOME || plan.laid.incomplete || !plan.is_finished() {
        return None;
    }
    let seen = format!("This agenda fills {total} of {planned} minutes.");
    let mend = format!("Give the other {} minutes to a part that needs them, or plan a shorter session.", -over);
    Some(check.say_as(Severity::Nudge, span, &seen, mend))
}

/// Compares the written clock times with the hours of the session.
fn hours(plan: &Plan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let planned = i32::try_from(plan.laid.scheduled?).ok()?;
    let at = |minute| clock(plan, context, minute);
    let (level, last) = end(plan, planned, &at);
    let begin = begin(plan, last.is_some()).and_then(|minute| Some((at(minute)?, at(0)?)));
    let gaps: Vec<String> =
        gaps(plan).into_iter().filter_map(|(from, to)| Some(format!("from {} to {}", at(from)?, at(to)?))).collect();
    let only_gaps = begin.is_none() && last.is_none();
    let gaps = (!gaps.is_empty()).then(|| format!("plans nothing {}", gaps.join(" and ")));
    let rest: Vec<String> = gaps.into_iter().chain(last).collect();
    let seen = match begin {
        Some((agenda, session)) => {
            let rest = if rest.is_empty() { String::new() } else { format!("; it {}", rest.join(", and ")) };
            format!("The agenda begins at {agenda}, the session at {session}{rest}.")
        }
        None if rest.is_empty() => return None,
        None => format!("The agenda {}.", rest.join(", and ")),
    };
    let mend = if only_gaps {
        "Add what happens then, such as `- 12:00 Lunch [break]`; pages show the gap as it is."
    } else {
        "Change the times in the agenda or those of the session, so that both say the same."
    };
    Some(check.say_as(level, &plan.agenda.span, &seen, mend))
}

/// Returns the minute at which the agenda begins, where the session does not. Parts that are over before the session
/// begins are for arriving, unless the end of the agenda is another one, too.
fn begin(plan: &Plan, is_end_other: bool) -> Option<i32> {
    let first = plan.laid.segments.first()?.placed.start?;
    let is_across = plan.laid.segments.iter().any(|timed| {
        let (start, end) = (timed.placed.start, timed.placed.end);
        start.is_some_and(|start| start < 0) && end.is_none_or(|end| end > 0)
    });
    (first >= SOME || is_across || (first < 0 && is_end_other)).then_some(first)
}

/// Returns how the end of the agenda differs from that of the session, and how much that matters.
fn end(plan: &Plan, planned: i32, at: &dyn Fn(i32) -> Option<String>) -> (Severity, Option<String>) {
    let last = plan.laid.segments.iter().filter_map(|timed| timed.placed.end).max();
    let Some((last, end)) = last.and_then(|last| Some((last, at(last)?))) else { return (Severity::Nudge, None) };
    let over = last - planned;
    if over > 0 {
        let level = level_over(plan, over);
        let said = level.map(|_| format!("runs to {end}, {} after the session's end", count(over, "minute")));
        return (level.unwrap_or(Severity::Nudge), said);
    }
    let is_early = -over >= SOME && !plan.laid.incomplete && plan.is_finished();
    (Severity::Nudge, is_early.then(|| format!("ends at {end}, {} minutes before the session's end", -over)))
}

/// Returns the times between two parts in which nothing is planned.
fn gaps(plan: &Plan) -> Vec<(i32, i32)> {
    let placed = plan.laid.segments.iter().skip(1).map(|timed| timed.placed);
    let gaps = placed.filter_map(|placed| Some((placed.start? - i32::try_from(placed.gap).ok()?, placed.start?)));
    gaps.filter(|(from, to)| to - from >= SOME && *from >= 0).collect()
}

/// Returns how much it matters that an agenda is too long; lengths that are about right may be a little more.
fn level_over(plan: &Plan, over: i32) -> Option<Severity> {
    match plan.laid.segments.iter().any(|timed| timed.about) {
        true if over < SOME => None,
        true => Some(Severity::Nudge),
        false => Some(Severity::Warning),
    }
}

/// Writes the clock time so many minutes after the start of the session.
fn clock(plan: &Plan, context: &Context, minute: i32) -> Option<String> {
    Some(context.clock(Clock::new(plan.agenda, plan.sitting.as_ref()).at(minute)?))
}

pub fn facilitator_leads_everything(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let book = context.book;
    let find = |plan: &Plan| {
        let others = book.facilitators(plan.session);
        let led = plan.agenda.segments.iter().map(|segment| segment.leads.as_slice());
        let led: Vec<&[Located<String>]> = led.filter(|leads| !leads.is_empty()).collect();
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
        let seen = format!("{} leads all {} parts of this agenda that name a lead.", who.meta.title, led.len());
        Some(check.say(&first.span, &seen, format!("Give a part to somebody else: `Lead: {other}`.")))
    };
    context.plans.iter().filter_map(find).collect()
}

/// Says once what marking the parts would give.
pub fn parts_unmarked(context: &Context, check: &Check) -> Vec<Diagnostic> {
    let is_unmarked = |plan: &&Plan| plan.is_read && plan.laid.total > 0 && !plan.laid.is_marked;
    let unmarked: Vec<&Plan> = context.plans.iter().filter(is_unmarked).collect();
    let Some(first) = unmarked.first() else { return Vec::new() };
    let seen = match unmarked.len() {
        1 => "Too few parts of this agenda say what kind they are.".to_owned(),
        several => {
            format!("In {several} coming agendas, beginning with this one, too few parts say what kind they are.")
        }
    };
    let marks = table::CHECKS.iter().filter(|check| check.tier == super::super::Tier::Mark).count();
    let mend = format!(
        "Mark them, such as {}; then {marks} more checks and the bar of voices on the page can help.",
        first.line(10, "Hello", "everyone")
    );
    vec![check.say(&first.agenda.span, &seen, mend)]
}

#[cfg(test)]
mod tests;
