//! Gaps.

use crate::check::craft::fixture::of_files;

const NONE: [&str; 0] = [];

/// What `id` says of sessions on these days, each with what is written below its header, and of a scenario.
fn told(id: &str, sessions: &[(&str, &str)], scenario: &str) -> Vec<String> {
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
    told("rhythm-gap", &[(days[0], ""), (days[1], before), (days[2], "")], scenario)
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
    assert_eq!(told("rhythm-gap", &two, ""), NONE);
}
