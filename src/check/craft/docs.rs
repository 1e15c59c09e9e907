//! The table of checks in words: for the terminal, and as a chapter of the user guide.

use super::checklist::ITEMS;
use super::table::CHECKS;

/// The columns of a terminal as it opens.
const COLUMNS: usize = 80;

/// Each tier, with the text above its checks.
const TIERS: [(&str, &str); 3] = [
    ("fact", "Facts: computed from fields, dates, minutes, counts and links."),
    ("mark", "Marks: looked at where four fifths of an agenda's minutes have a kind."),
    (
        "checklist",
        "Checklist: what `check --explain SESSION` shows as seen or not seen. It looks at fields and headings alone and is \
         never reported.",
    ),
];
const END: &str = "To leave out a fact or a mark, give your reason: `ignore: {NAME: \"reason\"}` in the header of a session \
                   or another entry, or below `checks:` in community.yml for the whole handbook.";
const SOURCES: &str = "The online guide is D. Martinez Fishman, “Creating virtual communities of practice that thrive” (ZERO \
                       TO THREE). The facilitators' guide is “What is a community of practice?”, guidance for educators who \
                       facilitate one. The reasons are told in our own words.";

/// Returns each check and each item of the checklist: its id, tier, level and sentence.
fn rows() -> impl Iterator<Item = (&'static str, &'static str, String, String)> {
    let checks = CHECKS.iter().map(|check| {
        let tier = if check.is_mark() { "mark" } else { "fact" };
        let sentence = format!("{}{}.", check.doc.trim_end_matches('.'), check.guide);
        (check.id, tier, format!("{:?}", check.level).to_lowercase(), sentence)
    });
    checks.chain(ITEMS.iter().map(|item| (item.id, "checklist", String::new(), item.sentence())))
}

/// Writes every check with its level and its sentence, for the terminal.
#[must_use]
pub fn list() -> String {
    let mut out = String::new();
    for (tier, heading) in TIERS {
        out += &folded(heading, "");
        for (id, _, level, sentence) in rows().filter(|row| row.1 == tier) {
            let level = if level.is_empty() { level } else { format!(" ({level})") };
            out += &format!("\n  {id}{level}\n{}", folded(&sentence, "      "));
        }
        out += "\n";
    }
    out + &folded(END, "") + "\n" + &folded(SOURCES, "")
}

/// Breaks `words` into lines that a terminal can show, each after `indent`.
fn folded(words: &str, indent: &str) -> String {
    let mut lines = vec![indent.to_owned()];
    for word in words.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() <= COLUMNS => *line += &format!("{word} "),
            _ => lines.push(format!("{indent}{word} ")),
        }
    }
    lines.iter().fold(String::new(), |out, line| out + line.trim_end() + "\n")
}

/// Writes the chapter of the user guide.
#[must_use]
pub fn chapter() -> String {
    // The text before the table is plain Markdown, in a file of its own.
    let head = include_str!("chapter.md").to_owned();
    let row = |(id, tier, level, sentence)| format!("| `{id}` | {tier} | {level} | {sentence} |\n");
    rows().map(row).fold(head, |out, row| out + &row)
}
