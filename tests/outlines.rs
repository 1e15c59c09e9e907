//! What the checks make of outlines as facilitators write them, against what a person would want to be told of each.
//!
//! `tests/outlines/NAME/` are handbooks. `judged.txt` says which advice an experienced facilitator would be glad of, and
//! which would come close without being wanted; it was judged from the rules alone, before any check read an outline.
//! `read.txt` says how a person reads each agenda, part by part. `result.txt` is what became of both: a change that was
//! meant shows in its difference (`SNAPSHOTS=overwrite cargo test --test outlines`). The bars below do not move with it.
//!
//! `tests/outlines-blind/` is a second set, written and judged by somebody who had not seen the first, nor the words of
//! the checks. `first-run.txt` and `second-run.txt` there are what the checks made of it before they were mended, and stay
//! as they are; its `README.md` has the figures, also those of `tests/outlines-third/` and its `third-run.txt`.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use handbound::check::craft::table::CHECKS;
use handbound::handbook::timeline::{Timed, timeline};
use handbound::handbook::{Session, Voice};
use handbound::pipeline;
use snapbox::Data;

/// Outlines for which one piece of unwanted advice is still borne.
const OUTLINES_FOR_ONE_FALSE: usize = 50;

/// Percent of the wanted advice that may be missed: to stay silent where a line is not understood is right.
const MISSED: usize = 20;

/// Percent of the parts in which the program may take somebody else to be speaking than a person does.
const MISREAD: usize = 2;

/// Percent of the parts that may stand in an agenda that is not seen as one.
const NOT_SEEN: usize = 3;

/// Percent of the parts of which it may not know who speaks.
const NOT_KNOWN: usize = 20;

/// The outlines that the words of the checks grew up with.
const KNOWN: &str = "tests/outlines";

/// Outlines that were judged before any check had read them.
const BLIND: &str = "tests/outlines-blind";

/// The same, once more, by somebody else. Its bar is that of false advice alone: the words that are known did not grow
/// with it, and what is missed there is what outlines of strangers miss.
const THIRD: &str = "tests/outlines-third";

/// An outline (`handbook/session`) or a handbook, and a check.
type About = (String, String);

/// The rows of a table of `set`: its columns are parted at ` | `, and `#` begins a remark.
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

/// What a message in `file` is about: an outline, or else the handbook.
fn about(handbook: &str, file: &str) -> String {
    match file.strip_prefix("sessions/").and_then(|path| path.strip_suffix(".md")) {
        Some(path) => format!("{handbook}/{}", path.rsplit('/').next().unwrap_or(path)),
        None => handbook.to_owned(),
    }
}

/// All that `check` says of all handbooks of `set`, with its words.
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

/// The table of hits and misses.
#[derive(Default)]
struct Result {
    text: String,
    falsely: usize,
    wanted: usize,
    missed: usize,
}

fn compare(set: &str, said: &BTreeMap<About, String>) -> Result {
    let mut result = Result::default();
    // By check: wanted, given, near misses, falsely given.
    let mut checks: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    let (mut missed, mut falsely) = (String::new(), String::new());
    let mut judged = BTreeSet::new();
    let mut to_come = BTreeSet::new();
    for row in rows(set, "judged.txt") {
        let [outline, check, verdict, why] = row.as_slice() else { panic!("four columns: {row:?}") };
        if !CHECKS.iter().any(|known| known.id == check) && !said.keys().any(|(_, code)| code == check) {
            to_come.insert(check.clone());
            continue;
        }
        let about = (outline.clone(), check.clone());
        let counts = checks.entry(check.clone()).or_default();
        if verdict == "fire" {
            counts[0] += 1;
            if said.contains_key(&about) {
                counts[1] += 1;
            } else {
                writeln!(missed, "{outline} | {check} | {why}").expect("a string takes all");
            }
            judged.insert(about);
        } else {
            assert_eq!(verdict, "silent", "{row:?}");
            counts[2] += 1;
        }
    }
    // What is silenced may be a check that is still to come.
    let counts = |about: &About| !judged.contains(about) && (to_come.is_empty() || about.1 != "silence-unknown");
    for (about, message) in said.iter().filter(|(about, _)| counts(about)) {
        checks.entry(about.1.clone()).or_default()[3] += 1;
        writeln!(falsely, "{} | {} | {message}", about.0, about.1).expect("a string takes all");
    }
    let sum = |column: usize| checks.values().map(|counts| counts[column]).sum::<usize>();
    (result.wanted, result.missed, result.falsely) = (sum(0), sum(0) - sum(1), sum(3));
    let mut text = "check                          wanted  given  near misses  false\n".to_owned();
    let line = |name: &str, [wanted, given, near, wrong]: [usize; 4]| {
        format!("{name:30} {wanted:>6} {given:>6} {near:>12} {wrong:>6}\n")
    };
    text.extend(checks.iter().map(|(check, counts)| line(check, *counts)));
    text += &line("all", [sum(0), sum(1), sum(2), sum(3)]);
    if !to_come.is_empty() {
        let to_come: Vec<_> = to_come.into_iter().collect();
        writeln!(text, "to come: {}", to_come.join(", ")).expect("a string takes all");
    }
    result.text = format!("{text}\nGiven, but not wanted:\n{falsely}\nWanted, but not given:\n{missed}");
    result
}

/// Stands for who speaks where the program cannot tell.
const NOBODY_KNOWS: char = '-';

/// The letter of a voice in `read.txt`.
fn letter(voice: Voice) -> char {
    match voice {
        Voice::Everyone => 'E',
        Voice::SmallGroups => 'S',
        Voice::WholeGroup => 'W',
        Voice::Quiet => 'Q',
        Voice::Facilitator => 'F',
        Voice::Nobody => 'B',
    }
}

/// A session's agenda as the program reads it: its parts in the letters of `read.txt`, and the first voice.
fn read(session: &Session, book: &handbound::handbook::Book) -> Option<(Vec<String>, String)> {
    let agenda = session.agenda.as_ref()?;
    let laid = timeline(agenda, None, book.community.group_size, book);
    let part = |timed: &Timed| {
        let voice = if timed.kind.is_none() && timed.group.is_none() { NOBODY_KNOWS } else { letter(timed.voice) };
        format!("{}{voice}", timed.minutes.map_or("?".to_owned(), |minutes| minutes.to_string()))
    };
    let parts: Vec<String> = laid.segments.iter().map(part).collect();
    let first = laid.segments.iter().position(|timed| matches!(timed.voice, Voice::Everyone | Voice::SmallGroups));
    let first = match (laid.first_voice, first) {
        (Some(minute), _) => minute.to_string(),
        (None, Some(_)) => "unknown".to_owned(),
        (None, None) => "nobody".to_owned(),
    };
    Some((parts, first))
}

/// How each agenda of `set` is read.
fn readings(set: &str) -> BTreeMap<String, (Vec<String>, String)> {
    let mut readings = BTreeMap::new();
    for name in handbooks(set) {
        let folder = support::repository(set).join(&name);
        let prepared = pipeline::prepare(&folder, None).expect("the folder can be read");
        let handbook = prepared.handbook.expect("it has a community.yml");
        for session in &handbook.book.sessions {
            if let Some(reading) = read(session, &handbook.book) {
                readings.insert(about(&name, &session.meta.file), reading);
            }
        }
    }
    readings
}

/// The agendas that a person reads otherwise: a table, how many parts there are, how many stand in an agenda that is
/// parted otherwise or not seen at all, in how many it is not known who speaks,
/// in how many somebody else is taken to, in how many the length differs, and how many first voices agree.
#[derive(Default)]
struct Read {
    text: String,
    parts: usize,
    not_seen: usize,
    not_known: usize,
    voices: usize,
    lengths: usize,
    first_voices: usize,
}

fn compare_readings(set: &str) -> Read {
    let readings = readings(set);
    let mut read = Read::default();
    for row in rows(set, "read.txt") {
        let [outline, hand, first] = row.as_slice() else { panic!("three columns: {row:?}") };
        let hand: Vec<&str> = hand.split(' ').filter(|part| !part.ends_with('-')).collect();
        read.parts += hand.len();
        let Some((parts, program)) = readings.get(outline).filter(|(parts, _)| parts.len() == hand.len()) else {
            let parts = readings.get(outline).map_or("no agenda".to_owned(), |(parts, _)| parts.join(" "));
            read.not_seen += hand.len();
            writeln!(read.text, "{outline}\n  a person    {}\n  the program {parts}", hand.join(" "))
                .expect("it takes all");
            continue;
        };
        for (hand, part) in hand.iter().zip(parts) {
            let ((length, voice), (minutes, speaks)) = (hand.split_at(hand.len() - 1), part.split_at(part.len() - 1));
            read.lengths += usize::from(length != minutes);
            if speaks.starts_with(NOBODY_KNOWS) {
                // The program takes it for the whole group, which is how a person reads many of them.
                read.not_known += usize::from(voice != "W");
            } else {
                read.voices += usize::from(voice != speaks);
            }
        }
        read.first_voices += usize::from(first == program);
        let is_same = |(hand, part): (&&str, &String)| *hand == part || hand.replace('W', "-") == *part;
        if !hand.iter().zip(parts).all(is_same) || first != program {
            writeln!(
                read.text,
                "{outline}\n  a person    {} | {first}\n  the program {} | {program}",
                hand.join(" "),
                parts.join(" ")
            )
            .expect("a string takes all");
        }
    }
    read
}

/// What became of `set`, which is kept in its `result.txt`.
fn became_of(set: &str) -> (Result, Read, std::result::Result<(), snapbox::assert::Error>) {
    let (result, read) = (compare(set, &said(set)), compare_readings(set));
    let text = format!(
        "{}\nAgendas that a person reads otherwise ({} parts; {} not seen, {} voices not known, {} taken for others):\n{}",
        result.text, read.parts, read.not_seen, read.not_known, read.voices, read.text
    );
    let kept = support::repository(set).join("result.txt");
    let assert = snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    let same = assert.try_eq(Some(&format!("{set}/result.txt")), Data::text(text), Data::read_from(&kept, None).raw());
    (result, read, same)
}

#[test]
fn advice_comes_where_it_is_wanted() {
    for set in [KNOWN, BLIND] {
        let (result, read, same) = became_of(set);
        let outlines = rows(set, "read.txt").len();
        assert!(result.falsely <= outlines / OUTLINES_FOR_ONE_FALSE, "nobody wants to hear this:\n{}", result.text);
        assert!(
            result.missed * 100 <= result.wanted * MISSED,
            "too much that is missed:\n{}{}",
            result.text,
            read.text
        );
        same.unwrap_or_else(|differs| panic!("{differs}"));
    }
}

#[test]
fn strangers_are_told_nothing_false() {
    let (result, read, same) = became_of(THIRD);
    assert_eq!(result.falsely, 0, "nobody wants to hear this:\n{}", result.text);
    assert_eq!(read.lengths, 0, "a length is read or it is not:\n{}", read.text);
    same.unwrap_or_else(|differs| panic!("{differs}"));
}

#[test]
fn agendas_are_read_as_a_person_reads_them() {
    for set in [KNOWN, BLIND] {
        let read = compare_readings(set);
        assert_eq!(read.lengths, 0, "a length is read or it is not:\n{}", read.text);
        assert!(read.not_seen * 100 <= read.parts * NOT_SEEN, "too many agendas are not seen:\n{}", read.text);
        assert!(read.not_known * 100 <= read.parts * NOT_KNOWN, "too many voices are not known:\n{}", read.text);
        assert!(read.voices * 100 <= read.parts * MISREAD, "too many voices are taken for others:\n{}", read.text);
        assert!(read.first_voices >= 10, "the first voice is that of a hand count:\n{}", read.text);
    }
}

#[test]
fn the_corpus_is_large_enough() {
    let outlines: BTreeSet<String> = rows(KNOWN, "judged.txt").into_iter().map(|row| row[0].clone()).collect();
    let outlines = outlines.iter().filter(|outline| outline.contains('/')).count();
    assert!(outlines >= 60, "{outlines} outlines");
}
