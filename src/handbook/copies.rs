//! The files that are published as they are.

use std::collections::BTreeSet;

use super::Book;
use super::links::{self, LinkTarget};
use super::references::OutgoingReference;
use crate::source::{FilePath, Located};

/// Returns the files of `book` that its pages refer to, and all in `files/`, sorted.
#[must_use]
pub fn copies(book: &Book) -> Vec<FilePath> {
    let in_files = book.files.iter().filter(|path| path.starts_with("files/"));
    let mut found: BTreeSet<FilePath> = in_files.cloned().collect();
    let mut written = |to: &Located<String>| {
        if links::is_outside(&to.value) {
            return;
        }
        if let Ok(LinkTarget::File { path }) = links::resolve(book, &to.span.file, &to.value) {
            found.insert(path.into());
        }
    };
    book.each_part(&mut |_, part| match part {
        OutgoingReference::Link(to) | OutgoingReference::Picture(to) => written(to),
        OutgoingReference::Prose(prose) => {
            prose.links().chain(prose.pictures()).for_each(&mut written);
        }
        OutgoingReference::Reference(..) | OutgoingReference::Lead(_) => {}
    });
    found.into_iter().collect()
}
