//! The sentences of a debrief, as its author wrote them.

use std::ops::Range;

/// Returns the places of the sentences of `markdown`. Headings, block quotes and sentences in quotation marks are none:
/// they repeat what was said elsewhere.
pub(super) fn sentences(markdown: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut block = 0..0;
    let mut at = 0;
    for line in markdown.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let text = line.trim();
        let is_other = text.is_empty() || text.starts_with(['#', '>', '|']);
        if is_other || begins_item(text) {
            in_block(markdown, &block, &mut found);
            block = start..start;
        }
        if text.starts_with('|') {
            in_block(markdown, &(start..at), &mut found);
        }
        if is_other {
            block = at..at;
        } else {
            block.end = at;
        }
    }
    in_block(markdown, &block, &mut found);
    found
}

fn begins_item(line: &str) -> bool {
    let number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let after =
        if number.len() < line.len() { number.strip_prefix(['.', ')']) } else { line.strip_prefix(['-', '*', '+']) };
    after.is_some_and(|after| after.starts_with(' '))
}

/// Adds the sentences of one paragraph or item.
fn in_block(markdown: &str, block: &Range<usize>, found: &mut Vec<Range<usize>>) {
    let Some(text) = markdown.get(block.clone()) else { return };
    // A question in bold is a heading by another name.
    let bare = text.trim();
    if bare.starts_with("**") && bare.ends_with("**") {
        return;
    }
    let mut start = block.start;
    let mut quote = None;
    let mut is_own = false;
    let mut letters = text.char_indices().peekable();
    let mut ended = false;
    while let Some((place, letter)) = letters.next() {
        quote = match (quote, letter) {
            (None, '"') => Some('"'),
            (None, '“') => Some('”'),
            (None, '„') => Some('“'),
            (None, '«') => Some('»'),
            (Some(closing), letter) if letter == closing => None,
            (quote, _) => quote,
        };
        is_own |= quote.is_none() && letter.is_alphanumeric();
        ended = match letter {
            '.' | '!' | '?' | '…' | '。' | '！' | '？' => true,
            '"' | '”' | '“' | '»' | '’' | '\'' | ')' | ']' | '*' | '_' => ended,
            _ => false,
        };
        let next_parts = letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        let is_full = matches!(letter, '。' | '！' | '？');
        if (ended && next_parts) || is_full || letters.peek().is_none() {
            let end = block.start + place + letter.len_utf8();
            if is_own {
                found.push(start..end);
            }
            (start, is_own) = (end, false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sentences;

    fn said(markdown: &str) -> Vec<&str> {
        sentences(markdown).into_iter().map(|place| markdown[place].trim()).collect()
    }

    #[test]
    fn sentences_end_where_people_end_them() {
        assert_eq!(
            said(
                "Two people\nleft. Do we **call**? (No.) At 6.30 pm we met\n\n- One\n- Two. Three\n1. Four\n| a. b | c |\n"
            ),
            [
                "Two people\nleft.",
                "Do we **call**?",
                "(No.)",
                "At 6.30 pm we met",
                "- One",
                "- Two.",
                "Three",
                "1.",
                "Four",
                "| a.",
                "b | c |"
            ]
        );
        assert_eq!(said("我们走了。谁来？"), ["我们走了。", "谁来？"]);
        assert_eq!(said(""), [""; 0]);
    }

    #[test]
    fn headings_and_quotes_are_not_its_own() {
        let text = "# What went well?\n**What would we change?**\n\n> Quoted. Twice.\n\n“We are kind. We listen.” She said “so”. \"Why?\" Own.\n„Ja. Nein.“ Doch.";
        assert_eq!(said(text), ["She said “so”.", "Own.", "Doch."]);
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_a_panic(text in "[a。é\\.!?\"“”\n#>|*1 -]{0,60}") {
            let _ = said(&text);
        }
    }
}
