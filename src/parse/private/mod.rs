//! Files below `private/`: the roster, the records, the debriefs. Messages about them never repeat a cell of theirs and
//! show no line of theirs.

mod secret;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::handbook::private::{Attendance, Cell, Debrief, Expense, Member, addresses};
use crate::handbook::{Id, Reference};
use crate::source::{FilePath, Located, Source, Span};
use crate::suggest::nearest;

use super::fields::{FieldReader, Fields, IsBroken, listed};
use super::front_matter::front_matter;
use super::time;
use super::{Parsed, PrivateFile};

const ROSTER: &str = "roster-broken";
const ATTENDANCE: &str = "attendance-broken";
const EXPENSES: &str = "expenses-broken";

/// Reads a file below `private/`. Of files that have no meaning there the e-mail addresses are noted alone.
#[must_use]
pub fn private(source: &Source) -> Parsed {
    let path = source.path.to_lowercase();
    let mut parsed = match path.as_str() {
        "private/roster.csv" => roster(source),
        "private/records/attendance.csv" => attendance(source),
        "private/records/expenses.csv" => expenses(source),
        "private/calendar.yml" | "private/calendar.yaml" => secret::secret(source),
        _ if path.starts_with("private/debriefs/") && super::classify::is_markdown(&path) => debrief(source),
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

/// A table: its header and its rows, each with its line and its place.
struct PeopleTable {
    header: Vec<String>,
    header_line: u64,
    rows: Vec<TableRow>,
    diagnostics: Vec<Diagnostic>,
}

struct TableRow {
    line: u64,
    cells: Vec<String>,
}

impl PeopleTable {
    /// Reads RFC 4180, with the semicolons of spreadsheets in some languages.
    fn read(source: &Source) -> PeopleTable {
        let text = source.text.as_str();
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let commas = first.matches(',').count();
        let mark = [(';', b';'), ('\t', b'\t')].into_iter().find(|(mark, _)| first.matches(*mark).count() > commas);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .delimiter(mark.map_or(b',', |(_, byte)| byte))
            .from_reader(text.as_bytes());
        let mut table = PeopleTable { header: Vec::new(), header_line: 1, rows: Vec::new(), diagnostics: Vec::new() };
        for record in reader.records() {
            // The text is UTF-8 and rows may be of any length, so there is nothing else to fail.
            let Ok(record) = record else { continue };
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            let line = record.position().map_or(0, csv::Position::line);
            if table.header.is_empty() {
                table.header = cells;
                table.header_line = line;
            } else {
                table.rows.push(TableRow { line, cells });
            }
        }
        table
    }

    /// Returns the index of a column by any of its names.
    fn column(&self, names: &[&str]) -> Option<usize> {
        self.header.iter().position(|cell| names.iter().any(|name| cell.eq_ignore_ascii_case(name)))
    }

    /// Reports which columns nobody knows, without repeating what stands in them, and which are missing.
    fn columns(&mut self, source: &Source, code: &'static str, known: &[&str], needed: &[&str]) {
        let place = Span::whole(&source.path);
        let mut missing: Vec<&str> = needed.iter().copied().filter(|name| self.column(&[name]).is_none()).collect();
        for (number, cell) in self.header.iter().enumerate() {
            if cell.is_empty() || known.iter().any(|name| name.eq_ignore_ascii_case(cell)) {
                continue;
            }
            // Only a near miss is reported: anything else may be a private word, or a column for the group's own use.
            if let Some(near) = nearest(cell, known.iter().copied()) {
                missing.retain(|name| *name != near);
                let message = format!("Column {} has an unknown name. Did you mean `{near}`?", number + 1);
                let help = format!("Write `{near}` in the first line.");
                self.diagnostics.push(Diagnostic::error(code, place.clone(), message).help(help));
            }
        }
        if !missing.is_empty() {
            let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
            let message = format!("The first line has no column {}.", listed(&names, "and no"));
            let help = format!("Begin the file with the line `{}`.", known.join(","));
            self.diagnostics.push(Diagnostic::error(code, place, message).help(help));
        }
    }
}

impl TableRow {
    fn cell(&self, column: Option<usize>) -> Option<String> {
        self.cells.get(column?).filter(|cell| !cell.is_empty()).cloned()
    }

    /// Returns the cell where a column meets this row.
    fn place(&self, column: Option<usize>) -> Cell {
        Cell { line: self.line, column: column.map_or(1, |column| column + 1) }
    }
}

/// Returns a session as a table names it. It is placed at the file as a whole, of which no message shows a line.
fn reference(source: &Source, id: &str) -> Reference {
    Located::new(Id::from(id), Span::whole(&source.path))
}

/// Returns a message about one row, which does not show the row.
fn row_error(source: &Source, row: &TableRow, code: &'static str, what: &str, help: &str) -> Diagnostic {
    Diagnostic::error(code, Span::whole(&source.path), format!("Line {}: {what}", row.line)).help(help)
}

fn roster(source: &Source) -> Parsed {
    let mut table = PeopleTable::read(source);
    if table.header.is_empty() {
        return Parsed::default();
    }
    let names = NameColumns::of(&table.header);
    if names.is_none() {
        table.columns(source, ROSTER, &["name", "pronouns", "email", "setting", "diet"], &["name"]);
    }
    let column = |name: &str| table.column(&[name]);
    let (pronouns, setting, diet) = (column("pronouns"), column("setting"), column("diet"));
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
            pronouns: row.cell(pronouns),
            email: row.cell(email),
            setting: row.cell(setting),
            diet: row.cell(diet),
        });
    }
    Parsed { private: vec![PrivateFile::Roster(members)], diagnostics: table.diagnostics, ..Parsed::default() }
}

/// The columns in which a table has the names of people.
#[derive(Debug, Clone, Copy)]
enum NameColumns {
    Whole(usize),
    /// The given name and the family's.
    Parts(usize, usize),
}

/// Heads of a column of whole names.
const WHOLE: &[&str] = &[
    "name",
    "names",
    "full name",
    "your name",
    "member",
    "members",
    "participant",
    "participants",
    "attendee",
    "attendees",
    "person",
    "nom complet",
    "nom et prénom",
    "nombre completo",
    "nome completo",
    "naam",
    "navn",
    "namn",
    "imię i nazwisko",
    "имя и фамилия",
    "фио",
    "姓名",
    "名前",
    "氏名",
    "이름",
    "họ và tên",
    "họ tên",
];
const GIVEN: &[&str] = &[
    "first name",
    "firstname",
    "first",
    "given name",
    "given names",
    "forename",
    "vorname",
    "prénom",
    "prenom",
    "nombre",
    "nome",
    "voornaam",
    "fornavn",
    "förnamn",
    "imię",
    "имя",
    "tên",
    "名",
];
const FAMILY: &[&str] = &[
    "last name",
    "lastname",
    "last",
    "surname",
    "family name",
    "nachname",
    "familienname",
    "nom",
    "nom de famille",
    "apellido",
    "apellidos",
    "sobrenome",
    "cognome",
    "achternaam",
    "etternavn",
    "efternamn",
    "efternavn",
    "nazwisko",
    "фамилия",
    "họ",
    "姓",
];
const EMAILS: &[&str] = &["email", "e mail", "mail", "email address", "e mail address"];

/// Other columns of tables about people.
const OF_PEOPLE: &[&str] = &[
    "pronouns",
    "phone",
    "telephone",
    "mobile",
    "telefon",
    "téléphone",
    "teléfono",
    "diet",
    "setting",
    "birthday",
    "date of birth",
    "emergency contact",
    "allergies",
];

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

/// Returns the head of a column as it is compared.
fn folded(cell: &str) -> String {
    cell.to_lowercase().replace(['_', '-', '.'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

impl NameColumns {
    /// Finds the columns of names by their heads.
    fn of(header: &[String]) -> Option<NameColumns> {
        let column = |names: &[&str]| header.iter().position(|cell| names.contains(&&*folded(cell)));
        match (column(WHOLE), column(GIVEN), column(FAMILY)) {
            (_, Some(given), Some(family)) => Some(NameColumns::Parts(given, family)),
            (Some(whole), ..) | (None, Some(whole), None) | (None, None, Some(whole)) => {
                Some(NameColumns::Whole(whole))
            }
            (None, None, None) => None,
        }
    }

    fn cell(self, row: &TableRow) -> Option<String> {
        match self {
            NameColumns::Whole(column) => row.cell(Some(column)),
            NameColumns::Parts(given, family) => match (row.cell(Some(given)), row.cell(Some(family))) {
                (Some(given), Some(family)) => Some(format!("{given} {family}")),
                (given, family) => given.or(family),
            },
        }
    }
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

/// Returns whether a mark says "was there": `None` for one that says neither.
fn present(mark: &str) -> Option<bool> {
    match mark.trim().to_lowercase().as_str() {
        "" | "-" | "–" | "—" | "no" | "n" | "0" | "away" | "absent" | "false" => Some(false),
        "x" | "yes" | "y" | "1" | "late" | "online" | "present" | "true" | "✓" | "✔" => Some(true),
        _ => None,
    }
}

const MARKS: &str =
    "For present, write `x`, `yes`, `late` or `online`; for absent, leave it empty or write `-` or `no`.";

fn attendance(source: &Source) -> Parsed {
    let mut table = PeopleTable::read(source);
    let long = (table.column(&["session"]), table.column(&["name", "member"]), table.column(&["present"]));
    let mut found = Vec::new();
    if let (Some(column), Some(name), Some(mark)) = long {
        for row in &table.rows {
            let (Some(session), Some(member)) = (row.cell(Some(column)), row.cell(Some(name))) else {
                let help = "Write `session,name,present` in each line.";
                table.diagnostics.push(row_error(source, row, ATTENDANCE, "a session or a name is missing.", help));
                continue;
            };
            match present(&row.cell(Some(mark)).unwrap_or_default()) {
                Some(present) => {
                    let (session, cell) = (reference(source, &session), row.place(Some(column)));
                    found.push(Attendance { member, session, cell, present });
                }
                None => table.diagnostics.push(row_error(source, row, ATTENDANCE, "this mark is neither.", MARKS)),
            }
        }
    } else {
        let sessions: Vec<Reference> = table.header.iter().map(|cell| reference(source, cell)).collect();
        for row in &table.rows {
            let Some(member) = row.cell(Some(0)) else {
                let help = "Write the member's name into the first column, or take the line out.";
                table.diagnostics.push(row_error(source, row, ATTENDANCE, "this line has no name.", help));
                continue;
            };
            for (number, session) in sessions.iter().enumerate().skip(1).filter(|(_, id)| !id.value.is_empty()) {
                let mark = row.cells.get(number).map_or("", String::as_str);
                if let Some(present) = present(mark) {
                    let cell = Cell { line: table.header_line, column: number + 1 };
                    found.push(Attendance { member: member.clone(), session: session.clone(), cell, present });
                } else {
                    let what = format!("the mark in column {} must say present or absent.", number + 1);
                    table.diagnostics.push(row_error(source, row, ATTENDANCE, &what, MARKS));
                }
            }
        }
    }
    let name = if let (Some(_), Some(name), Some(_)) = long { name } else { 0 };
    let private =
        vec![PrivateFile::Listed(people(source, &table, NameColumns::Whole(name))), PrivateFile::Attendance(found)];
    Parsed { private, diagnostics: table.diagnostics, ..Parsed::default() }
}

fn expenses(source: &Source) -> Parsed {
    let mut table = PeopleTable::read(source);
    if table.header.is_empty() {
        return Parsed::default();
    }
    let known = ["date", "session", "item", "category", "amount", "receipt"];
    table.columns(source, EXPENSES, &known, &["date", "item", "amount"]);
    let [date, session, item, category, amount, receipt] = known.map(|name| table.column(&[name]));
    let whole = date.is_some() && item.is_some() && amount.is_some();
    let mut found = Vec::new();
    for row in table.rows.iter().filter(|_| whole) {
        let day: Result<Date, _> = time::date(&row.cell(date).unwrap_or_default());
        let cents = row.cell(amount).and_then(|text| cents(&text));
        let Ok(day) = day else {
            let what = match day {
                Err(time::DateProblem::NoSuchDay { .. }) => "the `date` does not exist.",
                _ => "the `date` should be a day such as 2026-11-19.",
            };
            table.diagnostics.push(row_error(source, row, EXPENSES, what, "Write the day as year, month, day."));
            continue;
        };
        let Some(cents) = cents else {
            let what = "the `amount` should be a number such as 58.40.";
            table.diagnostics.push(row_error(source, row, EXPENSES, what, "Write the amount without a currency."));
            continue;
        };
        found.push(Expense {
            date: day,
            session: row.cell(session).map(|id| reference(source, &id)),
            cell: row.place(session),
            item: row.cell(item).unwrap_or_default(),
            category: row.cell(category),
            amount: cents,
            receipt: row.cell(receipt),
        });
    }
    Parsed { private: vec![PrivateFile::Expenses(found)], diagnostics: table.diagnostics, ..Parsed::default() }
}

/// Reads `58.40`, `58,40`, `1,058.40`, `$58.4` in hundredths.
fn cents(text: &str) -> Option<i64> {
    let text = text.trim().trim_matches(|c: char| !c.is_ascii_digit() && c != '-' && c != '.' && c != ',').trim();
    let (text, sign) = text.strip_prefix('-').map_or((text, 1), |rest| (rest, -1));
    let (whole, part) = match text.rfind(['.', ',']) {
        Some(at) if text.len() - at <= 3 => (text.get(..at)?, text.get(at + 1..)?),
        _ => (text, ""),
    };
    let whole: String = whole.chars().filter(|c| !matches!(c, ',' | '.' | ' ' | '\u{a0}' | '\'')).collect();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(&whole) || !digits(part) || (whole.is_empty() && part.is_empty()) {
        return None;
    }
    let units: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let hundredths: i64 = match part.len() {
        0 => 0,
        1 => part.parse::<i64>().ok()? * 10,
        _ => part.parse().ok()?,
    };
    Some(sign * units.checked_mul(100)?.checked_add(hundredths)?)
}
