//! What a session is for.

use super::super::fixture::of_files;

const NONE: [&str; 0] = [];
const AGENDA: &str = "## Agenda\n- 50 min: Check-in\n- 30 min: Discussion\n- 10 min: Circle\n";

fn told(title: &str, text: &str) -> Vec<String> {
    let session = format!("---\ntitle: {title}\ndate: 2026-12-03\ntime: 6:30-8 pm\n---\n{text}");
    of_files("purpose-missing", "", &[("sessions/a.md", &session), ("a.svg", "")])
}

#[test]
fn a_session_that_is_for_nothing_is_told() {
    let text = "sessions/a.md \"A\" nudge[purpose-missing]: This session does not say what it is for. People give an evening \
                more gladly when they know what it is for (guidance for early childhood facilitators). / Begin with one \
                line that says so, or write `## Purpose` with one or two lines below.";
    assert_eq!(told("A", AGENDA), [text]);
    assert_eq!(told("A", &format!("{AGENDA}## Bring\nA mug.\n")), [text]);
    assert_eq!(told("A", &format!("![A door](../a.svg)\n\n{AGENDA}")), [text]);
}

#[test]
fn one_that_says_so_in_any_way_is_not() {
    for text in [
        format!("We read slowly.\n\n{AGENDA}"),
        format!("- Read slowly\n- Eat\n\n{AGENDA}"),
        format!("## Goals\n- Read slowly\n\n{AGENDA}"),
        format!("{AGENDA}## Purpose\nTo read slowly.\n"),
        format!("## Tonight\nWe read slowly.\n\n{AGENDA}"),
        "## Agenda\nWe read slowly.\n\n- 50 min: Check-in\n- 30 min: Talk\n- 10 min: Circle\n".to_owned(),
        "## Agenda\n- 90 min: Tea\n".to_owned(),
    ] {
        assert_eq!(told("A", &text), NONE, "{text}");
    }
    assert_eq!(told("Whose voice is missing?", AGENDA), NONE);
}

#[test]
fn a_season_is_told_once() {
    let session = |day| format!("---\ntitle: A\ndate: 2026-12-0{day}\ntime: 6:30-8 pm\n---\n{AGENDA}");
    let (one, two, three) = (session(1), session(2), session(3));
    let files = [("sessions/1.md", &*one), ("sessions/2.md", &*two), ("sessions/3.md", &*three)];
    let told = of_files("purpose-missing", "", &files);
    assert_eq!(told.len(), 1);
    assert!(told[0].contains(": 3 coming sessions of this season do not say what they are for."), "{told:?}");
    assert_eq!(of_files("purpose-missing", "", &files[1..]).len(), 2);
}
