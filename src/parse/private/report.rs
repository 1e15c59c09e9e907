//! The reports of meeting programs and the answers of forms, as they are downloaded.

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::handbook::Reference;
use crate::handbook::numeric_date::{DateOrder, numeric_date, numeric_dates};
use crate::handbook::private::{AttendanceMark, MeetingReport, Participant, ReportStay, ReportTime, ReportTimes};
use crate::source::{Source, Span};

use super::attendance::{ATTENDANCE, long_columns, mark, sessions};
use super::columns::{EMAILS, NameColumns, folded};
use super::day::{certain_day, minutes, moment};
use super::say_lines;
use super::table::{TableRow, rows};

/// Heads of a report's columns, without what stands in brackets.
#[rustfmt::skip]
const JOIN: &[&str] = &[
    "join time", "first join", "time joined", "joined", "joined at", "beitrittszeit", "erster beitritt",
    "beitritt um", "join", "time in", "in time", "check in", "check in time", "sign in time", "arrival",
    "arrival time", "entry time", "time", "uhrzeit", "timestamp", "zeitstempel", "horodateur", "marca temporal",
    "carimbo de data/hora", "informazioni cronologiche", "tijdstempel", "tidsstempel", "sygnatura czasowa",
    "hora de entrada", "heure d'arrivée", "heure d’arrivée",
];
#[rustfmt::skip]
const LEAVE: &[&str] = &[
    "leave time", "last leave", "time exited", "left", "left at", "austrittszeit", "letztes verlassen", "beendet um",
    "leave", "time out", "out time", "check out", "check out time", "sign out time", "departure", "departure time",
    "exit time", "hora de salida", "hora de saída", "heure de départ",
];
#[rustfmt::skip]
const DURATION: &[&str] = &[
    "duration", "total duration", "in meeting duration", "time in call", "minutes", "dauer", "gesamtdauer", "durée",
    "durée totale", "duración", "duração", "durata", "duur",
];
#[rustfmt::skip]
const START: &[&str] = &[
    "start time", "meeting start time", "meeting start", "startzeit", "heure de début", "hora de inicio",
    "hora de início", "created on", "started on", "started at",
];
/// Words before the day of a meeting, in lines above the people.
const MEETING_DAY: &[&str] = &["date", "meeting date", "day", "datum", "fecha", "data"];
/// Heads of a column of what somebody did, in the older lists of Teams.
#[rustfmt::skip]
const ACTION: &[&str] = &[
    "user action", "action", "benutzeraktion", "action de l'utilisateur", "action utilisateur", "acción del usuario",
    "ação do usuário", "azione utente", "gebruikersactie",
];
#[rustfmt::skip]
const JOINED: &[&str] = &[
    "joined", "joined before", "join", "beigetreten", "zuvor beigetreten", "a rejoint", "rejoint", "se unió",
    "unido", "entrou", "ingressou", "deelgenomen",
];
#[rustfmt::skip]
const LEFT: &[&str] = &[
    "left", "leave", "verlassen", "hat verlassen", "a quitté", "quitté", "salió", "abandonó", "saiu",
];
/// Heads of a column of marks in a list of one evening.
#[rustfmt::skip]
const CAME: &[&str] = &[
    "present", "here", "came", "attended", "attendance", "anwesend", "présent", "présente", "presente", "asistió",
];
const WAITING: &[&str] = &["in waiting room", "im warteraum"];

/// The columns of a report.
struct ReportColumns {
    names: NameColumns,
    email: Option<usize>,
    day: Option<usize>,
    join: Option<usize>,
    leave: Option<usize>,
    duration: Option<usize>,
    /// What a number alone in that column is of: `Total Duration (Seconds)`.
    unit: &'static str,
    action: Option<usize>,
    waiting: Option<usize>,
    came: Option<usize>,
}

impl ReportColumns {
    /// Finds the columns in a row that is a report's header. A row with the start of the meeting is about the meeting, and not
    /// about people.
    fn of(row: &TableRow) -> Option<ReportColumns> {
        let heads = heads(row);
        let column = |names: &[&str]| heads.iter().position(|head| names.contains(&head.as_str()));
        let duration = column(DURATION);
        let unit = duration
            .and_then(|column| row.cells[column].to_lowercase().split_once('(').map(|(_, unit)| unit.to_owned()));
        let columns = ReportColumns {
            names: names_of(row)?,
            email: column(EMAILS),
            day: column(MEETING_DAY),
            join: column(JOIN),
            leave: column(LEAVE),
            duration,
            unit: match unit.as_deref() {
                Some(unit) if unit.starts_with("sec") || unit.starts_with("sek") => "s",
                Some(unit) if unit.starts_with('h') || unit.starts_with("std") => "h",
                _ => "m",
            },
            action: column(ACTION),
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
    NameColumns::of(&heads(row))
}

/// Returns the heads in a row without what stands in brackets: `Name (Original Name)`, `Duration (Minutes)`.
fn heads(row: &TableRow) -> Vec<String> {
    row.cells.iter().map(|cell| head(cell)).collect()
}

fn head(cell: &str) -> String {
    folded(cell.split('(').next().unwrap_or(cell))
        .trim_start_matches(['*', ' '])
        .trim_end_matches(':')
        .trim()
        .to_owned()
}

/// A line of a report before its times are understood.
struct ReportLine {
    participant: Participant,
    day: Option<String>,
    join: Option<String>,
    leave: Option<String>,
    has_stayed: bool,
    /// The start of the meeting, where it is written above.
    start: Option<String>,
}

/// Reads a report: a table of people with the times at which they came, or in the folder of attendance any table of
/// people without a column of a session. Before it and behind it there may be other tables, which repeat the people, or
/// the same one of another meeting.
pub(super) fn report(source: &Source) -> Option<(MeetingReport, Vec<Diagnostic>)> {
    let rows = rows(source);
    let header = rows.iter().position(|row| ReportColumns::of(row).is_some_and(|columns| columns.is_timed()));
    let header = header.filter(|at| long_columns(&rows[*at]).is_none_or(|long| long.mark.is_none()));
    let at = header.or_else(|| untimed(source, &rows))?;
    let columns = ReportColumns::of(&rows[at])?;
    let header = heads(&rows[at]);
    let (mut lines, mut above, mut is_open) = (Vec::new(), at, true);
    let mut start = start(&rows[..at]);
    let told: Vec<String> = start.iter().cloned().chain(meeting_day(&rows[..at])).collect();
    for (number, row) in rows.iter().enumerate().skip(at + 1) {
        let is_header = heads(row) == header;
        if is_header {
            start = self::start(&rows[above.min(number)..number]).or(start);
        }
        let is_other = ReportColumns::of(row).is_some_and(|columns| columns.is_timed())
            || is_numbered(row)
            || heads(row).iter().any(|head| START.contains(&head.as_str()));
        if is_other && is_open {
            above = number;
        }
        is_open = is_header || (is_open && !is_other);
        if is_open && !is_header && has_come(row, &columns) {
            lines.extend(line(row, &columns, start.as_ref()).map(|line| (line, row.cell(columns.action))));
        }
    }
    let (lines, diagnostics) = if columns.action.is_some() {
        stays_of(lines, source)
    } else {
        (lines.into_iter().map(|(line, _)| line).collect(), Vec::new())
    };
    let mut times: Vec<ReportTimes> = Vec::new();
    for order in DateOrder::ALL {
        if let Some(found) = in_order(&lines, &told, order).filter(|found| !times.contains(found)) {
            times.push(found);
        }
    }
    let participants = lines.into_iter().map(|line| line.participant).collect();
    let days = told.iter().flat_map(|text| days(text)).collect();
    Some((MeetingReport { file: source.path.clone(), participants, times, days }, diagnostics))
}

/// Returns the header of a table of people without times and without a column of a session, in the folder of reports.
fn untimed(source: &Source, rows: &[TableRow]) -> Option<usize> {
    let is_in_folder = source.path.to_lowercase().starts_with(super::REPORTS);
    let at = rows.iter().position(|row| names_of(row).is_some())?;
    let (first, names) = (&rows[at], names_of(&rows[at])?);
    let is_session = |head: &Reference| head.value.contains('-') || !numeric_dates(&head.value).is_empty();
    let is_wide = sessions(&first.cells, names, source).iter().any(|(_, head)| is_session(head));
    (is_in_folder && long_columns(first).is_none() && !is_wide).then_some(at)
}

fn line(row: &TableRow, columns: &ReportColumns, start: Option<&String>) -> Option<ReportLine> {
    let email = row.cell(columns.email);
    let name = columns.names.cell(row).or_else(|| email.clone())?;
    let minutes = row.cell(columns.duration).and_then(|text| minutes(&text, columns.unit));
    let time = |column| row.cell(column).filter(|cell: &String| cell.contains(|c: char| c.is_ascii_digit()));
    Some(ReportLine {
        participant: Participant { line: row.line, name, email, minutes },
        day: row.cell(columns.day),
        join: time(columns.join),
        leave: time(columns.leave),
        has_stayed: false,
        start: start.cloned(),
    })
}

/// Returns a line for each time that somebody joined, until the same person left.
fn stays_of(lines: Vec<(ReportLine, Option<String>)>, source: &Source) -> (Vec<ReportLine>, Vec<Diagnostic>) {
    let mut stays: Vec<ReportLine> = Vec::new();
    let mut wrong = Vec::new();
    for (mut line, action) in lines {
        let action = action.map(|action| folded(&action)).unwrap_or_default();
        if JOINED.contains(&action.as_str()) {
            line.has_stayed = true;
            stays.push(line);
        } else if LEFT.contains(&action.as_str()) {
            let is_open = |stay: &&mut ReportLine| stay.has_stayed && stay.participant.name == line.participant.name;
            if let Some(stay) = stays.iter_mut().rev().find(is_open) {
                (stay.leave, stay.has_stayed) = (line.join, false);
            } else {
                line.leave = line.join.take();
                stays.push(line);
            }
        } else {
            let help = "Write `Joined` or `Left` there.";
            wrong.push((line.participant.line, ("it does not say whether somebody joined or left.", help)));
        }
    }
    (stays, say_lines(source, ATTENDANCE, wrong))
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

/// Returns the start of the meeting as it is written in the rows before the people.
fn start(rows: &[TableRow]) -> Option<String> {
    written(rows, START)
}

/// Returns the day of the meeting as it is written there, without an hour.
fn meeting_day(rows: &[TableRow]) -> Option<String> {
    written(rows, MEETING_DAY)
}

/// Returns what is written beside a name, below it, or behind it in the same cell.
fn written(rows: &[TableRow], names: &[&str]) -> Option<String> {
    let is_name = |cell: &String| names.contains(&head(cell).as_str());
    let of_row = |(at, row): (usize, &TableRow)| {
        if let Some(column) = row.cells.iter().position(is_name) {
            let is_head = row.cells.iter().filter(|cell| !cell.is_empty()).count() > 2;
            return if is_head { rows.get(at + 1)?.cell(Some(column)) } else { row.cell(Some(column + 1)) };
        }
        let first = head(row.cells.first()?);
        let name = names.iter().find(|name| first.starts_with(**name))?;
        let cell = row.cells[0].trim_start_matches(['*', ' ']);
        let behind = cell.get(name.len()..)?.trim_start_matches([':', ' ']);
        behind.starts_with(|c: char| c.is_ascii_digit()).then(|| behind.to_owned())
    };
    rows.iter().enumerate().find_map(of_row)
}

/// Returns the days that a text may begin with.
fn days(text: &str) -> Vec<Date> {
    let numeric = DateOrder::ALL.into_iter().filter_map(|order| numeric_date(text, order)).map(|(day, _)| day);
    let mut days: Vec<Date> = numeric.chain(certain_day(text)).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Reads the times of a report with its dates in one order; `None` where one of them cannot be read so.
fn in_order(lines: &[ReportLine], told: &[String], order: DateOrder) -> Option<ReportTimes> {
    let day = |text: &str| certain_day(text).or_else(|| Some(numeric_date(text, order)?.0));
    let told = told.iter().find_map(|text| day(text));
    let mut stays = Vec::with_capacity(lines.len());
    for line in lines {
        let beside = match &line.day {
            Some(text) => Some(day(text)?),
            None => told,
        };
        let one = |text: &Option<String>| text.as_deref().map(|text| moment(text, order, beside).ok_or(())).transpose();
        // The line says it, or else the start of the meeting does, where that has an hour.
        let start = line.start.as_deref().and_then(|start| moment(start, order, None));
        let (from, to) = (one(&line.join).ok()?.or(start), one(&line.leave).ok()?);
        let to = if line.has_stayed { Some(ReportTime::NEVER_LEFT) } else { to };
        stays.push(from.map(|from| ReportStay { from, to }));
    }
    stays.iter().any(Option::is_some).then_some(ReportTimes { stays })
}

/// Returns the message about a file of the folder that is no list of people.
pub(super) fn no_list(source: &Source) -> Diagnostic {
    let message = "This file is no list of people: none of its lines has the heads of columns, such as `Name`.";
    let help = "Save the report of the meeting program as it is, or begin your own list with the line `name`.";
    Diagnostic::error(ATTENDANCE, Span::whole(&source.path), message).help(help)
}
