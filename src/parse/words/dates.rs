//! The patterns of dates and clock times in the languages that have no string table: a line a language, from CLDR.
//!
//! `tests/dates/` writes the lines and proves what the program makes of them.

use rustc_hash::FxHashMap;

const LINES: &str = include_str!("dates.txt");

/// The fields of a line, behind its language: the keys of the string table that they stand for. A list becomes one key
/// for each of its items (`month_1`, `am`).
const FIELDS: [&str; 21] = [
    "clock_hours",
    "digits",
    "month",
    "month_alone",
    "month_short",
    "weekday",
    "weekday_alone",
    "weekday_short",
    "am;pm",
    "date_long",
    "date_plain",
    "date_of_year",
    "date_short",
    "day_of_year",
    "day_of_month",
    "month_of_year",
    "clock_12",
    "clock_12_range_same_half",
    "clock_12_range",
    "clock_24",
    "clock_24_range",
];

/// Returns the words of dates and clock times in `language` (BCP 47); none where nothing is known of it.
pub fn dates(language: &str) -> FxHashMap<String, String> {
    let mut words = FxHashMap::default();
    let Some(fields) = fields(language) else { return words };
    for (key, field) in FIELDS.iter().zip(fields).filter(|(_, field)| !field.is_empty()) {
        match *key {
            "am;pm" => {
                let halves = field.split(';').map(str::to_owned);
                words.extend(["am", "pm"].map(str::to_owned).into_iter().zip(halves));
            }
            _ if field.contains(';') => {
                let named = |(number, name): (usize, &str)| (format!("{key}_{}", number + 1), name.to_owned());
                words.extend(field.split(';').enumerate().map(named));
            }
            _ => {
                words.insert((*key).to_owned(), field.to_owned());
            }
        }
    }
    words
}

/// Returns `12` or `24`, as readers of `language` write their clock times.
pub fn clock_hours(language: &str) -> &'static str {
    fields(language).and_then(|fields| fields.first().copied()).unwrap_or("24")
}

/// Returns the fields of the longest beginning of `language` that has a line.
fn fields(language: &str) -> Option<Vec<&'static str>> {
    let tag = language.to_lowercase().replace('_', "-");
    let shorter = || tag.rsplit_once('-').and_then(|(shorter, _)| fields(shorter));
    let line = LINES.lines().find_map(|line| line.strip_prefix(tag.as_str())?.strip_prefix('|'));
    let Some(line) = line else { return shorter() };
    let above = if line.contains("|=") || line.starts_with('=') { shorter().unwrap_or_default() } else { Vec::new() };
    let own = |(at, field)| if field == "=" { above.get(at).copied().unwrap_or_default() } else { field };
    Some(line.split('|').enumerate().map(own).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_says_all_that_is_asked_for() {
        for line in LINES.lines().filter(|line| !line.starts_with('#')) {
            let (tag, _) = line.split_once('|').expect("a language");
            let words = dates(tag);
            for key in FIELDS.iter().filter(|key| key.starts_with("date_") || key.starts_with("clock_")) {
                assert!(words.contains_key(*key), "{tag} has no {key}");
            }
            for text in words.values() {
                for (place, _) in text.split('{').skip(1).filter_map(|rest| rest.split_once('}')) {
                    let names =
                        ["weekday", "month"].iter().any(|name| place.starts_with(name) && !place.contains("number"));
                    let first = format!("{place}_1");
                    assert!(!names || place == "month_2" || words.contains_key(&first), "{tag} has no {first}");
                }
            }
        }
    }

    #[test]
    fn a_region_differs_from_its_language_where_it_has_a_line() {
        assert_eq!(dates("fr-CA")["clock_24"], "{hour_2} h {minute}");
        assert_eq!(dates("fr-CA")["month_8"], dates("fr")["month_8"]);
        assert_eq!(dates("fr_LU"), dates("fr"));
        assert_eq!(dates("zh-Hant-TW"), dates("zh-TW"));
        assert!(dates("tlh").is_empty());
        assert_eq!(clock_hours("tlh"), "24");
    }
}
