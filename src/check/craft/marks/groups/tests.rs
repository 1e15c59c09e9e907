//! Small groups.

use crate::check::craft::fixture::{of_agenda, of_session};

const NONE: [&str; 0] = [];

fn online(fields: &str, agenda: &str) -> Vec<String> {
    of_session("online-needs-small-groups", fields, agenda)
}

#[test]
fn a_screen_without_small_rooms_is_told() {
    assert_eq!(
        online("time: 6:30-8 pm\nwhere: online\n", "- 45 min: Check-in\n- 25 min: Discussion\n- 20 min: Circle\n"),
        [
            "sessions/a.md \"## Agenda\" nudge[online-needs-small-groups]: Nobody meets in pairs or small groups in these 90 \
          minutes online. In a small room people go deeper than on a screen full of faces (Fishman, ZERO TO THREE). / \
          Give one question to small rooms, such as `- 15 min: ... [groups of 4]`."
        ]
    );
}

#[test]
fn small_rooms_by_any_name_short_meetings_and_real_rooms_are_not_told() {
    let whole = "- 10 min: Check-in\n- 20 min: Discussion\n- 20 min: Circle\n";
    for (fields, agenda) in [
        ("time: 6:30-8 pm\nwhere: online\n", "- 45 min: Check-in\n- 25 min: Discussion\n- 20 min: In trios\n"),
        (
            "time: 6:30-8 pm\nwhere: online\n",
            "- 45 min: Check-in\n- 25 min: Discussion\n- 20 min: Talk with your buddy [discussion]\n",
        ),
        (
            "time: 6:30-8 pm\nwhere: online\n",
            "- 45 min: Check-in\n- 25 min: Circle\n- 20 min: Discussion\n  First with a partner.\n",
        ),
        ("time: 6:30-8 pm\nwhere: online\n", "- 45 min: Values work [values, groups of 3]\n"),
        ("time: 6:30-8 pm\nwhere: online\n", "- 5 min: Check-in\n- 60 min: Cook along [practice]\n- 5 min: Close\n"),
        // A sketch.
        ("time: 6:30-8 pm\nwhere: online\n", "- 45 min: Check-in\n- 45 min: Discussion\n"),
        ("time: 6:30-7:10 pm\nwhere: online\n", whole),
        ("time: 6:30-8 pm\nwhere: [hall, online]\n", whole),
        ("time: 6:30-8 pm\n", whole),
    ] {
        assert_eq!(online(fields, agenda), NONE, "{agenda}");
    }
}

#[test]
fn a_small_group_needs_no_smaller_ones() {
    let session = "---\ntitle: A\ndate: 2026-12-03\ntime: 6-8 pm\nwhere: online\n---\n## Agenda\n- 60 min: Discussion\n- 5 min: Talk\n- 5 min: Close\n";
    let of = |size: &str| {
        let community = format!("name: The Lantern Circle\ntimezone: America/Halifax\n{size}");
        let files = [("community.yml", community.as_str()), ("sessions/a.md", session)];
        crate::check::craft::fixture::only("online-needs-small-groups", crate::check::craft::fixture::said(&files)).len()
    };
    assert_eq!((of("group_size: 3 to 5\n"), of("group_size: 4 to 6\n"), of("")), (0, 1, 1));
}

fn task(agenda: &str) -> Vec<String> {
    of_agenda("breakout-instructions", "", agenda)
}

#[test]
fn groups_without_a_task_or_with_nobody_to_come_back_to_are_told() {
    assert_eq!(
        task("### 20 min - Small groups\n### 10 min - Discussion\n"),
        [
            "sessions/a.md \"20 min - Small groups\" note[breakout-instructions]: “Small groups” does not say what its groups \
          are to do. Small groups are for deeper talk, and get there sooner when they know what about (Fishman, ZERO TO \
          THREE). / Write the task below the heading, in the words that you will say."
        ]
    );
    assert_eq!(
        task("### 20 min - Small groups\nLook at one corner photo.\n### 5 min - Close\n"),
        [
            "sessions/a.md \"20 min - Small groups\" note[breakout-instructions]: What the groups find in “Small groups” comes \
          back to nobody. Small groups are for deeper talk, and get there sooner when they know what about (Fishman, ZERO \
          TO THREE). / Say what each group brings back, and give it some minutes, such as `### 10 min - ... [share \
          back]`."
        ]
    );
}

#[test]
fn groups_that_know_what_to_do_are_not_told() {
    for agenda in [
        "### 20 min - Small groups\nLook at one corner photo.\n### 10 min - Share back\n",
        "### 20 min - What does this corner say? [breakout]\n### 10 min - Circle\n",
        "### 20 min - Breakout: one corner\nBring back a sentence.\n### 5 min - Close\n",
        "### 20 min - In pairs\n### 5 min - Close\n",
        "- 20 min: Small groups\n- 5 min: Close\n",
        "| Minutes | What |\n|---|---|\n| 20 | Small groups |\n",
    ] {
        assert_eq!(task(agenda), NONE, "{agenda}");
    }
}
