//! Tests `handbound serve` as a whole program: its output, the files that it leaves alone, and how it ends.

use crate::support::serving;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

/// A running preview, which ends with the test.
pub struct Preview {
    pub program: Child,
    lines: BufReader<ChildStdout>,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

pub fn preview(folder: &Path, options: &[&str]) -> Preview {
    let mut program = Command::new(env!("CARGO_BIN_EXE_handbound"));
    let program = program.arg("serve").arg(folder).args(options).args(["--today", "2026-12-01"]);
    let mut program = program.stdout(Stdio::piped()).spawn().expect("it starts");
    let lines = BufReader::new(program.stdout.take().expect("a pipe"));
    Preview { program, lines }
}

impl Preview {
    /// Returns the next line of its output.
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).expect("text");
        line
    }

    /// Returns its output up to its address, and the address, such as `127.0.0.1:4000`.
    pub fn address(&mut self) -> (String, String) {
        let mut said = String::new();
        loop {
            let line = self.line();
            assert!(!line.is_empty(), "it ended after {said}");
            if let Some((_, rest)) = line.split_once("is at http://") {
                let address = rest.split('/').next().expect("an address").to_owned();
                return (said, address);
            }
            said.push_str(&line);
        }
    }
}

#[test]
fn the_kit_is_shown_to_this_computer() {
    let folder = crate::support::Folder::copy_of(&crate::support::repository("example-community"));
    let mut preview = preview(&folder.root(), &["--port", "0"]);
    let (_, at) = preview.address();
    let page = get(&at, "/kit/");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("Private: not for publishing"), "{page}");
    let sheet = get(&at, "/kit/sessions/04-whose-voice-is-missing/run-sheet.html");
    assert!(sheet.contains("Who has not spoken yet?"), "{sheet}");
    assert!(get(&at, "/kit/facilitator.ics").contains("BEGIN:VALARM"));
    // Its pages listen as those of the site do; the run view stays as it is while a meeting runs by it.
    let listens = |path: &str| get(&at, path).contains("/_handbound/preview.js");
    let of_session = |name: &str| format!("/kit/sessions/04-whose-voice-is-missing/{name}.html");
    assert!(listens("/kit/") && listens(&of_session("mail")) && !listens(&of_session("run")));
    assert!(get(&at, "/kit/nothing.html").starts_with("HTTP/1.1 404"));
    assert!(!folder.root().join("private/kit").exists());
}

fn get(at: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(at).expect("somebody listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n").expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

pub fn handbook() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    let session =
        "---\ntitle: First tides\ndraft: true\ndate: 2026-12-03\ntime: 19:00-20:00\nwhere: online\n---\nHello.\n";
    fs::write(dir.path().join("community.yml"), "name: Tidepool\ntimezone: UTC\n").expect("a file");
    fs::create_dir(dir.path().join("sessions")).expect("a folder");
    fs::write(dir.path().join("sessions/a.md"), session).expect("a file");
    dir
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn it_says_where_it_is_shows_drafts_and_writes_nothing() {
    let dir = handbook();
    let mut preview = preview(dir.path(), &["--port", "0"]);
    let (before, at) = preview.address();
    assert_eq!(before, "");
    let page = get(&at, "/sessions/a.html");
    assert!(page.starts_with("HTTP/1.1 200 ") && page.contains("Hello."), "{page}");
    drop(preview);
    assert_eq!(files(dir.path()), ["community.yml", "sessions"]);
}

#[test]
fn a_busy_port_is_said_to_be_busy() {
    let dir = handbook();
    let mut first = preview(dir.path(), &["--port", "0"]);
    let (_, at) = first.address();
    let port = at.rsplit(':').next().expect("a port");
    let (said, other) = preview(dir.path(), &["--port", port]).address();
    assert!(said.starts_with(&format!("Another program uses port {port}, so the preview uses port ")), "{said}");
    assert_ne!(other, at);
}

#[test]
fn polling_and_the_network_are_said_in_words() {
    let dir = handbook();
    let mut preview = preview(dir.path(), &["--port", "0", "--poll", "--host", "0.0.0.0"]);
    let (mut said, at) = preview.address();
    // The watch begins beside the server, and may report it a moment later.
    if !said.contains("checked for saves") {
        said.push_str(&preview.line());
    }
    assert!(said.contains("The folder is checked for saves twice a second."), "{said}");
    assert!(said.contains("Careful: while the preview runs, everybody in this network can open it"), "{said}");
    assert!(at.starts_with("127.0.0.1:"), "{at}");
}

/// Holds that a mistake in a roster is reported at the terminal, and to a browser of this computer alone.
#[test]
fn the_network_gets_no_word_of_what_is_private() {
    for (host, is_told) in [("127.0.0.1", true), ("0.0.0.0", false)] {
        let dir = handbook();
        fs::create_dir(dir.path().join("private")).expect("a folder");
        let mut preview = preview(dir.path(), &["--port", "0", "--host", host]);
        let (_, at) = preview.address();
        fs::write(dir.path().join("private/roster.csv"), "canaryname,\"canary\n").expect("a file");
        let mut said = String::new();
        while !said.contains("roster.csv") {
            let line = preview.line();
            assert!(!line.is_empty(), "it ended after {said}");
            said.push_str(&line);
        }
        let mut stream = BufReader::new(TcpStream::connect(&at).expect("somebody listens"));
        write!(stream.get_mut(), "GET /_handbound/live HTTP/1.1\r\nHost: {at}\r\n\r\n").expect("sent");
        let mut told = String::new();
        while !told.starts_with("data: ") {
            told.clear();
            assert!(stream.read_line(&mut told).expect("text") > 0, "closed");
        }
        assert!(!told.contains("\"total\":0"), "{told}");
        assert_eq!(told.contains("roster.csv"), is_told, "{told}");
        assert!(is_told || !told.contains("canary"), "{told}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_named_with_the_one_that_is_meant() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir(dir.path().join("handbook")).expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_handbound"))
        .arg("serve")
        .arg(dir.path().join("handbok"))
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("There is no folder") && said.contains("Did you mean"), "{said}");
    assert_eq!(output.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_whoever_listens() {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    // A job in the background is started with Ctrl-C ignored, and hands that on to what it starts. What a program
    // catches means again what it always means in what it starts (POSIX, `exec`); the tests themselves still end.
    let ends = Arc::new(AtomicBool::new(true));
    signal_hook::flag::register_conditional_default(signal_hook::consts::SIGINT, ends).expect("a handler");
    let dir = handbook();
    let mut preview = preview(dir.path(), &["--port", "0"]);
    let (_, at) = preview.address();
    let mut stream = TcpStream::connect(&at).expect("somebody listens");
    write!(stream, "GET /_handbound/live HTTP/1.1\r\nHost: {at}\r\n\r\n").expect("sent");
    stream.read_exact(&mut [0]).expect("an answer");
    let process = preview.program.id().to_string();
    assert!(Command::new("kill").args(["-INT", &process]).status().expect("a signal").success());
    serving::at_last("the preview ends", || preview.program.try_wait().expect("a child").is_some());
}
