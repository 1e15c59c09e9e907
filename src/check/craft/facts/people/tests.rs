//! People: who says too little of themselves, and who is named nowhere.

use crate::check::craft::fixture::{only, said};

const NONE: [&str; 0] = [];
const AGENDA: &str = "## Agenda\n- 50 min: Check-in\n- 30 min: Discussion\n- 10 min: Circle\n";

fn told(id: &str, fields: &str, more: &[(&str, &str)]) -> Vec<String> {
    let community = format!("name: The Lantern Circle\ntimezone: America/Halifax\n{fields}");
    let session = |n: u8| format!("---\ntitle: S{n}\ndate: 2026-12-0{n}\ntime: 6:30-8 pm\n---\n{AGENDA}");
    let sessions: Vec<(String, String)> = (1..4).map(|n| (format!("sessions/{n}.md"), session(n))).collect();
    let mut files = vec![("community.yml", community.as_str())];
    files.extend(sessions.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    files.extend(more);
    only(id, said(&files))
}

#[test]
fn facilitators_say_who_they_are() {
    let bare = ("people/ana.md", "---\nname: Ana\nrole: facilitator\n---\n");
    assert_eq!(
        told("no-bio", "facilitators: [ana]\n", &[bare]),
        [
            "people/ana.md \"Ana\" nudge[no-bio]: The page of Ana, who facilitates, has no text and no picture. People come more easily when they know a face (facilitators' guide). / Add two or three \
             sentences and a picture: `photo: NAME.jpg` with `photo_description: ...`."
        ]
    );
    let faceless = ("people/ana.md", "---\nname: Ana\nrole: facilitator\n---\nAna likes soup.\n");
    assert!(
        told("no-bio", "facilitators: [ana]\n", &[faceless])[0]
            .contains("note[no-bio]: The page of Ana, who facilitates, has no picture.")
    );
    let photo = "---\nname: Ana\nrole: facilitator\nphoto: ana.svg\nphoto_description: Ana\n---\n";
    assert!(
        told("no-bio", "facilitators: [ana]\n", &[("people/ana.md", photo)])[0]
            .contains("nudge[no-bio]: The page of Ana, who facilitates, has no text")
    );
    // Guests, drafts and those who are whole.
    assert_eq!(told("no-bio", "", &[bare]), NONE);
    let draft = ("people/ana.md", "---\nname: Ana\nrole: facilitator\ndraft: true\n---\n");
    assert_eq!(told("no-bio", "facilitators: [ana]\n", &[draft]), NONE);
    let whole = format!("{photo}Ana likes soup.\n");
    assert_eq!(told("no-bio", "facilitators: [ana]\n", &[("people/ana.md", &whole)]), NONE);
}

#[test]
fn whoever_has_a_page_is_named_somewhere() {
    let ana = ("people/ana.md", "---\nname: Ana Reyes\nrole: guest\n---\nSee [me](ana.md).\n");
    assert_eq!(
        told("person-unused", "", &[ana]),
        ["people/ana.md \"Ana Reyes\" note[person-unused]: Nothing in this handbook names Ana Reyes. Members \
             learn from such a page whom they meet, and where. / Name them where they take part, such as `guests: \
             [NAME]` in a session, or take the page out."]
    );
    for fields in ["facilitators: [ana]\n", "contact: {name: Ana Reyes}\n", "owner: ana\n", "mentor: ana\n"] {
        assert_eq!(told("person-unused", fields, &[ana]), NONE, "{fields}");
    }
    for (path, text) in [
        ("sessions/b.md", "---\ntitle: B\ndate: to be decided\nguests: [ana]\n---\n"),
        ("pages/b.md", "---\ntitle: B\n---\nAsk [Ana](../people/ana.md).\n"),
        ("pages/b.md", "---\ntitle: B\nowner: Ana Reyes\n---\nB.\n"),
        ("sessions/b.md", "---\ntitle: B\ndate: to be decided\n---\n## Agenda\n- 5 min: Tea\n  - Lead: Ana\n"),
    ] {
        assert_eq!(told("person-unused", "", &[ana, (path, text)]), NONE, "{text}");
    }
    let mentor = ("people/ana.md", "---\nname: Ana\nrole: mentor\n---\n");
    assert_eq!(told("person-unused", "", &[mentor]), NONE);
}
