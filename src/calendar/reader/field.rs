//! The parsing of one content line into a property: name and parameters by the `ical` crate, the value as it stands.

use ical::PropertyParser;

/// The most bytes of a line before its value. Looking for delimiters takes the square of it.
const LONGEST_HEAD: usize = 8 * 1024;

/// The values of one parameter that the crate reads (defect R4); further ones go into a parameter of the same name.
const MOST_VALUES: usize = 10;

/// Properties whose value holds no colon, so that it begins after the last one, whatever the zone is called.
const TIMES: [&str; 5] = ["DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"];

/// A property of a calendar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// The line where it stands, counted from 1.
    pub line: usize,
    /// In capitals.
    pub name: String,
    /// Names in capitals; values decoded (RFC 6868).
    pub params: Vec<(String, Vec<String>)>,
    /// The value as written, unfolded but not unescaped.
    pub raw: String,
}

impl Field {
    /// Returns the value as a text (RFC 5545 §3.3.11).
    #[must_use]
    pub fn text(&self) -> String {
        unescaped(&self.raw)
    }

    /// Returns the value as a list of texts, such as CATEGORIES.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        let mut texts = Vec::new();
        let (mut from, mut escaped) = (0, false);
        for (at, byte) in self.raw.bytes().enumerate() {
            if byte == b',' && !escaped {
                texts.push(unescaped(&self.raw[from..at]));
                from = at + 1;
            }
            escaped = byte == b'\\' && !escaped;
        }
        texts.push(unescaped(&self.raw[from..]));
        texts
    }

    /// Returns the first value of a parameter; its name in capitals.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(key, _)| key == name)?.1.first().map(String::as_str)
    }
}

/// Returns the property of an unfolded line, or a sentence on why it is none.
pub fn field(text: &str, line: usize) -> Result<Field, String> {
    let name_end = text.find([':', ';']).unwrap_or(0);
    let name = text[..name_end].trim().to_ascii_uppercase();
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if name.is_empty() || !name.bytes().all(is_name) {
        return Err("This line is not a calendar property.".to_owned());
    }
    let times = TIMES.contains(&name.as_str());
    let colon = if times { text.rfind(':') } else { unquoted_colon(text) };
    let Some(colon) = colon.or_else(|| text.find(':')) else {
        return Err(format!("`{name}` has no value: a colon is missing."));
    };
    let raw = text[colon + 1..].trim_end().to_owned();
    let params = params(&name, &text[name_end..colon]).map_err(|why| format!("`{name}` {why}"))?;
    Ok(Field { line, name, params, raw })
}

/// Returns the first colon outside of quotes.
fn unquoted_colon(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b':' && !quoted
    })
}

/// Returns the parameters in `head` (`;CN=Wren;ROLE=CHAIR`). The crate never sees the value, of which it would strip
/// colons and white space (defect R2).
fn params(name: &str, head: &str) -> Result<Vec<(String, Vec<String>)>, String> {
    let head = head.trim_end_matches(';');
    if head.is_empty() {
        return Ok(Vec::new());
    }
    if head.len() > LONGEST_HEAD {
        return Err("has parameters of more than 8 kB and was not read.".to_owned());
    }
    let readable = format!("{name}{}:x", readable(head));
    let parsed = PropertyParser::from_reader(readable.as_bytes()).next();
    let Some(Ok(property)) = parsed else {
        return Err("has parameters that cannot be understood, and was not read.".to_owned());
    };
    let mut params: Vec<(String, Vec<String>)> = Vec::new();
    for (key, values) in property.params.into_iter().flatten() {
        let values = values.iter().map(|value| decoded(value));
        match params.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => known.extend(values),
            None => params.push((key, values.collect())),
        }
    }
    Ok(params)
}

/// Returns `head` as the crate can read it: every value in quotes, and never more than ten under one name.
fn readable(head: &str) -> String {
    let mut out = String::with_capacity(head.len() + 16);
    for param in split(head, ';').filter(|param| !param.trim().is_empty()) {
        let (key, values) = param.split_once('=').unwrap_or((param, ""));
        if key.trim().is_empty() {
            continue;
        }
        for (place, value) in split(values, ',').enumerate() {
            if place % MOST_VALUES == 0 {
                out.extend([";", key.trim(), "="]);
            } else {
                out.push(',');
            }
            out.push('"');
            out.extend(value.chars().filter(|character| *character != '"'));
            out.push('"');
        }
    }
    out
}

/// Returns the pieces of `text` between delimiters that stand outside of quotes.
fn split(text: &str, delimiter: char) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |character| {
        quoted ^= character == '"';
        character == delimiter && !quoted
    })
}

/// Returns a parameter's value without its escapes (RFC 6868 §3.1).
fn decoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut characters = value.chars().peekable();
    while let Some(character) = characters.next() {
        let meant = match (character, characters.peek()) {
            ('^', Some('n')) => '\n',
            ('^', Some('\'')) => '"',
            ('^', Some('^')) => '^',
            _ => {
                out.push(character);
                continue;
            }
        };
        characters.next();
        out.push(meant);
    }
    out
}

/// Returns TEXT without its escapes. A backslash before anything else than the standard names is one: `C:\docs`.
fn unescaped(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut characters = raw.chars().peekable();
    while let Some(character) = characters.next() {
        let meant = match (character, characters.peek()) {
            ('\\', Some('n' | 'N')) => '\n',
            ('\\', Some(escaped @ ('\\' | ';' | ',' | ':' | '"'))) => *escaped,
            _ => {
                out.push(character);
                continue;
            }
        };
        characters.next();
        out.push(meant);
    }
    out
}
