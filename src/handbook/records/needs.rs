//! What the funder asks for, and whether the records have it.

use crate::handbook::community::Funder;

use super::Records;

/// Something that the funder asks for, as it is written, and why it is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenNeed<'a> {
    pub written: &'a str,
    pub lack: Lack,
}

/// What the records do not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Lists of who came, of so many of the sittings that were held.
    Lists {
        without: usize,
        held: usize,
    },
    Expenses,
    /// Receipts, of so many lines of expenses.
    Receipts(usize),
    Budget,
    /// It is none of these, so nobody can tell from the records.
    NotKnown,
}

/// The parts of the records that a need can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RecordsPart {
    Lists,
    Expenses,
    Receipts,
    Budget,
}

/// Words that name one part of the records and nothing else.
#[rustfmt::skip]
const WORDS: [(RecordsPart, &[&str]); 4] = [
    (RecordsPart::Lists, &[
        "attendance", "attendances", "attendance numbers", "attendance list", "attendance lists", "attendance record",
        "attendance records", "attendance sheet", "attendance sheets", "sign in sheet", "sign in sheets", "who came",
        "people", "people reached", "participants", "participant numbers", "headcount", "head count", "hours",
        "contact hours", "training hours", "attendance hours", "hours of attendance",
    ]),
    (RecordsPart::Expenses, &[
        "expense", "expenses", "expense report", "spending", "money spent", "costs", "expenditure", "expenditures",
    ]),
    (RecordsPart::Receipts, &["receipt", "receipts", "invoices", "vouchers"]),
    (RecordsPart::Budget, &["budget", "budget report", "budget against actual", "budget versus actual"]),
];

/// Returns what the funder asks for and the records do not have, in the order in which it is written.
#[must_use]
pub fn open_needs<'a>(funder: &'a Funder, records: &Records) -> Vec<OpenNeed<'a>> {
    let of_need = |written: &'a str| {
        let mut lacks: Vec<Lack> = match parts(written) {
            Some(parts) => parts.into_iter().filter_map(|part| lack(part, records)).collect(),
            None => vec![Lack::NotKnown],
        };
        lacks.dedup();
        lacks.into_iter().map(move |lack| OpenNeed { written, lack })
    };
    funder.needs.iter().flat_map(|need| of_need(need)).collect()
}

/// Returns what a need is about; `None` where any word of it is not clear.
fn parts(need: &str) -> Option<Vec<RecordsPart>> {
    let need = need.to_lowercase().replace(['-', '_'], " ").replace([',', ';', '&', '+', '/'], " and ");
    let need = need.split_whitespace().collect::<Vec<_>>().join(" ").replace(" with ", " and ");
    let mut found = Vec::new();
    for piece in need.split(" and ") {
        let starts = ["number of ", "numbers of ", "list of ", "lists of ", "total "];
        let piece = starts.iter().find_map(|start| piece.strip_prefix(start)).unwrap_or(piece);
        let (part, _) = WORDS.iter().find(|(_, words)| words.contains(&piece))?;
        if !found.contains(part) {
            found.push(*part);
        }
    }
    Some(found)
}

fn lack(part: RecordsPart, records: &Records) -> Option<Lack> {
    let (without, held) = (records.without_a_list(), records.held.len());
    let has_expenses = records.spending.iter().any(|spending| spending.lines > 0);
    let without_receipt: usize = records.spending.iter().map(|spending| spending.without_receipt).sum();
    let has_budget =
        records.open.budgets_without_currency > 0 || records.spending.iter().any(super::Spending::has_budget);
    match part {
        RecordsPart::Lists => (without > 0).then_some(Lack::Lists { without, held }),
        RecordsPart::Expenses | RecordsPart::Receipts if !has_expenses => Some(Lack::Expenses),
        RecordsPart::Expenses => None,
        RecordsPart::Receipts => (without_receipt > 0).then_some(Lack::Receipts(without_receipt)),
        RecordsPart::Budget => (!has_budget).then_some(Lack::Budget),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_is_about_what_it_says_or_about_nothing_that_is_known() {
        use RecordsPart::{Budget, Expenses, Lists, Receipts};
        for (need, expected) in [
            ("attendance", Some(vec![Lists])),
            ("Sign-in sheets", Some(vec![Lists])),
            ("Number of participants, contact hours", Some(vec![Lists])),
            ("Attendance & expenses with receipts", Some(vec![Lists, Expenses, Receipts])),
            ("budget/expenditure", Some(vec![Budget, Expenses])),
            ("attendance and outcomes", None),
            ("names of participants", None),
            ("evaluation", None),
            ("", None),
        ] {
            assert_eq!(parts(need), expected, "{need}");
        }
    }
}
