//! What is left of a session.

use super::super::fixture::of_files;

const NONE: [&str; 0] = [];

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
        [
            "sessions/a.md \"A\" note[no-summary]: This session was 8 days ago, and nothing tells what happened. A group that \
          writes down its way can see how far it has come, and those who were away can follow (guidance for early childhood \
          facilitators). / Add `## What happened` with a few lines that name nobody."
        ]
    );
    let past = ["2026-10-01", "2026-10-08", "2026-10-15"].map(|day| session(day, "", ""));
    let files = [("sessions/1.md", &*past[0]), ("sessions/2.md", &*past[1]), ("sessions/3.md", &*past[2])];
    let told = of_files("no-summary", "", &files);
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("Of 3 sessions of the last weeks nothing tells what happened, beginning"), "{told:?}");
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
        [
            "sessions/a.md \"A\" nudge[records-missing]: Nobody has written down who came to this session. What a funder will \
          ask is easily written down in the same week and hard to find out in a year (guidance for early childhood \
          facilitators). / Write it into `private/records/attendance.csv`, a column for each session."
        ]
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
