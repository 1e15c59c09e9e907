//! Clock times and lengths as people write them: `6.30 pm`, `18h30`, `12 min`, `1 h 15`, `ca. 10.30`, `10-30 min`. One
//! grammar for headers, lists, tables and headings; the table of chapter 4 of the guide shows what it knows.
//!
//! Some forms can be read in two ways: `19h` is seven in the evening or nineteen hours, `10-30 min` is half an hour at
//! most or twenty minutes from minute 10 on. An [`Expression`] holds all of its readings; who knows the session
//! decides.

mod clock;
mod date;
mod point;
mod scanner;
mod words;

use crate::handbook::Minutes;

use scanner::{LeadIn, Scanner};

pub use clock::{Unclear, impossible, meant_range, range, time, unclear};
pub use date::{
    DateProblem, date, day_and_time, day_at_start, day_named, day_within, is_day, is_half_of_day, meant_dates,
};

/// The longest length that is believed, in minutes: a week. More is a typing mistake or a number of something else.
const LONGEST: u32 = 7 * 24 * 60;

/// The readings of an expression of time. At least one of them is there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Expression {
    /// A start by the clock, and an end where one was written.
    pub clock: Option<(WallTime, Option<WallTime>)>,
    pub length: Option<Minutes>,
    /// A span from one minute of the session to another: `10-30 min`. Without a unit this is the only reading.
    pub span: Option<(u32, u32)>,
}

impl Expression {
    /// Returns a length of that many minutes.
    #[must_use]
    pub fn lasting(value: u32) -> Self {
        Expression { length: Some(Minutes { value, about: false }), ..Self::default() }
    }

    /// Returns whether it says when something begins or how long it lasts.
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

/// Returns the length that `text` gives in words: too common a phrase to be one inside a sentence.
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

/// Returns the reading of `0900` or `0900-0930`, which is a clock time only where nothing but a time can stand.
#[must_use]
pub fn in_four_digits(text: &str) -> Option<Expression> {
    let with_colon = |part: &str| {
        let is_time = part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        (is_time && part < "2400" && &part[2..] < "60").then(|| format!("{}:{}", &part[..2], &part[2..]))
    };
    let parts = text.split(['-', '–']).map(|part| with_colon(part.trim())).collect::<Option<Vec<_>>>()?;
    if parts.len() <= 2 { whole(&parts.join(" - ")) } else { None }
}

/// Returns whether a number or a word such as `noon` stands near the beginning of `text`: most texts have none, and
/// need no further look.
fn may_begin(text: &str) -> bool {
    const NEAR: usize = 32;
    let bytes = &text.as_bytes()[..text.len().min(NEAR)];
    let is_hour = |at: usize| {
        matches!(bytes[at..], [b'n' | b'N', b'o' | b'O', ..] | [b'm' | b'M', b'i' | b'I' | b'e' | b'E', ..])
    };
    (0..bytes.len()).any(|at| bytes[at].is_ascii_digit() || bytes[at] == b'\xC2' || is_hour(at))
}

/// Returns the expression at the very beginning of `text`, and its length in bytes.
#[must_use]
pub fn leading(text: &str) -> Option<(Expression, usize)> {
    if !may_begin(text) {
        return None;
    }
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

#[cfg(test)]
mod tests;
