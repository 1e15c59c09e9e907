//! What was spent, by currency.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use crate::handbook::Handbook;
use crate::handbook::money::{Currency, Money};
use crate::handbook::private::{Expense, MoneyFlow};
use crate::source::FilePath;

use super::{DatedSitting, OpenQuestions, Period};

/// The categories of what was given and not paid.
const IN_KIND: &[&str] = &["in-kind", "in kind", "inkind"];

/// What was spent in one currency.
#[derive(Debug, Clone)]
pub struct Spending {
    pub total: Money,
    /// By category, in the order of their names; "" for what has none.
    pub by_category: Vec<(String, Money)>,
    /// By the session that it was for, as the list names it; "" for what has none.
    pub by_session: Vec<(String, Money)>,
    /// What was given and not paid; no part of the total.
    pub in_kind: Option<Money>,
    /// How many lines have no receipt.
    pub without_receipt: usize,
}

/// Returns the lines of tables of expenses with their days. Where a table can be read in several orders, the days on which
/// the group met decide; `Err` holds a line of each table for which they do not.
#[must_use]
pub fn dated_expenses<'a>(
    handbook: &'a Handbook,
    all: &[DatedSitting<'_>],
) -> (Vec<(Date, &'a Expense)>, Vec<&'a Expense>) {
    let met: FxHashSet<Date> = all.iter().map(DatedSitting::date).collect();
    let (mut dated, mut unclear) = (Vec::new(), Vec::new());
    let mut orders: BTreeMap<&FilePath, Option<usize>> = BTreeMap::new();
    for expense in &handbook.private.expenses {
        let of_file = || handbook.private.expenses.iter().filter(|other| other.file == expense.file);
        match expense.days.as_slice() {
            [day] => dated.push((*day, expense)),
            days => {
                let is_first = !orders.contains_key(&expense.file);
                let order = *orders.entry(&expense.file).or_insert_with(|| order_of(of_file(), &met));
                match order.and_then(|order| days.get(order)) {
                    Some(day) => dated.push((*day, expense)),
                    None if is_first => unclear.push(expense),
                    None => {}
                }
            }
        }
    }
    (dated, unclear)
}

/// Returns the one order in which days of a table are days on which the group met: several of them, or at least half.
fn order_of<'a>(expenses: impl Iterator<Item = &'a Expense>, met: &FxHashSet<Date>) -> Option<usize> {
    let unclear: FxHashSet<&[Date]> =
        expenses.map(|expense| expense.days.as_slice()).filter(|days| days.len() > 1).collect();
    let orders = unclear.iter().map(|days| days.len()).min()?;
    let hits = |order: usize| unclear.iter().filter(|days| met.contains(&days[order])).count();
    let mut found = (0..orders).map(|order| (order, hits(order))).filter(|(_, hits)| *hits > 0);
    match (found.next(), found.next()) {
        (Some((order, hits)), None) if hits > 1 || hits * 2 >= unclear.len() => Some(order),
        _ => None,
    }
}

/// Returns what was spent, currency by currency, and adds to `open` what was not counted, or counted as given back.
pub(super) fn spending(
    handbook: &Handbook,
    all: &[DatedSitting<'_>],
    period: Period,
    open: &mut OpenQuestions,
) -> Vec<Spending> {
    let (dated, _) = dated_expenses(handbook, all);
    let within = || dated.iter().filter(|(day, _)| period.holds(*day)).map(|(_, expense)| *expense);
    for expense in within() {
        let list = match expense.flow {
            MoneyFlow::CameIn => &mut open.came_in,
            MoneyFlow::Moved => &mut open.moved,
            MoneyFlow::Spent if expense.amount.minor < 0 => &mut open.came_back,
            MoneyFlow::Spent => continue,
        };
        *list.entry(expense.file.clone()).or_default() += 1;
    }
    let expenses = || within().filter(|expense| expense.flow == MoneyFlow::Spent);
    let mut currencies: Vec<&Currency> = expenses().map(|expense| &expense.amount.currency).collect();
    currencies.sort_unstable();
    currencies.dedup();
    let mut too_large = 0;
    let spent = currencies.into_iter().map(|currency| {
        let nothing = Money { minor: 0, currency: currency.clone() };
        let mut spent = Spending {
            total: nothing.clone(),
            by_category: Vec::new(),
            by_session: Vec::new(),
            in_kind: None,
            without_receipt: 0,
        };
        let (mut categories, mut sessions) = (BTreeMap::new(), BTreeMap::new());
        for expense in expenses().filter(|expense| expense.amount.currency == *currency) {
            let mut add = |sum: &mut Money| match sum.plus(&expense.amount) {
                Some(more) => *sum = more,
                None => too_large += 1,
            };
            let category = expense.category.as_deref().unwrap_or_default().trim();
            if IN_KIND.contains(&category.to_lowercase().as_str()) {
                add(spent.in_kind.get_or_insert_with(|| nothing.clone()));
                continue;
            }
            add(&mut spent.total);
            add(categories.entry(category.to_owned()).or_insert_with(|| nothing.clone()));
            let session = expense.session.as_ref().map_or("", |session| &session.value);
            add(sessions.entry(session.to_owned()).or_insert_with(|| nothing.clone()));
            spent.without_receipt += usize::from(expense.receipt.is_none());
        }
        spent.by_category = categories.into_iter().collect();
        spent.by_session = sessions.into_iter().collect();
        spent
    });
    let spent = spent.collect();
    open.too_large = too_large;
    spent
}
