//! The facilitators' kit: a small site of papers and screens for those who hold the meetings, which is never published.
//!
//! Each part is given only what it may show: tasks and messages are made from the public book and the ways to join;
//! run sheets get the notes of their own session's file and members' first names, lists to sign their whole names, and
//! nothing else that is private.

mod code;
mod debrief;
mod mail;
mod message;
mod papers;
mod report;
mod run_sheet;
mod run_view;
mod sheets;
mod today;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::FxHashSet;

use crate::calendar;
use crate::diagnostic::Diagnostic;
use crate::handbook::private::{Callout, Join, Member};
use crate::handbook::records::{DatedSitting, Period, Records, dated_sittings, given_and_family, records, spreadsheet};
use crate::handbook::session::Status;
use crate::handbook::tasks::{Task, TaskKind, TaskSubject, tasks};
use crate::handbook::{Handbook, Id};
use crate::render::{Output, Renderer};

use mail::{MailInputs, MailMember};
use papers::PaperInputs;

/// The path of the calendar of tasks.
pub const CALENDAR: &str = "facilitator.ics";

/// The path of the mails to those who answer a scenario first.
const SCENARIO_MAIL: &str = "scenario-mail.html";

/// The days ahead that a kit is for.
const DAYS_AHEAD: i32 = 60;

/// The inputs of a kit beside the site's renderer.
pub struct KitSettings<'a> {
    pub today: Date,
    /// The one session to make everything of; `None` for what is near.
    pub session: Option<&'a str>,
    /// The address of the site, or the way to it from the kit's first page; `None` where it is not known.
    pub site: Option<&'a str>,
}

/// The texts of the private part of a handbook that a kit may show.
struct KitTexts<'a> {
    joins: &'a BTreeMap<Id, Join>,
    callouts: &'a [Arc<Callout>],
    /// First names, in the order of the roster.
    names: Vec<&'a str>,
}

/// Makes every file of the kit, in the order of their paths' making.
///
/// # Errors
///
/// When a template fails.
pub fn kit(
    renderer: &Renderer,
    handbook: &Handbook,
    settings: &KitSettings<'_>,
) -> Result<Vec<Output>, Vec<Diagnostic>> {
    let (book, private) = (renderer.public().book(), &handbook.private);
    let all = dated_sittings(book);
    let chosen = near(&all, settings);
    let texts = KitTexts { joins: &private.joins, callouts: &private.callouts, names: told_apart(&private.roster) };
    let sheets: Vec<run_sheet::SheetPath<'_>> = run_sheet::paths(&chosen);
    let mut outputs = Vec::new();
    let is_held = |sheet: &&run_sheet::SheetPath<'_>| sheet.dated.session.status != Status::Cancelled;
    for sheet in sheets.iter().filter(is_held) {
        outputs.extend(run_sheet::pages(renderer, sheet, &texts, settings)?);
        outputs.push(sheets::page(renderer, sheet, &private.roster, settings)?);
    }
    let records = records(handbook, Period::default(), settings.today);
    let every_task = tasks(book, private.preferences.tasks_at);
    let feeds = calendar::mail_context(renderer.public(), texts.joins, renderer.words(), settings.today);
    let addressed = |member: &Member| MailMember { name: member.name.clone(), email: member.email.clone() };
    let members: Vec<MailMember> = private.roster.iter().map(addressed).collect();
    let inputs = MailInputs {
        feeds: &feeds,
        members: &members,
        preferences: &private.preferences,
        records: &records,
        joins: texts.joins,
        sittings: &all,
        tasks: &every_task,
        today: settings.today,
    };
    let mut mails = mail::for_scenarios(renderer, SCENARIO_MAIL, &inputs)?;
    // Of a session that is offered several times, members choose one: there is one page of mails.
    let is_first = |(place, sheet): &(usize, &run_sheet::SheetPath<'_>)| {
        !sheets[..*place].iter().any(|other| other.dated.is_offered_with(sheet.dated))
    };
    for (_, sheet) in sheets.iter().enumerate().filter(is_first) {
        mails.extend(mail::page(renderer, sheet.dated, &sheet.paper("mail"), &inputs)?);
    }
    // Several mails bring along the calendar file of one session.
    let mut paths: FxHashSet<String> = FxHashSet::default();
    outputs.extend(mails.into_iter().filter(|output| paths.insert(output.path.clone())));
    let tasks = open_tasks(&every_task, handbook, &records, settings.today);
    let inputs = PaperInputs { roster: &private.roster, preferences: &private.preferences, sittings: &all, settings };
    let shelf = papers::pages(renderer, &inputs)?;
    let listed: Vec<_> = shelf.iter().map(|(words, output)| (*words, output.path.as_str())).collect();
    let last_debrief = debrief::page(renderer, &private.debriefs, &all, settings)?;
    let has_debrief = last_debrief.is_some();
    outputs.extend(last_debrief);
    outputs.push(today::page(renderer, &tasks, &sheets, &listed, has_debrief, texts.joins, settings)?);
    outputs.extend(shelf.into_iter().map(|(_, output)| output));
    outputs.push(report::report(renderer, &records)?);
    outputs.push(report::certificates(renderer, &records, settings.today)?);
    outputs.push(Output { path: "report.csv".to_owned(), bytes: spreadsheet(&records).into_bytes() });
    let calendar = calendar::tasks_feed(&tasks, &renderer.feed_context());
    outputs.push(Output { path: CALENDAR.to_owned(), bytes: calendar.into_bytes() });
    let theme = renderer.theme();
    let assets = theme.assets.iter().chain(&theme.kit_assets);
    outputs.extend(assets.map(|(path, bytes)| Output { path: path.clone(), bytes: bytes.clone() }));
    Ok(outputs)
}

/// Returns whether the page at `path` of a kit is a run view.
#[must_use]
pub fn is_run_view(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.starts_with("run.") || (name.starts_with("run-") && !name.starts_with("run-sheet"))
}

/// Returns the tasks that may still be to do. A record is asked for until it is there, and nobody is reminded of what is
/// over. Of all else nobody knows whether it was done: after a week it was, or never will be.
fn open_tasks<'b>(all: &[Task<'b>], handbook: &Handbook, records: &Records, today: Date) -> Vec<Task<'b>> {
    let done = done(handbook, records);
    let week_ago = today.checked_sub(7.days()).unwrap_or(today);
    let is_open = |task: &&Task<'_>| match &task.subject {
        TaskSubject::Sitting(dated) if matches!(task.kind, TaskKind::Records | TaskKind::Mentor) => {
            !done.contains(&(task.kind, dated.session.meta.id.clone(), dated.date()))
                && (task.kind == TaskKind::Records || task.at.date() >= week_ago)
        }
        TaskSubject::Sitting(dated) if dated.date() < today => {
            matches!(task.kind, TaskKind::FollowUp | TaskKind::TouchBase) && task.at.date() >= week_ago
        }
        TaskSubject::Scenario(scenario) => {
            scenario.opens.as_ref().is_some_and(|opens| opens.value >= today) && task.at.date() >= week_ago
        }
        TaskSubject::Sitting(_) | TaskSubject::Values(_) => task.at.date() >= week_ago,
    };
    all.iter().filter(is_open).cloned().collect()
}

/// Returns the tasks of which the records say that they were done: by kind, session and day.
fn done(handbook: &Handbook, records: &Records) -> FxHashSet<(TaskKind, Id, Date)> {
    let marked = records.held.iter().filter(|held| held.marks.is_some());
    let mut done: FxHashSet<_> = marked.map(|held| (TaskKind::Records, held.session.clone(), held.date)).collect();
    let sittings = dated_sittings(&handbook.book);
    for place in handbook.private.debriefs.iter().flat_map(|one| debrief::places(one, &sittings, &handbook.book)) {
        let dated = &sittings[place];
        done.insert((TaskKind::Mentor, dated.session.meta.id.clone(), dated.date()));
    }
    done
}

/// Returns the sittings that a kit is for: of each series the last one that was held, and those of the next weeks, of
/// which the cancelled ones need a mail; or all of one session.
fn near<'s, 'b>(all: &'s [DatedSitting<'b>], settings: &KitSettings<'_>) -> Vec<&'s DatedSitting<'b>> {
    if let Some(id) = settings.session {
        return all.iter().filter(|dated| dated.session.meta.id.eq_ignore_ascii_case(id)).collect();
    }
    let until = settings.today.checked_add(DAYS_AHEAD.days()).unwrap_or(Date::MAX);
    let is_held = |dated: &&DatedSitting<'_>| dated.session.status != Status::Cancelled;
    let mut last: BTreeMap<Option<&Id>, usize> = BTreeMap::new();
    for (place, dated) in all.iter().enumerate().filter(|(_, dated)| is_held(dated) && dated.date() < settings.today) {
        last.insert(dated.session.series.as_ref(), place);
    }
    let is_near = |(place, dated): &(usize, &DatedSitting<'_>)| {
        let is_last = last.values().any(|last| last == place);
        is_last || (settings.today..=until).contains(&dated.date())
    };
    all.iter().enumerate().filter(is_near).map(|(_, dated)| dated).collect()
}

/// Returns what a member is called: what the roster says, otherwise the first word of the name, of `Nambiar, Priya` the
/// one behind the comma.
fn called(member: &Member) -> &str {
    member.call.as_deref().unwrap_or_else(|| first_name(&member.name))
}

/// Returns what each member is called, and the whole name of those who are called alike.
fn told_apart(roster: &[Member]) -> Vec<&str> {
    let called: Vec<&str> = roster.iter().map(called).collect();
    let is_alone = |name: &str| called.iter().filter(|other| **other == name).count() == 1;
    roster.iter().zip(&called).map(|(member, name)| if is_alone(name) { *name } else { member.name.as_str() }).collect()
}

fn first_name(name: &str) -> &str {
    let given = given_and_family(name).map_or(name, |(given, _)| given);
    given.split_whitespace().next().unwrap_or(name)
}
