//! The records of a year as a page for the funder, without names; who came when, with them; and a certificate for each
//! member.

use jiff::civil::Date;
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::handbook::date_words;
use crate::handbook::money::Money;
use crate::handbook::records::{HeldSitting, PersonRecord, Records, hours};
use crate::render::{Output, Renderer};

#[derive(Serialize)]
struct ReportView<'a> {
    funder: Option<&'a str>,
    needs: Option<String>,
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
    /// Category, "" for none, and amount.
    lines: Vec<AmountView>,
    in_kind: Option<String>,
    without_receipt: usize,
}

#[derive(Serialize)]
struct AmountView {
    name: String,
    amount: String,
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
                    .map(|(name, sum)| AmountView { name: name.clone(), amount: sum.number() })
                    .collect(),
                in_kind: spending.in_kind.as_ref().map(Money::to_string),
                without_receipt: spending.without_receipt,
            })
            .collect(),
    };
    renderer.other_page("records.html", "kit-records.html", words.get("kit_records"), &view)
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
