//! Front matter as meant: what word processors put into it is read as the plain sign it stands for, and every place
//! in the mended text still has its place in the file.

use std::borrow::Cow;
use std::ops::Range;

/// A text that is read in place of a part of a file.
#[derive(Debug, Clone)]
pub struct RepairedText<'s> {
    pub text: Cow<'s, str>,
    /// The text in the file, and where it begins there.
    original: (&'s str, usize),
    /// The beginnings of runs, in `text` and in the file; in order, the first at 0.
    runs: Vec<(usize, usize)>,
}

/// A change: these bytes of the original (counted in it) become this text.
pub type Repair = (Range<usize>, &'static str);

impl<'s> RepairedText<'s> {
    /// Takes `text` as it is, from byte `base` of the file on.
    #[must_use]
    pub fn unchanged(text: &'s str, base: usize) -> Self {
        RepairedText { text: Cow::Borrowed(text), original: (text, base), runs: vec![(0, base)] }
    }

    /// Takes `original`, which begins at byte `base` of the file, with `edits` made.
    #[must_use]
    pub fn with(original: &'s str, base: usize, edits: &mut Vec<Repair>) -> Self {
        if edits.is_empty() {
            return RepairedText::unchanged(original, base);
        }
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = String::with_capacity(original.len() + 16);
        let mut runs = vec![(0, base)];
        let mut done = 0;
        for (range, new) in edits.iter() {
            text.push_str(original.get(done..range.start).unwrap_or_default());
            text.push_str(new);
            done = range.end.max(done);
            runs.push((text.len(), base + done));
        }
        text.push_str(original.get(done..).unwrap_or_default());
        RepairedText { text: Cow::Owned(text), original: (original, base), runs }
    }

    /// Returns the text at `range` of the file, as far as it belongs to this text.
    #[must_use]
    pub fn original(&self, range: Range<usize>) -> &'s str {
        let (text, base) = self.original;
        let inside = |at: usize| at.saturating_sub(base).min(text.len());
        text.get(inside(range.start)..inside(range.end)).unwrap_or_default()
    }

    /// Returns the place in the file of byte `at` of the text.
    #[must_use]
    pub fn place(&self, at: usize) -> usize {
        let run = self.runs.partition_point(|(text, _)| *text <= at).saturating_sub(1);
        let (text, file) = self.runs.get(run).copied().unwrap_or((0, 0));
        let place = file + (at - text);
        // Inside an insertion, the place is where the next run begins.
        self.runs.get(run + 1).map_or(place, |(_, next)| place.min(*next))
    }
}

/// Returns the text between smart quotes, where they enclose the whole of `text` and stand nowhere else in it.
#[must_use]
pub fn within_smart_quotes(text: &str) -> Option<&str> {
    let double = |c: char| matches!(c, '“' | '”' | '„' | '‟');
    let single = |c: char| matches!(c, '‘' | '’' | '‚');
    let mut letters = text.chars();
    let (first, last) = (letters.next()?, letters.next_back()?);
    let inner = letters.as_str();
    if double(first) && double(last) && !inner.contains(double) {
        return Some(inner);
    }
    (matches!(first, '‘' | '‚') && single(last)).then_some(inner)
}

/// Returns the changes that need no thought: non-breaking spaces after a colon, tabs and such spaces at the start of a
/// line, smart quotes around a value. None for text that has no such sign, which is nearly all of it.
#[must_use]
pub fn tidy(text: &str) -> Vec<Repair> {
    let mut edits = Vec::new();
    if !text.bytes().any(|byte| matches!(byte, b'\t' | 0xC2 | 0xE2)) {
        return edits;
    }
    let mut block: Option<usize> = None;
    for (start, line) in lines(text) {
        let indent = line.len() - line.trim_start().len();
        if block.is_some_and(|outer| indent > outer || line.trim().is_empty()) {
            continue;
        }
        block = None;
        for (at, sign) in line.char_indices().take_while(|(_, sign)| sign.is_whitespace()) {
            let end = start + at + sign.len_utf8();
            match sign {
                '\t' => edits.push((start + at..end, "  ")),
                ' ' | '\r' => {}
                _ => edits.push((start + at..end, " ")),
            }
        }
        let Some((name_end, value_start)) = name_and_value(line) else { continue };
        for (at, sign) in line.char_indices().filter(|(at, _)| (name_end..value_start).contains(at)) {
            if sign != ' ' && sign.is_whitespace() {
                edits.push((start + at..start + at + sign.len_utf8(), " "));
            }
        }
        let value = line.get(value_start..).unwrap_or_default().trim_end();
        if value.starts_with(['|', '>']) {
            block = Some(indent);
        } else if let Some(inner) = within_smart_quotes(value) {
            let skip = value.len() - value.trim_start_matches(['“', '”', '„', '‟', '‘', '‚']).len();
            let (from, to) = (start + value_start, start + value_start + value.len());
            edits.push((from..from + skip, "\""));
            escape(inner, from + skip, &mut edits);
            edits.push((from + skip + inner.len()..to, "\""));
        } else if value.starts_with(['[', '{']) {
            for (at, sign) in value.char_indices().filter(|(_, sign)| matches!(sign, '“' | '”' | '„' | '‟')) {
                let at = start + value_start + at;
                edits.push((at..at + sign.len_utf8(), "\""));
            }
        }
    }
    edits
}

/// Returns the changes that put quotes around the value on `line` (counted from 0), where that value is a plain text
/// with a colon in it: `title: Who gets heard?: voices`. With the value's place in `text`.
#[must_use]
pub fn quote_colon(text: &str, line: usize) -> Option<(Range<usize>, Vec<Repair>)> {
    let (start, line) = lines(text).nth(line)?;
    let (_, value_start) = name_and_value(line)?;
    let value = line.get(value_start..)?.trim_end();
    let value = value.split(" #").next().unwrap_or(value).trim_end();
    let special = ['"', '\'', '[', '{', '|', '>', '&', '*', '!', '#', '%', '@', '`', '“', '‘', '„'];
    if value.starts_with(special) || !(value.contains(": ") || value.ends_with(':')) {
        return None;
    }
    let range = start + value_start..start + value_start + value.len();
    let mut edits = vec![(range.start..range.start, "\"")];
    escape(value, range.start, &mut edits);
    edits.push((range.end..range.end, "\""));
    Some((range, edits))
}

/// Returns the same for each value that has a number with `#` in it (`title: Evening #2`) or is a colour
/// (`colour: #a33`), which YAML would drop as a comment; with the number of its line.
#[must_use]
pub fn quote_hashes(text: &str) -> Vec<(usize, Range<usize>, Vec<Repair>)> {
    let mut found = Vec::new();
    if !text.contains(" #") {
        return found;
    }
    let mut block: Option<usize> = None;
    for (number, (start, line)) in lines(text).enumerate() {
        let indent = line.len() - line.trim_start().len();
        if block.is_some_and(|outer| indent > outer || line.trim().is_empty()) {
            continue;
        }
        block = None;
        let Some((_, value_start)) = name_and_value(line) else { continue };
        let value = line.get(value_start..).unwrap_or_default();
        let value = value.split(" # ").next().unwrap_or(value).trim_end();
        if value.starts_with(['|', '>']) {
            block = Some(indent);
        }
        for range in colours_in_group(value) {
            let range = start + value_start + range.start..start + value_start + range.end;
            let edits = vec![(range.start..range.start, "\""), (range.end..range.end, "\"")];
            found.push((number, range, edits));
        }
        let is_number =
            |at: usize| value.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let first =
            value.match_indices('#').find(|(at, _)| *at == 0 || value.get(..*at).unwrap_or_default().ends_with(' '));
        if value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!', '“', '‘', '„'])
            || !(is_colour(value) || first.is_some_and(|(at, _)| is_number(at)))
        {
            continue;
        }
        let range = start + value_start..start + value_start + value.len();
        let mut edits = vec![(range.start..range.start, "\"")];
        escape(value, range.start, &mut edits);
        edits.push((range.end..range.end, "\""));
        found.push((number, range, edits));
    }
    found
}

/// Returns whether `value` is a colour as CSS writes it: `#a33` or `#aa3355`, with transparency one or two digits
/// longer.
fn is_colour(value: &str) -> bool {
    let digits = value.strip_prefix('#').unwrap_or_default();
    matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Finds the colours in `{ name: hearth, colour: #a33 }`.
fn colours_in_group(value: &str) -> Vec<Range<usize>> {
    let places = value.match_indices(": #").filter(|_| value.starts_with('{'));
    let colour = |(at, _): (usize, &str)| {
        let rest = value.get(at + 2..)?;
        let colour = rest.split([',', '}', ' ']).next().filter(|word| is_colour(word))?;
        Some(at + 2..at + 2 + colour.len())
    };
    places.filter_map(colour).collect()
}

fn escape(value: &str, start: usize, edits: &mut Vec<Repair>) {
    for (at, _) in value.match_indices(['"', '\\']) {
        edits.push((start + at..start + at, "\\"));
    }
}

/// Returns the lines of `text`, each with its place and without its line break.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

/// Returns where the name on a line ends (after its colon) and where its value begins. A line of a list without a name
/// has its value after the dash.
#[must_use]
pub fn name_and_value(line: &str) -> Option<(usize, usize)> {
    let mut start = line.len() - line.trim_start().len();
    let mut dash = None;
    while let Some(rest) = line.get(start..)?.strip_prefix("- ") {
        start = line.len() - rest.trim_start().len();
        dash = Some(start);
    }
    if line.get(start..)?.starts_with(['"', '\'', '[', '{', '#', '“', '‘']) {
        return dash.map(|at| (at, at));
    }
    for (at, _) in line.get(start..)?.match_indices(':') {
        let end = start + at + 1;
        let rest = line.get(end..)?;
        if rest.is_empty() || rest.starts_with(char::is_whitespace) {
            return Some((end, line.len() - rest.trim_start().len()));
        }
    }
    dash.map(|at| (at, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(text: &str) -> String {
        RepairedText::with(text, 0, &mut tidy(text)).text.into_owned()
    }

    #[test]
    fn signs_of_word_processors_are_read_as_plain_ones() {
        assert_eq!(tidied("title:\u{a0}Hello\n"), "title: Hello\n");
        assert_eq!(tidied("title: “Who: \"we\"”\r\n"), "title: \"Who: \\\"we\\\"\"\r\n");
        assert_eq!(tidied("bring: [“a, b”, c]\n"), "bring: [\"a, b\", c]\n");
        assert_eq!(tidied("a:\n\t- b\n"), "a:\n  - b\n");
        assert_eq!(tidied("- “a: b”\n"), "- \"a: b\"\n");
    }

    #[test]
    fn block_texts_are_left_alone() {
        let text = "about: >\n  She said:\u{a0}“yes”\n  title: “x”\nname: y\n";
        assert_eq!(tidied(text), text);
    }

    #[test]
    fn places_lead_back_to_the_file() {
        let text = "title:\u{a0}“Who: we”\n";
        let mended = RepairedText::with(text, 100, &mut tidy(text));
        let at = mended.text.find("Who").unwrap();
        assert_eq!(mended.place(at), 100 + text.find("Who").unwrap());
    }

    #[test]
    fn a_number_with_its_hash_is_no_comment() {
        let text = "title: Evening #2: \"we\"\nid: x # 2\nabout: >\n  a: #1\nbring: [a #1]\n";
        let (numbers, mut edits): (Vec<_>, Vec<_>) =
            quote_hashes(text).into_iter().map(|(line, _, edits)| (line, edits)).unzip();
        assert_eq!(numbers, [0]);
        assert!(
            RepairedText::with(text, 0, &mut edits[0])
                .text
                .starts_with("title: \"Evening #2: \\\"we\\\"\"\nid: x # 2\n")
        );
    }

    #[test]
    fn a_colour_is_no_comment() {
        let of = |text: &'static str| -> Vec<&str> {
            quote_hashes(text).into_iter().map(|(_, range, _)| &text[range]).collect()
        };
        assert_eq!(of("theme:\n  colour: #a33 # ours\n  name: #hearth\n"), ["#a33"]);
        assert_eq!(of("theme: { name: hearth, colour: #aa3355 }\n"), ["#aa3355"]);
        assert_eq!(of("theme: { colour: #a33, name: hearth } # ours: #3\n"), ["#a33"]);
        assert!(of("theme: { name: x } # colour: #a33g\n").is_empty());
    }

    #[test]
    fn a_colon_in_a_value_gets_quotes() {
        let text = "title: Who gets \"heard\"?: voices # so\n";
        let (range, mut edits) = quote_colon(text, 0).unwrap();
        assert_eq!(&text[range], "Who gets \"heard\"?: voices");
        assert_eq!(RepairedText::with(text, 0, &mut edits).text, "title: \"Who gets \\\"heard\\\"?: voices\" # so\n");
        assert!(quote_colon("time: 18:30\n", 0).is_none());
    }
}
