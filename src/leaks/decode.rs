//! Normalizes text as files write it: tags dropped, entities and escapes resolved, folded lines joined.

use memchr::{memchr, memchr3};

use crate::handbook::normalize::NormalizedText;

/// The number of bytes after which what was normalized is searched, so that no feed has to be in memory twice.
pub(super) const PIECE: usize = 64 * 1024;

/// The way in which a text writes characters that it cannot write as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escapes {
    /// `%20` and entities, which are resolved everywhere.
    Usual,
    /// And `\n` for a new line (RFC 5545 §3.3.11).
    Calendar,
    /// And `\n`, `\u00e9` (RFC 8259 §7).
    Json,
    /// The usual ones, in bytes that are not all text: bytes that are no UTF-8 separate words.
    Binary,
}

/// Adds `bytes` to `out`.
pub(super) fn text(bytes: &[u8], escapes: Escapes, out: &mut NormalizedText) {
    let mut at = 0;
    loop {
        at += out.words(&bytes[at..]);
        if at >= bytes.len() {
            return;
        }
        at += special(&bytes[at..], escapes, out);
    }
}

/// Adds the first lines of a calendar file to `out`, folded ones joined (RFC 5545 §3.1): about [`PIECE`] bytes. Returns
/// how many bytes those were.
pub(super) fn calendar(bytes: &[u8], out: &mut NormalizedText) -> usize {
    let mut at = 0;
    let mut joined = Vec::new();
    while at < bytes.len().min(PIECE) {
        joined.clear();
        loop {
            let end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end);
            let line = &bytes[at..end];
            at = bytes.len().min(end + 1);
            let is_folded = matches!(bytes.get(at), Some(b' ' | b'\t'));
            if joined.is_empty() && !is_folded {
                text(line, Escapes::Calendar, out);
                break;
            }
            joined.extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
            if !is_folded {
                text(&joined, Escapes::Calendar, out);
                break;
            }
            at += 1;
        }
        out.gap();
    }
    at
}

/// Adds HTML or XML: text that readers see to `seen`, text in tags, comments and scripts to `aside`; about [`PIECE`]
/// bytes of it, up to the end of a tag or a run of words. Returns how many bytes those were.
pub(super) fn markup(bytes: &[u8], seen: &mut NormalizedText, aside: &mut NormalizedText) -> usize {
    let mut at = 0;
    while at < bytes.len().min(PIECE) {
        at += seen.words(&bytes[at..]);
        match bytes.get(at) {
            Some(b'<') => at += tag(&bytes[at..], seen, aside),
            Some(_) => at += special(&bytes[at..], Escapes::Usual, seen),
            None => {}
        }
    }
    at
}

/// Adds the tag at the start of `bytes` and returns where it ends; a lone `<` is no tag.
fn tag(bytes: &[u8], seen: &mut NormalizedText, aside: &mut NormalizedText) -> usize {
    let closing = usize::from(bytes.get(1) == Some(&b'/'));
    let name = &bytes[1 + closing..];
    if bytes.get(1) == Some(&b'!') && bytes.starts_with(b"<!--") {
        let end = find(bytes, b"-->").unwrap_or(bytes.len());
        aside.part();
        text(&bytes[4.min(end)..end], Escapes::Usual, aside);
        return (end + 3).min(bytes.len());
    }
    if bytes.get(1) == Some(&b'!') && bytes.starts_with(b"<![CDATA[") {
        return b"<![CDATA[".len();
    }
    if !name.first().is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'!' | b'?')) {
        seen.gap();
        return 1;
    }
    let length = name.iter().position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b':')).unwrap_or(name.len());
    let name = &name[..length];
    let attributes = 1 + closing + length;
    let end = attributes + end_of_tag(&bytes[attributes..]);
    if end > attributes {
        aside.gap();
        text(&bytes[attributes..end], Escapes::Usual, aside);
    }
    // A paragraph goes on in the next one: who copies a text may part it anew.
    if !seen.is_between_words() && !is_inline(name) {
        seen.gap();
    }
    let end = (end + 1).min(bytes.len());
    if closing == 0 && (name.eq_ignore_ascii_case(b"script") || name.eq_ignore_ascii_case(b"style")) {
        let inner = &bytes[end..];
        let close = find(inner, if name.len() == 6 { b"</script" } else { b"</style" }).unwrap_or(inner.len());
        aside.part();
        text(&inner[..close], Escapes::Json, aside);
        aside.part();
        return end + close;
    }
    end
}

/// Returns the end of a tag: its `>`, which may be in a quoted value as well.
fn end_of_tag(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(sign) = memchr3(b'>', b'"', b'\'', &bytes[at..]) {
        at += sign;
        if bytes[at] == b'>' {
            return at;
        }
        let Some(close) = memchr(bytes[at], &bytes[at + 1..]) else { break };
        at += close + 2;
    }
    bytes.len()
}

/// Returns whether words go on across the tag of that name. In office files most tags are about looks, and few end a
/// word.
fn is_inline(name: &[u8]) -> bool {
    let mut small = [0; 12];
    let Some(small) = small.get_mut(..name.len()) else { return name.contains(&b':') };
    small.copy_from_slice(name);
    small.make_ascii_lowercase();
    if let Some(colon) = small.iter().position(|byte| *byte == b':') {
        let parts: &[&[u8]] = &[
            b"p", b"h", b"br", b"cr", b"tab", b"s", b"tr", b"tc", b"td", b"sp", b"txbody", b"line", b"creator",
            b"title", b"subject",
        ];
        return !parts.contains(&&small[colon + 1..]);
    }
    matches!(
        &*small,
        b"a" | b"abbr"
            | b"b"
            | b"bdi"
            | b"bdo"
            | b"cite"
            | b"code"
            | b"del"
            | b"dfn"
            | b"em"
            | b"font"
            | b"i"
            | b"ins"
            | b"kbd"
            | b"mark"
            | b"q"
            | b"r"
            | b"s"
            | b"samp"
            | b"small"
            | b"span"
            | b"strong"
            | b"sub"
            | b"sup"
            | b"t"
            | b"time"
            | b"tspan"
            | b"u"
            | b"var"
            | b"wbr"
    )
}

/// Adds an escape or a character outside ASCII, and returns its length in bytes: at least one.
fn special(bytes: &[u8], escapes: Escapes, out: &mut NormalizedText) -> usize {
    match bytes {
        [b'%', ..] => percent(bytes, out),
        [b'&', ..] => entity(bytes, out),
        [b'\\', next, ..] => {
            let is_line = match escapes {
                Escapes::Usual | Escapes::Binary => false,
                Escapes::Calendar => matches!(next, b'n' | b'N' | b'\\'),
                Escapes::Json => matches!(next, b'n' | b'r' | b't' | b'b' | b'f' | b'\\'),
            };
            if escapes == Escapes::Json && *next == b'u' {
                return unicode(bytes, out);
            }
            out.gap();
            1 + usize::from(is_line)
        }
        [first, ..] if !first.is_ascii() => {
            let (character, length) = character(bytes);
            match escapes {
                Escapes::Binary if length == 1 => out.gap(),
                _ => out.character(character),
            }
            length
        }
        _ => {
            out.gap();
            1
        }
    }
}

/// Returns the character at the start of `bytes`, with its length. Bytes that are no UTF-8 are read as Latin-1, which
/// an old file may be.
fn character(bytes: &[u8]) -> (char, usize) {
    let first = bytes.first().copied().unwrap_or_default();
    let length = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    };
    let read = bytes.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()?.chars().next());
    read.map_or((char::from(first), 1), |character| (character, length))
}

/// Adds `%C3%A9` (RFC 3986 §2.1), and returns its length in bytes.
fn percent(bytes: &[u8], out: &mut NormalizedText) -> usize {
    let mut decoded = Vec::new();
    let mut at = 0;
    while let [b'%', high, low, ..] = &bytes[at..] {
        let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let (Some(high), Some(low)) = (digit(*high), digit(*low)) else { break };
        decoded.push(high << 4 | low);
        at += 3;
    }
    let mut rest = decoded.as_slice();
    while !rest.is_empty() {
        let (character, length) = character(rest);
        out.character(character);
        rest = &rest[length..];
    }
    if at == 0 {
        out.gap();
    }
    at.max(1)
}

/// Adds `\u00e9`, or two of them for a character beyond the first 65,536 (RFC 8259 §7), and returns its length in
/// bytes.
fn unicode(bytes: &[u8], out: &mut NormalizedText) -> usize {
    let unit = |at: usize| {
        let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let Some(first) = unit(0) else {
        out.gap();
        return 1;
    };
    let units = [first, unit(6).unwrap_or_default()];
    let Some(Ok(character)) = char::decode_utf16(units).next() else {
        out.gap();
        return 6;
    };
    out.character(character);
    6 * character.len_utf16()
}

/// Adds an entity of HTML or XML. Of letters with a mark (`&eacute;`) the letter counts; all others separate words.
fn entity(bytes: &[u8], out: &mut NormalizedText) -> usize {
    let end = bytes.iter().take(12).position(|byte| *byte == b';');
    let Some((name, end)) = end.and_then(|end| Some((std::str::from_utf8(&bytes[1..end]).ok()?, end))) else {
        out.gap();
        return 1;
    };
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        };
        out.character(code.and_then(char::from_u32).unwrap_or(' '));
        return end + 1;
    }
    let marks = ["acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "slash", "caron", "lig"];
    let letters = marks.iter().find_map(|mark| name.strip_suffix(mark)).filter(|letters| !letters.is_empty());
    match (letters, name) {
        (Some("sz"), _) => ["s", "s"].iter().for_each(|letter| letter.chars().for_each(|each| out.character(each))),
        (Some(letters), _) => letters.chars().for_each(|letter| out.character(letter)),
        (None, "shy" | "zwj" | "zwnj" | "lrm" | "rlm") => {}
        // Shorter ones do not exist: `Q&A;`.
        (None, name) if name.len() > 1 && name.chars().all(|letter| letter.is_ascii_alphanumeric()) => out.gap(),
        _ => {
            out.gap();
            return 1;
        }
    }
    end + 1
}

/// Returns where `needle` begins in `bytes`, letter case of ASCII aside.
pub(super) fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let first = needle.first()?;
    let begins = |byte: &u8| byte.eq_ignore_ascii_case(first);
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(begins)?;
        if bytes.get(at..at + needle.len())?.eq_ignore_ascii_case(needle) {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(alike: &NormalizedText) -> String {
        String::from_utf8_lossy(alike.bytes()).trim().replace(" \n ", " | ")
    }

    fn of_text(text_: &str, escapes: Escapes) -> String {
        let mut out = NormalizedText::default();
        text(text_.as_bytes(), escapes, &mut out);
        said(&out)
    }

    fn of_markup(html: &str) -> (String, String) {
        let (mut seen, mut aside) = (NormalizedText::default(), NormalizedText::default());
        markup(html.as_bytes(), &mut seen, &mut aside);
        (said(&seen), said(&aside))
    }

    #[test]
    fn tags_between_and_inside_words_are_dropped() {
        let (seen, aside) = of_markup(
            "<p>Two <em>left</em> to<wbr>gether</p><p>look&shy;ing up&#115;et, caf&eacute;&nbsp;&amp; caf&#xE9;</p>",
        );
        assert_eq!((seen.as_str(), aside.as_str()), ("two left together looking upset cafe cafe", ""));
        assert_eq!(of_markup("a < b <3 c<br>d</td>e").0, "a b 3 c d e");
    }

    #[test]
    fn what_stands_in_tags_and_scripts_is_aside() {
        let (seen, aside) = of_markup(
            "<a href=\"mailto:x?body=Two%20left\" title='a > b'>go</a><!-- a <b> note -->\
             <script type=\"application/ld+json\">{\"a\":\"one\\ntwo caf\\u00e9 \\ud83d\\ude00\"}</script>end <![CDATA[in]]>",
        );
        assert_eq!(seen, "go end in");
        assert_eq!(aside, "href mailto x body two left title a b | a b note type application ld json | a one two cafe");
    }

    #[test]
    fn office_files_part_words_at_few_tags() {
        let word =
            "<w:p><w:r><w:t>Two le</w:t></w:r><w:r><w:t>ft</w:t></w:r></w:p><w:p><w:r><w:t>now</w:t></w:r></w:p>";
        assert_eq!(of_markup(word).0, "two left now");
        assert_eq!(of_markup("<si><r><t>Two le</t></r><r><t>ft</t></r></si><si><t>now</t></si>").0, "two left now");
    }

    #[test]
    fn folded_lines_and_escapes_of_calendars() {
        let mut out = NormalizedText::default();
        calendar("SUMMARY:Two le\r\n ft\\, to\n\tgether\\nnow caf\u{c3}\r\n ".as_bytes(), &mut out);
        assert_eq!(said(&out), "summary two left together now cafa");
        let mut out = NormalizedText::default();
        calendar(b"caf\xC3\r\n \xA9\r\nB", &mut out);
        assert_eq!(said(&out), "cafe b", "a letter may be folded in its middle");
    }

    #[test]
    fn percent_and_broken_escapes() {
        assert_eq!(of_text("caf%C3%A9%20now 100% %zz %", Escapes::Usual), "cafe now 100 zz");
        assert_eq!(of_text("a\\nb", Escapes::Usual), "a nb");
        for broken in ["\\", "\\u", "\\u12", "\\ud800", "&", "&;", "&#x;", "&#99999999;", "<", "</", "<!--", "<a \""] {
            let _ = of_text(broken, Escapes::Json);
            let _ = of_markup(broken);
        }
        let mut out = NormalizedText::default();
        text(b"caf\xE9 now \xFF", Escapes::Usual, &mut out);
        assert_eq!(said(&out), "cafe now y", "an old file is read as Latin-1");
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_are_a_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
            let (mut seen, mut aside) = (NormalizedText::default(), NormalizedText::default());
            markup(&bytes, &mut seen, &mut aside);
            text(&bytes, Escapes::Json, &mut seen);
            calendar(&bytes, &mut seen);
        }

        #[test]
        fn no_markup_is_a_panic(html in r#"[<>/!&;#x%\\"'a-cé -]{0,60}"#) {
            let _ = of_markup(&html);
            let _ = of_text(&html, Escapes::Json);
        }
    }
}
