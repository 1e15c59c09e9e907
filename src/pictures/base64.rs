//! Base64 (RFC 4648 §4), in which drawings carry photos inside themselves.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The bytes that `text` stands for; blanks between its letters do not matter. `None` where it is no base64.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut places = [None; 256];
    for (letter, value) in LETTERS.iter().zip(0u32..) {
        places[usize::from(*letter)] = Some(value);
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0);
    for letter in text.trim_end_matches(|c: char| c == '=' || c.is_ascii_whitespace()).bytes() {
        if letter.is_ascii_whitespace() {
            continue;
        }
        bits = (bits << 6 | places[usize::from(letter)]?) & 0x3fff;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xff).to_le_bytes()[0]);
        }
    }
    Some(bytes)
}

/// `bytes` as base64.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, at| bits << 8 | three.get(at).map_or(0, |byte| u32::from(*byte)));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standard() {
        for (plain, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            assert_eq!(encode(plain.as_bytes()), text);
            assert_eq!(decode(text).unwrap(), plain.as_bytes());
        }
        assert_eq!(decode("Zm9v\n Yg").unwrap(), b"foob");
        assert_eq!(decode("Zm-v"), None);
    }

    proptest::proptest! {
        #[test]
        fn what_is_encoded_decodes(bytes in proptest::collection::vec(0u8..=255, 0..40)) {
            assert_eq!(decode(&encode(&bytes)).unwrap(), bytes);
        }
    }
}
