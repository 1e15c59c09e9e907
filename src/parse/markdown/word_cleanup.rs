//! Lines as meant that were pasted from a word processor, or typed in a hurry: bullets and long dashes are list items,
//! non-breaking spaces after a sign of Markdown are spaces, `##Agenda` is a heading, a table's second row may hold
//! tabs or be missing, what stands below a bullet of Word's is no more of it, and `{:.agenda}` on a line of its own is an attribute for another program.

use std::borrow::Cow;
use std::ops::Range;

use super::MarkdownText;
use super::comments::fence_of;
use crate::parse::agenda::says_a_time;

/// The bullets that word processors put before the items of a list; the last one is Word's own, in its private font.
const BULLETS: [char; 9] = ['•', '·', '◦', '▪', '‣', '●', '■', '○', '\u{f0b7}'];

/// The dashes that they make of a hyphen and a space.
const DASHES: [char; 2] = ['–', '—'];

/// The most columns before a sign that do not make code of it, except within a list.
const DEEPEST: usize = 3;

/// Returns `text` with such lines as they were meant. Code between fences is left alone.
#[must_use]
pub fn as_meant<'s>(text: &'s MarkdownText<'_>) -> Cow<'s, MarkdownText<'s>> {
    let signs = ["##", "\t", "]:", "{:", "|\n", "|\r"];
    if text.text.is_ascii() && !signs.iter().any(|sign| text.text.contains(sign)) {
        return Cow::Borrowed(text);
    }
    let mut edits = edits(&text.text);
    edits.extend(bare_tables(&text.text));
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut meant = String::with_capacity(text.text.len());
    let mut places = Vec::new();
    let mut from = 0;
    let end = text.text.len();
    for (range, new) in edits.iter().cloned().chain([(end..end, Cow::Borrowed(""))]) {
        places.push((meant.len(), text.place(from)));
        let inside = text.places.iter().filter(|(at, _)| from < *at && *at < range.start);
        places.extend(inside.map(|(at, file)| (meant.len() + (at - from), *file)));
        meant.push_str(&text.text[from..range.start]);
        places.push((meant.len(), text.place(range.start)));
        meant.push_str(&new);
        from = range.end;
    }
    Cow::Owned(MarkdownText { file: text.file.clone(), text: Cow::Owned(meant), places })
}

/// Some bytes, and what they mean.
type Edit = (Range<usize>, Cow<'static, str>);

fn edits(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let dashed = dashed(text);
    let mut fence = OpenFence::default();
    let mut in_list = false;
    // The line above, where it is an item with a bullet.
    let mut item: Option<&str> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let above = item.take();
        if !fence.holds(line) {
            if above.is_some_and(|item| ends_list(item, line)) {
                edits.push((start..start, Cow::Borrowed("\n")));
            }
            match edit(line, in_list, dashed.iter().any(|run| run.contains(&start))) {
                Some((range, new)) => {
                    in_list |= !line.trim_start().starts_with(['#', '|']);
                    item = Some(line).filter(|_| new == "- ");
                    edits.push((start + range.start..start + range.end, new));
                }
                None => in_list &= line.trim().is_empty() || line.starts_with([' ', '\t', '-', '*', '+']),
            }
        }
        start += line.len();
    }
    edits
}

/// The fence of code that is open while lines are gone through, by its sign and its length.
#[derive(Default)]
struct OpenFence(Option<(u8, usize)>);

impl OpenFence {
    /// Returns whether `line` is inside a fence, or opens or closes one.
    fn holds(&mut self, line: &str) -> bool {
        match (self.0, fence_of(line)) {
            (None, Some((byte, length, _))) => self.0 = Some((byte, length)),
            (Some((open, least)), Some((byte, length, true))) if open == byte && length >= least => self.0 = None,
            (open, _) => return open.is_some(),
        }
        true
    }
}

/// The fewest rows that are a table.
const ROWS: usize = 3;

/// Returns what a table needs whose second row, `|---|---|`, was left out: that row, a blank line above, and a head
/// where its first row says a time.
fn bare_tables(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !text.contains("|\n") && !text.contains("|\r") {
        return edits;
    }
    // The first row, the number of its cells, and how many rows there are.
    let mut run: Option<(Range<usize>, usize, usize)> = None;
    let (mut start, mut above, mut fence) = (0, "", OpenFence::default());
    let mut before_run = "";
    for line in text.split_inclusive('\n').chain([""]) {
        let in_fence = fence.holds(line);
        let row = line.trim();
        let cells = row.matches('|').count().saturating_sub(1);
        let is_row = !in_fence && cells >= 2 && line.starts_with('|') && row.ends_with('|');
        let is_delimiter = is_row && row.bytes().all(|byte| b"|:- \t".contains(&byte));
        run = match run {
            _ if is_delimiter => Some((start..start, 0, 0)),
            // A table with a delimiter goes on whatever its rows hold.
            Some((first, 0, _)) if row.starts_with('|') => Some((first, 0, 0)),
            Some((first, count, rows)) if is_row && count == cells => Some((first, count, rows + 1)),
            ended => {
                if let Some((first, cells, _)) = ended.filter(|(_, count, rows)| *count > 0 && *rows >= ROWS) {
                    let delimiter = format!("|{}\n", "---|".repeat(cells));
                    let has_time = text[first.clone()].split('|').any(says_a_time);
                    let blank = if before_run.trim().is_empty() { "" } else { "\n" };
                    let head = if has_time { format!("|{}\n{delimiter}", " |".repeat(cells)) } else { String::new() };
                    edits.push((first.start..first.start, Cow::Owned(format!("{blank}{head}"))));
                    edits.extend((!has_time).then_some((first.end..first.end, Cow::Owned(delimiter))));
                }
                before_run = above;
                is_row.then(|| (start..start + line.len(), cells, 1))
            }
        };
        above = line;
        start += line.len();
    }
    edits.retain(|(_, new)| !new.is_empty());
    edits
}

/// The fewest letters of a line that may have been wrapped.
const WRAPPED: usize = 60;

/// Returns whether `line` is a paragraph of its own below an `item` with a bullet. Word processors wrap no lines and put
/// no blank line between; to Markdown it would be more of the item. A mail wraps its lines.
fn ends_list(item: &str, line: &str) -> bool {
    let is_paragraph = line.starts_with(|c: char| !(c.is_whitespace() || c.is_lowercase() || "-*+#|>`~=_".contains(c)))
        && !line.starts_with(BULLETS)
        && !line.starts_with(DASHES);
    let item = item.trim();
    is_paragraph && (item.chars().count() < WRAPPED || item.ends_with(['.', ';', '!', '?', ':']))
}

/// Returns the runs of lines that begin with a long dash, one of which has a time: Word makes such dashes of `- `.
fn dashed(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    if !text.contains(DASHES) {
        return runs;
    }
    let mut run: Option<(Range<usize>, usize, bool)> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n').chain(["end"]) {
        let rest = line.trim_start().strip_prefix(DASHES).filter(|rest| rest.starts_with(char::is_whitespace));
        match (&mut run, rest) {
            (Some((range, count, is_timed)), Some(rest)) => {
                *range = range.start..start + line.len();
                *count += 1;
                *is_timed |= says_a_time(rest);
            }
            (None, Some(rest)) => run = Some((start..start + line.len(), 1, says_a_time(rest))),
            (Some(_), None) if line.trim().is_empty() => {}
            (_, None) => {
                let whole = run.take().filter(|(_, count, is_timed)| *count >= 2 && *is_timed);
                runs.extend(whole.map(|(range, ..)| range));
            }
        }
        start += line.len();
    }
    runs
}

/// Finds the colon in `- [10 min]: Hello`, which Markdown takes for the address of a link and drops.
fn colon_behind_time(rest: &str) -> Option<usize> {
    let item = rest.trim_start_matches(['-', '*', '+', ' ']);
    let item = item.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['.', ')', ' ']);
    let (inside, _) = item.strip_prefix('[')?.split_once("]:")?;
    let is_time = crate::parse::time::whole(inside).is_some();
    is_time.then(|| rest.len() - item.len() + inside.len() + 2)
}

/// Returns the change at the beginning of `line`: the bytes, and what they mean. `is_dashed` says that it stands in a
/// run of lines with long dashes.
fn edit(line: &str, in_list: bool, is_dashed: bool) -> Option<Edit> {
    if line.contains('\t') && line.contains("--") && line.trim().bytes().all(|byte| b"|:- \t".contains(&byte)) {
        return Some((0..line.len(), Cow::Owned(line.replace('\t', " "))));
    }
    let rest = line.trim_start_matches([' ', '\t', '>']);
    let start = line.len() - rest.len();
    // `{:.agenda}`, an attribute for other programs, is nothing to read.
    if rest.starts_with("{:") && rest.trim_end().ends_with('}') {
        return Some((start..start + rest.trim_end().len(), Cow::Borrowed("")));
    }
    if start > DEEPEST && !in_list && !line.starts_with('>') {
        return None;
    }
    let sign = rest.chars().next()?;
    if let Some(colon) = colon_behind_time(rest) {
        return Some((start + colon..start + colon + 1, Cow::Borrowed(" ")));
    }
    let bullet = BULLETS.contains(&sign) || (is_dashed && DASHES.contains(&sign));
    let after = if bullet { rest.strip_prefix(sign)? } else { rest.trim_start_matches('#') };
    let after = match sign {
        _ if bullet => after,
        '#' if rest.len() - after.len() <= 6 => after,
        '-' | '*' | '+' => rest.get(1..)?,
        '0'..='9' => rest.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(['.', ')'])?,
        _ => return None,
    };
    let signs = rest.len() - after.len();
    if sign == '#' && signs >= 2 && after.starts_with(char::is_alphanumeric) {
        return Some((start + signs..start + signs, Cow::Borrowed(" ")));
    }
    let text = after.trim_start_matches(|c: char| c.is_whitespace() && c != '\n' && c != '\r');
    let blanks = &after[..after.len() - text.len()];
    if blanks.is_empty() || text.trim().is_empty() || (!bullet && blanks.is_ascii()) {
        return None;
    }
    let blanks_at = line.len() - after.len();
    let from = if bullet { start } else { blanks_at };
    Some((from..blanks_at + blanks.len(), Cow::Borrowed(if bullet { "- " } else { " " })))
}

#[cfg(test)]
mod tests {
    use super::super::MarkdownText;
    use super::as_meant;

    fn meant(text: &str) -> String {
        let text = MarkdownText { file: "a.md".into(), text: text.into(), places: vec![(0, 0)] };
        as_meant(&text).text.to_string()
    }

    #[test]
    fn bullets_and_hard_spaces_of_word_processors() {
        assert_eq!(
            meant("##\u{a0}Agenda\n•\t12 min: Hello\n· \u{a0}\u{a0} \u{a0} 5 min: Bye\n"),
            "## Agenda\n- 12 min: Hello\n- 5 min: Bye\n"
        );
        assert_eq!(meant("-\u{a0}é\n1.\u{a0}\u{a0}b\n    ◦ c\n"), "- é\n1. b\n    - c\n");
        assert_eq!(meant("> •\u{a0}a\n"), "> - a\n");
        assert_eq!(meant("• a\n• b\nProgramme\n10:00 Tea\n"), "- a\n- b\n\nProgramme\n10:00 Tea\n");
        let wrapped = "• a point of a mail that was wrapped after more than sixty letters, as\nMails are\n";
        assert_eq!(meant(wrapped), wrapped.replace('•', "-"));
        assert_eq!(meant("• a\nand more\n"), "- a\nand more\n");
        let rows = "| Time | What |\n| 9:00 | Tea |\n| 9:30 | Talk |\n";
        assert_eq!(meant(rows), "| Time | What |\n|---|---|\n| 9:00 | Tea |\n| 9:30 | Talk |\n");
        let rows = "Plan\n| 9:00 | Tea |\n| 9:30 | Talk |\n| 9:40 | Tea |\n";
        assert_eq!(meant(rows), "Plan\n\n| | |\n|---|---|\n| 9:00 | Tea |\n| 9:30 | Talk |\n| 9:40 | Tea |\n");
        for whole in [
            "| a | b |\n|---|---|\n| c | d |\n| e | f |\n",
            "```\n| a | b |\n| c | d |\n| e | f |\n```\n",
            "````\n```\n| a | b |\n| c | d |\n| e | f |\n````\n",
        ] {
            assert_eq!(meant(whole), whole);
        }
        for text in
            ["- é\n", "a • b\n", "•\n", "```\n• a\n```\n", "    • é\n", "2026\u{a0}é\n", "#é\n", "10.30\u{a0}pm\n"]
        {
            assert_eq!(meant(text), text);
        }
    }

    #[test]
    fn places_are_those_of_the_file() {
        let text =
            MarkdownText { file: "a.md".into(), text: "é\n•\tab\nc".into(), places: vec![(0, 100), (8, 200)] };
        let meant = as_meant(&text);
        assert_eq!(meant.text, "é\n- ab\nc");
        let place = |word: &str| meant.text.find(word).map(|at| meant.span(at..at + word.len()).range());
        assert_eq!(place("ab"), Some(107..201));
        assert_eq!(place("c"), Some(202..203));
    }
}
