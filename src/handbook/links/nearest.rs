//! The file that a broken link probably meant.

use crate::suggest;

use super::steps;
use crate::handbook::Book;
use crate::handbook::index::{Target, ends_in};
use crate::text::percent;

/// Finds the file that was probably meant by `path`, as a link from the file at `from`: the same name in other letters,
/// with another ending or in another folder, the file behind an address of the built site, or a like name in the same
/// folder.
pub fn file(book: &Book, from: &str, path: &str) -> Option<String> {
    let path = percent::decode(path).replace('\\', "/");
    let file = of_page(book, &path).or_else(|| same_name(book, &path)).or_else(|| like_name(book, &path))?;
    (!file.is_empty()).then(|| steps(from, &file).replace(' ', "%20"))
}

/// Returns the Markdown file of the page at `path`.
fn of_page(book: &Book, path: &str) -> Option<String> {
    let mut file = None;
    if ends_in(path, &[".html", ".htm"]) {
        book.each_entry(&mut |meta, _| {
            if file.is_none() && meta.address == path && book.index.paths.contains_key(&meta.file) {
                file = Some(meta.file.to_string());
            }
        });
    }
    file
}

fn same_name(book: &Book, path: &str) -> Option<String> {
    let path = path.to_lowercase();
    let (folder, name) = parted(&path);
    let stem = stem(name);
    let likeness = |known: &str, target: Target| {
        let known = known.to_lowercase();
        let (its_folder, its_name) = parted(&known);
        match (its_folder == folder, its_name == name) {
            (true, true) => 4,
            _ if !fits(name, target) => 0,
            (true, false) if self::stem(its_name) == stem => 3,
            (false, true) => 2,
            (false, false) if self::stem(its_name) == stem => 1,
            _ => 0,
        }
    };
    let known = book.index.paths.iter().map(|(known, target)| (likeness(known, *target), known));
    // Of two that are equally near, the first by name is taken, whatever the map's order.
    let best = known.filter(|(likeness, _)| *likeness > 0).max_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1)));
    best.map(|(_, known)| known.to_string())
}

fn like_name(book: &Book, path: &str) -> Option<String> {
    let (folder, name) = parted(path);
    let beside = book.index.paths.iter().filter_map(|(known, target)| {
        let (its_folder, its_name) = parted(known);
        (its_folder == folder && !its_name.is_empty() && fits(name, *target)).then_some(its_name)
    });
    let mut beside: Vec<&str> = beside.collect();
    beside.sort_unstable();
    let nearest = suggest::nearest(stem(name), beside.iter().map(|name| stem(name)))?;
    let name = beside.iter().find(|name| stem(name) == nearest)?;
    Some(if folder.is_empty() { (*name).to_owned() } else { format!("{folder}/{name}") })
}

/// Returns whether a name like that asks for such a target: a picture is not meant by `wren.md`.
fn fits(name: &str, target: Target) -> bool {
    let text = !name.contains('.') || ends_in(name, &[".md", ".markdown", ".html", ".htm", ".yml", ".yaml"]);
    text != (target == Target::File)
}

fn parted(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
