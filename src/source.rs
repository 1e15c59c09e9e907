//! A text file of the handbook folder, and places inside one.

use std::borrow::Cow;
use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A file's path inside the handbook folder, with `/` between its parts on every system, [composed](nfc).
pub type FilePath = Arc<str>;

/// Returns `text` with each accent in one piece with its letter (Unicode's form NFC), as keyboards write it and as the
/// web wants it. A Mac may write a file's name with the accent apart (NFD), which looks the same and is another string.
/// Every text from a disk goes through here once, so that nothing after it has to think of that.
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    // Nearly every name, and most texts in English.
    if text.is_ascii() || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// The text of one file, as it lies on disk but for a byte order mark, [composed](nfc).
///
/// It lives while the file is parsed; whoever needs a line of it later (a diagnostic that is about to be shown)
/// reads the file again.
#[derive(Debug, Clone)]
pub struct Source {
    pub path: FilePath,
    pub text: String,
}

impl Source {
    /// Returns the place of `range`, in bytes of [`Source::text`].
    #[must_use]
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(&self.path, range)
    }
}

/// A range of bytes in one file. Ordered by file, then by place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    pub file: FilePath,
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// Makes a place in `file`. Files past 4 GiB are refused by the reader, so the narrowing never loses anything.
    #[must_use]
    pub fn new(file: &FilePath, range: std::ops::Range<usize>) -> Self {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { file: Arc::clone(file), start: narrow(range.start), end: narrow(range.end) }
    }

    /// Makes the place of the file as a whole: shown by its name alone, with line 1 and no excerpt.
    #[must_use]
    pub fn whole(file: &FilePath) -> Self {
        Span::new(file, 0..0)
    }

    /// Returns the bytes, for slicing the file's text.
    #[must_use]
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and the place where its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Located<T> {
    /// Makes `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Located { value, span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accent_is_one_with_its_letter() {
        assert_eq!(nfc("Andre\u{301}, e\u{302}tre"), "Andr\u{e9}, \u{ea}tre");
        assert_eq!(nfc("\u{1112}\u{1161}\u{11ab}"), "\u{d55c}");
        for same in ["wren", "Andr\u{e9}", "“x” … 15\u{a0}min", "q\u{301}"] {
            assert!(matches!(nfc(same), Cow::Borrowed(_)), "{same}");
        }
    }
}
