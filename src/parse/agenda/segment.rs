//! Writes a part as a segment: its title, its bracket and its columns.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::diagnostic::Diagnostic;
use crate::handbook::{Grouping, Id, KindSource, RichText, Segment, SegmentKind};
use crate::parse::markdown::{MarkdownEvent, MarkdownText, ProseReader, own_id_of};
use crate::source::{Located, Span};
use crate::suggest::nearest;

use super::line::PlainLine;
use super::title::{self, TitleMarks};
use super::written::PartTimes;
use super::{Part, blocks, details, kinds};

/// Writes one part, whose times are known.
pub fn segment<'t>(reader: &mut ProseReader<'t>, part: &Part<'_, 't>, times: &PartTimes) -> Segment {
    let mut segment = part.below.segment.clone();
    (segment.start, segment.end, segment.minutes) = (times.start, times.end, times.minutes);
    if part.row.is_none() {
        segment.span = reader.text.span(blocks::place_of(&part.title));
    }
    title(reader, &part.title, &part.found, &times.is_used[..part.found.times.len()], &mut segment);
    if let Some(heading) = part.heading {
        segment.id = Some(reader.anchor(own_id_of(heading), &part.title));
    }
    segment.details = reader.prose(&part.rest);
    segment
}

/// Puts the title in `pieces` into `segment`, without the words that were read out of it. `is_used` says which of the
/// times in `found` were understood.
fn title<'t>(
    reader: &mut ProseReader<'t>,
    pieces: &[MarkdownEvent<'t>],
    found: &TitleMarks,
    is_used: &[bool],
    segment: &mut Segment,
) {
    // A title is one line in calendars too.
    let mut pieces = pieces.to_vec();
    pieces.iter_mut().filter(|(event, _)| *event == Event::HardBreak).for_each(|piece| piece.0 = Event::SoftBreak);
    let line = PlainLine::new(&pieces);
    let mut cuts: Vec<Range<usize>> = Vec::new();
    // Those of the title come first.
    let leads_below = std::mem::take(&mut segment.leads);
    for time in found.times.iter().zip(is_used).filter(|(_, used)| **used).map(|(time, _)| time) {
        cuts.extend(time.cuts.iter().cloned());
        if let Some(names) = &time.leads {
            take_names(line.names(reader.text, names.clone()), KindSource::Bracket, segment);
        }
    }
    segment.leads.extend(leads_below);
    if let Some(bracket) = &found.bracket {
        let mut around = [cuts.as_slice(), std::slice::from_ref(&found.bracket_cut)].concat();
        around.sort_by_key(|cut| cut.start);
        let is_alone = !title::without(&line.plain, &around).contains(char::is_alphanumeric);
        if read_bracket(reader, &line, bracket.clone(), is_alone, segment) {
            cuts.push(found.bracket_cut.clone());
        }
    }
    cuts.extend(found.number.clone());
    cuts.extend(title::unmatched_marks(&line.plain));
    cuts.sort_by_key(|cut| cut.start);
    let words = title::without(&line.plain, &cuts);
    if let Some(method) = used(reader.text, &line, &words) {
        segment.method.get_or_insert(method);
        // The title is the method's, once all methods are known.
        return;
    }
    segment.phrase = kinds::phrase(&words);
    segment.group = segment.group.or_else(|| kinds::group(&segment.phrase));
    if segment.kind == Some(SegmentKind::Pairs) {
        segment.group = segment.group.or(Some(Grouping::Pairs));
    }
    let is_empty = !words.contains(char::is_alphanumeric);
    segment.title = match &found.bracket {
        _ if is_empty && segment.method.is_some() => RichText::default(),
        // `10 min [break]`: the kind is all there is to show.
        Some(bracket) if is_empty => reader.prose(&line.without(&[0..bracket.start, bracket.end..line.plain.len()])),
        // A title that is nothing but a time keeps it.
        None if is_empty => reader.prose(&pieces),
        _ => reader.prose(&line.without(&cuts)),
    };
}

/// Returns the method in a title that is nothing but `Use: show-and-tell`. `words` are the title without the words that
/// were read out of it.
fn used(text: &MarkdownText<'_>, line: &PlainLine<'_, '_>, words: &str) -> Option<Located<Id>> {
    let (_, id) = words.split_once(':').filter(|(word, _)| word.trim().eq_ignore_ascii_case("use"))?;
    let id = id.trim();
    let at = line.plain.find(id).filter(|_| !id.is_empty())?;
    let named = || Located::new(Id::from(id), line.span(text, at..at + id.len()));
    Some(details::linked(text, line).next().unwrap_or_else(named))
}

/// Takes names into `segment` as those of who leads. A kind among them (`Who: pairs`) says more than a word of the
/// title.
pub fn take_names(names: Vec<Located<String>>, source: KindSource, segment: &mut Segment) {
    for name in names {
        match kinds::kind(&name.value).filter(|_| segment.kind.is_none()) {
            Some(kind) => {
                (segment.kind, segment.kind_source) = (Some(kind), Some(source));
                segment.group = segment.group.or_else(|| kinds::group(&name.value));
            }
            None => segment.leads.push(name),
        }
    }
}

/// Takes the kind and the grouping at `start` of `line` into `segment`, and reports words that are neither.
pub fn take_kind(
    reader: &mut ProseReader<'_>,
    line: &PlainLine<'_, '_>,
    start: usize,
    written: &kinds::Bracket,
    source: KindSource,
    segment: &mut Segment,
) {
    for unknown in &written.unknown {
        let place = start + unknown.start..start + unknown.end;
        reader.diagnostics.push(unknown_kind(&line.plain[place.clone()], line.span(reader.text, place)));
    }
    segment.group = written.group.or(segment.group);
    if written.kind.is_some() {
        (segment.kind, segment.kind_source) = (written.kind, Some(source));
    }
}

/// Reads the square bracket at the end of a title: a kind, or else a name. Returns whether it was understood, and so is
/// no part of the title.
fn read_bracket(
    reader: &mut ProseReader<'_>,
    line: &PlainLine<'_, '_>,
    bracket: Range<usize>,
    is_alone: bool,
    segment: &mut Segment,
) -> bool {
    let text = &line.plain[bracket.clone()];
    let written = kinds::read(text);
    segment.minutes = segment.minutes.or(written.minutes);
    let is_known = written.kind.is_some() || written.group.is_some() || written.minutes.is_some();
    let named = text.strip_prefix("name=").unwrap_or(text);
    // A bracket that is all of the title is no name.
    if !is_known
        && !is_alone
        && title::is_names(named)
        && written.unknown.iter().all(|part| nearest_kind(&text[part.clone()]).is_none())
    {
        let from = bracket.end - named.len();
        segment.bracket = Some(Located::new(named.to_owned(), line.span(reader.text, from..bracket.end)));
        return true;
    }
    // `[to be decided]` and `[WELCOME NOTES]` were never meant for a kind, and stay.
    let is_title = is_alone && text.contains(' ');
    let is_meant =
        is_known || !is_title && written.unknown.iter().any(|part| nearest_kind(&text[part.clone()]).is_some());
    if !is_meant {
        return false;
    }
    take_kind(reader, line, bracket.start, &written, KindSource::Bracket, segment);
    // Words that mean nothing here mean something to the reader.
    written.unknown.is_empty()
}

fn nearest_kind(word: &str) -> Option<&'static str> {
    nearest(word, kinds::NAMES.iter().map(|(name, _)| *name))
}

/// Returns the diagnostic for a word that is no kind.
#[must_use]
pub fn unknown_kind(word: &str, span: Span) -> Diagnostic {
    let message = match nearest_kind(word) {
        Some("groups of") => format!("`{word}` is no kind of segment; did you mean `groups of 4`?"),
        Some(near) => format!("`{word}` is no kind of segment; did you mean `{near}`?"),
        None => format!("`{word}` is no kind of segment."),
    };
    Diagnostic::warning("unknown-kind", span, message).help(
        "Write one of: welcome, everyone, pairs, groups of 4, breakout, discussion, talk, reading, reflection, \
         share back, values, practice, break, close, tech.",
    )
}
