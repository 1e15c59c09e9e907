//! Kinds of segment and sizes of groups, as written in brackets, columns and detail lines.

use crate::handbook::{Grouping, Minutes, SegmentKind};
use crate::parse::time;

use super::line::fields;

/// The kinds as they are written, `groups of N` without its number.
pub const NAMES: [(&str, SegmentKind); 15] = [
    ("welcome", SegmentKind::Welcome),
    ("everyone", SegmentKind::Everyone),
    ("pairs", SegmentKind::Pairs),
    ("groups of", SegmentKind::Groups),
    ("breakout", SegmentKind::Breakout),
    ("discussion", SegmentKind::Discussion),
    ("talk", SegmentKind::Talk),
    ("reading", SegmentKind::Reading),
    ("reflection", SegmentKind::Reflection),
    ("share back", SegmentKind::ShareBack),
    ("values", SegmentKind::Values),
    ("practice", SegmentKind::Practice),
    ("break", SegmentKind::Break),
    ("close", SegmentKind::Close),
    ("tech", SegmentKind::Tech),
];

/// Words that stand for a kind in brackets, besides its own name.
const SYNONYMS: [(&str, SegmentKind); 10] = [
    ("breakouts", SegmentKind::Breakout),
    ("breakout groups", SegmentKind::Breakout),
    ("breakout rooms", SegmentKind::Breakout),
    ("small groups", SegmentKind::Breakout),
    ("whole group", SegmentKind::Discussion),
    ("sharing back", SegmentKind::ShareBack),
    ("practise", SegmentKind::Practice),
    ("closing", SegmentKind::Close),
    ("journal", SegmentKind::Reflection),
    ("pair", SegmentKind::Pairs),
];

/// The contents of a bracket.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Bracket {
    pub kind: Option<SegmentKind>,
    pub group: Option<Grouping>,
    pub minutes: Option<Minutes>,
    /// Words that mean nothing, with their places.
    pub unknown: Vec<std::ops::Range<usize>>,
}

/// Reads `values, groups of 4`: the first kind counts, a grouping adds to it.
#[must_use]
pub fn read(text: &str) -> Bracket {
    let mut written = Bracket::default();
    for (from, part) in fields(text, &[',', ';', '/', '+']) {
        let (kind, size) = (kind(part), group(part));
        if kind.is_none() && size.is_none() {
            match time::length(part) {
                Some(minutes) => written.minutes = written.minutes.or(Some(minutes)),
                None => written.unknown.push(from..from + part.len()),
            }
        }
        // `[groups of 4, values]` is about values, in groups.
        if written.kind.is_none() || (written.kind == Some(SegmentKind::Groups) && kind.is_some()) {
            written.kind = kind.or(written.kind);
        }
        written.group = written.group.or(size);
    }
    written
}

/// Reads one kind, by its name: `share back`, `groups of 4`, `trios`.
#[must_use]
pub fn kind(text: &str) -> Option<SegmentKind> {
    let text = folded(text);
    let named = NAMES.iter().chain(&SYNONYMS).find(|(name, _)| *name == text && *name != "groups of");
    let is_sized = || matches!(group(&text), Some(Grouping::Of(_) | Grouping::Count(_)));
    named.map(|(_, kind)| *kind).or_else(|| is_sized().then_some(SegmentKind::Groups))
}

/// Reads the size of groups: `groups of 4`, `of 4`, `4 groups`, `pairs`, `trios`, `whole group`.
#[must_use]
pub fn group(text: &str) -> Option<Grouping> {
    let text = folded(text);
    match text.as_str() {
        "pairs" | "pair" | "twos" | "in pairs" | "in twos" => return Some(Grouping::Pairs),
        "trios" | "triads" | "threes" | "in trios" | "in threes" => return Some(Grouping::Of(3)),
        "whole group" => return Some(Grouping::Whole),
        _ => {}
    }
    if let Some(count) = text.strip_suffix(" groups") {
        return number(count).map(Grouping::Count);
    }
    let size =
        ["groups of ", "group of ", "in groups of ", "breakout groups of ", "small groups of ", "rooms of ", "of "]
            .iter()
            .find_map(|start| text.strip_prefix(start))?;
    // `groups of 3 or 4`, `groups of 3-4`: the larger ones are what rooms are counted for.
    let size = size.trim_end_matches(" people");
    match number(size.rsplit([' ', '-', '–']).next()?)? {
        2 => Some(Grouping::Pairs),
        size => Some(Grouping::Of(size)),
    }
}

/// Reads a `Groups:` line: as [`group`], and a bare `4` counts people.
#[must_use]
pub fn groups_line(text: &str) -> Option<Grouping> {
    let bare = number(&folded(text)).map(|size| if size == 2 { Grouping::Pairs } else { Grouping::Of(size) });
    bare.or_else(|| group(text))
}

/// Returns the part of a title that may name its kind: the whole of it, or its beginning before a colon or a dash, in
/// lower case with hyphens as spaces and `and` for `&`.
#[must_use]
pub fn phrase(title: &str) -> String {
    let ends = [": ", " - ", " – ", " — ", "– ", "— "].iter().filter_map(|sign| title.find(sign));
    let beginning = ends.min().map_or(title, |end| &title[..end]);
    folded(beginning.trim_matches(|c: char| !c.is_alphanumeric())).replace(" & ", " and ")
}

/// Returns `text` in lower case, with hyphens as blanks and single blanks.
fn folded(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}'));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn number(text: &str) -> Option<u32> {
    const WORDS: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let word = WORDS.iter().position(|word| *word == text).and_then(|n| u32::try_from(n + 2).ok());
    word.or_else(|| text.parse().ok()).filter(|n| (1..=1000).contains(n))
}

#[cfg(test)]
mod tests {
    use super::{Bracket, group, groups_line, read};
    use crate::handbook::{Grouping, SegmentKind};

    #[test]
    fn brackets() {
        let written = |kind, group| Bracket { kind: Some(kind), group, ..Bracket::default() };
        assert_eq!(read("everyone"), written(SegmentKind::Everyone, None));
        assert_eq!(read("values, groups of 4"), written(SegmentKind::Values, Some(Grouping::Of(4))));
        assert_eq!(read("groups of 4, values"), written(SegmentKind::Values, Some(Grouping::Of(4))));
        assert_eq!(read("Share-Back, Talk"), written(SegmentKind::ShareBack, None));
        assert_eq!(read("trios"), written(SegmentKind::Groups, Some(Grouping::Of(3))));
        assert_eq!(read("pairs"), written(SegmentKind::Pairs, Some(Grouping::Pairs)));
        assert_eq!(read("breakout, groups of three"), written(SegmentKind::Breakout, Some(Grouping::Of(3))));
        assert_eq!(read("talk, zebra").unknown.first(), Some(&(6..11)));
        assert_eq!(read("talk, 5 min").minutes.unwrap().value, 5);
    }

    #[test]
    fn groupings() {
        assert_eq!(groups_line("4"), Some(Grouping::Of(4)));
        assert_eq!(groups_line("of 4"), Some(Grouping::Of(4)));
        assert_eq!(groups_line("groups of 4"), Some(Grouping::Of(4)));
        assert_eq!(groups_line("4 groups"), Some(Grouping::Count(4)));
        assert_eq!(group("groups of 3-4"), Some(Grouping::Of(4)));
        assert_eq!(group("whole group"), Some(Grouping::Whole));
        assert_eq!(group("of 0"), None);
        assert_eq!(group("4"), None);
    }
}
