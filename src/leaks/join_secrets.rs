//! Finds the parts of a link to an online room or of a telephone number that give access: the address, the numbers, the
//! password.

use crate::handbook::normalize::NormalizedText;
use crate::handbook::rooms::{FEWEST_DIGITS, FEWEST_IN_GROUPS, is_telling, numbers, passwords};

use super::decode::{Escapes, text};

/// The fewest digits of a code that follows a word for one.
const FEWEST_OF_CODE: usize = 4;

/// The words before a code.
const CODES: &[&[u8]] = &[b"pin", b"code", b"passcode", b"password", b"id", b"kennwort"];

/// Returns the normalized texts to search for so that `address` is in nothing published.
pub(super) fn of_link(address: &str) -> Vec<Vec<u8>> {
    let Some((_, rest)) = address.split_once("://") else { return of_dial_in(address) };
    let mut found = Vec::new();
    let rest = rest.strip_prefix("www.").unwrap_or(rest).trim();
    // The address of the service alone is nobody's secret.
    if rest.split_once(['/', '?', '#']).is_some_and(|(_, way)| way.contains(char::is_alphanumeric)) {
        found.push(alike(rest));
    }
    found.extend(passwords(rest).map(alike));
    found.extend(numbers(rest).flat_map(|groups| spellings(&groups)));
    found
}

/// Returns the same for a text that says how to dial in.
pub(super) fn of_dial_in(words: &str) -> Vec<Vec<u8>> {
    let mut found: Vec<Vec<u8>> = numbers(words).flat_map(|groups| spellings(&groups)).collect();
    let whole = alike(words);
    found.extend(codes(&whole));
    if whole.len() >= FEWEST_IN_GROUPS + 2 {
        found.push(whole);
    }
    found
}

/// Returns each code of a few digits together with the word before it, in normalized words: the digits alone may be a
/// year.
fn codes(alike: &[u8]) -> Vec<Vec<u8>> {
    let words: Vec<&[u8]> = alike.split(|byte| *byte == b' ').filter(|word| !word.is_empty()).collect();
    let is_digits = |word: &&&[u8]| word.iter().all(u8::is_ascii_digit);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| CODES.contains(word)) {
        let groups: Vec<&[u8]> = words[at + 1..].iter().take_while(is_digits).copied().collect();
        if (FEWEST_OF_CODE..FEWEST_DIGITS).contains(&groups.concat().len()) {
            found.extend(
                [groups.join(&b' '), groups.concat()].map(|digits| [b" ", *word, b" ", &digits, b" "].concat()),
            );
        }
    }
    found.dedup();
    found
}

fn alike(words: &str) -> Vec<u8> {
    let mut out = NormalizedText::default();
    text(words.as_bytes(), Escapes::Usual, &mut out);
    out.gap();
    out.bytes().to_vec()
}

/// Returns the ways in which people write a number: as it is, in one piece, in groups of three and four, without the
/// country's.
fn spellings(groups: &[&str]) -> Vec<Vec<u8>> {
    if !is_telling(groups) {
        return Vec::new();
    }
    let digits = groups.concat();
    let mut found = vec![groups.join(" "), digits.clone()];
    let cuts: &[usize] = match digits.len() {
        9 => &[3, 6],
        10 | 11 => &[3, digits.len() - 4],
        _ => &[],
    };
    if let [first, second] = cuts {
        found.push(format!("{} {} {}", &digits[..*first], &digits[*first..*second], &digits[*second..]));
    }
    if let [country, rest @ ..] = groups
        && country.len() < 4
        && rest.concat().len() >= FEWEST_IN_GROUPS
    {
        found.extend([rest.join(" "), rest.concat()]);
    }
    found.dedup();
    found.iter().map(|number| alike(number)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(found: Vec<Vec<u8>>) -> Vec<String> {
        found.into_iter().map(|alike| String::from_utf8_lossy(&alike).trim().to_owned()).collect()
    }

    #[test]
    fn an_address_its_number_and_its_password() {
        assert_eq!(
            said(of_link("https://www.meet.example/j/98765432101?pwd=aB3%20xYz")),
            ["meet example j 98765432101 pwd ab3 xyz", "ab3 xyz", "98765432101", "987 6543 2101",]
        );
        assert_eq!(said(of_link("https://meet.example/2026-11-22")), ["meet example 2026 11 22"]);
        assert_eq!(said(of_link("https://meet.example/")), [""; 0], "a service is no secret");
    }

    #[test]
    fn a_telephone_number_and_its_code() {
        assert_eq!(
            said(of_dial_in("+1 (902) 555-0100, code 4711")),
            [
                "1 902 555 0100",
                "19025550100",
                "190 2555 0100",
                "902 555 0100",
                "9025550100",
                "code 4711",
                "1 902 555 0100 code 4711"
            ]
        );
        assert_eq!(said(of_dial_in("PIN: 77 33 11#")), ["pin 77 33 11", "pin 773311", "pin 77 33 11"]);
        assert_eq!(said(of_dial_in("code A")), [""; 0]);
        assert_eq!(said(of_dial_in("call")), [""; 0]);
    }
}
