//! What runs through a season.

use super::super::fixture::{COMMUNITY, only, said};

const NONE: [&str; 0] = [];
const AGENDA: &str = "## Agenda\n- 50 min: Check-in\n- 30 min: Discussion\n- 10 min: Circle\n";

/// What is said where these sessions, given by their further fields and agendas, are in one season.
fn told(sessions: &[(&str, &str)]) -> Vec<String> {
    let text = |(n, (fields, agenda)): (usize, &(&str, &str))| {
        let session = format!("---\ntitle: S{n}\ndate: 2026-12-0{}\ntime: 6:30-8 pm\n{fields}---\n{agenda}", n + 1);
        (format!("sessions/winter/{n}.md"), session)
    };
    let sessions: Vec<(String, String)> = sessions.iter().enumerate().map(text).collect();
    let readings = "- {id: pelo, cite: \"Pelo, A. (2018). A book.\"}\n";
    let mut files = vec![("community.yml", COMMUNITY), ("readings.yml", readings)];
    files.extend(sessions.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    only("no-reading", said(&files))
}

#[test]
fn a_session_without_a_reading_is_noted_beside_those_that_have_one() {
    assert_eq!(
        told(&[("readings: [pelo]\n", AGENDA), ("", AGENDA), ("readings: [pelo]\n", AGENDA)]),
        [
            "sessions/winter/1.md \"S1\" note[no-reading]: This session has nothing to read. A page that everybody has read \
          takes a conversation further (guidance for early childhood facilitators). / Name a page or two: `readings: [id]`, \
          with a file in `readings/`."
        ]
    );
}

#[test]
fn a_season_without_one_is_told_once() {
    assert_eq!(
        told(&[("", AGENDA), ("", AGENDA), ("", AGENDA)]),
        [
            "sessions/winter/0.md \"S0\" nudge[no-reading]: None of the 3 sessions of this season has something to read. A page \
          that everybody has read takes a conversation further (guidance for early childhood facilitators). / Name a page \
          or two: `readings: [id]`, with a file in `readings/`."
        ]
    );
}

#[test]
fn reading_by_any_name_and_sketches_are_not_told() {
    let page = AGENDA.replace("Circle", "A chapter each, aloud");
    let named = AGENDA.replace("Circle\n", "Circle\n  - Reading: pelo\n");
    for session in
        [("readings: [pelo]\n", AGENDA), ("", &*page), ("", &*named), ("", "## Agenda\n- 50 min: Talk\n"), ("", "")]
    {
        let other = ("readings: [pelo]\n", AGENDA);
        assert_eq!(told(&[session, other]), NONE, "{session:?}");
    }
    let other = ("readings: [pelo]\n", AGENDA);
    let comments = AGENDA.replace("Circle", "6:50 Read five comments aloud");
    assert_eq!(told(&[other, ("", &comments)]), NONE);
    assert_eq!(told(&[other, ("", &AGENDA.replace("Circle", "Read out your lines"))]).len(), 1);
    // A brief to read before one of them is something to read of this season.
    let brief = format!("{AGENDA}## Before we meet\nRead the two-page brief.\n");
    let season = told(&[("", &brief), ("", AGENDA), ("", AGENDA)]);
    assert_eq!(season.len(), 2, "{season:?}");
    assert!(season.iter().all(|said| said.contains(": This session has nothing to read.")), "{season:?}");
    // Two sessions make no season.
    assert_eq!(told(&[("", AGENDA), ("", AGENDA)]), NONE);
}
