//! Lines at most 75 octets, and what was written is what is read.

use ical::IcalParser;
use proptest::prelude::*;

use super::*;
use crate::calendar::property::{plain, text, with};

fn written(properties: Vec<Property>) -> String {
    let mut out = String::new();
    component("VCALENDAR", &[], &mut out, |out| {
        let mut with_them = IcalEvent::new();
        with_them.properties = properties;
        event(&with_them, out);
    });
    out
}

/// What the crate's own reader finds in the first event.
fn read(calendar: &str) -> Vec<Property> {
    let calendar = IcalParser::new(calendar.as_bytes()).next().expect("a calendar").expect("readable");
    calendar.events.into_iter().next().expect("an event").properties
}

fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n' | 'N') => out.push('\n'),
                other => out.extend(other),
            },
            other => out.push(other),
        }
    }
    out
}

/// What a text means once it is in a calendar.
fn meant(text: &str) -> String {
    let lines = text.trim().replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    lines.chars().filter(|character| !character.is_control() || "\n\t".contains(*character)).collect()
}

/// Unfolds as the standard says, and holds every line to its length and its end.
fn unfolded(calendar: &str) -> String {
    for line in calendar.split_inclusive('\n') {
        let line = line.strip_suffix("\r\n").expect("CRLF");
        assert!(line.len() <= LINE, "{} octets: {line}", line.len());
        assert!(!line.contains('\r') && !line.is_empty());
    }
    calendar.replace("\r\n ", "")
}

fn value_of<'a>(unfolded: &'a str, name: &str) -> &'a str {
    let line = unfolded.split("\r\n").find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    line.expect("the property")
}

const TORTURE: [&str; 14] = [
    "👩🏽‍🏫👨‍👩‍👧‍👦🏳️‍🌈👩🏽‍🏫👨‍👩‍👧‍👦🏳️‍🌈👩🏽‍🏫👨‍👩‍👧‍👦🏳️‍🌈",
    "潮だまりの会は毎月第三木曜日の夜に集まり、本を読み、試したことを話し合います。潮だまりの会は毎月。",
    "مجتمع الممارسة يلتقي كل شهر ليقرأ معًا ويتبادل الأفكار ويجرّب أشياء جديدة في العمل",
    "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}",
    "\"quoted\" and 'quoted' and “quoted”",
    "1234567890123456789012345678901234567890123456789012345678901234567890\\\\\\\\\\\\\\\\",
    "12345678901234567890123456789012345678901234567890123456789012345678,,,;;;",
    "two\nlines\r\nand\rmore",
    "Soup\r\nBEGIN:VEVENT\r\nUID:evil",
    ":::colons",
    "a;b,c\\d",
    "",
    "   ",
    "x                                                                                                                                                                                                                                                                                                            y",
];

#[test]
fn torture_texts_come_back_as_they_went() {
    for torture in TORTURE {
        let calendar = written(vec![text("SUMMARY", torture), plain("X-AFTER", "1")]);
        let unfolded = unfolded(&calendar);
        assert_eq!(unescaped(value_of(&unfolded, "SUMMARY")), meant(torture));
        assert_eq!(calendar.matches("\r\nBEGIN:VEVENT").count(), 1, "{torture}");
        assert_eq!(read(&calendar).len(), 2, "{torture}");
    }
}

#[test]
fn folds_part_no_letter_and_follow_no_space() {
    let family = "👨‍👩‍👧‍👦".repeat(12);
    let calendar = written(vec![text("SUMMARY", &family)]);
    let pieces = calendar.split("\r\n").filter_map(|line| line.strip_prefix(' '));
    assert!(pieces.clone().count() > 3);
    assert!(pieces.clone().all(|piece| piece.starts_with('👨')), "{calendar}");

    let spaced = "word ".repeat(60);
    let calendar = written(vec![text("SUMMARY", &spaced)]);
    assert!(calendar.split("\r\n").all(|line| !line.ends_with(' ')));

    let accents = format!("e{}", "\u{301}".repeat(200));
    unfolded(&written(vec![text("SUMMARY", &accents)]));
}

#[test]
fn a_line_of_75_octets_stays_whole() {
    let whole = "x".repeat(LINE - "SUMMARY:".len());
    assert!(!written(vec![text("SUMMARY", &whole)]).contains("\r\n "));
    assert!(written(vec![text("SUMMARY", &format!("{whole}y"))]).contains("\r\n y\r\n"));
}

#[test]
fn parameters_are_quoted_and_cannot_escape() {
    let parameter = |value| {
        let mut line = String::new();
        content_line(&with(plain("CONTACT", "x"), "CN", value), &mut line);
        line
    };
    assert_eq!(parameter("Zoë, Jane"), "CONTACT;CN=\"Zoë, Jane\":x");
    assert_eq!(parameter("a \"b\" ^ c\nd"), "CONTACT;CN=a ^'b^' ^^ c^nd:x");
    assert_eq!(parameter(""), "CONTACT;CN=:x");
    assert_eq!(parameter("x\":BEGIN"), "CONTACT;CN=\"x^':BEGIN\":x");
}

/// Texts of pieces that have hurt calendars before.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z ,;:.]{1,30}",
        "\\PC{1,12}",
        any::<String>(),
        proptest::sample::select(&TORTURE[..]).prop_map(str::to_owned),
        proptest::sample::select(vec!["\\", "\n", "\r\n", "\t", "\u{2028}", "\u{85}", "\u{200d}", "🏽"])
            .prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_survives_escaping_and_folding(summary in any_text()) {
        let calendar = written(vec![text("SUMMARY", &summary), plain("X-AFTER", "1")]);
        let unfolded = unfolded(&calendar);
        // Trimming the escaped text and trimming what it means may differ by dropped control characters only.
        let (found, meant) = (unescaped(value_of(&unfolded, "SUMMARY")), meant(&summary));
        prop_assert_eq!(found.trim(), meant.trim());
        prop_assert_eq!(unfolded.split("\r\n").count(), 7);
    }

    #[test]
    fn the_reader_of_the_crate_finds_the_same(summary in any_text().prop_filter("its unfolding trims", |text| {
        !text.contains("          ")
    })) {
        let calendar = written(vec![text("SUMMARY", &summary), plain("X-AFTER", "1")]);
        let properties = read(&calendar);
        prop_assert_eq!(properties.len(), 2);
        let found = properties[0].value.as_deref().map(unescaped).unwrap_or_default();
        // It also drops leading colons.
        let meant = meant(&summary);
        prop_assert_eq!(found.trim(), meant.trim_start_matches(':').trim());
    }
}
