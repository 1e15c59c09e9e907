//! Who came, by the group's own lists, wide or long.

use rustc_hash::FxHashSet;

use crate::diagnostic::Diagnostic;
use crate::handbook::Reference;
use crate::handbook::numeric_date::numeric_dates;
use crate::handbook::private::{Attendance, AttendanceMark, Cell, Member};
use crate::parse::{Parsed, PrivateFile};
use crate::source::{Source, Span};

use super::columns::{EMAILS, NameColumns, OF_PEOPLE, folded};
use super::day::certain_day;
use super::report::report;
use super::table::{PeopleTable, TableRow, rows};
use super::{ASIDE_LINES, people, reference, say_lines};

pub(super) const ATTENDANCE: &str = "attendance-broken";

/// Words and signs for a mark, in small letters.
#[rustfmt::skip]
const PRESENT: &[&str] = &[
    "x", "yes", "y", "1", "true", "✓", "✔", "☑", "present", "p", "here", "in person", "attended", "ja", "oui", "sí",
    "si", "sim", "da", "✅", "☒", "attending", "on time", "anwesend", "présent", "présente", "presente", "asistió",
    "obecny", "obecna", "närvarande",
];
#[rustfmt::skip]
const LATE: &[&str] = &[
    "late", "l", "tardy", "present (late)", "verspätet", "spät", "en retard", "retard", "tarde", "te laat", "sen",
];
const ONLINE: &[&str] = &["online", "zoom", "teams", "remote", "virtual", "phone", "en ligne"];
#[rustfmt::skip]
const ABSENT: &[&str] = &[
    "", "-", "–", "—", "no", "n", "0", "false", "away", "absent", "a", "excused", "e", "apologies", "sick", "nein",
    "non", "não", "nej", "nee", "n/a", "na", "✗", "✘", "❌", "☐", "unexcused", "absent (excused)", "excused absence",
    "not attending", "did not attend", "declined", "abwesend", "entschuldigt", "unentschuldigt", "fehlt", "krank",
    "absente", "excusé", "excusée", "ausente", "afwezig", "nieobecny", "nieobecna", "frånvarande",
];

const MARKS: &str =
    "For present, write `x`, `yes`, `late` or `online`; for absent, leave it empty or write `-` or `no`.";

/// Heads of a long list's columns.
#[rustfmt::skip]
const SESSION: &[&str] = &[
    "session", "date", "day", "meeting", "sitting", "session date", "meeting date", "event date", "class date",
    "datum", "fecha", "data", "dato", "tag", "event",
];
#[rustfmt::skip]
const MARK: &[&str] = &[
    "present", "status", "attendance", "attendance status", "mark", "came", "attended", "here", "anwesend",
    "anwesenheit", "présence", "présent", "statut", "asistencia", "asistió", "estado", "presenza", "presença",
    "aanwezig", "obecność", "närvaro",
];
/// Heads of columns that are of people or of the list, and words in lines below it.
#[rustfmt::skip]
const ASIDE: &[&str] = &[
    "total", "totals", "sum", "percent", "percentage", "%", "attendance %", "rate", "attendance rate", "notes",
    "note", "comments", "comment", "remarks", "id", "no", "nr", "#", "s no", "sl no", "sr no", "serial no",
    "roll no", "roll number", "student id", "member id", "id number", "employee id", "class", "grade", "group",
    "team", "section", "department", "role", "age", "gender", "school", "year", "summe", "gesamt", "anzahl",
    "bemerkung", "bemerkungen", "anmerkungen", "klasse", "gruppe", "jahrgang", "total present", "total absent",
    "days present", "days absent", "absent", "late", "count", "voice", "instrument", "part", "usn", "topic",
    "signature",
];

/// Reads the group's list `private/records/attendance.csv`, or a file of the folder of that name.
pub(super) fn attendance(source: &Source) -> Parsed {
    match report(source) {
        Some((report, diagnostics)) => {
            let names = report.participants.iter().map(|participant| crate::handbook::private::Member {
                file: source.path.clone(),
                line: participant.line,
                name: participant.name.clone(),
                ..Default::default()
            });
            let private = vec![PrivateFile::Listed(names.collect()), PrivateFile::Report(report)];
            Parsed { private, diagnostics, ..Parsed::default() }
        }
        None => own_list(source),
    }
}

/// Returns the mark that a cell holds.
pub(super) fn mark(cell: &str) -> Option<AttendanceMark> {
    let cell = cell.trim().to_lowercase();
    let marks = [
        (PRESENT, AttendanceMark::Present),
        (LATE, AttendanceMark::Late),
        (ONLINE, AttendanceMark::Online),
        (ABSENT, AttendanceMark::Absent),
    ];
    marks.into_iter().find(|(words, _)| words.contains(&cell.as_str())).map(|(_, mark)| mark)
}

/// The columns of a list with a line for each member at each session.
pub(super) struct LongColumns {
    session: usize,
    names: NameColumns,
    /// Without it, whoever is in the list came.
    pub mark: Option<usize>,
}

/// Finds the columns of a long list in its header.
pub(super) fn long_columns(header: &TableRow) -> Option<LongColumns> {
    let column = |names: &[&str]| header.cells.iter().position(|cell| names.contains(&folded(cell).as_str()));
    let names = NameColumns::of(&header.cells)?;
    let is_wide = header.cells.iter().any(|cell| certain_day(cell).is_some() || !numeric_dates(cell).is_empty());
    (!is_wide).then_some(LongColumns { session: column(SESSION)?, names, mark: column(MARK) })
}

/// What a list says, and what is wrong with it.
struct OwnList {
    found: Vec<Attendance>,
    members: Vec<Member>,
    diagnostics: Vec<Diagnostic>,
}

fn own_list(source: &Source) -> Parsed {
    let rows = rows(source);
    if rows.is_empty() {
        return Parsed::default();
    }
    let at = header_of(&rows);
    let table = PeopleTable::below(rows, at);
    let header = TableRow { line: table.header_line, cells: table.header.clone() };
    if let Some(problem) = heads_missing(&header) {
        let found = Diagnostic::error(ATTENDANCE, Span::whole(&source.path), problem.0).help(problem.1);
        return Parsed { diagnostics: vec![found], ..Parsed::default() };
    }
    let list = match long_columns(&header) {
        Some(columns) => long_list(&table, &columns, source),
        None if is_turned(&table) => turned_list(&table, source),
        None => wide_list(&table, source),
    };
    let private = vec![PrivateFile::Listed(list.members), PrivateFile::Attendance(list.found)];
    Parsed { private, diagnostics: list.diagnostics, ..Parsed::default() }
}

/// Returns the place of the header, above which titles may stand: the first line with heads of names, else with days, else
/// with several cells.
fn header_of(rows: &[TableRow]) -> usize {
    let filled = |row: &TableRow| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let is_single = rows.iter().all(|row| filled(row) < 2);
    let is_day = |cell: &String| certain_day(cell).is_some() || !numeric_dates(cell).is_empty();
    let is_long = |row: &TableRow| is_headed(row, SESSION) && is_headed(row, MARK);
    let first = |is_header: &dyn Fn(&TableRow) -> bool| rows.iter().take(ASIDE_LINES).position(is_header);
    first(&|row| NameColumns::of(&row.cells).is_some() && (is_single || filled(row) > 1))
        .or_else(|| first(&is_long))
        .or_else(|| first(&|row| row.cells.iter().skip(1).any(is_day)))
        .or_else(|| first(&|row| filled(row) > 1))
        .unwrap_or(0)
}

fn is_headed(row: &TableRow, names: &[&str]) -> bool {
    row.cells.iter().any(|cell| names.contains(&folded(cell).as_str()))
}

/// Returns what a list lacks that has no names above its columns, or none above that of its members.
fn heads_missing(header: &TableRow) -> Option<(&'static str, &'static str)> {
    if NameColumns::of(&header.cells).is_some() {
        return None;
    }
    let is_mark = |cell: &String| !cell.is_empty() && mark(cell).is_some();
    if header.cells.iter().skip(1).any(is_mark) {
        let help = "Begin the file with such a line: `name,2026-10-15`, or `session,name,present` for one line a member and session.";
        return Some(("This list has no line with the names of its columns.", help));
    }
    let help = "Write `name` above the column in which the members' names stand.";
    (is_headed(header, SESSION) && is_headed(header, MARK)).then_some(("This list has no column of names.", help))
}

/// Returns the session that a cell names: a day as year, month, day where it can be no other, without its hour.
fn session_named(source: &Source, cell: &str) -> Reference {
    match certain_day(cell) {
        Some(day) => reference(source, &day.to_string()),
        None => reference(source, cell),
    }
}

fn long_list(table: &PeopleTable, columns: &LongColumns, source: &Source) -> OwnList {
    let mut found = Vec::new();
    let mut wrong = Vec::new();
    for row in &table.rows {
        let (Some(session), Some(member)) = (row.cell(Some(columns.session)), columns.names.cell(row)) else {
            wrong.push((row.line, ("a session or a name is missing.", "Write `session,name,present` in each line.")));
            continue;
        };
        let written = columns.mark.map(|column| row.cell(Some(column)).unwrap_or_default());
        match written.map_or(Some(AttendanceMark::Present), |cell| mark(&cell)) {
            Some(mark) => {
                let (session, cell) = (session_named(source, &session), row.place(Some(columns.session)));
                found.push(Attendance { member, session, cell, mark });
            }
            None => wrong.push((row.line, ("this mark must say present or absent.", MARKS))),
        }
    }
    let members = people(source, table, columns.names);
    OwnList { found, members, diagnostics: say_lines(source, ATTENDANCE, wrong) }
}

/// Returns whether a list has its days down the side and its members across the top.
fn is_turned(table: &PeopleTable) -> bool {
    let is_day = |cell: &str| certain_day(cell).is_some() || !numeric_dates(cell).is_empty();
    let first = |row: &TableRow| row.cells.first().cloned().unwrap_or_default();
    let mut days = table.rows.iter().map(first).filter(|cell| !is_aside(cell)).peekable();
    // A day has one line.
    let mut seen = FxHashSet::default();
    days.peek().is_some()
        && days.all(|cell| is_day(&cell) && seen.insert(cell))
        && !table.header.iter().any(|cell| is_day(cell))
}

/// Returns whether a head or a line is none of a session or a member.
fn is_aside(cell: &str) -> bool {
    ASIDE.contains(&folded(cell).as_str())
}

fn turned_list(table: &PeopleTable, source: &Source) -> OwnList {
    let is_member = |(column, head): &(usize, &String)| *column > 0 && !head.is_empty() && !is_aside(head);
    let heads: Vec<(usize, &String)> = table.header.iter().enumerate().filter(is_member).collect();
    let (mut found, mut wrong) = (Vec::new(), WrongMarks::default());
    for row in table.rows.iter().filter(|row| row.cells.first().is_some_and(|cell| !is_aside(cell))) {
        let session = session_named(source, &row.cells[0]);
        for (column, member) in &heads {
            match mark(row.cells.get(*column).map_or("", String::as_str)) {
                Some(mark) => {
                    let (member, session) = ((*member).clone(), session.clone());
                    found.push(Attendance { member, session, cell: row.place(Some(0)), mark });
                }
                None => wrong.push(row.line, *column),
            }
        }
    }
    let of_head = |(_, name): (usize, &String)| Member {
        file: source.path.clone(),
        line: table.header_line,
        name: name.clone(),
        ..Member::default()
    };
    let members = heads.iter().copied().map(of_head).collect();
    OwnList { found, members, diagnostics: wrong.say(source) }
}

fn wide_list(table: &PeopleTable, source: &Source) -> OwnList {
    let names = NameColumns::of(&table.header).unwrap_or(NameColumns::Whole(0));
    let sessions: Vec<(usize, Reference)> = sessions(&table.header, names, source);
    let (mut found, mut wrong, mut nameless) = (Vec::new(), WrongMarks::default(), Vec::new());
    for row in &table.rows {
        let Some(member) = names.cell(row) else {
            let help = "Write the member's name into the first column, or take the line out.";
            nameless.push((row.line, ("this line has no name.", help)));
            continue;
        };
        if is_aside(&member) {
            continue;
        }
        for (number, session) in &sessions {
            if let Some(mark) = mark(row.cells.get(*number).map_or("", String::as_str)) {
                let cell = Cell { line: table.header_line, column: number + 1 };
                found.push(Attendance { member: member.clone(), session: session.clone(), cell, mark });
            } else {
                wrong.push(row.line, *number);
            }
        }
    }
    let mut diagnostics = Vec::new();
    let is_marked = |row: &TableRow, column: usize| row.cell(Some(column)).is_some_and(|cell| mark(&cell).is_some());
    let is_empty = sessions.iter().all(|(column, _)| table.rows.iter().all(|row| !is_marked(row, *column)));
    // Days above a column say that it is one of marks, whatever stands in it.
    let is_of_days = sessions.iter().any(|(_, session)| !numeric_dates(&session.value).is_empty());
    let has_no_marks = sessions.is_empty() || (is_empty && !is_of_days && !wrong.0.is_empty());
    if has_no_marks {
        found.clear();
    } else {
        diagnostics.extend(wrong.say(source));
    }
    diagnostics.extend(say_lines(source, ATTENDANCE, nameless));
    if has_no_marks && !table.rows.is_empty() {
        let message = "This list has no column of marks for a session.";
        let help = "Write above each column of marks the day or the id of its session, as in `name,2026-10-15`.";
        diagnostics.push(Diagnostic::error(ATTENDANCE, Span::whole(&source.path), message).help(help));
    }
    OwnList { found, members: people(source, table, names), diagnostics }
}

/// Cells that hold no mark: their lines and columns.
#[derive(Default)]
struct WrongMarks(Vec<(u64, usize)>);

impl WrongMarks {
    fn push(&mut self, line: u64, column: usize) {
        self.0.push((line, column + 1));
    }

    /// Returns a message for each column, or one for all where there are many.
    fn say(self, source: &Source) -> Vec<Diagnostic> {
        const FEW: usize = 3;
        let mut columns: Vec<usize> = self.0.iter().map(|(_, column)| *column).collect();
        columns.sort_unstable();
        columns.dedup();
        let what = |column: usize| format!("the mark in column {column} must say present or absent.");
        if columns.len() <= FEW {
            let wrong = self.0.iter().map(|(line, column)| (*line, (what(*column), MARKS))).collect();
            return say_lines(source, ATTENDANCE, wrong);
        }
        let (line, column) = self.0[0];
        let message = format!(
            "{} marks say neither present nor absent; the first stands in line {line}, column {column}.",
            self.0.len()
        );
        vec![Diagnostic::error(ATTENDANCE, Span::whole(&source.path), message).help(MARKS)]
    }
}

/// Returns the columns of a wide list that are sessions: all but those of names and of what else is known of people.
pub(super) fn sessions(header: &[String], names: NameColumns, source: &Source) -> Vec<(usize, Reference)> {
    let is_name = |number: usize| match names {
        NameColumns::Whole(name) => number == name,
        NameColumns::Parts(given, family) => number == given || number == family,
    };
    let is_of_people = |head: &str| EMAILS.contains(&head) || OF_PEOPLE.contains(&head) || ASIDE.contains(&head);
    let sessions = header
        .iter()
        .enumerate()
        .filter(|(number, head)| !head.is_empty() && !is_name(*number) && !is_of_people(&folded(head)));
    sessions.map(|(number, head)| (number, session_named(source, head))).collect()
}
