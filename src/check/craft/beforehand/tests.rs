//! A reminder, an outline, an open room.

use super::super::fixture::{of_files, of_session};

const NONE: [&str; 0] = [];

fn doors(fields: &str) -> Vec<String> {
    of_session("doors-open-early", fields, "- 5 min: Tea\n")
}

#[test]
fn a_room_that_opens_late_is_told() {
    assert_eq!(
        doors("time: 6:30-8 pm\nwhere: online\ndoors_open: 5 minutes before\n"),
        [
            "sessions/a.md \"5 minutes before\" nudge[doors-open-early]: The online room opens 5 minutes before the start. \
          Whoever has trouble with a link or a camera can find help before the others begin (Fishman, ZERO TO THREE). / \
          Open it earlier: `doors_open: 10 minutes before`."
        ]
    );
    let at_start = doors("time: 6:30-8 pm\nwhere: online\ndoors_open: 6:30 pm\n");
    assert!(at_start[0].contains("opens only when the session starts."), "{at_start:?}");
    assert!(doors("time: 6:30-8 pm\nwhere: online\ndoors_open: 6:29 pm\n")[0].contains("opens 1 minute before"));
}

#[test]
fn a_room_that_opens_in_time_is_not() {
    for fields in [
        "time: 6:30-8 pm\nwhere: online\n",
        "time: 6:30-8 pm\nwhere: online\ndoors_open: 10 minutes before\n",
        "time: 6:30-8 pm\nwhere: online\ndoors_open: 6:20 pm\n",
        "time: 6:30-8 pm\ndoors_open: 5 minutes before\n",
        "time: 6:30-8 pm\nwhere: online\nstatus: cancelled\ndoors_open: 5 minutes before\n",
    ] {
        assert_eq!(doors(fields), NONE, "{fields}");
    }
}

fn reminder(fields: &str) -> Vec<String> {
    of_files("reminder-two-days", fields, &[])
}

#[test]
fn a_late_reminder_is_told_where_it_stands() {
    assert_eq!(
        reminder("calendar: {reminders: [0 days, 1 day]}\n"),
        [
            "community.yml \"1 day\" warning[reminder-two-days]: Members are first reminded 1 day before a session. People \
          arrange lifts, cover and care for their own children before they can come (guidance for early childhood \
          facilitators). / Write `reminders: [7 days, 2 days]` below `calendar:`, and send them then."
        ]
    );
    assert!(reminder("calendar: {reminders: 0 days}\n")[0].contains("only on the day of a session."));
    assert_eq!(reminder("calendar: {reminders: 3 days}\nchecks: {reminder_days: 4}\n").len(), 1);
}

#[test]
fn a_reminder_in_time_is_not() {
    for fields in [
        "",
        "calendar: {reminders: [2 days]}\n",
        "calendar: {reminders: [1 day, 1 week]}\n",
        "calendar: {reminders: [1 day]}\nstatus: resting\n",
        "calendar: {reminders: [1 day]}\nchecks: {reminder_days: 1}\n",
    ] {
        assert_eq!(reminder(fields), NONE, "{fields}");
    }
}

fn outline(session: &str, other: &str) -> Vec<String> {
    of_files("outline-empty", "", &[("sessions/a.md", session), ("sessions/b.md", other)])
}

const SOON: &str = "---\ntitle: Soon\ndate: 2026-11-26\ntime: 6:30-8 pm\n---\nWe meet.\n";
const BEFORE: &str = "---\ntitle: Before\ndate: 2026-10-26\ntime: 6:30-8 pm\n---\n## Agenda\n- 5 min: Tea\n";

#[test]
fn a_session_of_this_week_without_an_agenda_is_told() {
    assert_eq!(
        outline(SOON, BEFORE),
        [
            "sessions/a.md \"Soon\" nudge[outline-empty]: This session is in 4 days, and has no agenda yet. Members who know \
          what is planned can think about it on the way (guidance for early childhood facilitators). / Write three lines \
          below `## Agenda`, such as `- 10 min: Check-in [everyone]`; they may still change."
        ]
    );
    assert!(outline(&SOON.replace("26-11-26", "26-11-22"), BEFORE)[0].contains("is today, and"));
    assert!(outline(&SOON.replace("26-11-26", "26-11-23"), BEFORE)[0].contains("is tomorrow, and"));
    assert_eq!(outline(&SOON.replace("26-11-26", "26-11-29"), BEFORE).len(), 1);
}

#[test]
fn one_that_is_further_away_or_planned_elsewhere_is_not() {
    for session in [
        SOON.replace("26-11-26", "26-11-30"),
        SOON.replace("26-11-26", "26-11-20"),
        format!("{SOON}## Agenda\n- 5 min: Tea\n"),
        SOON.replace("We meet.", "The plan comes by mail."),
        SOON.replace("time:", "notes: https://a.example/plan\ntime:"),
        SOON.replace("time:", "repeats: {every: 2 weeks, until: 2027-01-07}\ntime:"),
        SOON.replace("time:", "status: cancelled\ntime:"),
    ] {
        assert_eq!(outline(&session, BEFORE), NONE, "{session}");
    }
    // A group that has never written one.
    assert_eq!(outline(SOON, &BEFORE.replace("## Agenda", "## Menu")), NONE);
}
