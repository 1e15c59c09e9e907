//! Percent-encoding: what may not stand in an address as it is, as `%` and two hexadecimal digits (RFC 3986 §2.1).

use std::borrow::Cow;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::source::nfc;

pub use percent_encoding::AsciiSet;

/// The unreserved characters (RFC 3986 §2.3) stay.
pub static UNRESERVED: AsciiSet = staying(b"-._~");
/// Those and `/`, so that the result is a path that needs no escaping in HTML.
pub static IN_PATH: AsciiSet = staying(b"-._~/");

/// Returns the set of what is encoded: all but letters, digits and `marks`.
#[must_use]
pub const fn staying(marks: &[u8]) -> AsciiSet {
    let mut encoded = NON_ALPHANUMERIC.remove(b'a');
    let mut at = 0;
    while at < marks.len() {
        encoded = encoded.remove(marks[at]);
        at += 1;
    }
    encoded
}

/// Adds `text` to `out` with everything in `set` encoded, and all that is no ASCII.
pub fn encode(text: &str, set: &'static AsciiSet, out: &mut String) {
    out.extend(utf8_percent_encode(text, set));
}

/// Decodes the `%20` and the like in `text` and [composes](nfc) its accents, as in every path; returns it unchanged
/// where that gives no UTF-8. A `%` that encodes nothing is kept.
#[must_use]
pub fn decode(text: &str) -> String {
    match percent_decode_str(text).decode_utf8() {
        Ok(Cow::Owned(decoded)) => nfc(&decoded).into_owned(),
        Ok(Cow::Borrowed(_)) | Err(_) => text.to_owned(),
    }
}

/// Decodes each `%` in `text` once; `None` where one encodes nothing or the result is no text.
#[must_use]
pub fn decode_strictly(text: &str) -> Option<String> {
    let digits =
        |after: &str| after.as_bytes().first_chunk::<2>().is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
    let decoded = text.split('%').skip(1).all(digits).then(|| percent_decode_str(text).decode_utf8().ok())??;
    Some(decoded.into_owned())
}

/// Returns `text` with each `%` read that encodes a byte. Where the bytes are no UTF-8, a replacement character stands.
#[must_use]
pub fn decode_lossy(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
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
    fn read_strictly_it_is_read_once_or_not_at_all() {
        assert_eq!(decode_strictly("a%20b/%C3%A9.html").as_deref(), Some("a b/é.html"));
        assert_eq!(decode_strictly("%2561+b").as_deref(), Some("%61+b"));
        for broken in ["%", "%4", "%4x", "%+1", "%ff", "%c3", "%ed%a0%80"] {
            assert_eq!(decode_strictly(broken), None, "{broken}");
        }
    }

    #[test]
    fn what_encodes_nothing_stays() {
        for text in ["100 %", "%4", "%zz", "%C3.html", "%FF%20"] {
            assert_eq!(decode(text), text);
        }
    }
}
