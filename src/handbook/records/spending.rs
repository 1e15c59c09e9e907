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
    /// How many lines of tables it is of.
    pub lines: usize,
    pub total: Money,
    /// By category, in the order of their names; "" for what has none.
    pub by_category: Vec<CategorySpending>,
    /// By the session that it was for, as the list names it; "" for what has none.
    pub by_session: Vec<(String, Money)>,
    /// What was given and not paid; no part of the total.
    pub in_kind: Option<Money>,
    /// How many lines have no receipt.
    pub without_receipt: usize,
}

/// What was spent in one category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategorySpending {
    pub name: String,
    pub spent: Money,
    /// The money that there is for it, where somebody said how much.
    pub budget: Option<Money>,
}

/// What became of a budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BudgetState {
    Left(Money),
    /// More was spent, by so much.
    Over(Money),
}

impl CategorySpending {
    /// Returns what is left of its budget; `None` where it has none, or what is left is past what can be counted.
    #[must_use]
    pub fn state(&self) -> Option<BudgetState> {
        let budget = self.budget.as_ref()?;
        let minor = budget.minor.checked_sub(self.spent.minor)?;
        let money = |minor| Money { minor, currency: budget.currency.clone() };
        Some(if minor < 0 { BudgetState::Over(money(minor.checked_neg()?)) } else { BudgetState::Left(money(minor)) })
    }
}

impl Spending {
    /// Returns whether any of its categories has a budget.
    #[must_use]
    pub fn has_budget(&self) -> bool {
        self.by_category.iter().any(|category| category.budget.is_some())
    }
}

/// Returns whether a category is that of what was given and not paid.
#[must_use]
pub fn is_in_kind(category: &str) -> bool {
    IN_KIND.contains(&category.trim().to_lowercase().as_str())
}

/// Returns whether two names are those of one category: small letters and capitals aside.
#[must_use]
pub fn is_category(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
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
    let budget = comparable_budget(&handbook.private.preferences.budget, &currencies);
    open.budgets_without_currency = handbook.private.preferences.budget.len() - budget.len();
    currencies.extend(budget.iter().map(|(_, amount)| &amount.currency));
    currencies.sort_unstable();
    currencies.dedup();
    let mut too_large = 0;
    let spent = currencies.into_iter().map(|currency| {
        let nothing = Money { minor: 0, currency: currency.clone() };
        let mut spent = Spending {
            lines: 0,
            total: nothing.clone(),
            by_category: Vec::new(),
            by_session: Vec::new(),
            in_kind: None,
            without_receipt: 0,
        };
        let budget = || budget.iter().filter(|(_, amount)| amount.currency == *currency);
        let mut categories: BTreeMap<String, Money> =
            budget().map(|(category, _)| (category.clone(), nothing.clone())).collect();
        let mut sessions = BTreeMap::new();
        for expense in expenses().filter(|expense| expense.amount.currency == *currency) {
            let mut add = |sum: &mut Money| match sum.plus(&expense.amount) {
                Some(more) => *sum = more,
                None => too_large += 1,
            };
            spent.lines += 1;
            let category = expense.category.as_deref().unwrap_or_default().trim();
            if is_in_kind(category) {
                add(spent.in_kind.get_or_insert_with(|| nothing.clone()));
                continue;
            }
            add(&mut spent.total);
            let category = budget().find(|(name, _)| is_category(name, category)).map_or(category, |(name, _)| name);
            add(categories.entry(category.to_owned()).or_insert_with(|| nothing.clone()));
            let session = expense.session.as_ref().map_or("", |session| &session.value);
            add(sessions.entry(session.to_owned()).or_insert_with(|| nothing.clone()));
            spent.without_receipt += usize::from(expense.receipt.is_none());
        }
        let of_category = |(name, spent): (String, Money)| {
            let budget = budget().find(|(category, _)| *category == name).map(|(_, amount)| amount.clone());
            CategorySpending { name, spent, budget }
        };
        spent.by_category = categories.into_iter().map(of_category).collect();
        spent.by_session = sessions.into_iter().collect();
        spent
    });
    let spent = spent.collect();
    open.too_large = too_large;
    spent
}

/// Returns the part of a budget that can stand beside what was spent in `currencies`. Where one of the two has no currency
/// and the other has, nobody knows whether they are in the same one.
fn comparable_budget<'a>(budget: &'a [(String, Money)], currencies: &[&Currency]) -> Vec<&'a (String, Money)> {
    let is_unknown = |currency: &Currency| currency.0.is_empty();
    let is_comparable = |currency: &Currency| match currency {
        known if currencies.contains(&known) => true,
        unknown if is_unknown(unknown) => currencies.is_empty(),
        _ => !currencies.iter().any(|other| is_unknown(other)),
    };
    budget.iter().filter(|(_, amount)| is_comparable(&amount.currency)).collect()
}
