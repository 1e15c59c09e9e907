//! From a request to its answer: a pure function of what is on the shelf.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use super::address;
use super::range::{Part, part};
use super::{File, Found, Live, OWN, Shelf};
use crate::preview::guard::{Asked, Method};

const PLAIN: &str = "text/plain; charset=utf-8";
/// Where a missing page is answered, the address of the one that is nearest to it.
const NEAREST: &str = "Handbound-Nearest";

/// An answer, ready to be written.
#[derive(Debug)]
pub(super) struct Answer {
    status: &'static str,
    fields: Vec<(&'static str, String)>,
    bytes: Arc<[u8]>,
    /// What is sent of the bytes, for the length to be told.
    part: Range<usize>,
    method: Method,
}

/// The answer to `asked`.
pub(super) fn answer(asked: &Asked, shelf: &dyn Shelf, live: &dyn Live) -> Answer {
    let (written, query) = address::split(&asked.target);
    let Some(mut path) = address::decode(written) else { return missing(asked, shelf, None) };
    if let Some(name) = path.strip_prefix(OWN) {
        return match live.answer(name, query) {
            Some(file) => whole(asked, &file),
            None => plain(asked.method, "404 Not Found", "The preview has nothing of its own under this address."),
        };
    }
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    match shelf.find(&path) {
        Found::File(file) => whole(asked, &file),
        Found::Broken(file) => of_file(asked.method, "500 Internal Server Error", &file),
        Found::Missing { nearest } => match shelf.find(&format!("{path}/index.html")) {
            Found::File(_) => moved(asked.method, &format!("{}/", address::encode(&path)), query),
            Found::Missing { .. } | Found::Broken(_) => missing(asked, shelf, nearest),
        },
    }
}

/// An answer that is one sentence.
pub(super) fn plain(method: Method, status: &'static str, sentence: &str) -> Answer {
    of_file(method, status, &File::new(PLAIN, format!("{sentence}\n").into_bytes()))
}

/// A file, or the part of it that is asked for, or the word that it is still the same (RFC 9110 §13.2.2).
fn whole(asked: &Asked, file: &File) -> Answer {
    let tag = file.tag();
    let mut answer = of_file(asked.method, "200 OK", file);
    answer.fields.push(("ETag", tag.clone()));
    if asked.if_none_match.as_deref().is_some_and(|tags| knows(tags, &tag)) {
        answer.status = "304 Not Modified";
        answer.part = 0..0;
        return answer;
    }
    answer.fields.push(("Accept-Ranges", "bytes".to_owned()));
    // Ranges are defined for GET alone (RFC 9110 §14.2), and hold if the file is the one that is known (§13.1.5).
    let holds = asked.method == Method::Get && asked.if_range.as_ref().is_none_or(|known| *known == tag);
    let length = file.bytes.len();
    match asked.range.as_deref().filter(|_| holds).map_or(Part::Whole, |field| part(field, length)) {
        Part::Whole => {}
        Part::Of(part) => {
            answer.status = "206 Partial Content";
            answer.fields.push(("Content-Range", format!("bytes {}-{}/{length}", part.start, part.end - 1)));
            answer.part = part;
        }
        Part::Beyond => {
            answer = plain(asked.method, "416 Range Not Satisfiable", "The file has no such part.");
            answer.fields.push(("Content-Range", format!("bytes */{length}")));
        }
    }
    answer
}

/// Whether `tags`, the value of an `If-None-Match` field, holds `tag` (RFC 9110 §13.1.2).
fn knows(tags: &str, tag: &str) -> bool {
    tags.split(',').map(str::trim).any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

/// Relative links of a page in a folder count from the folder.
fn moved(method: Method, to: &str, query: &str) -> Answer {
    let mut answer = plain(method, "302 Found", &format!("This page stands at {to}"));
    let mark = if query.is_empty() { "" } else { "?" };
    answer.fields.push(("Location", format!("{to}{mark}{query}")));
    answer
}

/// The site's own page for what is not there.
fn missing(asked: &Asked, shelf: &dyn Shelf, nearest: Option<String>) -> Answer {
    let status = "404 Not Found";
    let mut answer = match shelf.missing() {
        Some(file) => of_file(asked.method, status, &file),
        None => plain(asked.method, status, "There is no such page."),
    };
    answer.fields.extend(nearest.map(|path| (NEAREST, address::encode(&path))));
    answer
}

fn of_file(method: Method, status: &'static str, file: &File) -> Answer {
    Answer {
        status,
        fields: vec![("Content-Type", file.kind.to_owned())],
        bytes: Arc::clone(&file.bytes),
        part: 0..file.bytes.len(),
        method,
    }
}

impl Answer {
    /// Writes the answer. After it the connection closes.
    pub fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {}\r\n", self.status);
        for (name, value) in &self.fields {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !self.status.starts_with("304") {
            head.push_str(&format!("Content-Length: {}\r\n", self.part.len()));
        }
        head.push_str(ALWAYS);
        to.write_all(head.as_bytes())?;
        if self.method == Method::Get {
            to.write_all(self.bytes.get(self.part.clone()).unwrap_or_default())?;
        }
        to.flush()
    }
}

/// The fields of every answer, and the empty line after them. Nothing is stored and no type is guessed; nothing can be
/// built into a page of another site; each connection carries one request.
pub(super) const ALWAYS: &str = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\n";

#[cfg(test)]
mod tests;
