//! A heading of the agenda that is none of level 2: `### Agenda`, `**Agenda**`, `Agenda:`.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::Piece;
use super::plain::{end_of, plain};
use super::sections::{cut, inner};
use crate::parse::agenda::is_label;

/// Makes a heading of level 2 of the first one that names the agenda, where none of level 2 does: of a deeper heading, with
/// those of its level that follow it, or of a line that stands for one.
pub fn promote(pieces: &mut Vec<Piece<'_>>, names_agenda: impl Fn(&str) -> bool) {
    let (_, chunks) = cut(pieces, |_| true);
    let level = |at: usize| match pieces.get(at) {
        Some((Event::Start(Tag::Heading { level, .. }), _)) => *level as u8,
        _ => 2,
    };
    let heads: Vec<(u8, usize, bool)> = chunks
        .iter()
        .map(|chunk| (level(chunk.heading.start), chunk.heading.start, names_agenda(&plain(&pieces[inner(chunk)]))))
        .collect();
    if heads.iter().any(|(level, _, is_agenda)| *level <= 2 && *is_agenda) {
        return;
    }
    if let Some(first) = heads.iter().position(|(.., is_agenda)| *is_agenda) {
        let own = heads[first].0;
        let section = heads[first..].iter().take_while(|(level, ..)| *level >= own);
        let promoted: Vec<usize> = section.filter(|(level, ..)| *level == own).map(|(_, at, _)| *at).collect();
        for at in promoted {
            let end = end_of(pieces, at);
            set_level(&mut pieces[at].0);
            set_level(&mut pieces[end].0);
        }
        return;
    }
    label(pieces, names_agenda);
}

fn set_level(event: &mut Event<'_>) {
    match event {
        Event::Start(Tag::Heading { level, .. }) | Event::End(TagEnd::Heading(level)) => *level = HeadingLevel::H2,
        _ => {}
    }
}

/// Makes a heading of the first paragraph, or of its first line, that names the agenda.
fn label(pieces: &mut Vec<Piece<'_>>, names_agenda: impl Fn(&str) -> bool) {
    let mut at = 0;
    while at < pieces.len() {
        let end = end_of(pieces, at);
        if matches!(pieces[at].0, Event::Start(Tag::Paragraph)) {
            let inside = &pieces[at + 1..end];
            let is_break = |(event, _): &Piece<'_>| matches!(event, Event::SoftBreak | Event::HardBreak);
            let line = inside.iter().position(is_break).unwrap_or(inside.len());
            let words = plain(&inside[..line]);
            if is_label(&inside[..line]) && words.split_whitespace().count() <= 3 && names_agenda(&words) {
                let heading =
                    Tag::Heading { level: HeadingLevel::H2, id: None, classes: Vec::new(), attrs: Vec::new() };
                let place = at + 1 + line;
                if place < end {
                    // What follows on further lines is a paragraph of its own.
                    let range = pieces[place].1.start..pieces[end].1.end;
                    pieces[place] = (Event::Start(Tag::Paragraph), range.clone());
                    let start = pieces[at].1.start..range.start;
                    pieces[at] = (Event::Start(heading), start.clone());
                    pieces.insert(place, (Event::End(TagEnd::Heading(HeadingLevel::H2)), start));
                } else {
                    pieces[at].0 = Event::Start(heading);
                    pieces[end].0 = Event::End(TagEnd::Heading(HeadingLevel::H2));
                }
                return;
            }
        }
        at = end.max(at) + 1;
    }
}
