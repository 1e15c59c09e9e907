//! What was spent, by currency.

use std::collections::BTreeMap;

use crate::handbook::Handbook;
use crate::handbook::money::{Currency, Money};

use super::Period;

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

/// Returns what was spent, currency by currency, and how many lines are too large to be added.
pub(super) fn spending(handbook: &Handbook, period: Period) -> (Vec<Spending>, usize) {
    let expenses = || handbook.private.expenses.iter().filter(|expense| period.holds(expense.date));
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
    (spent.collect(), too_large)
}
