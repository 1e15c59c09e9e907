//! SVG: refused where it holds a script; comments, metadata and what drawing programs note for themselves go, and so
//! does the metadata of photos inside it.
//!
//! This reads XML no further than it must: tags, their attributes, and what is neither. What it cannot follow is
//! broken, so that nothing passes because it was written oddly.

use std::ops::Range;

use base64::Engine;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::text::entities;

use super::{CleanFile, SvgProblem, clean_photo};

/// Elements that run something, or hold a page that could (SVG 2 §15, §12).
const ACTIVE: [&str; 7] = ["script", "handler", "listener", "iframe", "object", "embed", "applet"];

/// Prefixes that drawing programs write for themselves: Inkscape, Illustrator, Sketch, Affinity, Boxy.
const EDITORS: [&str; 8] = ["inkscape", "sodipodi", "i", "x", "sketch", "serif", "bx", "rdf"];

/// Returns the drawing without its invisible parts.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, SvgProblem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let whole = std::str::from_utf8(bytes).map_err(|_| SvgProblem::Broken)?;
    let mut kept = String::with_capacity(whole.len());
    // The name of the element that is being left out, and how many of that name are open.
    let mut leaving: Option<(&str, usize)> = None;
    let mut at = 0;
    let mut is_svg = false;
    while let Some(found) = whole.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + found;
        if leaving.is_none() {
            kept.push_str(&whole[at..start]);
        }
        let rest = &whole[start..];
        let (length, stays) = if rest.starts_with("<!--") {
            (until(rest, 4, "-->")?, false)
        } else if rest.starts_with("<![CDATA[") {
            (until(rest, 9, "]]>")?, true)
        } else if rest.starts_with("<?") {
            (until(rest, 2, "?>")?, rest.starts_with("<?xml "))
        } else if rest.starts_with("<!") {
            (declaration(rest, start)?, true)
        } else {
            let tag = SvgTag::read(rest, start)?;
            is_svg |= local(tag.name) == "svg";
            let stays = !tag.is_left_out();
            if leaving.is_none() && stays {
                tag.write(&mut kept)?;
            }
            leaving = match (leaving, tag.kind) {
                (None, TagKind::Start) if !stays => Some((tag.name, 1)),
                (Some((name, open)), TagKind::Start) if name == tag.name => Some((name, open + 1)),
                (Some((name, 1)), TagKind::End) if name == tag.name => None,
                (Some((name, open)), TagKind::End) if name == tag.name => Some((name, open - 1)),
                (leaving, _) => leaving,
            };
            (tag.length, false)
        };
        if stays && leaving.is_none() {
            kept.push_str(&rest[..length]);
        }
        at = start + length;
    }
    if leaving.is_some() || !is_svg {
        return Err(SvgProblem::Broken);
    }
    kept.push_str(&whole[at..]);
    Ok(kept.into_bytes())
}

fn until(rest: &str, from: usize, end: &str) -> Result<usize, SvgProblem> {
    rest.get(from..).and_then(|rest| rest.find(end)).map(|at| from + at + end.len()).ok_or(SvgProblem::Broken)
}

/// Returns the length of a document type declaration. Its entities are put in by whoever reads the file, so one that
/// could grow into a tag counts as a script.
fn declaration(rest: &str, start: usize) -> Result<usize, SvgProblem> {
    let (mut quote, mut is_inside, mut from) = (None, false, 0);
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => {
                quote = None;
                if is_inside && is_active(&rest[from..at]) {
                    return Err(SvgProblem::Script(start + from..start + at));
                }
            }
            (None, '"' | '\'') => (quote, from) = (Some(c), at + 1),
            (None, '[') => is_inside = true,
            (None, ']') => is_inside = false,
            (None, '>') if !is_inside => return Ok(at + 1),
            // Inside quotes, or nothing of this.
            _ => {}
        }
    }
    Err(SvgProblem::Broken)
}

/// Returns whether the value of an entity could hide something.
fn is_active(entity: &str) -> bool {
    entity.contains(['<', '&', '%']) || runs(entity)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TagKind {
    Start,
    End,
    Empty,
}

struct SvgTag<'t> {
    name: &'t str,
    kind: TagKind,
    attributes: Vec<Attribute<'t>>,
    /// The text as it is written.
    text: &'t str,
    length: usize,
}

struct Attribute<'t> {
    name: &'t str,
    value: &'t str,
    /// The place of it in the tag, the blanks before it included.
    place: Range<usize>,
}

impl<'t> SvgTag<'t> {
    /// Reads the tag at the beginning of `rest`, which is at `start` in the file.
    fn read(rest: &'t str, start: usize) -> Result<Self, SvgProblem> {
        let is_end = rest.starts_with("</");
        let from = if is_end { 2 } else { 1 };
        let mut at = from + name_length(&rest[from..]);
        let name = &rest[from..at];
        if name.is_empty() {
            return Err(SvgProblem::Broken);
        }
        if ACTIVE.iter().any(|active| local(name).eq_ignore_ascii_case(active)) {
            return Err(SvgProblem::Script(start..start + at));
        }
        let mut attributes = Vec::new();
        loop {
            let begin = at;
            at += rest[at..].len() - rest[at..].trim_start().len();
            if rest[at..].starts_with('>') {
                let kind = if is_end { TagKind::End } else { TagKind::Start };
                return Ok(SvgTag { name, kind, attributes, text: &rest[..=at], length: at + 1 });
            }
            if rest[at..].starts_with("/>") {
                return Ok(SvgTag { name, kind: TagKind::Empty, attributes, text: &rest[..at + 2], length: at + 2 });
            }
            let attribute = &rest[at..at + name_length(&rest[at..])];
            let (value, end) = value(rest, at + attribute.len())?;
            let name = local(attribute);
            if attribute.is_empty() {
                return Err(SvgProblem::Broken);
            }
            let is_handler = name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"));
            if is_handler || runs(value) {
                return Err(SvgProblem::Script(start + at..start + end));
            }
            attributes.push(Attribute { name: attribute, value, place: begin..end });
            at = end;
        }
    }

    /// Returns whether the element and all in it goes.
    fn is_left_out(&self) -> bool {
        self.name.eq_ignore_ascii_case("metadata") || is_editors(self.name)
    }

    /// Writes the tag without the attributes that a drawing program wrote for itself.
    fn write(&self, out: &mut String) -> Result<(), SvgProblem> {
        let mut from = 0;
        for attribute in &self.attributes {
            if is_editors(attribute.name) {
                out.push_str(&self.text[from..attribute.place.start]);
                from = attribute.place.end;
            } else if let Some((kind, photo)) = photo_inside(attribute.value) {
                let photo = decoded(&entities(photo)).ok_or(SvgProblem::Broken)?;
                if let CleanFile::Without(clean) = clean_photo(&photo).ok_or(SvgProblem::Broken)? {
                    out.push_str(&self.text[from..attribute.place.start]);
                    let encoded = BASE64.encode(&clean);
                    out.extend([" ", attribute.name, "=\"", kind, ";base64,", encoded.as_str(), "\""]);
                    from = attribute.place.end;
                }
            }
        }
        out.push_str(&self.text[from..]);
        Ok(())
    }
}

/// Base64 as drawing programs write it: with padding or without, and careless in the last bits.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Returns the bytes that `text` stands for; blanks between its letters do not matter. `None` where it is no base64.
fn decoded(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(text.split_ascii_whitespace().collect::<String>()).ok()
}

/// Returns the type and the letters of a photo that is written out in an attribute (RFC 2397).
fn photo_inside(value: &str) -> Option<(&str, &str)> {
    let (kind, photo) = value.trim().split_once(',')?;
    let kind = kind.strip_suffix(";base64").filter(|kind| kind.starts_with("data:image/"))?;
    Some((kind, photo))
}

/// Returns the value after an attribute's name, and where it ends.
fn value(rest: &str, at: usize) -> Result<(&str, usize), SvgProblem> {
    let after = rest[at..].trim_start().strip_prefix('=').ok_or(SvgProblem::Broken)?.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\'')).ok_or(SvgProblem::Broken)?;
    let value = after[1..].split_once(quote).ok_or(SvgProblem::Broken)?.0;
    Ok((value, rest.len() - after.len() + value.len() + 2))
}

fn name_length(rest: &str) -> usize {
    rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/' | '<' | '"' | '\'')).unwrap_or(rest.len())
}

/// Returns a name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn is_editors(name: &str) -> bool {
    name.split_once(':').is_some_and(|(prefix, _)| EDITORS.contains(&prefix))
}

/// Returns whether a value is, or leads to, something that runs. Blanks and control characters inside do not keep a
/// browser from understanding it, so they are left out first.
fn runs(value: &str) -> bool {
    let plain: String = entities(value)
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .map(|c| c.to_ascii_lowercase())
        .collect();
    ["javascript:", "vbscript:", "data:text/", "data:application/", "data:image/svg"]
        .iter()
        .any(|scheme| plain.contains(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_as_it_is_written() {
        for (plain, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9v\n Yg")] {
            assert_eq!(decoded(text).as_deref(), Some(plain.as_bytes()));
        }
        assert_eq!(decoded("Zm-v"), None);
    }
}
