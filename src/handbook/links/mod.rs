//! The target of a relative link: from the file that holds it to a page, a picture or a download of the site.

mod anchor;
mod nearest;

pub use anchor::AnchorNames;

use std::borrow::Cow;

use crate::suggest;

use super::index::Target;
use super::{Book, EntryKind, Meta};
use crate::text::percent;

/// Names that the site needs itself, in every folder.
pub const RESERVED: &[&str] = &["index", "404", "search", "print", "calendar", "season", "journey"];

/// The target of a relative link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A page of the site: its path, and the anchor, if any.
    Page { path: String, anchor: Option<String> },
    /// A file that is published as it is: its path in the folder (`people/wren.svg`), which is also its path in
    /// the site.
    File { path: String },
}

/// The reason why a relative link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    /// There is no such file.
    NoSuchFile,
    /// The file is there, the anchor is not.
    NoSuchAnchor,
    /// The entry is a draft or is for facilitators only: readers could not follow it.
    NotPublic,
    /// The path climbs out of the handbook's folder, or names something below `private/`.
    OutOfReach,
}

/// Resolves `link`, written in the file at `from` (`sessions/01.md`), in `book`.
///
/// `link` is percent-decoded and may hold an anchor after `#`; a link that starts with `#` stays in its own file,
/// one that starts with `/` counts from the handbook's folder. A link that is not decoded yet is found too.
/// Letter case counts, as it does on the machines that serve pages; in an anchor, what other programs make of a heading
/// is taken for that heading, and the destination has its true name.
///
/// # Errors
///
/// Returns why the link leads nowhere.
pub fn resolve(book: &Book, from: &str, link: &str) -> Result<LinkTarget, LinkError> {
    let found = follow(book, from, link);
    found.or_else(|broken| retry(book, from, link).ok_or(broken)).map(|(destination, _)| destination)
}

/// Suggests what was probably meant by a link that [`resolve`] cannot follow: the path of a file, relative to the one
/// at `from`, or an anchor. It compares every path of the handbook, or every anchor of the page.
#[must_use]
pub fn nearest(book: &Book, from: &str, link: &str) -> Option<String> {
    let (path, anchor) = place(from, link)?;
    match book.index.paths.get(path.as_str()) {
        None => nearest::file(book, from, &path),
        Some(Target::Entry(kind, place)) => {
            suggest::nearest(anchor, anchors(book, book.entry(*kind, *place)?)).map(str::to_owned)
        }
        Some(_) => None,
    }
}

/// Returns the entry, list or file of a link that [`resolve`] can follow.
#[must_use]
pub fn target(book: &Book, from: &str, link: &str) -> Option<Target> {
    follow(book, from, link).ok().or_else(|| retry(book, from, link)).map(|(_, target)| target)
}

/// Returns whether `address` leads out of the handbook: it has a scheme (RFC 3986 §3.1), or names a host.
#[must_use]
pub fn is_outside(address: &str) -> bool {
    scheme(address).is_some() || address.starts_with("//")
}

/// Returns whether `address` is a file on its author's own computer: `C:\Users\me\a.jpg`, `file:///home/me/a.jpg`.
#[must_use]
pub fn is_on_own_computer(address: &str) -> bool {
    scheme(address.trim_start()).is_some_and(|scheme| scheme.len() == 1 || scheme.eq_ignore_ascii_case("file"))
}

/// Returns the scheme of an address, `https` in `https://example.org`.
#[must_use]
pub fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let mut letters = scheme.bytes();
    let fits = letters.next()?.is_ascii_alphabetic()
        && letters.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    fits.then_some(scheme)
}

/// Returns the address that an entry had under an earlier id, in lower or upper case as that was written.
#[must_use]
pub fn earlier_address(meta: &Meta, was: &str) -> String {
    let folder = meta.address.rfind('/').map_or("", |slash| &meta.address[..=slash]);
    format!("{folder}{}.html", address_name(was))
}

/// Returns the address of the entry's own page, whether or not it has one: a reading without a body has none yet.
#[must_use]
pub fn own_address(meta: &Meta) -> Cow<'_, str> {
    if meta.address.contains(".html#") {
        Cow::Owned(earlier_address(meta, &meta.id))
    } else {
        Cow::Borrowed(&meta.address)
    }
}

/// Returns an id in the form that it has in an address: blanks become `-`.
#[must_use]
pub fn address_name(id: &str) -> String {
    id.chars().map(|c| if c.is_whitespace() { '-' } else { c }).collect()
}

/// Returns the path and the anchor that a link from the file at `from` names; `None` where the path is out of reach.
fn place<'a>(from: &str, link: &'a str) -> Option<(String, &'a str)> {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let path = if path.is_empty() { from.to_owned() } else { join(from, path)? };
    Some((path, anchor))
}

/// Follows a link to its target.
fn follow(book: &Book, from: &str, link: &str) -> Result<(LinkTarget, Target), LinkError> {
    let (path, anchor) = place(from, link).ok_or(LinkError::OutOfReach)?;
    let Some(&target) = book.index.paths.get(path.as_str()) else {
        return Err(LinkError::NoSuchFile);
    };
    let page = match target {
        Target::File if anchor.is_empty() => return Ok((LinkTarget::File { path }, target)),
        // A place inside a PDF or a picture cannot be looked up.
        Target::File => return Ok((LinkTarget::File { path }, target)),
        Target::Hidden => return Err(LinkError::NotPublic),
        Target::Home => "index.html",
        Target::List(kind) if anchor.is_empty() => kind.row().list,
        // `#why` inside `people.yml`: one of its entries has that heading.
        Target::List(kind) => return in_list(book, kind, &path, anchor).ok_or(LinkError::NoSuchAnchor),
        Target::Entry(kind, place) => {
            let Some(meta) = book.entry(kind, place) else { return Err(LinkError::NoSuchFile) };
            return entry(book, meta, anchor).map(|destination| (destination, target));
        }
    };
    match anchor {
        "" => Ok((LinkTarget::Page { path: page.to_owned(), anchor: None }, target)),
        _ => Err(LinkError::NoSuchAnchor),
    }
}

/// Follows the same link decoded once more, and then with its `#` as a part of a file's name.
fn retry(book: &Book, from: &str, link: &str) -> Option<(LinkTarget, Target)> {
    let decoded = Some(percent::decode(link)).filter(|decoded| decoded != link);
    if let Some(found) = decoded.as_deref().and_then(|link| follow(book, from, link).ok()) {
        return Some(found);
    }
    let path = join(from, decoded.as_deref().unwrap_or(link)).filter(|path| path.contains('#'))?;
    let target = *book.index.paths.get(path.as_str())?;
    match target {
        Target::File => Some((LinkTarget::File { path }, target)),
        Target::Entry(kind, place) => Some((entry(book, book.entry(kind, place)?, "").ok()?, target)),
        Target::Home | Target::List(_) | Target::Hidden => None,
    }
}

fn entry(book: &Book, meta: &Meta, anchor: &str) -> Result<LinkTarget, LinkError> {
    // A reading without a body stands in the list, under an anchor of its own.
    let (path, own) = match meta.address.split_once(".html#") {
        Some((page, own)) => (format!("{page}.html"), Some(own)),
        None => (meta.address.clone(), None),
    };
    if anchor.is_empty() {
        return Ok(LinkTarget::Page { path, anchor: own.map(str::to_owned) });
    }
    let meant = match book.index.anchors.get(&meta.address) {
        Some(names) => names.meant(anchor).map(str::to_owned),
        None => anchor::meant(anchor, anchors(book, meta)),
    };
    match meant {
        Some(meant) => Ok(LinkTarget::Page { path, anchor: Some(meant) }),
        None => Err(LinkError::NoSuchAnchor),
    }
}

/// Returns the anchors on the page of an entry: of its headings, and of what it lists.
pub(super) fn anchors<'b>(book: &'b Book, meta: &'b Meta) -> impl Iterator<Item = &'b str> + Clone {
    let items = book.values_of(meta.kind).map_or(&[][..], |values| &values.items).iter().map(|item| item.id.as_str());
    meta.anchors.iter().map(String::as_str).chain(items)
}

fn in_list(book: &Book, kind: EntryKind, file: &str, anchor: &str) -> Option<(LinkTarget, Target)> {
    let mut found: Option<(Target, String, String)> = None;
    book.each_entry(&mut |meta, place| {
        if meta.kind == kind && *meta.file == *file && found.as_ref().is_none_or(|(_, _, known)| known != anchor) {
            let meant = anchor::meant(anchor, meta.anchors.iter().map(String::as_str));
            // The exact name wins over a similar one.
            if let Some(meant) = meant.filter(|meant| found.is_none() || *meant == anchor) {
                found = Some((Target::Entry(kind, place), meta.address.clone(), meant));
            }
        }
    });
    let (target, path, anchor) = found?;
    Some((LinkTarget::Page { path, anchor: Some(anchor) }, target))
}

/// Returns the path that `link` names, seen from the file at `from`. `None` where it climbs out of the folder or into
/// `private/`.
#[must_use]
pub fn join(from: &str, link: &str) -> Option<String> {
    let mut path = String::with_capacity(from.len() + link.len());
    if !link.starts_with('/') {
        path.push_str(from.rsplit_once('/').map_or("", |(folder, _)| folder));
    }
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." if path.is_empty() => return None,
            ".." => path.truncate(path.rfind('/').unwrap_or(0)),
            part => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(part);
            }
        }
    }
    let first = path.split('/').next().unwrap_or_default();
    (!first.eq_ignore_ascii_case("private")).then_some(path)
}

/// Returns the relative address from the page at `from` (`people/index.html`) to `to` (`sessions/01.html`):
/// `../sessions/01.html`, percent-encoded (RFC 3986 §2.1). An anchor after a page's `.html` is kept as one.
#[must_use]
pub fn relative(from: &str, to: &str) -> String {
    let (path, anchor) = match to.find(".html#") {
        Some(dot) => (&to[..dot + 5], Some(&to[dot + 6..])),
        None => (to, None),
    };
    let mut address = String::with_capacity(to.len() + 8);
    let (up, down) = way(from, path);
    (0..up).for_each(|_| address.push_str("../"));
    percent::encode(down, &percent::IN_PATH, &mut address);
    if let Some(anchor) = anchor {
        address.push('#');
        percent::encode(anchor, &percent::IN_PATH, &mut address);
    } else if address.is_empty() {
        address.push_str("./");
    }
    address
}

/// Returns a decoded link that leads nowhere as an address: always a path, whatever it looks like. Only the preview
/// shows one.
#[must_use]
pub fn astray(link: &str) -> String {
    static STAYING: percent::AsciiSet = percent::staying(b"-._~/#?=&");
    let mut address = String::with_capacity(link.len());
    percent::encode(link.trim_start_matches('/'), &STAYING, &mut address);
    address
}

/// Returns the relative path from the file `from` to the file `to`.
fn steps(from: &str, to: &str) -> String {
    let (up, down) = way(from, to);
    if up == 0 && down.is_empty() { "./".to_owned() } else { "../".repeat(up) + down }
}

/// Returns how many folders to climb from the file `from`, and the way down from there to the file `to`.
fn way<'a>(from: &str, to: &'a str) -> (usize, &'a str) {
    let same = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    let shared = from.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1);
    (from[shared..].bytes().filter(|byte| *byte == b'/').count(), &to[shared..])
}

/// Encodes `text` as a value in the query of an address: everything but unreserved characters (RFC 3986 §2.3).
#[must_use]
pub fn query_value(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 2);
    percent::encode(text, &percent::UNRESERVED, &mut out);
    out
}

#[cfg(test)]
mod tests;
