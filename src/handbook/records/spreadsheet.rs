//! Records as a table for a spreadsheet, which runs nothing of it.

use crate::handbook::money::Money;

use super::{BudgetState, HeldSitting, Records, Spending};

/// Returns the sittings and the spending as CSV that every spreadsheet opens as text and numbers: with a byte order mark,
/// lines that end with CR LF (RFC 4180 §2), and no text that a spreadsheet takes for a formula.
#[must_use]
pub fn spreadsheet(records: &Records) -> String {
    let mut out = String::from("\u{feff}");
    let heads = ["date", "session", "title", "minutes", "minutes of breaks", "came", "late", "online", "first time"];
    line(&mut out, &heads.map(CsvCell::Text));
    for held in &records.held {
        sitting(&mut out, held);
    }
    if !records.spending.is_empty() {
        out.push_str("\r\n");
        let heads = ["spent on", "amount", "currency", "budget", "left"];
        let has_budget = records.spending.iter().any(Spending::has_budget);
        line(
            &mut out,
            &heads[..if has_budget { heads.len() } else { 3 }].iter().copied().map(CsvCell::Text).collect::<Vec<_>>(),
        );
    }
    for spending in &records.spending {
        for category in &spending.by_category {
            let name = if category.name.is_empty() { "without a category" } else { &category.name };
            let mut cells = amount(name, &category.spent);
            if let Some(budget) = &category.budget {
                let left = match category.state() {
                    Some(BudgetState::Left(left)) => left.number(),
                    Some(BudgetState::Over(over)) => format!("-{}", over.number()),
                    None => String::new(),
                };
                cells.extend([budget.number(), left].map(CsvCell::Number));
            }
            line(&mut out, &cells);
        }
        line(&mut out, &amount("all", &spending.total));
        if let Some(sum) = &spending.in_kind {
            line(&mut out, &amount("in kind, not paid", sum));
        }
    }
    out
}

enum CsvCell<'a> {
    Text(&'a str),
    Number(String),
}

fn sitting(out: &mut String, held: &HeldSitting) {
    let number = |value: Option<usize>| CsvCell::Number(value.map_or(String::new(), |value| value.to_string()));
    let marks = held.marks;
    let cells = [
        CsvCell::Number(held.date.to_string()),
        CsvCell::Text(&held.session),
        CsvCell::Text(&held.title),
        CsvCell::Number(held.minutes.to_string()),
        CsvCell::Number(held.breaks.to_string()),
        number(marks.map(|marks| marks.present)),
        number(marks.map(|marks| marks.late)),
        number(marks.map(|marks| marks.online)),
        number(marks.map(|_| held.first_timers)),
    ];
    line(out, &cells);
}

fn amount<'a>(what: &'a str, sum: &'a Money) -> Vec<CsvCell<'a>> {
    vec![CsvCell::Text(what), CsvCell::Number(sum.number()), CsvCell::Text(&sum.currency.0)]
}

fn line(out: &mut String, cells: &[CsvCell<'_>]) {
    for (number, cell) in cells.iter().enumerate() {
        if number > 0 {
            out.push(',');
        }
        match cell {
            CsvCell::Number(number) => out.push_str(number),
            CsvCell::Text(text) => {
                // What begins like a formula is run by spreadsheets, and is text behind an apostrophe.
                let is_formula =
                    text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r', '\n']);
                out.push_str(if is_formula { "\"'" } else { "\"" });
                out.push_str(&text.replace('"', "\"\""));
                out.push('"');
            }
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_every_number_is_a_number() {
        let mut out = String::new();
        let texts = ["=1+1", " =1", "+1", "-1", "@a", "\tb", "a \"b\", c", ""].map(CsvCell::Text);
        line(&mut out, &texts);
        line(&mut out, &[CsvCell::Number("-12.50".into())]);
        assert_eq!(out, "\"'=1+1\",\"' =1\",\"'+1\",\"'-1\",\"'@a\",\"'\tb\",\"a \"\"b\"\", c\",\"\"\r\n-12.50\r\n");
    }
}
