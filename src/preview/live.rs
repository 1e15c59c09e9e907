//! What open pages are told: that there is a new edition, and what there is to mend.
//!
//! A page that was opened in the preview carries a script of ours, in a file, and the fingerprint of what it shows.
//! The script listens. Every word to it is a whole snapshot, so that a page which missed ten is right after the next,
//! also when it slept or when Handbound was started again meanwhile. Whether a page has changed is not said: a page
//! asks for itself by its fingerprint, and only the reader's own page is ever made for that.

mod snapshot;
#[cfg(test)]
mod tests;

use crate::handbook::explained::Explained;

pub use snapshot::{Told, snapshot};

/// The name of the one kind of event.
pub const EVENT: &str = "edition";

/// What pages are made with beside their words. A fingerprint that differs tells open pages to show it anew.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Prints {
    /// All style sheets, with whatever they may show.
    pub sheets: u128,
    pub scripts: u128,
    /// All pictures and downloads.
    pub pictures: u128,
}

/// A page that is about to be sent.
#[derive(Debug, Clone, Copy)]
pub struct Sent {
    /// The fingerprint of the page as a build writes it; its entity tag too. What is added here does not count.
    pub print: u128,
    pub prints: Prints,
    pub stands_for: StandsFor,
}

/// What a page that is sent stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandsFor {
    Itself,
    /// `404.html`, for one that is not there.
    Missing,
}

/// A fingerprint as it stands in entity tags and in pages.
#[must_use]
pub fn print_words(print: u128) -> String {
    format!("{print:032x}")
}

/// `page` with our script in its head. Nothing else in it changes.
#[must_use]
pub fn with_script(page: &[u8], sent: Sent) -> Vec<u8> {
    let Prints { sheets, scripts, pictures } = sent.prints;
    let missing = match sent.stands_for {
        StandsFor::Itself => "",
        StandsFor::Missing => " data-missing",
    };
    let [print, sheets, scripts, pictures] = [sent.print, sheets, scripts, pictures].map(print_words);
    let script = format!(
        "<script type=\"module\" src=\"/_handbound/preview.js\" data-handbound=\"{print}\" data-sheets=\"{sheets}\" \
         data-scripts=\"{scripts}\" data-pictures=\"{pictures}\"{missing}></script>\n"
    );
    const END: &[u8] = b"</head>";
    // A page that its theme gave no head ends without one; a script may stand there too.
    let at = page.windows(END.len()).position(|part| part.eq_ignore_ascii_case(END)).unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    [before, script.as_bytes(), after].concat()
}

/// Our own file at `/_handbound/NAME`: its media type and its bytes.
#[must_use]
pub fn own_file(name: &str) -> Option<(&'static str, &'static [u8])> {
    const SCRIPT: &str = "text/javascript; charset=utf-8";
    Some(match name {
        "preview.js" => (SCRIPT, include_bytes!("page/preview.js")),
        "bar.js" => (SCRIPT, include_bytes!("page/bar.js")),
        "morph.js" => (SCRIPT, include_bytes!("page/morph.js")),
        "connect.js" => (SCRIPT, include_bytes!("page/connect.js")),
        "worker.js" => (SCRIPT, include_bytes!("page/worker.js")),
        "preview.css" => ("text/css; charset=utf-8", include_bytes!("page/preview.css")),
        _ => return None,
    })
}

/// What there is to know about one page, for `/_handbound/page`.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Facts<'a> {
    /// The file that an author opens to change it; `None` for one that is gathered from many.
    pub source: Option<&'a str>,
    /// How its agenda was read.
    pub agenda: Option<Explained>,
}

impl Facts<'_> {
    #[must_use]
    pub fn json(&self) -> String {
        // Text and lists alone: there is nothing in it that could fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The path in the site that is meant by the query `path=/sessions/`, as a browser writes it.
#[must_use]
pub fn asked_page(query: &str) -> Option<String> {
    let value = query.split('&').find_map(|part| part.strip_prefix("path="))?;
    // Once because it stands in a query, and once because it is an address.
    let path = decode(&decode(value)?)?;
    let path = path.strip_prefix('/').unwrap_or(&path);
    let index = if path.is_empty() || path.ends_with('/') { "index.html" } else { "" };
    Some(format!("{path}{index}"))
}

/// `text` with each `%` read once; `None` where that is no text.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' { digit(rest.next()?)? * 16 + digit(rest.next()?)? } else { byte });
    }
    String::from_utf8(bytes).ok()
}
