//! `private/records/expenses.csv`: what was spent, in the shape in which treasurers keep it.

use jiff::civil::Date;

use crate::handbook::numeric_date::{DateOrder, numeric_date};
use crate::handbook::private::Expense;
use crate::parse::{Parsed, PrivateFile, time};
use crate::source::Source;

use super::amounts::{AmountProblem, WrittenAmount, currency};
use super::columns::folded;
use super::table::{PeopleTable, TableRow};
use super::{reference, row_error};

const EXPENSES: &str = "expenses-broken";
/// The columns, and other heads that they have.
const COLUMNS: [(&str, &[&str]); 7] = [
    ("date", &["day", "datum", "fecha", "data", "dato"]),
    ("session", &["meeting", "sitting"]),
    ("item", &["description", "what", "details", "beschreibung", "description of expense", "descripción", "libellé"]),
    ("category", &["type", "kind", "kategorie", "catégorie", "categoría"]),
    ("amount", &["total", "cost", "price", "sum", "betrag", "montant", "importe", "valor", "bedrag", "beløb"]),
    ("receipt", &["invoice", "voucher", "beleg", "reçu", "recibo", "bon"]),
    ("currency", &["währung", "devise", "moneda"]),
];

/// Reads the table of expenses.
pub(super) fn expenses(source: &Source) -> Parsed {
    let mut table = PeopleTable::read(source);
    if table.header.is_empty() {
        return Parsed::default();
    }
    let heads: Vec<String> = table.header.iter().map(|head| folded(head)).collect();
    let find = |names: &[&str]| heads.iter().position(|head| names.contains(&head.as_str()));
    // The column's own name wins over another head of it.
    for (name, others) in COLUMNS {
        if let (None, Some(place)) = (find(&[name]), find(others)) {
            name.clone_into(&mut table.header[place]);
        }
    }
    let known = COLUMNS.map(|(name, _)| name);
    table.columns(source, EXPENSES, &known, &["date", "item", "amount"]);
    let [date, session, item, category, amount, receipt, code] = known.map(|name| table.column(&[name]));
    let rows =
        if date.is_some() && item.is_some() && amount.is_some() { std::mem::take(&mut table.rows) } else { Vec::new() };
    let orders = orders(&rows, date);
    let written = |row: &TableRow| {
        let mut written = WrittenAmount::of(&row.cell(amount)?)?;
        if let Some(code) = row.cell(code) {
            written.currency = currency(&code)?;
        }
        Some(written)
    };
    let column: Vec<WrittenAmount> = rows.iter().filter_map(written).collect();
    let mut found = Vec::new();
    for row in &rows {
        let day = match day(&row.cell(date).unwrap_or_default(), &orders) {
            Ok(day) => day,
            Err((what, help)) => {
                table.diagnostics.push(row_error(source, row, EXPENSES, what, help));
                continue;
            }
        };
        let amount = match written(row).ok_or(AmountProblem::NoAmount).and_then(|amount| amount.read(&column)) {
            Ok(amount) => amount,
            Err(problem) => {
                let (what, help) = match problem {
                    AmountProblem::TwoReadings => (
                        "the `amount` has two readings: its mark may stand before cents or between thousands.",
                        "Write it with cents, such as 1234.00, or without any mark.",
                    ),
                    AmountProblem::NoAmount => (
                        "the `amount` should be a number such as 58.40.",
                        "Write digits, a point or comma before the cents, and a currency such as CAD if you like.",
                    ),
                };
                table.diagnostics.push(row_error(source, row, EXPENSES, what, help));
                continue;
            }
        };
        found.push(Expense {
            date: day,
            session: row.cell(session).map(|id| reference(source, &id)),
            cell: row.place(session),
            item: row.cell(item).unwrap_or_default(),
            category: row.cell(category),
            amount,
            receipt: row.cell(receipt),
        });
    }
    Parsed { private: vec![PrivateFile::Expenses(found)], diagnostics: table.diagnostics, ..Parsed::default() }
}

/// Returns the orders in which every date of numbers in a column can be read.
fn orders(rows: &[TableRow], column: Option<usize>) -> Vec<DateOrder> {
    let cells: Vec<String> = rows.iter().filter_map(|row| row.cell(column)).collect();
    let can = |cell: &String, order| numeric_date(cell, order).is_some();
    let dates: Vec<&String> =
        cells.iter().filter(|cell| DateOrder::ALL.into_iter().any(|order| can(cell, order))).collect();
    DateOrder::ALL.into_iter().filter(|order| dates.iter().all(|cell| can(cell, *order))).collect()
}

/// Reads a day: as everywhere else, or in an order that fits the whole column. An error is what is wrong, and how to mend
/// it.
fn day(text: &str, orders: &[DateOrder]) -> Result<Date, (&'static str, &'static str)> {
    const MEND: &str = "Write the day as year, month, day.";
    let problem = match time::date(text) {
        Ok(day) => return Ok(day),
        Err(problem) => problem,
    };
    let whole = |order: &DateOrder| numeric_date(text, *order).filter(|(_, rest)| rest.trim().is_empty());
    let mut days: Vec<Date> = orders.iter().filter_map(whole).map(|(day, _)| day).collect();
    days.dedup();
    match (days.as_slice(), problem) {
        ([day], _) => Ok(*day),
        ([], time::DateProblem::NoSuchDay { .. }) => Err(("the `date` does not exist.", MEND)),
        ([], _) => Err(("the `date` should be a day such as 2026-11-19.", MEND)),
        _ => Err((
            "the `date` may be two days: nothing in its column says whether the day or the month comes first.",
            MEND,
        )),
    }
}
