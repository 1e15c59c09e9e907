//! Ways into rooms planted where people paste them: none gets out, and ordinary pages do.

use proptest::prelude::*;

use super::*;
use crate::parse::{self, FileKind};
use crate::source::Source;

const COMMUNITY: &str = "name: A\ntimezone: Europe/Dublin\n";

/// A handbook of these files, and what is said about it.
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

/// Addresses, numbers and codes of a dozen services, with made-up numbers.
fn way_in() -> impl Strategy<Value = String> {
    let digits = "[1-9][0-9]{9,10}";
    let name = "[A-Z][a-z]{4,8}[A-Z][a-z]{4,8}";
    let letters = "[b-df-hj-n]{3}-[b-df-hj-n]{4}-[b-df-hj-n]{3}";
    prop_oneof![
        digits.prop_map(|number| format!("https://us02web.zoom.us/j/{number}?pwd=a1B2")),
        digits.prop_map(|number| format!("https://zoom.us/wc/join/{number}")),
        digits.prop_map(|number| format!("zoom.us/j/{number}")),
        digits.prop_map(|id| format!("https://teams.microsoft.com/l/meetup-join/19%3ameeting_{id}%40thread.v2/0")),
        digits.prop_map(|number| format!("https://teams.live.com/meet/{number}?p=x")),
        letters.prop_map(|letters| format!("https://meet.google.com/{letters}")),
        digits.prop_map(|number| format!("https://circle.webex.com/circle/j.php?MTID=m{number}")),
        name.prop_map(|name| format!("https://circle.webex.com/meet/{name}")),
        name.prop_map(|name| format!("https://meet.jit.si/{name}")),
        name.prop_map(|name| format!("https://jitsi.circle.example.org/{name}")),
        name.prop_map(|name| format!("https://whereby.com/{name}")),
        "[a-z0-9]{3}".prop_map(|part| format!("https://bbb.example.org/b/ana-{part}-x1y-z2w")),
        digits.prop_map(|number| format!("https://global.gotomeeting.com/join/{number}")),
        name.prop_map(|name| format!("https://8x8.vc/circle/{name}")),
        name.prop_map(|name| format!("https://join.skype.com/{name}")),
        name.prop_map(|name| format!("https://www.google.com/url?q=https%3A%2F%2Fmeet.jit.si%2F{name}")),
    ]
}

fn ordinary() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "https://support.zoom.com/hc/en/article?id=zm_kb",
        "https://www.zoom.com/en/blog/hosting/",
        "https://zoom.us/download",
        "https://support.microsoft.com/en-us/teams/join",
        "https://www.microsoft.com/en/microsoft-teams/",
        "https://support.google.com/meet/answer/9303164",
        "https://help.webex.com/en-us/article/nrebr5c/Join",
        "https://jitsi.org/blog/",
        "https://jitsi.github.io/handbook/",
        "https://whereby.com/information/faq",
        "https://docs.bigbluebutton.org/3.0/new",
        "https://www.goto.com/meeting/pricing",
    ])
    .prop_map(str::to_owned)
}

/// A session with `what` in it, in one of the places where people put it.
fn session_with(what: &str, place: usize) -> String {
    let body = match place {
        0 => format!("We meet at {what}, as ever."),
        1 => format!("| When | Where |\n|---|---|\n| 7 pm | {what} |"),
        2 => format!("[{what}](https://example.org/)"),
        3 => format!("[the room]({what})"),
        4 => format!("See [the room][r].\n\n[r]: {what}"),
        5 => format!("## Coming in {what}\n\nSoon."),
        6 => format!("## Agenda\n\n- 10 min: Welcome\n    - come to {what}\n- 20 min: Tea"),
        7 => format!("![A cup]({})\n\n*The cup, {what}*", "cup.png"),
        8 => format!("<{what}>"),
        9 => format!("> Ana invites you.\n>\n> Join the meeting\n> **{what}**"),
        10 => format!("A word[^n].\n\n[^n]: {what}"),
        11 => format!("[the room]({} \"{what}\")", "https://example.org/"),
        12 => format!("`{what}`"),
        _ => return session(&format!("bring: [\"{what}\"]\nsnack: \"at {what}\"\n"), "Tea."),
    };
    session("", &body)
}

const PLACES: usize = 14;

proptest! {
    #[test]
    fn no_way_in_gets_out_wherever_it_was_pasted(what in way_in(), place in 0..PLACES) {
        let text = session_with(&what, place);
        prop_assert!(is_told(&[("community.yml", COMMUNITY), ("sessions/a.md", &text)]), "{}", text);
    }

    #[test]
    fn ordinary_links_of_the_same_companies_get_out(what in ordinary(), place in 0..PLACES) {
        let text = session_with(&what, place);
        prop_assert!(!is_told(&[("community.yml", COMMUNITY), ("sessions/a.md", &text)]), "{}", text);
    }

    #[test]
    fn no_number_or_passcode_gets_out(
        number in "[1-9][0-9]{2} [0-9]{4} [0-9]{4}",
        code in "[a-z]{2}[0-9][A-Z0-9]{3}",
        bold in any::<bool>(),
        place in 0..6_usize,
    ) {
        let label = |words: &str| if bold { format!("**{words}:**") } else { format!("{words}:") };
        let (id, passcode, dial) = (label("Meeting ID"), label("Passcode"), label("Dial in"));
        let body = match place {
            0 => format!("{id} {number}"),
            1 => format!("{passcode} {code}"),
            2 => format!("{dial} +1 {number}"),
            3 => format!("| Meeting ID | Passcode |\n|---|---|\n| {number} | {code} |"),
            4 => format!("## Agenda\n\n- 10 min: Welcome\n    - {passcode} {code}"),
            _ => format!("+1{},,{}#", number.replace(' ', ""), number.replace(' ', "")),
        };
        prop_assert!(is_told_in_session("", &body), "{}", body);
    }

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
