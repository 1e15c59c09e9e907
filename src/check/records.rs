//! Checks of sessions and people named in the private records. Messages never quote them.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use crate::diagnostic::Diagnostic;
use crate::handbook::private::{Cell, Expense, MeetingReport};
use crate::handbook::records::{Unplaced, dated_expenses, dated_sittings, placed, sittings_named};
use crate::handbook::{Book, EntryKind, Handbook, Reference};
use crate::redact::Drafts;
use crate::source::Span;

use super::references::nearest;

/// Reports attendance, expenses and debriefs of sessions that are not written down.
#[must_use]
pub fn unknown_names(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let (book, private) = (&handbook.book, &handbook.private);
    let sittings = OnceCell::new();
    let mut diagnostics = Vec::new();
    // A column of the attendance list stands for its session once, however many members it has.
    let mut seen: FxHashSet<(&Span, Option<Cell>)> = FxHashSet::default();
    let attendance = private.attendance.iter().map(|row| (&row.session, Some(row.cell)));
    let expenses = private.expenses.iter().filter_map(|row| Some((row.session.as_ref()?, Some(row.cell))));
    let debriefs = private.debriefs.iter().filter_map(|debrief| Some((debrief.session.as_ref()?, None)));
    let mut unheld: Vec<(&Reference, Option<Cell>)> = Vec::new();
    for (session, cell) in attendance.chain(expenses).chain(debriefs) {
        let is_day = || !sittings_named(sittings.get_or_init(|| dated_sittings(book)), book, &session.value).is_empty();
        if seen.insert((&session.span, cell)) && !known(book, EntryKind::Session, session) && !is_day() {
            unheld.push((session, cell));
        }
    }
    while let Some((first, cell)) = unheld.first().copied() {
        let (of_file, rest) = unheld.into_iter().partition(|(other, _)| other.span.file == first.span.file);
        unheld = rest;
        match cell {
            Some(cell) if of_file.len() > FEW => diagnostics.push(many_unknown(first, cell, &of_file)),
            _ => diagnostics.extend(of_file.iter().map(|(session, cell)| unknown_session(book, session, *cell))),
        }
    }
    for person in private.debriefs.iter().filter_map(|debrief| debrief.with.as_ref()) {
        if !known(book, EntryKind::Person, person) && book.who(&person.value).is_none() {
            diagnostics.push(unknown(book, EntryKind::Person, person, "There is no person of that name."));
        }
    }
    diagnostics
}

/// So many cells of a file that name no session are reported one by one.
const FEW: usize = 3;

fn unknown_session(book: &Book, session: &Reference, cell: Option<Cell>) -> Diagnostic {
    let seen = match cell {
        Some(Cell { line, column }) => {
            format!("Line {line}: column {column} is neither a session nor the date of one.")
        }
        None => "There is no session with that name or on that day.".to_owned(),
    };
    unknown(book, EntryKind::Session, session, &seen)
}

/// Reports many cells of one file at once.
fn many_unknown(first: &Reference, cell: Cell, all: &[(&Reference, Option<Cell>)]) -> Diagnostic {
    let Cell { line, column } = cell;
    let number = all.len();
    let is_header = all.iter().all(|(_, other)| other.is_some_and(|other| other.line == line));
    let message = if is_header {
        format!(
            "Line {line}: {number} columns, column {column} the first of them, are neither sessions nor the dates of any."
        )
    } else {
        format!(
            "{number} cells, in line {line}, column {column} the first of them, are neither sessions nor the dates of any."
        )
    };
    let help = "Write in each a session's id, which is its file's name without `.md`, or its date, such as 2026-11-19.";
    Diagnostic::error("unknown-name", first.span.clone(), message).help(help)
}

fn known(book: &Book, kind: EntryKind, reference: &Reference) -> bool {
    book.named(kind, &reference.value).is_some() || book.index.unread.may_hold(kind, &reference.value)
}

/// Reports the reports of meeting programs of which it is not known what they are of.
#[must_use]
pub fn unplaced_reports(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let reports = &handbook.private.reports;
    if reports.is_empty() {
        return Vec::new();
    }
    let sittings = dated_sittings(&handbook.book);
    let say = |report: &MeetingReport| {
        const NAME: &str = "Begin the name of the file with the day of the session, such as `2026-10-15 zoom.csv`.";
        let (message, help) = match placed(&sittings, &handbook.book, report).err()? {
            Unplaced::Unknown => ("Handbound cannot see which session this report is of.".to_owned(), NAME),
            Unplaced::Several => (
                "This report may be of several sessions.".to_owned(),
                "Begin the name of the file with the id of the session that it is of, such as `06-book-night zoom.csv`.",
            ),
            Unplaced::OtherDay { named, told } => (
                format!("The name of this file says {named}, and the times in it {told}."),
                "Name the file after the day on which it was made, or after the program: then its times say which session it is of.",
            ),
        };
        Some(Diagnostic::error("attendance-broken", Span::whole(&report.file), message).help(help))
    };
    reports.iter().filter_map(say).collect()
}

/// Reports tables of expenses in which nothing says whether the day or the month comes first.
#[must_use]
pub fn unclear_days(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    if handbook.private.expenses.iter().all(|expense| expense.days.len() == 1) {
        return Vec::new();
    }
    let (_, unclear) = dated_expenses(handbook, &dated_sittings(&handbook.book));
    let say = |expense: &Expense| {
        let (file, line) = (&expense.file, expense.line);
        let alike = |other: &&Expense| other.file == *file && other.days.len() > 1 && other.line != line;
        let others = match handbook.private.expenses.iter().filter(alike).count() {
            0 => String::new(),
            others => format!(", and so may {others} more"),
        };
        let message = format!(
            "Line {line}: the `date` may be two days{others}: neither its column nor the days on which you met say whether the \
             day or the month comes first."
        );
        let help = "Write the days as year, month, day, such as 2026-11-19.";
        Diagnostic::error("expenses-broken", Span::whole(file), message).help(help)
    };
    unclear.into_iter().map(say).collect()
}

fn unknown(book: &Book, kind: EntryKind, reference: &Reference, seen: &str) -> Diagnostic {
    let (message, help) = match nearest(book, kind, &reference.value) {
        Some(near) => (format!("{seen} Did you mean `{near}`?"), format!("Write `{near}` here.")),
        None if kind == EntryKind::Person => (seen.to_owned(), "Write the id of someone in `people/`.".to_owned()),
        None => {
            (seen.to_owned(), "Write a session's id, which is its file's name without `.md`, or its date.".to_owned())
        }
    };
    Diagnostic::error("unknown-name", reference.span.clone(), message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::texts;
    use crate::handbook::fixture;
    use crate::handbook::private::{Attendance, AttendanceMark, Debrief};
    use crate::source::{FilePath, Located};

    fn said(sessions: &[&str]) -> Vec<String> {
        let mut handbook = fixture::handbook(fixture::book(vec![fixture::session("06-book-night")]));
        let file: FilePath = "private/records/attendance.csv".into();
        for member in ["Hope", "May"] {
            for (column, session) in sessions.iter().enumerate() {
                let session = Located::new((*session).into(), Span::whole(&file));
                let cell = Cell { line: 1, column: column + 2 };
                handbook.private.attendance.push(Attendance {
                    member: member.into(),
                    session,
                    cell,
                    mark: AttendanceMark::Present,
                });
            }
        }
        texts(unknown_names(&handbook, Drafts::Left))
    }

    #[test]
    fn a_column_is_headed_by_an_id_or_a_day() {
        assert!(said(&["06-book-night", "2026-11-19"]).is_empty());
    }

    #[test]
    fn an_unknown_session_is_said_once_and_not_quoted() {
        assert_eq!(
            said(&["06-boko-night", "2026-11-20"]),
            [
                "private/records/attendance.csv:0 error[unknown-name]: Line 1: column 2 is neither a session nor the date of one. \
                 Did you mean `06-book-night`? / Write `06-book-night` here.",
                "private/records/attendance.csv:0 error[unknown-name]: Line 1: column 3 is neither a session nor the date of one. \
                 / Write a session's id, which is its file's name without `.md`, or its date.",
            ]
        );
    }

    #[test]
    fn a_debrief_is_with_someone() {
        let mut handbook = fixture::handbook(fixture::book(Vec::new()));
        let file: FilePath = "private/debriefs/1.md".into();
        let with = Some(fixture::reference("imani", &file));
        let span = fixture::at(&file, 0);
        handbook.private.debriefs.push(Debrief { session: None, with, text: String::new(), span });
        assert_eq!(
            texts(unknown_names(&handbook, Drafts::Left)),
            [
                "private/debriefs/1.md:50 error[unknown-name]: There is no person of that name. / Write the id of someone \
              in `people/`."
            ]
        );
    }
}
