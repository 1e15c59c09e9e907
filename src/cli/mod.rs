//! The command line: arguments in, words and an exit code out. Nothing else prints, and nothing else reads the clock.

mod arguments;
mod check;
mod explain;
mod import;
mod kit;
mod records;
mod secret;
mod serve;
mod summary;
mod theme;
mod usage;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, bail};
use clap::Parser;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::check::craft;
use crate::compare::{self, Previous};
use crate::diagnostic::Severity;
use crate::diagnostic::show::{Shown, show};
use crate::diagnostic::text::{TerminalStyle, text};
use crate::handbook::records::Period;
use crate::pipeline::{self, BuildSettings, FailOn, Prepared};
use crate::preview::watch::WatchMode;
use crate::redact::Drafts;
use crate::{calendar, read, suggest};

use arguments::{Arguments, Command, Common, ThemeCommand};

/// The result of a run, as an exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    Success = 0,
    /// The handbook has errors (with `--strict`, warnings).
    HasErrors = 1,
    /// Wrong usage, or a disk that does not do its part.
    Failure = 2,
}

/// Runs the program on `arguments`, the first of which is its own name.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitStatus {
    let started = Instant::now();
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(usage) => {
            // Nobody is left to tell when this fails.
            let _ = match usage::mistake(&usage) {
                Some(words) => writeln!(std::io::stderr(), "{}", harmless(&words)),
                None => usage.print(),
            };
            return if usage.exit_code() == 0 { ExitStatus::Success } else { ExitStatus::Failure };
        }
    };
    let (ended, words) = match obey(&arguments, started) {
        Ok(said) => said,
        Err(error) => (ExitStatus::Failure, format!("{error:#}\n")),
    };
    print(&words);
    ended
}

/// Returns a text of an author's that is shown as it is, without anything that controls a terminal.
fn harmless(text: &str) -> String {
    text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}")
}

/// Writes to where people read. That they stopped reading (`| head`) is no failure.
fn print(words: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(words.as_bytes()).and_then(|()| out.flush());
}

fn obey(arguments: &Arguments, started: Instant) -> anyhow::Result<(ExitStatus, String)> {
    match &arguments.command {
        Command::Build { common, out, drafts } => {
            let output = out.clone().unwrap_or_else(|| default_output(&common.folder));
            let drafts = if *drafts { Drafts::Shown } else { Drafts::Left };
            let (prepared, settings) = prepare(common, &output, drafts)?;
            // Another file in that place, which is no calendar of a site, is no reason not to build.
            let previous =
                read::feed(&output, calendar::FEED).and_then(|feed| compare::read(&feed, None, settings.today));
            let outcome = pipeline::build(&prepared, settings, &output, previous.as_ref())?;
            let shown = shown(&prepared, outcome.diagnostics);
            let searched = summary::searched(outcome.searched.as_ref());
            let (advice, facts): (Vec<Shown>, Vec<Shown>) = shown
                .into_iter()
                .partition(|shown| shown.severity == Severity::Note || craft::is_advice(shown.code, shown.severity));
            let last = match &outcome.site {
                Some(site) => {
                    summary::advised(&advice, &common.folder) + &summary::built(site, &output, started.elapsed())
                }
                None => summary::not_built(&facts),
            };
            // The memory is left to the system, which takes it back faster than piece by piece.
            std::mem::forget(prepared);
            let ended = if outcome.site.is_some() { ExitStatus::Success } else { ExitStatus::HasErrors };
            Ok((ended, text(&facts, style()) + &searched + &last + "\n"))
        }
        Command::Check { list: true, .. } => Ok((ExitStatus::Success, craft::docs::list())),
        Command::Check { common, explain: Some(session), .. } => explain::explain(common, session),
        Command::Check { common, previous, format, only, level, links, .. } => check::check(&check::CheckOptions {
            common,
            previous: previous.as_deref(),
            format: *format,
            only,
            level: *level,
            links: if *links { check::Links::Asked } else { check::Links::Left },
        }),
        Command::Serve { folder, port, open, poll, host, today } => serve::serve(&serve::ServeOptions {
            folder,
            port: *port,
            host: *host,
            today: *today,
            mode: if *poll { WatchMode::Poll } else { WatchMode::Native },
            browser: if *open { serve::OpenBrowser::Yes } else { serve::OpenBrowser::No },
        }),
        Command::Import { file, folder, until, today } => {
            import::import(&import::ImportOptions { file, folder, until: *until, today: *today })
        }
        Command::Kit { folder, session, out, today } => {
            kit::run(&kit::KitOptions { folder, session: session.as_deref(), out: out.as_deref(), today: *today })
        }
        Command::Records { folder, from, to, today, format } => records::run(&records::RecordsOptions {
            folder,
            period: Period { from: *from, to: *to },
            today: *today,
            format: *format,
        }),
        Command::Secret { folder } => secret::secret(&read_folder(folder, &default_output(folder))?),
        Command::Theme(ThemeCommand::List { folder }) => theme::list(folder),
        Command::Theme(ThemeCommand::Eject { file, folder }) => theme::eject(file, folder),
    }
}

fn prepare(common: &Common, output: &Path, drafts: Drafts) -> anyhow::Result<(Prepared, BuildSettings)> {
    let prepared = read_folder(&common.folder, output)?;
    let bar = if common.strict { FailOn::Warnings } else { FailOn::Errors };
    let today = common.today.unwrap_or_else(|| today(&prepared));
    Ok((prepared, BuildSettings { today, drafts, bar }))
}

/// Reads the published site at `path` on the day `today`.
fn published(path: &Path, today: Date) -> anyhow::Result<Previous> {
    let read::Published { calendar, addresses } = read::published(path, calendar::FEED)?;
    let Some(previous) = compare::read(&calendar, addresses, today) else {
        bail!("`{}` is not a calendar: it should begin with `BEGIN:VCALENDAR`.", path.display());
    };
    Ok(previous)
}

fn read_folder(folder: &Path, output: &Path) -> anyhow::Result<Prepared> {
    if !folder.is_dir() {
        bail!("{}", no_folder(folder));
    }
    pipeline::prepare(folder, Some(output)).with_context(|| format!("`{}` cannot be read", folder.display()))
}

/// Returns the computer's date in the community's zone.
fn today(prepared: &Prepared) -> Date {
    let zone = prepared.handbook.as_ref().map_or(TimeZone::UTC, |all| all.book.community.timezone.value.clone());
    now_in(zone)
}

/// Returns the computer's date in `zone`.
fn now_in(zone: TimeZone) -> Date {
    Timestamp::now().to_zoned(zone).date()
}

fn default_output(folder: &Path) -> PathBuf {
    // `.` adds nothing to a path that people read.
    if folder == Path::new(".") { PathBuf::from("public") } else { folder.join("public") }
}

/// Returns the message about a folder that is none, with the one that may have been meant.
fn no_folder(folder: &Path) -> String {
    let shown = folder.display();
    if folder.exists() {
        return format!("`{shown}` is a file. Name the folder that holds `community.yml`.");
    }
    let siblings = read::folders_beside(folder);
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let meant = suggest::nearest(&name, siblings.iter().map(String::as_str));
    let meant = meant.map(|name| format!(" Did you mean `{}`?", folder.with_file_name(name).display()));
    format!("There is no folder `{shown}`.{}", meant.unwrap_or_default())
}

fn shown(prepared: &Prepared, diagnostics: Vec<crate::diagnostic::Diagnostic>) -> Vec<Shown> {
    show(diagnostics, &|file| read::text_again(&prepared.folder, file))
}

/// Returns colours for a terminal, unless its owner does not want them (<https://no-color.org>).
fn style() -> TerminalStyle {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    if std::io::stdout().is_terminal() && !is_set("NO_COLOR") && !is_dumb {
        TerminalStyle::Coloured
    } else {
        TerminalStyle::Plain
    }
}

#[cfg(test)]
mod tests;
