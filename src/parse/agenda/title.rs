//! Finds the times, the kind and the leads in a title.

use std::ops::Range;

use crate::handbook::Minutes;
use crate::parse::time::{self, Expression, is_day};

use super::line::WordList;

/// The marks in a title's plain text, by place.
#[derive(Debug, Default, Clone)]
pub struct TitleMarks {
    pub times: Vec<TimeFound>,
    /// The inside of the square bracket at the end that says the kind.
    pub bracket: Option<Range<usize>>,
    /// That bracket with the space around it.
    pub bracket_cut: Range<usize>,
    /// The number in front of the words that tells only its place among the parts: `IV. `.
    pub number: Option<Range<usize>>,
}

impl TitleMarks {
    /// Returns the expressions of time, in order.
    pub fn expressions(&self) -> impl Iterator<Item = Expression> + '_ {
        self.times.iter().map(|time| time.expression)
    }

    /// Returns whether the title is nothing but a time.
    #[must_use]
    pub fn is_only_time(&self, plain: &str) -> bool {
        self.times.iter().any(|time| !time.cuts.is_empty()) && !self.words(plain).contains(char::is_alphanumeric)
    }

    /// Returns whether the title without its times is a word that something is over.
    #[must_use]
    pub fn is_end(&self, plain: &str) -> bool {
        static ENDS: WordList = WordList::new(include_str!("words/ends.txt"));
        let words = self.words(plain).to_lowercase();
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        let is_of = |start: &&str| words.starts_with(*start) && words.split_whitespace().count() <= 5;
        ENDS.has(words) || ["end of ", "meeting ends", "ende der ", "ende des ", "fin de "].iter().any(is_of)
    }

    /// Returns the title without its times.
    pub fn words(&self, plain: &str) -> String {
        let cuts: Vec<Range<usize>> = self.times.iter().flat_map(|time| time.cuts.iter().cloned()).collect();
        without(plain, &cuts)
    }
}

/// An expression of time in a title.
#[derive(Debug, Clone)]
pub struct TimeFound {
    pub expression: Expression,
    /// The places that are no part of the title where the expression is understood.
    pub cuts: Vec<Range<usize>>,
    /// Names beside it in its bracket: `(5m, Marisol)`.
    pub leads: Option<Range<usize>>,
}

impl From<Expression> for TimeFound {
    fn from(expression: Expression) -> Self {
        TimeFound { expression, cuts: Vec::new(), leads: None }
    }
}

const SEPARATORS: [char; 12] = ['-', '–', '—', ':', '|', ',', ';', '·', '\t', '→', '=', '@'];

/// Signs that people put before a time.
const SIGNS: [char; 8] = ['⏰', '⏱', '⏲', '⌛', '⏳', '→', '\u{FE0F}', '□'];

/// Words before a number of minutes that make it something else: "what changed in the last 10 minutes".
static NOT_A_LENGTH_BEHIND: WordList = WordList::new(
    "than, last, first, next, every, within, in, of, the, a, an, after, under, over, only, before, these, those, his, her, \
     w, za, po, en, dans, em, innerhalb, binnen, på, om",
);

/// Words behind a number of minutes that make it something else: "(5 min per group)".
static NOT_A_LENGTH_BEFORE: WordList =
    WordList::new("each, every, per, for, before, after, ago, earlier, later, late, into, in, left, of, from, pro");

/// Finds everything that a title says besides its words.
pub fn find(plain: &str) -> TitleMarks {
    let mut found = TitleMarks::default();
    let start = leading_times(plain, &mut found);
    let end = trailing(plain, start, &mut found);
    inner_times(plain, start..end, &mut found);
    // `30 min sitting, 20 min walking, 30 min sitting` is not as long as the first of them.
    let is_length = |time: &TimeFound| time.expression.clock.is_none();
    let further = |field: &str| leading_word(field.trim_start()).is_some_and(|(time, _)| time.length.is_some());
    if start > 0
        && found.times.len() == 1
        && found.times.iter().all(is_length)
        && plain[start..end].split(", ").skip(1).any(further)
    {
        found.times.clear();
    }
    found
}

/// Returns the places of the stars around a title that Markdown does not read as bold, because of a space inside:
/// `** Break**`.
pub fn unmatched_marks(plain: &str) -> impl Iterator<Item = Range<usize>> {
    let text = plain.trim();
    let from = plain.len() - plain.trim_start().len();
    let is_marked = text.len() > 4 && text.starts_with("**") && text.ends_with("**");
    let places = [from..from + 2, from + text.len() - text.len().min(2)..from + text.len()];
    places.into_iter().filter(move |_| is_marked)
}

/// Returns whether a line says when it is, or how long.
#[must_use]
pub fn says_a_time(line: &str) -> bool {
    find(line).expressions().any(|one| one.is_timed())
}

/// Returns whether `words` hold a time from when to when.
pub fn holds_range(words: &str) -> bool {
    let is_start = |at: &usize| {
        let goes_on = |c: char| c.is_alphanumeric() || ":.,-/#$€".contains(c);
        words[*at..].starts_with(|c: char| c.is_ascii_digit()) && !words[..*at].ends_with(goes_on)
    };
    let is_range = |one: &Expression| one.clock.is_some_and(|(start, end)| end.is_some() && start.is_plain);
    let mut starts = words.char_indices().map(|(at, _)| at).filter(is_start);
    starts.any(|at| leading_word(&words[at..]).is_some_and(|(one, _)| is_range(&one)))
}

/// Takes the times with which a title begins; returns where its words begin.
fn leading_times(plain: &str, found: &mut TitleMarks) -> usize {
    let mut start = numbered(plain);
    while found.times.len() < 3 {
        let rest = &plain[start..];
        let at = start + (rest.len() - rest.trim_start_matches(is_sign).len());
        let rest = &plain[at..];
        let closing = rest.chars().next().and_then(closing).and_then(|closing| rest.find(closing));
        let (time, end) = match closing {
            Some(closing) => (bracketed(plain, at + 1..at + closing), at + closing + 1),
            None => leading_word(rest).map_or((None, at), |(time, length)| (Some(time.into()), at + length)),
        };
        let Some(mut time) = time else { break };
        // Behind a length, `Midnight Mass` is the name of a part.
        let goes_on = plain[end..].strip_prefix(' ').is_some_and(|after| after.starts_with(char::is_alphabetic));
        if goes_on && !found.times.is_empty() && !plain[at..end].contains(|c: char| c.is_ascii_digit()) {
            break;
        }
        let after = plain[end..].trim_start();
        let after = after.trim_start_matches([')', '.']).trim_start_matches(SEPARATORS).trim_start();
        // A dash of two signs, `=>`.
        let after = after.trim_start_matches('>').trim_start();
        let next = plain.len() - after.len();
        // Otherwise words stay in its bracket.
        let is_cut = time.cuts.is_empty();
        if is_cut {
            time.cuts.push(start..next);
        }
        found.times.push(time);
        if !is_cut {
            break;
        }
        start = next;
    }
    start
}

/// Returns where a title begins behind its number: `1. `, `2) `, `Session 3: `.
fn numbered(plain: &str) -> usize {
    let is_timed = |words: &&str| leading_word(words.trim_start_matches(['(', '['])).is_some();
    let label = plain.split_once(": ").filter(|(label, _)| is_numbered_label(label)).map(|(_, words)| words);
    if let Some(words) = label.map(str::trim_start).filter(is_timed) {
        return plain.len() - words.len();
    }
    let digits = plain.bytes().take_while(u8::is_ascii_digit).count();
    let behind = plain[digits..].strip_prefix(['.', ')']).filter(|_| (1..=2).contains(&digits));
    let words = behind.filter(|behind| behind.starts_with(char::is_whitespace)).map(str::trim_start);
    words.filter(is_timed).map_or(0, |words| plain.len() - words.len())
}

/// Returns the number of up to three digits with which a title begins, and where its words begin behind a sign: `25 -
/// Talk`.
pub fn bare_number(plain: &str) -> Option<(u32, usize)> {
    let digits = plain.bytes().take_while(u8::is_ascii_digit).count();
    let number = plain.get(..digits).filter(|_| digits < 4)?.parse().ok()?;
    let words = plain[digits..].trim_start().strip_prefix(SEPARATORS)?.trim_start();
    words.starts_with(char::is_alphabetic).then_some((number, plain.len() - words.len()))
}

/// Returns the place of the Roman number with which a title begins, with the space behind it: `IV. Reports`, `ii)
/// News`.
pub fn roman_number(plain: &str) -> Option<Range<usize>> {
    let (number, rest) = plain.split_once(['.', ')'])?;
    let is_roman = (1..=5).contains(&number.len()) && number.bytes().all(|byte| b"ivxIVX".contains(&byte));
    let words = rest.strip_prefix(' ').filter(|_| is_roman)?;
    Some(0..plain.len() - words.len())
}

/// Returns whether `label` is a word with a number: `Session 3`, `Block A`.
fn is_numbered_label(label: &str) -> bool {
    let Some((word, number)) = label.trim().split_once(' ') else { return false };
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit()) || number.chars().all(|c| c.is_ascii_uppercase());
    word.chars().all(char::is_alphabetic) && (1..=2).contains(&number.len()) && is_number
}

/// Returns the time with which `text` begins, where no word goes on behind it: `19h` is not the beginning of `19high`.
fn leading_word(text: &str) -> Option<(Expression, usize)> {
    time::leading(text).filter(|(_, length)| !text[*length..].starts_with(char::is_alphanumeric))
}

fn is_sign(c: char) -> bool {
    // Pictures of a clock, a glass, a mask; letters are on both sides of them.
    c.is_whitespace() || ('\u{1F000}'..='\u{1FAFF}').contains(&c) || SIGNS.contains(&c) || matches!(c, '=' | '>' | '*')
}

/// Returns the sign that closes the bracket that `open` opens.
fn closing(open: char) -> Option<char> {
    [('(', ')'), ('[', ']')].into_iter().find(|pair| pair.0 == open).map(|pair| pair.1)
}

/// Returns the length of `text` without the separators at its end.
fn before_separators(text: &str) -> usize {
    text.trim_end().trim_end_matches(SEPARATORS).trim_end().len()
}

/// Reads the end of a title, from `start` on; returns where its words end.
fn trailing(plain: &str, start: usize, found: &mut TitleMarks) -> usize {
    let mut end = plain.len();
    loop {
        let rest = plain[start..end].trim_end();
        // `Opening (1h);`
        let unsigned = rest.trim_end_matches([';', ',', '.']);
        let rest = if unsigned.ends_with([')', ']']) { unsigned } else { rest };
        let kept = start + rest.len();
        let open = match rest.chars().last() {
            Some(']') => rest.rfind('['),
            Some(')') => rest.rfind('('),
            _ => None,
        };
        let tail = |from: usize| start + before_separators(&plain[start..from]);
        if let Some(open) = open.map(|open| start + open) {
            let inside = open + 1..kept - 1;
            if let Some(mut time) = bracketed(plain, inside.clone()).filter(|_| found.times.len() < 3) {
                let cut = tail(open);
                if time.cuts.is_empty() {
                    time.cuts.push(cut..end);
                }
                let is_whole = time.cuts[0].start <= cut;
                found.times.push(time);
                if !is_whole {
                    return end;
                }
                end = cut;
                continue;
            }
            if plain[open..].starts_with('[') && found.bracket.is_none() && !plain[inside.clone()].trim().is_empty() {
                end = tail(open);
                found.bracket_cut = end..kept;
                found.bracket = Some(inside);
                continue;
            }
        }
        let at_end = |end: usize, is_only: bool| {
            (found.times.len() < 3).then(|| at_end(plain[start..end].trim_end(), is_only)).flatten()
        };
        let Some((expression, from)) = at_end(kept, found.times.is_empty()) else {
            // `Questions - 30 min (board)`.
            let open = open.map(|open| start + open).filter(|_| found.times.is_empty());
            if let Some((open, (expression, Some(from)))) = open.and_then(|open| Some((open, at_end(open, false)?))) {
                let from = tail(start + from);
                found.times.push(TimeFound {
                    cuts: std::iter::once(from..plain[..open].trim_end().len()).collect(),
                    ..expression.into()
                });
            }
            return kept;
        };
        let Some(from) = from else {
            // The words flow into it: "share for 2 min".
            found.times.push(expression.into());
            return end;
        };
        let cut = tail(start + from)..end;
        end = cut.start;
        found.times.push(TimeFound { cuts: vec![cut], ..expression.into() });
    }
}

/// Returns the expression at the end of `text`, behind a sign or a space, and where it begins; no place where the words
/// flow into it. A clock time behind a word such as `at` counts where it `is_only` the one.
fn at_end(text: &str, is_only: bool) -> Option<(Expression, Option<usize>)> {
    let shown = text.trim_end_matches('.');
    let far = shown.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let mut shortest: Option<(Expression, usize)> = None;
    for (at, sign) in shown.rmatch_indices(SEPARATORS).take_while(|(at, _)| *at > far) {
        let behind = &shown[at + sign.len()..];
        let Some(expression) = time::whole(behind).filter(Expression::is_timed) else { continue };
        // Words before a colon are a title: `9:30` begins none.
        let is_inside = |c: char| c.is_ascii_digit();
        let is_glued = sign != "\t" && shown[..at].ends_with(is_inside) && behind.starts_with(is_inside);
        if !is_glued && shortest.is_none_or(|(short, _)| is_range_around(&expression, &short)) {
            shortest = Some((expression, at));
        }
    }
    // `Introductions 10 min`, `Lunch 12:30 - 13:30`.
    let starts: Vec<usize> = shown.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).collect();
    let first = starts.len().saturating_sub(6);
    if let Some((short, at)) = shortest {
        // `May 4 12:00pm - 3:00pm`: the dash is the one of the range.
        let is_around = |at: &&usize| {
            time::whole(&shown[**at..]).is_some_and(|long| short.clock.is_some() && is_range_around(&long, &short))
        };
        let from = starts[first..].iter().take_while(|start| **start < at).find(is_around);
        let longest = from.and_then(|from| Some((time::whole(&shown[*from..])?, *from)));
        let (expression, at) = longest.unwrap_or((short, at));
        return (at > 0).then_some((expression, Some(at)));
    }
    for at in starts[first..].iter().copied() {
        let before = shown[..at].trim_end();
        let is_number = shown[at..].trim_start().starts_with(|c: char| c.is_ascii_digit() || "~≈<½¼¾".contains(c));
        let Some(expression) = time::whole(&shown[at..]).filter(|_| !before.is_empty()) else { continue };
        // `Accueil à 9h`: the word before a clock time goes with it.
        let is_led = !is_number && is_only && expression.length.is_none();
        if !(is_number || is_led) {
            continue;
        }
        let is_range = expression.clock.is_some_and(|(_, end)| end.is_some());
        // `9h00 Debate, with a break at 16h30`: not one of sixteen hours.
        let is_of_day = |(start, _): (time::WallTime, _)| start.hour >= 7;
        if !is_only && expression.length.is_some() && !is_range && expression.clock.is_some_and(is_of_day) {
            return None;
        }
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
        if !(expression.length.is_some() || is_range || is_led) || NOT_A_LENGTH_BEHIND.has(&word) {
            return None;
        }
        return Some((expression, (word != "for").then_some(at)));
    }
    None
}

/// Returns whether `long` is a range that ends with `short`: `20-30 min` and `30 min`.
fn is_range_around(long: &Expression, short: &Expression) -> bool {
    let is_longer = |(long, short): (Minutes, Minutes)| long.value == short.value && long.about && !short.about;
    let is_range = |one: &Expression| one.clock.is_some_and(|(_, end)| end.is_some());
    long.length.zip(short.length).is_some_and(is_longer) || (is_range(long) && short.clock.is_some())
}

/// Takes the times inside a title: in brackets, between tabs, before a colon.
fn inner_times(plain: &str, words: Range<usize>, found: &mut TitleMarks) {
    // `9h30` may be a length, and is a clock time where a length follows.
    let is_length = |one: Expression| one.clock.is_none() && (one.length.is_some() || one.span.is_some());
    if found.expressions().any(is_length) || words.start >= words.end {
        return;
    }
    for (open, sign) in plain[words.clone()].match_indices(['(', '[']) {
        let inner = words.start + open + 1;
        let Some(length) = plain[inner..words.end].find(if sign == "(" { ')' } else { ']' }) else { continue };
        let is_more = |time: &TimeFound| found.times.is_empty() || time.expression.length.is_some();
        let Some(mut time) = bracketed(plain, inner..inner + length).filter(is_more) else { continue };
        if time.cuts.is_empty() {
            let behind = &plain[inner + length + 1..];
            let goes_on = behind.starts_with(|c: char| c.is_alphanumeric() || c.is_whitespace());
            time.cuts.push(if goes_on {
                inner - 1..plain.len() - behind.trim_start().len()
            } else {
                plain[..inner - 1].trim_end().len()..inner + length + 1
            });
        }
        found.times.push(time);
        return;
    }
    if !found.times.is_empty() {
        return;
    }
    let text = &plain[words.clone()];
    // `Welcome⇥5 min⇥Wren`, a row pasted from a table.
    let cells = text.match_indices('\t').filter(|(at, _)| *at > 0);
    let mut timed = cells.filter_map(|(at, _)| {
        let end = at + 1 + text[at + 1..].find('\t')?;
        Some((time::whole(&text[at + 1..end])?, words.start + at, words.start + end))
    });
    if let Some((expression, start, end)) = timed.next() {
        // A few words are names, more are what happens.
        let is_names = plain[end..words.end].split_whitespace().count() <= 5;
        let leads = is_names.then_some(end..words.end);
        let cut = start..if is_names { words.end } else { end };
        found.times.push(TimeFound { expression, cuts: vec![cut], leads });
        return;
    }
    // `Ada, 5 min: what she saw`.
    let mut colons = text.match_indices(": ").map(|(at, _)| at);
    if let Some(colon) = colons.find(|at| text[..*at].contains(|c: char| c.is_ascii_digit()))
        && let Some((expression, Some(from))) = at_end(&text[..colon], false)
    {
        let kept = before_separators(&text[..from]);
        let cut = words.start + kept..words.start + colon;
        found.times.push(TimeFound { cuts: vec![cut], ..expression.into() });
        return;
    }
    if let Some(time) = range_inside(text, words.start) {
        found.times.push(time);
    }
}

/// Returns the time from when to when in the middle of the words of `text`, which begins at `from` in its title:
/// `Supper 6.00-7.00pm - Long Hall`. None in a sentence, or in a row of several columns.
fn range_inside(text: &str, from: usize) -> Option<TimeFound> {
    static FROM: WordList = WordList::new("from, between, von, zwischen, de, entre, desde, das, van, tussen, dalle");
    let is_number = |at: &usize| text[*at..].starts_with(|c: char| c.is_ascii_digit());
    let mut starts = text.match_indices(' ').map(|(at, _)| at + 1).filter(is_number);
    let range =
        |at: usize| leading_word(&text[at..]).filter(|(one, _)| one.clock.is_some_and(|(_, end)| end.is_some()));
    let (at, (expression, length)) = starts.find_map(|at| Some((at, range(at)?)))?;
    let rest = text[at + length..].trim_start();
    let before = before_separators(&text[..at]);
    if is_day(&text[..before]) || FROM.has(text[..before].rsplit(' ').next()?) {
        return None;
    }
    // A sign stays between the words.
    let cut = if rest.starts_with(SEPARATORS) { before..at + length } else { at..text.len() - rest.len() };
    let cuts = std::iter::once(from + cut.start..from + cut.end).collect();
    Some(TimeFound { cuts, ..expression.into() })
}

/// Reads the inside of a bracket that holds a time: alone, beside names (`Wren, 5 min`), or before a few words. Words
/// that are neither stay: then the cuts are those inside the bracket, and otherwise there are none yet.
fn bracketed(plain: &str, inside: Range<usize>) -> Option<TimeFound> {
    let text = &plain[inside.clone()];
    let trimmed = text.trim().trim_start_matches(is_sign).trim_end_matches('.');
    let from = inside.start + text.find(trimmed)?;
    if trimmed.is_empty() {
        return None;
    }
    if let Some(expression) = time::whole(trimmed).or_else(|| time::in_words(trimmed)) {
        return Some(expression.into());
    }
    // Fields between signs, one of which is a time.
    let signs = [',', ';', '|', ':', '–', '—'];
    let mut at = from;
    let ranges = trimmed.split_inclusive(signs).map(|field| {
        at += field.len();
        at - field.len()..at - field.len() + field.trim_end_matches(signs).len()
    });
    let mut fields: Vec<Range<usize>> = ranges.collect();
    if let ([field], Some(at)) = (fields.as_slice(), trimmed.find(" - ")) {
        fields = vec![from..from + at, from + at + 3..field.end];
    }
    for (place, field) in fields.iter().enumerate() {
        let words = plain[field.clone()].trim();
        let start = field.start + plain[field.clone()].find(words).unwrap_or(0);
        let Some((expression, length)) = time::leading(words) else {
            // `Chair 10m`.
            if let Some((expression, Some(from))) = at_end(words, false).filter(|_| fields.len() == 1)
                && is_names(&words[..from])
            {
                return Some(TimeFound { leads: Some(start..start + from), ..expression.into() });
            }
            continue;
        };
        let behind = words[length..].trim_start_matches('.').trim();
        let first = behind.split_whitespace().next().unwrap_or_default().to_lowercase();
        if words[length..].starts_with(char::is_alphanumeric)
            || NOT_A_LENGTH_BEFORE.has(&first)
            || behind.starts_with('/')
        {
            return None;
        }
        // `(6 × 10 min incl. questions)` says how the time is used.
        if !behind.is_empty() && words[..length].contains('×') {
            return None;
        }
        let before = from..place.checked_sub(1).map_or(from, |before| fields[before].end);
        let after = fields.get(place + 1).map_or(inside.end, |next| next.start)..inside.end;
        if behind.split_whitespace().count() > 5 {
            return None;
        }
        let time_ends = start + length;
        let rest = [before, time_ends..field.end.max(time_ends), after];
        let mut filled = rest.into_iter().filter(|range| plain[range.clone()].contains(char::is_alphanumeric));
        let mut found = TimeFound::from(expression);
        match (filled.next(), filled.next()) {
            (None, _) => {}
            (Some(names), None) if is_names(&plain[names.clone()]) => found.leads = Some(names),
            // Without the time and the sign beside it.
            _ if place == 0 => {
                let rest = plain[time_ends..inside.end].trim_start().trim_start_matches(signs).trim_start();
                found.cuts.push(start..inside.end - rest.len());
            }
            _ => {
                let kept = plain[inside.start..start].trim_end().trim_end_matches(signs).trim_end();
                found.cuts.push(inside.start + kept.len()..time_ends);
            }
        }
        return Some(found);
    }
    None
}

/// Returns whether `text` may be a list of names: few words, each with a capital.
pub fn is_names(text: &str) -> bool {
    let is_sign = |c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '.' | '-' | '_' | '@'));
    let words: Vec<&str> = text.split(is_sign).filter(|word| !word.is_empty()).collect();
    let is_name = |word: &&str| {
        word.starts_with(|c: char| c.is_uppercase() || c == '@')
            || ["and", "und", "et", "de", "van", "von"].contains(word)
    };
    (1..=8).contains(&words.len()) && words.iter().all(is_name) && !text.contains(|c: char| c.is_ascii_digit())
}

/// Returns `plain` without the text at `cuts`, which are in order.
pub fn without(plain: &str, cuts: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(plain.len());
    let mut from = 0;
    for cut in cuts {
        out.push_str(plain.get(from..cut.start).unwrap_or_default());
        from = from.max(cut.end);
    }
    out + &plain[from..]
}
