//! Reads expressions of time from left to right: numbers, their words and signs, sums and ranges.

use crate::handbook::Minutes;

use super::point::{Point, Unit};
use super::words::{ABOUT, BEFORE_A_CLOCK, BEFORE_EITHER, EACH, HOURS, MINUTES, TO};
use super::{Expression, Half};

/// The meaning of a word before a time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LeadIn {
    About,
    Clock,
    Either,
}

/// A text and how far it is read, in bytes.
pub struct Scanner<'a> {
    pub text: &'a str,
    pub at: usize,
}

const SPACES: [char; 6] = [' ', '\u{A0}', '\u{202F}', '\u{2009}', '\t', '\u{200B}'];

impl Scanner<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches(SPACES).len();
    }

    /// Steps over the first of `words` that stands here as a word or a sign of its own, in any case.
    fn word(&mut self, words: &[&str]) -> bool {
        let rest = self.rest();
        let Some(first) = rest.bytes().next().map(|byte| byte.to_ascii_lowercase()) else { return false };
        let fits = |word: &&&str| {
            // Most of them begin with another letter.
            if first.is_ascii() && word.as_bytes().first() != Some(&first) {
                return false;
            }
            let ends_in_letter = word.ends_with(char::is_alphabetic);
            let start = rest.get(..word.len());
            let next = || rest[word.len()..].chars().next();
            // Only a letter such as `É` needs more than ASCII.
            let is_it =
                |start: &str| start.eq_ignore_ascii_case(word) || (!start.is_ascii() && start.to_lowercase() == **word);
            start.is_some_and(is_it) && !(ends_in_letter && next().is_some_and(char::is_alphabetic))
        };
        let Some(word) = words.iter().find(fits) else { return false };
        self.at += word.len();
        true
    }

    pub fn lead_in(&mut self) -> Option<LeadIn> {
        let before = self.at;
        if self.digits() > 0 {
            return None;
        }
        let lists = [(ABOUT, LeadIn::About), (BEFORE_A_CLOCK, LeadIn::Clock), (BEFORE_EITHER, LeadIn::Either)];
        let found = lists.into_iter().find(|(words, _)| self.word(words)).map(|(_, lead_in)| lead_in)?;
        self.spaces();
        if !self
            .rest()
            .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '½' | '¼' | '¾' | 'n' | 'N' | 'm' | 'M'))
        {
            self.at = before;
            return None;
        }
        Some(found)
    }

    /// Reads `Minutes 10-30`, with the unit in front: from one minute to another, and no length.
    pub fn minutes_ahead(&mut self) -> Option<(u32, u32)> {
        let is_ahead = self.word(&["minutes", "minute", "min.", "mins", "min", "minuten", "minutos", "minuti"]);
        self.spaces();
        let span = if is_ahead { self.point().and_then(|first| self.range(first)?.span) } else { None };
        if span.is_none() {
            self.at = 0;
        }
        span
    }

    fn digits(&self) -> usize {
        self.rest().bytes().take_while(u8::is_ascii_digit).count()
    }

    /// Reads a vulgar fraction of one at the cursor, in hundredths: `½`, `1/2`, `3/4`.
    fn fraction(&mut self) -> Option<u32> {
        let rest = self.rest();
        let sign = [('½', 50), ('¼', 25), ('¾', 75)].into_iter().find(|(sign, _)| rest.starts_with(*sign));
        if let Some((sign, part)) = sign {
            self.at += sign.len_utf8();
            return Some(part);
        }
        let (up, down) = match rest.as_bytes() {
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

    pub fn point(&mut self) -> Option<Point> {
        self.spaces();
        let mut point = Point {
            hundredths: 0,
            minute: None,
            half: None,
            unit: None,
            after_hours: None,
            is_about: false,
            is_word: false,
            is_reckoned: false,
        };
        if let Some(hour) = self.named_hour() {
            return Some(Point { hundredths: hour * 100, is_word: true, ..point });
        }
        if let Some(part) = self.fraction() {
            point.hundredths = part;
            point.is_reckoned = true;
        } else {
            let digits = self.digits();
            if digits == 0 || digits > 5 {
                return None;
            }
            point.hundredths = self.rest()[..digits].parse::<u32>().ok()?.checked_mul(100)?;
            self.at += digits;
            let is_of_hours = self.rest().starts_with(['h', 'H', 'u']);
            point.minute = self.minute(digits);
            if is_of_hours && point.minute.is_some() {
                point.unit = Some(Unit::Hours);
                // `1h30'`, `1h30min`.
                self.unit();
            }
            if point.minute.is_none() {
                self.decimals(&mut point);
                self.times(&mut point)?;
            }
        }
        if self.rest().starts_with('+') && point.minute.is_none() && !self.is_sum() {
            point.is_about = true;
            self.at += 1;
        }
        if point.unit.is_none() && !point.is_reckoned {
            self.half_of_day(&mut point);
        }
        if point.half.is_none() && point.unit.is_none() {
            point.unit = self.unit();
            if point.unit == Some(Unit::Hours) && point.minute.is_none() {
                point.after_hours = self.minutes_after_hours();
            }
        }
        if self.rest().starts_with('+') && point.unit.is_some() && !self.is_sum() {
            point.is_about = true;
            self.at += 1;
        }
        // `12:15-ish`, `7ish`; with a unit it is a length: `10 min-ish`.
        if self.word(&["-ish", "ish"]) {
            match (point.unit, point.minute) {
                (None, minute) => point.minute = minute.or(Some(0)),
                (Some(Unit::Minutes | Unit::Hours), None) => point.is_about = true,
                _ => {}
            }
        }
        Some(point)
    }

    /// Reads `noon`, `midnight`.
    fn named_hour(&mut self) -> Option<u32> {
        if self.word(&["noon", "midday", "mittag", "midi", "mediodía"]) {
            return Some(12);
        }
        self.word(&["midnight", "mitternacht", "minuit", "medianoche"]).then_some(0)
    }

    /// Reads two digits after a colon, a dot or an `h`: `:30`, `.30`, `h30`. Seconds that follow are passed over.
    fn minute(&mut self, digits_before: usize) -> Option<u8> {
        let mut signs = self.rest().chars();
        let sign = signs.next().filter(|sign| matches!(sign, ':' | '.' | 'h' | 'H' | 'u' | '：'))?;
        let digits = signs.as_str().get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        let after = &signs.as_str()[2..];
        if digits_before > 2 || after.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let seconds = after.strip_prefix(':').filter(|_| sign == ':');
        let seconds = seconds.filter(|seconds| seconds.bytes().take_while(u8::is_ascii_digit).count() == 2);
        // `1.50.2` is a number of something else.
        if seconds.is_none() && after.starts_with(sign) && after[1..].starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let minute = digits.parse().ok();
        self.at = self.text.len() - seconds.map_or(after, |seconds| &seconds[2..]).len();
        minute
    }

    /// Reads `.5`, `,5`, `½`, ` 1/2` behind a number.
    fn decimals(&mut self, point: &mut Point) {
        let rest = self.rest();
        if let Some(behind) = rest.strip_prefix(['.', ',']) {
            let decimals = behind.bytes().take_while(u8::is_ascii_digit).count();
            if let (1..=2, Ok(number)) = (decimals, behind[..decimals].parse::<u32>()) {
                point.hundredths += if decimals == 1 { number * 10 } else { number };
                self.at += 1 + decimals;
            }
            return;
        }
        let before = self.at;
        if rest.starts_with(' ') {
            self.at += 1;
        }
        match self.fraction() {
            Some(part) => point.hundredths += part,
            None => self.at = before,
        }
    }

    /// Reads `x10` in `2x10 min`; returns `None` where what follows makes it no expression at all.
    fn times(&mut self, point: &mut Point) -> Option<()> {
        let before = self.at;
        self.spaces();
        if self.rest().starts_with(['x', 'X', '×', '*']) {
            self.at += self.rest().chars().next().map_or(0, char::len_utf8);
            self.spaces();
            let digits = self.digits();
            if digits > 0 && digits < 4 {
                let each: u32 = self.rest()[..digits].parse().ok()?;
                self.at += digits;
                point.hundredths = point.hundredths.checked_mul(each)?;
                point.is_reckoned = true;
                return Some(());
            }
        }
        self.at = before;
        Some(())
    }

    /// Reads `am`, `p.m.`, and `noon` behind a twelve.
    fn half_of_day(&mut self, point: &mut Point) {
        let before = self.at;
        self.spaces();
        let halves: [(&[&str], Half); 2] = [
            (&["a.m.", "a.m", "am", "a. m.", "a.\u{a0}m."], Half::Am),
            (&["p.m.", "p.m", "pm", "p. m.", "p.\u{a0}m."], Half::Pm),
        ];
        point.half = halves.into_iter().find(|(words, _)| self.word(words)).map(|(_, half)| half);
        if point.half.is_none() && point.minute.is_some() {
            // `9:00a - 11:00p`.
            let at = self.at;
            self.at = before;
            point.half = if self.word(&["a"]) { Some(Half::Am) } else { self.word(&["p"]).then_some(Half::Pm) };
            if point.half.is_none() {
                self.at = at;
            }
        }
        // `12:30 m.` is half an hour after noon in Spanish.
        if point.half.is_none() && point.hundredths == 1200 && point.minute.is_some() && self.word(&["m."]) {
            point.half = Some(Half::Pm);
        }
        if point.half.is_none() && point.hundredths == 1200 {
            let half = self.named_hour().map(|hour| if hour == 12 { Half::Pm } else { Half::Am });
            point.half = half;
        }
        if point.half.is_none() {
            self.at = before;
        }
    }

    fn unit(&mut self) -> Option<Unit> {
        let before = self.at;
        let prime = self.rest().chars().next().filter(|c| matches!(c, '\'' | '’' | '′'));
        if let Some(prime) = prime {
            let behind = &self.rest()[prime.len_utf8()..];
            if !behind.starts_with(char::is_alphabetic) {
                self.at += prime.len_utf8();
                return Some(Unit::Minutes);
            }
        }
        self.spaces();
        // "a 5-minute stretch" is a length too.
        if self.at == before && self.rest().starts_with('-') {
            self.at += 1;
        }
        let lists: [(&[&str], Unit); 3] =
            [(MINUTES, Unit::Minutes), (HOURS, Unit::Hours), (&["uhr", "o'clock", "o’clock"], Unit::Clock)];
        let Some((_, unit)) = lists.into_iter().find(|(words, _)| self.word(words)) else {
            self.at = before;
            return None;
        };
        if let Some(rest) = self.rest().strip_prefix("(s)").or_else(|| self.rest().strip_prefix("(n)")) {
            self.at = self.text.len() - rest.len();
        }
        // The dot of an abbreviation, not that of a sentence that continues without a space.
        let rest = self.rest();
        if rest.starts_with('.') && !rest[1..].starts_with(char::is_alphanumeric) {
            self.at += 1;
        }
        Some(unit)
    }

    /// Reads what follows the hours: `30`, `30m`, ` 30 minutes`, ` and 30 minutes`, ` 15` before a sign or the end.
    fn minutes_after_hours(&mut self) -> Option<u32> {
        let before = self.at;
        if self.rest().starts_with(',') {
            self.at += 1;
        }
        self.spaces();
        if self.word(&["and", "und", "et", "e", "y"]) {
            self.spaces();
        }
        let digits = self.digits();
        let number = self.rest().get(..digits).and_then(|digits| digits.parse::<u32>().ok());
        if (1..=2).contains(&digits)
            && let Some(number) = number.filter(|number| *number < 60)
        {
            self.at += digits;
            let after_number = self.at;
            if self.unit() == Some(Unit::Minutes) {
                return Some(number);
            }
            self.at = after_number;
            let next = self.rest().trim_start_matches(SPACES).chars().next();
            let is_alone = before + digits == after_number || next.is_none_or(|next| ":)]|–—-,;".contains(next));
            // Behind a dash it may as well be the beginning of a range or of a title.
            let behind = self.rest().strip_prefix(':').unwrap_or_default();
            if is_alone && !behind.starts_with(|c: char| c.is_ascii_digit()) {
                return Some(number);
            }
        }
        self.at = before;
        None
    }

    /// Returns whether a plus here leads to another number with a unit: `15 + 5 min`.
    fn is_sum(&self) -> bool {
        let behind = self.rest().trim_start_matches(SPACES).strip_prefix('+').unwrap_or_default();
        behind.trim_start_matches(SPACES).starts_with(|c: char| c.is_ascii_digit())
    }

    /// Reads `15 + 5 min`, `20 min + 10 min`.
    pub fn sum(&mut self, first: Point) -> Option<Minutes> {
        if !self.is_sum() {
            return None;
        }
        self.spaces();
        self.at += 1;
        let second = self.point()?;
        let unit = second.unit;
        let value = first.minutes(unit)?.checked_add(second.minutes(None)?)?;
        Some(Minutes { value, about: first.is_about || second.is_about })
    }

    /// Reads the rest of a range that begins with `first`.
    pub fn range(&mut self, first: Point) -> Option<Expression> {
        self.spaces();
        let is_slash = first.minute.is_some() && self.word(&["/"]);
        if !(is_slash || self.word(TO)) || first.is_reckoned && first.unit.is_some() {
            return None;
        }
        self.spaces();
        // `ca. 10.30 - ca. 11`.
        let _ = self.lead_in();
        let second = self.point().filter(|second| !is_slash || second.minute.is_some())?;
        let ends_here = || {
            let next = self.rest().trim_start_matches(SPACES).chars().next();
            next.is_none_or(|next| !next.is_alphanumeric())
        };
        let clock = match (first.clock(true), second.clock(true)) {
            (Some(start), Some(end)) => {
                let is_told = start.is_plain || start.half.is_some();
                let is_told_after = end.is_plain || end.half.is_some();
                // `9:00 - 10 questions` is no range, `11 pm - 1` is one.
                let is_range = is_told_after || (is_told && ends_here());
                is_range.then_some((start, Some(end)))
            }
            _ => None,
        };
        let about = |value| Minutes { value, about: true };
        let ends = first.minutes(second.unit).zip(second.minutes(None));
        // `9:00 - 10 min` is a start and a length, no range.
        let ends = ends.filter(|_| first.minute.is_none() || first.unit.is_some() || second.minute.is_some());
        let length = ends.map(|(one, other)| about(one.max(other)));
        let is_minutes = second.unit == Some(Unit::Minutes);
        let bare = first.unit.is_none() && second.unit.is_none() && first.half.is_none() && second.half.is_none();
        let is_bare = bare && first.minute.is_none() && second.minute.is_none() && !first.is_word && !second.is_word;
        let span = match (first.whole(), second.whole()) {
            (Some(from), Some(to))
                if first.minute.is_none() && (is_minutes || (is_bare && ends_here())) && from < to =>
            {
                Some((from, to))
            }
            _ => None,
        };
        let is_something = clock.is_some() || length.is_some() || span.is_some();
        is_something.then_some(Expression { clock, length, span })
    }

    /// Reads words and signs behind a length that say that it is not exact.
    pub fn about_behind(&mut self) -> bool {
        let before = self.at;
        self.spaces();
        if self.rest().starts_with('?') && !self.rest()[1..].starts_with(char::is_alphanumeric) {
            self.at += 1;
            return true;
        }
        if self.word(&[
            "maximum",
            "max.",
            "max",
            "approximately",
            "approx.",
            "approx",
            "or so",
            "at most",
            "tops",
            "or less",
            "or more",
            "+",
        ]) {
            return true;
        }
        self.at = before;
        false
    }

    /// Returns whether what follows makes it a length for each person, and so none of the whole part.
    pub fn is_each(&mut self) -> bool {
        let before = self.at;
        self.spaces();
        // With a capital it begins a title: `15 min Each trio brings one question`.
        let is_each = !self.rest().starts_with(char::is_uppercase) && self.word(EACH);
        self.at = before;
        is_each
    }
}
