//! Detail lines below a segment's title: `Lead:`, `Bring:`, `Groups:`, `Use:`, `Reading:`.

use std::borrow::Cow;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::handbook::{Id, Segment};
use crate::parse::markdown::{Piece, Text, end_of};
use crate::source::Located;
use crate::suggest::slip;

use super::kinds;
use super::line::{Line, lines, straight};

#[derive(Clone, Copy)]
enum Key {
    Lead,
    Bring,
    Groups,
    Use,
    Reading,
}

/// Takes what `line` says into `segment`; false where it is no detail line. A value that cannot be understood leaves
/// the line to the reader.
pub fn take(text: &Text<'_>, pieces: &[Piece<'_>], segment: &mut Segment) -> bool {
    let line = Line::new(pieces);
    let Some((word, value)) = line.plain.split_once(':') else {
        return false;
    };
    let key = match word.trim().to_lowercase().as_str() {
        "lead" | "leads" => Key::Lead,
        "bring" => Key::Bring,
        "groups" | "group" => Key::Groups,
        "use" => Key::Use,
        "reading" | "readings" => Key::Reading,
        _ => return false,
    };
    if value.trim().is_empty() {
        return false;
    }
    let from = line.plain.len() - value.len();
    match key {
        Key::Lead => segment.leads.extend(line.names(text, from..line.plain.len())),
        Key::Bring => segment.bring.extend(things(value)),
        Key::Groups => match kinds::groups_line(value.trim().trim_end_matches('.')) {
            Some(group) => segment.group = Some(group),
            None => return false,
        },
        Key::Use => segment.method = references(text, &line, from).into_iter().next(),
        Key::Reading => segment.readings.extend(references(text, &line, from)),
    }
    true
}

/// Lines whose first word is nearly one of those that [`take`] knows.
pub fn nearly_known(text: &Text<'_>, pieces: &[Piece<'_>]) -> Vec<Diagnostic> {
    let begins_line = |at: usize| {
        at.checked_sub(1).and_then(|before| pieces.get(before)).is_some_and(|(event, _)| {
            matches!(event, Event::Start(Tag::Item | Tag::Paragraph) | Event::SoftBreak | Event::HardBreak)
        })
    };
    let mut found = Vec::new();
    for (at, (event, range)) in pieces.iter().enumerate() {
        let Event::Text(line) = event else { continue };
        let Some((word, _)) = line.split_once(':').filter(|_| begins_line(at)) else { continue };
        let Some(meant) = slip(word, ["Lead", "Bring", "Groups", "Reading"]) else { continue };
        let message = format!("`{word}:` is read like any other words. Did you mean `{meant}:`?");
        found.push(
            Diagnostic::nudge("nearly-known", text.span(range.start..range.start + word.len()), message)
                .help(format!("Write `{meant}:`, and what follows is read as such.")),
        );
    }
    found
}

/// Things to bring, parted at `;`.
pub fn things(text: &str) -> impl Iterator<Item = String> {
    text.split(';').map(str::trim).filter(|thing| !thing.is_empty()).map(str::to_owned)
}

/// Ids: as text, or as links to the entries' files.
fn references(text: &Text<'_>, line: &Line<'_, '_>, from: usize) -> Vec<Located<Id>> {
    let linked: Vec<_> = line
        .pieces
        .iter()
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                let file = dest_url.split('#').next()?.rsplit('/').next()?;
                Some(Located::new(Arc::from(file.strip_suffix(".md")?), text.span(range.clone())))
            }
            _ => None,
        })
        .collect();
    if !linked.is_empty() {
        return linked;
    }
    let mut references = Vec::new();
    let mut start = from;
    for part in line.plain[from..].split([',', ';']) {
        let id = part.trim();
        if !id.is_empty() {
            let at = start + (part.len() - part.trim_start().len());
            let span = line.span(text, at..at + id.len());
            references.push(Located::new(Arc::from(straight(id)), span));
        }
        start += part.len() + 1;
    }
    references
}

/// Takes the detail lines at the beginning of `pieces`, which follow a title; gives what remains. They are lines of
/// the first paragraphs, or a list that holds nothing else.
pub fn take_blocks<'p, 't>(text: &Text<'_>, pieces: &'p [Piece<'t>], segment: &mut Segment) -> Cow<'p, [Piece<'t>]> {
    let mut at = 0;
    while let Some((event, range)) = pieces.get(at) {
        let end = end_of(pieces, at);
        if end >= pieces.len() {
            break;
        }
        match event {
            Event::Start(Tag::Paragraph) => {
                let inside = lines(&pieces[at + 1..end]);
                let taken = inside.iter().take_while(|line| take(text, line, segment)).count();
                if taken < inside.len() {
                    if taken == 0 {
                        break;
                    }
                    // The rest of the paragraph is a paragraph. Each line but the last is followed by its break.
                    let start = at + 1 + inside[..taken].iter().map(|line| line.len() + 1).sum::<usize>();
                    let mut rest = vec![(Event::Start(Tag::Paragraph), range.clone())];
                    rest.extend_from_slice(&pieces[start..end]);
                    rest.push((Event::End(TagEnd::Paragraph), range.clone()));
                    rest.extend_from_slice(&pieces[end + 1..]);
                    return Cow::Owned(rest);
                }
            }
            Event::Start(Tag::List(None)) => {
                let mut trial = segment.clone();
                let items = items(&pieces[at + 1..end]);
                if items.is_empty() || !items.iter().all(|item| take(text, item, &mut trial)) {
                    break;
                }
                *segment = trial;
            }
            _ => break,
        }
        at = end + 1;
    }
    Cow::Borrowed(&pieces[at..])
}

/// The insides of a tight list's items.
fn items<'p, 't>(pieces: &'p [Piece<'t>]) -> Vec<&'p [Piece<'t>]> {
    let mut items = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let end = end_of(pieces, at);
        items.push(&pieces[(at + 1).min(end)..end]);
        at = end + 1;
    }
    items
}
