//! A body cut into its sections at headings of level 2, and where they have a meaning, of level 3.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::Diagnostic;
use crate::handbook::{Agenda, Body, Heading, Prose, Role, Section};
use crate::parse::agenda::{self, Hours};

use super::comments::without_comments;
use super::opening;
use super::pasted::as_meant;
use super::plain::{end_of, plain};
use super::walk::Walk;
use super::{Piece, Roles, Text, Written, start, wording};

/// A heading and what follows it, as places in a list of pieces.
#[derive(Debug, Clone)]
pub struct Chunk {
    /// From the heading's start to its end, both included.
    pub heading: Range<usize>,
    pub content: Range<usize>,
}

/// Cuts `pieces` at the headings outside all other blocks whose level `is_cut` takes; what stands before the first
/// one, then the chunks.
pub fn cut(pieces: &[Piece<'_>], is_cut: impl Fn(u8) -> bool) -> (Range<usize>, Vec<Chunk>) {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut before = pieces.len();
    let mut depth = 0_usize;
    for (at, (event, _)) in pieces.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                if let Tag::Heading { level, .. } = tag
                    && depth == 0
                    && is_cut(*level as u8)
                {
                    let end = end_of(pieces, at);
                    match chunks.last_mut() {
                        Some(last) => last.content.end = at,
                        None => before = at,
                    }
                    chunks.push(Chunk { heading: at..(end + 1).min(pieces.len()), content: end + 1..pieces.len() });
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    (0..before, chunks)
}

/// Writes a body. `roles` tells which headings have a meaning; the section with [`Role::Agenda`] is read as an
/// agenda, for which `hours` is when the session begins and ends by the clock.
#[must_use]
pub fn body(text: &Text<'_>, roles: Roles, hours: Option<Hours>) -> Written {
    let text = as_meant(text);
    let (text, unclosed) = without_comments(&text);
    let (mut walk, pieces) = start(&text, unclosed);
    let (before, chunks) = cut(&pieces, |level| level <= 2);
    let mut body = Body { summary: walk.prose(&pieces[before]), ..Body::default() };
    body.sections.reserve_exact(chunks.len());
    let mut session_agenda: Option<Agenda> = None;
    let mut is_told = false;

    let role_of = |chunk: &Chunk| roles(2, &key(&plain(&pieces[inner(chunk)])), None);
    for (place, chunk) in chunks.iter().enumerate() {
        let role = role_of(chunk);
        let known = role.and_then(|role| body.sections.iter().position(|section| section.role == Some(role)));
        if role == Some(Role::Agenda) {
            if known.is_none() {
                let heading = walk.heading_of(&pieces, chunk, role);
                let span = heading.span.clone();
                body.sections.push(Section { heading, role, prose: Prose::default(), parts: Vec::new() });
                let further: Vec<_> = chunks[place + 1..].iter().filter(|chunk| role_of(chunk) == role).collect();
                session_agenda = Some(if further.is_empty() {
                    agenda::read(&mut walk, &pieces[chunk.content.clone()], span, hours)
                } else {
                    let mut all = pieces[chunk.content.clone()].to_vec();
                    for chunk in &further {
                        all.extend_from_slice(&pieces[chunk.content.clone()]);
                    }
                    agenda::read(&mut walk, &all, span, hours)
                });
            }
            continue;
        }
        if let Some(known) = known {
            // A known heading written twice is one section; links to the second one still arrive.
            let anchor = walk.anchor(own_id(&pieces, chunk), &pieces[inner(chunk)]);
            let mut prose = opening::anchor(&anchor);
            let (more, parts) = walk.section_content(&pieces[chunk.content.clone()], roles, role);
            prose.append(more);
            let section = &mut body.sections[known];
            section.prose.append(prose);
            for part in parts {
                add_part(&mut section.parts, part);
            }
            continue;
        }
        let heading = walk.heading_of(&pieces, chunk, role);
        if role.is_none() {
            let has = |role: Role| chunks.iter().any(|chunk| role_of(chunk) == Some(role));
            let nearly = nearly(&heading, wording::meant(&heading.text, roles, has));
            let content = &pieces[chunk.content.clone()];
            let unseen = || agenda::unseen::note(content, &heading.text, &heading.span, hours);
            let is_shown = nearly.is_none() && !has(Role::Agenda) && !is_told;
            let unseen = if is_shown { unseen() } else { None };
            is_told = is_told || unseen.is_some();
            walk.diagnostics.extend(nearly.or(unseen));
        }
        let (prose, parts) = walk.section_content(&pieces[chunk.content.clone()], roles, role);
        body.sections.push(Section { heading, role, prose, parts });
    }
    body.footnotes = walk.endnotes(&pieces);
    body.headings = walk.headings;
    body.headings.shrink_to_fit();
    Written {
        body,
        agenda: session_agenda,
        diagnostics: walk.diagnostics,
        callouts: walk.callouts,
        anchors: walk.anchors,
    }
}

impl<'t> Walk<'t> {
    /// The heading of a chunk, remembered among the headings and anchors.
    pub fn heading_of(&mut self, pieces: &[Piece<'t>], chunk: &Chunk, role: Option<Role>) -> Heading {
        let inside = &pieces[inner(chunk)];
        let level = match pieces.get(chunk.heading.start) {
            Some((Event::Start(Tag::Heading { level, .. }), _)) => *level as u8,
            _ => 2,
        };
        let mut text = plain(inside).trim().to_owned();
        let mut prose = self.prose(inside);
        if role.is_some() && text.ends_with(':') {
            text.truncate(text.trim_end_matches(':').trim_end().len());
            if prose.html.ends_with(':') {
                prose.html.truncate(prose.html.trim_end_matches(':').len());
            }
        }
        let id = self.anchor(own_id(pieces, chunk), inside);
        // A level-1 heading is shown one level down.
        self.headings.push((level.max(2), text.clone(), id.clone()));
        let range = pieces.get(chunk.heading.start).map_or(0..0, |(_, range)| range.clone());
        let line = self.text.text[range.clone()].trim_end().len();
        Heading { level, prose, text, id, span: self.text.span(range.start..range.start + line) }
    }

    /// What stands under a level-2 heading, with its level-3 parts where any of them has a meaning.
    fn section_content(&mut self, pieces: &[Piece<'t>], roles: Roles, around: Option<Role>) -> (Prose, Vec<Section>) {
        if around.is_none() {
            return (self.prose(pieces), Vec::new());
        }
        let (before, chunks) = cut(pieces, |level| level == 3);
        let role_of = |chunk: &Chunk| roles(3, &key(&plain(&pieces[inner(chunk)])), around);
        if chunks.iter().all(|chunk| role_of(chunk).is_none()) {
            return (self.prose(pieces), Vec::new());
        }
        let prose = self.prose(&pieces[before]);
        let mut parts = Vec::new();
        for chunk in &chunks {
            let role = role_of(chunk);
            let heading = self.heading_of(pieces, chunk, role);
            let prose = self.prose(&pieces[chunk.content.clone()]);
            add_part(&mut parts, Section { heading, role, prose, parts: Vec::new() });
        }
        (prose, parts)
    }
}

fn nearly(heading: &Heading, meant: Option<&str>) -> Option<Diagnostic> {
    let meant = meant?;
    let message = format!("`{}` is read like any other words. Did you mean `{meant}`?", heading.text);
    let help = format!("Write `## {meant}`, and what is below it is read as such.");
    Some(Diagnostic::nudge("nearly-known", heading.span.clone(), message).help(help))
}

/// Adds a part, joined to the one with the same meaning.
fn add_part(parts: &mut Vec<Section>, part: Section) {
    match parts.iter_mut().find(|known| known.role.is_some() && known.role == part.role) {
        Some(known) => known.prose.append(part.prose),
        None => parts.push(part),
    }
}

/// The pieces inside a chunk's heading.
pub fn inner(chunk: &Chunk) -> Range<usize> {
    let end = chunk.heading.end.saturating_sub(1).max(chunk.heading.start + 1);
    chunk.heading.start + 1..end
}

/// The anchor that an author gave to a chunk's heading with `{#name}`.
pub fn own_id<'p>(pieces: &'p [Piece<'_>], chunk: &Chunk) -> Option<&'p str> {
    match pieces.get(chunk.heading.start) {
        Some((Event::Start(Tag::Heading { id, .. }), _)) => id.as_deref(),
        _ => None,
    }
}

/// A heading's text as it is compared: lower case, white space folded, straight apostrophes, no colon at its end.
fn key(text: &str) -> String {
    let text = text.trim().trim_end_matches(':').to_lowercase();
    let mut key = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    key.replace('’', "'")
}
