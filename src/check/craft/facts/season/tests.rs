//! Homework, and gaps.

use crate::check::craft::fixture::of_files;

const NONE: [&str; 0] = [];
const AGENDA: &str = "## Agenda\n- 50 min: Check-in\n- 30 min: Discussion\n- 10 min: Circle\n";

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

fn nothing(text: &str, scenario: &str) -> Vec<String> {
    told("nothing-between-sessions", &[("2026-12-03", text), ("2026-12-10", AGENDA)], scenario)
}

#[test]
fn a_session_that_gives_nothing_is_told() {
    assert_eq!(
        nothing(AGENDA, ""),
        [
            "sessions/winter/0.md \"S0\" nudge[nothing-between-sessions]: This session gives nothing to try until the next \
          one. What a group learns together takes hold in the days in between (guidance for early childhood facilitators). \
          / Add `## Between sessions` with one small thing to try, or `## Journal prompt` with a question."
        ]
    );
    let days = ["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"].map(|day| (day, AGENDA));
    let season = told("nothing-between-sessions", &days, "");
    assert_eq!(season.len(), 1);
    assert!(season[0].contains("\"S0\"") && season[0].contains(": 3 coming sessions of this season give nothing"));
}

#[test]
fn a_session_that_gives_something_by_any_name_is_not() {
    for text in [
        format!("{AGENDA}## Homework\nDraw it.\n"),
        format!("{AGENDA}## Journal prompt\nWhat did you see?\n"),
        format!("{AGENDA}## Over the holidays\nA zip in the family.\n"),
        format!("{AGENDA}## Para casa\nElegir una pieza.\n"),
        AGENDA.replace("Circle", "What will you try this week?"),
        AGENDA.replace("Circle", "Homework and good night"),
        "## Agenda\n- 90 min: Tea\n".to_owned(),
        "We meet.\n".to_owned(),
    ] {
        assert_eq!(nothing(&text, ""), NONE, "{text}");
    }
    assert_eq!(nothing(AGENDA, "opens: 2026-12-04\ncloses: 2026-12-08\n"), NONE);
    assert_eq!(nothing(AGENDA, "opens: 2026-12-11\n").len(), 1);
    // What is there to find the way sends nobody home with anything.
    for text in ["## Parking\nBehind the hall.\n", "## Materials\nPaper.\n", "## Hints\n"] {
        assert_eq!(nothing(&format!("{AGENDA}{text}"), "").len(), 1, "{text}");
    }
    // The last one.
    assert_eq!(told("nothing-between-sessions", &[("2026-12-03", AGENDA)], ""), NONE);
}

#[test]
fn one_that_is_left_out_does_not_hide_the_others() {
    let left_out = "---\ntitle: S\ndate: 2026-12-01\ntime: 6:30-8 pm\nignore: {nothing-between-sessions: rest}\n---\n";
    let session = |day| format!("---\ntitle: S\ndate: 2026-12-0{day}\ntime: 6:30-8 pm\n---\n{AGENDA}");
    let (first, rest) = (format!("{left_out}{AGENDA}"), [2, 3, 4, 5].map(session));
    let mut files = vec![("sessions/1.md", &*first)];
    files.extend(
        ["sessions/2.md", "sessions/3.md", "sessions/4.md", "sessions/5.md"]
            .into_iter()
            .zip(rest.iter().map(|text| &**text)),
    );
    let told = of_files("nothing-between-sessions", "", &files);
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("sessions/2.md") && told[0].contains(": 3 coming"), "{told:?}");
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
            "sessions/winter/2.md \"2026-12-24\" note[rhythm-gap]: Between the session before and this one 7 weeks pass with nothing in them. A group that does not hear of each other for long has to begin anew (guidance for \
          early childhood facilitators). / Open a scenario in these weeks, or write something to try into the session \
          before: `## Between sessions`."
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
