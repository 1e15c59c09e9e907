//! The checklist of a session.

use super::checklist;
use crate::check::craft::fixture::handbook;

/// Returns the items that are seen, and those that are not, of the session `sessions/winter/a.md` among these files.
fn listed(community: &str, files: &[(&str, &str)]) -> (Vec<&'static str>, Vec<&'static str>) {
    let community = format!("name: A\ntimezone: America/Halifax\n{community}");
    let (handbook, _) = handbook(&[&[("community.yml", &*community)], files].concat());
    let session = handbook.book.session("winter/a").or_else(|| handbook.book.session("a")).expect("the session");
    let lines = checklist(session, &handbook.book, &handbook.private);
    let (seen, unseen): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.is_seen);
    let what = |lines: Vec<super::ChecklistLine>| lines.into_iter().map(|line| line.what).collect();
    (what(seen), what(unseen))
}

const LATER: (&str, &str) = ("sessions/winter/b.md", "---\ntitle: B\ndate: 2026-12-10\ntime: 6-8 pm\n---\n");
const VENUES: (&str, &str) = ("venues.yml", "- {id: hall, name: The hall}\n");

#[test]
fn a_bare_session_in_a_room() {
    let session =
        "---\ntitle: A\ndate: 2026-12-03\ntime: 6-8 pm\nwhere: hall\n---\nPark behind the hall. Homework: rest.\n";
    let (seen, unseen) = listed("", &[("sessions/winter/a.md", session), LATER, VENUES]);
    assert_eq!(seen, [""; 0], "words in the text are not looked at");
    assert_eq!(
        unseen,
        [
            "something to try before the next session",
            "something to read",
            "where it is",
            "how to get there",
            "what to bring",
            "names at the first session: tags, or a list to sign",
            "a light supper for a long evening",
            "an agreement on what stays in the group",
            "the group's values",
            "who you are and what you share",
            "what you hope for",
            "somebody to ask",
            "how many people you are",
            "a place to talk between sessions",
        ]
    );
}

#[test]
fn a_full_session_online_and_in_a_room() {
    let session = "---\ntitle: A\ndate: 2026-12-03\ntime: 6-8 pm\nwhere: [hall, online]\njoin: https://a.example/1\n\
                   readings: [pelo]\nbring: a mug\nsnack: soup\n---\n## Agenda\n- 5 min: Tea\n  - Bring: name tags\n\n\
                   ## Journal prompt\nWhat?\n";
    let files = [
        ("sessions/winter/a.md", session),
        LATER,
        ("venues.yml", "- {id: hall, name: The hall, address: 1 Quay Street, parking: behind}\n"),
        ("readings.yml", "- {id: pelo, cite: \"Pelo, A. (2018). A book.\"}\n"),
        (
            "agreements.md",
            "---\ntitle: A\n---\n## Confidentiality\nStays here.\n## Cameras and microphones\nAs you like.\n",
        ),
        ("values.md", "---\ntitle: V\n---\n## Rest\nWe stop.\n"),
    ];
    let community = "about: We cook.\nwe_hope_to: [meet]\ncontact: {email: a@example.org}\ngroup_size: 12\nwhere_we_talk: [{name: Forum}]\n";
    let (seen, unseen) = listed(community, &files);
    assert_eq!((seen.len(), unseen), (16, Vec::new()));
    assert!(seen.contains(&"how to join online") && seen.contains(&"an agreement on cameras"));
}

#[test]
fn what_is_ignored_is_not_listed() {
    let session = "---\ntitle: A\ndate: 2026-12-17\ntime: 6-8 pm\nignore: {no-reading: we sing}\n---\n";
    let (_, unseen) = listed("checks: {ignore: {not-there-yet: later}}\n", &[("sessions/winter/a.md", session)]);
    assert_eq!(unseen, ["where it is", "an agreement on what stays in the group"]);
}

#[test]
fn what_a_session_has_no_need_of_is_not_listed() {
    let last = "---\ntitle: A\ndate: 2026-12-17\ntime: 6-8 pm\n---\n";
    let (seen, unseen) = listed("", &[("sessions/winter/a.md", last), LATER]);
    let all = [seen, unseen].concat();
    for what in [
        "something to try before the next session",
        "how to join online",
        "how to get there",
        "an agreement on cameras",
    ] {
        assert!(!all.contains(&what), "{what}");
    }
    assert!(all.contains(&"where it is"));
}

#[test]
fn what_to_eat_depends_on_the_hour() {
    let food = |time: &str, place: &str| {
        let session = format!("---\ntitle: A\ndate: 2026-12-03\ntime: {time}\nwhere: {place}\n---\n");
        let (_, unseen) = listed("", &[("sessions/winter/a.md", &session), LATER, VENUES]);
        let is_food = |what: &&str| ["coffee", "lunch", "light", "bite"].iter().any(|word| what.contains(word));
        unseen.into_iter().filter(is_food).collect::<Vec<_>>()
    };
    assert_eq!(food("9-10 am", "hall"), ["coffee, tea and water for the morning"]);
    assert_eq!(food("noon - 1:30 pm", "hall"), ["lunch, or time for one"]);
    assert_eq!(food("3-5 pm", "hall"), ["tea, coffee and a bite for the afternoon"]);
    assert_eq!(food("6:30-8 pm", "hall"), ["a light snack for the evening"]);
    assert_eq!(food("6:30-8:30 pm", "hall"), ["a light supper for a long evening"]);
    assert_eq!(food("6:30-8:30 pm", "online"), [""; 0]);
}

#[test]
fn what_is_written_of_the_group_is_seen() {
    let session = "---\ntitle: A\ndate: 2026-12-03\ntime: 6-8 pm\n---\n";
    let (seen, _) = listed("about: We cook.\nwe_hope_to: [meet]\n", &[("sessions/winter/a.md", session), LATER]);
    assert_eq!(seen, ["who you are and what you share", "what you hope for"]);
}
