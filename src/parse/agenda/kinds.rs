//! Kinds of segment and sizes of groups: as written in brackets, and as guessed from a title's words.

use crate::handbook::{Group, Minutes, SegmentKind};
use crate::parse::duration;

use super::words::{GUESSES, LAST_GUESSES, OPENINGS, SIZES};

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

/// What stands in a bracket.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub kind: Option<SegmentKind>,
    pub group: Option<Group>,
    pub minutes: Option<Minutes>,
    /// Words that mean nothing, with their places.
    pub unknown: Vec<std::ops::Range<usize>>,
}

/// Reads `values, groups of 4`: the first kind counts, a grouping adds to it.
#[must_use]
pub fn read(text: &str) -> Written {
    let mut written = Written::default();
    let mut start = 0;
    for part in text.split([',', ';', '/', '+']) {
        let from = start + (part.len() - part.trim_start().len());
        start += part.len() + 1;
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        let (kind, size) = (kind(part), group(part));
        if kind.is_none() && size.is_none() {
            match duration::whole(part) {
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

/// One kind, by its name: `share back`, `groups of 4`, `trios`.
#[must_use]
pub fn kind(text: &str) -> Option<SegmentKind> {
    let text = folded(text);
    let named = |names: &[(&str, SegmentKind)]| names.iter().find(|(name, _)| *name == text).map(|(_, kind)| *kind);
    named(&NAMES).filter(|kind| *kind != SegmentKind::Groups).or_else(|| named(&SYNONYMS)).or_else(|| {
        match group(&text) {
            Some(Group::Of(_) | Group::Count(_)) => Some(SegmentKind::Groups),
            _ => None,
        }
    })
}

/// The size of groups: `groups of 4`, `of 4`, `4 groups`, `pairs`, `trios`, `whole group`.
#[must_use]
pub fn group(text: &str) -> Option<Group> {
    let text = folded(text);
    match text.as_str() {
        "pairs" | "pair" | "twos" | "in pairs" => return Some(Group::Pairs),
        "trios" | "triads" | "threes" => return Some(Group::Of(3)),
        "whole group" => return Some(Group::Whole),
        _ => {}
    }
    if let Some(count) = text.strip_suffix(" groups") {
        return number(count).map(Group::Count);
    }
    let size = ["groups of ", "group of ", "breakout groups of ", "small groups of ", "rooms of ", "of "]
        .iter()
        .find_map(|start| text.strip_prefix(start))?;
    // `groups of 3 or 4`, `groups of 3-4`: the larger ones are what rooms are counted for.
    let size = size.trim_end_matches(" people");
    match number(size.rsplit([' ', '-', '–']).next()?)? {
        2 => Some(Group::Pairs),
        size => Some(Group::Of(size)),
    }
}

/// What a `Groups:` line says: as [`group`], and a bare `4` counts people.
#[must_use]
pub fn groups_line(text: &str) -> Option<Group> {
    let bare = number(&folded(text)).map(|size| if size == 2 { Group::Pairs } else { Group::Of(size) });
    bare.or_else(|| group(text))
}

/// How many words may stand before a break: "Tea at last" is one, "Plan the menu of the spring lunch" is none.
const WORDS_BEFORE_A_BREAK: usize = 3;

/// The kind that a title's words give away, and the grouping they name.
#[must_use]
pub fn guess(title: &str) -> (Option<SegmentKind>, Option<Group>) {
    let title = folded(title);
    let starts: Vec<&str> = word_starts(&title).collect();
    let earliest = |guesses: &[(&str, SegmentKind)]| {
        starts.iter().enumerate().find_map(|(place, rest)| {
            let kind = longest(guesses, rest)?;
            (kind != SegmentKind::Break || place <= WORDS_BEFORE_A_BREAK).then_some(kind)
        })
    };
    // The first words of all, past a number or a clock time.
    let mut clauses = title.split([':', ',', ';', '–', '—', '(', '.', '!']);
    let opening = clauses.find(|clause| clause.contains(char::is_alphabetic)).unwrap_or_default();
    let opening = opening.trim_start_matches(|c: char| !c.is_alphabetic()).trim_end();
    // What is left of a clock time in front.
    let opening = ["uhr ", "pm ", "am ", "h "].iter().find_map(|half| opening.strip_prefix(half)).unwrap_or(opening);
    let is_round = opening.starts_with("round of ") || opening.starts_with("a round of ");
    let opening = || {
        let whole = OPENINGS.iter().find(|(words, _)| *words == opening).map(|(_, kind)| *kind);
        whole.or(is_round.then_some(SegmentKind::Everyone))
    };
    let kind = earliest(&GUESSES).or_else(opening).or_else(|| earliest(&LAST_GUESSES));
    let kind = kind.filter(|kind| *kind == SegmentKind::Discussion).and_then(|_| talking_in(&title)).or(kind);
    (kind, group_within(&starts))
}

/// The small groups of `discussion in pairs`, `talk en dyades`: what stands right behind the word says how people talk.
fn talking_in(title: &str) -> Option<SegmentKind> {
    let is_small =
        |kind: &SegmentKind| matches!(kind, SegmentKind::Pairs | SegmentKind::Groups | SegmentKind::Breakout);
    let within = |words: &str, from: &str| {
        let (_, rest) = title.split_once(from)?;
        longest(&GUESSES, rest).or_else(|| longest(&GUESSES, &format!("{words}{rest}"))).filter(is_small)
    };
    [("in ", "discussion in "), ("en ", "discussion en "), ("par ", "discussion par "), ("à ", "discussion à ")]
        .into_iter()
        .find_map(|(words, from)| within(words, from))
}

/// What the longest words with which `rest` begins say. `table` is in the order of its letters.
fn longest<T: Copy>(table: &[(&str, T)], rest: &str) -> Option<T> {
    let first = rest.as_bytes().first();
    let from = table.partition_point(|(words, _)| words.as_bytes().first() < first);
    let same = table[from..].iter().take_while(|(words, _)| words.as_bytes().first() == first);
    let fits = same.filter(|(words, _)| begins_with_words(rest, words));
    fits.max_by_key(|(words, _)| words.len()).map(|(_, said)| *said)
}

/// The grouping named in a title, given from each of its words on.
fn group_within(starts: &[&str]) -> Option<Group> {
    let named = |words: &str| starts.iter().find(|rest| begins_with_words(rest, words));
    for words in ["groups of", "rooms of", "tables of"] {
        if let Some(rest) = named(words) {
            let size = rest.split(' ').nth(2)?;
            return group(&format!("groups of {}", size.trim_matches(|c: char| !c.is_alphanumeric())));
        }
    }
    if let Some(size) = starts.iter().find_map(|rest| longest(&SIZES, rest)) {
        return Some(Group::Of(size));
    }
    let is_pairs = |rest: &&str| longest(&GUESSES, rest) == Some(SegmentKind::Pairs);
    starts.iter().any(is_pairs).then_some(Group::Pairs)
}

/// `text` from each of its words on.
fn word_starts(text: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    text.char_indices().filter_map(move |(at, c)| {
        let starts = c.is_alphanumeric() && !inside;
        inside = c.is_alphanumeric();
        starts.then(|| &text[at..])
    })
}

/// Whether `text` begins with `words` as words of their own.
fn begins_with_words(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Lower case, hyphens as blanks, single blanks.
fn folded(text: &str) -> String {
    let text = text.to_lowercase();
    let mut folded = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}')) {
        if !word.is_empty() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(word);
        }
    }
    folded
}

fn number(text: &str) -> Option<u32> {
    const WORDS: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let word = WORDS.iter().position(|word| *word == text).and_then(|n| u32::try_from(n + 2).ok());
    word.or_else(|| text.parse().ok()).filter(|n| (1..=1000).contains(n))
}

#[cfg(test)]
mod tests {
    use super::{GUESSES, LAST_GUESSES, SIZES, Written, group, groups_line, guess, read};
    use crate::handbook::{Group, SegmentKind};

    #[test]
    fn brackets() {
        let written = |kind, group| Written { kind: Some(kind), group, ..Written::default() };
        assert_eq!(read("everyone"), written(SegmentKind::Everyone, None));
        assert_eq!(read("values, groups of 4"), written(SegmentKind::Values, Some(Group::Of(4))));
        assert_eq!(read("groups of 4, values"), written(SegmentKind::Values, Some(Group::Of(4))));
        assert_eq!(read("Share-Back, Talk"), written(SegmentKind::ShareBack, None));
        assert_eq!(read("trios"), written(SegmentKind::Groups, Some(Group::Of(3))));
        assert_eq!(read("pairs"), written(SegmentKind::Pairs, Some(Group::Pairs)));
        assert_eq!(read("breakout, groups of three"), written(SegmentKind::Breakout, Some(Group::Of(3))));
        assert_eq!(read("talk, zebra").unknown.first(), Some(&(6..11)));
        assert_eq!(read("talk, 5 min").minutes.unwrap().value, 5);
    }

    #[test]
    fn groupings() {
        assert_eq!(groups_line("4"), Some(Group::Of(4)));
        assert_eq!(groups_line("of 4"), Some(Group::Of(4)));
        assert_eq!(groups_line("groups of 4"), Some(Group::Of(4)));
        assert_eq!(groups_line("4 groups"), Some(Group::Count(4)));
        assert_eq!(group("groups of 3-4"), Some(Group::Of(4)));
        assert_eq!(group("whole group"), Some(Group::Whole));
        assert_eq!(group("of 0"), None);
        assert_eq!(group("4"), None);
    }

    #[test]
    fn guesses() {
        for (title, kind) in [
            ("Introductions", Some(SegmentKind::Everyone)),
            ("Welcome and check-in", Some(SegmentKind::Everyone)),
            ("Show and tell: joy", Some(SegmentKind::Everyone)),
            ("In trios", Some(SegmentKind::Breakout)),
            ("Share back from the breakouts", Some(SegmentKind::ShareBack)),
            ("Quiet writing", Some(SegmentKind::Reflection)),
            ("Soup and stretch", Some(SegmentKind::Break)),
            ("Circle", None),
            ("Round: one word", Some(SegmentKind::Everyone)),
            ("A second round of edits", None),
            ("Round of news", Some(SegmentKind::Everyone)),
            ("Round-table on fees", Some(SegmentKind::Discussion)),
            ("In threes: plan a lunch", Some(SegmentKind::Groups)),
            ("Plan the menu of the spring lunch", None),
            ("Break the ice", Some(SegmentKind::Everyone)),
            ("Values: which one moved you?", Some(SegmentKind::Values)),
            ("News, and a round of hellos", Some(SegmentKind::Everyone)),
            ("Writes the patch", None),
            ("13:00 Opening", Some(SegmentKind::Welcome)),
            ("18.55 Uhr Ade", Some(SegmentKind::Close)),
            ("17:58 – Thanks", Some(SegmentKind::Close)),
            ("Breakfast plans", None),
            ("Discussion in pairs", Some(SegmentKind::Pairs)),
            ("Discussion en dyades", Some(SegmentKind::Pairs)),
            ("Discussion in the hall, not in pairs", Some(SegmentKind::Discussion)),
            ("Discussion in small groups", Some(SegmentKind::Breakout)),
            ("Turn to your neighbour: what stayed?", Some(SegmentKind::Pairs)),
            ("Dr. Brandt: why we sleep", Some(SegmentKind::Talk)),
            ("8:10 pm Dr. Brandt: why we sleep", Some(SegmentKind::Talk)),
            ("Questions for Dr. Brandt", Some(SegmentKind::Discussion)),
            ("Kettle on, write your name on a label", Some(SegmentKind::Break)),
            ("Close", Some(SegmentKind::Close)),
        ] {
            assert_eq!(guess(title).0, kind, "{title}");
        }
        assert_eq!(guess("Groups of 3: consultancy").1, Some(Group::Of(3)));
        assert_eq!(guess("Tables of four").1, Some(Group::Of(4)));
        assert_eq!(guess("Other twos, to the pier").1, Some(Group::Pairs));
    }

    #[test]
    fn words_stand_in_order() {
        assert!(GUESSES.is_sorted_by_key(|(words, _)| words));
        assert!(LAST_GUESSES.is_sorted_by_key(|(words, _)| words));
        assert!(SIZES.is_sorted_by_key(|(words, _)| words));
    }
}
