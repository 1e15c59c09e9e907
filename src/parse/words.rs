//! The string tables inside the binary, one a language, and the community's own words in their places.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::handbook::Words;
use crate::handbook::community::HouseWords;

/// Every table, English first. Another language is one more line here and one more file beside `en.yml`.
const TABLES: &[(&str, &str)] = &[("en", include_str!("../../themes/words/en.yml"))];

/// The languages whose readers are used to clocks of twelve hours (CLDR 48: the short time of each language's likeliest
/// region); all others count to 24. What has a table says it there.
const TWELVE_HOURS: &[&str] = &[
    "ak", "am", "ar", "as", "bn", "bho", "brx", "ceb", "chr", "ckb", "doi", "dz", "ee", "el", "fil", "gaa", "gu",
    "haw", "hi", "km", "kn", "ko", "kok", "ks", "mai", "mi", "ml", "mni", "mr", "ms", "nus", "om", "or", "pa", "qu",
    "sa", "sat", "sd", "so", "sq", "syr", "ta", "te", "ti", "tl", "to", "ur", "yue",
];

/// The regions that differ from their languages there: Spanish in most of America, Chinese outside the mainland.
const TWELVE_HOURS_IN: &[(&str, &[&str])] = &[
    (
        "es",
        &[
            "419", "ar", "bo", "cl", "co", "cr", "cu", "do", "ec", "gt", "hn", "mx", "ni", "pa", "pe", "pr", "py",
            "sv", "us", "uy", "ve",
        ],
    ),
    ("zh", &["hant", "tw", "hk", "mo"]),
];

/// `12` or `24`, as readers of `language` write their clock times.
fn clock_hours(language: &str) -> &'static str {
    let language = language.to_lowercase();
    let mut parts = language.split(['-', '_']);
    let primary = parts.next().unwrap_or_default();
    let regions = TWELVE_HOURS_IN.iter().find(|(tag, _)| *tag == primary).map_or(&[][..], |(_, regions)| regions);
    if TWELVE_HOURS.contains(&primary) || parts.any(|part| regions.contains(&part)) { "12" } else { "24" }
}

/// The table for `language` (BCP 47), or the English one with the clock of that language, and whether it is the language
/// that was asked for.
///
/// `en-CA` is served by `en`: a table speaks for all regions of its language.
#[must_use]
pub fn words(language: &str) -> (Words, bool) {
    static READ: LazyLock<Vec<(&str, Words)>> =
        LazyLock::new(|| TABLES.iter().map(|(tag, text)| (*tag, Words { table: read(text) })).collect());
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    let found = READ.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(primary));
    let mut words = found.or(READ.first()).map(|(_, words)| words.clone()).unwrap_or_default();
    if found.is_none() {
        words.table.insert("clock_hours".to_owned(), clock_hours(language).to_owned());
    }
    (words, found.is_some())
}

/// `words` in the community's own vocabulary: `{session}`, `{Sessions}`, `{member}` and their like filled in.
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

/// A table from its text. The tables travel inside the binary and a test reads each, so that what is not readable
/// here is never met by a user.
fn read(text: &str) -> BTreeMap<String, String> {
    serde_yaml::from_str(text).unwrap_or_default()
}

/// `word` with its first letter as a capital.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_can_be_read_and_says_something() {
        for (tag, text) in TABLES {
            let table: BTreeMap<String, String> = serde_yaml::from_str(text).expect(tag);
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
