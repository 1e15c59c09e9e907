//! Text as XML takes it: the few signs it keeps for itself are escaped, and what it cannot hold at all is left out.

/// Appends `text` so that it can stand between tags or in an attribute in double quotes.
pub(super) fn escape(text: &str, out: &mut String) {
    for letter in text.chars().filter(|letter| is_allowed(*letter)) {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

/// Appends `<name>text</name>` and the end of the line.
pub(super) fn element(name: &str, text: &str, out: &mut String) {
    out.push_str(&["<", name, ">"].concat());
    escape(text, out);
    out.push_str(&["</", name, ">\n"].concat());
}

/// Returns whether XML 1.0 has a place for the letter (§2.2, Char): of the control characters only the three of white
/// space.
fn is_allowed(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        let mut out = String::new();
        super::element("t", "a<b>&\"c\" \u{0}\u{8}\u{fffe}é\t😀", &mut out);
        assert_eq!(out, "<t>a&lt;b&gt;&amp;&quot;c&quot; é\t😀</t>\n");
    }
}
