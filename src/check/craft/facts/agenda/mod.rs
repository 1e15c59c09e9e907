//! Agendas as numbers: whether they fit the session's hours, who leads them, whether their parts have a kind.

use crate::check::craft::{Check, Context, SessionPlan, count, table};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::Segment;
use crate::handbook::timeline::SessionClock;
use crate::parse::fields::listed;
use crate::source::Located;

/// The fewest minutes between two times that are reported.
const SOME: i32 = 5;

/// A level, what was seen, and how to mend it.
type Finding = (Severity, String, String);

pub fn agenda_adds_up(plan: &SessionPlan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let planned = i32::try_from(plan.laid.scheduled?).ok()?;
    if plan.laid.has_further_days() {
        return None;
    }
    let is_timed = plan.agenda.segments.iter().any(|part| part.start.is_some() || part.end.is_some());
    let (severity, seen, mend) = if is_timed { hours(plan, context, planned) } else { sum(plan, context, planned) }?;
    Some(Diagnostic { severity, ..check.say(&plan.agenda.span, &seen, mend) })
}

/// Compares the sum of the minutes with the length of the session.
fn sum(plan: &SessionPlan, context: &Context, planned: i32) -> Option<Finding> {
    let total = i32::try_from(plan.laid.total).ok()?;
    let over = total - planned;
    if over <= 0 {
        let seen = format!("This agenda fills {total} of {planned} minutes.");
        let mend = format!("Give the other {} minutes to a part that needs them, or plan a shorter session.", -over);
        return is_early(plan, over).then_some((Severity::Nudge, seen, mend));
    }
    let end = clock(plan, context, total);
    let seen =
        format!("This agenda takes {}, {over} more than planned, and would end at {end}.", count(total, "minute"));
    let mend = match plan.tech_first().filter(|(_, minutes)| over.unsigned_abs() <= *minutes) {
        Some((tech, _)) => format!(
            "Take “{}” out of the agenda, and open the room earlier: `doors_open: 10 minutes before`.",
            tech.title.plain()
        ),
        None => format!("Take {} out of it, or plan a longer session.", count(over, "minute")),
    };
    Some((level_over(plan, over)?, seen, mend))
}

/// Compares the written clock times with the hours of the session.
fn hours(plan: &SessionPlan, context: &Context, planned: i32) -> Option<Finding> {
    let at = |minute| clock(plan, context, minute);
    let placed = || plan.laid.segments.iter().map(|timed| timed.placed);
    let last = placed().filter_map(|placed| placed.end).max().unwrap_or(planned);
    let over = last - planned;
    let level = level_over(plan, over);
    // A number below the last part may be the time at which all is over.
    let is_early = is_early(plan, over) && !plan.agenda.outro.plain().contains(|c: char| c.is_ascii_digit());
    let end = match (level, is_early) {
        (Some(_), _) => Some(format!("runs to {}, {} after the session's end", at(last), count(over, "minute"))),
        (None, true) => Some(format!("ends at {}, {} minutes before the session's end", at(last), -over)),
        (None, false) => None,
    };
    // Parts that are over before the session begins are for arriving, unless the end of the agenda is another one, too.
    let is_across = placed().any(|it| it.start.is_some_and(|start| start < 0) && it.end.is_none_or(|end| end > 0));
    let is_told = |first: &i32| *first >= SOME || is_across || (*first < 0 && end.is_some());
    let first = placed().next()?.start.filter(is_told);
    let mend = if first.is_none() && end.is_none() {
        "Add what happens then, such as `- 12:00 Lunch [break]`; pages show the gap as it is."
    } else {
        "Change the times in the agenda or those of the session, so that both say the same."
    };
    let gaps = placed().skip(1).filter_map(|it| Some((it.start? - i32::try_from(it.gap).ok()?, it.start?)));
    let gaps = gaps.filter(|(from, to)| to - from >= SOME && *from >= 0);
    let gaps: Vec<String> = gaps.map(|(from, to)| format!("from {} to {}", at(from), at(to))).collect();
    let differences = [
        first.map(|first| format!("begins at {} instead of {}", at(first), at(0))),
        (!gaps.is_empty()).then(|| format!("plans nothing {}", gaps.join(" and "))),
        end,
    ];
    let differences: Vec<&str> = differences.iter().flatten().map(String::as_str).collect();
    let seen = format!("The agenda {}.", listed(&differences, "and"));
    (!differences.is_empty()).then(|| (level.unwrap_or(Severity::Nudge), seen, mend.to_owned()))
}

/// Returns the level of an agenda that is `over` minutes too long; lengths that are about right may be a little more.
fn level_over(plan: &SessionPlan, over: i32) -> Option<Severity> {
    match plan.laid.segments.iter().any(|timed| timed.about) {
        false if over > 0 => Some(Severity::Warning),
        true if over >= SOME => Some(Severity::Nudge),
        _ => None,
    }
}

/// Returns whether a whole agenda leaves some minutes over.
fn is_early(plan: &SessionPlan, over: i32) -> bool {
    -over >= SOME && !plan.laid.incomplete && plan.is_finished()
}

/// Writes the clock time that many minutes after the start of the session.
fn clock(plan: &SessionPlan, context: &Context, minute: i32) -> String {
    let time = SessionClock::new(plan.agenda, plan.sitting.as_ref()).at(minute);
    time.map_or_else(String::new, |time| context.clock(time))
}

pub fn facilitator_leads_everything(plan: &SessionPlan, context: &Context, check: &Check) -> Option<Diagnostic> {
    let book = context.book;
    let others = book.facilitators(plan.session);
    let led: Vec<&Segment> = plan.agenda.segments.iter().filter(|part| !part.leads.is_empty()).collect();
    let first = led.first()?.leads.first()?;
    let who = book.who(&first.value)?;
    let is_theirs = |lead: &Located<String>| book.who(&lead.value).is_some_and(|lead| lead.meta.id == who.meta.id);
    if others.len() < 2 || led.len() < 3 || !led.iter().flat_map(|part| &part.leads).all(is_theirs) {
        return None;
    }
    let other = others.iter().find(|other| *other.value != *who.meta.id)?;
    let other = book.person(&other.value).map_or(&*other.value, |person| &person.meta.title);
    let seen = format!("{} leads all {} parts of this agenda that name a lead.", who.meta.title, led.len());
    Some(check.say(&first.span, &seen, format!("Give a part to somebody else: `Lead: {other}`.")))
}

/// Reports once what marking the parts would give.
pub fn parts_unmarked(context: &Context, check: &Check) -> Option<Diagnostic> {
    let is_unmarked = |plan: &&SessionPlan| plan.is_read && plan.laid.total > 0 && !plan.laid.is_marked;
    let unmarked: Vec<&SessionPlan> = context.plans.iter().filter(is_unmarked).collect();
    let first = unmarked.first()?;
    let which = match unmarked.len() {
        1 => "this agenda".to_owned(),
        several => format!("{several} coming agendas, of which this is the first,"),
    };
    let seen = format!("Too few parts of {which} say what kind they are.");
    let marks = table::CHECKS.iter().filter(|check| check.is_mark()).count();
    let line = first.line(10, "Hello", "everyone");
    let mend =
        format!("Mark them, such as {line}; then {marks} more checks and the bar of voices on the page can help.");
    Some(check.say(&first.agenda.span, &seen, mend))
}

#[cfg(test)]
mod tests;
