//! From a calendar of another program to session files: a pure function of the calendar and what the folder holds.
//!
//! ```text
//! bytes ──calendar::read──▶ CalendarFile ──import──▶ files that are new, and a report of what was lost
//! ```
//!
//! People in an event stay out: pages are public, and nobody who was invited asked to be on one.

mod days;
mod describe;
mod event;
mod front;
mod groups;
mod html;
mod markdown;
mod names;
mod online;
mod place;
mod report;
#[cfg(test)]
mod tests;
mod times;

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::calendar::CalendarFile;
use crate::calendar::reader::Field;
use crate::calendar::reader::zones::{self, Zones};
use crate::handbook::community::ClockFormat;
use crate::handbook::date_words::clock;
use crate::handbook::identity::uid;
use crate::handbook::{Book, Words};
use crate::parse::words::words;
use crate::source::FilePath;

pub use report::{ImportReport, ReportKind};

use event::sessions;
use groups::{EventGroup, groups};
use names::UniqueNames;
use place::Venues;

/// The contents of the folder before the import.
#[derive(Clone, Copy)]
pub struct ExistingFiles<'a> {
    pub files: &'a [FilePath],
    /// `None` where there is no handbook yet: one is begun.
    pub book: Option<&'a Book>,
}

/// The inputs of an import beside the calendar and the folder.
#[derive(Debug, Clone)]
pub struct ImportSettings {
    pub today: Date,
    /// The last day for what repeats.
    pub until: Date,
    /// The name of a handbook whose calendar has none.
    pub name: String,
}

/// A file that shall be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedFile {
    /// Inside the folder, with `/` between its parts.
    pub path: String,
    pub text: String,
}

/// The result of an import.
#[derive(Debug, Clone, Default)]
pub struct Import {
    pub files: Vec<ImportedFile>,
    pub report: ImportReport,
}

/// Turns the events of `read` into files that the folder does not have yet.
#[must_use]
pub fn import(read: &CalendarFile, around: ExistingFiles<'_>, settings: &ImportSettings) -> Import {
    let mut report = ImportReport::default();
    let mut files = Vec::new();
    let all = groups(&read.events, &mut report);
    let (zone, words) = match around.book {
        Some(book) => (book.community.timezone.value.clone(), words(&book.community.language.value).0),
        None => (zone_of(read, settings.today), words("en").0),
    };
    let mut importer = Importer {
        zones: Zones::new(read, zone.clone(), settings.today),
        names: UniqueNames::new(around.files, around.book),
        venues: Venues::new(around.book),
        clock: around.book.map_or(ClockFormat::Twelve, |book| clock(&book.community, &words)),
        known: around.book.map(uids).unwrap_or_default(),
        words,
        settings,
        files: Vec::new(),
        report,
    };
    for group in &all {
        sessions(group, &mut importer);
    }
    left_out(read, &all, &mut importer.report);
    if around.book.is_none() && !importer.files.is_empty() {
        files.push(community(read, &zone, settings, &mut importer.report));
    }
    files.append(&mut importer.files);
    Import { files, report: importer.report }
}

/// The state that is needed while events become files.
struct Importer<'a> {
    zones: Zones<'a>,
    names: UniqueNames,
    venues: Venues,
    clock: ClockFormat,
    words: Words,
    /// The UIDs of the handbook's own events.
    known: BTreeSet<String>,
    settings: &'a ImportSettings,
    files: Vec<ImportedFile>,
    report: ImportReport,
}

/// Returns the UIDs under which the sessions of a handbook stand in its feeds.
fn uids(book: &Book) -> BTreeSet<String> {
    let mut uids = BTreeSet::new();
    for session in &book.sessions {
        let sittings = 1 + session.also_offered.len();
        uids.extend((1..).take(sittings).map(|number| uid(session, number, &book.community)));
    }
    uids
}

/// Returns the zone of a calendar: the one it names, or else that of its first event that has one.
fn zone_of(read: &CalendarFile, today: Date) -> TimeZone {
    let stated = read.get("X-WR-TIMEZONE").map(Field::text);
    let first = || read.events.iter().find_map(|event| event.get("DTSTART")?.param("TZID").map(str::to_owned));
    let defined = || read.zones.iter().find_map(|zone| Some(zone.get("TZID")?.text()));
    let utc = zones::utc();
    let mut zones = Zones::new(read, utc.clone(), today);
    let found = [stated, first(), defined()].into_iter().flatten().find_map(|name| match zones.meant(&name) {
        zones::ZoneMeaning::Zone(zone) => Some(zone),
        _ => None,
    });
    found.unwrap_or(utc)
}

/// Writes `community.yml` of a handbook that begins with a calendar.
fn community(
    read: &CalendarFile,
    zone: &TimeZone,
    settings: &ImportSettings,
    report: &mut ImportReport,
) -> ImportedFile {
    let mut stated = ["X-WR-CALNAME", "NAME"].iter().filter_map(|name| read.get(name)).map(Field::text);
    // Some calendars are called by the mail address of who owns them.
    let usable = |name: &String| online::without_mail(name).1 == 0 && name.chars().any(char::is_alphanumeric);
    let name = stated.find(usable).unwrap_or_else(|| settings.name.clone());
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let zone = zone.iana_name().unwrap_or("Etc/UTC");
    report.begun = Some((name.clone(), zone.to_owned()));
    ImportedFile { path: "community.yml".to_owned(), text: format!("name: {}\ntimezone: {zone}\n", front::text(&name)) }
}

/// Reports what no session can hold.
fn left_out(read: &CalendarFile, groups: &[EventGroup<'_>], report: &mut ImportReport) {
    for problem in &read.problems {
        report.note(ReportKind::Unread, &format!("line {}: {}", problem.line, problem.message));
    }
    report.note_many(ReportKind::Unread, read.unsaid, "");
    for (name, number) in &read.others {
        let kind = if name == "VALARM" { ReportKind::Alarm } else { ReportKind::Other };
        report.note_many(kind, *number, if name == "VALARM" { "" } else { name });
    }
    for event in groups.iter().flat_map(EventGroup::events) {
        let people = ["ATTENDEE", "ORGANIZER", "CONTACT"].iter().map(|name| event.all(name).count()).sum();
        report.note_many(ReportKind::People, people, "");
        let title = event.get("SUMMARY").map(Field::text).unwrap_or_default();
        for _ in event.all("ATTACH") {
            report.note(ReportKind::Attachment, &online::without_mail(&title).0);
        }
        for category in event.all("CATEGORIES").flat_map(Field::texts).filter(|category| !category.trim().is_empty()) {
            report.note(ReportKind::Category, &category);
        }
    }
}
