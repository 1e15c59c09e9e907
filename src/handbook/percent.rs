//! Percent-encoding: what may not stand in an address as it is, as `%` and two hexadecimal digits (RFC 3986 §2.1).

use crate::source::nfc;

/// Which bytes stand as they are.
pub type Staying = [bool; 256];

/// The unreserved characters (RFC 3986 §2.3).
pub static UNRESERVED: Staying = staying(b"-._~");
/// Those and `/`, so that the result is a path that needs no escaping in HTML.
pub static IN_PATH: Staying = staying(b"-._~/");

/// Letters, digits and `marks`.
#[must_use]
pub const fn staying(marks: &[u8]) -> Staying {
    let mut stays = [false; 256];
    let mut byte = 0u8;
    while byte < 128 {
        stays[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    let mut mark = 0;
    while mark < marks.len() {
        stays[marks[mark] as usize] = true;
        mark += 1;
    }
    stays
}

/// Adds `text` to `out`, everything encoded but what stays.
pub fn encode(text: &str, stays: &Staying, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let stays = |byte: u8| stays[usize::from(byte)];
    if text.bytes().all(stays) {
        out.push_str(text);
        return;
    }
    for byte in text.bytes() {
        if stays(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

/// `text` with its `%20` and the like decoded and its accents [composed](nfc), as every path is; as it is where that
/// gives no UTF-8. A `%` that encodes nothing is one.
#[must_use]
pub fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if let (b'%', Some(high), Some(low)) = (byte, digit(at + 1), digit(at + 2)) {
            out.push(high << 4 | low);
            at += 3;
        } else {
            out.push(byte);
            at += 1;
        }
    }
    String::from_utf8(out).map_or_else(|_| text.to_owned(), |decoded| nfc(&decoded).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded() {
        let text = "Fête & 100 %/ü";
        let mut encoded = String::new();
        encode(text, &IN_PATH, &mut encoded);
        assert_eq!(encoded, "F%C3%AAte%20%26%20100%20%25/%C3%BC");
        assert_eq!(decode(&encoded), text);
        assert_eq!(decode("e%CC%81t%C3%A9"), "été");
    }

    #[test]
    fn what_encodes_nothing_stays() {
        for text in ["100 %", "%4", "%zz", "%C3.html", "%FF%20"] {
            assert_eq!(decode(text), text);
        }
    }
}
