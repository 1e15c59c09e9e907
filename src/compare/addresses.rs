//! Addresses of pages and feeds that were published and would lead nowhere.

use std::collections::BTreeSet;

use crate::calendar::is_members_feed;
use crate::diagnostic::Diagnostic;
use crate::handbook::index::ends_in;
use crate::handbook::links::own_address;
use crate::handbook::{Audience, EntryKind, Meta};
use crate::redact::{Drafts, hidden};
use crate::source::{FilePath, Span};

use super::SiteToPublish;
use super::report::ChangeReport;

/// A page that was published and is no longer made.
struct Lost<'a> {
    path: &'a str,
    /// `people/`, or with the folders between: `guidance/hosts/`.
    folder: &'a str,
    name: &'a str,
    kind: EntryKind,
}

/// The number of pages of a folder that vanished: of several, a new page may stand for any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FolderState {
    Alone,
    Several,
}

/// Reports each page and feed that vanished, with what to do. The lists of a kind vanish with their last entry, and
/// assets, pictures and downloads have addresses that nobody bookmarks.
pub(super) fn tell(addresses: &BTreeSet<String>, now: &SiteToPublish<'_>, told: &mut ChangeReport) {
    let gone: Vec<&str> = addresses.difference(now.addresses).map(String::as_str).collect();
    let pages: Vec<Lost<'_>> = gone.iter().filter_map(|path| lost(path)).collect();
    for page in pages.iter().filter(|page| !told.pages.contains(page.path)) {
        let alone = pages.iter().filter(|other| other.folder == page.folder).count() == 1;
        let crowd = if alone { FolderState::Alone } else { FolderState::Several };
        told.diagnostics.extend(removed_page(page, addresses, now, crowd));
    }
    for kind in EntryKind::all().filter(|kind| kind.is_single()) {
        let (path, file) = (kind.row().list, format!("{}.md", kind.row().files));
        let hidden = now.handbook.book.entry(kind, 0);
        if gone.contains(&path) {
            told.add(hidden.map_or_else(
                || {
                    let help = format!("Put `{file}` back. {MEANT}");
                    Diagnostic::error("address-vanished", Span::whole(&file.as_str().into()), nowhere(path)).help(help)
                },
                |meta| not_public(path, meta),
            ));
        }
    }
    // A series' feed goes with its page, and leads on with it; the members' one has no page.
    if gone.iter().any(|path| is_members_feed(path)) {
        // Its address is as good as a password, so it is not shown.
        let message = "The members' calendar would disappear from its published address, and members who subscribed to it \
                       would get no more changes.";
        let help = "Put back the old `private/calendar.yml` and `show_join_link: members`. If you want to remove it, \
                    tell your members, and build anyway.";
        let span = now.public.book().community.span.clone();
        told.add(Diagnostic::error("address-vanished", span, message).help(help));
    }
}

fn lost(path: &str) -> Option<Lost<'_>> {
    let kind = EntryKind::of_page(path)?;
    let slash = path.rfind('/')?;
    let name = path[slash + 1..].strip_suffix(".html").filter(|name| *name != "index")?;
    Some(Lost { path, folder: &path[..=slash], name, kind })
}

fn nowhere(path: &str) -> String {
    format!("`{path}` is a page of the published site and would disappear. Links to it would stop working.")
}

fn removed_page(
    page: &Lost<'_>,
    addresses: &BTreeSet<String>,
    now: &SiteToPublish<'_>,
    crowd: FolderState,
) -> Option<Diagnostic> {
    let whole = &now.handbook.book;
    let (mut owner, mut newcomers, mut elsewhere, mut list) = (None, Vec::new(), None, None);
    whole.each_entry(&mut |meta, place| {
        if meta.kind != page.kind {
            return;
        }
        let address = own_address(meta);
        let folder = address.rfind('/').map_or("", |slash| &address[..=slash]);
        let name = address[folder.len()..].trim_end_matches(".html");
        let at = (meta.kind, place);
        if address == page.path {
            owner = Some(at);
        } else if hidden(whole, meta, Drafts::Left) {
        } else if name == page.name {
            elsewhere = Some(at);
        } else if folder == page.folder && !addresses.contains(&*address) {
            newcomers.push((at, name.to_owned()));
        }
        if ends_in(&meta.file, &[".yml", ".yaml"]) {
            list = Some(meta.file.clone());
        }
    });
    let entry = |(kind, place)| whole.entry(kind, place);
    if let Some(meta) = owner.and_then(entry) {
        let by_series = meta.audience == Audience::Everyone && !meta.draft;
        return match hidden(whole, meta, Drafts::Left) {
            // The message about its series covers it.
            true if by_series => None,
            true => Some(not_public(page.path, meta)),
            false => Some(without_text(page, meta)),
        };
    }
    let write = format!("`was: [{}]`", page.name);
    let error = |span| Diagnostic::error("address-vanished", span, nowhere(page.path));
    let near = crate::suggest::nearest(page.name, newcomers.iter().map(|(_, name)| name.as_str()));
    let only = newcomers.first().filter(|_| crowd == FolderState::Alone && newcomers.len() == 1);
    let meant = newcomers.iter().find(|(_, name)| Some(name.as_str()) == near).or(only);
    if let Some(meta) = meant.and_then(|(at, _)| entry(*at)) {
        // A series is a folder, and may have no file yet.
        let (file, span) = match meta.kind {
            EntryKind::Series => {
                let file: FilePath = format!("sessions/{}/series.md", meta.id).into();
                let span = if file == meta.file { meta.span.clone() } else { Span::whole(&file) };
                (file, span)
            }
            _ => (meta.file.clone(), meta.span.clone()),
        };
        let help = format!("If `{file}` replaces it, write {write} in the header of that file. {MEANT}");
        return Some(error(span).help(help));
    }
    if let Some(meta) = elsewhere.and_then(entry) {
        let help = format!(
            "It is in `{}` now. `was` can name an old file but not an old folder, so move it back to `{}`. {MEANT}",
            meta.file,
            page.folder.trim_end_matches('/')
        );
        return Some(error(meta.span.clone()).help(help));
    }
    let file = list.unwrap_or_else(|| source(page).into());
    let help = format!("Put it back, or write {write} in the header of the file that replaces it. {MEANT}");
    Some(error(Span::whole(&file)).help(help))
}

/// The help where nothing is to be mended.
const MEANT: &str = "If you want to remove the page, build anyway.";

/// Returns the file that the page was probably made from.
fn source(page: &Lost<'_>) -> String {
    if page.kind == EntryKind::Series {
        return format!("sessions/{}/series.md", page.name);
    }
    format!("{}{}.md", page.folder, page.name)
}

fn not_public(path: &str, meta: &Meta) -> Diagnostic {
    let (is, line) = match meta.audience {
        Audience::Facilitators => ("is for facilitators only now", "`audience: facilitators`"),
        Audience::Everyone => ("is a draft now", "`draft: true`"),
    };
    let message =
        format!("`{path}` is a page of the published site, and its entry {is}. Links to it would stop working.");
    let help = format!("Take {line} out. {MEANT}");
    Diagnostic::error("address-vanished", meta.span.clone(), message).help(help)
}

/// Reports a reading whose body was taken out, which leaves it a line in the list.
fn without_text(page: &Lost<'_>, meta: &Meta) -> Diagnostic {
    let message = format!(
        "`{}` is a page of the published site and would disappear, because its entry has no text now. Links to it would stop working.",
        page.path
    );
    let help = format!("Give it a text again. {MEANT}");
    Diagnostic::error("address-vanished", meta.span.clone(), message).help(help)
}
