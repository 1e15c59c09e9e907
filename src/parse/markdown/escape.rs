//! Text and addresses made safe for HTML.

use std::fmt::Write;

/// Appends `text` as the content of an element. A NUL, which HTML forbids, becomes U+FFFD.
pub fn text(text: &str, out: &mut String) {
    escape(text, out, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        0 => Some("\u{FFFD}"),
        _ => None,
    });
}

/// Appends `text` as the value of an attribute between double quotes.
pub fn attribute(text: &str, out: &mut String) {
    escape(text, out, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        0 => Some("\u{FFFD}"),
        _ => None,
    });
}

/// Appends an address as the value of an attribute: what RFC 3986 does not allow in an address is
/// percent-encoded, what is encoded already stays.
pub fn address(address: &str, out: &mut String) {
    for byte in address.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#39;"),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            _ if b"-._~:/?#[]@!$()*+,;=%".contains(&byte) => out.push(char::from(byte)),
            _ => {
                // Writing into a String cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}

fn escape(text: &str, out: &mut String, with: impl Fn(u8) -> Option<&'static str>) {
    if is_plain(text) {
        out.push_str(text);
        return;
    }
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        // Only ASCII bytes are ever replaced, so every cut is on a char boundary.
        if let Some(entity) = with(byte) {
            out.push_str(&text[done..at]);
            out.push_str(entity);
            done = at + 1;
        }
    }
    out.push_str(&text[done..]);
}

/// Returns whether nothing in `text` is to be replaced, which is so for nearly every text. A byte sets a bit and no
/// branch is taken, so that many bytes are looked at together.
fn is_plain(text: &str) -> bool {
    let is = |byte: u8, sign: u8| u8::from(byte == sign);
    let special = |byte| is(byte, b'&') | is(byte, b'<') | is(byte, b'>') | is(byte, b'"') | is(byte, 0);
    text.bytes().fold(0, |found, byte| found | special(byte)) == 0
}

#[cfg(test)]
mod tests {
    fn of(f: fn(&str, &mut String), text: &str) -> String {
        let mut out = String::new();
        f(text, &mut out);
        out
    }

    #[test]
    fn text_attributes_and_addresses() {
        assert_eq!(of(super::text, "a < b & \"c\" > é\0"), "a &lt; b &amp; \"c\" &gt; é\u{FFFD}");
        assert_eq!(of(super::attribute, "\"<é>\""), "&quot;&lt;é&gt;&quot;");
        assert_eq!(
            of(super::address, "https://é.org/a b?c=1&d='%20\""),
            "https://%C3%A9.org/a%20b?c=1&amp;d=&#39;%20%22"
        );
    }
}
