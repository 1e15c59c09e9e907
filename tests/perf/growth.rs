//! Measures whether a text costs time in proportion to its size: shapes in which a careless program takes the square of
//! it, built at one size and at four times that. The processor's time is compared, so that a busy machine gives nearly
//! the same.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The smaller size, in pieces of a shape.
const PIECES: usize = 4000;
/// The most times as long that the larger one may take: four for a cost in proportion, sixteen for the square.
const BAR: f64 = 6.0;
/// The hundredths of a second below which nothing can be told.
const LEAST: f64 = 5.0;

/// A piece of text for each number.
type Piece = fn(usize) -> String;

/// The repeated part of each shape in a session's text, and the part once more behind all of that.
const SHAPES: [(&str, Piece, Piece); 20] = [
    ("footnotes", |n| format!("word[^{n}]\n\n"), |n| format!("[^{n}]: note {n}\n\n")),
    (
        "one footnote, named often",
        |_| "word[^0]\n\n".into(),
        |n| if n == 0 { "[^0]: note\n".into() } else { String::new() },
    ),
    ("references", |n| format!("[word][r{n}]\n\n"), |n| format!("[r{n}]: https://example.org/{n}\n")),
    ("references to nothing", |n| format!("[word][r{n}] "), none),
    ("links elsewhere", |n| format!("[word](https://example.org/{n}) "), none),
    ("links to files that are not there", |n| format!("[word](b{n}.md)\n\n"), none),
    ("links with blanks", |n| format!("[word](b {n}.md)\n\n"), none),
    ("anchors", |n| format!("## Part {n}\n\n[word](#part-{n})\n\n"), none),
    ("anchors that are not there", |n| format!("## Part {n}\n\n[word](#port-{n})\n\n"), none),
    ("bare addresses", |n| format!("https://example.org/{n} "), none),
    ("bare addresses in pieces", |n| format!("https://example.org/a_{n}_b "), none),
    ("bare addresses without a scheme", |n| format!("www.example.org/{n} "), none),
    ("brackets behind an address", |n| if n == 0 { "https://example.org/".into() } else { ")".into() }, none),
    ("mail addresses", |n| format!("wren{n}@example.org "), none),
    ("rows of a table", |n| if n == 0 { "| a | b |\n|---|---|\n".into() } else { format!("| {n} | b |\n") }, none),
    ("tables", |n| format!("| a | b |\n|---|---|\n| {n} | b |\n\nword\n\n"), none),
    ("callouts", |n| format!("> [!note]\n> word {n}\n\n"), none),
    ("notes for facilitators", |n| format!("> [!facilitator]\n> a word that is private, number {n}\n\n"), none),
    ("headings", |_| "## Same\n\n".into(), none),
    (
        "parts of an agenda",
        |n| {
            let head = if n == 0 { "## Agenda\n" } else { "" };
            format!("{head}- 1 min: part {n}\n  - Bring: thing {n}\n")
        },
        none,
    ),
];

/// The same in the front matter of a session, as a list.
const FIELDS: [(&str, &str, Piece); 3] = [
    ("earlier ids", "was", |n| format!("old-{n}")),
    ("things to bring", "bring", |n| format!("thing {n}")),
    ("readings that are not there", "readings", |n| format!("r{n}")),
];

fn none(_: usize) -> String {
    String::new()
}

pub fn print(home: &Path) -> io::Result<()> {
    println!("\nThe processor's time at {PIECES} pieces and at four times as many (bar {BAR} times):");
    let usual = build(home, "a word\n", "")?;
    for (name, piece, behind) in SHAPES {
        let text = |size: usize| -> String { (0..size).map(piece).chain((0..size).map(behind)).collect() };
        let times = [PIECES, 4 * PIECES].map(|size| build(home, &text(size), ""));
        say(name, usual, times)?;
    }
    for (name, field, piece) in FIELDS {
        let line = |size: usize| format!("{field}: [{}]\n", (0..size).map(piece).collect::<Vec<_>>().join(", "));
        let times = [PIECES, 4 * PIECES].map(|size| build(home, "a word\n", &line(size)));
        say(name, usual, times)?;
    }
    Ok(())
}

fn say(name: &str, usual: f64, [one, four]: [io::Result<f64>; 2]) -> io::Result<()> {
    let [one, four] = [one? - usual, four? - usual];
    let times = four / one.max(1.0);
    let told = if four < LEAST {
        "too little to tell"
    } else if times > BAR {
        "MORE THAN IN PROPORTION"
    } else {
        ""
    };
    println!("  {name:<34} {:>7.2} s {:>7.2} s {times:>5.1} times {told}", one / 100.0, four / 100.0);
    Ok(())
}

/// Returns the hundredths of a second that the processor was busy with a build of one session of `text`.
fn build(home: &Path, text: &str, fields: &str) -> io::Result<f64> {
    let folder: PathBuf = home.join("growth");
    fs::create_dir_all(folder.join("sessions"))?;
    fs::write(folder.join("community.yml"), "name: The Tidepool Circle\ntimezone: UTC\n")?;
    let mut session = "---\ntitle: First\ndate: 2026-12-03\ntime: 19:00-20:00\n".to_owned();
    let _ = write!(session, "{fields}---\n{text}");
    fs::write(folder.join("sessions/first.md"), session)?;
    let before = children()?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbound"));
    command.arg("build").arg(&folder).arg("--out").arg(home.join("growth-site")).args(["--today", super::TODAY]);
    // With mistakes or without: it is the time that counts.
    command.stdout(Stdio::null()).status()?;
    Ok(children()? - before)
}

/// Returns the time that programs started here, and ended, have spent: `cutime` and `cstime` in proc(5), in hundredths.
fn children() -> io::Result<f64> {
    let text = fs::read_to_string("/proc/self/stat")?;
    // The name in brackets may hold blanks; the text after it does not.
    let fields = text.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().skip(13).take(2).map(str::parse::<u32>);
    ticks.map(|ticks| ticks.map(f64::from).map_err(io::Error::other)).sum()
}
