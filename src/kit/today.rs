//! The kit's first page: what is due, a message for each meeting that is near, and its papers.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use crate::calendar::task_title;
use crate::diagnostic::Diagnostic;
use crate::handbook::private::Join;
use crate::handbook::records::DatedSitting;
use crate::handbook::session::Status;
use crate::handbook::tasks::{Task, TaskKind, TaskSubject};
use crate::handbook::{Id, Words, date_words};
use crate::render::{Output, Renderer};

use super::message::message;
use super::run_sheet::SheetPath;
use super::{CALENDAR, KitSettings, SCENARIO_MAIL, debrief};

/// The days for which a task stands on the page before it is due.
const DAYS_COMING: i32 = 14;

#[derive(Serialize)]
struct TodayView<'a> {
    today: String,
    calendar: &'static str,
    last_debrief: Option<&'static str>,
    /// Title and mail of each coming meeting that has changed or is cancelled.
    news: Vec<(String, String)>,
    tasks: Vec<TaskView<'a>>,
    meetings: Vec<MeetingView<'a>>,
    /// Title and path of each paper of the group.
    shelf: Vec<(&'a str, &'a str)>,
}

#[derive(Serialize)]
struct TaskView<'a> {
    title: String,
    how: &'a str,
    /// The page of the mails that it asks for.
    mail: Option<String>,
    day: String,
    time: String,
    /// Whether its day is over.
    is_late: bool,
    is_today: bool,
}

#[derive(Serialize)]
struct MeetingView<'a> {
    title: &'a str,
    date: String,
    is_cancelled: bool,
    run_sheet: &'a str,
    run: String,
    sheets: String,
    mail: String,
    /// `None` for one that is over.
    message: Option<String>,
}

/// Makes the page.
///
/// # Errors
///
/// When its template fails.
pub(super) fn page(
    renderer: &Renderer,
    tasks: &[Task<'_>],
    sheets: &[SheetPath<'_>],
    papers: &[(&'static str, &str)],
    has_debrief: bool,
    joins: &BTreeMap<Id, Join>,
    settings: &KitSettings<'_>,
) -> Result<Output, Vec<Diagnostic>> {
    let (words, book, today) = (renderer.words(), renderer.public().book(), settings.today);
    let last = today.checked_add(DAYS_COMING.days()).unwrap_or(today);
    let clock = date_words::clock(&book.community, words);
    let home = &book.community.timezone.value;
    let time = |task: &Task<'_>| {
        let time = date_words::clock_time(task.at.time(), clock, words);
        let is_elsewhere = task.at.offset() != home.to_offset(task.at.timestamp());
        if is_elsewhere { format!("{time} ({})", date_words::zone_name(task.at.time_zone(), words)) } else { time }
    };
    let due = tasks.iter().filter(|task| task.at.date() <= last);
    let view = TodayView {
        today: date_words::long_date(today, words),
        calendar: CALENDAR,
        last_debrief: has_debrief.then_some(debrief::PAGE),
        news: sheets.iter().filter_map(|sheet| news(sheet, sheets, today, words)).collect(),
        tasks: due
            .map(|task| TaskView {
                title: task_title(task, words),
                how: words.get(task.kind.words().1),
                mail: mail_of(task, sheets),
                day: date_words::day(task.at.date(), words),
                time: time(task),
                is_late: task.at.date() < today,
                is_today: task.at.date() == today,
            })
            .collect(),
        shelf: papers.iter().map(|(title, path)| (words.get(title), *path)).collect(),
        meetings: sheets
            .iter()
            .map(|sheet| {
                let dated = sheet.dated;
                let join = joins.get(&dated.session.meta.id);
                MeetingView {
                    title: &dated.session.meta.title,
                    date: date_words::long_date(dated.date(), words),
                    is_cancelled: dated.session.status == Status::Cancelled,
                    run_sheet: &sheet.path,
                    run: sheet.paper("run"),
                    sheets: sheet.paper("sheets"),
                    mail: mail_page(sheet.dated, sheets).unwrap_or_default(),
                    message: (dated.date() >= today).then(|| message(dated, join, book, words)),
                }
            })
            .collect(),
    };
    renderer.other_page("index.html", "kit-today.html", words.get("kit_today"), &view)
}

/// Returns where the mail lies that a task asks for.
fn mail_of(task: &Task<'_>, sheets: &[SheetPath<'_>]) -> Option<String> {
    match (&task.subject, task.kind) {
        (TaskSubject::Scenario(_), TaskKind::LineUp) => Some(SCENARIO_MAIL.to_owned()),
        (TaskSubject::Sitting(dated), TaskKind::Reminder(_) | TaskKind::FollowUp | TaskKind::TouchBase) => {
            let page = mail_page(dated, sheets)?;
            let part =
                if let TaskKind::Reminder(days) = task.kind { format!("#reminder-{days}") } else { String::new() };
            Some(page + &part)
        }
        _ => None,
    }
}

/// Returns the page of the mails about a sitting, which is that of the first one where several are offered.
fn mail_page(dated: &DatedSitting<'_>, sheets: &[SheetPath<'_>]) -> Option<String> {
    let is_own = |sheet: &&SheetPath<'_>| sheet.dated.is_same(dated) || sheet.dated.is_offered_with(dated);
    sheets.iter().find(is_own).map(|sheet| sheet.paper("mail"))
}

/// The days for which something new about a meeting stands on the page.
const DAYS_OF_NEWS: i32 = 14;

/// Returns what everyone should be told about a coming meeting, and where the mail lies.
fn news(sheet: &SheetPath<'_>, sheets: &[SheetPath<'_>], today: Date, words: &Words) -> Option<(String, String)> {
    let session = sheet.dated.session;
    let is_own = session.repeats.is_none() || session.day() == Some(sheet.dated.date());
    let newest = session.changes.last().filter(|_| is_own);
    let is_new =
        newest.is_some_and(|change| change.date.until(today).is_ok_and(|span| span.get_days() <= DAYS_OF_NEWS));
    let is_cancelled = session.status == Status::Cancelled;
    if sheet.dated.date() < today || !(is_new || (is_cancelled && newest.is_none())) {
        return None;
    }
    let key = if is_cancelled { "kit_news_cancelled" } else { "kit_news_changed" };
    Some((words.fill(key, &[("title", &session.meta.title)]), mail_page(sheet.dated, sheets)? + "#changed"))
}
