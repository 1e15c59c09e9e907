//! A body cut into its sections at headings of level 2, and where they have a meaning, of level 3.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::Diagnostic;
use crate::handbook::{Agenda, Body, Heading, RichText, Role, Section};
use crate::parse::agenda::{self, Hours, Implicit, Unseen};
use crate::parse::time::is_day;

use super::comments::without_comments;
use super::plain::{end_of, plain};
use super::reader::ProseReader;
use super::word_cleanup::as_meant;
use super::{MarkdownEvent, MarkdownText, RenderedText, Roles, agenda_heading, start, wording};

/// A heading and what follows it, as indices in a list of pieces.
#[derive(Debug, Clone)]
pub struct Chunk {
    /// From the heading's start to its end, both included.
    pub heading: Range<usize>,
    pub content: Range<usize>,
}

/// Cuts `pieces` at the headings outside all other blocks whose level `is_cut` takes; returns what stands before the
/// first one, then the chunks.
pub fn cut(pieces: &[MarkdownEvent<'_>], is_cut: impl Fn(u8) -> bool) -> (Range<usize>, Vec<Chunk>) {
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

/// The agenda of a session without a heading that names it, where it is no section of its own.
enum Unnamed {
    /// An agenda that is nowhere; these lines look like one.
    None(Option<Unseen>),
    /// Sections that are its parts.
    Run(Range<usize>),
    /// An agenda before the first heading.
    Before(Agenda),
}

/// Finds the agenda of a session without a heading that names it: the section that is one, the sections that are its
/// parts, or what stands before the first heading, which is cut from `before` and read. Reports what looks like an
/// agenda and is none.
fn without_name<'t>(
    reader: &mut ProseReader<'t>,
    pieces: &[MarkdownEvent<'t>],
    before: &mut Range<usize>,
    chunks: &[Chunk],
    found: &mut [Option<Role>],
    roles: Roles,
    hours: Option<Hours>,
) -> Unnamed {
    let named: Vec<usize> = (0..chunks.len()).filter(|place| found[*place] == Some(Role::Agenda)).collect();
    // A heading with nothing of an agenda below it may be that of another one, further down.
    let mut is_empty = |place: &usize| {
        let end =
            chunks[*place..].iter().skip(1).find(|next| level_of(pieces, next) <= level_of(pieces, &chunks[*place]));
        let end = end.map_or(pieces.len(), |next| next.heading.start);
        !agenda::has_parts(reader, &pieces[chunks[*place].content.start..end], hours)
    };
    if !named.iter().all(&mut is_empty) {
        return Unnamed::None(None);
    }
    let known: FxHashSet<Role> = found.iter().flatten().copied().collect();
    let meant =
        |chunk: &Chunk| wording::meant(plain(&pieces[inner(chunk)]).trim(), roles, |role| known.contains(&role));
    let free: Vec<(Chunk, bool)> = std::iter::zip(chunks, &*found)
        .map(|(chunk, role)| (chunk.clone(), role.is_none() && meant(chunk).is_none()))
        .collect();
    // What an empty heading of an agenda announces stands below it.
    let announced = named.first().and_then(|name| {
        let below = free.iter().cloned().enumerate().map(|(place, (chunk, is_free))| (chunk, is_free && place > *name));
        agenda::implicit(reader, pieces, &(0..0), &below.collect::<Vec<_>>(), hours).ok()
    });
    match announced.map_or_else(|| agenda::implicit(reader, pieces, before, &free, hours), Ok) {
        Ok(Implicit::Section(place)) => {
            for place in &named {
                found[*place] = None;
            }
            found[place] = Some(Role::Agenda);
        }
        Ok(Implicit::Run(chunks)) => return Unnamed::Run(chunks),
        Ok(Implicit::Before(at)) => {
            let span = reader.text.span(pieces[at].1.start..pieces[at].1.start);
            let agenda = agenda::read(reader, &pieces[at..before.end], span, hours);
            before.end = at;
            return Unnamed::Before(agenda);
        }
        Err(near) => {
            let looked = near.or_else(|| agenda::unseen(reader, pieces, hours)).filter(|_| named.is_empty());
            let possible = || {
                let own = free.iter().enumerate().filter(|(place, (_, is_free))| *is_free || named.contains(place));
                let first = Chunk { heading: 0..0, content: before.clone() };
                let all: Vec<Chunk> = std::iter::once(first).chain(own.map(|(_, (chunk, _))| chunk.clone())).collect();
                agenda::possible(reader, pieces, &all, hours)
            };
            return Unnamed::None(looked.or_else(possible));
        }
    }
    Unnamed::None(None)
}

/// A body cut at its headings of level 2, and what is known of its agenda.
struct Cut {
    before: Range<usize>,
    chunks: Vec<Chunk>,
    /// The meaning of each heading.
    found: Vec<Option<Role>>,
    /// The sections that are parts of an agenda that no heading names.
    run: Range<usize>,
    /// The agenda that stood before the first heading.
    session_agenda: Option<Agenda>,
    /// Lines that look like an agenda, and are not read as one.
    unseen: Option<Unseen>,
}

/// Cuts `pieces`, whose heading of an agenda becomes one of level 2.
fn cut_at_agenda<'t>(
    reader: &mut ProseReader<'t>,
    pieces: &mut Vec<MarkdownEvent<'t>>,
    roles: Roles,
    hours: Option<Hours>,
) -> Cut {
    let role_of = |text: &str| roles(2, &key(text), None);
    let names_agenda = |text: &str| role_of(text) == Some(Role::Agenda);
    if names_agenda("agenda") {
        agenda::untag_times(pieces);
    }
    agenda_heading::promote(pieces, names_agenda);
    let (mut before, chunks) = cut(pieces, |level| level <= 2);
    let texts: Vec<String> = chunks.iter().map(|chunk| plain(&pieces[inner(chunk)])).collect();
    // Of an Agenda and a Schedule, the former is the agenda.
    let is_called_agenda = |text: &str| key(text).contains("agenda");
    let has_agenda = texts.iter().any(|text| names_agenda(text) && is_called_agenda(text));
    let known_role =
        |text: &String| role_of(text).filter(|role| *role != Role::Agenda || !has_agenda || is_called_agenda(text));
    let mut found: Vec<Option<Role>> = texts.iter().map(known_role).collect();
    // `# Agenda of the harbour group` is the title of a page with an `## Agenda` of its own.
    for place in 0..chunks.len() {
        let level = level_of(pieces, &chunks[place]);
        let mut below = (place + 1..chunks.len()).take_while(|next| level < level_of(pieces, &chunks[*next]));
        if found[place] == Some(Role::Agenda) && below.any(|next| found[next] == found[place]) {
            found[place] = None;
        }
    }
    let (mut run, mut session_agenda, mut unseen) = (0..0, None, None);
    if names_agenda("agenda") {
        match without_name(reader, pieces, &mut before, &chunks, &mut found, roles, hours) {
            Unnamed::None(near) => unseen = near,
            Unnamed::Run(chunks) => run = chunks,
            Unnamed::Before(agenda) => session_agenda = Some(agenda),
        }
    }
    Cut { before, chunks, found, run, session_agenda, unseen }
}

/// Writes a body. `roles` says which headings have a meaning; the section with [`Role::Agenda`] is read as an agenda,
/// for which `hours` is when the session begins and ends by the clock.
#[must_use]
pub fn body(text: &MarkdownText<'_>, roles: Roles, hours: Option<Hours>) -> RenderedText {
    let text = as_meant(text);
    let (text, unclosed) = without_comments(&text);
    let (mut reader, mut pieces) = start(&text, unclosed);
    let Cut { before, chunks, found, run, mut session_agenda, unseen } =
        cut_at_agenda(&mut reader, &mut pieces, roles, hours);
    let mut body = Body { summary: reader.prose(&pieces[before]), ..Body::default() };
    body.sections.reserve_exact(chunks.len());
    let all_found: FxHashSet<Role> = found.iter().flatten().copied().collect();
    let has = |role: Role| all_found.contains(&role);
    let mut written: FxHashMap<Role, usize> = FxHashMap::default();
    let mut passed = 0;
    for (place, chunk) in chunks.iter().enumerate() {
        let role = found[place];
        if run.contains(&place) {
            if place == run.start {
                let all = &pieces[chunk.heading.start..chunks[run.end - 1].content.end];
                let span = reader.text.span(pieces[chunk.heading.start].1.clone());
                session_agenda = Some(agenda::read(&mut reader, all, span, hours));
            }
            continue;
        }
        if place < passed {
            continue;
        }
        let known = role.and_then(|role| written.get(&role).copied());
        if let (Some(role), None) = (role, known) {
            written.insert(role, body.sections.len());
        }
        if role == Some(Role::Agenda) {
            if known.is_none() {
                let heading = reader.heading_of(&pieces, chunk, role);
                let span = heading.span.clone();
                body.sections.push(Section { heading, role, prose: RichText::default(), parts: Vec::new() });
                // The parts of `# Agenda` may be headings of level 2.
                let below = (place + 1..chunks.len())
                    .take_while(|next| level_of(&pieces, chunk) < level_of(&pieces, &chunks[*next]));
                let own = below.take_while(|next| found[*next].is_none()).last();
                let end = own.map_or(chunk.content.end, |last| chunks[last].content.end);
                passed = own.map_or(0, |last| last + 1);
                let mut all = pieces[chunk.content.start..end].to_vec();
                for further in (place + 1..chunks.len()).filter(|next| *next >= passed && found[*next] == role) {
                    let further = &chunks[further];
                    // `Schedule of Day 2` begins another day.
                    let is_day = is_day(&plain(&pieces[inner(further)]));
                    let from = if is_day { further.heading.start } else { further.content.start };
                    all.extend_from_slice(&pieces[from..further.content.end]);
                }
                session_agenda = Some(agenda::read(&mut reader, &all, span, hours));
            }
            continue;
        }
        if let Some(known) = known {
            // A known heading written twice is one section; links to the second one still arrive.
            let anchor = reader.anchor(own_id(&pieces, chunk), &pieces[inner(chunk)]);
            let mut prose = RichText::anchor(&anchor);
            let (more, parts) = reader.section_content(&pieces[chunk.content.clone()], roles, role);
            prose.append(more);
            let section = &mut body.sections[known];
            section.prose.append(prose);
            for part in parts {
                add_part(&mut section.parts, part);
            }
            continue;
        }
        let heading = reader.heading_of(&pieces, chunk, role);
        if role.is_none() {
            reader.diagnostics.extend(nearly(&heading, wording::meant(&heading.text, roles, has)));
        }
        let (prose, parts) = reader.section_content(&pieces[chunk.content.clone()], roles, role);
        body.sections.push(Section { heading, role, prose, parts });
    }
    // An agenda of which nothing can be read has been reported already.
    let is_told = |said: &Diagnostic| ["missing-minutes", "agenda-unseen"].contains(&said.code);
    if let Some(unseen) = unseen.filter(|_| !reader.diagnostics.iter().any(is_told)) {
        reader.tell_unseen(unseen);
    }
    body.footnotes = reader.endnotes(&pieces);
    body.headings = reader.headings;
    body.headings.shrink_to_fit();
    RenderedText {
        body,
        agenda: session_agenda,
        diagnostics: reader.diagnostics,
        callouts: reader.callouts,
        anchors: reader.anchors,
        unread: reader.unread,
    }
}

impl<'t> ProseReader<'t> {
    /// Reports lines that look like an agenda and are not read as one.
    pub fn tell_unseen(&mut self, unseen: Unseen) {
        self.diagnostics.push(unseen.note());
        self.unread = unseen.lines;
    }

    /// Returns the heading of a chunk, remembered among the headings and anchors.
    pub fn heading_of(&mut self, pieces: &[MarkdownEvent<'t>], chunk: &Chunk, role: Option<Role>) -> Heading {
        let inside = &pieces[inner(chunk)];
        let level = level_of(pieces, chunk);
        let mut text = plain(inside).trim().to_owned();
        let mut prose = self.prose(inside);
        if role.is_some() && text.ends_with(':') {
            text.truncate(text.trim_end_matches(':').trim_end().len());
            prose.trim_end(|letter| letter == ':');
        }
        let id = self.anchor(own_id(pieces, chunk), inside);
        // A level-1 heading is shown one level down.
        self.headings.push((level.max(2), text.clone(), id.clone()));
        let range = pieces.get(chunk.heading.start).map_or(0..0, |(_, range)| range.clone());
        let line = self.text.text[range.clone()].trim_end().len();
        Heading { level, prose, text, id, span: self.text.span(range.start..range.start + line) }
    }

    /// Writes what stands under a level-2 heading, with its level-3 parts where any of them has a meaning.
    fn section_content(
        &mut self,
        pieces: &[MarkdownEvent<'t>],
        roles: Roles,
        around: Option<Role>,
    ) -> (RichText, Vec<Section>) {
        if around.is_none() {
            return (self.prose(pieces), Vec::new());
        }
        self.dated = around == Some(Role::BetweenSessions);
        let written = self.known_content(pieces, roles, around);
        self.dated = false;
        written
    }

    fn known_content(
        &mut self,
        pieces: &[MarkdownEvent<'t>],
        roles: Roles,
        around: Option<Role>,
    ) -> (RichText, Vec<Section>) {
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
    let message =
        format!("`{}` has no meaning here, so it is shown as ordinary text. Did you mean `{meant}`?", heading.text);
    let help = format!("If you mean that, write `## {meant}`; Handbound then knows what the text below it is.");
    Some(Diagnostic::nudge("nearly-known", heading.span.clone(), message).help(help))
}

/// Adds a part, joined to the one with the same meaning.
fn add_part(parts: &mut Vec<Section>, part: Section) {
    match parts.iter_mut().find(|known| known.role.is_some() && known.role == part.role) {
        Some(known) => known.prose.append(part.prose),
        None => parts.push(part),
    }
}

/// Returns the level of a chunk's heading.
fn level_of(pieces: &[MarkdownEvent<'_>], chunk: &Chunk) -> u8 {
    match pieces.get(chunk.heading.start) {
        Some((Event::Start(Tag::Heading { level, .. }), _)) => *level as u8,
        _ => 2,
    }
}

/// Returns the pieces inside a chunk's heading.
pub fn inner(chunk: &Chunk) -> Range<usize> {
    let end = chunk.heading.end.saturating_sub(1).max(chunk.heading.start + 1);
    chunk.heading.start + 1..end
}

/// Returns the anchor that an author gave to a chunk's heading with `{#name}`.
pub fn own_id<'p>(pieces: &'p [MarkdownEvent<'_>], chunk: &Chunk) -> Option<&'p str> {
    own_id_of(&pieces[chunk.heading.start..])
}

/// Returns the same of the heading with which `pieces` begin.
pub fn own_id_of<'p>(pieces: &'p [MarkdownEvent<'_>]) -> Option<&'p str> {
    match pieces.first() {
        Some((Event::Start(Tag::Heading { id, .. }), _)) => id.as_deref(),
        _ => None,
    }
}

/// Returns a heading's text as it is compared: lower case, white space folded, straight apostrophes, no colon at its
/// end.
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
