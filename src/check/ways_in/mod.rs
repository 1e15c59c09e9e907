//! Finds ways into online rooms in what everyone can read.

use std::cell::LazyCell;

use crate::diagnostic::Diagnostic;
use crate::handbook::copies::copies;
use crate::handbook::rooms::WayIn;
use crate::handbook::session::{Session, ShowJoinLink};
use crate::handbook::{EntryKind, Handbook, Meta};
use crate::parse::{FileKind, classify};
use crate::redact::{Drafts, hidden};
use crate::source::{FilePath, Span};

/// The most places in one entry that are shown.
const MOST_PLACES: usize = 5;

/// Reports everything public that tells how to come into an online room, unless everyone may come in.
pub fn told_to_everyone(handbook: &Handbook, drafts: Drafts) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if handbook.private.ways_in.is_empty() {
        return diagnostics;
    }
    let book = &handbook.book;
    let mut entries: Vec<&Meta> = Vec::new();
    book.each_entry(&mut |meta, _| entries.push(meta));
    // The entry of a place is the last that begins before it: a list has many in one file.
    entries.sort_by_key(|meta| (&meta.file, meta.span.start));
    let entry_of = |span: &Span| {
        let of_file = entries.iter().filter(|meta| meta.file == span.file);
        of_file.clone().rfind(|meta| meta.span.start <= span.start).or_else(|| of_file.clone().next()).copied()
    };
    let usual = book.community.calendar.show_join_link;
    let shows = |session: &Session| session.show_join_link.unwrap_or(usual) == ShowJoinLink::Public;
    // Files published as they are, beside the entries: asked only where it matters.
    let copies = LazyCell::new(|| copies(book));
    let is_published =
        |span: &Span| classify(&span.file) != FileKind::Other || copies.binary_search(&span.file).is_ok();
    // The entry that the last message is about, by its place; a file that is none counts as one.
    let mut last: Option<(Option<&Span>, &FilePath, usize)> = None;
    for way in &handbook.private.ways_in {
        let meta = entry_of(&way.span);
        let session = meta.filter(|meta| meta.kind == EntryKind::Session).and_then(|meta| book.session(&meta.id));
        let is_open = session.map_or(usual == ShowJoinLink::Public, shows);
        let is_hidden = meta.map_or_else(|| !is_published(&way.span), |meta| hidden(book, meta, drafts));
        if is_open || is_hidden {
            continue;
        }
        let entry = meta.map(|meta| &meta.span);
        if let Some(said) = last
            .filter(|(known, file, _)| *known == entry && **file == way.span.file)
            .and_then(|(.., place)| diagnostics.get_mut(place))
        {
            let said: &mut Diagnostic = said;
            let is_line_known =
                said.span.iter().chain(said.related.iter().map(|(span, _)| span)).any(|span| {
                    span.file == way.span.file && span.start <= way.span.start && way.span.start < span.end
                });
            if said.related.len() < MOST_PLACES && !is_line_known {
                *said = said.clone().also(way.span.clone(), "and here");
            }
            continue;
        }
        last = Some((entry, &way.span.file, diagnostics.len()));
        let holder = match meta {
            Some(_) if session.is_some() => Holder::Session,
            None if classify(&way.span.file) != FileKind::Community => Holder::Copy,
            _ => Holder::Entry,
        };
        diagnostics.push(message(way.value, way.span.clone(), holder));
    }
    diagnostics
}

/// The holder of a way in.
#[derive(Clone, Copy)]
enum Holder {
    Session,
    Entry,
    /// A file that is published as it is, where no box hides anything.
    Copy,
}

fn message(way: WayIn, span: Span, holder: Holder) -> Diagnostic {
    let message = match way {
        WayIn::Link => "This link leads into an online room, and everyone can read it here.",
        WayIn::Number => "This is the number of an online meeting, and everyone can read it here.",
        WayIn::Passcode => "This looks like a passcode, and everyone can read it here.",
        WayIn::DialIn => "This is a number to dial into a meeting, and everyone can read it here.",
    };
    let help = match holder {
        Holder::Session => {
            "Move it: a link after `join:`, numbers and passcodes after `dial_in:`, or all of it into a `> [!facilitator]` box; \
         none of these is published. If everyone may come in, write `show_join_link: public`."
        }
        Holder::Entry => {
            "Move it into its session, after `join:` or `dial_in:`, or into a `> [!facilitator]` box; none of these is \
         published. If everyone may come in, write `show_join_link: public` under `calendar:` in `community.yml`."
        }
        Holder::Copy => {
            "Take it out of this file, which is published as it is, and write it in its session, after `join:` or \
             `dial_in:`. If everyone may come in, write `show_join_link: public` under `calendar:` in `community.yml`."
        }
    };
    Diagnostic::error("way-in-told", span, message).help(help)
}

#[cfg(test)]
mod tests;
