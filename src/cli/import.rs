//! `handbound import`: a calendar file in, new files in the handbook's folder, and a report.

use std::path::Path;

use anyhow::{Context, bail};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::calendar::{self, CalendarFile};
use crate::handbook::date_words::long_date;
use crate::import::{self, ExistingFiles, Import, ImportSettings};
use crate::parse::words::words;
use crate::pipeline::Prepared;
use crate::publish::{self, NewFile};
use crate::read;

use super::{ExitStatus, default_output, now_in, read_folder, today};

/// The options of the command.
pub(super) struct ImportOptions<'a> {
    pub file: &'a Path,
    pub folder: &'a Path,
    pub until: Option<Date>,
    pub today: Option<Date>,
}

/// Imports the calendar and reports what became of it.
pub(super) fn import(order: &ImportOptions<'_>) -> anyhow::Result<(ExitStatus, String)> {
    let shown = order.file.display();
    if !order.file.exists() {
        bail!("There is no file `{shown}`.");
    }
    let bytes = read::foreign(order.file).with_context(|| format!("`{shown}` cannot be read"))?;
    let read = calendar::read(&bytes);
    if !read.is_calendar {
        bail!("{}", no_calendar(order.file, &bytes));
    }
    let prepared = target(order.folder)?;
    let book = prepared.as_ref().and_then(|prepared| prepared.handbook.as_ref()).map(|handbook| &handbook.book);
    let day = match &prepared {
        Some(prepared) => today(prepared),
        None => now_in(TimeZone::UTC),
    };
    let today = order.today.unwrap_or(day);
    let until = order.until.unwrap_or_else(|| today.saturating_add(1.year()));
    if until < today {
        bail!("`--until {until}` is in the past. Name a day from {today} on.");
    }
    let files = prepared.as_ref().map_or(&[][..], |prepared| prepared.folder.files.as_slice());
    let settings = ImportSettings { today, until, name: name(order.file) };
    let Import { files, report } = import::import(&read, ExistingFiles { files, book }, &settings);
    let new = files.into_iter().map(|file| NewFile { path: file.path, bytes: file.text.into_bytes() });
    publish::add(order.folder, &new.collect::<Vec<_>>())?;
    let (words, _) = words("en");
    let mut said = report.text(&long_date(until, &words));
    if report.sessions > 0 {
        said += "\nRead through the new files, then run `handbound check`.\n";
    } else {
        said += &nothing(&read);
    }
    Ok((ExitStatus::Success, said))
}

/// Returns the handbook into which the calendar goes; `None` where one begins.
fn target(folder: &Path) -> anyhow::Result<Option<Prepared>> {
    if !folder.exists() {
        return Ok(None);
    }
    let prepared = read_folder(folder, &default_output(folder))?;
    if prepared.handbook.is_some() {
        return Ok(Some(prepared));
    }
    // The calendar itself may lie there.
    let others = prepared.folder.files.iter().find(|file| !file.to_ascii_lowercase().ends_with(".ics"));
    match others {
        None => Ok(None),
        Some(_) => bail!(
            "There is no `community.yml` in `{}`. Name the folder that holds it, or an empty folder to begin a handbook there.",
            folder.display()
        ),
    }
}

/// Returns the message about a file that is no calendar.
fn no_calendar(file: &Path, bytes: &[u8]) -> String {
    let shown = file.display();
    let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(1024)).unwrap_or_default()).to_lowercase();
    let seen = if bytes.iter().all(u8::is_ascii_whitespace) {
        "is empty"
    } else if start.contains("<html") || start.contains("<!doctype") {
        "is a web page, perhaps the one that asks you to sign in"
    } else {
        "is not a calendar"
    };
    format!(
        "`{shown}` {seen}. Export the calendar again from the program that holds it, as a file that ends in `.ics`."
    )
}

/// Returns the name of a handbook that begins with this file.
fn name(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().replace(['_', '-'], " ");
    let mut letters = stem.trim().chars();
    letters.next().map_or_else(|| "Our community".to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

fn nothing(read: &CalendarFile) -> String {
    if read.events.is_empty() {
        "The calendar holds no events. Nothing was written.\n"
    } else {
        "Nothing was written.\n"
    }
    .to_owned()
}
