//! The secret that makes the address of the members' calendar hard to guess.

/// The fewest characters of a secret. Each is one of 32, five bits, so that these are 130: nobody finds such an
/// address by trying.
pub const LEAST: usize = 26;

/// The most. Google takes no address of a calendar that is longer than 256, and the website's is part of it.
const MOST: usize = 64;

/// The signs from which a secret is made: digits and small letters, without those that are easily read as others. All
/// of them may stand in a file's name and in an address, whatever the system or the letter case.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Letters and digits that are known only to those to whom they were given.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// The reason why a text is no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    TooShort,
    TooLong,
    /// A text with something else than small letters and digits.
    OtherCharacters,
}

impl Secret {
    /// Takes a secret that somebody wrote down.
    ///
    /// # Errors
    ///
    /// Returns an error when it could be guessed, or does not fit into an address.
    pub fn new(text: &str) -> Result<Self, Mistake> {
        if !text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
            return Err(Mistake::OtherCharacters);
        }
        match text.len() {
            0..LEAST => Err(Mistake::TooShort),
            LEAST..=MOST => Ok(Secret(text.to_owned())),
            _ => Err(Mistake::TooLong),
        }
    }

    /// Makes a secret from random bytes: a letter from five bits of each, so that every letter is as likely as any
    /// other.
    #[must_use]
    pub fn from_random(bytes: [u8; LEAST]) -> Self {
        Secret(bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect())
    }

    /// Returns the letters themselves.
    #[must_use]
    pub fn letters(&self) -> &str {
        &self.0
    }
}

/// Hides the letters: not even a debugger's log shall hold them.
impl std::fmt::Debug for Secret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_bytes_make_a_secret() {
        let bytes = std::array::from_fn(|at| u8::try_from(at * 9).expect("small"));
        let secret = Secret::from_random(bytes);
        assert_eq!(secret.letters(), "09jv4dpz8ht3cny7gs2bmx6fr1");
        assert_eq!(Secret::new(secret.letters()), Ok(secret));
    }

    #[test]
    fn what_could_be_guessed_is_none() {
        assert_eq!(Secret::new(""), Err(Mistake::TooShort));
        assert_eq!(Secret::new(&"a".repeat(25)), Err(Mistake::TooShort));
        assert_eq!(Secret::new(&"a".repeat(65)), Err(Mistake::TooLong));
        for other in ["A", "ä", "-", "/", " ", "\n"] {
            assert_eq!(Secret::new(&other.repeat(30)), Err(Mistake::OtherCharacters), "{other}");
        }
    }

    #[test]
    fn it_does_not_show_in_what_is_printed_for_debugging() {
        let secret = Secret::new(&"k".repeat(30)).expect("a secret");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }
}
