//! Advice on a session before and after it.

use crate::check::craft::fixture::{of_files, of_session};

const NONE: [&str; 0] = [];

fn doors(fields: &str) -> Vec<String> {
    of_session("doors-open-early", fields, "- 5 min: Tea\n")
}

#[test]
fn a_room_that_opens_late_is_told() {
    assert_eq!(
        doors("time: 6:30-8 pm\nwhere: online\ndoors_open: 5 minutes before\n"),
        ["sessions/a.md \"5 minutes before\" nudge[doors-open-early]: The online room opens 5 minutes before the \
             start. People who have trouble with a link or a camera need time to find help (online guide). / Open it \
             earlier: `doors_open: 10 minutes before`."]
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
            "sessions/a.md \"Soon\" nudge[outline-empty]: This session is on 26 November 2026 and has no `## Agenda`. Members \
             who know what is planned can think about it beforehand (facilitators' guide). / Write three lines below `## Agenda`, such as `- 10 min: Check-in [everyone]`; you can still change them."
        ]
    );
    assert!(outline(&SOON.replace("26-11-26", "26-11-22"), BEFORE)[0].contains("is on 22 November 2026 and"));
    assert!(outline(&SOON.replace("26-11-26", "26-11-23"), BEFORE)[0].contains("is on 23 November 2026 and"));
    assert_eq!(outline(&SOON.replace("26-11-26", "26-11-29"), BEFORE).len(), 1);
}

#[test]
fn one_that_is_further_away_or_planned_elsewhere_is_not() {
    for session in [
        SOON.replace("26-11-26", "26-11-30"),
        SOON.replace("26-11-26", "26-11-20"),
        format!("{SOON}## Agenda\n- 5 min: Tea\n"),
        SOON.replace("We meet.", "## What we do\n- Tea\n- Talk\n"),
        SOON.replace("time:", "notes: https://a.example/plan\ntime:"),
        SOON.replace("time:", "repeats: {every: 2 weeks, until: 2027-01-07}\ntime:"),
        SOON.replace("time:", "status: cancelled\ntime:"),
    ] {
        assert_eq!(outline(&session, BEFORE), NONE, "{session}");
    }
    // A group that has never written one.
    assert_eq!(outline(SOON, &BEFORE.replace("## Agenda", "## Menu")), NONE);
}

fn session(day: &str, fields: &str, text: &str) -> String {
    format!("---\ntitle: A\ndate: {day}\ntime: 6:30-8 pm\n{fields}---\n{text}")
}

fn summary(day: &str, fields: &str, text: &str) -> Vec<String> {
    of_files("no-summary", "", &[("sessions/a.md", &session(day, fields, text))])
}

#[test]
fn a_session_of_which_nothing_is_left_is_noted() {
    assert_eq!(
        summary("2026-11-14", "", "We met.\n"),
        ["sessions/a.md \"A\" note[no-summary]: This session was 8 days ago and has no `## What happened`. \
             Those who were away can then follow, and the group can see how far it has come (facilitators' guide). / \
             Add it with a few lines that name nobody, or link `notes`."]
    );
}

#[test]
fn others_are_not() {
    for (day, fields, text) in [
        ("2026-11-15", "", ""),
        ("2026-11-14", "", "## What happened\nWe met.\n"),
        ("2026-11-14", "", "## Notes\nWe met.\n"),
        ("2026-11-14", "slides: https://a.example/slides\n", ""),
        ("2026-11-14", "status: cancelled\n", ""),
        ("2026-11-14", "repeats: {every: 2 weeks, until: 2027-01-09}\n", ""),
        ("2026-11-14", "also_offered: {date: 2026-11-21, time: 1-2 pm}\n", ""),
        ("2026-08-14", "", ""),
        ("2026-12-14", "", ""),
    ] {
        assert_eq!(summary(day, fields, text), NONE, "{day} {fields} {text}");
    }
}

const FUNDER: &str = "funder: {name: The fund, needs: [attendance]}\n";

fn records(funder: &str, day: &str, fields: &str, list: &str) -> Vec<String> {
    let files = [("sessions/a.md", &*session(day, fields, "")), ("private/records/attendance.csv", list)];
    of_files("records-missing", funder, &files)
}

#[test]
fn a_session_without_a_list_is_told_where_the_funder_needs_one() {
    assert_eq!(
        records(FUNDER, "2026-11-14", "", "member,b\nSunniva Brekke,x\n"),
        ["sessions/a.md \"A\" nudge[records-missing]: No list says who came to this session. \
             Attendance is easy to write down in the same week and hard to find out in a year (facilitators' guide). \
             / Add a column for it to `private/records/attendance.csv`, or put the report of your meeting program into \
             `private/records/attendance/`."]
    );
    assert_eq!(records(FUNDER, "2025-11-14", "", "member\n").len(), 1);
}

#[test]
fn one_with_a_list_or_without_such_a_funder_is_not() {
    for (funder, day, fields, list) in [
        (FUNDER, "2026-11-14", "", "member,a\nSunniva Brekke,x\n"),
        (FUNDER, "2026-11-14", "", "member,2026-11-14\nSunniva Brekke,x\n"),
        (FUNDER, "2026-11-14", "was: [old]\n", "member,old\nSunniva Brekke,x\n"),
        (FUNDER, "2026-11-15", "", "member\n"),
        (FUNDER, "2026-11-14", "status: cancelled\n", "member\n"),
        ("funder: {name: The fund, needs: [expenses]}\n", "2026-11-14", "", "member\n"),
        ("", "2026-11-14", "", "member\n"),
    ] {
        assert_eq!(records(funder, day, fields, list), NONE, "{funder} {day} {fields} {list}");
    }
}

const PLAN: &str = "## Agenda\n- 50 min: Check-in\n- 30 min: Discussion\n- 10 min: Circle\n";

fn purpose(title: &str, text: &str) -> Vec<String> {
    let session = format!("---\ntitle: {title}\ndate: 2026-12-03\ntime: 6:30-8 pm\n---\n{text}");
    of_files("purpose-missing", "", &[("sessions/a.md", &session), ("a.svg", "")])
}

#[test]
fn a_session_that_is_for_nothing_is_told() {
    let text = "sessions/a.md \"A\" nudge[purpose-missing]: This session has no opening line and no `## Purpose`. Members decide \
                whether to come by what a session is for (facilitators' guide). / Begin the page with one line that says what the session is for.";
    assert_eq!(purpose("A", PLAN), [text]);
    assert_eq!(purpose("A", &format!("{PLAN}## Bring\nA mug.\n")), [text]);
}

#[test]
fn one_that_says_so_in_any_way_is_not() {
    for text in [
        format!("We read slowly.\n\n{PLAN}"),
        format!("![A door](../a.svg)\n\n{PLAN}"),
        format!("- Read slowly\n- Eat\n\n{PLAN}"),
        format!("## Goals\n- Read slowly\n\n{PLAN}"),
        format!("{PLAN}## Purpose\nTo read slowly.\n"),
        format!("## Tonight\nWe read slowly.\n\n{PLAN}"),
        "## Agenda\nWe read slowly.\n\n- 50 min: Check-in\n- 30 min: Talk\n- 10 min: Circle\n".to_owned(),
        "## Agenda\n- 90 min: Tea\n".to_owned(),
    ] {
        assert_eq!(purpose("A", &text), NONE, "{text}");
    }
}
