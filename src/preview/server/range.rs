//! Ranges of bytes that a request asks for (RFC 9110 §14).

use std::ops::Range;

/// The meaning of a `Range` field for a file of some length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ByteRange {
    /// The field says nothing that can be read, or asks for several parts: a server may always give all.
    Whole,
    Part(Range<usize>),
    /// The file has nothing of what is asked for.
    Beyond,
}

/// Reads the value of a `Range` field for a file of `length` bytes.
pub(super) fn byte_range(field: &str, length: usize) -> ByteRange {
    let Some((unit, set)) = field.split_once('=') else { return ByteRange::Whole };
    // An empty file has no part that a `Content-Range` could name.
    if !unit.eq_ignore_ascii_case("bytes") || length == 0 {
        return ByteRange::Whole;
    }
    let Some((first, last)) = set.trim_matches([' ', '\t']).split_once('-') else { return ByteRange::Whole };
    match (first, number(first), last, number(last)) {
        ("", _, _, Some(0)) => ByteRange::Beyond,
        ("", _, _, Some(last)) => ByteRange::Part(length.saturating_sub(last)..length),
        (_, Some(first), "", _) => from(first, length, length),
        (_, Some(first), _, Some(last)) if first <= last => from(first, last.saturating_add(1), length),
        _ => ByteRange::Whole,
    }
}

fn from(first: usize, end: usize, length: usize) -> ByteRange {
    if first < length { ByteRange::Part(first..end.min(length)) } else { ByteRange::Beyond }
}

/// Reads digits; a number that is larger than any file is as good as the largest.
fn number(digits: &str) -> Option<usize> {
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(usize::MAX))
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
            assert_eq!(byte_range(field, 10), ByteRange::Part(expected), "{field}");
        }
    }

    #[test]
    fn what_lies_beyond_the_end_is_said_to() {
        for field in ["bytes=10-", "bytes=10-12", "bytes=99999999999999999999999999-", "bytes=-0"] {
            assert_eq!(byte_range(field, 10), ByteRange::Beyond, "{field}");
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
            assert_eq!(byte_range(field, 10), ByteRange::Whole, "{field}");
        }
        assert_eq!(byte_range("bytes=0-", 0), ByteRange::Whole);
        assert_eq!(byte_range("bytes=-1", 0), ByteRange::Whole);
    }
}
