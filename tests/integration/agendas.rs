//! Compares how agendas that strangers wrote are read with their right answers.
//!
//! `tests/agendas/SET/NAME.md` is a session, in a form that was seen in a public document and in other words;
//! `NAME.txt` is how a careful person reads it, written before the program read it:
//!
//! ```text
//! agenda: yes                 (or no: nothing there is the agenda of this session)
//! part | START | END | LENGTH | KINDS | LEADS | TITLE
//! none | a line at the same level that is no part
//! ```
//!
//! A title may be written twice, in short and as the whole line, with `//` between. A last line that only marks the end
//! is right where the part before it ends then.
//!
//! START and END are clock times (`2/09:00` on the second day, `+10` after ten minutes), LENGTH is in minutes (`~30`
//! where it is about so much), KINDS are all that would be true; `-` stands for what is not written, or cannot be
//! known.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;

use crate::support;
use handbound::handbook::timeline::{Timed, timeline};
use handbound::handbook::{Handbook, SegmentKind, schedule};
use handbound::pipeline;
use snapbox::Data;

/// One row of a judgement.
struct Expected {
    start: String,
    end: String,
    length: String,
    kinds: Vec<String>,
    leads: String,
    /// The title in short and, behind `//`, as the whole line: both are right.
    titles: Vec<String>,
}

impl Expected {
    /// Returns whether it only marks the end, and the part before it ends then. A judge who knows the kinds gives
    /// such a line none, unless it `is_last` that means nothing.
    fn is_end_of(&self, ends: &[jiff::civil::Time], is_last: bool) -> bool {
        let is_end = self.kinds == ["close"] || (is_last && self.kinds == ["-"]);
        let is_mark = is_end && self.length == "-" && self.end == "-" && self.start != "-";
        let start = self.start.split_once('/').map_or(&*self.start, |(_, start)| start);
        let is_then = |end: &jiff::civil::Time| end.strftime("%H:%M").to_string() == start;
        is_mark && ends.iter().any(is_then)
    }
}

impl Expected {
    /// Returns whether it is of a later day than `other`.
    fn begins_day_after(&self, other: &Expected) -> bool {
        let day = |start: &str| start.split_once('/').map_or("1", |(day, _)| day).to_owned();
        self.start != "-" && day(&self.start) != day(&other.start)
    }
}

struct Judgement {
    is_agenda: bool,
    parts: Vec<Expected>,
    none: Vec<String>,
}

fn judgement(text: &str) -> Judgement {
    let mut judged = Judgement { is_agenda: true, parts: Vec::new(), none: Vec::new() };
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("agenda:") {
            judged.is_agenda = rest.trim().starts_with("yes");
        } else if let Some(rest) = line.strip_prefix("none |") {
            judged.none.push(rest.trim().to_owned());
        } else if let Some(rest) = line.strip_prefix("part |") {
            let cells: Vec<&str> = rest.splitn(6, '|').map(str::trim).collect();
            let [start, end, length, kinds, leads, title] = cells.as_slice() else { panic!("seven columns: {line}") };
            judged.parts.push(Expected {
                start: (*start).to_owned(),
                end: (*end).to_owned(),
                length: (*length).to_owned(),
                kinds: kinds.split(',').map(|kind| kind.trim().to_owned()).collect(),
                leads: (*leads).to_owned(),
                titles: title.split(" // ").map(|title| title.trim().to_owned()).collect(),
            });
        }
    }
    judged
}

/// The reading of one part by the program.
struct Found {
    title: String,
    timed: Timed,
}

/// The results for the lines of one set.
#[derive(Default)]
struct Score {
    outlines: usize,
    lines: usize,
    right: usize,
    wrong: usize,
    named: usize,
    silent: usize,
    text: String,
}

/// Returns the words of a title, without the addresses of its links and the number in front of it.
fn words(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    while let Some((before, rest)) = text.split_once("(http") {
        text = format!("{before}{}", rest.split_once(')').map_or("", |(_, after)| after));
    }
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.map(str::to_lowercase).collect();
    if words.len() > 1 && words[0].len() <= 2 && words[0].bytes().all(|byte| byte.is_ascii_digit()) {
        words.remove(0);
    }
    words
}

fn likeness(one: &[String], other: &[String]) -> usize {
    let common = one.iter().filter(|word| other.contains(word)).count();
    (200 * common).checked_div(one.len() + other.len()).unwrap_or(0)
}

fn kind_name(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Welcome => "welcome",
        SegmentKind::Everyone => "everyone",
        SegmentKind::Pairs => "pairs",
        SegmentKind::Groups => "groups",
        SegmentKind::Breakout => "breakout",
        SegmentKind::Discussion => "discussion",
        SegmentKind::Talk => "talk",
        SegmentKind::Reading => "reading",
        SegmentKind::Reflection => "reflection",
        SegmentKind::ShareBack => "share back",
        SegmentKind::Values => "values",
        SegmentKind::Practice => "practice",
        SegmentKind::Break => "break",
        SegmentKind::Close => "close",
        SegmentKind::Tech => "tech",
    }
}

/// Returns whether the clock of the program shows the written time, for a start or an end.
fn agrees(written: &str, clock: Option<jiff::civil::Time>, minute: Option<i32>) -> Option<bool> {
    if let Some(minutes) = written.strip_prefix('+') {
        return Some(minute? == minutes.parse::<i32>().ok()?);
    }
    let (day, time) = written.split_once('/').unwrap_or(("1", written));
    let day: i32 = day.parse().ok()?;
    // The clock says how far minute 0 is from midnight. The second day of an outline may be a week after the first.
    let day_of = |minute: i32, clock: jiff::civil::Time| {
        let of_day = i32::from(clock.hour()) * 60 + i32::from(clock.minute());
        (minute + (of_day - minute).rem_euclid(24 * 60)).div_euclid(24 * 60) + 1
    };
    let is_day = minute.zip(clock).is_some_and(|(minute, clock)| day == 1 || day_of(minute, clock) >= day);
    Some(clock?.strftime("%H:%M").to_string() == time.trim() && is_day)
}

/// Returns what is wrong with how a part was read; `None` where it was not read at all.
fn faults(expected: &Expected, found: &Found) -> Option<Vec<String>> {
    let mut faults = Vec::new();
    let mut is_unread = false;
    let timed = &found.timed;
    for (name, written, clock, minute) in [
        ("start", &expected.start, timed.start, timed.placed.start),
        ("end", &expected.end, timed.end, timed.placed.end),
    ] {
        if written != "-" {
            match agrees(written, clock, minute) {
                Some(true) => {}
                Some(false) => faults
                    .push(format!("{name} {} for {written}", clock.map_or(String::new(), |clock| clock.to_string()))),
                None => is_unread = true,
            }
        }
    }
    if expected.length != "-" {
        let lengths = expected.length.trim_start_matches('~').split('-');
        let lengths: Vec<u32> = lengths.map(|length| length.parse().expect("minutes")).collect();
        match timed.minutes {
            Some(minutes) if lengths.contains(&minutes) => {}
            Some(minutes) => faults.push(format!("length {minutes} for {}", expected.length)),
            None => is_unread = true,
        }
    }
    if let Some(kind) = timed.kind {
        let name = kind_name(kind);
        let is_true = |one: &String| one == name || (one == "groups" && name == "pairs");
        if !expected.kinds.iter().any(is_true) {
            faults.push(format!("kind {name} for {}", expected.kinds.join(",")));
        }
    }
    let own = words(&found.title);
    let leads = words(&expected.leads);
    let without = |list: &[String]| list.iter().filter(|word| !leads.contains(word)).cloned().collect::<Vec<_>>();
    let is_title = |title: &String| own == words(title) || without(&own) == without(&words(title));
    if !expected.titles.iter().any(is_title) {
        faults.push(format!("title “{}” for “{}”", found.title, expected.titles.join(" // ")));
    }
    if faults.is_empty() && is_unread { None } else { Some(faults) }
}

/// Returns the sessions of `set` as one handbook, each file of it a session.
fn handbook(set: &str) -> (Arc<Handbook>, BTreeMap<String, Vec<String>>) {
    let folder =
        support::Folder::new(&[("community.yml", "name: The Circle\ntimezone: Europe/London\nlanguage: en\n")]);
    let source = support::repository(&format!("tests/agendas/{set}"));
    for entry in fs::read_dir(source).expect("the set is there") {
        let path = entry.expect("it can be read").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.extension().is_some_and(|end| end == "md") && name != "README.md" {
            folder.write(&format!("sessions/{name}"), fs::read_to_string(&path).expect("text"));
        } else if name == "people" {
            for person in fs::read_dir(&path).expect("a folder") {
                let person = person.expect("it can be read").path();
                let name = person.file_name().expect("a name").to_string_lossy().into_owned();
                folder.write(&format!("people/{name}"), fs::read_to_string(&person).expect("text"));
            }
        }
    }
    let prepared = pipeline::prepare(&folder.root(), None).expect("the folder can be read");
    let mut said: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for diagnostic in &prepared.diagnostics {
        if let Some(span) = &diagnostic.span {
            let message = format!("{}: {}", diagnostic.code, diagnostic.message);
            said.entry(span.file.to_string()).or_default().push(message);
        }
    }
    (prepared.handbook.expect("it has a community.yml"), said)
}

fn score(set: &str) -> Score {
    let (handbook, said) = handbook(set);
    let book = &handbook.book;
    let mut score = Score::default();
    let mut names: Vec<String> = fs::read_dir(support::repository(&format!("tests/agendas/{set}")))
        .expect("the set is there")
        .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
        .filter_map(|name| name.strip_suffix(".txt").map(str::to_owned))
        .filter(|name| name != "result" && name != "first-run" && name != "without-hours")
        .collect();
    names.sort();
    for name in names {
        let text =
            fs::read_to_string(support::repository(&format!("tests/agendas/{set}/{name}.txt"))).expect("a judgement");
        let judged = judgement(&text);
        score.outlines += 1;
        let file = format!("sessions/{name}.md");
        let messages: Vec<&String> = said.get(&file).into_iter().flatten().collect();
        let is_named = messages
            .iter()
            .any(|message| ["agenda-unseen", "missing-minutes"].iter().any(|code| message.starts_with(code)));
        let Some(session) = book.sessions.iter().find(|session| *session.meta.file == *file) else {
            writeln!(score.text, "{name}: not read at all: {messages:?}").expect("a string takes all");
            continue;
        };
        let mut found: Vec<Option<Found>> = Vec::new();
        if let Some(agenda) = &session.agenda {
            let sitting = schedule::sittings(session, book.zone(session)).into_iter().next();
            let laid = timeline(agenda, sitting.as_ref(), None, book);
            let parts = agenda.segments.iter().zip(laid.segments);
            found.extend(parts.map(|(segment, timed)| Some(Found { title: segment.title.plain(), timed })));
        }
        let mut report = String::new();
        if !judged.is_agenda && messages.iter().any(|message| message.starts_with("agenda-unseen")) {
            score.wrong += 1;
            writeln!(report, "  false    {}", messages[0]).expect("a string takes all");
        }
        let ends: Vec<_> = found.iter().flatten().filter_map(|found| found.timed.end).collect();
        let mut from = 0;
        for (place, expected) in judged.parts.iter().enumerate() {
            score.lines += 1;
            let is_last = judged.parts.get(place + 1).is_none_or(|next| next.begins_day_after(expected));
            let like_one = |found: &Found| {
                let likes = expected.titles.iter().map(|title| likeness(&words(&found.title), &words(title)));
                likes.max().unwrap_or(0)
            };
            // The end is text below the parts; a part of another day may be called so, too.
            let is_then = |found: &Found| agrees(&expected.start, found.timed.start, found.timed.placed.start);
            let is_part = found.iter().flatten().any(|found| like_one(found) >= 50 && is_then(found) == Some(true));
            if !is_part && expected.is_end_of(&ends, is_last) {
                score.right += 1;
                continue;
            }
            let like = |place: &usize| found[*place].as_ref().map_or(0, like_one);
            let title = &expected.titles[0];
            let best = (from..found.len())
                .max_by_key(|place| (like(place), usize::MAX - place))
                .filter(|place| like(place) >= 50);
            let best = best.or_else(|| (0..from).find(|place| like(place) >= 50));
            let Some(part) = best.and_then(|place| found[place].take()) else {
                let (count, how) = if is_named { (&mut score.named, "named") } else { (&mut score.silent, "silent") };
                *count += 1;
                writeln!(report, "  {how:8} {title}").expect("a string takes all");
                continue;
            };
            from = best.map_or(from, |place| place.max(from));
            match faults(expected, &part) {
                Some(faults) if faults.is_empty() => score.right += 1,
                Some(faults) => {
                    score.wrong += 1;
                    writeln!(report, "  wrong    {title}: {}", faults.join("; ")).expect("a string takes all");
                }
                None => {
                    let (count, how) =
                        if is_named { (&mut score.named, "named") } else { (&mut score.silent, "silent") };
                    *count += 1;
                    writeln!(report, "  {how:8} {title} (its time)").expect("a string takes all");
                }
            }
        }
        for extra in found.iter().flatten() {
            score.wrong += 1;
            let is_told = judged.none.iter().any(|none| likeness(&words(none), &words(&extra.title)) >= 60);
            let why = if is_told { "is no part" } else { "is nothing of this agenda" };
            writeln!(report, "  wrong    “{}” {why}", extra.title).expect("a string takes all");
        }
        if !report.is_empty() {
            write!(score.text, "{name}\n{report}").expect("a string takes all");
        }
    }
    score
}

/// The sets: the forms that once failed, each with its right answer; outlines that the reader grew up with; outlines
/// that were judged by somebody who did not know it, before it read them.
const SETS: [&str; 13] = [
    "forms",
    "development",
    "blind",
    "blind-second",
    "blind-third",
    "blind-fourth",
    "blind-fifth",
    "blind-sixth",
    "blind-seventh",
    "blind-eighth",
    "blind-ninth",
    "blind-tenth",
    "blind-eleventh",
];

/// Returns the results for `set`, as its `result.txt` has them.
fn report(set: &str) -> (Score, String) {
    let score = score(set);
    let of = |count: usize| {
        let in_1000 = (count * 2000 / score.lines.max(1)).div_ceil(2);
        format!("{count} ({}.{} in 100)", in_1000 / 10, in_1000 % 10)
    };
    let text = format!(
        "{} outlines, {} lines: {} right, {} wrong, {} named, {} silent\n\n{}",
        score.outlines,
        score.lines,
        of(score.right),
        of(score.wrong),
        of(score.named),
        of(score.silent),
        score.text
    );
    (score, text)
}

#[test]
fn every_form_that_once_failed_is_read_or_named() {
    let (score, text) = report("forms");
    assert!(score.outlines > 150, "{} outlines", score.outlines);
    assert_eq!((score.wrong, score.silent), (0, 0), "{text}");
}

/// Compares the results with the stored ones: a change that was meant shows in the difference (`SNAPSHOTS=overwrite
/// cargo test --test integration agendas`).
#[test]
fn what_becomes_of_strangers_agendas_is_known() {
    for set in SETS {
        let (_, text) = report(set);
        println!("{set}: {}", text.lines().next().unwrap_or_default());
        let kept = support::repository(&format!("tests/agendas/{set}/result.txt"));
        let assert = snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
        let same =
            assert.try_eq(Some(&format!("{set}/result.txt")), Data::text(text), Data::read_from(&kept, None).raw());
        same.unwrap_or_else(|differs| panic!("{differs}"));
    }
}
