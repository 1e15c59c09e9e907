//! Who came, by the group's own lists, wide or long.

use crate::handbook::Reference;
use crate::handbook::private::{Attendance, AttendanceMark, Cell};
use crate::parse::{Parsed, PrivateFile};
use crate::source::Source;

use super::columns::{EMAILS, NameColumns, OF_PEOPLE, folded};
use super::report::report;
use super::table::PeopleTable;
use super::{people, reference, row_error};

pub(super) const ATTENDANCE: &str = "attendance-broken";

/// Words and signs for a mark, in small letters.
const PRESENT: &[&str] = &[
    "x",
    "yes",
    "y",
    "1",
    "true",
    "✓",
    "✔",
    "☑",
    "present",
    "p",
    "here",
    "in person",
    "attended",
    "ja",
    "oui",
    "sí",
    "si",
    "sim",
    "da",
];
const LATE: &[&str] = &["late", "l"];
const ONLINE: &[&str] = &["online", "zoom", "teams", "remote", "virtual", "phone"];
const ABSENT: &[&str] = &[
    "",
    "-",
    "–",
    "—",
    "no",
    "n",
    "0",
    "false",
    "away",
    "absent",
    "a",
    "excused",
    "e",
    "apologies",
    "sick",
    "nein",
    "non",
    "não",
    "nej",
    "nee",
];

const MARKS: &str =
    "For present, write `x`, `yes`, `late` or `online`; for absent, leave it empty or write `-` or `no`.";

/// Reads the group's list `private/records/attendance.csv`, or a file of the folder of that name.
pub(super) fn attendance(source: &Source) -> Parsed {
    match report(source) {
        Some(report) => {
            let names = report.participants.iter().map(|participant| crate::handbook::private::Member {
                file: source.path.clone(),
                line: participant.line,
                name: participant.name.clone(),
                ..Default::default()
            });
            let private = vec![PrivateFile::Listed(names.collect()), PrivateFile::Report(report)];
            Parsed { private, ..Parsed::default() }
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

fn own_list(source: &Source) -> Parsed {
    let mut table = PeopleTable::read(source);
    let long = (table.column(&["session"]), table.column(&["name", "member"]), table.column(&["present"]));
    let mut found = Vec::new();
    let names = if let (Some(column), Some(name), Some(present)) = long {
        for row in &table.rows {
            let (Some(session), Some(member)) = (row.cell(Some(column)), row.cell(Some(name))) else {
                let help = "Write `session,name,present` in each line.";
                table.diagnostics.push(row_error(source, row, ATTENDANCE, "a session or a name is missing.", help));
                continue;
            };
            match mark(&row.cell(Some(present)).unwrap_or_default()) {
                Some(mark) => {
                    let (session, cell) = (reference(source, &session), row.place(Some(column)));
                    found.push(Attendance { member, session, cell, mark });
                }
                None => table.diagnostics.push(row_error(source, row, ATTENDANCE, "this mark is neither.", MARKS)),
            }
        }
        NameColumns::Whole(name)
    } else {
        let names = NameColumns::of(&table.header).unwrap_or(NameColumns::Whole(0));
        let sessions: Vec<(usize, Reference)> = sessions(&table.header, names, source);
        for row in &table.rows {
            let Some(member) = names.cell(row) else {
                let help = "Write the member's name into the first column, or take the line out.";
                table.diagnostics.push(row_error(source, row, ATTENDANCE, "this line has no name.", help));
                continue;
            };
            for (number, session) in &sessions {
                if let Some(mark) = mark(row.cells.get(*number).map_or("", String::as_str)) {
                    let cell = Cell { line: table.header_line, column: number + 1 };
                    found.push(Attendance { member: member.clone(), session: session.clone(), cell, mark });
                } else {
                    let what = format!("the mark in column {} must say present or absent.", number + 1);
                    table.diagnostics.push(row_error(source, row, ATTENDANCE, &what, MARKS));
                }
            }
        }
        names
    };
    let private = vec![PrivateFile::Listed(people(source, &table, names)), PrivateFile::Attendance(found)];
    Parsed { private, diagnostics: table.diagnostics, ..Parsed::default() }
}

/// Returns the columns of a wide list that are sessions: all but those of names and of what else is known of people.
pub(super) fn sessions(header: &[String], names: NameColumns, source: &Source) -> Vec<(usize, Reference)> {
    let is_name = |number: usize| match names {
        NameColumns::Whole(name) => number == name,
        NameColumns::Parts(given, family) => number == given || number == family,
    };
    let is_of_people = |head: &str| EMAILS.contains(&head) || OF_PEOPLE.contains(&head);
    let sessions = header
        .iter()
        .enumerate()
        .filter(|(number, head)| !head.is_empty() && !is_name(*number) && !is_of_people(&folded(head)));
    sessions.map(|(number, head)| (number, reference(source, head))).collect()
}
