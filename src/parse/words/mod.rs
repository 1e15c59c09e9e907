//! The string tables inside the binary, one a language, and the community's own words in their places.

mod dates;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::handbook::Words;
use crate::handbook::community::HouseWords;

/// Every table, English first. Another language is one more line here and one more file beside `en.yml`.
const TABLES: &[(&str, &str)] = &[("en", include_str!("../../../themes/words/en.yml"))];

/// Returns the table for `language` (BCP 47), or the English one with the clock of that language, and whether it is the
/// language that was asked for.
///
/// `en-CA` is served by `en`: a table speaks for all regions of its language.
#[must_use]
pub fn words(language: &str) -> (Words, bool) {
    static READ: LazyLock<Vec<(&str, Words)>> = LazyLock::new(|| {
        TABLES.iter().map(|(tag, text)| (*tag, Words { table: read(text), ..Words::default() })).collect()
    });
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    let found = READ.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(primary));
    let mut words = found.or(READ.first()).map(|(_, words)| words.clone()).unwrap_or_default();
    if found.is_none() {
        words.table.insert("clock_hours".to_owned(), dates::clock_hours(language).to_owned());
    }
    (words, found.is_some())
}

/// Returns the same for what members read: with the dates and clock times of `language`, also where all other words are
/// English.
///
/// Messages and the lines that they offer for `changes` are whole sentences in the language of the table.
#[must_use]
pub fn for_readers(language: &str) -> Words {
    let (mut words, is_known) = words(language);
    if !is_known {
        words.dates = dates::dates(language);
    }
    words
}

/// Returns `words` in the community's own vocabulary: `{session}`, `{Sessions}`, `{member}` and their like filled in.
/// What is filled already stays as it is.
#[must_use]
pub fn house(mut words: Words, own: &HouseWords) -> Words {
    let several = |one: Option<&String>| one.map(|one| format!("{one}s"));
    let choose = |own: Option<String>, key: &str| own.unwrap_or_else(|| words.get(key).to_owned());
    let plain = [
        ("session", choose(own.session.clone(), "session")),
        ("sessions", choose(own.sessions.clone().or_else(|| several(own.session.as_ref())), "sessions")),
        ("member", choose(own.member.clone(), "member")),
        ("members", choose(own.members.clone().or_else(|| several(own.member.as_ref())), "members")),
    ];
    let mut fillings = Vec::new();
    for (name, word) in plain {
        fillings.push((format!("{{{}}}", capital(name)), capital(&word)));
        fillings.push((format!("{{{name}}}"), word));
    }
    for text in words.table.values_mut().filter(|text| text.contains('{')) {
        for (place, word) in &fillings {
            if text.contains(place.as_str()) {
                *text = text.replace(place.as_str(), word);
            }
        }
    }
    words
}

/// Reads a table from its text. The tables travel inside the binary and a test reads each, so that what is not readable
/// here is never met by a user.
fn read(text: &str) -> FxHashMap<String, String> {
    super::built_in::read(text).unwrap_or_default()
}

/// Returns `word` with its first letter as a capital.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::handbook::community::ClockFormat;
    use crate::handbook::date_words;

    #[test]
    fn every_table_can_be_read_and_says_something() {
        for (tag, text) in TABLES {
            let table: FxHashMap<String, String> = serde_yaml::from_str(text).expect(tag);
            assert!(table.len() > 40, "{tag}");
            assert!(table.values().all(|words| !words.trim().is_empty()), "{tag}");
        }
    }

    #[test]
    fn each_language_has_its_clock() {
        let hours = |language| words(language).0.get("clock_hours").to_owned();
        for language in "de fr nb nn no nl sv da fi it es es-ES pt pt-BR ja fr-CA de-US zh zh-CN pl tr xx".split(' ') {
            assert_eq!(hours(language), "24", "{language}");
        }
        for language in "en en-GB EN-ca hi ar ko es-MX es-419 zh-Hant zh-TW el".split(' ') {
            assert_eq!(hours(language), "12", "{language}");
        }
    }

    #[test]
    fn dates_and_clock_times_are_written_as_the_language_writes_them() {
        let (day, start, end) = (date(2026, 12, 10), time(18, 30, 0, 0), time(20, 0, 0, 0));
        for (language, long, short, month, hours) in [
            ("en", "Thursday 10 December 2026", "Thu 10 Dec", "December 2026", "6:30–8:00 pm"),
            ("de", "Donnerstag, 10. Dezember 2026", "Do., 10. Dez.", "Dezember 2026", "18:30–20:00 Uhr"),
            ("fr", "jeudi 10 décembre 2026", "jeu. 10 déc.", "décembre 2026", "18:30 – 20:00"),
            ("fr-CA", "jeudi 10 décembre 2026", "jeu. 10 déc.", "décembre 2026", "18 h 30 – 20 h 00"),
            ("es", "jueves, 10 de diciembre de 2026", "jue, 10 dic", "diciembre de 2026", "18:30–20:00"),
            ("nl", "donderdag 10 december 2026", "do 10 dec", "december 2026", "18:30–20:00"),
            ("it", "giovedì 10 dicembre 2026", "gio 10 dic", "dicembre 2026", "18:30–20:00"),
            ("pt-BR", "quinta-feira, 10 de dezembro de 2026", "qui., 10 de dez.", "dezembro de 2026", "18:30 – 20:00"),
            ("pl", "czwartek, 10 grudnia 2026", "czw., 10 gru", "grudzień 2026", "18:30–20:00"),
            ("da", "torsdag den 10. december 2026", "tors. 10. dec.", "december 2026", "18.30–20.00"),
            ("ja", "2026年12月10日木曜日", "12月10日(木)", "2026年12月", "18:30–20:00"),
            ("ko", "2026년 12월 10일 목요일", "12월 10일 (목)", "2026년 12월", "PM 6:30~8:00"),
            ("tr", "10 Aralık 2026 Perşembe", "10 Ara Per", "Aralık 2026", "18:30–20:00"),
            ("ar-EG", "الخميس، ١٠ ديسمبر ٢٠٢٦", "الخميس، ١٠ ديسمبر", "ديسمبر ٢٠٢٦", "٦:٣٠–٨:٠٠ م"),
            ("tlh", "Thursday 10 December 2026", "Thu 10 Dec", "December 2026", "18:30–20:00"),
        ] {
            let words = for_readers(language);
            let clock = if words.get("clock_hours") == "24" { ClockFormat::TwentyFour } else { ClockFormat::Twelve };
            let written = [
                date_words::long_date(day, &words),
                date_words::short_date(day, &words),
                date_words::month(day, &words),
                date_words::clock_range(start, end, clock, &words),
            ];
            assert_eq!(written.each_ref().map(String::as_str), [long, short, month, hours], "{language}");
        }
        // Noon has a word in English; elsewhere, and on the other clock, it is a time as any other.
        let noon = |language| date_words::clock_time(time(12, 0, 0, 0), ClockFormat::Twelve, &for_readers(language));
        assert_eq!((&*noon("en"), &*noon("ko")), ("noon", "PM 12:00"));
        // Messages, and the lines that they offer, are whole English sentences.
        assert_eq!(date_words::long_date(day, &words("de").0), "Thursday 10 December 2026");
    }

    #[test]
    fn a_region_is_served_by_its_language_and_a_strange_language_by_english() {
        assert!(words("en").1);
        assert!(words("EN-ca").1);
        let (table, known) = words("sv");
        assert!(!known);
        assert_eq!(table.get("done"), "Done");
    }

    #[test]
    fn a_community_s_own_words_take_their_places() {
        let mut table = Words::default();
        for (key, text) in [
            ("session", "session"),
            ("sessions", "sessions"),
            ("member", "member"),
            ("members", "members"),
            ("next", "Next {session}"),
            ("all", "{Sessions} of {member}s, {name}"),
        ] {
            table.table.insert(key.into(), text.into());
        }
        let own = HouseWords { session: Some("circle".into()), ..HouseWords::default() };
        let ours = house(table.clone(), &own);
        assert_eq!(ours.get("next"), "Next circle");
        assert_eq!(ours.get("all"), "Circles of members, {name}");
        let own = HouseWords { session: Some("gathering".into()), sessions: Some("gather".into()), ..own };
        assert_eq!(house(table, &own).get("all"), "Gather of members, {name}");
    }
}
