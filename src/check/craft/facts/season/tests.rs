//! Dates that are probably a slip, and gaps.

use super::number;
use crate::check::craft::fixture::of_files;

const NONE: [&str; 0] = [];

/// Returns the diagnostics of `id` for the sessions of a season: file, day, and further fields.
fn told(id: &str, sessions: &[(&str, &str, &str)]) -> Vec<String> {
    let text = |(name, day, fields): &(&str, &str, &str)| {
        let time = if fields.contains("time:") { "" } else { "time: 6:30-8 pm\n" };
        (
            format!("sessions/winter/{name}.md"),
            format!("---\ntitle: {name}\ndate: {day}\n{time}{fields}---\nWe meet.\n"),
        )
    };
    let sessions: Vec<(String, String)> = sessions.iter().map(text).collect();
    let files: Vec<(&str, &str)> = sessions.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    of_files(id, "", &files)
}

/// Returns the diagnostics of a season of four Thursdays and another session.
fn with_thursdays(day: &str, fields: &str) -> Vec<String> {
    told(
        "odd-weekday",
        &[
            ("a", "2026-12-03", ""),
            ("b", "2026-12-10", ""),
            ("c", "2026-12-17", ""),
            ("d", "2027-01-07", ""),
            ("e", day, fields),
        ],
    )
}

#[test]
fn another_weekday_is_told() {
    assert_eq!(
        with_thursdays("2027-01-15", ""),
        ["sessions/winter/e.md \"2027-01-15\" nudge[odd-weekday]: 15 January 2027 is a Friday; the other 4 \
             sessions of this season are on Thursdays. Members remember one weekday, and another one is often a slip \
             (facilitators' guide). / If a Thursday is meant, correct the date; if not, give the reason: `ignore: {odd-weekday: \"...\"}`."]
    );
}

#[test]
fn a_day_that_is_meant_or_no_rhythm_is_not() {
    assert_eq!(with_thursdays("2027-01-14", ""), NONE);
    assert_eq!(with_thursdays("2027-01-16", "time: 10 am - 3 pm\n"), NONE);
    assert_eq!(with_thursdays("2027-01-15", "changes: [2026-11-01: moved from Thursday]\n"), NONE);
    assert_eq!(with_thursdays("2027-01-15", "snack: soup\nstatus: cancelled\n"), NONE);
    assert_eq!(with_thursdays("2026-11-13", ""), NONE);
    let three = [("a", "2026-12-03", ""), ("b", "2026-12-10", ""), ("c", "2026-12-17", ""), ("d", "2027-01-08", "")];
    assert_eq!(told("odd-weekday", &three), NONE);
}

const SWAPPED: [(&str, &str, &str); 3] =
    [("01-a", "2026-12-03", ""), ("02-b", "2027-12-10", ""), ("03-c", "2026-12-17", "")];

#[test]
fn numbers_against_their_dates_are_told() {
    assert_eq!(
        told("numbers-in-order", &SWAPPED),
        ["sessions/winter/03-c.md \"2026-12-17\" nudge[numbers-in-order]: Session 3 of this season is on 17 \
             December 2026, before session 2 on 10 December 2027. A wrong month or year is a common slip \
             (facilitators' guide). / Look at the two dates again, their years too; if they are right, number the \
             files in their order."]
    );
}

#[test]
fn numbers_in_order_are_not() {
    let [one, two, three] = SWAPPED;
    assert_eq!(told("numbers-in-order", &[one, ("02-b", "2026-12-10", ""), three]), NONE);
    assert_eq!(told("numbers-in-order", &[one, ("02-b", "2027-12-10", "changes: [2026-11-01: moved]\n"), three]), NONE);
    assert_eq!(told("numbers-in-order", &[two, three]), NONE);
    assert_eq!(told("numbers-in-order", &[one, ("02-b", "to be decided", ""), three]), NONE);
    let over = [("01-a", "2026-10-01", ""), ("02-b", "2026-10-15", ""), ("03-c", "2026-10-08", "")];
    assert_eq!(told("numbers-in-order", &over), NONE);
    let same = [("01-a", "2026-12-17", ""), ("01-b", "2026-12-10", ""), ("02-c", "2026-12-24", "")];
    assert_eq!(told("numbers-in-order", &same), NONE);
}

#[test]
fn a_date_or_a_year_is_no_number() {
    assert_eq!(
        ["03-bodies", "3", "12_b", "2026-11-19", "19-11-2026", "2026", "a-3", ""].map(number),
        [Some(3), Some(3), Some(12), None, None, None, None, None]
    );
}

#[test]
fn two_sessions_at_once_are_told() {
    assert_eq!(
        told("two-at-once", &[("a", "2026-12-03", ""), ("b", "2026-12-03", "time: 7-9 pm\n")]),
        ["sessions/winter/b.md \"2026-12-03\" nudge[two-at-once]: “b” is at the same time in the same place as \
             “a”. Nobody can be at both, and a copied date is easily forgotten. / Give one of them its own date; if \
             it is one session, keep one file; if they are in two rooms, write each into `where`."]
    );
}

#[test]
fn two_sessions_that_both_can_be_are_not() {
    let with = |day, fields| told("two-at-once", &[("a", "2026-12-03", ""), ("b", day, fields)]);
    assert_eq!(with("2026-12-10", ""), NONE);
    assert_eq!(with("2026-12-03", "time: 8-9 pm\n"), NONE);
    assert_eq!(with("2026-12-03", "where: online\n"), NONE);
    assert_eq!(with("2026-12-03", "repeats: {every: 2 weeks, until: 2027-01-14}\n"), NONE);
    assert_eq!(told("two-at-once", &[("a", "2026-11-03", ""), ("b", "2026-11-03", "")]), NONE);
}

/// Returns the diagnostics of `id` for sessions on these days, each with its text below the header, and for a scenario.
fn gaps(id: &str, sessions: &[(&str, &str)], scenario: &str) -> Vec<String> {
    let text = |(n, (day, text)): (usize, &(&str, &str))| {
        let session = format!("---\ntitle: S{n}\ndate: {day}\ntime: 6:30-8 pm\n---\n{text}");
        (format!("sessions/winter/{n}.md"), session)
    };
    let sessions: Vec<(String, String)> = sessions.iter().enumerate().map(text).collect();
    let scenario = format!("---\ntitle: Boots\n{scenario}---\n## The story\na\n## The question\nb\n");
    let mut files = vec![("scenarios/boots.md", &*scenario)];
    files.extend(sessions.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    of_files(id, "", &files)
}

const DAYS: [&str; 3] = ["2026-10-01", "2026-11-05", "2026-12-24"];

fn gap(before: &str, days: [&str; 3], scenario: &str) -> Vec<String> {
    gaps("rhythm-gap", &[(days[0], ""), (days[1], before), (days[2], "")], scenario)
}

#[test]
fn a_long_silence_is_noted() {
    assert_eq!(
        gap("", DAYS, ""),
        [
            "sessions/winter/2.md \"2026-12-24\" note[rhythm-gap]: 7 weeks lie between “S1” and this session, without another \
             session, a scenario or `## Between sessions`. A group that hears nothing for weeks has to begin again \
             (facilitators' guide). / Open a scenario in these weeks, or add `## Between sessions` to the session before."
        ]
    );
    let quarterly = ["2026-11-05", "2027-01-14", "2027-03-25"];
    assert_eq!(gap("", quarterly, "").len(), 1);
}

#[test]
fn a_word_in_between_or_a_new_season_is_none() {
    assert_eq!(gap("## Between sessions\n- Draw it.\n", DAYS, ""), NONE);
    assert_eq!(gap("## Journal prompt\nWhat?\n", DAYS, ""), NONE);
    assert_eq!(gap("", DAYS, "opens: 2026-12-01\n"), NONE);
    assert_eq!(gap("", [DAYS[0], DAYS[1], "2026-12-17"], ""), NONE);
    assert_eq!(gap("", [DAYS[0], DAYS[1], "2027-04-01"], ""), NONE);
    // Over.
    assert_eq!(gap("", ["2026-08-01", "2026-09-25", "2026-11-20"], ""), NONE);
    let two = [("2026-11-05", ""), ("2026-12-24", "")];
    assert_eq!(gaps("rhythm-gap", &two, ""), NONE);
}
