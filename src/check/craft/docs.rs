//! The table of checks in words: for the terminal, and as a chapter of the user guide.

use super::table::CHECKS;
use super::{Check, Tier, checklist};
use crate::diagnostic::Severity;

/// The columns of a terminal as it opens.
const COLUMNS: usize = 80;

/// Writes every check with its level and its sentence, for the terminal.
#[must_use]
pub fn list() -> String {
    let mut out = String::new();
    for tier in [Tier::Fact, Tier::Mark] {
        out.push_str(&folded(heading(tier), ""));
        for check in CHECKS.iter().filter(|check| check.tier == tier) {
            out.push_str(&format!("\n  {} ({})\n{}", check.id, level(check.level), folded(&sentence(check), "      ")));
        }
        out.push('\n');
    }
    out.push_str(&folded(CHECKLIST, ""));
    for item in checklist::ITEMS {
        out.push_str(&format!("\n  {}\n{}", item.id, folded(&item.sentence(), "      ")));
    }
    out.push('\n');
    out + &folded(END, "") + "\n" + &folded(SOURCES, "")
}

const CHECKLIST: &str = "Checklist: what `check --explain SESSION` shows as seen or not seen. It looks at fields and \
                         headings alone and is never reported.";
const END: &str = "To leave out a fact or a mark, give your reason: `ignore: {NAME: \"reason\"}` in the header of a session \
                   or another entry, or below `checks:` in community.yml for the whole handbook.";
const SOURCES: &str = "The online guide is D. Martinez Fishman, “Creating virtual communities of practice that thrive” (ZERO \
                       TO THREE). The facilitators' guide is “What is a community of practice?”, guidance for educators who \
                       facilitate one. The reasons are told in our own words.";

/// Breaks `words` into lines that a terminal can show, each after `indent`.
fn folded(words: &str, indent: &str) -> String {
    let mut out = String::new();
    let mut width = COLUMNS;
    for word in words.split(' ') {
        let length = word.chars().count();
        if width + 1 + length > COLUMNS {
            out.push_str(if out.is_empty() { "" } else { "\n" });
            out.push_str(indent);
            width = indent.len();
        } else {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += length;
    }
    out + "\n"
}

fn heading(tier: Tier) -> &'static str {
    match tier {
        Tier::Fact => "Facts: computed from fields, dates, minutes, counts and links.",
        Tier::Mark => "Marks: looked at where four fifths of an agenda's minutes have a kind.",
    }
}

/// Writes what the check holds to be good, and which guide asks for it.
fn sentence(check: &Check) -> String {
    format!("{}{}.", check.doc.trim_end_matches('.'), check.guide.name())
}

fn level(level: Severity) -> &'static str {
    match level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Nudge => "nudge",
        Severity::Note => "note",
    }
}

/// Writes the chapter of the user guide.
#[must_use]
pub fn chapter() -> String {
    let row =
        |id: &str, tier: &str, level: &str, sentence: &str| format!("| `{id}` | {tier} | {level} | {sentence} |\n");
    let checks = CHECKS.iter().map(|check| {
        let tier = match check.tier {
            Tier::Fact => "fact",
            Tier::Mark => "mark",
        };
        row(check.id, tier, level(check.level), &sentence(check))
    });
    let items = checklist::ITEMS.iter().map(|item| row(item.id, "checklist", "", &item.sentence()));
    HEAD.to_owned() + &checks.chain(items).collect::<String>()
}

/// What stands before the table: plain Markdown, in a file of its own.
const HEAD: &str = include_str!("chapter.md");
