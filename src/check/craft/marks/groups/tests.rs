//! Small groups.

use crate::check::craft::fixture::{COMMUNITY, of_agenda, of_session, only, said, silent};

const EVENING: &str = "time: 6:30-8 pm\n";
const ONLINE: &str = "time: 6:30-8 pm\nwhere: online\n";

#[test]
fn online_needs_small_groups() {
    assert_eq!(
        of_session("online-needs-small-groups", ONLINE, "- 45 min: Check-in\n- 25 min: Discussion\n- 20 min: Close\n"),
        [
            "sessions/a.md \"## Agenda\" nudge[online-needs-small-groups]: No part of these 90 minutes online is marked for pairs \
             or small groups. In small groups people have deeper conversations (online guide). / Give one question to small \
             rooms, such as `- 15 min: ... [groups of 4]`."
        ]
    );
    silent(
        "online-needs-small-groups",
        ONLINE,
        &[
            "- 45 min: Check-in\n- 25 min: Discussion\n- 20 min: In pairs\n",
            // What has no kind may be one.
            "- 45 min: Check-in\n- 35 min: Discussion\n- 10 min: Talk with your buddy\n",
            "- 45 min: Values work [values, groups of 3]\n- 30 min: Discussion\n- 15 min: Close\n",
            "- 5 min: Check-in\n- 60 min: Cook along [practice]\n- 5 min: Close\n",
            // A sketch.
            "- 45 min: Check-in\n- 45 min: Discussion\n",
        ],
    );
    let whole = "- 10 min: Check-in\n- 20 min: Discussion\n- 20 min: Close\n";
    for fields in ["time: 6:30-7:10 pm\nwhere: online\n", "time: 6:30-8 pm\nwhere: [hall, online]\n", EVENING] {
        silent("online-needs-small-groups", fields, &[whole]);
    }
}

#[test]
fn a_small_group_needs_no_smaller_ones() {
    let session = "---\ntitle: A\ndate: 2026-12-03\ntime: 6-8 pm\nwhere: online\n---\n## Agenda\n- 60 min: Discussion\n- 5 min: Notices [talk]\n- 5 min: Close\n";
    let of = |size: &str| {
        let community = format!("name: The Lantern Circle\ntimezone: America/Halifax\n{size}");
        let files = [("community.yml", community.as_str()), ("sessions/a.md", session)];
        only("online-needs-small-groups", said(&files)).len()
    };
    assert_eq!((of("group_size: 3 to 5\n"), of("group_size: 4 to 6\n"), of("")), (0, 1, 1));
}

#[test]
fn groups_too_large() {
    assert_eq!(
        of_agenda("groups-too-large", "", "- 30 min: The plan [groups of 8]\n"),
        [
            "sessions/a.md \"30 min: The plan [groups of 8]\" nudge[groups-too-large]: The groups in “The plan” have 8 people \
             each, more than 6. In a larger group some people do not speak (online guide). / Make more and smaller groups, \
             such as `[groups of 4]`."
        ]
    );
    silent(
        "groups-too-large",
        EVENING,
        &[
            "- 30 min: The plan [groups of 6]\n",
            "- 30 min: The plan [pairs]\n",
            // Two groups of the twelve people of this community.
            "- 30 min: The plan [breakout]\n  - Groups: 2\n",
            "- 10 min: The plan [groups of 8]\n- 60 min: The garden\n",
            "- 30 min: The groups of 8 and what they need [discussion]\n",
        ],
    );
}

#[test]
fn groups_too_short() {
    assert_eq!(
        of_agenda("groups-too-short", "", "- 4 min: The plan [groups of 4]\n"),
        [
            "sessions/a.md \"4 min: The plan [groups of 4]\" note[groups-too-short]: Small groups have 4 minutes in “The plan”. A \
             group needs some minutes before it talks (online guide). / Give them 5 minutes or more, or let people talk in \
             pairs."
        ]
    );
    silent(
        "groups-too-short",
        EVENING,
        &[
            "- 5 min: The plan [groups of 4]\n",
            "- 2 min: The plan [pairs]\n",
            "- 4 min: The plan [discussion]\n",
            "- The plan [groups of 4]\n",
        ],
    );
}

#[test]
fn breakout_instructions() {
    assert_eq!(
        of_agenda("breakout-instructions", "", "### 20 min - Small groups\n### 10 min - Discussion\n"),
        [
            "sessions/a.md \"20 min - Small groups\" note[breakout-instructions]: Below “Small groups” there is no task for the \
             groups. Groups that know their task begin sooner (online guide). / Write the task below the heading, in the \
             words that you will say."
        ]
    );
    silent(
        "breakout-instructions",
        EVENING,
        &[
            "### 20 min - Small groups\nLook at one corner photo.\n### 10 min - Share back\n",
            "### 20 min - What does this corner say? [breakout]\n### 10 min - Discussion\n",
            "### 20 min - Redesign the hall [breakout]\n### 5 min - Close\n",
            "### 20 min - Small groups: one corner\n### 5 min - Close\n",
            "### 20 min - In pairs\n### 5 min - Close\n",
            "- 20 min: Small groups\n- 5 min: Close\n",
            "| Minutes | What |\n|---|---|\n| 20 | Small groups |\n",
        ],
    );
}

#[test]
fn method_not_online() {
    let with = |place: &str, works: &str| {
        let method = format!("---\ntitle: Walk the line\nkind: pairs\nminutes: 20\n{works}---\nWalk.\n");
        let session = format!(
            "---\ntitle: A\ndate: 2026-12-03\ntime: 6:30-8 pm\n{place}---\n## Agenda\n- 20 min: On a line\n  - Use: walk\n"
        );
        let files = [("community.yml", COMMUNITY), ("methods/walk.md", &*method), ("sessions/a.md", &*session)];
        only("method-not-online", said(&files))
    };
    assert_eq!(
        with("where: online\n", "works: in person\n"),
        [
            "sessions/a.md \"20 min: On a line\" nudge[method-not-online]: This session is online, and the method “Walk the line” \
             works in person only. People at a screen cannot take part in it (online guide). / Use another method, or \
             describe its online version and write `works: [in person, online]` in its file."
        ]
    );
    assert_eq!(with("where: online\n", "works: [in person, online]\n"), [""; 0]);
    assert_eq!(with("where: online\n", ""), [""; 0], "nothing is said of it");
    assert_eq!(with("where: [hall, online]\n", "works: in person\n"), [""; 0], "people come to the hall, too");
    assert_eq!(with("", "works: in person\n"), [""; 0]);
}
