//! Reports documents of other programs that were meant to be read.

use rustc_hash::FxHashSet;

use crate::diagnostic::Diagnostic;
use crate::handbook::links::{LinkTarget, is_outside, resolve};
use crate::handbook::references::OutgoingReference;
use crate::handbook::{Book, Handbook};
use crate::parse::{FileKind, classify, is_for_entries};
use crate::redact::Drafts;
use crate::source::{FilePath, Located, Span};

/// The endings of documents in which people write, with what they are.
const DOCUMENTS: [(&str, &str); 9] = [
    (".docx", "a Word document"),
    (".doc", "a Word document"),
    (".odt", "an OpenDocument text"),
    (".rtf", "an RTF document"),
    (".pages", "a Pages document"),
    (".gdoc", "a link to a Google document"),
    (".txt", "a plain text file"),
    (".htm", "a web page"),
    (".html", "a web page"),
];

/// Reports documents where entries lie, which are no entries, however they are meant; one that something links to is a
/// download.
pub fn unread(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let book = &handbook.book;
    // One that only has a wrong name (`02.md.txt`) has a message of its own.
    let is_own = |file: &FilePath| is_for_entries(file) && classify(file) == FileKind::Other;
    let kind_of = |file: &FilePath| {
        let folded = file.to_ascii_lowercase();
        DOCUMENTS.iter().find(|(ending, _)| folded.ends_with(ending) && is_own(file))
    };
    let documents: Vec<_> = book.files.iter().filter_map(|file| Some((file, kind_of(file)?))).collect();
    if documents.is_empty() {
        return Vec::new();
    }
    let linked = linked(book);
    let unread = documents.into_iter().filter(|(file, _)| !linked.contains(&***file));
    let say = |(file, (ending, what)): (&FilePath, &(&str, &str))| {
        let name = file.rsplit('/').next().unwrap_or(file);
        let name = &name[..name.len() - ending.len()];
        let message = format!("This is {what}. Handbound does not read it, so its text is not in the handbook.");
        let help = format!(
            "Save its text as Markdown under the name `{name}.md` (Google Docs: File, Download, Markdown; Word: copy the text). \
             If it is a download, link to it, or move it into `files/`."
        );
        Diagnostic::warning("document-unread", Span::whole(file), message).help(help)
    };
    unread.map(say).collect()
}

/// Returns the paths of all files that something links to.
fn linked(book: &Book) -> FxHashSet<String> {
    let mut linked = FxHashSet::default();
    let mut link = |to: &Located<String>| {
        if !is_outside(&to.value)
            && let Ok(LinkTarget::File { path }) = resolve(book, &to.span.file, &to.value)
        {
            linked.insert(path);
        }
    };
    book.each_part(&mut |_, part| match part {
        OutgoingReference::Prose(prose) => prose.links().chain(prose.pictures()).for_each(&mut link),
        OutgoingReference::Link(found) | OutgoingReference::Picture(found) => link(found),
        OutgoingReference::Reference(..) | OutgoingReference::Lead(_) => {}
    });
    linked
}
