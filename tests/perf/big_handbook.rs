//! Writes a big handbook: `cargo run --release --example big_handbook -- --sessions N OUT`.

#[path = "generate.rs"]
mod generate;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some((sessions, out)) = arguments() else {
        eprintln!("usage: big_handbook --sessions N OUT");
        return ExitCode::from(2);
    };
    if out.join("community.yml").exists() {
        eprintln!("{} holds a handbook already; name a new folder", out.display());
        return ExitCode::from(2);
    }
    match generate::write(&out, sessions) {
        Ok(()) => {
            println!("{sessions} sessions in {}", out.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", out.display());
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Option<(usize, PathBuf)> {
    let mut arguments = std::env::args().skip(1);
    let (mut sessions, mut out) = (None, None);
    while let Some(argument) = arguments.next() {
        if argument == "--sessions" {
            sessions = Some(arguments.next()?.parse().ok()?);
        } else if out.replace(PathBuf::from(argument)).is_some() {
            return None;
        }
    }
    Some((sessions.filter(|number| *number > 0)?, out?))
}
