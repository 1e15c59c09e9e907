//! What open pages are told: that there is a new edition, and what there is to mend.
//!
//! A page that was opened in the preview carries a script of ours, in a file, and the fingerprint of what it shows.
//! The script listens. Every word to it is a whole snapshot, so that a page which missed ten is right after the next,
//! also when it slept or when Handbound was started again meanwhile. Whether a page has changed is not said: a page
//! asks for itself by its fingerprint, and only the reader's own page is ever made for that.

mod room;
mod snapshot;
#[cfg(test)]
mod tests;

use twox_hash::XxHash3_128;

use super::server::{File, kind};
use crate::check::craft::checklist::{Line, checklist};
use crate::handbook::explained::{Explained, explained};
use crate::handbook::{Private, percent};
use crate::render::Press;

pub use room::Room;
pub use snapshot::Told;

const HEAD_END: &[u8] = b"</head>";

/// What pages are made with beside their words. A fingerprint that differs tells open pages to show it anew. Style sheets
/// have theirs in their names, so that a page which wears another one is another page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Prints {
    pub scripts: u128,
    /// Pictures and downloads. Any number that differs when one of them does.
    pub pictures: u128,
}

impl Prints {
    /// Those of the assets of a theme, in their order, and of `pictures`.
    pub fn of<'a>(assets: impl IntoIterator<Item = (&'a str, &'a [u8])>, pictures: u128) -> Self {
        let mut scripts = XxHash3_128::new();
        for (path, bytes) in assets.into_iter().filter(|(path, _)| kind(path).starts_with("text/javascript")) {
            // With its length, so that no two lists of files read alike.
            scripts.write(path.as_bytes());
            scripts.write(&[0]);
            scripts.write(&(bytes.len() as u64).to_le_bytes());
            scripts.write(bytes);
        }
        Prints { scripts: scripts.finish_128(), pictures }
    }
}

/// What a page that is sent stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandsFor {
    Itself,
    /// A page that is not there, or cannot be made.
    Another,
}

/// A fingerprint as it stands in entity tags and in pages.
fn print_words(print: u128) -> String {
    format!("{print:032x}")
}

/// The page `built` as the preview sends it: with our script in its head, and nothing else changed. Its fingerprint is
/// that of the page as it was built, so that it is the same page as long as its author would say so.
#[must_use]
pub fn page(built: &[u8], prints: Prints, stands_for: StandsFor) -> File {
    let print = XxHash3_128::oneshot(built);
    File { kind: kind("a.html"), bytes: with_script(built, print, prints, stands_for).into(), print }
}

fn with_script(page: &[u8], print: u128, prints: Prints, stands_for: StandsFor) -> Vec<u8> {
    let Prints { scripts, pictures } = prints;
    let another = match stands_for {
        StandsFor::Itself => "",
        StandsFor::Another => " data-another",
    };
    let [print, scripts, pictures] = [print, scripts, pictures].map(print_words);
    let script = format!(
        "<script type=\"module\" src=\"/_handbound/preview.js\" data-handbound=\"{print}\" \
         data-scripts=\"{scripts}\" data-pictures=\"{pictures}\"{another}></script>\n"
    );
    // Where a theme gives its pages no head, a script may stand at the end.
    let at = page.windows(HEAD_END.len()).position(|part| part.eq_ignore_ascii_case(HEAD_END)).unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    [before, script.as_bytes(), after].concat()
}

/// Our own file at `/_handbound/NAME`.
fn own_file(name: &str) -> Option<File> {
    let bytes: &[u8] = match name {
        "preview.js" => include_bytes!("page/preview.js"),
        "bar.js" => include_bytes!("page/bar.js"),
        "morph.js" => include_bytes!("page/morph.js"),
        "connect.js" => include_bytes!("page/connect.js"),
        "worker.js" => include_bytes!("page/worker.js"),
        "preview.css" => include_bytes!("page/preview.css"),
        _ => return None,
    };
    Some(File::new(kind(name), bytes))
}

/// What there is to know about one page, for `/_handbound/page`.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Facts<'a> {
    /// The file that an author opens to change it; `None` for one that is gathered from many.
    pub source: Option<&'a str>,
    /// How its agenda was read.
    pub agenda: Option<Explained>,
    /// The checklist of a session.
    pub checklist: Vec<Line>,
}

/// What there is to know about the page at `path` in the site; `None` where there is none.
#[must_use]
pub fn facts<'p>(press: &'p Press, private: &Private, path: &str) -> Option<Facts<'p>> {
    let book = press.public().book();
    press.pages().any(|page| page == path).then(|| Facts {
        source: press.source(path).map(|file| &**file),
        agenda: press.session(path).and_then(|session| explained(session, book, press.words())),
        checklist: press.session(path).map(|session| checklist(session, book, private)).unwrap_or_default(),
    })
}

impl Facts<'_> {
    #[must_use]
    pub fn json(&self) -> String {
        // Text and lists alone: there is nothing in it that could fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The path in the site that is meant by the query `path=/sessions/`, as a browser writes it.
fn asked_page(query: &str) -> Option<String> {
    let value = query.split('&').find_map(|part| part.strip_prefix("path="))?;
    // Once because it stands in a query, and once because it is an address.
    let path = percent::decode_strictly(&percent::decode_strictly(value)?)?;
    let path = path.strip_prefix('/').unwrap_or(&path);
    let index = if path.is_empty() || path.ends_with('/') { "index.html" } else { "" };
    Some(format!("{path}{index}"))
}
