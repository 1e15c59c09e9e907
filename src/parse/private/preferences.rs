//! `private/kit.yml`: what facilitators chose for their kit.

use crate::diagnostic::Diagnostic;
use crate::handbook::Money;
use crate::handbook::money::Currency;
use crate::handbook::private::{KitPreferences, PaperSize, mail_address};
use crate::handbook::records::{is_category, is_in_kind};
use crate::parse::fields::{FieldReader, Fields, IsBroken};
use crate::parse::front_matter::fields_of_file;
use crate::parse::yaml::{KeyValue, Tree};
use crate::parse::{Parsed, PrivateFile};
use crate::source::{Source, Span};

use super::amounts::{self, AmountProblem, WrittenAmount};

/// Reads the file.
pub(super) fn preferences(source: &Source) -> Parsed {
    let reader = FieldReader::new(source);
    let (pairs, broken) = fields_of_file(source, &reader, "list: circle@lists.example.org");
    let broken = if broken { IsBroken::Yes } else { IsBroken::No };
    let mut fields = Fields::new(&reader, &pairs, "kit", Span::whole(&source.path), broken);
    let usual = KitPreferences::default();
    let currency = currency(&mut fields).unwrap_or_default();
    let chosen = KitPreferences {
        list: address(&mut fields, "list"),
        bcc: fields.take("bcc").and_then(|node| reader.yes_no(node, "bcc")).unwrap_or(usual.bcc),
        tasks_at: fields.clock("tasks_at").unwrap_or(usual.tasks_at),
        paper: fields.choice("paper", &[("a4", PaperSize::A4), ("letter", PaperSize::Letter)]),
        plain_tags: fields.choice("tags", &[("labels", false), ("plain", true)]).unwrap_or(usual.plain_tags),
        apart: apart(&mut fields),
        budget: budget(&mut fields, &currency),
        present_from: fields.minutes("present_from").map_or(usual.present_from, |minutes| minutes.value),
        currency,
    };
    fields.finish();
    let private = vec![PrivateFile::Preferences(chosen)];
    Parsed { private, diagnostics: reader.finish(), ..Parsed::default() }
}

/// Reads a currency: its code, or its sign.
fn currency(fields: &mut Fields<'_>) -> Option<Currency> {
    let node = fields.take("currency")?;
    let written = node.scalar().and_then(|scalar| amounts::currency(&scalar.text));
    let currency = written.filter(|currency| currency.is_code() || currency.0.chars().any(|c| !c.is_alphanumeric()));
    if currency.is_none() {
        fields.reader.wrong(node, "currency", "the code of a currency", "currency: CAD");
    }
    currency
}

/// Reads an amount for each category: `{materials: 200, food: 400}`, or a list of such.
fn budget(fields: &mut Fields<'_>, currency: &Currency) -> Vec<(String, Money)> {
    const EXAMPLE: &str = "budget: {materials: 200, food: 400}";
    let Some(node) = fields.take("budget") else { return Vec::new() };
    let reader = fields.reader;
    let items = match &node.tree {
        Tree::List(items) => items.as_slice(),
        Tree::Scalar(_) | Tree::Map(_) => std::slice::from_ref(node),
    };
    let mut pairs: Vec<&KeyValue> = Vec::new();
    for item in items {
        match &item.tree {
            Tree::Map(of_item) => pairs.extend(of_item),
            Tree::Scalar(_) | Tree::List(_) => reader.wrong(item, "budget", "categories, each with an amount", EXAMPLE),
        }
    }
    let written = |pair: &KeyValue| {
        let amount = WrittenAmount::of(&pair.value.scalar()?.text)?.usually(currency);
        (!amount.is_negative && amount.is_credit.is_none()).then_some(amount)
    };
    let all: Vec<WrittenAmount> = pairs.iter().filter_map(|pair| written(pair)).collect();
    let mut budget: Vec<(String, Money)> = Vec::new();
    for pair in pairs {
        let place = reader.span(pair.name_range.clone());
        let category = pair.name.trim();
        let amount = written(pair).ok_or(AmountProblem::NoAmount).and_then(|written| written.read(&all));
        let problem = match amount {
            _ if is_in_kind(category) => Err("What is given and not paid has no budget."),
            _ if budget.iter().any(|(other, _)| is_category(other, category)) => Err("This category has two budgets."),
            Ok(amount) => Ok(amount),
            Err(AmountProblem::NoAmount) => Err("This is no amount of money."),
            Err(AmountProblem::TooManyDigits) => {
                Err("This amount has more digits behind its mark than its currency has.")
            }
            Err(AmountProblem::TwoReadings) => {
                Err("This amount has two readings: its mark may stand before cents or between thousands.")
            }
        };
        match problem {
            Ok(amount) => budget.push((category.to_owned(), amount)),
            Err(what) => reader.report(
                Diagnostic::error("wrong-type", place, what).help(format!("Write one amount a category: `{EXAMPLE}`.")),
            ),
        }
    }
    budget
}

/// Reads an address that a mail can be sent to.
fn address(fields: &mut Fields<'_>, name: &'static str) -> Option<String> {
    let node = fields.take(name)?;
    let address = node.scalar().and_then(|scalar| mail_address(&scalar.text));
    if address.is_none() {
        fields.reader.wrong(node, name, "one e-mail address", "list: circle@lists.example.org");
    }
    address.map(str::to_owned)
}

/// Reads pairs of names: `apart: [[Ana, Bo], [Cy, Di]]`, or one pair by itself.
fn apart(fields: &mut Fields<'_>) -> Vec<[String; 2]> {
    let name = "apart";
    let Some(node) = fields.take(name) else { return Vec::new() };
    let items = match &node.tree {
        Tree::List(items) if items.iter().all(|item| matches!(item.tree, Tree::List(_))) => items.as_slice(),
        Tree::List(_) | Tree::Scalar(_) | Tree::Map(_) => std::slice::from_ref(node),
    };
    let mut pairs = Vec::new();
    for item in items {
        match <[String; 2]>::try_from(fields.reader.texts(item, name, &[])) {
            Ok(pair) => pairs.push(pair),
            Err(_) => fields.reader.wrong(item, name, "two names", "apart: [[Ana Berg, Bo Lind]]"),
        }
    }
    pairs
}
