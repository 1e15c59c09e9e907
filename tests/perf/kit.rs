//! A kit: that of the example community with forty more sessions, and thirty members.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::{ended_well, median, shown, timed};

const SESSIONS: usize = 40;
const MEMBERS: usize = 30;
/// The bar for the whole process.
const BAR: Duration = Duration::from_secs(1);

/// Prints how long the kit takes, written into one of `outs` each time.
pub fn print(folder: &Path, outs: &[std::path::PathBuf]) -> io::Result<()> {
    write(folder)?;
    let mut times = Vec::new();
    for out in outs {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handbound"));
        command.arg("kit").arg(folder).arg("--out").arg(out).args(["--today", "2026-12-01"]);
        times.push(timed(&mut command)?);
    }
    let first = outs.first().ok_or_else(|| io::Error::other("no rounds"))?;
    let files =
        walkdir::WalkDir::new(first).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let paths: Vec<String> = files.map(|entry| entry.path().display().to_string()).collect();
    let sheets = paths.iter().filter(|path| path.contains("/day-") && path.ends_with("/run-sheet.html")).count();
    ended_well(sheets == SESSIONS, &format!("{sheets} run sheets in place of {SESSIONS}"))?;
    let time = median(&mut times);
    println!(
        "\nA kit of {SESSIONS} sessions and {MEMBERS} members, whole process, median of {}: {} for {} files (bar {})",
        outs.len(),
        shown(time),
        paths.len(),
        shown(BAR)
    );
    Ok(())
}

/// Writes the example community with forty more sessions, a day after the other, and more members.
fn write(folder: &Path) -> io::Result<()> {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-community");
    for entry in walkdir::WalkDir::new(&example) {
        let entry = entry?;
        let place = folder.join(entry.path().strip_prefix(&example).map_err(io::Error::other)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(place)?;
        } else {
            fs::copy(entry.path(), place)?;
        }
    }
    let session = fs::read_to_string(example.join("sessions/season-one/04-whose-voice-is-missing.md"))?;
    fs::create_dir_all(folder.join("sessions/every-day"))?;
    for number in 0..SESSIONS {
        let day = format!("date: 2026-12-{:02}", number + 1);
        let later = format!("date: 2027-01-{:02}", (number + 1).saturating_sub(31));
        let text = session.replacen("date: 2026-12-10", if number < 31 { &day } else { &later }, 1);
        fs::write(folder.join(format!("sessions/every-day/day-{number:02}.md")), text)?;
    }
    let mut roster = fs::read_to_string(folder.join("private/roster.csv"))?.trim_end().to_owned();
    for number in roster.lines().count()..=MEMBERS {
        roster += &format!("\nMember{number} Example,they/them,m{number}@example.org,Heron Street,");
    }
    fs::write(folder.join("private/roster.csv"), roster + "\n")
}
