//! Which way the money of each line of a table went, and which lines are sums of others. A list of spending has amounts
//! without a minus and a few that came back; an account has what was received as well.

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::handbook::Money;
use crate::handbook::money::Currency;
use crate::handbook::private::{Expense, MoneyFlow};
use crate::source::{Source, Span};

use super::columns::folded;
use super::expense_columns::{AmountColumns, ExpenseColumns, MINUS_HEADS, MinusMeans};
use super::table::TableRow;

/// Of how many amounts one may have come back, in a list of spending.
const FEW: usize = 3;

/// A table of which nobody knows what a minus means in it.
pub(super) struct UnclearMinus {
    /// A line with a minus, and one without.
    lines: (Option<u64>, Option<u64>),
}

impl UnclearMinus {
    /// Returns the message about it.
    pub fn say(&self, source: &Source, code: &'static str) -> Diagnostic {
        let message = match self.lines {
            (Some(with), Some(without)) => format!(
                "Some amounts have a minus (line {with}) and others none (line {without}): it may be what was spent, as banks \
                 write it, or what came back."
            ),
            (None, _) => {
                "This table has a balance, and no amount has a minus: they may be what was spent or what was received."
                    .to_owned()
            }
            (Some(with), None) => format!(
                "Every amount has a minus, from line {with} on: it may be what was spent, as banks write it, or what came back."
            ),
        };
        let help = format!(
            "Write `{}` above the column if a minus is money that went out, or `{}` if it is money that was given back.",
            MINUS_HEADS[0].0, MINUS_HEADS[1].0
        );
        Diagnostic::error(code, Span::whole(&source.path), message).help(help)
    }
}

/// Makes what was spent an amount without a minus, and what came in no spending.
///
/// # Errors
///
/// What is unclear.
pub(super) fn decide_flows(found: &mut [Expense], columns: &ExpenseColumns) -> Result<(), UnclearMinus> {
    match columns.minus_means {
        Some(MinusMeans::CameBack) => return Ok(()),
        Some(MinusMeans::Spent) => {
            for expense in found.iter_mut().filter(|expense| expense.flow == MoneyFlow::Spent) {
                if expense.amount.minor > 0 {
                    expense.flow = MoneyFlow::CameIn;
                } else {
                    expense.amount.minor = -expense.amount.minor;
                }
            }
            return Ok(());
        }
        None => {}
    }
    let spent = || found.iter().filter(|expense| expense.flow == MoneyFlow::Spent);
    let of = |is_minus: bool| spent().filter(move |expense| (expense.amount.minor < 0) == is_minus);
    let (with, without) = (of(true).count(), of(false).filter(|expense| expense.amount.minor > 0).count());
    let line = |is_minus: bool| of(is_minus).map(|expense| expense.line).next();
    let Some(first) = line(true) else {
        // An account without a minus may be one of what was received.
        let is_account = columns.has_balance && !columns.say_the_way() && without > 0;
        return if is_account { Err(UnclearMinus { lines: (None, line(false)) }) } else { Ok(()) };
    };
    let unclear = UnclearMinus { lines: (Some(first), line(false).filter(|_| without > 0)) };
    // Where columns say which way it went, a minus says it once more.
    let came_in = |expense: &Expense| expense.flow == MoneyFlow::CameIn && expense.amount.minor > 0;
    let is_said = columns.say_the_way() || found.iter().any(came_in);
    if is_said && without == 0 {
        for expense in found.iter_mut().filter(|expense| expense.flow == MoneyFlow::Spent) {
            expense.amount.minor = -expense.amount.minor;
        }
        return Ok(());
    }
    let is_of_spending = columns.say_the_way() || (columns.is_of_spending && !columns.has_balance);
    let is_few = with * FEW <= with + without && without > 0;
    if is_of_spending && is_few && !any_below_nothing(spent()) { Ok(()) } else { Err(unclear) }
}

/// Returns whether the sum in any currency is below nothing.
fn any_below_nothing<'a>(spent: impl Iterator<Item = &'a Expense>) -> bool {
    let mut sums: FxHashMap<&Currency, i128> = FxHashMap::default();
    for expense in spent {
        *sums.entry(&expense.amount.currency).or_default() += i128::from(expense.amount.minor);
    }
    sums.values().any(|sum| *sum < 0)
}

/// Words for a sum, in lines that are one.
#[rustfmt::skip]
const SUMS: &[&str] = &[
    "total", "totals", "sum", "sub total", "subtotal", "grand total", "total expenses", "total expense",
    "total spent", "total amount", "total cost", "overall total", "summe", "gesamt", "gesamtsumme", "zwischensumme",
    "gesamtbetrag", "totaal", "razem", "suma", "somme", "total général", "sous total", "total general", "totale",
    "totalt", "sum total", "i alt", "yhteensä", "celkem", "összesen", "итого", "всего", "合計", "合计", "总计",
];
/// Words for what was or is left.
#[rustfmt::skip]
const BALANCES: &[&str] = &[
    "balance", "total balance", "opening balance", "closing balance", "starting balance", "ending balance",
    "balance brought forward", "balance carried forward", "balance b/f", "balance c/f", "brought forward",
    "carried forward", "saldo", "anfangssaldo", "endsaldo", "saldovortrag", "übertrag", "anfangsbestand",
    "endbestand", "kontostand", "gesamtsaldo", "solde", "solde initial", "solde final", "solde total",
    "saldo inicial", "saldo final", "saldo total", "beginsaldo", "eindsaldo", "saldo totale", "saldo iniziale",
    "saldo finale",
];

/// What a line is beside the others.
pub(super) enum Sum {
    None,
    /// A sum of the others.
    Of,
    /// What was or is left.
    Balance,
    /// It says that it is a sum, has a day and comes to something else.
    Perhaps,
}

/// The sums so far, by currency.
#[derive(Default)]
pub(super) struct SumRows {
    sums: Vec<Money>,
}

impl SumRows {
    /// Returns what a line is.
    pub fn look(&self, row: &TableRow, columns: &ExpenseColumns, is_dated: bool, money: Option<&Money>) -> Sum {
        let is_amount = |column: usize| columns.amounts().any(|amount| amount == column);
        let texts = row.cells.iter().enumerate().filter(|(column, cell)| !is_amount(*column) && !cell.is_empty());
        let words: Vec<String> = texts.map(|(_, cell)| folded(cell).trim_end_matches(':').trim().to_owned()).collect();
        let says = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        let is_two = matches!(columns.amount, AmountColumns::OutAndIn(..));
        let is_sum = money.is_some_and(|money| self.comes_to(money));
        let is_day = columns.date.and_then(|date| row.cells.get(date)).is_some_and(|cell| {
            let cell = folded(cell);
            !SUMS.contains(&cell.as_str()) && cell.contains(|c: char| c.is_ascii_digit())
        });
        match () {
            () if says(BALANCES) => Sum::Balance,
            () if says(SUMS) && (is_sum || !is_dated || !is_day || is_two) => Sum::Of,
            () if says(SUMS) => Sum::Perhaps,
            // A sum below the table that has no word.
            () if !is_dated && is_sum && words.is_empty() => Sum::Of,
            () => Sum::None,
        }
    }

    /// Adds a line.
    pub fn add(&mut self, money: &Money) {
        match self.sums.iter_mut().find(|sum| sum.currency == money.currency) {
            Some(all) => *all = all.plus(money).unwrap_or_else(|| all.clone()),
            None => self.sums.push(money.clone()),
        }
    }

    fn comes_to(&self, money: &Money) -> bool {
        self.sums.contains(money)
    }
}
