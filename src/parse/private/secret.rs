//! `private/calendar.yml`: the secret of the members' calendar. `handbound secret` writes it.

use crate::diagnostic::Diagnostic;
use crate::handbook::private::{LEAST, Mistake, Secret};
use crate::parse::{Parsed, PrivateFile};
use crate::source::{Source, Span};

/// Reads the file line by line, since it holds one line that counts: a reader of YAML would quote what it does not
/// understand, and no message about this file may repeat a letter of it.
pub(super) fn secret(source: &Source) -> Parsed {
    let text = source.text.trim_start_matches('\u{feff}');
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let found = match lines.as_slice() {
        [line] => line.strip_prefix("secret:").map(|value| Secret::new(value_of(value))),
        _ => None,
    };
    let message = match found {
        Some(Ok(secret)) => {
            return Parsed { private: vec![PrivateFile::Secret(secret)], ..Parsed::default() };
        }
        Some(Err(Mistake::TooShort)) => {
            format!(
                "The secret of the members' calendar is shorter than {LEAST} characters, so its address could be guessed."
            )
        }
        Some(Err(Mistake::TooLong)) => "The secret of the members' calendar is too long for an address.".to_owned(),
        Some(Err(Mistake::OtherCharacters)) => {
            "The secret of the members' calendar may have only small letters and digits.".to_owned()
        }
        None => "This file should hold one line with the secret of the members' calendar, but it does not.".to_owned(),
    };
    let help = "Delete the file and run `handbound secret`, which writes a new one.";
    let diagnostic = Diagnostic::error("secret-broken", Span::whole(&source.path), message).help(help);
    Parsed { diagnostics: vec![diagnostic], ..Parsed::default() }
}

/// Returns the text after `secret:`, without a comment and without quotes.
fn value_of(written: &str) -> &str {
    let value = written.split_once(" #").map_or(written, |(value, _)| value).trim();
    let unquoted = |quote: char| value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote));
    unquoted('"').or_else(|| unquoted('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTERS: &str = "0a1b2c3d4e5f6g7h8j9k0m1n2p";

    fn read(text: &str) -> Result<String, String> {
        let parsed = secret(&Source { path: "private/calendar.yml".into(), text: text.to_owned() });
        match parsed.private.as_slice() {
            [PrivateFile::Secret(secret)] => Ok(secret.letters().to_owned()),
            _ => Err(parsed.diagnostics.iter().map(|found| found.message.as_str()).collect::<Vec<_>>().join("|")),
        }
    }

    #[test]
    fn the_secret_is_the_one_line_that_is_no_comment() {
        for text in ["# Keep this.\n\nsecret: {}\n", "secret: \"{}\" # ours", "\u{feff}secret: '{}'\r\n"] {
            assert_eq!(read(&text.replace("{}", LETTERS)), Ok(LETTERS.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_secret_is_said_without_a_letter_of_it() {
        for (text, said) in [
            ("secret: {}tooshort", "shorter than 26"),
            ("secret: {}{}{}{}{}{}{}{}{}{}", "too long"),
            ("secret: {}-{}-{}-{}", "only small letters"),
            ("secrets: {}", "one line"),
            ("secret: {}\nsecret: {}", "one line"),
            ("", "one line"),
            ("secret:", "shorter than 26"),
        ] {
            let found = read(&text.replace("{}", "zqword7")).expect_err("no secret");
            assert!(found.contains(said) && !found.contains("zq") && !found.contains('|'), "{text}: {found}");
        }
    }
}
