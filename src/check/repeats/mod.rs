//! Checks of sessions that repeat, and of those that stand for one occurrence.

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::handbook::schedule::{OCCURRENCES_AT_MOST, nth_of_month, rule_dates};
use crate::handbook::session::{Every, Meeting, Repeats, When};
use crate::handbook::{EntryKind, Handbook, Session};
use crate::redact::Drafts;
use crate::source::{Located, Span};

use super::times::words;

/// Reports rules that end before they begin, give more than 200 days, do not exist in every month, or leave out days on
/// which they do not fall.
pub fn repeats(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for session in &handbook.book.sessions {
        if let (Some(repeats), When::On(meeting)) = (&session.repeats, &session.when.value) {
            rule(meeting, repeats, &mut diagnostics);
        }
    }
    diagnostics
}

fn rule(meeting: &Meeting, repeats: &Located<Repeats>, diagnostics: &mut Vec<Diagnostic>) {
    let Repeats { every, until, except } = &repeats.value;
    let error = |code, message: String, help: &str| Diagnostic::error(code, repeats.span.clone(), message).help(help);
    let first = meeting.date;
    if *until < first {
        let message =
            format!("The session stops repeating on {}, before it begins on {}.", words(*until), words(first));
        let help = "Check `until` and `date`, and their years too: one of them is wrong.";
        diagnostics.push(error("dates-in-order", message, help));
        return;
    }
    if matches!(every, Every::Months(_)) && nth_of_month(first) == 5 {
        let day = first.strftime("%A");
        let message = format!("{} is the fifth {day} of its month, and most months have no fifth {day}.", words(first));
        let help = "Begin on one of the first four, or write each session as a file of its own.";
        diagnostics.push(error("fifth-weekday", message, help));
        return;
    }
    if too_many(first, *every, *until) {
        let message = format!("This session would take place more than {OCCURRENCES_AT_MOST} times.");
        let help = "Set `until` to the end of the season, and write the next season as a session of its own.";
        diagnostics.push(error("too-many-occurrences", message, help));
        return;
    }
    let days = rule_dates(first, &repeats.value);
    for exception in except.iter().filter(|exception| !days.contains(&exception.value)) {
        let message = format!("The session does not take place on {} anyway.", words(exception.value));
        let near = nearest(&days, exception.value)
            .map(|day| format!("Did you mean {}? If not, take this day out.", words(day)));
        let help = near.unwrap_or_else(|| "Take it out of `except`.".to_owned());
        diagnostics.push(Diagnostic::warning("except-unused", exception.span.clone(), message).help(help));
    }
}

/// Returns whether the rule gives more days than a session may have. Its days themselves are cut at that number.
fn too_many(first: Date, every: Every, until: Date) -> bool {
    let most = i64::try_from(OCCURRENCES_AT_MOST).unwrap_or(i64::MAX);
    let steps = match every {
        Every::Weeks(weeks) => i64::from((until - first).get_days()) / (7 * i64::from(weeks.max(1))),
        Every::Months(months) => {
            let whole = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month());
            // The last month counts only if its day comes before `until`.
            let last = until.first_of_month().nth_weekday_of_month(nth_of_month(first), first.weekday());
            let short = last.is_ok_and(|last| last > until);
            (whole(until) - whole(first) - i64::from(short)) / i64::from(months.max(1))
        }
    };
    steps + 1 > most
}

fn nearest(days: &[Date], day: Date) -> Option<Date> {
    let distance = |other: &Date| (*other - day).get_days().abs();
    days.iter().copied().min_by_key(distance).filter(|near| distance(near) <= 7)
}

/// Reports sessions that stand for an occurrence of what does not repeat, or on a day on which it does not fall.
pub fn occurrences_of(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let book = &handbook.book;
    book.sessions
        .iter()
        .filter_map(|session| {
            let replaced = session.occurrence_of.as_ref()?;
            let original = book.session(&replaced.session.value)?;
            if original.repeats.is_none() && book.index.unread.may_hold(EntryKind::Session, &original.meta.id) {
                return None;
            }
            stands_for(original, replaced.date, session.day(), &replaced.session.span)
        })
        .collect()
}

fn stands_for(original: &Session, moved: Option<Date>, own_day: Option<Date>, span: &Span) -> Option<Diagnostic> {
    let id = &original.meta.id;
    let error =
        |message: String, help: String| Some(Diagnostic::error("no-such-occurrence", span.clone(), message).help(help));
    if original.repeats.is_none() {
        let help = format!("Give `{id}` a `repeats`, or take `occurrence_of` out.");
        return error(format!("`{id}` does not repeat, so no session can replace one of its days."), help);
    }
    let day = moved.or(own_day)?;
    let (Some(repeats), When::On(meeting)) = (&original.repeats, &original.when.value) else { return None };
    // A day that `except` leaves out may be stood for all the same.
    let days = rule_dates(meeting.date, &repeats.value);
    if days.is_empty() || days.contains(&day) {
        return None;
    }
    let example = nearest(&days, day).or_else(|| days.first().copied())?;
    let help = format!("Name the day that it replaces: `occurrence_of: {{id: {id}, date: {example}}}`.");
    error(format!("`{id}` does not take place on {}.", words(day)), help)
}

#[cfg(test)]
mod tests;
