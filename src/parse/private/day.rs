//! Days, times and lengths in tables, as spreadsheets and meeting programs write them.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::handbook::numeric_date::{DateOrder, numeric_date};
use crate::handbook::private::ReportTime;
use crate::parse::time;

/// Reads a day with the name of its month and a year: `1 November 2025`, `01-Nov-25`, `Nov 1, 2025`.
pub(super) fn day_in_words(text: &str) -> Option<Date> {
    let mut words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    if words.len() > 6 || text.contains(':') {
        return None;
    }
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    if !words.iter().any(|word| word.len() == 4 && is_number(word)) {
        let last = words.pop().filter(|word| word.len() == 2 && is_number(word))?;
        words.push(format!("20{last}"));
    }
    let year = words.iter().filter(|word| word.len() == 4).find_map(|word| word.parse::<i16>().ok())?;
    // A number that is no part of the day would be left over.
    let numbers = words.iter().filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).count();
    time::day_within(&words.join(" "), Date::new(year, 7, 1).ok()?).filter(|day| numbers == 2 && day.year() == year)
}

/// Returns the day that the whole of `text` names as year, month and day, in numbers or with the name of its month, where
/// it can be no other; behind it may stand an hour.
pub(super) fn certain_day(text: &str) -> Option<Date> {
    let iso = numeric_date(text, DateOrder::YearFirst);
    let iso = iso.filter(|(_, rest)| rest.trim().is_empty() || rest.starts_with([' ', ',', 'T']) && rest.contains(':'));
    iso.map(|(day, _)| day).or_else(|| day_in_words(text))
}

/// Reads a day and a clock time: `10/15/2026 06:18:00 PM`, `15.10.26, 18:18:11`, `Oct 15, 2026 6:18 PM`, or an instant:
/// `2026-10-15T21:18:00Z`. A clock time alone is of the day `beside`.
pub(super) fn moment(text: &str, order: DateOrder, beside: Option<Date>) -> Option<ReportTime> {
    let text = text.replace(['\u{a0}', '\u{202f}'], " ");
    let text = text.trim();
    let utc = ["UTC", "GMT"].into_iter().find_map(|zone| text.strip_suffix(zone));
    let instant = utc.map_or_else(|| text.to_owned(), |text| format!("{}Z", text.trim_end()));
    if let Ok(instant) = instant.parse::<Timestamp>() {
        return Some(ReportTime::Instant(instant));
    }
    let wall = |day: Date, hour: &str| Some(ReportTime::Wall(day.to_datetime(clock(hour)?)));
    let part = |rest: &str| rest.trim_start_matches([',', ' ', 'T']).to_owned();
    if let Some((day, rest)) = numeric_date(text, order) {
        return wall(day, &part(rest));
    }
    let at = |(at, _): (usize, &str)| {
        let day = text[..at].trim_end_matches([',', ' ']).trim_end_matches(" at");
        wall(day_in_words(day)?, &part(&text[at..]))
    };
    text.match_indices(' ').find_map(at).or_else(|| wall(beside?, text))
}

/// Reads a clock time; nothing hangs on seconds.
fn clock(text: &str) -> Option<jiff::civil::Time> {
    let is_second = |text: &str| text.len() >= 2 && text.as_bytes()[..2].iter().all(u8::is_ascii_digit);
    let text = match text.match_indices(':').nth(1) {
        Some((at, _)) if is_second(&text[at + 1..]) => {
            let rest = text[at + 3..].trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
            format!("{}{rest}", &text[..at])
        }
        _ => text.to_owned(),
    };
    time::time(&text)
}

/// Reads how long somebody was there, in minutes: `57`, `1h 27m 51s`, `1:02:30`, `95 min`, `PT1H5M`. A number alone is of
/// `unit`.
pub(super) fn minutes(text: &str, unit: &str) -> Option<u32> {
    let text = text.trim().trim_end_matches('.').to_lowercase();
    let is_number = text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic);
    let written = if is_number && !text.contains(':') { format!("{}{unit}", text.replace(',', ".")) } else { text };
    let words = written.split_whitespace().map(|word| word.trim_end_matches(['.', ',']));
    let english = |word: &str| match word {
        "std" | "stunde" | "stunden" => "h".to_owned(),
        "minuten" => "m".to_owned(),
        "sek" | "sekunden" => "s".to_owned(),
        _ => word.to_owned(),
    };
    let english = words.map(english).collect::<Vec<_>>().join(" ");
    match english.parse::<SignedDuration>() {
        Ok(length) => u32::try_from(length.as_secs() / 60).ok(),
        Err(_) => time::length(&written).map(|length| length.value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        for (text, expected) in [
            ("57", 57),
            ("57.5", 57),
            ("1h 27m 51s", 87),
            ("1:02:30", 62),
            ("01:02:30", 62),
            ("95 min", 95),
            ("1 hr 33 min", 93),
            ("1 Std. 27 Min. 3 Sek.", 87),
            ("PT1H5M", 65),
            ("2h 4m", 124),
            ("1h30", 90),
            ("51s", 0),
            ("1 hour, 2 minutes", 62),
        ] {
            assert_eq!(minutes(text, "m"), Some(expected), "{text}");
        }
        assert_eq!((minutes("3600", "s"), minutes("1.5", "h")), (Some(60), Some(90)));
        for text in ["", "-", "long", "-5 min x"] {
            assert_eq!(minutes(text, "m"), None, "{text}");
        }
    }

    #[test]
    fn times_of_a_meeting() {
        let read = |text: &str| match moment(text, DateOrder::MonthFirst, Some(jiff::civil::date(2026, 1, 2))) {
            Some(ReportTime::Wall(time)) => time.to_string(),
            Some(ReportTime::Instant(instant)) => instant.to_string(),
            None => String::new(),
        };
        for (text, time) in [
            ("10/15/2026 06:18:00 PM", "2026-10-15T18:18:00"),
            ("10/15/26, 6:18:11\u{202f}PM", "2026-10-15T18:18:00"),
            ("Oct 15, 2026 06:18:00 PM", "2026-10-15T18:18:00"),
            ("15 October 2026 at 18:18", "2026-10-15T18:18:00"),
            ("2026-10-15T18:18:11.123Z", "2026-10-15T18:18:11.123Z"),
            ("2026-10-15T20:18:11+02:00", "2026-10-15T18:18:11Z"),
            ("2026-10-15 18:18:11 UTC", "2026-10-15T18:18:11Z"),
            ("6:18 PM", "2026-01-02T18:18:00"),
            ("10/15/2026", ""),
            ("Oct 15, 2026", ""),
        ] {
            assert_eq!(read(text), time, "{text}");
        }
    }

    #[test]
    fn days_with_the_names_of_months() {
        for text in ["1 November 2025", "01-Nov-2025", "01-Nov-25", "Nov 1, 2025", "Sat, 1st Nov. 2025", "2025 Nov 1"] {
            assert_eq!(day_in_words(text), Some(jiff::civil::date(2025, 11, 1)), "{text}");
        }
        for text in ["1 November", "November 2025", "1-5 November 2025", "2025", "1 and 2 Nov 2025", ""] {
            assert_eq!(day_in_words(text), None, "{text}");
        }
    }
}
