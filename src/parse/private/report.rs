//! The reports of meeting programs and the answers of forms, as they are downloaded.

use jiff::civil::{Date, DateTime};

use crate::diagnostic::Diagnostic;
use crate::handbook::Reference;
use crate::handbook::numeric_date::{DateOrder, numeric_date, numeric_dates};
use crate::handbook::private::{AttendanceMark, MeetingReport, Participant, ReportTimes};
use crate::parse::time;
use crate::source::{Source, Span};

use super::attendance::{ATTENDANCE, mark, sessions};
use super::columns::{EMAILS, NameColumns, folded};
use super::table::{TableRow, rows};

/// Heads of a report's columns, without what stands in brackets.
const JOIN: &[&str] = &[
    "join time",
    "first join",
    "time joined",
    "joined",
    "joined at",
    "beitrittszeit",
    "erster beitritt",
    "beitritt um",
    "hora de entrada",
    "heure d'arrivée",
    "heure d’arrivée",
];
const LEAVE: &[&str] = &[
    "leave time",
    "last leave",
    "time exited",
    "left",
    "left at",
    "austrittszeit",
    "letztes verlassen",
    "beendet um",
    "hora de salida",
    "hora de saída",
    "heure de départ",
];
const DURATION: &[&str] = &[
    "duration",
    "total duration",
    "in meeting duration",
    "time in call",
    "minutes",
    "dauer",
    "gesamtdauer",
    "durée",
    "durée totale",
    "duración",
    "duração",
    "durata",
    "duur",
];
const START: &[&str] =
    &["start time", "meeting start time", "startzeit", "heure de début", "hora de inicio", "hora de início"];
/// Heads of a column of marks in a list of one evening.
const CAME: &[&str] =
    &["present", "here", "came", "attended", "attendance", "anwesend", "présent", "présente", "presente", "asistió"];
const WAITING: &[&str] = &["in waiting room", "im warteraum"];

/// The columns of a report.
struct ReportColumns {
    names: NameColumns,
    email: Option<usize>,
    join: Option<usize>,
    leave: Option<usize>,
    duration: Option<usize>,
    waiting: Option<usize>,
    came: Option<usize>,
}

impl ReportColumns {
    /// Finds the columns in a row that is a report's header. A row with the start of the meeting is about the meeting, and not
    /// about people.
    fn of(row: &TableRow) -> Option<ReportColumns> {
        let heads: Vec<String> = row.cells.iter().map(|cell| head(cell)).collect();
        let column = |names: &[&str]| heads.iter().position(|head| names.contains(&head.as_str()));
        let columns = ReportColumns {
            names: names_of(row)?,
            email: column(EMAILS),
            join: column(JOIN),
            leave: column(LEAVE),
            duration: column(DURATION),
            waiting: column(WAITING),
            came: column(CAME),
        };
        let is_summary = column(START).is_some() && columns.join.is_none();
        (!is_summary).then_some(columns)
    }

    fn is_timed(&self) -> bool {
        self.join.is_some() || self.leave.is_some() || self.duration.is_some()
    }
}

/// Returns the columns of names in a row of heads.
pub(super) fn names_of(row: &TableRow) -> Option<NameColumns> {
    let heads: Vec<String> = row.cells.iter().map(|cell| head(cell)).collect();
    NameColumns::of(&heads)
}

/// Returns a head without what stands in brackets: `Name (Original Name)`, `Duration (Minutes)`.
fn head(cell: &str) -> String {
    folded(cell.split('(').next().unwrap_or(cell))
}

/// Reads a report: a table of people with the times at which they came, or in the folder of attendance any table of
/// people without a column of a session. Before it and behind it there may be other tables, which repeat the people.
pub(super) fn report(source: &Source) -> Option<MeetingReport> {
    let rows = rows(source);
    let is_in_folder = source.path.to_lowercase().starts_with(super::REPORTS);
    let header = rows.iter().position(|row| ReportColumns::of(row).is_some_and(|columns| columns.is_timed()));
    let at = header.or_else(|| {
        let (first, names) = (rows.first()?, names_of(rows.first()?)?);
        let is_session = |head: &Reference| head.value.contains('-') || !numeric_dates(&head.value).is_empty();
        let is_list = folded_heads(first).iter().any(|head| head == "session");
        (is_in_folder && !is_list && !sessions(&first.cells, names, source).iter().any(|(_, head)| is_session(head)))
            .then_some(0)
    })?;
    let columns = ReportColumns::of(&rows[at])?;
    let is_next =
        |row: &&TableRow| !ReportColumns::of(row).is_some_and(|columns| columns.is_timed()) && !is_numbered(row);
    let lines: Vec<&TableRow> =
        rows[at + 1..].iter().take_while(is_next).filter(|row| has_come(row, &columns)).collect();
    let started = start(&rows[..at]);
    let mut participants = Vec::new();
    let mut stays: Vec<(Option<String>, Option<String>)> = Vec::new();
    for row in lines {
        let email = row.cell(columns.email);
        let Some(name) = columns.names.cell(row).or_else(|| email.clone()) else { continue };
        let minutes = row.cell(columns.duration).and_then(|text| minutes(&text));
        participants.push(Participant { line: row.line, name, email, minutes });
        stays.push((row.cell(columns.join), row.cell(columns.leave)));
    }
    let mut times: Vec<ReportTimes> = Vec::new();
    for order in DateOrder::ALL {
        if let Some(found) = in_order(started.as_deref(), &stays, order).filter(|found| !times.contains(found)) {
            times.push(found);
        }
    }
    Some(MeetingReport { file: source.path.clone(), participants, times })
}

fn folded_heads(row: &TableRow) -> Vec<String> {
    row.cells.iter().map(|cell| folded(cell)).collect()
}

/// Returns whether a row is the title of a section: `3. In-Meeting Activities`.
fn is_numbered(row: &TableRow) -> bool {
    let first = row.cells.first().map_or("", String::as_str);
    let rest = first.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < first.len() && rest.starts_with(". ") && row.cells.iter().skip(1).all(String::is_empty)
}

/// Returns whether a line is of somebody who came in: not of one in the waiting room, or marked as absent.
fn has_come(row: &TableRow, columns: &ReportColumns) -> bool {
    let is_waiting = row.cell(columns.waiting).is_some_and(|cell| mark(&cell) == Some(AttendanceMark::Present));
    let is_absent =
        columns.came.is_some() && mark(&row.cell(columns.came).unwrap_or_default()) == Some(AttendanceMark::Absent);
    !is_waiting && !is_absent
}

/// Returns the start of the meeting as it is written in the rows before the people: beside its name, or below it.
fn start(rows: &[TableRow]) -> Option<String> {
    let is_start = |cell: &String| START.contains(&head(cell).as_str());
    rows.iter().enumerate().find_map(|(at, row)| {
        let column = row.cells.iter().position(is_start)?;
        let is_head = row.cells.iter().filter(|cell| !cell.is_empty()).count() > 2;
        if is_head { rows.get(at + 1)?.cell(Some(column)) } else { row.cell(Some(column + 1)) }
    })
}

/// Reads the times of a report with its dates in one order; `None` where one of them cannot be read so.
fn in_order(start: Option<&str>, stays: &[(Option<String>, Option<String>)], order: DateOrder) -> Option<ReportTimes> {
    let start = start.map(|start| moment(start, order).ok_or(())).transpose().ok()?;
    let mut read = Vec::with_capacity(stays.len());
    for (join, leave) in stays {
        let one = |text: &Option<String>| text.as_deref().map(|text| moment(text, order).ok_or(())).transpose();
        let (from, to) = (one(join).ok()?, one(leave).ok()?);
        read.push(from.zip(to));
    }
    let first = read.iter().flatten().map(|(from, _)| *from).min();
    Some(ReportTimes { start: start.or(first)?, stays: read })
}

/// Reads a day and a clock time: `10/15/2026 06:18:00 PM`, `15.10.26, 18:18:11`. `None` for one of another zone, which is
/// not known to be the meeting's.
fn moment(text: &str, order: DateOrder) -> Option<DateTime> {
    let (date, rest): (Date, &str) = numeric_date(text, order)?;
    let clock = rest.trim_start_matches([',', ' ', 'T', '\u{a0}', '\u{202f}']).replace(['\u{a0}', '\u{202f}'], " ");
    let is_second = |text: &str| text.len() >= 2 && text.as_bytes()[..2].iter().all(u8::is_ascii_digit);
    // Nothing hangs on seconds.
    let clock = match clock.match_indices(':').nth(1) {
        Some((at, _)) if is_second(&clock[at + 1..]) => format!("{}{}", &clock[..at], &clock[at + 3..]),
        _ => clock,
    };
    Some(date.to_datetime(time::time(&clock)?))
}

/// Reads how long somebody was there: `57`, `1h 27m 51s`, `1:02:30`, `95 min`.
fn minutes(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase();
    if let Ok(minutes) = text.parse::<u32>() {
        return Some(minutes);
    }
    let parts: Option<Vec<u32>> = text.split(':').map(|part| part.parse().ok()).collect();
    if let Some([hours, minutes, _seconds]) = parts.as_deref() {
        return hours.checked_mul(60)?.checked_add(*minutes);
    }
    let mut total: u32 = 0;
    let mut rest = text.as_str();
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let number: u32 = rest.get(..digits)?.parse().ok()?;
        let word = rest[digits..].trim_start();
        let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
        total = match &word[..end] {
            "h" | "hr" | "hrs" | "hour" | "hours" | "std" => total.checked_add(number.checked_mul(60)?)?,
            "m" | "min" | "mins" | "minute" | "minutes" => total.checked_add(number)?,
            "s" | "sec" | "secs" | "second" | "seconds" | "sek" => total,
            _ => return None,
        };
        rest = word[end..].trim_start_matches(['.', ',']);
    }
    Some(total)
}

/// Returns the message about a file of the folder that is no list of people.
pub(super) fn no_list(source: &Source) -> Diagnostic {
    let message = "This file is no list of people: none of its lines has the heads of columns, such as `Name`.";
    let help = "Save the report of the meeting program as it is, or begin your own list with the line `name`.";
    Diagnostic::error(ATTENDANCE, Span::whole(&source.path), message).help(help)
}
