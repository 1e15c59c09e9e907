//! Content lines: parameters quoted, lines folded at 75 octets between what a reader sees as letters, CRLF.

#[cfg(test)]
mod tests;

use unicode_segmentation::GraphemeCursor;

use super::property::{escape, push_encoded_uri};

/// Octets of a line, its end not counted (RFC 5545 §3.1).
const LINE: usize = 75;

/// Writes components straight into a calendar, each line by its type.
pub struct ComponentWriter<'o> {
    out: &'o mut String,
    /// The line that is being written, unfolded.
    line: String,
}

impl<'o> ComponentWriter<'o> {
    /// Makes a writer whose lines end up in `out`.
    pub fn new(out: &'o mut String) -> Self {
        ComponentWriter { out, line: String::with_capacity(4096) }
    }

    /// Begins a component.
    pub fn begin(&mut self, name: &str) {
        self.out.extend(["BEGIN:", name, "\r\n"]);
    }

    /// Ends a component.
    pub fn end(&mut self, name: &str) {
        self.out.extend(["END:", name, "\r\n"]);
    }

    /// Puts in components that were written before.
    pub fn written(&mut self, components: &str) {
        self.out.push_str(components);
    }

    /// Writes a value with nothing to escape: a constant of the format, a number, a date.
    pub fn plain(&mut self, name: &str, value: &str) {
        self.write(name, |line| line.push_str(value));
    }

    /// Writes a TEXT (RFC 5545 §3.3.11).
    pub fn text(&mut self, name: &str, value: &str) {
        self.write(name, |line| escape(value, line));
    }

    /// Writes a URI (RFC 5545 §3.3.13); none for an address without a scheme.
    pub fn uri(&mut self, name: &str, address: &str) {
        self.named(name);
        self.address(address);
    }

    /// Writes the same with one parameter.
    pub fn uri_with(&mut self, name: &str, parameter: (&str, &str), address: &str) {
        self.named_with(name, parameter);
        self.address(address);
    }

    /// Writes a property whose value, plain as above, is written by `value`.
    pub fn write(&mut self, name: &str, value: impl FnOnce(&mut String)) {
        self.named(name);
        value(&mut self.line);
        fold(&self.line, self.out);
    }

    /// Writes such a property with one parameter.
    pub fn write_with(&mut self, name: &str, parameter: (&str, &str), value: impl FnOnce(&mut String)) {
        self.named_with(name, parameter);
        value(&mut self.line);
        fold(&self.line, self.out);
    }

    fn named(&mut self, name: &str) {
        self.line.clear();
        self.line.extend([name, ":"]);
    }

    fn named_with(&mut self, name: &str, parameter: (&str, &str)) {
        self.line.clear();
        self.line.extend([name, ";", parameter.0, "="]);
        parameter_value(parameter.1, &mut self.line);
        self.line.push(':');
    }

    fn address(&mut self, address: &str) {
        if push_encoded_uri(address, &mut self.line) {
            fold(&self.line, self.out);
        }
    }
}

/// Writes a parameter's value: `^`, line breaks and quotes as RFC 6868 writes them, quoted where a delimiter occurs.
fn parameter_value(value: &str, line: &mut String) {
    let quoted = value.contains([',', ';', ':', '\\']);
    if quoted {
        line.push('"');
    }
    let mut characters = value.trim().chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '^' => line.push_str("^^"),
            '"' => line.push_str("^'"),
            '\r' => {
                characters.next_if_eq(&'\n');
                line.push_str("^n");
            }
            '\n' | '\u{2028}' | '\u{2029}' => line.push_str("^n"),
            character if character.is_control() && character != '\t' => {}
            character => line.push(character),
        }
    }
    if quoted {
        line.push('"');
    }
}

/// Writes `line` in pieces of at most 75 octets, each further one after a blank (RFC 5545 §3.1).
fn fold(line: &str, out: &mut String) {
    let mut rest = line;
    let mut room = LINE;
    while rest.len() > room {
        rest = without_blank_line(rest, room);
        if rest.len() <= room {
            break;
        }
        let (piece, next) = rest.split_at(cut(rest, room));
        out.push_str(piece);
        out.push_str("\r\n ");
        rest = next;
        // The blank counts.
        room = LINE - 1;
    }
    out.push_str(rest);
    out.push_str("\r\n");
}

/// Cuts white space that would fill the whole line down to its last character: a line that ends in white space is
/// trimmed by some readers, so they would find another text than the rest.
fn without_blank_line(text: &str, room: usize) -> &str {
    let blank = text.len() - text.trim_start().len();
    let last = text[..blank].char_indices().next_back();
    last.filter(|_| blank >= room).map_or(text, |(last, _)| &text[last..])
}

/// Returns where to break `text`, at `room` or before. Readers that trim what they unfold must lose nothing, so the
/// break follows no white space where that can be; nor does it part a letter from its accents, or an escape.
fn cut(text: &str, room: usize) -> usize {
    let good = |at: &usize| !ends_in_space(text, *at) && !text[..*at].ends_with('\\') && between_letters(text, *at);
    let boundary = |at: &usize| text.is_char_boundary(*at);
    let places = || (1..=room).rev().filter(boundary);
    places()
        .find(good)
        .or_else(|| places().find(|at| !ends_in_space(text, *at)))
        .or_else(|| places().next())
        .unwrap_or(room)
}

fn ends_in_space(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_whitespace)
}

/// Returns whether a break at `at` parts no grapheme cluster.
fn between_letters(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let plain = |at: usize| bytes.get(at).is_some_and(u8::is_ascii);
    if plain(at - 1) && plain(at) {
        // Two ASCII characters never make one letter; the only pair that would, CR LF, never gets here.
        return true;
    }
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}
