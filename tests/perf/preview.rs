//! Measures a save in the preview as a reader sees it: from the end of the save to the new page, asked for over HTTP.
//!
//! The real program runs beside this one, and nothing here knows how it works: it saves, asks, and looks at the clock.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use handbound::pipeline::{BuildSettings, FailOn, Workspace};
use handbound::redact::Drafts;

use super::edits::edited;
use super::{TODAY, median, shown};

const EDITS: usize = 30;

/// The time without a save between two edits, so that each meets a preview at rest.
const QUIET: Duration = Duration::from_millis(400);

/// The pause between two looks at the page.
const PAUSE: Duration = Duration::from_micros(500);

/// The number of saves of one burst, and the time between two of them.
const BURST: usize = 5;
const BETWEEN: Duration = Duration::from_millis(20);

/// The time after which time stamps of files that were just written can be believed.
const SETTLED: Duration = Duration::from_secs(3);

const PATIENCE: Duration = Duration::from_secs(30);

/// The number of edits that may add nothing to the memory.
const MANY: usize = 1000;

/// The bars at a number of sessions.
struct Bars {
    sessions: usize,
    word: &'static str,
    name: &'static str,
    memory: &'static str,
}

const BARS: [Bars; 2] = [
    Bars { sessions: 1000, word: " (bar 15 ms)", name: " (bar 250 ms)", memory: " (bar 150 MB, and flat)" },
    Bars { sessions: 10_000, word: " (bar 60 ms)", name: " (bar 1500 ms)", memory: " (bar 700 MB, and flat)" },
];

const NO_BARS: Bars = Bars { sessions: 0, word: "", name: "", memory: "" };

pub fn print(folder: &Path, sessions: usize) -> io::Result<()> {
    let bars = BARS.iter().find(|bars| bars.sessions == sessions).unwrap_or(&NO_BARS);
    let pages = pages(folder)?;
    println!("\nThe preview from outside at {sessions} sessions, {EDITS} of each; load {}:", load());
    let mut bench = Bench::start(folder, &pages, &[])?;
    println!("  start to the first page           {}", shown(bench.started));
    let start = bench.memory();
    thread::sleep(SETTLED);
    say("the first edit after that", &mut [bench.word(0)?], "");
    say("polling's own cost", &mut bench.polls()?, "");

    say("one word", &mut bench.each(Bench::word)?, bars.word);
    let few = bench.memory();
    say("one word, after 5 saves in 80 ms", &mut bench.each(Bench::burst)?, "");
    say("the community's name", &mut bench.each(Bench::name)?, bars.name);
    let mut rushed = (0..MANY).map(|at| bench.word(at)).collect::<io::Result<Vec<_>>>()?;
    say("one word, saved as soon as seen", &mut rushed, "");
    let many = bench.memory();
    println!(
        "  memory, now and at its most: {start} after the start, {few} after {EDITS} edits, {many} after {MANY} more{}",
        bars.memory
    );
    drop(bench);

    let mut bench = Bench::start(folder, &pages, &["--poll"])?;
    thread::sleep(SETTLED);
    bench.word(0)?;
    say("one word, where saves are polled", &mut bench.each(Bench::word)?, "");
    println!("  from Ctrl-C to the end            {} (bar 1000 ms)", shown(bench.ended()?));
    println!("  load at the end: {}", load());
    Ok(())
}

fn say(name: &str, times: &mut [Duration], bar: &str) {
    let middle = median(times);
    let [least, .., most] = times else { return println!("  {name:<33} {:>9}", shown(middle)) };
    println!("  {name:<33} {:>9}  from {} to {}{bar}", shown(middle), shown(*least), shown(*most));
}

/// A page and the file that it is made from.
#[derive(Clone)]
struct Page {
    address: String,
    file: PathBuf,
    original: String,
}

/// Returns two sessions to edit in turn, so that the one that was edited before can be looked at too.
fn pages(folder: &Path) -> io::Result<[Page; 2]> {
    let settings =
        BuildSettings { today: TODAY.parse().map_err(io::Error::other)?, drafts: Drafts::Shown, bar: FailOn::Errors };
    let edition = Workspace::default().look(folder, None)?.snapshot(settings).ok_or_else(|| failed("no handbook"))?;
    let press = edition.renderer();
    let sessions = &press.public().book().sessions;
    let page = |at: usize| {
        let path = &sessions.get(at)?.meta.address;
        let file = folder.join(&**press.source(path)?);
        Some(Page { address: format!("/{path}"), original: fs::read_to_string(&file).ok()?, file })
    };
    let both = page(sessions.len() / 2).zip(page(sessions.len() / 3)).ok_or_else(|| failed("no sessions"))?;
    Ok(both.into())
}

/// The program at work on one folder, whose files are as they were when this is dropped.
struct Bench {
    child: Child,
    host: String,
    started: Duration,
    pages: [Page; 2],
    community: Page,
    /// The words on the pages since their last edit.
    said: [String; 2],
    name: String,
    edits: usize,
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        for page in self.pages.iter().chain([&self.community]) {
            let _ = fs::write(&page.file, &page.original);
        }
    }
}

impl Bench {
    fn start(folder: &Path, pages: &[Page; 2], options: &[&str]) -> io::Result<Self> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handbound"));
        command.arg("serve").arg(folder).args(["--port", "0", "--today", TODAY]).args(options);
        let start = Instant::now();
        let mut child = command.stdout(Stdio::piped()).stdin(Stdio::null()).spawn()?;
        let mut lines = BufReader::new(child.stdout.take().ok_or_else(|| failed("it has no voice"))?).lines();
        let host = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let (_, address) = line.split_once("http://")?;
            Some(address.split(['/', ' ']).next()?.to_owned())
        });
        // Without a reader of its output the program would wait.
        thread::spawn(move || lines.for_each(drop));
        let file = folder.join("community.yml");
        let community = Page { address: "/".to_owned(), original: fs::read_to_string(&file)?, file };
        let host = host.unwrap_or_default();
        let mut bench = Bench {
            child,
            host,
            started: Duration::ZERO,
            pages: pages.clone(),
            community,
            said: Default::default(),
            name: String::new(),
            edits: 0,
        };
        bench.seen("/", "Circle", start)?;
        bench.started = start.elapsed();
        Ok(bench)
    }

    /// Returns times of the same edit, with quiet before each.
    fn each(&mut self, edit: impl Fn(&mut Self, usize) -> io::Result<Duration>) -> io::Result<Vec<Duration>> {
        let once = |at| {
            thread::sleep(QUIET);
            edit(self, at)
        };
        (0..EDITS).map(once).collect()
    }

    /// Saves one word in the title of a session, and waits for it on its page.
    fn word(&mut self, at: usize) -> io::Result<Duration> {
        self.save_word(at)?;
        self.wait_for_word(at, Instant::now())
    }

    /// Makes several saves in quick succession, and measures from the end of the last.
    fn burst(&mut self, at: usize) -> io::Result<Duration> {
        for _ in 1..BURST {
            self.save_word(at)?;
            thread::sleep(BETWEEN);
        }
        self.word(at)
    }

    /// Makes an edit that changes every page.
    fn name(&mut self, _: usize) -> io::Result<Duration> {
        self.name = self.new_word();
        save(&self.community, &self.name)?;
        let took = self.seen(&self.pages[0].address, &self.name, Instant::now())?;
        self.all_is_right()?;
        Ok(took)
    }

    fn save_word(&mut self, at: usize) -> io::Result<()> {
        self.said[at % 2] = self.new_word();
        save(&self.pages[at % 2], &self.said[at % 2])
    }

    fn wait_for_word(&self, at: usize, saved: Instant) -> io::Result<Duration> {
        let took = self.seen(&self.pages[at % 2].address, &self.said[at % 2], saved)?;
        self.all_is_right()?;
        Ok(took)
    }

    fn new_word(&mut self) -> String {
        self.edits += 1;
        format!("Tide{:06}", self.edits)
    }

    /// Looks at the page at `address` until it says `word`, and returns the time since `saved`.
    fn seen(&self, address: &str, word: &str, saved: Instant) -> io::Result<Duration> {
        while saved.elapsed() < PATIENCE {
            if self.get(address)?.contains(word) {
                return Ok(saved.elapsed());
            }
            thread::sleep(PAUSE);
        }
        Err(failed(&format!("{address} does not say {word}")))
    }

    /// Asserts that every page that is looked at has the last saved words: both sessions, and the home page.
    fn all_is_right(&self) -> io::Result<()> {
        for (page, word) in self.pages.iter().zip(&self.said) {
            let text = self.get(&page.address)?;
            if !text.contains(word) || !text.contains(&self.name) {
                return Err(failed(&format!("{} is stale: it lacks {word} or {}", page.address, self.name)));
            }
        }
        let home = self.get("/")?;
        if home.contains(&self.name) { Ok(()) } else { Err(failed("the home page is stale")) }
    }

    /// Measures one look at an unchanged page, with the pause after it.
    fn polls(&self) -> io::Result<Vec<Duration>> {
        thread::sleep(QUIET);
        let poll = |_| {
            let start = Instant::now();
            self.get(&self.pages[0].address)?;
            thread::sleep(PAUSE);
            Ok(start.elapsed())
        };
        (0..EDITS).map(poll).collect()
    }

    /// Measures how long the program takes to end while a page listens.
    fn ended(&mut self) -> io::Result<Duration> {
        let mut listens = TcpStream::connect(&self.host)?;
        write!(listens, "GET /_handbound/live HTTP/1.1\r\nHost: {}\r\n\r\n", self.host)?;
        listens.read_exact(&mut [0])?;
        let asked = Instant::now();
        Command::new("kill").args(["-INT", &self.child.id().to_string()]).status()?;
        while self.child.try_wait()?.is_none() {
            if asked.elapsed() > PATIENCE {
                return Err(failed("it does not end"));
            }
            thread::sleep(PAUSE);
        }
        Ok(asked.elapsed())
    }

    fn get(&self, address: &str) -> io::Result<String> {
        let mut stream = TcpStream::connect(&self.host)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(
            format!("GET {address} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host).as_bytes(),
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }

    /// Returns the memory that the program holds now and held at its most; nothing where the system does not report it.
    fn memory(&self) -> String {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let of = |field: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(field)).unwrap_or_default();
            line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) / 1000
        };
        format!("{}/{} MB", of("VmRSS:"), of("VmHWM:"))
    }
}

fn save(page: &Page, word: &str) -> io::Result<()> {
    fs::write(&page.file, edited(&page.original, word))
}

/// Returns how busy the machine is, since others may use it too.
fn load() -> String {
    let said = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    said.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown").to_owned()
}

fn failed(what: &str) -> io::Error {
    io::Error::other(what)
}
