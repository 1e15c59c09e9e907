//! What a community tells of itself: what is missed, and what is not.

use crate::check::craft::fixture::{only, said};

const NONE: [&str; 0] = [];
const NAME: &str = "name: The Lantern Circle\ntimezone: America/Halifax\n";
const AGENDA: &str = "## Agenda\n- 50 min: Check-in\n- 30 min: Discussion\n- 10 min: Circle\n";

/// What the check `id` says of a community with further `fields` and three sessions to come with an agenda, whose header
/// has also `place`, and further files.
fn told(id: &str, fields: &str, place: &str, more: &[(&str, &str)]) -> Vec<String> {
    let community = format!("{NAME}{fields}");
    let session = |n: u8| format!("---\ntitle: S{n}\ndate: 2026-12-0{n}\ntime: 6:30-8 pm\n{place}---\n{AGENDA}");
    let sessions: Vec<(String, String)> = (1..4).map(|n| (format!("sessions/{n}.md"), session(n))).collect();
    let mut files = vec![("community.yml", community.as_str())];
    files.extend(sessions.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    files.extend(more);
    only(id, said(&files))
}

#[test]
fn values_are_missed() {
    assert_eq!(
        told("values-page-missing", "", "", &[]),
        [
            "community.yml \"The Lantern Circle\" warning[values-page-missing]: This handbook has no values. A group can hold \
             itself to values that it can see (guidance for early childhood facilitators). / Write a file `values.md` with \
             `## Curiosity before judgement` and a sentence below it, and so on; it may say `status: draft` until the group \
             has chosen."
        ]
    );
    for more in [
        ("values.md", "---\ntitle: V\nstatus: draft\n---\n## Rest\nWe stop.\n"),
        ("pages/what.md", "---\ntitle: Our values\n---\nWe ask.\n"),
        ("guidance/v.md", "---\ntitle: Values, and how we keep them\n---\nWe ask.\n"),
    ] {
        assert_eq!(told("values-page-missing", "", "", &[more]), NONE, "{more:?}");
    }
    assert_eq!(told("values-page-missing", "status: resting\n", "", &[]), NONE);
}

#[test]
fn cameras_are_agreed_on_where_people_meet_online() {
    let online = "where: online\n";
    assert_eq!(
        told("camera-agreement", "", online, &[]),
        [
            "community.yml \"The Lantern Circle\" nudge[camera-agreement]: 3 sessions to come are online, and no agreement \
             speaks of cameras and microphones. Nobody has to guess what is expected where it was agreed (Fishman, ZERO TO \
             THREE). / Write it into `agreements.md`: `## Cameras and microphones`, and below it also how people take part who leave them off."
        ]
    );
    assert_eq!(told("camera-agreement", "", "", &[]), NONE);
    assert_eq!(told("camera-agreement", "language: pt\n", online, &[]), NONE);
    for more in [
        ("agreements.md", "---\ntitle: A\n---\n## On the screen\nCameras are welcome, never asked for.\n"),
        ("values.md", "---\ntitle: A\n---\n## Webcams off is fine\nYes.\n"),
        ("guidance/online.md", "---\ntitle: Online\n---\n## How\nYour microphone is muted at first.\n"),
    ] {
        assert_eq!(told("camera-agreement", "", online, &[more]), NONE, "{more:?}");
    }
}

#[test]
fn what_stays_in_the_group_is_agreed_on() {
    let agreements = [("agreements.md", "---\ntitle: How we work\n---\n## Time\nWe start on time.\n")];
    assert_eq!(
        told("confidentiality", "", "", &agreements),
        [
            "agreements.md \"How we work\" nudge[confidentiality]: The agreements do not say what stays in the group. People \
             tell what is hard when they know how far it travels (guidance for early childhood facilitators). / Write one \
             in `agreements.md`, such as `## What is said here stays here`, and say what may travel."
        ]
    );
    for text in
        ["Stories stay in the circle.", "We keep confidences; this is confidential.", "What is told stays here."]
    {
        let file = format!("---\ntitle: How we work\n---\n## Trust\n{text}\n");
        assert_eq!(told("confidentiality", "", "", &[("agreements.md", &file)]), NONE, "{text}");
    }
    // In words of its own: something that is told, and where it stays.
    for text in ["Nothing gets repeated outside.", "Mum's the word: the stories stay at the bench."] {
        let file = format!("---\ntitle: How we work\n---\n## Ours\n{text}\n");
        assert_eq!(told("confidentiality", "", "", &[("agreements.md", &file)]), NONE, "{text}");
    }
    let time = "---\ntitle: How we work\n---\n## Time\nSay so if you leave early.\n## Fridge\nCups stay at the sink.\n";
    assert_eq!(told("confidentiality", "", "", &[("agreements.md", time)]).len(), 1);
    assert_eq!(told("confidentiality", "language: fr\n", "", &agreements), NONE);
}

#[test]
fn a_group_has_a_good_size() {
    let why = "Enough people for many views, and few enough for each to be heard (guidance for early childhood facilitators).";
    assert_eq!(
        told("group-size", "group_size: 12 to 34\n", "", &[]),
        [format!(
            "community.yml \"The Lantern Circle\" nudge[group-size]: This group has up to 34 people, 14 more than 20. {why} / \
             Consider two groups that share a handbook, or more time in small groups; or say what is good for you: \
             `checks: {{group_size: 34}}`."
        )]
    );
    assert!(told("group-size", "group_size: 6\n", "", &[])[0].contains("at most 6 people, fewer than 10."));
    assert!(
        told("group-size", "", "", &[])[0].contains("note[group-size]: The size of the group is not written down.")
    );
    for fields in [
        "group_size: 10\n",
        "group_size: 8 to 20\n",
        "group_size: 40\nchecks: {group_size: 30 to 40}\n",
        "group_size: 40\nstatus: closed\n",
    ] {
        assert_eq!(told("group-size", fields, "", &[]), NONE, "{fields}");
    }
}

#[test]
fn members_can_turn_to_somebody() {
    let seen = told("no-contact", "contact: {name: Ana}\n", "", &[]);
    assert_eq!(
        seen,
        [
            "community.yml \"The Lantern Circle\" warning[no-contact]: Ana is the contact, and members cannot read how to \
             reach them. Whoever is late, lost or unsure needs somebody to turn to (guidance for early childhood \
             facilitators). / Write it in `community.yml`: `contact: {name: ..., email: ...}`; an address for the group \
             will do."
        ]
    );
    assert!(told("no-contact", "", "", &[])[0].contains(": Members cannot read whom to turn to."));
    let ana = ("people/ana.md", "---\nname: Ana\nrole: facilitator\nemail: a@example.org\n---\nHello.\n");
    assert_eq!(told("no-contact", "facilitators: [ana]\n", "", &[ana]), NONE);
    for fields in ["contact: {email: a@example.org}\n", "contact: {phone: \"902-555-0142\"}\n", "status: closed\n"] {
        assert_eq!(told("no-contact", fields, "", &[]), NONE, "{fields}");
    }
}

#[test]
fn a_group_talks_somewhere_between_sessions() {
    assert_eq!(
        told("no-channel", "", "", &[]),
        [
            "community.yml \"The Lantern Circle\" nudge[no-channel]: 3 sessions are to come, and nobody can read where the \
             group talks between them. What began in a session goes on where people find each other (guidance for early \
             childhood facilitators). / Name the place in `community.yml`, such as `where_we_talk: [{name: Email list, \
             use: reminders}]`."
        ]
    );
    assert_eq!(told("no-channel", "where_we_talk: [{name: Forum}]\n", "", &[]), NONE);
    assert_eq!(told("no-channel", "status: resting\n", "", &[]), NONE);
    let scenario = ("scenarios/a.md", "---\ntitle: A\nwhere: forum\n---\n## The story\nA.\n");
    assert_eq!(told("no-channel", "", "", &[scenario]), NONE);
}

#[test]
fn facilitators_have_a_mentor() {
    let ana = ("people.yml", "- {id: ana, name: Ana, role: facilitator}\n- {id: bo, name: Bo, role: guest}\n");
    assert_eq!(
        told("no-mentor", "facilitators: [ana]\n", "", &[ana]),
        [
            "community.yml \"The Lantern Circle\" note[no-mentor]: The facilitators have no mentor. An hour with somebody who \
             was not there shows what nobody in the room could see (guidance for early childhood facilitators). / Write who \
             it is, `mentor: NAME`, or `mentor: none`."
        ]
    );
    for fields in ["", "facilitators: [ana]\nmentor: none\n", "facilitators: [ana]\nmentor: bo\n"] {
        assert_eq!(told("no-mentor", fields, "", &[ana]), NONE, "{fields}");
    }
    let mentored = ("people.yml", "- {id: ana, name: Ana, role: facilitator}\n- {id: bo, name: Bo, role: Mentor}\n");
    assert_eq!(told("no-mentor", "facilitators: [ana]\n", "", &[mentored]), NONE);
}
