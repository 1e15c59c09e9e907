//! Measures an edit in the preview: from the changed folder to the bytes of a page, inside this process.

use std::fs;
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use handbound::pipeline::{BuildSettings, FailOn, SiteSnapshot, Workspace};
use handbound::read;
use handbound::redact::{self, Drafts};

use super::{TODAY, median, shown};

const EDITS: usize = 30;

const SETTLED: Duration = Duration::from_millis(2100);

/// Bars: from the changed folder to one page after an edit of one word, at 1,000 and at 10,000 sessions. Noticing the
/// save and serving the page must fit beside it into 15 and 60 ms.
const WORD_BARS: [(usize, f64); 2] = [(1000, 15.0), (10_000, 60.0)];

/// The MB that the preview may hold, and the number of edits that may not add to it.
const MEMORY_BARS: [(usize, u64); 2] = [(1000, 150), (10_000, 700)];
const MANY: usize = 1000;

/// Prints the times of edits, each made many times, with the stages of one look beside them.
pub fn print(folder: &Path, sessions: usize) -> io::Result<()> {
    let settings =
        BuildSettings { today: TODAY.parse().map_err(io::Error::other)?, drafts: Drafts::Shown, bar: FailOn::Errors };
    let mut memory = Workspace::default();
    let start = Instant::now();
    let first = memory.look(folder, None)?.snapshot(settings).ok_or_else(nothing)?;
    let took = start.elapsed();
    let path = middle_session(&first)?;
    let source = folder.join(&**first.renderer().source(&path).ok_or_else(nothing)?);
    println!("\nEdits at {sessions} sessions, medians of {EDITS} (the first look took {}):", shown(took));
    // By then the preview's slow scan has run, and every time stamp can be believed.
    thread::sleep(SETTLED);
    memory.look(folder, None)?;

    let bar = WORD_BARS
        .iter()
        .find(|(size, _)| *size == sessions)
        .map_or(String::new(), |(_, bar)| format!("  (bar {bar} ms)"));
    let memory_bar = MEMORY_BARS.iter().find(|(size, _)| *size == sessions);
    let memory_bar = memory_bar.map_or(String::new(), |(_, bar)| format!(" (bar {bar} MB, and flat)"));
    let words = edits(&mut memory, folder, settings, &path, &source, ["tide", "pool"])?;
    words.print("one word", &bar);
    let before = memory_held();
    let names = edits(&mut memory, folder, settings, &path, &folder.join("community.yml"), ["Circle", "Wheel"])?;
    names.print("the community's name", "");
    for _ in 0..MANY / EDITS {
        edits(&mut memory, folder, settings, &path, &source, ["tide", "pool"])?;
    }
    println!("  memory: {before} MB after {EDITS} edits, {} MB after {MANY} more{memory_bar}", memory_held());
    Ok(())
}

/// The times of each part of an edit.
#[derive(Default)]
struct Times {
    list: Vec<Duration>,
    look: Vec<Duration>,
    public: Vec<Duration>,
    edition: Vec<Duration>,
    page: Vec<Duration>,
    whole: Vec<Duration>,
    problems: Vec<Duration>,
}

impl Times {
    fn print(mut self, name: &str, bar: &str) {
        println!("  {name:<32} {:>9}{bar}", shown(median(&mut self.whole)));
        let mut fastest = self.whole.clone();
        fastest.sort();
        println!("    the fastest of them             {:>7}", shown(fastest[0]));
        println!("    look: list, read, parse, join   {:>7}", shown(median(&mut self.look)));
        println!("      of which list                 {:>7}", shown(median(&mut self.list)));
        println!("    edition: public, press          {:>7}", shown(median(&mut self.edition)));
        println!("      of which public               {:>7}", shown(median(&mut self.public)));
        println!("    one page                        {:>7}", shown(median(&mut self.page)));
        println!("    later: problems                 {:>7}", shown(median(&mut self.problems)));
    }
}

/// Changes `file` again and again, and makes the page at `path` each time.
fn edits(
    memory: &mut Workspace,
    folder: &Path,
    settings: BuildSettings,
    path: &str,
    file: &Path,
    words: [&str; 2],
) -> io::Result<Times> {
    let original = fs::read_to_string(file)?;
    let mut times = Times::default();
    for round in 0..EDITS {
        fs::write(file, edited(&original, words[round % 2]))?;
        let start = Instant::now();
        let prepared = memory.look(folder, None)?;
        let looked = start.elapsed();
        let edition = prepared.snapshot(settings).ok_or_else(nothing)?;
        let made = start.elapsed();
        let page = edition.output(path).ok_or_else(nothing)?;
        let whole = start.elapsed();
        page.map_err(|_| io::Error::other("the page failed"))?;
        if prepared.changed.len() != 1 {
            return Err(io::Error::other(format!("one file was edited, not {:?}", prepared.changed)));
        }
        times.look.push(looked);
        times.edition.push(made.saturating_sub(looked));
        times.page.push(whole.saturating_sub(made));
        times.whole.push(whole);

        let start = Instant::now();
        read::list(folder, None)?;
        times.list.push(start.elapsed());
        let handbook = prepared.handbook.as_ref().ok_or_else(nothing)?;
        let start = Instant::now();
        let public = redact::redact(handbook, settings.drafts);
        times.public.push(start.elapsed());
        drop(public);
        let start = Instant::now();
        drop(memory.problems(&prepared, settings, &|| true));
        times.problems.push(start.elapsed());
    }
    fs::write(file, original)?;
    memory.look(folder, None)?;
    Ok(times)
}

/// Returns the text with one more word in its title.
pub fn edited(text: &str, word: &str) -> String {
    ["title: ", "name: "]
        .iter()
        .find_map(|key| {
            let at = text.find(key)? + key.len();
            Some(format!("{}{word} {}", &text[..at], &text[at..]))
        })
        .unwrap_or_else(|| format!("{text}\n{word}\n"))
}

fn middle_session(edition: &SiteSnapshot) -> io::Result<String> {
    let sessions = &edition.renderer().public().book().sessions;
    Ok(sessions.get(sessions.len() / 2).ok_or_else(nothing)?.meta.address.clone())
}

fn nothing() -> io::Error {
    io::Error::other("the handbook has no such page")
}

/// Returns the memory that this process holds, in MB; 0 where the system does not report it.
fn memory_held() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1000
}
