//! `private/records/expenses.csv`: what was spent, in the shape in which treasurers, banks and programs for sharing costs
//! keep it.

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::handbook::Money;
use crate::handbook::money::Currency;
use crate::handbook::numeric_date::{DateOrder, numeric_date};
use crate::handbook::private::{Expense, MoneyFlow};
use crate::parse::{Parsed, PrivateFile, time};
use crate::source::{Source, Span};

use super::amounts::{AmountProblem, WrittenAmount};
use super::day::day_in_words;
use super::expense_columns::{AmountColumns, ExpenseColumns};
use super::flow::{Sum, SumRows, decide_flows};
use super::table::{PeopleTable, TableRow, rows};
use super::{ASIDE_LINES, reference, say_lines};

const EXPENSES: &str = "expenses-broken";
/// What is wrong with a line, and how to mend it.
type Wrong = (&'static str, &'static str);

/// Reads the table of expenses; amounts without a currency are in `currency`.
pub(super) fn expenses(source: &Source, currency: &Currency) -> Parsed {
    let rows = rows(source);
    let is_header = |at: &usize| ExpenseColumns::of(&rows[*at..], currency).is_whole();
    let at = (0..rows.len().min(ASIDE_LINES)).find(is_header).unwrap_or(0);
    let columns = ExpenseColumns::of(&rows[at..], currency);
    let mut table = PeopleTable::below(rows, at);
    if table.header.is_empty() {
        return Parsed::default();
    }
    columns.missing(&mut table, source, EXPENSES);
    let mut found = Vec::new();
    if let AmountColumns::Several(one, other) = columns.amount {
        let what = format!("Columns {} and {} may both be the `amount`, and differ.", one + 1, other + 1);
        let help = "Write `amount` above the one that was paid, and another word above the other.";
        table.diagnostics.push(Diagnostic::error(EXPENSES, Span::whole(&source.path), what).help(help));
    } else if columns.is_whole() {
        let mut wrong: Vec<(u64, Wrong)> = Vec::new();
        found = lines(&table.rows, &columns, source, &mut wrong);
        if let Err(unclear) = decide_flows(&mut found, &columns) {
            found.clear();
            table.diagnostics.push(unclear.say(source, EXPENSES));
        }
        table.diagnostics.extend(say_lines(source, EXPENSES, wrong));
    }
    Parsed { private: vec![PrivateFile::Expenses(found)], diagnostics: table.diagnostics, ..Parsed::default() }
}

/// An amount with the way that its column or its line says, if it says any.
struct Flowing {
    money: Money,
    flow: Option<MoneyFlow>,
}

/// Reads the lines that are no sums of others.
fn lines(rows: &[TableRow], columns: &ExpenseColumns, source: &Source, wrong: &mut Vec<(u64, Wrong)>) -> Vec<Expense> {
    let written: Vec<WrittenAmount> =
        rows.iter().flat_map(|row| columns.amounts().filter_map(|column| columns.written(row, column))).collect();
    let orders = orders(rows, columns.date);
    let mut sums = SumRows::default();
    let mut found = Vec::new();
    for row in rows {
        let read = flowing(row, columns, &written);
        let is_dated = row.cell(columns.date).is_some();
        let sum = sums.look(row, columns, is_dated, read.as_ref().ok().map(|read| &read.money));
        let both = days(&row.cell(columns.date).unwrap_or_default(), &orders).and_then(|days| Ok((days, read?)));
        let (days, flowing) = match (&sum, both) {
            (Sum::None | Sum::Balance, Ok(both)) => both,
            (Sum::None, Err(what)) => {
                wrong.push((row.line, what));
                continue;
            }
            (Sum::Perhaps, _) => {
                wrong.push((row.line, PERHAPS_A_SUM));
                continue;
            }
            (Sum::Of | Sum::Balance, _) => continue,
        };
        let flow = match sum {
            Sum::Balance => MoneyFlow::Moved,
            _ => columns.flow(row).or(flowing.flow).unwrap_or(MoneyFlow::Spent),
        };
        if flow == MoneyFlow::Spent {
            sums.add(&flowing.money);
        }
        found.push(Expense {
            file: source.path.clone(),
            line: row.line,
            days,
            session: row.cell(columns.session).map(|id| reference(source, &id)),
            cell: row.place(columns.session),
            item: row.cell(columns.item).unwrap_or_default(),
            category: row.cell(columns.category),
            amount: flowing.money,
            receipt: row.cell(columns.receipt),
            flow,
        });
    }
    found
}

const PERHAPS_A_SUM: Wrong = (
    "this may be a sum of other lines, and does not come to what they are.",
    "Take the line out, or write into it what was bought.",
);
const TWO_READINGS: Wrong = (
    "the `amount` has two readings: its mark may stand before cents or between thousands.",
    "Write it with cents, such as 1234.00, or without any mark.",
);
const TOO_MANY_DIGITS: Wrong = (
    "the `amount` has more digits behind its mark than its currency has.",
    "Write it as it was paid: yen have no smaller unit, Kuwaiti dinars have thousandths, most currencies cents.",
);
const NO_AMOUNT: Wrong = (
    "the `amount` should be a number such as 58.40.",
    "Write digits, a point or comma before the cents, and a currency such as CAD if you like.",
);
const NO_CURRENCY: Wrong =
    ("the `currency` should be a code or a sign.", "Write a code such as CAD, or leave it empty.");
const BOTH_WAYS: Wrong =
    ("money went out and came in, both in one line.", "Write what was spent and what was received into two lines.");

/// Reads the amount of a line: that of its one column, or of whichever of the two has one.
fn flowing(row: &TableRow, columns: &ExpenseColumns, all: &[WrittenAmount]) -> Result<Flowing, Wrong> {
    let read = |column: usize| {
        let is_money = columns.currency(row).is_some();
        let amount = columns.written(row, column).ok_or(if is_money { NO_AMOUNT } else { NO_CURRENCY })?;
        let flow = amount.is_credit.map(|is_credit| if is_credit { MoneyFlow::CameIn } else { MoneyFlow::Spent });
        match amount.read(all) {
            Ok(money) => Ok(Flowing { money, flow }),
            Err(AmountProblem::TwoReadings) => Err(TWO_READINGS),
            Err(AmountProblem::TooManyDigits) => Err(TOO_MANY_DIGITS),
            Err(AmountProblem::NoAmount) => Err(NO_AMOUNT),
        }
    };
    match columns.amount {
        AmountColumns::One(column) => read(column),
        AmountColumns::OutAndIn(out, into) => {
            // `-` and `0.00` stand for nothing.
            let held = |column| match row.cell(Some(column)).filter(|cell| !matches!(cell.as_str(), "-" | "–" | "—"))
            {
                Some(_) => read(column).map(|read| Some(read).filter(|read| read.money.minor != 0)),
                None => Ok(None),
            };
            match (held(out)?, held(into)?) {
                (Some(_), Some(_)) => Err(BOTH_WAYS),
                (Some(read), None) => Ok(Flowing { flow: Some(MoneyFlow::Spent), ..read }),
                (None, Some(read)) => Ok(Flowing { flow: Some(MoneyFlow::CameIn), ..read }),
                (None, None) => Err(NO_AMOUNT),
            }
        }
        AmountColumns::Several(..) | AmountColumns::None => Err(NO_AMOUNT),
    }
}

/// Returns the orders in which every date of numbers in a column can be read.
fn orders(rows: &[TableRow], column: Option<usize>) -> Vec<DateOrder> {
    let cells: Vec<String> = rows.iter().filter_map(|row| row.cell(column)).collect();
    let can = |cell: &String, order| numeric_date(cell, order).is_some();
    let is_open = |cell: &&String| can(cell, DateOrder::DayFirst) || can(cell, DateOrder::MonthFirst);
    let dates: Vec<&String> = cells.iter().filter(is_open).collect();
    let orders = [DateOrder::DayFirst, DateOrder::MonthFirst];
    orders.into_iter().filter(|order| dates.iter().all(|cell| can(cell, *order))).collect()
}

/// Reads a day: as everywhere else, in words, or in the orders that fit the whole column, one day for each. An hour
/// behind it is left out.
fn days(text: &str, orders: &[DateOrder]) -> Result<Vec<Date>, Wrong> {
    const MEND: &str = "Write the day as year, month, day.";
    let problem = match time::date(text) {
        Ok(day) => return Ok(vec![day]),
        Err(problem) => problem,
    };
    let is_hour = |rest: &str| rest.trim().is_empty() || rest.starts_with([' ', ',', 'T']) && rest.contains(':');
    let read = |order: DateOrder| numeric_date(text, order).filter(|(_, rest)| is_hour(rest)).map(|(day, _)| day);
    if let Some(day) = read(DateOrder::YearFirst).or_else(|| day_in_words(text)) {
        return Ok(vec![day]);
    }
    let days: Vec<Date> = orders.iter().copied().filter_map(read).collect();
    if !days.is_empty() {
        let is_one = days.iter().all(|day| *day == days[0]);
        return Ok(if is_one { days[..1].to_vec() } else { days });
    }
    // No order fits the column: what can be read in one alone is that day.
    match (read(DateOrder::DayFirst), read(DateOrder::MonthFirst), problem) {
        (Some(day), None, _) | (None, Some(day), _) => Ok(vec![day]),
        (Some(day), Some(other), _) if day == other => Ok(vec![day]),
        (Some(_), Some(_), _) => {
            Err(("the `date` may be two days: the others in its column begin with the day and with the month.", MEND))
        }
        (None, None, time::DateProblem::NoSuchDay { .. }) => Err(("the `date` does not exist.", MEND)),
        (None, None, _) => Err(("the `date` should be a day such as 2026-11-19.", MEND)),
    }
}
