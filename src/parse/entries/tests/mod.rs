//! Whole files through the parser: the messages about them, word for word, and the model that they become.

mod fields;
mod front_matter;
mod model;
mod tables;

use proptest::prelude::*;

use crate::parse::{Parsed, parse};
use crate::source::Source;

fn read(path: &str, text: &str) -> Parsed {
    parse(&Source { path: path.into(), text: text.to_owned() })
}

/// Returns the messages about each of `texts`, with a blank line between them.
fn said(path: &str, texts: &[&str]) -> String {
    let mut out = String::new();
    for (number, text) in texts.iter().enumerate() {
        out += if number == 0 { "" } else { "\n" };
        for diagnostic in read(path, text).diagnostics {
            let span = diagnostic.span.expect("a place");
            let before = &text[..span.range().start];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            let help = diagnostic.help.unwrap_or_default();
            let (code, message, at) = (diagnostic.code, diagnostic.message, &text[span.range()]);
            out = format!("{out}{line}:{column} {code} {message}\n    at {at:?}; {help}\n");
        }
    }
    out
}

/// Pieces of files, right and wrong.
const PIECES: [&str; 40] = [
    "---\n",
    "...",
    "—",
    "\n",
    "\r\n",
    " ",
    "\t",
    "\u{a0}",
    "- ",
    ": ",
    ":",
    "title",
    "date",
    "time",
    "id",
    "text",
    "where",
    "|",
    ">",
    "\n  ",
    "“",
    "”",
    "’",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!x",
    "#",
    " # ",
    "2026-02-30",
    "7-9 pm",
    "ü",
    "week of ",
    "<<",
    "?",
];

proptest! {
    #[test]
    fn no_file_is_too_odd(pieces in prop::collection::vec(0usize..PIECES.len(), 0..40), fenced: bool, kind in 0usize..6) {
        let text: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        let text = if fenced { format!("---\n{text}\n---\nwords\n") } else { text };
        let path = ["sessions/a.md", "people.yml", "community.yml", "values.yml", "private/roster.csv", "readings/a.md"][kind];
        for diagnostic in read(path, &text).diagnostics {
            let span = diagnostic.span.expect("a place");
            prop_assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
        }
    }
}
