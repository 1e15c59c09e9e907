//! Values that are a draft for too long.

use super::super::fixture::of_files;

const NONE: [&str; 0] = [];
const PAST: &str = "2026-11-19";

fn told(values: &str, day: &str, agenda: &str) -> Vec<String> {
    let values = format!("---\ntitle: What we value\n{values}---\n## Rest\nWe stop.\n");
    let first = format!("---\ntitle: A\ndate: {day}\ntime: 6:30-8 pm\n---\n");
    let next = format!("---\ntitle: B\ndate: 2026-12-03\ntime: 6:30-8 pm\n---\n## Agenda\n{agenda}");
    let files = [("values.md", &*values), ("sessions/a.md", &*first), ("sessions/b.md", &*next)];
    of_files("values-not-agreed", "", &files)
}

#[test]
fn a_draft_after_the_first_session_is_told() {
    assert_eq!(
        told("status: draft\n", PAST, "- 5 min: Tea\n"),
        [
            "values.md \"What we value\" nudge[values-not-agreed]: The first session was on 19 November 2026, and these values \
          are still a draft. Values bind those who chose them, and the first session is the time for it (guidance for early \
          childhood facilitators). / Give them ten minutes of the next session, and write `status: agreed` here when they \
          are."
        ]
    );
    // A look at them is no agreement.
    assert_eq!(told("status: draft\n", PAST, "- 5 min: Our values [values]\n").len(), 1);
}

#[test]
fn others_are_not() {
    for (values, day, agenda) in [
        ("status: agreed\n", PAST, ""),
        ("", PAST, ""),
        ("status: draft\nagreed_on: 2026-11-19\n", PAST, ""),
        ("status: draft\nagreed_at: a\n", PAST, ""),
        ("status: draft\n", "2026-11-22", ""),
        ("status: draft\n", PAST, "- 20 min: Our values: gather and choose [values]\n"),
        ("status: draft\ndraft: true\n", PAST, ""),
    ] {
        assert_eq!(told(values, day, agenda), NONE, "{values} {day} {agenda}");
    }
}
