//! Reads whole handbooks as facilitators write them: their agendas, and the advice that they get.
//!
//! `tests/outlines/SET/HANDBOOK/` are the handbooks of three sets, each written and judged by another person, the last
//! two by people who had not seen what the program knows. `judged.txt` says which advice an experienced facilitator
//! would be glad of and which would come close without being wanted; `read.txt` says how a person reads each agenda,
//! part by part. `result.txt` is what became of both: a change that was meant shows in its difference
//! (`SNAPSHOTS=overwrite cargo test --test integration outlines`). The bars below are that nothing false is said or
//! published. `tests/outlines/README.md` describes earlier runs.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use crate::support;
use handbound::check::craft::table::CHECKS;
use handbound::handbook::timeline::{Timed, timeline};
use handbound::handbook::{Session, Voice};
use handbound::pipeline;
use snapbox::Data;

const SETS: [&str; 3] = ["tests/outlines/first", "tests/outlines/second", "tests/outlines/third"];

/// The advice that is true of every handbook whose parts have no marks: nobody judged it, and nobody has to.
const UNJUDGED: [&str; 1] = ["parts-unmarked"];

/// An outline (`handbook/session`) or a handbook, and a diagnostic's code.
type About = (String, String);

/// Returns the rows of a table of `set`: its columns are separated by ` | `, and `#` begins a remark.
fn rows(set: &str, table: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(support::repository(set).join(table)).expect("the table is there");
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|row| row.split(" | ").map(str::to_owned).collect()).collect()
}

fn handbooks(set: &str) -> Vec<String> {
    let folders = fs::read_dir(support::repository(set)).expect("the set is there");
    let folders = folders.map(|entry| entry.expect("it can be read")).filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Returns the subject of a message in `file`: an outline, or else the handbook.
fn about(handbook: &str, file: &str) -> String {
    match file.strip_prefix("sessions/").and_then(|path| path.strip_suffix(".md")) {
        Some(path) => format!("{handbook}/{}", path.rsplit('/').next().unwrap_or(path)),
        None => handbook.to_owned(),
    }
}

/// Returns all messages of `check` on all handbooks of `set`, with their words.
fn said(set: &str) -> BTreeMap<About, String> {
    let mut said = BTreeMap::new();
    for name in handbooks(set) {
        let mut command = support::handbound();
        command.current_dir(support::repository(set));
        command.args(["check", &name, "--today", support::TODAY, "--format", "json"]);
        let ran: support::Ran = command.output().expect("the program runs").into();
        let json: serde_json::Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
        for diagnostic in json["diagnostics"].as_array().expect("a list") {
            let text = |key: &str| diagnostic[key].as_str().unwrap_or_default().to_owned();
            said.insert((about(&name, &text("file")), text("code")), text("message"));
        }
    }
    said
}

/// The results for a set.
#[derive(Default)]
struct Result {
    text: String,
    falsely: usize,
    wrong: usize,
}

/// Compares the advice that is given with the one that is wanted.
fn advice(set: &str, said: &BTreeMap<About, String>, result: &mut Result) {
    let (mut right, mut missed, mut falsely) = (0, String::new(), String::new());
    let mut wanted = BTreeSet::new();
    let (mut lacking, mut checklist) = (0, BTreeSet::new());
    for row in rows(set, "judged.txt") {
        let [outline, check, verdict, why] = row.as_slice() else { panic!("four columns: {row:?}") };
        let about = (outline.clone(), check.clone());
        if verdict != "fire" {
            assert_eq!(verdict, "silent", "{row:?}");
        } else if !CHECKS.iter().any(|known| known.id == check) && !said.contains_key(&about) {
            // An item of the checklist claims nothing, and so is no message.
            checklist.insert(check.clone());
        } else {
            if said.contains_key(&about) {
                right += 1;
            } else {
                lacking += 1;
                writeln!(missed, "{outline} | {check} | {why}").expect("a string takes all");
            }
            wanted.insert(about);
        }
    }
    for (about, message) in
        said.iter().filter(|(about, _)| !wanted.contains(about) && !UNJUDGED.contains(&about.1.as_str()))
    {
        result.falsely += 1;
        writeln!(falsely, "{} | {} | {message}", about.0, about.1).expect("a string takes all");
    }
    let checklist: Vec<String> = checklist.into_iter().collect();
    write!(
        result.text,
        "Advice: {right} right, {} false, {lacking} missed; on the checklist instead: {}\n\nFalse:\n{falsely}\nMissed:\n{missed}\n",
        result.falsely,
        checklist.join(", ")
    )
    .expect("a string takes all");
}

/// The letter for an unknown voice.
const NOT_KNOWN: char = '-';

/// Returns the letter of a voice in `read.txt`.
fn letter(voice: Voice) -> char {
    match voice {
        Voice::Everyone => 'E',
        Voice::SmallGroups => 'S',
        Voice::WholeGroup => 'W',
        Voice::Quiet => 'Q',
        Voice::Facilitator => 'F',
        Voice::Nobody => 'B',
        Voice::Unmarked => NOT_KNOWN,
    }
}

/// Returns a session's agenda as the program reads it: its parts in the letters of `read.txt`.
fn read(session: &Session, book: &handbound::handbook::Book) -> Option<Vec<String>> {
    let agenda = session.agenda.as_ref()?;
    let sitting = handbound::handbook::schedule::sittings(session, book.zone(session)).into_iter().next();
    let laid = timeline(agenda, sitting.as_ref(), book.community.group_size, book);
    let part = |timed: &Timed| {
        let minutes = timed.minutes.map_or("?".to_owned(), |minutes| minutes.to_string());
        format!("{minutes}{}", letter(timed.voice))
    };
    Some(laid.segments.iter().map(part).collect())
}

/// Returns how each agenda of `set` is read.
fn readings(set: &str) -> BTreeMap<String, Vec<String>> {
    let mut readings = BTreeMap::new();
    for name in handbooks(set) {
        let prepared = pipeline::prepare(&support::repository(set).join(&name), None).expect("the folder can be read");
        let handbook = prepared.handbook.expect("it has a community.yml");
        for session in &handbook.book.sessions {
            if let Some(reading) = read(session, &handbook.book) {
                readings.insert(about(&name, &session.meta.file), reading);
            }
        }
    }
    readings
}

/// Compares how agendas are read with how a person reads them.
fn agendas(set: &str, said: &BTreeMap<About, String>, result: &mut Result) {
    let readings = readings(set);
    let (mut all, mut right, mut unmarked, mut named, mut silent) = (0, 0, 0, 0, 0);
    let mut table = String::new();
    for row in rows(set, "read.txt") {
        let [outline, hand, _] = row.as_slice() else { panic!("three columns: {row:?}") };
        // A part before the start ends with a dash, since nobody speaks yet; one of no minutes says that it is over.
        let is_part = |part: &&str| !part.starts_with('0');
        let hand: Vec<&str> = hand.split(' ').filter(is_part).collect();
        all += hand.len();
        let is_named = ["agenda-unseen", "missing-minutes"]
            .iter()
            .any(|code| said.contains_key(&(outline.clone(), (*code).to_owned())));
        let program = readings.get(outline).filter(|parts| parts.len() == hand.len());
        let mut differs = program.is_none();
        match program {
            None if is_named => named += hand.len(),
            None => silent += hand.len(),
            Some(parts) => {
                for (hand, part) in hand.iter().zip(parts) {
                    let ((length, voice), (minutes, speaks)) =
                        (hand.split_at(hand.len() - 1), part.split_at(part.len() - 1));
                    let is_known = !speaks.starts_with(NOT_KNOWN);
                    if length != minutes && minutes == "?" {
                        *(if is_named { &mut named } else { &mut silent }) += 1;
                        differs = true;
                    } else if length != minutes || (is_known && voice != speaks) {
                        result.wrong += 1;
                        differs = true;
                    } else {
                        right += 1;
                        unmarked += usize::from(!is_known);
                    }
                }
            }
        }
        if differs {
            let parts = readings.get(outline).map_or("no agenda".to_owned(), |parts| parts.join(" "));
            writeln!(table, "{outline}\n  a person    {}\n  the program {parts}", hand.join(" "))
                .expect("a string takes all");
        }
    }
    write!(
        result.text,
        "Lines: {right} of {all} right ({unmarked} of them without a mark), {} wrong, {named} named, {silent} silent\n\n{table}",
        result.wrong
    )
    .expect("a string takes all");
}

#[test]
fn nothing_false_is_said_or_published() {
    let mut faults = Vec::new();
    for set in SETS {
        let said = said(set);
        let mut result = Result::default();
        advice(set, &said, &mut result);
        agendas(set, &said, &mut result);
        println!("{set}\n{}", result.text);
        if result.falsely + result.wrong > 0 {
            faults.push(format!("{set}: {} false, {} wrong\n{}", result.falsely, result.wrong, result.text));
        }
        let kept = support::repository(set).join("result.txt");
        let assert = snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
        let same = assert.try_eq(
            Some(&format!("{set}/result.txt")),
            Data::text(result.text),
            Data::read_from(&kept, None).raw(),
        );
        if let Err(differs) = same {
            faults.push(format!("{differs}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
