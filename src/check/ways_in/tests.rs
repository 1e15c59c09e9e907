//! Diagnostics of ways into rooms, and their places. `tests/integration/ways_in.rs` plants them everywhere.

use proptest::prelude::*;

use super::*;
use crate::parse::{self, FileKind};
use crate::source::Source;

const COMMUNITY: &str = "name: A\ntimezone: Europe/Dublin\n";

/// Returns the handbook of these files, and its diagnostics.
fn read(files: &[(&str, &str)]) -> (Handbook, Vec<Diagnostic>) {
    let sources = files.iter().map(|(path, text)| Source { path: (*path).into(), text: (*text).to_owned() });
    let parsed: Vec<_> = sources.map(|source| parse::parse(&source)).collect();
    let paths = files.iter().map(|(path, _)| (*path).into()).collect();
    let (handbook, mut diagnostics) = parse::assemble(&parsed, paths);
    let handbook = handbook.expect("a community");
    diagnostics.extend(told_to_everyone(&handbook, Drafts::Left));
    (handbook, diagnostics)
}

fn session(fields: &str, body: &str) -> String {
    format!("---\ntitle: Tea\ndate: 2026-12-03\ntime: 7 pm - 8 pm\nwhere: online\n{fields}---\n{body}\n")
}

fn is_told(files: &[(&str, &str)]) -> bool {
    read(files).1.iter().any(|said| said.code == "way-in-told")
}

fn is_told_in_session(fields: &str, body: &str) -> bool {
    is_told(&[("community.yml", COMMUNITY), ("sessions/a.md", &session(fields, body))])
}

const ROOM: &str = "https://us02web.zoom.us/j/81234567890?pwd=abc";

#[test]
fn a_pasted_invitation_is_one_error_with_its_mend() {
    let body = format!("Join: {ROOM}\nMeeting ID: 812 3456 7890 Passcode: 4711\n");
    let (_, said) = read(&[("community.yml", COMMUNITY), ("sessions/a.md", &session("", &body))]);
    let said: Vec<_> = said.iter().filter(|said| said.code == "way-in-told").collect();
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].message, "This link leads into an online room, and everyone can read it here.");
    assert_eq!(said[0].related.len(), 1);
}

#[test]
fn what_is_private_or_open_to_all_is_no_mistake() {
    for (fields, body) in [
        (format!("join: {ROOM}\ndial_in: \"Meeting ID: 812 3456 7890, passcode 4711\"\n"), String::new()),
        (String::new(), format!("> [!facilitator]\n> {ROOM}\n> Passcode: 4711")),
        (String::new(), format!("<!-- {ROOM} -->")),
        ("draft: true\n".into(), ROOM.into()),
        ("audience: facilitators\n".into(), ROOM.into()),
        ("show_join_link: public\n".into(), ROOM.into()),
    ] {
        assert!(!is_told_in_session(&fields, &body), "{fields}{body}");
    }
    let open = format!("{COMMUNITY}calendar:\n  show_join_link: public\n");
    let page = format!("# Coming in\n\n{ROOM}\n");
    assert!(!is_told(&[("community.yml", &open), ("pages/a.md", &page)]));
    assert!(is_told(&[("community.yml", &open), ("sessions/a.md", &session("show_join_link: mail\n", ROOM))]));
    assert!(is_told(&[("community.yml", COMMUNITY), ("pages/a.md", &page)]));
    assert!(is_told(&[("community.yml", &format!("{COMMUNITY}about: Come to {ROOM}\n"))]));
}

#[test]
fn downloads_and_templates_are_texts_that_everyone_reads() {
    let tea = session("", "See [the notes](../handouts/notes.txt).");
    let told = |path: &str| is_told(&[("community.yml", COMMUNITY), ("sessions/a.md", &tea), (path, ROOM)]);
    for published in
        ["files/notes.txt", "files/a.md", "files/page.html", "files/b/c.csv", "theme/home.html", "handouts/notes.txt"]
    {
        assert!(told(published), "{published}");
    }
    assert!(!told("handouts/other.txt"), "nothing leads to it, so it is not published");
    for published in ["files/map.json", "files/a.js", "theme/own.css", "files/poster.svg"] {
        assert!(told(published), "{published}");
    }
    let with = |path: &str, text: &str| is_told(&[("community.yml", COMMUNITY), (path, text)]);
    assert!(!with("files/a.js", "f({pin:e1,password:t2})"), "a program's words are no passcodes");
    assert!(!with("files/a.svg", &format!("<svg><!-- {ROOM} --></svg>")), "comments are taken out of pictures");
    let (_, said) = read(&[("community.yml", COMMUNITY), ("files/a.txt", ROOM), ("files/b.txt", ROOM)]);
    assert_eq!(said.iter().filter(|said| said.code == "way-in-told").count(), 2);
    assert!(said.iter().all(|said| said.help.as_ref().is_none_or(|help| !help.contains("box"))));
    let open = format!("{COMMUNITY}calendar:\n  show_join_link: public\n");
    assert!(!is_told(&[("community.yml", &open), ("files/a.txt", ROOM)]));
}

#[test]
fn each_session_of_a_list_is_judged_by_its_own_field() {
    let item = |id: &str, fields: &str| {
        format!(
            "- id: {id}\n  title: Tea\n  date: 2026-12-03\n  time: 7 pm - 8 pm\n  where: online\n{fields}  text: |\n    See {ROOM} today.\n"
        )
    };
    let list = item("a", "") + &item("b", "  show_join_link: public\n");
    let (_, said) = read(&[("community.yml", COMMUNITY), ("sessions.yml", &list)]);
    let said: Vec<_> = said.iter().filter(|said| said.code == "way-in-told").collect();
    assert_eq!((said.len(), said[0].related.len()), (1, 0));
}

#[test]
fn no_message_advises_to_publish_a_way_in() {
    for field in [
        "Passcode: 4711",
        "password: soup",
        "Meeting ID: 812 3456 7890",
        "meeting_id: 8123",
        "PIN: 4711",
        "Dial-in number: +1 902 555 0100",
        "Note: \"Passcode: 4711\"",
    ] {
        let (_, said) = read(&[("community.yml", COMMUNITY), ("sessions/a.md", &session(&format!("{field}\n"), ""))]);
        let said: Vec<_> = said.iter().filter(|said| said.code == "unknown-field").collect();
        assert_eq!(said.len(), 1, "{field}");
        let help = said[0].help.as_deref().unwrap_or_default();
        assert!(help.contains("`dial_in:`") && help.contains("[!facilitator]"), "{field}: {help}");
    }
}

proptest! {
    #[test]
    fn no_text_is_a_panic(text in "(\\PC|[\n|:=,+# 0-9]|Meeting ID|Passcode|zoom\\.us/j/|%2F){0,60}") {
        for (_, place) in crate::handbook::rooms::ways_in(&text) {
            prop_assert!(text.get(place).is_some());
        }
    }
}

#[test]
fn a_file_for_nobody_is_not_looked_at() {
    assert_eq!(parse::classify(&"README.md".into()), FileKind::Other);
    assert!(!is_told(&[("community.yml", COMMUNITY), ("README.md", ROOM)]));
}
