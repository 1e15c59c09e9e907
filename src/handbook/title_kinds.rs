//! The titles that are themselves the name of a kind: "Break", "Introductions", "Check-in: one word".

use rustc_hash::FxHashMap;

use super::{SegmentKind, Words};

/// The phrases of a handbook's language, in lower case with hyphens as spaces, and the kind that each names.
#[derive(Debug, Clone, Default)]
pub struct TitleKinds(FxHashMap<String, SegmentKind>);

/// The keys of the string table that hold the phrases of a kind, parted by semicolons.
const KEYS: [(&str, SegmentKind); 14] = [
    ("titles_welcome", SegmentKind::Welcome),
    ("titles_everyone", SegmentKind::Everyone),
    ("titles_pairs", SegmentKind::Pairs),
    ("titles_breakout", SegmentKind::Breakout),
    ("titles_discussion", SegmentKind::Discussion),
    ("titles_talk", SegmentKind::Talk),
    ("titles_reading", SegmentKind::Reading),
    ("titles_reflection", SegmentKind::Reflection),
    ("titles_share_back", SegmentKind::ShareBack),
    ("titles_values", SegmentKind::Values),
    ("titles_practice", SegmentKind::Practice),
    ("titles_break", SegmentKind::Break),
    ("titles_close", SegmentKind::Close),
    ("titles_tech", SegmentKind::Tech),
];

impl TitleKinds {
    /// Reads the phrases of `words`. A language without a table of its own has none, since those of English would be
    /// guesses there.
    #[must_use]
    pub fn new(words: &Words) -> Self {
        let phrases = KEYS.iter().flat_map(|(key, kind)| {
            let listed = words.table.get(*key).map_or("", String::as_str).split(';');
            listed.map(|phrase| (phrase.trim().to_owned(), *kind)).filter(|(phrase, _)| !phrase.is_empty())
        });
        TitleKinds(phrases.collect())
    }

    /// Returns the kind that `phrase` names, with a number of people behind it (`breakout groups of 4`) or without; see
    /// [`Segment::phrase`](super::Segment::phrase).
    #[must_use]
    pub fn kind(&self, phrase: &str) -> Option<SegmentKind> {
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let before_number = || phrase.rsplit_once(" of ").filter(|(_, size)| is_number(size)).map(|(before, _)| before);
        self.0.get(phrase).or_else(|| self.0.get(before_number()?)).copied()
    }

    /// Returns the number of phrases.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }
}
