//! Which part of a file is asked for (RFC 9110 §14).

use std::ops::Range;

/// What a `Range` field comes to for a file of some length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// The field says nothing that can be read, or asks for several parts: a server may always give all.
    Whole,
    Of(Range<usize>),
    /// There is nothing of what is asked for.
    Beyond,
}

/// Reads the value of a `Range` field for a file of `length` bytes.
pub(super) fn part(field: &str, length: usize) -> Part {
    let Some((unit, set)) = field.split_once('=') else { return Part::Whole };
    // An empty file has no part that a `Content-Range` could name.
    if !unit.eq_ignore_ascii_case("bytes") || length == 0 {
        return Part::Whole;
    }
    let Some((first, last)) = set.trim_matches([' ', '\t']).split_once('-') else { return Part::Whole };
    match (first, number(first), last, number(last)) {
        ("", _, _, Some(0)) => Part::Beyond,
        ("", _, _, Some(last)) => Part::Of(length.saturating_sub(last)..length),
        (_, Some(first), "", _) => from(first, length, length),
        (_, Some(first), _, Some(last)) if first <= last => from(first, last.saturating_add(1), length),
        _ => Part::Whole,
    }
}

fn from(first: usize, end: usize, length: usize) -> Part {
    if first < length { Part::Of(first..end.min(length)) } else { Part::Beyond }
}

/// Digits alone; a number that is larger than any file is as good as the largest.
fn number(digits: &str) -> Option<usize> {
    let fair = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    fair.then(|| digits.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_a_part() {
        for (field, expected) in [
            ("bytes=0-0", 0..1),
            ("bytes=2-4", 2..5),
            ("Bytes=2-", 2..10),
            ("bytes=9-9", 9..10),
            ("bytes=2-99", 2..10),
            ("bytes=2-99999999999999999999999999", 2..10),
            ("bytes= 2-4 ", 2..5),
            ("bytes=-3", 7..10),
            ("bytes=-10", 0..10),
            ("bytes=-99999999999999999999999999", 0..10),
        ] {
            assert_eq!(part(field, 10), Part::Of(expected), "{field}");
        }
    }

    #[test]
    fn what_lies_beyond_the_end_is_said_to() {
        for field in ["bytes=10-", "bytes=10-12", "bytes=99999999999999999999999999-", "bytes=-0"] {
            assert_eq!(part(field, 10), Part::Beyond, "{field}");
        }
    }

    #[test]
    fn what_cannot_be_read_and_what_asks_for_several_is_the_whole() {
        for field in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=a-b",
            "bytes=4-2",
            "bytes=1-2-3",
            "bytes=+1-2",
            "bytes=1-+2",
            "bytes=--1",
            "bytes 1-2",
            "lines=1-2",
            "bytes=0-1,4-5",
            "bytes=0-1, -2",
            "bytes=1 -2",
            "bytes=\u{661}-2",
        ] {
            assert_eq!(part(field, 10), Part::Whole, "{field}");
        }
        assert_eq!(part("bytes=0-", 0), Part::Whole);
        assert_eq!(part("bytes=-1", 0), Part::Whole);
    }
}
