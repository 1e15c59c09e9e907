//! Entries that get in each other's way: one id twice, one address for two, a name that the site needs itself.

use std::collections::hash_map::Entry as Slot;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::handbook::index::ends_in;
use crate::handbook::links::{self, RESERVED};
use crate::handbook::{Book, Community, EntryKind, Meta, Values};
use crate::source::Span;

/// Reports every clash in `book`.
pub fn find(book: &Book, communities: &[&Arc<Community>], values: &[Arc<Values>], diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(two_files("community", communities.iter().map(|community| &community.span)));
    for kind in EntryKind::all().filter(|kind| kind.is_single()) {
        let of_kind = values.iter().filter(|values| values.meta.kind == kind);
        diagnostics.extend(two_files(kind.row().plural, of_kind.map(|values| &values.meta.span)));
    }
    let mut taken: FxHashMap<String, (EntryKind, usize)> = FxHashMap::default();
    book.each_entry(&mut |meta, place| {
        let address = links::own_address(meta);
        match taken.entry(address.to_lowercase()) {
            Slot::Vacant(free) => drop(free.insert((meta.kind, place))),
            Slot::Occupied(taken) => {
                let (kind, place) = *taken.get();
                if let Some(first) = book.entry(kind, place) {
                    diagnostics.push(clash(first, meta, &address));
                }
            }
        }
        diagnostics.extend(reserved(meta));
    });
}

fn two_files<'a>(what: &'static str, spans: impl Iterator<Item = &'a Span>) -> Vec<Diagnostic> {
    let spans: Vec<_> = spans.collect();
    let Some((first, others)) = spans.split_first() else { return Vec::new() };
    let say = |other: &&Span| {
        let message = format!("`{}` and `{}` both hold the {what}.", first.file, other.file);
        Diagnostic::error("id-twice", Span::whole(&other.file), message)
            .help("Keep one of the two files and move what is missing into it.")
            .also(Span::whole(&first.file), "the other one")
    };
    others.iter().map(say).collect()
}

/// Reports one clash. Lists are in their own order; messages must follow the order of the files.
fn clash(one: &Meta, other: &Meta, address: &str) -> Diagnostic {
    let (first, second) = if one.span <= other.span { (one, other) } else { (other, one) };
    let mend = match (is_item(first), is_item(second)) {
        (true, true) => "Give one of them another `id`",
        (false, false) => "Rename one of the two files",
        _ => "Keep one of them, or give the file another name",
    };
    let same = first.id == second.id;
    let diagnostic = if same {
        let message = format!("Two {} have the id `{}`.", second.kind.row().plural, second.id);
        Diagnostic::error("id-twice", second.span.clone(), message)
            .help(format!("{mend}: an id is how links, references and calendars find an entry, so each needs its own."))
    } else {
        let message = format!("`{}` and `{}` would both have the address `{address}`.", first.id, second.id);
        Diagnostic::error("address-twice", second.span.clone(), message).help(format!(
            "{mend}: in an address, capital and small letters count as the same, and so do spaces and dashes."
        ))
    };
    diagnostic.also(first.span.clone(), if same { "the first one" } else { "the other one" })
}

fn reserved(meta: &Meta) -> Option<Diagnostic> {
    if meta.kind.is_single() {
        return None;
    }
    let name = RESERVED.iter().find(|name| name.eq_ignore_ascii_case(&meta.id))?;
    let mend = match meta.kind {
        _ if is_item(meta) => "Give it another `id`.".to_owned(),
        // Other programs show it as the page of its folder; here a folder is a group, and its page lies beside it.
        EntryKind::Page | EntryKind::Guidance if meta.id.eq_ignore_ascii_case("index") && folder(meta).is_some() => {
            let page = folder(meta).unwrap_or_default();
            format!(
                "For the page of the folder `{page}/` name it `{page}.md`, beside the folder, or give it another name."
            )
        }
        EntryKind::Series => format!("Give the folder `sessions/{}` another name.", meta.id),
        _ => format!("Give the file `{}` another name.", meta.file),
    };
    let message = format!("An entry cannot be called `{name}`: the site needs that name itself.");
    Some(Diagnostic::error("reserved-name", meta.span.clone(), message).help(mend))
}

/// Returns the folder inside `pages/` or `guidance/` that holds the entry.
fn folder(meta: &Meta) -> Option<&str> {
    let (folder, _) = meta.file.rsplit_once('/')?;
    folder.contains('/').then_some(folder)
}

fn is_item(meta: &Meta) -> bool {
    ends_in(&meta.file, &[".yml", ".yaml"])
}
