//! Ways into online rooms in any text: links, meeting numbers, passcodes, numbers to dial.
//!
//! A link is judged by its host and its path, so that a help page or a blog of the same company is none. The privacy of
//! pages and the import of calendars ask here. This module also finds what of a known way in gives it away wherever it
//! stands (a number, a password).

mod labels;
mod services;

use std::ops::Range;

pub use labels::{is_label, labels};

use crate::text::{entities, percent};

/// A way into an online room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WayIn {
    Link,
    Number,
    Passcode,
    DialIn,
}

/// Returns whether `address` leads into an online room; what a mail program wrapped around it counts for nothing.
#[must_use]
pub fn is_room(address: &str) -> bool {
    let plain: String = address.chars().filter(|c| !is_ignored(*c)).collect::<String>().to_lowercase();
    let mut address = entities(&plain).into_owned();
    if address.contains("urldefense.proofpoint.com/v2/") {
        // It writes `%` as `-`, and `/` as `_`.
        address = address.replace('_', "/").replace('-', "%");
    }
    for _ in 0..3 {
        if services::is_room(&address) {
            return true;
        }
        let decoded = percent::decode_lossy(&address).to_lowercase();
        if decoded == address {
            return false;
        }
        address = decoded;
    }
    false
}

/// Finds the ways into online rooms in `text`, in order of place.
#[must_use]
pub fn ways_in(text: &str) -> Vec<(WayIn, Range<usize>)> {
    let mut found = labels::ways_in(text);
    let mut searched = 0;
    // Every address of a room has a host and a path; a sentence that ends here has neither.
    for (at, _) in text.match_indices(['.', '&']) {
        if at < searched {
            continue;
        }
        let start = text[searched..at]
            .rfind(ends_address)
            .map_or(searched, |end| searched + end + text[searched + end..].chars().next().map_or(0, char::len_utf8));
        searched = text[at..].find(ends_address).map_or(text.len(), |end| at + end);
        let token = &text[start..searched];
        let address = token.trim_start_matches(['*', '_', '~']);
        let start = start + token.len() - address.len();
        if address.len() > 6 && address.trim_end_matches('.').contains(['.', '&']) && is_room(address) {
            found.push((WayIn::Link, start..searched));
        }
    }
    found.sort_by_key(|(kind, place)| (place.start, *kind));
    found
}

/// Returns whether an address ends before the character.
fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '<' | '>' | '"' | '\'' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '`')
        || matches!(c, '“' | '”' | '„' | '‘' | '’' | '«' | '»')
}

/// The fewest digits of a number that nobody else has by chance: a year has four, a date eight.
pub const FEWEST_DIGITS: usize = 9;

/// The fewest digits of one that is written in groups, as telephone numbers are.
pub const FEWEST_IN_GROUPS: usize = 7;

/// The fewest letters of a password.
const FEWEST_LETTERS: usize = 5;

/// Returns the passwords that the query of `address` holds.
pub fn passwords(address: &str) -> impl Iterator<Item = &str> {
    let pairs = address.split(['?', '&', '#']).skip(1).filter_map(|pair| pair.split_once('='));
    let is_password = |(name, value): &(&str, &str)| {
        let name = name.to_ascii_lowercase();
        let is_named = ["pwd", "pass", "pin", "code", "tk", "token"].iter().any(|word| name.contains(word));
        is_named && value.len() >= FEWEST_LETTERS
    };
    pairs.filter(is_password).map(|(_, value)| value)
}

/// Returns the numbers in `words`, each as its groups of digits.
pub fn numbers(words: &str) -> impl Iterator<Item = Vec<&str>> {
    let ends = |letter: char| !(letter.is_ascii_digit() || " -.()+/\u{a0}\u{2011}".contains(letter));
    words.split(ends).map(|number| {
        number.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect()
    })
}

/// Returns whether a number in such groups is nobody else's by chance. A day (`20261122`) is in no way a secret.
#[must_use]
pub fn is_telling(groups: &[&str]) -> bool {
    let digits = groups.concat();
    let fewest = if groups.len() > 1 { FEWEST_IN_GROUPS } else { FEWEST_DIGITS };
    let is_day = digits.len() == 8 && (digits.starts_with("19") || digits.starts_with("20"));
    digits.len() >= fewest && !is_day
}

/// Returns whether it is a character that no reader sees, or a backslash of Markdown.
fn is_ignored(c: char) -> bool {
    matches!(c, '\\' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
