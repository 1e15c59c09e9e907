//! Files below `private/`: the roster, the records, the debriefs. Messages about them never repeat a cell of theirs and
//! show no line of theirs.

mod amounts;
mod attendance;
mod columns;
mod day;
mod expense_columns;
mod expenses;
mod flow;
mod preferences;
mod report;
mod secret;
mod table;

use crate::diagnostic::Diagnostic;
use crate::handbook::money::Currency;
use crate::handbook::private::{Debrief, Member, addresses};
use crate::handbook::{Id, Reference};
use crate::source::{FilePath, Located, Source, Span};

use super::fields::{FieldReader, Fields, IsBroken};
use super::front_matter::front_matter;
use super::{Parsed, PrivateFile};

use columns::{EMAILS, NameColumns, OF_PEOPLE, folded};
use table::{PeopleTable, TableRow, rows};

const ROSTER: &str = "roster-broken";
/// The table of expenses.
const SPENT: &str = "private/records/expenses.csv";
/// What facilitators chose.
const CHOICES: [&str; 2] = ["private/kit.yml", "private/kit.yaml"];
/// The folder of the reports of meeting programs.
const REPORTS: &str = "private/records/attendance/";

/// Reads a file below `private/`. Of files that have no meaning there the e-mail addresses are noted alone.
/// Amounts without a currency are in `currency`.
#[must_use]
pub fn private(source: &Source, currency: &Currency) -> Parsed {
    let path = source.path.to_lowercase();
    let mut parsed = match path.as_str() {
        "private/roster.csv" => roster(source),
        "private/records/attendance.csv" => attendance::attendance(source),
        SPENT => expenses::expenses(source, currency),
        path if CHOICES.contains(&path) => preferences::preferences(source),
        "private/calendar.yml" | "private/calendar.yaml" => secret::secret(source),
        _ if path.starts_with("private/debriefs/") && super::classify::is_markdown(&path) => debrief(source),
        _ if path.starts_with(REPORTS) && is_report_file(&path) => attendance_file(source),
        _ if super::classify::is_table(&path) => other_table(source),
        _ => Parsed::default(),
    };
    let addresses = addresses(&source.path, &source.text);
    if !addresses.is_empty() {
        parsed.private.push(PrivateFile::Addresses(addresses));
    }
    parsed
}

fn debrief(source: &Source) -> Parsed {
    let reader = FieldReader::new(source);
    let head = front_matter(source, &reader);
    let place = reader.span(head.fence.clone().unwrap_or(0..0));
    let broken = if head.broken { IsBroken::Yes } else { IsBroken::No };
    let mut fields = Fields::new(&reader, &head.pairs, "debrief", place, broken);
    let body = head.body.min(source.text.len());
    let text = source.text.get(body..).unwrap_or_default();
    let debrief = Debrief {
        session: fields.id("session"),
        with: fields.id("with"),
        text: text.to_owned(),
        span: reader.span(body..source.text.len()),
    };
    fields.finish();
    let private = vec![PrivateFile::Debrief(debrief)];
    Parsed { private, diagnostics: reader.finish(), ..Parsed::default() }
}

/// Returns whether a file may say in which currency amounts are: see [`currency_of`].
#[must_use]
pub fn has_currency(file: &FilePath) -> bool {
    CHOICES.contains(&file.to_lowercase().as_str())
}

/// Returns whether the reading of a file depends on that currency.
#[must_use]
pub fn has_amounts(file: &FilePath) -> bool {
    file.to_lowercase() == SPENT
}

/// Returns the currency that a file gives to amounts without one.
#[must_use]
pub fn currency_of(parsed: &Parsed) -> Option<&Currency> {
    parsed.private.iter().find_map(|file| match file {
        PrivateFile::Preferences(chosen) => Some(&chosen.currency),
        _ => None,
    })
}

/// Returns whether a file below `private/` is read at all: those with a meaning there, and those that may hold names.
#[must_use]
pub fn is_read(file: &FilePath) -> bool {
    super::classify::has_ending(file, &["md", "markdown", "yml", "yaml"]) || is_report_file(&file.to_lowercase())
}

/// Returns whether a table, or a text that a meeting program wrote, has that path in small letters.
fn is_report_file(path: &str) -> bool {
    super::classify::is_table(path) || (path.starts_with(REPORTS) && super::classify::has_ending(path, &["txt"]))
}

/// Reads a file of the folder of reports.
fn attendance_file(source: &Source) -> Parsed {
    let rows = rows(source);
    if rows.is_empty() {
        return Parsed::default();
    }
    let is_list = rows.iter().any(|row| report::names_of(row).is_some());
    let no_list = || Parsed { diagnostics: vec![report::no_list(source)], ..Parsed::default() };
    if is_list { attendance::attendance(source) } else { no_list() }
}

/// Returns a session as a table names it. It is placed at the file as a whole, of which no message shows a line.
fn reference(source: &Source, id: &str) -> Reference {
    Located::new(Id::from(id), Span::whole(&source.path))
}

/// Returns a message about one row, which does not show the row.
fn row_error(source: &Source, row: &TableRow, code: &'static str, what: &str, help: &str) -> Diagnostic {
    Diagnostic::error(code, Span::whole(&source.path), format!("Line {}: {what}", row.line)).help(help)
}

/// How many lines of titles may stand above a header.
const ASIDE_LINES: usize = 40;

/// Returns a message for each thing that is wrong with lines of a table, with how to mend it; a line has one. The lines
/// are not shown.
fn say_lines<T: AsRef<str> + PartialEq>(
    source: &Source,
    code: &'static str,
    wrong: Vec<(u64, (T, &str))>,
) -> Vec<Diagnostic> {
    let mut grouped: Vec<((T, &str), Vec<u64>)> = Vec::new();
    for (line, what) in wrong {
        match grouped.iter_mut().find(|(other, _)| *other == what) {
            Some((_, lines)) => lines.push(line),
            None => grouped.push((what, vec![line])),
        }
    }
    let say = |((what, help), lines): ((T, &str), Vec<u64>)| {
        let message = format!("{}: {}", in_lines(&lines), what.as_ref());
        Diagnostic::error(code, Span::whole(&source.path), message).help(help)
    };
    grouped.into_iter().map(say).collect()
}

/// Returns `Line 3`, `Lines 3 and 4`, `Lines 3, 4, 5 and 12 more`.
fn in_lines(lines: &[u64]) -> String {
    const NAMED: usize = 3;
    let mut names: Vec<String> = lines.iter().take(NAMED).map(ToString::to_string).collect();
    if lines.len() > NAMED {
        names.push(format!("{} more", lines.len() - NAMED));
    }
    format!("Line{} {}", if lines.len() == 1 { "" } else { "s" }, super::fields::listed(&names, "and"))
}

fn roster(source: &Source) -> Parsed {
    let mut table = PeopleTable::read(source);
    if table.header.is_empty() {
        return Parsed::default();
    }
    let names = NameColumns::of(&table.header);
    if names.is_none() {
        table.columns(source, ROSTER, &["name", "call", "pronouns", "email", "setting", "diet", "also"], &["name"]);
    }
    let column = |name: &str| table.column(&[name]);
    let [call, pronouns, setting, diet, also] = ["call", "pronouns", "setting", "diet", "also"].map(column);
    let email = table.header.iter().position(|cell| EMAILS.contains(&&*folded(cell)));
    let mut members = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let Some(name) = names.and_then(|names| names.cell(row)) else {
            if names.is_some() {
                let help = "Write the member's name into the first column, or take the line out.";
                table.diagnostics.push(row_error(source, row, ROSTER, "this member has no `name`.", help));
            }
            continue;
        };
        members.push(Member {
            file: source.path.clone(),
            line: row.line,
            name,
            call: row.cell(call),
            pronouns: row.cell(pronouns),
            email: row.cell(email),
            setting: row.cell(setting),
            diet: row.cell(diet),
            also: row.cell(also).map(|also| separate(&also)).unwrap_or_default(),
        });
    }
    Parsed { private: vec![PrivateFile::Roster(members)], diagnostics: table.diagnostics, ..Parsed::default() }
}

/// Names of files that list people.
const LISTS: &[&str] = &[
    "roster",
    "members",
    "member",
    "participants",
    "attendees",
    "attendance",
    "registrations",
    "contacts",
    "sign-ups",
    "signups",
    "mitglieder",
    "teilnehmer",
    "teilnehmende",
    "membres",
    "miembros",
    "membri",
    "leden",
];

/// Returns the names and addresses in a cell of several.
fn separate(cell: &str) -> Vec<String> {
    let parts = cell.split([';', '|', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// Returns whether a file of that name lists people.
fn is_list(path: &str) -> bool {
    let stem = super::entries::stem(path).to_lowercase();
    stem.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| LISTS.contains(&word))
}

/// Returns the people in a table of any name.
fn people(source: &Source, table: &PeopleTable, names: NameColumns) -> Vec<Member> {
    let of_row = |row: &TableRow| {
        let name = names.cell(row)?;
        Some(Member { file: source.path.clone(), line: row.line, name, ..Member::default() })
    };
    table.rows.iter().filter_map(of_row).collect()
}

/// Reads a table in `private/` whose name has no meaning: if it lists people, they are guarded as those of the roster
/// are.
fn other_table(source: &Source) -> Parsed {
    let table = PeopleTable::read(source);
    let mut parsed = Parsed::default();
    if let Some(names) = NameColumns::of(&table.header) {
        parsed.private.push(PrivateFile::Listed(people(source, &table, names)));
    } else if is_list(&source.path) && !table.header.is_empty() {
        let message = "This table has no column `name`, so Handbound cannot check that its names stay private.";
        let help = "Write the names of the columns in the first line, such as `name,email`.";
        parsed.diagnostics.push(Diagnostic::warning(UNREAD, Span::whole(&source.path), message).help(help));
    }
    parsed
}

const UNREAD: &str = "table-unread";

/// Reads a table outside `private/`. If it lists people, that is no place for it.
pub(super) fn astray(source: &Source) -> Parsed {
    let table = PeopleTable::read(source);
    let Some(names) = NameColumns::of(&table.header) else { return Parsed::default() };
    let heads: Vec<String> = table.header.iter().map(|cell| folded(cell)).collect();
    let is_of_people = matches!(names, NameColumns::Parts(..))
        || heads.iter().any(|head| EMAILS.contains(&head.as_str()) || OF_PEOPLE.contains(&head.as_str()))
        || is_list(&source.path);
    if !is_of_people {
        return Parsed::default();
    }
    let message = "This table lists people by name, and is outside `private/`.";
    let help =
        "Move it into `private/`. Handbound never publishes that folder, and checks that the names in it stay private.";
    let said = Diagnostic::error("names-astray", Span::whole(&source.path), message).help(help);
    let private = vec![PrivateFile::Listed(people(source, &table, names))];
    Parsed { private, diagnostics: vec![said], ..Parsed::default() }
}

/// Returns the message about a table of a spreadsheet program, which is not read: in `private/` its names are guarded
/// only once it is saved as plain text; outside, one that is called a list of people is in the wrong place.
pub(super) fn spreadsheet(file: &FilePath) -> Option<Diagnostic> {
    let is_private = matches!(super::classify(file), super::FileKind::Private);
    if !super::classify::is_spreadsheet(file) || file.split('/').any(|part| part.starts_with(['_', '.', '~'])) {
        return None;
    }
    let place = Span::whole(file);
    if is_private {
        let message =
            "Handbound cannot read tables of this kind, so it cannot check that the names in it stay private.";
        let help = "If it lists people, save it beside this file as CSV too, which Handbound can read.";
        let said = if is_list(file) { Diagnostic::warning } else { Diagnostic::note };
        return Some(said(UNREAD, place, message).help(help));
    }
    let message = "The name of this table says that it lists people, and it is outside `private/`.";
    let help =
        "Move it into `private/`, and save it there as CSV too. Handbound then checks that its names stay private.";
    is_list(file).then(|| Diagnostic::error("names-astray", place, message).help(help))
}
