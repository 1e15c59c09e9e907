//! Ways into online rooms in what everyone would read.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::handbook::room::WayIn;
use crate::handbook::session::ShowJoinLink;
use crate::handbook::{EntryKind, Handbook, Meta};
use crate::public::{Drafts, hidden};
use crate::source::{FilePath, Located};

/// So many further places in one file are shown.
const MOST_PLACES: usize = 4;

/// Says where a page would let everybody into an online room: an error, unless the session or the community shows its link to
/// all. A file has one message.
pub fn published(handbook: &Handbook, drafts: Drafts) -> Vec<Diagnostic> {
    let ways_in = &handbook.private.ways_in;
    if ways_in.is_empty() {
        return Vec::new();
    }
    let book = &handbook.book;
    let usual = book.community.calendar.show_join_link;
    // For each file whether anyone may read an entry of it without being meant to come in.
    let mut files: BTreeMap<FilePath, (bool, EntryKind)> = BTreeMap::new();
    book.each_entry(&mut |meta: &Meta, _| {
        let session = if meta.kind == EntryKind::Session { book.session(&meta.id) } else { None };
        let shown = session.and_then(|session| session.show_join_link).unwrap_or(usual);
        let is_told = shown != ShowJoinLink::Public && !hidden(book, meta, drafts);
        files.entry(meta.file.clone()).or_insert((false, meta.kind)).0 |= is_told;
    });
    let of_community = (usual != ShowJoinLink::Public, EntryKind::Page);
    let in_public = ways_in.chunk_by(|one, other| one.span.file == other.span.file);
    let told = in_public.filter_map(|ways_in| {
        let (is_told, kind) = files.get(&ways_in.first()?.span.file).unwrap_or(&of_community);
        if *is_told { message(ways_in, *kind) } else { None }
    });
    told.collect()
}

fn message(ways_in: &[Located<WayIn>], kind: EntryKind) -> Option<Diagnostic> {
    let (first, further) = ways_in.split_first()?;
    let what = match first.value {
        WayIn::Link => "This link leads into an online room",
        WayIn::Number => "This is the number of an online meeting",
        WayIn::Passcode => "This is the passcode of an online room",
        WayIn::DialIn => "This telephone number leads into an online meeting",
    };
    let help = if kind == EntryKind::Session {
        "Write the link after `join:` and numbers and codes after `dial_in:` in the header, or move these lines into a \
         `> [!facilitator]` box. If everyone may come in, write `show_join_link: public` into the header."
    } else {
        "Take it out here, and write it after `join:` in the header of the session that it belongs to. If everyone may come \
         in, write `show_join_link: public` under `calendar:` in `community.yml`."
    };
    let message = format!("{what}, and everyone could read it here.");
    let said = Diagnostic::error("room-public", first.span.clone(), message).help(help);
    Some(
        further
            .iter()
            .take(MOST_PLACES)
            .fold(said, |said, place| said.also(place.span.clone(), "and this lets people in")),
    )
}
