//! Finds every wanted text in a normalized one, in one pass over its words.

use memchr::memchr_iter;
use rustc_hash::FxHashMap;

/// The number of bytes by which a wanted text is looked up, and of those by which a text is that has fewer; the rest is
/// compared where they are found.
const LENGTHS: [usize; 2] = [8, 3];

/// The wanted texts by how they begin. Each begins with a blank, as every word of a normalized text does, so that only
/// what follows a blank is looked up.
pub(super) struct Keys {
    /// The numbers of those with the same first bytes, for each length.
    by_start: [FxHashMap<u64, Vec<usize>>; 2],
    /// Whether some text may begin so, by a part of the product of its first bytes.
    may_begin: Box<[u64; 1 << 10]>,
}

impl Keys {
    pub fn new<'a>(wanted: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut keys = Keys { by_start: Default::default(), may_begin: Box::new([0; 1 << 10]) };
        for (number, text) in wanted.enumerate() {
            let words = text.strip_prefix(b" ").unwrap_or(text);
            let of = usize::from(words.len() < LENGTHS[0]);
            let start = cut(first_bytes(words), LENGTHS[of]);
            let (place, bit) = bit(start);
            keys.may_begin[place] |= bit;
            keys.by_start[of].entry(start).or_default().push(number);
        }
        keys
    }

    pub fn is_empty(&self) -> bool {
        self.by_start.iter().all(FxHashMap::is_empty)
    }

    /// Calls `found` with the number of each text that may begin at a blank of `text`, and with that blank's place.
    pub fn each(&self, text: &[u8], found: &mut impl FnMut(usize, usize)) {
        for blank in memchr_iter(b' ', text) {
            let first = first_bytes(&text[blank + 1..]);
            for (length, by_start) in LENGTHS.iter().zip(&self.by_start) {
                let start = cut(first, *length);
                let (place, bit) = bit(start);
                if self.may_begin[place] & bit != 0 {
                    by_start.get(&start).into_iter().flatten().for_each(|number| found(*number, blank));
                }
            }
        }
    }
}

/// Returns the first eight bytes of `words` as one number; those missing at the end of a text are zero, a byte that no
/// normalized text has.
fn first_bytes(words: &[u8]) -> u64 {
    let bytes = words.first_chunk().copied().unwrap_or_else(|| {
        let mut bytes = [0; 8];
        bytes[..words.len()].copy_from_slice(words);
        bytes
    });
    u64::from_le_bytes(bytes)
}

/// Returns the first `length` of those bytes.
fn cut(first: u64, length: usize) -> u64 {
    first & (u64::MAX >> (64 - 8 * length))
}

/// Returns the place of a beginning in [`Keys::may_begin`], and its bit there.
fn bit(start: u64) -> (usize, u64) {
    // The multiplier of Fibonacci hashing: 2^64 by the golden ratio.
    let mixed = start.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48;
    (usize::try_from(mixed / 64).unwrap_or_default(), 1 << (mixed % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(wanted: &[&str], text: &str) -> Vec<(usize, usize)> {
        let mut all = Vec::new();
        let keys = Keys::new(wanted.iter().map(|wanted| wanted.as_bytes()));
        keys.each(text.as_bytes(), &mut |number, place| all.push((number, place)));
        all.retain(|(number, place)| text[*place..].starts_with(wanted[*number]));
        all.sort_unstable();
        all
    }

    #[test]
    fn texts_of_all_lengths_are_found_where_a_word_begins() {
        let wanted = [" ana ", " ana luis ", " ana luisa ferrao ", " luis ", " lu ", " o p "];
        assert_eq!(found(&wanted, " ana luis "), [(0, 0), (1, 0), (3, 4)]);
        assert_eq!(found(&wanted, " ana luisa ferrao "), [(0, 0), (2, 0)]);
        assert_eq!(found(&wanted, " the lu o p "), [(4, 4), (5, 7)]);
        assert_eq!(found(&wanted, " joana anal o p"), []);
        assert_eq!(found(&wanted, " "), []);
    }

    #[test]
    fn texts_that_begin_alike_are_all_found() {
        let wanted = [" two people left early ", " two people came ", " two "];
        assert_eq!(found(&wanted, " then two people came "), [(1, 5), (2, 5)]);
    }
}
