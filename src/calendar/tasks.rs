//! The facilitators' own calendar: what there is to do, as events with an alarm. It is imported, and not subscribed to,
//! because calendars drop the alarms of a feed, and show no VTODO at all.

use jiff::{SignedDuration, Timestamp};

use super::component_writer::ComponentWriter;
use super::context::FeedContext;
use super::property::push_utc;
use super::{calendar, event, format};
use crate::handbook::Words;
use crate::handbook::identity::uid;
use crate::handbook::records::DatedSitting;
use crate::handbook::tasks::{Task, TaskKind, TaskSubject};

/// How long a task takes in the calendar.
const LENGTH: SignedDuration = SignedDuration::from_mins(15);

/// Returns what a task asks for: "Pack: What a corner says", in a line.
#[must_use]
pub fn task_title(task: &Task<'_>, words: &Words) -> String {
    let title = match &task.subject {
        TaskSubject::Sitting(dated) => &dated.session.meta.title,
        TaskSubject::Scenario(scenario) => &scenario.meta.title,
        TaskSubject::Values(values) => &values.meta.title,
    };
    let days = if let TaskKind::Reminder(days) = task.kind { days.to_string() } else { String::new() };
    words.fill(task.kind.words().0, &[("title", title), ("days", &days)])
}

/// Returns the calendar of `tasks`, in UTC: each is a moment, and moments need no zones.
#[must_use]
pub fn tasks_feed(tasks: &[Task<'_>], context: &FeedContext) -> String {
    let mut texts: Vec<String> = tasks.iter().map(|task| text(task, context)).collect();
    texts.dedup();
    let size = texts.iter().map(String::len).sum();
    // A calendar holds at least one component (RFC 5545 §3.6).
    let zones = if texts.is_empty() { context.home_timezone().unwrap_or_default() } else { String::new() };
    calendar(format, &zones, size, texts.into_iter())
}

fn text(task: &Task<'_>, context: &FeedContext) -> String {
    let start = task.at.timestamp();
    let mut text = String::with_capacity(512);
    let mut lines = ComponentWriter::new(&mut text);
    lines.begin("VEVENT");
    lines.text("UID", &task_uid(task, context));
    let (stamp, sequence) = match &task.subject {
        TaskSubject::Sitting(dated) => event::stamp_and_sequence(dated.session),
        TaskSubject::Scenario(_) | TaskSubject::Values(_) => (event::undated(), 0),
    };
    lines.write("DTSTAMP", |out| push_utc(stamp, out));
    lines.write("DTSTART", |out| push_utc(start, out));
    lines.write("DTEND", |out| push_utc(later(start), out));
    lines.plain("SEQUENCE", &sequence.to_string());
    lines.write("LAST-MODIFIED", |out| push_utc(stamp, out));
    lines.plain("STATUS", "CONFIRMED");
    lines.plain("TRANSP", "TRANSPARENT");
    let title = task_title(task, context.words);
    lines.text("SUMMARY", &title);
    lines.text("DESCRIPTION", context.words.get(task.kind.words().1));
    lines.begin("VALARM");
    lines.plain("ACTION", "DISPLAY");
    lines.text("DESCRIPTION", &title);
    lines.plain("TRIGGER", if task.kind == TaskKind::OpenRoom { "-PT10M" } else { "PT0S" });
    lines.end("VALARM");
    lines.end("VEVENT");
    text
}

fn later(start: Timestamp) -> Timestamp {
    start.checked_add(LENGTH).unwrap_or(start)
}

/// Returns a UID that stays when its session moves: importing the calendar again moves the task.
fn task_uid(task: &Task<'_>, context: &FeedContext) -> String {
    let community = context.community();
    let kind = match task.kind {
        TaskKind::Reminder(days) => format!("{}-{days}", task.kind.name()),
        kind => kind.name().to_owned(),
    };
    match &task.subject {
        TaskSubject::Sitting(dated) => {
            let DatedSitting { session, sitting } = dated;
            // Of a session that repeats, the day is the occurrence's name.
            let day = if session.repeats.is_some() && sitting.number == 1 {
                format!(".{}", dated.date())
            } else {
                String::new()
            };
            format!("{kind}{day}.{}", uid(session, sitting.number, community))
        }
        TaskSubject::Scenario(scenario) => format!("{kind}.{}@{}", scenario.meta.id, community.id),
        TaskSubject::Values(values) => format!("{kind}.{}@{}", values.meta.id, community.id),
    }
}
