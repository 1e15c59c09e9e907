//! How to come, and what there is when one has come.

use super::super::fixture::of_files;

const NONE: [&str; 0] = [];
const VENUE: &str = "- {id: loft, name: The loft, address: 1 Quay Street}\n";
const PARKED: &str = "- {id: loft, name: The loft, address: 1 Quay Street, parking: behind it}\n";
const SESSIONS: &str = "## Agenda\n- 5 min: Tea\n";

/// What is said of a session with these fields among others that have agendas, so that the handbook is not young.
fn details(fields: &str, text: &str, venues: &str) -> Vec<String> {
    let session = |fields: &str, text: &str| format!("---\ntitle: A\ntime: 6:30-8 pm\n{fields}---\n{text}\n{SESSIONS}");
    let next = session(fields, text);
    let past = ["2026-09-01", "2026-10-01", "2026-11-01"].map(|day| session(&format!("date: {day}\n"), ""));
    let files = [
        ("venues.yml", venues),
        ("sessions/1.md", &*past[0]),
        ("sessions/2.md", &*past[1]),
        ("sessions/3.md", &*past[2]),
        ("sessions/4.md", &*next),
    ];
    of_files("welcome-details", "", &files)
}

#[test]
fn a_room_without_directions_is_told_once() {
    assert_eq!(
        details("date: 2026-12-03\nwhere: loft\n", "", VENUE),
        [
            "sessions/4.md \"A\" nudge[welcome-details]: Members cannot read here where to park and what to bring. Whoever \
          comes for the first time has nobody to ask at the door (guidance for early childhood facilitators). / Add \
          `parking` to the place and `bring` to this session."
        ]
    );
    let no_place = details("date: 2026-12-03\n", "", VENUE);
    assert!(no_place[0].contains("warning[welcome-details]: This session does not say where it is."), "{no_place:?}");
}

#[test]
fn a_meeting_online_without_a_way_in_is_told() {
    assert_eq!(
        details("date: 2026-12-03\nwhere: online\n", "", VENUE),
        [
            "sessions/4.md \"A\" warning[welcome-details]: Members cannot read here how to join. Whoever comes for the first \
          time has nobody to ask at the door (guidance for early childhood facilitators). / Add `join` to this session (it \
          stays private)."
        ]
    );
    let both = details("date: 2026-12-03\nwhere: [loft, online]\n", "", VENUE);
    assert!(both[0].contains("where to park, how to join and what to bring."), "{both:?}");
}

#[test]
fn what_can_be_read_is_not() {
    for (fields, text, venues) in [
        ("date: 2026-12-03\nwhere: loft\n", "", PARKED),
        ("date: 2026-12-03\nwhere: loft\nbring: a mug\n", "Bus 7 stops there.", VENUE),
        ("date: 2026-12-03\nwhere: online\njoin: https://meet.example.org/a-b-c\n", "", VENUE),
        ("date: 2026-12-03\nwhere: online\ndial_in: 902-555-0100\n", "", VENUE),
        ("date: 2026-12-03\nwhere: online\n", "The link comes by mail.", VENUE),
        ("date: 2027-01-03\nwhere: online\n", "", VENUE),
        ("date: 2026-12-03\n", "We meet at the pier.", VENUE),
        ("date: to be decided\n", "", VENUE),
        ("date: 2026-12-03\nstatus: cancelled\n", "", VENUE),
    ] {
        assert_eq!(details(fields, text, venues), NONE, "{fields} {text}");
    }
}

#[test]
fn a_young_handbook_hears_of_it_with_the_rest() {
    let session = "---\ntitle: A\ndate: 2026-12-03\ntime: 6:30-8 pm\n---\n";
    assert_eq!(of_files("welcome-details", "", &[("sessions/a.md", session)]), NONE);
    let young = of_files("not-there-yet", "", &[("sessions/a.md", session)]);
    assert!(young[0].contains("no directions to its next session"), "{young:?}");
}

const AGENDA: &str = "- 50 min: Check-in\n- 30 min: Discussion\n- 10 min: Circle\n";

fn kit(fields: &str, agenda: &str, more: &[(&str, &str)]) -> Vec<String> {
    let session = format!("---\ntitle: A\ndate: 2026-12-03\ntime: 6:30-8 pm\n{fields}---\n## Agenda\n{agenda}");
    let mut files = vec![("venues.yml", PARKED), ("sessions/a.md", &*session)];
    files.extend(more);
    of_files("first-session-kit", "", &files)
}

#[test]
fn a_first_evening_without_names_and_food_is_noted() {
    assert_eq!(
        kit("where: loft\nbring: a mug\n", AGENDA, &[]),
        [
            "sessions/a.md \"A\" note[first-session-kit]: Nothing is planned here for names (tags, or a list to sign) or for a \
          snack. The first evening is for getting to know each other, and names and a snack help (guidance for early \
          childhood facilitators). / Add `snack: tea; fruit`, and `Bring: name tags` to the first part of the agenda."
        ]
    );
}

#[test]
fn one_with_either_is_not() {
    for (fields, agenda) in [
        ("where: online\n", AGENDA.to_owned()),
        ("", AGENDA.to_owned()),
        ("where: loft\nsnack: soup\n", AGENDA.to_owned()),
        ("where: loft\nbring: a name tag\n", AGENDA.to_owned()),
        ("where: loft\n", AGENDA.replace("Circle", "Coffee")),
        ("where: loft\n", AGENDA.replace("Check-in", "Sign in and say hello")),
        ("where: loft\n", "- 90 min: Circle\n".to_owned()),
    ] {
        assert_eq!(kit(fields, &agenda, &[]), NONE, "{fields} {agenda}");
    }
    assert_eq!(kit("where: loft\n", AGENDA, &[("private/roster.csv", "name\nSunniva Brekke\n")]), NONE);
    let before = "---\ntitle: First\ndate: 2026-09-03\ntime: 6:30-8 pm\n---\n";
    assert_eq!(kit("where: loft\n", AGENDA, &[("sessions/0.md", before)]), NONE);
}
