//! The records of a year as a page for the funder, without names; who came when, with them; and a certificate for each
//! member.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::handbook::Words;
use crate::handbook::community::Funder;
use crate::handbook::date_words;
use crate::handbook::money::Money;
use crate::handbook::records::{
    BudgetState, HeldSitting, Lack, OpenNeed, OpenQuestions, PersonRecord, Records, hours, open_needs,
};
use crate::render::{Output, Renderer};
use crate::source::FilePath;

#[derive(Serialize)]
struct ReportView<'a> {
    funder: Option<&'a str>,
    needs: Option<String>,
    /// What of that the records do not have.
    open_needs: Vec<String>,
    held: Vec<HeldView<'a>>,
    /// Sittings without a record.
    missing: usize,
    hours: String,
    attendances: usize,
    people: usize,
    came_back: usize,
    contact_hours: String,
    contact_hours_with_breaks: String,
    spending: Vec<SpendingView>,
    /// What somebody has to look at, and how many there are.
    open: Vec<OpenView>,
}

#[derive(Serialize)]
struct OpenView {
    what: String,
    number: usize,
}

#[derive(Serialize)]
struct HeldView<'a> {
    title: &'a str,
    date: String,
    length: String,
    /// `None` where no list has it.
    came: Option<usize>,
    late: usize,
    online: usize,
    first_timers: usize,
    /// The share of the largest number of people, in percent, for its bar.
    percent: usize,
}

#[derive(Serialize)]
struct SpendingView {
    total: String,
    lines: Vec<CategoryView>,
    /// Whether any line has a budget.
    has_budget: bool,
    in_kind: Option<String>,
    without_receipt: usize,
}

#[derive(Serialize)]
struct CategoryView {
    /// "" for none.
    name: String,
    spent: String,
    budget: Option<String>,
    /// What is left of the budget, or how much more was spent, in words.
    state: Option<String>,
}

#[derive(Serialize)]
struct CertificatesView<'a> {
    community: &'a str,
    organization: Option<&'a str>,
    certificates: Vec<CertificateView<'a>>,
    today: String,
}

#[derive(Serialize)]
struct CertificateView<'a> {
    name: &'a str,
    hours: String,
    sittings: Vec<AttendedView<'a>>,
}

#[derive(Serialize)]
struct AttendedView<'a> {
    title: &'a str,
    date: String,
    length: String,
}

/// Makes the report.
///
/// # Errors
///
/// When its template fails.
pub(super) fn report(renderer: &Renderer, records: &Records) -> Result<Output, Vec<Diagnostic>> {
    let (words, book) = (renderer.words(), renderer.public().book());
    let most = records.held.iter().filter_map(|held| held.marks).map(|marks| marks.present).max().unwrap_or(0).max(1);
    let (without, with) = records.contact_minutes();
    let funder = book.community.funder.as_ref();
    let view = ReportView {
        funder: funder.map(|funder| funder.name.as_str()),
        needs: funder
            .filter(|funder| !funder.needs.is_empty())
            .map(|funder| funder.needs.join(words.get("list_comma"))),
        open_needs: funder.map(|funder| needs(funder, records, words)).unwrap_or_default(),
        open: open(records, words),
        held: records
            .held
            .iter()
            .map(|held| {
                let marks = held.marks.unwrap_or_default();
                HeldView {
                    title: &held.title,
                    date: date_words::date(held.date, words),
                    length: date_words::duration(held.minutes, words),
                    came: held.marks.map(|marks| marks.present),
                    late: marks.late,
                    online: marks.online,
                    first_timers: held.first_timers,
                    percent: marks.present * 100 / most,
                }
            })
            .collect(),
        missing: records.without_a_list(),
        hours: hours(records.minutes()),
        attendances: records.attendances(),
        people: records.people.len(),
        came_back: records.came_back(),
        contact_hours: hours(without),
        contact_hours_with_breaks: hours(with),
        spending: records
            .spending
            .iter()
            .map(|spending| SpendingView {
                total: spending.total.to_string(),
                lines: spending
                    .by_category
                    .iter()
                    .map(|category| CategoryView {
                        name: category.name.clone(),
                        spent: category.spent.number(),
                        budget: category.budget.as_ref().map(Money::number),
                        state: category.state().map(|state| match state {
                            BudgetState::Left(left) => words.fill("kit_left", &[("amount", &left.number())]),
                            BudgetState::Over(over) => words.fill("kit_over", &[("amount", &over.number())]),
                        }),
                    })
                    .collect(),
                has_budget: spending.has_budget(),
                in_kind: spending.in_kind.as_ref().map(Money::to_string),
                without_receipt: spending.without_receipt,
            })
            .collect(),
    };
    renderer.other_page("records.html", "kit-records.html", words.get("kit_records"), &view)
}

/// Returns what the funder asks for and the records do not have.
fn needs(funder: &Funder, records: &Records, words: &Words) -> Vec<String> {
    let of_need = |need: OpenNeed<'_>| {
        let what = match need.lack {
            Lack::Lists { without, held } => {
                words.fill("kit_need_lists", &[("count", &without.to_string()), ("held", &held.to_string())])
            }
            Lack::Expenses => words.get("kit_need_expenses").to_owned(),
            Lack::Receipts(lines) => words.fill("kit_need_receipts", &[("count", &lines.to_string())]),
            Lack::Budget => words.get("kit_need_budget").to_owned(),
            Lack::NotKnown => words.get("kit_need_not_known").to_owned(),
        };
        words.fill("kit_need", &[("need", need.written), ("what", &what)])
    };
    open_needs(funder, records).into_iter().map(of_need).collect()
}

/// Returns what somebody has to look at: how many lines, and never whose.
fn open(records: &Records, words: &Words) -> Vec<OpenView> {
    // Taken apart, so that the compiler asks for the words of a new one.
    let OpenQuestions {
        which_sitting,
        unknown,
        read_as,
        too_short,
        reports,
        elsewhere,
        not_in_roster,
        too_large,
        budgets_without_currency,
        came_in,
        moved,
        came_back,
    } = &records.open;
    let sum = |lines: &BTreeMap<FilePath, usize>| lines.values().sum();
    let minutes = words.count("minutes", records.present_from);
    let all = [
        (words.get("kit_open_sessions").to_owned(), which_sitting.len()),
        (words.get("kit_open_unknown").to_owned(), unknown.len()),
        (words.get("kit_open_read_as").to_owned(), read_as.len()),
        (words.fill("kit_open_too_short", &[("minutes", &minutes)]), too_short.len()),
        (words.get("kit_open_reports").to_owned(), reports.len()),
        (words.get("kit_open_elsewhere").to_owned(), sum(elsewhere)),
        (words.get("kit_open_not_in_roster").to_owned(), *not_in_roster),
        (words.get("kit_open_too_large").to_owned(), *too_large),
        (words.get("kit_open_budgets").to_owned(), *budgets_without_currency),
        (words.get("kit_open_came_in").to_owned(), sum(came_in)),
        (words.get("kit_open_moved").to_owned(), sum(moved)),
        (words.get("kit_open_came_back").to_owned(), sum(came_back)),
    ];
    all.into_iter().filter(|(_, number)| *number > 0).map(|(what, number)| OpenView { what, number }).collect()
}

/// Makes the certificates: for each member of the roster the sittings and the hours, breaks not counted.
///
/// # Errors
///
/// When the template fails.
pub(super) fn certificates(renderer: &Renderer, records: &Records, today: Date) -> Result<Output, Vec<Diagnostic>> {
    let (words, book) = (renderer.words(), renderer.public().book());
    let counted = |held: &HeldSitting| held.minutes.saturating_sub(held.breaks);
    let certificate = |person| {
        let PersonRecord { name, is_member: _, sittings }: &PersonRecord = person;
        let sittings: Vec<&HeldSitting> = sittings.iter().map(|place| &records.held[*place]).collect();
        CertificateView {
            name,
            hours: hours(sittings.iter().map(|held| u64::from(counted(held))).sum()),
            sittings: sittings
                .into_iter()
                .map(|held| AttendedView {
                    title: &held.title,
                    date: date_words::date(held.date, words),
                    length: date_words::duration(counted(held), words),
                })
                .collect(),
        }
    };
    let view = CertificatesView {
        community: &book.community.name,
        organization: book.community.organization.as_deref(),
        certificates: records.people.iter().filter(|person| person.is_member).map(certificate).collect(),
        today: date_words::long_date(today, words),
    };
    renderer.other_page("certificates.html", "kit-certificates.html", words.get("kit_certificates"), &view)
}
