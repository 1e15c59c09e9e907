//! What a facilitator has to do around each meeting, and when: computed from the dates alone.

use jiff::civil::{Date, Time};
use jiff::{ToSpan, Zoned};

use super::community::Mentor;
use super::records::{DatedSitting, dated_sittings};
use super::session::{Place, Status};
use super::{Book, Session};

/// The reminders of a community that has written none, in days before.
const REMINDERS: [u32; 2] = [7, 2];
/// The fewest days between two meetings that have a middle worth a word.
const LONG_GAP: i32 = 8;

/// Something to do.
#[derive(Debug, Clone)]
pub struct Task<'b> {
    pub kind: TaskKind,
    pub subject: TaskSubject<'b>,
    pub at: Zoned,
}

/// The kind of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskKind {
    /// Prepare the materials, and put the outline on its page.
    Materials,
    /// Send the reminder of so many days before.
    Reminder(u32),
    Pack,
    OpenRoom,
    /// Write to everyone what to try, and the themes without names.
    FollowUp,
    /// Write down who came, and what was spent.
    Records,
    /// Have a short talk with the mentor.
    Mentor,
    /// Write to everyone half-way to the next meeting.
    TouchBase,
    /// Ask two people to answer a scenario first.
    LineUp,
    /// Look at the values, or the agreements, again.
    Revisit,
}

/// What a task is about.
#[derive(Debug, Clone)]
pub enum TaskSubject<'b> {
    Sitting(DatedSitting<'b>),
    Scenario(&'b super::Scenario),
    Values(&'b super::Values),
}

impl TaskKind {
    /// Returns the words of its title and of how it is done, by their names in the string table.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            TaskKind::Materials => ("task_materials", "task_materials_how"),
            TaskKind::Reminder(_) => ("task_reminder", "task_reminder_how"),
            TaskKind::Pack => ("task_pack", "task_pack_how"),
            TaskKind::OpenRoom => ("task_open_room", "task_open_room_how"),
            TaskKind::FollowUp => ("task_follow_up", "task_follow_up_how"),
            TaskKind::Records => ("task_records", "task_records_how"),
            TaskKind::Mentor => ("task_mentor", "task_mentor_how"),
            TaskKind::TouchBase => ("task_touch_base", "task_touch_base_how"),
            TaskKind::LineUp => ("task_line_up", "task_line_up_how"),
            TaskKind::Revisit => ("task_revisit", "task_revisit_how"),
        }
    }

    /// Returns its name in calendars' UIDs.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.words().0.trim_start_matches("task_")
    }
}

/// Returns every task of the book in the order of their instants. Those that have no clock time of their own are `at` that
/// one.
#[must_use]
pub fn tasks(book: &Book, at: Time) -> Vec<Task<'_>> {
    let is_held = |dated: &DatedSitting<'_>| dated.session.status != Status::Cancelled && !dated.session.meta.draft;
    let sittings: Vec<DatedSitting<'_>> = dated_sittings(book).into_iter().filter(is_held).collect();
    let written: Vec<u32> = book.community.calendar.reminders.iter().map(|reminder| reminder.value).collect();
    let reminders = if written.is_empty() { REMINDERS.to_vec() } else { written };
    let mut tasks = Vec::new();
    for (place, dated) in sittings.iter().enumerate() {
        let mut add = |kind: TaskKind, at: Option<Zoned>| {
            tasks.extend(at.map(|at| Task { kind, subject: TaskSubject::Sitting(dated.clone()), at }));
        };
        let day = |days: i32| on(dated, days, at);
        let is_offered_again = |other: &DatedSitting<'_>| dated.is_offered_with(other);
        // Of a session that is offered several times, members choose one: they hear of it once before and once after.
        if !sittings[..place].iter().any(is_offered_again) {
            add(TaskKind::Materials, day(-7));
            for days in &reminders {
                add(TaskKind::Reminder(*days), i32::try_from(*days).ok().and_then(|days| day(-days)));
            }
        }
        let is_only_online = dated.session.place.as_ref().is_some_and(Place::is_only_online);
        if !is_only_online {
            add(TaskKind::Pack, day(-1));
        }
        add(TaskKind::OpenRoom, Some(dated.sitting.doors.clone()));
        add(TaskKind::Records, day(1));
        if sittings[place + 1..].iter().any(is_offered_again) {
            continue;
        }
        add(TaskKind::FollowUp, day(1));
        if matches!(book.community.mentor, Mentor::Person(_)) {
            add(TaskKind::Mentor, day(1));
        }
        if let Some(gap) =
            next_of_group(&sittings[place + 1..], dated.session).and_then(|next| days_between(dated, next))
            && gap >= LONG_GAP
        {
            add(TaskKind::TouchBase, day(gap / 2));
        }
    }
    let home = &book.community.timezone.value;
    let at_home = |day: Date| day.to_datetime(at).to_zoned(home.clone()).ok();
    for scenario in book.scenarios.iter().filter(|scenario| !scenario.meta.draft) {
        let at = scenario.opens.as_ref().and_then(|opens| at_home(opens.value.yesterday().ok()?));
        tasks.extend(at.map(|at| Task { kind: TaskKind::LineUp, subject: TaskSubject::Scenario(scenario), at }));
    }
    for values in [&book.values, &book.agreements].into_iter().flatten() {
        let at = values.revisit_on.as_ref().and_then(|day| at_home(day.value));
        tasks.extend(at.map(|at| Task { kind: TaskKind::Revisit, subject: TaskSubject::Values(values), at }));
    }
    tasks.sort_by_key(|task| task.at.timestamp());
    tasks
}

/// Returns the instant `at` that clock time so many days after a sitting, in its zone.
fn on(dated: &DatedSitting<'_>, days: i32, at: Time) -> Option<Zoned> {
    let day = dated.date().checked_add(days.days()).ok()?;
    day.to_datetime(at).to_zoned(dated.sitting.start.time_zone().clone()).ok()
}

/// Returns the first of `later` that is of the same series as `session`, and not the same session offered once more.
#[must_use]
pub fn next_of_group<'s, 'b>(later: &'s [DatedSitting<'b>], session: &Session) -> Option<&'s DatedSitting<'b>> {
    later.iter().find(|dated| {
        let is_same = dated.session.meta.address == session.meta.address && session.repeats.is_none();
        dated.session.series == session.series && !is_same
    })
}

fn days_between(one: &DatedSitting<'_>, next: &DatedSitting<'_>) -> Option<i32> {
    Some(one.date().until(next.date()).ok()?.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::handbook::fixture;

    #[test]
    fn tasks_lie_around_each_meeting_and_half_way_to_the_next() {
        // The clocks of Halifax go back on 1 November 2026, and tasks stay at nine.
        let book = fixture::book(vec![
            fixture::session_on("01", date(2026, 10, 22)),
            fixture::session_on("02", date(2026, 11, 19)),
        ]);
        let said: Vec<String> = tasks(&book, time(9, 0, 0, 0))
            .iter()
            .map(|task| format!("{} {}", task.kind.name(), task.at.strftime("%m-%d %H:%M %:z")))
            .collect();
        assert_eq!(
            said,
            [
                "materials 10-15 09:00 -03:00",
                "reminder 10-15 09:00 -03:00",
                "reminder 10-20 09:00 -03:00",
                "pack 10-21 09:00 -03:00",
                "open_room 10-22 18:15 -03:00",
                "records 10-23 09:00 -03:00",
                "follow_up 10-23 09:00 -03:00",
                "touch_base 11-05 09:00 -04:00",
                "materials 11-12 09:00 -04:00",
                "reminder 11-12 09:00 -04:00",
                "reminder 11-17 09:00 -04:00",
                "pack 11-18 09:00 -04:00",
                "open_room 11-19 18:15 -04:00",
                "records 11-20 09:00 -04:00",
                "follow_up 11-20 09:00 -04:00",
            ]
        );
    }
}
