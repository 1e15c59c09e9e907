//! Durations as people write them: `12 min`, `1h30`, `(5m, Marisol)`, `20-30 min`.

use std::ops::Range;

use crate::handbook::Minutes;

/// The first duration in `text` and the bytes it takes up, brackets not included.
#[must_use]
pub fn find(text: &str) -> Option<(Minutes, Range<usize>)> {
    let _ = text;
    None
}

/// `text` as a whole as a duration.
#[must_use]
pub fn whole(text: &str) -> Option<Minutes> {
    let _ = text;
    None
}
