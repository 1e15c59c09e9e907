//! Advice, as the whole program gives it: which, how much, in which form, and with which effect.

use std::collections::BTreeSet;
use std::fs;

use handbound::check::codes;
use handbound::check::craft::{Find, checklist, docs, table::CHECKS};
use serde_json::Value;
use snapbox::Data;

use crate::support;
use crate::support::{Folder, SMALLEST, TODAY, handbound, repository, run};

/// A second session, with a nudge and a note, and a picture with a warning.
const HURRIED: &str = "---\ntitle: The expert\ndate: 2026-12-10\ntime: 6:30 pm - 8:00 pm\n---\n![](a.svg)\n\n## Agenda\n\
    - 20 min: Lecture\n- 20 min: Check-in\n- 30 min: In pairs\n- 15 min: Quiet writing\n- 5 min: Close\n";

fn hurried() -> Folder {
    let folder = Folder::new(SMALLEST);
    folder.write("sessions/02-the-expert.md", HURRIED);
    folder.write("sessions/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    folder
}

fn check(folder: &Folder, arguments: &[&str]) -> support::Ran {
    let mut command = handbound();
    command.current_dir(folder.root()).args(["check", "--today", TODAY]).args(arguments);
    command.output().expect("the program runs").into()
}

fn json(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let said = check(folder, &[&["--format", "json"], arguments].concat()).stdout;
    let said: Value = serde_json::from_str(&said).expect("JSON");
    let codes = said["diagnostics"].as_array().expect("a list").iter().map(|found| found["code"].as_str());
    codes.map(|code| code.expect("a code").to_owned()).collect()
}

#[test]
fn the_guide_has_the_table() {
    let file = repository("src/guide/12-advice.md");
    let assert = snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    assert.eq(Data::text(docs::chapter()), Data::read_from(&file, None).raw());
}

#[test]
fn each_check_has_its_words() {
    let mut seen = BTreeSet::new();
    for check in CHECKS {
        let id = check.id;
        assert!(id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{id}");
        assert!(seen.insert(id), "{id} stands there twice");
        assert!(check.doc.ends_with('.') && check.doc.starts_with(|c: char| c.is_uppercase() || c == '`'), "{id}");
        assert!(!check.doc.contains('|') && !check.why.contains('|'), "{id} would break the table of the guide");
        assert_eq!(check.why.is_empty(), matches!(check.find, Find::Elsewhere), "{id}");
        assert!(!check.why.ends_with('.'), "{id}: {}", check.why);
    }
}

/// Holds that two hurried handbooks give cause for every check once; `tests/integration/communities.rs` holds their
/// words.
#[test]
fn each_check_is_given_once_in_the_flawed_handbooks() {
    let texts = ["flawed", "flawed-bare"].map(|name| repository(&format!("tests/communities/{name}.txt")));
    let said: String = texts.iter().filter_map(|text| fs::read_to_string(text).ok()).collect();
    let wrong = CHECKS.iter().map(|check| (check.id, said.matches(&format!("[{}]", check.id)).count()));
    let wrong: Vec<_> = wrong.filter(|(_, times)| *times != 1).collect();
    assert!(wrong.is_empty(), "these are not given once: {wrong:?}");
}

/// Returns the plan of the flawed handbooks: a place and a check that it shows.
fn plan() -> Vec<(String, String)> {
    let plan = repository("tests/communities/flawed/_which-file-shows-what.md");
    let plan = fs::read_to_string(plan).expect("the plan is there");
    let rows = plan.lines().filter_map(|row| row.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "));
    let is_id = |word: &&str| word.contains('-');
    let rows = rows.filter(|(place, _)| !place.starts_with("--") && *place != "where");
    let ids = |shows: &str| shows.split([' ', ',', ';', ':']).filter(is_id).map(str::to_owned).collect::<Vec<_>>();
    rows.flat_map(|(place, shows)| ids(shows).into_iter().map(|id| (place.to_owned(), id))).collect()
}

#[test]
fn the_flawed_handbooks_show_each_check_where_their_plan_says() {
    let plan = plan();
    let ids: Vec<&str> = plan.iter().map(|(_, id)| id.as_str()).collect();
    let mut said: Vec<(String, String)> = Vec::new();
    for name in ["flawed", "flawed-bare"] {
        let folder = repository("tests/communities").join(name);
        let ran = run(&["check".as_ref(), folder.as_os_str(), "--format".as_ref(), "json".as_ref()]);
        let json: Value = serde_json::from_str(&ran.stdout).expect("JSON");
        for found in json["diagnostics"].as_array().expect("a list") {
            let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
            said.push((format!("{name}/{}", text("file")), text("code")));
        }
    }
    for check in CHECKS {
        let planned = plan.iter().find(|(_, id)| id == check.id);
        let (place, _) = planned.unwrap_or_else(|| panic!("{} stands in no row of the plan", check.id));
        let is_there = |(file, code): &(String, String)| code == check.id && file.contains(place.as_str());
        assert!(said.iter().any(is_there), "{} is not told of {place}", check.id);
    }
    let others: Vec<_> = said.iter().filter(|(_, code)| !ids.contains(&code.as_str())).collect();
    assert!(others.is_empty(), "nothing else is wrong there: {others:?}");
}

#[test]
fn the_example_gives_no_cause() {
    let example = repository("example-community");
    let said = run(&["check".as_ref(), example.as_os_str(), "--level".as_ref(), "nudge".as_ref()]).with(0).stdout;
    assert!(!said.contains('[') && said.ends_with(" files: nothing to mend\n"), "{said}");
}

#[test]
fn advice_is_one_line_of_a_build_and_never_stops_it() {
    let folder = hurried();
    let built = folder.build().with(0).stdout;
    assert!(!built.contains("[long-introduction]") && built.contains("[picture-described]"), "{built}");
    let line = built.lines().nth_back(1).expect("a line before the last");
    assert!(line.contains(" nudge"), "{line}");
    assert!(line.contains(": run `handbound check ") && line.ends_with(" to see more"), "{line}");

    assert_eq!(check(&folder, &["--strict"]).code, Some(1));
    folder.write("sessions/02-the-expert.md", HURRIED.replace("![]", "![decorative]"));
    assert_eq!(check(&folder, &["--strict", "--only", "long-introduction"]).code, Some(0));
    assert!(folder.build().with(0).stdout.contains(" nudge"));
}

#[test]
fn only_some_are_told_where_that_is_asked() {
    let folder = hurried();
    assert_eq!(json(&folder, &["--only", "long-introduction"]), ["long-introduction"]);
    assert_eq!(
        json(&folder, &["--only", "long-introduction,picture-described"]),
        ["picture-described", "long-introduction"]
    );
    assert_eq!(json(&folder, &["--only", "broken-link,agenda-unseen,link-dead"]), [""; 0]);
    assert_eq!(json(&folder, &["--level", "error"]), [""; 0]);
    let all = json(&folder, &[]);
    assert!(all.contains(&"reflect-then-share".to_owned()), "{all:?}");
    let nudges = json(&folder, &["--level", "nudge"]);
    assert!(nudges.contains(&"long-introduction".to_owned()), "{nudges:?}");
    assert!(!nudges.contains(&"reflect-then-share".to_owned()), "{nudges:?}");
    let slip = check(&folder, &["--only", "long-introducton"]).with(2).stdout;
    assert_eq!(slip, "There is no message called `long-introducton`. Did you mean `long-introduction`?\n");
    let slip = check(&folder, &["--only", "agenda-unsen"]).with(2).stdout;
    assert_eq!(slip, "There is no message called `agenda-unsen`. Did you mean `agenda-unseen`?\n");
    let unknown = check(&folder, &["--only", "wobbly"]).with(2).stdout;
    assert!(
        unknown.starts_with("There is no message called `wobbly`. Each message has its name in square brackets"),
        "{unknown}"
    );
    let listed = check(&folder, &["--only", "no-reading"]).with(2).stdout;
    assert_eq!(
        listed,
        "There is no message called `no-reading`. It is on the checklist, which `--explain SESSION` shows.\n"
    );
}

#[test]
fn an_error_is_always_shown() {
    let folder = hurried();
    folder.write("pages/a.md", "---\ntitle: A\n---\nSee [it](gone.md).\n");
    assert_eq!(json(&folder, &["--only", "long-introduction"]), ["broken-link", "long-introduction"]);
    assert_eq!(check(&folder, &["--only", "long-introduction"]).code, Some(1));
}

/// Holds that every code in the program's text, as `tests/integration/communities.rs` finds them, may be asked for.
#[test]
fn every_code_may_be_asked_for() {
    let src = support::tree(&repository("src"));
    let is_program = |path: &str| support::ending(path) == "rs" && !path.ends_with("tests.rs");
    let mut unknown = BTreeSet::new();
    for (_, bytes) in src.iter().filter(|(path, _)| is_program(path)) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let made = ["error(", "warning(", "note(", "nudge("].into_iter().flat_map(|maker| text.split(maker).skip(1));
        let codes = made.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
        let is_code = |code: &&str| {
            code.contains('-') && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit())
        };
        unknown
            .extend(codes.filter(is_code).filter(|code| !codes::all().any(|known| known == *code)).map(str::to_owned));
    }
    // A code that is put together before it is given stands in no call, but in the guide.
    let guide = fs::read_to_string(repository("src/guide/7-messages.md")).expect("the guide is there");
    let rows = guide.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | "));
    let named = rows.flat_map(|(codes, _)| codes.split(", ")).map(|code| code.trim_matches('`'));
    let is_code = |code: &&str| code.contains('-') && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    unknown.extend(named.filter(is_code).filter(|code| !codes::all().any(|known| known == *code)).map(str::to_owned));
    assert!(unknown.is_empty(), "add {unknown:?} to src/check/codes.rs");
}

#[test]
fn a_reason_silences_it_where_it_stands_or_everywhere() {
    let folder = hurried();
    let silent = "title: The expert\nignore: { long-introduction: she leaves early }";
    folder.write("sessions/02-the-expert.md", HURRIED.replace("title: The expert", silent));
    assert_eq!(json(&folder, &["--only", "long-introduction,silence-unused"]), [""; 0]);

    let folder = hurried();
    let community = format!("{}checks: {{ ignore: {{ long-introduction: we like news }} }}\n", SMALLEST[0].1);
    folder.write("community.yml", community);
    assert_eq!(json(&folder, &["--only", "long-introduction,silence-unused"]), [""; 0]);

    let folder = hurried();
    folder.write("community.yml", format!("{}checks: {{ opening_minutes: 20 min }}\n", SMALLEST[0].1));
    assert_eq!(json(&folder, &["--only", "long-introduction"]), [""; 0]);
}

#[test]
fn the_list_tells_each_check() {
    let said = run(&["check", "--list"]).with(0).stdout;
    let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for check in CHECKS {
        let sentence = check.doc.trim_end_matches('.');
        assert!(said.contains(&format!("\n  {} (", check.id)) && words.contains(sentence), "{}", check.id);
    }
    for item in checklist::ITEMS {
        assert!(words.contains(&item.sentence()), "{}", item.id);
    }
    assert!(words.contains("ZERO TO THREE") && words.contains("What is a community of practice?"));
    let widest = said.lines().max_by_key(|line| line.chars().count()).expect("lines");
    assert!(widest.chars().count() <= 80, "{widest}");
}

#[test]
fn an_agenda_is_explained_line_by_line() {
    let folder = hurried();
    let read = "\
The expert

6:30–6:50 pm  20 min  Lecture
                      talk (from its title) · who speaks: Facilitator
6:50–7:10 pm  20 min  Check-in
                      everyone (from its title) · who speaks: Everyone in turn
7:10–7:40 pm  30 min  In pairs
                      pairs (from its title) · who speaks: Small groups
7:40–7:55 pm  15 min  Quiet writing
                      reflection (from its title) · who speaks: Quiet
7:55–8:00 pm  5 min   Close
                      close (from its title) · who speaks: Facilitator

1 hour 30 minutes
Everyone speaks from minute 20
Halifax time (AST)

Checklist
  not seen  something to read (`readings`, or `Reading:` in the agenda)
  not seen  where it is (`where`, and the `address` of the place)
  not seen  an agreement on what stays in the group (“confidential” or “confidentiality” in a title in `agreements.md`)
  not seen  the group's values (`values.md`)
  not seen  who you are and what you share (`about`)
  not seen  what you hope for (`we_hope_to`)
  not seen  somebody to ask (`contact`)
  not seen  how many people you are (`group_size`)
  not seen  a place to talk between sessions (`where_we_talk`)
";
    for asked in ["02-the-expert", "02-The-Expert", "sessions/02-the-expert.md"] {
        let mut command = handbound();
        command.current_dir(folder.root()).args(["check", "--explain", asked]);
        assert_eq!(support::Ran::from(command.output().expect("the program runs")).with(0).stdout, read);
    }
    let mut command = handbound();
    command.current_dir(folder.root()).args(["check", "--explain", "02-the-expret"]);
    assert_eq!(
        support::Ran::from(command.output().expect("the program runs")).with(2).stdout,
        "There is no session called `02-the-expret`. Did you mean `02-the-expert`?\n"
    );
}

#[test]
fn the_checklist_of_the_next_session_is_one_line() {
    let folder = hurried();
    let said = check(&folder, &[]).stdout;
    let line = "Checklist of “First evening”: 0 of 10 seen; `handbound check --explain 01-first-evening` shows it\n";
    assert!(said.contains(line), "{said}");
    assert!(!check(&folder, &["--level", "nudge"]).stdout.contains("Checklist"));
    assert!(!check(&folder, &["--only", "long-introduction"]).stdout.contains("Checklist"));
    assert!(json(&folder, &[]).iter().all(|code| checklist::ITEMS.iter().all(|item| item.id != code)));
}

#[test]
fn a_session_is_found_by_its_title_too() {
    let folder = hurried();
    let explained = |asked: &str| check(&folder, &["--explain", asked]);
    assert!(explained("the Expert").with(0).stdout.starts_with("The expert\n"));
    assert!(explained("expert").with(0).stdout.starts_with("The expert\n"), "no other has that word");
    let slip = explained("The expret").with(2).stdout;
    assert_eq!(slip, "There is no session called `The expret`. Did you mean `The expert`?\n");
    let nothing = explained("zzz").with(2).stdout;
    assert!(nothing.ends_with(" and `02-the-expert`.\n") || nothing.contains("`, `02-the-expert`."), "{nothing}");
    folder.write("sessions/03.md", HURRIED.replace("12-10", "12-17"));
    let two = explained("The expert").with(2).stdout;
    assert_eq!(two, "Several sessions have the title “The expert”: `02-the-expert` and `03`. Ask for one of them.\n");
}

#[test]
fn whoever_heard_it_three_times_is_not_told_again() {
    let folder = hurried();
    for (number, day) in [(3, 17), (4, 24), (5, 31)] {
        let session = HURRIED.replace("12-10", &format!("12-{day}")).replace("expert", &format!("expert {number}"));
        folder.write(&format!("sessions/0{number}.md"), session);
    }
    let times = |said: &str| said.matches("nudge[long-introduction]").count();
    let said = check(&folder, &[]).stdout;
    assert_eq!(times(&said), 3, "{said}");
    assert!(said.contains("long-introduction once more"), "{said}");
    assert_eq!(times(&check(&folder, &["--only", "long-introduction"]).stdout), 4);
    assert_eq!(json(&folder, &[]).iter().filter(|code| *code == "long-introduction").count(), 4);
}

#[test]
fn workflows_get_a_line_each() {
    let said = check(&hurried(), &["--format", "github", "--only", "long-introduction"]).with(0).stdout;
    assert!(
        said.starts_with(
            "::notice file=sessions/02-the-expert.md,line=9,endLine=9,col=3,endColumn=18,title=nudge%3A \
             long-introduction::Only facilitators speak in the first 20 minutes."
        ),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1);
}

#[test]
fn what_another_stage_tells_bears_the_id_of_its_check() {
    let src = support::tree(&repository("src"));
    let program: String = src
        .iter()
        .filter(|(path, _)| support::ending(path) == "rs" && !path.starts_with("check/craft"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    for check in CHECKS.iter().filter(|check| matches!(check.find, Find::Elsewhere)) {
        assert!(program.contains(&format!("\"{}\"", check.id)), "nobody tells {}", check.id);
    }
}
