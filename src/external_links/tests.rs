//! Links and the answers of a small server to them.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::ask::{Answer, Asking, Reach, asked};
use super::{gather, report};
use crate::diagnostic::Diagnostic;
use crate::handbook::Handbook;
use crate::parse;
use crate::redact::Drafts;
use crate::source::{Located, Source, Span};

const HERE: Asking =
    Asking { program: "curl", reach: Reach::Anywhere, seconds: 120, pause: Duration::ZERO, most_slow: 9 };

/// A server on this computer, and the requests that it got.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn new() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let kept = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let kept = Arc::clone(&kept);
                std::thread::spawn(move || answer(stream, &kept));
            }
        });
        Server { address, asked }
    }

    fn link(&self, path: &str) -> Located<String> {
        Located::new(format!("{}{path}", self.address), Span::new(&"a.md".into(), 0..4))
    }

    /// Returns the answer to `path`, and the methods with which it was asked for.
    fn ask(&self, path: &str) -> (Answer, Vec<String>) {
        self.asked.lock().unwrap().clear();
        let answer = asked(&[self.link(path)], HERE).unwrap().remove(0);
        (answer, self.asked.lock().unwrap().clone())
    }
}

/// Answers `/404` with 404 and so on; `/head-405` refuses `HEAD`, `/to/X` redirects to `/X`, `/round` to itself,
/// `/slow` never answers, as long as anybody waits.
fn answer(mut stream: TcpStream, asked: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let mut agent = String::new();
    for line in lines.take_while(|line| !line.is_empty()) {
        if line.starts_with("User-Agent: Handbound/") {
            " by Handbound".clone_into(&mut agent);
        }
    }
    let mut words = first.split(' ');
    let (method, path) = (words.next().unwrap(), words.next().unwrap());
    asked.lock().unwrap().push(format!("{method} {path}{agent}"));
    let status = match path {
        "/slow" | "/slow?2" => return drop(stream.read(&mut [0])),
        "/head-405" if method == "HEAD" => 405,
        "/head-405" => 200,
        "/round" => 302,
        _ if path.starts_with("/to/") => 301,
        _ => path[1..].parse().unwrap(),
    };
    let to = if path == "/round" { path } else { path.strip_prefix("/to").unwrap_or_default() };
    let location = if to.is_empty() { String::new() } else { format!("Location: {to}\r\n") };
    let reply = format!("HTTP/1.1 {status} X\r\n{location}Content-Length: 0\r\nConnection: close\r\n\r\n");
    let _ = stream.write_all(reply.as_bytes());
}

#[test]
fn a_link_that_is_well_is_asked_for_once() {
    let server = Server::new();
    assert_eq!(server.ask("/200#part"), (Answer::Well, vec!["HEAD /200 by Handbound".to_owned()]));
    let (answer, methods) = server.ask("/head-405");
    assert_eq!((answer, methods.len()), (Answer::Well, 2));
    assert!(methods[1].starts_with("GET "), "{methods:?}");
    let (answer, methods) = server.ask("/to/200");
    assert_eq!((answer, methods.len()), (Answer::Well, 2));
}

#[test]
fn what_is_gone_is_told_from_what_is_unsure() {
    let server = Server::new();
    for (path, expected) in [
        ("/404", Answer::Gone(404)),
        ("/410", Answer::Gone(410)),
        ("/to/404", Answer::Gone(404)),
        ("/403", Answer::Unclear(Some(403))),
        ("/429", Answer::Unclear(Some(429))),
        ("/500", Answer::Unclear(Some(500))),
        ("/round", Answer::TooManySteps),
    ] {
        assert_eq!(server.ask(path).0, expected, "{path}");
    }
    assert_eq!(asked(&[server.link("/slow")], Asking { seconds: 1, ..HERE }), Some(vec![Answer::TooSlow]));
    assert_eq!(server.ask("/429").1.len(), 1, "whoever is asked too much is left in peace");
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let refused = Located::new(format!("http://{nobody}/"), Span::whole(&"a.md".into()));
    assert_eq!(asked(&[refused], HERE), Some(vec![Answer::Unclear(None)]));
    let nowhere = Located::new("http://nobody.invalid/".to_owned(), Span::whole(&"a.md".into()));
    let answer = asked(&[nowhere], HERE).unwrap().remove(0);
    assert!(matches!(answer, Answer::NoSuchHost | Answer::Unclear(_) | Answer::TooSlow), "{answer:?}");
}

#[test]
fn a_host_that_is_slow_or_busy_is_left_in_peace() {
    let server = Server::new();
    let links = ["/200", "/429", "/404", "/410"].map(|path| server.link(path));
    assert_eq!(
        texts(report(&links, HERE)),
        [
            "note[link-unsure]: 127.0.0.1 does not say whether this link works: it answers 429. / Open it yourself: it may work, and only refuse to answer programs.",
            "note[links-unasked]: 2 links to 127.0.0.1 were not tested: it answers too slowly or limits how often a program may ask, or too many others were slow. / Try again later."
        ]
    );
    assert_eq!(server.asked.lock().unwrap().len(), 2);
    let slow = ["/slow", "/slow?2", "/200"].map(|path| server.link(path));
    let answers = asked(&slow, Asking { seconds: 1, ..HERE });
    assert_eq!(answers, Some(vec![Answer::TooSlow, Answer::TooSlow, Answer::Left]));
    let late = asked(&links[..1], Asking { most_slow: 0, ..HERE });
    assert_eq!(late, Some(vec![Answer::Left]));
}

#[test]
fn a_network_of_ones_own_is_not_asked() {
    let server = Server::new();
    let asking = Asking { reach: Reach::Public, ..HERE };
    assert_eq!(asked(&[server.link("/200")], asking), Some(vec![Answer::OwnNetwork]));
    assert!(server.asked.lock().unwrap().is_empty());
}

fn texts(found: Vec<Diagnostic>) -> Vec<String> {
    let one = |found: Diagnostic| {
        let level = format!("{:?}", found.severity).to_lowercase();
        format!("{level}[{}]: {} / {}", found.code, found.message, found.help.as_deref().unwrap_or_default())
    };
    found.into_iter().map(one).collect()
}

#[test]
fn what_is_said_of_links() {
    let server = Server::new();
    let host = "127.0.0.1";
    let links = ["/200", "/404", "/503"].map(|path| server.link(path));
    assert_eq!(
        texts(report(&links, HERE)),
        [
            format!(
                "warning[link-dead]: This link no longer works: {host} answers that there is no such page (404). / Look for the page's new address and write it here, or take the link out."
            ),
            format!(
                "note[link-unsure]: {host} does not say whether this link works: it answers 503. / Open it yourself: it may work, and only refuse to answer programs."
            )
        ]
    );
    let asking = Asking { program: "no-such-curl-anywhere", ..HERE };
    assert_eq!(
        texts(report(&links, asking)),
        [
            "note[links-unasked]: Handbound cannot test links to other sites: the program `curl` is not on this computer. / Install it (most \
             systems have it), or leave `--links` out."
        ]
    );
    assert!(report(&[], asking).is_empty());
}

fn handbook(files: &[(&str, &str)]) -> Handbook {
    let source = |(path, text): &(&str, &str)| Source { path: (*path).into(), text: (*text).to_owned() };
    let parsed: Vec<_> = files.iter().map(|file| parse::parse(&source(file))).collect();
    parse::assemble(&parsed, files.iter().map(|(path, _)| (*path).into()).collect()).0.expect("a community")
}

#[test]
fn only_public_links_are_asked_each_once_where_it_stands() {
    let community = "name: A\ntimezone: UTC\nwhere_we_talk: [{name: Forum, link: \"https://forum.example/\"}]\n";
    let session = "---\ntitle: S\ndate: 2026-12-03\ntime: 6-8 pm\nwhere: online\njoin: https://meet.example/secret\n---\n\
        > [!facilitator]\n> See <https://both.example/a> and [it](https://hidden.example/).\n\n[A map](https://map.example/?a=1&b=2#x), \
        www.bare.example, [again](https://map.example/?a=1&b=2#y), <https://both.example/a> and [a page](../pages/p.md).\n\n\
        ## Agenda\n- 5 min: Tea [as here](http://tea.example/a)\n";
    let files = [
        ("community.yml", community),
        ("pages/p.md", "---\ntitle: P\ndraft: true\n---\n[Draft](https://draft.example/)\n"),
        ("sessions/s.md", session),
        ("private/debriefs/s.md", "---\nsession: s\n---\nhttps://debrief.example/\n"),
    ];
    let text = |file: &crate::source::FilePath| {
        files.iter().find(|(path, _)| *path == &**file).map(|(_, text)| (*text).to_owned())
    };
    let found = gather::links(&handbook(&files), Drafts::Left, &text);
    let shown: Vec<(&str, &str)> = found
        .iter()
        .map(|link| {
            let text = files.iter().find(|(path, _)| *path == &*link.span.file).unwrap().1;
            (link.value.as_str(), &text[link.span.range()])
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("https://forum.example/", "\"https://forum.example/\""),
            ("https://map.example/?a=1&b=2#x", "https://map.example/?a=1&b=2#x"),
            ("https://www.bare.example", "www.bare.example"),
            ("https://both.example/a", "https://both.example/a"),
            ("http://tea.example/a", "http://tea.example/a"),
        ]
    );
    let at = session.rfind("https://both.example/a").unwrap();
    assert_eq!(found[3].span.range().start, at, "the public one of the two");
}
