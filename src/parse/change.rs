//! What an entry of `changes:` says of a date: "moved from Thursday 12 November, 6:30 pm".
//!
//! Such an entry is free text. A date is taken from it only where it can mean nothing else; otherwise the entry is
//! shown as it was written and nothing follows from it.

use jiff::ToSpan;
use jiff::civil::{Date, Time};

use super::time;
use crate::handbook::session::{Change, When};
use crate::handbook::{Session, Words};

/// How many days a change may be written down after the day that it is about.
const LATE_DAYS: i32 = 14;

/// A move to the date that the session has now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// From when, where that is written too.
    pub from: Option<Moment>,
    /// The place of the entry in `changes` that says so.
    pub entry: usize,
    /// Whether it says nothing else.
    pub alone: bool,
}

/// A day, and a clock time where one is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub date: Date,
    pub time: Option<Time>,
}

/// The last move that the session's `changes` tell of. `None` where no entry plainly does, where it does not fit the
/// session's date, and where the session has more dates than one, so that any of them may be meant.
#[must_use]
pub fn moved(session: &Session, words: &Words) -> Option<Moved> {
    let When::On(now) = &session.when.value else { return None };
    if session.repeats.is_some() || !session.also_offered.is_empty() {
        return None;
    }
    let is_now = |moment: Moment| moment.date == now.date && moment.time.is_none_or(|time| time == now.times.start);
    let told = |(entry, change): (usize, &Change)| told(change, words).map(|told| (entry, told));
    let (entry, told) = session.changes.iter().enumerate().rev().find_map(told)?;
    let fits = told.to.is_none_or(is_now) && !told.from.is_some_and(is_now);
    fits.then_some(Moved { from: told.from, entry, alone: told.alone })
}

/// What one entry says; at least one of the two moments.
struct Told {
    from: Option<Moment>,
    to: Option<Moment>,
    alone: bool,
}

fn told(change: &Change, words: &Words) -> Option<Told> {
    let text = change.text.to_lowercase();
    let tokens: Vec<Token<'_>> = text.split_whitespace().map(token).collect();
    let is_verb = |token: &Token<'_>| among(words.get("told_moved"), token.word) && !token.ends;
    let verb = tokens.iter().position(is_verb)?;
    let mut reader = Reader { tokens: &tokens, at: verb + 1, said_on: change.date, words };
    let mut from = reader.after("told_from");
    let to = reader.after("told_to");
    from = from.or_else(|| reader.after("told_from"));
    let alone = verb == 0 && reader.at == tokens.len();
    (from.is_some() || to.is_some()).then_some(Told { from, to, alone })
}

/// A word without the signs at its end, and whether they end what is said.
#[derive(Clone, Copy)]
struct Token<'t> {
    word: &'t str,
    /// Whether any sign stands at its end.
    pauses: bool,
    ends: bool,
}

fn token(text: &str) -> Token<'_> {
    let word = text.trim_end_matches([',', '.', ';', ':', '!', ')']);
    Token { word, pauses: word.len() < text.len(), ends: text[word.len()..].contains([';', ':', '!', ')']) }
}

/// Whether `word` is one of a list such as `moved, postponed`.
fn among(list: &str, word: &str) -> bool {
    list.split(',').any(|one| one.trim().to_lowercase() == word)
}

struct Reader<'t> {
    tokens: &'t [Token<'t>],
    at: usize,
    said_on: Date,
    words: &'t Words,
}

impl<'t> Reader<'t> {
    /// The next word, unless what is said has ended.
    fn next(&self) -> Option<&'t str> {
        let goes_on = self.at.checked_sub(1).and_then(|before| self.tokens.get(before)).is_none_or(|token| !token.ends);
        self.tokens.get(self.at).filter(|_| goes_on).map(|token| token.word)
    }

    fn take<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = read(self.next()?)?;
        self.at += 1;
        Some(value)
    }

    fn word(&mut self, key: &str) -> bool {
        let list = self.words.get(key);
        self.take(|word| among(list, word).then_some(())).is_some()
    }

    /// The moment after a word such as `from`; if there is none, nothing was read.
    fn after(&mut self, key: &str) -> Option<Moment> {
        let before = self.at;
        let moment = if self.word(key) { self.moment() } else { None };
        if moment.is_none() {
            self.at = before;
        }
        moment
    }

    /// `Thursday 12 November 2026, 6:30 pm`; only the day and its month must be there.
    fn moment(&mut self) -> Option<Moment> {
        let words = self.words;
        let weekday = self.take(|word| named(word, 7, ["weekday_", "weekday_short_"], words));
        let date = self.date()?;
        if weekday.is_some_and(|weekday| weekday != date.weekday().to_monday_one_offset()) {
            return None;
        }
        Some(Moment { date, time: self.time() })
    }

    fn date(&mut self) -> Option<Date> {
        if let Some(date) = self.take(|word| time::date(word).ok()) {
            return Some(date);
        }
        let words = self.words;
        self.word("told_the");
        let month = |word: &str| named(word, 12, ["month_", "month_short_"], words);
        let (day, month) = if let Some(day) = self.take(day_of_month) {
            self.word("told_of");
            (day, self.take(month)?)
        } else {
            let month = self.take(month)?;
            (self.take(day_of_month)?, month)
        };
        let year = |word: &str| word.parse::<i16>().ok().filter(|_| word.len() == 4);
        if let Some(year) = self.take(year) {
            return Date::new(year, month, day).ok();
        }
        // Changes are written before the day comes, or soon after.
        let earliest = self.said_on.saturating_sub(LATE_DAYS.days());
        let years = earliest.year()..=earliest.year().saturating_add(1);
        years.filter_map(|year| Date::new(year, month, day).ok()).find(|date| *date >= earliest)
    }

    /// A clock time, of which it is clear in which half of the day it is.
    fn time(&mut self) -> Option<Time> {
        let before = self.at;
        self.word("told_at");
        for count in [2, 1] {
            let tokens = self.tokens.get(self.at..self.at + count).filter(|_| self.next().is_some());
            let Some(text) = tokens.map(|tokens| tokens.iter().map(|token| token.word).collect::<Vec<_>>().join(" "))
            else {
                continue;
            };
            if let (Some((start, _)), None) = (time::range(&text), time::unclear(&text)) {
                self.at += count;
                return Some(start).filter(|_| self.time_is_told());
            }
        }
        self.at = before;
        None
    }
}

impl Reader<'_> {
    /// Whether nothing follows the time that may say more of it, such as a time zone.
    fn time_is_told(&self) -> bool {
        let paused = self.at.checked_sub(1).and_then(|last| self.tokens.get(last)).is_none_or(|last| last.pauses);
        let goes_on = |key: &str| self.next().is_some_and(|word| among(self.words.get(key), word));
        paused || self.next().is_none() || goes_on("told_to") || goes_on("told_from")
    }
}

/// The number of a month or a weekday by its name.
fn named(word: &str, count: i8, keys: [&str; 2], words: &Words) -> Option<i8> {
    let is = |number: &i8| keys.iter().any(|key| words.get(&format!("{key}{number}")).to_lowercase() == word);
    (1..=count).find(is)
}

/// `12`, `12th`, `1st`.
fn day_of_month(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let is_day = digits.len() <= 2 && ["", "st", "nd", "rd", "th"].contains(&&word[digits.len()..]);
    digits.parse().ok().filter(|_| is_day)
}

#[cfg(test)]
mod tests;
