//! Gathers the outside links of what everybody may read, each address once, in its first place.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::handbook::Handbook;
use crate::handbook::references::OutgoingReference;
use crate::redact::{Drafts, redact};
use crate::source::{FilePath, Located, Span};

use super::hosts::host;

/// Returns every address once, in order of place. `text` gives a file's text.
pub fn links(handbook: &Handbook, drafts: Drafts, text: &dyn Fn(&FilePath) -> Option<String>) -> Vec<Located<String>> {
    let public = redact(handbook, drafts);
    let mut found: Vec<Located<String>> = Vec::new();
    let mut in_prose: Vec<(String, Span)> = Vec::new();
    public.book().each_part(&mut |holder, part| match (part, holder) {
        (OutgoingReference::Link(link), _) if host(&link.value).is_some() => found.push(link.clone()),
        (OutgoingReference::Prose(prose), Some(holder)) => {
            let addresses = prose.outside_links().filter(|address| host(address).is_some());
            in_prose.extend(addresses.map(|address| (address.to_owned(), holder.span.clone())));
        }
        _ => {}
    });
    let mut texts: FxHashMap<FilePath, String> = FxHashMap::default();
    for (address, entry) in in_prose {
        let file = entry.file.clone();
        let text = texts.entry(file.clone()).or_insert_with(|| text(&file).unwrap_or_default());
        let hidden: Vec<&Span> =
            handbook.private.callouts.iter().map(|callout| &callout.span).filter(|span| span.file == file).collect();
        let span = place(text, &address, &hidden).map_or(entry, |range| Span::new(&file, range));
        found.push(Located::new(address, span));
    }
    found.sort_by(|a, b| a.span.cmp(&b.span));
    let mut seen: FxHashSet<String> = FxHashSet::default();
    found.retain(|link| seen.insert(link.value.split('#').next().unwrap_or_default().to_owned()));
    found
}

/// Finds `address` in `text`, as it is, without its scheme or with `&amp;`; not inside what is `hidden`.
fn place(text: &str, address: &str, hidden: &[&Span]) -> Option<std::ops::Range<usize>> {
    let bare = address.strip_prefix("https://").unwrap_or(address);
    [address, &address.replace('&', "&amp;"), bare].iter().find_map(|written| {
        let mut places = text.match_indices(written).map(|(at, _)| at..at + written.len());
        places.find(|range| {
            let goes_on = text.get(range.end..).and_then(|rest| rest.chars().next());
            let is_whole = !goes_on.is_some_and(|next| next.is_alphanumeric() || matches!(next, '/' | '-' | '_' | '='));
            is_whole && !hidden.iter().any(|span| span.range().contains(&range.start))
        })
    })
}
