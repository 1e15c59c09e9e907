//! Tests that lines have at most 75 octets, and that what was written is what is read.

use ical::IcalParser;
use ical::property::Property;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;

/// Returns a calendar with one event, whose lines are written by `event`.
fn written(event: impl FnOnce(&mut ComponentWriter<'_>)) -> String {
    let mut out = String::new();
    let mut lines = ComponentWriter::new(&mut out);
    lines.begin("VCALENDAR");
    lines.begin("VEVENT");
    event(&mut lines);
    lines.end("VEVENT");
    lines.end("VCALENDAR");
    out
}

fn summary(text: &str) -> String {
    written(|lines| lines.text("SUMMARY", text))
}

fn summary_and_more(text: &str) -> String {
    written(|lines| {
        lines.text("SUMMARY", text);
        lines.plain("X-AFTER", "1");
    })
}

/// Returns what the crate's own reader finds in the first event.
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

/// Returns the meaning of a text once it is in a calendar.
fn meant(text: &str) -> String {
    let lines = text.trim().replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let kept = lines.chars().filter(|character| !character.is_control() || "\n\t".contains(*character));
    without_long_blanks(kept.collect::<String>().trim_end())
}

/// Cuts white space that would fill a line down to its last character.
fn without_long_blanks(text: &str) -> String {
    let (mut out, mut blank) = (String::new(), String::new());
    for character in text.chars().map(Some).chain([None]) {
        if let Some(space) = character.filter(|character| character.is_whitespace() && *character != '\n') {
            blank.push(space);
            continue;
        }
        if blank.len() >= LINE - 1 {
            out.extend(blank.chars().next_back());
        } else {
            out.push_str(&blank);
        }
        blank.clear();
        out.extend(character);
    }
    out
}

/// Unfolds by the standard, and holds the bytes to every rule of lines: CRLF and no other line end, 75 octets, no white
/// space before a fold, and no letter parted by one, unless a whole line has no better place.
fn unfolded(calendar: &str) -> String {
    let lines: Vec<&[u8]> = calendar.as_bytes().split(|byte| *byte == b'\n').collect();
    let (last, lines) = lines.split_last().expect("at least one line");
    assert!(last.is_empty());
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| {
            let line = line.strip_suffix(b"\r").expect("CRLF");
            assert!(line.len() <= LINE && !line.is_empty() && !line.contains(&b'\r'), "{line:?}");
            std::str::from_utf8(line).expect("no fold inside a character")
        })
        .collect();
    for (line, next) in lines.iter().zip(&lines[1..]).filter(|(_, next)| next.starts_with(' ')) {
        let piece = line.strip_prefix(' ').unwrap_or(line);
        let parted = format!("{piece}{}", &next[1..]);
        let whole = parted.grapheme_indices(true).any(|(at, _)| at == piece.len());
        // Where each earlier place in the line would end in white space, or the line is one letter.
        let no_other = piece.grapheme_indices(true).skip(1).all(|(at, _)| piece[..at].ends_with(char::is_whitespace));
        assert!((no_other || whole) && !piece.ends_with(char::is_whitespace), "{line:?} {next:?}");
    }
    lines.join("\n").replace("\n ", "").replace('\n', "\r\n") + "\r\n"
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
        let calendar = summary_and_more(torture);
        let unfolded = unfolded(&calendar);
        assert_eq!(unescaped(value_of(&unfolded, "SUMMARY")), meant(torture));
        assert_eq!(calendar.matches("\r\nBEGIN:VEVENT").count(), 1, "{torture}");
        assert_eq!(read(&calendar).len(), 2, "{torture}");
    }
}

#[test]
fn folds_part_no_letter_and_follow_no_space() {
    let family = "👨‍👩‍👧‍👦".repeat(12);
    let calendar = summary(&family);
    let pieces = calendar.split("\r\n").filter_map(|line| line.strip_prefix(' '));
    assert!(pieces.clone().count() > 3);
    assert!(pieces.clone().all(|piece| piece.starts_with('👨')), "{calendar}");

    let blank = format!("a{}b", " ".repeat(300));
    assert!(summary(&blank).contains("SUMMARY:a\r\n  b\r\n"));

    let spaced = "word ".repeat(60);
    let calendar = summary(&spaced);
    assert!(calendar.split("\r\n").all(|line| !line.ends_with(' ')));

    let accents = format!("e{}", "\u{301}".repeat(200));
    unfolded(&summary(&accents));
}

#[test]
fn a_line_of_75_octets_stays_whole() {
    let whole = "x".repeat(LINE - "SUMMARY:".len());
    assert!(!summary(&whole).contains("\r\n "));
    assert!(summary(&format!("{whole}y")).contains("\r\n y\r\n"));
}

#[test]
fn parameters_are_quoted_and_cannot_escape() {
    let parameter = |value| {
        let mut line = String::new();
        ComponentWriter::new(&mut line).write_with("CONTACT", ("CN", value), |line| line.push('x'));
        line.trim_end().to_owned()
    };
    assert_eq!(parameter("Zoë, Jane"), "CONTACT;CN=\"Zoë, Jane\":x");
    assert_eq!(parameter("a \"b\" ^ c\nd"), "CONTACT;CN=a ^'b^' ^^ c^nd:x");
    assert_eq!(parameter(""), "CONTACT;CN=:x");
    assert_eq!(parameter("x\":BEGIN"), "CONTACT;CN=\"x^':BEGIN\":x");
}

/// Generates texts of pieces that have hurt calendars before.
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
        let calendar = summary_and_more(&summary);
        let unfolded = unfolded(&calendar);
        // Trimming the escaped text and trimming what it means may differ by dropped control characters only.
        let (found, meant) = (unescaped(value_of(&unfolded, "SUMMARY")), meant(&summary));
        prop_assert_eq!(found.trim(), meant.trim());
        prop_assert_eq!(unfolded.split("\r\n").count(), 7);
    }

    #[test]
    fn the_reader_of_the_crate_finds_the_same(summary in any_text()) {
        let calendar = summary_and_more(&summary);
        let properties = read(&calendar);
        prop_assert_eq!(properties.len(), 2);
        let found = properties[0].value.as_deref().map(unescaped).unwrap_or_default();
        // It also drops leading colons.
        let meant = meant(&summary);
        prop_assert_eq!(found.trim(), meant.trim_start_matches(':').trim());
    }

    #[test]
    fn any_address_and_any_parameter_keep_to_their_line(value in any_text(), parameter in any_text()) {
        let calendar = written(|lines| {
            lines.uri("URL", &value);
            lines.uri_with("SOURCE", ("CN", &parameter), &format!("https://a.example/{value}"));
            lines.write_with("X-AFTER", ("CN", &parameter), |line| line.push('1'));
        });
        let unfolded = unfolded(&calendar);
        let names: Vec<&str> = unfolded.lines().filter_map(|line| line.split([':', ';']).next()).collect();
        prop_assert!(
            matches!(names.as_slice(), ["BEGIN", "BEGIN", .., "SOURCE", "X-AFTER", "END", "END"]) && names.len() <= 7,
            "{}", unfolded
        );
    }
}
