//! Measures the checks beside a whole build: advice on the outlines, and the search for private words.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use handbound::check::{self, craft};
use handbound::leaks::Search;
use handbound::pipeline::{self, BuildSettings, FailOn};
use handbound::redact::{self, Drafts};
use jiff::civil::Date;
use rayon::prelude::*;

use super::{TODAY, median, shown};

/// The number of sessions of the bar.
pub const SESSIONS: usize = 1000;

/// The part of a build that all checks may take.
const BAR: f64 = 0.15;

/// One build, and the checks on its output, done once more by themselves.
struct Round {
    build: Duration,
    outlines: Duration,
    search: Duration,
}

pub fn print(folder: &Path, outs: &[impl AsRef<Path>]) -> io::Result<()> {
    let rounds: Vec<Round> = outs.iter().map(|out| round(folder, out.as_ref())).collect::<io::Result<_>>()?;
    let middle = |time: fn(&Round) -> Duration| median(&mut rounds.iter().map(time).collect::<Vec<_>>());
    let mut shares: Vec<f64> =
        rounds.iter().map(|round| (round.outlines + round.search).div_duration_f64(round.build)).collect();
    shares.sort_by(f64::total_cmp);
    println!("\nAll checks on {SESSIONS} sessions, {} rounds, medians:", rounds.len());
    println!("  whole build       {:>9}", shown(middle(|round| round.build)));
    println!("  outlines          {:>9}", shown(middle(|round| round.outlines)));
    println!("  private words     {:>9}", shown(middle(|round| round.search)));
    println!(
        "  both              {:>8.1} % of the build (bar {:.0} %; from {:.1} to {:.1})",
        shares[shares.len() / 2] * 100.0,
        BAR * 100.0,
        shares[0] * 100.0,
        shares[shares.len() - 1] * 100.0,
    );
    Ok(())
}

fn round(folder: &Path, out: &Path) -> io::Result<Round> {
    let today: Date = TODAY.parse().map_err(io::Error::other)?;
    let settings = BuildSettings { today, drafts: Drafts::Left, bar: FailOn::Errors };
    let start = Instant::now();
    let prepared = pipeline::prepare(folder, Some(out))?;
    pipeline::build(&prepared, settings, out, None)?;
    let build = start.elapsed();

    let Some(handbook) = &prepared.handbook else { return Err(io::Error::other("the handbook has no community.yml")) };
    let start = Instant::now();
    let mut said = check::check(handbook, Drafts::Left);
    let context = craft::Context::new(handbook, today, Drafts::Left, &said);
    said.extend(craft::craft(&context));
    std::hint::black_box(craft::without_ignored(&context, said));
    let outlines = start.elapsed();

    // As the search meets them: in memory, file by file, on all cores.
    let mut files = Vec::new();
    for entry in
        walkdir::WalkDir::new(out).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file())
    {
        let path = entry.path().strip_prefix(out).map_err(io::Error::other)?.to_string_lossy().into_owned();
        files.push((path, fs::read(entry.path())?));
    }
    let public = redact::redact(handbook, Drafts::Left);
    let start = Instant::now();
    let search = Search::new(handbook, &public);
    files.par_iter().for_each(|(path, bytes)| search.file(path, bytes));
    let (found, searched) = search.end(handbook, &public, Drafts::Left, &|_| None);
    let took = start.elapsed();
    if !found.is_empty() || searched.is_none_or(|searched| searched.files < files.len()) {
        return Err(io::Error::other("the search is not the one that a build makes"));
    }
    Ok(Round { build, outlines, search: took })
}
