//! `handbound records`: what the records of a period come to, for facilitators and whoever asks them for numbers.

use std::path::Path;

use anyhow::bail;
use jiff::civil::Date;

use super::arguments::RecordsFormat;
use super::summary::some;
use super::{ExitStatus, default_output, harmless, read_folder, shown, style, today};
use crate::check;
use crate::diagnostic::text::text;
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::Community;
use crate::handbook::records::{
    BudgetState, CategorySpending, HeldSitting, Lack, OpenNeed, Period, Records, Spending, hours, open_needs, records,
    spreadsheet,
};
use crate::redact::Drafts;

/// The options of the command.
pub(super) struct RecordsOptions<'a> {
    pub folder: &'a Path,
    pub period: Period,
    pub today: Option<Date>,
    pub format: RecordsFormat,
}

/// Writes the report, behind what could not be read of the records: a sum without a line that was left out would be wrong
/// without a word.
pub(super) fn run(options: &RecordsOptions<'_>) -> anyhow::Result<(ExitStatus, String)> {
    let prepared = read_folder(options.folder, &default_output(options.folder))?;
    let Some(handbook) = &prepared.handbook else {
        bail!("There is no `community.yml` in `{}`.", options.folder.display());
    };
    let today = options.today.unwrap_or_else(|| today(&prepared));
    let is_private =
        |found: &&Diagnostic| found.span.as_ref().is_some_and(|span| span.file.to_lowercase().starts_with("private/"));
    let mut found: Vec<Diagnostic> = prepared.diagnostics.iter().filter(is_private).cloned().collect();
    found.extend(check::records::unknown_names(handbook, Drafts::Left));
    found.extend(check::records::unplaced_reports(handbook, Drafts::Left));
    found.extend(check::records::unclear_days(handbook, Drafts::Left));
    let ended = if found.iter().any(|found| found.severity == Severity::Error) {
        ExitStatus::HasErrors
    } else {
        ExitStatus::Success
    };
    let records = records(handbook, options.period, today);
    let report = match options.format {
        RecordsFormat::Text => report(&records, &handbook.book.community, options.period, today),
        RecordsFormat::Csv => spreadsheet(&records),
    };
    if options.format == RecordsFormat::Csv && ended == ExitStatus::HasErrors {
        bail!("{}The records have mistakes, so no table was made.", text(&shown(&prepared, found), style()));
    }
    // Of a table nothing is replaced: its line ends are its own.
    let report = if options.format == RecordsFormat::Csv { report } else { harmless(&report) };
    let said =
        if options.format == RecordsFormat::Csv { String::new() } else { text(&shown(&prepared, found), style()) };
    Ok((ended, said + &report))
}

fn report(records: &Records, community: &Community, period: Period, today: Date) -> String {
    let from = period.from.map_or(String::new(), |from| format!(" from {from}"));
    let until = match period.to {
        Some(to) => format!(" until {to}"),
        None => format!(" until the day before {today}"),
    };
    let mut out = format!("Records of {}{from}{until}\n\n", community.name);
    asked_for(&mut out, community, records);
    out.push_str(&format!("Held: {}, {}\n", some(records.held.len(), "sitting"), hours_and_minutes(records.minutes())));
    let widest = records.held.iter().map(|held| held.title.chars().count()).max().unwrap_or(0);
    for held in &records.held {
        let length = hours_and_minutes(held.minutes.into());
        out.push_str(&format!("  {}  {:widest$}  {length:>10}  {}\n", held.date, held.title, came(held)));
    }
    let (without, with) = records.contact_minutes();
    out.push_str(&format!(
        "\nAttendances: {} (everybody who came, counted each time)\nPeople: {} (each counted once); {} came more than once\n\
         Contact hours: {} without breaks, {} with them (for each attendance the scheduled length of its sitting)\n",
        records.attendances(),
        records.people.len(),
        records.came_back(),
        hours(without),
        hours(with),
    ));
    records.spending.iter().for_each(|spending| spent(&mut out, spending));
    let open = open(records);
    if !open.is_empty() {
        out.push_str("\nTo look at\n");
        for line in open {
            out.push_str(&format!("  {line}\n"));
        }
    }
    out
}

/// Adds what the funder asks for and the records do not have.
fn asked_for(out: &mut String, community: &Community, records: &Records) {
    let Some(funder) = &community.funder else { return };
    let needs = open_needs(funder, records);
    if needs.is_empty() {
        return;
    }
    out.push_str(&format!("{} asks for this, and the records do not have it:\n", funder.name));
    for OpenNeed { written, lack } in needs {
        let what = match lack {
            Lack::Lists { without, held } => {
                format!("{without} of {} without a list of who came", some(held, "sitting"))
            }
            Lack::Expenses => "no expenses are written down (private/records/expenses.csv)".to_owned(),
            Lack::Receipts(lines) => format!("{} without a receipt", some(lines, "line")),
            Lack::Budget => "no budget is written down (`budget` in private/kit.yml)".to_owned(),
            Lack::NotKnown => "Handbound cannot tell whether you have this".to_owned(),
        };
        out.push_str(&format!("  {written}: {what}\n"));
    }
    out.push('\n');
}

fn came(held: &HeldSitting) -> String {
    let Some(marks) = held.marks else { return "no record".to_owned() };
    let mut notes = Vec::new();
    for (number, what) in [(marks.late, "late"), (marks.online, "online"), (held.first_timers, "for the first time")] {
        if number > 0 {
            notes.push(format!("{number} {what}"));
        }
    }
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    format!("{} came{notes}", marks.present)
}

fn spent(out: &mut String, spending: &Spending) {
    out.push_str(&format!("\nSpent: {}\n", spending.total));
    let named = |name: &str, none: &str| if name.is_empty() { none.to_owned() } else { name.to_owned() };
    let has_budget = spending.has_budget();
    let of_budget = |category: &CategorySpending| match (&category.budget, category.state()) {
        (Some(budget), Some(BudgetState::Left(left))) => format!("of {}: {} left", budget.number(), left.number()),
        (Some(budget), Some(BudgetState::Over(over))) => format!("of {}: {} over", budget.number(), over.number()),
        (Some(budget), None) => format!("of {}", budget.number()),
        (None, _) if has_budget => "no budget".to_owned(),
        (None, _) => String::new(),
    };
    let rows = spending
        .by_category
        .iter()
        .map(|category| [named(&category.name, "without a category"), category.spent.number(), of_budget(category)]);
    table(out, &rows.collect::<Vec<_>>());
    if spending.by_session.iter().any(|(session, _)| !session.is_empty()) {
        out.push_str("By session\n");
        let rows = spending.by_session.iter();
        let rows = rows.map(|(session, sum)| [named(session, "for no session"), sum.number(), String::new()]);
        table(out, &rows.collect::<Vec<_>>());
    }
    if let Some(sum) = &spending.in_kind {
        out.push_str(&format!("Given and not paid (in kind), not in the sum: {sum}\n"));
    }
    if spending.without_receipt > 0 {
        out.push_str(&format!("Without a receipt: {}\n", some(spending.without_receipt, "line")));
    }
}

/// Adds lines of a name, a number and a note.
fn table(out: &mut String, rows: &[[String; 3]]) {
    let widest = |cell: usize| rows.iter().map(|row| row[cell].chars().count()).max().unwrap_or(0);
    let (names, numbers) = (widest(0), widest(1));
    for [name, number, note] in rows {
        let line = format!("  {name:names$}  {number:>numbers$}  {note}");
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// Returns what somebody has to look at, a line each. Names of members stand in none of them.
fn open(records: &Records) -> Vec<String> {
    let open = &records.open;
    let missing = records.without_a_list();
    let mut lines = Vec::new();
    if missing > 0 {
        lines.push(format!(
            "{} no record: add a column to private/records/attendance.csv.",
            some_have(missing, "sitting")
        ));
    }
    for (file, cell) in &open.which_sitting {
        let place = format!("{file}, line {}, column {}", cell.line, cell.column);
        lines.push(format!("{place}: not counted, because this session was held several times. Write the day."));
    }
    let file_line = |(file, line): &(crate::source::FilePath, u64), what: &str| format!("{file}, line {line}: {what}");
    lines.extend(open.unknown.iter().map(|place| {
        file_line(place, "nobody in the roster has this name or address. If it is a member, write it into the roster's column `also`.")
    }));
    lines.extend(open.read_as.iter().map(|(file, line, member)| {
        format!("{file}, line {line}: read as {member}, because no other member has that first name.")
    }));
    let short =
        format!("was there for less than {}, and is not counted.", some(records.present_from as usize, "minute"));
    lines.extend(open.too_short.iter().map(|place| file_line(place, &short)));
    lines.extend(open.reports.iter().map(|file| format!("{file}: not counted, because its session is not known.")));
    lines.extend(open.elsewhere.iter().map(|(file, number)| {
        format!("{file}: {} of a time at which you did not meet, and not counted.", some_are(*number, "line"))
    }));
    if open.not_in_roster > 0 {
        lines
            .push(format!("{} in your own list, but not in private/roster.csv.", some_are(open.not_in_roster, "name")));
    }
    if open.too_large > 0 {
        lines.push(format!("{} too large to be added.", some_are(open.too_large, "amount")));
    }
    if open.budgets_without_currency > 0 {
        let budgets = some_are(open.budgets_without_currency, "budget");
        lines.push(format!(
            "{budgets} not compared, because not all amounts have a currency. Write yours into private/kit.yml: `currency: CAD`."
        ));
    }
    let counted = [
        (&open.came_in, "money that came in, and no part of what was spent"),
        (&open.moved, "no spending: money that changed hands among you, or a balance"),
        (&open.came_back, "money that was given back, and taken off what was spent"),
    ];
    for (files, what) in counted {
        lines.extend(files.iter().map(|(file, number)| format!("{file}: {} {what}.", some_are(*number, "line"))));
    }
    lines
}

fn some_have(number: usize, what: &str) -> String {
    format!("{} {}", some(number, what), if number == 1 { "has" } else { "have" })
}

fn some_are(number: usize, what: &str) -> String {
    format!("{} {}", some(number, what), if number == 1 { "is" } else { "are" })
}

fn hours_and_minutes(minutes: u64) -> String {
    format!("{} h {:02} min", minutes / 60, minutes % 60)
}
