//! Durations as people write them: `12 min`, `1h30`, `(5m, Marisol)`, `20-30 min`.

use std::ops::Range;

use crate::handbook::Minutes;

/// The longest duration that is believed, in minutes: a week. More is a typing mistake or a number of something
/// else.
const LONGEST: u32 = 7 * 24 * 60;

/// The first duration in `text` and the bytes it takes up, brackets not included.
#[must_use]
pub fn find(text: &str) -> Option<(Minutes, Range<usize>)> {
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| c.is_ascii_digit()).map(|n| from + n) {
        if let Some((minutes, length)) = leading(&text[start..]) {
            return Some((minutes, start..start + length));
        }
        // Past this number, so that `112 min` is not read again as `12 min`, nor `5/6 hour` as six.
        let number = |c: char| c.is_ascii_digit() || matches!(c, '/' | 'x' | '×' | '*' | '-' | '–');
        from = start + text[start..].find(|c: char| !number(c)).unwrap_or(text.len() - start);
    }
    None
}

/// `text` as a whole as a duration.
#[must_use]
pub fn whole(text: &str) -> Option<Minutes> {
    let text = text.trim();
    leading(text).filter(|(_, length)| *length == text.len()).map(|(minutes, _)| minutes)
}

/// The duration at the very beginning of `text` and its length.
#[must_use]
pub fn leading(text: &str) -> Option<(Minutes, usize)> {
    let mut words = Words { text, at: 0 };
    let mut first = words.number()?;
    let times = words.times();
    if let Some(each) = times {
        first = Hundredths(first.0.checked_mul(each.0)?.div_ceil(100));
    }
    let mut about = words.sign(&["+"]);
    let mut value = first;
    if !about && times.is_none() {
        let before = words.at;
        if words.sign(&["-", "–", "—", "to "])
            && let Some(second) = words.number()
        {
            value = first.max(second);
            about = true;
        } else {
            words.at = before;
        }
    }
    about |= words.sign(&["+"]);
    let minutes = match words.unit()? {
        Unit::Minutes => value.whole(),
        Unit::Hours => {
            let hours = value.minutes_of_hours()?;
            let rest = if value.is_whole() { words.minutes_after_hours() } else { None };
            hours.checked_add(rest.unwrap_or(0))?
        }
    };
    (minutes <= LONGEST).then_some((Minutes { value: minutes, about }, words.at))
}

/// A number in hundredths, so that `1.5 hours` stays exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Hundredths(u32);

impl Hundredths {
    fn is_whole(self) -> bool {
        self.0.is_multiple_of(100)
    }

    /// Rounded up: half a minute is a minute of the evening.
    fn whole(self) -> u32 {
        self.0.div_ceil(100)
    }

    fn minutes_of_hours(self) -> Option<u32> {
        Some(self.0.checked_mul(60)?.div_ceil(100))
    }
}

#[derive(Clone, Copy)]
enum Unit {
    Minutes,
    Hours,
}

struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Words<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\u{A0}', '\u{202F}', '\t']).len();
    }

    /// `x10` in `2x10 min`.
    fn times(&mut self) -> Option<Hundredths> {
        let before = self.at;
        let each = if self.sign(&["x", "X", "×", "*"]) { self.number() } else { None };
        if each.is_none() {
            self.at = before;
        }
        each
    }

    /// The fraction of an hour at the cursor: `1/2`, `1/3`, `2/3`, `1/4`, `3/4`.
    fn fraction(&mut self) -> Option<u32> {
        let (up, down) = match self.rest().as_bytes() {
            [up @ b'1'..=b'3', b'/', down @ b'2'..=b'4', after @ ..]
                if !after.first().is_some_and(u8::is_ascii_digit) =>
            {
                (u32::from(up - b'0'), u32::from(down - b'0'))
            }
            _ => return None,
        };
        if up >= down {
            return None;
        }
        self.at += 3;
        Some(up * 100 / down)
    }

    /// `12`, `1.5`, `1,5`, `1½`, `1/2`, `1 1/2`; `½` is not met since a number begins with a digit.
    fn number(&mut self) -> Option<Hundredths> {
        self.blanks();
        if let Some(part) = self.fraction() {
            return Some(Hundredths(part));
        }
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 5 {
            return None;
        }
        let whole: u32 = self.rest()[..digits].parse().ok()?;
        self.at += digits;
        let mut hundredths = whole.checked_mul(100)?;
        if let Some(rest) = self.rest().strip_prefix('½') {
            hundredths += 50;
            self.at = self.text.len() - rest.len();
        } else if let Some(rest) = self.rest().strip_prefix(['.', ',']) {
            let decimals = rest.bytes().take_while(u8::is_ascii_digit).count();
            if (1..=2).contains(&decimals) {
                let fraction: u32 = rest[..decimals].parse().ok()?;
                hundredths += if decimals == 1 { fraction * 10 } else { fraction };
                self.at += 1 + decimals;
            }
        } else if self.rest().starts_with(' ') {
            self.at += 1;
            match self.fraction() {
                Some(part) => hundredths += part,
                None => self.at -= 1,
            }
        }
        Some(Hundredths(hundredths))
    }

    /// Steps over one of `signs`, blanks before it included.
    fn sign(&mut self, signs: &[&str]) -> bool {
        let before = self.at;
        self.blanks();
        for sign in signs {
            if let Some(rest) = self.rest().strip_prefix(sign) {
                self.at = self.text.len() - rest.len();
                return true;
            }
        }
        self.at = before;
        false
    }

    fn unit(&mut self) -> Option<Unit> {
        let before = self.at;
        self.blanks();
        // "a 5-minute stretch" is a duration too.
        if self.rest().starts_with('-') {
            self.at += 1;
        }
        let letters = self.rest().bytes().take_while(u8::is_ascii_alphabetic).count();
        let word = self.rest()[..letters].to_ascii_lowercase();
        let after = self.rest()[letters..].chars().next();
        let unit = match word.as_str() {
            "m" | "min" | "mins" | "minute" | "minutes" | "mn" => Unit::Minutes,
            "h" | "hr" | "hrs" | "hour" | "hours" => Unit::Hours,
            _ => {
                // A prime stands for minutes in programmes: `15'`.
                let prime = self.rest().chars().next().filter(|c| matches!(c, '\'' | '’' | '′'));
                let Some(prime) = prime.filter(|_| self.at == before) else {
                    self.at = before;
                    return None;
                };
                self.at += prime.len_utf8();
                return Some(Unit::Minutes);
            }
        };
        if after.is_some_and(char::is_alphabetic) {
            self.at = before;
            return None;
        }
        self.at += letters;
        Some(unit)
    }

    /// What follows the hours: `30`, `30m`, ` 30 minutes`, ` and 30 minutes`.
    fn minutes_after_hours(&mut self) -> Option<u32> {
        let before = self.at;
        let direct = self.rest().starts_with(|c: char| c.is_ascii_digit());
        if !self.sign(&["and ", ", "]) {
            self.blanks();
        }
        let number = self.number().filter(|number| number.is_whole() && number.0 < 6000);
        let end_of_number = self.at;
        let minutes = number.map(Hundredths::whole);
        match (minutes, self.unit()) {
            (Some(minutes), Some(Unit::Minutes)) => Some(minutes),
            // `1h30`, but not `1 h 30 people`.
            (Some(minutes), None) if direct => {
                self.at = end_of_number;
                Some(minutes)
            }
            _ => {
                self.at = before;
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{find, whole};
    use crate::handbook::Minutes;

    fn exactly(value: u32) -> Minutes {
        Minutes { value, about: false }
    }

    fn about(value: u32) -> Minutes {
        Minutes { value, about: true }
    }

    #[test]
    fn every_form_of_the_contract() {
        for (text, value) in [
            ("12 min", 12),
            ("12 minutes", 12),
            ("5m", 5),
            ("1 h", 60),
            ("1h30", 90),
            ("1 hour 30 minutes", 90),
            ("1 hour and 30 minutes", 90),
            ("90 mins", 90),
            ("1.5 hours", 90),
            ("2 hours", 120),
            ("15\u{A0}min", 15),
            ("15'", 15),
            ("1 H 5 M", 65),
            ("1/2 hour", 30),
            ("3/4 h", 45),
            ("1/3 hour", 20),
            ("1 1/2 hours", 90),
            ("2x10 min", 20),
            ("3 × 5 min", 15),
        ] {
            assert_eq!(whole(text), Some(exactly(value)), "{text}");
        }
        assert_eq!(whole("30+ minutes"), Some(about(30)));
        assert_eq!(whole("30 minutes"), Some(exactly(30)));
        assert_eq!(whole("20-30 min"), Some(about(30)));
        assert_eq!(whole("20 – 30 min"), Some(about(30)));
        assert_eq!(whole("20 to 30 min"), Some(about(30)));
    }

    #[test]
    fn what_is_no_duration() {
        for text in
            ["", "12", "12 mice", "12 minds", "min", "groups of 4", "4 people", "999999 min", "1 h 30 people", "½"]
        {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn the_first_one_is_found() {
        assert_eq!(find("2 rounds (5m, Marisol)"), Some((Minutes { value: 5, about: false }, 10..12)));
        assert_eq!(find("1h30 é"), Some((Minutes { value: 90, about: false }, 0..4)));
        assert_eq!(find("1 h 30 people"), Some((Minutes { value: 60, about: false }, 0..3)));
        assert_eq!(find("né 12"), None);
        assert_eq!(find("5/6 hour"), None);
        assert_eq!(find("2x10-15 min"), None);
        assert_eq!(find("part 1/2, 10 min"), Some((exactly(10), 10..16)));
        assert_eq!(find("3x round the room, 10 min"), Some((exactly(10), 19..25)));
    }

    proptest! {
        #[test]
        fn whatever_is_printed_is_read_back(value in 1_u32..1000, hours in 1_u32..24, minutes in 0_u32..60) {
            for unit in [" min", " mins", "m", " minutes", "min", "\u{A0}min", "′"] {
                prop_assert_eq!(whole(&format!("{value}{unit}")), Some(exactly(value)));
                if !unit.contains('′') {
                    prop_assert_eq!(whole(&format!("{value}+{unit}")), Some(about(value)));
                    prop_assert_eq!(whole(&format!("{}-{value}{unit}", value / 2)), Some(about(value)));
                }
            }
            let sum = hours * 60 + minutes;
            for text in [
                format!("{hours}h{minutes:02}"),
                format!("{hours} h {minutes} min"),
                format!("{hours} hours {minutes} minutes"),
                format!("{hours} hrs and {minutes}m"),
            ] {
                prop_assert_eq!(whole(&text), Some(exactly(sum)), "{}", text);
            }
        }

        #[test]
        fn any_text_is_survived(text in "\\PC*") {
            if let Some((_, range)) = find(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
