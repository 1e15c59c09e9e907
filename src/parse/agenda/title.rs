//! What a segment's title says: its length, its kind, who leads, and the words that remain.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::handbook::{Group, Minutes, Prose, SegmentKind};
use crate::parse::duration;
use crate::parse::markdown::{Piece, Walk};
use crate::source::{Located, Span};
use crate::suggest::nearest;

use super::kinds;
use super::line::Line;

/// A title that has been read.
pub struct Title {
    pub prose: Prose,
    pub minutes: Option<Minutes>,
    pub kind: Option<SegmentKind>,
    pub phrase: String,
    pub group: Option<Group>,
    pub leads: Vec<Located<String>>,
    pub span: Span,
}

/// What stands where in a title's plain text.
#[derive(Debug, Default)]
pub struct Found {
    pub minutes: Option<Minutes>,
    /// The inside of the kind's bracket.
    pub bracket: Option<Range<usize>>,
    /// What follows the duration in its bracket: `(5m, Marisol)`.
    leads: Option<Range<usize>>,
    /// What is no part of the title, in order.
    cuts: Vec<Range<usize>>,
    /// The dash or blank that led to what is cut off at the end.
    gap: Option<Range<usize>>,
}

const SEPARATORS: [char; 8] = ['-', '–', '—', ':', '|', ',', '·', '\t'];

/// Reads the title in `pieces`, an inline run.
pub fn read<'t>(walk: &mut Walk<'t>, pieces: &[Piece<'t>]) -> Title {
    let line = Line::new(pieces);
    let mut found = find(&line.plain);
    let mut title = Title {
        prose: Prose::default(),
        minutes: found.minutes,
        kind: None,
        phrase: String::new(),
        group: None,
        leads: Vec::new(),
        span: line.whole(walk.text),
    };
    if let Some(bracket) = found.bracket.clone() {
        let written = kinds::read(&line.plain[bracket.clone()]);
        title.kind = written.kind;
        title.group = written.group;
        title.minutes = title.minutes.or(written.minutes);
        for unknown in &written.unknown {
            let place = bracket.start + unknown.start..bracket.start + unknown.end;
            let word = &line.plain[place.clone()];
            walk.diagnostics.push(unknown_kind(word, line.span(walk.text, place.clone())));
        }
        if !written.unknown.is_empty() {
            // Words that mean nothing here mean something to the reader.
            found.cuts.retain(|cut| !(cut.start <= bracket.start && bracket.end <= cut.end));
            found.gap = None;
        }
    }
    found.cuts.extend(found.gap.take());
    found.cuts.sort_by_key(|cut| cut.start);
    if let Some(leads) = found.leads.clone() {
        for name in line.names(walk.text, leads) {
            match kinds::kind(&name.value) {
                Some(kind) if title.kind.is_none() => title.kind = Some(kind),
                _ => title.leads.push(name),
            }
        }
    }
    let words = without(&line.plain, &found.cuts);
    title.phrase = kinds::phrase(&words);
    title.group = title.group.or_else(|| kinds::group(&title.phrase));
    if title.kind == Some(SegmentKind::Pairs) {
        title.group = title.group.or(Some(Group::Pairs));
    }
    if words.trim().is_empty()
        && let Some(bracket) = found.bracket
    {
        // `10 min [break]`: the kind is all there is to show.
        let outside = [0..bracket.start, bracket.end..line.plain.len()];
        title.prose = walk.prose(&line.without(&outside));
    } else {
        title.prose = walk.prose(&line.without(&found.cuts));
    }
    title
}

/// Finds what a title says besides its words.
pub fn find(plain: &str) -> Found {
    let mut found = Found::default();
    let mut start = plain.len() - plain.trim_start().len();
    let mut end = plain.trim_end().len();
    if start >= end {
        return found;
    }
    if let Some((minutes, after, leads)) = at_start(plain, start) {
        found.minutes = Some(minutes);
        found.leads = leads;
        found.cuts.push(0..after);
        start = after.min(end);
    }
    let mut last_cut = plain.len();
    loop {
        let tail = end;
        let rest = plain[start..end].trim_end();
        end = start + rest.len();
        if found.bracket.is_none()
            && rest.ends_with(']')
            && let Some(open) = rest.rfind('[')
            && !rest[open + 1..rest.len() - 1].trim().is_empty()
        {
            found.bracket = Some(start + open + 1..end - 1);
            found.cuts.push(start + open..tail);
            end = start + open;
        } else if found.minutes.is_none()
            && rest.ends_with(')')
            && let Some(open) = rest.rfind('(')
            && let Some((minutes, leads)) = bracketed(plain, start + open + 1..end - 1)
        {
            found.minutes = Some(minutes);
            found.leads = leads;
            found.cuts.push(start + open..tail);
            end = start + open;
        } else if found.minutes.is_none()
            && let Some((minutes, cut)) = at_end(rest)
        {
            found.minutes = Some(minutes);
            match cut {
                Some(cut) => {
                    found.cuts.push(start + cut..tail);
                    end = start + cut;
                }
                None => break,
            }
        } else {
            break;
        }
        last_cut = end;
    }
    if found.minutes.is_none() {
        for (open, _) in plain[start..end].match_indices('(') {
            let inner = start + open + 1;
            if let Some(close) = plain[inner..end].find(')')
                && let Some((minutes, leads)) = bracketed(plain, inner..inner + close)
            {
                found.minutes = Some(minutes);
                found.leads = leads;
                found.cuts.push(inner - 1..inner + close + 1);
                break;
            }
        }
    }
    if found.minutes.is_none()
        && let Some((minutes, cells)) = between_tabs(&plain[start..end])
    {
        found.minutes = Some(minutes);
        let after = start + cells.end..end;
        // A few words are names, more are what happens.
        let names = plain[after.clone()].split_whitespace().count() <= 5;
        found.cuts.push(start + cells.start..if names { end } else { after.start });
        found.leads = names.then_some(after);
    }
    if last_cut < plain.len() {
        let kept = plain[start..last_cut].trim_end().trim_end_matches(SEPARATORS).trim_end().len();
        found.gap = Some(start + kept..last_cut);
    }
    found
}

/// `12 min: ` and `(12 min) ` at the start: the minutes, where the title begins, and names in the bracket.
fn at_start(plain: &str, start: usize) -> Option<(Minutes, usize, Option<Range<usize>>)> {
    let rest = &plain[start..];
    let (minutes, end, leads) = if let Some(inner) = rest.strip_prefix('(') {
        let close = inner.find(')')?;
        let (minutes, leads) = bracketed(plain, start + 1..start + 1 + close)?;
        (minutes, start + close + 2, leads)
    } else {
        let (minutes, length) = duration::leading(rest)?;
        (minutes, start + length, None)
    };
    let after = &plain[end..];
    // "2 minutes each: your name" is no length of a segment.
    let next = after.split_whitespace().next().unwrap_or_default().trim_end_matches(SEPARATORS);
    if matches!(next, "each" | "per" | "apiece") {
        return None;
    }
    let title = after.trim_start().trim_start_matches([')', '.']).trim_start_matches(SEPARATORS).trim_start();
    Some((minutes, plain.len() - title.len(), leads))
}

/// The inside of a round bracket: a duration, and what follows it after a comma.
fn bracketed(plain: &str, inner: Range<usize>) -> Option<(Minutes, Option<Range<usize>>)> {
    let text = &plain[inner.clone()];
    let blanks = text.len() - text.trim_start().len();
    let (minutes, length) = duration::leading(text.trim_start())?;
    let rest = text[blanks + length..].trim_start_matches('.').trim_start();
    if rest.is_empty() {
        return Some((minutes, None));
    }
    let names = rest.strip_prefix([',', ';', ':', '-', '–', '—', '|'])?;
    Some((minutes, Some(inner.end - names.len()..inner.end)))
}

/// The length between two tabs of `Welcome⇥5 min⇥Wren`, a row pasted from a table, and where its cell begins and ends;
/// what follows it is who leads.
fn between_tabs(text: &str) -> Option<(Minutes, Range<usize>)> {
    text.match_indices('\t').find_map(|(at, _)| {
        let length = text[at + 1..].find('\t')?;
        let minutes = duration::whole(&text[at + 1..at + 1 + length])?;
        (at > 0).then_some((minutes, at..at + 1 + length))
    })
}

/// `- 12 min` at the end: the minutes, and where the cut begins; no cut where the words flow into it ("share for
/// 2 min").
fn at_end(text: &str) -> Option<(Minutes, Option<usize>)> {
    let text = text.trim_end_matches('.');
    for (at, separator) in text.rmatch_indices(SEPARATORS) {
        if at == 0 {
            break;
        }
        if let Some(minutes) = duration::whole(&text[at + separator.len()..]) {
            // `20-30 min` is one duration, not a title that ends in 20.
            let before = text[..at].trim_end();
            if before.ends_with(|c: char| c.is_ascii_digit()) && matches!(separator, "-" | "–" | "—") {
                continue;
            }
            return Some((minutes, Some(at)));
        }
        if text.len() - at > 40 {
            break;
        }
    }
    let mut from = 0;
    while let Some((minutes, range)) = duration::find(&text[from..]) {
        if from + range.end == text.len() {
            return Some((minutes, None));
        }
        from += range.end;
    }
    None
}

fn without(plain: &str, cuts: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(plain.len());
    let mut from = 0;
    for cut in cuts {
        if from < cut.start {
            out.push_str(&plain[from..cut.start]);
        }
        from = from.max(cut.end);
    }
    out.push_str(&plain[from..]);
    out
}

/// A word that is no kind.
#[must_use]
pub fn unknown_kind(word: &str, span: Span) -> Diagnostic {
    let message = match nearest(word, kinds::NAMES.iter().map(|(name, _)| *name)) {
        Some("groups of") => format!("`{word}` is no kind of segment; did you mean `groups of 4`?"),
        Some(near) => format!("`{word}` is no kind of segment; did you mean `{near}`?"),
        None => format!("`{word}` is no kind of segment."),
    };
    Diagnostic::warning("unknown-kind", span, message).help(
        "Write one of: welcome, everyone, pairs, groups of 4, breakout, discussion, talk, reading, reflection, \
         share back, values, practice, break, close, tech.",
    )
}

#[cfg(test)]
mod tests {
    use super::{find, without};

    /// Minutes (with `~` for about), bracket and words.
    fn of(plain: &str) -> (String, String, String) {
        let mut found = find(plain);
        found.cuts.extend(found.gap.take());
        found.cuts.sort_by_key(|cut| cut.start);
        let minutes = found.minutes.map_or("-".into(), |m| format!("{}{}", if m.about { "~" } else { "" }, m.value));
        let bracket = found.bracket.map_or("-".into(), |range| plain[range].to_owned());
        (minutes, bracket, without(plain, &found.cuts))
    }

    #[test]
    fn titles() {
        for (plain, minutes, bracket, words) in [
            ("12 min: Check-in - stand up [everyone]", "12", "everyone", "Check-in - stand up"),
            ("25 min - Our values: gather [values, groups of 4]", "25", "values, groups of 4", "Our values: gather"),
            ("Introductions (5m, Marisol)", "5", "-", "Introductions"),
            ("Introductions (5m, Marisol) [everyone]", "5", "everyone", "Introductions"),
            ("Introductions [everyone] (30+ minutes)", "~30", "everyone", "Introductions"),
            ("(15 min) Soup", "15", "-", "Soup"),
            ("Soup - 15 min", "15", "-", "Soup"),
            ("Soup: 20-30 min", "~30", "-", "Soup"),
            ("Soup - 20-30 min [break]", "~30", "break", "Soup"),
            ("1h30 Walk", "90", "-", "Walk"),
            ("Share for 2 min", "2", "-", "Share for 2 min"),
            ("2 minutes each: your name", "-", "-", "2 minutes each: your name"),
            ("Walk (5 min) and talk", "5", "-", "Walk  and talk"),
            ("Talk (the long one)", "-", "-", "Talk (the long one)"),
            ("Talk [a] more", "-", "-", "Talk [a] more"),
            ("10 min [break]", "10", "break", ""),
            ("Welcome\t5 min\tWren", "5", "-", "Welcome"),
            ("Welcome\tlong\t5 min\tWren [talk]", "5", "talk", "Welcome\tlong"),
            ("Welcome\t5 min\tWe say hello and who we are", "5", "-", "Welcome\tWe say hello and who we are"),
            ("Welcome\t5 min", "5", "-", "Welcome"),
            ("5 min\tWelcome", "5", "-", "Welcome"),
            ("Welcome\t5\tWren", "-", "-", "Welcome\t5\tWren"),
            ("", "-", "-", ""),
            ("[]", "-", "-", "[]"),
        ] {
            assert_eq!(of(plain), (minutes.into(), bracket.into(), words.into()), "{plain}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_title_is_survived(plain in "[ 0-9a-c\\[\\]()é:,m-]{0,24}") {
            let _ = of(&plain);
        }
    }
}
