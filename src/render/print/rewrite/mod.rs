//! The rewriting of a page's HTML into a part of a longer document, in one pass over its tags.
//!
//! Links from one page to another in the site lead from one part to another on paper; where the other page is not in
//! the document, the address is printed. A page cannot know all of this while it is made: the frame of a theme, a
//! community's own template and prose write addresses and anchors too. So a page is made as it always is, and rewritten
//! when it is done. Authors' text is escaped, so every `<` begins a tag, and attributes stand in double quotes.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::handbook::index::ends_in;
use crate::handbook::links::{is_outside, join, relative};
use crate::handbook::prose::attribute;
use crate::text::percent;

/// Attributes that name anchors of the same page.
const NAMING: [&str; 7] =
    ["for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "popovertarget"];

/// The places of pages in a document, and of the document in the site.
pub struct PrintPlaces<'a> {
    /// The document's own path in the site.
    pub document: &'a str,
    /// The address of the site, if that is known.
    pub website: Option<&'a str>,
    pub pages: FxHashMap<String, PrintPlace>,
}

/// The place of a page in a document.
#[derive(Debug, Clone)]
pub struct PrintPlace {
    pub id: String,
    /// The number of its part, as it is printed: "3.2".
    pub number: String,
    /// Whether all of the page is there, with its anchors, or only a title in its place.
    pub kept: PageExtent,
}

/// The extent of a page in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageExtent {
    Whole,
    Title,
}

/// One page as a part.
pub struct PagePart<'a> {
    /// The page's path in the site.
    pub path: &'a str,
    pub id: &'a str,
    /// The number of levels that its headings go down.
    pub down: u8,
}

/// An address as a document has it.
enum Leads<'p> {
    /// To an anchor of the document; another part's number is printed beside it.
    Inside { address: String, number: Option<&'p str> },
    /// To a page of the site that is not in the document.
    Page(String),
    /// To anything else, whose address is worth printing.
    Outside(String),
    /// To where no one goes from paper: a mail program, a telephone.
    AsItIs,
}

/// What a page has for documents: its HTML, and which tags of it each document writes anew.
pub struct Article {
    html: String,
    /// Their places; that of a script ends where the script does.
    tags: Vec<Range<usize>>,
}

impl Article {
    /// Finds the tags in `html`, the output of the page's template.
    pub fn new(html: String) -> Self {
        let (mut tags, mut at) = (Vec::new(), 0);
        while let Some(start) = html[at..].find('<').map(|start| at + start) {
            let tag = PageTag::at(&html[start..]);
            at = start + tag.length;
            if tag.name == "script" {
                at = html[at..].find("</script>").map_or(html.len(), |end| at + end + "</script>".len());
            }
            if !tag.stays() {
                tags.push(start..at);
            }
        }
        Article { html, tags }
    }

    /// Returns it as a document has it.
    pub fn rewritten(&self, part: &PagePart<'_>, places: &PrintPlaces<'_>) -> String {
        let mut out = String::with_capacity(self.html.len() + self.html.len() / 8);
        let mut copied = 0;
        // The note after the link that is open, with where its words begin.
        let mut told: Option<(usize, Cow<'_, str>)> = None;
        for place in &self.tags {
            out.push_str(&self.html[copied..place.start]);
            copied = place.end;
            let tag = PageTag::at(&self.html[place.clone()]);
            match tag.name {
                "script" => {}
                "/a" => {
                    if let Some((from, told)) = told.take() {
                        tell(from, &told, &mut out);
                    }
                    out.push_str("</a>");
                }
                name => {
                    out.push('<');
                    name_of(name, part.down, &mut out);
                    let leads = attributes(&tag, part, places, &mut out);
                    if name == "details" {
                        out.push_str(" open");
                    }
                    out.push_str(tag.end);
                    if name == "a" {
                        told = leads.map(|words| (out.len(), words));
                    }
                }
            }
        }
        out.push_str(&self.html[copied..]);
        out
    }
}

/// Writes the note on a link's address, unless its words, from `from` on, have it already.
fn tell(from: usize, told: &str, out: &mut String) {
    let words = out[from..].trim();
    let is_said = bare(words) == told || words == told;
    // A link around a picture or a whole paragraph has no room for it.
    if is_said || words.is_empty() {
        return;
    }
    out.push_str(" <span class=\"ref\">");
    out.push_str(told);
    out.push_str("</span>");
}

/// Writes a tag's name: a heading's level lowered, and no landmark.
fn name_of(name: &str, down: u8, out: &mut String) {
    let (slash, plain) = name.strip_prefix('/').map_or(("", name), |plain| ("/", plain));
    match plain.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => {
            out.push_str(slash);
            out.push('h');
            out.push(char::from((level + down).min(b'6')));
        }
        // A part has no landmarks of its own: there would be as many of the same name as there are parts.
        b"nav" if slash.is_empty() => out.push_str("div role=\"group\""),
        b"nav" => out.push_str("/div"),
        _ => out.push_str(name),
    }
}

/// Writes the attributes of `tag`; returns the note on a link's address.
fn attributes<'p>(
    tag: &PageTag<'_>,
    part: &PagePart<'_>,
    places: &'p PrintPlaces<'_>,
    out: &mut String,
) -> Option<Cow<'p, str>> {
    let mut told = None;
    let mut rest = tag.attributes;
    while let Some(start) = rest.find(|letter: char| !letter.is_ascii_whitespace()) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(|letter: char| letter == '=' || letter.is_ascii_whitespace()).unwrap_or(rest.len());
        let name = &rest[..end];
        rest = &rest[end..];
        let Some(value) = rest.strip_prefix("=\"").and_then(|rest| rest.split_once('"')) else {
            // One without a value.
            out.push_str(name);
            let next = rest.find(char::is_whitespace).unwrap_or(rest.len());
            out.push_str(&rest[..next]);
            rest = &rest[next..];
            continue;
        };
        let (value, after) = value;
        rest = after;
        // What a browser puts off until it is scrolled to would not be there when it prints.
        if name == "loading" || (name == "open" && tag.name == "details") {
            continue;
        }
        out.push_str(name);
        out.push_str("=\"");
        match name {
            "id" => anchor(part, value, out),
            "href" => told = link(value, part, places, out),
            "role" if ["region", "doc-endnotes"].contains(&value) => out.push_str("group"),
            "src" => file(value, part, places, out),
            "srcset" => {
                for (number, candidate) in value.split(',').map(str::trim).enumerate() {
                    let (address, size) = candidate.split_once(' ').unwrap_or((candidate, ""));
                    out.push_str(if number > 0 { ", " } else { "" });
                    file(address, part, places, out);
                    out.push_str(if size.is_empty() { "" } else { " " });
                    out.push_str(size);
                }
            }
            name if NAMING.contains(&name) => {
                for (number, id) in value.split_ascii_whitespace().enumerate() {
                    out.push_str(if number > 0 { " " } else { "" });
                    anchor(part, id, out);
                }
            }
            _ => out.push_str(value),
        }
        out.push('"');
    }
    told
}

/// Writes an anchor of the page as one of the document.
fn anchor(part: &PagePart<'_>, id: &str, out: &mut String) {
    // A part's name is its file's, which may hold any sign; `id` comes from HTML and is written for it.
    attribute(part.id, out);
    out.push(':');
    out.push_str(id);
}

/// Writes the address of a link; returns the note on it.
fn link<'p>(value: &str, part: &PagePart<'_>, places: &'p PrintPlaces<'_>, out: &mut String) -> Option<Cow<'p, str>> {
    match leads(value, part, places) {
        Leads::Inside { address, number } => {
            out.push_str(&address);
            number.map(Cow::Borrowed)
        }
        Leads::Page(address) => {
            out.push_str(&address);
            None
        }
        Leads::Outside(address) => {
            out.push_str(&address);
            Some(Cow::Owned(bare(&address).to_owned())).filter(|_| is_outside(&address))
        }
        Leads::AsItIs => {
            out.push_str(value);
            None
        }
    }
}

fn leads<'p>(value: &str, part: &PagePart<'_>, places: &'p PrintPlaces<'_>) -> Leads<'p> {
    if let Some(own) = value.strip_prefix('#') {
        let mut address = String::from("#");
        percent::encode(part.id, &percent::IN_PATH, &mut address);
        address.push_str("%3A");
        address.push_str(own);
        return Leads::Inside { address, number: None };
    }
    if is_outside(value) {
        let is_web = value.starts_with("https://") || value.starts_with("http://");
        return if is_web { Leads::Outside(value.to_owned()) } else { Leads::AsItIs };
    }
    let (path, anchor) = value.split_once('#').unwrap_or((value, ""));
    let Some(path) = target(path, part) else { return Leads::AsItIs };
    if let Some(place) = places.pages.get(&path) {
        let mut address = String::from("#");
        percent::encode(&place.id, &percent::IN_PATH, &mut address);
        if place.kept == PageExtent::Whole && !anchor.is_empty() {
            address.push_str("%3A");
            address.push_str(anchor);
        }
        return Leads::Inside {
            address,
            number: Some(&place.number).filter(|_| place.id != part.id).map(String::as_str),
        };
    }
    let is_page = ends_in(&path, &[".html"]);
    let mut address = match places.website {
        Some(website) => {
            let path = relative("index.html", &path);
            format!("{website}/{}", path.strip_suffix("index.html").unwrap_or(&path))
        }
        None => relative(places.document, &path),
    };
    if !anchor.is_empty() {
        address.push('#');
        address.push_str(anchor);
    }
    if is_page { Leads::Page(address) } else { Leads::Outside(address) }
}

/// Writes the address of a file that is shown, not followed.
fn file(value: &str, part: &PagePart<'_>, places: &PrintPlaces<'_>, out: &mut String) {
    match target(value, part).filter(|_| !is_outside(value)) {
        Some(path) => out.push_str(&relative(places.document, &path)),
        None => out.push_str(value),
    }
}

/// Returns the path in the site that an address on the page names.
fn target(address: &str, part: &PagePart<'_>) -> Option<String> {
    let mut path = join(part.path, &percent::decode(address))?;
    if path.is_empty() || address.ends_with('/') {
        path.push_str(if path.is_empty() { "index.html" } else { "/index.html" });
    }
    Some(path)
}

/// Returns an address as people say it.
fn bare(address: &str) -> &str {
    let address = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or(address);
    address.trim_end_matches('/')
}

/// A tag in pieces.
struct PageTag<'h> {
    /// With its slash, where it ends something.
    name: &'h str,
    attributes: &'h str,
    end: &'h str,
    length: usize,
}

impl<'h> PageTag<'h> {
    /// Returns the tag with which `html` begins.
    fn at(html: &'h str) -> Self {
        if html.starts_with("<!--") {
            let length = html.find("-->").map_or(html.len(), |end| end + 3);
            return PageTag { name: &html[1..length], attributes: "", end: "", length };
        }
        let mut quoted = false;
        let close = html.bytes().position(|byte| {
            quoted ^= byte == b'"';
            byte == b'>' && !quoted
        });
        let length = close.map_or(html.len(), |close| close + 1);
        let inner = &html[1..close.unwrap_or(html.len())];
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        let name = inner.find(|letter: char| letter.is_ascii_whitespace()).unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(name);
        PageTag { name, attributes, end: &html[1 + inner.len()..length], length }
    }

    /// Returns whether every document has it as it is. Most have a class alone, or nothing.
    fn stays(&self) -> bool {
        let is_changed = matches!(self.name.trim_start_matches('/').as_bytes(), [b'h', b'1'..=b'6'] | b"nav")
            || matches!(self.name, "/a" | "details" | "script");
        let attributes = self.attributes.trim_ascii();
        let class = attributes.strip_prefix("class=\"").and_then(|rest| rest.split_once('"'));
        !is_changed && class.map_or(attributes, |(_, rest)| rest).is_empty()
    }
}

#[cfg(test)]
mod tests;
