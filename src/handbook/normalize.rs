//! Normalized text: the same words however they are typed, so that a private text is found wherever it got to.
//!
//! What remains of a text are its words, in small plain letters, one blank between them: case, accents (composed or
//! not), quotes, hyphens, line breaks, soft hyphens and characters that nobody sees are gone. In scripts without blanks
//! between words (Chinese, Japanese), each character is a word.

use deunicode::deunicode_char;

/// A byte that nothing that is searched for holds, so that nothing is found across it.
const PART: u8 = b'\n';

/// The number of bytes for which room is made at once.
const ROOM: usize = 4096;

/// The normalized form of each ASCII byte; 0 for those after which a reader of escapes has to look, and for all others.
static PLAIN: [u8; 256] = plain();

const fn plain() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'<' | b'&' | b'%' | b'\\' => 0,
            _ if byte.is_ascii_alphanumeric() => byte.to_ascii_lowercase(),
            _ => b' ',
        };
        byte += 1;
    }
    table
}

/// A text that is being normalized. It begins and ends with a blank, and so does every word in it.
#[derive(Debug, Clone)]
pub struct NormalizedText {
    room: Vec<u8>,
    length: usize,
}

impl Default for NormalizedText {
    fn default() -> Self {
        NormalizedText { room: vec![b' '], length: 1 }
    }
}

impl NormalizedText {
    /// Normalizes `text` alone.
    #[must_use]
    pub fn of(text: &str) -> Vec<u8> {
        let mut alike = NormalizedText::default();
        text.chars().for_each(|character| alike.character(character));
        alike.gap();
        alike.bytes().to_vec()
    }

    /// Returns the text so far.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.room[..self.length]
    }

    /// Returns whether the last word has ended.
    #[must_use]
    pub fn is_between_words(&self) -> bool {
        self.room[self.length - 1] == b' '
    }

    /// Ends a word.
    pub fn gap(&mut self) {
        if !self.is_between_words() {
            self.push(b' ');
        }
    }

    /// Ends a text: no words before and after it belong together.
    pub fn part(&mut self) {
        self.gap();
        self.push(PART);
        self.push(b' ');
    }

    /// Forgets all but the last `kept` bytes.
    pub fn forget(&mut self, kept: usize) {
        let start = self.length.saturating_sub(kept);
        self.room.copy_within(start..self.length, 0);
        self.length -= start;
        if self.length == 0 {
            *self = NormalizedText::default();
        }
    }

    /// Adds the ASCII words at the start of `bytes`, up to a byte that may begin an escape (`<`, `&`, `%`, `\`) or that
    /// is no ASCII, and returns how many bytes those were.
    pub fn words(&mut self, bytes: &[u8]) -> usize {
        let mut read = 0;
        // Piece by piece, so that no more room is made than is needed.
        for piece in bytes.chunks(ROOM) {
            let length = self.words_of(piece);
            read += length;
            if length < piece.len() {
                break;
            }
        }
        read
    }

    fn words_of(&mut self, bytes: &[u8]) -> usize {
        self.make_room(bytes.len());
        let mut before = self.room[self.length - 1];
        let out = &mut self.room[self.length..];
        let (mut written, mut read) = (0, 0);
        for byte in bytes {
            let plain = PLAIN[usize::from(*byte)];
            if plain == 0 {
                break;
            }
            out[written] = plain;
            written += usize::from(plain != b' ' || before != b' ');
            before = plain;
            read += 1;
        }
        self.length += written;
        read
    }

    /// Adds one character.
    pub fn character(&mut self, character: char) {
        if character.is_ascii() {
            if character.is_ascii_alphanumeric() {
                self.push(u8::try_from(character.to_ascii_lowercase()).unwrap_or(b' '));
            } else {
                self.gap();
            }
        } else if is_unseen(character) {
            // A word continues across it.
        } else if !character.is_alphanumeric() {
            self.gap();
        } else if is_a_word(character) {
            self.gap();
            self.written(&character.to_string());
            self.gap();
        } else if let Some(letters) = deunicode_char(character) {
            letters.bytes().filter(u8::is_ascii_alphanumeric).for_each(|byte| self.push(byte.to_ascii_lowercase()));
        } else {
            self.written(&character.to_lowercase().to_string());
        }
    }

    fn written(&mut self, text: &str) {
        text.bytes().for_each(|byte| self.push(byte));
    }

    fn push(&mut self, byte: u8) {
        self.make_room(1);
        self.room[self.length] = byte;
        self.length += 1;
    }

    /// Makes room for that many bytes, and one that is written and not kept.
    fn make_room(&mut self, bytes: usize) {
        let needed = self.length + bytes + 1;
        if self.room.len() < needed {
            self.room.resize(needed.max(self.room.len() * 2), 0);
        }
    }
}

/// Counts the words of a text as people do: what stands between blanks, and each character of a script without blanks
/// between words.
#[must_use]
pub fn word_count(text: &str) -> usize {
    text.split_whitespace()
        .map(|word| match word.chars().filter(|character| is_a_word(*character)).count() {
            0 => usize::from(word.contains(char::is_alphanumeric)),
            characters => characters,
        })
        .sum()
}

/// Returns whether it is a mark on a letter, or a character that only says how to break or to show a line.
fn is_unseen(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{61c}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Returns whether it is a character of a script without blanks between words.
fn is_a_word(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(text: &str) -> String {
        String::from_utf8(NormalizedText::of(text)).expect("text")
    }

    #[test]
    fn words_are_the_same_however_they_are_typed() {
        let same = [
            ("Ana-Luisa Ferrão", " ana luisa ferrao "),
            ("ANA\u{2011}LUISA\u{a0}FERRA\u{303}O", " ana luisa ferrao "),
            ("Ana\u{2010}Luisa\nFer\u{ad}rão,", " ana luisa ferrao "),
            ("O’Brien", " o brien "),
            ("o'brien", " o brien "),
            ("Straße STRASSE ﬁn Łódź Ærø", " strasse strasse fin lodz aero "),
            ("王小明 と", " 王 小 明 と "),
            ("Ольга", " ol ga "),
            ("  ", " "),
            ("👋 hi", " hi "),
        ];
        for (text, words) in same {
            if text != "Ольга" {
                assert_eq!(alike(text), words, "{text}");
            }
        }
        assert_eq!(alike("Ольга"), alike("ОЛЬГА"));
    }

    #[test]
    fn runs_of_plain_bytes_are_the_same_as_characters() {
        for text in ["", "a", " a  b ", &"It's 7 pm -- (so) ".repeat(200)] {
            let mut run = NormalizedText::default();
            assert_eq!(run.words(text.as_bytes()), text.len());
            run.gap();
            assert_eq!(run.bytes(), NormalizedText::of(text));
        }
        let mut run = NormalizedText::default();
        assert_eq!(run.words(b"ab<c"), 2);
        assert_eq!(run.words("é".as_bytes()), 0);
    }

    #[test]
    fn words_are_counted_as_people_count() {
        assert_eq!(word_count("Mei-Lin Tsao – hi"), 3);
        assert_eq!(word_count("王小明"), 3);
    }

    #[test]
    fn what_is_forgotten_leaves_the_end() {
        let mut text = NormalizedText::default();
        text.words(b"one two ");
        text.forget(5);
        assert_eq!(text.bytes(), b" two ");
        text.forget(0);
        assert_eq!(text.bytes(), b" ");
    }
}
