//! The head of a request (RFC 9112 §2-5), read strictly: what is not plain to see is refused and never guessed.

use super::refusal::Refusal;

/// A request that was read and may be answered. It has no body: nothing that the preview offers takes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::preview) struct Asked {
    pub method: Method,
    /// The path with its query, in visible ASCII and with a `/` in front (RFC 9112 §3.2.1).
    pub target: String,
    pub range: Option<String>,
    pub if_range: Option<String>,
    pub if_none_match: Option<String>,
}

/// What may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::preview) enum Method {
    Get,
    Head,
}

/// A head as it was sent: the request line and the fields.
pub(super) struct Head<'a> {
    pub method: &'a str,
    /// The authority of an address in absolute form, which counts more than the `Host` field (RFC 9112 §3.2.2).
    pub authority: Option<&'a str>,
    pub target: String,
    fields: Vec<(&'a str, &'a str)>,
}

impl<'a> Head<'a> {
    /// The values of all fields called `name`.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// The value of the field `name`, if it stands there once.
    pub fn only(&self, name: &str) -> Option<&'a str> {
        let mut values = self.all(name);
        values.next().filter(|_| values.next().is_none())
    }

    /// The request itself, for who may ask it.
    pub fn asked(&self) -> Result<Asked, Refusal> {
        let method = match self.method {
            "GET" => Method::Get,
            "HEAD" => Method::Head,
            _ => return Err(Refusal::Method),
        };
        let field = |name| self.only(name).map(str::to_owned);
        Ok(Asked {
            method,
            target: self.target.clone(),
            range: field("range"),
            if_range: field("if-range"),
            if_none_match: field("if-none-match"),
        })
    }
}

/// Where the head in `bytes` ends, if all of it is there; nothing before `from` can be its end.
pub(super) fn end(bytes: &[u8], from: usize) -> Option<usize> {
    let from = from.saturating_sub(3);
    let at = bytes.get(from..)?.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some(from + at)
}

/// Whether `bytes` may be the beginning of a request: a browser that tries `https` begins otherwise.
pub(super) fn may_begin(bytes: &[u8]) -> bool {
    bytes.first().is_none_or(|first| first.is_ascii_uppercase() || *first == b'\r')
}

/// Reads a head without the empty line at its end.
pub(super) fn parse(bytes: &[u8]) -> Result<Head<'_>, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::Unreadable)?;
    // One empty line in front is let pass (RFC 9112 §2.2).
    let text = text.strip_prefix("\r\n").unwrap_or(text);
    let mut lines = text.split("\r\n");
    let mut words = lines.next().unwrap_or_default().split(' ');
    let (Some(method), Some(target), Some("HTTP/1.1" | "HTTP/1.0"), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(Refusal::Unreadable);
    };
    let fields = lines.map(field).collect::<Option<_>>().ok_or(Refusal::Unreadable)?;
    let (authority, target) = target_of(method, target).ok_or(Refusal::Unreadable)?;
    if !is_token(method) {
        return Err(Refusal::Unreadable);
    }
    Ok(Head { method, authority, target, fields })
}

/// A field line. No space may stand before the colon, and none goes on in the next line (RFC 9112 §5.1, §5.2).
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let fair = |c: char| c == '\t' || !c.is_control();
    (is_token(name) && value.chars().all(fair)).then(|| (name, value.trim_matches([' ', '\t'])))
}

/// RFC 9110 §5.6.2.
fn is_token(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// The authority, where there is one, and the path with its query.
fn target_of<'a>(method: &str, target: &'a str) -> Option<(Option<&'a str>, String)> {
    if target.is_empty() || !target.bytes().all(|b| b.is_ascii_graphic()) {
        return None;
    }
    if target.starts_with('/') {
        return Some((None, target.to_owned()));
    }
    if let Some(scheme) = target.get(..7).filter(|start| start.eq_ignore_ascii_case("http://")) {
        let rest = &target[scheme.len()..];
        let cut = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(cut);
        let slash = if path.starts_with('/') { "" } else { "/" };
        return Some((Some(authority), format!("{slash}{path}")));
    }
    // `OPTIONS *` and `CONNECT host:port` can be read, and are refused for their method.
    (method != "GET" && method != "HEAD").then(|| (None, "/".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(line: &str) -> Result<String, Refusal> {
        parse(line.as_bytes()).map(|head| head.target)
    }

    #[test]
    fn the_end_is_found_across_two_reads() {
        let bytes = b"GET / HTTP/1.1\r\n\r\nrest";
        assert_eq!(end(bytes, 0), Some(14));
        assert_eq!(end(bytes, 17), Some(14));
        assert_eq!(end(&bytes[..17], 0), None);
        assert_eq!(end(b"", 0), None);
    }

    #[test]
    fn a_target_is_a_path_with_its_query_in_every_form() {
        assert_eq!(target("GET /a?b HTTP/1.1"), Ok("/a?b".to_owned()));
        assert_eq!(target("\r\nGET / HTTP/1.0"), Ok("/".to_owned()));
        assert_eq!(target("GET http://localhost:4000/a HTTP/1.1"), Ok("/a".to_owned()));
        assert_eq!(target("GET HTTP://localhost HTTP/1.1"), Ok("/".to_owned()));
        assert_eq!(target("GET http://localhost?q HTTP/1.1"), Ok("/?q".to_owned()));
        assert_eq!(target("OPTIONS * HTTP/1.1"), Ok("/".to_owned()));
        assert_eq!(parse(b"GET http://a.example/b HTTP/1.1").unwrap_or_else(|_| panic!()).authority, Some("a.example"));
    }

    #[test]
    fn what_is_not_plain_is_refused() {
        for line in [
            "",
            "GET",
            "GET /",
            "GET / HTTP/2.0",
            "GET  / HTTP/1.1",
            "GET / HTTP/1.1 ",
            "GET /\u{e9} HTTP/1.1",
            "GET /\u{1} HTTP/1.1",
            "GET a HTTP/1.1",
            "GET * HTTP/1.1",
            "GET https://localhost/ HTTP/1.1",
            "G(T / HTTP/1.1",
            "GET / HTTP/1.1\r\nHost : localhost",
            "GET / HTTP/1.1\r\nHost: localhost\r\n folded",
            "GET / HTTP/1.1\r\nno colon",
            "GET / HTTP/1.1\r\nA: b\nHost: c",
            "GET / HTTP/1.1\r\n: c",
        ] {
            assert_eq!(target(line), Err(Refusal::Unreadable), "{line:?}");
        }
        assert_eq!(parse(b"GET /\xff HTTP/1.1").err(), Some(Refusal::Unreadable));
    }

    #[test]
    fn a_field_that_stands_there_twice_is_no_answer() {
        let head = parse(b"GET / HTTP/1.1\r\nRange: bytes=0-1\r\nrange: bytes=2-3\r\nIf-Range:  \"x\"\t");
        let asked = head.ok().and_then(|head| head.asked().ok()).expect("a fair head");
        assert_eq!(asked.range, None);
        assert_eq!(asked.if_range.as_deref(), Some("\"x\""));
    }

    #[test]
    fn only_get_and_head_are_answered() {
        for (line, expected) in [("GET", Ok(Method::Get)), ("HEAD", Ok(Method::Head)), ("POST", Err(Refusal::Method))] {
            let line = format!("{line} / HTTP/1.1");
            assert_eq!(parse(line.as_bytes()).and_then(|head| head.asked()).map(|asked| asked.method), expected);
        }
    }
}
