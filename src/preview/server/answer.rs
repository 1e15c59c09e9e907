//! From a request to its answer: a pure function of what the site holds.

use std::io::{Cursor, Read, Take};
use std::ops::Range;
use std::sync::Arc;

use tiny_http::{Header, Method, Request, Response, StatusCode};

use super::range::{ByteRange, byte_range};
use super::{Lookup, OWN_PREFIX, ServedFile, SiteSource, field, url_path};

/// The fields of every answer. Nothing is stored and no type is guessed; nothing can be embedded in a page of another
/// site.
pub(super) const COMMON_FIELDS: [(&str, &str); 3] = [
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
];
const PLAIN_TEXT: &str = "text/plain; charset=utf-8";
/// The field that holds the address of the page that is nearest to a missing one.
const NEAREST: &str = "Handbound-Nearest";

/// A response with bytes from memory.
pub(super) type ByteResponse = Response<Take<Cursor<Arc<[u8]>>>>;

/// Returns the answer to `request`, which may be answered.
pub(super) fn answer(request: &Request, site: &dyn SiteSource) -> ByteResponse {
    let (written, query) = url_path::split(request.url());
    let Some(mut path) = url_path::decode(written) else { return not_found(site, None) };
    if let Some(name) = path.strip_prefix(OWN_PREFIX) {
        return match site.own_file(name, query) {
            Some(file) => file_response(request, &file),
            None => plain(404, &[], "The preview has no file of its own at this address."),
        };
    }
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    match site.find(&path) {
        Lookup::File(file) => file_response(request, &file),
        Lookup::Broken(file) => whole(500, &[], &file),
        Lookup::Missing { nearest } => match site.find(&format!("{path}/index.html")) {
            Lookup::File(_) => redirect(&format!("{}/", url_path::encode(&path)), query),
            Lookup::Missing { .. } | Lookup::Broken(_) => not_found(site, nearest),
        },
    }
}

/// Returns an answer that is one sentence.
pub(super) fn plain(status: u16, fields: &[(&str, &str)], sentence: &str) -> ByteResponse {
    whole(status, fields, &ServedFile::new(PLAIN_TEXT, format!("{sentence}\n").into_bytes()))
}

/// Returns a file, the part of it that is asked for, or that it is still the same (RFC 9110 §13.2.2).
fn file_response(request: &Request, file: &ServedFile) -> ByteResponse {
    let (tag, length) = (file.entity_tag(), file.bytes.len());
    if field(request, "If-None-Match").is_some_and(|tags| matches_tag(tags, &tag)) {
        return whole(304, &[("ETag", &tag)], file);
    }
    let fields = [("ETag", tag.as_str()), ("Accept-Ranges", "bytes")];
    // Ranges are defined for GET alone (RFC 9110 §14.2), and hold if the file is the one that is known (§13.1.5).
    let holds = *request.method() == Method::Get && field(request, "If-Range").is_none_or(|known| known == tag);
    match field(request, "Range").filter(|_| holds).map_or(ByteRange::Whole, |range| byte_range(range, length)) {
        ByteRange::Whole => whole(200, &fields, file),
        ByteRange::Part(part) => {
            let range = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            response(206, &[&fields[..], &[("Content-Range", &range)]].concat(), file, part)
        }
        ByteRange::Beyond => {
            plain(416, &[("Content-Range", &format!("bytes */{length}"))], "The file has no such part.")
        }
    }
}

/// Returns whether `tags`, the value of an `If-None-Match` field, holds `tag` (RFC 9110 §13.1.2).
fn matches_tag(tags: &str, tag: &str) -> bool {
    tags.split(',').map(str::trim).any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

/// Relative links of a page in a folder count from the folder.
fn redirect(to: &str, query: &str) -> ByteResponse {
    let mark = if query.is_empty() { "" } else { "?" };
    plain(302, &[("Location", &format!("{to}{mark}{query}"))], &format!("This page is at {to}"))
}

/// Returns the site's own page for what does not exist.
fn not_found(site: &dyn SiteSource, nearest: Option<String>) -> ByteResponse {
    let nearest = nearest.map(|path| url_path::encode(&path));
    let fields: Vec<_> = nearest.iter().map(|address| (NEAREST, address.as_str())).collect();
    match site.not_found_page() {
        Some(file) => whole(404, &fields, &file),
        None => plain(404, &fields, "There is no such page."),
    }
}

fn whole(status: u16, fields: &[(&str, &str)], file: &ServedFile) -> ByteResponse {
    response(status, fields, file, 0..file.bytes.len())
}

fn response(status: u16, fields: &[(&str, &str)], file: &ServedFile, part: Range<usize>) -> ByteResponse {
    let fields = [("Content-Type", file.media_type)].into_iter().chain(fields.iter().copied()).chain(COMMON_FIELDS);
    // All of them are ASCII: what could be something else is encoded.
    let headers = fields.filter_map(|(name, value)| Header::from_bytes(name, value).ok()).collect();
    let mut bytes = Cursor::new(Arc::clone(&file.bytes));
    bytes.set_position(part.start as u64);
    let body = bytes.take(part.len() as u64);
    // A part of a file needs its length, which `tiny_http` leaves out of what it sends in chunks.
    Response::new(StatusCode(status), headers, body, Some(part.len()), None).with_chunked_threshold(usize::MAX)
}

#[cfg(test)]
mod tests {
    use tiny_http::{HTTPVersion, TestRequest};

    use super::super::mime::media_type;
    use super::*;

    const SITE: &[(&str, &str)] = &[
        ("index.html", "home"),
        ("sessions/index.html", "all sessions"),
        ("sessions/é b.html", "one session"),
        ("feeds/all.ics", "BEGIN:VCALENDAR"),
        ("empty.txt", ""),
    ];

    struct TestSite;

    impl SiteSource for TestSite {
        fn find(&self, path: &str) -> Lookup {
            match SITE.iter().find(|(known, _)| *known == path) {
                Some((path, text)) => Lookup::File(ServedFile::new(media_type(path), text.as_bytes())),
                None if path == "broken.html" => {
                    Lookup::Broken(ServedFile::new(media_type(path), *b"a template failed"))
                }
                None if path == "sessions/gone.html" => {
                    Lookup::Missing { nearest: Some("sessions/é b.html".to_owned()) }
                }
                None => Lookup::Missing { nearest: None },
            }
        }

        fn not_found_page(&self) -> Option<ServedFile> {
            Some(ServedFile::new(media_type("404.html"), *b"not here"))
        }

        fn own_file(&self, name: &str, query: &str) -> Option<ServedFile> {
            (name == "page").then(|| ServedFile::new("application/json", query.as_bytes()))
        }
    }

    fn get(target: &str) -> TestRequest {
        TestRequest::new().with_path(target)
    }

    fn with(request: TestRequest, name: &str, value: &str) -> TestRequest {
        request.with_header(Header::from_bytes(name, value).expect("a field"))
    }

    /// Returns the answer as it is sent, without what every answer has.
    fn sent(request: TestRequest) -> String {
        let request = Request::from(request);
        let (mut bytes, is_head) = (Vec::new(), *request.method() == Method::Head);
        let response = answer(&request, &TestSite);
        response.raw_print(&mut bytes, HTTPVersion(1, 1), request.headers(), is_head, None).expect("a Vec takes all");
        let text = String::from_utf8(bytes).expect("text");
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        let mut lines: Vec<&str> = head.split("\r\n").collect();
        for (name, value) in COMMON_FIELDS {
            let before = lines.len();
            lines.retain(|line| *line != format!("{name}: {value}"));
            assert_eq!(lines.len(), before - 1, "{text}");
        }
        lines.retain(|line| !line.starts_with("Server: ") && !line.starts_with("Date: "));
        lines.join("\r\n") + "\r\n\r\n" + body
    }

    /// Returns the status and the body.
    fn short(target: &str) -> (String, String) {
        let text = sent(get(target));
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        (head[9..12].to_owned(), body.to_owned())
    }

    #[test]
    fn a_file_comes_with_its_type_its_tag_and_its_length() {
        let tag = ServedFile::new("", *b"BEGIN:VCALENDAR").entity_tag();
        assert_eq!(
            sent(get("/feeds/all.ics")),
            format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/calendar; charset=utf-8\r\nETag: {tag}\r\nAccept-Ranges: \
                 bytes\r\nContent-Length: 15\r\n\r\nBEGIN:VCALENDAR"
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
            ("/sessions%5Cindex.html", "404", "not here"),
            ("/C:/index.html", "404", "not here"),
            ("/INDEX.html", "404", "not here"),
        ] {
            assert_eq!(short(target), (status.to_owned(), body.to_owned()), "{target}");
        }
    }

    #[test]
    fn a_folder_without_its_slash_is_redirected_and_to_no_other_site() {
        assert!(sent(get("/sessions?a=b")).starts_with("HTTP/1.1 302 Found\r\n"));
        assert!(sent(get("/sessions?a=b")).contains("\r\nLocation: /sessions/?a=b\r\n"));
        assert_eq!(short("//sessions").0, "404");
    }

    #[test]
    fn a_missing_page_names_the_nearest() {
        assert!(sent(get("/sessions/gone.html")).contains("\r\nHandbound-Nearest: /sessions/%C3%A9%20b.html\r\n"));
        assert!(!sent(get("/else.html")).contains("Nearest"));
    }

    #[test]
    fn the_previews_own_files_are_asked_for_by_name() {
        assert_eq!(short("/_handbound/page?path=a%20b"), ("200".to_owned(), "path=a%20b".to_owned()));
        assert_eq!(short("/_handbound/else").0, "404");
        assert_eq!(short("/%5Fhandbound/page").0, "200");
        assert_eq!(short("/_handbound").1, "not here");
    }

    #[test]
    fn a_head_is_all_but_the_body() {
        for target in ["/", "/nothing", "/sessions", "/_handbound/page?x"] {
            let whole = sent(get(target));
            let head = sent(with(get(target).with_method(Method::Head), "Range", "bytes=0-0"));
            assert_eq!(head, whole[..whole.find("\r\n\r\n").expect("a head") + 4], "{target}");
        }
    }

    #[test]
    fn a_part_is_given_as_it_is_asked_for() {
        let part = |range: &str| sent(with(get("/feeds/all.ics"), "Range", range));
        let part_if = |known: &str| sent(with(with(get("/feeds/all.ics"), "Range", "bytes=6-8"), "If-Range", known));
        let text = part("bytes=6-8");
        assert!(text.starts_with("HTTP/1.1 206 Partial Content\r\n"), "{text}");
        assert!(text.contains("\r\nContent-Range: bytes 6-8/15\r\nContent-Length: 3\r\n"), "{text}");
        assert!(text.ends_with("\r\n\r\nVCA"), "{text}");
        let text = part("bytes=15-");
        assert!(text.starts_with("HTTP/1.1 416 Range Not Satisfiable\r\n"), "{text}");
        assert!(text.contains("\r\nContent-Range: bytes */15\r\n"), "{text}");
        for several in ["bytes=0-1,3-4", "bytes=4-2", "nonsense"] {
            assert!(part(several).ends_with("Content-Length: 15\r\n\r\nBEGIN:VCALENDAR"), "{several}");
        }
        // Only a part of the very same file is of any use.
        assert!(part_if(&ServedFile::new("", *b"BEGIN:VCALENDAR").entity_tag()).contains(" 206 "));
        assert!(part_if("\"older\"").contains(" 200 "));
        assert!(part_if("Sun, 06 Nov 1994 08:49:37 GMT").contains(" 200 "));
        // A page for what is missing has no parts, and a field that is sent twice means nothing.
        assert!(sent(with(get("/x"), "Range", "bytes=0-0")).ends_with("\r\n\r\nnot here"));
        assert!(sent(with(with(get("/"), "Range", "bytes=0-0"), "range", "bytes=1-1")).ends_with("\r\n\r\nhome"));
    }

    #[test]
    fn what_is_known_already_is_not_sent_again() {
        let tag = ServedFile::new("", *b"home").entity_tag();
        let ask = |tags: &str| sent(with(with(get("/"), "If-None-Match", tags), "Range", "bytes=0-1"));
        for known in [tag.clone(), format!("\"a\", {tag}"), format!("W/{tag}"), "*".to_owned()] {
            let text = ask(&known);
            assert!(text.starts_with("HTTP/1.1 304 Not Modified\r\n"), "{text}");
            assert!(text.contains(&format!("\r\nETag: {tag}\r\n")) && text.ends_with("\r\n\r\n"), "{text}");
        }
        assert!(ask("\"a\"").starts_with("HTTP/1.1 206 "));
    }
}
