//! Addresses in Markdown: those that pass, those of files of the handbook, and those that are only text.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::Diagnostic;
use crate::handbook::links::scheme;
use crate::source::Span;

use super::{MarkdownEvent, MarkdownText};

/// The kind of an address.
#[derive(Debug, PartialEq, Eq)]
pub enum Address<'a> {
    /// `https://...`, `mailto:...`: stands in the page as it is.
    Outside,
    /// A file of the handbook, relative to the file that names it.
    Inside,
    /// `javascript:`, `file:`, `C:` ... with the scheme.
    Scheme(&'a str),
    /// `//host/...`, whose scheme is that of the page, which is none when it is read from disk.
    WithoutScheme,
}

const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "webcal"];

/// Sorts an address. A scheme is what RFC 3986 §3.1 says it is; anything else is a path.
#[must_use]
pub fn sort(address: &str) -> Address<'_> {
    let trimmed = address.trim_start();
    if trimmed.starts_with("//") || trimmed.starts_with("\\\\") {
        return Address::WithoutScheme;
    }
    let Some((scheme, _)) = trimmed.split_once(':') else {
        return Address::Inside;
    };
    let letters = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    if !letters || !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) {
        Address::Inside
    } else if SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        Address::Outside
    } else {
        Address::Scheme(scheme)
    }
}

/// Reports a link to a file that only its author has.
#[must_use]
pub fn on_own_computer(span: Span) -> Diagnostic {
    let message = "This file is on your own computer, where readers cannot reach it.";
    Diagnostic::error("link-scheme", span, message)
        .help("Copy it into the handbook, for example into `files/`, and write the path to it here.")
}

/// Returns whether the address of a picture is the picture itself, as Google Docs writes it.
#[must_use]
pub fn is_in_text(address: &str) -> bool {
    scheme(address.trim_start()).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data"))
}

/// Reports a picture whose bytes stand in the text.
#[must_use]
pub fn picture_in_text(span: Span) -> Diagnostic {
    let message =
        "This picture is not a file: all its data is inside the text, as Google Docs and other programs export it.";
    Diagnostic::error("picture-in-text", span, message).help(
        "Save the picture as a file beside this one and write `![what it shows](name.png)`. From Google Docs you get the \
         pictures as files with File > Download > Web page (.html, zipped).",
    )
}

/// Returns the place of the destination of an inline link or picture, whose whole is at `whole` and whose text ends at
/// `text_end`; the whole where there is none to be seen (reference links).
#[must_use]
pub fn destination(source: &str, whole: &Range<usize>, text_end: usize) -> Range<usize> {
    let from = text_end.clamp(whole.start, whole.end);
    let Some(open) = source[from..whole.end].find("](") else {
        return whole.clone();
    };
    let inner = &source[from + open + 2..whole.end];
    let trimmed = inner.trim_start();
    let start = whole.end - trimmed.len();
    if let Some(angled) = trimmed.strip_prefix('<') {
        let length = angled.find('>').unwrap_or(angled.len());
        return start + 1..start + 1 + length;
    }
    let mut depth = 0_usize;
    let mut length = 0;
    for c in trimmed.chars() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => break,
            ')' => depth -= 1,
            _ if c.is_whitespace() => break,
            _ => {}
        }
        length += c.len_utf8();
    }
    if length == 0 { whole.clone() } else { start..start + length }
}

/// Reports links to files with a blank in their path, which are none to a Markdown parser: readers would see their
/// brackets.
pub fn with_blanks(text: &MarkdownText<'_>, pieces: &[MarkdownEvent<'_>]) -> Vec<Diagnostic> {
    let source = &*text.text;
    let mut found = Vec::new();
    // The places that are code or a link already, in order, none inside another.
    let mut taken: Vec<&Range<usize>> = Vec::new();
    for (event, range) in pieces {
        let is_taken =
            matches!(event, Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) | Event::Code(_));
        if is_taken && taken.last().is_none_or(|last| last.end <= range.start) {
            taken.push(range);
        }
    }
    // A search for one sign is many times quicker than one for two.
    for (open, _) in source.match_indices('(').filter(|(open, _)| source[..*open].ends_with(']')) {
        let at = open - 1;
        let rest = &source[open + 1..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let Some(path) = line.find(')').map(|end| &line[..end]) else { continue };
        let ending = path.split(['#', '?']).next().unwrap_or(path).rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_file = (2..=4).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let is_taken = || {
            let after = taken.partition_point(|range| range.start <= at);
            after.checked_sub(1).is_some_and(|last| taken[last].contains(&at))
        };
        if !is_file || !path.trim().contains(' ') || path.contains(['<', '"', '\'']) || is_taken() {
            continue;
        }
        let message = "This path has a space in it, so it is not a link yet. Readers would see it as you wrote it.";
        found.push(
            Diagnostic::error("broken-link", text.span(at + 2..at + 2 + path.len()), message)
                .help(format!("Put `<` and `>` around it: `(<{}>)`.", path.trim())),
        );
    }
    found
}

/// Finds the first bare web address in `text`: where it begins. Facilitators paste them.
#[must_use]
pub fn bare(text: &str) -> Option<usize> {
    // Nearly every text has none, and is searched no further.
    if !text.contains(':') && !text.as_bytes().windows(4).any(|four| four == b"www.") {
        return None;
    }
    // One pass: separate searches for the two would each go on to the end of the text, for every site.
    for (at, sign) in text.match_indices([':', 'w']) {
        let (start, next) = match sign {
            ":" if text[at..].starts_with("://") => {
                let Some(scheme) = ["https", "http"].iter().find(|scheme| ends_with(&text[..at], scheme)) else {
                    continue;
                };
                (at - scheme.len(), at + 3)
            }
            "w" if text[at..].starts_with("www.") => (at, at + 4),
            _ => continue,
        };
        let free =
            text[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '.' | '@'));
        if free && text[next..].starts_with(char::is_alphanumeric) {
            return Some(start);
        }
    }
    None
}

/// Finds the first bare address for mail in `source` that lies in `place`, by the rule of GitHub's "autolinks". A name
/// at another service (`@wren@example.social`), a part of a path and what a program reads (`git@example.org:a/b`) are
/// none.
#[must_use]
pub fn mail(source: &str, place: Range<usize>) -> Option<Range<usize>> {
    let is_free = |before: &str| {
        let before = before.strip_suffix("mailto:").unwrap_or(before);
        !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '@' | '/' | ':' | '=' | '!' | '#'))
    };
    let mut mails = source[place.clone()].match_indices('@').filter_map(|(at, _)| {
        let at = place.start + at;
        let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
        let local = source[place.start..at].trim_end_matches(is_local).len() + place.start;
        let start = local + source[local..at].find(|c: char| c.is_ascii_alphanumeric())?;
        let after = &source[at + 1..place.end];
        let length =
            after.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(after.len());
        let host = after[..length].trim_end_matches(['.', '-']);
        let rest = &after[host.len()..];
        let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '@' | '/' | '_'))
            || (rest.starts_with(':') && rest[1..].starts_with(|c: char| !c.is_whitespace()));
        let (labels, last) = host.rsplit_once('.')?;
        let is_host = !labels.split('.').any(str::is_empty)
            && last.len() > 1
            && last.bytes().all(|byte| byte.is_ascii_alphabetic());
        (is_free(&source[..local]) && is_host && !goes_on).then_some(start..at + 1 + host.len())
    });
    mails.next()
}

fn ends_with(text: &str, end: &str) -> bool {
    text.len() >= end.len() && text.as_bytes()[text.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
}

/// Returns the length of the bare address at the beginning of `text`: to the next blank or `<`, without the punctuation
/// of the sentence around it (the rule of GitHub's "autolinks").
#[must_use]
pub fn bare_length(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '"' | '“' | '”')).unwrap_or(text.len());
    let mut address = &text[..end];
    let opened = address.matches('(').count();
    let mut closed = address.matches(')').count();
    while let Some(last) = address.chars().next_back() {
        let outside = match last {
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '’' | ']' => true,
            ')' => closed > opened,
            _ => false,
        };
        if !outside {
            break;
        }
        closed -= usize::from(last == ')');
        address = &address[..address.len() - last.len_utf8()];
    }
    address.len()
}

#[cfg(test)]
mod tests {
    use super::{Address, bare, bare_length, destination, mail, sort};

    #[test]
    fn addresses_are_sorted_by_their_scheme() {
        assert_eq!(sort("https://a"), Address::Outside);
        assert_eq!(sort("MAILTO:a@b"), Address::Outside);
        assert_eq!(sort("../people/wren.md#a:b"), Address::Inside);
        assert_eq!(sort("javascript:alert(1)"), Address::Scheme("javascript"));
        assert_eq!(sort("C:\\a"), Address::Scheme("C"));
        assert_eq!(sort("//a.org"), Address::WithoutScheme);
        assert_eq!(sort("java\tscript:a"), Address::Inside);
    }

    #[test]
    fn destinations_are_found() {
        for (text, expected) in [
            ("[a](b.md)", "b.md"),
            ("[a]( <b c.md> \"t\")", "b c.md"),
            ("[a](b(c).md \"t\")", "b(c).md"),
            ("[a][b]", "[a][b]"),
        ] {
            assert_eq!(&text[destination(text, &(0..text.len()), 2)], expected);
        }
    }

    #[test]
    fn addresses_for_mail_are_found() {
        let find = |text: &str| mail(text, 0..text.len()).map(|mail| text[mail].to_owned());
        for (text, expected) in [
            ("Write to wren.h+a_b@mail.example.org.", "wren.h+a_b@mail.example.org"),
            ("(mailto:Wren@Example.org)", "Wren@Example.org"),
            ("a@b, c@d-e.info:", "c@d-e.info"),
            ("-- wren@example.org, who", "wren@example.org"),
        ] {
            assert_eq!(find(text).as_deref(), Some(expected), "{text}");
        }
        for none in [
            "@wren@example.social",
            "wren@localhost",
            "git@example.org:a/b.git",
            "xmpp:wren@example.org",
            "wren@example.org/a",
            "wren@10.0.0.1",
            "zoé@example.org",
            "4 soups @ example.org",
            "wren@example..org",
            "@example.org",
        ] {
            assert_eq!(find(none), None, "{none}");
        }
    }

    #[test]
    fn bare_addresses_end_before_the_sentence_does() {
        let find = |text: &str| bare(text).map(|at| text[at..at + bare_length(&text[at..])].to_owned());
        assert_eq!(find("see https://a.org/b_c."), Some("https://a.org/b_c".into()));
        assert_eq!(find("(www.a.org/b_(c))"), Some("www.a.org/b_(c)".into()));
        assert_eq!(find("ftp://a.org"), None);
        assert_eq!(find("http:// is a scheme"), None);
        assert_eq!(find("Awww.no and Https://a.org"), Some("Https://a.org".into()));
    }
}
