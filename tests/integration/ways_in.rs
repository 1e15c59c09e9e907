//! Plants ways into online rooms, service by service, wherever people paste them, and looks at what a build would
//! write.
//!
//! Three things meet: the planted text, the place, and the readers to whom the session shows its link. What is not for
//! everybody has a mistake of its own in each file and nothing is written; what is kept back is in no written byte;
//! ordinary pages of the same companies, and rooms that are open to all, are published.

use std::collections::BTreeMap;

use handbound::diagnostic::{Diagnostic, Severity};
use handbound::pipeline::{self, BuildSettings, FailOn};
use handbound::redact::Drafts;
use proptest::prelude::*;

use crate::support;
use crate::support::{Folder, TODAY, percent_decoded, tree};

/// Forms of addresses, each with a pattern of its number or name at `{}`.
const LINKS: &[(&str, &str)] = &[
    ("https://us02web.zoom.us/j/{}?pwd=aB3xYz9", NUMBER),
    ("https://zoom.us/wc/join/{}", NUMBER),
    ("https://zoom.us/my/{}", NAME),
    ("https://app.zoom.us/wc/{}/join", NUMBER),
    ("zoom.us/j/{}", NUMBER),
    ("zoommtg://zoom.us/join?confno={}", NUMBER),
    ("{}@zoomcrc.com", NUMBER),
    ("https://teams.microsoft.com/l/meetup-join/19%3ameeting_{}%40thread.v2/0?context=x", NUMBER),
    ("https://teams.microsoft.com/meet/{}?p=AbCd", NUMBER),
    ("https://teams.live.com/meet/{}?p=AbCd", NUMBER),
    ("https://meet.google.com/{}", GROUPS),
    ("meet.google.com/{}", GROUPS),
    ("https://tel.meet/{}?pin=1234567", GROUPS),
    ("https://circle.webex.com/circle/j.php?MTID=m{}", NUMBER),
    ("https://circle.webex.com/meet/{}", NAME),
    ("{}@circle.webex.com", NUMBER),
    ("https://meet.jit.si/{}", NAME),
    ("https://jitsi.circle.example.org/{}", NAME),
    ("https://8x8.vc/circle/{}", NAME),
    ("https://whereby.com/{}", NAME),
    ("https://circle.whereby.com/{}", NAME),
    ("https://bbb.example.org/b/{}", BLUE),
    ("https://bbb.example.org/rooms/abc-{}/join", GROUPS_OF_THREE),
    ("https://global.gotomeeting.com/join/{}", NUMBER),
    ("https://meet.goto.com/{}", NUMBER),
    ("https://join.skype.com/{}", NAME),
    ("https://bluejeans.com/{}", NUMBER),
    ("https://v.ringcentral.com/join/{}", NUMBER),
    ("https://chime.aws/{}", NUMBER),
    ("https://cloud.example.org/call/{}", NAME),
    ("https://meet.proton.me/join/id-{}", NAME),
    ("https://signal.link/call/#key={}", NAME),
    ("https://www.google.com/url?q=https%3A%2F%2Fmeet.jit.si%2F{}", NAME),
    ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fzoom.us%2Fj%2F{}", NUMBER),
    ("https://urldefense.proofpoint.com/v2/url?u=https-3A__zoom.us_j_{}&d=x", NUMBER),
];

/// Numbers and codes with the words before them.
const WORDS: &[(&str, &str)] = &[
    ("Meeting ID: {}", SPACED),
    ("**Meeting ID:** {}", SPACED),
    ("Zoom: {}", SPACED),
    ("Webinar ID: {}", SPACED),
    ("Phone Conference ID: {}#", SPACED),
    ("Meeting number (access code): {}", SPACED),
    ("ID de réunion : {}", SPACED),
    ("Meeting-ID: {}", SPACED),
    ("ミーティングID: {}", SPACED),
    ("Passcode: {}", CODE),
    ("**Passcode:** `{}`", CODE),
    ("Use passcode {} to enter.", CODE),
    ("The password is {}", CODE),
    ("Mot de passe : {}", CODE),
    ("Kenncode: {}", CODE),
    ("Código de acceso: {}", CODE),
    ("Senha de acesso: {}", CODE),
    ("Код доступа: {}", CODE),
    ("Dial in: +1 {}", SPACED),
    ("+1{},,4711#", NUMBER),
    ("+1 {}, code 4711", SPACED),
    ("(US) +1 902-555-0100 PIN: {}#", SPACED),
];

const NUMBER: &str = "[1-9][0-9]{10}";
const SPACED: &str = "[1-9][0-9]{2} [0-9]{4} [0-9]{4}";
const NAME: &str = "[A-Z][a-z]{5,8}[A-Z][a-z]{5,8}";
const GROUPS: &str = "[b-df-hj-n]{3}-[b-df-hj-n]{4}-[b-df-hj-n]{3}";
const GROUPS_OF_THREE: &str = "[b-df-hj-n]{3}-[b-df-hj-n]{3}-[b-df-hj-n]{3}";
const BLUE: &str = "[b-df-hj-n]{3}-[b-df-hj-n]{3}-[b-df-hj-n]{3}-[b-df-hj-n]{3}";
const CODE: &str = "[a-z]{3}[0-9]{4}[A-Z]{3}";

/// Pages of the same companies that anybody may read.
const ORDINARY: &[&str] = &[
    "https://support.zoom.com/hc/en/article?id=zm_kb",
    "https://www.zoom.com/en/blog/hosting/",
    "https://zoom.us/download",
    "https://zoom.us/test",
    "https://us02web.zoom.us/meeting/register/tZ0abc",
    "https://support.microsoft.com/en-us/teams/join",
    "https://www.microsoft.com/en/microsoft-teams/download-app",
    "https://support.google.com/meet/answer/9303164",
    "https://help.webex.com/en-us/article/nrebr5c/Join",
    "https://www.webex.com/downloads.html",
    "https://jitsi.org/blog/",
    "https://jitsi.github.io/handbook/",
    "https://whereby.com/information/faq",
    "https://docs.bigbluebutton.org/3.0/new",
    "https://www.goto.com/meeting/pricing",
    "https://support.skype.com/en/faq",
    "https://support.discord.com/hc/en-us",
    "https://discord.gg/teacircle",
];

/// The places for a text in a session's body.
const PLACES: &[&str] = &[
    "We meet at {}, as ever.",
    "Ana is inviting you to a scheduled meeting.\n\nTopic: Tea\n\nJoin\n{}\n\n---\nSee you",
    "| When | Where |\n|---|---|\n| 7 pm | {} |",
    "[{}](https://example.org/)",
    "[our page](https://example.org/ \"{}\")",
    "See [our page][r].\n\n[r]: https://example.org/ \"{}\"",
    "## Coming in: {}\n\nSoon.",
    "## Agenda\n\n- 10 min: Welcome, {}\n- 20 min: Tea",
    "## Agenda\n\n- 10 min: Welcome\n    - First: {}\n- 20 min: Tea",
    "## Agenda\n\n| Minutes | What |\n|---|---|\n| 10 | Welcome: {} |\n| 20 | Tea |",
    "## Agenda\n\n### 10 min: Welcome\n\n{}\n\n### 20 min: Tea\n\nDrink.",
    "![A cup](cup.svg)\n\n*The cup; {}*",
    "![A cup, {}](cup.svg)",
    "> Ana invites you.\n>\n> {}",
    "> [!note]\n> {}",
    "A word[^n].\n\n[^n]: {}",
    "- Tea\n    1. Green\n    2. {}",
    "- [ ] {}",
    "```\n{}\n```",
    "## Purpose\n\n{}",
    "## Journal prompt\n\n{}",
    "## Between sessions\n\n- Write: {}",
    "## What happened\n\nTea.\n\n### Themes\n\n- Tea; {}",
    "HEADER snack: >-\n  Tea and bread;\n  {}",
    "HEADER bring:\n  - \"a cup, {}\"",
    "HEADER changes:\n  - 2026-11-20: \"moved; {}\"",
];

/// Places for addresses alone.
const OF_LINKS: &[&str] = &[
    "[our page]({})",
    "See [our page][r].\n\n[r]: {}",
    "See [our page][r].\n\n[r]:\n  <{}>",
    "<{}>",
    "[![A cup](cup.svg)]({})",
];

/// Other files that are published. The text is in a sentence of its own.
const FILES: &[(&str, &str)] = &[
    ("pages/p.md", "# Coming in\n\n{}\n"),
    ("guidance/g.md", "# Coming in\n\n{}\n"),
    ("people/ana.md", "---\nname: Ana\n---\n{}\n"),
    ("venues/hall.md", "---\nname: Hall\naddress: 4 Quay Street\n---\n{}\n"),
    ("readings/book.md", "---\ncite: \"Ovenden, R. (2015). Bread.\"\n---\n{}\n"),
    ("methods/m.md", "---\ntitle: A way\nminutes: 10\n---\n## Steps\n\n1. {}\n"),
    ("scenarios/s.md", "---\ntitle: S\n---\n## The story\n\n{}\n\n## The question\n\nWhat?\n"),
    ("sessions/autumn/series.md", "---\ntitle: Autumn\n---\n{}\n"),
    ("values.md", "## Care\n\n{}\n"),
    ("agreements.md", "## Cameras\n\n{}\n"),
    ("people.yml", "- id: bo\n  name: Bo\n  text: |\n    {}\n"),
    ("files/invitation.txt", "Come in.\n{}\n"),
    ("files/invitation.html", "<p>\n{}\n</p>\n"),
    ("files/poster.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>\n{}\n</text></svg>"),
];

/// Files for programs, in which only addresses and numbers are looked for.
const CODE_FILES: &[(&str, &str)] = &[
    ("files/a.json", "{\"where\": \"{}\"}"),
    ("files/a.js", "const where='{}';"),
    ("theme/assets/own.css", "a{background:url({})}"),
];

/// The fields that keep the way in from everybody.
const SHOWN: &[&str] = &["", "show_join_link: mail\n", "show_join_link: members\n"];

/// The places where it may be, since nothing of them is published.
const KEPT: &[&str] = &[
    "HEADER join: \"{}\"",
    "HEADER dial_in: \"{}\"",
    "> [!facilitator]\n> {}",
    "Tea <!-- {} --> and bread.",
    "HEADER draft: true\n{}",
    "HEADER audience: facilitators\n{}",
];

const CUP: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"><path d=\"M0 0h4v4z\"/></svg>";

/// A text, and the part of it that would give the way in.
type Planted = Vec<(String, String)>;

/// Plants each form with a number, a name or a code of its own.
fn planted(forms: &'static [(&str, &str)]) -> impl Strategy<Value = Planted> {
    let secrets: Vec<_> =
        forms.iter().map(|(_, pattern)| proptest::string::string_regex(pattern).expect("a pattern")).collect();
    let fill = |secrets: Vec<String>| {
        let filled = forms.iter().zip(secrets).map(|((form, _), secret)| (form.replace("{}", &secret), secret));
        filled.collect()
    };
    secrets.prop_map(fill)
}

/// Returns a session with `text` at `place`.
fn session(place: &str, fields: &str, text: &str) -> String {
    let (header, body) = match place.strip_prefix("HEADER ") {
        Some(header) if header.starts_with("draft") || header.starts_with("audience") => {
            header.split_once('\n').expect("two lines")
        }
        Some(header) => (header, "Tea."),
        None => ("", place),
    };
    let header = format!("title: Tea\ndate: 2026-12-03\ntime: 7 pm - 8 pm\nwhere: online\n{fields}{header}");
    format!("---\n{}\n---\n{}\n", header.trim_end(), body).replace("{}", text)
}

/// Builds a handbook of these sessions and the files `more`; returns its messages, and the written files.
fn build(community: &str, files: &BTreeMap<String, String>) -> (Vec<Diagnostic>, Option<BTreeMap<String, Vec<u8>>>) {
    let folder = Folder::new(&[]);
    folder.write("community.yml", format!("name: A\ntimezone: Europe/Dublin\n{community}"));
    folder.write("sessions/cup.svg", CUP);
    for (path, text) in files {
        folder.write(path, text);
    }
    let settings = BuildSettings { today: TODAY.parse().expect("a day"), drafts: Drafts::Left, bar: FailOn::Errors };
    let out = folder.beside("site");
    let prepared = pipeline::prepare(&folder.root(), None).expect("the folder can be read");
    let outcome = pipeline::build(&prepared, settings, &out, None).expect("there is room");
    assert_eq!(outcome.site.is_some(), out.join("index.html").exists());
    (outcome.diagnostics, out.exists().then(|| tree(&out)))
}

/// Returns the files without a mistake of their own about a way in.
fn untold<'a>(said: &[Diagnostic], files: &'a BTreeMap<String, String>) -> Vec<(&'a String, &'a String)> {
    let told = |path: &str| {
        let of_file = |said: &&Diagnostic| said.span.as_ref().is_some_and(|span| *span.file == *path);
        let codes = ["way-in-told", "link-scheme"];
        said.iter().filter(of_file).any(|said| said.severity == Severity::Error && codes.contains(&said.code))
    };
    files.iter().filter(|(path, _)| !told(path)).collect()
}

/// Normalizes `text` for comparison: without blanks and hyphens, in small letters.
fn alike(text: &str) -> String {
    text.chars().filter(|c| !" -\u{a0}".contains(*c)).collect::<String>().to_lowercase()
}

/// Returns the text of a written file.
fn text(path: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let text = if support::ending(path) == "ics" { text.replace("\r\n ", "") } else { text.into_owned() };
    alike(&percent_decoded(&text))
}

fn errors(said: &[Diagnostic]) -> Vec<&Diagnostic> {
    said.iter().filter(|said| said.severity == Severity::Error).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2) })]

    #[test]
    fn no_way_in_is_published_wherever_it_was_pasted(links in planted(LINKS), words in planted(WORDS), turn in 0..3_usize) {
        let mut files = BTreeMap::new();
        let of_links = PLACES.iter().chain(OF_LINKS).flat_map(|place| links.iter().map(move |text| (place, text)));
        let of_words = PLACES.iter().flat_map(|place| words.iter().map(move |text| (place, text)));
        for (number, (place, (text, _))) in of_links.chain(of_words).enumerate() {
            let shown = SHOWN[(number + turn) % SHOWN.len()];
            files.insert(format!("sessions/{number:04}.md"), session(place, shown, text));
        }
        let (said, written) = build("", &files);
        prop_assert!(written.is_none());
        prop_assert_eq!(untold(&said, &files), []);
    }

    #[test]
    fn no_way_in_is_published_in_any_other_file(links in planted(LINKS), words in planted(WORDS)) {
        for (text, _) in links.iter().chain(&words) {
            let fill = |(path, form): &(&str, &str)| ((*path).to_owned(), form.replace("{}", text));
            let mut files: BTreeMap<String, String> = FILES.iter().map(fill).collect();
            if links.iter().any(|(link, _)| link == text) {
                files.extend(CODE_FILES.iter().map(fill));
            }
            let (said, written) = build("", &files);
            prop_assert!(written.is_none());
            prop_assert_eq!(untold(&said, &files), []);
        }
    }

    #[test]
    fn what_is_kept_back_is_in_no_written_byte(links in planted(LINKS), words in planted(WORDS), turn in 0..3_usize) {
        let mut files = BTreeMap::new();
        for (number, (text, _)) in links.iter().chain(&words).enumerate() {
            for (at, place) in KEPT.iter().enumerate().filter(|(at, _)| *at > 0 || text.starts_with("https:")) {
                let shown = SHOWN[(number + at + turn) % SHOWN.len()];
                files.insert(format!("sessions/{number:02}-{at}.md"), session(place, shown, text));
            }
        }
        let (said, written) = build("", &files);
        prop_assert_eq!(errors(&said), Vec::<&Diagnostic>::new());
        let written = written.expect("a site");
        for (path, bytes) in &written {
            let said = text(path, bytes);
            for (text, secret) in links.iter().chain(&words) {
                prop_assert!(!said.contains(&alike(secret)), "{text} is in {path}");
            }
        }
    }

    #[test]
    fn what_is_open_to_all_and_ordinary_pages_are_published(links in planted(LINKS), words in planted(WORDS), turn in 0..12_usize) {
        let (mut files, mut open) = (BTreeMap::new(), Vec::new());
        let ordinary: Planted = ORDINARY.iter().map(|page| ((*page).to_owned(), (*page).to_owned())).collect();
        for (at, place) in PLACES.iter().chain(OF_LINKS).enumerate() {
            let fits = |(text, _): &&(String, String)| at < PLACES.len() || text.starts_with("https:");
            let shown = links.iter().chain(&words).filter(fits);
            let all = shown.map(|planted| ("show_join_link: public\n", planted));
            let all = all.chain(ordinary.iter().map(|page| ("", page)));
            // One in twelve, so that a case takes no longer than it must.
            for (number, (field, (text, secret))) in all.enumerate().filter(|(number, _)| (number + at) % 12 == turn) {
                let path = format!("{at:02}-{number:02}");
                files.insert(format!("sessions/{path}.md"), session(place, field, text));
                open.push((path, text, secret));
            }
        }
        let (said, written) = build("", &files);
        prop_assert_eq!(errors(&said), Vec::<&Diagnostic>::new());
        let written = written.expect("a site");
        for (path, planted, secret) in open {
            let page = format!("sessions/{path}.html");
            prop_assert!(text(&page, &written[&page]).contains(&alike(secret)), "{planted} is not in {page}");
        }
    }
}
