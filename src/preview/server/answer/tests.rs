//! Answers as they are written, of a site of five files.

use super::*;
use crate::preview::server::{Listener, kind};

const SITE: &[(&str, &str)] = &[
    ("index.html", "home"),
    ("sessions/index.html", "all sessions"),
    ("sessions/é b.html", "one session"),
    ("feeds/all.ics", "BEGIN:VCALENDAR"),
    ("empty.txt", ""),
];

struct Fake;

impl Shelf for Fake {
    fn find(&self, path: &str) -> Found {
        match SITE.iter().find(|(known, _)| *known == path) {
            Some((path, text)) => Found::File(File::new(kind(path), text.as_bytes())),
            None if path == "broken.html" => Found::Broken(File::new(kind(path), *b"a template failed")),
            None if path == "sessions/gone.html" => Found::Missing { nearest: Some("sessions/é b.html".to_owned()) },
            None => Found::Missing { nearest: None },
        }
    }

    fn missing(&self) -> Option<File> {
        Some(File::new(kind("404.html"), *b"not here"))
    }
}

impl Live for Fake {
    fn answer(&self, name: &str, query: &str) -> Option<File> {
        (name == "page").then(|| File::new("application/json", query.as_bytes()))
    }

    fn listen(&self, _: &str, _: Listener) {}
}

fn get(target: &str) -> Asked {
    Asked { method: Method::Get, target: target.to_owned(), range: None, if_range: None, if_none_match: None }
}

/// The answer as it is written, without what stands in every answer.
fn written(asked: &Asked) -> String {
    let mut bytes = Vec::new();
    answer(asked, &Fake, &Fake).write(&mut bytes).expect("a Vec takes all");
    let text = String::from_utf8(bytes).expect("text");
    assert!(text.contains(&format!("\r\n{ALWAYS}")), "{text}");
    text.replacen(ALWAYS, "\r\n", 1)
}

/// The status and the body.
fn short(target: &str) -> (String, String) {
    let text = written(&get(target));
    let (head, body) = text.split_once("\r\n\r\n").expect("a head");
    (head[9..12].to_owned(), body.to_owned())
}

#[test]
fn a_file_comes_with_its_kind_its_tag_and_its_length() {
    let tag = File::new("", *b"BEGIN:VCALENDAR").tag();
    assert_eq!(
        written(&get("/feeds/all.ics")),
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/calendar; charset=utf-8\r\nETag: {tag}\r\nAccept-Ranges: bytes\r\n\
             Content-Length: 15\r\n\r\nBEGIN:VCALENDAR"
        )
    );
    assert_eq!(tag.len(), 34);
}

#[test]
fn a_path_is_looked_up_as_it_is_with_the_page_of_a_folder() {
    for (target, status, body) in [
        ("/", "200", "home"),
        ("/?x=/y", "200", "home"),
        ("/sessions/", "200", "all sessions"),
        ("/sessions/%C3%A9%20b.html?q#f", "200", "one session"),
        ("/empty.txt", "200", ""),
        ("/broken.html", "500", "a template failed"),
        ("/sessions/%25C3%25A9%20b.html", "404", "not here"),
        ("/sessions/x/../index.html", "404", "not here"),
        ("/../../etc/passwd", "404", "not here"),
        ("/%2e%2e/index.html", "404", "not here"),
        ("/./index.html", "404", "not here"),
        ("//index.html", "404", "not here"),
        ("/index.html/", "404", "not here"),
        ("/index.html%00", "404", "not here"),
        ("/%00", "404", "not here"),
        ("/%ff", "404", "not here"),
        ("/%", "404", "not here"),
        ("\\index.html", "404", "not here"),
        ("/sessions%5Cindex.html", "404", "not here"),
        ("/C:/index.html", "404", "not here"),
        ("/INDEX.html", "404", "not here"),
    ] {
        assert_eq!(short(target), (status.to_owned(), body.to_owned()), "{target}");
    }
}

#[test]
fn a_folder_without_its_stroke_is_moved_and_to_no_other_site() {
    assert!(written(&get("/sessions?a=b")).starts_with("HTTP/1.1 302 Found\r\n"));
    assert!(written(&get("/sessions?a=b")).contains("\r\nLocation: /sessions/?a=b\r\n"));
    assert_eq!(short("//sessions").0, "404");
}

#[test]
fn a_missing_page_names_the_nearest() {
    assert!(written(&get("/sessions/gone.html")).contains("\r\nHandbound-Nearest: /sessions/%C3%A9%20b.html\r\n"));
    assert!(!written(&get("/else.html")).contains("Nearest"));
}

#[test]
fn what_the_preview_says_of_itself_is_asked_of_live() {
    assert_eq!(short("/_handbound/page?path=a%20b"), ("200".to_owned(), "path=a%20b".to_owned()));
    assert_eq!(short("/_handbound/else").0, "404");
    assert_eq!(short("/%5Fhandbound/page").0, "200");
    assert_eq!(short("/_handbound").1, "not here");
}

#[test]
fn a_head_is_all_but_the_body() {
    for target in ["/", "/nothing", "/sessions", "/_handbound/page?x"] {
        let whole = written(&get(target));
        let head = written(&Asked { method: Method::Head, range: Some("bytes=0-0".to_owned()), ..get(target) });
        assert_eq!(head, whole[..whole.find("\r\n\r\n").expect("a head") + 4], "{target}");
    }
}

#[test]
fn a_part_is_given_as_it_is_asked_for() {
    let ask = |range: &str, if_range: Option<String>| {
        written(&Asked { range: Some(range.to_owned()), if_range, ..get("/feeds/all.ics") })
    };
    let part = ask("bytes=6-8", None);
    assert!(part.starts_with("HTTP/1.1 206 Partial Content\r\n"), "{part}");
    assert!(part.contains("\r\nContent-Range: bytes 6-8/15\r\nContent-Length: 3\r\n"), "{part}");
    assert!(part.ends_with("\r\n\r\nVCA"), "{part}");
    let beyond = ask("bytes=15-", None);
    assert!(beyond.starts_with("HTTP/1.1 416 Range Not Satisfiable\r\n"), "{beyond}");
    assert!(beyond.contains("\r\nContent-Range: bytes */15\r\n"), "{beyond}");
    for several in ["bytes=0-1,3-4", "bytes=4-2", "nonsense"] {
        assert!(ask(several, None).ends_with("Content-Length: 15\r\n\r\nBEGIN:VCALENDAR"), "{several}");
    }
    // Only a part of the very same file is of any use.
    assert!(ask("bytes=6-8", Some(File::new("", *b"BEGIN:VCALENDAR").tag())).contains(" 206 "));
    assert!(ask("bytes=6-8", Some("\"older\"".to_owned())).contains(" 200 "));
    assert!(ask("bytes=6-8", Some("Sun, 06 Nov 1994 08:49:37 GMT".to_owned())).contains(" 200 "));
    // A page for what is missing has no parts.
    assert!(written(&Asked { range: Some("bytes=0-0".to_owned()), ..get("/x") }).ends_with("\r\n\r\nnot here"));
}

#[test]
fn what_is_known_already_is_not_sent_again() {
    let tag = File::new("", *b"home").tag();
    let ask =
        |tags: String| written(&Asked { if_none_match: Some(tags), range: Some("bytes=0-1".to_owned()), ..get("/") });
    for known in [tag.clone(), format!("\"a\", {tag}"), format!("W/{tag}"), "*".to_owned()] {
        assert_eq!(
            ask(known),
            format!("HTTP/1.1 304 Not Modified\r\nContent-Type: text/html; charset=utf-8\r\nETag: {tag}\r\n\r\n")
        );
    }
    assert!(ask("\"a\"".to_owned()).starts_with("HTTP/1.1 206 "));
}
