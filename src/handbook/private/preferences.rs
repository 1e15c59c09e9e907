//! `private/kit.yml`: what facilitators chose for their kit.

use jiff::civil::{Time, time};
use jiff::tz::TimeZone;

use crate::handbook::money::{Currency, Money};

/// The choices; what is not written has its usual value.
#[derive(Debug, Clone)]
pub struct KitPreferences {
    /// The address of the list that reaches everybody.
    pub list: Option<String>,
    /// Whether drafts of mail hold the members' addresses, as blind copies.
    pub bcc: bool,
    /// The clock time of tasks that have none of their own.
    pub tasks_at: Time,
    /// `None`: [the usual paper](PaperSize::usual_in) where the community is.
    pub paper: Option<PaperSize>,
    /// Whether name tags are printed on plain paper and cut, not on sheets of labels.
    pub plain_tags: bool,
    /// Names of two who are no pair.
    pub apart: Vec<[String; 2]>,
    /// The minutes in the meeting from which on a report's participant was there.
    pub present_from: u32,
    /// The currency of amounts that are written without one; empty where that is not known.
    pub currency: Currency,
    /// The money that there is for each category of expenses.
    pub budget: Vec<(String, Money)>,
}

impl Default for KitPreferences {
    fn default() -> Self {
        KitPreferences {
            list: None,
            bcc: true,
            tasks_at: time(9, 0, 0, 0),
            paper: None,
            plain_tags: false,
            apart: Vec::new(),
            present_from: 10,
            currency: Currency::default(),
            budget: Vec::new(),
        }
    }
}

/// The size of a sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperSize {
    A4,
    Letter,
}

/// The zones in America of countries where printers hold A4 (Unicode CLDR, `paperSize`).
const A4_IN_AMERICA: &[&str] = &[
    "Araguaina",
    "Argentina",
    "Asuncion",
    "Bahia",
    "Belem",
    "Boa_Vista",
    "Buenos_Aires",
    "Campo_Grande",
    "Cayenne",
    "Cuiaba",
    "Fortaleza",
    "Guayaquil",
    "La_Paz",
    "Lima",
    "Maceio",
    "Manaus",
    "Montevideo",
    "Noronha",
    "Paramaribo",
    "Porto_Velho",
    "Recife",
    "Rio_Branco",
    "Santarem",
    "Sao_Paulo",
];

impl PaperSize {
    /// Returns the paper that is usual in the country of a zone.
    #[must_use]
    pub fn usual_in(zone: &TimeZone) -> PaperSize {
        let name = zone.iana_name().unwrap_or_default();
        let is_letter = match name.split_once('/') {
            Some(("America", place)) => !A4_IN_AMERICA.contains(&place.split('/').next().unwrap_or_default()),
            Some(("US" | "Canada", _)) => true,
            _ => matches!(name, "Pacific/Honolulu" | "Asia/Manila"),
        };
        if is_letter { PaperSize::Letter } else { PaperSize::A4 }
    }
}

#[cfg(test)]
mod tests {
    use super::PaperSize::{A4, Letter};
    use super::*;

    #[test]
    fn paper_is_that_of_the_country() {
        let zones = [
            "America/Halifax",
            "America/Indiana/Knox",
            "America/Argentina/Salta",
            "America/Lima",
            "Europe/Oslo",
            "Asia/Manila",
        ];
        let usual = zones.map(|zone| PaperSize::usual_in(&TimeZone::get(zone).expect("a zone")));
        assert_eq!(usual, [Letter, Letter, A4, A4, A4, Letter]);
        assert_eq!(PaperSize::usual_in(&TimeZone::UTC), A4);
    }
}
