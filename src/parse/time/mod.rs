//! Clock times and lengths as people write them: `6.30 pm`, `18h30`, `12 min`, `1 h 15`, `ca. 10.30`, `10-30 min`. One grammar
//! for headers, lists, tables and headings; the table of chapter 4 of the guide shows what it knows.
//!
//! Some forms can be read in two ways: `19h` is seven in the evening or nineteen hours, `10-30 min` is half an hour at most or
//! twenty minutes from minute 10 on. An [`Expression`] holds all of its readings; who knows the session decides.

mod clock;
mod date;

use crate::handbook::Minutes;

pub use clock::{Unclear, impossible, meant_range, range, time, unclear};
pub use date::{DateProblem, date, day_and_time, is_day, meant_dates};

/// The longest length that is believed, in minutes: a week. More is a typing mistake or a number of something else.
const LONGEST: u32 = 7 * 24 * 60;

/// What an expression of time may mean. At least one of its readings is there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Expression {
    /// A start by the clock, and an end where one was written.
    pub clock: Option<(WallTime, Option<WallTime>)>,
    pub length: Option<Minutes>,
    /// From one minute of the session to another: `10-30 min`. Without a unit this is the only reading.
    pub span: Option<(u32, u32)>,
}

impl Expression {
    /// Returns a length of so many minutes.
    #[must_use]
    pub fn lasting(value: u32) -> Self {
        Expression { length: Some(Minutes { value, about: false }), ..Self::default() }
    }

    /// Whether it says when something begins or how long it lasts.
    #[must_use]
    pub fn is_timed(&self) -> bool {
        self.clock.is_some() || self.length.is_some()
    }
}

/// The halves of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    Am,
    Pm,
}

/// A clock time as its signs say it, not yet known to exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WallTime {
    pub hour: u8,
    pub minute: u8,
    pub half: Option<Half>,
    /// Whether minutes, an `h` or a word make it a clock time without am or pm.
    pub is_plain: bool,
    /// Whether it can only be meant by the clock of 24 hours: `18:30`, `9h30`.
    pub is_of_24: bool,
}

impl WallTime {
    /// Returns its hours and minutes in minutes.
    #[must_use]
    pub fn minutes(self) -> i32 {
        i32::from(self.hour) * 60 + i32::from(self.minute)
    }
}

/// Returns the length that is the whole of `text`.
#[must_use]
pub fn length(text: &str) -> Option<Minutes> {
    whole(text)?.length
}

/// Returns the expression that is the whole of `text`.
#[must_use]
pub fn whole(text: &str) -> Option<Expression> {
    let text = text.trim();
    leading(text).filter(|(_, length)| *length == text.len()).map(|(expression, _)| expression)
}

/// Returns the length that `text` says in words: too common a phrase to be one inside a sentence.
#[must_use]
pub fn in_words(text: &str) -> Option<Expression> {
    let value = match text.to_lowercase().as_str() {
        "half an hour" | "half hour" | "a half hour" | "une demi-heure" | "halbe stunde" | "media hora" => 30,
        "an hour" | "one hour" | "1 full hour" | "une heure" | "eine stunde" | "una hora" => 60,
        "quarter of an hour" | "a quarter of an hour" | "un quart d'heure" => 15,
        _ => return None,
    };
    Some(Expression::lasting(value))
}

/// Returns what `0900` or `0900-0930` says, which is a clock time only where nothing but a time can stand.
#[must_use]
pub fn in_four_digits(text: &str) -> Option<Expression> {
    let with_colon = |part: &str| {
        let is_time = part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        (is_time && part < "2400" && &part[2..] < "60").then(|| format!("{}:{}", &part[..2], &part[2..]))
    };
    let parts = text.split(['-', '–']).map(|part| with_colon(part.trim())).collect::<Option<Vec<_>>>()?;
    if parts.len() <= 2 { whole(&parts.join(" - ")) } else { None }
}

/// Returns the expression at the very beginning of `text`, and its length in bytes.
#[must_use]
pub fn leading(text: &str) -> Option<(Expression, usize)> {
    let mut scan = Scanner { text, at: 0 };
    if let Some(span) = scan.minutes_ahead() {
        return Some((Expression { span: Some(span), ..Expression::default() }, scan.at));
    }
    let lead_in = scan.lead_in();
    let first = scan.point()?;
    let after_first = scan.at;
    let mut found = if let Some(sum) = scan.sum(first) {
        Expression { length: Some(sum), ..Expression::default() }
    } else if let Some(both) = scan.range(first) {
        both
    } else {
        scan.at = after_first;
        first.alone()
    };
    let about = lead_in == Some(LeadIn::About) || (found.length.is_some() && scan.about_behind());
    if let Some(length) = &mut found.length {
        length.about |= about;
        if scan.is_each() || length.value > LONGEST {
            found.length = None;
        }
    }
    if lead_in == Some(LeadIn::Clock) {
        found.length = None;
    }
    let is_something = found.clock.is_some() || found.length.is_some() || found.span.is_some();
    is_something.then_some((found, scan.at))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Minutes,
    Hours,
    /// `Uhr`, `o'clock`: never a length.
    Clock,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LeadIn {
    About,
    Clock,
    Either,
}

/// One number with what belongs to it.
#[derive(Debug, Clone, Copy)]
struct Point {
    /// In hundredths, so that `1.5 hours` stays exact.
    hundredths: u32,
    /// Minutes after a colon, a dot or an `h`.
    minute: Option<u8>,
    half: Option<Half>,
    unit: Option<Unit>,
    /// `1 h 15`, `1 hour and 15 minutes`.
    after_hours: Option<u32>,
    /// `30+`, `2x10`.
    is_about: bool,
    /// `noon`: a clock time that needs no number.
    is_word: bool,
    /// Whether it was reckoned (`2x10`, `1/2`), so that it is no hour of a clock.
    is_reckoned: bool,
}

impl std::fmt::Debug for Unit {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Unit::Minutes => "min",
            Unit::Hours => "h",
            Unit::Clock => "o'clock",
        })
    }
}

impl Point {
    fn whole(&self) -> Option<u32> {
        self.hundredths.is_multiple_of(100).then_some(self.hundredths / 100)
    }

    /// As a clock time. A bare number is one only beside another clock time, which `beside` tells.
    fn clock(&self, beside: bool) -> Option<WallTime> {
        let minute = match (self.minute, self.after_hours) {
            (Some(minute), _) => u32::from(minute),
            (None, after) => after.unwrap_or(0),
        };
        let is_hours = matches!(self.unit, Some(Unit::Hours | Unit::Clock));
        let is_plain = self.minute.is_some() || is_hours || self.is_word;
        if self.is_reckoned || self.is_about || self.unit == Some(Unit::Minutes) {
            return None;
        }
        if !(is_plain || self.half.is_some() || beside) {
            return None;
        }
        let hour = u8::try_from(self.whole()?).ok().filter(|hour| *hour <= 99)?;
        let is_of_24 = self.half.is_none() && (hour == 0 || hour > 12 || is_hours);
        Some(WallTime { hour, minute: u8::try_from(minute).ok()?, half: self.half, is_plain, is_of_24 })
    }

    /// As minutes, with its own unit or that of the other end of a range.
    fn minutes(&self, unit: Option<Unit>) -> Option<u32> {
        if self.half.is_some() || self.is_word {
            return None;
        }
        match self.unit.or(unit)? {
            // `10:30 min` is no length that anybody writes.
            Unit::Minutes if self.minute.is_none() => Some(self.hundredths.div_ceil(100)),
            Unit::Hours => {
                let hours = self.hundredths.checked_mul(60)?.div_ceil(100);
                hours.checked_add(u32::from(self.minute.unwrap_or(0)))?.checked_add(self.after_hours.unwrap_or(0))
            }
            Unit::Minutes | Unit::Clock => None,
        }
    }

    fn alone(self) -> Expression {
        let length = self.minutes(None).map(|value| Minutes { value, about: self.is_about });
        Expression { clock: self.clock(false).map(|start| (start, None)), length, span: None }
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

const SPACES: [char; 6] = [' ', '\u{A0}', '\u{202F}', '\u{2009}', '\t', '\u{200B}'];

/// Words that say that a length is not exact. Longer ones stand before their own beginnings.
const ABOUT: &[&str] = &[
    "no more than",
    "less than",
    "not more than",
    "approximately",
    "approx.",
    "approx",
    "about",
    "around",
    "roughly",
    "up to",
    "at most",
    "maximum",
    "max.",
    "max",
    "circa",
    "ca.",
    "ca",
    "c.",
    "~",
    "≈",
    "<=",
    "≤",
    "<",
    "±",
    "ungefähr",
    "etwa",
    "rund",
    "bis zu",
    "höchstens",
    "environ",
    "env.",
    "jusqu'à",
    "jusqu’à",
    "aprox.",
    "aprox",
    "aproximadamente",
    "unos",
    "hasta",
    "cerca de",
    "até",
    "ongeveer",
    "maximal",
];

/// Words before a clock time.
const BEFORE_A_CLOCK: &[&str] =
    &["at", "um", "ab", "à", "a las", "às", "om", "kl.", "kl", "@", "alle", "alle ore", "ore"];

/// Words before either.
const BEFORE_EITHER: &[&str] = &["from", "von", "de", "dalle", "desde"];

/// Words between the two ends of a range, with their spaces, and dashes.
const TO: &[&str] = &[
    "to", "until", "till", "til", "bis", "à", "a", "até", "hasta", "tot", "y", "et", "alle", "—", "–", "-", "−", "‐",
    "‑", "→", "~",
];

const MINUTES: &[&str] = &[
    "m", "min", "mins", "minute", "minutes", "mn", "minuten", "minuto", "minutos", "minuti", "minuut", "minuter",
    "mnt", "minut",
];

const HOURS: &[&str] = &[
    "h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heure", "heures", "hora", "horas", "ora", "uur",
    "hs",
];

const EACH: &[&str] =
    &["each", "per", "apiece", "/", "pro", "par", "je", "chacun", "chacune", "por", "cada", "a person"];

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
        let fits = |word: &&&str| {
            let ends_in_letter = word.ends_with(char::is_alphabetic);
            let start = rest.get(..word.len());
            let next = || rest[word.len()..].chars().next();
            let is_it = |start: &str| {
                // Most words differ in their first letter already, and only a letter such as `É` needs a table.
                let same = |a: u8, b: u8| a.eq_ignore_ascii_case(&b) || !a.is_ascii();
                let may_be = std::iter::zip(start.bytes(), word.bytes()).next().is_some_and(|(a, b)| same(a, b));
                may_be && (start.eq_ignore_ascii_case(word) || (!start.is_ascii() && start.to_lowercase() == **word))
            };
            start.is_some_and(is_it) && !(ends_in_letter && next().is_some_and(char::is_alphabetic))
        };
        let Some(word) = words.iter().find(fits) else { return false };
        self.at += word.len();
        true
    }

    fn lead_in(&mut self) -> Option<LeadIn> {
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

    /// `Minutes 10-30`, with the unit in front: from one minute to another, and no length.
    fn minutes_ahead(&mut self) -> Option<(u32, u32)> {
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

    /// A vulgar fraction of one at the cursor, in hundredths: `½`, `1/2`, `3/4`.
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

    fn point(&mut self) -> Option<Point> {
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
            let is_of_hours = self.rest().starts_with(['h', 'H']);
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
        Some(point)
    }

    /// `noon`, `midnight`.
    fn named_hour(&mut self) -> Option<u32> {
        if self.word(&["noon", "midday", "mittag", "midi", "mediodía"]) {
            return Some(12);
        }
        self.word(&["midnight", "mitternacht", "minuit", "medianoche"]).then_some(0)
    }

    /// Two digits after a colon, a dot or an `h`: `:30`, `.30`, `h30`. Seconds that follow are passed over.
    fn minute(&mut self, digits_before: usize) -> Option<u8> {
        let mut signs = self.rest().chars();
        let sign = signs.next().filter(|sign| matches!(sign, ':' | '.' | 'h' | 'H' | '：'))?;
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

    /// `.5`, `,5`, `½`, ` 1/2` behind a number.
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

    /// `x10` in `2x10 min`; `None` where what follows makes it no expression at all.
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

    /// `am`, `p.m.`, and `noon` behind a twelve.
    fn half_of_day(&mut self, point: &mut Point) {
        let before = self.at;
        self.spaces();
        let halves: [(&[&str], Half); 2] = [(&["a.m.", "a.m", "am"], Half::Am), (&["p.m.", "p.m", "pm"], Half::Pm)];
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
        // The dot of an abbreviation, and not that of a sentence that goes on without a space.
        let rest = self.rest();
        if rest.starts_with('.') && !rest[1..].starts_with(char::is_alphanumeric) {
            self.at += 1;
        }
        Some(unit)
    }

    /// What follows the hours: `30`, `30m`, ` 30 minutes`, ` and 30 minutes`, ` 15` before a sign or the end.
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

    /// Whether a plus here leads to another number with a unit: `15 + 5 min`.
    fn is_sum(&self) -> bool {
        let behind = self.rest().trim_start_matches(SPACES).strip_prefix('+').unwrap_or_default();
        behind.trim_start_matches(SPACES).starts_with(|c: char| c.is_ascii_digit())
    }

    /// `15 + 5 min`, `20 min + 10 min`.
    fn sum(&mut self, first: Point) -> Option<Minutes> {
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

    /// The rest of a range that begins with `first`.
    fn range(&mut self, first: Point) -> Option<Expression> {
        self.spaces();
        if !self.word(TO) || first.is_reckoned && first.unit.is_some() {
            return None;
        }
        self.spaces();
        // `ca. 10.30 - ca. 11`.
        let _ = self.lead_in();
        let second = self.point()?;
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

    /// Words and signs behind a length that say that it is not exact.
    fn about_behind(&mut self) -> bool {
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

    /// Whether what follows makes it a length for each person, and so none of the whole part.
    fn is_each(&mut self) -> bool {
        let before = self.at;
        self.spaces();
        // With a capital it begins a title: `15 min Each trio brings one question`.
        let is_each = !self.rest().starts_with(char::is_uppercase) && self.word(EACH);
        self.at = before;
        is_each
    }
}

#[cfg(test)]
mod tests;
