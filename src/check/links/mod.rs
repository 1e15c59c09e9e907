//! Checks of links and pictures that lead nowhere, in prose and in front matter.

use rustc_hash::FxHashSet;

use crate::diagnostic::Diagnostic;
use crate::handbook::index::Target;
use crate::handbook::links::{LinkError, LinkTarget, is_on_own_computer, is_outside, nearest, resolve, target};
use crate::handbook::references::OutgoingReference;
use crate::handbook::{Book, EntryKind, Handbook, RichText};
use crate::parse::markdown::{is_in_text, picture_in_text};
use crate::redact::{Drafts, hidden};
use crate::source::{Located, Span};
use crate::text::percent;

use super::references::{NEAREST, unseen};

/// Reports relative links that do not lead to a file and a heading that are there and that readers see, and pictures
/// that do not lead to a picture.
pub fn broken_links(handbook: &Handbook, drafts: Drafts) -> Vec<Diagnostic> {
    let book = &handbook.book;
    let mut walk = LinkCheck {
        book,
        drafts,
        anything_hidden: false,
        seen: FxHashSet::default(),
        looked: 0,
        diagnostics: Vec::new(),
    };
    book.each_entry(&mut |meta, _| walk.anything_hidden |= hidden(book, meta, drafts));
    book.each_part(&mut |holder, part| {
        // Only asked where it matters: most handbooks hide nothing.
        let is_public = || !holder.is_some_and(|holder| hidden(book, holder, drafts));
        match part {
            OutgoingReference::Prose(prose) => walk.prose(prose, &is_public),
            OutgoingReference::Link(link) => walk.link(link, &is_public),
            OutgoingReference::Picture(picture) => walk.picture(picture),
            OutgoingReference::Reference(..) | OutgoingReference::Lead(_) => {}
        }
    });
    for callout in &handbook.private.callouts {
        walk.prose(&callout.prose, &|| false);
    }
    walk.diagnostics
}

struct LinkCheck<'a> {
    book: &'a Book,
    drafts: Drafts,
    anything_hidden: bool,
    /// The places reported. A scenario's question is in its rounds and in its body; it is one mistake.
    seen: FxHashSet<Span>,
    /// The number of links for which a suggestion was looked for.
    looked: usize,
    diagnostics: Vec<Diagnostic>,
}

impl LinkCheck<'_> {
    fn prose(&mut self, prose: &RichText, is_public: &dyn Fn() -> bool) {
        prose.links().for_each(|link| self.link(link, is_public));
        prose.pictures().for_each(|picture| self.picture(picture));
    }

    fn link(&mut self, link: &Located<String>, is_public: &dyn Fn() -> bool) {
        let address = &*link.value;
        if is_outside(address) {
            return;
        }
        let found = match resolve(self.book, &link.span.file, address) {
            Ok(_) if self.anything_hidden && is_public() && self.unseen_target(link).is_some() => {
                self.unseen_target(link)
            }
            Ok(LinkTarget::Page { anchor: Some(meant), .. }) => mended_anchor(link, &meant),
            Err(LinkError::NoSuchFile) if self.may_be_unread(link) => None,
            Err(LinkError::NoSuchFile) => Some(no_such_file(link, self.nearest(link).as_deref())),
            Err(LinkError::NoSuchAnchor) => Some(no_such_anchor(link, self.nearest(link).as_deref())),
            Err(LinkError::OutOfReach | LinkError::NotPublic) if is_public() => Some(out_of_reach(link)),
            Ok(_) | Err(LinkError::OutOfReach | LinkError::NotPublic) => None,
        };
        self.say(found);
    }

    fn picture(&mut self, picture: &Located<String>) {
        let span = &picture.span;
        let address = shown(&picture.value);
        if is_on_own_computer(&picture.value) {
            let message =
                format!("The picture `{address}` is on your own computer, where readers' browsers cannot fetch it.");
            let help = "Save it beside this file and write its name here.";
            return self.say(Some(Diagnostic::error("missing-picture", span.clone(), message).help(help)));
        }
        if is_in_text(&picture.value) {
            return self.say(Some(picture_in_text(span.clone())));
        }
        if is_outside(&picture.value) {
            let message = format!("The picture `{address}` is on another site.");
            let help = "Save it beside this file and write its name here. Readers' browsers then do not contact the other site.";
            return self.say(Some(Diagnostic::error("outside-picture", span.clone(), message).help(help)));
        }
        let help = "Save the picture there, or correct the path. Use the same capital letters as the file name.";
        let message = match resolve(self.book, &span.file, &picture.value) {
            Ok(LinkTarget::File { .. }) if may_be_picture(&picture.value) => return,
            Ok(LinkTarget::File { .. }) => {
                let message = format!("The file `{address}` is not a picture.");
                let help = "Name a picture here. In a text, you can delete the `!` to make a link to the file.";
                return self.say(Some(Diagnostic::error("missing-picture", span.clone(), message).help(help)));
            }
            Err(LinkError::NoSuchFile) if self.may_be_unread(picture) => return,
            Ok(LinkTarget::Page { .. }) | Err(LinkError::NoSuchAnchor | LinkError::NotPublic) => {
                format!("`{address}` is a page, not a picture.")
            }
            Err(LinkError::NoSuchFile) => match self.nearest(picture) {
                Some(near) => format!("There is no picture `{address}`. Did you mean `{near}`?"),
                None => format!("There is no picture `{address}`."),
            },
            Err(LinkError::OutOfReach) => {
                let message = format!("Handbound does not publish the place where the picture `{address}` is.");
                let help = "Copy it into the handbook's folder, beside this file.";
                return self.say(Some(Diagnostic::error("missing-picture", span.clone(), message).help(help)));
            }
        };
        self.say(Some(Diagnostic::error("missing-picture", span.clone(), message).help(help)));
    }

    /// Reports a public link to something that is there, but not for readers.
    fn unseen_target(&self, link: &Located<String>) -> Option<Diagnostic> {
        let book = self.book;
        match target(book, &link.span.file, &link.value)? {
            Target::Entry(kind, place) => {
                let meta = book.entry(kind, place).filter(|meta| hidden(book, meta, self.drafts))?;
                Some(unseen(meta, link.span.clone(), shown(&link.value)))
            }
            Target::List(kind) => {
                let mut any_seen = false;
                book.each_entry(&mut |meta, _| {
                    any_seen |= meta.kind.section() == kind.section() && !hidden(book, meta, self.drafts);
                });
                let message =
                    format!("`{}` has nothing for readers yet, so they could not see it.", shown(&link.value));
                let help = "Take the link out until there is something to show.";
                (!any_seen).then(|| Diagnostic::error("link-not-public", link.span.clone(), message).help(help))
            }
            Target::Home | Target::File | Target::Hidden => None,
        }
    }

    /// Returns whether the link may lead into a YAML list that could not be read, or to a file that lies in the wrong
    /// folder.
    fn may_be_unread(&self, link: &Located<String>) -> bool {
        let path = link.value.split('#').next().unwrap_or_default();
        let (folders, name) = path.rsplit_once('/').unwrap_or_default();
        let id = name.strip_suffix(".md").unwrap_or(name).to_lowercase();
        let folder = folders.rsplit('/').next().unwrap_or_default();
        let named = |kind: EntryKind| kind.row().list.strip_suffix("/index.html") == Some(folder);
        if self.book.index.unread.ids.iter().any(|(kind, other)| *other == id && named(*kind)) {
            return true;
        }
        self.book.index.unread.kinds.iter().any(|kind| {
            let folder = kind.row().list.strip_suffix("index.html");
            folder.is_none_or(|folder| link.value.contains(folder) || link.span.file.starts_with(folder))
        })
    }

    /// Returns the probable meaning of a link that leads nowhere.
    fn nearest(&mut self, link: &Located<String>) -> Option<String> {
        self.looked += 1;
        (self.looked <= NEAREST).then(|| nearest(self.book, &link.span.file, &link.value)).flatten()
    }

    fn say(&mut self, diagnostic: Option<Diagnostic>) {
        if let Some(diagnostic) = diagnostic
            && diagnostic.span.as_ref().is_none_or(|span| self.seen.insert(span.clone()))
        {
            self.diagnostics.push(diagnostic);
        }
    }
}

fn no_such_file(link: &Located<String>, nearest: Option<&str>) -> Diagnostic {
    let address = shown(&link.value);
    let error = |message: String| Diagnostic::error("broken-link", link.span.clone(), message);
    if looks_like_mail(&link.value) {
        let message = format!("The handbook has no file called `{address}`.");
        return error(message).help(format!("For an email address write `mailto:{address}`."));
    }
    if looks_like_a_site(&link.value) {
        let message = format!("The handbook has no file called `{address}`.");
        return error(message).help(format!("For a website write `https://{address}`."));
    }
    match nearest {
        Some(near) => error(format!("The file `{address}` does not exist. Did you mean `{near}`?"))
            .help("Use the path from this file, with the same capital letters as the file name."),
        None => error(format!("The file `{address}` does not exist."))
            .help("Use the path from this file, such as `../people/wren.md`, or take the link out."),
    }
}

fn no_such_anchor(link: &Located<String>, nearest: Option<&str>) -> Diagnostic {
    let (file, anchor) = link.value.split_once('#').unwrap_or((&link.value, ""));
    let place = if file.is_empty() { "This file".to_owned() } else { format!("`{}`", shown(file)) };
    let seen = format!("{place} has no heading with the name `#{}`.", shown(anchor));
    let (message, help) = match nearest {
        Some(near) => (format!("{seen} Did you mean `#{near}`?"), format!("Write `#{near}`, or take the `#` part out.")),
        None => (
            seen,
            "A heading's name is its text in lower case with `-` for spaces. Write the name of a heading that exists, or take the `#` part out."
                .to_owned(),
        ),
    };
    Diagnostic::error("broken-anchor", link.span.clone(), message).help(help)
}

/// Reports a `#` part that is nearly a heading's name: in capitals, or as another program makes it.
fn mended_anchor(link: &Located<String>, meant: &str) -> Option<Diagnostic> {
    let (file, anchor) = link.value.split_once('#')?;
    if anchor.is_empty() || anchor == meant || percent::decode(anchor) == meant {
        return None;
    }
    let place = if file.is_empty() { "This file".to_owned() } else { format!("`{}`", shown(file)) };
    let message = format!("{place} has no heading with the name `#{}`; the link leads to `#{meant}`.", shown(anchor));
    let help = format!("Write `#{meant}`: a heading's name is its text in lower case with `-` for spaces.");
    Some(Diagnostic::warning("anchor-mended", link.span.clone(), message).help(help))
}

fn out_of_reach(link: &Located<String>) -> Diagnostic {
    let address = shown(&link.value);
    if link.value.split('/').any(|part| part.eq_ignore_ascii_case("private")) {
        let message = format!("`{address}` is private and never published, so readers could not follow this link.");
        let help = "Take the link out, or move what everyone may see to `files/` or `pages/`.";
        return Diagnostic::error("link-not-public", link.span.clone(), message).help(help);
    }
    let message = format!("`{address}` is outside the handbook's folder.");
    let help = "Copy the file into the handbook, for example into `files/`, and link to it there.";
    Diagnostic::error("broken-link", link.span.clone(), message).help(help)
}

/// Returns whether an address is like `www.example.org`, `example.org/page`: somebody forgot how an address begins.
fn looks_like_a_site(address: &str) -> bool {
    let host = address.split('/').next().unwrap_or_default();
    let last = host.rsplit('.').next().unwrap_or_default();
    let common = ["org", "com", "net", "edu", "gov", "info", "example"];
    host.starts_with("www.") || (host.len() > last.len() + 1 && common.contains(&last))
}

/// Returns whether a file's ending does not tell that it is something else.
fn may_be_picture(address: &str) -> bool {
    let no = ["txt", "pdf", "doc", "docx", "odt", "rtf", "ppt", "pptx", "xls", "xlsx", "csv", "ics", "zip"];
    let film = ["mp3", "m4a", "wav", "mp4", "mov", "avi", "webm"];
    let path = address.split(['#', '?']).next().unwrap_or(address);
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    !no.iter().chain(&film).any(|other| *other == ending)
}

fn looks_like_mail(address: &str) -> bool {
    let Some((name, host)) = address.split_once('@') else { return false };
    !name.is_empty() && host.contains('.') && !address.contains(['/', ' '])
}

/// Returns an address as a message shows it: its beginning, where it is long.
fn shown(address: &str) -> &str {
    address.char_indices().nth(80).map_or(address, |(end, _)| &address[..end])
}

#[cfg(test)]
mod tests;
