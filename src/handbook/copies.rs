//! The files that are published as they are.

use std::collections::BTreeSet;

use super::Book;
use super::links::{self, Destination};
use super::prose::Filling;
use super::visit::Part;
use crate::source::{FilePath, Located};

/// The files of `book` that its pages refer to, and all in `files/`. Sorted.
#[must_use]
pub fn copies(book: &Book) -> Vec<FilePath> {
    let in_files = book.files.iter().filter(|path| path.starts_with("files/"));
    let mut found: BTreeSet<FilePath> = in_files.cloned().collect();
    let mut written = |to: &Located<String>| {
        if links::is_outside(&to.value) {
            return;
        }
        if let Ok(Destination::File { path }) = links::resolve(book, &to.span.file, &to.value) {
            found.insert(path.into());
        }
    };
    book.each_part(&mut |_, part| match part {
        Part::Link(to) | Part::Picture(to) => written(to),
        Part::Prose(prose) => {
            for hole in &prose.holes {
                match &hole.filling {
                    Filling::Link(to) | Filling::Picture(to) => written(to),
                    Filling::Word(_) | Filling::Due(_) => {}
                }
            }
        }
        Part::Reference(..) | Part::Lead(_) => {}
    });
    found.into_iter().collect()
}
